"""Which format a source has, and what it holds."""

import re
from collections.abc import Callable
from typing import Final

from newsroom.ingest.capture.reader import read_capture
from newsroom.ingest.encoding import declared_in, decode
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.newsml_g2.reader import read_newsml_g2
from newsroom.ingest.ninjs.reader import read_ninjs
from newsroom.ingest.nitf.reader import read_nitf
from newsroom.ingest.webpage.reader import read_webpage
from newsroom.record.agencies import Agencies

FORMATS: Final = ("capture", "webpage", "ninjs", "newsml-g2", "nitf")

# The largest source that is read (bytes): a package with a hundred long items is far below.
MAX_SIZE = 32 * 1024 * 1024

_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>|\s)*", re.S
)


def detect_format(raw: bytes) -> str:
    """Tell the format of a source by what it begins with. Raises IngestError where it is empty."""
    head = decode(raw[:65536], declared_in(raw)).lstrip()
    if head[:1] in ("{", "["):
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


def read_source(
    raw: bytes, *, name: str, agencies: Agencies, form: str = "auto"
) -> list[Item | Fault]:
    """Read the items of a source; `name` is its file's, `form` one of FORMATS or `auto`.

    Raises IngestError where nothing of it can be read.
    """
    if len(raw) > MAX_SIZE:
        raise IngestError(f"is larger than {MAX_SIZE // 2**20} MiB; divide it")
    kind = detect_format(raw) if form == "auto" else form
    readers: dict[str, Callable[[], list[Item] | list[Item | Fault]]] = {
        "capture": lambda: read_capture(raw, name=name, agencies=agencies),
        "webpage": lambda: read_webpage(raw, name=name, agencies=agencies),
        "ninjs": lambda: read_ninjs(raw, name=name),
        "newsml-g2": lambda: read_newsml_g2(raw, name=name),
        "nitf": lambda: read_nitf(raw, name=name),
    }
    try:
        found: list[Item | Fault] = [*readers[kind]()]
    except RecursionError:
        raise IngestError("nests too deep") from None
    if not found:
        raise IngestError(f"holds no news (read as {kind}); say what it is by --format")
    return found
