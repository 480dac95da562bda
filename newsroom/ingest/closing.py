"""The end of an article: its attribution line, and what of it is for the newsroom only."""

import re

from bs4 import BeautifulSoup

from newsroom.ingest.desk import Desk, one_line, page_name
from newsroom.record.agencies import Agencies
from newsroom.record.attribution import Attribution, contact_in, parse_attribution

# Marks at the end of a wire report that say nothing but that it ends.
_END = re.compile(
    r"(?:_{2,}|-{2,}|\*{3}|#{2,}|-?30-?|-0-|ends?|enditem|\(?end\)?)\.?", re.IGNORECASE
)

# Where the newsroom's own people say how to reach them.
_STAFF = re.compile(
    r"\b(?:autor(?:in|/in)?|redaktion|kontakt|reporter|editor|newsroom|desk|contact"
    r"|reach(?:ed)?|twitter"
    r"|e-?mail|tel|telefon|phone|redacción|rédaction|redazione|redactie)\b",
    re.IGNORECASE,
)
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
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        text = one_line(block.get_text())
        if _END.fullmatch(text):
            block.decompose()
            continue
        if contact_in(text) and len(text) <= _LONGEST_CONTACT and _STAFF.search(text):
            desk.notes.append(text)
            block.decompose()
            continue
        if found is None and (line := parsed(text, agencies)):
            found = line
            block.decompose()
        elif found and text == found.line:
            block.decompose()
        break
    if item.attribution and found is None:
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
    return list(dict.fromkeys(person.name for person in people if " " in person.name))
