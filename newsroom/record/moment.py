"""A point in time that keeps the precision it was written with.

A day stays a day: it is never turned into a midnight that nobody wrote.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

# The first whole year of the Gregorian calendar (ISO 8601-1, section 4.2.1).
_FIRST = 1583
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(:\d{2})?)\s*(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)


@dataclass(frozen=True)
class Moment:
    """A day, or an instant with its offset from UTC.

    `day` is the date on the calendar of the place where it was written. `time` is None for a day;
    otherwise it has an offset. `seconds` says whether seconds were written.
    """

    day: dt.date
    time: dt.time | None = None
    seconds: bool = False

    @cached_property
    def iso(self) -> str:
        """The moment in ISO 8601, as precise as it is known: HTML's `datetime`, schema.org, W3C."""
        if self.time is None:
            return self.day.isoformat()
        clock = self.time.isoformat("seconds" if self.seconds else "minutes")
        return f"{self.day.isoformat()}T{clock}"

    def earliest(self, zone: dt.tzinfo) -> dt.datetime:
        """Return the first instant that the moment can mean; a day begins in `zone`.

        For comparing and sorting only. It is never shown: nobody said that it was midnight.
        """
        if self.time is None:
            return dt.datetime.combine(self.day, dt.time(), zone)
        return dt.datetime.combine(self.day, self.time)

    def is_before(self, other: "Moment", zone: dt.tzinfo) -> bool:
        """Tell whether this moment is surely before another: of two on one day, a day never is."""
        if self.time is None or other.time is None:
            return self.day < other.day
        return self.earliest(zone) < other.earliest(zone)

    def full_years(self, now: dt.datetime, zone: dt.tzinfo) -> int:
        """Return how many whole years have passed at the instant `now`, by the days of `zone`."""
        today = now.astimezone(zone).date()
        before = (today.month, today.day) < (self.day.month, self.day.day)
        return max(today.year - self.day.year - before, 0)


def parse_moment(text: str, zone: dt.tzinfo) -> Moment:
    """Read `2015-10-08`, `2015-10-08 14:30` or `2015-10-08T14:30:00+02:00` (ISO 8601, RFC 3339).

    A time without an offset is one in `zone`. Raises ValueError, with what to write instead, for
    other forms, for days that no calendar has, and for local times that clocks skip or show twice.
    """
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            return _printed(Moment(dt.date.fromisoformat(text)))
        if found := _TIME.fullmatch(text):
            day, clock, seconds, offset = found.groups()
            instant = dt.datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
            if offset is None:
                instant = _in_zone(instant, zone)
            # A fixed offset, so that the record does not hold on to a table of time zones.
            fixed = instant.timetz().replace(
                tzinfo=dt.timezone(instant.utcoffset() or dt.timedelta())
            )
            return _printed(Moment(instant.date(), fixed, seconds is not None))
    except ValueError as error:
        raise ValueError(f"'{text}' is no date: {error}") from None
    raise ValueError(f"'{text}' is no date; write 2015-10-08 or 2015-10-08 14:30")


def _printed(moment: Moment) -> Moment:
    if moment.day.year < _FIRST:
        raise ValueError(f"this calendar begins with {_FIRST}")
    return moment


def _in_zone(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise ValueError("clocks change at that hour; add the offset, as in +02:00")
    return first


def _validate(value: Any, info: ValidationInfo) -> Moment:
    if isinstance(value, Moment):
        return value
    zone = (info.context or {}).get("zone", dt.UTC)
    try:
        return parse_moment(str(value), zone)
    except ValueError as error:
        raise PydanticCustomError("moment", "{reason}", {"reason": str(error)}) from None


Date = Annotated[
    Moment, BeforeValidator(_validate), PlainSerializer(lambda moment: moment.iso, return_type=str)
]
"""A field that holds a moment; `context={"zone": tzinfo}` says where a time without offset is."""
