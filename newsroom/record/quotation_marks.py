"""The quotation marks of each language, and what stands next to them.

Sources: CLDR 48 (`delimiters.json` of cldr-misc-full 48.2.0), the Unicode Standard (section 6.2,
"Language-Based Usage of Quotation Marks"), and RFC 4647 (section 3.4) for the search by tag.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Literal

from newsroom.record.language import spelt_tag

# Outer pair, inner pair, and the languages that CLDR gives them to. A tag that is not here is as
# its shorter form, and as English in the end. Added: zh-HK, zh-MO and zh-TW, which are written in
# zh-Hant (CLDR, likely subtags). Left out: Sotho (st), whose outer marks in CLDR are no pair.
_STYLES = {
    "“”‘’": "en bm-Nkoo ff-Adlm uz-Arab uz-Cyrl",
    "«»“”": "ast blo bm br ca cv dyo el es-US eu ewo ie it kab kk lij mg mua nnh pms pt-AO pt-CH "
    "pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL sc sg ti",
    "„“‚‘": "bs-Cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl",
    "«»‹›": "am az-Arab az-Cyrl fa fr-CH gsw jgo kkj mzn rm sdh wae",
    "«»„“": "bas be bua ky os ru sah tyv uk",
    "””’’": "fi he lag rn se sn sv yi",
    "«»‘’": "dua el-polyton ksf nb nn no rw",
    "”“’‘": "ar lld ms-Arab syr ur",
    "«»«»": "fr ht hy oc yav",
    "„“„“": "bg lt prg sgs",
    "‘’“”": "fur ia ti-ER tn",
    "「」『』": "ja yue zh-Hant zh-HK zh-MO zh-TW",
    "„”«»": "nmg pl ro",
    "„”‚’": "agq ff",
    "„”»«": "hu szl",
    "»«›‹": "kk-Arab ug",
    "«»„”": "shi zgh",
    "„”‘’": "bs",
    "“”«»": "eo",
    "«»”“": "fr-CA",
    "„“«»": "ka",
    "‘’‘’": "nl",
    "„”’’": "sr",
    "“”“”": "tk",
    "“”’‘": "uz",
}
_STYLE_OF = {tag: style for style, tags in _STYLES.items() for tag in tags.split()}

CLOSERS = {
    '"': '"',
    "“": "”",
    "”": "”“",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
}
"""What closes each mark that opens, in any language. 《》 name a work in Chinese: no quotation."""

OPENERS = {
    closer: "".join(opener for opener, closers in CLOSERS.items() if closer in closers)
    for closer in "".join(CLOSERS.values())
}
"""What each mark that closes may have opened."""

OPENS_BY_SHAPE = frozenset("“«‹")
"""Marks that open in most languages, and close in some."""

SINGLE_CLOSERS = {"'": "'", "‘": "’", "‚": "‘’", "’": "’‘"}
"""The same for marks that may also be apostrophes."""

SINGLE = frozenset(SINGLE_CLOSERS)

_CHARACTERS = "".join(sorted({*CLOSERS, *OPENERS, *SINGLE}))
_ANY = re.compile(f"[{re.escape(_CHARACTERS)}]")

# Words that lose their beginning, in English and Dutch; years and decades do too.
_ELISIONS = """
tis twas twere twill tisn twasn em til till cause cuz bout round n nuff cept neath gainst s t k m r
""".split()  # noqa: SIM905 (words are easier to read so)
_ELISION = re.compile(r"(?:\d\ds?|[^\W\d_]++)(?!\w)")
# Words that lose their end: goin', o', boys'.
_CLIPPED = re.compile(r"[sxzSXZ]$|[^\W\d_]{2}in$|\b(?:o|an|ol|th|wi)$")
_NEXT_WORD = re.compile(r"\s++(\w++)")
# What cannot follow a plural possessive: `the boys' toys`, but `he said 'yes' and left`.
_NEVER_OWNED = frozenset(
    """
    a about after against an and are as at be because been before but by can could did do does for
    from had has have he her here him his how i if in into is it its may might must my no not now of
    off on or our out over said say says she should so than that the their them then there these
    they this those to told under until was we were what when where which while who why will with
    would you your
    und oder ist sind war waren hat sagte der die das auf zu mit für von
    en was zei de het een op te met voor van
    """.split()  # noqa: SIM905
)


class Next(Enum):
    """What stands on a side of a mark."""

    SPACE = auto()
    """White space, or the paragraph's begin or end."""
    OPEN = auto()
    """A bracket that opens, or something like it."""
    DASH = auto()
    WORD = auto()
    """A letter, digit or symbol; what stands for something that is no prose."""
    CLOSE = auto()
    """A bracket that closes, or a mark like the full stop."""


