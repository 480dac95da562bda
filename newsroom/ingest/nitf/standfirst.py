"""The standfirst beside the body: of words that a source has in both, one copy stays."""

import re
from html import escape, unescape

from newsroom.ingest.nitf.xml import key_of

_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*)</p>", re.DOTALL)
# Where the first sentence begins: behind `Berlin (dpa) -`, `Tegucigalpa, Jan 2 (EFE).-`, `(SDA)`.
_OPENED = re.compile(r"(?:\s[-–—―]{1,2}|\)[.:]?\s?[-–—―]{0,2})\s*")
_LONGEST_OPENING = 90
_SENTENCE_ENDS = tuple(".!?…:;。！？؟۔»”\"')”’")
# An abstract is copied from a few paragraphs, not from a whole text.
_COPIED = 3


def without_copy(
    standfirst: str | None, headline: str | None, blocks: list[str]
) -> tuple[str | None, list[str]]:
    """Return the standfirst and the blocks of a body, with no words in both.

    A standfirst that is the first paragraphs of the body, with or without the dateline, or their
    beginning that was cut off, or the headline, is none: the body stays whole, for there the words
    stand in their place. Where the source has no body, its standfirst is the body.
    """
    if not standfirst or key_of(standfirst) == key_of(headline or ""):
        return None, blocks
    if not any(_words(block) for block in blocks):
        return None, [*blocks, f"<p>{escape(standfirst, quote=False)}</p>"]
    wanted = key_of(standfirst)
    cut_off = not standfirst.rstrip().endswith(_SENTENCE_ENDS)
    paragraphs = [found[1] for block in blocks if (found := _PARAGRAPH.fullmatch(block))]
    begun = ""
    for paragraph in paragraphs[:_COPIED]:
        begun = f"{begun} {_words(paragraph)}".strip()
        openings = [found.end() for found in _OPENED.finditer(begun[:_LONGEST_OPENING])]
        for start in (0, *openings):
            beginning = key_of(begun[start:])
            if beginning == wanted or (cut_off and beginning.startswith(wanted)):
                return None, blocks
    return standfirst, blocks


def _words(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
