"""Which words of a sentence say whose the words in quotation marks are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.content.inline import QUOTATION_MARKS
from newsroom.ingest.speakers.nouns import SMALL, TITLE, is_role
from newsroom.ingest.speakers.sentences import CLITIC, MASK
from newsroom.ingest.speakers.subjects import SUBJECT_WITHIN, Subjects
from newsroom.ingest.speakers.text import Said
from newsroom.ingest.speakers.tokens import Mention, Token, tokens_of
from newsroom.ingest.speakers.unsaid import is_passed_on

_HELPERS = frozenset(
    """
    a ont ha hanno hat haben hatte har have has had heeft hebben avait habe
    """.split()  # noqa: SIM905 (words are easier to read so)
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
# What stands for no verb, where one is looked for.
_NO_VERBS = SMALL - {"s", "se", "sich", "si"}
# What stands between the last words of a quotation and its own mark.
_SET = QUOTATION_MARKS + " \u00a0\u202f"
# How far a verb may stand from its quotation, a name from a verb that is seldom used for saying
# (words).
_VERB_WITHIN, _UNUSUAL_WITHIN = 16, 2
# How much may stand between a name and its colon, where there is no verb of saying (words).
_COLON_WITHIN = 2


@dataclass(frozen=True)
class Saying:
    """What attributes a quotation: the mention of its speaker, or the quotation before it."""

    mention: Mention | None
    sure: bool = True


def _nobody(token: Token) -> Mention:
    return Mention("nobody", token.start, token.end, "", governed=False)


class Clauses(Subjects):
    """Reads the sentences around quotations."""

    def find(self, one: Said) -> Saying | None:
        """Find what attributes a quotation; a saying without mention leads to the quote before."""
        after = self._after(one)
        if after and after.sure:
            return after
        before = self._before(one) or after
        if before:
            begin, _ = self.sentence(one.block, one.start, one.start)
            told = is_passed_on(self.texts[one.block][begin : one.start])
            return replace(before, sure=before.sure and not told)
        return self._aside(one) or self._within(one)

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
        inner = self.blocks[number].text[: start - 1].rstrip(_SET)[-1:]
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
            clitic = [m for m in self.mentions(number, start, said.end) if m.kind == "pronoun"]
            if any(CLITIC.search(t.text) for t in tokens[: verb + 1]):
                gender = "elle" if re.search("elles?$", tokens[verb].text) else "il"
                return Saying(Mention("pronoun", said.start, said.end, gender, False))
            follows = self.first(number, said.end, end)
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
        found = self.best(self.mentions(number, start, said.start))
        return Saying(found) if found else None

    def _unusual(self, number: int, tokens: Sequence[Token], end: int) -> Saying | None:
        """Read verbs that are seldom used for saying: `, s'alarme Julie Petit`, `Dale shrugged`."""
        first = tokens[0]
        near = tokens[: _UNUSUAL_WITHIN + 1]
        for mention in self.mentions(number, first.start, end)[:1]:
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
            before = self.all(number, begin, found.start())
            return Saying(before[-1], sure=not before[-1].governed) if before else None
        near = min(end, found.end() + SUBJECT_WITHIN)
        behind = [m for m in self.all(number, found.start(), near) if m.end > found.end()]
        if not behind:
            return None
        # A name behind `according to` has the ending of its case.
        articles = self.words.definite | self.words.indefinite | TITLE
        between = self.between(number, found.end(), behind[0].start)
        near = all(t.small in articles or is_role(t.text) or t.is_capital for t in between)
        return Saying(self.apposed(behind, number), sure=near and not self.words.cases)

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
                named = self.mentions(number, begin, one.start)
                best = self.best(named, first=True)
                persons = {m.entity for m in named if m.kind == "name"}
                if best:
                    near = len(self.between(number, best.end, one.start)) <= _COLON_WITHIN
                    return Saying(best, sure=len(persons) < 2 and near)
                every = self.all(number, begin, one.start)
                best = self.best(every)
                return Saying(best, sure=False) if best else None
            return None
        saying = self._subject(number, verbs, begin, one.start)
        if saying and saying.mention and text[begin : one.start].rstrip().endswith(":"):
            # `Asked by Ana Berg, Ole Dale snapped:` has a verb that is seldom used for saying.
            behind = self.mentions(number, max(begin, saying.mention.end), one.start)
            others = [m for m in behind if m.entity and m.entity.kind == "person"]
            if others and self.between(number, others[-1].end, one.start):
                return replace(saying, sure=False)
        return saying

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
            found = self.best(self.mentions(number, begin, verb.start), first=True)
            return Saying(found) if found else None
        before = self.mentions(number, earlier, verb.start)
        if self.words.inverted:
            near = [m for m in before if self.touches(number, m.end, verb.start)]
            behind = self.first(number, verb.end, end)
            found = self.best(near) or behind or self.best(before)
            whole = self.mentions(number, begin, end)
            alone = len({m.entity for m in whole if m.entity}) < 2
            if found and found not in near and found is not behind and not alone:
                return Saying(found, sure=False)
        else:
            found = self.best(before)
            if found and not self.touches(number, found.end, verb.start):
                return Saying(found, sure=False)
            if not found and any(begin <= start < verb.start for start, _ in self.passages[number]):
                return Saying(None)
            found = (
                found
                or self.first(number, verb.end, end)
                or self.best(self.mentions(number, begin, verb.start))
            )
        return Saying(found) if found else None

    def touches(self, number: int, end: int, verb: int) -> bool:
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
        for mention in self.mentions(number, one.end, end):
            verb = next((t for t in tokens if t.start >= mention.end), None)
            before = self.texts[number][: mention.start].rstrip()[-1:]
            if verb and self.is_verb(verb) and before in (",", MASK):
                return Saying(mention, sure=False)
        return None
