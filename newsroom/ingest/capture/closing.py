"""Where an article ends on a page: its attribution line, and what follows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.ingest.capture.credits import is_credit
from newsroom.ingest.capture.furniture import is_last_word, kind_of
from newsroom.ingest.capture.units import Unit, is_paragraph
from newsroom.record.agencies import Agencies
from newsroom.record.attribution import parse_attribution

# Blocks from the end of a text within which its attribution line stands; its length (characters).
_TRIES, _LONGEST = 60, 600
# Paragraphs that follow an attribution line: a correction, a word on the author.
_AFTERWORD = 2
# Blocks behind the heading of a box: within which the article goes on, and is looked for at all.
_BOX, _REACH = 14, 400
_MENU, _TITLES = 8, 5  # labels in a row, and how many of these are no known ones
_NEAR = 8  # blocks behind the last paragraph within which short sentences are the text's
_STOPS, _CLOSING = (".", "!", "。", "।", "۔"), "\"'”’»›)]」"
_SHORT_LINES = 6  # more of them behind a text are a menu


@dataclass(frozen=True)
class Closing:
    """The end of the article, as an index of blocks, and at which one its attribution line is.

    `boxes` are headings of boxes within the article; `dropped` is what was left out unrecognised.
    """

    end: int
    attribution: int | None
    boxes: frozenset[int]
    dropped: tuple[Unit, ...] = ()


def find_closing(units: Sequence[Unit], paragraph: int, agencies: Agencies) -> Closing:
    """Find where the text that begins at `paragraph` ends."""
    kinds = [None if at <= paragraph else kind_of(unit.text) for at, unit in enumerate(units)]
    texts = [
        at >= paragraph and is_paragraph(unit) and kinds[at] is None
        for at, unit in enumerate(units)
    ]
    boxes: set[int] = set()
    end = len(units)
    for at in range(paragraph + 1, len(units)):
        if (menu := _menu_from(units, at, kinds, texts)) and not _goes_on(
            units, menu - 1, kinds, texts, agencies
        ):
            end = menu
            break
        if kinds[at] == "end":
            if _is_last(units[at], "end") or not _goes_on(units, at, kinds, texts, agencies):
                end = at
                break
            boxes.add(at)
    attribution = _attribution(units, paragraph, end, kinds, texts, agencies)
    last = max(at for at in range(paragraph, end) if texts[at] or at in (paragraph, attribution))
    last = _with_sentences(units, last, end, kinds, lists=last != attribution)
    cut, dropped = _tail(units, last, end, kinds, attribution is not None)
    return Closing(cut, attribution, frozenset(boxes), dropped)


def _menu_from(
    units: Sequence[Unit], at: int, kinds: Sequence[str | None], texts: Sequence[bool]
) -> int:
    """Return where a run of labels that begins here ends, with a teaser behind it; else 0."""
    if not texts[at - 1] or texts[at]:
        return 0
    end = at
    while end < len(units) and not texts[end] and not _is_sentence(units[end], kinds[end]):
        end += 1
    run = range(at, end)
    titles = sum(kinds[here] is None and not units[here].marker for here in run)
    known = sum(kinds[here] in ("furniture", "weak") for here in run)
    return end if end < len(units) and titles >= _TITLES and titles + known >= _MENU else 0


def _goes_on(
    units: Sequence[Unit],
    at: int,
    kinds: Sequence[str | None],
    texts: Sequence[bool],
    agencies: Agencies,
) -> bool:
    """Tell whether the article goes on behind the heading of a box: paragraphs in a row."""
    reach = min(len(units), at + _REACH)
    stop = next(
        (here for here in range(at + 1, reach) if _is_last(units[here], kinds[here])), reach
    )
    if any(texts[here] and texts[here + 1] for here in range(at + 1, min(at + _BOX, stop - 1))):
        return True
    following = [here for here in range(at + 1, stop) if texts[here]]
    if not following:
        return False
    first = following[0]
    closing = range(first + 1, min(stop, first + _NEAR))
    if any(_is_attribution(units[here], agencies) for here in closing):
        return True
    another = "end" in kinds[at + 1 : first]
    return len(following) == 1 and first - at <= _BOX and not another


def _is_last(unit: Unit, kind: str | None) -> bool:
    return kind == "end" and is_last_word(unit.text)


def _attribution(
    units: Sequence[Unit],
    paragraph: int,
    end: int,
    kinds: Sequence[str | None],
    texts: Sequence[bool],
    agencies: Agencies,
) -> int | None:
    paragraphs = [at for at in range(paragraph, end) if texts[at]]
    if not paragraphs:
        return None
    # What follows the line: at most an afterword. The first tries are those nearest to the end.
    first = paragraphs[-min(len(paragraphs), _AFTERWORD + 1)]
    above = {unit.text for unit in units[:paragraph]}  # the site's name, for one
    for at in range(min(end, paragraphs[-1] + _TRIES) - 1, max(first, paragraph), -1):
        if kinds[at] not in (None, "furniture") or units[at].text in above:
            continue
        if _is_attribution(units[at], agencies):
            return at
    return None


def _is_attribution(unit: Unit, agencies: Agencies) -> bool:
    if unit.is_item or unit.level or len(unit.text) > _LONGEST or is_credit(unit.text):
        return False
    return parse_attribution(unit.text, agencies) is not None


def _with_sentences(
    units: Sequence[Unit], last: int, end: int, kinds: Sequence[str | None], *, lists: bool
) -> int:
    """Return the last block of the lists, quotes and short sentences that end the text."""
    at = last + 1
    while at < min(end, last + _NEAR):
        listed = lists and kinds[at] is None and bool(units[at].marker) and at == last + 1
        if listed or _is_sentence(units[at], kinds[at]):
            last = at
        at += 1
    return last


def _is_sentence(unit: Unit, kind: str | None) -> bool:
    """Tell whether a short line is a sentence, not a label or a teaser's title."""
    return kind is None and not unit.is_item and unit.text.rstrip(_CLOSING)[-1:] in _STOPS


def _tail(
    units: Sequence[Unit], last: int, end: int, kinds: Sequence[str | None], closed: bool
) -> tuple[int, tuple[Unit, ...]]:
    """Cut off what follows the text from the first group on that holds furniture.

    What is `closed` by an attribution line has no labels behind it.
    """
    first = next(
        (at for at in range(last + 1, end) if kinds[at] in ("furniture", "weak", "notice", "end")),
        end,
    )
    if first < len(units):
        while first > last + 1 and units[first - 1].group == units[first].group:
            first -= 1
    unknown = units[last + 1 : first]
    if closed or len(unknown) > _SHORT_LINES:
        return last + 1, tuple(unknown)
    return first, ()
