"""The attribution line that closes an article, in its text or in an element of its own."""

import re
from collections.abc import Sequence
from itertools import islice

from newsroom.ingest.webpage.blocks import Block
from newsroom.ingest.webpage.evidence import Evidence
from newsroom.ingest.webpage.tree import Element, Page, hidden, key_of, text_of
from newsroom.record.agencies import Agencies
from newsroom.record.attribution import parse_attribution

# How many of the last blocks, and of the elements behind them, may hold the line.
_LAST_BLOCKS = 4
_FOLLOWING = 60
_LONGEST = 400
_SHORTEST = 2
_SENTENCE = re.compile(r"[.!?…。؟।»”\"'“]\s*$")
_MANY = 60
_ENOUGH = 0.1
_DATED = re.compile(r"(?:©|\(c\)|copyright)\s*(?:by\s*)?\d{4}|\d{4}\s*©", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights|rights reserved|rechte vorbehalten|tous droits|derechos reservados"
    r"|diritti riservati"
    r"|direitos reservados|rechten voorbehouden|terms of use|privacy",
    re.IGNORECASE,
)
# What may follow the line and is the article's.
_NOTE = re.compile(
    r"^\W*(?:corrections?|clarifications?|editor'?s note|update[ds]?\b|korrektur"
    r"|richtigstellung|anm"
    r"|hinweis|in einer früheren|an earlier version|a previous version|this (?:article|story"
    r"|report) (?:was|has)"
    r"|rectificati|corrección|fe de erratas|correzione|errata|rättelse|rettelse|correctie)",
    re.IGNORECASE,
)
_SOURCE_WORDS = frozenset({
    "source", "sources", "quelle", "agency", "agencies", "agentur", "author", "byline",
    "signature", "kuerzel", "kürzel", "credit", "credits", "shortcut", "fuente", "fonte", "bron",
    "attribution", "contributors", "tagline", "endnote", "sign", "off", "signoff", "trailer",
    "provider", "dateline",
})  # fmt: skip
_SOURCES = re.compile(
    r"(?:quellen?|sources?|fuentes?|fonti?|bron(?:nen)?|kilder?|källor?|źródło|источник|المصدر|来源"
    r"|來源)\s*[:：]",
    re.IGNORECASE,
)
_TAGS = frozenset(
    {
        "p",
        "div",
        "span",
        "em",
        "i",
        "strong",
        "b",
        "small",
        "footer",
        "cite",
        "address",
        "li",
        "h6",
        "section",
        "a",
    }
)


def find_closing(
    page: Page,
    evidence: Evidence,
    scope: Element,
    blocks: Sequence[Block],
    agencies: Agencies,
) -> tuple[str | None, list[Block]]:
    """Find the closing line: the line, and the blocks of the body that remain before it."""
    texts = [block for block in blocks if block.kind != "figure"]
    for block in reversed(texts[-_LAST_BLOCKS:]):
        if block.kind == "paragraph" and _is_line(block.text, agencies) and block is not texts[0]:
            return block.text, _before(list(blocks), block)
    last = texts[-1].element if texts else None
    if last is None:
        return None, list(blocks)
    line = _behind(page, evidence, scope, last, agencies)
    return line or _above(page, scope, texts[0].element, agencies), list(blocks)


def _is_line(text: str, agencies: Agencies) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or _RIGHTS.search(text):
        return False
    found = parse_attribution(text, agencies)
    return found is not None and bool(found.agencies or found.contributors)


def _before(blocks: list[Block], line: Block) -> list[Block]:
    """Take away the line, and what the page has put behind it: all but notes on corrections."""
    at = blocks.index(line)
    before, after = blocks[:at], blocks[at + 1 :]
    length = sum(len(block.text) for block in before)
    if sum(len(block.text) for block in after) > max(length * _ENOUGH, _LONGEST):
        return before + after
    return before + [
        block
        for block in after
        if _NOTE.match(block.text)
        or block.kind == "figure"
        or (block.sure and _SENTENCE.search(block.text))
    ]


def _behind(
    page: Page, evidence: Evidence, scope: Element, last: Element, agencies: Agencies
) -> str | None:
    """Look for the line behind the text, in small elements that are not its paragraphs."""
    inside = set(last.iter("*"))
    outside: Element | None = None
    seen: set[str] = set()
    for element in page.elements[page.place[last] + 1 :]:
        if element in inside:
            continue
        above = set(element.iterancestors())
        if scope not in above or len(seen) > _FOLLOWING:
            break
        if outside in above:
            continue
        named = bool(page.words(element) & _SOURCE_WORDS) or _in_source(page, element)
        if (evidence.is_furniture(element) and not named) or element.tag == "article":
            outside = element
            continue
        if element.tag not in _TAGS or hidden(element) or _is_large(element):
            continue
        text = text_of(element)
        key = key_of(text)
        if not text or key in seen:
            continue
        seen.add(key)
        if len(text) > _LONGEST and element.tag == "p":
            break
        if not _is_line(text, agencies) or _DATED.search(text):
            continue
        if named or (_names_house(text, agencies) and not _is_link(element, text)):
            return text
        if _tells_roles(text, agencies):
            return text
    return None


def _above(page: Page, scope: Element, first: Element, agencies: Agencies) -> str | None:
    """Look for a line above the text that says itself that it names the sources."""
    for element in page.elements[page.place[scope] : page.place[first]]:
        if page.words(element) & _SOURCE_WORDS and not hidden(element) and not _is_large(element):
            text = text_of(element)
            if _SOURCES.match(text) and _is_line(text, agencies) and not _in_figure(element):
                return text
    return None


def _in_figure(element: Element) -> bool:
    return any(one.tag in ("figure", "figcaption") for one in element.iterancestors())


def _tells_roles(text: str, agencies: Agencies) -> bool:
    """Tell whether a line says of all whom it names what they did: `(Editor: Anna Berg)`."""
    found = parse_attribution(text, agencies)
    return (
        found is not None
        and bool(found.contributors)
        and all(person.role for person in found.contributors)
    )


def _is_link(element: Element, text: str) -> bool:
    links = [element] if element.tag == "a" else element.iter("a")
    inside = any(one.tag == "a" for one in element.iterancestors())
    return inside or sum(len(text_of(link)) for link in links) * 2 > len(text)


def _in_source(page: Page, element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and bool(page.words(parent) & _SOURCE_WORDS)


def _names_house(text: str, agencies: Agencies) -> bool:
    found = parse_attribution(text, agencies)
    return found is not None and bool(found.agencies)


def _is_large(element: Element) -> bool:
    return next(islice(element.iter("*"), _MANY, None), None) is not None
