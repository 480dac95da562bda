"""Blocks as Markdown: that of Python-Markdown with its extensions `tables` and `sane_lists`."""

from collections.abc import Iterator, Sequence

from newsroom.content.inline import QUOTATION_MARKS
from newsroom.ingest.body.blocks import (
    Block,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    walk,
)
from newsroom.ingest.body.text import write_line, write_paragraph

# What a converter takes as one paragraph (`newsroom.content.markdown`), with room for what is
# escaped later: characters, of which such as may open something count for more.
_MOST, _OPENING_WEIGHT = 18_000, 20
_OPENING = frozenset(QUOTATION_MARKS + "[*_`<&")
# How far from its middle a paragraph is cut, to spare a word (characters).
_NEAR = 100

Lines = list[str]


def write_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, with a blank line between and a line feed at the end."""
    lines = _apart([_lines(block) for block in blocks])
    return "\n".join(lines) + "\n" if lines else ""


def divide(blocks: Sequence[Block]) -> list[Block]:
    """Divide what is too long for one block of Markdown, so that every one can be converted."""
    return [part for block in blocks for part in _divided(block)]


def _apart(parts: Sequence[Lines]) -> Lines:
    lines: Lines = []
    for part in parts:
        lines += [""] * bool(lines)
        lines += part
    return lines


def _lines(block: Block) -> Lines:
    if isinstance(block, Paragraph):
        return write_paragraph(block).split("\n")
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {write_line(block.words)}"]
    if isinstance(block, Figure):
        return [f"![@{block.key}]"]
    if isinstance(block, Quote):
        inner = _apart([_lines(part) for part in block.blocks])
        return [f"> {line}" if line else ">" for line in inner]
    if isinstance(block, Table):
        return _table(block)
    return _list(block)


def _list(block: Listing) -> Lines:
    """Return a list: without blank lines where each item is one short paragraph."""
    items: list[Lines] = []
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}. " if block.ordered else "- "
        first, *rest = _apart([_lines(part) for part in item])
        items.append([marker + first, *(f"    {line}" if line else "" for line in rest)])
    tight = all(len(item) == 1 for item in block.items)
    if tight and _weight([line for item in items for line in item]) <= _MOST:
        return [line for item in items for line in item]
    return _apart(items)


def _table(block: Table) -> Lines:
    rows = ["|".join(["", *(f" {write_line(cell)} " for cell in row), ""]) for row in block.rows]
    return [rows[0], "|".join(["", *(" --- " for _ in block.rows[0]), ""]), *rows[1:]]


def _weight(lines: Lines) -> int:
    """Return how much of a block's room lines take, of `_MOST`."""
    text = "\n".join(lines)
    return max(len(text), _OPENING_WEIGHT * sum(map(text.count, _OPENING)))


def _divided(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield from _shortened(block)
    elif isinstance(block, Heading):
        yield from [block] if _weight(_lines(block)) <= _MOST else _shortened(block.words)
    elif isinstance(block, Listing):
        items: list[list[Block]] = [divide(item) for item in block.items]
        yield Listing(block.ordered, block.start, items)
    elif isinstance(block, Quote):
        yield from map(Quote, _packed(_flat(block.blocks)))
    elif isinstance(block, Table) and _weight(_lines(block)) > _MOST:
        yield from _table_parts(block)
    else:
        yield block


def _shortened(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Divide a paragraph until each part is short enough."""
    waiting = [paragraph]
    while waiting:
        block = waiting.pop()
        length = len(block.text)
        if length < 2 or (length <= _MOST and _weight(_lines(block)) <= _MOST / 2):
            yield block
        else:
            waiting += reversed(list(_pieces(block, max(1, min(length // 2, _MOST // 4)))))


def _pieces(paragraph: Paragraph, length: int) -> Iterator[Paragraph]:
    """Cut a paragraph into pieces of about a length, at spaces where there are some."""
    text = "".join(run.text for run in paragraph.runs)
    piece: list[Run] = []
    place, end = 0, _cut_at(text, length)
    for run in paragraph.runs:
        begin = 0
        while begin < len(run.text):
            part = run.text[begin : begin + end - place]
            piece.append(Run(part, run.style))
            begin += len(part)
            place += len(part)
            if place == end:
                yield Paragraph(piece)
                piece, end = [], _cut_at(text, end + length)


def _cut_at(text: str, wanted: int) -> int:
    space = text.find(" ", wanted, wanted + _NEAR)
    return space if space > 0 else min(wanted, len(text))


def _flat(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a block quote; where one is too long for a block quote, those in it."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) or _weight(_lines(block)) <= _MOST / 2:
            flat += divide([block])
        else:
            inner = [part for part in walk([block]) if isinstance(part, Paragraph | Figure)]
            if isinstance(block, Heading):
                inner = [block.words]
            elif isinstance(block, Table):
                inner = [cell for row in block.rows for cell in row if cell.runs]
            flat += divide(inner)
    return flat


def _packed(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Part blocks into block quotes that are short enough."""
    parts: list[Block] = []
    room = _MOST
    for block in blocks:
        weight = _weight(_lines(Quote([block]))) + 3
        if parts and weight > room:
            yield parts
            parts, room = [], _MOST
        parts.append(block)
        room -= weight
    if parts:
        yield parts


def _table_parts(block: Table) -> Iterator[Block]:
    """Return tables of as many rows as fit; paragraphs where one row alone does not."""
    columns = len(block.rows[0])
    empty = [Paragraph([]) for _ in range(columns)]
    weights = [_weight(_lines(Table([row]))) for row in block.rows]
    if max(weights) > _MOST / 2:
        yield from divide([cell for row in block.rows for cell in row if cell.runs])
        return
    rows: list[list[Paragraph]] = []
    room = _MOST
    for row, weight in zip(block.rows, weights, strict=True):
        if rows and weight > room:
            yield Table(rows)
            rows, room = [empty], _MOST
        rows.append(row)
        room -= weight
    yield Table(rows)
