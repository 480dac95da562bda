"""The byline that a page shows, and the names in it."""

import re
from collections.abc import Sequence

from newsroom.ingest.webpage.blocks import Block
from newsroom.ingest.webpage.tree import Element, Page, hidden, lines_of

_WORDS = frozenset({
    "author", "authors", "byline", "bylines", "autor", "autoren", "autori", "auteur", "auteurs",
    "autore", "autores", "forfatter", "writer", "reporter", "redakteur", "signature",
    "journalist", "journaliste", "authorline", "authorname", "autorenzeile", "autorzeile",
})  # fmt: skip
BY = re.compile(
    r"^(?:(?:ein(?:e)? \w+ )?von|by|par|por|di|a cura di|door|av|af|od|autor(?:en|a|es|in|i)?"
    r"|author|reporting by"
    r"|text(?:e)?|tekst)\b\s*:?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/|•·]|\b(?:und|and|et|y|e|en|och|og|i)\b|&)\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_][\w.'’-]*)){1,4}")
_LONGEST = 150
_FIRST_BLOCKS = 4
_SENTENCE = re.compile(r"[.!?…。؟।:»”\"]\s*$")


def find_byline(page: Page, scope: Element, first: Element) -> tuple[str | None, tuple[str, ...]]:
    """Find the byline between the beginning of `scope` and the text: the line, and its names.

    Names are those of people: of two words or more. What else stands there is a place, or a date.
    """
    for element in page.elements[page.place[scope] : page.place.get(first, 0)]:
        if not page.words(element) & _WORDS or hidden(element) or element.tag in ("figure", "img"):
            continue
        if any(one.tag in ("figure", "figcaption") for one in element.iterancestors()):
            continue
        lines = lines_of(element)
        line = " ".join(lines[: 2 if BY.fullmatch(f"{lines[0]} ") else 1]) if lines else ""
        if not BY.match(line) or len(line) > _LONGEST:
            continue
        return line, names_in(line)
    return None, ()


def in_body(blocks: Sequence[Block], authors: Sequence[str]) -> tuple[str | None, list[Block]]:
    """Find the byline among the first blocks of a body: the line, and the other blocks.

    It is no sentence, and it begins as bylines do, or with the name of an author.
    """
    for block in blocks[:_FIRST_BLOCKS]:
        line = block.text
        if block.kind != "paragraph" or len(line) > _LONGEST or _SENTENCE.search(line):
            continue
        known = names_in(line) or any(author in line for author in authors)
        if (BY.match(line) and known) or line.startswith(tuple(authors)):
            return line, [other for other in blocks if other is not block]
    return None, list(blocks)


def several_names(line: str) -> tuple[str, ...]:
    """Return the names of two people or more, where a line has nothing else but perhaps a house."""
    parts = [part for part in _BETWEEN.split(line) if part.strip()]
    names = names_in(line)
    return names if len(names) > 1 and len(parts) - len(names) <= 1 else ()


def names_in(line: str) -> tuple[str, ...]:
    """Return the names of people that a byline holds, each once."""
    parts = _BETWEEN.split(BY.sub("", line))
    return tuple(
        dict.fromkeys(part for part in parts if _NAME.fullmatch(part) and part[0].isupper())
    )
