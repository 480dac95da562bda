"""Passages in quotation marks: where they begin and end, how they nest, what their marks become.

Double marks are read first, in one pass with a stack; then the single ones between them, which may
be apostrophes, pair up. A paragraph's end puts an end to what is open, unless the next paragraph
begins with the mark again.

Sources: the Unicode Standard, section 6.2 (quotation marks by language, apostrophe), and CLDR's
delimiters, by way of `quotation_marks`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newsroom.record.quotation_marks import (
    CLOSERS,
    OPENERS,
    OPENS_BY_SHAPE,
    SINGLE,
    SINGLE_CLOSERS,
    Mark,
    Marks,
    Next,
    closing_strength,
    is_gershayim,
    is_unspaced,
    marks_in,
    marks_of,
    opening_strength,
)


@dataclass(frozen=True)
class Part:
    """A piece of a passage within one paragraph: from its mark to behind the closing one.

    `paragraph` is an index into the input. Where the passage goes on, `start` is the mark that the
    paragraph repeats and `end` the paragraph's end.
    """

    paragraph: int
    start: int
    end: int


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
    reader = _Reader(paragraphs, marks)
    setting = _setting(paragraphs, reader.spans, marks)
    texts = [_Text(text, setting.get(number, {})) for number, text in enumerate(paragraphs)]
    for last in (False, False, True):
        again = _Reader([text.set for text in texts], marks) if setting else reader
        differing = _differing(reader, again, texts)
        changed = differing & set(setting)
        for number in set(setting) if differing and (last or not changed) else changed:
            del setting[number]
            texts[number] = _Text(paragraphs[number], {})
    return Quotation(
        passages=tuple(_passages(reader.parts, texts)),
        unbalanced=tuple(Unbalanced(*where) for where in reader.unbalanced),
        typographic=tuple(
            (number, offset, mark)
            for number, found in sorted(setting.items())
            for offset, mark in sorted(found.items())
        ),
    )


@dataclass(slots=True, eq=False)
class _Span:
    """A passage as it is read: its opening mark in each of its paragraphs, and the closing one."""

    marks: list[tuple[int, Mark]]
    outer: "_Span | None" = None
    closing: Mark | None = None

    @property
    def opening(self) -> str:
        return self.marks[0][1].character

    def repeats(self, mark: Mark) -> bool:
        """Tell whether a mark at a paragraph's begin says that this passage goes on."""
        return mark.character == self.opening or (
            # Romance languages may repeat the closing mark.
            self.opening in OPENS_BY_SHAPE
            and mark.character in CLOSERS[self.opening]
            and (mark.right is not Next.SPACE or mark.character == "»")
        )

    @property
    def where(self) -> tuple[int, int]:
        return self.marks[0][0], self.marks[0][1].offset


