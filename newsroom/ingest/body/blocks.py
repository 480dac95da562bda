"""The blocks that a body is made of between its HTML and its Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple


class Style(NamedTuple):
    """How a piece of text is set: emphasis, strong emphasis, and where it links to."""

    em: bool = False
    strong: bool = False
    href: str = ""


class Run(NamedTuple):
    """A piece of text in one style. A line feed in it is a line break."""

    text: str
    style: Style


def merged(runs: Sequence[Run]) -> list[Run]:
    """Return a text with no two runs of one style in a row."""
    return [
        Run("".join(run.text for run in group), style)
        for style, group in groupby(runs, lambda run: run.style)
    ]


@dataclass(eq=False)
class Paragraph:
    """A line of text. `lone` has the offsets of marks in it that quote nothing."""

    runs: list[Run]
    lone: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Its words as one line."""
        return "".join(run.text for run in self.runs).replace("\n", " ")


@dataclass(eq=False)
class Heading:
    """A heading; `level` is 2 to 6."""

    level: int
    words: Paragraph


@dataclass(eq=False)
class Figure:
    """The place of a picture, by its key."""

    key: str


@dataclass(eq=False)
class Quote:
    """A block quote."""

    blocks: "list[Block]"


@dataclass(eq=False)
class Listing:
    """A list. Each item begins with a paragraph, and holds paragraphs, lists and block quotes."""

    ordered: bool
    start: int
    items: "list[list[Block]]"


@dataclass(eq=False)
class Table:
    """A table of cells of one line. `rows[0]` is the header; each row is as long as it."""

    rows: list[list[Paragraph]]


Block = Paragraph | Heading | Figure | Quote | Listing | Table


def add(blocks: list[Block], more: Sequence[Block]) -> None:
    """Add blocks behind others. Two lists of a kind become one, as they do in Markdown."""
    for block in more:
        last = blocks[-1] if blocks else None
        if (
            isinstance(block, Listing)
            and isinstance(last, Listing)
            and last.ordered is block.ordered
        ):
            last.items += block.items
        else:
            blocks.append(block)


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """List blocks and those within them, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from walk(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from walk(item)


def order_headings(blocks: Sequence[Block]) -> None:
    """Let the first heading be of level 2, and none more than one below the last."""
    above: list[int] = []
    for block in walk(blocks):
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block.level = len(above) + 1
