"""The pictures of a ninjs object: itself, those that it associates, those in its body."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from newsroom.ingest.item import Rendition, SourcePicture
from newsroom.ingest.ninjs.fields import (
    Fields,
    Text,
    entries,
    line_in,
    names_in,
    pick,
    tail,
    text_in,
    texts,
)
from newsroom.ingest.ninjs.figures import Figure
from newsroom.ingest.ninjs.identity import guid_of
from newsroom.ingest.nitf.dates import plain_date

CREDIT_ROLES = ("creditline", "credit")
_ALT_ROLES = ("alt", "alttext", "alt_text", "alternativetext", "accessibility")
_CAPTION_ROLES = ("caption", "caption_text", "text", "main", "", "long", "html", "xhtml")
_NO_CAPTION = {*CREDIT_ROLES, *_ALT_ROLES, "writer", "ednote", "note", "title", "headline"}

_LEAD = re.compile(r"(?:feature|main|lead|hero|top|primary|header|splash)", re.IGNORECASE)
_LOGO = re.compile(r"logo|icon|avatar", re.IGNORECASE)

# Names of renditions that stand for the whole picture, where nothing gives its size.
_WHOLE = ("original", "supplied", "highres", "hires", "main", "baseimage", "default")
_NO_IMAGE = re.compile(r"\.(?:xml|json|txt|html?|pdf|zip|mp[34g]|mov|wmv|avi|wav|eps|ai)$")
_LARGEST_SIDE = 1_000_000
_MOST_FILES = 200
_LONGEST_ADDRESS = 4000


def picture_of(fields: Fields) -> SourcePicture:
    """Read a picture or a graphic. A date that is none is left out."""
    descriptions = texts(fields, "description", "descriptions")
    caption = pick(descriptions, _CAPTION_ROLES, _NO_CAPTION) or line_in(fields, "caption")
    return SourcePicture(
        guid=guid_of(fields),
        headline=headline_of(fields),
        alt=_alt(fields, descriptions, caption),
        caption=caption,
        credit=credit_of(fields),
        creator=line_in(fields, "by", "byline")
        or next(iter(names_in(fields, "photographer", "creator")), None),
        copyright_holder=holder_of(fields),
        copyright_notice=notice_of(fields),
        usage_terms=terms_of(fields),
        located=located_of(fields),
        date=plain_date("picture", text_in(fields, "contentcreated"), []),
        lang=lang_of(fields),
        renditions=renditions_of(fields),
    )


def headline_of(fields: Fields) -> str | None:
    """Return the headline for readers; the title, which is for editors, where there is none."""
    found = texts(fields, "headline", "headlines")
    avoid = {"sub", "subheadline", "kicker", "short", "seo", "social", "push", "original"}
    return pick(found, ("main", "", "headline", "text", "long"), avoid) or line_in(fields, "title")


def credit_of(fields: Fields) -> str | None:
    """Return the credit line: what must stand with the content."""
    found = texts(fields, "description", "descriptions")
    lines = [text for text in found if text.role in CREDIT_ROLES]
    return line_in(fields, *CREDIT_ROLES) or pick(lines, CREDIT_ROLES, ())


def holder_of(fields: Fields) -> str | None:
    """Return whose the content is."""
    return next(iter(names_in(fields, "copyrightholder")), None)


def notice_of(fields: Fields) -> str | None:
    """Return the copyright notice; of several, one after the other."""
    return " ".join(names_in(fields, "copyrightnotice")) or None


def terms_of(fields: Fields) -> str | None:
    """Return what may be done with the content: in words, else where that is written."""
    if terms := " ".join(names_in(fields, "usageterms")):
        return terms
    links = (text_in(entry, "linkedrights") for entry in entries(fields, "rightsinfo"))
    return next((link for link in links if link), None)


def located_of(fields: Fields) -> str | None:
    """Return where the content was made."""
    for place in entries(fields, "located", "datelinelocation"):
        if found := line_in(place, "name", "city", "place", "country", "countryname"):
            return found
    return None


def lang_of(fields: Fields) -> str | None:
    """Return the language, as a tag of BCP 47."""
    lang = text_in(fields, "language", "lang")
    return lang.replace("_", "-") if lang else None


def renditions_of(fields: Fields) -> tuple[Rendition, ...]:
    """Return the files of a picture that are images, the largest first."""
    files: dict[str, tuple[bool, int, bool, Rendition]] = {}
    for name, entry in [*_listed(fields), ("", fields)]:
        if file := _rendition(entry):
            size = (file.width or 0) * (file.height or 0)
            whole = name.casefold() in _WHOLE
            files.setdefault(file.href, (not size and not whole, -size, not whole, file))
    ordered = sorted(files.values(), key=lambda entry: entry[:3])
    return tuple(file for *_, file in ordered)


def text_elsewhere(fields: Fields) -> str | None:
    """Return the name of the file that a text without a body of its own stands in (AP: `nitf`)."""
    for name, entry in _listed(fields):
        kind = (text_in(entry, "mimetype", "contenttype") or "").casefold()
        if kind.startswith(("text/", "application/")) and text_in(entry, "href"):
            return (name or text_in(entry, "title") or kind)[:40]
    return None


def associations(fields: Fields) -> Iterator[tuple[str, Fields]]:
    """Return what an object associates, each with its name, in the order of the source."""
    found = fields.get("associations")
    if isinstance(found, dict) and not guid_of(found):
        for name, value in found.items():
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, dict):
                    yield name, entry
    for value in (found, fields.get("items"), fields.get("_items")):
        for entry in value if isinstance(value, list) else []:
            if isinstance(entry, dict):
                yield text_in(entry, "name", "rel", "id") or "", entry


class Gallery:
    """The pictures of an article, each once, and where they may be found by."""

    def __init__(self) -> None:
        self.pictures: list[SourcePicture] = []
        self.placed: set[int] = set()
        self._named: dict[str, int] = {}
        self._lead: list[tuple[int, int]] = []

    def add(self, name: str, fields: Fields) -> None:
        """Add a picture that is associated by this name."""
        picture = picture_of(fields)
        index = self._named.get(picture.guid or "", len(self.pictures))
        if index == len(self.pictures):
            self.pictures.append(picture)
        addresses = (file.href for file in picture.renditions)
        named = (name, text_in(fields, "uri"), text_in(fields, "guid"), picture.guid)
        for key in (*named, *addresses):
            if key:
                self._named.setdefault(key, index)
                self._named.setdefault(_plain(key), index)
        if _LEAD.match(name) or _LEAD.match(text_in(fields, "rel") or ""):
            rank = 0
        elif _LOGO.search(name):
            rank = 3
        else:
            rank = 2 if tail(text_in(fields, "type")) == "graphic" else 1
        self._lead.append((rank, index))

    def place(self, figure: Figure) -> str | None:
        """Return the mark of a figure's picture; None where it has one already, or no picture."""
        file = _rendition({"href": figure.src})
        here = SourcePicture(
            alt=figure.alt,
            caption=figure.caption,
            credit=figure.credit,
            renditions=(file,) if file else (),
        )
        return self.adopt(here, figure.names)

    def adopt(self, here: SourcePicture, names: Iterable[str] = ()) -> str | None:
        """Return the mark of a picture that stands in the body, as `place` does."""
        known_by = [*names, here.guid, *(file.href for file in here.renditions)]
        keys = [key for name in known_by if name for key in (name, _plain(name))]
        index = next((self._named[key] for key in keys if key in self._named), None)
        if index is None:
            if not here.renditions:
                return None
            index = len(self.pictures)
            self.pictures.append(here)
            for file in here.renditions:
                self._named.setdefault(file.href, index)
        if index in self.placed:
            return None
        self.placed.add(index)
        picture = self.pictures[index]
        self.pictures[index] = replace(
            picture,
            alt=picture.alt or here.alt,
            caption=picture.caption or here.caption,
            credit=picture.credit or (None if picture.creator else here.credit),
        )
        return mark(index)

    def lead(self, blocks: list[str]) -> int | None:
        """Choose the picture above the text, and take it out of `blocks` where it stands there.

        It is the one whose association says so, else the first that has no place in the text. One
        that the source puts between paragraphs stays there.
        """
        first, last = (blocks[0], blocks[-1]) if blocks else ("", "")
        ranked = sorted(self._lead) or [(1, 0)] * bool(self.pictures)
        for rank, index in ranked:
            if index not in self.placed:
                return index
            named = rank == 0 or (len(self.pictures) == 1 and bool(self._lead))
            if first == mark(index) or (named and last == mark(index)):
                blocks.remove(mark(index))
                return index
        return None


