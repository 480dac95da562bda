"""Subjects of a source, by name: a topic is for readers, who know no codes.

Source: IPTC NewsCodes, the schemes Media Topics (`medtop:`) and Subject Codes (`subj:`). The names
of their 17 top levels are here. What stands below them comes with its name; without one a Subject
Code gives its top level, which its first two digits are, and a Media Topic, which has no such
digits, gives nothing.
"""

import re
from collections.abc import Iterable

from newsroom.record.text import LONGEST_NAME

# Media Topics by their first two digits, in British English (cv.iptc.org/newscodes/mediatopic).
_MEDIA_TOPICS = {
    "01": "arts, culture, entertainment and media",
    "02": "crime, law and justice",
    "03": "disaster, accident and emergency incident",
    "04": "economy, business and finance",
    "05": "education",
    "06": "environment",
    "07": "health",
    "08": "human interest",
    "09": "labour",
    "10": "lifestyle and leisure",
    "11": "politics",
    "12": "religion",
    "13": "science and technology",
    "14": "society",
    "15": "sport",
    "16": "conflict, war and peace",
    "17": "weather",
}

# Subject Codes that Media Topics have named anew (cv.iptc.org/newscodes/subjectcode).
_SUBJECT_CODES = _MEDIA_TOPICS | {
    "01": "arts, culture and entertainment",
    "03": "disaster and accident",
    "06": "environmental issue",
    "08": "human interest story",
    "12": "religion and belief",
    "14": "social issue",
    "16": "unrest, conflicts and war",
}

_LONGEST_CODE = 300
_CODE = re.compile(r"(?P<scheme>.*[:/#])?(?P<top>\d\d)(?P<below>\d{6})", re.ASCII | re.DOTALL)
_MEDIA_TOPIC = re.compile(r"med(?:ia)?-?top(?:ic)?", re.IGNORECASE)
_SUBJECT_CODE = re.compile(r"\bsubj|subref|subject-?code", re.IGNORECASE)
_IPTC = re.compile(r"\biptc\b|newscodes", re.IGNORECASE)

# What stands where a name should, and is none: numbers, QCodes, addresses, keys of a database.
_NO_NAME = re.compile(
    r"[\d.,:/ -]+|\w[\w.-]*:\d[\w.-]*|(?:med(?:ia)?top(?:ic)?|subj\w*|iptc\w*):\S*|\w+://\S*"
    r"|urn:\S+"
    r"|[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


def topics(subjects: Iterable[tuple[str | None, str | None]]) -> tuple[str, ...]:
    """Return the topics of subjects, of which each has a name, a code or both; each topic once."""
    found: dict[str, str] = {}
    for name, code in subjects:
        if topic := topic_of(name, code):
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())


def topic_of(name: str | None, code: str | None = None) -> str | None:
    """Return a subject's name: its own, else what IPTC calls its code or the top of it in English.

    `code` is written as a QCode (`medtop:15000000`), an address that ends in the code, or as the
    code alone, which is then taken for a Media Topic.
    """
    own = " ".join((name or "").split())
    if own and len(own) <= LONGEST_NAME and not _NO_NAME.fullmatch(own):
        return own
    return _standard_name(code) or _standard_name(own)


def _standard_name(code: str | None) -> str | None:
    found = _CODE.fullmatch(code.strip()) if code and len(code) <= _LONGEST_CODE else None
    if not found:
        return None
    scheme = found["scheme"] or ""
    if scheme and not _MEDIA_TOPIC.search(scheme):
        if _SUBJECT_CODE.search(scheme):
            return _SUBJECT_CODES.get(found["top"])
        if not _IPTC.search(scheme):
            return None
    return None if found["below"].strip("0") else _MEDIA_TOPICS.get(found["top"])
