"""The names of months in the languages that news is written in, from CLDR."""

from collections.abc import Iterator
from functools import cache

from babel import Locale

# CLDR's locales; some languages name the months differently from country to country.
LOCALES = (
    "en", "en_GB", "de", "de_AT", "fr", "fr_CA", "es", "es_MX", "pt", "it", "nl", "sv", "da", "nb",
    "nn", "fi", "is", "pl", "cs", "sk", "hu", "ro", "bg", "ru", "uk", "be", "sr", "sr_Latn", "hr",
    "bs", "sl", "mk", "sq", "el", "tr", "az", "lt", "lv", "et", "ca", "gl", "eu", "ga", "cy", "mt",
    "ar", "ar_SY", "ar_DZ", "ar_MA", "fa", "he", "ur", "ps", "ku", "hi", "bn", "ta", "te", "ml",
    "mr",
    "gu", "kn", "pa", "ne", "si", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "sw", "ha", "so",
    "am", "ti", "ka", "hy", "kk", "ky", "uz", "mn", "af", "zh", "ja", "ko",
)  # fmt: skip

# Two letters of a month are also a word of another language.
_SHORTEST = 2


def month(name: str, lang: str | None = None) -> int | None:
    """Return the number of a month from its name; None where it is none.

    A page's months are in its language `lang`, or in English. Where that is not known, they may be
    in any; where languages disagree (Polish `listopad` is November, Croatian October), the month is
    unknown.
    """
    folded = folded_name(name)
    language = (lang or "").replace("-", "_").split("_")[0]
    known = [*_locales_of(language)] if language else []
    for locale in known:
        if found := _months(locale).get(folded):
            return found
    if known:
        return _months("en").get(folded)  # what a page's own programs print
    meant = set(_every_month().get(folded, ()))
    return meant.pop() if len(meant) == 1 else None


def folded_name(name: str) -> str:
    """Return a name as it is compared."""
    return name.casefold().strip(".,’'\u200e\u200f ").replace("\u0307", "")


def day_first(lang: str | None) -> bool | None:
    """Tell whether `8/10/2015` is the eighth of October, by CLDR; None where it could be either.

    English does not say whether it is the American one.
    """
    if not lang or lang.lower() == "en":
        return None
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (ValueError, LookupError):
        return None
    pattern = str(locale.date_formats["short"].pattern)
    day, of_month = pattern.find("d"), pattern.find("M")
    return None if day < 0 or of_month < 0 else day < of_month


def _locales_of(language: str) -> Iterator[str]:
    # Norwegian is written in two languages, and `no` is either.
    wanted = {"no": ("nb", "nn")}.get(language, (language,))
    return (locale for locale in LOCALES if locale.split("_")[0] in wanted)


@cache
def _months(locale: str) -> dict[str, int]:
    found: dict[str, int] = {}
    forms = Locale.parse(locale).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in forms[context][width].items():
                folded = folded_name(str(name))
                if len(folded) >= _SHORTEST and not folded[0].isdigit():
                    found.setdefault(folded, int(number))
    return found


@cache
def _every_month() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for locale in LOCALES:
        for name, number in _months(locale).items():
            found[name] = (*found.get(name, ()), number)
    return found
