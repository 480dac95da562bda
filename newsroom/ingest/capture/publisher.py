"""Whose page it is, where the page says so itself."""

import re
from collections.abc import Sequence

from newsroom.ingest.capture.opening import Opening
from newsroom.ingest.capture.units import Unit

_SITES = re.compile(
    r"skip to more (?P<en>\S.{0,40}?) sites"
    r"|zu weiteren angeboten (?:der|des|von) (?P<de>\S.{0,40}?) (?:springen|wechseln)"
    r"|(?:passer|aller|accéder) (?:aux|à d['’]) ?autres sites (?:de la |de l['’]|du "
    r"|de )?(?P<fr>\S.{0,40})"
    r"|(?:ir|saltar|pular|avançar|passar) (?:a|para) (?:otros|outros|mais|más) (?:sitios|sites"
    r"|páginas)"
    r" (?:de (?:la )?|da |do )(?P<es>\S.{0,40})",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:©|ⓒ|\(c\)|copyright(?:\s*©)?)\s*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?,?\s+"
    r"(?P<name>[^\W\d_][^.|,;:()©]{1,40}?)(?=\s*(?:[.|,;:()]|$|\s(?:all|alle|tous|todos|tutti)\s))",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all rights|alle rechte|copyright|rights reserved", re.IGNORECASE)
_HOUSE = re.compile(
    r"\b(?:news|times|post|online|today|press|radio|tv)\b|\.(?:com|de|fr|org|net|co\.uk)$"
    r"|^[A-Z]{2,5}$",
    re.IGNORECASE,
)
_FEET = 60  # blocks at the end of a page


def publisher_of(units: Sequence[Unit], opening: Opening, end: int) -> str | None:
    """Return the publisher: from a skip link, the page's title, or the notice at its foot."""
    for unit in units[: opening.at]:
        if found := _SITES.fullmatch(unit.text):
            return next(name for name in found.groups() if name).strip()
    if named := [part for part in opening.above if _HOUSE.search(part)]:
        return named[-1]
    owners = {
        found["name"].strip()
        for unit in units[max(end, len(units) - _FEET) :]
        if (found := _OWNED.search(unit.text)) and not _RIGHTS.search(found["name"])
    }
    return owners.pop() if len(owners) == 1 else None
