"""The lines of a page that was saved as text, joined to what they were on the page.

Text-mode readers break lines at a width; browsers give each block one line. What they add is taken
away here: numbers of links (`[12]`) and their list, fields and buttons of forms, marks of pictures.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsroom.ingest.capture.credits import is_credit
from newsroom.ingest.capture.text import (
    GAP,
    ends_sentence,
    joined,
    starts_lower,
    stripped_of_reader_marks,
    width,
)
from newsroom.ingest.dates.written import dates_in
from newsroom.ingest.item import IngestError

# More lines than any page of news has, its menus and comments included.
MAX_LINES = 20_000

# Columns: what text-mode readers break lines at.
_NARROWEST, _WIDEST, _RAGGED = 58, 100, 12
# Of sentences: those of an article are longer than labels; without an end, even longer.
_SENTENCE, _NO_END = 45, 120
_FIREFOX = 72  # always, and it writes out the links' addresses
_SHARE_OF_LONG, _RAGGED_SHARE = 0.2, 0.75
_LABEL = 6  # words
_LONGEST_DATE = 120  # characters

_ADDRESS = GAP * 30  # what is left of a link's address: it may reach beyond the column

_MARKER = re.compile(r"(?P<mark>[*•·‣◦▪■●+○]|-|o(?=\s{1,3}\S)|\d{1,3}[.)])(?P<space>\s{1,4})(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)(?:\s#+)?")


@dataclass(frozen=True)
class Unit:
    """A block of the page: a heading, a paragraph, an item of a list, a label.

    `marker` is what stands before it: `*` or the like, `1.`, `>` for a quote. `level` is that of a
    heading marked with `#`, else 0. Units of one `group` have no blank line between them.
    """

    text: str
    indent: int
    group: int
    marker: str = ""
    level: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.marker) and self.marker != ">"


@dataclass(frozen=True)
class _Line:
    unit: Unit
    columns: int
    text_at: int
    first_word: int
    stretched: bool = False


def read_units(text: str) -> list[Unit]:
    """Return the blocks of a page's text, in order. Raises IngestError for too many lines."""
    lines = list(_lines(stripped_of_reader_marks(text)))
    breaks_at = _breaking_column(lines)
    units: list[Unit] = []
    last: _Line | None = None
    for line in lines:
        if not line.unit.text:
            # All of it was taken out: a link's address that had no room behind its words.
            same = last is not None and last.unit.group == line.unit.group
            last = replace(last, columns=line.columns, stretched=True) if last and same else None
            continue
        if last and last.stretched and _is_label(units[-1], line.unit):
            units.append(line.unit)
        elif last and _continues(last, line, breaks_at):
            more = line.unit.text
            if line.unit.is_item:
                more = f"{line.unit.marker} {more}"  # a dash, a number, a word `o` of the text
            units[-1] = replace(units[-1], text=joined(units[-1].text, more))
        else:
            units.append(line.unit)
        last = line
    return units


def _lines(text: str) -> Iterator[_Line]:
    group = count = 0
    for raw in text.split("\n"):
        written = raw.expandtabs(8).rstrip()
        content = written.lstrip()
        if not content:
            group += 1
            continue
        count += 1
        if count > MAX_LINES:
            raise IngestError(f"has more than {MAX_LINES} lines; no page of news has so many")
        indent = len(written) - len(content)
        first_word = width(_first_word(content))
        marker, level, text_at = "", 0, indent
        content = content.replace(GAP, "")
        if quote := _QUOTE.match(content):
            marker, content = ">", content[quote.end() :]
            text_at += quote.end()
        elif (found := _MARKER.match(content)) and not _is_dated(found["mark"], content):
            marker, content = found["mark"], content[found.end() :]
            text_at += found.end()
        elif heading := _HEADING.fullmatch(content):
            level, content = len(heading[1]), heading[2]
        content = " ".join(content.split())
        if marker == ">" and not content:
            group += 1
            continue
        unit = Unit(content, indent, group, marker, level)
        stretched = _ADDRESS in written
        yield _Line(unit, width(written), text_at, first_word, stretched)


def _is_dated(mark: str, text: str) -> bool:
    """Tell whether what looks like an item's number is the day of a date: `4. März 2024`."""
    if not mark[0].isdigit() or len(text) > _LONGEST_DATE:
        return False
    return any(date.start == 0 for date in dates_in(text))


def _first_word(text: str) -> str:
    return text[:1] if width(text[:1]) > 1 else text.split(" ", 1)[0]


def _breaking_column(lines: Sequence[_Line]) -> int | None:
    """Return the column at which lines are broken; None where each block has one line."""
    columns = [
        line.columns
        for line in lines
        if not line.stretched and (" " in line.unit.text or not line.unit.text.isascii())
    ]
    if sum(count for count in columns if count > _WIDEST) > sum(columns) * _SHARE_OF_LONG:
        return None
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if one.unit.group == two.unit.group
        and one.unit.text
        and two.unit.text
        and not one.stretched
        and _NARROWEST - _RAGGED < one.columns <= _WIDEST
    ]
    widths = Counter(one.columns for one, _ in pairs)
    often = len(pairs) // 10
    column = max(
        (at for at in widths if sum(widths[at - less] for less in range(9)) > often), default=0
    )
    full = [(one, two) for one, two in pairs if one.columns + 1 + two.first_word > column]
    inside = sum(
        not ends_sentence(one.unit.text) and starts_lower(two.unit.text) for one, two in full
    )
    if column >= _NARROWEST and inside and inside * 5 >= len(full):
        return column
    addressed = any(line.stretched for line in lines)
    return _FIREFOX if addressed and max(columns, default=0) <= _FIREFOX else None


def _continues(last: _Line, line: _Line, breaks_at: int | None) -> bool:
    one, two = last.unit, line.unit
    if one.group != two.group or two.level or one.level:
        return False
    if one.marker == ">" and two.marker == ">":
        return bool(breaks_at)
    if breaks_at is None or is_credit(two.text):
        return False
    if two.marker and (
        two.marker[0] not in "-o0123456789"
        or one.marker
        or two.indent != last.text_at
        or ends_sentence(one.text)
        or one.text.endswith((":", ";"))
    ):
        return False
    if two.indent > last.text_at + 1 or (one.is_item and two.indent < last.text_at - 1):
        return False
    if last.columns + 1 + line.first_word <= breaks_at:
        # The next word had room; a small letter still goes on with the sentence.
        ragged = last.columns >= breaks_at * _RAGGED_SHARE and two.text[0].islower()
        return ragged and not ends_sentence(one.text) and not one.text.endswith((":", ";"))
    return not _is_date(two.text)


def _is_label(last: Unit, unit: Unit) -> bool:
    """Tell whether a line with a link's address is a block of its own: a short one, a menu's."""
    return len(last.text.split()) <= _LABEL and not starts_lower(unit.text)


def _is_date(text: str) -> bool:
    if len(text) > 60 or not any(letter.isdecimal() for letter in text) or ends_sentence(text):
        return False
    return any(date.end - date.start > 0.6 * len(text) for date in dates_in(text))


def is_paragraph(unit: Unit) -> bool:
    """Tell whether a block is a sentence or more of running text."""
    if unit.level:
        return False
    columns = width(unit.text)
    if columns >= _NO_END:
        return True
    return not unit.is_item and columns >= _SENTENCE and ends_sentence(unit.text)
