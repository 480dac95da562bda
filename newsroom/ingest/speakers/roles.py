"""What a text calls somebody: the role before a name or behind it."""

import re
from collections.abc import Sequence

from newsroom.ingest.speakers.nouns import SMALL, TITLE, is_role
from newsroom.ingest.speakers.tokens import Phrase, Token, tokens_of
from newsroom.ingest.speakers.words import Words

# The longest way from a role to the name behind it, and of a role behind a name (words).
_REACH, _LONGEST_ROLE = 9, 16
_APPOSITION = re.compile(r"(?:, | \()([^,.;:!?()\ue000—–]+)(?=[,.;:()\ue000—–]|$)")

_ADJECTIVES = frozenset(
    """
    former deputy acting senior chief prime foreign defense defence vice assistant associate
    executive managing general national federal first second interim interior finance justice
    lead principal co-founder current then-prime then top state chief-of-staff opposition
    press
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_CONJUNCTIONS = frozenset(
    """
    and or both und oder sowie et ou y o e ed en of och og i и
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# What an office is of; other prepositions lead away from it: `the minister after talks with …`.
_OF = frozenset(
    """
    of for in at on de du des d del da do dos das di della dell von vom für im aus van voor til
    till för av af på pour para per aux au al en w z ds do spraw по
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_LIKE = frozenset(("like", "wie", "comme", "como", "come"))
_GENDERS = {
    **dict.fromkeys(("mr", "herr", "m", "monsieur", "sr", "don", "signor", "sig", "meneer"), "m"),
    **dict.fromkeys(("pan", "г-н", "sir", "lord"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "frau", "mme", "mlle", "madame", "sra", "srta"), "f"),
    **dict.fromkeys(("doña", "signora", "mevrouw", "fru", "pani", "г-жа", "dame", "lady"), "f"),
}
_FEMALE = re.compile(
    r"(?:woman|actress|queen|[a-zäöü]in|ière|euse|trice|présidente|ministra)$", re.IGNORECASE
)
_RELATIVE = frozenset(
    """
    who which that whose where when der die das qui que dont che
    """.split()  # noqa: SIM905 (words are easier to read so)
)


class Roles:
    """Reads the roles that stand beside names. `nouns` says that nouns are capitals too."""

    def __init__(
        self, texts: Sequence[str], tokens: Sequence[Sequence[Token]], words: Words, *, nouns: bool
    ) -> None:
        self.texts = texts
        self.tokens = tokens
        self.words = words
        self.nouns = nouns

    def role(self, number: int, phrase: Phrase) -> str | None:
        """Return what a text calls the name at a phrase."""
        tokens, text = self.tokens[number], self.texts[number]
        start = self.role_start(number, phrase.first)
        if phrase.begin > phrase.first:
            while start and self._describes(tokens[start - 1], text, tokens[start]):
                start -= 1
        end = tokens[phrase.begin].start if phrase.begin < len(tokens) else len(text)
        before = text[tokens[start].start : end].strip(" ,") if start < phrase.begin else ""
        while before and before.split()[-1].rstrip(".").casefold() in TITLE:
            before = before.rpartition(" ")[0]
        behind = self.apposition(number, phrase.end)
        ahead = self._apposed(number, min(start, phrase.first))
        return before if len(before.split()) > 1 else ahead or behind or before or None

    def gender(self, number: int, phrase: Phrase) -> str:
        """Return `m` or `f` where what stands before a name tells it."""
        tokens = self.tokens[number]
        for token in tokens[max(0, phrase.first - 1) : phrase.begin]:
            if gender := _GENDERS.get(token.small.rstrip(".")):
                return gender
            if is_role(token.text) and _FEMALE.search(token.text):
                return "f"
        return ""

    def stands_before(self, number: int, place: int) -> bool:
        """Tell whether a word for what somebody is stands right before a word."""
        tokens = self.tokens[number]
        if not place:
            return False
        before = tokens[place - 1]
        gap = self.texts[number][before.end : tokens[place].start]
        word = before.text.rstrip(".")
        titled = word.casefold() in TITLE
        return not gap.strip(" ." if titled else None) and (titled or is_role(word))

    def role_start(self, number: int, place: int) -> int:
        """Return the first word of the role that stands before a name, or the name's first word."""
        tokens, text = self.tokens[number], self.texts[number]
        first = place
        if place and tokens[place - 1].small in self.words.prepositions | _LIKE:
            return place
        for at in range(place - 1, max(-1, place - _REACH), -1):
            gap = text[tokens[at].end : tokens[at + 1].start]
            short = gap.strip() == "." and tokens[at].small in TITLE
            if re.search(r"[.,;:!?\ue000()]", gap) and not (short and at + 1 == place):
                break
            word = tokens[at]
            if word.text in self.words.verbs or word.small in _CONJUNCTIONS:
                break
            # `A spokesman for Mayor Jane Dale` is not she.
            if word.small in self.words.prepositions - (_OF if first == place else set()):
                break
            if self._acts(number, at, named=first == place and not is_role(tokens[place].text)):
                break
            if is_role(word.text) and not word.possessive:
                first = at
            elif word.small in self.words.definite | self.words.indefinite and at + 1 == first:
                break
        if first < place:
            while first and self._describes(tokens[first - 1], text, tokens[first]):
                first -= 1
        return first

    def _acts(self, number: int, place: int, *, named: bool) -> bool:
        """Tell whether a word before a role is a verb: `Senator Bill Crane met Governor …`.

        Before a name (`named`) it is only one behind another name.
        """
        word, tokens = self.tokens[number][place], self.tokens[number]
        if not word.text.islower() or is_role(word.text):
            return False
        if word.small in _OF | _ADJECTIVES | self.words.definite | self.words.indefinite:
            return False
        before = tokens[place - 1] if place else None
        return not named or bool(before and before.is_capital and not is_role(before.text))

    def _describes(self, token: Token, text: str, after: Token) -> bool:
        if text[token.end : after.start].strip():
            return False
        if token.is_capital:
            return token.small not in SMALL and not (self.nouns and not token.text.isupper())
        return token.small in _ADJECTIVES

    def apposition(self, number: int, place: int) -> str | None:
        """Return the role behind a name: `, spokesman of the ministry,`."""
        tokens, text = self.tokens[number], self.texts[number]
        begin = tokens[place - 1].end
        found = _APPOSITION.match(text, begin)
        if not found:
            return None
        words = tokens_of(found[1])
        if not words or len(words) > _LONGEST_ROLE:
            return None
        if words[0].small in self.words.definite | self.words.indefinite:
            words = words[1:]
        if not any(is_role(word.text) for word in words[:6]):
            return None
        if any(word.text in self.words.verbs for word in words) or words[0].small in _RELATIVE:
            return None
        return found[1][words[0].start :].strip()

    def _apposed(self, number: int, place: int) -> str | None:
        """Return the role before a name and its comma: `The chief of staff, General …`."""
        tokens, text = self.tokens[number], self.texts[number]
        if not place or text[tokens[place - 1].end : tokens[place].start].strip() != ",":
            return None
        begin = max(0, place - _LONGEST_ROLE)
        role = None
        for at in range(place - 1, begin - 1, -1):
            if at + 1 < place and re.search(
                r"[.,;:!?\ue000]", text[tokens[at].end : tokens[at + 1].start]
            ):
                break
            if tokens[at].text in self.words.verbs:
                break
            begins = tokens[at].small in self.words.definite and at + 1 < place
            if begins and any(is_role(t.text) for t in tokens[at + 1 : min(at + 5, place)]):
                role = text[tokens[at + 1].start : tokens[place - 1].end]
        return role
