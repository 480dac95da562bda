"""The reader of quotation marks: which mark opens a passage and which one closes it.

Double marks are read first, in one pass with a stack; then the single ones between them, which may
be apostrophes, pair up. A paragraph's end puts an end to what is open, unless the next paragraph
begins with the mark again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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


@dataclass(slots=True, eq=False)
class Span:
    """A passage as it is read: its opening mark in each of its paragraphs, and the closing one."""

    marks: list[tuple[int, Mark]]
    outer: "Span | None" = None
    closing: Mark | None = None

    @property
    def opening(self) -> str:
        """The character that opened it."""
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
        """The paragraph in which it begins, and the offset of its mark."""
        return self.marks[0][0], self.marks[0][1].offset


class Reader:
    """Reads paragraphs: `spans` in the order of their opening, and marks that are `unbalanced`."""

    def __init__(self, paragraphs: Sequence[str], marks: Marks) -> None:
        self.paragraphs = paragraphs
        self.marks = marks
        self.open: list[Span] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.doubles: list[Span] = []
        self.strays: list[tuple[int, int, str]] = []
        self.singles: list[tuple[int, Span | None, _Single]] = []
        for number, text in enumerate(paragraphs):
            if text.strip():
                self._paragraph(number, text, marks_in(text, marks))
        lost = [(*span.where, span.opening) for span in self.doubles if span.closing is None]
        self.unbalanced = sorted([*self.strays, *lost])
        spans = [span for span in self.doubles if span.closing] + self._pairs()
        self.spans = sorted(spans, key=lambda span: span.where)
        self.parts = [self._parts(span) for span in self.spans]

    def _parts(self, span: Span) -> tuple[Part, ...]:
        ends = [len(self.paragraphs[number]) for number, _ in span.marks]
        ends[-1] = span.closing.offset + 1 if span.closing else ends[-1]
        return tuple(
            Part(number, mark.offset, end)
            for (number, mark), end in zip(span.marks, ends, strict=True)
        )

    def _paragraph(self, number: int, text: str, found: list[Mark]) -> None:
        if not found:  # it repeats nothing that is open
            self.open, self.counts = [], defaultdict(int)
            return
        chances = _chances(found)
        repeated = self._go_on(number, text, found)
        singles: list[tuple[Mark, Span | None]] = []
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
        going: list[Span] = []
        rest = first[:repeated]
        while rest:
            # The latest of those that are open: an earlier one may have lost its closing mark.
            span = self.open.pop()
            if span.repeats(rest[-1]):
                rest[-1].role = "open"
                span.marks.append((number, rest.pop()))
                going.append(span)
        self.open = going[::-1]
        self.counts = defaultdict(int)
        for span in going:
            self.counts[span.opening] += 1
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
            self.open.append(Span([(number, mark)], self.open[-1] if self.open else None))
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

    def _pairs(self) -> list[Span]:
        """Pair single marks that stand in the same paragraph and the same passage."""
        real: dict[Span | None, Span | None] = {None: None}
        for span in self.doubles:
            real[span] = span if span.closing else real[span.outer]
        regions: dict[tuple[int, Span | None], list[_Single]] = defaultdict(list)
        for number, outer, single in self.singles:
            regions[number, real[outer]].append(single)
        return [
            Span([(number, opening)], closing=closing)
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
