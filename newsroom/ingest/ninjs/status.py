"""What a ninjs object says of itself: what it is, and whether, when and why it may be published."""

from dataclasses import dataclass, field
from typing import Literal

from newsroom.ingest.item import IngestError
from newsroom.ingest.ninjs.body import has_body
from newsroom.ingest.ninjs.fields import Fields, code_of, entries, tail, text_in, text_of
from newsroom.ingest.ninjs.pictures import headline_of, renditions_of
from newsroom.ingest.nitf.dates import binding_date, plain_date, without_zone

PubStatus = Literal["usable", "withheld", "canceled"]
Signal = Literal["correction", "update"]

# Values of `type`, from the NewsCodes `ninature` and from what feeds write.
_KINDS = {
    "text": "text", "preformatted": "text", "article": "text", "story": "text", "news": "text",
    "picture": "picture", "photo": "picture", "image": "picture", "photograph": "picture",
    "graphic": "picture", "infographic": "picture", "animated": "picture",
    "composite": "package", "package": "package", "collection": "package",
    "audio": "audio", "video": "video", "event": "event", "planning": "planning",
    "coverage": "planning",
}  # fmt: skip

_STATUSES: dict[str, PubStatus] = {
    "": "usable", "usable": "usable", "published": "usable", "corrected": "usable",
    "embargoed": "usable",
    "withheld": "withheld", "hold": "withheld", "onhold": "withheld",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "kill": "canceled",
    "recalled": "canceled", "withdrawn": "canceled", "unpublished": "canceled",
    "deleted": "canceled",
}  # fmt: skip

_SIGNALS: dict[str, Signal] = {
    "correction": "correction", "corrected": "correction", "update": "update", "updated": "update",
    "writethru": "update", "write-thru": "update",
}  # fmt: skip
# Reuters's scheme, of single letters.
_EDIT_STATUS: dict[str, Signal] = {"c": "correction", "u": "update"}

_EMBARGOES = ("embargoeduntil", "embargoed", "embargo")


@dataclass(frozen=True)
class Publication:
    """Whether and when an object may be published; `unsure` are points for a person."""

    status: PubStatus
    embargoed: str | None = None
    expires: str | None = None
    created: str | None = None
    version_created: str | None = None
    signals: frozenset[Signal] = frozenset()
    unsure: list[str] = field(default_factory=list)


def kind_of(fields: Fields) -> str:
    """Return `text`, `picture`, `package`, or another kind by its name; `` for nothing known."""
    said = tail(text_in(fields, "type"))
    if said in _KINDS and not (_KINDS[said] == "package" and has_body(fields)):
        return _KINDS[said]
    if "eventdetails" in fields:
        return "event"
    if "plannedcoverage" in fields:
        return "planning"
    media = (text_in(fields, "mimetype", "contenttype") or "").split("/")[0].casefold()
    if media in ("image", "audio", "video") and not has_body(fields):
        return "picture" if media == "image" else media
    if has_body(fields):
        return "text"
    if said in ("", "component") and renditions_of(fields):
        return "picture"
    if fields.get("associations") or fields.get("items"):
        return "package"
    return "text" if headline_of(fields) else ""


def publication_of(fields: Fields) -> Publication:
    """Read status, dates and signals.

    Raises IngestError where a date that binds the publisher cannot be read, and for dates that are
    numbers, which may count seconds or milliseconds.
    """
    unsure: list[str] = []
    expires = binding_date("expires", _date(fields, "expires"))
    embargo = next((name for name in _EMBARGOES if fields.get(name) not in (None, "", False)), None)
    embargoed = binding_date(embargo, _date(fields, embargo)) if embargo else None
    if without_zone(embargoed):
        unsure.append(f"the embargo, {embargoed}, has no offset from UTC: is it in our time?")
    status = _status(fields, embargoed, unsure)
    created, _ = (
        plain_date(name, _date(fields, name), unsure) for name in ("firstcreated", "contentcreated")
    )
    return Publication(
        status=status,
        embargoed=embargoed,
        expires=expires,
        created=created or _,
        version_created=plain_date("versioncreated", _date(fields, "versioncreated"), unsure),
        signals=_signals(fields),
        unsure=unsure,
    )


def status_of(fields: Fields) -> str:
    """Return the publication status as the source calls it, in small letters."""
    state = tail(text_in(fields, "state"))
    if _STATUSES.get(state) == "canceled":
        return state
    return tail(text_in(fields, "pubstatus"))


def is_shown(fields: Fields, embargoed: str | None) -> bool:
    """Tell whether a picture may be shown with an article whose embargo is `embargoed`."""
    try:
        own = publication_of(fields)
    except IngestError:
        return False
    return own.status == "usable" and own.embargoed in (None, embargoed)


def _status(fields: Fields, embargoed: str | None, unsure: list[str]) -> PubStatus:
    said = status_of(fields)
    status = _STATUSES.get(said)
    if status is None:
        unsure.append(f"the publication status '{said[:40]}' is unknown: may this be published?")
        return "withheld"
    if said == "embargoed" and embargoed is None:
        unsure.append("is embargoed, and nothing says until when: when may it be published?")
        return "withheld"
    return status


def _date(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return text_of(value)
    shown = "a number" if isinstance(value, int | float) and value is not True else "no date"
    raise IngestError(f"{name} is {shown}; ask the sender for a date of ISO 8601")


def _signals(fields: Fields) -> frozenset[Signal]:
    found: set[Signal] = set()
    for entry in entries(fields, "signal", "signals"):
        codes = (code_of(entry), text_in(entry, "name"), text_in(entry, "code"))
        for code in filter(None, codes):
            known = _EDIT_STATUS if "edstat" in code.casefold() else _SIGNALS
            if signal := known.get(tail(code)):
                found.add(signal)
    if text_in(fields, "evolvedfrom", "rewrite_of") or _count(fields, "rewrite_sequence"):
        found.add("update")
    if _count(fields, "correction_sequence"):
        found.add("correction")
    return frozenset(found)


def _count(fields: Fields, name: str) -> bool:
    return (text_in(fields, name) or "0").strip("0.") != ""
