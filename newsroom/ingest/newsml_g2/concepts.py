"""The concepts that a NewsML-G2 item names: subjects, places, people and houses.

Source: NewsML-G2 2.x Specification, `contentMeta` and `provider`.
"""

import re
import xml.etree.ElementTree as ET

from newsroom.ingest.newsml_g2.codes import Names, code_of, local_part, rank_of, role_of, type_of
from newsroom.ingest.nitf.xml import attribute, child, children, each_once, key_of, name_of, words
from newsroom.ingest.topics import topics
from newsroom.record.attribution_parts import is_person
from newsroom.record.text import LONGEST_NAME

# Points on a map are named for the map only.
_UNNAMED = {"poi"}
# Types of subjects that are somebody or something: they stand behind what a text is about.
_NAMED = {
    "animal", "building", "event", "geoarea", "geo", "location", "object", "organisation",
    "organization", "org", "party", "person", "place", "product", "team",
}  # fmt: skip
_CATEGORY = re.compile(r"cat$|categor")
_LONGEST_CODE = 3
_AUTHORS = re.compile(
    r"(?:(?:co-?)?authors?|writer|reporter|journalist|correspondent|byline|creator)?"
)
_LOGIN = re.compile(r"\S*[._@]\S*")


def authors(meta: ET.Element | None, names: Names) -> tuple[str, ...]:
    """Return the names of those who wrote a text; logins, houses and other roles are left out."""
    found = []
    for element in children(meta, "creator", "contributor"):
        role = role_of(element)
        wrote = _AUTHORS.fullmatch(role) if role or name_of(element) == "creator" else None
        name = names.name(element) or ""
        if len(name) > LONGEST_NAME:
            continue
        person = is_person(name) or (name.isupper() and is_person(name.title()))
        if (
            wrote
            and person
            and not _LOGIN.fullmatch(name)
            and not type_of(element).startswith("org")
        ):
            found.append(name)
    return each_once(iter(found))


def creator(meta: ET.Element | None, names: Names) -> str | None:
    """Return who made a picture."""
    makers = children(meta, "creator")
    makers.sort(key=lambda element: not role_of(element).startswith(("photo", "artist", "creator")))
    return next(filter(None, map(names.name, makers)), None)


def source(item: ET.Element, names: Names) -> str | None:
    """Return whose the content is: the party that it came from, else the provider."""
    given = children(child(item, "contentMeta"), "infoSource")
    given.sort(key=lambda found: role_of(found) not in ("", "contentsource", "source", "origin"))
    provider = child(item, "itemMeta", "provider")
    return next(
        filter(
            None, map(names.name_or_code, [*given, *([provider] if provider is not None else [])])
        ),
        None,
    )


def located(meta: ET.Element | None, names: Names) -> str | None:
    """Return the place that a report came from, else the first place that it is about."""
    areas = [found for found in children(meta, "subject") if type_of(found) == "geoarea"]
    places = sorted(children(meta, "located"), key=rank_of)
    written = next(filter(None, map(names.name_or_code, places)), None)
    return written or next(filter(None, map(names.name, sorted(areas, key=rank_of))), None)


def subjects(meta: ET.Element | None, names: Names, headline: str | None) -> tuple[str, ...]:
    """Return the names of subjects, the keywords, and whom and what a text names, each once."""
    found: list[tuple[str | None, str | None]] = []
    named: list[tuple[str | None, str | None]] = []
    given = children(meta, "subject")
    for subject in (subject for subject in given if type_of(subject) not in _UNNAMED):
        name = names.name(subject)
        if not _is_code(name, subject) and key_of(name or "") != key_of(headline or "\0"):
            place = named if type_of(subject) in _NAMED else found
            place.append((name, attribute(subject, "qcode", "uri")))
    found += [(words(keyword), None) for keyword in children(meta, "keyword")]
    found += named
    return each_once(iter(topics(found)))


def section(meta: ET.Element | None, names: Names) -> str | None:
    """Return the name of the category that a sender puts an item in; a short code is none."""
    for subject in children(meta, "subject"):
        name = names.name(subject)
        if name and type_of(subject) == "category" and not _is_code(name, subject):
            return name
    return None


def genre(meta: ET.Element | None, names: Names) -> str | None:
    """Return the first genre that has a name; of IPTC's own genres the code is one."""
    given = children(meta, "genre")
    if named := next(filter(None, map(names.name, given)), None):
        return named
    codes = [code for found in given if (code := attribute(found, "qcode", "uri"))]
    own = (code for code in codes if code.startswith("genre:") or "newscodes/genre" in code)
    return next((local_part(code).replace("_", " ") for code in own), None)


def _is_code(name: str | None, subject: ET.Element) -> bool:
    code = local_part(code_of(subject))
    if not name or len(name) > _LONGEST_CODE:
        return False
    return name.lower() == code.lower() or bool(_CATEGORY.search(type_of(subject)))
