"""Headings that a page has set as paragraphs: a line of strong text above the text of a section."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsroom.ingest.webpage.blocks import Block
from newsroom.ingest.webpage.markup import plain
from newsroom.ingest.webpage.tree import Element, Page, fold, text_of

# In the words that authors of pages name elements with, in the languages that they use.
_WORDS = frozenset({
    "subhead", "subheading", "crosshead", "crossheading", "zwischentitel", "zwischenueberschrift",
    "intertitre", "intertitle", "ladillo", "intertitulo", "mellanrubrik", "mellomtittel",
    "mellemrubrik", "tussenkop", "srodtytul", "mezititulek", "valiotsikko",
})  # fmt: skip
_LONGEST, _MOST_WORDS = 100, 14
_ENDS = tuple('.!…:;,。！：；，،।–—-"”»')
_ASKED = ("?", "？", "؟")
_QUESTION, _INTERVIEW = 60, 3  # characters; from so many on, they are an interviewer's
_STRONG = re.compile(r"<strong>.*?</strong>", re.S)
_DEEPEST = 6


def with_headings(page: Page, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with strong lines between paragraphs as headings below the page's own.

    Such a line is short, no sentence, stands behind a paragraph and right above another.
    """
    levels = [int(block.html[2]) for block in blocks if block.kind == "heading"]
    level = min(max(levels, default=1) + 1, _DEEPEST)
    questions = sum(block.text.endswith(_ASKED) and _heads(page, block) for block in blocks)
    found: list[Block] = []
    for at, block in enumerate(blocks):
        following = next((one for one in blocks[at + 1 :] if one.kind != "figure"), None)
        if (
            any(one.kind != "figure" for one in blocks[:at])
            and following is not None
            and following.kind in ("paragraph", "list", "quote")
            and _heads(page, block)
            and not (block.text.endswith(_ASKED) and questions >= _INTERVIEW)
            and not _heads(page, following)
        ):
            html = f"<h{level}>{_bare(block.html)}</h{level}>"
            found.append(replace(block, kind="heading", html=html))
        else:
            found.append(block)
    return found


def _heads(page: Page, block: Block) -> bool:
    text = block.text
    if (
        block.kind != "paragraph"
        or len(text) > _LONGEST
        or len(text.split()) > _MOST_WORDS
        or text.endswith(_ENDS)
        or (text.endswith(_ASKED) and len(text) > _QUESTION)
        or not any(letter.isalpha() for letter in text)
    ):
        return False
    return _is_strong(block.html) or _is_named(page, block.element, text)


def _is_strong(html: str) -> bool:
    return "<strong>" in html and not plain(_STRONG.sub("", html))


def _is_named(page: Page, element: Element, text: str) -> bool:
    """Tell whether an element, or the one with all of its words, is named as headings are."""
    return any(
        page.words(one) & _WORDS and fold(text_of(one)) == text
        for one in (element, *element.iterchildren("span", "strong", "b"))
    )


def _bare(html: str) -> str:
    """Return the HTML of a line, without the emphasis that all of it has."""
    inner = html.removeprefix("<p>").removesuffix("</p>").replace("<br>\n", " ").strip()
    return re.sub(r"</?strong>", "", inner) if _is_strong(html) else inner
