"""What a picture file itself says of its origin: its words, its rights, its place and its day.

Three kinds of metadata lie in a picture: XMP, the older IPTC-IIM, and Exif. Each is read by itself
into the same record; then, field by field, XMP goes before IIM, and IIM before Exif.
Source: IPTC Photo Metadata Standard 2023.1; XMP (ISO 16684-1); IPTC-IIM 4.2; Exif 2.32.
"""

import datetime as dt
import re
import warnings
from collections import ChainMap, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import ExifTags, Image, IptcImagePlugin, PngImagePlugin

from newsroom.content.pictures import PICTURE_FORMATS
from newsroom.record.text import CONTROL_CHARACTERS

# Text is cut to this many characters: IIM's longest field, the caption, holds 2000 (2:120).
LONGEST = 2000
# XMP is cut to this many bytes, and then is broken. An honest packet has some thousands.
_MOST_XMP = 1 << 20

# What cameras write where nobody wrote anything.
_DEFAULTS = r"(?i)default|sony dsc|((konica )?minolta |olympus |samsung )?digital camera"

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_RDF = f"{{{_NAMESPACES['rdf']}}}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_WEB_ADDRESS = r"https?://[^\s/?#]\S{,1990}"
# XMP writes 2015-10-08, IIM 20151008, Exif 2015:10:08; what nobody knew is left out, or 00.
_DAY = re.compile(r"(\d{4})(?:[-:]?(\d\d))?(?:[-:]?(\d\d))?", re.ASCII)
_CLOCK = re.compile(r"\d\d:?\d\d(:?\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)", re.ASCII)


@dataclass(frozen=True)
class PictureMetadata:
    """What a picture file says of itself; None where it says nothing.

    Text is one line without control characters, at most `LONGEST` characters long. `creator` and
    `copyright_holder` join several by commas. `licence` and `acquire_licence_page` are addresses of
    the web. `date` is ISO 8601, as precise as the file has it: a year, a month, a day, or a day and
    time with its offset. `located` is "City, Country", or the one of them that the file has.
    """

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    creator: str | None = None
    copyright_notice: str | None = None
    copyright_holder: str | None = None
    usage_terms: str | None = None
    licence: str | None = None
    acquire_licence_page: str | None = None
    date: str | None = None
    located: str | None = None


def read_picture_metadata(file: Path) -> PictureMetadata:
    """Return what the picture file says of its origin. Its pixels are not decoded.

    Metadata that is broken, hostile or too large counts as absent, and a file that cannot be read
    says nothing: no file makes this raise. Source: IPTC Photo Metadata Standard 2023.1.
    """
    with warnings.catch_warnings(action="ignore"):
        packet, iim, exif = _read(file)
    xmp = _parsed(packet)
    # Who supplied the picture stands in for its credit line, but only where there is none at all.
    source = _first([*_texts(xmp, "photoshop:Source"), *iim[115]])
    said = _from_xmp(xmp), _from_iim(iim), _from_exif(exif), PictureMetadata(credit=source)
    return PictureMetadata(
        **ChainMap(*({name: text for name, text in vars(one).items() if text} for one in said))
    )


def _read(file: Path) -> tuple[bytes, dict[int, list[str]], dict[int, Any]]:
    """Return the XMP packet, the IIM texts and the Exif tags of a file, as far as it has any."""
    # Pillow names no exceptions for broken files, and what one part fails to say, another may.
    packet, iim, exif = b"", _iim_texts({}), dict[int, Any]()
    with suppress(Exception), Image.open(file, formats=[*PICTURE_FORMATS.values()]) as picture:
        info = _png_info(file) if picture.format == "PNG" else picture.info
        packet = _gif_xmp(file) if picture.format == "GIF" else info.get("xmp", b"")
        with suppress(Exception):
            iim = _iim_texts(IptcImagePlugin.getiptcinfo(picture) or {})
        with suppress(Exception):
            tags = Image.Exif()
            tags.load(info.get("exif", b""))
            exif = {**tags, **tags.get_ifd(ExifTags.IFD.Exif)}
    return packet, iim, exif


def _png_info(file: Path) -> dict[str | tuple[int, int], Any]:
    """Return XMP and Exif of a PNG; those behind the pixels Pillow sees only when it decodes."""
    with file.open("rb") as source, PngImagePlugin.PngStream(source) as chunks, suppress(Exception):
        source.seek(8)  # the signature
        while (chunk := chunks.read())[0] != b"IEND":
            kind, start, length = chunk
            if kind in (b"iTXt", b"eXIf") and length <= _MOST_XMP:
                chunks.call(kind, start, length)
            source.seek(start + length + 4)  # the checksum
    # Other texts are no bytes, whatever name a file gives them.
    return {name: value for name, value in chunks.im_info.items() if isinstance(value, bytes)}


def _gif_xmp(file: Path) -> bytes:
    """Return the XMP of a GIF, which Pillow passes over. Source: XMP part 3, section 1.1.2."""
    return file.read_bytes().partition(b"\x21\xff\x0bXMP DataXMP")[2].partition(b"\x01\xff")[0]


def _iim_texts(sets: dict[tuple[int, int], Any]) -> dict[int, list[str]]:
    """Return the texts of record 2 by their numbers. Source: IPTC-IIM 4.2, 1:90 and chapter 6."""
    utf8 = b"\x1b%G" in (sets.get((1, 90)) or b"")
    texts = defaultdict[int, list[str]](list)
    for (record, number), value in sets.items():
        values = value if isinstance(value, list) else [value]
        texts[number] += [_decoded(one, utf8) for one in values if one and record == 2]
    return texts


