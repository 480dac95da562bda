"""Which lines of an article's text are headings of its sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsroom.ingest.capture.furniture import kind_of
from newsroom.ingest.capture.pictures import Pictured, Token
from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.capture.units import Unit, is_paragraph

_LONGEST, _MOST_WORDS = 110, 16
_NEVER_LAST = (",", ";", ":", "–", "—", "-", "…", "،", "、", "，", "：", "؛")
_ASKED = ("?", "!", "？", "！", "؟")
# Questions that long (characters) are an interviewer's, where there are several, a third of all.
_QUESTION, _INTERVIEW = 60, 3
_NEAR = 6  # blocks


@dataclass(frozen=True)
class Layout:
    """Whether blank lines stand between paragraphs, and whether the text is an interview."""

    spaced: bool
    interview: bool


def layout_of(tokens: Sequence[Token]) -> Layout:
    """Return how a text is laid out."""
    pairs = [
        (is_paragraph(one) + is_paragraph(two), one.group != two.group)
        for one, two in pairwise(tokens)
        if isinstance(one, Unit) and isinstance(two, Unit)
    ]
    gaps = [gap for paragraphs, gap in pairs if paragraphs == 2]  # both are
    gaps = gaps or [gap for paragraphs, gap in pairs if paragraphs]
    questions = sum(
        isinstance(token, Unit) and token.text.endswith("?") and len(token.text) > _QUESTION
        for token in tokens
    )
    paragraphs = sum(isinstance(token, Unit) and is_paragraph(token) for token in tokens)
    asked = questions >= _INTERVIEW and questions * 3 >= paragraphs
    return Layout(not gaps or sum(gaps) * 2 >= len(gaps), asked)


def is_heading(layout: Layout, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a line is a heading: short, without a stop, alone above a paragraph."""
    token = tokens[at]
    if isinstance(token, Pictured) or token.marker == ">":
        return False
    if token.level:
        return True
    text = token.text
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or text.endswith(_NEVER_LAST):
        return False
    if not any(letter.isalpha() for letter in text):
        return False
    if ends_sentence(text) and (layout.interview or not text.endswith(_ASKED)):
        return False
    return _has_text_below(tokens, at) and (not layout.spaced or _is_alone(tokens, at, token))


def _has_text_below(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + _NEAR]:
        if isinstance(token, Pictured) or kind_of(token.text) is not None:
            continue
        ends = ends_sentence(token.text) or token.text.endswith((":", "："))
        return is_paragraph(token) or bool(token.marker) or ends
    return False


def _is_alone(tokens: Sequence[Token], at: int, token: Unit) -> bool:
    """Tell whether a line stands by itself, or is the last of short lines above a paragraph."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    follows = isinstance(before, Unit) and before.group == token.group
    if (
        follows
        and isinstance(before, Unit)
        and (is_paragraph(before) or kind_of(before.text) == "furniture")
    ):
        return False
    if not (isinstance(after, Unit) and after.group == token.group):
        return True
    return is_paragraph(after) and not follows
