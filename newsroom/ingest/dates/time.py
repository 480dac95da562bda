"""The time of day beside a date, and its zone where the page names one."""

import re
from dataclasses import dataclass

# How far from its date a time may stand (characters).
_REACH = 32

# Only names that are one offset all over the world of news; `CST` and `IST` are three each.
_ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "МСК": "+03:00", "JST": "+09:00", "KST": "+09:00",
    "WIB": "+07:00", "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00",
    "MST": "-07:00", "MDT": "-06:00", "CDT": "-05:00",
}  # fmt: skip

_HALF = (
    r"(?P<half{0}>[ap]\.?\s?m\b\.?|π\.?μ\.?|μ\.?μ\.?|AM|PM|"
    r"오전|오후|上午|下午|午前|午後|晚上|ص|م\b|ÖÖ|ÖS)"
)
_MORNING = ("a", "π", "오전", "上午", "午前", "ص", "öö")
_CLOCK = re.compile(
    rf"(?:{_HALF.format(1)}\s*)?(?<![\d:.])(?P<hour>\d{{1,2}})"
    r"(?:\s?[:：]\s?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?![:\d])"
    r"|\s?(?:h|hs|Uhr|時|시|点|點|时)\s?(?P<after>\d{2})?\s?[分분]?(?!\w)"
    r"|\.(?P<dotted>\d{2})(?!\.?\d)"
    rf"|(?=\s?[ap]\.?m\b))\s?(?:{_HALF.format(2)})?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s?(?:Uhr\s?|h\s)?\(?(?:(?P<name>[A-ZМСК]{1,4})(?![^\W\d_])(?P<from>[+-]\d{1,2}(?::?\d{2})?)?"
    r"|(?P<offset>[+-]\d{2}:?\d{2}))\)?"
)
# What may stand between a date and its time: a few words, and no figure.
_BETWEEN = re.compile(r"(?:[\s,.|·•–—T@/()-]|[^\W\d_.]+\.?){0,8}")
# What may stand between a time and its date behind it: a comma, a dash, the day of the week.
_BEFORE = re.compile(r"[^\w]{0,4}(?:[^\W\d_]{2,12}\.?,?\s{1,2})?|.{0,4}")
_DOT_NEEDS = re.compile(r"\s?(?:Uhr|Hrs?|h\b|[ap]\.?m\b|[A-Z]{3,4}\b)|[\s|,;]*$", re.IGNORECASE)
_ONE_DAY, _HALF_DAY, _HOUR = 24, 12, 60


@dataclass(frozen=True)
class Clock:
    """A time of day in a text, as ISO 8601, with its offset where the text has it."""

    start: int
    end: int
    iso: str


def time_beside(text: str, start: int, end: int, after: int) -> Clock | None:
    """Return the time that stands behind a date, or else before it but after `after`."""
    behind = text[end : end + _REACH]
    found = _CLOCK.search(behind)
    if found and _BETWEEN.fullmatch(behind[: found.start()].rstrip()):
        clock = _clock(text, end + found.start(), found)
        if clock:
            return clock
    begin = max(after, start - _REACH)
    before = text[begin:start]
    for found in reversed(list(_CLOCK.finditer(before))):
        between = before[found.end() :]
        zone = _ZONE.match(between)
        if _BEFORE.fullmatch(between, zone.end() if zone else 0):
            return _clock(text, begin + found.start(), found)
    return None


def _clock(text: str, start: int, found: re.Match[str]) -> Clock | None:
    end = start + len(found[0])
    if found["dotted"] and not _DOT_NEEDS.match(text[end:]) and not found["half2"]:
        return None
    hour = int(found["hour"])
    minute = int(found["minute"] or found["after"] or found["dotted"] or 0)
    second = int(found["second"] or 0)
    if half := found["half1"] or found["half2"]:
        if not 1 <= hour <= _HALF_DAY:
            if hour >= _ONE_DAY:
                return None
        else:
            morning = half.casefold().startswith(_MORNING)
            hour = hour % _HALF_DAY + (0 if morning else _HALF_DAY)
    if hour >= _ONE_DAY or minute >= _HOUR or second >= _HOUR:
        return None
    iso = f"{hour:02}:{minute:02}" + (f":{second:02}" if found["second"] else "")
    zone = _ZONE.match(text, end)
    offset = _offset(zone) if zone else None
    if zone and offset:
        return Clock(start, zone.end(), iso + offset)
    return Clock(start, end, iso)


def _offset(zone: re.Match[str]) -> str | None:
    if zone["name"] and zone["name"] not in _ZONES:
        return None
    written = zone["offset"] or (zone["from"] if zone["name"] in ("GMT", "UTC") else None)
    if written is None:
        return _ZONES[zone["name"]]
    figures = written[1:].replace(":", "")
    hours, minutes = int(figures[:-2] or 0), int(figures[-2:])
    if len(figures) <= 2:  # `+2`
        hours, minutes = int(figures), 0
    if hours > 14 or minutes >= _HOUR:  # no zone is farther
        return None
    return f"{written[0]}{hours:02}:{minutes:02}"
