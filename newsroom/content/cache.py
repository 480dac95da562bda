"""What content files came to when they were last read, so that those that stay need not be.

A row holds for what it was made of, and for nothing else: the bytes of the file, the registries,
the settings, the pictures, and the code that reads. It is data (JSON) with a check sum; what is not
sound is not there, and a cache that cannot be used is made anew.
"""

import hashlib
import json
import os
import sqlite3
import weakref
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic_core import from_json

from newsroom.content.content_file import ContentFile, Desk, decoded, encoded
from newsroom.content.facts import Facts, facts_of
from newsroom.content.listing import Listed
from newsroom.record.article import Article, Page

RecordT = TypeVar("RecordT", bound=Page)

# The libraries that decide what a file comes to.
_LIBRARIES = ("markdown", "pydantic", "pyyaml", "babel", "langcodes", "pillow", "defusedxml")

_TABLE = """CREATE TABLE IF NOT EXISTS read (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, signature TEXT NOT NULL, facts BLOB NOT NULL,
    quotes BLOB NOT NULL, data BLOB NOT NULL)"""

# How long to wait for another process that writes (s).
_PATIENCE = 0.5

Quotes = Sequence[tuple[str, str, str | None, str, str | None]]
"""The quotes of an article: of each the anchor, its speaker's key and role, text, language."""


class Row(NamedTuple):
    """What is kept of a content file: `facts` are those of an article, None for a page."""

    key: str
    signature: str
    facts: Facts | None


class ReadCache:
    """Rows of content files by their paths within the content folder, in a file of SQLite."""

    def __init__(self, file: Path, desk: Desk) -> None:
        self.file = file
        self._desk = digest(
            _code(),
            str(desk.zone).encode(),
            desk.lang.encode(),
            repr(desk.registries).encode(),
        )
        self._mark = self._desk.hex()[:16]
        self._database: tuple[int, sqlite3.Connection] | None = None

    def key(self, path: str, raw: bytes, pictures: str) -> str:
        """Return a digest of all that a file is read from."""
        return digest(self._desk, os.fsencode(path), raw, os.fsencode(pictures)).hex()[:32]

    def signature(self, listed: Listed, settled: int) -> str:
        """Return what tells without a look into it that a file is the one that was read.

        The signature of its pictures is to follow. It is empty for what may still change unnoticed:
        what did so after the instant `settled` (ns, of the file system).
        """
        return "" if listed.newest >= settled else f"{self._mark} {listed.signature} "

    def rows(self) -> dict[str, Row]:
        """Return all rows that are sound."""
        with self._tried():
            found = self._connection.execute("SELECT path, key, signature, facts FROM read")
            kept = [row for row in found if _is_sealed("facts", row[0], row[1], row[3])]
            # Many articles have some words in common, which need to be there but once.
            text = b"[" + b",".join([row[3][4:] for row in kept]) + b"]"
            facts = from_json(text, cache_strings="all")
            make = Facts._make
            return {
                path: Row(key, signature, make(one) if one else None)
                for (path, key, signature, _), one in zip(kept, facts, strict=True)
            }
        return {}

    def get(self, path: str, key: str, model: type[RecordT]) -> ContentFile[RecordT] | None:
        """Return the file that was read from what the key stands for; None where it is not here."""
        data = self._blob("data", path, key)
        with suppress(ValueError, TypeError):
            return decoded(data, model) if data is not None else None
        return None

    def quotes(self) -> dict[tuple[str, str], Quotes]:
        """Return the quotes of all articles that are sound, by their paths and keys."""
        with self._tried():
            found = self._connection.execute("SELECT path, key, quotes FROM read")
            kept = [row for row in found if _is_sealed("quotes", *row)]
            quotes = from_json(b"[" + b",".join(row[2][4:] for row in kept) + b"]")
            return {(path, key): said for (path, key, _), said in zip(kept, quotes, strict=True)}
        return {}

    def put(self, rows: Iterable[tuple[str, str, str, "Kept"]]) -> None:
        """Keep files: of each its path, key and signature, and what it is kept as."""
        values = (
            (
                path,
                key,
                signature,
                _sealed("facts", path, key, kept.facts),
                _sealed("quotes", path, key, kept.quotes),
                _sealed("data", path, key, kept.data),
            )
            for path, key, signature, kept in rows
        )
        with self._tried():
            self._connection.executemany("INSERT OR REPLACE INTO read VALUES (?,?,?,?,?,?)", values)

    def sign(self, signatures: Mapping[str, str]) -> None:
        """Note the signatures of files that are what they were, by their paths."""
        query = "UPDATE read SET signature = ? WHERE path = ?"
        with self._tried():
            rows = [(signature, path) for path, signature in signatures.items()]
            self._connection.executemany(query, rows)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop the rows of files that are not there any more."""
        with self._tried():
            rows = [(path,) for path in paths]
            self._connection.executemany("DELETE FROM read WHERE path = ?", rows)

    def commit(self) -> None:
        """Write what was put."""
        with self._tried():
            self._connection.commit()

    def is_usable(self) -> bool:
        """Tell whether the file is, or can be made, one that can be read and written."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.rollback()
        except sqlite3.Error:
            self._database = None
            return False
        return True

    def _blob(self, column: str, path: str, key: str) -> bytes | None:
        query = f"SELECT {column} FROM read WHERE path = ? AND key = ?"  # noqa: S608 (ours)
        with self._tried():
            row = self._connection.execute(query, (path, key)).fetchone()
            if row and _is_sealed(column, path, key, row[0]):
                return bytes(row[0][4:])
        return None

    @property
    def _connection(self) -> sqlite3.Connection:
        # What was opened before a fork belongs to the process that opened it (sqlite.org/faq, 6).
        if self._database is None or self._database[0] != os.getpid():
            database = _opened(self.file)
            weakref.finalize(self, database.close)
            self._database = (os.getpid(), database)
        return self._database[1]

    @contextmanager
    def _tried(self) -> Iterator[None]:
        """Go on where the database fails; one that is broken is removed."""
        try:
            yield
        except sqlite3.OperationalError:
            pass  # somebody else writes, or the disk is full
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self._database = None
            with suppress(OSError):
                self.file.unlink()


