"""Reading the content folder: every content file, or every problem that they have."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from newsroom.content.cache import Kept, Row, kept
from newsroom.content.content import Content, Library, open_library, read_file
from newsroom.content.content_file import Desk
from newsroom.content.facts import Facts, picture_signature
from newsroom.content.listing import Listed, list_files
from newsroom.content.parallel import Progress, counted, in_order
from newsroom.content.pictures import PICTURE_FORMATS
from newsroom.content.problems import Problem
from newsroom.content.registries import read_canceled, read_registries
from newsroom.record.article import Article, Page

RecordT = TypeVar("RecordT", bound=Page)

# Far above any article, far below what would hurt (bytes).
MAX_SIZE = 4 * 1024 * 1024

# Where content files lie. Below sources/ are the originals of imported ones, which nobody reads.
_ROOMS, _ORIGINALS = ("articles", "pages"), "sources"

# That of a content file.
_ENDING = ".md"

# How many files are put into the cache at once.
_AT_ONCE = 100


def read_content(
    folder: Path,
    *,
    zone: dt.tzinfo,
    lang: str,
    cache: Path | None = None,
    progress: Progress | None = None,
    listed: Sequence[Listed] | None = None,
) -> tuple[Content, list[Problem]]:
    """Read `articles/` and `pages/` of the content folder.

    `zone` is where a time without an offset is, `lang` the language of a file that names none.
    `cache` is a file that keeps what was read; `progress` hears of what is read anew; `listed` is
    what lies in the folder, where somebody has just looked. Returns the files that are sound, and
    every problem of the others. Hidden files, and those that editors' programs leave behind, are
    passed over.
    """
    registries, problems = read_registries(folder)
    canceled, more = read_canceled(folder)
    problems += more
    desk = Desk(folder, zone, lang, registries)
    listed = list_files(folder) if listed is None else listed
    with open_library(cache, desk) as library:
        rows = library.cache.rows()
        found, read = _read_all(library, "articles", Article, listed, rows, problems, progress)
        articles = tuple(row.facts for _, row in found if row.facts)
        found, more_read = _read_all(library, "pages", Page, listed, rows, problems, progress)
        pages = tuple(library.open_as(path, row.key, Page) for path, row in found)
        library.cache.forget(rows.keys() - {file.path for file in listed})
    problems.extend(_stray(folder, listed))
    pictures = tuple(_picture_files(listed))
    anew = (*read, *more_read)
    return Content(articles, pages, library, registries, canceled, pictures, anew), problems


def content_paths(folder: Path) -> Iterator[Path]:
    """List the content files below a folder, in order; links are not followed."""
    for file in list_files(folder):
        if file.path.endswith(_ENDING) and file.is_file:
            yield folder / file.path


def _picture_files(listed: Sequence[Listed]) -> Iterator[str]:
    """List the picture files, as paths within the content folder."""
    for file in listed:
        is_picture = not file.path.endswith(_ENDING) and file.suffix.lower() in PICTURE_FORMATS
        if is_picture and not file.path.startswith(f"{_ORIGINALS}/"):
            yield file.path


def _read_all(
    library: Library,
    below: str,
    model: type[RecordT],
    listed: Sequence[Listed],
    rows: dict[str, Row],
    problems: list[Problem],
    progress: Progress | None,
) -> tuple[list[tuple[str, Row]], list[str]]:
    """Read what lies below a folder; return what there is of each file that is sound.

    Returns the paths of those that were read anew, too.
    """
    desk, cache = library.desk, library.cache
    room = f"{below}/"
    files: dict[str, Row | None] = {}
    resigned: dict[str, str] = {}
    signatures: dict[str, str] = {}
    for file in listed:
        path = file.path
        if not path.startswith(room):
            continue
        if file.is_link or not path.endswith(_ENDING) or file.size > MAX_SIZE:
            problems += _misplaced(file, f"{desk.folder.name}/{path}")
        else:
            row = rows.get(path)
            pictures = (
                _pictures(library, row.facts) if row and row.facts and row.facts.pictures else ""
            )
            bare = cache.signature(file, library.settled)
            signature = bare and bare + pictures
            if row and (not signature or row.signature != signature):
                raw = (desk.folder / path).read_bytes()
                if pictures.endswith("?") or row.key != cache.key(path, raw, pictures):
                    row = None
                elif signature:
                    resigned[path] = signature
            files[path] = row
            if row is None:
                signatures[path] = bare
    cache.sign(resigned)
    anew = [path for path, row in files.items() if row is None]
    read = partial(_read, library, model)
    batch: list[tuple[str, str, str, Kept]] = []
    for path, (key, pictures, data, found) in zip(
        counted(anew, progress), in_order(read, anew), strict=True
    ):
        problems.extend(found)
        if data is None:
            continue
        facts = json.loads(data.facts)
        files[path] = row = Row(key, "", Facts._make(facts) if facts else None)
        signature = signatures[path] and signatures[path] + pictures
        batch.append((path, key, signature, data))
        if len(batch) == _AT_ONCE:
            cache.put(batch)
            batch.clear()
    cache.put(batch)
    return [(path, row) for path, row in files.items() if row], anew


def _misplaced(file: Listed, shown: str) -> Iterator[Problem]:
    """Say what is wrong with a file that is no content file: nothing where it is a picture."""
    if file.is_link:
        message = "is a symbolic link; put what it leads to here"
        yield Problem(shown, 1, "file", message, "F001")
    elif file.path.endswith(_ENDING):
        yield Problem(shown, 1, "file", f"is larger than {MAX_SIZE // 2**20} MiB", "F001")
    elif file.suffix.lower() not in PICTURE_FORMATS:
        message = "is not a content file; give it the ending .md, or move it away"
        yield Problem(shown, 1, "file", message, "F002")


def _pictures(library: Library, facts: Facts) -> str:
    """Return the signature of the picture files of an article."""
    files = [file for file, _ in facts.pictures]
    return picture_signature(library.desk.folder, files, library.settled)


def _read(
    library: Library, model: type[RecordT], path: str
) -> tuple[str, str, Kept | None, list[Problem]]:
    """Read a file in whichever process; between them it goes as the cache has it."""
    raw = (library.desk.folder / path).read_bytes()
    file, problems, key, pictures = read_file(library, path, raw, model)
    return key, pictures, kept(file, library.desk, key) if file else None, problems


def _stray(folder: Path, listed: Sequence[Listed]) -> Iterator[Problem]:
    """Find content files that lie where nobody reads them."""
    rooms = tuple(f"{room}/" for room in (*_ROOMS, _ORIGINALS))
    for file in listed:
        if file.path.endswith(_ENDING) and not file.path.startswith(rooms):
            message = "lies outside of articles/ and pages/; move it there"
            yield Problem(f"{folder.name}/{file.path}", 1, "file", message, "F002")
