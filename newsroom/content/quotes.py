"""Quotes with their speakers: the Markdown extension for `[@key]`.

`"Words," [@ayoub] the general said.` names the speaker of an inline quote; `[@ayoub]` alone on the
last line of a block quote that of the block quote. The form is Pandoc's citation; `{lang=fr}`
behind it says that the words are in another language. The markup is that of DESIGN.md: the
quotation marks stay in the text, and the attribution of a block quote stands outside the
`blockquote`, as HTML asks (section 4.4.4).
"""

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
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from newsroom.content.inline import LINE_NUMBER, QUOTATION_MARKS, read_text
from newsroom.content.passages import Found, Passages
from newsroom.record.language import direction, standard_tag
from newsroom.record.people import Speaker
from newsroom.record.quote import Quote

# Each marker carries the number of its line through Markdown. STX and ETX are Markdown's own
# brackets for such things: it takes them out of every source before it begins.
_MARKER = re.compile(r"\[@([^\[\]\s]+)\]")
_LANG = r"(?:\{lang=([\w-]*)\})?"
_NUMBERED = rf"\[@([^\[\]\s\x02]+)\]\x02line:(\d+)\x03{_LANG}"
_LAST_LINE = re.compile(rf"(?:^|\n)[ \t]*{_NUMBERED}\s*$")

# What somebody wrote who meant a marker. `(@key)` is one only where the key is a speaker's.
_NEARLY = re.compile(r"\[\s*@\s*[\w-]*|@\[[\w-]*|\(@([\w-]+)\)")

# How many words of a quote make its anchor: enough to tell quotes apart, few enough to read.
_ANCHOR_WORDS = 6
_HYPHENS = re.compile("-{2,}")

Fault = tuple[int, str, str]
"""A line of the body (from 1), the code of the rule that is broken, and what is wrong."""


class Quotes(Extension):
    """The extension. Give it speakers and language before a conversion; take the rest after it.

    `quotes` are those with a speaker and `lines` the lines of their markers, `faults` what is
    wrong, `used` the keys that stand in the text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.speakers: Mapping[str, Speaker] = {}
        self.lang = "en"
        self.source = ""
        self.reset()

    def reset(self) -> None:
        """Forget the last conversion; Markdown calls it."""
        self.nearly: dict[str, list[int]] = {}
        self.quotes: list[Quote] = []
        self.lines: list[int] = []
        self.faults: list[Fault] = []
        self.used: set[str] = set()
        self.found: list[Found] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the parts; Markdown calls it."""
        md.registerExtension(self)
        md.ESCAPED_CHARS += QUOTATION_MARKS
        md.preprocessors.register(_NumberMarkers(self), "quote-lines", 28)
        # After code (190), before links (160): `[@key]` is none.
        md.inlinePatterns.register(_Marker(self), "quote", 170)
        md.inlinePatterns.register(_PartLanguage(self), "lang", 168)
        md.parser.blockprocessors.register(_BlockQuote(md.parser), "quote", 20)
        # Before Markdown's inline patterns (20) look into the block quote …
        md.treeprocessors.register(_BlockQuotes(self), "block-quotes", 25)
        # … and after them, before headings get their anchors (5).
        md.treeprocessors.register(_NearlyMarkers(self), "quote-misspelt", 11)
        md.treeprocessors.register(Passages(self, md), "quote-passages", 10)
        md.treeprocessors.register(_Anchors(self, md), "quote-anchors", 9)
        md.postprocessors.register(_DropNumbers(md), "quote-lines", 0)

    def fault(self, line: int, code: str, message: str) -> None:
        """Note what is wrong."""
        self.faults.append((line, code, message))

    def knows(self, key: str, line: int) -> bool:
        """Note that a key was used, and tell whether it has a speaker."""
        self.used.add(key)
        if key not in self.speakers:
            known = {speaker.casefold(): speaker for speaker in self.speakers}
            near = get_close_matches(key.casefold(), known, n=1)
            hint = f"did you mean [@{known[near[0]]}]?" if near else "add it to speakers:"
            self.fault(line, "Q003", f"[@{key}] names no speaker; {hint}")
        return key in self.speakers

    def language(self, tag: str | None, line: int) -> str | None:
        """Return a part's language tag in its usual spelling; None where it has none that is."""
        standard = standard_tag(tag) if tag else None
        if tag is not None and standard is None:
            message = f"'{tag}' is not a language tag; write one of BCP 47, like en, de or pt-BR"
            self.fault(line, "F011", message)
        return standard

    def attributes(self, lang: str | None) -> dict[str, str]:
        """Return `lang` and `dir` for a part in another language than the body's."""
        if lang is None or lang == self.lang:
            return {}
        turned = direction(lang) != direction(self.lang)
        return {"lang": lang, **({"dir": direction(lang)} if turned else {})}


