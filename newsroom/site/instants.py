"""When a site becomes another one, though nobody changes a file: the clock's part in it."""

import datetime as dt
from collections.abc import Iterable, Iterator

from newsroom.content.facts import Facts


def next_change(articles: Iterable[Facts], now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the first instant after `now` at which a build may come out otherwise; None for never.

    Dates, ends of embargoes, expiries, ends of agencies' archives, what leaves the sitemap of news,
    the age of articles in years, and corrections and updates that are still to come. An instant too
    many costs a build, one too few a wrong page.
    """
    instant = now.timestamp()
    days = set()
    found = []
    for article in articles:
        days.add(article.date[5:10])
        last = article.states[-1][0]
        if last is not None and last > instant:
            found += [at for at, _ in article.states if at is not None and at > instant]
        found += [at for at in article.changes if at > instant] if article.changes else ()
    found += [birthday.timestamp() for birthday in _birthdays(days, now, zone)]
    return min((dt.datetime.fromtimestamp(at, dt.UTC) for at in found), default=None)


def _birthdays(days: Iterable[str], now: dt.datetime, zone: dt.tzinfo) -> Iterator[dt.datetime]:
    """Give the instants after `now` at which days of a year (`MM-DD`) come again."""
    today = now.astimezone(zone).date()
    for text in days:
        month, day = map(int, text.split("-"))
        year = today.year + ((month, day) <= (today.month, today.day))
        try:
            date = dt.date(year, month, day)
        except ValueError:  # the 29th of February, in a year without
            date = dt.date(year, 3, 1)
        yield dt.datetime.combine(date, dt.time(), zone)
