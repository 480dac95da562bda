"""Which words of a sentence say whose the words in quotation marks are."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsroom.ingest.speakers.nouns import SMALL
from newsroom.ingest.speakers.sentences import CLITIC, MASK, Sentences
from newsroom.ingest.speakers.text import Said
from newsroom.ingest.speakers.tokens import Mention, Token, tokens_of

_HELPERS = frozenset(
    """
    a ont ha hanno hat haben hatte har have has had heeft hebben avait habe
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_RELATIVE = re.compile(
    r",\s(?:\w+\s)?(?:who|whom|whose|which|qui|dont|che|quien|quienes|que|der|die|das|dessen|deren|"
    r"som|który|która|которы[йе]|которая)\s[^,.;:\ue000]*,"
)
# What may stand between a subject and its verb, beside adverbs in -ly and names of days.
_BETWEEN = frozenset(
    """
    also then later earlier once has had have is was been meanwhile on in at never often even
    still again repeatedly himself herself itself first a ha hat habe hatte y n se s lui le l li
    mi me te sich es auch selbst fait laissé ne pas même nie też
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_NO_SUBJECT = frozenset(
    """
    and but or und aber oder et mais y pero e ma en maar och men og
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# Participles of what is done to words, not by somebody.
_PASSIVE = frozenset(("été", "sido", "stato", "stata", "estado", "werden", "worden"))
# What stands between `the minister` and his name: of what he is minister.
_OFFICE = re.compile(r"[^.,;:()\ue000]{0,80}, ?")
# What stands for no verb, where one is looked for.
_NO_VERBS = SMALL - {"s", "se", "sich", "si"}
# How far a verb may stand from its quotation, a name from a verb that is seldom used for saying
# (words), and any subject from its verb (characters).
_VERB_WITHIN, _UNUSUAL_WITHIN, _SUBJECT_WITHIN = 16, 2, 90


@dataclass(frozen=True)
class Saying:
    """What attributes a quotation: the mention of its speaker, or the quotation before it."""

    mention: Mention | None
    sure: bool = True


def _nobody(token: Token) -> Mention:
    return Mention("nobody", token.start, token.end, "", governed=False)


class Clauses(Sentences):
    """Reads the sentences around quotations."""

    def find(self, one: Said) -> Saying | None:
        """Find what attributes a quotation; a saying without mention leads to the quote before."""
        after = self._after(one)
        if after and after.sure:
            return after
        return self._before(one) or after or self._aside(one) or self._within(one)

    def _within(self, one: Said) -> Saying | None:
        """Read what French sets between the words themselves: `« Oui, dit-elle, c'est vrai. »`."""
        for token in tokens_of(one.passage.text):
            found = re.search(r"[-‑](?:t[-‑])?(il|elle)$", token.text)
            if found and self.is_verb(token):
                return Saying(Mention("pronoun", one.start, one.start, found[1], governed=False))
        return None

    def _after(self, one: Said) -> Saying | None:
        """Read what follows: `, Ayoub said`, `said John Kirby`, `, according to the ministry`."""
        number, start = one.last, one.end
        _, end = self.sentence(number, one.end - 1, one.end)
        end = min([end, *(begin for begin, _ in self.passages[number] if begin >= start)])
        tokens = self.between(number, start, end)
        if not tokens:
            return None
        text = self.texts[number]
        lead = text[start : tokens[0].start]
        inner = self.blocks[number].text[: start - 1].rstrip()[-1:]
        attached = inner in tuple(",?!…—–-.") or any(sign in lead for sign in ",–—-")
        if re.search(r"[.;()]", lead.strip()):
            return None
        verb = next((at for at, t in enumerate(tokens[:_VERB_WITHIN]) if self.is_verb(t)), None)
        according = self.words.according.search(text, start, end)
        if according and (verb is None or according.start() < tokens[verb].start):
            return self._according(number, according, start, end) if attached else None
        if self.words.inverted and attached and (verb is None or verb > 1):
            perfect = tokens[0].small in _HELPERS and len(tokens) > 1
            if perfect and tokens[1].text.islower() and tokens[1].small not in _PASSIVE:
                verb = 1
        if verb is None or verb > 3:
            unusual = self._unusual(number, tokens, end) if attached else None
            if unusual or verb is None:
                return unusual
        said = tokens[verb]
        helpers = all(t.small in _HELPERS or CLITIC.search(t.text) for t in tokens[:verb])
        if helpers and (attached or self.words.inverted):
            clitic = [m for m in self._mentions(number, start, said.end) if m.kind == "pronoun"]
            if any(CLITIC.search(t.text) for t in tokens[: verb + 1]):
                gender = "elle" if re.search("elles?$", tokens[verb].text) else "il"
                return Saying(Mention("pronoun", said.start, said.end, gender, False))
            follows = self._first(number, said.end, end)
            if clitic and not follows:
                return Saying(clitic[-1])
            if follows:
                return Saying(follows)
            if self.words.dropped and not self._names_somebody(number, said.end, end):
                return Saying(Mention("pronoun", said.start, said.end, "", False))
            return Saying(_nobody(said)) if self.words.inverted or attached else None
        first = tokens[0]
        if not attached or first.small in _NO_SUBJECT | self.words.prepositions:
            return None
        found = self._best(self._mentions(number, start, said.start))
        return Saying(found) if found else None

    def _unusual(self, number: int, tokens: Sequence[Token], end: int) -> Saying | None:
        """Read verbs that are seldom used for saying: `, s'alarme Julie Petit`, `Dale shrugged`."""
        first = tokens[0]
        near = tokens[: _UNUSUAL_WITHIN + 1]
        for mention in self._mentions(number, first.start, end)[:1]:
            person = mention.entity and mention.entity.kind == "person"
            before = [token for token in near if token.start < mention.start]
            if not person or len(before) > _UNUSUAL_WITHIN:
                return None
            if before:
                plain = all(token.text.islower() for token in before)
                fits = plain and not {t.small for t in before} & _NO_VERBS
                return Saying(mention) if fits else None
            behind = next((t for t in tokens if t.start >= mention.end), None)
            if behind and not self.words.inverted and behind.text.endswith("ed"):
                return Saying(mention)
        return None

    def _names_somebody(self, number: int, begin: int, end: int) -> bool:
        """Tell whether a noun with its article follows a verb: its subject, whoever that is."""
        tokens = self.between(number, begin, end)
        articles = self.words.definite | self.words.indefinite
        return bool(tokens and tokens[0].small in articles)

    def _according(self, number: int, found: re.Match[str], begin: int, end: int) -> Saying | None:
        if found[0].casefold() == "zufolge":
            before = self._all(number, begin, found.start())
            return Saying(before[-1]) if before else None
        near = min(end, found.end() + _SUBJECT_WITHIN)
        behind = [m for m in self._all(number, found.start(), near) if m.end > found.end()]
        if not behind:
            return None
        # A name behind `according to` has the ending of its case.
        return Saying(self._apposed(behind, number), sure=not self.words.cases)

    def _before(self, one: Said) -> Saying | None:
        """Read what precedes: `Carter said that …`, `Carter called it`, `Carter:`."""
        number = one.block
        begin, _ = self.sentence(number, one.start, one.start)
        tokens = self.between(number, begin, one.start)
        text = self.texts[number]
        verbs = [token for token in tokens if self.is_verb(token)]
        if not verbs:
            according = self.words.according.search(text, begin, one.start)
            if according and according[0].casefold() != "so":
                return self._according(number, according, begin, one.start)
            if re.search(r"\b(?:heißt|hieß) es\b", text[begin : one.start]):
                return Saying(_nobody(tokens[-1]))
            if text[begin : one.start].rstrip().endswith(":"):
                named = self._mentions(number, begin, one.start)
                best = self._best(named, first=True)
                persons = {m.entity for m in named if m.kind == "name"}
                if best:
                    return Saying(best, sure=len(persons) < 2)
                every = self._all(number, begin, one.start)
                best = self._best(every)
                return Saying(best, sure=False) if best else None
            return None
        return self._subject(number, verbs, begin, one.start)

    def reported(self, number: int, begin: int, end: int) -> Mention | None:
        """Return who speaks in a sentence that reports their words without quoting them."""
        verbs = [token for token in self.between(number, begin, end) if self.is_verb(token)]
        saying = self._subject(number, verbs[:1], begin, end) if verbs else None
        return saying.mention if saying else None

    def _subject(self, number: int, verbs: Sequence[Token], begin: int, end: int) -> Saying | None:
        verb = verbs[-1]
        earlier = max(
            [begin]
            + [token.end for token in verbs[:-1]]
            + [stop for _, stop in self.passages[number] if stop <= verb.start]
        )
        if verb.text.endswith("ing") and self.words.verbs >= {"saying"}:
            if any(begin <= start < verb.start for start, _ in self.passages[number]):
                return Saying(None)
            found = self._best(self._mentions(number, begin, verb.start), first=True)
            return Saying(found) if found else None
        before = self._mentions(number, earlier, verb.start)
        if self.words.inverted:
            near = [m for m in before if self._touches(number, m.end, verb.start)]
            behind = self._first(number, verb.end, end)
            found = self._best(near) or behind or self._best(before)
        else:
            found = self._best(before)
            if found and not self._touches(number, found.end, verb.start):
                return Saying(found, sure=False)
            if not found and any(begin <= start < verb.start for start, _ in self.passages[number]):
                return Saying(None)
            found = (
                found
                or self._first(number, verb.end, end)
                or self._best(self._mentions(number, begin, verb.start))
            )
        return Saying(found) if found else None

    def _touches(self, number: int, end: int, verb: int) -> bool:
        """Tell whether what ends at a place is the subject of the verb at another."""
        between = self.texts[number][end:verb].strip()
        if between == "," or (len(between) > 1 and between[0] == between[-1] == ","):
            return True
        if re.search(r"[^\w\s’'()-]", between):
            return False
        return all(
            t.small in _BETWEEN or t.small.endswith("ly") or t.is_capital
            for t in self.between(number, end, verb)
        )

    def _aside(self, one: Said) -> Saying | None:
        """Read `, Ayoub said` anywhere behind, in the same sentence."""
        number = one.last
        _, end = self.sentence(number, one.end - 1, one.end)
        tokens = self.between(number, one.end, end)
        for mention in self._mentions(number, one.end, end):
            verb = next((t for t in tokens if t.start >= mention.end), None)
            before = self.texts[number][: mention.start].rstrip()[-1:]
            if verb and self.is_verb(verb) and before in (",", MASK):
                return Saying(mention)
        return None

    def _all(self, number: int, begin: int, end: int) -> list[Mention]:
        mentions = self.names.mentions[number]
        first = bisect_left(mentions, begin, key=lambda mention: mention.start)
        last = bisect_left(mentions, end, key=lambda mention: mention.start)
        return [mention for mention in mentions[first:last] if mention.end <= end]

    def _mentions(self, number: int, begin: int, end: int) -> list[Mention]:
        """Return what may be a subject between two places: not what a relative clause holds."""
        aside = [found.span() for found in _RELATIVE.finditer(self.texts[number], begin, end)]
        return [
            m
            for m in self._all(number, begin, end)
            if not m.governed and not any(start < m.start < stop for start, stop in aside)
        ]

    def _first(self, number: int, begin: int, end: int) -> Mention | None:
        """Return the subject that follows a verb."""
        behind = self._mentions(number, begin, min(end, begin + _SUBJECT_WITHIN))
        between = self.texts[number][begin : behind[0].start] if behind else "."
        if re.search(r"[.;:]\s|[,()\ue000]|^\.$", between):
            return None
        return self._apposed(behind, number)

    def _apposed(self, found: Sequence[Mention], number: int) -> Mention:
        """Return the first mention, or the name that says who it is: `the minister, Ana Berg`."""
        for after in found[1:4]:
            between = self.texts[number][found[0].end : after.start]
            person = after.entity and after.entity.kind == "person"
            office = found[0].kind == "description" and _OFFICE.fullmatch(between)
            if office and person:
                return after
        for mention, after in pairwise(found):
            between = self.texts[number][mention.end : after.start]
            if mention.kind == "name" and mention.entity and mention.entity.kind == "person":
                return mention
            if between.strip() not in ("", ",", "and", "und", "et", "y", "e", "en", "och", "og"):
                return mention
            if after.kind == "name" and after.entity and after.entity.kind == "person":
                return after
        return found[0]

    def _best(self, found: Sequence[Mention], *, first: bool = False) -> Mention | None:
        """Return the likeliest subject of some: a person, then a body, then whatever was meant."""
        ways: tuple[Callable[[Mention], bool], ...] = (
            lambda m: bool(m.entity and m.entity.kind == "person"),
            lambda m: m.kind == "pronoun" and m.text not in SMALL - self.words.pronouns,
            lambda m: bool(m.entity and m.entity.kind != "place"),
            lambda m: m.kind == "description",
            lambda m: True,
        )
        for fits in ways:
            fitting = [mention for mention in found if fits(mention)]
            if fitting:
                return fitting[0] if first else fitting[-1]
        return None
