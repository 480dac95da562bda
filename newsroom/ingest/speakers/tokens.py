"""The words of a text, where they stand, and who is meant by them."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w&]|[’'‑-](?=[^\W\d_]))*")
# French and Italian words that lose their end before a vowel.
_ELIDED = re.compile(
    r"(?:[ldnsjcmt]|qu|jusqu|lorsqu|puisqu|dell|nell|all|sull|dall|un|quell|quest)[’'](?=\w)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True)
class Token:
    """A word, where it stands, and whether it belongs to somebody (`Carter's`)."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.text.casefold()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are."""
        return self.text[0].isupper() or bool(re.match(r"(?:al|el|ben|bin)-[^\W\d_a-z]", self.text))


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text."""
    found = []
    place = 0
    while match := _TOKEN.search(text, place):
        elided = _ELIDED.match(match[0])
        place = match.start() + elided.end() if elided else match.end()
        word = match[0][: elided.end() - 1] if elided else match[0]
        short = _POSSESSIVE.sub("", word)
        if short:
            found.append(Token(short, match.start(), place - bool(elided), short != word))
    return found


@dataclass(frozen=True)
class Phrase:
    """Words in a row that are written as a name: `begin` is the first that is part of the name."""

    first: int
    begin: int
    end: int


@dataclass(eq=False)
class Entity:
    """Somebody or something with a name; `role` is what the text calls them."""

    name: str
    kind: str
    role: str | None = None
    count: int = 0
    tokens: tuple[str, ...] = field(default=())
    gender: str = ""


@dataclass(frozen=True)
class Mention:
    """A place where somebody may be meant: by name, by pronoun, or by what they are.

    `governed` says that it follows a preposition or owns what follows: it is no subject.
    """

    kind: str
    start: int
    end: int
    text: str
    governed: bool
    entity: Entity | None = None
