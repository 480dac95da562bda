"""Which format a source has, and what it holds."""

import re
from dataclasses import replace
from typing import Final

from newsroom.ingest.capture.reader import read_capture
from newsroom.ingest.desk import one_line
from newsroom.ingest.encoding import declared_in, decode
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.names import Format
from newsroom.ingest.newsml_g2.reader import read_newsml_g2
from newsroom.ingest.ninjs.reader import read_ninjs
from newsroom.ingest.nitf.reader import read_nitf
from newsroom.ingest.webpage.reader import read_webpage
from newsroom.record.agencies import Agencies

# Formats in which agencies deliver to their clients.
WIRE: Final[frozenset[Format]] = frozenset({"ninjs", "newsml-g2", "nitf"})

# A list of objects; `[1]Home` is the first link of a page saved as text.
_JSON = re.compile(r"\{|\[\s*(?:[{\[\]]|$)")

_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?>|\s)*", re.S
)


# Enough to tell a format by (bytes).
_HEAD = 65536


def _whole_letters(head: bytes) -> bytes:
    """Return the beginning of a source without a letter of UTF-8 that is cut off at its end."""
    for length in range(1, min(len(head), 4)):
        last = head[-length]
        if last >= 0xC0 and b"\0" not in head:
            return head[:-length]
        if last < 0x80:
            break
    return head


def detect_format(raw: bytes) -> Format:
    """Tell the format of a source by what it begins with; what has no mark is a capture."""
    head = decode(_whole_letters(raw[:_HEAD]), declared_in(raw)).lstrip()
    if _JSON.match(head):
        return "ninjs"
    if head.startswith("<"):
        rest = head[match.end() :] if (match := _BEFORE_ROOT.match(head)) else head
        root = found[1].lower() if (found := _ROOT.match(rest)) else ""
        if root == "nitf":
            return "nitf"
        if root == "html" or _HTML.match(head):
            return "webpage"
        return "newsml-g2"
    return "webpage" if _HTML.search(head[:2048]) else "capture"


def read_items(raw: bytes, form: Format, *, name: str, agencies: Agencies) -> list[Item | Fault]:
    """Read the items of a source; `name` is its file's.

    Raises IngestError where nothing of it can be read.
    """
    if not raw.strip():
        raise IngestError("is empty")
    found: list[Item | Fault]
    try:
        match form:
            case "capture":
                found = [*read_capture(raw, name=name, agencies=agencies)]
            case "webpage":
                found = [*read_webpage(raw, name=name, agencies=agencies)]
            case "ninjs":
                found = read_ninjs(raw, name=name)
            case "newsml-g2":
                found = read_newsml_g2(raw, name=name)
            case "nitf":
                found = read_nitf(raw, name=name)
    except RecursionError:
        raise IngestError("nests too deep") from None
    if not found:
        raise IngestError(f"holds no news (read as {form}); say what it is by --format")
    return [_identified(item, name) for item in found]


def _identified(item: Item | Fault, name: str) -> Item | Fault:
    """Return an item with its guids as the record writes them, so that they are found again."""
    if isinstance(item, Fault):
        return item
    guid = one_line(item.guid)
    if not guid:
        return Fault(name, "has no guid that can be written; ask the sender for one")
    pictures = tuple(
        replace(picture, guid=one_line(picture.guid)) if picture.guid else picture
        for picture in item.pictures
    )
    cancels = one_line(item.cancels) if item.cancels else None
    return replace(item, guid=guid, cancels=cancels, pictures=pictures)
