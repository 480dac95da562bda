"""What is asked of the elements of news XML, in whatever namespace they stand."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from newsroom.ingest.item import IngestError
from newsroom.ingest.xml_source import MAX_DEPTH

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# White space that HTML and XML fold; a no-break space is none of it.
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOT_WORDS = re.compile(r"[\W_]+")
_BREAKS = {
    "abstract", "block", "br", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hl1", "hl2", "li", "p", "section", "td", "th", "tr",
}  # fmt: skip
_UNSAID = {"alt-code", "script", "style"}
_MARKS = frozenset("\"'“”„«»‹›‘’‚「」『』")
_LONGEST_NUMBER = 6

# Longer than a long article with all its white space (characters).
MAX_LENGTH = 1_000_000


def name_of(element: ET.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: ET.Element | None, *names: str) -> list[ET.Element]:
    """Return an element's children of these names, in order."""
    return [child for child in element if name_of(child) in names] if element is not None else []


def child(element: ET.Element | None, *path: str) -> ET.Element | None:
    """Return the first element at the end of a path of names; None where there is none."""
    found = [element] if element is not None else []
    for name in path:
        found = [inner for outer in found for inner in children(outer, name)]
    return found[0] if found else None


def within(element: ET.Element | None, *names: str) -> Iterator[ET.Element]:
    """Find all elements of these names in an element, itself included, in document order."""
    if element is not None:
        yield from (inner for inner in element.iter() if name_of(inner) in names)


def attribute(element: ET.Element | None, *names: str) -> str | None:
    """Return the first of these attributes that says something, with folded white space."""
    if element is None:
        return None
    for name in names:
        if value := fold(element.get(name) or ""):
            return value
    return None


def number(element: ET.Element, name: str) -> int | None:
    """Return an attribute that is a whole number of at most six digits, else None."""
    found = re.match(
        rf"\s*(\d{{1,{_LONGEST_NUMBER}}})(?:\.\d+)?\s*(?:px)?\s*$", element.get(name) or ""
    )
    return int(found[1]) if found else None


def lang_of(element: ET.Element | None) -> str | None:
    """Return the language that an element says it is in, as written."""
    return attribute(element, _LANG, "lang")


def fold(text: str) -> str:
    """Return a text with its white space folded."""
    return _SPACE.sub(" ", text).strip()


def fold_within(text: str) -> str:
    """Return a text with its white space folded to single spaces, at its ends too."""
    return _SPACE.sub(" ", text)


def key_of(text: str) -> str:
    """Return what two writings of one text have in common: its letters and digits."""
    return _NOT_WORDS.sub("", text).casefold()


def words(element: ET.Element | None, *, without: tuple[str, ...] = ()) -> str | None:
    """Return the folded text of an element; None where it has none.

    Elements of the names `without` are left out, each with all that it holds. A quotation (`q`)
    without marks of its own gets some: its element is not seen in a line of text.
    """
    parts: list[str] = []
    stack: list[ET.Element | str] = [element] if element is not None else []
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item is not element:
            stack.append(item.tail or "")
            name = name_of(item)
            if name in without or name in _UNSAID:
                continue
            if name in _BREAKS:
                parts.append(" ")
                stack.append(" ")
            if name == "q" and not _is_marked(item, parts):
                parts.append('"')
                stack.append('"')
        stack.extend(reversed(item))
        parts.append(item.text or "")
    return fold("".join(parts)) or None


def _is_marked(quotation: ET.Element, before: list[str]) -> bool:
    ends = (quotation[-1].tail if len(quotation) else quotation.text) or ""
    sides = (
        (quotation.text or "").lstrip()[:1],
        ends.rstrip()[-1:],
        "".join(before[-3:]).rstrip()[-1:],
    )
    return any(side in _MARKS for side in sides)


def short_words(element: ET.Element, longest: int) -> str | None:
    """Return the text of an element as `words` does; None too where it is longer than this."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > longest:
            return None
    return words(element)


def each_once(texts: Iterator[str | None]) -> tuple[str, ...]:
    """Return texts without the empty ones, and without those that only repeat another."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(key_of(text) or text, text)
    return tuple(found.values())


def must_be(
    root: ET.Element, names: tuple[str, ...], namespaces: tuple[str, ...], kind: str
) -> None:
    """Raise IngestError unless a document's root has one of these names and namespaces.

    A root in no namespace is taken as well; `kind` is the format's name for the message.
    """
    namespace = root.tag.rpartition("}")[0].lstrip("{")
    sound = not namespace or any(part in namespace for part in namespaces)
    if name_of(root) not in names or not sound:
        shown = fold(root.tag)[:80]
        raise IngestError(f"is not {kind}: its root is '{shown}', not one of {', '.join(names)}")


def length_within(element: ET.Element) -> None:
    """Raise IngestError where the text of an element is longer than any article is."""
    length = sum(map(len, element.itertext()))
    if length > MAX_LENGTH:
        raise IngestError(f"has a body of {length} characters; no article is so long")


def depth_within(depth: int) -> None:
    """Raise IngestError where elements nest too deep."""
    if depth > MAX_DEPTH:
        raise IngestError(f"nests more than {MAX_DEPTH} elements; no format needs that")
