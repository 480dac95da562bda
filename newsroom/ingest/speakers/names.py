"""Who is named in a text: persons and bodies, with the roles that it gives them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from newsroom.ingest.speakers.nouns import (
    PARTICLES,
    SMALL,
    TITLE,
    is_body,
    is_common,
    is_role,
    kind_of,
)
from newsroom.ingest.speakers.roles import Roles
from newsroom.ingest.speakers.tokens import Entity, Mention, Phrase, Token, tokens_of
from newsroom.ingest.speakers.words import Words

_NOBLE = re.compile(r"\bvon (?:(?:der|den|dem) )?[^\W\d_]+")
_GERMAN_BODY = re.compile(r"[^\W\d_]{3,}(?:ministerium|regierung|behörde|anwaltschaft|verband)")
_CLITIC = re.compile(r"[-‑](?:t[-‑])?(il|elle|ils|elles)$")
# How many people of one surname are told apart.
_NAMESAKES = 50


_DOCUMENTS = frozenset(
    """
    report statement letter study survey website memo post tweet ruling document analysis
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_ARTICLES = frozenset(
    """
    der den la le lo
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_CONTRACTED = frozenset(
    """
    au du aux des al del nel dal sul do da no na im am vom zum beim
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_SENTENCE_ENDS = ("", ".", "!", "?", ":", "…", "\ue000")


class Names:
    """Finds who is named in the texts of an article; one that is in quotation marks is masked."""

    def __init__(self, texts: Sequence[str], words: Words, *, nouns: bool) -> None:
        self.texts = texts
        self.words = words
        self.nouns = nouns  # nouns are capitals too: German
        self.tokens = [tokens_of(text) for text in texts]
        self.roles = Roles(texts, self.tokens, words, nouns=nouns)
        self.small = Counter(t.text for tokens in self.tokens for t in tokens if t.text.islower())
        joined = " ".join(t.text for tokens in self.tokens for t in tokens)
        self.noble = Counter(_NOBLE.findall(joined))
        self.capitals = {t.text for tokens in self.tokens for t in tokens if t.is_capital}
        self.entities: list[Entity] = []
        self._exact: dict[tuple[str, ...], Entity] = {}
        self._by_last: dict[str, list[Entity]] = defaultdict(list)
        self.phrases = [list(self._phrases(number)) for number in range(len(texts))]
        for single in (False, True):
            for number, phrases in enumerate(self.phrases):
                for phrase in phrases:
                    if (phrase.end - phrase.begin == 1) is single:
                        self._note(number, phrase)
        self.mentions = [self._mentions(number) for number in range(len(texts))]

    def _phrases(self, number: int) -> Iterator[Phrase]:
        tokens, text = self.tokens[number], self.texts[number]
        place = 0
        while place < len(tokens):
            if not self._may_begin(number, place):
                place += 1
                continue
            end = place + 1
            while end < len(tokens) and self._goes_on(text, tokens, end):
                end += 1
            while end > place + 1 and not tokens[end - 1].is_capital:
                end -= 1
            begin = place
            for at in range(place, end):
                word = tokens[at].text.rstrip(".")
                surname = self.nouns and place < at == end - 1 and begin < at
                if not surname and (is_role(word) or word.casefold() in TITLE):
                    begin = at + 1
            if end - begin > 2 and begin == place and self._follows_role(number, place):
                begin = end - 2
            if not self._owned(tokens[begin:end]):
                yield Phrase(place, begin, end)
            place = end

    def _follows_role(self, number: int, place: int) -> bool:
        """Tell whether a name stands behind its bearer's office: `presidente della Regione …`."""
        before = self.tokens[number][max(0, place - 3) : place]
        return (
            bool(before)
            and before[-1].small in self.words.prepositions
            and any(is_role(token.text) for token in before)
        )

    def _owned(self, named: Sequence[Token]) -> bool:
        """Tell whether a noun and the name that owns it only look like a name: Ayoubs Sieg."""
        if not self.nouns or len(named) != 2:
            return False
        return any(t.text.endswith("s") and t.text[:-1] in self.capitals for t in named)

    def _may_begin(self, number: int, place: int) -> bool:
        token = self.tokens[number][place]
        if not token.is_capital or len(token.text) < 2 or token.small in self.words.prepositions:
            return False
        if self.words.according.fullmatch(token.text):
            return False
        if token.small in SMALL or self.small[token.small] > 1:
            return token.small not in SMALL and not self._begins_sentence(number, place)
        return True

    def _begins_sentence(self, number: int, place: int) -> bool:
        start = self.tokens[number][place].start
        before = self.texts[number][max(0, start - 5) : start].rstrip()
        return before[-1:] in _SENTENCE_ENDS

    def _goes_on(self, text: str, tokens: Sequence[Token], place: int) -> bool:
        before, token = tokens[place - 1], tokens[place]
        between = text[before.end : token.start]
        abbreviated = len(before.text) == 1 or before.small in TITLE
        if not re.fullmatch(r"\.?[ \u00a0]" if abbreviated else r"[ \u00a0]", between):
            return False
        if before.possessive:
            return False
        if token.is_capital:
            return True
        after = place + 1 < len(tokens) and tokens[place + 1]
        after_that = place + 2 < len(tokens) and tokens[place + 2]
        if token.small not in PARTICLES or token.small == before.small:
            return False
        if self.nouns and token.small in self.words.definite - {"der", "den"}:
            return False
        if token.small in _ARTICLES and before.small not in PARTICLES:
            return False
        if self.nouns and token.small == "von":
            # `Ursula von der Leyen`, but `Antwort von Kremlsprecher Peskow`.
            behind = " ".join(t.text for t in tokens[place : place + 3])
            names = _NOBLE.match(behind)
            if not names or self.noble[names[0]] < 2:
                return False
        return bool(
            (after and after.is_capital)
            or (after and after.small in PARTICLES and after_that and after_that.is_capital)
        )

    def _note(self, number: int, phrase: Phrase) -> None:
        tokens = self.tokens[number]
        named = tokens[phrase.begin : phrase.end]
        if not named:
            named = tokens[phrase.first : phrase.end]
            if not any(is_body(token.text) for token in named) or len(named) < 2:
                return
        name = self.texts[number][named[0].start : named[-1].start] + named[-1].text
        words = tuple(token.text.rstrip(".") for token in named)
        entity = self._same(words)
        if entity is None:
            titled = phrase.begin > phrase.first or self.roles.stands_before(number, phrase.first)
            if len(words) == 1 and not titled and not self._may_stand_alone(number, phrase):
                return
            kind = kind_of(words, titled=bool(titled))
            if kind == "unknown" and self._has_article(number, phrase.first):
                kind = "organization"
            common = self.nouns and not titled and len(words) > 1 and is_common(words)
            if kind == "person" and (common or self._is_office(number, phrase)):
                kind = "place"
            entity = Entity(name, kind, tokens=words)
            self.entities.append(entity)
            self._exact[words] = entity
            self._by_last[words[-1]].append(entity)
        entity.count += 1
        entity.gender = entity.gender or self.roles.gender(number, phrase)
        if entity.kind == "person" and (len(words) > 1 or entity.tokens == words):
            role = self.roles.role(number, phrase)
            if role and (entity.role is None or len(role) > 2 * len(entity.role)):
                entity.role = role

    def _is_office(self, number: int, phrase: Phrase) -> bool:
        """Tell whether words are part of an office: `ministro de Asuntos Exteriores`."""
        romance = self.words.inverted and not self.nouns
        return romance and phrase.begin == phrase.first and self._follows_role(number, phrase.first)

    def _has_article(self, number: int, place: int) -> bool:
        before = self.tokens[number][place - 1] if place else None
        return bool(before and before.small in self.words.definite | _CONTRACTED)

    def _may_stand_alone(self, number: int, phrase: Phrase) -> bool:
        """Tell whether one word in capitals is likely a name."""
        token = self.tokens[number][phrase.begin]
        if self.nouns and phrase.begin:
            before = self.tokens[number][phrase.begin - 1]
            named = before.small in self.words.verbs or token.text.isupper()
            return named or bool(_GERMAN_BODY.fullmatch(token.text))
        return not self._begins_sentence(number, phrase.begin) or token.text.isupper()

    def _same(self, words: tuple[str, ...]) -> Entity | None:
        """Find who is called by these words: the name, or the likeliest longer one."""
        if words in self._exact:
            return self._exact[words]
        longer = [
            entity
            for entity in self._by_last.get(words[-1], ())[:_NAMESAKES]
            if len(words) < len(entity.tokens)
            and (entity.kind == "person" or is_body(words[-1]))
            and (entity.tokens[-len(words) :] == words or words[0] == entity.tokens[0])
        ]
        return max(longer, key=lambda entity: entity.count, default=None)

    def _mentions(self, number: int) -> list[Mention]:
        tokens, text = self.tokens[number], self.texts[number]
        found: list[Mention] = []
        taken: set[int] = set()
        for phrase in self.phrases[number]:
            words = tuple(t.text.rstrip(".") for t in tokens[phrase.begin : phrase.end])
            whole = tuple(t.text.rstrip(".") for t in tokens[phrase.first : phrase.end])
            entity = (self._same(words) if words else None) or self._same(whole)
            if entity is None:
                continue
            if self._is_role_of(number, phrase):
                continue
            start = phrase.first
            if entity.kind == "person":
                start = min(start, self.roles.role_start(number, start))
            while found and found[-1].end > tokens[start].start:
                found.pop()
            taken |= set(range(start, phrase.end))
            last = tokens[phrase.end - 1]
            mention = Mention(
                "name", tokens[start].start, last.end, text[tokens[start].start : last.end],
                self._governed(number, start) or self._owns(number, phrase.end), entity,
            )  # fmt: skip
            found.append(mention)
        found += self._others(number, taken)
        return sorted(found, key=lambda mention: mention.start)

    def _owns(self, number: int, place: int) -> bool:
        """Tell whether a name owns what follows: unless that is its own word, as in a report."""
        tokens = self.tokens[number]
        if not tokens[place - 1].possessive:
            return False
        return not any(token.text in _DOCUMENTS for token in tokens[place : place + 2])

    def _is_role_of(self, number: int, phrase: Phrase) -> bool:
        """Tell whether a name only says what somebody is: `a NATO official said`."""
        tokens = self.tokens[number]
        if phrase.end >= len(tokens) or tokens[phrase.end - 1].possessive:
            return False
        after = tokens[phrase.end]
        gap = self.texts[number][tokens[phrase.end - 1].end : after.start]
        return gap == " " and after.text.islower() and bool(is_role(after.text))

    def _others(self, number: int, taken: set[int]) -> Iterator[Mention]:
        tokens, text = self.tokens[number], self.texts[number]
        for at, token in enumerate(tokens):
            if at in taken:
                continue
            if token.small in self.words.pronouns or _CLITIC.search(token.small):
                yield Mention("pronoun", token.start, token.end, token.small, governed=False)
            elif (is_role(token.text) or is_body(token.text)) and (
                not is_role(token.text) or token.is_capital is self.nouns or at
            ):
                first = at
                while (
                    first
                    and at - first < 4
                    and self._leads(tokens[first - 1], text, first, at, number)
                ):
                    first -= 1
                start = tokens[first].start
                governed = self._governed(number, first) or token.possessive
                yield Mention("description", start, token.end, text[start : token.end], governed)

    def _leads(self, token: Token, text: str, first: int, at: int, number: int) -> bool:
        after = self.tokens[number][first]
        if text[token.end : after.start].strip() or token.text in self.words.verbs:
            return False
        articles = self.words.definite | self.words.indefinite
        return after.small not in articles and token.small not in self.words.prepositions

    def _governed(self, number: int, place: int) -> bool:
        """Tell whether a preposition stands before a word, or before its article."""
        tokens, text = self.tokens[number], self.texts[number]
        articles = self.words.definite | self.words.indefinite
        for at in range(place - 1, max(-1, place - 4), -1):
            if text[tokens[at].end : tokens[at + 1].start].strip(" .’'"):
                return False
            if tokens[at].small in self.words.prepositions:
                return True
            if tokens[at].small not in articles and tokens[at].small not in TITLE:
                return False
        return False
