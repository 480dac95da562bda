"""The pictures of a saved page, of which only words are left: alt line, caption, credit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom.ingest.capture.about import is_byline, is_date_line
from newsroom.ingest.capture.credits import caption_of, credit_of, is_bare_credit, split_credit
from newsroom.ingest.capture.furniture import kind_of
from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.capture.units import Unit, is_paragraph
from newsroom.ingest.item import SourcePicture

# Characters: what a picture shows is told in fewer, and a caption that is a sentence in more.
_LONGEST_ALT, _CAPTION, _SHORT_CAPTION, _LONGEST_CREDIT = 400, 40, 200, 120
_STANDFIRST = 60


@dataclass(frozen=True)
class Pictured:
    """A picture where it stands, and what is unsure about it."""

    picture: SourcePicture
    group: int
    unsure: str | None = None


Token = Unit | Pictured


@dataclass
class _Reading:
    units: Sequence[Unit]
    lang: str | None
    first: int
    sizes: Counter[int]
    tokens: list[Token] = field(default_factory=list)


def with_pictures(units: Sequence[Unit], paragraph: int, lang: str | None) -> list[Token]:
    """Return the blocks with pictures in the place of the lines that speak of them.

    `paragraph` is the index of the first paragraph: above it, a house's name alone is a credit.
    """
    reading = _Reading(units, lang, paragraph, Counter(unit.group for unit in units))
    at = 0
    while at < len(units):
        at += _read(reading, at)
    return reading.tokens


def _read(reading: _Reading, at: int) -> int:
    """Add the block at a place, or the picture that begins with it; return how many blocks."""
    unit = reading.units[at]
    if unit.level or unit.is_item or unit.marker:
        reading.tokens.append(unit)
        return 1
    if caption := caption_of(unit.text):
        _add_caption(reading, unit, caption)
        return 1
    credit = credit_of(unit.text)
    if credit is not None:
        return _add_labelled(reading, at, credit)
    if is_bare_credit(unit.text) and not is_byline(unit.text):
        return _add_bare(reading, at)
    if split := split_credit(unit.text):
        picture = SourcePicture(caption=split[0], credit=split[1])
        last = reading.tokens[-1] if reading.tokens else None
        if not (isinstance(last, Pictured) and last.picture == picture):
            reading.tokens.append(Pictured(picture, unit.group))
        return 1
    reading.tokens.append(unit)
    return 1


def _add_caption(reading: _Reading, unit: Unit, caption: str) -> None:
    last = reading.tokens[-1] if reading.tokens else None
    if isinstance(last, Pictured) and last.picture.caption is None:
        old = last.picture
        picture = SourcePicture(alt=old.alt, caption=caption, credit=old.credit)
        reading.tokens[-1] = Pictured(picture, unit.group, last.unsure)
    else:
        reading.tokens.append(Pictured(SourcePicture(caption=caption), unit.group))


def _add_labelled(reading: _Reading, at: int, credit: str) -> int:
    unit = reading.units[at]
    used = 1
    if not credit:
        following = reading.units[at + 1] if at + 1 < len(reading.units) else None
        if (
            following is None
            or len(following.text) > _LONGEST_CREDIT
            or is_paragraph(following)
            or kind_of(following.text)
        ):
            reading.tokens.append(unit)
            return 1
        credit, used = following.text, 2
    alt, caption, unsure = _described(reading, unit)
    last = reading.tokens[-1] if reading.tokens else None
    if isinstance(last, Pictured) and last.picture.credit is None and alt is None:
        picture = SourcePicture(caption=last.picture.caption, credit=credit)
        reading.tokens[-1] = Pictured(picture, unit.group)
        return used
    picture = SourcePicture(alt=alt, caption=caption, credit=credit)
    reading.tokens.append(Pictured(picture, unit.group, unsure))
    return used


def _described(reading: _Reading, credit: Unit) -> tuple[str | None, str | None, str | None]:
    """Take what a picture shows, and its caption, from the lines right above its credit."""
    above = [
        token
        for token in reading.tokens[-3:]
        if isinstance(token, Unit) and token.group == credit.group and _may_describe(reading, token)
    ]
    if above and above[-1] is not reading.tokens[-1]:
        above = []
    if above:
        one = above[-2] if len(above) > 1 and reading.tokens[-2] is above[-2] else None
        if one is reading.tokens[0] and len(one.text) >= _STANDFIRST:
            one = None  # the first line below a headline
        last = above[-1].text
        if one and not is_paragraph(one) and (ends_sentence(last) or len(last) >= _CAPTION):
            del reading.tokens[-2:]
            return one.text, last, None
        del reading.tokens[-1]
        unsure = _taken(last) if is_paragraph(above[-1]) and _runs_on(reading, credit) else None
        return last, None, unsure
    token = reading.tokens[-1] if reading.tokens else None
    if isinstance(token, Unit) and token.group < credit.group and _may_describe(reading, token):
        if not ends_sentence(token.text):
            del reading.tokens[-1]
            return token.text, None, _taken(token.text)
        # In brackets, a credit is the end of a caption.
        if credit.text[0] in "([（" and len(token.text) <= _SHORT_CAPTION:
            del reading.tokens[-1]
            return None, token.text, _taken(token.text)
    return None, None, None


def _runs_on(reading: _Reading, credit: Unit) -> bool:
    """Tell whether more than two lines stand together, so that one may be a paragraph."""
    return reading.sizes[credit.group] > 2


def _taken(line: str) -> str:
    return f"The line above a picture's credit is taken for what it shows: '{line[:80]}'"


def _may_describe(reading: _Reading, unit: Unit) -> bool:
    return (
        len(unit.text) <= _LONGEST_ALT
        and not unit.marker
        and not unit.level
        and kind_of(unit.text) is None
        and not is_byline(unit.text)
        and not is_date_line(unit.text, reading.lang)
    )


def _add_bare(reading: _Reading, at: int) -> int:
    """Read a credit without a label: above its caption, below it, or alone above the text."""
    unit = reading.units[at]
    following = reading.units[at + 1] if at + 1 < len(reading.units) else None
    last = reading.tokens[-1] if reading.tokens else None
    if (
        following
        and following.group == unit.group
        and kind_of(following.text) is None
        and credit_of(following.text) is None
        and not is_byline(following.text)
        and not is_date_line(following.text, reading.lang)
        and at > reading.first
    ):
        picture = SourcePicture(caption=following.text, credit=unit.text)
        reading.tokens.append(Pictured(picture, unit.group))
        return 2
    if (
        isinstance(last, Unit)
        and last.group == unit.group
        and _may_describe(reading, last)
        and (at > reading.first or not is_paragraph(last))
    ):
        picture = SourcePicture(alt=last.text, credit=unit.text)
        reading.tokens[-1] = Pictured(picture, unit.group, _taken(last.text))
        return 1
    if (at < reading.first and "/" in unit.text) or unit.text.startswith("Getty"):
        reading.tokens.append(Pictured(SourcePicture(credit=unit.text), unit.group))
    else:
        reading.tokens.append(unit)
    return 1