class _Reader:
    """Reads paragraphs: `spans` in the order of their opening, and marks that are `unbalanced`."""

    def __init__(self, paragraphs: Sequence[str], marks: Marks) -> None:
        self.paragraphs = paragraphs
        self.marks = marks
        self.open: list[_Span] = []
        self.counts: Counter[str] = Counter()
        self.doubles: list[_Span] = []
        self.strays: list[tuple[int, int, str]] = []
        self.singles: list[tuple[int, _Span | None, _Single]] = []
        for number, text in enumerate(paragraphs):
            if text.strip():
                self._paragraph(number, text, marks_in(text, marks))
        lost = [(*span.where, span.opening) for span in self.doubles if span.closing is None]
        self.unbalanced = sorted([*self.strays, *lost])
        spans = [span for span in self.doubles if span.closing] + self._pairs()
        self.spans = sorted(spans, key=lambda span: span.where)
        self.parts = [self._parts(span) for span in self.spans]

    def _parts(self, span: _Span) -> tuple[Part, ...]:
        ends = [len(self.paragraphs[number]) for number, _ in span.marks]
        ends[-1] = span.closing.offset + 1 if span.closing else ends[-1]
        return tuple(
            Part(number, mark.offset, end)
            for (number, mark), end in zip(span.marks, ends, strict=True)
        )

    def _paragraph(self, number: int, text: str, found: list[Mark]) -> None:
        chances = _chances(found)
        repeated = self._go_on(number, text, found)
        singles: list[tuple[Mark, _Span | None]] = []
        for place, mark in enumerate(found):
            if mark.joined:
                before = found[place - 1]
                mark.left = {"": before.left, "open": Next.SPACE, "close": Next.CLOSE}[before.role]
                if before.character in "'’" and before.left is mark.right is Next.WORD:
                    # An elided article: l'"eau".
                    elided = not is_unspaced(text[max(0, before.offset - 1) : before.offset])
                    mark.left = Next.OPEN if elided else mark.left
            if mark.character in SINGLE:
                singles.append((mark, self.open[-1] if self.open else None))
            elif place >= repeated:
                mark.role = self._role(text, mark, chances[place])
                if mark.role:
                    self._take(number, mark)
        for place in range(len(found) - 2, -1, -1):
            mark, after = found[place : place + 2]
            if after.joined:
                mark.right = {"": after.right, "open": Next.WORD, "close": Next.SPACE}[after.role]
        for mark, outer in singles:
            opens = opening_strength(text, mark, self.marks)
            closes = closing_strength(text, mark)
            if opens or closes:
                self.singles.append((number, outer, (mark, opens, closes)))

    def _go_on(self, number: int, text: str, found: list[Mark]) -> int:
        """Let passages go on that the paragraph's first marks repeat; return how many marks do."""
        first: list[Mark] = []
        for mark in found:
            if (
                mark.character in SINGLE
                or text[first[-1].offset + 1 if first else 0 : mark.offset].strip()
            ):
                break
            first.append(mark)
        repeated = 0
        for span in self.open:
            if repeated < len(first) and span.repeats(first[repeated]):
                repeated += 1
        going: list[_Span] = []
        rest = first[:repeated]
        while rest:
            # The latest of those that are open: an earlier one may have lost its closing mark.
            span = self.open.pop()
            if span.repeats(rest[-1]):
                rest[-1].role = "open"
                span.marks.append((number, rest.pop()))
                going.append(span)
        self.open = going[::-1]
        self.counts = Counter(span.opening for span in going)
        return repeated

    def _role(self, text: str, mark: Mark, spare: bool) -> Literal["", "open", "close"]:
        """Tell what a double mark does; nothing if it is none, such as an inch."""
        character, marks = mark.character, self.marks
        closable = self._closable(character)
        if character in '"”' and text[mark.offset - 1 : mark.offset].isnumeric():
            return "close" if closable and not spare else ""
        if character == '"' and is_gershayim(text, mark.offset):
            return ""
        if character not in CLOSERS or character not in OPENERS:
            return "open" if character in CLOSERS else "close"
        opens = character in marks.opens or character == '"'
        closes = character in marks.closes
        shaped = character in OPENS_BY_SHAPE
        if closable:
            return "open" if mark.may_open and (opens or shaped or not closes) else "close"
        if mark.may_open or (character == "«" and marks.spaced):
            return "open"
        if mark.may_close:
            return "close"
        return "open" if opens or shaped or not (closes or mark.right is Next.SPACE) else "close"

    def _closable(self, character: str) -> bool:
        return any(self.counts[opener] for opener in OPENERS.get(character, ""))

    def _take(self, number: int, mark: Mark) -> None:
        if mark.role == "open":
            self.open.append(_Span([(number, mark)], self.open[-1] if self.open else None))
            self.doubles.append(self.open[-1])
            self.counts[mark.character] += 1
        elif not self._closable(mark.character):
            self.strays.append((number, mark.offset, mark.character))
        else:
            span = None
            while span is None or mark.character not in CLOSERS[span.opening]:
                span = self.open.pop()
                self.counts[span.opening] -= 1
            span.closing = mark

    def _pairs(self) -> list[_Span]:
        """Pair single marks that stand in the same paragraph and the same passage."""
        real: dict[_Span | None, _Span | None] = {None: None}
        for span in self.doubles:
            real[span] = span if span.closing else real[span.outer]
        regions: dict[tuple[int, _Span | None], list[_Single]] = defaultdict(list)
        for number, outer, single in self.singles:
            regions[number, real[outer]].append(single)
        return [
            _Span([(number, opening)], closing=closing)
            for (number, _), singles in regions.items()
            for opening, closing in _paired(singles)
        ]


