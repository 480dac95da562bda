"""Dates of a page, as ISO 8601."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from email.utils import parsedate_to_datetime

from newsroom.ingest.dates.written import date_in
from newsroom.record.moment import parse_moment

# A page of a later year was not saved: its date is a slip.
_LAST_YEAR = 2200
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z"
    r"|[+-]\d{2}:?\d{2}(?::00)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(\d{4})/?(\d{2})/?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
# Seconds, or thousandths of them, since 1970 (POSIX), from 2001 on.
_SECONDS = re.compile(r"([1-9]\d{9})(?:\d{3})?", re.ASCII)
# The name of a time zone, which says less than an offset: `EET`.
_ZONE = re.compile(r"(?<=\d)\s*[A-Z]{3,5}$")
_SCRIPT = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d{4}) (\d\d:\d\d:\d\d) ?([+-]\d{4})?", re.ASCII)
_LONGEST = 100
_OFFSET = re.compile(r"(?:GMT|UTC)\s*(?=[+-]\d{4})|\s*\([^()]*\)\s*$")


def first_date(
    given: Iterable[str],
    others: Sequence[str],
    what: str,
    unsure: list[str],
    *,
    lang: str | None = None,
    preferred: Sequence[str] = (),
) -> str | None:
    """Return the date that a page gives, None where it gives none.

    `preferred` are the values that count first; of two that say the same, the more precise is
    taken. `lang` is the page's language, for dates in words. `others` count where `given` has none.
    Impossible dates are left out and go into `unsure`, as the date `what`.
    """
    for values in ([*preferred, *given], others):
        read = [(value, _read(value, lang)) for value in dict.fromkeys(values) if value.strip()]
        sound = [found for _, found in read if found]
        if sound:
            same = [found for found in sound if _start(found) == _start(sound[0])]
            return max(same, key=lambda found: (len(found), -same.index(found)))
        for value, _ in read[:1]:
            unsure.append(f"The page's {what} date was left out, since it is none: {value[:60]}")
            return None
    return None


def _start(iso: str) -> str:
    return iso[:16]


def _read(value: str, lang: str | None) -> str | None:
    value = value.strip()
    try:
        if found := _ISO.fullmatch(_ZONE.sub("", value)):
            day, clock, seconds, offset = found.groups()
            iso = day + (f"T{clock}{seconds or ''}{_colon(offset or '')}" if clock else "")
        elif found := _SECONDS.fullmatch(value):
            iso = dt.datetime.fromtimestamp(int(found[1]), dt.UTC).isoformat()
        elif found := _COMPACT.fullmatch(value):
            year, month, date, hour, minute, second, zone = found.groups()
            iso = f"{year}-{month}-{date}"
            if hour:
                iso += f"T{hour}:{minute}" + (f":{second}" if second else "") + _colon(zone or "")
        else:
            iso = _written(value, lang)
        moment = parse_moment(iso, dt.UTC)
    except (ValueError, OverflowError):  # IngestError among them
        return None
    return iso if moment.day.year <= _LAST_YEAR else None


def _colon(offset: str) -> str:
    if len(offset) == len("+0200"):
        return f"{offset[:3]}:{offset[3:]}"
    return offset[:6].upper()


def _written(value: str, lang: str | None) -> str:
    """Read the form of mail and HTTP (RFC 5322, section 3.3), what JavaScript prints, and words."""
    if len(value) > _LONGEST:
        raise ValueError
    mail = _OFFSET.sub("", value)
    if script := _SCRIPT.fullmatch(mail):
        month, day, year, clock, offset = script.groups()
        mail = f"{day} {month} {year} {clock} {offset or '-0000'}"
    try:
        return parsedate_to_datetime(mail).isoformat()
    except (ValueError, TypeError, IndexError):
        found = date_in(value, lang)
    if found is None:
        raise ValueError
    return found
