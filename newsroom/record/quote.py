"""Quotes: what somebody said, and whether it still is what they said."""

import hashlib
import re
import unicodedata

from newsroom.record.language import LanguageTag
from newsroom.record.part import Part
from newsroom.record.people import SpeakerKey

# Whoever quotes as many words must say whose they are.
ATTRIBUTED_FROM = 5

# Which marks words are set in is the language's affair, or the machine's: pairs and apostrophes.
_DOUBLE, _SINGLE = re.compile("[“”„«»「」『』]"), re.compile("[‘’‚‹›ʼ]")
_DASHES = re.compile("[-‐‑–—―]+")


class Quote(Part):
    """A passage in quotation marks, or a block quote, with its speaker.

    `id` is its anchor on the page, `speaker` the key of its speaker, `text` its words without
    the outer quotation marks, its paragraphs with an empty line between. `lang` is the language
    that its writer gave it, if it has one of its own.
    """

    id: str
    speaker: SpeakerKey
    text: str
    lang: LanguageTag | None = None


def quote_digest(text: str) -> str:
    """Return 16 hexadecimal digits that stand for the words of a quote (SHA-256, cut).

    They stay the same whichever marks, dashes and white space the words are set with.
    """
    words = _SINGLE.sub("'", _DOUBLE.sub('"', unicodedata.normalize("NFC", text)))
    words = " ".join(_DASHES.sub("-", words).split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def only_words(text: str) -> str:
    """Return the letters and digits of a text, in one case, a space between words: to compare."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))
