"""The passages in quotation marks of a body: set, balanced, and given to their speakers."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.content.inline import (
    QUOTATION_MARKS,
    Branch,
    Leaf,
    Unit,
    grown,
    is_plain,
    leaves,
    read_text,
    text_of,
    wrap,
    write_back,
)
from newsroom.content.source_lines import SourceLines
from newsroom.content.text_blocks import Group, groups, own_parts
from newsroom.record.quotation import Part, Passage, Quotation, find_quotation
from newsroom.record.quote import ATTRIBUTED_FROM

if TYPE_CHECKING:
    from newsroom.content.quotes import Quotes

_MARKS = frozenset(QUOTATION_MARKS)


@dataclass(frozen=True)
class Found:
    """A quote in the tree: its elements (one a paragraph), and the line of its marker."""

    elements: tuple[ET.Element, ...]
    speaker: str
    line: int
    lang: str | None
    text: str | None = None


@dataclass(frozen=True)
class _Marker:
    """A marker: the block that it stands in, its place in the block's text, and what it says."""

    block: int
    leaf: Leaf
    speaker: str | None
    line: int
    lang: str | None


class Passages(Treeprocessor):
    """Sets straight marks, finds marks without a partner, and puts quotes into their elements."""

    def __init__(self, quotes: "Quotes", md: Markdown) -> None:
        super().__init__(md)
        self.quotes = quotes
        self.stash = md.htmlStash

    def run(self, root: ET.Element) -> None:
        """Look at each group of blocks; Markdown calls it."""
        self._lines = SourceLines(self.quotes.source, root)
        self._dashes = self.quotes.lang.split("-")[0] == "en"
        self._visit(root, attributed=False)

    def _visit(self, element: ET.Element, *, attributed: bool, told: bool = False) -> None:
        """Look at what is in an element, which is in a block quote with a speaker (`attributed`).

        `told` says that this block quote was found to have none: its passages are no news.
        """
        if element.tag == "blockquote" and not attributed and self._lacks_speaker(element):
            told = True
            message = "the block quote has no speaker; put [@key] alone on its last line"
            self.quotes.fault(self._lines.line(element), "Q001", message)
        for group in groups(element, attributed or told):
            if isinstance(group, Group):
                self._look(group)
            elif group.tag == "blockquote":
                mine = group.get("data-speaker") is not None
                self._visit(group, attributed=attributed or mine)
            else:
                self._visit(group, attributed=attributed, told=told)

    def _lacks_speaker(self, block: ET.Element) -> bool:
        """Tell whether a block quote is long enough for a speaker, and nothing in it names one."""
        own = list(own_parts(block))
        text = "".join(part for part in own if isinstance(part, str))
        named = any(isinstance(part, ET.Element) and part.tag == "marker" for part in own)
        return not named and _count(read_text(text, self._unstash)) >= ATTRIBUTED_FROM

    def _look(self, group: Group) -> None:
        silent = [self._says_nothing(block) for block in group.blocks]
        if all(silent):
            return
        # Of a plain paragraph that says nothing only its place among the others counts.
        branches = {
            number: grown(block, self._unstash, dashes=self._dashes)
            for number, block in enumerate(group.blocks)
            if len(block) or not silent[number]
        }
        texts = [
            text_of(branches[number]) if number in branches else block.text or ""
            for number, block in enumerate(group.blocks)
        ]
        if not any(_is_of_interest(branch, texts[at]) for at, branch in branches.items()):
            for branch in branches.values():  # dashes
                write_back(branch)
            return
        quotation = find_quotation(texts, self.quotes.lang)
        for lone in quotation.unbalanced:
            message = (
                f"the quotation mark {lone.mark} has no partner; "
                f"add it, or write \\{lone.mark} for a mark that quotes nothing"
            )
            self.quotes.fault(
                self._line(group, branches, lone.paragraph, lone.offset), "Q002", message
            )
        places = {
            number: leaves(branch)
            for number, branch in branches.items()
            if _has_marker(branch.element)
        }
        speakers = self._speakers(places, texts, quotation)
        self._unattributed(group, branches, quotation, speakers)
        _set_marks(branches, quotation)
        for passage in reversed(quotation.passages):
            if marker := speakers.get(passage):
                self._put(branches, places, passage, marker)
        for branch in branches.values():
            _drop_markers(branch)
            write_back(branch)

    def _says_nothing(self, block: ET.Element) -> bool:
        """Tell at a look whether a block has no mark, no marker and no dashes to be set."""
        text = "".join(block.itertext()) if len(block) else block.text or ""
        return is_plain(text) and not (self._dashes and "--" in text) and not _has_marker(block)

    def _unstash(self, number: int) -> str:
        return str(self.stash.rawHtmlBlocks[number])

    def _speakers(
        self, places: Mapping[int, list[Leaf]], texts: Sequence[str], quotation: Quotation
    ) -> dict[Passage, _Marker]:
        """Give each marker the passage that it stands behind, and take it and its space away."""
        ends: dict[tuple[int, int], Passage] = {}
        for passage in quotation.passages:
            last = passage.parts[-1]
            ends[(last.paragraph, last.end)] = passage
        found: dict[Passage, _Marker] = {}
        for marker in _markers(places):
            place = len(texts[marker.block][: marker.leaf.start].rstrip())
            whose = ends.get((marker.block, place))
            if whose is None or whose in found:
                if marker.speaker:
                    self.quotes.fault(
                        marker.line,
                        "Q004",
                        f"[@{marker.speaker}] follows no quotation; put it right behind the "
                        "closing quotation mark, or alone on the last line of a block quote",
                    )
            else:
                found[whose] = marker
            for leaf in places[marker.block]:
                if place <= leaf.start < marker.leaf.start and isinstance(leaf.item, Unit):
                    leaf.item.raw = leaf.item.shown = ""
        return found

    def _unattributed(
        self,
        group: Group,
        branches: Mapping[int, Branch],
        quotation: Quotation,
        speakers: dict[Passage, _Marker],
    ) -> None:
        if group.attributed:
            return
        covered: Passage | None = None  # passages come in order, and what is covered never overlaps
        for passage in quotation.passages:
            if covered and _holds(covered, passage):
                continue
            if passage in speakers or passage.words >= ATTRIBUTED_FROM:
                covered = passage
            if passage not in speakers and passage.words >= ATTRIBUTED_FROM:
                first = passage.parts[0]
                line = self._line(group, branches, first.paragraph, first.start)
                begin = " ".join(passage.text.split()[:ATTRIBUTED_FROM])
                message = f"the quotation '{begin} …' has no speaker; put [@key] behind it"
                self.quotes.fault(line, "Q001", message)

    def _line(self, group: Group, branches: Mapping[int, Branch], block: int, offset: int) -> int:
        before = (leaf.item for leaf in leaves(branches[block]) if leaf.start < offset)
        row = sum((i.text if isinstance(i, Unit) else i.shown).count("\n") for i in before)
        return self._lines.line(group.blocks[block], row)

    def _put(
        self,
        branches: Mapping[int, Branch],
        places: dict[int, list[Leaf]],
        passage: Passage,
        marker: _Marker,
    ) -> None:
        if marker.speaker is None:
            return
        elements, texts = [], []
        for part in passage.parts:
            attributes = {"class": "quote", "data-speaker": marker.speaker}
            span = ET.Element("span", attributes | self.quotes.attributes(marker.lang))
            # The leaves of a block are what they were until an element is put into it.
            there = places.pop(part.paragraph, None) or leaves(branches[part.paragraph])
            texts.append(_words_of(there, part, last=part is passage.parts[-1]))
            if not wrap(there, part.start, part.end, span):
                message = "the quotation begins or ends in the midst of emphasis or of a link"
                self.quotes.fault(marker.line, "Q010", message)
                return
            elements.append(span)
        text = "\n\n".join(texts)
        self.quotes.found.append(
            Found(tuple(elements), marker.speaker, marker.line, marker.lang, text)
        )


