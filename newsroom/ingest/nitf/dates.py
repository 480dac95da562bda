"""Dates of news XML: from ISO 8601's basic and extended forms to the extended one."""

import datetime as dt
import re

from newsroom.ingest.item import IngestError

# NITF's `norm` is basic (`20151014T043001+0100`), NewsML-G2's TruncatedDateTime is extended. A day
# may have an offset (XML Schema, section 3.3.9), which says nothing that a day needs.
_FORM = re.compile(
    r"(?P<day>(?P<year>\d{4})(?P<dash>-?)(?P<month>\d{2})(?P=dash)(?P<date>\d{2}))"
    r"(?:(?:T|\s+)(?P<hour>\d{2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?)?)?"
    r"\s*(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
# The first whole year of the calendar; a later one than this is a slip, unless it means "never".
_FIRST, _LAST = 1583, 2200
_MIDNIGHT = 24


def read_date(text: str) -> str:
    """Return a date as ISO 8601 in its extended form, as precise as it was.

    Fractions of seconds are left out; `24:00` is the next day's beginning. Raises ValueError for
    other forms and for days and times that do not exist.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ValueError(f"'{text.strip()[:40]}' is no date of ISO 8601")
    hour, minute, second = (found[name] for name in ("hour", "minute", "second"))
    written = text.strip()[:40]
    try:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["date"]))
    except ValueError:
        raise ValueError(f"'{written}' is no day of the calendar") from None
    if day.year < _FIRST:
        raise ValueError(f"'{written}' is before {_FIRST}")
    if hour is None:
        return day.isoformat()
    if int(hour) == _MIDNIGHT and not int(minute or 0) and not int(second or 0):
        try:
            hour, day = "00", day + dt.timedelta(days=1)
        except OverflowError:
            raise ValueError(f"'{written}' is after the last year") from None
    clock = f"{hour}:{minute or '00'}" + (f":{second}" if second else "")
    offset = (found["offset"] or "").upper()
    if offset not in ("", "Z"):
        offset = f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}"
    iso = f"{day.isoformat()}T{clock}{offset}"
    try:
        dt.datetime.fromisoformat(iso)
    except ValueError:
        raise ValueError(f"'{written}' has a time that no clock shows") from None
    return iso


def binding_date(what: str, text: str | None) -> str | None:
    """Return a date that decides when an item may be seen; None where there is none.

    Raises IngestError for one that cannot be read: a guess would publish too early or too long.
    """
    if not text or not text.strip():
        return None
    try:
        return read_date(text)
    except ValueError as error:
        raise IngestError(f"{what}: {error}; ask the sender for the right date") from None


def plain_date(what: str, text: str | None, unsure: list[str]) -> str | None:
    """Return a date, None where there is none; an impossible one is said in `unsure`."""
    if not text or not text.strip():
        return None
    try:
        found = read_date(text)
        if int(found[:4]) > _LAST:
            raise ValueError(f"'{text.strip()[:40]}' is too late to be true")
    except ValueError as error:
        unsure.append(f"the date '{what}' was left out: {error}")
        return None
    return found


def without_zone(date: str | None) -> bool:
    """Tell whether a date has a time, but no offset that says where that time is."""
    return bool(date and "T" in date and not re.search(r"(?:Z|[+-]\d{2}:\d{2})$", date))
