"""What attribution lines are made of: contributors, initials, names, places, and noise."""

import re
from dataclasses import dataclass, field
from typing import Literal

from newsroom.record.agencies import Agencies

Role = Literal["author", "editor", "reporter", "writer"]


@dataclass(frozen=True)
class Contributor:
    """Somebody who worked on an article: initials or a name, as written.

    `role` and `place` are there where the line gives them.
    """

    name: str
    role: Role | None = None
    place: str | None = None


@dataclass
class Reading:
    """What has been found so far."""

    contributors: list[Contributor] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, other: "Reading") -> None:
        """Take in what another part of the line gave."""
        self.contributors += other.contributors
        self.agencies += other.agencies
        self.unknown += other.unknown


AGENCY = "\ufffc"
"""Stands for an agency in a masked text (OBJECT REPLACEMENT CHARACTER; tidy lines have none)."""

# Mail addresses; telephone numbers of seven digits and more.
_CONTACT = re.compile(
    r"<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"
    r"|(?i:\b(?:tel(?:efon|ephone|éfono)?|phone|fon|ph|mob(?:il|ile)?)\b\.?:?\s*)?"
    r"(?<![\w:.-])\+?\(?\d(?:[\s()/.-]{0,2}\d){6,14}(?![\w.-]*\w)"
)
# An address of the web, or a name at some network.
LINK = re.compile(r"\(?\bhttps?://(?:www\.)?(?P<address>[^\s)]+?)/?(?:\)|(?=\s)|$)|(?<=\s)@\w+\b")
_NOTICE = re.compile(
    r"(?i:\bcopyright\b|©|\(c\)|all rights reserved\.?|alle rechte vorbehalten\.?"
    r"|tous droits réservés\.?|todos los derechos reservados\.?)"
)
_DATES = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|(?<![\w.-])(?:19|20)\d\d(?![\w-])|\b\d{1,2}[:.]\d\d\s?(?:Uhr|h|GMT|CET)?\b"
)
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "［": "］", "〔": "〕", "/": "/", "«": "»"}
_DASHES = " \t-–—―*•●■▪_~"

_WORD = r"[^\W\d_]"
_CAPITAL = r"(?:(?![a-zß-öø-ÿа-яёіїєα-ω])[^\W\d_])"
_INITIALS = re.compile(rf"(?:{_WORD}{{1,4}}|{_WORD}{{1,3}}\d?)(?<![A-Z]{{1}}[a-z]{{3}})")
_NAME_PART = rf"{_CAPITAL}{_WORD}*(?:['’.-]{_WORD}+)*\.?"
_PARTICLES = (
    r"(?:de|del|della|di|da|dos|do|van|von|der|den|ten|ter|zu|al|el|bin|ben|la|le|du|af|av|y)"
)
_PERSON = re.compile(
    rf"{_NAME_PART}(?:\s+(?:{_PARTICLES}\s+){{0,2}}(?:{_NAME_PART}|(?:al|el)-{_WORD}+)){{1,3}}"
)
_PLACE = re.compile(rf"{_NAME_PART}(?:\s+(?:{_PARTICLES}\s+)?{_NAME_PART}){{0,3}}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}")


def contacts(line: str) -> list[str]:
    """Find telephone numbers and mail addresses; a date is none."""
    return [
        found[0].strip()
        for found in _CONTACT.finditer(line)
        if not _DATES.fullmatch(found[0].strip())
    ]


def tidy(line: str) -> str:
    """Return a line without what says nothing: brackets around it, dashes, contacts, notices."""
    text = line.replace(AGENCY, " ")
    for contact in contacts(line):
        text = text.replace(contact, " ")
    text = _DATES.sub(" ", _NOTICE.sub(" ", LINK.sub(" ", text)))
    text = " ".join(text.split())
    while True:
        before = text
        text = text.strip(_DASHES).rstrip(",;:").strip()
        if text and _BRACKETS.get(text[0]) == text[-1] and len(text) > 1:
            inner = text[1:-1]
            if text[0] not in inner or text[0] == "/":
                text = inner
        text = re.sub(r"(?<=[^\W\d_]{3})\.$", "", text)
        if text == before:
            return re.sub(r"\(\s*\)|\s+(?=[,;)])", "", text)


def is_initials(text: str) -> bool:
    """Tell whether a text is how people sign: `ls`, `sms`, `سب`; not a word in capitals."""
    return bool(re.fullmatch(rf"{_WORD}{{1,4}}", text)) and not (
        text[:1].isupper() and text[1:].islower() and len(text) > 2
    )


def is_small_initials(text: str) -> bool:
    """Tell whether a text is initials in small letters, or in a script that has no others."""
    return is_initials(text) and text == text.lower()


def is_person(text: str) -> bool:
    """Tell whether a text is a name of at least two words."""
    return bool(_PERSON.fullmatch(text)) and not text.isupper()


def is_place(text: str) -> bool:
    """Tell whether a text can be a place's name."""
    return bool(_PLACE.fullmatch(text))


def is_noise(text: str) -> bool:
    """Tell whether a text is a site's address, a code of a desk or a number."""
    return bool(
        _DOMAIN.fullmatch(text)
        or re.fullmatch(r"(?:yy|xx)[a-z]{0,2}|[a-z]\d{1,2}|[\W\d_]*|:[\w-]+(?:/\d+)?", text)
    )


def masked(text: str, agencies: Agencies) -> tuple[str, list[str]]:
    """Return a text with a single character for each agency, and the keys of these in order."""
    keys: list[str] = []
    parts: list[str] = []
    end = 0
    for start, stop, key in agencies.mentions(text):
        parts += [text[end:start], AGENCY]
        keys.append(key)
        end = stop
    return "".join([*parts, text[end:]]), keys
