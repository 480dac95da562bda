"""The blocks that a body is made of, and the body that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newsroom.ingest.webpage.furniture import is_label
from newsroom.ingest.webpage.tree import Element

Kind = Literal["paragraph", "heading", "list", "quote", "table", "figure"]


@dataclass(frozen=True)
class Block:
    """A part of a body: its HTML, its text, the element that it is from.

    `sure` says whether the text is known to belong to the article. A figure has no HTML yet.
    """

    kind: Kind
    html: str
    text: str
    element: Element
    sure: bool


def leveled(blocks: Sequence[Block], figures: Mapping[int, str]) -> str:
    """Return the HTML of blocks, with the highest of their headings as `h2`.

    `figures` is the HTML of the figures, by their places in `blocks`; -1 is the place above all.
    """
    levels = [int(block.html[2]) for block in blocks if block.kind == "heading"]
    shift = min(levels, default=2) - 2
    parts = [figures.get(-1, "")]
    for at, block in enumerate(blocks):
        found = figures.get(at, "") if block.kind == "figure" else block.html
        if shift and block.kind == "heading":
            level = int(found[2]) - shift
            found = f"<h{level}{found[3:-2]}{level}>"
        parts.append(found)
    return "\n".join(part for part in parts if part)


def without_labels(blocks: list[Block]) -> list[Block]:
    """Leave out headings that lead to other articles, with their lists, and those of nothing."""
    found: list[Block] = []
    below_label = False
    for block in blocks:
        if block.kind == "heading":
            below_label = is_label(block.text) and not block.text.endswith("?")
            if below_label:
                continue
        elif below_label and block.kind in ("list", "figure"):
            continue
        else:
            below_label = False
        found.append(block)
    kept: list[Block] = []
    follows: Block | None = None
    for block in reversed(found):
        if block.kind == "heading" and (follows is None or _outranks(follows, block)):
            continue
        kept.append(block)
        if block.kind != "figure":
            follows = block
    return kept[::-1]


def _outranks(one: Block, other: Block) -> bool:
    """Tell whether a heading is of no lower level than another, and so no part of its section."""
    return one.kind == "heading" and one.html[2] <= other.html[2]