@dataclass(frozen=True)
class Kept:
    """A content file in the words of the cache: `facts` are `null` for a page."""

    facts: bytes
    quotes: bytes
    data: bytes


def kept(file: ContentFile[Any], desk: Desk, key: str) -> Kept:
    """Put a content file into the words of the cache."""
    if not isinstance(file.record, Article):
        return Kept(b"null", b"[]", encoded(file))
    return Kept(_json(facts_of(file, desk, key)), _json(quotes_of(file)), encoded(file))


def quotes_of(file: ContentFile[Article]) -> Quotes:
    """Return the quotes of an article as the cache has them."""
    roles = {key: speaker.role for key, speaker in file.record.speakers.items()}
    return [
        (quote.id, quote.speaker, roles[quote.speaker], quote.text, quote.lang)
        for quote in file.body.quotes
    ]


def digest(*parts: bytes) -> bytes:
    """Return a digest of these parts (SHA-256); no two lists of parts have one."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _sealed(column: str, path: str, key: str, data: bytes) -> bytes:
    return _check_sum(column, path, key, data) + data


def _is_sealed(column: str, path: str, key: str, data: Any) -> bool:
    return isinstance(data, bytes) and data[:4] == _check_sum(column, path, key, data[4:])


def _check_sum(column: str, path: str, key: str, data: bytes) -> bytes:
    """Return a check sum of a value and of where it belongs: of another row's it is not true."""
    return zlib.crc32(data, zlib.crc32(f"{column} {key} {path}".encode())).to_bytes(4, "big")


def _opened(file: Path) -> sqlite3.Connection:
    for _ in range(2):
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(file, timeout=_PATIENCE, check_same_thread=False)
        try:
            database.execute("PRAGMA synchronous = OFF")  # what a crash costs is read anew
            database.execute(_TABLE)
            database.execute("SELECT path, key, signature, facts, quotes, data FROM read LIMIT 1")
        except sqlite3.OperationalError as error:
            if "no such column" not in str(error):
                raise
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # it quotes what it cannot read
            pass
        else:
            return database
        database.close()
        with suppress(OSError):
            file.unlink()
    raise sqlite3.OperationalError(f"{file.name} cannot be used")


@cache
def _code() -> bytes:
    """Return a digest of the code that reads: this room, the record, and the libraries."""
    here = Path(__file__).parent
    sources = sorted((*here.glob("*.py"), *(here.parent / "record").glob("*.py")))
    versions = [f"{name}=={version(name)}".encode() for name in _LIBRARIES]
    return digest(*(source.read_bytes() for source in sources), *versions)
