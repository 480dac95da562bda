"""Which line of the source a word of the page came from.

Markdown forgets lines. The words of a page stand in its source in the same order, with some that
the page has not (addresses, fields): so the two are matched word by word, when somebody asks.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_STAND_IN = re.compile("\x02[^\x02\x03]*\x03")

# How many words of the source may be passed over for one of the page.
_NEAR = 80


def words(text: str) -> list[str]:
    """Return the words of a text of Markdown's tree, without its stand-ins."""
    return _WORD.findall(_STAND_IN.sub("", text))


def line_of_word(source: str, page: Iterable[str], number: int) -> int:
    """Return the line (from 1) of a word of the page, given by its number among `page`, its words.

    Where that word cannot be found, the line of the last one before it that can.
    """
    written = [
        (word, line)
        for line, text in enumerate(source.split("\n"), start=1)
        for word in _WORD.findall(text)
    ]
    place = 0
    found = written[0][1] if written else 1
    for index, word in enumerate(page):
        for at in range(place, min(place + _NEAR, len(written))):
            if written[at][0] == word:
                place, found = at + 1, written[at][1]
                break
        if index == number:
            break
    return found
