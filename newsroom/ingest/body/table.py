"""Tables: cells of one line as Markdown can have them, or what is in them, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.ingest.body.blocks import Block, Paragraph, Run, Table

# Wider than any that can be read.
_WIDEST = 50


@dataclass(eq=False)
class Cell:
    """A cell: what is in it, whether it is a header, and how many columns and rows it spans."""

    blocks: list[Block]
    is_header: bool
    across: int
    down: int


def table_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Return a table; where its cells hold more than a line each, the blocks in them, in order.

    The first row is the header if all its cells are headers; else the header is empty.
    """
    cells = [cell for row in rows for cell in row]
    simple = all(len(cell.blocks) < 2 for cell in cells) and all(
        isinstance(block, Paragraph) for cell in cells for block in cell.blocks
    )
    filled = _filled(rows) if simple and len(cells) > 1 else []
    width = max(map(len, filled), default=0)
    if not 0 < width <= _WIDEST or not any(cell.blocks for cell in cells):
        return [block for cell in cells for block in cell.blocks]
    filled = [[*row, *(Paragraph([]) for _ in range(width - len(row)))] for row in filled]
    if not rows[0] or not all(cell.is_header for cell in rows[0]):
        filled.insert(0, [Paragraph([]) for _ in range(width)])
    return [Table(filled)]


def _filled(rows: Sequence[Sequence[Cell]]) -> list[list[Paragraph]]:
    """Lay cells out in a grid; where a cell spans more than one place the others are empty."""
    filled: list[list[Paragraph]] = []
    below: dict[int, int] = {}
    for row in rows:
        line: list[Paragraph] = []
        for cell in row:
            _skip(line, below)
            if len(line) > _WIDEST:
                return [line]
            across = min(cell.across, _WIDEST)
            for place in range(across):
                line.append(_words(cell) if place == 0 else Paragraph([]))
                if cell.down > 1:
                    below[len(line) - 1] = cell.down
        _skip(line, below)
        filled.append(line)
        below = {column: count - 1 for column, count in below.items() if count > 1}
    return filled


def _skip(line: list[Paragraph], below: dict[int, int]) -> None:
    """Pass over places that a cell above reaches into."""
    while len(line) in below and len(line) <= _WIDEST:
        line.append(Paragraph([]))


def _words(cell: Cell) -> Paragraph:
    runs = [run for block in cell.blocks if isinstance(block, Paragraph) for run in block.runs]
    return Paragraph([Run(run.text.replace("\n", " "), run.style) for run in runs])
