"""Paragraphs and headings, told at one look: most blocks of an article are such."""

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

# A line that begins no other block: those begin with `#`, `-`, `_`, `*`, `+`, `=`, `>`, `[`, a
# number, or four spaces.
_PLAIN_LINE = re.compile(r" {0,3}[^\s\d#*+=>_\[-]")


class QuickBlocks(BlockProcessor):
    """Gives blocks to those processors of Markdown that take them, without asking all others first.

    Stands for the tests of the block processors of Markdown 3.11. Lines that begin nothing else are
    a paragraph, unless a bar makes them a table; and a line with `#` is taken by none that is asked
    before headings are. Nothing is in them that would be parsed in turn, so Markdown's bound for
    what nests stays where it is. Made when all processors are registered.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._heading = md.parser.blockprocessors["hashheader"]
        self._paragraph = md.parser.blockprocessors["paragraph"]

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether the block's processor is known."""
        return self._taker(parent, block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Have the block processed, and those behind it whose processor is known."""
        while blocks and (taker := self._taker(parent, blocks[0])):
            taker.run(parent, blocks)

    def _taker(self, parent: ET.Element, block: str) -> BlockProcessor | None:
        if "\n" in block:
            plain = "|" not in block and all(map(_PLAIN_LINE.match, block.split("\n")))
            return self._paragraph if plain else None
        if block.startswith("#"):
            return self._heading if self._heading.test(parent, block) else None
        return self._paragraph if _PLAIN_LINE.match(block) else None
