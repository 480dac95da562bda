"""A Markdown body as the texts that stand in it, each with the way back to its source."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsroom.content.inline import NOT_PROSE, QUOTATION_MARKS
from newsroom.record.quotation import Passage, find_quotation

_PREFIX = re.compile(r"(?P<inside>(?:>[ ]?|[ ]{4})*)(?P<item>(?:[-*+]|\d+\.)[ ]+)?")
_HEADING = re.compile(r"#{1,6}\s*")
_FIGURE = re.compile(r"!\[@[^\[\]\s]+\]")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!|" + QUOTATION_MARKS + r"])"
    r"|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)"
    r"|(?P<marker>[ \t]*\[@[^\[\]\s]+\](?:\{lang=[\w-]*\})?)"
    r"|(?P<code>`[^`]+`)"
    r"|(?P<mark>\*+|(?<![^\W_])_+|_+(?![^\W_])|!?\[(?=(?:\\.|[^\[\]\\])*\]\()|\]\([^()\s]*\))"
    r"|(?P<space>[ \t]*\n(?:>[ ]?|[ ]{4})*)"
    r"|(?P<plain>.)",
    re.DOTALL,
)
# Where emphasis and links end behind a quotation: a marker goes behind them.
_ENDS = re.compile(r"(?:\*{1,3}(?=[\s.,;:!?)\]]|$)|\]\([^()\s]*\))*")


@dataclass(eq=False)
class Block:
    """A piece of a body with text of its own.

    `begin` and `end` are its place in the source, `places` where each character of `text` ends
    there. `quoted` is the number of the block quote that it stands in; 0 for none. `marked` are the
    ends of what has a marker.
    """

    kind: str
    begin: int
    end: int
    quoted: int
    inside: str
    text: str = ""
    places: list[int] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Said:
    """A passage in quotation marks, in the blocks that `parts` counts from `first`."""

    first: int
    passage: Passage

    @property
    def block(self) -> int:
        """The number of the block in which it begins."""
        return self.first + self.passage.parts[0].paragraph

    @property
    def last(self) -> int:
        """The number of the block in which it ends."""
        return self.first + self.passage.parts[-1].paragraph

    @property
    def start(self) -> int:
        """Where it begins in its first block."""
        return self.passage.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends in its last block."""
        return self.passage.parts[-1].end


def read_blocks(source: str) -> list[Block]:
    """Return the texts of a Markdown body in order."""
    blocks: list[Block] = []
    place = quotes = 0
    open_block = False
    quoted = False
    for line in source.split("\n"):
        found = _PREFIX.match(line)
        inside = found["inside"] if found else ""
        rest = line[found.end() if found else 0 :]
        end = place + len(line)
        if not line.strip():
            open_block = quoted = False
        elif not rest.strip():
            open_block = False
        else:
            quotes += ">" in inside and not quoted
            quoted = quoted or ">" in inside
            number = quotes if ">" in inside else 0
            if open_block and not (found and found["item"]):
                blocks[-1].end = end
            else:
                begin = end - len(rest)
                heading = _HEADING.match(rest)
                kind = "p"
                if heading and rest.startswith("#"):
                    kind, begin = "heading", begin + heading.end()
                elif _FIGURE.fullmatch(rest.strip()):
                    kind = "figure"
                elif rest.startswith("|"):
                    kind = "table"
                elif found and found["item"]:
                    kind = "item"
                blocks.append(Block(kind, begin, end, number, inside.strip(" ")))
            open_block = blocks[-1].kind in ("p", "item")
        place = end + 1
    for block in blocks:
        if block.kind not in ("figure", "table"):
            _read(block, source)
    return [block for block in blocks if block.kind == "figure" or block.text.strip()]


def _read(block: Block, source: str) -> None:
    text: list[str] = []
    for found in _INLINE.finditer(source, block.begin, block.end):
        shown = found["plain"] or ""
        if found["escaped"]:
            shown = NOT_PROSE if found["escaped"] in QUOTATION_MARKS else found["escaped"]
        elif found["entity"]:
            shown = html.unescape(found["entity"])[:1]
        elif found["code"]:
            shown = NOT_PROSE
        elif found["space"]:
            shown = " "
        elif found["marker"]:
            block.marked.add(len(text))
        if shown:
            text.append(shown)
            block.places.append(found.end())
    block.text = "".join(text)


def read_passages(blocks: Sequence[Block], lang: str) -> list[Said]:
    """Return the outer passages in quotation marks, in order."""
    return [
        Said(first, passage)
        for first, texts in _groups(blocks)
        for passage in find_quotation(texts, lang).passages
        if passage.depth == 0
    ]


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[int, list[str]]]:
    run: list[str] = []
    first = 0
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        goes_on = (
            run
            and block.kind in ("p", "figure")
            and before
            and before.kind in ("p", "figure")
            and (before.quoted, before.inside) == (block.quoted, block.inside)
        )
        if not goes_on:
            if run:
                yield first, run
            run, first = [], number
        run.append(block.text)
    if run:
        yield first, run


def marker_place(source: str, block: Block, end: int) -> int:
    """Return where in the source a marker goes behind what ends there in a block's text."""
    place = block.places[end - 1]
    found = _ENDS.match(source, place, block.end)
    return found.end() if found else place
