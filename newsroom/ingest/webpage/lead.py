"""The lead of an article: the sentences that stand between its headline and its text."""

import re
from collections.abc import Sequence

from newsroom.ingest.webpage.blocks import Block
from newsroom.ingest.webpage.evidence import Evidence
from newsroom.ingest.webpage.furniture import is_label
from newsroom.ingest.webpage.parts import list_html, shown
from newsroom.ingest.webpage.tree import Element, Page, hidden, key_of, text_of

# What authors of pages call it, in the languages that they use.
_WORDS = frozenset({
    "lead", "lede", "leadtext", "leads", "intro", "introduction", "introtext", "standfirst",
    "dek", "deck", "subtitle", "subheadline", "subhead", "subheading", "subheader", "subline",
    "summary", "teasertext", "vorspann", "anlauf", "anreisser", "untertitel", "unterzeile",
    "einleitung", "anleser", "chapo", "chapeau", "soustitre", "accroche", "sapo", "entradilla",
    "bajada", "copete", "sumario", "subtitulo", "sottotitolo", "sommario", "catenaccio",
    "occhiello", "linhafina", "gravata", "ingress", "manchet", "underrubrik", "perex", "excerpt",
    "abstract", "description", "alternativeheadline", "zajawka", "lid", "ingressi", "preface",
    "strapline", "bluf", "resumen", "resumo", "spot", "annotation", "lidtext", "hatskorvi",
    "podnaslov", "synopsis", "ingres", "standfirsttext", "leadin", "introduccion", "introduzione",
})  # fmt: skip
_TOGETHER = (
    {"sub", "headline"}, {"sub", "title"}, {"sub", "heading"}, {"stand", "first"},
    {"teaser", "text"}, {"lead", "text"}, {"key", "points"}, {"key", "takeaways"},
)  # fmt: skip
_NOT = frozenset(
    {"caption", "figcaption", "byline", "author", "date", "credit", "copyright", "breadcrumb"}
)
_SHORTEST = 40
_SHORTEST_NAMED = 15
_SHORTEST_POINT, _MOST_POINTS = 25, 8
_EXCERPT = 40
_LONGEST = 1500
_TAGS = frozenset(
    {"p", "div", "h2", "h3", "h4", "span", "section", "header", "strong", "em", "ul", "b"}
)
_CUT = re.compile(r"(?:\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\]))+\s*$")
_WORD = re.compile(r"[^\W\d_]{5,}")
_ENDS = re.compile(r"[.!?…»”\"']\s*$")


def find_lead(
    page: Page,
    evidence: Evidence,
    scope: Element,
    blocks: Sequence[Block],
    descriptions: Sequence[str],
    headline: str | None,
) -> tuple[str | None, list[Block]]:
    """Find the lead: its text, and the blocks of the body that it is, to be taken from there.

    It is what the page has as such in sight; else the first paragraph, where that alone is
    emphasised; else the page's description of itself, where the text does not say the same.
    """
    texts = [block for block in blocks if block.kind not in ("figure",)]
    first = next((block for block in texts if block.kind == "paragraph"), None)
    begin = page.place.get(first.element, 0) if first else len(page.elements)
    known = {key_of(text) for text in descriptions}
    title = key_of(headline or "")
    in_body = {key_of(block.text) for block in texts}
    best: tuple[int, int, str] | None = None
    start, end = page.place[scope], begin
    for place in range(start, min(end, start + 5000)):
        element = page.elements[place]
        if element.tag not in _TAGS or page.size[element] > _LONGEST * 3:
            continue
        if element.find(".//h1") is not None:
            continue
        words = page.words(element)
        named = _is_named(words)
        text = text_of(element) if named or element.tag in ("p", "div", "h2", "h3") else ""
        key = key_of(text)
        below = element.tag in ("h2", "h3") and _follows_headline(element)
        shortest = _SHORTEST_NAMED if named or below else _SHORTEST
        if not shortest <= len(text) <= _LONGEST or key == title or is_label(text):
            continue
        if key in in_body or _points(element) or _is_hidden(evidence, element, scope):
            continue
        weight = 3 if key in known else 2 if below or (named and not _is_long(element)) else 0
        if not weight and element.tag == "p" and _ENDS.search(text) and not words & _NOT:
            weight = 1
        if weight and (best is None or weight > best[0]):
            best = (weight, place, text)
    if best:
        return best[2], []
    opening = texts[0] if texts else None
    if (
        opening
        and opening.kind == "heading"
        and texts[1:2] == [first]
        and len(opening.text)
        >= (_SHORTEST_NAMED if _is_named(page.words(opening.element)) else _SHORTEST)
        and _follows_headline(opening.element)
    ):
        return opening.text, [opening]
    if first:
        own = page.words(first.element) | _above(page, first.element, evidence)
        if _is_named(own) and len(texts) > 1 and first.text:
            return first.text, [first]
        header = _header_of(first.element)
        if header is not None and len(texts) > 1 and _header_of(texts[1].element) is not header:
            return first.text, [first]
        if key_of(first.text) in known and len(texts) > 1 and _is_apart(first, texts[1]):
            return first.text, [first]
        if _is_emphasised(first) and len(texts) > 1 and not _is_emphasised(texts[1]):
            return first.text, [first]
    whole = "".join(key_of(block.text) for block in texts).casefold()
    for text in descriptions:
        key = key_of(_CUT.sub("", text)).casefold()
        if (
            len(text) < _SHORTEST
            or _is_excerpt(key, whole)
            or key == title.casefold()
            or _CUT.search(text)
        ):
            continue
        if _is_about(text, f"{headline} {whole}".casefold()):
            return text, []
    return None, []


