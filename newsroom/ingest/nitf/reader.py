"""NITF 3.x: an article with its metadata, in one XML document.

Source: NITF 3.6 (`nitf-3-6.xsd`, the News Industry Text Format of IPTC); older versions differ in
what they leave out. Its DTD is never fetched.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any

from newsroom.ingest.item import Fault, IngestError, Item, SourcePicture
from newsroom.ingest.nitf import head as head_of
from newsroom.ingest.nitf.markup import body_of, is_advisory, take_lead
from newsroom.ingest.nitf.media import Pictures
from newsroom.ingest.nitf.notes import editors_note
from newsroom.ingest.nitf.standfirst import without_copy
from newsroom.ingest.nitf.xml import (
    attribute,
    child,
    children,
    each_once,
    key_of,
    lang_of,
    length_within,
    must_be,
    within,
    words,
)
from newsroom.ingest.xml_source import parse_xml
from newsroom.record.attribution_parts import AND, is_person, without_labels

# What stands in a byline beside the names: an occupation, a house.
_NO_PERSON = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|chief|association|agency|service|desk|bureau"
    r"|redakteur(?:in)?|korrespondent(?:in)?|corresponsal|correspondante?|corrispondente|agencia"
    r"|agence|agenzia|redacción|rédaction|redazione)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(rf"\s*(?:[,;/&|]|\s{AND}\s)\s*", re.IGNORECASE)
# Where a dateline ends: `(dpa) -`, `(EFE).-`, `--`.
_AGENCY = re.compile(r"\s*(?:[(（][^()（）]{1,40}[)）])?[\s.,:;–—―-]*$")
# A byline or a dateline that is longer is something else, and left as it is (characters).
_LONGEST_LINE = 500
_PLACE = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){0,4}")
# What AP and others keep in a second headline.
_NO_SUBHEAD = re.compile(r"original|slug|title|short|seo", re.IGNORECASE)
_DATE = re.compile(r"\s*\d{4}-?\d{2}-?\d{2}(?!\d)")
_RAW_DATE = re.compile(r"\d{8}(?:T\d{4,6}\S*)?")


@dataclass
class Text:
    """What the body of a NITF document says, apart from its head."""

    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    located: str | None = None
    distributor: str | None = None
    body: str = ""
    pictures: tuple[SourcePicture, ...] = ()
    lead_picture: int | None = None
    notes: tuple[str | None, ...] = ()
    unsure: list[str] = field(default_factory=list)


def read_nitf(raw: bytes, *, name: str) -> list[Item | Fault]:
    """Read a NITF document (3.x, with or without its namespace).

    `name` is what the source is called. A document that cannot be read is a Fault: without
    identity, or with an embargo or an expiry that no calendar has. Raises IngestError for what is
    no NITF.
    """
    document = parse_xml(raw)
    must_be(document, ("nitf",), ("iptc.org/std/NITF",), "NITF")
    return [read_document(document, name)]


def read_document(document: ET.Element, name: str) -> Item | Fault:
    """Read one document by its root, as `read_nitf` does."""
    try:
        return _item(document)
    except IngestError as error:
        found = attribute(child(document, "head", "docdata", "doc-id"), "id-string")
        return Fault(found or name, str(error))


def read_text(document: ET.Element, pictures: Pictures, lang: str | None) -> Text:
    """Read the body of a NITF document, or of the part of one that has no more than its body.

    The pictures that it holds are added to `pictures`. Raises IngestError for a body that is longer
    than any article.
    """
    outer = next(within(document, "body"), document)
    # Not what stands deeper: a note holds a `body.content` of its own.
    head, content, end = (child(outer, name) for name in ("body.head", "body.content", "body.end"))
    if head is None and content is None:
        content = outer
    hedline = child(head, "hedline")
    abstract = child(head, "abstract")
    found = Text(
        headline=words(child(hedline, "hl1")) or words(child(hedline, "hl2")),
        standfirst=words(abstract, without=("media", "figure")),
        byline=" / ".join(each_once(_byline(line) for line in children(head, "byline"))) or None,
        authors=each_once(author for line in children(head, "byline") for author in _authors(line)),
        distributor=words(child(head, "distributor")),
    )
    found.dateline, found.located = _dateline(child(head, "dateline"))
    subhead = _subhead(document, hedline)
    if not found.standfirst:
        found.standfirst = subhead
    elif subhead and key_of(subhead) not in key_of(found.standfirst):
        found.unsure.append(f"the source has a second headline too: '{subhead}'")
    above = [
        mark for media in within(head, "media", "figure", "img") for mark in pictures.figures(media)
    ]
    length_within(outer)
    blocks = body_of(content, pictures, lang) if content is not None else []
    if (
        blocks
        and key_of(_plain(blocks[0])) == key_of(found.headline or "\0")
        and "<h" in blocks[0][:2]
    ):
        del blocks[0]
    found.lead_picture = take_lead(above) if above else take_lead(blocks)
    # The closing line stands last, where it is looked for.
    for part in (*children(end, "bibliography"), *children(end, "tagline")):
        if not is_advisory(part):
            blocks += body_of(part, pictures, lang)
    found.standfirst, blocks = without_copy(found.standfirst, found.headline, blocks)
    found.body = "\n".join(blocks)
    found.pictures = tuple(pictures.found)
    above_text = set(children(head, "note"))
    found.notes = tuple(
        words(note)
        for note in within(outer, "note", "tagline")
        if is_advisory(note) or note in above_text
    )
    if any(True for _ in within(content, "custom-table")):
        found.unsure.append("a table in a format of its own was left out of the body")
    return found


def place_of(dateline: str | None) -> str | None:
    """Return a dateline without agency and dash at its end: `Berlin (dpa) -` is `Berlin`.

    One that is only a date is none.
    """
    if not dateline or len(dateline) > _LONGEST_LINE:
        return dateline
    return None if _DATE.match(dateline) else _AGENCY.sub("", dateline) or None


def _item(document: ET.Element) -> Item:
    head = child(document, "head")
    data = child(head, "docdata")
    unsure: list[str] = []
    lang = attribute(document, "baselang") or lang_of(document) or lang_of(child(document, "body"))
    cancels = head_of.canceled_by(head, unsure)
    canceled = cancels is not None or head_of.is_canceled(head)
    if canceled and (body := child(document, "body")) is not None:
        # What a kill notice says is for editors; it names what was wrong.
        body[:] = children(body, "body.head", "body.end")
    text = read_text(document, Pictures(), lang)
    headline = text.headline or words(child(head, "title"))
    guid, version = head_of.identity(document, headline, cancels)
    created, version_created = head_of.dates(document, unsure)
    common: dict[str, Any] = {
        "guid": guid,
        "version": version,
        "headline": headline,
        "slugline": head_of.slugline(head),
        "lang": lang,
        "created": created,
        "version_created": version_created,
        "source": text.distributor or head_of.source(head),
    }
    correction = child(data, "correction")
    corrected = attribute(correction, "id-string")
    notes = [attribute(message, "info") or words(message) for message in children(data, "ed-msg")]
    notes += [attribute(correction, "info"), *text.notes]
    if canceled:
        return Item(
            **common,
            pub_status="canceled",
            cancels=cancels if cancels != guid else None,
            ed_note=editors_note(notes),
            unsure=tuple(unsure),
        )
    status, embargoed, expires = head_of.visibility(head, unsure)
    if corrected and corrected != guid:
        unsure.append(f"corrects another item, '{corrected[:80]}': may that one stay?")
    return Item(
        **common,
        **head_of.rights(document),
        pub_status=status,
        embargoed=embargoed,
        expires=expires,
        standfirst=text.standfirst,
        byline=text.byline,
        authors=text.authors,
        dateline=text.dateline,
        located=text.located or head_of.place(head),
        body=text.body,
        genre=head_of.genre(head),
        section=head_of.section(head),
        topics=head_of.subjects(head),
        publisher=attribute(child(head, "pubdata"), "name"),
        url=head_of.address(head),
        ed_note=editors_note(notes),
        signals=frozenset(["correction"] if correction is not None else []),
        pictures=text.pictures,
        lead_picture=text.lead_picture,
        unsure=(*unsure, *text.unsure),
    )


def _byline(element: ET.Element) -> str | None:
    """Return a byline, with a comma before what a person is."""
    parts = [
        words(element, without=("byttl", "virtloc")),
        *(words(part) for part in within(element, "byttl")),
    ]
    given = [part.strip(" ,;") for part in parts if part and part.strip(" ,;")]
    return ", ".join(given) or None


def _authors(element: ET.Element) -> list[str]:
    people = [words(person, without=("function",)) for person in within(element, "person")]
    if people:
        return [person for person in people if person]
    line = words(element, without=("byttl", "location", "virtloc")) or ""
    if len(line) > _LONGEST_LINE:
        return []
    names = [name.strip() for name in _NAMES.split(without_labels(line)[0])]
    return [
        name
        for name in names
        if not _NO_PERSON.search(name)
        and (is_person(name) or (name.isupper() and is_person(name.title())))
    ]


def _dateline(element: ET.Element | None) -> tuple[str | None, str | None]:
    """Return a dateline as written, without its agency, and the place in it."""
    if element is None:
        return None, None
    raw = any(_RAW_DATE.fullmatch(words(date) or "") for date in within(element, "story.date"))
    text = place_of(words(element, without=("story.date",) if raw else ()))
    location = child(element, "location")
    place = words(child(location, "city")) or words(location)
    if place is None and text and _PLACE.fullmatch(first := text.partition(",")[0]):
        place = first
    return text, place


def _subhead(document: ET.Element, hedline: ET.Element | None) -> str | None:
    """Return the first second headline that is for readers: no copy, and no slug of the desk's."""
    keywords = within(child(document, "head", "docdata", "key-list"), "keyword")
    known = {key_of(attribute(keyword, "key") or words(keyword) or "") for keyword in keywords}
    for line in children(hedline, "hl2"):
        written = words(line) or ""
        marked = attribute(line, "id", "class") or ""
        if key_of(written) not in known and not _NO_SUBHEAD.search(marked):
            return written
    return None


def _plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)
