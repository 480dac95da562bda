"""Who said what: speakers proposed for the quotes of an article, for a person to check."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.content.markdown import render_body
from newsroom.ingest.speakers.guess import Guess, Guesses
from newsroom.ingest.speakers.text import Block, marker_place, read_blocks, read_passages
from newsroom.ingest.speakers.tokens import Entity
from newsroom.record.people import Speaker, Speakers
from newsroom.record.quote import ATTRIBUTED_FROM
from newsroom.record.text import LONGEST_NAME

# More quotations than any article has: each takes its time.
_MOST = 1_000
# Characters of a paragraph: a long one is read again for each of its quotations.
_LONGEST = 10_000
# How many words of a quotation say which one is meant.
_FIRST_WORDS = 8
# How often markers that the page does not take are taken out.
_TRIES = 3

_LATIN = {
    **dict(zip("абвгдезийклмнопрстуфхыэёіїє", "abvgdeziiklmnoprstufhyeeiie", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"},
}


@dataclass(frozen=True)
class Proposal:
    """A body with markers, the speakers that they name, and what a person must decide.

    `unsure` has a line for each quotation whose speaker is a guess, or was not found.
    """

    body: str
    speakers: Mapping[str, Speaker]
    unsure: tuple[str, ...]


@dataclass(frozen=True)
class _Marker:
    """A marker to put in: where, as what, for whom."""

    place: int
    text: str
    entity: Entity


def propose_speakers(body: str, lang: str, known: Speakers) -> Proposal:
    """Propose a speaker for each quote of a Markdown body, by the words around it.

    Quotes of five words or more get the marker of whoever the text says said them, shorter ones
    only where their own sentence does; `lang` is the language of the text (BCP 47), and `known`
    are speakers who have a key already. Names and roles are the text's own words. A quotation that
    the text ascribes to nobody whom it names gets no marker; markers that stand in the body stay.
    """
    blocks = read_blocks(body)
    said = read_passages(blocks, lang)
    if len(said) + len({block.quoted for block in blocks}) > _MOST:
        return Proposal(body, {}, (f"the text has more than {_MOST} quotes; name their speakers",))
    if said and any(len(block.text) > _LONGEST for block in blocks):
        point = f"a paragraph has more than {_LONGEST} characters; name the speakers of its quotes"
        return Proposal(body, {}, (point,))
    guesses = Guesses(blocks, said, lang)
    keys = _Keys(body, known)
    markers: list[_Marker] = []
    unsure: list[tuple[int, str]] = []
    for one, guess in guesses.quotes:
        place = marker_place(body, guesses.blocks[one.last], one.end)
        if guess.entity and not guess.weak:
            key = keys.of(guess.entity)
            markers.append(_Marker(place, f" [@{key}]", guess.entity))
        if not guess.entity or not guess.sure:
            unsure.append((place, _doubt(one.passage.text, guess)))
    for block, guess in guesses.block_quotes:
        if guess.entity and guess.sure:
            key = keys.of(guess.entity)
            markers.append(_Marker(block.end, _last_line(block, key), guess.entity))
        elif len(block.text.split()) >= ATTRIBUTED_FROM:
            unsure.append((block.end, _doubt(block.text, guess)))
    for _ in range(_TRIES if markers else 0):
        wrong = _wrong(body, markers, keys.given, lang)
        markers = [marker for marker in markers if marker not in wrong]
        unsure += [(marker.place, _misplaced(body, marker)) for marker in wrong]
        if not wrong:
            break
    return Proposal(
        body=_inserted(body, markers),
        speakers=_speakers(markers, keys.given),
        unsure=tuple(line for _, line in sorted(unsure)),
    )


class _Keys:
    """Gives each speaker a key: the registry's, else the last word of the name."""

    def __init__(self, body: str, known: Speakers) -> None:
        self.known = known
        self.given: dict[Entity, str] = {}
        self._standing = set(re.findall(r"\[@([^\[\]\s]+)\]", body))
        self._used: set[str] = set()
        self._last: dict[str, int] = {}

    def of(self, entity: Entity) -> str:
        """Return the key of a speaker, the same each time."""
        if entity not in self.given:
            registered = self.known.key(entity.name)
            base = key = registered or _slug(entity.name)
            number = self._last.get(base, 1)
            while key in self._used or (key != registered and key in self._standing):
                number += 1
                key = f"{base}-{number}"
            self._last[base] = number
            self._used.add(key)
            self.given[entity] = key
        return self.given[entity]


def _slug(name: str) -> str:
    latin = "".join(_LATIN.get(character, character) for character in name.casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain)
    return words[-1] if words else "speaker"


def _speakers(markers: Sequence[_Marker], keys: Mapping[Entity, str]) -> dict[str, Speaker]:
    used = {marker.entity for marker in markers}
    return {
        key: Speaker(
            name=entity.name[:LONGEST_NAME],
            role=entity.role,
            kind="organization" if entity.kind in ("organization", "place") else "person",
        )
        for entity, key in keys.items()
        if entity in used
    }


def _last_line(block: Block, key: str) -> str:
    prefix = block.inside.rstrip()
    return f"\n{prefix}\n{prefix} [@{key}]"


def _doubt(text: str, guess: Guess) -> str:
    words = text.split()
    first = " ".join(words[:_FIRST_WORDS]) + " …" * (len(words) > _FIRST_WORDS)
    entity = guess.entity
    if guess.title:
        return f"who said '{first}'? It may be a title; set one in *emphasis*, without marks"
    if entity and (not guess.weak or entity.count > 1 or entity.role):
        return f"who said '{first}'? It may be {entity.name}"
    return f"who said '{first}'? No speaker was found"


def _misplaced(body: str, marker: _Marker) -> str:
    before = " ".join(body[: marker.place].split()[-_FIRST_WORDS:])
    return (
        f"who said what ends in '{before}'? It may be {marker.entity.name}; put the marker there "
        "by hand, emphasis and links run across it"
    )


def _inserted(body: str, markers: Sequence[_Marker]) -> str:
    pieces: list[str] = []
    begin = 0
    for marker in sorted(markers, key=lambda marker: marker.place):
        pieces += [body[begin : marker.place], marker.text]
        begin = marker.place
    return "".join([*pieces, body[begin:]])


def _wrong(
    body: str, markers: Sequence[_Marker], keys: Mapping[Entity, str], lang: str
) -> list[_Marker]:
    """Return the markers that the page would not take where they stand, and those beside them."""
    text = _inserted(body, markers)
    pictures = re.findall(r"!\[@([^\[\]\s]+)\]", body)
    faults = render_body(text, _speakers(markers, keys), lang, pictures).faults
    lines = {line for line, code, _ in faults if code in ("Q004", "Q010")}
    wrong: list[_Marker] = []
    line, begin = 1, 0
    for marker in sorted(markers, key=lambda marker: marker.place):
        line += body.count("\n", begin, marker.place) + marker.text.count("\n")
        begin = marker.place
        if line in lines:
            wrong.append(marker)
    return wrong
