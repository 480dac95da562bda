"""What is no page saved as text: other formats, binary files, files of any size."""

import json
import re

from newsroom.ingest.encoding import decode
from newsroom.ingest.item import IngestError

# A page of news with its menus has some ten thousand bytes; four millions are a book.
MAX_BYTES = 4_000_000

_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")
_MARKUP = re.compile(
    r"<(?:!doctype|\?xml|html|head|body|rss|feed|nitf|newsItem|newsMessage|newsML|svg|!--)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:p|div|span|a|li|ul|td|tr|h[1-6]|br|script|meta|link)\b[^<>]{0,500}>", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_JSON = re.compile(r"[\[{]\s*(?:[\[{\"]|$)")
_FEW = 3  # tags of a page that writes about HTML
_HEAD = 20_000  # characters


def checked_text(raw: bytes) -> str:
    """Return the text of a file. Raises IngestError, which says what it is, where it is none."""
    if len(raw) > MAX_BYTES:
        raise IngestError(f"is larger than {MAX_BYTES // 1_000_000} MB; no page of news is")
    if not raw.strip():
        raise IngestError("is empty")
    if raw.startswith(_BINARY):
        raise IngestError("is a binary file, not text; save the page as text")
    text = decode(raw).strip()
    if not text:
        raise IngestError("is empty")
    head = text[:_HEAD]
    if len(_CONTROL.findall(head)) * 100 > len(head):
        raise IngestError("is a binary file, not text; save the page as text")
    if _MARKUP.match(text) or len(_TAG.findall(head)) > _FEW:
        raise IngestError("is HTML or XML, not text; import it as what it is")
    if head[0] in "{[" and _is_json(text):
        raise IngestError("is JSON, not text; import it as ninjs")
    return text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        # Cut off, it still is nothing else.
        return bool(_JSON.match(text)) and text.count('":') > _FEW
    return True
