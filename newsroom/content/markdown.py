"""The body of an article: from Markdown to HTML that nothing but our own markup can enter."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

from newsroom.content.quotes import Quotes, decoded
from newsroom.record.article import Quote, Speaker

# Where a link may lead. {filename} is Pelican's form for another content file.
_SCHEMES = {"", "http", "https", "mailto", "tel"}
_ENGLISH = {
    "left-single-quote": "‘",
    "right-single-quote": "’",
    "left-double-quote": "“",
    "right-double-quote": "”",
    "ndash": "–",
    "mdash": "—",
}
# Pelican takes |filename| for the same.
_CONTENT_LINK = re.compile(r"[{|](?P<kind>[^}|]*)[}|](?P<path>[^#?]*)")
# What browsers leave out of an address before they look at its scheme (URL standard, 4.4).
_IGNORED = re.compile(r"[\x00-\x20\x7f]")
# Above any paragraph that somebody reads, below what makes a conversion slow: characters, and such
# of them as may open something.
_LONGEST, _MOST_OPENING = 20_000, 1_000
# What reads the page afterwards calls itself for each level.
_DEEPEST = 30
_OPENING = re.compile("[\\[\"'“„«‹‘‚「*_`<&]")


@dataclass(frozen=True)
class Body:
    """A body as HTML, with what it holds.

    `faults` are lines of the body, counted from 1, and what is wrong there. `used` are the keys of
    speakers in the text. `links` are the content files that it links to, with the line of each.
    """

    html: str
    quotes: tuple[Quote, ...]
    used: frozenset[str]
    links: tuple[tuple[int, str], ...]
    faults: tuple[tuple[int, str], ...]


def render_body(source: str, speakers: Mapping[str, Speaker], lang: str) -> Body:
    """Convert a Markdown body.

    `lang` is its language: straight quotation marks become typographic ones in English, and stay
    as written elsewhere. HTML in the source comes out as the text that it is.
    """
    if fault := _too_much(source):
        return Body("", (), frozenset(speakers), (), (fault,))
    md, quotes, guard = _converter(smart=lang.split("-")[0] == "en")
    md.reset()
    quotes.speakers = speakers
    guard.source = source
    html = md.convert(source)
    return Body(
        html=html,
        quotes=tuple(quotes.quotes),
        used=frozenset(quotes.used),
        links=tuple(guard.links),
        faults=tuple(quotes.faults + guard.faults),
    )


def _too_much(source: str) -> tuple[int, str] | None:
    """Find a paragraph that is none, before it takes minutes: its line, and what is wrong."""
    line = 1
    for block in re.split(r"(\n\s*\n)", source):
        if len(block) > _LONGEST or len(_OPENING.findall(block)) > _MOST_OPENING:
            return line, f"a paragraph is no longer than {_LONGEST} characters; divide it"
        line += block.count("\n")
    return None


@cache
def _converter(*, smart: bool) -> tuple[Markdown, Quotes, "_Guard"]:
    """Build a converter once: it costs more than most articles do."""
    quotes, guard = Quotes(typographic=smart), _Guard()
    # Anchors of headings and of quotes have a prefix each, so that none can take the other's
    # name, or that of a landmark of the page.
    headings = TocExtension(slugify=lambda text, dash: "section-" + slugify_unicode(text, dash))
    extensions: list[Extension | str] = ["tables", "sane_lists", headings, quotes, guard]
    if smart:
        # An ellipsis stays as its writer typed it; quotation marks and dashes are set.
        extensions.append(SmartyExtension(smart_ellipses=False, substitutions=_ENGLISH))
    return Markdown(extensions=extensions, output_format="html"), quotes, guard


class _Guard(Extension):
    """Lets no HTML in, and looks at what the Markdown came to."""

    def __init__(self) -> None:
        super().__init__()
        self.source = ""
        self.links: list[tuple[int, str]] = []
        self.faults: list[tuple[int, str]] = []

    def reset(self) -> None:
        self.links = []
        self.faults = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Inspect(self), "guard", 12)

    def line_of(self, needle: str) -> int:
        return self.source.count("\n", 0, max(self.source.find(needle), 0)) + 1


class _Inspect(Treeprocessor):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self.guard = guard

    def run(self, root: ET.Element) -> None:
        level, depth = [root], 0
        while level := [child for element in level for child in element]:
            depth += 1
        if depth > _DEEPEST:
            self._fault(">" * _DEEPEST, f"nests more than {_DEEPEST} levels; take some out")
        for element in root.iter():
            if element.tag == "h1":
                self._fault("".join(element.itertext()), "a headline stands in title:; use ##")
            elif element.tag == "img":
                self._fault("![", "a picture stands in picture:, with its alt and credit")
            elif element.tag == "a":
                self._link(element.get("href", ""))

    def _link(self, href: str) -> None:
        if content := _CONTENT_LINK.match(href):
            if content["kind"] == "filename":
                self.guard.links.append((self.guard.line_of(href), content["path"]))
            else:
                self._fault(href, f"{{{content['kind']}}} links to nothing; use {{filename}}")
            return
        try:
            scheme = urlsplit(_IGNORED.sub("", decoded(href))).scheme.lower()
        except ValueError:
            self._fault(href, f"'{href}' is no address")
            return
        if scheme not in _SCHEMES:
            self._fault(href, f"a link may not lead to {scheme}:; use https:")

    def _fault(self, needle: str, message: str) -> None:
        self.guard.faults.append((self.guard.line_of(needle), message))
