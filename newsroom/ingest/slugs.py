"""Names as parts of addresses and paths: Latin letters, digits and hyphens."""

import re

from unidecode import unidecode


def slug(text: str, longest: int | None = None) -> str:
    """Return a text as letters, digits and hyphens, ending with a whole word; "" where it has none.

    `longest` is the number of characters that it may have.
    """
    found = ""
    for word in _words(text):
        if longest and len(found) + 1 + len(word) > longest:
            break
        found = f"{found}-{word}".strip("-")
    return found


def letters(text: str) -> str:
    """Return the letters and digits of a name: names that share them may make one address."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", unidecode(text).lower())
