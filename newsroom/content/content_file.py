"""A content file that has been read."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from newsroom.content.front_matter import FieldPath
from newsroom.content.markdown import Body
from newsroom.content.problems import Problem, dotted
from newsroom.content.registries import Registries
from newsroom.record.article import Article, Page
from newsroom.record.attribution import Attribution
from newsroom.record.people import Speaker
from newsroom.record.picture import Picture

RecordT = TypeVar("RecordT", bound=Page)
RecordT_co = TypeVar("RecordT_co", bound=Page, covariant=True)


@dataclass(frozen=True)
class ContentFile(Generic[RecordT_co]):
    """A content file that has been read.

    `path` is relative to the content folder, with slashes; `shown` is the path to name in a
    problem. `lines` gives the line of each field, by its dotted name. `slug` is the last part of
    its address. `attribution` is what the attribution line says, if the file has one and the
    content folder a registry of agencies.
    """

    path: str
    shown: str
    record: RecordT_co
    lang: str
    slug: str
    body: Body
    attribution: Attribution | None
    lines: dict[str, int] = field(repr=False)

    def line(self, *location: str | int) -> int:
        """Return the line of a field, or 1 where it was not written."""
        return self.lines.get(dotted(location), 1)

    def problem(self, location: FieldPath, message: str, code: str) -> Problem:
        """Return a problem of a field of this file."""
        return Problem(self.shown, self.line(*location), dotted(location), message, code)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The keys of the agencies that the attribution line names."""
        return self.attribution.agencies if self.attribution else ()


@dataclass(frozen=True)
class Desk:
    """What every file of a content folder is read with: its place, its time zone, its language."""

    folder: Path
    zone: dt.tzinfo
    lang: str
    registries: Registries

    @cached_property
    def speakers(self) -> Mapping[str, Speaker]:
        """The speakers that every article knows, without a role."""
        known = self.registries.speakers.registry.speakers
        return {
            key: Speaker(name=entry.name, kind=entry.kind, wikidata=entry.wikidata)
            for key, entry in known.items()
        }


def encoded(file: ContentFile[RecordT]) -> bytes:
    """Return a content file as JSON (RFC 8259)."""
    return _adapter(type(file.record)).dump_json(file, by_alias=True)


def decoded(data: bytes, model: type[RecordT]) -> ContentFile[RecordT]:
    """Return the content file that was encoded. Raises ValueError where it is none."""
    found: ContentFile[RecordT] = _adapter(model).validate_json(data)
    return found


@cache
def _adapter(model: type[Page]) -> TypeAdapter[Any]:
    return TypeAdapter(ContentFile[Article] if issubclass(model, Article) else ContentFile[Page])


def pictures_of(record: Page) -> Iterator[tuple[FieldPath, Picture]]:
    """List the pictures of a record, each with the field that it stands in."""
    if isinstance(record, Article):
        if record.picture:
            yield ("picture",), record.picture
        for key, picture in record.pictures.items():
            yield ("pictures", key), picture
