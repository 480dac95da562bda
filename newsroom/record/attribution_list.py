"""Attribution lines that are lists: `sak/Reuters`, `(APA, red)`, `Von Anna Berg, dpa`."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from newsroom.record.agencies import UNNAMED, Agencies
from newsroom.record.attribution_parts import (
    AGENCY,
    AND,
    SMALL_WORDS,
    Contributor,
    Reading,
    Role,
    is_initials,
    is_noise,
    is_person,
    is_place,
    is_small_initials,
    without_labels,
)

_GENERIC = re.compile(
    r"(?:\b(?:the|der|die|den|des|la|le|les|el|los|l'|de|da|do|news agency|foreign|other|various"
    r"|local|internationa\w*|internacionais|internacionales|diverse[nr]?|anderen?|weiteren?"
    r"|nachrichtenagentur(?:en)?|presseagentur|agence|agencia|agência|agenzia|agentur|agency|agencja|agentura|persbureau"
    r"|nyhetsbyrån|tisková agentura|ajansı|информагентств[оа]|агентств[оа]|وكالة|خبرگزاری|通信社?"
    r"|综合报道|综合|綜合)\s*)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\s*[/,;|·•+&=]\s*|\s+[-–—]\s+|(?<={AGENCY})[–—]"
    rf"|\s+(?:{AND}|with|mit|avec|con|com|met|med)\s+",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?P<authors>[^/()]+)/(?P<editors>[^/()]+?)\s*(?:\(|$)")
_LABEL = re.compile(
    r"-?(?:autor(?:in)?|author|text)\s*:\s*|-(?:korrespondent|reporter|redakteur|autor)(?:in)?\s+",
    re.IGNORECASE,
)
_COPY = re.compile(
    rf"(?<={AGENCY})\s+(?:inputs?|feeds?|reports?|files|copy|material)$", re.IGNORECASE
)
_WHERE = re.compile(r"(?P<name>.+?)\s+(?:in|from|aus|en|em|à)\s+(?P<place>.+)")
_FROM = re.compile(r"(?:z|ze|iz)\s+(?P<place>[^\W\d_]+)\s+(?P<name>.+)", re.IGNORECASE)
# A service of dpa for a part of Germany, behind its name: `dpa/lno`.
_DESK = re.compile(
    rf"(?<={AGENCY})/(?:l(?:by|bg|hb|he|hh|mv|ni|no|nw|rs|sa|sc|sh|sn|sw|th|ah)|tmn)\b"
)
# Agencies whose pictures are credited `Name/Agency`, while their reports are not.
_PICTURED = {"AA", "AFP", "AP", "Bloomberg", "CP", "dpa", "EFE", "PA", "Reuters", "Xinhua"}
_ARTICLES = ("The ", "Der ", "Die ", "Das ", "Le ", "La ", "Les ", "El ", "Los ", "Il ", "O ")

_LENT = re.compile(r"(?:with\s+)?(?:inputs?|files|reports?)\s+(?:from|by)\b", re.IGNORECASE)
_OWN = re.compile(rf"{AGENCY}(?:['’]s(?=\s))?")
_POSSESSED = re.compile(rf"{AGENCY}['’]s?\s")
_LONGEST_SIGN = 3
_BRACKETS, _JOINED, _NAMES = re.compile(r"[()\[\]]"), re.compile(r"[-.]"), re.compile(r"[\s,-]+")
_HOUSE = re.compile(rf"{AGENCY}[^/(]*/[^/(,{AGENCY}]+")
_BRACKETED = re.compile(r"\((?P<mark>[^()]{1,20})\)")
_MOST_WORDS = 4
# Initials, and nothing else, of which some are in small letters: `abc/def`, `bur-kg/tr`, `mis/DP`.
_SIGNS = re.compile(r"(?=.*[a-zа-яא-ת؀-ۿ一-鿿])[^\W\d_]{1,4}(?:\s?[/,-]\s?[^\W\d_]{1,4})+")


_ALIKE = 0.75


class _Place(NamedTuple):
    """Where in a line an item stands."""

    byline: bool
    source: bool
    inside: bool
    signed: bool
    opens: bool
    opened: bool
    first: bool
    second: bool


def read_list(text: str, line: str, keys: list[str], agencies: Agencies) -> Reading | None:
    """Read a tidied line as a list; None where it is none, or says nothing of its origin.

    `line` is the text, masked, `keys` are those of the agencies in it.
    """
    if mark := agencies.mark(text):
        return Reading(agencies=[mark.agency]) if mark.agency else None
    for found in list(_BRACKETED.finditer(line)):
        if (mark := agencies.mark(found["mark"])) and not (mark.agency or mark.contributor):
            line = line.replace(found[0], "").strip()  # `(Schluss) abc/def`
    line, byline, source, certain = without_labels(_DESK.sub("", line).lstrip("/ "))
    if _credits_a_picture(line, keys, byline=byline):
        return None
    reading, initials_only = Reading(), True
    waiting = iter(keys)
    signs = bool(_SIGNS.fullmatch(line))
    starts = line.lstrip("(").startswith(AGENCY)
    signed = False
    for number, group in enumerate(_BRACKETS.split(line)):
        inner, inner_by, inner_source, inner_certain = without_labels(group.strip())
        certain |= inner_certain
        items = [item for item in _BETWEEN.split(inner) if item]
        for index, labelled in enumerate(items):
            item, _, item_source, _ = without_labels(labelled)
            place = _Place(
                byline=byline or inner_by,
                source=source or inner_source or item_source,
                inside=number > 0,
                signed=signed,
                opens=number == 0 and index == 0,
                first=number == 0 and index == 0 and len(keys) > 0,
                opened=starts,
                second=number == 0 and index == 1 == len(items) - 1 and items[0] == AGENCY,
            )
            part = _item(item, place, waiting, agencies, signs=signs)
            if part is None:
                return None
            if not (mark := agencies.mark(item)) or mark.contributor:
                initials_only &= all(is_initials(part) for part in _JOINED.split(item))
            reading.add(part)
        signed |= initials_only and bool(reading.contributors)
    if house := _is_house(line, reading, agencies):
        reading.agencies.clear()
    signs = signs and not all(
        who.name in SMALL_WORDS or len(who.name) == 1 for who in reading.contributors
    )
    # `By Anna Berg`, `With inputs from Anna Berg`; not `By hand`
    known = (byline or _LENT.match(text)) and any(" " in who.name for who in reading.contributors)
    if not (reading.agencies or reading.unknown or signs or house or known):
        return None
    if source and not (reading.agencies or certain or known or signs):
        return None  # `mit Verspätung`
    if not (reading.agencies or reading.contributors or reading.unknown):
        return None
    reading.contributors = _with_roles(line, reading)
    if signs and line.startswith("bur-") and "AFP" in agencies.registry.agencies:
        reading.agencies.append("AFP")  # bur-: several bureaus of AFP wrote it
    return reading


def _item(
    item: str, place: _Place, keys: Iterator[str], agencies: Agencies, *, signs: bool
) -> Reading | None:
    """Read one item of a list; None where it can be no part of an attribution line."""
    named = [next(keys) for _ in range(item.count(AGENCY))]
    if place.source:
        item = _COPY.sub("", item)
    rest = _GENERIC.sub("", _OWN.sub(" ", item)) if named else item
    rest = _LABEL.sub("", rest.strip()).strip(" .:-'’")
    reading = Reading(agencies=named)
    if not rest or is_noise(rest):
        return reading
    if _LABEL.search(item) and is_person(rest):
        reading.contributors.append(Contributor(rest, "author"))
        return reading
    if named and is_place(rest) and not is_initials(rest) and not agencies.mark(rest):
        return _beside(item, rest, place, reading)
    if named and not item.startswith(AGENCY) and not agencies.mark(rest):
        return None
    if place.signed and not named and not agencies.mark(rest) and is_small_initials(rest):
        return Reading(unknown=[rest])  # an agency, since who signs has signed: `ls/sms (afpe)`
    if found := _people(rest, place, agencies, signs=signs, named=bool(named)):
        reading.add(found)
        return reading
    if named or len(rest.split()) > _MOST_WORDS or not rest[:1].isupper():
        return None
    if place.second and is_place(rest) and not _is_slip(rest, agencies):
        return reading  # `Reuters, Washington`
    return Reading(unknown=[rest]) if place.inside or place.source or place.opened else None


def _beside(item: str, rest: str, place: _Place, reading: Reading) -> Reading | None:
    """Read a name that stands beside an agency's, with nothing between: `MDR THÜRINGEN`."""
    if is_person(rest) and (_POSSESSED.match(item) or (place.byline and item.endswith(AGENCY))):
        reading.contributors.append(Contributor(rest))
        return reading
    words = rest.split()
    if item.startswith(AGENCY) and len(words) > 1 and all(is_initials(word) for word in words):
        reading.contributors += [Contributor(word) for word in words]
        return reading
    return reading if place.source or place.byline else None


