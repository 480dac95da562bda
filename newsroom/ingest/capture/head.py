"""The lines between a headline and its text: date, byline, standfirst, the lead picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom.ingest.capture.about import (
    UPDATED,
    begins_with_agency,
    is_byline,
    is_date_label,
    is_date_line,
    is_name,
)
from newsroom.ingest.capture.furniture import kind_of
from newsroom.ingest.capture.pictures import Pictured, Token
from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.capture.units import Unit, is_paragraph
from newsroom.ingest.dates.written import WrittenDate, dates_in
from newsroom.record.agencies import Agencies

# Where the page has the report from; a longer line is a sentence.
_SOURCE = re.compile(
    r"(?:quelle|source|fuente|fonte|bron|kilde|källa|źródło|источник|المصدر|来源|來源|出典)"
    r"\s?[:：]\s?(\S.{0,60})",
    re.IGNORECASE,
)
_DECK = 6  # words: fewer may be a place and a section
_STANDFIRST = 80  # characters: a line under a headline that long is no label


@dataclass
class Head:
    """What stands above the text; `rest` are lines that may be part of the text."""

    standfirst: str | None = None
    byline: str | None = None
    created: str | None = None
    updated: str | None = None
    source: str | None = None
    faults: list[str] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    rest: list[Token] = field(default_factory=list)


def read_head(tokens: Sequence[Token], lang: str | None, agencies: Agencies) -> tuple[Head, int]:
    """Read the lines above the text; return them, and at which token the text begins."""
    head = Head()
    for at, token in enumerate(tokens):
        if isinstance(token, Pictured):
            head.pictures.append(token)
        elif token.level and at:
            return head, at
        elif kind_of(token.text) is not None:
            if not is_paragraph(token):
                note_dates(head, token.text, lang)
        elif is_date_line(token.text, lang) or _byline_before_date(token.text, lang):
            note_dates(head, token.text, lang)
            head.byline = head.byline or _byline_before_date(token.text, lang)
        elif head.source is None and (named := _SOURCE.fullmatch(token.text)):
            head.source = named[1]
        elif head.byline is None and _is_byline(tokens, at, lang, agencies):
            head.byline = token.text
        elif at == 0 and _is_deck(tokens, lang, agencies):
            head.standfirst = token.text
        elif is_paragraph(token) or token.marker or len(token.text) >= _STANDFIRST:
            if head.standfirst or token.marker or not _is_standfirst(tokens, at, lang, agencies):
                return head, at
            head.standfirst = token.text
        elif _begins_text(tokens, at):
            return head, at
        else:
            head.rest.append(token)
    return head, len(tokens)


def note_dates(head: Head, text: str, lang: str | None) -> None:
    """Note the dates of a line: when the page was made, and when it was last changed."""
    end = 0
    for date in dates_in(text, lang):
        label, end = text[end : date.start], date.end
        if date.iso is None:
            head.faults.append(date.fault or "")
        elif UPDATED.search(label):
            head.updated = head.updated or date.iso
        else:
            head.created = _better(head.created, date)


def _better(known: str | None, date: WrittenDate) -> str | None:
    """Return the first date; where it is printed twice, the one with a time of day."""
    if known and date.iso and date.iso.startswith(known):
        return date.iso
    return known or date.iso


def _is_byline(tokens: Sequence[Token], at: int, lang: str | None, agencies: Agencies) -> bool:
    token = tokens[at]
    if isinstance(token, Pictured) or token.marker:
        return False
    text = token.text
    if is_byline(text):
        return True
    if is_paragraph(token) or ends_sentence(text) or len(text) > _STANDFIRST:
        return False
    if begins_with_agency(text, agencies):
        return True
    near = [tokens[here] for here in (at - 1, at + 1) if 0 <= here < len(tokens)]
    dated = any(
        isinstance(other, Unit)
        and (is_date_line(other.text, lang) or kind_of(other.text) == "furniture")
        for other in near
    )
    return dated and is_name(text)


def _byline_before_date(text: str, lang: str | None) -> str | None:
    """Return the byline of `By Anna Berg | October 8, 2015`."""
    if not any(letter.isdecimal() for letter in text) or ends_sentence(text):
        return None
    dates = dates_in(text, lang)
    before = text[: dates[0].start].strip(" |,·•–—-/") if dates else ""
    if is_byline(before) or (is_name(before) and not is_date_label(before)):
        return before
    return None


def _is_standfirst(tokens: Sequence[Token], at: int, lang: str | None, agencies: Agencies) -> bool:
    """Tell whether a paragraph stands apart from the text: labels, a picture come before that."""
    token = tokens[at]
    if isinstance(token, Pictured):
        return False
    if not ends_sentence(token.text):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return isinstance(following, Pictured) or (
            following is not None and following.group != token.group
        )
    for here, other in enumerate(tokens[at + 1 :], at + 1):
        if isinstance(other, Pictured) or is_date_line(other.text, lang):
            return True
        if other.text.startswith(("http://", "https://")) or _byline_before_date(other.text, lang):
            return True
        if is_paragraph(other) or other.marker or other.level:
            return False
        if _is_byline(tokens, here, lang, agencies):
            return True
        if kind_of(other.text) is None:
            return False
    return False


def _is_deck(tokens: Sequence[Token], lang: str | None, agencies: Agencies) -> bool:
    """Tell whether the line below a headline is more of it: no label, and right above a byline."""
    first, following = tokens[0], tokens[1] if len(tokens) > 1 else None
    return (
        isinstance(first, Unit)
        and isinstance(following, Unit)
        and not (first.marker or is_paragraph(first))
        and len(first.text.split()) >= _DECK
        and (is_date_line(following.text, lang) or _is_byline(tokens, 1, lang, agencies))
    )


def _begins_text(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a short line is the first section's heading: it parts two paragraphs."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        isinstance(following, Unit)
        and is_paragraph(following)
        and following.group != tokens[at].group
        and any(isinstance(other, Unit) and is_paragraph(other) for other in tokens[:at])
    )