def _from_xmp(xmp: Element) -> PictureMetadata:
    def first(name: str, owner: Element = xmp) -> str | None:
        return _first(_texts(owner, name))

    places = [
        _joined([first("Iptc4xmpExt:City", place), first("Iptc4xmpExt:CountryName", place)])
        for place in _values(xmp, "Iptc4xmpExt:LocationCreated")
    ]
    # These older fields blur where the camera stood with what the picture shows.
    places.append(_joined([first("photoshop:City"), first("photoshop:Country")]))
    owners = _values(xmp, "plus:CopyrightOwner")
    pages = [first("plus:LicensorURL", one) for one in _values(xmp, "plus:Licensor")]
    day, _, clock = (first("photoshop:DateCreated") or "").partition("T")
    return PictureMetadata(
        alt=first("Iptc4xmpCore:AltTextAccessibility"),
        caption=first("dc:description"),
        credit=first("photoshop:Credit"),
        creator=_joined(_texts(xmp, "dc:creator")),
        copyright_notice=first("dc:rights"),
        copyright_holder=_joined(first("plus:CopyrightOwnerName", owner) for owner in owners),
        usage_terms=first("xmpRights:UsageTerms"),
        licence=_first(_texts(xmp, "xmpRights:WebStatement"), _WEB_ADDRESS),
        acquire_licence_page=_first(pages, _WEB_ADDRESS),
        date=_moment(day, clock),
        located=_first(places),
    )


def _from_iim(iim: dict[int, list[str]]) -> PictureMetadata:
    return PictureMetadata(
        caption=_first(iim[120]),
        credit=_first(iim[110]),
        creator=_joined(iim[80]),
        copyright_notice=_first(iim[116]),
        date=_moment(_first(iim[55]) or "", _first(iim[60]) or ""),
        located=_joined([_first(iim[90]), _first(iim[101])]),
    )


def _from_exif(exif: dict[int, Any]) -> PictureMetadata:
    def text(tag: ExifTags.Base) -> str:
        # Pillow reads latin-1, where programs write UTF-8.
        value = exif.get(tag)
        return _decoded(value.encode("latin-1", "ignore")) if isinstance(value, str) else ""

    day, _, clock = text(ExifTags.Base.DateTimeOriginal).partition(" ")
    return PictureMetadata(
        caption=_first([text(ExifTags.Base.ImageDescription)]),
        creator=_joined(text(ExifTags.Base.Artist).split(";")),
        # The photographer's, then the editor's.
        copyright_notice=_joined(text(ExifTags.Base.Copyright).split("\0"), "; "),
        date=_moment(day, clock + text(ExifTags.Base.OffsetTimeOriginal)),
    )


def _parsed(packet: bytes) -> Element:
    """Return the properties in a packet of XMP; none of one with a DTD, so that none expands."""
    try:
        root = fromstring(packet[:_MOST_XMP].strip(b"\0\t\n\r "), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        root = Element("nothing")
    return next(root.iter(f"{_RDF}RDF"), root)


def _texts(owner: Element, name: str) -> list[str]:
    """Return a property's values as text; of alternative languages, the default one first."""
    prefix, _, local = name.partition(":")
    nodes = [owner, *owner.findall("rdf:Description", _NAMESPACES)]
    written = [node.get(f"{{{_NAMESPACES[prefix]}}}{local}", "") for node in nodes]
    return written + [
        value.get(f"{_RDF}resource") or value.text or "" for value in _values(owner, name)
    ]


def _values(owner: Element, name: str) -> list[Element]:
    """Return a property's values: the items of its array, or else itself (XMP part 1, 7.5-7.7)."""
    paths = name, f"rdf:Description/{name}"
    found = [element for path in paths for element in owner.findall(path, _NAMESPACES)]
    items = [item for one in found for item in one.findall("*/rdf:li", _NAMESPACES) or [one]]
    return sorted(items, key=lambda item: item.get(_LANGUAGE) != "x-default")


def _decoded(value: bytes, utf8: bool = False) -> str:
    """Decode text, of which `utf8` says whether it claims to be UTF-8: nothing of a false claim."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return "" if utf8 else value.decode("cp1252", "ignore")  # latin-1 with “typographic” marks


def _first(texts: Iterable[str | None], form: str = ".+") -> str | None:
    """Return the first text that says something and has the form, as one line."""
    for text in texts:
        line = " ".join(CONTROL_CHARACTERS.sub("", text or "").split())
        if re.fullmatch(form, line) and not re.fullmatch(_DEFAULTS, line):
            return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
    return None


def _joined(texts: Iterable[str | None], by: str = ", ") -> str | None:
    return _first([by.join(dict.fromkeys(filter(None, (_first([text]) for text in texts))))])


def _moment(day: str, clock: str) -> str | None:
    """Return a date of ISO 8601, with its time where that has an offset; None if no such day is."""
    parts, timed = _DAY.fullmatch(day), _CLOCK.fullmatch(clock)
    day = re.sub("(-00)+$", "", "-".join(filter(None, parts.groups()))) if parts else ""
    with suppress(ValueError):
        if timed:
            moment = dt.datetime.fromisoformat(f"{day}T{clock}")
            return moment.isoformat("T", "seconds" if timed[1] else "minutes")
    with suppress(ValueError):
        dt.date.fromisoformat(f"{day}-01-01"[:10])
        return day
    return None
