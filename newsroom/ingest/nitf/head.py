"""What the head of a NITF document says: identity, status, dates, rights, subjects.

Source: NITF 3.6, `head` with `docdata`, `pubdata`, `tobject` and `revision-history`.
"""

import datetime as dt
import hashlib
import re
import xml.etree.ElementTree as ET
from typing import Any, Literal

from newsroom.ingest.item import IngestError
from newsroom.ingest.nitf.dates import binding_date, plain_date, read_date, without_zone
from newsroom.ingest.nitf.inline import web_address
from newsroom.ingest.nitf.xml import (
    attribute,
    child,
    children,
    each_once,
    key_of,
    within,
    words,
)
from newsroom.ingest.topics import topics

Status = Literal["usable", "withheld", "canceled"]

_STATUSES: dict[str, Status] = {
    "": "usable", "usable": "usable", "live": "usable", "released": "usable", "embargoed": "usable",
    "embargo": "usable", "withheld": "withheld", "hold": "withheld", "held": "withheld",
    "draft": "withheld", "canceled": "canceled", "cancelled": "canceled", "cancel": "canceled",
    "kill": "canceled", "killed": "canceled", "withdrawn": "canceled", "withdraw": "canceled",
    "deleted": "canceled", "delete": "canceled", "retracted": "canceled", "revoked": "canceled",
    "recalled": "canceled",
}  # fmt: skip

# `…;version=2`, `…_v2`: a version that an identifier carries at its end.
_VERSION = re.compile(
    r"(?P<stem>.+?)[;,_.:/-](?:version=|ver\.?|v)(?P<version>\d{1,9})", re.IGNORECASE
)
_TAKE = re.compile(r"[;,_.:/-](\d{1,9})")
_CODE = re.compile(r"[\d\W_]*|[A-Z0-9]{1,3}")
_SUBJECT = re.compile(r"subject|topic|keyword|categor", re.IGNORECASE)
_PARTS = ("type", "matter", "detail")
_NAMED = ("person", "org", "location", "event", "object.title")
_LABEL = re.compile(r"^[A-Z]{2,4}:(?=\S)")


def status_of(word: str | None, unsure: list[str]) -> Status:
    """Return what a status means; what nobody knows is withheld, and said in `unsure`."""
    found = _STATUSES.get((word or "").strip().lower())
    if found is None:
        unsure.append(
            f"the source's status '{(word or '').strip()[:40]}' is unknown: may it be published?"
        )
        return "withheld"
    return found


def identity(
    document: ET.Element, headline: str | None, victim: str | None = None
) -> tuple[str, str | None]:
    """Return a document's guid and version.

    The guid is `doc-id`, else `uno`, else the key of `du-key`, else what `correction` names, else
    the document that it kills, else a digest of headline and date of issue. Raises IngestError
    where there is none of these.
    """
    head = child(document, "head")
    data = child(head, "docdata")
    key = child(data, "du-key")
    written = attribute(child(data, "doc-id"), "id-string") or ""
    stem, suffix = _split(written, attribute(key, "key"))
    guid = stem or attribute(document, "uno") or attribute(key, "key")
    guid = guid or attribute(child(data, "correction"), "id-string") or victim
    if not guid:
        issued = attribute(child(data, "date.issue"), "norm")
        if not headline:
            raise IngestError("has no identity: no doc-id, no du-key and no headline")
        digest = hashlib.sha256(f"{headline}\n{issued or ''}".encode("utf-8", "surrogatepass"))
        guid = f"nitf:{digest.hexdigest()[:32]}"
    version = attribute(key, "version", "generation")
    return guid, version or _last_revision(head) or suffix


def is_canceled(head: ET.Element | None) -> bool:
    """Tell whether a document's own status is that it is canceled."""
    word = attribute(child(head, "docdata"), "management-status")
    return status_of(word, []) == "canceled"


def canceled_by(head: ET.Element | None, unsure: list[str]) -> str | None:
    """Return the guid of the document that this one kills; None where it kills none."""
    data = child(head, "docdata")
    victim = attribute(data, "management-doc-idref")
    if not victim:
        return None
    word = attribute(data, "management-idref-status", "management-doc-idref-status")
    if not (status_of(word, []) == "canceled" if word else is_canceled(head)):
        if status_of(word, []) == "withheld":
            unsure.append(
                f"the source says that '{victim[:80]}' is '{word}': is it published here?"
            )
        return None
    return _split(victim, attribute(child(data, "du-key"), "key"))[0]


def visibility(head: ET.Element | None, unsure: list[str]) -> tuple[Status, str | None, str | None]:
    """Return a document's status, until when it is under embargo, and when it expires.

    Raises IngestError for dates that cannot be read.
    """
    data = child(head, "docdata")
    word = attribute(data, "management-status")
    status = status_of(word, unsure)
    issued, released, expired = (
        attribute(child(data, f"date.{name}"), "norm") or words(child(data, f"date.{name}"))
        for name in ("issue", "release", "expire")
    )
    embargoed = binding_date("date.release", released)
    expires = binding_date("date.expire", expired)
    if (word or "").lower().startswith("embargo"):
        if embargoed is None:
            embargoed, expires = expires, None
        if embargoed is None:
            unsure.append("is under embargo, but nothing says until when: set embargoed:")
            return "withheld", None, None
    if without_zone(embargoed) and (word == "embargoed" or released != issued):
        unsure.append("the embargo's time has no offset from UTC: is it in this site's time zone?")
    return status, embargoed, expires


