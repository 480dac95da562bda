"""Quotes with their speakers: the Markdown extension for `[@key]`.

`"Words," [@ayoub] the general said.` names the speaker of an inline quote; `[@ayoub]` alone on the
last line of a block quote that of the block quote. The form is Pandoc's citation. The markup is
that of DESIGN.md: the quotation marks stay in the text, and the attribution of a block quote stands
outside the `blockquote`, as HTML asks (section 4.4.4).
"""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from difflib import get_close_matches

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode, unique
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, AtomicString

from newsroom.record.article import Quote, Speaker

# A closing quotation mark, and the marks that may have opened its passage. Straight ones open as
# they close; ” also opens in Swedish and Finnish, “ closes in German, » and › open or close.
OPENED_BY = {
    '"': '"',
    "”": "“„”",
    "“": "„",
    "’": "‘‚",
    "‘": "‚",
    "»": "«»",
    "«": "»",
    "›": "‹›",
    "‹": "›",
    "」": "「",
    "』": "『",
}

_OPENING = frozenset("".join(OPENED_BY.values())) - {"’"}
_MARKS = _OPENING | OPENED_BY.keys()

# Each marker carries the number of its line through Markdown. STX and ETX are Markdown's own
# brackets for such things: it takes them out of every source before it begins.
_MARKER = re.compile(r"\[@([^\[\]\s]+)\]")
_NUMBERED = r"\[@([^\[\]\s\x02]+)\]\x02line:(\d+)\x03"
_LINE_NUMBER = re.compile("\x02line:\\d+\x03")
_LAST_LINE = re.compile(rf"(?:^|\n)[ \t]*{_NUMBERED}\s*$")

# What somebody wrote who meant a marker. `(@key)` is one only where the key is a speaker's.
_NEARLY = re.compile(r"\[\s*@\s*[\w-]*|@\[[\w-]*|\(@([\w-]+)\)")

# A quote that begins with a quote: behind a mark that is already set, Smarty closes it.
_NESTED_OPENING = re.compile(r"^'(?=[^\W\d_])")

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")

# How many words of a quote make its anchor: enough to tell quotes apart, few enough to read.
_ANCHOR_WORDS = 6


class Quotes(Extension):
    """The extension. Give it the speakers before a conversion; take quotes and faults after it.

    `typographic` sets the straight marks around a quote in English ones: no later step knows as
    surely which mark opens and which one closes.
    `faults` holds a line of the body (counted from 1) and what is wrong there, `used` the keys that
    stand in the text.
    """

    def __init__(self, *, typographic: bool = False) -> None:
        super().__init__()
        self.typographic = typographic
        self.speakers: Mapping[str, Speaker] = {}
        self.quotes: list[Quote] = []
        self.faults: list[tuple[int, str]] = []
        self.used: set[str] = set()
        self.nearly: dict[str, list[int]] = {}

    def reset(self) -> None:
        """Forget the last conversion; Markdown calls it."""
        self.nearly = {}
        self.quotes = []
        self.faults = []
        self.used = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the parts; Markdown calls it."""
        md.registerExtension(self)
        md.preprocessors.register(_NumberMarkers(self), "quote-lines", 28)
        # After links and code (they may stand within a quote), before emphasis.
        md.inlinePatterns.register(_InlineQuote(self), "quote", 75)
        md.parser.blockprocessors.register(_BlockQuote(md.parser), "quote", 20)
        # Before Markdown's inline patterns (20) look into the block quote …
        md.treeprocessors.register(_BlockQuotes(self), "block-quotes", 25)
        # … and after them, before typographic marks become entities (6).
        md.treeprocessors.register(_NearlyMarkers(self), "quote-misspelt", 11)
        md.treeprocessors.register(_Anchors(self, md), "quote-anchors", 10)
        md.postprocessors.register(_DropNumbers(md), "quote-lines", 0)

    def knows(self, key: str, line: int) -> bool:
        """Note that a key was used, and tell whether it has a speaker."""
        self.used.add(key)
        if key not in self.speakers:
            known = {speaker.casefold(): speaker for speaker in self.speakers}
            near = get_close_matches(key.casefold(), known, n=1)
            hint = f"did you mean [@{known[near[0]]}]?" if near else "add it to speakers:"
            self.faults.append((line, f"[@{key}] names no speaker; {hint}"))
        return key in self.speakers


class _NumberMarkers(Preprocessor):
    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, lines: list[str]) -> list[str]:
        for number, line in enumerate(lines, start=1):
            for found in _NEARLY.finditer(_MARKER.sub("", line)):
                self.quotes.nearly.setdefault(found[0], []).append(number)
        return [
            _MARKER.sub(f"\\g<0>\x02line:{number}\x03", line)
            for number, line in enumerate(lines, start=1)
        ]


class _DropNumbers(Postprocessor):
    """Takes the numbers out of code, where a marker is just text."""

    def run(self, text: str) -> str:
        return _LINE_NUMBER.sub("", text)


class _NearlyMarkers(Treeprocessor):
    """Finds what would show on the page as written, and whose words would lose their speaker."""

    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            texts = [element.tail, None if element.tag == "code" else element.text]
            for found in (match for text in texts for match in _NEARLY.finditer(text or "")):
                if not found[1] or found[1] in self.quotes.speakers:
                    lines = self.quotes.nearly.get(found[0]) or [1]
                    message = f"'{found[0]}' is no marker of a speaker; write [@key]"
                    self.quotes.faults.append((lines.pop(0), message))


class _InlineQuote(InlineProcessor):
    def __init__(self, quotes: Quotes) -> None:
        super().__init__(rf"\s*{_NUMBERED}")
        self.quotes = quotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str, int, int]:
        key, line = m[1], int(m[2])
        if not self.quotes.knows(key, line):
            return "", m.start(0), m.end(0)
        if m.start(0) == 0 or (start := opening_mark(data, m.start(0) - 1)) is None:
            self.quotes.faults.append(
                (
                    line,
                    f"[@{key}] follows no quotation; put it right behind the closing quotation "
                    "mark, or alone on the last line of a block quote",
                )
            )
            return "", m.start(0), m.end(0)
        span = ET.Element("span", {"class": "quote", "data-speaker": key})
        span.text = data[start : m.start(0)]
        if self.quotes.typographic and data[start] == '"':
            span.text = f"“{_NESTED_OPENING.sub('‘', span.text[1:-1])}”"
        return span, start, m.end(0)


def opening_mark(text: str, end: int) -> int | None:
    """Find where the passage began that the quotation mark at `end` closes.

    Reads `text` from its start, as marks nest: “ closes what „ opened and opens otherwise, and so
    on. Returns the place of the opening mark, or None if `end` holds no mark that closes a passage.
    """
    opened: list[int] = []
    for place in range(end + 1):
        mark = text[place]
        if mark not in _MARKS:
            continue
        before = text[place - 1] if place else " "
        openers = OPENED_BY.get(mark, "")
        # A mark that may do both does not close right behind a space; » does, in French.
        if not (before.isspace() and mark in _OPENING and mark != "»"):
            match = next((n for n in reversed(opened) if text[n] in openers), None)
            if match is not None:
                if place == end:
                    return match
                del opened[opened.index(match) :]
                continue
        # A straight mark behind a letter or digit is an inch or an apostrophe, as is ’ always.
        if mark in _OPENING and not (mark == '"' and before.isalnum()):
            opened.append(place)
    return None


def decoded(text: str) -> str:
    """Return what a browser reads for a text of Markdown's tree: escapes and entities undone."""
    text = UnescapeTreeprocessor.RE.sub(lambda escaped: chr(int(escaped[1])), text)
    # Markdown takes an ampersand without its semicolon for one that is to be escaped.
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text.replace(AMP_SUBSTITUTE, "&"))


