"""What attribution lines are made of: contributors, initials, names, places, and noise."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from newsroom.record.agencies import UNNAMED, Agencies

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

# What stands before a list. A byline may name a house; behind a source's label stand agencies.
_BYLINE = re.compile(
    r"(?:von|by|par|por|di|door|av|af|od|autor(?:en)?:|author:|text:|da(?=\s+redação)"
    r"|bearbeitet von|oprac\.|opr\.)\s+",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:(?:quellen?|sources?|fuentes?|fontes?|fonti|bron(?:nen)?|källa|källor|kilder?|lähde|lähteet"
    r"|źródł[oa]|zdroj(?:e)?|forrás|kaynak|sursa|izvori?|vir|allikas|avots|šaltinis|sumber|nguồn"
    r"|джерел[оа]|источники?|източник|извор|المصدر|مصدر|منبع|מקור|πηγή|出典|来源|來源|출처|ที่มา|सूत्र"
    rf"|स्रोत|সূত্র)\s*(?:[:=]\s*|(?=\s{AGENCY})\s)"
    rf"|(?:(?:(?:mit|unter verwendung von|enthält)\s+)?(?:material|informationen)|inputs?|files"
    r"|information|con\s+informaci(?:ón|ones)|com\s+informaç(?:ão|ões)|με πληροφορίες"
    r"|avec des informations|con informazioni|compiled"
    r"|additional (?:reporting|material|information))"
    r"\s+(?:von|der|des|from|by|de l'|de|d'|d[aeo]s?|dell'|di|από(?:\s+το)?)\s*"
    r"|(?:mit|unter) verwendung von\s+|met medewerking van\s+|en collaboration avec\s+"
    r"|in collaborazione con\s+|in zusammenarbeit mit\s+|по (?:материалам|данным|сообщению)\s+"
    r"|с использованием материалов\s+|за (?:матеріалами|даними)\s+)",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"(?:with|from|via|mit|nach|avec|d'après|con|com|met|med|dengan|theo"
    rf"|z(?=\s{AGENCY})|на основе)\s+"
    r"(?:(?:additional\s+)?(?:inputs?|files|reports?|reporting|material|information|copy)"
    r"\s+(?:from|by|of)\s+)?",
    re.IGNORECASE,
)
AND = r"(?:und|and|et|y|e|en|och|og|ja|oraz|ve|и|та|και)"
_LEADING = re.compile(rf"{AND}\s+(?=\S+\s+\S)|[-–—]\s*", re.IGNORECASE)

# Mail addresses; telephone numbers of seven digits and more.
_CONTACT = re.compile(
    r"(?:\b(?i:e-?mail):?\s*)?(?<![\w.+-])<?[\w.+-]+(?:@|\s?[(\[](?:at|ät)[)\]]\s?)(?P<house>[\w-]+(?:\.[\w-]+)+)>?"
    r"|(?i:\b(?:tel(?:efon|ephone|éfono)?|phone|fon|fax|ph|mob(?:il|ile)?)\b\.?:?\s*)?"
    r"(?<![\w:.-])\+?\(?\d(?:[\s()/.-]{0,2}\d){6,14}(?![\w.-]*\w)"
)
# An address of the web, or a name at some network.
LINK = re.compile(r"\(?\bhttps?://(?:www\.)?(?P<address>[^\s)]+?)/?(?:\)|(?=\s)|$)|(?<=\s)@\w+\b")
_NOTICE = re.compile(
    r"(?i:\bcopyright\b|©|\(c\)|all rights reserved\.?|alle rechte vorbehalten\.?"
    r"|tous droits réservés\.?|todos los derechos reservados\.?|our standards:|trust principles\.?"
    r"|\breuters messaging:|\b(?:gmbh|inc\.|ltd\.?|llc)(?!\w)|للنشرة العربية)"
)
# What a house says behind its lines to whoever uses them.
_AFTERWORD = re.compile(
    r"(?i:\b(?:this material may not be|(?:bei|für) rückfragen|apart from the headline"
    r"|click here|click on|for more)\b.*)"
)
_DATES = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|(?<![\w.-])(?:19|20)\d\d(?![\w-])|\b\d{1,2}[:.]\d\d\s?(?:Uhr|h|GMT|CET)?\b"
)
# Brackets with nothing in them, and space where none is to be.
_EMPTY = re.compile(r"\(\s*\)|\s+(?=[,;)])|(?<=\()\s+")
_SUBDOMAIN = re.compile(r"(?<!\S)[a-z]{1,10}\.$")
_BRACKETS = {"(": ")", "/": "/", "«": "»"}
_WIDE = str.maketrans("（）［］【】〔〕[]：，；／＝・、،", "()()()()():,;/=·,,")
# Between letters of the two there is no space, and yet a bound: `AFP時事`.
_SCRIPTS = re.compile(r"(?<=[A-Za-z])(?=[一-鿿ぁ-ヿ가-힯])|(?<=[一-鿿ぁ-ヿ가-힯])(?=[A-Za-z])")
_DASHES = " \t-–—―*•●■▪_~"

_WORD = r"[^\W\d_]"
_CAPITAL = r"(?:(?![a-zß-öø-ÿа-яёіїєα-ω])[^\W\d_])"
_NAME_PART = rf"{_CAPITAL}{_WORD}*(?:['’.-]{_WORD}+)*\.?"
_PARTICLES = (
    r"(?:de|del|della|di|da|dos|do|van|von|der|den|ten|ter|zu|al|el|bin|ben|la|le|du|af|av|y)"
)
_PERSON = re.compile(
    rf"{_NAME_PART}(?:\s+(?:{_PARTICLES}\s+){{0,2}}(?:{_NAME_PART}|(?:al|el)-{_WORD}+)){{1,3}}"
)
_PLACE = re.compile(rf"{_NAME_PART}(?:\s+(?:{_PARTICLES}\s+)?{_NAME_PART}){{0,3}}")
_INITIALS = re.compile(rf"{_WORD}{{1,4}}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,6}")


# Short words that stand in lines which are no attribution lines, and sign nothing.
_SHORT_WORDS = """
a an and are as at be but by for from has he her him his h if in into is it its km no not of off on
or our out poll she so than that the them they this to top up us was we were will with yes you am pm
tv web app pdf doc live love aber als auf aus bei das dem den der des die du ein er es für hat ich
im ist ja man mit nach nein nord nur oder ost sich sie sind süd um und uns vom von vor war was west
wie wir zu zum zur au aux ce ces dans en est et il les mais ne non oui ou par pas pour que qui sur
un une al con del el ella las lo los por se sin su y che da di e gli ma nel o per sono com do mas na
não os sim uma het een met niet op te van
"""
SMALL_WORDS = frozenset(_SHORT_WORDS.split())
_CODED = re.compile(
    r"[a-zäöü]+(?:-\d+)+|(?:yy|xx)[a-z]{0,2}|[a-z]\d{1,2}|[\W\d_]*|:[\w-]+(?:/\d+)?"
)


_APPOSED = re.compile(r"\s+(?:(?:von|der|from|of|de|des|da|:)\s+)?")
_LONGEST_WORD = 4
_LONGEST_FORENAME = 6
_NAME_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_A-ZÀ-Þ]*[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+)\s$")
_NAME_BEHIND = re.compile(r"\s[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+")
_KIND = re.compile(
    r"(?i:agen\w+|source|quelle|fonte|fuente|bron|sumber|kilde|par|por|von|by|per|via|with|avec|com|con|mit|from|bearbeitet|met|med|dengan|di|door|redazione|redacción)"
)


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
    for contact in dict.fromkeys(contacts(line)):
        text = text.replace(contact, " ")
    text = _NOTICE.sub(" ", _AFTERWORD.sub(" ", LINK.sub(" ", text)))
    text = _SCRIPTS.sub(" ", _DATES.sub(" ", text.translate(_WIDE)))
    text = " ".join(text.split())
    while True:
        before = text
        text = text.strip(_DASHES).rstrip(",;: ")
        if text and _BRACKETS.get(text[0]) == text[-1] and len(text) > 1:
            inner = text[1:-1]
            if text[0] not in inner or text[0] == "/" or text[:2] + text[-2:] == "(())":
                text = inner
        if text.endswith(".") and text[-4:-1].isalpha() and len(text) > _LONGEST_WORD:
            text = text[:-1]
        if text == before:
            return _EMPTY.sub("", text)


def is_initials(text: str) -> bool:
    """Tell whether a text is how people sign: `ls`, `sms`, `سب`; not a word in capitals."""
    return bool(_INITIALS.fullmatch(text)) and not (
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
    return bool(_DOMAIN.fullmatch(text) or _CODED.fullmatch(text))


def is_name(text: str) -> bool:
    """Tell whether a text is a name in a script that writes names as one word: `陳惠珍`."""
    return 1 < len(text) <= _LONGEST_WORD and text.isalpha() and text.upper() == text.lower()


def houses_of(line: str) -> list[str]:
    """Find the domains of the mail addresses of a line: they tell whose they are."""
    return [found["house"] for found in _CONTACT.finditer(line) if found["house"]]


@lru_cache(maxsize=1000)
def without_labels(text: str) -> tuple[str, bool, bool, bool]:
    """Take the labels off that stand before a list: `Von`, `Quelle:`, `mit`.

    Returns what is left, and whether a byline's label was there, a source's, one that is nothing
    but a source's.
    """
    byline = source = certain = False
    text = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
    while True:
        if found := _SOURCE.match(text):
            source = certain = True
        elif found := _WITH.match(text):
            source = True
            certain |= len(found[0].split()) > 1
        elif found := _BYLINE.match(text):
            byline = True
        else:
            return text, byline, source, certain
        text = text[found.end() :]


def masked(text: str, agencies: Agencies) -> tuple[str, list[str]]:
    """Return a text with a single character for each agency, and the keys of these in order.

    Agencies that are named just behind a word for them are not unnamed: `the agencies AP and AFP`.
    """
    keys: list[str] = []
    parts: list[str] = []
    end = 0
    found = list(agencies.mentions(text))
    for (start, stop, key), after in zip_longest(found, found[1:]):
        if _is_of_a_name(text, start, stop):
            continue
        if key == UNNAMED and after and _APPOSED.fullmatch(text[stop : after[0]]):
            parts.append(text[end:start])
        else:
            # `noe.ORF.at` is a part of a house.
            parts += [_SUBDOMAIN.sub("", text[end:start]), AGENCY]
            keys.append(key)
        end = stop
    return "".join([*parts, text[end:]]), keys


def _is_of_a_name(text: str, start: int, stop: int) -> bool:
    """Tell whether what could be an agency is part of somebody's name: `Sita Rao`, `Ana Mena`."""
    name = text[start:stop]
    if len(name) > _LONGEST_FORENAME or not name.istitle():
        return False
    before, behind = _NAME_BEFORE.search(text[:start]), _NAME_BEHIND.match(text[stop:])
    return bool(behind) or bool(before and not _KIND.fullmatch(before[1]))