class _NumberMarkers(Preprocessor):
    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, lines: list[str]) -> list[str]:
        numbered = list(lines)
        for number, line in enumerate(lines, start=1):
            if "@" in line:
                rest = _MARKER.sub("", line)
                for found in _NEARLY.finditer(rest) if "@" in rest else ():
                    self.quotes.nearly.setdefault(found[0], []).append(number)
                numbered[number - 1] = _MARKER.sub(f"\\g<0>\x02line:{number}\x03", line)
        return numbered


class _DropNumbers(Postprocessor):
    """Takes the numbers out of code, where a marker is just text."""

    def run(self, text: str) -> str:
        return LINE_NUMBER.sub("", text) if "\x02line:" in text else text


class _NearlyMarkers(Treeprocessor):
    """Finds what would show on the page as written, and whose words would lose their speaker."""

    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, root: ET.Element) -> None:
        if "@" not in "".join(root.itertext()):
            return
        for element in root.iter():
            texts = [element.tail, None if element.tag == "code" else element.text]
            for found in (match for text in texts for match in _NEARLY.finditer(text or "")):
                if not found[1] or found[1] in self.quotes.speakers:
                    lines = self.quotes.nearly.get(found[0]) or [1]
                    message = f"'{found[0]}' is no marker of a speaker; write [@key]"
                    self.quotes.fault(lines.pop(0), "Q005", message)


class _Marker(InlineProcessor):
    """Puts a `marker` element where one stands; `Passages` takes it out again."""

    def __init__(self, quotes: Quotes) -> None:
        super().__init__(_NUMBERED)
        self.quotes = quotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str, int, int]:
        key, line = m[1], int(m[2])
        lang = self.quotes.language(m[3], line)
        known = self.quotes.knows(key, line)
        marker = ET.Element("marker", {"line": str(line)})
        if known:
            marker.set("speaker", key)
        if lang:
            marker.set("lang", lang)
        return marker, m.start(0), m.end(0)


class _PartLanguage(InlineProcessor):
    """`[Worte]{lang=de}`: words in another language than the body's (Pandoc's bracketed span)."""

    def __init__(self, quotes: Quotes) -> None:
        # Markdown's stand-ins (code, escaped characters) may be among the words, markers may not.
        words = r"(?:[^\[\]\x02]|\x02(?!line:)[^\x02\x03]*\x03)+"
        super().__init__(rf"(?<!!)\[({words})\]\{{lang=([\w-]*)\}}")
        self.quotes = quotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        # Of two alike the first is told.
        place = max(self.quotes.source.find(f"]{{lang={m[2]}}}"), 0)
        line = self.quotes.source.count("\n", 0, place) + 1
        lang = self.quotes.language(m[2], line)
        span = ET.Element("span", self.quotes.attributes(lang))
        span.text = m[1]
        return span, m.start(0), m.end(0)


class _BlockQuote(BlockQuoteProcessor):
    """Markdown's, but for two block quotes with a blank line between: they stay two."""

    def lastChild(self, parent: ET.Element) -> None:  # noqa: N802 (Markdown's name)
        """Find no block quote that the next one would become a part of."""


class _BlockQuotes(Treeprocessor):
    def __init__(self, quotes: Quotes) -> None:
        super().__init__()
        self.quotes = quotes

    def run(self, root: ET.Element) -> None:
        # Paragraphs hold nothing yet.
        for parent in [element for element in root.iter() if len(element)]:
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
        lang = self.quotes.language(found[3], line)
        if len(block) == 0:
            message = f"[@{key}] stands in a block quote without words"
            self.quotes.fault(line, "Q004", message)
        if not self.quotes.knows(key, line):
            block.set("data-speaker", "")
            return
        block.set("class", "quote")
        block.set("data-speaker", key)
        for name, value in self.quotes.attributes(lang).items():
            block.set(name, value)
        self.quotes.found.append(Found((block,), key, line, lang))
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
        by_element = {id(found.elements[0]): found for found in self.quotes.found}
        for element in root.iter():
            if not (found := by_element.get(id(element))):
                if element.tag == "blockquote" and element.get("data-speaker") == "":
                    del element.attrib["data-speaker"]
                continue
            text = self._block_text(element) if found.text is None else found.text
            first = " ".join(text.split()[:_ANCHOR_WORDS])
            slug = _HYPHENS.sub("-", slugify_unicode(first, "-")).strip("-")
            anchor = unique(f"quote-{slug or found.speaker}", ids)
            element.set("id", anchor)
            quote = Quote(id=anchor, speaker=found.speaker, text=text, lang=found.lang)
            self.quotes.quotes.append(quote)
            self.quotes.lines.append(found.line)

    def _block_text(self, block: ET.Element) -> str:
        parts = (part for part in block if part.get("class") != "attribution")
        return "\n\n".join(self._text(part) for part in parts)

    def _text(self, element: ET.Element) -> str:
        text = read_text("".join(element.itertext()), lambda n: str(self.stash.rawHtmlBlocks[n]))
        return " ".join(text.split())
