"""Where on a page its article is: which of its texts belong to it, and which element holds them."""

import copy
from collections import Counter
from itertools import islice
from typing import Any

from newsroom.ingest.webpage.furniture import calls_to_action, is_furniture, leads_elsewhere
from newsroom.ingest.webpage.tree import Element, Page, key_of, text_of

# Pages with more elements than this are judged without the extractor, which would take minutes.
_MOST_ELEMENTS = 40_000
_MOST_SEARCHES = 5000
_SHORTEST = 25
_A_SENTENCE = 80

# The part of the article's text that an element must hold to hold the article, and the part from
# which on it cannot be furniture, whatever its name is.
_NEARLY_ALL = 0.9
_MANY = 80
_BOX_LENGTH = 1200
_MUCH = 0.3


class Evidence:
    """What is known of where the article stands.

    `container` is the smallest element with nearly all of its text, None where there is no text.
    """

    def __init__(self, page: Page, repeated: str) -> None:
        extracted = _extracted(page)
        self._page = page
        self._known = {key_of(text) for text in extracted}
        self._all = "\n".join((*self._known, key_of(repeated)))
        self._searches = 0
        self._weights: dict[Element, int] = {}
        self._families: Counter[tuple[Any, ...]] = Counter()
        self._parents: set[Element] = set()
        self.total = 0
        self._weigh(guess=False)
        if not self.total:
            self._weigh(guess=True)
        self.container = self._container()

    def supports(self, text: str) -> bool:
        """Tell whether the extractor, or the linked data, has a text in the article."""
        key = key_of(text)
        if key in self._known:
            return bool(key)
        self._searches += 1
        return bool(key) and self._searches < _MOST_SEARCHES and key in self._all

    def is_furniture(self, element: Element) -> bool:
        """Tell whether an element is no part of the article: by its name, unless it holds much."""
        if self._weights.get(element, 0) > self.total * _MUCH:
            return False
        return is_furniture(self._page, element) or self._calls(element)

    def _calls(self, element: Element) -> bool:
        """Tell whether an element is a box with a button to press, of its own kind on the page."""
        if element.tag not in ("div", "section", "aside"):
            return False
        inner = list(islice(element.iterdescendants("*"), _MANY))
        parents = {one.getparent() for one in inner if one.tag == "p"}
        return (
            len(inner) < _MANY
            and calls_to_action(self._page, inner)
            and len(text_of(element)) < _BOX_LENGTH
            and all(self._families[_family(parent)] < 2 for parent in parents)
        )

    def is_sibling(self, element: Element) -> bool:
        """Tell whether an element stands beside texts of the article, or as they do."""
        parent = element.getparent()
        return parent is not None and (
            self._weights.get(parent, 0) > 0 and _family(parent) in self._families
        )

    def is_kin(self, element: Element) -> bool:
        """Tell whether an element stands in the like of what texts of the article stand in."""
        parent = element.getparent()
        return parent is not None and _family(parent) in self._families

    def _weigh(self, *, guess: bool) -> None:
        outside: Element | None = None
        for element in self._page.elements:
            if outside is not None:
                if outside in element.iterancestors():
                    continue
                outside = None
            if element.tag in ("nav", "head", "script", "style", "form", "figure", "button"):
                outside = element
                continue
            if element.tag in _GUESSED if guess else _holds_text(element):
                text = text_of(element)
                sound = (
                    len(text) >= _A_SENTENCE and not leads_elsewhere(element, text)
                    if guess
                    else len(text) >= _SHORTEST and self.supports(text)
                )
                if sound:
                    self._add(element, len(text))
                    outside = element

    def _add(self, element: Element, weight: int) -> None:
        self.total += weight
        parent = element.getparent()
        if parent is not None and parent not in self._parents:
            self._parents.add(parent)
            self._families[_family(parent)] += 1
        for one in (element, *element.iterancestors()):
            self._weights[one] = self._weights.get(one, 0) + weight

    def _container(self) -> Element | None:
        if not self.total:
            return None
        found = self._page.root
        while True:
            best = max(found, key=lambda child: self._weights.get(child, 0), default=None)
            if (
                best is None
                or best.tag in _LEAVES
                or self._weights.get(best, 0) < self.total * _NEARLY_ALL
            ):
                return found
            found = best


_LEAVES = frozenset({"p", "li", "ul", "ol", "blockquote", "td", "tr", "tbody", "dd", "pre", "span"})
_GUESSED = frozenset({"p", "pre", "blockquote"})
_TEXT_HOLDERS = frozenset({"p", "li", "blockquote", "td", "dd", "pre", "div", "section", "span"})


def _holds_text(element: Element) -> bool:
    """Tell whether words stand in an element itself, and not only in elements within it."""
    if element.tag in ("p", "li", "blockquote", "pre"):
        return True
    if element.tag not in _TEXT_HOLDERS:
        return False
    own = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    return bool(own)


def _family(parent: Element) -> tuple[Any, ...]:
    return parent.tag, parent.get("class") or ""


def _extracted(page: Page) -> list[str]:
    """Return the texts that trafilatura takes for the article, in blocks."""
    import trafilatura  # here, since it takes long to import, and most sources are no pages

    if len(page.elements) > _MOST_ELEMENTS:
        return []
    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(page.root),
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
            include_formatting=False,
            with_metadata=False,
        )
    except Exception:  # whatever another's code stumbles over, the page can be read without it
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [
        text for block in body.iter() if isinstance(block.tag, str) and (text := text_of(block))
    ]
