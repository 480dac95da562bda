"""The body of an article: from Markdown to HTML that nothing but our own markup can enter."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX
from pydantic import PlainSerializer

from newsroom.content.figures import Figures
from newsroom.content.inline import LINE_NUMBER, decoded
from newsroom.content.quick_blocks import QuickBlocks
from newsroom.content.quick_inline import QuickInlineProcessor
from newsroom.content.quick_steps import Headings, QuickUnescape, QuickWhitespace
from newsroom.content.quotes import Fault, Quotes
from newsroom.content.source_lines import SourceLines
from newsroom.record.people import Speaker
from newsroom.record.quote import Quote

# Where a link may lead. {filename} is Pelican's form for another content file.
_SCHEMES = {"", "http", "https", "mailto", "tel"}
# Pelican takes |filename| for the same.
_CONTENT_LINK = re.compile(r"[{|](?P<kind>[^}|]*)[}|](?P<path>[^#?]*)")
# What browsers leave out of an address before they look at its scheme (URL standard, 4.4).
_IGNORED = re.compile(r"[\x00-\x20\x7f]")
# Above any paragraph that somebody reads, below what makes a conversion slow: characters, and such
# of them as may open something.
_LONGEST, _MOST_OPENING = 20_000, 1_000
# What reads the page afterwards calls itself for each level.
_DEEPEST = 30
# An address of another site in which nothing is to be undone, and that no reader takes for none.
_ELSEWHERE = re.compile(r"https?://[!-%'-Z\\^-~]*")
_ID = re.compile(r' id="([^"]+)"')
_HEADING = re.compile("h([1-6])")
_LOST = re.compile("klzzwxh:\\d+\x03|\x02klzzwxh:")
_OPENING = re.compile("[\\[\"'“„«‹‘‚「*_`<&]")


Names = Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str])]
"""Names of which each stands once; printed in order, since the same set is to print the same."""


@dataclass(frozen=True)
class Body:
    """A body as HTML, with what it holds.

    `lines` are those of the markers of `quotes`. `used` are the keys of speakers in the text, and
    `pictures` those of pictures. `links` are the content files that it links to, `paths` its links
    to addresses of the site and of itself (`#…`), each with its line; `anchors` are the names that
    a link may lead to. `faults` are lines of the body (from 1), the code of the rule that is
    broken, and what is wrong there.
    """

    html: str
    quotes: tuple[Quote, ...] = ()
    lines: tuple[int, ...] = ()
    used: Names = frozenset()
    pictures: Names = frozenset()
    links: tuple[tuple[int, str], ...] = ()
    paths: tuple[tuple[int, str], ...] = ()
    anchors: Names = frozenset()
    faults: tuple[Fault, ...] = ()


def render_body(
    source: str,
    speakers: Mapping[str, Speaker],
    lang: str,
    pictures: Collection[str] = (),
) -> Body:
    """Convert a Markdown body.

    `lang` is its language: straight quotation marks become those that are usual in it. `speakers`
    and `pictures` are those that it may name. HTML in the source comes out as the text that it is.
    """
    if fault := _too_much(source):
        return Body("", used=frozenset(speakers), pictures=frozenset(pictures), faults=(fault,))
    md, quotes, figures, guard = _converter()
    quotes.lang = lang
    md.reset()
    quotes.speakers, figures.keys = speakers, pictures
    quotes.source = guard.source = source
    html = md.convert(source)
    return Body(
        html=html,
        quotes=tuple(quotes.quotes),
        lines=tuple(quotes.lines),
        used=frozenset(quotes.used),
        pictures=frozenset(figures.used),
        links=tuple(guard.links),
        paths=tuple(guard.paths),
        anchors=frozenset(_ID.findall(html)),
        faults=tuple(quotes.faults + figures.faults + guard.faults),
    )


def _too_much(source: str) -> Fault | None:
    """Find a paragraph that is none, before it takes minutes: its line, and what is wrong."""
    if len(source) <= _LONGEST and max(map(len, source.split("\n\n"))) <= _MOST_OPENING:
        return None  # no paragraph is longer than it may have marks
    line = 1
    for block in re.split(r"(\n\s*\n)", source):
        if len(block) > _LONGEST or len(_OPENING.findall(block)) > _MOST_OPENING:
            message = f"a paragraph is no longer than {_LONGEST} characters; divide it"
            return line, "B004", message
        line += block.count("\n")
    return None


@cache
def _converter() -> tuple[Markdown, Quotes, Figures, "_Guard"]:
    """Build a converter once: it costs more than most articles do."""
    quotes, figures, guard = Quotes(), Figures(), _Guard()
    # Anchors of headings and of quotes have a prefix each, so that none can take the other's
    # name, or that of a landmark of the page.
    headings = Headings(slugify=lambda text, dash: "section-" + slugify_unicode(text, dash))
    extensions: list[Extension | str] = ["tables", "sane_lists", headings, quotes, figures, guard]
    md = Markdown(extensions=extensions, output_format="html")
    md.preprocessors.register(QuickWhitespace(md), "normalize_whitespace", 30)
    md.parser.blockprocessors.register(QuickBlocks(md), "quick", 110)
    md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
    md.treeprocessors.register(QuickUnescape(md), "unescape", 0)
    return md, quotes, figures, guard


class _Guard(Extension):
    """Lets no HTML in, and looks at what the Markdown came to."""

    def __init__(self) -> None:
        super().__init__()
        self.source = ""
        self.reset()

    def reset(self) -> None:
        self.links: list[tuple[int, str]] = []
        self.paths: list[tuple[int, str]] = []
        self.faults: list[Fault] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Inspect(self), "guard", 12)


class _Inspect(Treeprocessor):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self.guard = guard

    def run(self, root: ET.Element) -> None:
        self.lines = SourceLines(self.guard.source, root)
        elements = list(root.iter())
        level, depth = [root], 0
        while level := [child for element in level for child in element]:
            depth += 1
            if depth > _DEEPEST:
                self._fault(level[0], "B004", f"nests more than {_DEEPEST} levels; take some out")
                break
        self._headings([element for element in elements if _HEADING.fullmatch(element.tag)])
        for element in elements:
            if _is_lost(element):
                message = "marks of emphasis, links or code run into one another; escape some"
                self._fault(element, "B005", message)
            if element.tag == "img":
                message = "a picture stands by ![@key], with its record in pictures:"
                self._fault(element, "P007", message)
            elif element.tag == "a":
                self._link(element)

    def _headings(self, headings: list[ET.Element]) -> None:
        level = 1
        for element in headings:
            here = int(element.tag[1])
            if here == 1:
                self._fault(element, "B002", "a headline stands in title:; use ##")
            elif here > level + 1:
                hashes = "#" * (level + 1)
                message = (
                    f"a heading of level {here} stands where {hashes} is to come; use {hashes}"
                )
                self._fault(element, "B003", message)
            level = here

    def _link(self, element: ET.Element) -> None:
        href = element.get("href", "")
        if _ELSEWHERE.fullmatch(href):
            return
        href = LINE_NUMBER.sub("", href) if STX in href else href
        if content := _CONTENT_LINK.match(href):
            if content["kind"] == "filename":
                target = href[content.start("path") :]
                self.guard.links.append((self.lines.line(element), target))
            else:
                message = f"{{{content['kind']}}} links to nothing; use {{filename}}"
                self._fault(element, "L002", message)
            return
        try:
            parts = urlsplit(_IGNORED.sub("", decoded(href)))
        except ValueError:
            self._fault(element, "L002", f"'{href}' is no address")
            return
        if parts.scheme.lower() not in _SCHEMES:
            message = f"a link may not lead to {parts.scheme.lower()}:; use https:"
            self._fault(element, "L002", message)
        elif not parts.scheme and not parts.netloc:
            self.guard.paths.append((self.lines.line(element), decoded(href)))

    def _fault(self, element: ET.Element, code: str, message: str) -> None:
        self.guard.faults.append((self.lines.line(element), code, message))


def _is_lost(element: ET.Element) -> bool:
    """Tell whether Markdown did not find again what it had put aside."""
    for text in (element.text, element.tail, *element.attrib.values()):
        if text and "klzzwxh:" in text and _LOST.search(text):
            return True
    return False
