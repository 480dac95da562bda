"""The text of an article on a saved page, as HTML: paragraphs, lists, quotes, pictures, boxes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from newsroom.ingest.capture.furniture import is_unmistakable, kind_of
from newsroom.ingest.capture.headings import Layout, is_heading, layout_of
from newsroom.ingest.capture.pictures import Pictured, Token
from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.capture.units import Unit, is_paragraph

_DETOUR = 40  # blocks: what an article is interrupted by is shorter
_BOX_LENGTH = 9  # blocks
_SENTENCE = 3  # words: a longer line with a full stop is nobody's label


@dataclass
class Body:
    """The text as HTML, the pictures within it, and lines of which a person must decide."""

    parts: list[str] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


@dataclass
class _Writing:
    tokens: Sequence[Token]
    boxes: frozenset[Unit]
    pictures_before: int
    layout: Layout
    body: Body = field(default_factory=Body)

    def add(self, tag: str, text: str) -> None:
        self.body.parts.append(f"<{tag}>{escape(text, quote=False)}</{tag}>")


def write_body(tokens: Sequence[Token], boxes: frozenset[Unit], pictures_before: int) -> Body:
    """Write the text. `boxes` are the headings of boxes that lead to other articles."""
    writing = _Writing(tokens, boxes, pictures_before, layout_of(tokens))
    at = 0
    while at < len(tokens):
        at += _write(writing, at)
    return writing.body


def _write(writing: _Writing, at: int) -> int:
    """Write the block at a place, and those that belong to it; return how many they are."""
    token = writing.tokens[at]
    if isinstance(token, Pictured):
        number = writing.pictures_before + len(writing.body.pictures)
        writing.body.parts.append(f'<figure data-picture="{number}"></figure>')
        writing.body.pictures.append(token)
        return 1
    kind = kind_of(token.text)
    if kind == "notice" and (count := _detour(writing.tokens, at, _BOX_LENGTH)):
        return count
    if kind == "detour" and (count := _detour(writing.tokens, at)):
        return count
    if token in writing.boxes or (kind == "more" and token.text[-1] in ":：»>"):
        return _box(writing, at, token)
    if kind is not None and _is_dropped(writing.tokens, at, token, kind):
        return 1
    if token.marker == ">":
        return _quote(writing, at)
    if token.is_item:
        return _list(writing, at, token)
    heads = is_heading(writing.layout, writing.tokens, at)
    writing.add(f"h{max(2, token.level)}" if heads else "p", token.text)
    complete = is_paragraph(token) or ends_sentence(token.text) or token.text.endswith((":", "："))
    if kind in ("notice", "furniture", "more", "detour") or not (heads or complete):
        writing.body.doubtful.append(token.text)
    return 1


def _detour(tokens: Sequence[Token], at: int, most: int = _DETOUR) -> int:
    """Return how many blocks an article is interrupted for, 0 where it is not said.

    A short one, which only its end tells, has no sentences of an article in it.
    """
    for here, token in enumerate(tokens[at + 1 : at + most], at + 1):
        if not isinstance(token, Unit):
            continue
        kind = kind_of(token.text)
        if kind == "resume":
            return here + 1 - at
        if most < _DETOUR and kind is None and is_paragraph(token) and ends_sentence(token.text):
            return 0
    return 0


def _box(writing: _Writing, at: int, heading: Unit) -> int:
    """Leave out a box of links: its heading, the lines right below it, a list below that."""
    tokens = writing.tokens
    end = at + 1
    lines: list[Unit] = []
    while end < len(tokens):
        token = tokens[end]
        if isinstance(token, Pictured) or (is_paragraph(token) and ends_sentence(token.text)):
            break
        listed = token.is_item and token.group <= (lines[-1].group if lines else heading.group) + 1
        if token.group != heading.group and not listed:
            break
        if kind_of(token.text) is None:
            lines.append(token)
        end += 1
    following = tokens[end] if end < len(tokens) else None
    if (
        len(lines) > 1
        and lines[-1] is tokens[end - 1]
        and not lines[-1].is_item
        and lines[-1].indent <= heading.indent
        and isinstance(following, Unit)
        and is_paragraph(following)
    ):
        # The last line is as likely the next section's heading.
        writing.add("h2", lines[-1].text)
        writing.body.doubtful.append(lines[-1].text)
    return end - at


def _is_dropped(tokens: Sequence[Token], at: int, token: Unit, kind: str) -> bool:
    if is_unmistakable(token.text):
        return True
    if kind == "detour" or (ends_sentence(token.text) and len(token.text.split()) > _SENTENCE):
        return False
    if kind in ("weak", "end", "notice"):
        near = (tokens[here] for here in (at - 1, at + 1) if 0 <= here < len(tokens))
        return any(
            isinstance(other, Unit)
            and kind_of(other.text) in ("furniture", "weak", "notice", "more")
            for other in near
        )
    return True


def _quote(writing: _Writing, at: int) -> int:
    lines: list[str] = []
    for token in writing.tokens[at:]:
        if not (isinstance(token, Unit) and token.marker == ">"):
            break
        lines.append(token.text)
    inside = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    writing.body.parts.append(f"<blockquote>{inside}</blockquote>")
    return len(lines)


def _list(writing: _Writing, at: int, first: Unit) -> int:
    """Write a list; a lone dash or number before a line is part of the line."""
    items = [first]
    for token in writing.tokens[at + 1 :]:
        if not (isinstance(token, Unit) and _goes_on(items, token)):
            break
        items.append(token)
    numbered = first.marker[0].isdigit()
    alone = len(items) == 1 and (numbered or first.marker in "-o")
    if alone or (numbered and int(first.marker[:-1]) != 1):
        text = f"{first.marker} {first.text}"
        heads = is_heading(writing.layout, writing.tokens, at)
        writing.add("h2" if heads else "p", text)
        if not heads and not ends_sentence(text):
            writing.body.doubtful.append(text)
        return 1
    tag = "ol" if numbered else "ul"
    inside = "".join(f"<li>{escape(item.text, quote=False)}</li>" for item in items)
    writing.body.parts.append(f"<{tag}>{inside}</{tag}>")
    return len(items)


def _goes_on(items: Sequence[Unit], unit: Unit) -> bool:
    """Tell whether an item goes on with a list."""
    first, last = items[0], items[-1]
    if not unit.is_item or unit.group > last.group + 1 or kind_of(unit.text) is not None:
        return False
    if first.marker[0].isdigit():
        return unit.marker[0].isdigit() and int(unit.marker[:-1]) == int(last.marker[:-1]) + 1
    return not unit.marker[0].isdigit()
