"""A newer version from the source, and what an editor has made of the last one: both kept.

Three ways (diff3): what the import wrote last is the base. A field or a paragraph that only one
side has changed is that side's; where both have changed it, they clash.
"""

import re
from dataclasses import dataclass
from typing import Any

from merge3 import Merge3

from newsroom.record.article import Article

# What the import keeps for itself, and what fixes the address.
_SOURCE_S = ("version", "version_created", "imported")
_OURS = ("date", "slug")


@dataclass(frozen=True)
class Side:
    """An article with its body, as one side has it."""

    article: Article
    body: str

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that are not their default, by the names of front matter."""
        return self.article.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@dataclass(frozen=True)
class Merged:
    """What both sides come to; `clashes` are the fields in which they cannot."""

    fields: dict[str, Any]
    body: str
    clashes: tuple[str, ...]


def merge(base: Side, edited: Side, newer: Side) -> Merged:
    """Merge an edited article and a newer version from the source."""
    sides = (base.fields, edited.fields, newer.fields)
    fields: dict[str, Any] = {}
    clashes: list[str] = []
    for name in dict.fromkeys([*sides[2], *sides[1]]):
        was, ours, theirs = (side.get(name) for side in sides)
        if name in _SOURCE_S:
            value = theirs
        elif name in _OURS:
            value = ours
        elif name == "corrections":
            value = _corrections(ours or [], theirs or [])
        elif name == "review":
            value = _points(was or [], ours or [], theirs or [])
        elif name in ("speakers", "pictures"):
            value = _keyed(was or {}, ours or {}, theirs or {}, name, clashes)
        else:
            value = _either(was, ours, theirs, name, clashes)
        if value not in (None, [], {}):
            fields[name] = value
    body, whole = _body(base.body, edited.body, newer.body)
    if not whole:
        clashes.append("body")
    return Merged(fields, body, tuple(clashes))


def _either(was: Any, ours: Any, theirs: Any, name: str, clashes: list[str]) -> Any:
    if ours == theirs or theirs == was:
        return ours
    if ours != was:
        clashes.append(name)
    return theirs


def _keyed(
    was: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], name: str, clashes: list[str]
) -> dict[str, Any]:
    found = {
        key: _either(was.get(key), ours.get(key), theirs.get(key), f"{name}.{key}", clashes)
        for key in dict.fromkeys([*ours, *theirs])
    }
    return {key: value for key, value in found.items() if value is not None}


def _corrections(ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Keep corrections as the editor has worded them; add those of days that have none."""
    dates = {correction["date"] for correction in ours}
    return [*ours, *(correction for correction in theirs if correction["date"] not in dates)]


def _points(was: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Keep the points that are still open, and add new ones: what was decided stays so."""
    return list(dict.fromkeys([*ours, *(point for point in theirs if point not in was)]))


def _body(base: str, edited: str, newer: str) -> tuple[str, bool]:
    """Merge bodies by paragraphs; False where both sides have changed the same ones."""
    # The gaps count too: so paragraphs that stand side by side can each be changed by one side.
    parts = [re.split(r"(\n\n)", text.strip("\n") + "\n\n") for text in (base, edited, newer)]
    paragraphs: list[str] = []
    whole = True
    for group in Merge3(parts[0], parts[1], parts[2]).merge_groups():
        if group[0] == "conflict":
            whole = False
        paragraphs += group[1] if group[0] != "conflict" else group[2]
    return "".join(paragraphs).strip("\n") + "\n", whole