@dataclass(frozen=True)
class Marks:
    """The marks of a language: what its straight ones become, and what it opens and closes with.

    `double` stands for `"` and `single` for `'`; each is an opening and a closing mark. `spaced`
    says whether « and » have a space within them.
    """

    double: str
    single: str
    opens: frozenset[str]
    closes: frozenset[str]
    spaced: bool


@lru_cache(maxsize=256)
def marks_of(lang: str) -> Marks:
    """Return the marks of a language, by a tag of BCP 47; English ones for a tag that is none."""
    tag = spelt_tag(lang) or "en"
    french = tag.split("-")[0] == "fr" and not tag.startswith("fr-CH")
    while tag not in _STYLE_OF and "-" in tag:
        tag = tag.rpartition("-")[0]
    style = _STYLE_OF.get(tag, _STYLE_OF["en"])
    outer, inner = style[:2], style[2:]
    double, single = outer, inner
    if outer[0] in SINGLE:
        # `"` stays double where the outer marks are single, as in Dutch.
        double, single = ("“”" if inner[0] in SINGLE else inner), outer
    pairs = (outer, inner, double)
    return Marks(
        double,
        single,
        frozenset(pair[0] for pair in pairs),
        frozenset(pair[1] for pair in pairs),
        spaced=french,
    )


@lru_cache(maxsize=4096)
def beside(character: str) -> Next:
    """Tell what a character is to a mark at its side; "" is the paragraph's begin or end."""
    if not character or character.isspace():
        return Next.SPACE
    category = unicodedata.category(character)
    if category in {"Ps", "Pi"} or character in "/=":
        return Next.OPEN
    if category == "Pd":
        return Next.DASH
    if category in {"Pe", "Pf"} or (category == "Po" and character not in "#@&*§¶%‰¿¡•"):
        return Next.CLOSE
    if category in {"Cf", "Cc"}:
        return Next.SPACE
    return Next.WORD


def _is_letter(character: str) -> bool:
    return character == "\ufffc" or character.isalnum() or _is_combining(character)


def _is_combining(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


# Thai, Lao, Burmese, Khmer, kana, Han; and Hangul, whose particles follow a closing mark.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ud7ff\uf900-\ufaff"
    "\uff66-\uffdc\U00020000-\U0003ffff]"
)


def is_unspaced(characters: str) -> bool:
    """Tell whether a character is of a script where a mark may touch the words on both sides."""
    return _UNSPACED.search(characters) is not None


def is_gershayim(text: str, offset: int) -> bool:
    """Tell whether a straight mark is the one within a Hebrew abbreviation, as in צה"ל.

    A name in quotation marks may follow a prefix of a letter or two: ב"הארץ".
    """
    before, after = text[max(0, offset - 3) : offset], text[offset + 1 : offset + 3]
    if not (_is_hebrew(before[-1:]) and _is_hebrew(after[:1])):
        return False
    word = before.rpartition(" ")[2]
    return not _is_hebrew(after[1:]) or len(word) == 3 or not set(word) <= set("ובכלמשה")


