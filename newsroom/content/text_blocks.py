"""The blocks of a body's tree that hold text."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

# What holds text of its own, beside paragraphs.
_TEXT_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"}


@dataclass(frozen=True)
class Group:
    """Blocks whose passages may go from one to the next; `attributed` where a block quote's are."""

    blocks: tuple[ET.Element, ...]
    attributed: bool


def groups(element: ET.Element, attributed: bool) -> Iterator["Group | ET.Element"]:
    """List what is in an element: runs of paragraphs, its own text, and what is to be visited."""
    if element.tag in _TEXT_BLOCKS:
        yield Group((element,), attributed)
    run: list[ET.Element] = []
    for child in list(element):
        if child.tag == "p" and child.get("class") != "attribution":
            run.append(child)
        elif child.tag != "figure":  # a picture does not end a quotation
            if run:
                yield Group(tuple(run), attributed)
                run = []
            if child.tag not in ("p", "pre"):
                yield child
    if run:
        yield Group(tuple(run), attributed)


def own_parts(element: ET.Element) -> Iterator[str | ET.Element]:
    """List texts and elements of a block quote, but not of block quotes within it."""
    yield element.text or ""
    for child in element:
        if child.tag != "blockquote" and child.get("class") != "attribution":
            yield child
            yield from own_parts(child)
        yield child.tail or ""
