"""The content folder as the import knows it: which item lies where, and how names are spelt."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from unidecode import unidecode

from newsroom.content.files import content_paths
from newsroom.content.front_matter import FrontMatterError, parse_front_matter
from newsroom.content.writing import dump_fields

# Kills of items, also of those that have not come yet.
CANCELED = "data/canceled.yaml"
_HEADER = "# Items that their source has canceled: none of their versions is ever published.\n"


@dataclass
class Shelf:
    """The articles of a content folder by guid, and what imports must not repeat or contradict."""

    folder: Path
    by_guid: dict[str, Path] = field(default_factory=dict)
    canceled: set[str] = field(default_factory=set)
    broken: list[Path] = field(default_factory=list)
    _spelling: dict[tuple[str, str], str] = field(default_factory=dict)

    def spelling(self, kind: str, name: str) -> str:
        """Return a name as the site spells it already, if that makes the same address."""
        slug = "-".join(re.findall(r"[a-z0-9]+", unidecode(name).lower()))
        return self._spelling.setdefault((kind, slug), name)

    def learn(self, path: Path, data: dict[str, Any]) -> None:
        """Note what the front matter of an article says."""
        if isinstance(guid := data.get("guid"), str) and guid:
            self.by_guid[guid] = path
        topics = data.get("tags")
        for kind, names in (("category", [data.get("category")]), ("tags", topics)):
            for name in names if isinstance(names, list) else ():
                if isinstance(name, str) and name:
                    self.spelling(kind, name)

    def free_path(self, year: int, month: int, slug: str) -> Path:
        """Return a path for a new article that no other has."""
        room = self.folder / "articles" / f"{year:04d}" / f"{month:02d}"
        taken = set(self.by_guid.values())
        path, number = room / f"{slug}.md", 2
        while path in taken or os.path.lexists(path):
            path, number = room / f"{slug}-{number}.md", number + 1
        return path

    def cancel(self, guid: str) -> None:
        """Keep that an item was canceled, for good."""
        if guid not in self.canceled:
            self.canceled.add(guid)
            data = {"canceled": sorted(self.canceled)}
            write_whole(self.folder / CANCELED, (_HEADER + dump_fields(data)).encode())


def read_shelf(folder: Path) -> Shelf:
    """Look through the articles of a content folder."""
    shelf = Shelf(folder)
    for path in content_paths(folder / "articles"):
        try:
            matter = parse_front_matter(path.read_text(encoding="utf-8-sig"))
        except (FrontMatterError, UnicodeDecodeError):
            shelf.broken.append(path)
        else:
            shelf.learn(path, matter.data)
    kept = folder / CANCELED
    if kept.is_file():
        listed = yaml.load(kept.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        names = listed.get("canceled") if isinstance(listed, dict) else None
        shelf.canceled = {name for name in names or () if isinstance(name, str)}
    return shelf


def write_whole(path: Path, data: bytes) -> None:
    """Write a file at once: whoever reads it finds all of the old or all of the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.read_bytes() == data:
        return
    staged = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
