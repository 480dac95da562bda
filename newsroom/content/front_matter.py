"""The front matter of a content file: a small, safe part of YAML, with the line of each field.

Every scalar stays the text that was written, and the record gives it its type. So `lang: no` is
Norwegian and not false, `tags: [1984]` is a topic and not a number, and `date: 2015-10-08` stays a
day. Read as a stream of events (YAML 1.1, section 3.1): nothing nests without bound, an alias
cannot multiply, and no tag creates an object.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # a PyYAML that was built without libyaml reads the same, only slower
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

FieldPath = tuple[str | int, ...]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MAX_DEPTH = 6
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class FrontMatterError(ValueError):
    """The front matter cannot be read; `line` counts from 1 in the content file."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class FrontMatter:
    """What a content file says before its body, and the body.

    `data` nests dictionaries, lists and strings. `lines` gives the line of each field by its path.
    `body` is Markdown that begins on `body_line`.
    """

    data: dict[str, Any]
    lines: Mapping[FieldPath, int]
    body: str
    body_line: int


def parse_front_matter(text: str) -> FrontMatter:
    """Split a content file into its fields and its body.

    `text` has Unix line ends. Raises FrontMatterError where there is no front matter, where it is
    no YAML, or where it uses what this project's files do not need.
    """
    opening = _FENCE.match(text)
    if not opening:
        raise FrontMatterError(1, "is missing; the file must begin with a line of three hyphens")
    hyphens = text.find("\n---", opening.end())
    closing = _FENCE.search(text, hyphens + 1) if hyphens >= 0 else None
    if not closing:
        raise FrontMatterError(1, "has no end; put a line of three hyphens after the last field")
    source = text[opening.end() + 1 : closing.start()]
    lines: dict[FieldPath, int] = {}
    try:
        events = iter(Loader(source).get_event, None)
        data = _document(events, lines)
    except yaml.MarkedYAMLError as error:
        # What is not closed is where it was opened, not where the text ends.
        is_open = (error.context or "").startswith("while scanning a quoted")
        mark = (is_open and error.context_mark) or error.problem_mark or error.context_mark
        line = min(mark.line, max(source.count("\n") - 1, 0)) if mark else 0
        raise FrontMatterError(line + 2, _reason(error)) from None
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 2
        raise FrontMatterError(line, "holds a control character; take it out") from None
    after = text.count("\n", 0, closing.end()) + 2
    return FrontMatter(data, lines, text[closing.end() + 1 :], after)


def _reason(error: yaml.MarkedYAMLError) -> str:
    said = ", ".join(part for part in (error.context, error.problem) if part)
    return (
        f"is not YAML ({said}); indent with spaces, close what you open, "
        "and put text that holds ': ' or ' #' in quotation marks"
    )


def _document(events: Iterator[yaml.Event], lines: dict[FieldPath, int]) -> dict[str, Any]:
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            return _mapping(events, (), lines)
        if isinstance(event, yaml.NodeEvent):
            raise FrontMatterError(_line(event), "must hold fields, as in title: …")
    return {}


def _line(event: yaml.Event) -> int:
    """Return the line in the content file, whose first line is the opening fence."""
    return (event.start_mark.line if event.start_mark else 0) + 2


def _value(
    event: yaml.Event, events: Iterator[yaml.Event], path: FieldPath, lines: dict[FieldPath, int]
) -> Any:
    line = _line(event)
    if len(path) > _MAX_DEPTH:
        raise FrontMatterError(line, f"nests more than {_MAX_DEPTH} levels; no field needs that")
    lines.setdefault(path, line)
    if isinstance(event, yaml.ScalarEvent):
        plain_null = event.value in _NULLS and not event.style
        return "" if plain_null else event.value
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, path, lines)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_value(event, events, (*path, len(items)), lines))
        return items
    raise FrontMatterError(line, "uses an alias (*name); write the value out")


def _mapping(
    events: Iterator[yaml.Event], path: FieldPath, lines: dict[FieldPath, int]
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        line = _line(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise FrontMatterError(line, "has a field whose name is not text")
        name = key.value
        if name in fields:
            dotted = ".".join(map(str, (*path, name)))
            raise FrontMatterError(line, f"has the field {dotted} twice; keep one")
        here = (*path, name)
        lines[here] = line
        fields[name] = _value(next(events), events, here, lines)
    return fields