def mark(index: int) -> str:
    """Return what stands in a body where a picture does."""
    return f'<figure data-picture="{index}"></figure>'


def _listed(fields: Fields) -> list[tuple[str, Fields]]:
    """Return an object's files by name: an object of them (ninjs 1), or an array (2 and 3)."""
    found = fields.get("renditions")
    listed = found.items() if isinstance(found, dict) else [
        (text_in(entry, "name") or "", entry) for entry in entries(fields, "renditions")
    ]  # fmt: skip
    return [
        (name, one)
        for name, entry in islice(listed, _MOST_FILES)
        for one in entries({"": entry}, "")
    ]


def _alt(fields: Fields, descriptions: list[Text], caption: str | None) -> str | None:
    found = line_in(fields, "alttext", "alt_text", "alt") or pick(
        [text for text in descriptions if text.role in _ALT_ROLES], _ALT_ROLES, ()
    )
    # Superdesk keeps it in the text of a picture's body.
    found = found or line_in(fields, "body_text", "bodytext")
    return found if found != caption else None


def _rendition(entry: Fields) -> Rendition | None:
    href = text_in(entry, "href") or ""
    content_type = text_in(entry, "contenttype", "mimetype")
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    is_image = not content_type or "/" not in content_type or content_type.startswith("image/")
    is_other = not content_type and _NO_IMAGE.search(parts.path.lower())
    if not href or len(href) > _LONGEST_ADDRESS or not is_image or is_other:
        return None
    if parts.scheme.lower() not in ("", "http", "https"):
        return None
    return Rendition(
        href=href,
        content_type=content_type,
        width=_pixels(entry.get("width")),
        height=_pixels(entry.get("height")),
    )


def _pixels(value: object) -> int | None:
    try:
        size = int(float(value)) if isinstance(value, str | int | float) else 0
    except (ValueError, OverflowError):
        return None
    return size if 0 < size <= _LARGEST_SIDE else None


def _plain(address: str) -> str:
    """Return an address without what differs between two ways to fetch the same file."""
    return re.sub(r"^\w+:", "", address.split("?")[0].split("#")[0])
