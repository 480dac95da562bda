"""Plain text as paragraphs: agencies divide them by empty lines, by indents, or by line breaks."""

import re
from collections.abc import Collection, Iterator
from html import escape, unescape

from newsroom.ingest.ninjs.fields import same_words

_EMPTY_LINES = re.compile(r"\n[ \t\f\v]*\n\s*")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BULLET = re.compile(r"[•·‣▪●*]\s+")
_INDENT = re.compile(r"[ \t\u3000]+")
# Lines of old wire services are 64 to 80 characters wide.
_WRAPPED = range(45, 91)
_LONGEST_LABEL = 60


def read_plain(text: str, headline: str | None, sources: Collection[str]) -> list[str]:
    """Return a plain text as blocks of HTML, without the headline and the label above it.

    A label is a short line above the text that ends in one of `sources`. Lines that were wrapped at
    a width are joined, other line breaks stay, and lines with bullets are a list.
    """
    if _ENTITY.search(text):
        text = unescape(text)
    parts = [part for part in _EMPTY_LINES.split(text.strip("\n")) if part.strip()]
    lone = len(parts) == 1
    paragraphs = [lines for part in parts for lines in _paragraphs(part, lone=lone)]
    if paragraphs and same_words(" ".join(paragraphs[0]), headline):
        del paragraphs[0]
    elif paragraphs and same_words(paragraphs[0][0], headline):
        del paragraphs[0][0]
    if paragraphs and _is_label(paragraphs[0][0], sources):
        del paragraphs[0][0]
    return list(_blocks(lines for lines in paragraphs if lines))


def _paragraphs(part: str, *, lone: bool) -> Iterator[list[str]]:
    """Divide lines that no empty line divides; the text has no empty lines at all if `lone`."""
    lines = [line.rstrip() for line in part.split("\n") if line.strip()]
    widths = [len(line) for line in lines[:-1]]
    full = sum(width in _WRAPPED for width in widths)
    wrapped = len(lines) > 2 and full * 3 >= len(widths) * 2 and max(widths) < _WRAPPED.stop
    paragraph: list[str] = []
    for number, line in enumerate(lines):
        indented = bool(_INDENT.match(line)) or bool(_BULLET.match(line))
        ended = lone and not wrapped
        ended = ended or (lone and number > 0 and len(lines[number - 1]) < _WRAPPED.start)
        if paragraph and (indented or ended):
            yield paragraph
            paragraph = []
        if wrapped and paragraph:
            paragraph[-1] += " " + line.strip()
        else:
            paragraph.append(line.strip())
    if paragraph:
        yield paragraph


def _blocks(paragraphs: Iterator[list[str]]) -> Iterator[str]:
    items: list[str] = []
    for lines in paragraphs:
        if mark := _BULLET.match(lines[0]):
            items.append(_html([lines[0][mark.end() :], *lines[1:]]))
            continue
        if items:
            yield _list(items)
            items = []
        yield f"<p>{_html(lines)}</p>"
    if items:
        yield _list(items)


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _html(lines: list[str]) -> str:
    return "<br>".join(escape(" ".join(line.split()), quote=False) for line in lines)


def _is_label(line: str, sources: Collection[str]) -> bool:
    words = line.casefold().split()
    ends = [source.casefold().split() for source in sources]
    return len(line) <= _LONGEST_LABEL and any(end and words[-len(end) :] == end for end in ends)