_Single = tuple[Mark, int, int]


def _chances(found: Sequence[Mark]) -> list[bool]:
    """Tell for each mark whether those behind it close more passages than they open."""
    needed = {'"': 0, "”": 0}
    chances: list[bool] = []
    for mark in reversed(found):
        kind = '"' if mark.character == '"' else "”"
        chances.append(needed[kind] > 0)
        if mark.character in '"”“„':
            opens = mark.character == "„" or mark.may_open
            needed[kind] += -1 if opens else 1
    return chances[::-1]


def _paired(singles: Sequence[_Single]) -> Iterator[tuple[Mark, Mark]]:
    """Pair single marks; what has no partner is an apostrophe.

    An opening mark remembers the first one that may close it, as in `the 'boys' club`, and takes it
    if no better one comes.
    """
    opened: list[tuple[Mark, bool]] = []
    likely: list[Mark] = []
    counts: Counter[tuple[str, bool]] = Counter()
    perhaps: dict[int, Mark] = {}
    for mark, opens, closes in singles:
        openers = [char for char, closers in SINGLE_CLOSERS.items() if mark.character in closers]
        wanted = bool(likely)
        count = sum(counts[char, wanted] for char in openers) if closes else 0
        if count and closes == 1 and wanted:
            if likely[-1].character in openers:
                perhaps.setdefault(likely[-1].offset, mark)
        elif count and (wanted or closes == 3):
            while count:
                opening, sure = opened.pop()
                counts[opening.character, sure] -= 1
                if sure:
                    likely.pop()
                fits = sure is wanted and opening.character in openers
                count -= fits
                second = perhaps.pop(opening.offset, None)
                if fits and not (second and count):
                    yield opening, mark
                    break
                if second:
                    yield opening, second
        elif opens:
            opened.append((mark, opens == 2))
            counts[mark.character, opens == 2] += 1
            if opens == 2:
                likely.append(mark)
    for opening, _ in opened:
        if opening.offset in perhaps:
            yield opening, perhaps[opening.offset]


def _setting(
    paragraphs: Sequence[str], spans: Sequence[_Span], marks: Marks
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
    """A paragraph with its marks set."""

    def __init__(self, text: str, setting: Mapping[int, str]) -> None:
        self.offsets = sorted(setting)
        self.shifts = [0]
        pieces: list[str] = []
        begin = 0
        for offset in self.offsets:
            pieces += [text[begin:offset], setting[offset]]
            begin = offset + 1
            self.shifts.append(self.shifts[-1] + len(setting[offset]) - 1)
        self.set = "".join([*pieces, text[begin:]])
        words = [(found.start(), found.end()) for found in _WORD.finditer(self.set)]
        self.begins = [begin for begin, _ in words]
        self.ends = [end for _, end in words]
        self.unspaced = [found.start() for found in _UNSPACED.finditer(self.set)]

    def at(self, offset: int) -> int:
        """Return where an offset of the paragraph is now."""
        return offset + self.shifts[bisect_left(self.offsets, offset)]

    def count(self, begin: int, end: int) -> tuple[int, int]:
        """Count words and characters of scripts without spaces between two offsets of `set`."""
        first = bisect_right(self.ends, begin)
        words = max(0, bisect_left(self.begins, end) - first)
        if words == 1 and self.begins[first] < begin and self.ends[first] > end:
            words = _WORD.search(self.set, begin, end) is not None
        return words, bisect_left(self.unspaced, end) - bisect_left(self.unspaced, begin)


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


def _differing(reader: _Reader, again: _Reader, texts: Sequence[_Text]) -> set[int]:
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
