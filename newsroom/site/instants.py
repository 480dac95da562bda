"""When a site becomes another one, though nobody changes a file: the clock's part in it."""

import datetime as dt
from collections.abc import Iterable, Iterator

from newsroom.content.content_file import ContentFile
from newsroom.record.agencies import Agencies
from newsroom.record.article import Article
from newsroom.record.visibility import NEWS


def next_change(
    articles: Iterable[ContentFile[Article]],
    now: dt.datetime,
    zone: dt.tzinfo,
    agencies: Agencies | None,
) -> dt.datetime | None:
    """Return the first instant after `now` at which a build may come out otherwise; None for never.

    Dates, ends of embargoes, expiries, ends of agencies' archives, what leaves the sitemap of news,
    the age of articles in years, and corrections and updates that are still to come. An instant too
    many costs a build, one too few a wrong page.
    """
    found = (
        instant
        for file in articles
        for instant in _instants(file, now, zone, agencies)
        if instant > now
    )
    return min(found, default=None)


def _instants(
    file: ContentFile[Article], now: dt.datetime, zone: dt.tzinfo, agencies: Agencies | None
) -> Iterator[dt.datetime]:
    record = file.record
    begins = record.date.earliest(zone)
    yield begins
    yield begins + NEWS
    for moment in (
        record.embargoed,
        record.expires,
        record.modified,
        *(correction.date for correction in record.corrections),
    ):
        if moment:
            yield moment.earliest(zone)
    for key in file.agencies if agencies else ():
        if agencies and (days := agencies[key].archive_days):
            yield begins + dt.timedelta(days=days)
    yield _birthday(record.date.day, now, zone)


def _birthday(day: dt.date, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the instant after `now` at which a day is a whole number of years ago."""
    today = now.astimezone(zone).date()
    year = max(today.year, day.year + 1)
    if (day.month, day.day) <= (today.month, today.day) and year == today.year:
        year += 1
    try:
        date = day.replace(year=year)
    except ValueError:  # the 29th of February, in a year without
        date = dt.date(year, 3, 1)
    return dt.datetime.combine(date, dt.time(), zone)
