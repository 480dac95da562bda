"""The text of a source: what it declares first, then UTF-8, then what it looks like."""

import codecs
import re

from charset_normalizer import from_bytes

from newsroom.ingest.item import IngestError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these as Windows' (Encoding standard, section 4.2), and so are they meant.
_WINDOWS = {"iso8859-1": "cp1252", "iso8859-9": "cp1254"}

# Python counts these among encodings of text, and no text is in them.
_NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}

# Enough to tell an encoding by (bytes).
_SAMPLE = 256 * 1024

_XML = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def decode(raw: bytes, declared: str | None = None) -> str:
    """Return the text of a source, without a byte order mark and with Unix line ends.

    `declared` is the encoding that it names itself, if it does. Raises IngestError where no
    encoding gives a text.
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            found = _text(raw, marked)
            return _guessed(raw) if found is None else found
    if not raw.strip(b"\0 \t\r\n"):
        raise IngestError("is empty")
    for encoding in (declared, "utf-8"):
        if encoding and (text := _text(raw, encoding)) is not None:
            return text
    return _guessed(raw)


def declared_in(raw: bytes) -> str | None:
    """Return the encoding that XML or HTML declares in its first kilobytes, if it does."""
    head = raw[:4096]
    found = _XML.search(head) or _META.search(head)
    if not found:
        return None
    name = found[1].decode("ascii")
    # What has been read as ASCII is in no encoding that writes it otherwise, whatever it says
    # (HTML standard, section 13.2.3.2): many files declare UTF-16 that are UTF-8.
    return name if _text(found[1], name) == name else None


def _text(raw: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name.replace("_", "-")
        if codec in _NO_TEXT:
            return None
        text = raw.decode(_WINDOWS.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def _guessed(raw: bytes) -> str:
    best = from_bytes(raw[:_SAMPLE]).best()
    text = _text(raw, best.encoding) if best else None
    if text is None:
        raise IngestError("is not text in any known encoding; save it as UTF-8")
    return text
