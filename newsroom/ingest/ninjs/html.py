"""The HTML of a body as the plain blocks that an article has, with its pictures in their places."""

import re
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from newsroom.ingest.ninjs.fields import same_words
from newsroom.ingest.ninjs.figures import Figure, attribute, counts_readers, figure_of

# Deeper than any editor nests; what stands deeper is read as text.
_MAX_DEPTH = 150

# Longer than a long article with all its markup (characters).
MAX_LENGTH = 1_000_000

_SILENT = {
    "button", "canvas", "col", "colgroup", "datalist", "form", "head", "input", "link", "map",
    "math", "meta", "nav", "noscript", "script", "select", "source", "style", "svg", "template",
    "textarea", "title", "track",
}  # fmt: skip
_PLAYED = {"applet", "audio", "embed", "iframe", "object", "video"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
_PARAGRAPHS = {
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "footer", "header", "hgroup", "hr", "html", "main", "p", "pre", "section",
    "summary",
}  # fmt: skip
# What each may stand in; elsewhere its words are a paragraph.
_WITHIN = {
    "ul": None, "ol": None, "blockquote": None, "table": None, "li": {"ul", "ol"},
    "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
_AROUND = {
    "blockquote": ("<p>", "</p>"), "ul": ("<li>", "</li>"), "ol": ("<li>", "</li>"),
    "tr": ("<td>", "</td>"), "table": ("<tr><td>", "</td></tr>"),
    "thead": ("<tr><td>", "</td></tr>"), "tbody": ("<tr><td>", "</td></tr>"),
    "tfoot": ("<tr><td>", "</td></tr>"),
}  # fmt: skip
_HOLD_WORDS = {None, "blockquote", "li", "td", "th", "caption"}
_INLINE = {
    "a": "a", "em": "em", "i": "em", "strong": "strong", "b": "strong", "sub": "sub",
    "sup": "sup",
}  # fmt: skip
_KEPT = {
    "a": ("href",), "ol": ("start", "reversed"), "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}  # fmt: skip

_SPACE = re.compile(r"[ \t\n\r\f]+")
_INLINE_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+")
# Superdesk puts these around what its editor embeds.
_MARK = re.compile(r"\s*EMBED (START|END) (\w+)\s*\{id:\s*\"([^\"]+)\"\}\s*")
# What names the agency's section and the source above the text.
_LABELS = {"dat", "vignette", "source", "kicker"}
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Blocks:
    """A body in blocks of HTML; `lost` are the addresses of what is played, not read."""

    blocks: tuple[str, ...]
    lost: tuple[str, ...] = ()


def read_html(html: str, headline: str | None, place: Callable[[Figure], str | None]) -> Blocks:
    """Read a body in HTML (or XHTML): its blocks without wrappers, furniture and headline.

    `place` gives for a figure what stands in its place; None for nothing. Links, emphasis, lists,
    tables and the language of passages are kept; nothing here is safe to show yet. Raises
    ValueError for what is too long.
    """
    text = _INLINE_DATA.sub("", html)
    if len(text) > MAX_LENGTH:
        raise ValueError(f"has a body of {len(text)} characters; no article is so long")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "lxml")
    reader = _Reader(headline, place)
    reader.read(soup, 0)
    reader.end_paragraph()
    reader.end_embed()
    return Blocks(tuple(reader.blocks), tuple(dict.fromkeys(reader.lost)))


class _Reader:
    """Goes through a tree and writes blocks; the words between them are a paragraph."""

    def __init__(self, headline: str | None, place: Callable[[Figure], str | None]) -> None:
        self.blocks: list[str] = []
        self.lost: list[str] = []
        self._headline = headline
        self._place = place
        self._run: list[str] = []
        self._words: list[str] = []
        self._block = "p"
        self._inline: list[tuple[str, str]] = []
        self._containers: list[str] = []
        self._written: list[str] = []
        self._figures: list[str] = []
        self._embed: str | None = None
        self._has_words = False
        self._pre = 0

    def read(self, parent: Tag, depth: int) -> None:
        for child in parent.children:
            if isinstance(child, Comment):
                self._comment(child)
            elif isinstance(child, Tag):
                self._element(child, depth)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(child)

    def _element(self, tag: Tag, depth: int) -> None:
        name = tag.name.lower()
        if name in _SILENT or tag.get("hidden") is not None:
            return
        if name in _PLAYED:
            self.lost.append(attribute(tag, "src", "data", "data-src") or name)
        elif name == "img":
            self._figure(tag, tag)
        elif depth > _MAX_DEPTH:
            self._text(tag.get_text(" "))
        elif name == "figure" and (images := tag.find_all("img")):
            for image in images:
                self._figure(image, tag if len(images) == 1 else image)
        elif self._is_label(tag):
            return
        elif name == "br":
            self._line_break()
        elif name in _HEADINGS:
            self._paragraph(tag, depth, _HEADINGS[name])
        elif name in _WITHIN and self._may_stand(name):
            self._container(tag, name, depth)
        elif name in _PARAGRAPHS or name in _WITHIN or name == "figure":
            self._paragraph(tag, depth, "p")
        elif name == "q":
            self._text('"')
            self.read(tag, depth + 1)
            self._text('"')
        else:
            self._phrase(tag, _INLINE.get(name), depth)

    def _may_stand(self, name: str) -> bool:
        outer = self._containers[-1] if self._containers else None
        within = _WITHIN[name]
        return outer in _HOLD_WORDS if within is None else outer in within

    def _is_label(self, tag: Tag) -> bool:
        classes = tag.get("class")
        return (
            not self._has_words
            and isinstance(classes, list)
            and not _LABELS.isdisjoint(classes)
            and len(tag.get_text()) <= _LONGEST_LABEL
        )

    def _paragraph(self, tag: Tag, depth: int, block: str) -> None:
        self.end_paragraph()
        outer, self._block = self._block, block
        self._pre += tag.name == "pre"
        self._phrase(tag, None, depth, bare=tag.name not in ("p", *_HEADINGS))
        self._pre -= tag.name == "pre"
        self.end_paragraph()
        self._block = outer

    def _phrase(self, tag: Tag, name: str | None, depth: int, *, bare: bool = False) -> None:
        lang = None if bare else attribute(tag, "lang", "xml:lang")
        if name is None and lang:
            name = "span"
        if name is None:
            self.read(tag, depth + 1)
            return
        kept = _attributes(tag, (*_KEPT.get(name, ()), *(("lang",) if lang else ())))
        self._inline.append((name, f"<{name}{kept}>"))
        self._run.append(self._inline[-1][1])
        self.read(tag, depth + 1)
        self._inline.pop()
        self._run.append(f"</{name}>")

    def _container(self, tag: Tag, name: str, depth: int) -> None:
        self.end_paragraph()
        self._written.append(f"<{name}{_attributes(tag, _KEPT.get(name, ()))}>")
        self._containers.append(name)
        outer, self._block = self._block, "p"
        inline, self._inline = self._inline, []
        self.read(tag, depth + 1)
        self.end_paragraph()
        self._inline, self._block = inline, outer
        self._run = [opened for _, opened in inline]
        self._containers.pop()
        self._written.append(f"</{name}>")
        if not self._containers:
            self._write("".join(self._written))
            self._written = []
            self._end_figures()

    def _text(self, text: str) -> None:
        lines = text.split("\n") if self._pre else [text]
        for number, line in enumerate(lines):
            if number:
                self._line_break()
            folded = _SPACE.sub(" ", line)
            if folded:
                self._words.append(folded)
                self._run.append(escape(folded, quote=False))

    def _line_break(self) -> None:
        """Break a line; two breaks in a row end a paragraph, as they do for the reader."""
        at = len(self._run) - 1
        while at >= 0 and self._run[at] == " ":
            at -= 1
        if at >= 0 and self._run[at] == "<br>" and self._block == "p":
            self.end_paragraph()
        else:
            self._words.append(" ")
            self._run.append("<br>" if self._block == "p" else " ")

    def end_paragraph(self) -> None:
        """Write the words that were gathered; what is emphasised goes on in the next paragraph."""
        opened = [start for _, start in self._inline]
        words = "".join(self._words)
        run, self._run, self._words = self._run, opened, []
        if words.strip():
            closed = "".join(f"</{name}>" for name, _ in reversed(self._inline))
            self._write_paragraph(_trimmed(run) + closed, words)
        if not self._containers:
            self._end_figures()

    def _write_paragraph(self, html: str, words: str) -> None:
        if not self._containers:
            is_copy = (self._block == "h2" or not self._has_words) and same_words(
                words, self._headline
            )
            if not is_copy:
                self._write(f"<{self._block}>{html}</{self._block}>")
                self._has_words = True
        elif around := _AROUND.get(self._containers[-1]):
            self._written.append(around[0] + html + around[1])
        elif self._written[-1].startswith(("<li", "<td", "<th", "<caption", "</ul", "</ol", "</t")):
            self._written.append(html)
        else:
            self._written.append(f"<br>{html}")
        self._has_words = self._has_words or bool(self._containers)

    def _write(self, block: str) -> None:
        self.blocks.append(block)

    def _end_figures(self) -> None:
        self.blocks += self._figures
        self._figures = []

    def _comment(self, comment: str) -> None:
        found = _MARK.fullmatch(comment) if len(comment) < 200 else None
        if found and found[1] == "START" and found[2].lower() == "image":
            self.end_embed()
            self._embed = found[3]
        elif found and found[1] == "END":
            self.end_embed()

    def end_embed(self) -> None:
        """Place the picture of a mark of Superdesk's that had no figure of its own."""
        if self._embed is not None:
            self._place_figure(Figure((self._embed,), None, None, None, None))

    def _figure(self, image: Tag, figure: Tag) -> None:
        if not counts_readers(image):
            self._place_figure(figure_of(image, figure, self._embed))

    def _place_figure(self, figure: Figure) -> None:
        self._embed = None
        if placed := self._place(figure):
            self._figures.append(placed)
        if not self._containers and not "".join(self._words).strip():
            self._end_figures()


def _attributes(tag: Tag, names: Collection[str]) -> str:
    found = ((name, attribute(tag, name)) for name in names)
    return "".join(f' {name}="{escape(value)}"' for name, value in found if value)


def _trimmed(run: list[str]) -> str:
    """Join a paragraph without the breaks and white space at its ends."""
    start, end = 0, len(run)
    while start < end and run[start] in ("<br>", " "):
        start += 1
    while start < end and run[end - 1] in ("<br>", " "):
        end -= 1
    return "".join(run[start:end]).strip(" ")
