"""Reading the content folder: every content file, or every problem that they have."""

import datetime as dt
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from newsroom.content.cache import ReadCache, decoded, encoded, open_cache
from newsroom.content.content_file import Content, ContentFile, Desk
from newsroom.content.parallel import in_order
from newsroom.content.pictures import PICTURE_FORMATS
from newsroom.content.problems import Problem
from newsroom.content.reading import read_raw
from newsroom.content.registries import read_canceled, read_registries
from newsroom.record.article import Article, Page

RecordT = TypeVar("RecordT", bound=Page)

# Far above any article, far below what would hurt (bytes).
MAX_SIZE = 4 * 1024 * 1024

# Where content files lie. Below sources/ are the originals of imported ones, which nobody reads.
_ROOMS, _ORIGINALS = ("articles", "pages"), "sources"


def read_content(
    folder: Path, *, zone: dt.tzinfo, lang: str, cache: Path | None = None
) -> tuple[Content, list[Problem]]:
    """Read `articles/` and `pages/` of the content folder.

    `zone` is where a time without an offset is, `lang` the language of a file that names none.
    `cache` is a file that keeps what was read. Returns the files that are sound, and every problem
    of the others. Hidden files, and those that editors' programs leave behind, are passed over.
    """
    registries, problems = read_registries(folder)
    canceled, more = read_canceled(folder)
    problems += more
    desk = Desk(folder, zone, lang, registries)
    with open_cache(cache, desk) as kept:
        articles = _read_all(desk, "articles", Article, problems, kept)
        pages = _read_all(desk, "pages", Page, problems, kept)
        if kept:
            kept.forget_others()
    problems.extend(_stray(folder))
    return Content(articles, pages, registries, canceled), problems


def content_paths(folder: Path) -> Iterator[Path]:
    """List the content files below a folder, in order; links are not followed."""
    for path in _walk(folder):
        if path.suffix == ".md" and path.is_file() and not path.is_symlink():
            yield path


def picture_files(folder: Path) -> list[str]:
    """List the picture files of the content folder, as paths within it."""
    found = (path.relative_to(folder) for path in _walk(folder))
    return [
        path.as_posix()
        for path in found
        if path.suffix.lower() in PICTURE_FORMATS and path.parts[0] != _ORIGINALS
    ]


def _read_all(
    desk: Desk,
    below: str,
    model: type[RecordT],
    problems: list[Problem],
    kept: ReadCache | None,
) -> tuple[ContentFile[RecordT], ...]:
    folder = desk.folder
    files: dict[str, ContentFile[RecordT] | None] = {}
    for path in _walk(folder / below):
        relative = path.relative_to(folder).as_posix()
        shown = f"{folder.name}/{relative}"
        if path.is_symlink():
            message = "is a symbolic link; put what it leads to here"
            problems.append(Problem(shown, 1, "file", message, "F001"))
        elif path.suffix == ".md":
            if path.stat().st_size > MAX_SIZE:
                message = f"is larger than {MAX_SIZE // 2**20} MiB"
                problems.append(Problem(shown, 1, "file", message, "F001"))
            else:
                files[relative] = kept.get(relative, path.read_bytes(), model) if kept else None
        elif path.suffix.lower() not in PICTURE_FORMATS:
            message = "is not a content file; give it the ending .md, or move it away"
            problems.append(Problem(shown, 1, "file", message, "F002"))
    anew = [relative for relative, file in files.items() if file is None]
    read = partial(_read, desk, model)
    for relative, (raw, data, found) in zip(anew, in_order(read, anew), strict=True):
        problems.extend(found)
        if data is not None:
            files[relative] = file = decoded(data, model)
            if kept:
                kept.put(file, raw, data)
    return tuple(file for file in files.values() if file)


def _read(
    desk: Desk, model: type[RecordT], relative: str
) -> tuple[bytes, bytes | None, list[Problem]]:
    """Read a file in whichever process; between them it goes as the cache has it."""
    raw = (desk.folder / relative).read_bytes()
    file, problems = read_raw(raw, relative, f"{desk.folder.name}/{relative}", desk, model)
    return raw, encoded(file) if file else None, problems


def _stray(folder: Path) -> Iterator[Problem]:
    """Find content files that lie where nobody reads them."""
    for path in _walk(folder):
        relative = path.relative_to(folder)
        if path.suffix == ".md" and relative.parts[0] not in (*_ROOMS, _ORIGINALS):
            message = "lies outside of articles/ and pages/; move it there"
            yield Problem(f"{folder.name}/{relative.as_posix()}", 1, "file", message, "F002")


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A link to a folder is not followed; it is given like a file, so that it is not missed.
        names += [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted(names):
            if not name.startswith((".", "#")) and not name.endswith("~"):
                yield Path(here, name)