def dates(document: ET.Element, unsure: list[str]) -> tuple[str | None, str | None]:
    """Return when a document was first created, and when this version was.

    Where the head has no date, the dateline's is taken.
    """
    head = child(document, "head")
    issued = child(head, "docdata", "date.issue")
    version = plain_date("date.issue", attribute(issued, "norm") or words(issued), unsure)
    published = attribute(child(head, "pubdata"), "date.publication")
    version = version or plain_date("date.publication", published, unsure)
    story = next(within(child(document, "body", "body.head", "dateline"), "story.date"), None)
    version = version or plain_date("story.date", attribute(story, "norm"), unsure)
    revisions = _revisions(head)
    first = revisions[0] if revisions else None
    return (min(first, version) if first and version else first or version), version


def rights(document: ET.Element) -> dict[str, Any]:
    """Return holder, notice and terms of use, from wherever the document states them."""
    copyright_ = child(document, "head", "docdata", "doc.copyright")
    owned = child(document, "head", "docdata", "doc.rights")
    stated = child(document, "body", "body.head", "rights")
    notice = next(within(child(document, "body", "body.head"), "copyrite"), None)
    terms = next(within(stated, "rights.limitations"), None)
    return {
        "copyright_holder": attribute(copyright_, "holder")
        or words(next(within(notice, "copyrite.holder"), None))
        or attribute(owned, "owner")
        or words(next(within(stated, "rights.owner"), None)),
        "copyright_notice": words(notice),
        "usage_terms": words(terms) or attribute(owned, "limitations", "type"),
    }


def subjects(head: ET.Element | None) -> tuple[str, ...]:
    """Return the names of subjects, from the broad to the narrow, of who is named, and keywords.

    The standard's English name of a code stands only where the source names none.
    """
    found: list[tuple[str | None, str | None]] = []
    for subject in within(child(head, "tobject"), "tobject.subject"):
        parts = [attribute(subject, f"tobject.subject.{part}") for part in _PARTS]
        found += [(_LABEL.sub("", name), None) for name in parts if name]
        code = attribute(subject, "tobject.subject.refnum")
        if code and not any(parts):
            found.append((None, f"subj:{code}"))
    identified = child(head, "docdata", "identified-content")
    for classifier in within(identified, "classifier"):
        if _SUBJECT.search(attribute(classifier, "type") or ""):
            found.append((words(classifier), attribute(classifier, "value")))
    for named in children(identified, *_NAMED):
        found.append((words(named, without=("function", "alt-code")), None))
    for keyword in within(child(head, "docdata", "key-list"), "keyword"):
        found.append((attribute(keyword, "key") or words(keyword), None))
    names = topics((name, code) for name, code in found if not _CODE.fullmatch(name or "x"))
    return each_once(iter(names))


def section(head: ET.Element | None) -> str | None:
    """Return the name of the section that a document stood in, or is of."""
    for name in (
        attribute(child(head, "pubdata"), "position.section"),
        attribute(child(head, "tobject"), "tobject.type"),
    ):
        if name and not _CODE.fullmatch(name) and name.lower() != "news":
            return name
    return None


def genre(head: ET.Element | None) -> str | None:
    """Return what kind of text a document is; `current`, the default, says nothing."""
    names = (
        attribute(found, "tobject.property.type") for found in within(head, "tobject.property")
    )
    return next((name for name in names if name and name.lower() != "current"), None)


def slugline(head: ET.Element | None) -> str | None:
    """Return the slugline, which NITF leaves to `meta`."""
    return _meta(head, "slug", "slugline", "anpakeyword")


def address(head: ET.Element | None) -> str | None:
    """Return where on the web a document was published."""
    reference = web_address(attribute(child(head, "pubdata"), "ex-ref"))
    return reference or web_address(_meta(head, "canonical", "ogurl", "url"))


def place(head: ET.Element | None) -> str | None:
    """Return where it happened (`evloc`), else the first place of `identified-content`."""
    data = child(head, "docdata")
    event = attribute(child(data, "evloc"), "city", "county-dist", "state-prov")
    return event or words(child(data, "identified-content", "location"))


def source(head: ET.Element | None) -> str | None:
    """Return whose a document is, where its body names no distributor."""
    data = child(head, "docdata")
    sender = child(data, "del-list", "from-src")
    return attribute(child(data, "doc-id"), "regsrc") or attribute(sender, "src-name")


def _meta(head: ET.Element | None, *names: str) -> str | None:
    for meta in children(head, "meta"):
        if key_of(meta.get("name") or meta.get("property") or "") in names:
            return attribute(meta, "content")
    return None


def _split(identifier: str, key: str | None) -> tuple[str, str | None]:
    """Take the version off an identifier where it is clear that it has one."""
    identifier = " ".join(identifier.split())
    if found := _VERSION.fullmatch(identifier):
        return found["stem"], found["version"]
    if key and identifier.startswith(key) and (take := _TAKE.fullmatch(identifier[len(key) :])):
        return key, take[1]
    return identifier, None


def _revisions(head: ET.Element | None) -> list[str]:
    found = []
    for revision in children(head, "revision-history"):
        try:
            found.append(read_date(revision.get("norm") or ""))
        except ValueError:
            continue
    return sorted(found)


def _last_revision(head: ET.Element | None) -> str | None:
    """Return the time of the last revision as a number that grows with each."""
    numbers = []
    for date in _revisions(head):
        moment = dt.datetime.fromisoformat(date)
        if moment.tzinfo:
            try:
                moment = moment.astimezone(dt.UTC)
            except OverflowError:
                continue
        numbers.append(moment.strftime("%Y%m%d%H%M%S"))
    return max(numbers, default=None)