def _is_slip(name: str, agencies: Agencies) -> bool:
    """Tell whether a name is an agency's, misspelt."""
    near = agencies.nearest(name)
    return bool(near) and SequenceMatcher(None, name.lower(), str(near).lower()).ratio() >= _ALIKE


def _people(
    rest: str, place: _Place, agencies: Agencies, *, signs: bool, named: bool
) -> Reading | None:
    if mark := agencies.mark(rest):
        return Reading(
            contributors=[Contributor(rest)] if mark.contributor else [],
            agencies=[mark.agency] if mark.agency else [],
        )
    words = rest.split()
    if (found := _FROM.fullmatch(rest)) and is_person(found["name"]) and is_place(found["place"]):
        return Reading(contributors=[Contributor(found["name"], place=found["place"])])
    initials = [word for word in words if not is_noise(word)]
    if named and rest.islower() and any(len(word) > _LONGEST_SIGN for word in initials):
        return None  # `CNN poll`
    if named and words[0] in SMALL_WORDS and len(words) > 1 and is_place(" ".join(words[1:])):
        return Reading()  # `AFP in Paris`
    if named and len(rest) == _LONGEST_SIGN and rest in SMALL_WORDS:
        return None  # `AP app`
    if is_small_initials(rest) or (is_initials(rest) and (place.first or named)):
        return Reading(contributors=[Contributor(rest)])
    if (named or place.opened or signs) and all(is_initials(word) for word in initials):
        if len(initials) > 1 and not SMALL_WORDS.isdisjoint(initials):
            return None
        return Reading(contributors=[Contributor(word) for word in initials])
    parts = rest.split("-")
    if len(parts) > 1 and all(is_small_initials(part) for part in parts):
        return Reading(contributors=[Contributor(part) for part in parts])
    if len(words) > 1 and is_small_initials(words[0]):
        if is_place(" ".join(words[1:])):
            return Reading(contributors=[Contributor(words[0], place=" ".join(words[1:]))])
        if all(is_small_initials(word) for word in words) and SMALL_WORDS.isdisjoint(words):
            return Reading(contributors=[Contributor(word) for word in words])
    if (found := _WHERE.fullmatch(rest)) and is_person(found["name"]) and is_place(found["place"]):
        return Reading(contributors=[Contributor(found["name"], place=found["place"])])
    if rest[:1].isupper() and words[-1].lower() == "staff":
        return Reading(contributors=[Contributor(rest)])
    if is_person(rest) and not (place.inside and rest.startswith(_ARTICLES)):
        return Reading(contributors=[Contributor(rest)])
    if not rest[:1].isupper() or len(words) > _MOST_WORDS:
        return None
    if (place.first and not named) or (place.byline and (place.opens or len(words) > 1)):
        return Reading(contributors=[Contributor(rest)])  # a house, or a name in capitals
    return Reading() if place.byline and is_place(rest) else None


