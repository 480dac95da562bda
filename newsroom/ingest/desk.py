"""What one item comes to, while an article is made of it: the desk that all parts work at."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from newsroom.content.registries import Registries
from newsroom.ingest.item import IngestError, Item
from newsroom.ingest.slugs import letters
from newsroom.record.language import standard_tag
from newsroom.record.moment import Moment, parse_moment
from newsroom.record.text import CONTROL_CHARACTERS, LONGEST_NAME


@dataclass
class Desk:
    """What one item comes to, while it is made."""

    item: Item
    registries: Registries
    zone: dt.tzinfo
    lang: str
    review: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def clean(value: Any) -> Any:
    """Take out what no text may hold: control characters."""
    if isinstance(value, str):
        return CONTROL_CHARACTERS.sub("", value)
    if isinstance(value, dict):
        return {name: clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(CONTROL_CHARACTERS.sub("", text).split())


def page_name(text: str | None) -> str | None:
    """Return a text as the name of what has a page; None where it makes no address."""
    name = one_line(text or "")[:LONGEST_NAME].strip()
    return name if letters(name) else None


def language(desk: Desk, tag: str | None) -> str | None:
    """Return a language tag in its usual spelling; None where a source has none that is one."""
    found = standard_tag(tag.replace("_", "-")) if tag else None
    if tag and found is None:
        desk.review.append(f"the source's language '{one_line(tag)}' is none; set lang:")
    return found


def moment(desk: Desk, what: str, written: str | None) -> Moment | None:
    """Return a date of a source; None where it has none.

    A date that is none is a point of review. Raises IngestError for an embargo's or an expiry's.
    """
    if not written:
        return None
    try:
        return parse_moment(written, desk.zone)
    except ValueError as error:
        if what in ("embargoed", "expires"):
            # Too early would do harm that nobody can undo.
            raise IngestError(f"{what}: {error}") from None
        desk.review.append(f"{what}: {error}")
        return None
