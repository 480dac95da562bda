"""Languages of a page and of its parts, as tags of BCP 47."""

from functools import lru_cache
from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

# Tags of languages that are spelt as usual.
_COMMON = (
    "ar bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka kk ko lt lv mk "
    "nl pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh"
)
_USUAL = frozenset(_COMMON.split())


def _known(tag: str) -> str:
    standard = standard_tag(tag)
    if standard is None:
        raise PydanticCustomError(
            "language_tag",
            "'{tag}' is not a language tag; write one of BCP 47, like en, de or pt-BR",
            {"tag": tag},
        )
    return standard


LanguageTag = Annotated[str, AfterValidator(_known)]
"""A valid language tag in its usual spelling (BCP 47; names from IANA's registry)."""


@lru_cache(maxsize=1000)
def standard_tag(tag: str) -> str | None:
    """Return a language tag in its usual spelling; None where it is none."""
    if tag in _USUAL:
        return tag
    import langcodes  # what it knows takes time to load

    return spelt_tag(tag) if langcodes.tag_is_valid(tag) else None


def spelt_tag(tag: str) -> str | None:
    """Return what has the form of a tag in the usual spelling, known or not; None for the rest."""
    if tag in _USUAL:
        return tag
    import langcodes

    try:
        return str(langcodes.standardize_tag(tag))
    except ValueError:
        return None


@lru_cache(maxsize=1000)
def locale_of(tag: str) -> Locale:
    """Return the CLDR locale nearest to a language tag, English where CLDR has none.

    `tag` is a valid tag of BCP 47. A tag is shortened from its end until a locale is known, as
    RFC 4647 (section 3.4, lookup) does.
    """
    parts = tag.split("-")
    while parts:
        try:
            return Locale.parse("_".join(parts))
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale("en")


@lru_cache(maxsize=1000)
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written: the `dir` that goes with a `lang`."""
    return "rtl" if locale_of(tag).text_direction == "rtl" else "ltr"
