"""The text of an element as HTML: links, emphasis and line breaks, and nothing else."""

import html
import re
from collections.abc import Iterator

from newsroom.ingest.webpage.tree import Element, address, fold, hidden

_KEPT = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "sub": "sub", "sup": "sup"}
_LEFT_OUT = frozenset({
    "script", "style", "button", "svg", "noscript", "iframe", "template", "input", "select", "img",
    "picture", "video", "audio", "object", "form", "figure", "canvas", "textarea",
})  # fmt: skip
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_EMPTY = re.compile(r"<(a|em|strong|sub|sup)(?: [^<>]*)?>(\s*)</\1>")


class Inline:
    """A run of text and of elements within a line, from which a paragraph is made."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._parts: list[str] = []
        self.sources: list[Element] = []

    def text(self, text: str | None) -> None:
        """Add text."""
        if text:
            self._parts.append(html.escape(_SPACE.sub(" ", text), quote=False))

    def element(self, element: Element) -> None:
        """Add an element, with what it holds and without what follows it."""
        self.sources.append(element)
        self._parts += _markup(element, self._base)

    def content(self, element: Element) -> None:
        """Add what an element holds."""
        self.sources.append(element)
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._parts += _markup(child, self._base)
            self.text(child.tail)

    def take(self) -> str:
        """Return the HTML of the run, and begin another."""
        found = "".join(self._parts)
        self._parts = []
        return tidy(found)


def inline_html(element: Element, base: str | None) -> str:
    """Return what an element holds, as HTML of a line."""
    run = Inline(base)
    run.content(element)
    return run.take()


def tidy(markup: str) -> str:
    """Return HTML of a line without what is empty and without white space that nobody sees."""
    before = None
    while before != markup:
        before, markup = markup, _EMPTY.sub(r"\2", markup)
    markup = re.sub(r" *<br> *", "<br>\n", re.sub(r"[ \t\r\f\v\n]+", " ", markup))
    return _EDGE.sub("", markup)


def plain(markup: str) -> str:
    """Return the folded text of HTML that this module wrote."""
    return fold(html.unescape(re.sub(r"<[^<>]*>", "", markup)))


def _markup(element: Element, base: str | None) -> Iterator[str]:
    if element.tag in _LEFT_OUT or hidden(element):
        return
    if element.tag == "br":
        yield "<br>"
        return
    name = _KEPT.get(element.tag)
    opening = f"<{name}>" if name else ""
    if element.tag == "a" and (href := address(element.get("href"), base)):
        name, opening = "a", f'<a href="{html.escape(href)}">'
    yield opening
    if element.text:
        yield html.escape(_SPACE.sub(" ", element.text), quote=False)
    for child in element:
        if isinstance(child.tag, str):
            yield from _markup(child, base)
        if child.tail:
            yield html.escape(_SPACE.sub(" ", child.tail), quote=False)
    if name:
        yield f"</{name}>"
