"""Dates as pages print them, in words or in figures, to ISO 8601 (ISO 8601-1:2019).

Names of months and the order of figures are CLDR's. Nothing is added to what is written: a day
stays a day, a time without a zone has no offset, a date without a year is none.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.ingest.dates.names import day_first, month
from newsroom.ingest.dates.time import time_beside
from newsroom.ingest.item import IngestError

# The first newspaper, Johann Carolus's Relation; and no page of news is from another century.
FIRST_YEAR, LAST_YEAR = 1605, 2100
_BUDDHIST = 543  # what Thai years are ahead

# A date is on a line of its own; nobody looks for one in a chapter (characters).
MAX_LENGTH = 1000

_WORD = r"[^\W\d_][^\s\d,;:/|()\[\]–—-]{0,24}"
_NAME = rf"{_WORD}(?:\s(?!(?:de|del|of|gada)\s){_WORD})?"
# Pages glue what follows to a year: a time, the same date once more.
_YEAR = r"(?P<y>\d{4})(?:(?!\d)|(?=\d\d?(?:[:.]\d\d|\.?\s?[^\W\d])))"
_OF = r"(?:(?:de|del|of|da|ta[’'])\s+|d[’'])?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°|ste|de|-?го|-?е|η|ης|a|an)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日號号일]?",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s*tháng\s*(?P<m>\d{{1,2}}),?\s*(?:năm\s*)?{_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}[\s.,/-]{{0,3}}{_OF}(?P<n>{_NAME})"
        rf"(?:\s?/\s?{_NAME})?[\s.,/-]{{0,3}}(?:(?:de|del|of)\s+|поч\.\s)?{_YEAR}",
        rf"(?P<n>{_WORD})\s+(?P<d>\d{{1,2}}){_ORDINAL},?\s+(?:de\s+)?{_YEAR}",
        r"(?<!\d)(?P<y>\d{4})(?:\.|\s?m\.|eko|\.?\s?оны|ж\.|\s?г\.)?,?\s+"
        rf"(?P<n>{_NAME})\s+(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<y>\d{{4}})\.\s*gada\s+(?P<d>\d{{1,2}})\.\s*(?P<n>{_WORD})",
        r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})(?!\d)",
        rf"(?<![\d.])(?P<a>\d{{1,2}})(?P<s>[./-])\s?(?P<b>\d{{1,2}})(?P=s)\s?{_YEAR}",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>\d{2})(?![\d.:/]\d|\d)",
    )
)


@dataclass(frozen=True)
class WrittenDate:
    """A date in a text: where it stands, and what it is in ISO 8601.

    `iso` is None where no calendar has the day, or where two days could be meant; `fault` says it.
    """

    start: int
    end: int
    iso: str | None
    fault: str | None = None


def date_in(text: str, lang: str | None = None) -> str | None:
    """Return the first date of a text as ISO 8601, such as `2015-10-08T14:30`; None without one.

    `lang` is the text's language (BCP 47), where known. Raises IngestError, which names it, where
    the only dates are impossible ones (`30.9.3015`) or ones that can be two days (`8/10/2015`).
    """
    fault = None
    for found in dates_in(text, lang):
        if found.iso:
            return found.iso
        fault = fault or found.fault
    if fault:
        raise IngestError(fault)
    return None


def dates_in(text: str, lang: str | None = None) -> tuple[WrittenDate, ...]:
    """Find all dates of a text, each with its time of day where one stands beside it, in order."""
    plain = _in_figures(text[:MAX_LENGTH])
    found: list[WrittenDate] = []
    for match in sorted(_matches(plain), key=lambda match: (match.start(), -match.end())):
        if found and match.start() < found[-1].end:
            continue
        if date := _read(match, plain, lang, found[-1].end if found else 0):
            found.append(date)
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for form in _FORMS:
        yield from form.finditer(text)


def _in_figures(text: str) -> str:
    """Write the digits of all scripts as 0 to 9, one for one."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter))
        if letter.isdecimal()
        else " "
        if letter == "\xa0"
        else letter
        for letter in text
    )


def _read(match: re.Match[str], text: str, lang: str | None, after: int) -> WrittenDate | None:
    parts = match.groupdict()
    start, end = match.span()
    year = _year(parts["y"], lang)
    fault = None
    if name := parts.get("n"):
        named = _named(name, lang)
        if named is None:
            return None
        number, skipped, unread = named
        if start == match.start("n"):
            start += skipped
        elif skipped:
            return None
        if unread and match.end("n") < match.end():
            return None
        end -= unread
        days = {(int(parts["d"]), number)}
    elif parts.get("a"):
        days, fault = _ordered(int(parts["a"]), int(parts["b"]), parts["s"], lang)
    else:
        days = {(int(parts["d"]), int(parts["m"]))}
    written = text[start:end].strip()
    if fault:
        return WrittenDate(start, end, None, f"'{written}' {fault}")
    (day, number) = next(iter(days))
    try:
        date = dt.date(year, number, day)
    except ValueError:
        return WrittenDate(start, end, None, f"'{written}' is in no calendar; correct the date")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return WrittenDate(start, end, None, f"'{written}' is no year of news; correct the date")
    clock = time_beside(text, start, end, after)
    if clock is None:
        return WrittenDate(start, end, date.isoformat())
    return WrittenDate(
        min(start, clock.start), max(end, clock.end), f"{date.isoformat()}T{clock.iso}"
    )


def _year(written: str, lang: str | None) -> int:
    year = int(written)
    if len(written) == 2:  # POSIX: strptime's %y
        return year + (2000 if year < 69 else 1900)
    return year - _BUDDHIST if lang == "th" and year - _BUDDHIST >= FIRST_YEAR else year


def _named(written: str, lang: str | None) -> tuple[int, int, int] | None:
    """Return the month of a name, and how many letters around it are not the month's.

    What stands before may be glued to it (`readApril`), as Hebrew's and Maltese's `in` are.
    """
    words = written.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        unread = len(written) - len(name)
        if number := month(name, lang):
            return number, 0, unread
        if name.startswith("ב") and (number := month(name[1:], lang)):
            return number, 0, unread
        capital = max((at for at, letter in enumerate(name) if letter.isupper()), default=0)
        if capital and (number := month(name[capital:], lang)):
            return number, capital, unread
    return None


def _ordered(
    first: int, second: int, separator: str, lang: str | None
) -> tuple[set[tuple[int, int]], str | None]:
    """Return day and month of two figures; or, as a fault, why they cannot be told apart."""
    by_day, by_month = (first, second), (second, first)
    if first == second:
        return {by_day}, None
    if separator == "/":
        if first > 12 or second > 12:  # months
            return {by_day if first > 12 else by_month}, None
        order = day_first(lang)
        if order is None:
            return set(), "can be two days; write it as 2015-10-08"
        return {by_day if order else by_month}, None
    return {by_day}, None
