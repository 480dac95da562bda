"""Attribution lines that are sentences: `Reporting by …; Editing by …`, `… contributed to this`."""

import re

from newsroom.record.agencies import Agencies
from newsroom.record.attribution_parts import (
    AGENCY,
    Contributor,
    Reading,
    Role,
    is_person,
    is_place,
    masked,
)

_ROLES: dict[str, Role] = {
    "reporting": "reporter",
    "reported": "reporter",
    "writing": "writer",
    "written": "writer",
    "compiled": "writer",
    "editing": "editor",
    "edited": "editor",
    "author": "author",
    "autor": "author",
    "autorin": "author",
    "text": "author",
    "editor": "editor",
    "redaktion": "editor",
    "redakteur": "editor",
    "redakteurin": "editor",
}
_CLAUSE = re.compile(
    r"(?:\b(?:with|and)\s+)?(?:\b(?:additional|further|extra|contributing)\s+)?"
    r"\b(?P<work>reporting|reported|writing|written|compiled|editing|edited|translated|graphics"
    r"|fact-checking|production|produced)(?:\s+(?:and|&)\s+(?:reporting|writing|editing))?"
    r"\s*(?:by|from|:)\s*:?\s*"
    r"|\b(?P<label>author|autor(?:in)?|text|editor|redaktion|redakteur(?:in)?)\s*:\s*",
    re.IGNORECASE,
)
_STAFF = re.compile(
    rf"(?:\bthe\s+)?{AGENCY}(?:['’]s?)?(?:\s+(?:staff\s+)?(?:senior\s+)?(?:business\s+|sports\s+)?"
    r"(?:writers?|reporters?|correspondents?|journalists?|contributors?|editors?|staff))?"
    r"(?:\s+(?=[^\W\d_]))?",
    re.IGNORECASE,
)
# What is left between agencies that are named side by side.
_ALONE = re.compile(r"^(?:\s|,|/|&|\band\b)+|(?:\s|,|/|&|\band\b)+$", re.IGNORECASE)
_THIS = r"(?:this|the)\s+(?:news\s+)?(?:report|story|article|piece|dispatch|reporting)"
_DONE = re.compile(
    r"(?P<who>.+?)\s+(?:also\s+)?(?:"
    rf"(?:contributed|helped|assisted)(?:\s+(?:reporting|(?:to|with|in|on)\s+{_THIS}))?"
    r"(?:\s+(?:from|in)\s+(?P<places>.+))?"
    rf"|reported(?:\s+{_THIS})?\s+(?:from|in)\s+(?P<scene>.+))",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    rf"(?:{_THIS}|dieser (?:artikel|text|beitrag)|some|parts?)\b.*"
    rf"\b(?:material|materials|information|reports?|copy|data|contributions?|by|von)\b.*{AGENCY}.*"
    rf"|(?:originally |first )?(?:re)?published\b.*{AGENCY}.*"
    rf"|(?:includes|contains|using|uses|with|enthält)\b.*\b(?:material|information|reports?|copy)\b"
    rf".*{AGENCY}.*|{AGENCY}\s+(?:material|copy)\s+was\s+used.*",
    re.IGNORECASE,
)
_GENERATED = re.compile(r"\b(?:generated|produced|written) by (?P<who>[^\W\d_][\w ]+?) using\b")
_SENTENCES = re.compile(rf"(?<=[^\W\d_A-Z])\.\s+(?=[^\W\d_a-z]|{AGENCY})")
_AND = re.compile(r"\s*(?:,\s*and|,|;|\band\b|&|\bund\b|\bet\b|\by\b)\s+", re.IGNORECASE)


def read_prose(text: str, agencies: Agencies) -> Reading | None:
    """Read a tidied line as sentences about who made an article; None where it is something else.

    A line that names who reported and who edited, and no agency, is how Reuters signs off.
    """
    line, keys = masked(text, agencies)
    return _clauses(line, keys, agencies) or _sentences(line, keys)


def _clauses(line: str, keys: list[str], agencies: Agencies) -> Reading | None:
    found = list(_CLAUSE.finditer(line))
    if not found or line[: found[0].start()].strip(" ("):
        return None
    reading = Reading(agencies=list(keys))
    works = set()
    for clause, after in zip(found, [*found[1:], None], strict=True):
        segment = line[clause.end() : after.start() if after else len(line)]
        role = _ROLES.get((clause["work"] or clause["label"]).lower())
        people = _people(segment, role)
        if people is None:
            return None
        works.add(role)
        reading.contributors += people
    if not reading.contributors and not keys:
        return None
    signed_off = "editor" in works and works & {"reporter", "writer"}
    if signed_off and not keys and "Reuters" in agencies.registry.agencies:
        reading.agencies.append("Reuters")
    return reading


def _sentences(line: str, keys: list[str]) -> Reading | None:
    reading = Reading(agencies=list(keys))
    for sentence in _SENTENCES.split(line.rstrip(".")):
        if _MATERIAL.fullmatch(sentence):
            if maker := _GENERATED.search(sentence):
                reading.contributors.append(Contributor(maker["who"]))
            continue
        done = _DONE.fullmatch(sentence)
        people = done and _doers(done)
        if people is None:
            return None
        reading.contributors += people
    return reading if reading.contributors or reading.agencies else None


def _doers(done: re.Match[str]) -> list[Contributor] | None:
    people = _people(done["who"], None, surnames=bool(done["scene"]))
    places = done["places"] or done["scene"]
    if people is None or not places:
        return people
    # `A reported from Newtown, and B from New York`: the verb stands for both.
    first, *others = re.split(r",?\s+and\s+(?=[^,]+?\s+from\s)", places)
    if not is_place(_region_off(first)):
        return None
    people = [Contributor(c.name, c.role, c.place or first) for c in people]
    for other in others:
        name, _, place = other.partition(" from ")
        if not (is_person(name) or is_place(name)):
            return None
        people.append(Contributor(name.strip(), place=place.strip()))
    return people


def _people(text: str, role: Role | None, *, surnames: bool = False) -> list[Contributor] | None:
    """Read names, each with the place it wrote from; None where something is no name."""
    text = _ALONE.sub("", _STAFF.sub("", text).strip(" .,;()/"))
    people: list[Contributor] = []
    for part in re.split(r";\s*", text):
        for name, place in _named(part):
            if not (is_person(name) or (surnames and is_place(name))):
                return None
            people.append(Contributor(name, role, place))
    return people


def _named(text: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for raw in _AND.split(text):
        part = raw.strip(" .,")
        if not part:
            continue
        name, _, place = re.sub(r"\s+(?:from|in|at)\s+", "\0", part).partition("\0")
        last = found[-1] if found else None
        # `in Johnstown, Pennsylvania`: one word behind a place is its region.
        if not place and last and last[1] and not is_person(name):
            found[-1] = (last[0], f"{last[1]}, {name}")
        else:
            found.append((name, place or None))
    # Somebody named before one who is somewhere is there too: `A and B in Kyiv`.
    for index in range(len(found) - 2, -1, -1):
        if found[index][1] is None and " and " in text and index == len(found) - 2:
            found[index] = (found[index][0], found[index + 1][1])
    return found


def _region_off(place: str) -> str:
    return place.partition(",")[0].strip()
