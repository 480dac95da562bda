"""Markdown's steps through a whole body, without the work that would change nothing in it."""

import xml.etree.ElementTree as ET
from html import unescape

from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class QuickWhitespace(NormalizeWhitespace):
    """Looks for tabs, blank lines with spaces and the like before it takes them out.

    Stands for `NormalizeWhitespace.run` of Markdown 3.11.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Return lines with their white space as Markdown expects it."""
        source = "\n".join(lines)
        if any(sign in source for sign in ("\t", "\n ", "\r", STX, ETX)):
            return super().run(lines)
        return [*lines, "", ""]


class QuickUnescape(UnescapeTreeprocessor):
    """Searches only texts in which Markdown has put something aside.

    Stands for `UnescapeTreeprocessor.unescape` of Markdown 3.11.
    """

    def unescape(self, text: str) -> str:
        """Return a text with its escaped characters."""
        return super().unescape(text) if STX in text else text


class HeadingAnchors(TocTreeprocessor):
    """Names headings, and makes a table of contents only where one is to stand.

    Stands for `TocTreeprocessor.run` of Markdown 3.11 where no setting asks for links at headings.
    """

    def run(self, doc: ET.Element) -> None:
        """Give each heading its anchor."""
        ids: set[str] = set()
        counters: dict[str, int] = {}
        headings: list[ET.Element] = []
        for element in doc.iter():
            if element.text and self.marker in element.text:
                return super().run(doc)
            if "id" in element.attrib:
                ids.add(element.attrib["id"])
            if element.tag in _HEADINGS:
                headings.append(element)
        for heading in headings:
            if "id" not in heading.attrib:
                name = self.slugify(self._name(heading), self.sep)
                heading.attrib["id"] = unique(name, ids, counters)
        return None

    def _name(self, heading: ET.Element) -> str:
        text = heading.text or ""
        if len(heading) == 0 and "&" not in text and STX not in text:
            # As HTML it would be escaped, and then undone.
            return " ".join(text.split())
        return unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))


class Headings(TocExtension):
    """Markdown's `toc`, with the names of this project's anchors."""

    TreeProcessorClass = HeadingAnchors
