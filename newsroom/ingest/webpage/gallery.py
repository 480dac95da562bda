"""The pictures of an article, numbered in the order in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.ingest.item import SourcePicture
from newsroom.ingest.webpage.blocks import Block
from newsroom.ingest.webpage.caption_texts import captions_beside
from newsroom.ingest.webpage.captions import (
    completed,
    is_emblem,
    is_figure,
    read_figure,
    read_image,
    same_file,
)
from newsroom.ingest.webpage.evidence import Evidence
from newsroom.ingest.webpage.tree import Element, Page
from newsroom.record.agencies import Agencies

_MOST = 200
_ABOVE = 3000


class Gallery:
    """Reads pictures; each stands once in `pictures`.

    `described` are the pictures that the page's metadata names, and `base` is its address.
    """

    def __init__(
        self,
        page: Page,
        described: Sequence[SourcePicture],
        base: str | None,
        agencies: Agencies,
    ) -> None:
        self._page = page
        self._described = [one for one in described if not is_emblem(one)]
        self._base = base
        self._agencies = agencies
        self.pictures: list[SourcePicture] = []
        self.lead: int | None = None

    def read(self, evidence: Evidence, scope: Element, blocks: Sequence[Block]) -> dict[int, str]:
        """Read the pictures above the text and in it, and find the lead picture.

        Returns the HTML of each figure by its place in `blocks`.
        """
        first = next((at for at, block in enumerate(blocks) if block.kind != "figure"), len(blocks))
        above = list(self._above(evidence, scope, blocks))
        found = {
            at: self._numbers(block.element)
            for at, block in enumerate(blocks)
            if block.kind == "figure"
        }
        opening = [*above, *(number for at in range(first) for number in found.get(at, ()))]
        if opening:
            self.lead = opening[0]
        elif self._described and not any(
            same_file(one, known) for one in self.pictures for known in self._described
        ):
            self.pictures.append(self._all_files())
            self.lead = len(self.pictures) - 1
        html = {at: _figures(n for n in numbers if n != self.lead) for at, numbers in found.items()}
        if more := _figures(number for number in above if number != self.lead):
            html[-1] = more
        return html

    def _above(self, evidence: Evidence, scope: Element, blocks: Sequence[Block]) -> Iterator[int]:
        first = next((block.element for block in blocks), None)
        if first is None:
            return
        found = list(self._before(evidence, scope, first))
        # A picture may stand above the headline, in what holds the article as a whole.
        wider = next((one for one in scope.iterancestors() if one.tag in ("article", "main")), None)
        if not found and wider is not None:
            found = list(self._before(evidence, wider, first))[-1:]
        for figure in found:
            yield from self._numbers(figure)

    def _before(self, evidence: Evidence, scope: Element, first: Element) -> Iterator[Element]:
        """Find the figures of `scope` that stand before an element, and are no furniture."""
        start = self._page.place[scope]
        end = min(self._page.place.get(first, start), start + _ABOVE)
        outside: Element | None = None
        for element in self._page.elements[start:end]:
            if outside is not None and outside in element.iterancestors():
                continue
            outside = None
            holds = first in element.iterdescendants() if element.tag != "figure" else False
            if is_figure(self._page, element) and not holds:
                outside = element
                if not evidence.is_furniture(element):
                    yield from [*element.iterdescendants("figure")] or [element]
            elif element is not scope and not holds and evidence.is_furniture(element):
                outside = element

    def _numbers(self, element: Element) -> list[int]:
        """Read the pictures of an element; return the numbers of those that are new."""
        if element.tag == "img" and not captions_beside(self._page, element):
            one = read_image(self._page, element, self._base)
            found = [one] if one else []
        else:
            found = list(read_figure(self._page, element, self._base, self._agencies))
        numbers = []
        for picture in found:
            for known in self._described:
                if same_file(picture, known):
                    picture = completed(picture, known)
            if len(self.pictures) < _MOST and not any(
                _is_same(picture, one) for one in self.pictures
            ):
                self.pictures.append(picture)
                numbers.append(len(self.pictures) - 1)
        return numbers

    def _all_files(self) -> SourcePicture:
        """Return the first of the described pictures, with the files of the others like it."""
        first = self._described[0]
        files = [
            file
            for one in self._described
            if same_file(one, first) or one is first
            for file in one.renditions
        ]
        return replace(first, renditions=tuple(sorted(files, key=lambda file: -(file.width or 0))))


def _is_same(one: SourcePicture, other: SourcePicture) -> bool:
    if one.renditions and other.renditions:
        return one.renditions[0].href == other.renditions[0].href
    return one == other


def _figures(numbers: Iterator[int]) -> str:
    return "\n".join(f'<figure data-picture="{number}"></figure>' for number in numbers)