def _is_hebrew(character: str) -> bool:
    return "\u0590" <= character <= "\u05ff"


@dataclass(slots=True)
class Mark:
    """A mark in a paragraph, with what stands on both sides, other marks overlooked.

    `joined` says whether the mark before stands right at its side.
    """

    offset: int
    character: str
    left: Next
    right: Next
    joined: bool
    role: Literal["", "open", "close"] = ""

    @property
    def may_open(self) -> bool:
        """Whether it stands as only an opening mark does."""
        return self.left in _BEFORE_OPENING and self.right in _AFTER_OPENING

    @property
    def may_close(self) -> bool:
        """Whether it stands as only a closing mark does."""
        return self.left in _BEFORE_CLOSING and self.right in _AFTER_CLOSING


_BEFORE_OPENING, _AFTER_OPENING = (Next.SPACE, Next.OPEN, Next.DASH), (Next.WORD, Next.OPEN)
_BEFORE_CLOSING = (Next.WORD, Next.CLOSE, Next.DASH)
_AFTER_CLOSING = (Next.SPACE, Next.CLOSE, Next.DASH)  # tuples: its members are slow to hash


def marks_in(text: str, marks: Marks) -> list[Mark]:
    """Find all quotation marks and apostrophes of a paragraph, in order."""
    found: list[Mark] = []
    if not any(map(text.__contains__, "\"'" if text.isascii() else _CHARACTERS)):
        return found  # faster than the search below
    for match in _ANY.finditer(text):
        offset = match.start()
        joined = bool(found) and found[-1].offset == offset - 1
        left = found[-1].left if joined else beside(text[offset - 1 : offset])
        right = beside(text[offset + 1 : offset + 2])
        found.append(Mark(offset, match[0], left, right, joined))
    for mark, after in zip(found[-2::-1], found[:0:-1], strict=True):
        if after.joined:
            opens, closes = after.character in marks.opens, after.character in marks.closes
            mark.right = after.right
            if opens != closes and after.character not in SINGLE:
                mark.right = Next.WORD if opens else Next.SPACE
    return found


def opening_strength(text: str, mark: Mark, marks: Marks) -> int:
    """Tell how surely a single mark opens a passage: 0 never, 1 if nothing else does, 2 likely."""
    end = mark.offset + 1
    before, after = text[mark.offset - 1 : mark.offset], text[end : end + 1]
    if (mark.character == "’" and "’" not in marks.opens) or _is_apostrophe(before, after):
        return 0
    if mark.right not in _AFTER_OPENING and not (after in {".", "…"} and mark.left is Next.SPACE):
        return 0
    if mark.left is Next.WORD and not is_unspaced(before):
        return 0
    found = _ELISION.match(text, end)
    return 1 if found and (found[0][0].isdigit() or found[0].casefold() in _ELISIONS) else 2


def closing_strength(text: str, mark: Mark) -> int:
    """Tell how surely a single mark closes a passage, from 0 (never) to 3.

    1 may be a possessive (`boys' toys`), a word without its end (goin'), or feet and minutes (6').
    """
    end = mark.offset + 1
    before, after = text[max(0, mark.offset - 5) : mark.offset], text[end : end + 1]
    if mark.character == "‚" or _is_apostrophe(before[-1:], after):
        return 0
    if mark.left not in _BEFORE_CLOSING:
        return 0
    if mark.right not in _AFTER_CLOSING and not is_unspaced(before[-1:] + after):
        return 0
    if mark.left is Next.CLOSE:
        return 3
    if before[-1:].isdigit():
        return 1
    clipped = _CLIPPED.search(before)
    word = _NEXT_WORD.match(text, end)
    if clipped and word and word[1].casefold() not in _NEVER_OWNED:
        return 1
    return 2 if clipped or word else 3


def _is_apostrophe(before: str, after: str) -> bool:
    return _is_letter(before) and _is_letter(after) and not is_unspaced(before + after)
