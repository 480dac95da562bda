"""The blocks of a body, read from HTML that nothing hostile is left in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from newsroom.ingest.body.blocks import (
    Block,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Style,
    add,
)
from newsroom.ingest.body.clean import EMPHASIS, HEADINGS, NESTING, STRONG, address, clean
from newsroom.ingest.body.space import paragraphs
from newsroom.ingest.body.table import Cell, table_blocks
from newsroom.record.text import CONTROL_CHARACTERS

# As deep as lists and block quotes can be read.
_NESTED = 6

_SUPERSCRIPT = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

# White space that is none in HTML, and what parts lines beside the line feed.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def read_html(html: str, pictures: Sequence[str]) -> list[Block]:
    """Clean HTML and return its blocks. Raises IngestError where it nests too deep."""
    reader = _Reader(pictures)
    reader.feed(clean(html))
    reader.close()
    return reader.blocks()


@dataclass(eq=False)
class _Open:
    """An element that is open, and the blocks in it if it holds some of its own.

    `items` are those of a list, `rows` those of a table.
    """

    tag: str
    blocks: list[Block] | None = None
    items: list[list[Block]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    number: int = 1
    across: int = 1
    down: int = 1
    href: str = ""


class _Reader(HTMLParser):
    """Reads HTML that is well-formed, element by element, without recursion."""

    def __init__(self, pictures: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures = pictures
        self.root = _Open("", [])
        self.open: list[_Open] = [self.root]
        self.runs: list[Run] = []

    def blocks(self) -> list[Block]:
        """Return what was read."""
        while len(self.open) > 1:
            self._leave(self.open[-1].tag)
        self._flush()
        return self.root.blocks or []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        said = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.runs.append(Run("\n", self._style()))
        elif tag == "hr":
            self._flush()
        elif tag == "q":
            self.runs.append(Run('"', self._style()))
            self.open.append(_Open(tag))
        elif tag in ("a", "sup", "sub") or tag in EMPHASIS | STRONG:
            self.open.append(_Open(tag, href=address(said.get("href", ""))))
        else:
            self._flush()
            if tag == "tr" and (table := self._table()):
                table.rows.append([])
            self.open.append(self._opened(tag, said))

    def _opened(self, tag: str, said: dict[str, str]) -> _Open:
        opened = _Open(tag)
        if tag in HEADINGS or tag == "table" or tag in ("td", "th"):
            opened.blocks = []
            opened.across = _number(said.get("colspan"), 1, 1000)
            opened.down = _number(said.get("rowspan"), 1, 65534)
        elif tag in NESTING:
            nested = sum(entry.tag in NESTING and entry.blocks is not None for entry in self.open)
            opened.blocks = [] if nested < _NESTED else None
            opened.number = _number(said.get("start"), 1, 99_999)
        elif tag == "li" and self._holder().tag in ("ul", "ol"):
            opened.blocks = []
        elif tag == "figure" and re.fullmatch("[0-9]{1,5}", said.get("data-picture", "")):
            picture = int(said["data-picture"])
            self._add([Figure(key) for key in self.pictures[picture : picture + 1]])
        return opened

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with those in it that are open."""
        names = [entry.tag for entry in self.open]
        if tag in names[1:]:
            while self.open[-1].tag != tag:
                self._leave(self.open[-1].tag)
            self._leave(tag)

    def handle_data(self, data: str) -> None:
        """Take text."""
        text = CONTROL_CHARACTERS.sub("", _SEPARATORS.sub(" ", data))
        tags = {entry.tag for entry in self.open}
        if "pre" not in tags:
            text = text.replace("\n", " ")
        if {"sup", "sub"} & tags and any(character.isdecimal() for character in text):
            text = text.translate(_SUPERSCRIPT if "sup" in tags else _SUBSCRIPT)
        self.runs.append(Run(text, self._style()))

    def _style(self) -> Style:
        em = strong = False
        href = ""
        for entry in self.open:
            em = em or entry.tag in EMPHASIS
            strong = strong or entry.tag in STRONG
            href = entry.href or href
        return Style(em, strong, href)

    def _holder(self) -> _Open:
        return next(entry for entry in reversed(self.open) if entry.blocks is not None)

    def _table(self) -> _Open | None:
        return next((entry for entry in reversed(self.open) if entry.tag == "table"), None)

    def _add(self, blocks: Sequence[Block]) -> None:
        holder = self._holder()
        if holder.tag in ("ul", "ol"):
            holder.items.append(list(blocks))
        elif holder.blocks is not None:
            add(holder.blocks, blocks)

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        runs, self.runs = self.runs, []
        if runs:
            self._add(list(paragraphs(runs)))

    def _leave(self, tag: str) -> None:
        """Close the innermost element."""
        if tag == "q":
            self.runs.append(Run('"', self._style()))
        if tag in ("a", "sup", "sub", "q") or tag in EMPHASIS | STRONG:
            self.open.pop()
            return
        self._flush()
        left = self.open.pop()
        if left.blocks is None:
            return
        if tag in HEADINGS:
            self._add(_heading(HEADINGS[tag], left.blocks))
        elif tag == "blockquote":
            self._add([Quote(left.blocks)] if left.blocks else [])
        elif tag in ("ul", "ol"):
            self._add(_listing(left))
        elif tag == "li":
            self._holder().items.append(left.blocks)
        elif tag in ("td", "th"):
            self._cell(Cell(left.blocks, tag == "th", left.across, left.down))
        else:
            self._add([*left.blocks, *table_blocks(left.rows)])

    def _cell(self, cell: Cell) -> None:
        table = self._table()
        if table is None:
            self._add(cell.blocks)
        else:
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(cell)


def _heading(level: int, blocks: Sequence[Block]) -> list[Block]:
    """Return a heading of one line; what else stands in it parts it in two."""
    parts: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            parts.append(block)
            continue
        words = [Run(run.text.replace("\n", " "), run.style) for run in block.runs]
        if parts and isinstance(last := parts[-1], Heading) and last.level == level:
            last.words.runs += [Run(" ", Style()), *words]
        else:
            parts.append(Heading(level, Paragraph(words)))
    return parts


def _listing(left: _Open) -> list[Block]:
    """Return a list, parted where an item holds what a list in Markdown cannot."""
    ordered = left.tag == "ol"
    blocks: list[Block] = []
    number = left.number
    for item in left.items:
        kept: list[Block] = []
        for block in [*item, None]:
            fits = isinstance(block, Paragraph) or (kept and isinstance(block, Listing | Quote))
            if block and fits:
                add(kept, [block])
                continue
            if kept:
                add(blocks, [Listing(ordered, number, [kept])])
                kept = []
                number += 1
            if block:
                add(blocks, [block])
    return blocks


def _number(text: str | None, default: int, most: int) -> int:
    if not text or not re.fullmatch("[0-9]{1,9}", text):
        return default
    return max(1, min(int(text), most))
