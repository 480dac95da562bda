"""A page that a browser or a text-mode reader saved as plain text (Lynx, w3m, Links, Firefox).

There is no standard for it: lines are told apart by their words, their length and what is around
them. Whatever may be the article's stays; what a person must decide is listed in `Item.unsure`.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from newsroom.ingest.capture.about import authors_of, is_date_line, signed
from newsroom.ingest.capture.body import write_body
from newsroom.ingest.capture.checks import checked_text
from newsroom.ingest.capture.closing import Closing, find_closing
from newsroom.ingest.capture.furniture import kind_of
from newsroom.ingest.capture.head import Head, note_dates, read_head
from newsroom.ingest.capture.language import language_of
from newsroom.ingest.capture.opening import Opening, find_opening
from newsroom.ingest.capture.pictures import Pictured, Token, with_pictures
from newsroom.ingest.capture.publisher import publisher_of
from newsroom.ingest.capture.units import Unit, is_paragraph, read_units
from newsroom.ingest.item import IngestError, Item
from newsroom.record.agencies import Agencies
from newsroom.record.attribution import parse_attribution

# Blocks above a headline within which its date and its picture may stand; those below a text
# within which a box may tell the date.
_ABOVE, _BELOW = 6, 200
_DATED = re.compile(
    r"(?:date|datum|fecha|data|дата|tarih|تاريخ|published|publi\w+|veröffentlicht)\W", re.IGNORECASE
)
_MOST_DOUBTS, _SHOWN = 30, 80  # lines, and characters of each


def read_capture(raw: bytes, *, name: str, agencies: Agencies) -> list[Item]:
    """Read a page saved as text; return its article, in a list of one.

    `name` is the file's, for the interface that all formats share. The guid is made of headline and
    date, so that a later capture of the page is the same item. Raises IngestError for what is no
    page of news: other formats, menus alone, no headline; and for an impossible date where the page
    has no other.
    """
    units = read_units(checked_text(raw))
    lang = _language(units)
    opening = find_opening(units, lang, agencies)
    closing = find_closing(units, opening.paragraph, agencies)
    tokens = _tokens(units, opening, closing, lang)
    head, start = read_head(tokens, lang, agencies)
    _look_elsewhere(head, units, opening, closing, lang)
    created = head.created or head.updated
    if created is None and head.faults:
        raise IngestError(f"has an impossible date: {head.faults[0]}")
    boxes = frozenset(units[at] for at in closing.boxes)
    body = write_body([*head.rest, *tokens[start:]], boxes, len(head.pictures))
    figures = [f'<figure data-picture="{at}"></figure>' for at in range(1, len(head.pictures))]
    pictures = [*head.pictures, *body.pictures]
    item = Item(
        guid=_guid(opening.headline, created),
        headline=opening.headline,
        standfirst=head.standfirst,
        byline=head.byline,
        authors=_authors(head.byline, agencies),
        body="\n".join([*figures, *body.parts]),
        attribution=None if closing.attribution is None else units[closing.attribution].text,
        lang=lang,
        created=created,
        version_created=head.updated,
        source=head.source,
        publisher=publisher_of(units, opening, closing.end),
        pictures=tuple(pictured.picture for pictured in pictures),
        lead_picture=0 if head.pictures else None,
        unsure=_unsure(pictures, head, [*body.doubtful, *_afterword(units, closing)], closing),
    )
    return [item]


def _language(units: Sequence[Unit]) -> str | None:
    return language_of(
        " ".join(unit.text for unit in units if is_paragraph(unit) and kind_of(unit.text) is None)
    )


def _tokens(
    units: Sequence[Unit], opening: Opening, closing: Closing, lang: str | None
) -> list[Token]:
    """Return what stands between the headline and the end, but for the attribution line."""
    below = opening.at + 1
    article = [
        unit
        for at, unit in enumerate(units[below : closing.end], below)
        if at != closing.attribution
    ]
    return with_pictures(article, opening.paragraph - below, lang)


def _look_elsewhere(
    head: Head, units: Sequence[Unit], opening: Opening, closing: Closing, lang: str | None
) -> None:
    """Look where some pages have date, picture and author: above the headline, below the text."""
    above = units[max(0, opening.at - _ABOVE) : opening.at]
    if not head.pictures:
        pictured = with_pictures(above, len(above), lang)
        # Up there, what stands above a credit without a label is as likely a menu.
        head.pictures += [
            Pictured(replace(token.picture, alt=None), token.group) if token.unsure else token
            for token in pictured
            if isinstance(token, Pictured) and token.picture.credit
        ][-1:]
    below = [unit.text for unit in units[closing.end :][:_BELOW]]
    names = [found for line in below if (found := signed(line))]
    if head.byline is None and len(set(names)) == 1:
        head.byline = names[0]
    for line in (
        *(unit.text for unit in reversed(above) if is_date_line(unit.text, lang)),
        *opening.above,
        *(line for line in below if _DATED.match(line)),
    ):
        if head.created or head.updated:
            return
        note_dates(head, line, lang)


def _authors(byline: str | None, agencies: Agencies) -> tuple[str, ...]:
    if byline is None:
        return ()
    read = parse_attribution(byline, agencies)
    people = tuple(person.name for person in read.contributors) if read else ()
    return people or tuple(name for name in authors_of(byline) if agencies.key(name) is None)


def _afterword(units: Sequence[Unit], closing: Closing) -> list[str]:
    """Return what stands behind the attribution line: a correction, a word on the author."""
    if closing.attribution is None:
        return []
    behind = units[closing.attribution + 1 : closing.end]
    return [unit.text for unit in behind if kind_of(unit.text) is None]


def _guid(headline: str, created: str | None) -> str:
    digest = hashlib.sha256(f"{headline}\n{created or ''}".encode("utf-8", "surrogatepass"))
    return f"capture:{digest.hexdigest()[:32]}"


def _unsure(
    pictures: Sequence[Pictured], head: Head, doubtful: Sequence[str], closing: Closing
) -> tuple[str, ...]:
    points = [pictured.unsure for pictured in pictures if pictured.unsure]
    if not (head.created or head.updated):
        points.append("The page has no date; write the article's")
    points += [f"A date was passed over: {fault}" for fault in head.faults if fault]
    lines = list(dict.fromkeys(doubtful))
    points += [f"May be no part of the article: '{_shown(line)}'" for line in lines[:_MOST_DOUBTS]]
    if len(lines) > _MOST_DOUBTS:
        points.append(f"{len(lines) - _MOST_DOUBTS} more lines may be no part of the article")
    if closing.dropped:
        first, count = _shown(closing.dropped[0].text), len(closing.dropped)
        points.append(f"{count} short lines behind the text were left out, from '{first}' on")
    return tuple(points)


def _shown(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
