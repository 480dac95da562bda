"""News agencies and the like, as the closing lines of articles name them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from newsroom.record.part import Part
from newsroom.record.text import Line

# The key for agencies that a line does not name: `news agencies`, `Agenturmaterial`.
UNNAMED = "agencies"

# Names this short are also somebody's initials: only the spellings that are listed count.
_SHORT = 3

Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
"""A country's code (ISO 3166-1 alpha-2)."""

Wikidata = Annotated[str, StringConstraints(pattern=r"^Q[1-9]\d*$")]
"""An item of Wikidata."""


class Agency(Part):
    """A news agency, or a broadcaster that lends copy (schema.org: NewsMediaOrganization).

    `also_known_as` are other names and spellings, as attribution lines have them. What its contract
    allows: `feeds`, whether its articles may stand in feeds; `archive_days`, for how many days from
    their date they may be read; `pictures`, whether its pictures may be shown.
    """

    name: Line
    also_known_as: tuple[Line, ...] = ()
    kind: Literal["agency", "broadcaster"] = "agency"
    country: Country | None = None
    site: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    wikidata: Wikidata | None = None
    feeds: bool = True
    archive_days: Annotated[int, Field(gt=0)] | None = None
    pictures: bool = True


class Mark(Part):
    """What stands in attribution lines and is no agency: a desk, an end mark, `ots`.

    `agency` is the key of the agency whose copy ends with this mark. `contributor` says whether
    the mark stands for somebody who worked on the article (`red`, the desk).
    """

    means: Line
    agency: str | None = None
    contributor: bool = False


class Registry(Part):
    """What `agencies.yaml` holds: agencies and marks, each by its key."""

    agencies: dict[str, Agency] = Field(default_factory=dict)
    marks: dict[str, Mark] = Field(default_factory=dict)


@dataclass(frozen=True)
class Agencies:
    """A registry that can be searched.

    `lines` keeps what attribution lines were found to say (`parse_attribution`).
    """

    registry: Registry
    _keys: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _names: re.Pattern[str] = field(init=False, repr=False, compare=False)
    lines: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, str] = {}
        for key, agency in self.registry.agencies.items():
            for name in (key, agency.name, *agency.also_known_as):
                keys.setdefault(_folded(name), key)
        object.__setattr__(self, "_keys", keys)
        longest = sorted(keys, key=len, reverse=True)
        parts = [
            re.escape(name) if len(name) <= _SHORT else f"(?i:{re.escape(name)})"
            for name in longest
        ]
        # A script without spaces has no bounds of words within it; letters and digits have.
        pattern = rf"(?<![^\W_])(?:{'|'.join(parts) or '(?!)'})(?![^\W_])"
        object.__setattr__(self, "_names", re.compile(pattern))

    def __getitem__(self, key: str) -> Agency:
        """Return the agency of a key. Raises KeyError."""
        return self.registry.agencies[key]

    def key(self, name: str) -> str | None:
        """Return the key of the agency of this name, None where none has it."""
        return self._keys.get(_folded(name))

    def mark(self, text: str) -> Mark | None:
        """Return the mark that a text is, if it is one."""
        return self.registry.marks.get(text) or self.registry.marks.get(text.lower())

    def mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find the agencies that a text names: start, end and key of each, the longest names."""
        for found in self._names.finditer(text):
            key = self.key(found[0])
            if key:
                yield found.start(), found.end(), key

    def faults(self) -> Iterator[tuple[str, str]]:
        """Find what a registry says twice: key of the agency, and what is wrong with it."""
        for key, agency in self.registry.agencies.items():
            for name in (key, agency.name, *agency.also_known_as):
                if (other := self.key(name)) != key:
                    yield key, f"'{name}' is also a name of {other}; keep one"
        for mark, meaning in self.registry.marks.items():
            if meaning.agency is not None and meaning.agency not in self.registry.agencies:
                yield meaning.agency, f"is named by the mark {mark}, and is no agency; add it"

    def nearest(self, name: str) -> str | None:
        """Return the known name that is most like one that is not known, if any is like it."""
        shown = {_folded(name): name for name in self._all_names()}
        near = get_close_matches(_folded(name), shown, n=1) or get_close_matches(
            name.lower(), [known for known in shown if known.islower()], n=1
        )
        return shown[near[0]] if near else None

    def _all_names(self) -> Iterator[str]:
        for key, agency in self.registry.agencies.items():
            yield from (key, agency.name, *agency.also_known_as)


def _folded(name: str) -> str:
    """Return a name as it is compared: without case, but for a short one."""
    return name if len(name) <= _SHORT else name.casefold()
