"""Pictures within a text: NITF's `media` and HTML's `figure` and `img`."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from newsroom.ingest.item import Rendition, SourcePicture
from newsroom.ingest.nitf.xml import (
    attribute,
    child,
    children,
    each_once,
    fold,
    lang_of,
    name_of,
    number,
    within,
    words,
)

# The name of a `media-metadata` and the field that it fills; the names are each sender's own.
_METADATA = {
    "guid": ("guid", "id", "identifier", "mediaid", "docid"),
    "headline": ("headline", "title", "objectname"),
    "alt": ("alt", "alttext", "alternatetext"),
    "caption": ("caption", "description"),
    "credit": ("credit", "creditline"),
    "creator": ("byline", "creator", "photographer", "author", "artist"),
    "copyright_holder": ("copyrightholder", "rightsowner"),
    "copyright_notice": ("copyright", "copyrightnotice", "copyrightline"),
    "usage_terms": ("usageterms", "specialinstructions", "restrictions", "instructions"),
    "located": ("city", "location"),
}
_FIELDS = {name: field for field, names in _METADATA.items() for name in names}
_CREDITED = re.compile(r"\b(?:credit|copyright|byline|photographer|source|author)\b", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg|bmp)(?:[?#]|$)", re.IGNORECASE)
_TINY = 2


class Pictures:
    """The pictures that were met so far, in order.

    `known` are pictures that the source describes elsewhere, by guid and by the addresses of their
    files; `barred` are those of whom it says that they must not be shown, or not yet.
    """

    def __init__(
        self,
        known: Mapping[str, SourcePicture] | None = None,
        barred: Container[str] = (),
    ) -> None:
        self.found: list[SourcePicture] = []
        self.used: set[str] = set()
        self.known = known or {}
        self._barred = barred
        self._numbers: dict[str, int] = {}

    def figures(self, element: ET.Element) -> list[str]:
        """Take the pictures of an element; return the HTML that stands in their place."""
        name = name_of(element)
        read = [read_media(element)] if name == "media" else read_figure(element)
        added = [self.add(picture) for picture in read if picture]
        return [marker(number) for number in added if number is not None]

    def add(self, picture: SourcePicture) -> int | None:
        """Add a picture unless it is there already; return its number, None for a barred one."""
        keys = keys_of(picture)
        if any(key in self._barred for key in keys):
            return None
        for key in keys:
            if key in self._numbers:
                return self._numbers[key]
            if key in self.known:
                self.used.add(self.known[key].guid or "")
                picture = _completed(self.known[key], picture)
                break
        self.found.append(picture)
        for key in {*keys, *keys_of(picture)}:
            self._numbers.setdefault(key, len(self.found) - 1)
        return len(self.found) - 1


def marker(index: int) -> str:
    """Return the HTML that stands where a picture does."""
    return f'<figure data-picture="{index}"></figure>'


def keys_of(picture: SourcePicture) -> list[str]:
    """Return what a picture is known by: its guid and the addresses of its files."""
    return [key for key in (picture.guid, *(file.href for file in picture.renditions)) if key]


def renditions(files: Iterable[Rendition | None]) -> tuple[Rendition, ...]:
    """Return a picture's files, each once, the largest first; unknown sizes stand last."""
    found: dict[str, Rendition] = {}
    for file in files:
        if file:
            found.setdefault(file.href, file)
    return tuple(sorted(found.values(), key=lambda file: -(file.width or 0) * (file.height or 0)))


def file_address(href: str | None) -> str | None:
    """Return where a picture's file is: an address of the web, or a path beside the source.

    None for inline data, for scripts and for places on the sender's own machine.
    """
    address = fold(href or "")
    if found := re.fullmatch(r"file:/*(\./.*)", address, re.IGNORECASE):
        address = "./" + found[1][2:].strip()
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if scheme and scheme[1].lower() in ("data", "javascript", "vbscript", "file", "about", "blob"):
        return None
    return address or None


