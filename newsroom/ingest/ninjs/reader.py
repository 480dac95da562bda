"""ninjs: News in JSON, of IPTC (ninjs 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1), to items.

Feeds seldom hold to a schema, so that an object's dialect is told by its fields: `headline` or
`headlines`, `body_html` or `bodies`, `versioncreated` or `versionCreated`, each by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsroom.ingest.item import Fault, IngestError, Item, SourcePicture
from newsroom.ingest.ninjs.body import has_body, read_body
from newsroom.ingest.ninjs.fields import (
    Fields,
    code_of,
    entries,
    line_in,
    names_in,
    pick,
    tail,
    text_in,
    texts,
)
from newsroom.ingest.ninjs.identity import guid_of
from newsroom.ingest.ninjs.pictures import (
    CREDIT_ROLES,
    Gallery,
    associations,
    credit_of,
    headline_of,
    holder_of,
    lang_of,
    located_of,
    notice_of,
    picture_of,
    terms_of,
    text_elsewhere,
)
from newsroom.ingest.ninjs.source import is_ninjs, read_objects
from newsroom.ingest.ninjs.status import Publication, is_shown, kind_of, publication_of
from newsroom.ingest.nitf.standfirst import without_copy
from newsroom.ingest.topics import topics

# Deeper than any newsroom packs packages into packages.
MAX_LEVELS = 8

# More than any article associates.
MAX_PICTURES = 500

_STANDFIRST_ROLES = (
    "lead", "standfirst", "abstract", "summary", "dek", "intro", "main", "text", "", "html",
    "xhtml",
)  # fmt: skip
_NO_STANDFIRST = {
    *CREDIT_ROLES, "alt", "alttext", "caption", "ednote", "editorial", "keywords", "note", "seo",
    "writer",
}  # fmt: skip
_SUBJECTS = ("subject", "subjects", "keyword", "keywords")
_NAMED = ("place", "places", "person", "people", "organisation", "organisations", "organization",
          "organizations")  # fmt: skip
_ONLY = "only texts and pictures are imported: take it over by hand, or leave it out"
_SUBHEADS = ("sub", "subheadline", "subheadline1", "deck", "dek")
_FOR_EDITORS = {"advisory"}
# Who works on a text, and did not write it.
_NO_AUTHOR = re.compile(r"edit|photo|video|graphic|translat|illustrat|camera|producer", re.I)
_PART = {"partial", "incomplete"}


@dataclass(frozen=True)
class _Package:
    """What binds the items of a package, since it binds the package."""

    embargoed: str | None = None
    withheld: bool = False
    level: int = 0


def read_ninjs(raw: bytes, *, name: str) -> list[Item | Fault]:
    """Read the items of a ninjs file: one, an array, an envelope of a service, or one on a line.

    `name` is what to call the file in a message. A package gives the items that it holds, a text
    those that it associates in full beside itself; of sound, film, events and plans there is a
    Fault. Raises IngestError for what is not JSON (RFC 8259), and for JSON that is no ninjs.
    """
    found: list[Item | Fault] = []
    for entry in read_objects(raw, name):
        if isinstance(entry, Fault):
            found.append(entry)
        else:
            label, fields = entry
            found += _read(fields, label, _Package())
    return found


def _read(fields: Fields, label: str, package: _Package) -> Iterator[Item | Fault]:
    """Read an object, and what it holds."""
    guid = guid_of(fields)
    label = guid or headline_of(fields) or label
    if not is_ninjs(fields):
        yield Fault(label, "is no ninjs: it has no uri, no headline and no body")
        return
    if guid is None:
        yield Fault(label, "has no guid (uri, guid or altids); nothing could tell its versions")
        return
    if package.level > MAX_LEVELS:
        yield Fault(label, f"lies more than {MAX_LEVELS} packages deep; import it by itself")
        return
    kind = kind_of(fields)
    if kind not in ("text", "picture", "package"):
        what = f"is of the type '{kind}'" if kind else "holds neither headline nor text"
        yield Fault(label, f"{what}; {_ONLY}")
        return
    try:
        publication = _bound(publication_of(fields), package)
        item = _item(fields, guid, publication, package=kind == "package")
        if kind == "text":
            item = _with_text(item, fields, publication)
        elif kind == "picture":
            item = _with_picture(item, fields)
    except (IngestError, ValueError) as error:
        yield Fault(label, str(error))
        return
    if kind != "package" or item.pub_status == "canceled":
        yield item
    if kind != "picture" and item.pub_status != "canceled":
        inner = _Package(publication.embargoed, publication.status == "withheld", package.level + 1)
        yield from _held(fields, label, kind, inner)


def _held(fields: Fields, label: str, kind: str, package: _Package) -> Iterator[Item | Fault]:
    """Read what a package holds, or the whole texts that a text associates."""
    empty = kind == "package"
    for number, (name, entry) in enumerate(associations(fields), 1):
        inner = kind_of(entry)
        wanted = inner == "package" or (inner == "text" and _is_whole(entry))
        if wanted or (inner == "picture" and kind == "package"):
            empty = False
            yield from _read(entry, f"{label}, {name or number}", package)
    if empty:
        yield Fault(label, "is a package that holds no text or picture; import what it names")


def _is_whole(fields: Fields) -> bool:
    """Tell whether an associated text is all there, or else only named."""
    return has_body(fields) and tail(text_in(fields, "representationtype")) not in _PART


def _bound(publication: Publication, package: _Package) -> Publication:
    withheld = package.withheld and publication.status == "usable"
    return replace(
        publication,
        embargoed=publication.embargoed or package.embargoed,
        status="withheld" if withheld else publication.status,
    )


def _item(fields: Fields, guid: str, publication: Publication, *, package: bool) -> Item:
    """Return an item without what depends on its kind."""
    unsure = list(publication.unsure)
    if not package and tail(text_in(fields, "representationtype")) in _PART:
        unsure.append("the source calls this incomplete: is it all there?")
    if tail(text_in(fields, "type")) in _FOR_EDITORS:
        unsure.append("the source calls this an advisory to editors: may it be published?")
    return Item(
        guid=guid,
        version=text_in(fields, "version", "_current_version"),
        pub_status=publication.status,
        headline=headline_of(fields),
        slugline=line_in(fields, "slugline"),
        byline=_byline(fields),
        authors=_authors(fields),
        dateline=_dateline(fields),
        attribution=line_in(fields, "attribution", "signoff"),
        lang=lang_of(fields),
        genre=_genre(fields),
        section=next(iter(names_in(fields, "service", "section", "category")), None),
        topics=_topics(fields),
        located=located_of(fields),
        created=publication.created,
        version_created=publication.version_created,
        embargoed=publication.embargoed,
        expires=publication.expires,
        usage_terms=terms_of(fields),
        copyright_holder=holder_of(fields),
        copyright_notice=notice_of(fields),
        credit_line=credit_of(fields),
        source=", ".join(
            names_in(fields, "source") or names_in(fields, "infosource", "infosources")
            or names_in(fields, "provider")
        ) or None,
        url=text_in(fields, "weburl", "canonical", "url"),
        ed_note=_ed_note(fields),
        signals=publication.signals,
        unsure=tuple(unsure),
    )  # fmt: skip


def _with_text(item: Item, fields: Fields, publication: Publication) -> Item:
    if item.pub_status == "canceled":
        return item  # What a kill notice says is not news.
    unsure = list(item.unsure)
    gallery = Gallery()
    for name, entry in associations(fields):
        if kind_of(entry) != "picture":
            continue
        if len(gallery.pictures) + len(unsure) > MAX_PICTURES:
            raise IngestError(
                f"associates more than {MAX_PICTURES} pictures; no article has so many"
            )
        if is_shown(entry, publication.embargoed):
            gallery.add(name, entry)
        else:
            unsure.append(f"the picture '{name or guid_of(entry)}' may not be shown yet, or at all")
    sources = [item.source or "", item.copyright_holder or "", item.byline or ""]
    body = read_body(fields, item.headline, sources, gallery)
    lead = gallery.lead(body.blocks)
    if not body.blocks and not body.unsure and (elsewhere := text_elsewhere(fields)):
        raise IngestError(
            f"has its text elsewhere, as the rendition '{elsewhere}'; get that file and import it"
        )
    standfirst, blocks = without_copy(_standfirst(fields), item.headline, body.blocks)
    return replace(
        item,
        standfirst=standfirst,
        body="\n".join(blocks),
        pictures=tuple(gallery.pictures),
        lead_picture=lead,
        unsure=tuple(unsure + body.unsure),
    )


def _with_picture(item: Item, fields: Fields) -> Item:
    pictures: tuple[SourcePicture, ...] = ()
    if item.pub_status != "canceled":
        pictures = (picture_of(fields),)
    return replace(item, kind="picture", pictures=pictures, lead_picture=0 if pictures else None)


def _standfirst(fields: Fields) -> str | None:
    """Return the abstract, or a second headline where there is none."""
    found = texts(fields, "description", "descriptions") + texts(fields, "abstract", "abstract")
    text = pick(found, _STANDFIRST_ROLES, _NO_STANDFIRST)
    if text is None:
        headlines = texts(fields, "headline", "headlines")
        text = pick([line for line in headlines if line.role in _SUBHEADS], _SUBHEADS, ())
    return text


def _byline(fields: Fields) -> str | None:
    if line := line_in(fields, "by", "byline"):
        return line
    lines = (line_in(entry, "by", "byline", "name") for entry in entries(fields, "bylines"))
    return " / ".join(dict.fromkeys(line for line in lines if line)) or None


def _authors(fields: Fields) -> tuple[str, ...]:
    found = [
        line_in(entry, "name", "title")
        for entry in entries(fields, "authors", "author")
        if not _NO_AUTHOR.search(tail(text_in(entry, "role")))
    ]
    return tuple(dict.fromkeys(name for name in found if name))


def _dateline(fields: Fields) -> str | None:
    written = fields.get("dateline")
    return line_in(written, "text") if isinstance(written, dict) else line_in(fields, "dateline")


def _genre(fields: Fields) -> str | None:
    if named := names_in(fields, "genre", "genres"):
        return named[0]
    for entry in entries(fields, "genre", "genres"):
        code = code_of(entry) or ""
        if "newscodes/genre" in code or code.startswith("genre:"):
            return code.rstrip("/").replace(":", "/").rpartition("/")[2].replace("_", " ") or None
    return None


def _topics(fields: Fields) -> tuple[str, ...]:
    subjects = ((line_in(entry, "name"), code_of(entry)) for entry in entries(fields, *_SUBJECTS))
    named = ((name, None) for name in names_in(fields, *_NAMED))
    return topics([*subjects, *named])


def _ed_note(fields: Fields) -> str | None:
    notes = [text_in(fields, "ednote", "editorialnote")]
    notes += [
        text.value
        for text in texts(fields, "description", "descriptions")
        if text.role in ("ednote", "note", "editorial")
    ]
    return "\n".join(dict.fromkeys(note for note in notes if note)) or None
