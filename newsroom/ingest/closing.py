"""The end of an article: its attribution line, and what of it is for the newsroom only."""

import re

from bs4 import BeautifulSoup

from newsroom.ingest.desk import Desk, one_line, page_name
from newsroom.record.agencies import Agencies
from newsroom.record.attribution import Attribution, contact_in, parse_attribution
from newsroom.record.attribution_parts import AND, is_name, is_person, without_labels

# Marks at the end of a wire report that say nothing but that it ends.
_END = re.compile(
    r"(?:_{2,}|-{2,}|\*{3}|#{2,}|-?30-?|-0-|ends?|enditem|\(?end\)?)\.?", re.IGNORECASE
)

# Where the newsroom's own people say how to reach them.
_STAFF = re.compile(
    r"[\W_]*(?:autor(?:in|/in)?|redaktion|reporter|reporting|editor|editing|newsroom|desk|redacción"
    r"|rédaction|redazione|redactie|contact the (?:newsroom|desk|reporter|editor))\b|\(\(.*\)\)$",
    re.IGNORECASE,
)
# What may also be for readers: whom they can ask.
_ANYBODY = re.compile(
    r"[\W_]*(?:kontakt|contact|reach(?:ed)?|twitter|e-?mail|tel|telefon|phone)\b", re.IGNORECASE
)
# A person's name in a byline: two words or more, the first and the last of them with a capital.
_PERSON = re.compile(
    r"(?=[A-ZÀ-ÖØ-Þ])[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3} (?:[a-z]{1,3}['’])?[A-ZÀ-ÖØ-Þ][\w.'’-]+"
)
_NOBODY = re.compile(
    r"\b(?:staff|writers?|correspondents?|reporters?|desk|news|newsroom|wire|agency|service)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\s*(?:[,;/&|،、]|\s{AND}\s)\s*", re.IGNORECASE)
_LONGEST_CONTACT = 300
_LAST_BLOCKS = 3


def parsed(line: str | None, agencies: Agencies | None) -> Attribution | None:
    """Read an attribution line, if there is one, and agencies to read it with."""
    text = (line or "").strip()
    return parse_attribution(text, agencies) if text and agencies else None


def find_attribution(desk: Desk, soup: BeautifulSoup) -> Attribution | None:
    """Find the attribution line, and take it out of the body; nobody's contact is published."""
    agencies, item = desk.registries.agencies, desk.item
    blocks = [block for block in soup.find_all(["p", "li"]) if block.get_text(strip=True)]
    found = parsed(_without_contact(desk, item.attribution), agencies)
    closed = False
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        text = one_line(block.get_text())
        if _END.fullmatch(text):
            block.decompose()
            continue
        short = bool(contact_in(text)) and len(text) <= _LONGEST_CONTACT
        if short and (_STAFF.match(text) or _ANYBODY.match(text)):
            desk.notes.append(text)
            if not _STAFF.match(text):
                desk.review.append(f"taken out as a contact of staff; is it? '{text}'")
            block.decompose()
            continue
        room = block.find_parent(["ul", "ol"])  # what is one of several entries stays there
        alone = room is None or len(room.find_all("li")) == 1
        if closed:
            break
        if alone and found is None and (line := parsed(text, agencies)):
            found, closed = line, True
            block.decompose()
        elif found and text == found.line:
            closed = True
            block.decompose()
        else:
            break
    for block in soup.find_all(["p", "li"]):
        text = one_line(block.get_text())
        if contact_in(text):
            desk.review.append(f"a contact stands in the text; is it for readers? '{text[:120]}'")
    if item.attribution and found is None and agencies:  # else nothing can tell
        desk.review.append(f"A001: is '{one_line(item.attribution)}' the attribution line?")
    if found is None:
        # A byline of nothing but names is that of the authors.
        byline = parsed(_without_contact(desk, item.byline), agencies)
        found = byline if byline and (byline.agencies or byline.unknown) else _credited(desk)
    return found


def _credited(desk: Desk) -> Attribution | None:
    """Return the credit line where that alone says whose the report is."""
    agencies = desk.registries.agencies
    for line in (desk.item.credit_line, desk.item.source):
        name = one_line(line or "")
        if agencies and name and (found := parsed(name, agencies) or parsed(f"({name})", agencies)):
            return found
    return None


def _without_contact(desk: Desk, line: str | None) -> str | None:
    if line and (contact := contact_in(line)):
        desk.notes.append(one_line(line))
        return one_line(line.replace(contact, " ")).strip(" ,;–-")
    return line


def find_authors(desk: Desk, attribution: Attribution | None) -> list[str]:
    """Return who wrote the article by name: from the source, else from the byline."""
    if desk.item.authors:
        return list(dict.fromkeys(name for a in desk.item.authors if (name := page_name(a))))
    found = parsed(desk.item.byline, desk.registries.agencies)
    people = found.contributors if found else ()
    names = list(dict.fromkeys(person.name for person in people if " " in person.name))
    line = one_line(_without_contact(desk, desk.item.byline) or "")
    if not names and line and not found:
        given = [name.strip() for name in _BETWEEN.split(without_labels(line)[0])]
        if is_name(line) or all(map(_is_person, given)):
            names = [name for part in given if (name := page_name(part))]
        elif attribution is None or line != attribution.line:
            desk.review.append(f"who wrote this? The byline of the source is '{line}'")
    return list(dict.fromkeys(names))


def _is_person(name: str) -> bool:
    return not _NOBODY.search(name) and bool(is_person(name) or _PERSON.fullmatch(name))
