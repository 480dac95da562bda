"""The metadata of a NewsML-G2 item: management, rights, description.

Source: NewsML-G2 2.x Specification, `itemMeta`, `rightsInfo` and `contentMeta`; what has a code of
its own is in `concepts`.
"""

import re
import xml.etree.ElementTree as ET
from typing import Any, Literal

from newsroom.ingest.newsml_g2.codes import (
    Names,
    best_of,
    code_of,
    in_language,
    meaning,
    parts_with,
    rank_of,
    role_of,
)
from newsroom.ingest.nitf.dates import binding_date, plain_date, without_zone
from newsroom.ingest.nitf.head import Status, status_of
from newsroom.ingest.nitf.inline import web_address
from newsroom.ingest.nitf.notes import editors_note
from newsroom.ingest.nitf.reader import place_of
from newsroom.ingest.nitf.xml import (
    attribute,
    child,
    children,
    each_once,
    lang_of,
    within,
    words,
)

Signal = Literal["correction", "update"]

_CORRECTION = {"correction", "corrected", "correct", "corr", "cor", "refile"}
_UPDATE = {"update", "updated", "upd", "lead", "writethru", "writethrough"}
# Reuters' editorial status is a letter (`edStat:C`).
_LETTERS: dict[str, Signal] = {"c": "correction", "u": "update"}
_KILLS = {"kill", "killed", "canceled", "cancelled", "withdrawn"}

_SUBHEAD = re.compile(r"sub|second|deck|dek")
_NO_HEADLINE = re.compile(r"sub|second|deck|dek|kicker|over|dach|topline|short|seo|push|social|alt")
_SUMMARIES = ("summary", "standfirst", "abstract", "teaser", "lead", "lede", "intro", "dek", "")
_CAPTIONS = ("caption", "", "description", "summary", "abstract")
_ALT = re.compile(r"alt-?text|accessib|^alt$")
_CLOSING = re.compile(r"closing-?line|sign-?off|attribution")
_NOT_A_NOTE = re.compile(r"contact|kontakt|phone|notepad|closing-?line|sign-?off|attribution")


def language(item: ET.Element, default: str | None = None) -> str | None:
    """Return the language of an item's content: what it states, else that of its metadata."""
    for meta in parts_with(item, "contentMeta"):
        for found in children(meta, "language"):
            if tag := attribute(found, "tag"):
                return tag
    return lang_of(item) or default


def kind_of(item: ET.Element) -> str:
    """Return the class of an item, in small letters: `text`, `picture`; "" where it has none."""
    return meaning(child(item, "itemMeta", "itemClass"))


def status(item: ET.Element, unsure: list[str]) -> Status:
    """Return whether an item may be published: `usable`, where nothing else is said."""
    meta = child(item, "itemMeta")
    found = child(meta, "pubStatus")
    if any(meaning(signal) in _KILLS for signal in children(meta, "signal")):
        return "canceled"
    return status_of(meaning(found), unsure) if found is not None else "usable"


def visibility(item: ET.Element, unsure: list[str]) -> dict[str, Any]:
    """Return an item's status, embargo and expiry.

    An embargo without a time lasts until somebody lifts it. Raises IngestError for times that
    cannot be read.
    """
    meta = child(item, "itemMeta")
    embargo = child(meta, "embargoed")
    until = binding_date("embargoed", words(embargo))
    expiry = binding_date("expires", words(child(meta, "expires")))
    found = status(item, unsure)
    if embargo is not None and until is None:
        found = "withheld"
        unsure.append("is under embargo, but nothing says until when: set embargoed:")
    if without_zone(until):
        unsure.append("the embargo's time has no offset from UTC: is it in this site's time zone?")
    return {"pub_status": found, "embargoed": until, "expires": expiry}


def signals(item: ET.Element) -> frozenset[Signal]:
    """Return what the signals of an item say about this version."""
    found: set[Signal] = set()
    for signal in children(child(item, "itemMeta"), "signal"):
        part = meaning(signal)
        if part in _CORRECTION:
            found.add("correction")
        elif part in _UPDATE:
            found.add("update")
        elif part in _LETTERS and "edstat" in (code_of(signal) or "").lower():
            found.add(_LETTERS[part])
    return frozenset(found)