class _BlockQuote(BlockQuoteProcessor):
    """Markdown's, but for two block quotes with a blank line between: they stay two."""

    def lastChild(self, parent: ET.Element) -> None:  # noqa: N802 (Markdown's name)
        """Find no block quote that the next one would become a part of."""


class _BlockQuotes(Treeprocessor):
    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            for place, child in reversed(list(enumerate(parent))):
                if child.tag == "blockquote":
                    self._attribute(parent, place, child)

    def _attribute(self, parent: ET.Element, place: int, block: ET.Element) -> None:
        if len(block) < 1 or block[-1].tag != "p":
            return
        last = block[-1]
        found = _LAST_LINE.search(last.text or "")
        if not found:
            return
        last.text = (last.text or "")[: found.start()].rstrip()
        if not last.text:
            block.remove(last)
        key, line = found[1], int(found[2])
        if len(block) == 0:
            self.quotes.faults.append((line, f"[@{key}] stands in a block quote without words"))
        if not self.quotes.knows(key, line):
            return
        block.set("class", "quote")
        block.set("data-speaker", key)
        speaker = self.quotes.speakers[key]
        attribution = ET.Element("p", {"class": "attribution"})
        words = "— " + ", ".join(filter(None, (speaker.name, speaker.role)))
        # Markdown's serializer would take `&lt;` in a name for the character that it names.
        attribution.text = AtomicString(words.replace("&", f"{AMP_SUBSTITUTE}amp;"))
        attribution.tail, block.tail = block.tail, "\n"
        parent.insert(place + 1, attribution)


class _Anchors(Treeprocessor):
    """Names each quote by its first words, so that a link to it outlives edits around it."""

    def __init__(self, quotes: Quotes, md: Markdown) -> None:
        super().__init__(md)
        self.quotes = quotes
        self.stash = md.htmlStash

    def run(self, root: ET.Element) -> None:
        ids: set[str] = set()
        for element in root.iter():
            if key := element.get("data-speaker"):
                text = self._words(element)
                first = " ".join(text.split()[:_ANCHOR_WORDS])
                slug = re.sub("-{2,}", "-", slugify_unicode(first, "-")).strip("-")
                anchor = unique(f"quote-{slug or key}", ids)
                element.set("id", anchor)
                self.quotes.quotes.append(Quote(id=anchor, speaker=key, text=text))

    def _words(self, element: ET.Element) -> str:
        if element.tag == "blockquote":
            return "\n\n".join(
                self._text(part) for part in element if part.get("class") != "attribution"
            )
        text = self._text(element)
        # Markdown has been seen to lose the end of `*a**b*“`, and the mark with it.
        return text[1 : -1 if text[-1] in OPENED_BY else None].strip()

    def _text(self, element: ET.Element) -> str:
        """Return the text of an element as it will be read: with what Markdown has put aside."""
        text = HTML_PLACEHOLDER_RE.sub(self._entity, "".join(element.itertext()))
        return " ".join(decoded(text).split())

    def _entity(self, placeholder: re.Match[str]) -> str:
        return str(self.stash.rawHtmlBlocks[int(placeholder[1])])