def _count(text: str) -> int:
    """Count words as those between quotation marks are counted."""
    plain = "".join(character for character in text if character not in _MARKS)
    return sum(passage.words for passage in find_quotation([f"“{plain.strip()}”"], "en").passages)


def _is_of_interest(branch: Branch, text: str) -> bool:
    return any(map(text.__contains__, QUOTATION_MARKS)) or _has_marker(branch.element)


def _has_marker(block: ET.Element) -> bool:
    return next(block.iter("marker"), None) is not None


def _markers(places: Mapping[int, list[Leaf]]) -> Iterator[_Marker]:
    for number, block in places.items():
        for leaf in block:
            if isinstance(leaf.item, Branch) and leaf.item.element.tag == "marker":
                said = leaf.item.element
                line = int(said.get("line", "1"))
                yield _Marker(number, leaf, said.get("speaker"), line, said.get("lang"))


def _drop_markers(branch: Branch) -> None:
    branch.items = [
        item
        for item in branch.items
        if not (isinstance(item, Branch) and item.element.tag == "marker")
    ]
    for item in branch.items:
        if isinstance(item, Branch) and not item.closed:
            _drop_markers(item)


def _set_marks(branches: Mapping[int, Branch], quotation: Quotation) -> None:
    """Put the language's marks in the place of straight ones."""
    wanted = {(block, offset): mark for block, offset, mark in quotation.typographic}
    blocks = {block for block, _, _ in quotation.typographic}
    for number in sorted(blocks):
        branch = branches[number]
        for leaf in leaves(branch):
            if isinstance(leaf.item, Unit) and (mark := wanted.get((number, leaf.start))):
                leaf.item.raw = leaf.item.shown = mark


def _holds(outer: Passage, inner: Passage) -> bool:
    first, last = outer.parts[0], outer.parts[-1]
    mine, end = inner.parts[0], inner.parts[-1]
    begins = (first.paragraph, first.start) <= (mine.paragraph, mine.start)
    return begins and (end.paragraph, end.end) <= (last.paragraph, last.end)


def _words_of(block: Sequence[Leaf], part: Part, *, last: bool) -> str:
    """Return the words of a passage in a paragraph as they are read, without its outer marks."""
    there = [leaf for leaf in block if part.start <= leaf.start < part.end]
    if there and there[0].item.text in _MARKS:
        there = there[1:]
    if last:
        there = there[:-1]
    return " ".join("".join(leaf.item.shown for leaf in there).split())
