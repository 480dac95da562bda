"""The running text within a paragraph, as HTML."""

import re
import xml.etree.ElementTree as ET
from html import escape

from newsroom.ingest.nitf.media import Pictures
from newsroom.ingest.nitf.xml import fold_within, lang_of, name_of
from newsroom.record.quotation_marks import marks_of

PICTURES = {"figure", "img", "media", "picture", "image"}

# What is no text of an article, with all that it holds.
DROPPED = {
    "applet", "area", "audio", "base", "button", "canvas", "col", "colgroup", "custom-table",
    "embed", "frame", "frameset", "head", "iframe", "input", "key-list", "link", "map", "math",
    "media-metadata", "meta", "nitf-table-metadata", "noscript", "object", "option", "param",
    "script", "select", "source", "style", "svg", "table-reference", "template", "textarea",
    "title", "tobject", "track", "video",
}  # fmt: skip

_SAME = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong",
    "b": "strong", "sub": "sub", "sup": "sup",
}  # fmt: skip
_BOLD = re.compile(r"\bbold\b|font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PRIVATE = re.compile(r"\bnon-?public\b", re.IGNORECASE)
_MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』〝〞＂")
_WEB = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_SPACES = " \t\n\r\f\N{NO-BREAK SPACE}"
# How wide the lines of a wire are (characters).
_WIRE = range(45, 91)
# How deep quotations nest; below that their marks are as the text has them.
_QUOTED = 2


class Run:
    """A stretch of running text: its HTML, and the pictures that stand in it."""

    def __init__(self, pictures: Pictures, lang: str | None) -> None:
        self.figures: list[str] = []
        self._pictures = pictures
        self._lang = lang
        self._html: list[str] = []
        self._quoted = 0
        self._says = False

    def text(self, text: str | None) -> None:
        """Add text, with its white space folded."""
        if text:
            self._says = self._says or bool(text.strip())
            self._html.append(escape(fold_within(text), quote=False))

    def line(self, text: str) -> None:
        """Add a line of preformatted text."""
        if self._html:
            self._html.append("<br>")
        self._says = self._says or bool(text.strip())
        self._html.append(escape(text, quote=False))

    def inside(self, element: ET.Element) -> None:
        """Add all that an element holds."""
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def element(self, element: ET.Element) -> None:
        """Add an element; what HTML has no like of comes as its text."""
        name = name_of(element)
        if name in PICTURES:
            self.figures += self._pictures.figures(element)
        elif name == "br":
            self._html.append("<br>")
        elif name in DROPPED or is_private(element):
            pass
        elif name == "q":
            self._quote(element)
        else:
            self._tagged(element, name)

    def html(self) -> str:
        """Return the text as HTML, without breaks and white space at its ends; "" for none."""
        return "<br>".join(line for line in self._lines() if line)

    def paragraphs(self) -> list[str]:
        """Return the text in parts: two breaks on end begin a new one, where no tag is open."""
        parts: list[list[str]] = [[]]
        for line in self._lines():
            if line:
                parts[-1].append(line)
            elif parts[-1]:
                parts.append([])
        whole = ["<br>".join(part) for part in parts if part]
        return whole if all(map(_is_balanced, whole)) else [self.html()]

    def _lines(self) -> list[str]:
        """Return what stands between the breaks; an empty line stands between two on end."""
        html = "".join(self._html) if self._says else ""
        raw = html.rstrip(_SPACES).removesuffix("<br>").split("<br>")
        lines = [line.strip(_SPACES) for line in raw]
        return [" ".join(lines)] if _is_wrapped(raw, lines) else lines

    def _tagged(self, element: ET.Element, name: str) -> None:
        tag = _SAME.get(name, "")
        attributes = ""
        if name == "em" and _BOLD.search(f"{element.get('class')} {element.get('style')}"):
            tag = "strong"
        if name == "a" and (href := web_address(element.get("href"))):
            tag, attributes = "a", f' href="{escape(href)}"'
        lang = _inline_lang(element, name)
        if lang:
            tag, attributes = tag or "span", f'{attributes} lang="{escape(lang)}"'
        start, says = len(self._html), self._says
        self._says = False
        self.inside(element)
        if tag and self._says:
            self._html.insert(start, f"<{tag}{attributes}>")
            self._html.append(f"</{tag}>")
        self._says = self._says or says

    def _quote(self, element: ET.Element) -> None:
        """Add a quotation: its marks are text, which copying and feeds must not lose."""
        text = "".join(element.itertext()).strip() if self._quoted < _QUOTED else ""
        before = "".join(self._html[-2:]).rstrip()[-1:]
        marked = not text or text[0] in _MARKS or text[-1] in _MARKS or before in _MARKS
        marks = marks_of(self._lang or "en")
        pair = "\0\0" if marked else (marks.single if self._quoted else marks.double)
        self._quoted += 1
        self._html.append(pair[0].strip("\0"))
        self.inside(element)
        self._html.append(pair[1].strip("\0"))
        self._quoted -= 1


def is_private(element: ET.Element) -> bool:
    """Tell whether an element says that it is not to be published, or not to be seen."""
    return bool(_PRIVATE.search(element.get("class") or "")) or element.get("hidden") is not None


def web_address(href: str | None) -> str | None:
    """Return an address that leads to the web; None for scripts, mail addresses and the like."""
    address = (href or "").strip()
    if not _WEB.match(address) or re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", address):
        return None
    return f"https:{address}" if address.startswith("//") else address


def _inline_lang(element: ET.Element, name: str) -> str | None:
    lang = lang_of(element) or (element.get("iso") if name == "lang" else None)
    return (
        lang.strip()
        if lang and re.fullmatch(r"[A-Za-z]{2,8}(?:[-_]\w{1,8}){0,4}", lang.strip())
        else None
    )


def _is_wrapped(raw: list[str], lines: list[str]) -> bool:
    """Tell whether lines were broken at the width of a wire: such breaks mean nothing."""
    broken = raw[:-1]
    if not broken or not all(line.endswith(" ") and len(line.strip()) in _WIRE for line in broken):
        return False
    return sum(line[:1].islower() for line in lines[1:]) * 2 >= len(broken)


def _is_balanced(html: str) -> bool:
    open_tags = 0
    for end, name in _TAG.findall(html):
        if name != "br":
            open_tags += -1 if end else 1
            if open_tags < 0:
                return False
    return open_tags == 0
