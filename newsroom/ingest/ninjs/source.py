"""The objects of a ninjs file: one, an array, an envelope of a service, or one on each line."""

import json
import re
from collections.abc import Iterator

from newsroom.ingest.encoding import decode
from newsroom.ingest.item import Fault, IngestError
from newsroom.ingest.ninjs.fields import Fields

# Text is small; what is larger holds media (bytes).
MAX_BYTES = 50_000_000

# Far deeper than any package of packages nests objects and arrays.
MAX_DEPTH = 100

# More than a thousand items have, and few enough to be read in a second.
MAX_OBJECTS = 300_000
MAX_VALUES = 1_000_000

# Names that ninjs writes as one word, whatever feeds make of them.
_ONE_WORD = {
    "alttext", "altids", "bodytext", "contentcreated", "contenttype", "copyrightholder",
    "copyrightnotice", "creditline", "datecreated", "ednote", "embargoeduntil", "eventdetails",
    "firstcreated", "infosource", "infosources", "mimetype", "plannedcoverage", "pubstatus",
    "representationtype", "rightsinfo", "signoff", "usageterms", "versioncreated", "weburl",
}  # fmt: skip

# What must not be said in two ways.
_ONCE = {"uri", "guid", "version", "type", "pubstatus", "embargoed", "embargoeduntil", "expires"}

_ENVELOPES = (
    "_items", "items", "item", "newsitems", "newsitem", "ninjs", "results", "result", "data",
    "docs", "documents", "hits", "_source", "articles", "stories", "news", "content", "response",
)  # fmt: skip
_DEEPEST_ENVELOPE = 8

_SIGNS = {
    "altids", "associations", "bodies", "descriptions", "eventdetails", "firstcreated", "headline",
    "headlines", "pubstatus", "renditions", "slugline", "versioncreated",
}  # fmt: skip
_SIGN = re.compile(r"(?:body|description|headline)_[a-z0-9_]+")
_DROPPED = re.compile("[-_\\s]+")


def read_objects(raw: bytes, name: str) -> list[tuple[str, Fields] | Fault]:
    """Return the objects of a JSON text (RFC 8259), each with what to call it in a message.

    A line that cannot be read, of several with an object each, is a Fault. Raises IngestError for
    everything that is no JSON, holds no ninjs, or is too large or too deep to be.
    """
    if len(raw) > MAX_BYTES:
        raise IngestError(
            f"is larger than {MAX_BYTES // 1_000_000} MB, which no text is; split the file"
        )
    # json tells UTF-16 and UTF-32 by where their zeros stand.
    text = decode(raw, json.detect_encoding(raw)).strip(" \t\n\x1e\ufeff")
    if text.startswith("<"):
        raise IngestError("is HTML or XML, not JSON; the address may have answered with a page")
    if text.count("{") + text.count("[") > MAX_OBJECTS or text.count(",") > MAX_VALUES:
        raise IngestError("holds more objects or values than any news has; divide it")
    found: list[tuple[str, Fields] | Fault] = []
    for number, value in enumerate(_values(text, name), 1):
        if isinstance(value, Fault):
            found.append(value)
            continue
        objects = list(_objects(value, 0))
        one = number == 1 and len(objects) == 1
        found += [
            (name if one else f"{name}, item {len(found) + at}", entry)
            for at, entry in enumerate(objects, 1)
        ]
    if not any(is_ninjs(entry[1]) for entry in found if isinstance(entry, tuple)):
        raise IngestError("is JSON, but no ninjs: nothing in it has a uri, a headline or a body")
    return found


def is_ninjs(fields: Fields) -> bool:
    """Tell whether an object has what makes one of ninjs."""
    if fields.get("uri") or fields.get("guid"):
        return True
    return bool(_SIGNS & fields.keys()) or any(_SIGN.fullmatch(name) for name in fields)


def _values(text: str, name: str) -> Iterator[object]:
    """Read a JSON text; else one on each line, or one after the other."""
    try:
        yield _decoded(text)
        return
    except _Refusal as error:
        whole = error
    first, _, rest = text.partition("\n")
    if not (rest and _is_read(first)):
        yield from _one_after_another(text, whole)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line := line.strip(_BETWEEN):
            try:
                yield _decoded(line)
            except _Refusal as error:
                yield Fault(f"{name}, line {number}", str(error))


def _one_after_another(text: str, whole: Exception) -> Iterator[object]:
    at = 0
    values = []
    while at < len(text):
        try:
            value, at = _DECODER.raw_decode(text, at)
            values.append(_checked(value))
        except (ValueError, RecursionError):
            raise IngestError(str(whole)) from None
        while at < len(text) and text[at] in _BETWEEN:
            at += 1
    yield from values


def _is_read(line: str) -> bool:
    try:
        return isinstance(_decoded(line.strip(_BETWEEN)), dict | list)
    except _Refusal:
        return False


def _decoded(text: str) -> object:
    try:
        return _checked(_DECODER.decode(text))
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise _Refusal("is JSON that was cut off; get the file again") from None
        place = f"line {error.lineno}, column {error.colno}"
        raise _Refusal(f"is not JSON: {error.msg} ({place})") from None
    except _Refusal:
        raise
    except RecursionError:
        raise _Refusal(_TOO_DEEP) from None
    except ValueError:
        raise _Refusal("is not JSON that can be read: it has a number of too many digits") from None


_TOO_DEEP = f"nests more than {MAX_DEPTH} objects; no item needs that"
_BETWEEN = " \t\r\n,\x1e"


def _objects(value: object, depth: int) -> Iterator[Fields]:
    """Find the items in arrays and envelopes."""
    if depth > _DEEPEST_ENVELOPE:
        return
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict | list):
                yield from _objects(entry, depth + 1)
            elif entry is not None:
                yield {"no object": entry}
    elif isinstance(value, dict):
        inner = [value[name] for name in _ENVELOPES if isinstance(value.get(name), dict | list)]
        if is_ninjs(value) or not inner:
            yield value
        for entry in () if is_ninjs(value) else inner:
            yield from _objects(entry, depth + 1)


class _Refusal(ValueError):  # noqa: N818 (nobody sees it)
    """JSON that Python reads, and nobody can understand."""


def _object(pairs: list[tuple[str, object]]) -> Fields:
    """Build an object; of two fields of one name one is blank, or both are the same, or objects."""
    found: Fields = {}
    written: dict[str, int] = {}
    for key, value in pairs:
        name = key.casefold()
        squeezed = _DROPPED.sub("", name).removeprefix("$")
        if squeezed in _ONE_WORD or squeezed in _ONCE:
            name = squeezed
        twice = key in written or (name in found and name in _ONCE)
        written[key] = written.get(key, 0) + 1
        if found.get(name) in (None, "", [], {}):
            found[name] = value
        elif twice and value not in (None, "", [], {}, found[name]):
            if not isinstance(value, dict):
                shown = key[:40].encode("ascii", "backslashreplace").decode()
                raise _Refusal(f"has '{shown}' twice in one object, and they differ; take one out")
            found[f"{name} {written[key]}"] = value
    return found


def _constant(name: str) -> object:
    raise _Refusal(f"is not JSON: {name} is no number of it")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _checked(value: object) -> object:
    """Return a value that does not nest too deep."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return value
    raise _Refusal(_TOO_DEEP)
