"""Dates in words."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton, format_time, get_timezone_gmt

from newsroom.record.language import locale_of
from newsroom.record.moment import Moment
from newsroom.record.visibility import Reason

# What the preview says of an article that is not public.
_UNPUBLISHED: dict[Reason | None, str] = {
    "draft": "Draft",
    "withheld": "Withheld",
    "embargoed": "Embargoed",
    "early": "Not published before its date",
}


def in_words(moment: Moment, lang: str) -> str:
    """Return a moment as people of a language write it (CLDR's long form).

    A day is a day: `October 8, 2015`. A time comes with its offset, since a page is read anywhere.
    """
    if moment.time is None:
        return _day(moment.day, lang)
    # Two times are equal where they are one instant, so the offset is told apart by itself.
    clock = _clock(moment.time, moment.time.utcoffset(), lang)
    return f"{_day(moment.day, lang)}, {clock}"


@lru_cache(maxsize=100_000)
def _day(day: dt.date, lang: str) -> str:
    return format_date(day, "long", locale=locale_of(lang))


@lru_cache(maxsize=100_000)
def _clock(time: dt.time, offset: dt.timedelta | None, lang: str) -> str:
    locale = locale_of(lang)
    # The offset of a moment is fixed, so that any day will do.
    instant = dt.datetime.combine(dt.date(2000, 1, 1), time)
    clock = format_time(instant, "short", tzinfo=time.tzinfo, locale=locale)
    return f"{clock} {get_timezone_gmt(instant, locale=locale)}"


@lru_cache(maxsize=10_000)
def period_in_words(period: tuple[int, ...], lang: str) -> str:
    """Return a year, `(2015,)`, or a month, `(2015, 10)`, as people of a language write it."""
    year, month = (*period, 1)[:2]
    skeleton = "yMMMM" if len(period) > 1 else "y"
    return format_skeleton(skeleton, dt.datetime(year, month, 1), locale=locale_of(lang))


def unpublished_mark(reason: Reason | None) -> str:
    """Return the words for an article that only the preview shows; none where everybody sees it."""
    return _UNPUBLISHED.get(reason, "")
