"""The content of a NewsML-G2 item: its text, as NITF, XHTML or data, and its files.

Source: NewsML-G2 2.x Specification, `contentSet`: all that it holds are renditions of one content.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsroom.ingest.item import Rendition, SourcePicture
from newsroom.ingest.newsml_g2.codes import in_language, role_of
from newsroom.ingest.newsml_g2.html import divide_wire_text, element_of
from newsroom.ingest.nitf.inline import is_private
from newsroom.ingest.nitf.markup import body_of, take_lead
from newsroom.ingest.nitf.media import Pictures, file_address, is_image, renditions
from newsroom.ingest.nitf.reader import Text, read_text
from newsroom.ingest.nitf.xml import (
    attribute,
    child,
    children,
    key_of,
    lang_of,
    length_within,
    name_of,
    number,
    short_words,
    within,
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NITF = ("nitf", "body.content", "body.head", "hedline", "hl1", "hl2", "block", "bq")
_MARKUP = (*_NITF, "html", "body", "p", "div", "section", "article", "table", "ul", "ol")
# Types of data that is text for readers: no JSON, no PDF.
_READ = re.compile(r"text/|application/.*(?:html|xml|nitf)")
_CLASSES = {
    "slugline": re.compile(r"\bslug(?:line)?\b", re.IGNORECASE),
    "byline": re.compile(r"\b(?:byline|authors?)\b", re.IGNORECASE),
    "standfirst": re.compile(
        r"\b(?:teaser|standfirst|abstract|summary|lead|dek|intro)\b", re.IGNORECASE
    ),
    "attribution": re.compile(r"\b(?:closing-?line|sign-?off)\b", re.IGNORECASE),
}
_EMBARGO = re.compile(r"\bembargo(?:ed)?\b", re.IGNORECASE)
# More than that repeats nothing, and is no byline, whatever it is called (characters).
_LONGEST = 3000
_LONGEST_BYLINE = 150
# These say that they are the standfirst; the others may be a first paragraph.
_SURELY = re.compile(r"\b(?:teaser|standfirst|abstract|dek)\b", re.IGNORECASE)


def read_content(
    item: ET.Element,
    known: Text,
    lang: str | None,
    pictures: Pictures,
    headlines: Iterable[str | None] = (),
) -> tuple[Text, str | None]:
    """Read an item's text; return it with its attribution line, where one is marked.

    `known` is what the metadata says; what a text only repeats of it is left out, and what the
    metadata lacks comes from the text. `headlines` are all that the metadata has. The pictures of
    the text are added to `pictures`, its notes are for editors only. Raises IngestError where HTML
    nests too deep, and for a text that is longer than any article.
    """
    content = _content(item, lang)
    if content is None:
        return replace(known, notes=()), None
    if next(within(content, *_NITF), None) is not None:
        text = read_text(content, pictures, lang)
        attribution = None
    else:
        text, attribution = _xhtml(content, known, pictures, lang, headlines)
    for name in ("headline", "standfirst", "byline", "authors", "dateline", "located"):
        setattr(text, name, getattr(known, name) or getattr(text, name))
    text.unsure += known.unsure
    return text, attribution


def files(item: ET.Element) -> Iterator[tuple[str, Rendition]]:
    """Find the picture files of an item: what each is for, and where it is."""
    for remote in within(child(item, "contentSet"), "remoteContent"):
        href = file_address(attribute(remote, "href"))
        kind = attribute(remote, "contenttype")
        sized = number(remote, "width") is not None
        if href and is_image(kind, href, "image" if sized and not kind else None):
            size = {name: number(remote, name) for name in ("width", "height")}
            yield role_of(remote, "rendition", "renditionuri"), Rendition(href, kind, **size)


def all_files(item: ET.Element) -> tuple[Rendition, ...]:
    """Return the files of a picture, the largest first, whatever they are named."""
    found = [rendition for _, rendition in files(item)]
    if not found:
        remotes = within(child(item, "contentSet"), "remoteContent")
        hrefs = [
            (file_address(attribute(remote, "href")), attribute(remote, "contenttype"))
            for remote in remotes
        ]
        found = [Rendition(href) for href, kind in hrefs if href and not kind]
    return renditions(found)


def own_pictures(item: ET.Element) -> list[SourcePicture]:
    """Return the pictures that a text carries as files: one, where each file is for another use."""
    given = list(files(item))
    uses = [use for use, _ in given]
    if len(set(uses)) == len(uses) and given:
        return [SourcePicture(renditions=renditions(file for _, file in given))]
    return [SourcePicture(renditions=(file,)) for _, file in given]


def _content(item: ET.Element, lang: str | None) -> ET.Element | None:
    """Return the best rendition of a text, as one element; None where the item holds none."""
    content = child(item, "contentSet")
    inline = in_language(children(content, "inlineXML"), lang)
    inline.sort(key=lambda found: next(within(found, *_MARKUP), None) is None)
    if inline:
        found = _first(inline[0], "nitf", "body")
        length_within(found)
        divide_wire_text(found)
        return found
    for kind in ("nitf", "html", "", "plain"):
        for data in in_language(children(content, "inlineData"), lang):
            written = (attribute(data, "contenttype") or "").lower()
            sound = not written or bool(_READ.match(written))
            if kind in written and sound and not attribute(data, "encoding"):
                length_within(data)
                return _first(element_of("".join(data.itertext()), written), "nitf", "body")
    return None


def _first(element: ET.Element, *names: str) -> ET.Element:
    """Return the first element of the first of these names that there is, else the whole."""
    for name in names:
        if (found := next(within(element, name), None)) is not None:
            return found
    return element


def _xhtml(
    content: ET.Element,
    known: Text,
    pictures: Pictures,
    lang: str | None,
    headlines: Iterable[str | None],
) -> tuple[Text, str | None]:
    text = Text(headline=known.headline, standfirst=known.standfirst, byline=known.byline)
    furniture = _Furniture(content, text, headlines, known.notes)
    blocks = body_of(content, pictures, lang or lang_of(content), frozenset(furniture.found))
    headed = blocks and blocks[0].startswith("<h")
    if headed and _key_of_html(blocks[0]) == key_of(text.headline or ""):
        del blocks[0]
    text.lead_picture = take_lead(blocks)
    text.body = "\n".join(blocks)
    text.pictures = tuple(pictures.found)
    return text, furniture.attribution


class _Furniture:
    """What of a text only repeats the metadata; what the metadata lacks goes into `text`."""

    def __init__(
        self,
        content: ET.Element,
        text: Text,
        headlines: Iterable[str | None],
        notes: Iterable[str | None],
    ) -> None:
        self.found: set[ET.Element] = set()
        self.attribution: str | None = None
        self._text = text
        self._in_header: set[ET.Element] = set()
        for header in within(content, "header"):
            if header not in self._in_header:
                self._in_header.update(header.iter())
        self._headlines = {key_of(line) for line in (text.headline, *headlines) if line}
        self._notes = {key_of(note) for note in notes if note}
        passed: set[ET.Element] = set()
        for element in content.iter():
            if element not in passed and (is_private(element) or self._repeats(element)):
                self.found.add(element)
                passed.update(element.iter())

    def _repeats(self, element: ET.Element) -> bool:
        name, written = name_of(element), attribute(element, "class") or ""
        if name in _HEADINGS:
            return self._is_headline(element, name)
        if name == "time" and element in self._in_header:
            return True
        if _EMBARGO.search(written):
            return True
        line = short_words(element, _LONGEST) if written or name == "p" else None
        if line is None:
            return False
        if key_of(line) in self._notes:
            return True
        marked = next((field for field, form in _CLASSES.items() if form.search(written)), None)
        if marked is None or name not in ("p", "div", "span", "ul", "ol", "section"):
            return False
        if marked == "attribution" and self.attribution is None:
            self.attribution = line
            return True
        return marked == "slugline" or self._fills(marked, line, written, element)

    def _is_headline(self, element: ET.Element, name: str) -> bool:
        line = short_words(element, _LONGEST)
        if line is None:
            return False
        if name == "h1" and self._text.headline is None:
            self._text.headline = line
            self._headlines.add(key_of(line))
            return True
        return (name == "h1" or element in self._in_header) and key_of(line) in self._headlines

    def _fills(self, field: str, line: str, written: str, element: ET.Element) -> bool:
        """Tell whether a line is the byline or the standfirst that is known, or missed."""
        if field not in ("byline", "standfirst"):
            return False
        own = getattr(self._text, field)
        if field == "standfirst" and key_of(line) in self._headlines:
            return True
        if own is not None:
            return key_of(own) == key_of(line)
        if field == "byline":
            says = len(line) <= _LONGEST_BYLINE
        else:
            says = element in self._in_header or bool(_SURELY.search(written))
        if says:
            setattr(self._text, field, line)
        return says


def _key_of_html(html: str) -> str:
    return key_of(re.sub(r"<[^>]*>", "", html))
