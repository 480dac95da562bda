"""The editorial check of one content file: what its fields and its body say of one another."""

from collections.abc import Iterator
from typing import Any

from newsroom.content.content_file import Desk
from newsroom.content.front_matter import FieldPath, FrontMatter
from newsroom.content.markdown import Body
from newsroom.content.problems import Problem, dotted
from newsroom.record.article import Article, Page, date_faults
from newsroom.record.attribution import (
    Attribution,
    Contributor,
    Piece,
    contact_in,
    parse_attribution,
)
from newsroom.record.quotation import find_quotation
from newsroom.record.quote import ATTRIBUTED_FROM, only_words, quote_digest


def editorial_problems(
    matter: FrontMatter, record: Page | None, body: Body, desk: Desk, shown: str, lang: str
) -> Iterator[Problem]:
    """Find what is wrong with a file beyond the form of its fields.

    `record` is None where that is wrong; `lang` is the language of the file.
    """
    if not matter.body.strip():
        message = "is empty; write below the front matter"
        yield Problem(shown, matter.body_line, "body", message, "B001")
    for line, code, message in body.faults:
        yield Problem(shown, line, "body", message, code)
    for location, message, code in _field_faults(matter, record, body, desk, lang):
        line = next(
            (matter.lines[location[:end]] for end in range(len(location), 0, -1)
             if location[:end] in matter.lines),
            1,
        )  # fmt: skip
        yield Problem(shown, line, dotted(location), message, code)
    if isinstance(record, Article) and record.imported:
        yield from _changed_quotes(record, body, matter, shown)


def read_attribution(
    matter: FrontMatter, desk: Desk, shown: str
) -> tuple[Attribution | None, list[Problem]]:
    """Read the attribution line, as far as there are agencies to read it with."""
    line, agencies = matter.data.get("attribution"), desk.registries.agencies
    if not isinstance(line, str) or not line:
        return None, []
    found = []
    if contact := contact_in(line):
        found.append(("A003", f"holds '{contact}'; contacts are not published, take it out"))
    attribution = parse_attribution(line, agencies) if agencies else None
    if attribution is None and line in desk.registries.editors:
        # Initials alone may be anything, but for those of the house.
        attribution = Attribution(line, (Contributor(line),), (), (), (Piece(line),))
    if agencies and attribution is None:
        message = (
            f"'{line}' is no attribution line; write it like ls/sms (AFP, AP, Reuters), "
            "with agencies of data/agencies.yaml"
        )
        found.append(("A001", message))
    for name in attribution.unknown if attribution and agencies else ():
        near = agencies.nearest(name) if agencies else None
        hint = f"did you mean {near}?" if near else "add it to data/agencies.yaml"
        found.append(("A002", f"names the agency '{name}', which is not known; {hint}"))
    number = matter.lines[("attribution",)]
    return attribution, [Problem(shown, number, "attribution", text, code) for code, text in found]


def _field_faults(
    matter: FrontMatter, record: Page | None, body: Body, desk: Desk, lang: str
) -> Iterator[tuple[FieldPath, str, str]]:
    yield from _markers(matter)
    for key in _keys(matter, "speakers"):
        if key not in body.used:
            message = f"is never quoted; put [@{key}] behind a quotation, or take the speaker out"
            yield ("speakers", key), message, "Q006"
        yield from _other_speaker(matter, key, desk)
    for key in _keys(matter, "pictures"):
        if key not in body.pictures:
            message = f"is never shown; put ![@{key}] alone in a paragraph, or take it out"
            yield ("pictures", key), message, "P006"
    if isinstance(record, Article):
        for location, message in date_faults(record, desk.zone):
            yield location, message, "F010"
    for name in ("title", "summary"):
        text = matter.data.get(name)
        if isinstance(text, str):
            own = matter.data.get(f"{name}_lang")
            yield from _quoted(name, text, own if isinstance(own, str) and own else lang, body)


def _keys(matter: FrontMatter, name: str) -> list[str]:
    declared = matter.data.get(name)
    return list(declared) if isinstance(declared, dict) else []


def _markers(matter: FrontMatter) -> Iterator[tuple[FieldPath, str, str]]:
    """Find marks of speakers in the front matter, where they would show on the page."""
    for location in matter.lines:
        if location[:1] == ("review",):  # never published, and it says what to write where
            continue
        value: Any = matter.data
        for step in location:
            value = value[step]
        if isinstance(value, str) and "[@" in value:
            yield location, "names a speaker by [@…], which only the body can", "F008"


def _other_speaker(
    matter: FrontMatter, key: str, desk: Desk
) -> Iterator[tuple[FieldPath, str, str]]:
    """Find a speaker's key that is another's in the registry."""
    entry, known = matter.data["speakers"][key], desk.registries.speakers
    name = entry.get("name") if isinstance(entry, dict) else None
    if key in known and isinstance(name, str) and known.key(" ".join(name.split())) != key:
        message = f"is {known[key].name} in data/speakers.yaml, not {name}; choose another key"
        yield ("speakers", key), message, "Q009"


def _quoted(name: str, text: str, lang: str, body: Body) -> Iterator[tuple[FieldPath, str, str]]:
    """Find marks without a partner in a field, and words that the body quotes nobody with."""
    if not any(mark in text for mark in "\"'“”„«»‹›‘’‚「」『』"):
        return
    found = find_quotation([" ".join(text.split())], lang)
    for lone in found.unbalanced:
        yield (name,), f"the quotation mark {lone.mark} has no partner; add it", "Q002"
    for passage in found.passages:
        if passage.depth or passage.words < ATTRIBUTED_FROM:
            continue
        said = only_words(passage.text)
        if not any(said in only_words(quote.text) for quote in body.quotes):
            begin = " ".join(passage.text.split()[:ATTRIBUTED_FROM])
            message = f"quotes '{begin} …', which the body gives to no speaker word for word"
            yield (name,), message, "Q008"


def _changed_quotes(
    record: Article, body: Body, matter: FrontMatter, shown: str
) -> Iterator[Problem]:
    """Find quotes whose words are not those of the import."""
    there = dict(zip((quote.id for quote in body.quotes), range(len(body.quotes)), strict=True))
    for anchor, digest in record.imported.quotes.items() if record.imported else ():
        location = ("imported", "quotes", anchor)
        if anchor not in there:
            message = "this quote is gone, or begins with other words than when it was imported"
            yield Problem(shown, matter.lines[location], dotted(location), message, "Q007")
        elif quote_digest(body.quotes[there[anchor]].text) != digest:
            message = f"the words of #{anchor} are not those that were imported; put them back"
            yield Problem(shown, body.lines[there[anchor]], "body", message, "Q007")
