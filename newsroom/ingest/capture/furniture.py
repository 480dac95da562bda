"""What stands on a page and is no part of its article, told by its words in many languages."""

import re
from functools import lru_cache
from typing import Literal

from newsroom.ingest.capture.credits import is_rights_line
from newsroom.ingest.capture.labels import ADVERT, ALWAYS, NAME, NAMES, SHARE, SKIP, SMALL
from newsroom.ingest.capture.links import DETOUR, END, FOOTER, LAST, MORE, RESUME
from newsroom.ingest.capture.notices import AGREE, CONSENT, COOKIES, PROMPT

Kind = Literal["furniture", "weak", "notice", "more", "end", "detour", "resume"]
"""What a block is. `weak` words may also be a heading, a `notice` a sentence of an article on such
things; `more` leads to other articles; after an `end` come only these; from `detour` to `resume`
something stands in between."""

_BARS = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+")
_LONGEST = 700  # the longest notice of a page (characters)
_LONGEST_LABEL = 300
_REMEMBERED = 8192  # blocks: each is asked about several times
_DECORATION = " \u200e\u200f*|>»›▶►▸◄←→↓↑•·+☰✕×✖✓#■▼▲🔗"


@lru_cache(maxsize=_REMEMBERED)
def kind_of(text: str) -> Kind | None:
    """Return what kind of furniture a block of a page is; None where it may be the article's."""
    if len(text) > _LONGEST:
        return None
    bare = text.strip(_DECORATION)
    if DETOUR.fullmatch(bare):
        return "detour"
    if is_rights_line(bare):
        return "furniture"
    if CONSENT.fullmatch(bare) or PROMPT.fullmatch(bare):
        return "notice"
    if COOKIES.search(bare) and AGREE.search(bare):
        return "notice"
    if len(text) > _LONGEST_LABEL:
        return None
    if RESUME.fullmatch(bare):
        return "resume"
    if END.fullmatch(bare):
        return "end"
    shares = " " in bare and SHARE.fullmatch(bare)
    if not shares and (NAME.fullmatch(bare) or FOOTER.fullmatch(bare)):
        return "weak"
    if any(words.fullmatch(bare) for words in (SKIP, ADVERT, SHARE, SMALL, NAMES)):
        return "furniture"
    if not bare or MORE.fullmatch(bare):
        return "more"
    parts = _BARS.split(bare)
    if len(parts) > 1 and all(_is_label(part.strip(_DECORATION)) for part in parts):
        return "furniture"
    return None


def _is_label(text: str) -> bool:
    return not text or any(
        words.fullmatch(text) for words in (SKIP, SHARE, NAME, FOOTER, SMALL, ADVERT)
    )


def is_last_word(text: str) -> bool:
    """Tell whether an `end` is one behind which no article goes on: feedback, comments."""
    return bool(LAST.fullmatch(text.strip(_DECORATION)))


def is_unmistakable(text: str) -> bool:
    """Tell whether a line is an advertisement's mark, an address, a rule, whatever is around it."""
    bare = text.strip(_DECORATION)
    return len(text) <= _LONGEST_LABEL and bool(
        not bare
        or is_rights_line(bare)
        or ADVERT.fullmatch(bare)
        or ALWAYS.fullmatch(bare)
        or RESUME.fullmatch(bare)
    )
