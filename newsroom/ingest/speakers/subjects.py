"""Which of those who are meant in a sentence may be the subject of its verb."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from newsroom.ingest.speakers.nouns import SMALL
from newsroom.ingest.speakers.sentences import Sentences
from newsroom.ingest.speakers.tokens import Mention

_RELATIVE = re.compile(
    r",\s(?:\w+\s)?(?:who|whom|whose|which|qui|dont|che|quien|quienes|que|der|die|das|dessen|deren|"
    r"som|który|która|которы[йе]|которая)\s[^,.;:\ue000]*,"
)
# What stands between `the minister` and his name: of what he is minister.
_OFFICE = re.compile(r"[^.,;:()\ue000]{0,80}, ?")
_AND = re.compile(r",? (?:and|und|sowie|et|y|e|en|och|og|i|и) (?:his |her |the )?")

SUBJECT_WITHIN = 90
"""How far a subject may stand from its verb (characters)."""


class Subjects(Sentences):
    """Finds subjects in the sentences around quotations."""

    def is_joint(self, mention: Mention, number: int) -> bool:
        """Tell whether somebody is named who speaks with them: `said Ana Berg and Ole Dale`."""
        text = self.texts[number]
        for one in self.names.mentions[number]:
            if one.entity and one.entity is not mention.entity and one.entity.kind == "person":
                first, last = sorted((one, mention), key=lambda m: m.start)
                if _AND.fullmatch(text[first.end : last.start]):
                    return True
        return False

    def all(self, number: int, begin: int, end: int) -> list[Mention]:
        """Return whoever is meant between two places."""
        mentions = self.names.mentions[number]
        first = bisect_left(mentions, begin, key=lambda mention: mention.start)
        last = bisect_left(mentions, end, key=lambda mention: mention.start)
        return [mention for mention in mentions[first:last] if mention.end <= end]

    def asides(self, number: int, begin: int, end: int) -> list[tuple[int, int]]:
        """Return where relative clauses stand between two places."""
        return [found.span() for found in _RELATIVE.finditer(self.texts[number], begin, end)]

    def mentions(self, number: int, begin: int, end: int) -> list[Mention]:
        """Return what may be a subject between two places: not what a relative clause holds."""
        aside = self.asides(number, begin, end)
        return [
            m
            for m in self.all(number, begin, end)
            if not m.governed and not any(start < m.start < stop for start, stop in aside)
        ]

    def first(self, number: int, begin: int, end: int) -> Mention | None:
        """Return the subject that follows a verb."""
        behind = self.mentions(number, begin, min(end, begin + SUBJECT_WITHIN))
        between = self.texts[number][begin : behind[0].start] if behind else "."
        if re.search(r"[.;:]\s|[,()\ue000]|^\.$", between):
            return None
        return self.apposed(behind, number)

    def apposed(self, found: Sequence[Mention], number: int) -> Mention:
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

    def best(self, found: Sequence[Mention], *, first: bool = False) -> Mention | None:
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
