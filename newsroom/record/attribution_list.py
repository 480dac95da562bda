"""Attribution lines that are lists: `sak/Reuters`, `(APA, red)`, `Von Anna Berg, dpa`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsroom.record.agencies import UNNAMED, Agencies
from newsroom.record.attribution_parts import (
    AGENCY,
    Contributor,
    Reading,
    is_initials,
    is_noise,
    is_person,
    is_place,
    is_small_initials,
    masked,
)

# What stands before a list. A byline may name a house; behind a source's label stand agencies.
_BYLINE = re.compile(
    r"(?:von|by|par|por|di|door|av|af|autor(?:en)?:|author:|text:|bearbeitet von)\s+", re.IGNORECASE
)
_SOURCE = re.compile(
    r"(?:(?:quellen?|sources?|fuentes?|fontes?|fonti|bron(?:nen)?|källa|kilde|lähde|źródło|zdroj(?:e)?"
    r"|forrás|kaynak|sursa|izvor|sumber|джерело|источник|източник|المصدر|πηγή|出典|来源|來源|출처|स्रोत)"
    r"\s*[:：]\s*"
    r"|(?:(?:mit|unter verwendung von|enthält)\s+)?(?:agentur)?(?:material|informationen)"
    r"\s+(?:von|der|des)\s+|(?:inputs?|files|material|information)\s+from\s+"
    r"|(?:con\s+)?informaci(?:ón|ones)\s+de\s+|(?:com\s+)?informaç(?:ão|ões)\s+d[aeo]s?\s+"
    r"|с использованием материалов\s+|по материалам\s+|за матеріалами\s+"
    r"|(?:with|from|via|mit|nach|avec|d'après|con|com|met|med|dengan|z|на основе)\s+"
    r"(?:(?:additional\s+)?(?:agency\s+)?(?:inputs?|files|reports?|reporting|material|information|copy)"
    r"\s+(?:from|by|of)\s+)?"
    r"|additional (?:reporting|material|information) (?:from|by)\s+|compiled from\s+)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:\b(?:the|der|die|den|des|la|le|les|el|los|l'|de|da|do|news agency"
    r"|nachrichtenagentur(?:en)?|presseagentur|agence|agencia|agência|agenzia|agentur|agency|agencja|agentura|persbureau"
    r"|nyhetsbyrån|tiskova agentura|информагентство|агентство|وكالة)\s*)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[/,;|·•+&、・，；／]\s*|\s+[-–—]\s+"
    r"|\s+(?:und|and|et|y|e|en|och|og|ja|oraz|with|mit|avec|con|com|met|med)\s+",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?P<authors>[^/()]+)/(?P<editors>[^/()]+?)\s*(?:\(|$)")

_LABEL = re.compile(r"-?(?:autor(?:in)?|author|text)\s*:\s*", re.IGNORECASE)

_MOST_WORDS = 4


@dataclass(frozen=True)
class _Place:
    """Where in a line an item stands."""

    byline: bool
    source: bool
    inside: bool
    opens: bool
    first: bool
    second: bool


def read_list(text: str, agencies: Agencies) -> Reading | None:
    """Read a tidied line as a list; None where it is none, or says nothing of its origin."""
    if mark := agencies.mark(text):
        return Reading(agencies=[mark.agency]) if mark.agency else None
    text, byline, source = _without_labels(text)
    line, keys = masked(text, agencies)
    if _credits_a_picture(line):
        return None
    reading, initials_only = Reading(), True
    waiting = iter(keys)
    for number, group in enumerate(re.split(r"[()（）\[\]【】]", line)):
        inner, inner_by, inner_source = _without_labels(group.strip())
        items = [item for item in _BETWEEN.split(inner) if item]
        for index, item in enumerate(items):
            place = _Place(
                byline=byline or inner_by,
                source=source or inner_source,
                inside=number > 0,
                opens=number == 0 and index == 0,
                first=number == 0 and index == 0 and len(keys) > 0,
                second=number == 0 and index == 1 == len(items) - 1 and items[0] == AGENCY,
            )
            found = _item(item, place, waiting, agencies, opened=line.startswith(AGENCY))
            if found is None:
                return None
            initials_only &= all(is_small_initials(part) for part in re.split(r"[-.]", item))
            reading.add(found)
    if house := _is_house(line, reading, agencies):
        reading.agencies.clear()
    signs = initials_only and len(reading.contributors) > 1 and bool(re.search(r"[/-]", line))
    if not (
        reading.agencies or reading.unknown or signs or house or (byline and reading.contributors)
    ):
        return None
    reading.contributors = _with_roles(line, reading.contributors)
    if signs and line.startswith("bur-") and "AFP" in agencies.registry.agencies:
        reading.agencies.append("AFP")  # bur-: several bureaus of AFP wrote it
    return reading


def _without_labels(text: str) -> tuple[str, bool, bool]:
    byline = source = False
    while True:
        if found := _SOURCE.match(text):
            source = True
        elif found := _BYLINE.match(text):
            byline = True
        else:
            return text, byline, source
        text = text[found.end() :]


def _item(
    item: str, place: _Place, keys: Iterator[str], agencies: Agencies, *, opened: bool
) -> Reading | None:
    """Read one item of a list; None where it can be no part of an attribution line."""
    named = [next(keys) for _ in range(item.count(AGENCY))]
    rest = _GENERIC.sub("", item.replace(AGENCY, " ")) if named else item
    rest = _LABEL.sub("", rest.strip()).strip(" .:-'’")
    reading = Reading(agencies=named)
    if not rest or is_noise(rest):
        return reading
    if _LABEL.search(item) and is_person(rest):
        reading.contributors.append(Contributor(rest, "author"))
        return reading
    if named and not item.startswith(AGENCY) and not is_place(rest):
        return None
    if found := _people(rest, place, agencies, opened=opened, named=bool(named)):
        reading.add(found)
        return reading
    if named or len(rest.split()) > _MOST_WORDS or not rest[:1].isupper():
        return None
    if place.second and is_place(rest) and agencies.nearest(rest) is None:
        return reading  # `Reuters, Washington`
    return Reading(unknown=[rest]) if place.inside or place.source or opened else None


def _people(
    rest: str, place: _Place, agencies: Agencies, *, opened: bool, named: bool
) -> Reading | None:
    if mark := agencies.mark(rest):
        return Reading(
            contributors=[Contributor(rest)] if mark.contributor else [],
            agencies=[mark.agency] if mark.agency else [],
        )
    if is_small_initials(rest) or (is_initials(rest) and (place.first or named)):
        return Reading(contributors=[Contributor(rest)])
    words = rest.split()
    if named or opened:
        signs = [word for word in words if not is_noise(word)]
        if all(is_initials(word) for word in signs):
            return Reading(contributors=[Contributor(word) for word in signs])
        if named and is_place(rest):
            return Reading()
    parts = rest.split("-")
    if len(parts) > 1 and all(is_small_initials(part) for part in parts):
        return Reading(contributors=[Contributor(part) for part in parts])
    if len(words) > 1 and is_small_initials(words[0]) and is_place(" ".join(words[1:])):
        return Reading(contributors=[Contributor(words[0], place=" ".join(words[1:]))])
    if is_person(rest):
        return Reading(contributors=[Contributor(rest)])
    if not rest[:1].isupper() or len(words) > _MOST_WORDS:
        return None
    if place.first or (place.byline and (place.opens or len(words) > 1)):
        return Reading(contributors=[Contributor(rest)])  # a house, or a name in capitals
    return Reading() if place.byline and is_place(rest) else None


def _credits_a_picture(line: str) -> bool:
    """Tell whether a line is agencies, then a photographer: `APA/AFP/Mandel Ngan`."""
    items = [item.strip() for item in line.split("/")]
    return len(items) > 1 and items[0] == AGENCY and is_person(items[-1])


def _is_house(line: str, reading: Reading, agencies: Agencies) -> bool:
    """Tell whether a broadcaster signs its own report: `srf/hosb`."""
    if not re.fullmatch(rf"{AGENCY}[^/(]*/[^/(,{AGENCY}]+", line) or len(reading.agencies) != 1:
        return False
    key = reading.agencies[0]
    return key != UNNAMED and agencies[key].kind == "broadcaster"


def _with_roles(line: str, contributors: list[Contributor]) -> list[Contributor]:
    """Give roles where initials stand as authors/editors: `lo/msh (AFP)`, `bur-gl/fz`."""
    found = _SIGNED.match(line)
    if not found or AGENCY in found["authors"] + found["editors"]:
        return contributors
    sides = [re.split(r"[\s,-]+", found[side].strip()) for side in ("authors", "editors")]
    if not all(is_small_initials(name) for side in sides for name in side):
        return contributors
    editors = set(sides[1])
    return [replace(c, role="editor" if c.name in editors else "author") for c in contributors]
