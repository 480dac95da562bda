"""Attribution lines that are sentences: `Reporting by …; Editing by …`, `… contributed to this`."""

import re

from newsroom.record.agencies import UNNAMED, Agencies
from newsroom.record.attribution_parts import (
    AGENCY,
    Contributor,
    Reading,
    Role,
    is_initials,
    is_name,
    is_person,
    is_place,
    is_small_initials,
)

# Words for a work that somebody did; somebody is named behind them, mostly by another word.
_WORKS: tuple[tuple[Role | None, str], ...] = (
    (
        "reporter",
        r"reporting|reported|reports|reportage|reporte|reportado|reportagem|reportaje|bericht"
        r"|تغطية|репортаж",
    ),
    (
        "writer",
        r"writing|written|compiled|rédigé|rédaction|écrit|escrito|redactado|redacción|geschrieben"
        r"|scritto|إعداد|كتابة|подготовил[аи]?",
    ),
    (
        "editor",
        r"editing|edited|editado|edición|edição|édité|édition|redigiert|bearbeitet|redigerad"
        r"|a cura|تحرير|редактировал[аи]?|редактор",
    ),
    (
        None,
        r"translated|translation|graphics?|graphic|fact-checking|production|produced|research"
        r"|assistance|traducido|traducción|traduzido|tradução|traduit|tradotto|übersetzt"
        r"|version française|перевел[аи]?",
    ),
)
_LABELS: tuple[tuple[Role | None, str], ...] = (
    ("author", r"author|autor(?:/?in)?|auteur|autore|text|texto|texte|tekst|автор|текст|yazar"),
    ("reporter", r"reporter|pewarta|wartawan|muhabir|haber|记者|記者|기자"),
    ("writer", r"writer|penulis|撰稿|编译|編譯|compiled by"),
    (
        "editor",
        r"editor(?: online)?|redaktion|redakteur(?:in)?|redaktor|editör|редактор|编辑|編輯|編集"
        r"|責任編輯|责任编辑|責編|责编|redação|to contact the editors? responsible for this story",
    ),
    ("reporter", r"to contact the reporters? on this story"),
)


def _any(kinds: tuple[tuple[Role | None, str], ...]) -> str:
    return "|".join(words for _, words in kinds)


_CLAUSE = re.compile(
    r"(?:\bbased\s+on\s+)?(?:\b(?:with|and|avec|con|com|mit)\s+)?"
    r"(?:\b(?:additional|further|extra|contributing|original)\s+)?"
    rf"\b(?:(?P<work>{_any(_WORKS)})(?:\s+(?:and|&)\s+(?P<more>reporting|writing|editing))?"
    r"\s*(?:(?:by|from|de|d'|por|par|von|di|da|do|av|af)\b|:|(?=\s+(?-i:(?![a-z])\w)))\s*:?\s*"
    rf"|(?P<label>{_any(_LABELS)})\s*:\s*)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|par|por|di|von|door|av|af)\s+", re.IGNORECASE)