def embargo_notes(item: ET.Element) -> tuple[str | None, ...]:
    """Return the notes that tell an item's embargo, which some senders repeat in the text."""
    given = children(child(item, "itemMeta"), "edNote")
    return tuple(words(note) for note in given if "embargo" in role_of(note))


def notes(item: ET.Element) -> tuple[str | None, str | None]:
    """Return an item's notes to the editor, and the closing line that dpa has among them."""
    given = [(role_of(note), words(note)) for note in children(child(item, "itemMeta"), "edNote")]
    closing = next((text for role, text in given if _CLOSING.search(role) and text), None)
    return editors_note(text for role, text in given if not _NOT_A_NOTE.search(role)), closing


def dates(item: ET.Element, unsure: list[str]) -> dict[str, str | None]:
    """Return when an item was first created, and when this version was."""
    meta = child(item, "itemMeta")
    first = plain_date("firstCreated", words(child(meta, "firstCreated")), unsure)
    content = words(child(item, "contentMeta", "contentCreated"))
    return {
        "created": first or plain_date("contentCreated", content, unsure),
        "version_created": plain_date(
            "versionCreated", words(child(meta, "versionCreated")), unsure
        ),
    }


def rights(item: ET.Element, names: Names, lang: str | None) -> dict[str, str | None]:
    """Return holder, notice and terms of use; of several languages, in the item's."""
    blocks = parts_with(item, "rightsInfo")

    def text(name: str) -> str | None:
        for block in blocks:
            if found := [words(part) for part in in_language(children(block, name), lang)]:
                return "\n".join(each_once(iter(found)))
        return None

    holders = [holder for block in blocks for holder in children(block, "copyrightHolder")]
    holder = next(filter(None, map(names.name_or_code, holders)), None)
    terms = text("usageTerms")
    return {
        "copyright_holder": holder,
        "copyright_notice": text("copyrightNotice"),
        # Some senders' programs print a missing value so.
        "usage_terms": terms if terms not in ("None", "null") else None,
    }


def headlines(meta: ET.Element | None, lang: str | None) -> tuple[str | None, str | None]:
    """Return the headline, the one of the first rank, and the subheadline."""
    given = [found for found in children(meta, "headline") if words(found)]
    main = [found for found in given if not _NO_HEADLINE.search(role_of(found))]
    ranked = sorted(best_of(main or given, lang), key=rank_of)
    subs = [found for found in given if _SUBHEAD.search(role_of(found))]
    subs += children(meta, "subheadline")
    sub = next((words(found) for found in best_of(subs, lang) if words(found)), None)
    return (words(ranked[0]) if ranked else None), sub


def description(meta: ET.Element | None, lang: str | None, *, caption: bool) -> str | None:
    """Return the summary of a text, or the caption of a picture."""
    given = in_language(children(meta, "description"), lang)
    for wanted in _CAPTIONS if caption else _SUMMARIES:
        for found in given:
            if role_of(found) == wanted:
                return words(found)
    return None


def alternative(meta: ET.Element | None, lang: str | None) -> str | None:
    """Return the text that stands for a picture where it cannot be seen."""
    given = [found for found in children(meta, "description") if _ALT.search(role_of(found))]
    return next((words(found) for found in in_language(given, lang)), None)


def byline(meta: ET.Element | None, lang: str | None) -> str | None:
    """Return the byline, as written."""
    return next((words(line) for line in in_language(children(meta, "by"), lang)), None)


def dateline(meta: ET.Element | None, lang: str | None) -> str | None:
    """Return the dateline, without the agency and the dash at its end."""
    return place_of(
        next((words(line) for line in in_language(children(meta, "dateline"), lang)), None)
    )


def address(item: ET.Element) -> str | None:
    """Return where on the web an item was published."""
    for link in within(child(item, "itemMeta"), "link"):
        leads = role_of(link, "rel", "reluri") in ("canonical", "haswebversion", "webversion")
        if leads and (found := web_address(link.get("href"))):
            return found
    return None