def is_image(content_type: str | None, href: str | None, kind: str | None = None) -> bool:
    """Tell whether a file is a picture, by its type, else by what it is called."""
    if content_type:
        return content_type.lower().startswith("image")
    if kind:
        return kind.lower() in ("image", "photo", "picture", "graphic", "illustration")
    return bool(_IMAGE.search(href or ""))


def read_media(media: ET.Element) -> SourcePicture | None:
    """Read a picture of NITF (3.6, `media`); None where it is sound, film or data."""
    kind = attribute(media, "media-type")
    references = [
        reference
        for reference in children(media, "media-reference")
        if is_image(attribute(reference, "mime-type"), reference.get("source"), kind)
    ]
    if not references and not is_image(None, None, kind or "none"):
        return None
    given: dict[str, str] = {}
    for metadata in within(media, "media-metadata"):
        name = re.sub(r"[\W_]", "", attribute(metadata, "name") or "").lower()
        value = attribute(metadata, "value") or words(metadata)
        if name in _FIELDS and value:
            given.setdefault(_FIELDS[name], value)
    producers = each_once(words(producer) for producer in children(media, "media-producer"))
    captions = each_once(words(caption) for caption in children(media, "media-caption"))
    first = references[0] if references else None
    read = {
        "alt": attribute(first, "alternate-text"),
        "caption": " ".join(captions) or None,
        "credit": attribute(first, "source-credit")
        or given.get("credit")
        or (producers[0] if producers else None),
        "creator": producers[0] if producers else None,
        "copyright_notice": attribute(first, "copyright"),
        "lang": lang_of(child(media, "media-caption")) or lang_of(media),
    }
    files = renditions(_file(reference, "source", "mime-type") for reference in references)
    fields: dict[str, Any] = {**given, **{name: value for name, value in read.items() if value}}
    return replace(SourcePicture(renditions=files), **fields)


def read_figure(element: ET.Element) -> list[SourcePicture]:
    """Read the pictures of an HTML figure, or of an image by itself.

    A figure's caption goes to each of them; a part of it that is named a credit is the credit.
    """
    figure = element if name_of(element) == "figure" else None
    caption = next(within(element, "figcaption"), figure)
    named = [
        part
        for part in (caption.iter() if caption is not None else ())
        if part is not caption and _CREDITED.search(part.get("class") or "")
    ] or [part for part in within(element, "cite", "credit") if part is not element]
    credit = words(named[0]) if named else None
    text = words(caption)
    if text and credit and named[0] in list(caption.iter() if caption is not None else ()):
        text = fold(text.replace(credit, " ", 1)) or None
    found = []
    for image in within(element, "img", "image"):
        file = _file(image, "src", "type") or _file(image, "href", "type")
        if file is None or _is_tiny(image):
            continue
        found.append(
            SourcePicture(
                guid=attribute(image, "data-guid", "data-residref", "residref"),
                alt=attribute(image, "alt", "title"),
                caption=text,
                credit=credit or attribute(image, "data-credit"),
                lang=lang_of(caption) or lang_of(element),
                renditions=(file,),
            )
        )
    return found


def _completed(known: SourcePicture, here: SourcePicture) -> SourcePicture:
    """Return a picture as described elsewhere; what stands beside the text goes first."""
    given: dict[str, Any] = {
        name: value
        for name in ("alt", "caption", "credit")
        if (value := getattr(here, name)) is not None
    }
    return replace(known, **given)


def _file(element: ET.Element, source: str, kind: str) -> Rendition | None:
    href = file_address(element.get(source))
    if href is None:
        return None
    size = {name: number(element, name) for name in ("width", "height")}
    return Rendition(href, attribute(element, kind), **size)


def _is_tiny(image: ET.Element) -> bool:
    sizes = [number(image, "width"), number(image, "height")]
    return any(size is not None and size <= _TINY for size in sizes)