_PEOPLE = r"(?:writers?|reporters?|correspondents?|journalists?|contributors?|editors?|staff)"
_STAFF = re.compile(
    rf"(?:\bthe\s+)?{AGENCY}(?:(?:['’]s?)?\s+(?:staff\s+)?(?:senior\s+)?"
    rf"(?:(?:business|sports|science|political|medical|health|entertainment|(?-i:[a-z]+))\s+){{0,2}}{_PEOPLE}"
    r"|\s+(?:bureaus?|bureaux|newsrooms?|offices|news\s+(?:agency|service))"
    r"|['’]s?\s+(?:(?-i:[^\W\d_a-z])[\w-]*\s+)?(?:service|bureau|newsroom)"
    r"|\s+(?:in|from)\s+(?-i:[^\W\d_a-z])[\w.]*(?:\s+(?-i:[^\W\d_a-z])[\w.]*)?"
    r"|['’]s?)?(?:\s+(?=[^\W\d_]))?",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"(?:the\s+)?(?P<name>(?:(?-i:[^\W\d_a-z])\w*\s+){0,2}(?:newsroom|bureau|staff))", re.I
)
# What is left between agencies that are named side by side.
_ALONE = re.compile(r"^(?:\s|,|/|&|\band\b)+|(?:\s|,|/|&|\b(?:and|at)\b)+$", re.IGNORECASE)
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
    rf"|except for the headline, {_THIS}\b.*\bfrom\b.*{AGENCY}.*"
    rf"|(?:originally |first )?(?:re)?published\b.*{AGENCY}.*"
    rf"|(?:includes|contains|using|uses|with|enthält)\b.*\b(?:material|information|reports?|copy)\b"
    rf".*{AGENCY}.*|{AGENCY}\s+(?:material|copy)\s+was\s+used.*",
    re.IGNORECASE,
)
# A feed of some agency that is named behind, or not at all.
_FEED = re.compile(
    rf"(?:except for the headline, )?{_THIS}\b.*\b(?:(?:syndicated|agency|wire|news)\s+)+feed\b.*",
    re.IGNORECASE,
)
_GENERATED = re.compile(r"\b(?:generated|produced|written) by (?P<who>[^\W\d_][\w ]+?) using\b")
_SENTENCES = re.compile(rf"(?<=[^\W\d_A-Z])\.\s+(?=[^\W\d_a-z]|{AGENCY})")
_AND = re.compile(
    r"\s*(?:(?:,\s*)?(?P<and>\b(?:and|und|et|y|e|och|og|ve|и|та|και)\b|&)|[,;،、])\s+",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s+(?:from|in|at|en|em|à|aus|na|в|في)\s+")
# Places of two words that stand behind a place that is within.
_REGION = re.compile(
    r"(?:new|north|south|west|east|northern|southern|western|eastern|united|saudi|sri|puerto|costa"
    r"|rhode|british|nova|sierra|el|czech|dominican|burkina|papua|ivory|gaza)\s+\w+(?:\s+\w+)?",
    re.IGNORECASE,
)


def read_prose(line: str, keys: list[str], agencies: Agencies) -> Reading | None:
    """Read a tidied and masked line as sentences about who made an article, None for others.

    A line that names who reported and who edited, and no agency, is how Reuters signs off.
    """
    return _clauses(line, keys, agencies) or _sentences(line, keys)


def _clauses(line: str, keys: list[str], agencies: Agencies) -> Reading | None:
    found = list(_CLAUSE.finditer(line))
    if not found:
        return None
    reading = Reading(agencies=list(keys))
    before = _before(line[: found[0].start()], certain=len(found) > 1 or bool(found[0]["label"]))
    if before is None:
        return None
    reading.contributors += before
    works: set[Role | None] = {"writer"} if before else set()
    for clause, after in zip(found, [*found[1:], None], strict=True):
        segment = line[clause.end() : after.start() if after else len(line)]
        role = _role(clause)
        people = _people(segment, role, label=bool(clause["label"]))
        if people is None:
            return None
        works |= {role, "editor" if clause["more"] == "editing" else role}
        reading.contributors += people
    if not reading.contributors and not keys:
        return None
    by_work = any(clause["work"] for clause in found)
    signed_off = by_work and "editor" in works and works & {"reporter", "writer"}
    if signed_off and not keys and "Reuters" in agencies.registry.agencies:
        reading.agencies.append("Reuters")
    return reading


def _role(clause: re.Match[str]) -> Role | None:
    """Tell the role that a clause's word gives."""
    word, kinds = (clause["work"], _WORKS) if clause["work"] else (clause["label"], _LABELS)
    return next(role for role, words in kinds if re.fullmatch(words, word, re.IGNORECASE))


def _before(text: str, *, certain: bool) -> list[Contributor] | None:
    """Read what stands before the first clause: nobody, somebody by name, initials."""
    text = text.strip(" (/-–—,;.")
    if not text:
        return []
    text, by = _BY.subn("", text, count=1) if _BY.match(text) else (text, 0)
    rest = [part for part in re.split(rf"[{AGENCY}\s/()-]+", text) if part]
    if AGENCY in text and len(rest) <= 1 and all(is_initials(part) for part in rest):
        return [Contributor(part, "author") for part in rest]
    return _people(text, None) if certain or by or is_person(text) else None


def _sentences(line: str, keys: list[str]) -> Reading | None:
    reading = Reading(agencies=list(keys))
    sentences = _SENTENCES.split(line.rstrip("."))
    for number, sentence in enumerate(sentences):
        if _MATERIAL.fullmatch(sentence) or (number and sentence.strip() == AGENCY):
            if maker := _GENERATED.search(sentence):
                reading.contributors.append(Contributor(maker["who"]))
            continue
        if _FEED.fullmatch(sentence):
            reading.agencies += [] if set(keys) - {UNNAMED} else [UNNAMED]
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


def _people(
    text: str, role: Role | None, *, surnames: bool = False, label: bool = False
) -> list[Contributor] | None:
    """Read names, each with the place it wrote from; None where something is no name."""
    text = _ALONE.sub("", _STAFF.sub("", text).strip(" .,;()/-–—"))
    people: list[Contributor] = []
    for part in re.split(r";\s*", text):
        for name, place in _named(part):
            if team := _TEAM.fullmatch(name):
                people.append(Contributor(team["name"], role, place))
            elif (
                is_person(name)
                or (surnames and is_place(name))
                or (label and (is_name(name) or is_small_initials(name)))
            ):
                people.append(Contributor(name, role, place))
            else:
                return None
    return people


def _named(text: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    by_and: list[bool] = []
    start = 0
    for between in [*_AND.finditer(text), None]:
        part = text[start : between.start() if between else len(text)].strip(" .,")
        joined = start > 0 and bool(re.search(r"\w|&", text[:start].split()[-1].strip(",")))
        start = between.end() if between else len(text)
        if not part:
            continue
        name, _, place = _WHERE.sub("\0", part, count=1).partition("\0")
        last = found[-1] if found else None
        # `in Johnstown, Pennsylvania`: one word behind a place is its region.
        is_region = not is_person(name) or _REGION.fullmatch(name)
        if not place and last and last[1] and is_region and not _TEAM.fullmatch(name):
            found[-1] = (last[0], f"{last[1]}, {name}")
        else:
            found.append((name, place or None))
            by_and.append(joined)
    return _together(found, by_and)


def _together(
    found: list[tuple[str, str | None]], by_and: list[bool]
) -> list[tuple[str, str | None]]:
    """Put those who are named together where the last of them is: `A, B and C in Kyiv`."""
    shared: str | None = None
    for index in range(len(found) - 1, -1, -1):
        name, place = found[index]
        if place:
            shared = place if by_and[index] else None
        elif shared:
            found[index] = (name, shared)
    return found


def _region_off(place: str) -> str:
    return place.partition(",")[0].strip()
