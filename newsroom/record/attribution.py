"""The attribution line: `ls/sms (AFP, AP, Reuters)`, understood as data.

No standard describes these lines. The forms are those that newsrooms use: lists of initials, names
and agencies (`attribution_list`), and sentences (`attribution_prose`).
"""

import json
import re
from dataclasses import asdict, dataclass

from newsroom.record.agencies import Agencies
from newsroom.record.attribution_list import read_list
from newsroom.record.attribution_parts import (
    LINK,
    Contributor,
    Reading,
    contacts,
    houses_of,
    is_person,
    masked,
    tidy,
)
from newsroom.record.attribution_prose import read_prose

__all__ = ["Attribution", "Contributor", "Piece", "as_json", "contact_in", "parse_attribution"]

# Words that make a line a picture's credit. Reuters signs its graphics off with its reports.
_PICTURE = re.compile(
    r"\b(?:photos?|fotos?|photograph(?:er|ie)?|fotografie|fotoğraf|\w*foto\w*|bild(?:er)?|\w+bild"
    r"|images?|imagen|imágenes|immagini|pictures?|picture alliance|video(?! journalist)|grafik"
    r"|infografik|illustration|screenshot|getty|imago|shutterstock|alamy|epa|handout|pool|zdjęcie|фото|kuva"
    r"|valokuva|kép|snímek|slika|beeld|afbeelding|gambar|scanpix|fot|file|archiv|crédits?|credits?"
    r"|\w+credit|صورة|תמונה|צילום|عکس|φωτογραφία|写真|撮影|图片?|圖|사진)\b",
    re.IGNORECASE,
)
_SIGNED_OFF = re.compile(
    r"\b(?:reporting|writing|editing) by\b|\beditor:|\bpewarta:|\bcontributed to this\b",
    re.IGNORECASE,
)
# Labels of a page's other parts, and a dateline in Korean: `(서울=연합뉴스)`.
_ANOTHER = re.compile(
    r"(?:related )?(?:topics?|tags?|themen|read more|more)\s*:|\(\w+=", re.IGNORECASE
)

# Where somebody is quoted, an agency is who heard it.
_SPOKEN = re.compile(
    r"\b(?:told|tells|said|says|saying|according|quoted|sagte|laut|gegenüber|a déclaré|dijo)\b"
    r"|[\"“”„«»]",
    re.IGNORECASE,
)

# `© Anna Berg/dpa` owns a picture; only houses own reports.
_OWNED = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)

# `LOS ANGELES (Reuters) -`, `Peine (dpa/lni) - Der …`: where a report begins, not where it ends.
_DATELINE = re.compile(r"[^()（）]{0,80}[(（][^()（）]{2,40}[)）]\s*(?:[-–—:]|--)(?:\s|$)")
_ABROAD = re.compile(
    r"(?P<place>[^()]{2,60}?),?\s*\((?P<inside>[^()]{2,40})\)\.?",
)
_TWO_WORD_PLACES = {
    "buenos aires", "cape town", "den haag", "frankfurt am main", "hong kong", "kuala lumpur",
    "las vegas", "los angeles", "mexico city", "new delhi", "new york", "rio de janeiro",
    "san francisco", "sao paulo", "são paulo", "st. petersburg", "tel aviv", "the hague",
    "washington dc", "abu dhabi", "addis ababa", "addis abeba", "new orleans",
}  # fmt: skip


# Whatever is left of an address or of a number when the rest of the line was understood.
_LIKE_A_CONTACT = re.compile(r"@|(?:\d\D{0,3}){4}|\b(?i:tel|fax|phone|e-?mail|www)\b|://")

_LONGEST_KEY = 3
# How many lines are kept.
_MOST_LINES = 10_000

# Longer than the longest of these lines, short enough for any to be read at once (characters).
MAX_LENGTH = 2000


@dataclass(frozen=True)
class Piece:
    """A part of a line's text, and the key of the agency that it names, if it names one."""

    text: str
    agency: str | None = None


