"""Whose the words in quotation marks may be, as far as the text around them tells."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.ingest.speakers.clause import Clauses, Saying
from newsroom.ingest.speakers.evidence import Evidence
from newsroom.ingest.speakers.names import Names
from newsroom.ingest.speakers.nouns import is_role
from newsroom.ingest.speakers.sentences import MASK, masked
from newsroom.ingest.speakers.text import Block, Said
from newsroom.ingest.speakers.tokens import Entity, Mention
from newsroom.ingest.speakers.unsaid import is_label, is_title
from newsroom.ingest.speakers.words import words_of
from newsroom.record.quote import ATTRIBUTED_FROM, only_words

_HE = ("he", "er", "il", "él", "lui", "egli", "ele", "hij", "han", "on", "он")
_SHE = ("she", "elle", "ella", "lei", "ela", "zij", "hon", "hun", "ona", "она")
# How many paragraphs back somebody is still `the minister`.
_BACK = 60
# How many quotations back somebody may be meant by a pronoun.
_RECENT = 20


@dataclass(frozen=True)
class Guess:
    """Who it may be; one that is weak says too little for a marker.

    `title` says that the words may be a title or a name, which nobody said.
    """

    entity: Entity | None
    sure: bool = True
    weak: bool = False
    title: bool = False


class Guesses:
    """The guesses for a body, by its texts and the passages in quotation marks in them.

    `quotes` are its passages in quotation marks without a marker: all of five words or more, and
    shorter ones whose speaker is sure. `block_quotes` are the last texts of its block quotes.
    """

    def __init__(self, blocks: Sequence[Block], said: Sequence[Said], lang: str) -> None:
        self.words = words_of(lang)
        self.blocks, self.said = blocks, said
        self.texts = masked(self.blocks, self.said)
        self.names = Names(self.texts, self.words, nouns=lang.split("-")[0] == "de")
        self.clauses = Clauses(self.blocks, self.said, self.texts, self.names)
        self.quotes: list[tuple[Said, Guess]] = []
        # Who spoke where, in order: text, end of the quotation, speaker.
        self.spoken: list[tuple[int, int, Entity | None]] = []
        self.evidence = Evidence(self.clauses)
        # The last of these, where it is certain.
        self.certain: tuple[int, int, Entity] | None = None
        seen = Counter(one.passage.text.casefold() for one in self.said)
        for one in self.said:
            self._decide(one, again=seen[one.passage.text.casefold()] > 1)
        self._decide_headings()
        self.block_quotes = list(self._block_quotes())

    def _decide(self, one: Said, *, again: bool) -> None:
        first, last = self.blocks[one.block], self.blocks[one.last]
        if first.quoted or one.end in last.marked or not last.places:
            return
        is_long = one.passage.words >= ATTRIBUTED_FROM
        if not is_long and (again or is_label(one.passage.text) or self._is_term(one)):
            return
        guess = self._guess(one, is_long=is_long)
        if is_long or (guess.entity and guess.sure):
            self.quotes.append((one, guess))
            if first.kind != "heading":
                self.spoken.append((one.last, one.end, None if guess.weak else guess.entity))
                known = guess.sure and guess.entity
                self.certain = (one.last, one.end, known) if known else None

    def _is_term(self, one: Said) -> bool:
        """Tell whether one word is only set apart: `below the "cap"`."""
        before = self.texts[one.block][: one.start].split()[-1:]
        return one.passage.words < 2 and not self.words.definite.isdisjoint(before)

    def _decide_headings(self) -> None:
        """Give words in headings the speaker whom they have in the text."""
        spoken = {only_words(one.passage.text): guess for one, guess in self.quotes}
        for at, (one, guess) in enumerate(self.quotes):
            if self.blocks[one.block].kind == "heading" and not guess.entity:
                words = only_words(one.passage.text)
                found = [g for text, g in spoken.items() if words in text and g.entity]
                self.quotes[at] = one, found[0] if found else guess

    def _guess(self, one: Said, *, is_long: bool) -> Guess:
        if self.blocks[one.block].kind == "heading":
            return Guess(None)
        before = self.texts[one.block][: one.start]
        if is_title(before, one.passage.text, nouns=self.names.nouns):
            return Guess(None, title=True)
        saying = self.clauses.find(one)
        if saying and saying.mention:
            number = one.last if saying.mention.start >= one.end else one.block
            guess = self._resolve(saying.mention, number)
            joint = self.clauses.is_joint(saying.mention, number)
            sure = guess.sure and saying.sure and not joint and self._is_plain(one, saying, guess)
            return Guess(guess.entity, sure)
        if self.certain and self.evidence.goes_on(one, self.certain):
            return Guess(self.certain[2])
        if saying and self.spoken and self.spoken[-1][0] == one.block:
            return Guess(self.spoken[-1][2], sure=False)
        return self._continued(one) if is_long else Guess(None)

    def _is_plain(self, one: Said, saying: Saying, guess: Guess) -> bool:
        if not saying.mention or not guess.entity:
            return guess.sure
        if saying.mention.kind == "pronoun":
            return self.evidence.is_only_one(one, saying.mention, self.certain, guess.entity)
        return self.evidence.is_plain(one, saying.mention, guess.entity)

    def _continued(self, one: Said) -> Guess:
        """Guess by what stands around: the quote before, or whoever is the only one named."""
        number = one.block
        text = self.texts[number]
        sentence, stop = self.clauses.sentence(number, one.start, one.end)
        rest = (text[sentence : one.start] + text[one.end : stop]).replace(MASK, "")
        alone = one.last != number or not re.search(r"\w", rest)
        spoken = self.spoken[-1] if self.spoken else (-1, 0, None)
        if alone and sentence:
            begin, _ = self.clauses.sentence(number, sentence - 1, sentence - 1)
            reported = self.clauses.reported(number, begin, sentence)
            if reported and spoken[:2] <= (number, begin):
                guess = self._resolve(reported, number)
                return Guess(guess.entity, sure=False, weak=guess.weak)
        if alone and self.spoken:
            block, end, entity = self.spoken[-1]
            if entity is None and block >= self._just_before(number):
                return Guess(None)
            _, behind = self.clauses.sentence(block, end - 1, end)
            if block == number:
                return Guess(entity, sure=False)
            if self._just_before(number) == block and behind >= len(self.texts[block]):
                others = self._persons(number, 0, len(text)) - {entity}
                only = not re.search(r"\w", text.replace(MASK, ""))
                certain = entity and self.certain and only and not sentence
                lone = entity and not self.evidence.others(block, 0, behind, entity)
                return Guess(entity, bool(certain and lone), weak=bool(others) or sentence > 0)
        named = self._persons(number, sentence, stop)
        if len(named) == 1:
            return Guess(named.pop(), sure=False, weak=True)
        if self.spoken and self.spoken[-1][2] and number - self.spoken[-1][0] <= 2:
            return Guess(self.spoken[-1][2], sure=False, weak=True)
        last = self._last_person(number, one.start).entity
        known = last and (last.count > 1 or last.role)
        return Guess(last if known else None, sure=False, weak=True)

    def _just_before(self, number: int) -> int:
        """Return the number of the text before one, pictures overlooked."""
        number -= 1
        while number > 0 and self.blocks[number].kind == "figure":
            number -= 1
        return number

    def _persons(self, number: int, begin: int, end: int) -> set[Entity]:
        return {
            m.entity
            for m in self.names.mentions[number]
            if m.entity and m.entity.kind == "person" and begin <= m.start < end
        }

    def _resolve(self, mention: Mention, number: int) -> Guess:
        if mention.entity:
            return Guess(mention.entity, mention.entity.kind != "place")
        if mention.kind == "nobody":
            return Guess(None)
        if mention.kind == "pronoun":
            if mention.text in ("it", "they", "es", "het", "ils", "elles"):
                return self._last_body(number, mention.start)
            gender = "m" if mention.text in _HE else "f" if mention.text in _SHE else ""
            return self._last_person(number, mention.start, gender)
        return self._described(mention, number)

    def _described(self, mention: Mention, number: int) -> Guess:
        """Find who is meant by what they are: `the ministry`, `the general`."""
        words = re.findall(r"[\w’'-]+", mention.text.casefold())
        if words[0] in self.words.indefinite or re.search("[’']s?\\b", mention.text):
            return Guess(None)
        head = re.compile(rf"(?<!\w){re.escape(words[-1][:6])}|{re.escape(words[-1])}")
        found: list[Entity] = []
        seen: set[Entity] = set()
        for at in range(number, max(-1, number - _BACK), -1):
            for other in reversed(self.names.mentions[at]):
                entity = other.entity
                if not entity or (at == number and other.start >= mention.start):
                    continue
                if entity not in seen and head.search(
                    f"{entity.role or ''} {entity.name}".casefold()
                ):
                    found.append(entity)
                seen.add(entity)
        if found:
            exact = [
                e for e in found if all(w in f"{e.role} {e.name}".casefold() for w in words[1:])
            ]
            return Guess((exact or found)[0], len(found) == 1 or len(exact) == 1)
        if len(words) < 2 or words[0] not in self.words.definite:
            return Guess(None)
        if not is_role(words[-1]):
            guess = self._last_body(number, mention.start)
            return Guess(guess.entity, sure=False, weak=True)
        guess = self._last_person(number, mention.start)
        return Guess(guess.entity, sure=False, weak=True)

    def _last_body(self, number: int, place: int) -> Guess:
        for at in (number, self._just_before(number)):
            bodies = [
                m.entity
                for m in self.names.mentions[max(at, 0)]
                if m.entity
                and m.entity.kind in ("organization", "place")
                and (at < number or m.start < place)
                and not m.governed
            ]
            if bodies:
                return Guess(bodies[-1], len(set(bodies)) == 1)
        return Guess(None)

    def _last_person(self, number: int, place: int, gender: str = "") -> Guess:
        """Find whom a pronoun means: whoever spoke, or was spoken of, last."""
        events = [
            (at, end, entity)
            for at, end, entity in self.spoken[-_RECENT:]
            if entity and entity.kind in ("person", "unknown")
        ]
        for at in range(max(0, number - 3), number + 1):
            events += [
                (at, m.start, m.entity)
                for m in self.names.mentions[at]
                if m.entity and m.entity.kind == "person" and not m.governed
            ]
        before = sorted(
            (
                entry
                for entry in events
                if (number - 3, 0) <= entry[:2] < (number, place)
                and {gender, entry[2].gender} != {"m", "f"}
            ),
            key=lambda entry: entry[:2],
        )
        if not before:
            return Guess(None)
        at, end, entity = before[-1]
        if (at, end, entity) not in self.spoken[-1:]:
            # Whom a sentence is about it names first.
            begin, _ = self.clauses.sentence(at, end, end)
            entity = next(entry[2] for entry in before if entry[0] == at and entry[1] >= begin)
        near = self._just_before(number)
        recent = {entry[2] for entry in before if entry[0] >= near}
        spoke = [entry for entry in self.spoken[-1:] if entry[0] >= near]
        # Whoever is named since the last quotation, be it in passing, may be meant as well.
        since = max([(near, 0), *(entry[:2] for entry in spoke)])
        named = {
            m.entity
            for at in range(since[0], number + 1)
            for m in self.names.mentions[at]
            if m.entity and m.entity.kind == "person" and since <= (at, m.start) < (number, place)
        }
        others = [one for one in named - {entity} if {gender, one.gender} != {"m", "f"}]
        goes_on = [entry[2] for entry in spoke] == [entity]
        return Guess(entity, not others and (goes_on or (recent <= {entity} and not spoke)))

    def _block_quotes(self) -> Iterator[tuple[Block, Guess]]:
        inside: dict[int, list[int]] = defaultdict(list)
        for at, block in enumerate(self.blocks):
            inside[block.quoted].append(at)
        for quoted, numbers in sorted(inside.items()):
            if quoted and not any(self.blocks[at].marked for at in numbers):
                yield self.blocks[numbers[-1]], self._block_guess(numbers)

    def _block_guess(self, inside: Sequence[int]) -> Guess:
        """Read `— Ana Berg` on the last line, or the sentence with a colon before."""
        last = self.blocks[inside[-1]].text
        if re.match(r"\s*[—–―-]", last):
            for entity in self.names.entities:
                if entity.name in last:
                    return Guess(entity)
        before = self._just_before(inside[0])
        text = self.texts[before] if inside[0] else ""
        if not text.rstrip().endswith(":"):
            return Guess(None)
        end = len(text)
        begin, _ = self.clauses.sentence(before, max(end - 1, 0), end)
        named = [
            m
            for m in self.names.mentions[before]
            if m.start >= begin and m.entity and m.entity.kind != "place" and not m.governed
        ]
        if not named or not named[0].entity:
            return Guess(None)
        plain = self.evidence.introduces(before, named[0], named[0].entity, begin)
        return Guess(named[0].entity, plain and len({m.entity for m in named}) == 1)
