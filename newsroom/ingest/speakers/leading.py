"""Whether a name is whole and clean, and what leads to it is only what the person is."""

import re
from collections import defaultdict
from collections.abc import Sequence

from newsroom.ingest.speakers.clause import Clauses
from newsroom.ingest.speakers.given_names import GIVEN_NAMES
from newsroom.ingest.speakers.nouns import PARTICLES, TITLE, is_body, is_place, is_role
from newsroom.ingest.speakers.sentences import MASK
from newsroom.ingest.speakers.tokens import Entity, Mention, Token

# Words that look like what somebody does or is, and may stand before a name.
_DOER = re.compile(
    r"\w{2,}(?:er|or|ist|man|woman|ess|eur|euse|ier|ière|ista|ador|adora|ant|ent)|"
    r"\w{3,}(?:ian|ive|ee)"
)
_GERMAN_DOER = re.compile(
    r"\w{2,}(?:er|or|ist|mann|frau|eur|ent|ant|loge|kollege|freund|vater|mutter|sohn|tochter|bruder|schwester)|"
    r"\w{3,}(?:in|rat|wirt|gast|kind|herr|nde|nte|ige|ger)"
)
# Given names and surnames that only look so.
_NAMES = frozenset(
    """
    peter roger walter oliver alexander christopher spencer tyler jennifer victor connor trevor
    christian adrian brian ian julian vivian norman herman heather amber piper ester esther hunter
    carter parker cooper taylor tucker fletcher asher xavier javier olivier gautier didier rainer
    reiner werner günter günther guenter dieter gunter lothar elmar günther holger rüdiger volker
    heiner xaver gregor igor viktor hector héctor theodor isidor eleanor leonor winston martin
    karin katrin kathrin benjamin erwin edwin kevin robin armin joachim colin gavin austin dustin
    justin martín agustín joaquín valentin valentín quentin corentin augustin erin collin fabian
    florian bastian sebastian kilian maximilian damian dorian cristian fabien vincent laurent
    clement clément florent brent kent trent grant bryant constant lambert steve dave olive clive
    genevieve maeve renee renée desiree aimee lee dee jaylee désirée jane ann ana roman lüder
    wolfgang ludger ansgar oskar balthasar baltasar xander sander lander summer skyler skylar
    evan luther lester chester homer elmer oscar omar jasper casper kasper caspar alastair
    andrea sandor nestor néstor salvador melchior junior senior abdulkader ander eider iker
    asier javier inner ingeborg jörgen jasmin yasmin yasemin ellin elin malin hüseyin ladin
    esin selin elvin marvin melvin calvin alvin irvin mervin arvin darwin godwin corwin berlin
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# Words that end names of firms, clubs, papers and lands.
_NO_SURNAME = frozenset(
    """
    capital partners motors energy airways airlines holdings securities research trust fund
    technologies systems labs media games pharma records pictures studios entertainment united city
    rovers town athletic wanderers rangers albion wednesday county villa palace sachs chase reserve
    post times mail mirror telegraph guardian herald tribune journal today sun star chronicle
    economist spiegel zeitung kong lanka rica faso leone emirates salvador lumpur street square
    bahn bundesbank werke madrid barcelona munich münchen dortmund bremen germain munch electric
    oil gas steel foods stores pharmaceuticals financial insurance mobile telecom democrats
    republicans conservatives greens grünen sozialdemokraten monde figaro país mundo oriente
    """.split()  # noqa: SIM905 (words are easier to read so)
)
# People of other people: `the lawyer of Ana Berg` is not she.
_OF_SOMEBODY = re.compile(
    r"(?:lawyer|attorney|solicitor|barrister|spokes|.*sprecher|.*anw[aä]lt|avocat|abogad|avvocat|"
    r"advogad|porte-parole|portavo|porta-voz|woordvoer|advis|.*berater|conseill|consejer|coach|"
    r".*trainer|entraîn|entrenador|represent|.*vertreter|aide|manager|biograph|deput|.*kritiker|critic|"
    r"official|author|autor|editor|candidat|expert|teacher|lehrer)",
    re.IGNORECASE,
)
_CONJUNCTIONS = frozenset(
    """
    and or und oder sowie et ou y e o ed en och og i и as wie
    """.split()  # noqa: SIM905 (words are easier to read so)
)
_TIME = re.compile(
    r"(?:on|am|le|el)?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|"
    r"sams|sonn)tag|mittwoch|yesterday|today|later|meanwhile|then)",
    re.IGNORECASE,
)
# How many words lead to a name at most.
_MOST = 10
_LONGEST_BODY = 6


class Leading:
    """Judges names and the words before them."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.texts, self.names, self.words = clauses.texts, clauses.names, clauses.words
        # Who has a word first or last in their name, and where the first words of names stand.
        self._having: dict[str, set[Entity]] = defaultdict(set)
        for entity in self.names.entities:
            for word in (entity.tokens[0], entity.tokens[-1]):
                self._having[word].add(entity)
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, tokens in enumerate(self.names.tokens):
            for at, token in enumerate(tokens):
                if (word := token.text.rstrip(".")) in self._having:
                    self._places[word].append((number, at))
        self._confirmed: dict[Entity, bool] = {}

    def name_start(self, mention: Mention, entity: Entity, number: int) -> int:
        """Return where the name in a mention begins, behind the role."""
        for token in self.clauses.between(number, mention.start, mention.end):
            if token.text.rstrip(".") in entity.tokens:
                return token.start
        return mention.start

    def is_clean(self, mention: Mention, entity: Entity, number: int) -> bool:
        """Tell whether a mention has a name and nothing else, and can mean nobody else."""
        start = self.name_start(mention, entity, number)
        used = self.clauses.between(number, start, mention.end)
        if entity.kind == "organization":
            whole = any(map(is_body, entity.tokens)) and len(entity.tokens) <= _LONGEST_BODY
            acronym = len(entity.tokens) == 1 and entity.tokens[0].isupper()
            return (whole or acronym) and self._is_alone(entity, used)
        if entity.kind != "person" or not used:
            return False
        before = self.clauses.between(number, max(0, start - 20), start)[-1:]
        articles = self.words.definite | self.words.indefinite
        if before and before[0].small in articles and before[0].end >= start - 2:
            # `The Quay Mail said`
            return False
        if not self._is_alone(entity, used):
            return False
        return self._is_name(entity)

    def _is_alone(self, entity: Entity, used: Sequence[Token]) -> bool:
        """Tell whether a part of a name, where it stands for all of it, is nobody else's."""
        words = {token.text.rstrip(".") for token in used}
        if words >= set(entity.tokens) and len(words) > 1:
            return True
        return all(self._having[word] <= {entity} for word in words)

    def _is_name(self, entity: Entity) -> bool:
        doer = _GERMAN_DOER if self.names.nouns else _DOER
        tokens = entity.tokens
        for at, word in enumerate(tokens):
            small = word.casefold()
            if small in PARTICLES and at:
                continue
            if small in _NO_SURNAME:
                return False
            if len(word) > 1 and (word.isupper() or is_body(word) or small in TITLE):
                return False
            if at < len(tokens) - 1:
                if is_role(word) or is_place(word):
                    return False
                if doer.fullmatch(small) and small not in _NAMES | GIVEN_NAMES:
                    return False
        capitals = [word for word in tokens if word.casefold() not in PARTICLES and len(word) > 1]
        return len(tokens) == 1 or (len(capitals) < 4 and self._is_confirmed(entity, len(capitals)))

    def _is_confirmed(self, entity: Entity, capitals: int) -> bool:
        """Tell whether the text, or a common given name, says where a name begins.

        `Rival Berg said` could be called so, at the beginning of a sentence; in German everywhere.
        """
        if entity not in self._confirmed:
            known = entity.tokens[0].casefold() in GIVEN_NAMES
            self._confirmed[entity] = known or any(
                self._confirms(entity, capitals, number, at)
                for number, at in self._places[entity.tokens[0]]
            )
        return self._confirmed[entity]

    def _confirms(self, entity: Entity, capitals: int, number: int, at: int) -> bool:
        tokens, roles = self.names.tokens[number], self.names.roles
        end = at + len(entity.tokens)
        if tuple(t.text.rstrip(".") for t in tokens[at:end]) != entity.tokens:
            return False
        if roles.stands_before(number, at) or roles.apposition(number, end):
            return True
        start = tokens[at].start
        before = self.texts[number][max(0, start - 5) : start].rstrip()[-1:]
        return (before.isalpha() or before == ",") and capitals < 3 and not self.names.nouns

    def leads_to(self, number: int, begin: int, name: int) -> bool:
        """Tell whether the words from a place to a name only say who that is."""
        text = self.texts[number][begin:name]
        if re.search(rf"[.;:()!?{MASK}]", re.sub(r"\b\w+\.(?=\s*$)|\b\w{1,4}\.(?=\s)", "", text)):
            return False
        if any(m.entity and m.entity.kind == "person" and m.end <= name
               for m in self.clauses.all(number, begin, name)):  # fmt: skip
            return False
        ahead, comma, _ = text.rpartition(",")
        words = self.clauses.between(number, begin + len(ahead) + len(comma), name)
        if not comma:
            return self._describes(words) or bool(_TIME.fullmatch(text.strip()))
        earlier = self.clauses.between(number, begin, begin + len(ahead))
        if any(map(self.clauses.is_verb, earlier)):
            return False
        if words or not re.match(r"[^,.;:()]*,", self.texts[number][name:]):
            # `Asked about it, Ana Berg said`
            return self._describes(words)
        # `The head of the union, Ana Berg, said`
        roles = any(is_role(token.text) for token in earlier)
        return "," not in ahead and (self._describes(earlier) if roles else len(earlier) < 3)

    def _describes(self, words: Sequence[Token]) -> bool:
        if len(words) > _MOST:
            return False
        articles = self.words.definite | self.words.indefinite
        roles = [at for at, token in enumerate(words) if is_role(token.text)]
        for at, token in enumerate(words):
            if self.clauses.is_verb(token) or token.small in _CONJUNCTIONS:
                return False
            owns = at > 0 and self.names.nouns and token.small in articles
            if token.small in self.words.prepositions - TITLE or owns:
                before = [place for place in roles if place < at]
                behind = [place for place in roles if place > at]
                if not before or behind or _OF_SOMEBODY.match(words[before[-1]].text):
                    return False
        return True
