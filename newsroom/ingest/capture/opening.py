"""Where an article begins on a page: its headline, and the lines about it that stand around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.ingest.capture.about import (
    begins_with_agency,
    is_byline,
    is_date_line,
    is_name,
)
from newsroom.ingest.capture.credits import is_bare_credit, is_credit, split_credit
from newsroom.ingest.capture.furniture import kind_of
from newsroom.ingest.capture.text import ends_sentence, width
from newsroom.ingest.capture.units import Unit, is_paragraph
from newsroom.ingest.item import IngestError
from newsroom.record.agencies import Agencies

_HEADLINE = 200  # no headline is longer
_LONG_HEADLINE = 120  # of one sentence, with its stop
_SENTENCES = re.compile(r"[.!?…。！？]\s+\S")
_LONG_LINE = 80  # from here on, a line under a headline is its standfirst
_HEADLINE_WORDS = 6  # no label above a headline has so many
_REACH = 14  # blocks between a headline and the first paragraph
_SHARE = 0.35  # of the longest text on the page: what is no comment, no teaser
_GAP = 8  # so many labels in a row part two texts

_TITLE_END = re.compile(r"\s+[|–—·•-]\s+(?=\S)")


@dataclass(frozen=True)
class Opening:
    """The headline, and at which block it stands; the same of the first paragraph below it.

    `above` is what a title line names after the headline: the publisher, a section, a date.
    """

    headline: str
    at: int
    paragraph: int
    above: tuple[str, ...] = ()


def find_opening(units: Sequence[Unit], lang: str | None, agencies: Agencies) -> Opening:
    """Find headline and first paragraph. Raises IngestError where there are none."""
    paragraph = _first_paragraph(units, lang)
    best: tuple[float, int] | None = None
    distance = 0
    for at in range(paragraph - 1, max(-1, paragraph - 1 - _REACH * 3), -1):
        if distance > _REACH:
            break
        unit = units[at]
        if not _may_be_headline(units, at, lang):
            continue
        score = _score(units, at) - distance - 3 * begins_with_agency(unit.text, agencies)
        if best is None or score > best[0]:
            best = (score, at)
        distance += 1
    if best is None:
        return _without_headline(units, paragraph)
    at = best[1]
    above = at - 1
    if above >= 0 and _is_standfirst_of(units, above, at, lang):
        at = above
    headline, parts = _split_title(units[at].text)
    for unit in (*units[:at][-200:], *units[at + 1 : at + 4]):
        end = _TITLE_END.match(unit.text, len(headline)) if unit.text.startswith(headline) else None
        if end:
            parts += tuple(_TITLE_END.split(unit.text[end.end() :]))
    return Opening(headline, at, paragraph, parts)


def _first_paragraph(units: Sequence[Unit], lang: str | None) -> int:
    """Return the first paragraph of the first long text: neither a notice nor a teaser."""
    texts: list[list[int]] = []
    labels = 0
    for at, unit in enumerate(units):
        kind = kind_of(unit.text)
        if not is_paragraph(unit) or kind is not None or unit.is_item or _is_caption(units, at):
            labels += kind in (None, "end") and not unit.is_item and not ends_sentence(unit.text)
            continue
        if labels >= _GAP or not texts:
            texts.append([])
        texts[-1].append(at)
        labels = 0
    if not texts:
        raise IngestError("holds no article: no paragraph of running text")
    lengths = [sum(width(units[at].text) for at in text) for text in texts]
    least = max(lengths) * _SHARE
    text = next(text for text, length in zip(texts, lengths, strict=True) if length >= least)
    if len(text) > 1 and _is_headline_with_stop(units, text[0], lang):
        return text[1]
    return text[0]


def _is_headline_with_stop(units: Sequence[Unit], at: int, lang: str | None) -> bool:
    """Tell whether the first sentence is a headline: it asks, or lines about the text follow it."""
    text = units[at].text
    if len(text) > _LONG_HEADLINE or _SENTENCES.search(text):
        return False
    if text.endswith(("?", "!", "？", "！", "؟")):
        return True
    following = units[at + 1].text if at + 1 < len(units) else ""
    return is_date_line(following, lang) or is_byline(following)


def _may_be_headline(units: Sequence[Unit], at: int, lang: str | None) -> bool:
    text = units[at].text
    if len(text) > _HEADLINE or len(text) < 3 or kind_of(text) or is_credit(text):
        return False
    if _is_caption(units, at):
        return False
    if is_bare_credit(text) or is_date_line(text, lang) or is_byline(text):
        return False
    return not text.endswith((",", ";"))


def _is_caption(units: Sequence[Unit], at: int) -> bool:
    """Tell whether a line is about a picture: a credit ends it, or stands right below it."""
    unit = units[at]
    following = units[at + 1] if at + 1 < len(units) else None
    below = following is not None and following.group == unit.group and is_credit(following.text)
    return below or split_credit(unit.text) is not None


def _score(units: Sequence[Unit], at: int) -> float:
    unit = units[at]
    text = unit.text
    words = len(text.split()) if " " in text else width(text) / 6
    score = 1.0 if 4 <= words <= 18 else 0.0 if words <= 25 else -2.0
    score -= max(0.0, 4 - words) * 0.75
    score += 6 - unit.level if unit.level in (1, 2) else 0
    score -= 2 if unit.is_item else 0
    score -= 1 if text.endswith((".", ":")) else 0
    score -= 3 if is_name(text) and (words <= 3 or re.search(r"[|,&]", text)) else 0
    alone = (at == 0 or units[at - 1].group != unit.group) + (
        at + 1 >= len(units) or units[at + 1].group != unit.group
    )
    score += alone * 0.75
    again = sum(other.text.startswith(text) for other in units[max(0, at - 60) : at])
    return score + min(again, 2) * 2


def _is_standfirst_of(units: Sequence[Unit], above: int, at: int, lang: str | None) -> bool:
    """Tell whether the line taken for a headline is the standfirst of the one above it."""
    one, two = units[above], units[at]
    if not _may_be_headline(units, above, lang) or one.is_item or two.level:
        return False
    words = len(one.text.split())
    following = units[at + 1].text if at + 1 < len(units) else ""
    about = is_byline(following) or is_name(following) or is_date_line(following, lang)
    long = len(two.text) >= _LONG_LINE or (about and words >= _HEADLINE_WORDS)
    return len(two.text) > len(one.text) and long and words >= 4


def _split_title(text: str) -> tuple[str, tuple[str, ...]]:
    """Split what a title line adds behind a bar: `Headline | Section | Publisher`."""
    headline, *parts = re.split(r"\s+\|\s+", text)
    return (headline, tuple(parts)) if len(headline.split()) >= 3 else (text, ())


def _without_headline(units: Sequence[Unit], paragraph: int) -> Opening:
    """Take the first sentence for the headline, where a text has none above it."""
    unit = units[paragraph]
    if paragraph == 0 and len(units) > 1 and len(unit.text) <= _HEADLINE and is_paragraph(units[1]):
        return Opening(unit.text, 0, 1)
    raise IngestError("holds no article: no headline above its text")
