"""What content files came to when they were last read, so that those that stay need not be.

A row holds for what it was made of, and for nothing else: the bytes of the file, the registries,
the settings, the pictures, and the code that reads. It is data (JSON), validated like any input;
what is not sound is not there, and a cache that cannot be used is made anew.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from newsroom.content.content_file import ContentFile, Desk, pictures_of
from newsroom.record.article import Article, Page

RecordT = TypeVar("RecordT", bound=Page)

# The libraries that decide what a file comes to.
_LIBRARIES = ("markdown", "pydantic", "pyyaml", "babel", "langcodes", "pillow", "defusedxml")

_TABLE = """CREATE TABLE IF NOT EXISTS files
    (path TEXT PRIMARY KEY, key BLOB NOT NULL, pictures TEXT NOT NULL, data BLOB NOT NULL)"""


class ReadCache:
    """Rows of content files by their paths within the content folder."""

    def __init__(self, database: sqlite3.Connection, desk: Desk) -> None:
        self._database = database
        self._folder = desk.folder
        self._desk = _digest(
            _code(),
            str(desk.zone).encode(),
            desk.lang.encode(),
            repr(desk.registries).encode(),
        )
        self._seen: set[str] = set()
        self.is_broken = False

    def get(self, path: str, raw: bytes, model: type[RecordT]) -> ContentFile[RecordT] | None:
        """Return the file at a path if it was sound when these bytes were last read."""
        self._seen.add(path)
        query = "SELECT pictures, data FROM files WHERE path = ? AND key = ?"
        with self._tried(), suppress(ValidationError, ValueError, TypeError):
            row = self._database.execute(query, (path, self._key(path, raw))).fetchone()
            if row is None:
                return None
            file = decoded(row[1], model)
            if row[0] == _pictures(self._folder, file):
                return file
        return None

    def put(self, file: ContentFile[RecordT], raw: bytes, data: bytes) -> None:
        """Keep a sound file, `data` in the cache's words, with the bytes that it was read from."""
        row = (file.path, self._key(file.path, raw), _pictures(self._folder, file), data)
        with self._tried():
            self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", row)

    def forget_others(self) -> None:
        """Drop the rows of files that were not asked for: they are not there any more."""
        with self._tried():
            rows = self._database.execute("SELECT path FROM files").fetchall()
            gone = [row for row in rows if row[0] not in self._seen]
            self._database.executemany("DELETE FROM files WHERE path = ?", gone)

    @contextmanager
    def _tried(self) -> Iterator[None]:
        """Go on where the database fails; note whether it is the file that is broken."""
        try:
            yield
        except sqlite3.OperationalError:
            pass  # somebody else writes, or the disk is full
        except sqlite3.DatabaseError:
            self.is_broken = True

    def _key(self, path: str, raw: bytes) -> bytes:
        return _digest(self._desk, path.encode(), raw)


def encoded(file: ContentFile[RecordT]) -> bytes:
    """Return a content file as JSON (RFC 8259)."""
    return _adapter(type(file.record)).dump_json(file, by_alias=True)


def decoded(data: bytes, model: type[RecordT]) -> ContentFile[RecordT]:
    """Return the content file that was encoded. Raises ValueError where it is none."""
    found: ContentFile[RecordT] = _adapter(model).validate_json(data)
    return found


@contextmanager
def open_cache(file: Path | None, desk: Desk) -> Iterator[ReadCache | None]:
    """Give the cache that lies in a file; None where there is to be none, or none can be kept.

    Several may use it at once: what one of them cannot write is read anew the next time.
    """
    database = _database(file) if file else None
    if file is None or database is None:
        yield None
        return
    kept = ReadCache(database, desk)
    try:
        yield kept
        with suppress(sqlite3.Error):
            database.commit()
    finally:
        database.close()
        if kept.is_broken:
            _remove(file)


def _database(file: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(file, timeout=0.1)
        except (OSError, sqlite3.Error):
            return None
        try:
            database.execute("PRAGMA synchronous = OFF")  # what a crash costs is read anew
            database.execute(_TABLE)
            database.execute("SELECT path, key, pictures, data FROM files LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            database.close()
            if "locked" in str(error):
                return None
            _remove(file)
        else:
            return database
    return None


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


@cache
def _adapter(model: type[Page]) -> TypeAdapter[Any]:
    return TypeAdapter(ContentFile[Article] if issubclass(model, Article) else ContentFile[Page])


@cache
def _code() -> bytes:
    """Return a digest of the code that reads: this room, the record, and the libraries."""
    here = Path(__file__).parent
    sources = sorted((*here.glob("*.py"), *(here.parent / "record").glob("*.py")))
    versions = [f"{name}=={version(name)}".encode() for name in _LIBRARIES]
    return _digest(*(source.read_bytes() for source in sources), *versions)


def _digest(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _pictures(folder: Path, file: ContentFile[Page]) -> str:
    """Return what tells that the picture files of a content file are those that they were."""
    said = []
    for _, picture in pictures_of(file.record):
        if picture.file:
            with suppress(OSError):
                found = (folder / picture.file).stat()
                said.append(f"{picture.file}:{found.st_size}:{found.st_mtime_ns}")
    return "\n".join(said)
