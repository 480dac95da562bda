"""Pictures within the body: `![@key]`, alone in a paragraph, shows the record of that key.

The body gets a place for the picture; what stands there is the theme's to say (`fill_figures`).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection
from difflib import get_close_matches
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

_FIGURE = re.compile(r"\s*!\[@([^\[\]\s\x02]+)\]\x02line:(\d+)\x03\s*")
_PLACE = re.compile(r'<figure data-picture="([^"]*)"></figure>')


class Figures(Extension):
    """The extension. Give it the keys of pictures before a conversion; take faults after it.

    Lines come from the numbers that `Quotes` puts behind markers. `faults` holds line, code and
    message, `used` the keys in the body.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: Collection[str] = ()
        self.faults: list[tuple[int, str, str]] = []
        self.used: set[str] = set()

    def reset(self) -> None:
        """Forget the last conversion; Markdown calls it."""
        self.faults = []
        self.used = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the parts; Markdown calls it."""
        md.registerExtension(self)
        # Before Markdown's inline patterns (20) look into the paragraph.
        md.treeprocessors.register(_Figures(self), "figures", 26)
        # After code (190), before markers (170), links and pictures (160 to 130).
        md.inlinePatterns.register(_Loose(self), "figure", 175)


class _Figures(Treeprocessor):
    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self.figures = figures

    def run(self, root: ET.Element) -> None:
        for element in root.iter("p"):
            if found := _FIGURE.fullmatch(element.text or ""):
                self._place(element, found[1], int(found[2]))

    def _place(self, element: ET.Element, key: str, line: int) -> None:
        self.figures.used.add(key)
        if key not in self.figures.keys:
            near = get_close_matches(key, self.figures.keys, n=1)
            hint = f"did you mean ![@{near[0]}]?" if near else "add its record to pictures:"
            self.figures.faults.append((line, "P006", f"![@{key}] names no picture; {hint}"))
        element.tag = "figure"
        element.text = None
        element.set("data-picture", key)


class _Loose(InlineProcessor):
    """Finds pictures in the midst of a text."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(r"!\[@([^\[\]\s\x02]+)\]\x02line:(\d+)\x03")
        self.figures = figures

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        message = f"![@{m[1]}] stands within a text; give it a paragraph of its own"
        self.figures.used.add(m[1])
        self.figures.faults.append((int(m[2]), "P006", message))
        return "", m.start(0), m.end(0)


def fill_figures(html: str, figure: Callable[[str], str]) -> str:
    """Return a body with its pictures; `figure` gives the HTML for the picture of a key."""
    return _PLACE.sub(lambda place: figure(unescape(place[1])), html)
