"""Passages in quotation marks: where they begin and end, how they nest, what their marks become.

Sources: the Unicode Standard, section 6.2 (quotation marks by language, apostrophe), and CLDR's
delimiters, by way of `quotation_marks`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from newsroom.record.quotation_marks import Marks, marks_of
from newsroom.record.quotation_reader import Part, Reader, Span

__all__ = ["Part", "Passage", "Quotation", "Unbalanced", "find_quotation"]


@dataclass(frozen=True)
class Passage:
    """A passage in quotation marks, with a part for each paragraph that it goes over.

    `depth` is 0 for one that stands in no other. `text` has no outer marks and no space next to
    them; paragraphs stand apart by a blank line. `words` counts runs with a letter or digit, and in
    scripts without spaces two characters as one: about the length of an average word of Chinese.
    """

    parts: tuple[Part, ...]
    depth: int
    text: str
    words: int


@dataclass(frozen=True)
class Unbalanced:
    """A mark without the one that closes or opens its passage."""

    paragraph: int
    offset: int
    mark: str


@dataclass(frozen=True)
class Quotation:
    """What was found: passages in the order of their opening, and marks that lack their other one.

    `typographic` has paragraph, offset and replacement for each straight mark that is to be set.
    """

    passages: tuple[Passage, ...]
    unbalanced: tuple[Unbalanced, ...]
    typographic: tuple[tuple[int, int, str], ...]


def find_quotation(paragraphs: Sequence[str], lang: str) -> Quotation:
    """Find the passages in quotation marks of a text in a language (a tag of BCP 47).

    `paragraphs` are siblings, in order and without markup; U+FFFC stands for what is no prose.
    A straight mark is set only where the text reads the same afterwards: not where one that lacks
    its other mark would find a new one. Takes time in proportion to the length of the text.
    """
    marks = marks_of(lang)
    reader = Reader(paragraphs, marks)
    setting = _setting(paragraphs, reader.spans, marks)
    texts = [_Text(text, setting.get(number, {})) for number, text in enumerate(paragraphs)]
    for last in (False, False, True) if setting else ():
        again = Reader([text.set for text in texts], marks) if setting else reader
        differing = _differing(reader, again, texts)
        changed = differing & set(setting)
        for number in set(setting) if differing and (last or not changed) else changed:
            del setting[number]
            texts[number] = _Text(paragraphs[number], {})
        if not differing:
            break
    return Quotation(
        passages=tuple(_passages(reader.parts, texts)),
        unbalanced=tuple(Unbalanced(*where) for where in reader.unbalanced),
        typographic=tuple(
            (number, offset, mark)
            for number, found in sorted(setting.items())
            for offset, mark in sorted(found.items())
        ),
    )


def _setting(
    paragraphs: Sequence[str], spans: Sequence[Span], marks: Marks
) -> dict[int, dict[int, str]]:
    """Return the replacement of each straight mark, by paragraph and offset."""
    setting: dict[int, dict[int, str]] = defaultdict(dict)
    for span in spans:
        pair = {'"': marks.double, "'": marks.single}.get(span.opening)
        if not pair or not span.closing:
            continue
        for number, mark in span.marks:
            space = marks.spaced and pair[0] == "«" and _inner(paragraphs[number], mark.offset + 1)
            setting[number][mark.offset] = pair[0] + "\u202f" * space
        space = (
            marks.spaced and pair[1] == "»" and _inner(paragraphs[number], span.closing.offset - 1)
        )
        setting[number][span.closing.offset] = "\u202f" * space + pair[1]
    return dict(setting)


def _inner(text: str, offset: int) -> bool:
    return not text[offset : offset + 1].isspace()


class _Text:
    """A paragraph with its marks set. `begin` and `end` are those of what `reach` was told of."""

    def __init__(self, text: str, setting: Mapping[int, str]) -> None:
        self.begin, self.end = len(text), 0
        self.offsets = sorted(setting)
        self.shifts = [0]
        pieces: list[str] = []
        begin = 0
        for offset in self.offsets:
            pieces += [text[begin:offset], setting[offset]]
            begin = offset + 1
            self.shifts.append(self.shifts[-1] + len(setting[offset]) - 1)
        self.set = "".join([*pieces, text[begin:]])

    @cached_property
    def _words(self) -> tuple[list[int], list[int], list[int]]:
        """Where words begin, where they end, and where letters of scripts without spaces stand."""
        # No word goes over a space.
        begin = self.set.rfind(" ", 0, self.begin) + 1
        end = self.set.find(" ", self.end)
        end = len(self.set) if end < 0 else end
        words = [found.span() for found in _WORD.finditer(self.set, begin, end)]
        unspaced = [found.start() for found in _UNSPACED.finditer(self.set, begin, end)]
        return [begin for begin, _ in words], [end for _, end in words], unspaced

    def reach(self, part: Part) -> None:
        """Have words found as far as a part of a passage goes."""
        self.begin = min(self.begin, self.at(part.start))
        self.end = max(self.end, self.at(part.end))

    def at(self, offset: int) -> int:
        """Return where an offset of the paragraph is now."""
        return offset + self.shifts[bisect_left(self.offsets, offset)]

    def count(self, begin: int, end: int) -> tuple[int, int]:
        """Count words and characters of scripts without spaces between two offsets of `set`."""
        begins, ends, unspaced = self._words
        first = bisect_right(ends, begin)
        words = max(0, bisect_left(begins, end) - first)
        if words == 1 and begins[first] < begin and ends[first] > end:
            words = _WORD.search(self.set, begin, end) is not None
        return words, bisect_left(unspaced, end) - bisect_left(unspaced, begin)


# Letters of Thai, Lao, Burmese, Khmer, kana and Han.
_LETTERS = (
    "\u0e01-\u0e3a\u0e40-\u0e5b\u0e80-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17e0-\u17e9"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{_LETTERS}]")
_WORD = re.compile(rf"[^\W_{_LETTERS}](?:[^\s—{_LETTERS}]*[^\W_{_LETTERS}])?")


def _passages(found: Sequence[tuple[Part, ...]], texts: Sequence[_Text]) -> Iterator[Passage]:
    around: list[tuple[int, int]] = []
    for part in chain.from_iterable(found):
        texts[part.paragraph].reach(part)
    for parts in found:
        while around and around[-1] <= (parts[0].paragraph, parts[0].start):
            around.pop()
        pieces: list[str] = []
        words = unspaced = 0
        for part in parts:
            text = texts[part.paragraph]
            begin, end = text.at(part.start + 1), text.at(part.end - (part is parts[-1]))
            pieces.append(text.set[begin:end].strip())
            found_words, found_unspaced = text.count(begin, end)
            words, unspaced = words + found_words, unspaced + found_unspaced
        yield Passage(parts, len(around), "\n\n".join(pieces), words + (unspaced + 1) // 2)
        around.append((parts[-1].paragraph, parts[-1].end))


def _differing(reader: Reader, again: Reader, texts: Sequence[_Text]) -> set[int]:
    """Find the paragraphs that read otherwise when their marks are set."""
    before = {
        tuple(
            Part(at, texts[at].at(part.start), texts[at].at(part.end))
            for part in parts
            for at in [part.paragraph]
        )
        for parts in reader.parts
    } | {(Part(number, texts[number].at(offset), -1),) for number, offset, _ in reader.unbalanced}
    after = {*again.parts, *((Part(number, offset, -1),) for number, offset, _ in again.unbalanced)}
    differing = {part.paragraph for parts in before ^ after for part in parts}
    for parts in (*reader.parts, *reversed(reader.parts)):
        numbers = {part.paragraph for part in parts}
        if numbers & differing:
            differing |= numbers
    return differing