@dataclass(frozen=True)
class Attribution:
    """What an attribution line says.

    `line` is the line as written. `agencies` are keys of the registry, `unknown` what stands where
    an agency stands and is none that the registry knows. `pieces` make up the line again.
    """

    line: str
    contributors: tuple[Contributor, ...]
    agencies: tuple[str, ...]
    unknown: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def parse_attribution(line: str, agencies: Agencies) -> Attribution | None:
    """Read a closing line; None where it is no attribution line.

    No attribution lines are: a picture's credit, a dateline, a sentence that mentions an agency.
    Telephone numbers and mail addresses are never part of what is found (`contact_in` finds them).
    """
    # The same few people sign most articles, with the same few agencies.
    if line not in agencies.lines:
        if len(agencies.lines) >= _MOST_LINES:
            agencies.lines.clear()
        agencies.lines[line] = _parsed(line, agencies)
    found: Attribution | None = agencies.lines[line]
    return found


def _parsed(line: str, agencies: Agencies) -> Attribution | None:
    if len(line) > MAX_LENGTH or _is_something_else(line, agencies):
        return None
    text = tidy(line)
    masked_text, keys = masked(text, agencies)
    reading = read_prose(masked_text, keys, agencies) or read_list(
        text, masked_text, keys, agencies
    )
    named = [link["address"] for link in LINK.finditer(line) if link["address"]]
    hosts = [key for host in [*named, *houses_of(line)] if (key := agencies.key(host))]
    if reading is None and hosts:
        reading = _sender(text, agencies)  # `abc@yna.co.kr (END)`
    if reading is None or (
        _OWNED.search(line) and any(is_person(c.name) and not c.role for c in reading.contributors)
    ):
        return None
    reading = _without_contacts(reading)
    reading.agencies += hosts
    mentions = list(agencies.mentions(line))
    order = {key: start for start, _, key in reversed(mentions)}
    found = sorted(dict.fromkeys(reading.agencies), key=lambda key: order.get(key, len(line)))
    return Attribution(
        line=line,
        contributors=tuple(dict.fromkeys(reading.contributors)),
        agencies=tuple(found),
        unknown=tuple(dict.fromkeys(reading.unknown)),
        pieces=tuple(_pieces(line, reading, mentions)),
    )


def contact_in(line: str) -> str | None:
    """Return the first telephone number or mail address of a line: it must not be published."""
    return next(iter(contacts(line)), None)


def as_json(line: str, agencies: Agencies) -> str:
    """Return what a line says as a JSON object (RFC 8259) of one line."""
    found = parse_attribution(line, agencies)
    data = {
        "line": line,
        "kind": "attribution" if found else "other",
        "contributors": [asdict(person) for person in found.contributors] if found else [],
        "agencies": found.agencies if found else (),
        "unknown": found.unknown if found else (),
    }
    return json.dumps(data, ensure_ascii=False)


def _is_something_else(line: str, agencies: Agencies) -> bool:
    if _PICTURE.search(line) and not _SIGNED_OFF.search(line):
        return True
    if _SPOKEN.search(line) or _DATELINE.match(line.strip()) or _ANOTHER.match(line.strip()):
        return True
    found = _ABROAD.fullmatch(line.strip())
    if not found or agencies.mark(found["place"]):
        return False
    # A place and an agency are a dateline even without its dash: `BERLIN (dpa)`.
    place = found["place"]
    mentions = [item for item in agencies.mentions(found["inside"]) if item[0] == 0]
    is_place = (
        place.isupper() and len(place) > _LONGEST_KEY
    ) or place.casefold() in _TWO_WORD_PLACES
    one_word = bool(re.fullmatch(r"[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z]", place))
    return bool(mentions) and (is_place or one_word)


def _sender(text: str, agencies: Agencies) -> Reading | None:
    """Read what stands beside an agency's mail address: nothing, a name, an end mark."""
    name, _, mark = text.partition("(")
    name, mark = name.strip(), mark.strip(" )")
    if (mark and not agencies.mark(mark)) or not (
        is_person(name) or not name or agencies.mark(name)
    ):
        return None
    return Reading([Contributor(name)] if is_person(name) else [])


def _without_contacts(reading: Reading) -> Reading:
    """Leave out what could be a contact, however it is written: it must not be published."""
    return Reading(
        [c for c in reading.contributors if not _LIKE_A_CONTACT.search(f"{c.name} {c.place}")],
        reading.agencies,
        [name for name in reading.unknown if not _LIKE_A_CONTACT.search(name)],
    )


def _pieces(line: str, reading: Reading, mentions: list[tuple[int, int, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for start, stop, key in mentions:
        if key in reading.agencies:
            if start > end:
                pieces.append(Piece(line[end:start]))
            pieces.append(Piece(line[start:stop], key))
            end = stop
    if end < len(line):
        pieces.append(Piece(line[end:]))
    return pieces
