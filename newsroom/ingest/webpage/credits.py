"""The credit that stands in or behind a caption: `… (Foto: X)`, `© X`, `[X/AFP]`, `REUTERS/X`."""

import re

from newsroom.ingest.webpage.tree import fold
from newsroom.ingest.words import CREDIT_LABELS, HOUSES
from newsroom.record.agencies import Agencies

_LABEL = (
    rf"(?:{CREDIT_LABELS}|video credits?|quelle|source|fuente|fonte|bron|kilde|källa|copyright"
    r"|rechte|rights|via)"
)
_MARK = (
    rf"(?:{_LABEL}\s*(?:[:：=]|\bby\b|\bvon\b|\bpar\b|\bde\b(?=\s+[A-Z])|\bavec\b)\s*"
    r"|(?:©|ⓒ|\(c\))\s*)"
)

# In brackets at the end, with a label, and without.
_BRACKETS = re.compile(
    r"\s*[(（\[]\s*(?P<inside>[^()（）\[\]]{2,150}(?:\([^()]{1,20}\)[^()\[\]]{0,60})?)\s*[)）\]]\s*\.?\s*$"
)
_LABELLED = re.compile(rf"^\s*{_MARK}+(?P<credit>\S.*?)\s*$", re.IGNORECASE)
_BARE_LABEL = re.compile(rf"^\s*{_LABEL}\s*[:：]?\s*$", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?:^|(?<=[\s.!?…»”\"'|/–—-]))(?P<mark>{_MARK})+(?P<credit>[^.:!?"
    rf"|]{{2,120}}(?:\.[^\s.]{{1,20}}){{0,3}}\.?)\s*$",
    re.IGNORECASE,
)
# `…。Agency记者 王强 摄`, `…＝山田太郎撮影`
_TAKEN = re.compile(
    r"(.+[。）)])\s*([^。]{2,16}?)\s?[摄攝]"
    r"|(.+)[＝=]([^＝=。]{2,16}?)撮影"
)
# Behind a dash, a bar, or a full stop: what names a house, as `REUTERS/Anna Berg`.
_CUT = re.compile(r"(?:(?<=[.!?…»”\"'])\s+|\s+[|–—•-]+\s+|\s*[|]\s*|\s+/\s+)(?=\S)")
_HOUSES = re.compile(
    r"\b(?:"
    + "|".join(re.escape(name).replace(r"\ ", r"[\s-]?") for name in HOUSES)
    + r"|pool|hand-out|unsplash|pexels|pixabay|wikimedia|creative commons|cc[ -]by|instagram"
    r"|facebook|twitter|youtube|screenshot|staff|archiv|archives?|file)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[^\W\d_]+(?:[\s.'’&-]+[^\W\d_]+){0,4}\s*/\s*\S.{1,80}")
# In brackets behind a caption: a person of any house, and who else lent the picture.
_LENT = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}\s?/\s?[A-ZÀ-Þ][^/]{1,60}"
    r"|(?:[Ss]ubmitted|[Ss]upplied|[Pp]rovided|[Cc]ontributed|[Pp]osted) by \S.{1,80}"
    r"|[Cc]ourtesy (?:of )?\S.{1,80}"
)
_BETWEEN_NAMES = frozenset(
    {"via", "for", "für", "by", "and", "und", "et", "y", "e", "de", "di", "da", "von", "van", "la"}
)
_TWO_SENTENCES = re.compile(r"[.!?]\s+\S")
_LONGEST = 120
_MOST_WORDS, _FEW_WORDS = 9, 5
_VERBS = re.compile(
    r"[.!?]\s+\S|\b(?:is|are|was|were|has|have|says|said|ist|sind|war|waren|hat|est|sont|es|son)\b"
)


def split_credit(text: str, agencies: Agencies) -> tuple[str | None, str | None]:
    """Split a caption from the credit that ends it: caption and credit, None for what is missing.

    The caption stays as written; the credit comes without its label and its brackets.
    """
    text = fold(text)
    if not text:
        return None, None
    if whole := _labelled_alone(text):
        return None, whole
    if found := _BRACKETS.search(text):
        inside = found["inside"]
        sound = is_credit(inside, agencies) or _LENT.fullmatch(inside)
        credit = _labelled(inside) or (inside if sound else None)
        if credit and found.start():
            return _both(text[: found.start()], credit)
    if found := _TAKEN.fullmatch(text):
        caption, credit = (part for part in found.groups() if part)
        return _both(caption, credit)
    found = _TRAILING.search(text)
    if found and found.start() and len(found["credit"].split()) <= _MOST_WORDS + 3:
        return _both(text[: found.start()], found["credit"])
    if whole := credit_alone(text, agencies):
        return None, whole
    for cut in reversed(list(_CUT.finditer(text))):
        tail = text[cut.end() :]
        if len(tail) > _LONGEST:
            break
        if is_credit(tail, agencies) and _HOUSES.search(tail):
            return _both(text[: cut.start()], tail)
    return text, None


def credit_alone(text: str, agencies: Agencies) -> str | None:
    """Return the credit that a text is, label and brackets aside; None where it says more."""
    if found := _labelled_alone(text):
        return found
    inside = _unbracketed(text)
    return inside if inside and is_credit(inside, agencies) else None


def _labelled_alone(text: str) -> str | None:
    inside = _unbracketed(text)
    credit = _labelled(inside) if len(inside) <= _LONGEST * 2 else None
    if (
        credit is None
        or len(credit.split()) > _MOST_WORDS * 2
        or _TWO_SENTENCES.search(credit[20:])
    ):
        return None
    return credit


def _unbracketed(text: str) -> str:
    text = fold(text)
    inside = text[1:-1] if text[:1] in "([（" and text[-1:] in ")]）" else text
    return inside.strip(" |–—•")


def without_label(text: str) -> str | None:
    """Return a credit without its label and its brackets; None where it is nothing but a label."""
    text = fold(text)
    while len(text) > 1 and text[0] in "([（" and text[-1] in ")]）":
        text = text[1:-1].strip()
    if _BARE_LABEL.match(text):
        return None
    return (_labelled(text) or text).strip(" |–—•") or None


def is_credit(text: str, agencies: Agencies) -> bool:
    """Tell whether a short text without a label is a credit: it names a house, `Name/House`."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or _VERBS.search(text):
        return False
    named = bool(_HOUSES.search(text)) or next(agencies.mentions(text), None) is not None
    if not named:
        return False
    return bool(_NAMED.search(text)) or "/" in text or _is_of_names(text, agencies)


def _is_of_names(text: str, agencies: Agencies) -> bool:
    """Tell whether a few words are names, none of them one that a sentence is made of."""
    rest = text
    for start, end, _ in reversed(list(agencies.mentions(text))):
        rest = f"{rest[:start]} {rest[end:]}"
    words = _HOUSES.sub(" ", rest).split()
    return len(text.split()) <= _FEW_WORDS and not any(
        word[0].islower() and word not in _BETWEEN_NAMES for word in words
    )


def _labelled(text: str) -> str | None:
    found = _LABELLED.match(text)
    return (
        found["credit"].strip(" .") + ("." if found["credit"].endswith("Inc.") else "")
        if found
        else None
    )


def _both(caption: str, credit: str) -> tuple[str | None, str | None]:
    return caption.rstrip(" |–—•-/") or None, credit.strip(" |–—•") or None
