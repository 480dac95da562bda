"""From an item to an article: the record, the body in Markdown, and what a person must decide."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from pydantic import ValidationError

from newsroom.content.registries import Registries
from newsroom.ingest.article_pictures import make_pictures
from newsroom.ingest.body.to_markdown import to_markdown
from newsroom.ingest.closing import find_attribution, find_authors
from newsroom.ingest.desk import Desk, clean, language, moment, one_line, page_name
from newsroom.ingest.item import IngestError, Item, SourcePicture
from newsroom.ingest.slugs import letters, slug
from newsroom.ingest.speakers.propose import propose_speakers
from newsroom.record.article import Article
from newsroom.record.text import LONGEST_NAME

# What stands where a source names no section.
SECTION = "News"

# How a correction reads until somebody has worded it.
UNWORDED = "Say here what was wrong, and what is right."

TO_WORD = "the source has corrected this: word the correction, or take it out"

_LONGEST_SLUG = 70

# More than any field but the body holds (characters), and more entries than any list has.
_LONGEST_FIELD = 100_000
_MOST = 1000


@dataclass(frozen=True)
class Draft:
    """An article as a source gives it: record and body, with the points that a person must decide.

    Points of the record are `review` there too.
    """

    article: Article
    body: str


def make_draft(
    item: Item,
    registries: Registries,
    *,
    zone: dt.tzinfo,
    lang: str,
    files: Mapping[int, str] | None = None,
) -> Draft:
    """Make an article of an item of text.

    `lang` is the language of an item that names none, `zone` where its times without an offset
    are. `files` are the pictures of which a file lies in the content folder, by their number.
    Raises IngestError where the item lacks what an article must have.
    """
    _refuse_endless(item)
    desk = Desk(item, registries, zone, lang, review=[one_line(point) for point in item.unsure])
    desk.lang = language(desk, item.lang) or lang
    soup = BeautifulSoup(item.body, "html.parser")
    attribution = find_attribution(desk, soup)
    pictures, keys, lead = make_pictures(desk, soup, files or {})
    body = to_markdown(str(soup), keys, desk.lang).strip()
    if not body:
        body = to_markdown(f"<p>{escape(item.standfirst or '')}</p>", (), desk.lang).strip()
    if not body:
        raise IngestError("has no text; an article needs some")
    proposal = propose_speakers(body, desk.lang, registries.speakers)
    desk.review += [f"Q001: {point}" for point in proposal.unsure]
    created = moment(desk, "created", item.created) or moment(desk, "created", item.version_created)
    if created is None:
        wrong = [point for point in desk.review if re.match("(the date '|created: )", point)]
        if wrong:
            raise IngestError(f"has no date: {wrong[0]}; ask the sender for it")
        raise IngestError("has no date; an article needs one")
    fields: dict[str, Any] = {
        "title": _headline(desk, soup),
        "summary": item.standfirst,
        "lang": desk.lang,
        "date": created,
        "category": page_name(item.section) or SECTION,
        "tags": list(filter(None, map(page_name, item.topics))),
        "authors": find_authors(desk, attribution),
        "speakers": {
            key: speaker.model_dump(exclude_defaults=True)
            for key, speaker in proposal.speakers.items()
        },
        "dateline": item.dateline,
        "located": item.located,
        "pictures": {key: picture for key, picture in pictures.items() if f"![@{key}]" in body},
        "attribution": attribution.line if attribution else one_line(item.attribution or ""),
        "based_on": _original(desk, created),
        "embargoed": moment(desk, "embargoed", item.embargoed),
        "expires": moment(desk, "expires", item.expires),
        "pub_status": item.pub_status,
        "usage_terms": item.usage_terms,
        "copyright_holder": item.copyright_holder,
        "copyright_notice": item.copyright_notice,
        "guid": item.guid,
        "version": item.version,
        "version_created": moment(desk, "version_created", item.version_created),
        "slugline": item.slugline,
        "genre": item.genre,
        "credit_line": item.credit_line,
        "source": item.source,
    }
    if lead is not None:
        fields["picture"] = pictures[keys[lead]]
    _mark_changes(desk, fields, created)
    if item.ed_note:
        desk.notes.insert(0, item.ed_note)
    fields["ed_note"] = "\n".join(desk.notes)
    fields["review"] = list(dict.fromkeys(desk.review))
    return Draft(_article(fields, zone), proposal.body.strip() + "\n")


def respelt(article: Article, spelling: Callable[[str, str], str]) -> Article:
    """Return an article with the names of pages as the site writes them.

    `spelling` gives a name of `category`, `tags`, `authors` or `speakers` as the site has it.
    """
    topics = {letters(name): spelling("tags", name) for name in article.topics}
    speakers = {
        key: speaker.model_copy(update={"name": spelling("speakers", speaker.name)})
        for key, speaker in article.speakers.items()
    }
    return article.model_copy(
        update={
            "section": spelling("category", article.section),
            "topics": tuple(dict.fromkeys(topics.values())),
            "authors": tuple(spelling("authors", name) for name in article.authors),
            "speakers": speakers,
        }
    )


def _refuse_endless(part: Item | SourcePicture, name: str = "") -> None:
    """Raise IngestError where a field is longer, or a list has more entries, than any item's."""
    for field in fields_of(part):
        value, shown = getattr(part, field.name), f"{name}{field.name}"
        if isinstance(value, tuple) and len(value) > _MOST:
            raise IngestError(f"{shown}: has more than {_MOST} entries; no item needs that")
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if isinstance(text, SourcePicture):
                _refuse_endless(text, "pictures.")
            elif isinstance(text, str) and len(text) > _LONGEST_FIELD and shown != "body":
                message = f"has more than {_LONGEST_FIELD} characters; no item needs that"
                raise IngestError(f"{shown}: {message}")


def slug_of(item: Item) -> str:
    """Return the last part of an item's address: from its headline, else from what it has."""
    for text in (item.headline, item.slugline, item.guid):
        if found := slug(text or "", _LONGEST_SLUG):
            return found
    return "article"


def _article(fields: dict[str, Any], zone: dt.tzinfo) -> Article:
    given = {name: value for name, value in fields.items() if value not in (None, "", (), [], {})}
    try:
        return Article.model_validate(clean(given), context={"zone": zone})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise IngestError(f"{place}: {first['msg']}") from None


def _headline(desk: Desk, soup: BeautifulSoup) -> str:
    item = desk.item
    for text in (item.headline, item.slugline):
        if text and text.strip():
            return text
    first = soup.find(["p", "h2", "li"])
    words = one_line(first.get_text()) if first else ""
    if not words:
        raise IngestError("has no headline")
    desk.review.append("the source has no headline; word one")
    return words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _original(desk: Desk, created: Any) -> dict[str, Any] | None:
    item = desk.item
    if not item.publisher or not item.headline:
        return None
    address = item.url if item.url and re.fullmatch(r"https?://[^\s]+", item.url) else None
    original = {
        "publisher": item.publisher,
        "title": item.headline,
        "date": created,
        "url": address,
    }
    return {name: value for name, value in original.items() if value}


def _mark_changes(desk: Desk, fields: dict[str, Any], created: Any) -> None:
    """Note what the source says of this version: a correction is for the editor to word."""
    changed = fields["version_created"]
    if not desk.item.signals or changed is None or changed.is_before(created, desk.zone):
        return
    if "correction" in desk.item.signals:
        fields["corrections"] = [{"date": changed, "text": UNWORDED, "priority": "low"}]
        desk.review.append(TO_WORD)
    elif changed != created:
        fields["modified"] = changed
