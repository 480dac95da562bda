"""People: those who are quoted, and those of the newsroom who sign articles by initials."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from newsroom.record.agencies import Wikidata
from newsroom.record.part import Part
from newsroom.record.text import Line, Name

SpeakerKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$")]
"""What stands behind the @ in `[@key]` (a plain Pandoc citation key)."""

Kind = Literal["person", "organization"]


class Speaker(Part):
    """Somebody who is quoted, with the role in which they speak in this article."""

    name: Name
    role: Line | None = None
    kind: Kind = "person"
    wikidata: Wikidata | None = None


class KnownSpeaker(Part):
    """Somebody who is quoted again and again: what stays the same from article to article."""

    name: Name
    also_known_as: tuple[Line, ...] = ()
    kind: Kind = "person"
    wikidata: Wikidata | None = None


class SpeakerRegistry(Part):
    """What `speakers.yaml` holds, each by its key."""

    speakers: dict[SpeakerKey, KnownSpeaker] = Field(default_factory=dict)


@dataclass(frozen=True)
class Speakers:
    """A registry of speakers that can be searched."""

    registry: SpeakerRegistry = field(default_factory=SpeakerRegistry)
    _keys: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, str] = {}
        for key, speaker in self.registry.speakers.items():
            for name in (speaker.name, *speaker.also_known_as):
                keys.setdefault(name.casefold(), key)
        object.__setattr__(self, "_keys", keys)

    def __getitem__(self, key: str) -> KnownSpeaker:
        """Return the speaker of a key. Raises KeyError."""
        return self.registry.speakers[key]

    def __contains__(self, key: object) -> bool:
        return key in self.registry.speakers

    def key(self, name: str) -> str | None:
        """Return the key of the speaker of this name, in any case; None where none has it."""
        return self._keys.get(name.casefold())

    def known(self, speaker: Speaker) -> Speaker:
        """Return a speaker with what the registry knows of them, under the registry's name.

        The role stays that of the article.
        """
        key = self.key(speaker.name)
        if key is None:
            return speaker
        entry = self[key]
        return Speaker(
            name=entry.name,
            role=speaker.role,
            kind=entry.kind,
            wikidata=speaker.wikidata or entry.wikidata,
        )

    def faults(self) -> Iterator[tuple[str, str]]:
        """Find names that two speakers have: key of the second, and what is wrong with it."""
        for key, speaker in self.registry.speakers.items():
            for name in (speaker.name, *speaker.also_known_as):
                if (other := self.key(name)) != key:
                    yield key, f"'{name}' is also a name of {other}; keep one"


class Editor(Part):
    """Somebody of the newsroom, whose initials stand in attribution lines."""

    name: Line


class EditorRegistry(Part):
    """What `editors.yaml` holds, each by their initials."""

    editors: dict[Line, Editor] = Field(default_factory=dict)
