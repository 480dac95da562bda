"""HTML and plain text that stand within XML as text (NewsML-G2, `inlineData`), as elements.

Reuters puts the plain text of a wire into one paragraph of XHTML: that is read here too.
"""

import re
import textwrap
import xml.etree.ElementTree as ET
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.builder import ParserRejectedMarkup
from bs4.element import Comment, NavigableString, PreformattedString

from newsroom.ingest.item import IngestError
from newsroom.ingest.nitf.xml import depth_within, fold, name_of
from newsroom.ingest.xml_source import parse_xml

_NITF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<(?:\w+:)?nitf[\s>]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SIMPLE = re.compile(r"</?(?:p|br|pre|div|body|html)\b[^<>]*>", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n")
_INDENTED = re.compile(r"\n(?=[ \t]{2,}\S)")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S")
# Lines of a wire are shorter than this; a longer one is a whole paragraph (characters).
_LINE = 100
# So many lines make a wire's text of what stands in one paragraph.
_LINES = 3


def element_of_html(html: str) -> ET.Element:
    """Parse HTML (HTML standard, section 13); return it as one element.

    Raises IngestError where it nests too deep, or is nothing that can be parsed.
    """
    try:
        soup = BeautifulSoup(_DECLARATION.sub("", html), "lxml")
    except (ParserRejectedMarkup, ValueError):
        raise IngestError("has HTML in it that cannot be parsed") from None
    root = ET.Element("div")
    stack: list[tuple[Tag, ET.Element, int]] = [(soup, root, 1)]
    while stack:
        tag, element, depth = stack.pop()
        depth_within(depth)
        last: ET.Element | None = None
        for node in tag.children:
            if isinstance(node, Tag):
                last = ET.SubElement(element, node.name.rpartition(":")[2] or "span")
                for name, value in node.attrs.items():
                    last.set(name, " ".join(value) if isinstance(value, list) else str(value))
                stack.append((node, last, depth + 1))
            elif isinstance(node, NavigableString) and not isinstance(
                node, Comment | PreformattedString
            ):
                if last is None:
                    element.text = (element.text or "") + str(node)
                else:
                    last.tail = (last.tail or "") + str(node)
    return root


def element_of_text(text: str) -> ET.Element:
    """Return plain text as paragraphs of one element.

    Blank lines and indented first lines begin a paragraph; the lines of one are joined, but for
    those that stand in columns. Where no line is short, each is a paragraph.
    """
    root = ET.Element("div")
    for part in _paragraphs(text.expandtabs(8).replace("\r", "\n")):
        paragraph = ET.SubElement(root, "p")
        lines = [line for line in part.split("\n") if line.strip()]
        if any(_COLUMNS.search(line.strip()) for line in lines):
            paragraph.tag = "pre"
            paragraph.text = "\n".join(lines)
        else:
            paragraph.text = fold(" ".join(lines))
    return root


def element_of(data: str, content_type: str | None) -> ET.Element:
    """Return the content of `inlineData` as one element, by what it says that it is, and is.

    Raises IngestError where it is NITF or HTML that cannot be read.
    """
    if _NITF.match(data):
        return parse_xml(data.encode("utf-8", "surrogatepass"))
    plain = (content_type or "").lower().startswith("text/plain")
    if not _MARKUP.search(data):
        return element_of_text(unescape(data) if not plain else data)
    if plain and not _MARKUP.search(_SIMPLE.sub("", data)):
        # Text of a wire in a pair of tags: its lines say more than they do.
        return element_of_text(unescape(_SIMPLE.sub("\n\n", data)))
    return element_of_html(data)


def divide_wire_text(content: ET.Element) -> None:
    """Divide paragraphs that hold the plain text of a wire, with its lines, into those it has."""
    if len(content) == 0 and (text := _wire_text(content.text)):
        content[:] = [_copy(part, content) for part in element_of_text(text)]
        content.text = None
    for parent in list(content.iter()):
        found: list[ET.Element] = []
        for element in parent:
            is_plain = name_of(element) == "p" and len(element) == 0
            text = _wire_text(element.text) if is_plain else None
            divided = [_copy(part, element) for part in element_of_text(text)] if text else []
            divided = divided or [element]
            divided[-1].tail = element.tail
            found += divided
        parent[:] = found


def _copy(paragraph: ET.Element, like: ET.Element) -> ET.Element:
    """Return a paragraph of text as an element of the tree that `like` is in."""
    copy = like.makeelement(paragraph.tag, {})
    copy.text = paragraph.text
    return copy


def _wire_text(text: str | None) -> str | None:
    """Return a text without the indent of its XML, if its lines mean anything; else None."""
    first, _, rest = (text or "").strip().partition("\n")
    rest = textwrap.dedent(rest.expandtabs(8))
    lines = rest.split("\n")
    if len(lines) + 1 < _LINES:
        return None
    columns = sum(bool(_COLUMNS.search(line.strip())) for line in lines)
    means = columns > 1 or any(not line.strip() or line.startswith("  ") for line in lines)
    return f"{first}\n{rest}" if means else None


def _paragraphs(text: str) -> list[str]:
    parts = [inner for part in _BLANK.split(text.strip("\n")) for inner in _INDENTED.split(part)]
    lines = [line for part in parts for line in part.split("\n") if line.strip()]
    if len(parts) == 1 and any(len(line) > _LINE for line in lines):
        return lines
    return parts
