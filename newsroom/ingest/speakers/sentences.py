"""Where sentences begin and end, with the words of others within them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsroom.ingest.speakers.names import Names
from newsroom.ingest.speakers.nouns import TITLE
from newsroom.ingest.speakers.text import Block, Said
from newsroom.ingest.speakers.tokens import Token
from newsroom.ingest.speakers.words import Words

MASK = "\ue000"
"""Stands for each character in quotation marks."""

_END = re.compile(r"[.!?…]+[)\]]?\s+(?=\S)")
CLITIC = re.compile(r"[-‑](?:t[-‑])?(?:il|elle|ils|elles|on)$")
"""A subject behind its verb, in French."""


class Sentences:
    """The sentences of texts in which quotations are masked."""

    def __init__(
        self, blocks: Sequence[Block], said: Sequence[Said], texts: Sequence[str], names: Names
    ) -> None:
        self.texts = texts
        self.names = names
        self.words: Words = names.words
        self.passages: list[list[tuple[int, int]]] = [[] for _ in blocks]
        for one in said:
            for part in one.passage.parts:
                self.passages[one.first + part.paragraph].append((part.start, part.end))
        self.blocks = blocks
        self.starts = [self._sentences(number) for number in range(len(blocks))]

    def sentence(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends."""
        starts = self.starts[number]
        begin = starts[bisect_right(starts, start) - 1]
        behind = bisect_left(starts, end)
        return begin, starts[behind] if behind < len(starts) else len(self.texts[number])

    def is_verb(self, token: Token) -> bool:
        """Tell whether a word is a verb of saying."""
        return token.text in self.words.verbs or bool(CLITIC.search(token.text))

    def between(self, number: int, begin: int, end: int) -> list[Token]:
        """Return the words between two places."""
        tokens = self.names.tokens[number]
        first = bisect_left(tokens, begin, key=lambda token: token.start)
        last = bisect_right(tokens, end, key=lambda token: token.end)
        return tokens[first:last]

    def _sentences(self, number: int) -> list[int]:
        text = self.texts[number]
        starts = {0}
        for stop in _END.finditer(text):
            before = re.split(r"[\s(]", text[max(0, stop.start() - 20) : stop.start()])[-1]
            short = before.casefold() in TITLE or len(before) == 1 or "." in before
            if not (stop[0][0] == "." and short) and not text[stop.end()].islower():
                starts.add(stop.end())
        for start, end in self.passages[number]:
            inner = self.blocks[number].text[start + 1 : end - 1].rstrip()
            space = re.match(r"\s+(?=\S)", text[end:])
            if not space or inner[-1:] not in (".", "!", "?", "…"):
                continue
            behind = end + space.end()
            if text[behind].islower():
                continue
            tokens = self.between(number, behind, len(text))[:4]
            if inner[-1] == "." or not any(self.is_verb(token) for token in tokens):
                starts.add(behind)
        return sorted(starts)


def masked(blocks: Sequence[Block], said: Sequence[Said]) -> list[str]:
    """Return the texts of blocks with their quotations masked, and without headings."""
    texts = [block.text for block in blocks]
    for one in said:
        for part in one.passage.parts:
            at = one.first + part.paragraph
            mask = MASK * (part.end - part.start)
            texts[at] = texts[at][: part.start] + mask + texts[at][part.end :]
    return [
        MASK * len(text) if block.quoted else "" if block.kind in ("heading", "figure") else text
        for text, block in zip(texts, blocks, strict=True)
    ]
