"""Which line of the source an element of the page came from.

Markdown forgets lines. The words of a page stand in its source in the same order, with some that
the page has not (addresses, fields): so the two are laid side by side, when somebody asks.
"""

import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"[^\W_]+")
# What of a line is no word of the page: addresses, entities, markers.
_UNREAD = re.compile(r"^ {0,3}\[[^\[\]]+\]:.*|\]\([^\s()]*|&#?\w+;|\[@[^\[\]]+\]|\{lang=[\w-]*\}")
_STAND_IN = re.compile("\x02[^\x02\x03]*\x03")

# How many words of the page may be missing from its source in one place.
_MISSING = 8


@dataclass
class _Page:
    """The words of a tree in order, each with the number of line breaks before it.

    `places` has for each element the numbers of its first word and of the first behind it, and the
    line breaks before it.
    """

    words: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    row: int = 0
    places: dict[ET.Element, tuple[int, int, int]] = field(default_factory=dict)

    def add(self, element: ET.Element) -> None:
        """Add an element with all that is in it."""
        start, row = len(self.words), self.row
        self.add_text(element.text)
        self.add_text(element.get("alt"))
        for child in element:
            if child.get("class") != "attribution":  # nobody wrote it
                self.add(child)
            self.add_text(child.tail)
        if element.tag != "p" and not (element.text or "").strip():
            row = self.rows[start] if start < len(self.rows) else row  # those before are Markdown's
        self.places[element] = start, len(self.words), row

    def add_text(self, text: str | None) -> None:
        """Add a text of the tree, without Markdown's stand-ins."""
        for number, line in enumerate(_STAND_IN.sub(" ", text or "").split("\n")):
            self.row += number > 0
            found = _WORD.findall(line)
            self.words += found
            self.rows += [self.row] * len(found)


class SourceLines:
    """Finds the lines of elements of a tree in the source that it was made of."""

    def __init__(self, source: str, root: ET.Element) -> None:
        self._source = source
        self._root = root

    def line(self, element: ET.Element, row: int = 0) -> int:
        """Return the line (from 1) of a row of an element of the tree, by default of its first.

        Of an element without words it is the line of the last word before it.
        """
        start, end, first = self._page.places[element]
        for number in range(start, end):
            if line := self._lines[number]:
                line += row - (self._page.rows[number] - first)
                return min(max(line, 1), self._source.count("\n") + 1)
        return next(filter(None, reversed(self._lines[:start])), 1)

    @cached_property
    def _page(self) -> _Page:
        page = _Page()
        page.add(self._root)
        return page

    @cached_property
    def _lines(self) -> list[int]:
        """The line of each word of the page; 0 for one that is not found."""
        page = self._page.words
        written, lines = [], []
        for number, text in enumerate(self._source.split("\n"), start=1):
            for word in _WORD.findall(_UNREAD.sub(" ", text)):
                written.append(word)
                lines.append(number)
        there: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(written):
            there[word].append(place)
        found: list[int] = []
        place = 0
        while len(found) < len(page):
            missing, at = _meeting(page, len(found), written, place, there)
            found += [0] * missing
            if at is not None:
                found.append(lines[at])
                place = at + 1
        return found


def _meeting(
    page: Sequence[str],
    number: int,
    written: Sequence[str],
    place: int,
    there: Mapping[str, Sequence[int]],
) -> tuple[int, int | None]:
    """Return how many words of the page to pass over, and where the next is in the source, if near.

    Two words in a row must be the same in both, since one alone is often found too far away.
    """
    best: tuple[int, int, int] | None = None
    for missing in range(min(_MISSING, len(page) - number)):
        pair = page[number + missing : number + missing + 2]
        places = there.get(pair[0], ())
        for found in places[bisect_left(places, place) :]:
            if best and found - place + missing >= best[0]:
                break
            if written[found : found + 2] == pair or found == place:
                best = (found - place + missing, missing, found)
                break
        if best and best[0] <= missing:
            break
    if best:
        return best[1], best[2]
    return min(_MISSING, len(page) - number), None
