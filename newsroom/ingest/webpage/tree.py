"""The tree of a saved web page, and what is asked of its elements."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement as Element  # type: ignore[import-untyped]
from lxml.html import HTMLParser, document_fromstring

from newsroom.ingest.encoding import declared_in, decode
from newsroom.ingest.item import IngestError

__all__ = ["Element", "Page", "address", "fold", "hidden", "key_of", "parse_page", "text_of"]

# A page with everything that a browser saves into it is smaller (bytes).
MAX_BYTES = 20_000_000
MAX_ELEMENTS = 100_000

# The parser itself stops at 256 (libxml2, xmlParserMaxDepth), and forgets what stands deeper.
MAX_DEPTH = 240

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# What neither tree nor text may hold: XML 1.0, section 2.2, and halves of surrogate pairs.
_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[^a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMING = ("class", "id", "itemprop", "role", "data-component", "data-testid", "data-type")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_WORDS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-?reader\S*|visually-?hidden\S*|is-?hidden|offscreen|u-hidden"
    r"|off-?screen|hidden-accessible"
    r"|hidden-text|assistive-text)(?:\s|$)",
    re.IGNORECASE,
)
_SILENT = {"script", "style", "template", "noscript", "svg", "math", "head", "object", "textarea"}


class Page:
    """A parsed page: its root, its elements in document order, and where each of them stands.

    `size` is how long the text of each is, with all its white space and scripts (characters).
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.elements: list[Element] = [el for el in root.iter() if isinstance(el.tag, str)]
        self.place: dict[Element, int] = {el: at for at, el in enumerate(self.elements)}
        self.size: dict[Element, int] = {}
        self._words: dict[Element, frozenset[str]] = {}
        for element in reversed(self.elements):  # what is within comes after, so before in this
            tails = sum(len(child.tail or "") for child in element)
            within = sum(self.size.get(child, 0) for child in element)
            self.size[element] = len(element.text or "") + tails + within

    def words(self, element: Element) -> frozenset[str]:
        """Return the words that its author named an element with, in small letters."""
        if element not in self._words:
            named = " ".join(element.get(name) or "" for name in _NAMING)[:500]
            parts = _NOT_WORDS.split(_CAMEL.sub("-", named).lower())
            self._words[element] = frozenset(part for part in parts if part)
        return self._words[element]

    def of(self, *tags: str) -> Iterator[Element]:
        """Return the elements of these names, in document order."""
        return (element for element in self.elements if element.tag in tags)


def parse_page(raw: bytes) -> Page:
    """Parse a page (HTML standard, section 13) in the encoding that it declares, or really has.

    Nothing is fetched and nothing runs. Raises IngestError for what is too large, nests too deep
    or is no HTML.
    """
    if len(raw) > MAX_BYTES:
        raise IngestError(
            f"is larger than {MAX_BYTES // 1_000_000} MB; save the page without media"
        )
    text = _NO_TEXT.sub("", _DECLARATION.sub("", decode(raw, declared_in(raw)), count=1))
    if "<" not in text:
        raise IngestError("is not HTML; import it as a page capture")
    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise IngestError(f"is not HTML: {fold(str(error))[:100]}") from None
    if next(islice(root.iter(), MAX_ELEMENTS, None), None) is not None:
        raise IngestError(f"has more than {MAX_ELEMENTS} elements; save the article's own page")
    if _is_deep(root):
        raise IngestError(f"nests {MAX_DEPTH} elements; no article needs that")
    for element in root.iter("amp-img"):  # AMP, amp-img: an `img` by another name
        if element.find(".//img") is None:
            element.tag = "img"
    page = Page(root)
    _join_initials(page)
    return page


def fold(text: str) -> str:
    """Return a text with its white space folded, as a browser shows it."""
    return _SPACE.sub(" ", text).strip()


def key_of(text: str) -> str:
    """Return what two writings of the same text have in common: all but white space."""
    return _SPACE.sub("", text.replace("\u200b", "").replace("\u00ad", ""))


def text_of(element: Element, *, without: frozenset[Element] | None = None) -> str:
    """Return the folded text of an element: what can be seen, without the elements `without`."""
    return fold("".join(_texts(element, without or frozenset())))


def lines_of(element: Element, *, without: frozenset[Element] = frozenset()) -> list[str]:
    """Return the lines of an element's text, as its breaks and its blocks divide it."""
    parts: list[str] = []
    for part in _texts(element, without):
        parts.append("\n" if part in _BREAKS else _SPACE.sub(" ", part))
    return [line for text in "".join(parts).split("\n") if (line := fold(text))]


def unspoken(element: Element) -> bool:
    """Tell whether an element's words are only read out, to add to what is seen."""
    return bool(_UNSEEN_WORDS.search(element.get("class") or ""))


def hidden(element: Element) -> bool:
    """Tell whether an element is not shown, or only read out to add to what is seen."""
    return (
        element.get("hidden") is not None
        or bool(_UNSEEN.search(element.get("style") or ""))
        or unspoken(element)
    )


def address(href: str | None, base: str | None) -> str | None:
    """Return an address of the web in full, None where it is none or leads into the page."""
    href = _SPACE.sub("", href or "") if href and len(href) < 4000 else ""
    if not href or href.startswith("#"):
        return None
    try:
        whole = urljoin(base or "", href)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme.lower() in ("http", "https") and parts.netloc else None


# What stands in texts for the end of a line and of a block: white space that sources cannot have.
_LINE_END, _BLOCK_END = _BREAKS = "\x1e", "\x1f"


def _texts(element: Element, without: frozenset[Element]) -> Iterator[str]:
    # By steps and not by calls, since a page may nest as deep as the parser lets it.
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.tag == "br":
            yield _LINE_END
        if item.text:
            yield item.text
        for child in reversed(item):
            if child.tail:
                stack.append(child.tail)
            if isinstance(child.tag, str) and child.tag not in _SILENT and child not in without:
                if child.tag in _BLOCKS:
                    stack.append(_BLOCK_END)
                stack.append(child)
                if child.tag in _BLOCKS:
                    stack.append(_BLOCK_END)


_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


# The large letter that a paragraph begins with, in an element of its own.
_INITIALS = frozenset(
    {"initial", "dropcap", "cap", "lettrine", "versal", "initiale", "initialletter"}
)


def _join_initials(page: Page) -> None:
    """Take away the white space between a large initial and the rest of its word."""
    for element in page.of("span", "b", "strong", "em", "i", "big", "font"):
        text = (element.text or "").strip()
        if len(text) not in (1, 2) or len(element) or not page.words(element) & _INITIALS:
            continue
        element.text = text
        while not (element.tail or "").strip() and element.getparent() is not None:
            element.tail = None
            following, element = element.getnext(), element.getparent()
            if following is not None:
                following.text = (following.text or "").lstrip() or None
                break
            if element.tag in _BLOCKS:
                break
        else:
            element.tail = (element.tail or "").lstrip()


def _is_deep(root: Element) -> bool:
    depth = {root: 0}
    for element in root.iter():
        if element is root:
            continue
        depth[element] = depth[element.getparent()] + 1
        if depth[element] >= MAX_DEPTH:
            return True
    return False
