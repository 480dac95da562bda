"""The originals of what was imported, and what was made of them: `content/sources/<guid>/`.

Kept so that any import can be repeated; git ignores the folder, and no build reads it.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.ingest.shelf import write_whole
from newsroom.ingest.slugs import slug

_LONGEST = 60


@dataclass(frozen=True)
class Original:
    """The bytes of a source, as they are kept: their name is made of what they are."""

    raw: bytes
    name: str


def original(raw: bytes, suffix: str) -> Original:
    """Return bytes under the name to keep them by; `suffix` is the ending of their file."""
    ending = suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
    return Original(raw, f"{hashlib.sha256(raw).hexdigest()[:16]}{ending}")


@dataclass
class Originals:
    """What a content folder keeps of the sources of its articles."""

    content: Path
    _written: dict[str, Path] = field(default_factory=dict)

    def folder(self, guid: str) -> Path:
        """Return the folder of an item: its guid as far as it makes a name, and a digest of it."""
        digest = hashlib.sha256(guid.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        return self.content / "sources" / f"{slug(guid)[:_LONGEST]}-{digest}".strip("-")

    def has(self, guid: str, kept: Original) -> bool:
        """Tell whether an item was imported of these bytes before."""
        try:
            return (self.folder(guid) / kept.name).stat().st_size == len(kept.raw)
        except OSError:
            return False

    def keep(self, guid: str, kept: Original) -> None:
        """Keep the bytes of an item; those of many items lie on the disk once, if it can link."""
        if self.has(guid, kept):
            return
        file = self.folder(guid) / kept.name
        file.parent.mkdir(parents=True, exist_ok=True)
        if there := self._written.get(kept.name):
            try:
                os.link(there, file)
            except OSError:
                pass  # this file system has no links: a copy, then
            else:
                return
        write_whole(file, kept.raw, durable=False)
        self._written[kept.name] = file

    def keep_written(self, guid: str, digest: str, text: str) -> None:
        """Keep what the source alone made, as the base of a merge with an editor's changes.

        `digest` is the article's `imported.text`: so an import that is killed between this file and
        the article leaves each with its own base.
        """
        write_whole(self._written_file(guid, digest), text.encode(), durable=False)

    def keep_newer(self, guid: str, text: str) -> Path:
        """Keep what could not be merged, for a person to take over; return the path of it."""
        file = self.folder(guid) / ".newer.md"
        write_whole(file, text.encode(), durable=False)
        return file

    def forget_written(self, guid: str, digest: str) -> None:
        """Remove what merges needed, but the base of this digest."""
        kept = self._written_file(guid, digest)
        for file in kept.parent.glob(".*.md"):
            if file != kept:
                file.unlink()

    def written(self, guid: str, digest: str) -> str | None:
        """Return what the source alone made; None where that is not kept here."""
        file = self._written_file(guid, digest)
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _written_file(self, guid: str, digest: str) -> Path:
        # Hidden: an import of the folder takes the sources, and not what was made of them.
        return self.folder(guid) / f".{digest}.md"
