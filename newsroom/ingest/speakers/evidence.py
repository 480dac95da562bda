"""Which evidence for a speaker is so good that nobody has to check it.

Everything else is a guess, however likely: a wrong name at a quotation is a false statement about
somebody. Good evidence is a full name, or a surname that only one person in the text has, that
stands beside a verb of saying (or `according to`, or a colon) with nothing between them but what
the person is; a pronoun where nobody else is spoken of; and words that go straight on.
"""

import re
from collections.abc import Sequence

from newsroom.ingest.speakers.clause import Clauses
from newsroom.ingest.speakers.leading import Leading
from newsroom.ingest.speakers.nouns import SMALL
from newsroom.ingest.speakers.sentences import CLITIC, MASK
from newsroom.ingest.speakers.text import Said
from newsroom.ingest.speakers.tokens import Entity, Mention, Token
from newsroom.ingest.speakers.unsaid import is_passed_on
from newsroom.record.quote import ATTRIBUTED_FROM

# What joins two quotations of one person.
_JOINED = re.compile(
    r"[\s,]*(?:(?:and|or|but|und|oder|sondern|sowie|et|ou|mais|y|o|e|ed|ma|en|och|og|i|и)\b)?"
    r"(?:\s*\b(?:also|auch|aussi|a|an|the|as|als|de|un|una|une|ein|eine|einen)\b)*\s*",
    re.IGNORECASE,
)
# Verbs behind which the words may be those of somebody else.
_OTHERS_WORDS = frozenset(
    """
    denied denies denying dismissed dismisses reported reports read reads asked asks criticized
    criticised criticises accused believes thinks denounced condemned revealed answered
    bestritt bestreitet zitiert zitierte kritisiert kritisierte fragt fragte berichtet berichtete
    demande demandé dénonce dénoncé fustige critique critiqué rappelle rappelé
    preguntó recordó recuerda criticó critica denunció denuncia cuenta contó
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_HELPERS = frozenset(
    """
    a ont ha hanno hat haben hatte har have has had avait se s y lui le
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# Pronouns that mean one person.
_ONE = frozenset(
    """
    he she er sie il elle él ella lui lei egli ele ela hij zij ze han hon hun on ona он она
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# How far such quotations stand apart (characters).
_JOINED_WITHIN = 40
# How far a quotation may stand from the verb before it (words).
_FAR = 24


class Evidence:
    """Judges what attributes the quotations of a text."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.texts, self.names, self.words = clauses.texts, clauses.names, clauses.words
        self.lead = Leading(clauses)

    def is_plain(self, one: Said, mention: Mention, entity: Entity) -> bool:
        """Tell whether the name at a mention certainly is the speaker of a quotation."""
        behind = mention.start >= one.end
        number = one.last if behind else one.block
        if mention.kind != "name" or not self.lead.is_clean(mention, entity, number):
            return False
        name = self.lead.name_start(mention, entity, number)
        return (self._behind if behind else self._ahead)(one, mention, entity, name)

    def introduces(self, number: int, mention: Mention, entity: Entity, begin: int) -> bool:
        """Tell whether a sentence begins with a name: `Ian Bell put it like this:`."""
        if not self.lead.is_clean(mention, entity, number):
            return False
        return self.lead.leads_to(number, begin, self.lead.name_start(mention, entity, number))

    def others(self, number: int, begin: int, end: int, entity: Entity) -> bool:
        """Tell whether anybody else is named between two places."""
        return any(
            m.entity and m.entity is not entity and m.entity.kind == "person"
            for m in self.clauses.all(number, begin, end)
        )

    def _among_others(self, number: int, begin: int, end: int, entity: Entity) -> bool:
        """Tell whether anybody else is named whom no relative clause sets aside."""
        aside = self.clauses.asides(number, begin, end)
        return any(
            m.entity and m.entity is not entity and m.entity.kind == "person"
            for m in self.clauses.all(number, begin, end)
            if not any(start < m.start < stop for start, stop in aside)
        )

    def is_only_one(self, one: Said, mention: Mention, spoke: tuple[int, int, Entity] | None,
                    entity: Entity) -> bool:  # fmt: skip
        """Tell whether a pronoun can mean nobody else; `spoke` is who certainly spoke last."""
        if mention.text and mention.text not in _ONE:
            return False
        number = one.block
        if one.last != number or entity.kind != "person":
            return False
        if spoke and spoke[0] == number and spoke[2] is entity:
            return not self.others(number, 0, max(mention.start, one.start), entity)
        before = self.clauses.all(number, 0, max(mention.start, one.start))
        named = [m for m in before if m.entity and m.entity.kind != "place"]
        if any(m.kind == "description" and not _own(m, entity) for m in before):
            return False
        if not named:
            near = spoke is not None and spoke[2] is entity and spoke[0] == number - 1
            return near and not self.others(number - 1, 0, len(self.texts[number - 1]), entity)
        if any(m.entity is not entity for m in named):
            return False
        begin, _ = self.clauses.sentence(number, one.start, one.start)
        if not begin:
            return False
        ahead, _ = self.clauses.sentence(number, begin - 1, begin - 1)
        first = next((m for m in named if ahead <= m.start < begin), None)
        if not first or not self.lead.is_clean(first, entity, number):
            return False
        return self.lead.leads_to(number, ahead, self.lead.name_start(first, entity, number))

    def goes_on(self, one: Said, spoke: tuple[int, int, Entity]) -> bool:
        """Tell whether a quotation certainly continues the one before in its text.

        `“Yes,” said Ana Berg. “We do.”`, `“This,” said Ana Berg, “is it.”`, `…, adding “no”`.
        """
        number, end, entity = spoke
        if number != one.block or one.last != number:
            return False
        if self.others(number, end, one.start, entity):
            return False
        text = self.texts[number]
        between = text[end : one.start]
        begin, stop = self.clauses.sentence(number, one.start, one.end)
        alone = not re.search(
            r"\w", (text[begin : one.start] + text[one.end : stop]).replace(MASK, "")
        )
        if begin > end - 1 and alone:
            return between.count(". ") < 2
        words = self.clauses.between(number, end, one.start)
        later = [
            token for token in words if token.text.endswith("ing") and self.clauses.is_verb(token)
        ]
        verbs = [token for token in words if self.clauses.is_verb(token)]
        if begin < end and later and verbs[-1] is later[-1]:
            lead = text[: later[-1].start].rstrip()[-1:]
            return lead in (",", MASK) and len(verbs) <= 2
        split = between.rstrip().endswith(",") and not re.search(r"[.;:]", between)
        return begin < end and split and len(verbs) == 1

    def _behind(self, one: Said, mention: Mention, entity: Entity, name: int) -> bool:
        number, text = one.last, self.texts[one.last]
        begin, end = self.clauses.sentence(number, one.end - 1, one.end)
        if one.block == number:
            before = self.clauses.between(number, begin, one.start)
            if any(map(self.clauses.is_verb, before)) or is_passed_on(text[begin : one.start]):
                return False
            if self.others(number, begin, one.start, entity):
                return False
        start = one.end + len(text[one.end :]) - len(text[one.end :].lstrip(" ,–—-\u00a0\u202f"))
        stop = min([end, *(at for at, _ in self.clauses.passages[number] if at >= one.end)])
        words = self.clauses.between(number, start, stop)
        verb = next((token for token in words if self.clauses.is_verb(token)), None)
        found = self.words.according.match(text, start, stop)
        if found and found.end() <= name:
            return self.lead.leads_to(number, found.end(), name)
        if mention.governed:
            return False
        if verb and verb.start < mention.start:
            helpers = [t for t in words if t.start < verb.start]
            if not all(t.small in _HELPERS or CLITIC.search(t.text) for t in helpers):
                return self._seldom(one, words, mention, name)
            fits = self.lead.leads_to(number, verb.end, name)
        elif verb:
            fits = self.lead.leads_to(number, start, name) and self._touches(
                number, mention.end, verb.start, entity
            )
        else:
            return self._seldom(one, words, mention, name)
        rest = max(mention.end, verb.end)
        later = [t for t in words if t.start >= rest and self.clauses.is_verb(t)]
        said_by_others = any(
            m.entity and m.entity is not entity and self.clauses.touches(number, m.end, t.start)
            for m in self.clauses.all(number, rest, stop)
            for t in later
            if not t.text.endswith("ing")
            if t.start >= m.end
        )
        return fits and not said_by_others and not is_passed_on(text[rest:stop])

    def _seldom(self, one: Said, words: Sequence[Token], mention: Mention, name: int) -> bool:
        """Judge verbs that are seldom used for saying: `, s'alarme Julie Petit`."""
        if one.passage.words < ATTRIBUTED_FROM:
            return False
        ahead = [token for token in words if token.end <= mention.start]
        behind = [token for token in words if token.start >= mention.end]
        verb = ahead[0] if ahead else behind[0] if behind else None
        if verb is None or (not self.words.inverted and not verb.text.endswith("ed")):
            return False
        if not ahead:
            return self.lead.leads_to(one.last, mention.start, name)
        return len(ahead) < 3 and self.lead.leads_to(one.last, ahead[-1].end, name)

    def _ahead(self, one: Said, mention: Mention, entity: Entity, name: int) -> bool:
        number, text = one.block, self.texts[one.block]
        begin, _ = self.clauses.sentence(number, one.start, one.start)
        if mention.start < begin:
            return False
        limit = self._limit(number, begin, one.start)
        if limit is None or mention.end > limit:
            return False
        if self._is_term(one):
            return False
        others = self._among_others(number, begin, limit, entity)
        found = self.words.according.search(text, begin, limit)
        if found and found[0].casefold() != "so":
            if others or re.search(r"\w", text[begin : min(found.start(), name)]):
                return False
            if found.start() > mention.start:
                return not text[mention.end : found.start()].strip()
            return self.lead.leads_to(number, found.end(), name)
        if mention.governed:
            return False
        words = self.clauses.between(number, begin, limit)
        verbs = [token for token in words if self.clauses.is_verb(token)]
        colon = text[begin:limit].rstrip().endswith(":")
        if not verbs:
            near = len([t for t in words if t.start >= mention.end]) <= 2
            return colon and near and not others and self.lead.leads_to(number, begin, name)
        if colon and mention.start < verbs[-1].start and text[begin:name].rstrip()[-1:] == ",":
            # `Asked by Ana Berg, Ole Dale said:`
            at_once = not re.search(r"[^\w\s’'-]", text[mention.end : verbs[-1].start])
            if at_once and mention.start > max([begin, *(t.start for t in verbs[:-1])]):
                return self._touches(number, mention.end, verbs[-1].start, entity)
        main, *rest = verbs
        if not all(t.text.endswith("ing") for t in rest):
            # `said that nobody knew, calling it`: of nobody else who is meant in between.
            later = rest[-1].text.endswith("ing") and text[: rest[-1].start].rstrip()[-1:] == ","
            meant = self.clauses.all(number, main.end, rest[-1].start)
            if not later or any(m.entity is None or m.entity.kind != "place" for m in meant):
                return False
        if (others or main.text in _OTHERS_WORDS) and not colon:
            return False
        if len([t for t in words if t.start > verbs[-1].start]) > _FAR:
            return False
        if self._among_others(number, begin, mention.start, entity):
            return False
        if mention.start < main.start:
            touches = self._touches(number, mention.end, main.start, entity)
            return touches and self.lead.leads_to(number, begin, name)
        return self.words.inverted and self.lead.leads_to(number, main.end, name)

    def _limit(self, number: int, begin: int, start: int) -> int | None:
        """Return where the words that attribute end: before the first of quotations in a row."""
        spans = [span for span in self.clauses.passages[number] if begin <= span[0] < start]
        if not spans:
            return start
        ends = [stop for _, stop in spans]
        starts = [*(first for first, _ in spans[1:]), start]
        for stop, first in zip(ends, starts, strict=True):
            if first - stop > _JOINED_WITHIN or not _JOINED.fullmatch(
                self.texts[number][stop:first]
            ):
                return None
        return spans[0][0]

    def _touches(self, number: int, end: int, verb: int, entity: Entity) -> bool:
        """Tell whether a verb follows a name at once, or behind what the person is."""
        if self._among_others(number, end, verb, entity):
            return False
        between = self.texts[number][end:verb]
        aside = re.match(r",[^,.;:()\ue000]*,|,|\s*\([^()]{1,30}\)", between)
        return self.clauses.touches(number, end + (aside.end() if aside else 0), verb)

    def _is_term(self, one: Said) -> bool:
        """Tell whether a few words are only a term: `the “county lines” gang`."""
        if one.passage.words >= ATTRIBUTED_FROM or one.block != one.last:
            return False
        text = self.texts[one.block]
        before = self.clauses.between(one.block, 0, one.start)[-1:]
        behind = re.match(r"\s+([^\W\d_]+)", text[one.end :])
        articles = (self.words.definite | self.words.indefinite) - {"that"}
        if not before or not behind or before[0].small not in articles:
            return False
        return behind[1].casefold() not in SMALL | self.words.prepositions


def _own(mention: Mention, entity: Entity) -> bool:
    return mention.text.split()[-1].casefold() in (entity.role or "").casefold()