def find_points(
    page: Page, evidence: Evidence, scope: Element, blocks: Sequence[Block], base: str | None
) -> list[Block]:
    """Find the lists of main points that stand between the headline and the text.

    They are no lead in one piece, but the article's words: each is a block for the body's top.
    """
    first = next((block for block in blocks if block.kind == "paragraph"), None)
    if first is None:
        return []
    known = {key_of(block.text) for block in blocks if block.kind == "list"}
    start, end = page.place[scope], page.place.get(first.element, 0)
    above = page.elements[start : min(end, start + 5000)]
    heads = [at for at, element in enumerate(above) if element.tag == "h1"]
    found = []
    for element in above[heads[-1] if heads else 0 :]:
        if element.tag != "ul" or not _points(element) or _is_hidden(evidence, element, scope):
            continue
        markup = list_html(element, base)
        text = shown(markup)
        if key_of(text) not in known:
            found.append(Block("list", markup, text, element, sure=False))
    return found


def _points(element: Element) -> bool:
    """Tell whether an element is, or has in it, a list of sentences that lead nowhere."""
    lists = [element] if element.tag == "ul" else list(element.iter("ul"))
    if len(lists) != 1 or element.find(".//form") is not None:
        return False
    items = [item for item in lists[0] if item.tag == "li"]
    return (
        1 < len(items) <= _MOST_POINTS
        and all(_SHORTEST_POINT <= len(text_of(item)) <= _LONGEST // 4 for item in items)
        and not any(item.find(".//a") is not None for item in items)
    )


def _is_named(words: frozenset[str]) -> bool:
    named = words & _WORDS or any(words >= together for together in _TOGETHER)
    # What may be read aloud as a summary is as often the first paragraph.
    return bool(named) and not words & _NOT and not words >= {"speakable", "summary"}


def _header_of(element: Element) -> Element | None:
    """Return the header with the headline that an element stands in."""
    return next(
        (
            one
            for one in element.iterancestors()
            if one.tag == "header" and one.find(".//h1") is not None
        ),
        None,
    )


def _follows_headline(element: Element) -> bool:
    """Tell whether an element stands right below the headline."""
    before = element.getprevious()
    while before is not None and before.tag != "h1" and not text_of(before):
        before = before.getprevious()
    return before is not None and (before.tag == "h1" or before.find(".//h1") is not None)


def _is_excerpt(key: str, whole: str) -> bool:
    """Tell whether a description was cut out of the text, whatever was put before or behind it."""
    middle = len(key) // 2
    return key in whole or (
        len(key) > _EXCERPT * 2 and key[middle - _EXCERPT // 2 :][:_EXCERPT] in whole
    )


def _is_about(description: str, text: str) -> bool:
    """Tell whether a description shares words with a text: one of the whole site does not."""
    words = _WORD.findall(description.casefold())
    return sum(word in text for word in words) * 3 >= len(words)


def _above(page: Page, element: Element, evidence: Evidence) -> frozenset[str]:
    """Return the words of the box that holds a paragraph and nothing else."""
    parent = element.getparent()
    if parent is None or parent is evidence.container:
        return frozenset()
    alone = key_of(text_of(parent)) == key_of(text_of(element))
    return page.words(parent) if alone else frozenset()


def _is_apart(one: Block, other: Block) -> bool:
    """Tell whether two blocks stand in different boxes."""
    return one.element.getparent() is not other.element.getparent()


def _is_emphasised(block: Block) -> bool:
    if block.kind != "paragraph" or len(block.text) < _SHORTEST:
        return False
    strong = list(block.element.iter("strong", "b"))
    return sum(len(text_of(one)) for one in strong) >= len(block.text) * 0.98


def _is_long(element: Element) -> bool:
    """Tell whether an element holds more than a lead: pictures, several headings, forms."""
    return any(
        element.find(f".//{tag}") is not None
        for tag in ("img", "form", "article", "time", "button")
    )


def _is_hidden(evidence: Evidence, element: Element, scope: Element) -> bool:
    for one in (element, *element.iterancestors()):
        if one is scope:
            return False
        if hidden(one) or one.tag in ("figure", "figcaption") or evidence.is_furniture(one):
            return True
    return False
