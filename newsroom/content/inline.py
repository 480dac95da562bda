"""The inline content of a block as one line of text, and back.

Markdown's tree has text in two places of each element, and stand-ins for what it has put aside.
Here a block is a list of units and of branches (inline elements), with one text for all of it.
"""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX

QUOTATION_MARKS = "\"'“”„‟«»‹›‘’‚‛「」『』"
NOT_PROSE = "\ufffc"
"""Stands for code, pictures and escaped marks in a block's text (OBJECT REPLACEMENT CHARACTER)."""

LINE_NUMBER = re.compile("\x02line:\\d+\x03")
"""What carries the number of a marker's line through Markdown."""

_INLINE = {"a", "br", "em", "span", "strong"}
_UNITS = re.compile(f"\x02[^\x02\x03]*\x03|[{QUOTATION_MARKS}]|[^\x02{QUOTATION_MARKS}]+|\x02")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")


@dataclass(slots=True)
class Unit:
    """A piece of text: as it stands in the tree, as it is read, and as it is looked through."""

    raw: str
    shown: str
    text: str


@dataclass(slots=True)
class Branch:
    """An element with its content; one that is closed counts as one thing that is no prose."""

    element: ET.Element
    items: "list[Unit | Branch]" = field(default_factory=list)
    closed: bool = False
    text: str = ""
    shown: str = ""


Item = Unit | Branch
Path = tuple[tuple[Branch, int], ...]


def decoded(text: str) -> str:
    """Return what a browser reads for a text of Markdown's tree: escapes and entities undone."""
    if STX in text:
        text = UnescapeTreeprocessor.RE.sub(lambda escaped: chr(int(escaped[1])), text)
        text = text.replace(AMP_SUBSTITUTE, "&")
    # Markdown takes an ampersand without its semicolon for one that is to be escaped.
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def is_plain(text: str) -> bool:
    """Tell whether a text of the tree has no quotation mark, and nothing that was put aside."""
    # A search for each is faster than one for all.
    marks = "\"'" if text.isascii() else QUOTATION_MARKS
    return STX not in text and not any(map(text.__contains__, marks))


def grown(element: ET.Element, unstash: Callable[[int], str], *, dashes: bool) -> Branch:
    """Read a block into units and branches.

    `unstash` gives the text that Markdown has put aside under a number. `dashes` sets `--` and
    `---` as dashes.
    """
    branch = Branch(element)
    branch.items += _units(element.text, unstash, dashes)
    for child in element:
        if child.tag in _INLINE and child.tag != "br":
            branch.items.append(grown(child, unstash, dashes=dashes))
        elif child.tag == "marker":
            branch.items.append(Branch(child, closed=True))
        elif child.tag == "br":
            # Markdown has put a line break behind it.
            branch.items.append(Branch(child, closed=True, text=" ", shown=" "))
        else:
            shown = read_text("".join(child.itertext()), unstash)
            branch.items.append(Branch(child, closed=True, text=NOT_PROSE, shown=shown))
        branch.items += _units(child.tail, unstash, dashes)
    return branch


def _units(text: str | None, unstash: Callable[[int], str], dashes: bool) -> Iterator[Unit]:
    if not text:
        return
    for raw in [text] if is_plain(text) else _UNITS.findall(text):
        if raw[0] != "\x02":
            if dashes:
                raw = raw.replace("---", "—").replace("--", "–")
            yield Unit(raw, raw, raw)
            continue
        shown = read_text(raw, unstash)
        escaped = UnescapeTreeprocessor.RE.fullmatch(raw)
        plain = len(shown) == 1 and not (escaped and shown in QUOTATION_MARKS)
        yield Unit(raw, shown, shown if plain else NOT_PROSE)


def read_text(text: str, unstash: Callable[[int], str]) -> str:
    """Return a text of the tree as it will be read: with what Markdown has put aside."""
    if STX in text:
        text = HTML_PLACEHOLDER_RE.sub(lambda found: unstash(int(found[1])), text)
        text = LINE_NUMBER.sub("", text)
    return decoded(text)


class Leaf(NamedTuple):
    """A unit or a closed branch, where it stands in the block's text, and the way to it."""

    item: Item
    start: int
    path: Path


def leaves(root: Branch) -> list[Leaf]:
    """List the leaves of a block in order."""
    found: list[Leaf] = []
    _gather(root, (), 0, found)
    return found


def _gather(branch: Branch, path: Path, start: int, found: list[Leaf]) -> int:
    for index, item in enumerate(branch.items):
        here = (*path, (branch, index))
        if isinstance(item, Branch) and not item.closed:
            start = _gather(item, here, start, found)
        else:
            found.append(Leaf(item, start, here))
            start += len(item.text)
    return start


def text_of(root: Branch) -> str:
    """Return the text of a block as it is looked through."""
    return "".join(_texts(root))


def _texts(branch: Branch) -> Iterator[str]:
    for item in branch.items:
        if isinstance(item, Branch) and not item.closed:
            yield from _texts(item)
        else:
            yield item.text


def wrap(block: Sequence[Leaf], start: int, end: int, element: ET.Element) -> bool:
    """Put an element around the text from `start` to `end` of a block, given by its leaves.

    Returns False, and does nothing, where markup stands across it.
    """
    everything = [leaf for leaf in block if leaf.item.text]
    there = [leaf for leaf in everything if start <= leaf.start < end]
    if not there:
        return False
    first, last = there[0], there[-1]
    depth = 0
    while (
        depth + 1 < min(len(first.path), len(last.path)) and first.path[depth] == last.path[depth]
    ):
        depth += 1
    (branch, begin), (_, finish) = first.path[depth], last.path[depth]
    for leaf in everything:
        beside = leaf.start < start or leaf.start >= end
        if beside and leaf.path[: depth + 1] in (first.path[: depth + 1], last.path[: depth + 1]):
            return False
    branch.items[begin : finish + 1] = [Branch(element, branch.items[begin : finish + 1])]
    return True


def write_back(root: Branch) -> None:
    """Give the element of a branch, and those within it, the content that the branch now has."""
    element = root.element
    for child in list(element):
        element.remove(child)
    element.text = None
    last: ET.Element | None = None
    for item in root.items:
        if isinstance(item, Unit):
            if last is None:
                element.text = (element.text or "") + item.raw
            else:
                last.tail = (last.tail or "") + item.raw
            continue
        last = item.element
        last.tail = None
        element.append(last)
        if not item.closed:
            write_back(item)
