"""The content folder as the import knows it: which item lies where, and how names are spelt."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.content.content_file import pictures_of
from newsroom.content.files import content_paths
from newsroom.content.front_matter import FrontMatterError, parse_front_matter
from newsroom.content.registries import CANCELED, Registries
from newsroom.content.writing import dump_fields
from newsroom.ingest.slugs import letters
from newsroom.record.article import Article

_HEADER = "# Items that their source has canceled: none of their versions is ever published.\n"

# The ending of a file that is not whole yet; hidden besides, so that nobody takes it for one.
_STAGED = ".importing"

# How a file that cannot be read still says which item it holds.
_GUID = re.compile(r"^guid:[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.MULTILINE)


@dataclass
class Shelf:
    """The articles of a content folder by guid, and what imports must not repeat or contradict.

    What is written goes through it; in a dry run it is kept in memory only.
    """

    folder: Path
    canceled: set[str] = field(default_factory=set)
    dry_run: bool = False
    by_guid: dict[str, Path] = field(default_factory=dict)
    versions: dict[str, str | None] = field(default_factory=dict)
    _spelling: dict[tuple[str, str], str] = field(default_factory=dict)
    is_whole: bool = True
    shows: dict[Path, frozenset[str]] = field(default_factory=dict)
    pictures: dict[str, set[Path]] = field(default_factory=dict)
    _unwritten: dict[Path, str] = field(default_factory=dict)

    def spelling(self, kind: str, name: str) -> str:
        """Return a name as the site spells it already, if that may make the same address."""
        return self._spelling.setdefault((kind, letters(name)), name)

    def learn(self, path: Path, data: dict[str, Any]) -> None:
        """Note what the front matter of an article says."""
        if isinstance(guid := data.get("guid"), str) and guid:
            self.by_guid[guid] = path
            version = data.get("version")
            self.versions[guid] = version if isinstance(version, str) else None
        pictures = data.get("pictures")
        entries = [data.get("picture"), *(pictures.values() if isinstance(pictures, dict) else ())]
        for entry in entries:
            if isinstance(entry, dict) and isinstance(guid := entry.get("guid"), str):
                self.pictures.setdefault(guid, set()).add(path)
        files = (entry.get("file") for entry in entries if isinstance(entry, dict))
        self.shows[path] = frozenset(file for file in files if isinstance(file, str))
        speakers = data.get("speakers")
        entries = [*speakers.values()] if isinstance(speakers, dict) else []
        for kind, names in (
            ("category", [data.get("category")]),
            ("tags", data.get("tags")),
            ("authors", data.get("authors")),
            ("speakers", [entry.get("name") for entry in entries if isinstance(entry, dict)]),
        ):
            for name in names if isinstance(names, list) else ():
                if isinstance(name, str) and name:
                    self.spelling(kind, name)

    def free_path(self, year: int, month: int, slug: str) -> Path:
        """Return a path for a new article that no other has."""
        room = self.folder / "articles" / f"{year:04d}" / f"{month:02d}"
        path, number = room / f"{slug}.md", 2
        while path in self._unwritten or os.path.lexists(path):
            path, number = room / f"{slug}-{number}.md", number + 1
        return path

    def read(self, path: Path) -> str | None:
        """Return the text of an article's file; None where it cannot be read."""
        if path in self._unwritten:
            return self._unwritten[path]
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, guid: str, path: Path, text: str) -> None:
        """Write the file of an item's article."""
        if self.dry_run:
            self._unwritten[path] = text
        else:
            write_whole(path, text.encode())
        self.by_guid[guid] = path

    def cancel(self, guid: str) -> None:
        """Keep that an item was canceled, for good."""
        if guid in self.canceled:
            return
        self.canceled.add(guid)
        if not self.dry_run:
            data = {"canceled": sorted(self.canceled)}
            write_whole(self.folder / CANCELED, (_HEADER + dump_fields(data)).encode())


def read_shelf(
    folder: Path, registries: Registries, canceled: frozenset[str], *, dry_run: bool = False
) -> Shelf:
    """Look through the articles of a content folder."""
    shelf = Shelf(folder, set(canceled), dry_run)
    for speaker in registries.speakers.registry.speakers.values():
        shelf.spelling("speakers", speaker.name)
    for path in content_paths(folder / "articles"):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        try:
            matter = parse_front_matter(text)
        except FrontMatterError:
            shelf.is_whole = False
            if found := _GUID.search(text):
                shelf.by_guid[found[2]] = path
        else:
            shelf.learn(path, matter.data)
    return shelf


def files_of(article: Article) -> frozenset[str]:
    """Return the picture files that an article shows."""
    return frozenset(picture.file for _, picture in pictures_of(article) if picture.file)


def sweep(folder: Path) -> None:
    """Remove what an import that was killed has left half-written."""
    for room in ("articles", "data", "images", "sources"):
        for path in (folder / room).rglob(f".*{_STAGED}"):
            path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file at once: whoever reads it finds all of the old or all of the new.

    `durable` waits until it lies on the disk: what can be made again need not.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}{_STAGED}")
    try:
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
