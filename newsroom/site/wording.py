"""Dates in words."""

import datetime as dt

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
    locale = locale_of(lang)
    day = format_date(moment.day, "long", locale=locale)
    if moment.time is None:
        return day
    instant = dt.datetime.combine(moment.day, moment.time)
    clock = format_time(instant, "short", tzinfo=moment.time.tzinfo, locale=locale)
    return f"{day}, {clock} {get_timezone_gmt(instant, locale=locale)}"


def period_in_words(period: tuple[int, ...], lang: str) -> str:
    """Return a year, `(2015,)`, or a month, `(2015, 10)`, as people of a language write it."""
    year, month = (*period, 1)[:2]
    skeleton = "yMMMM" if len(period) > 1 else "y"
    return format_skeleton(skeleton, dt.datetime(year, month, 1), locale=locale_of(lang))


def unpublished_mark(reason: Reason | None) -> str:
    """Return the words for an article that only the preview shows; none where everybody sees it."""
    return _UNPUBLISHED.get(reason, "")