def _credits_a_picture(line: str, keys: list[str], *, byline: bool) -> bool:
    """Tell whether a line names a photographer: `APA/AFP/Mandel Ngan`, `Mandel Ngan/AFP`."""
    first, *others = (item.strip() for item in line.split("/"))
    if byline or not others:
        return False
    if first == AGENCY:
        words = others[-1].split()
        return len(words) > 1 and is_place(others[-1]) and not others[-1].startswith(_ARTICLES)
    named = is_person(first) or (is_place(first) and first.isupper() and " " in first)
    return named and others == [AGENCY] and keys[0] in _PICTURED


def _is_house(line: str, reading: Reading, agencies: Agencies) -> bool:
    """Tell whether a broadcaster signs its own report: `srf/hosb`."""
    if not _HOUSE.fullmatch(line) or len(reading.agencies) != 1:
        return False
    key = reading.agencies[0]
    return key != UNNAMED and agencies[key].kind == "broadcaster"


def _with_roles(line: str, reading: Reading) -> list[Contributor]:
    """Give roles where initials stand as authors/editors: `lo/msh (AFP)`, `bur-gl/fz`."""
    found = _SIGNED.match(line)
    if not found or AGENCY in found["authors"] + found["editors"]:
        return reading.contributors
    sides = [_NAMES.split(found[side].strip()) for side in ("authors", "editors")]
    sure = is_initials if reading.agencies else is_small_initials
    if not all(sure(name) for side in sides for name in side):
        return reading.contributors
    roles: dict[str, Role] = dict.fromkeys(sides[0], "author")
    roles |= dict.fromkeys(sides[1], "editor")
    return [Contributor(c.name, roles.get(c.name), c.place) for c in reading.contributors]
