"""All content files of a site."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple

from newsroom.content.cache import Quotes, ReadCache, quotes_of
from newsroom.content.content_file import ContentFile, Desk, pictures_of
from newsroom.content.facts import Facts, picture_signature
from newsroom.content.listing import COARSE, instant_beside
from newsroom.content.problems import ContentError, Problem
from newsroom.content.reading import RecordT, read_raw
from newsroom.content.registries import Registries
from newsroom.record.article import Article, Page


@dataclass(frozen=True)
class Library:
    """Where content files are opened: read, or taken from what was kept when they were read.

    What has changed since the instant `settled` (ns, of the file system) may do so again unnoticed.
    """

    desk: Desk
    cache: ReadCache
    settled: int

    def open(self, article: Facts) -> ContentFile[Article]:
        """Return an article, whole. Raises ContentError where its file has changed since."""
        return self.open_as(article.path, article.key, Article)

    def open_as(self, path: str, key: str, model: type[RecordT]) -> ContentFile[RecordT]:
        """Return the file that was read from what the key stands for. Raises as `open`."""
        return self.cache.get(path, key, model) or self._read_again(path, key, model)

    def quotes(self, articles: Iterable[Facts]) -> Iterator[Quotes]:
        """Give the quotes of each of the articles. Raises as `open`."""
        known = self.cache.quotes()
        for article in articles:
            found = known.get((article.path, article.key)) if article.quotes else ()
            yield found if found is not None else quotes_of(self.open(article))

    def shown(self, path: str) -> str:
        """Return the path to name in a problem."""
        return f"{self.desk.folder.name}/{path}"

    def _read_again(self, path: str, key: str, model: type[RecordT]) -> ContentFile[RecordT]:
        """Read what could not be kept, or is no longer kept as it was."""
        try:
            raw = (self.desk.folder / path).read_bytes()
        except OSError:
            raw = b""
        read = read_file(self, path, raw, model)
        file = read.file
        if file is None or read.key != key:
            message = "has changed while the site was built; build it again"
            raise ContentError([Problem(self.shown(path), 1, "file", message, "F001")])
        return file


class Read(NamedTuple, Generic[RecordT]):
    """A content file that was read, or its problems.

    `key` stands for all that it was read from, `pictures` is the signature of its picture files.
    """

    file: ContentFile[RecordT] | None
    problems: list[Problem]
    key: str
    pictures: str


def read_file(library: Library, path: str, raw: bytes, model: type[RecordT]) -> Read[RecordT]:
    """Read the bytes of a content file."""
    desk = library.desk
    shown = f"{desk.folder.name}/{path}"
    file, problems = read_raw(raw, path, shown, desk, model)
    if file and not path.isprintable():
        message = f"'{path}' is no name that every system knows; rename the file"
        file, problems = None, [Problem(shown, 1, "file name", message, "F007")]
    named = (picture.file for _, picture in pictures_of(file.record)) if file else ()
    pictures = picture_signature(desk.folder, filter(None, named), library.settled)
    return Read(file, problems, library.cache.key(path, raw, pictures), pictures)


@dataclass(frozen=True)
class Content:
    """All content files of a site, in order of their paths, and what it knows for all of them.

    `canceled` are the guids of items that their source has canceled, `pictures` the picture files
    that lie there; `library` opens articles. `read` are the paths of those files that were not
    known from before.
    """

    articles: tuple[Facts, ...]
    pages: tuple[ContentFile[Page], ...]
    library: Library = field(repr=False, compare=False)
    registries: Registries = field(default_factory=Registries)
    canceled: frozenset[str] = frozenset()
    pictures: tuple[str, ...] = ()
    read: tuple[str, ...] = field(default=(), compare=False)

    def open(self, article: Facts) -> ContentFile[Article]:
        """Return an article, whole. Raises ContentError where its file has changed since."""
        return self.library.open(article)

    def shown(self, path: str) -> str:
        """Return the path to name in a problem."""
        return self.library.shown(path)


@contextmanager
def open_library(file: Path | None, desk: Desk) -> Iterator[Library]:
    """Give a library that keeps what is read in a file; in one of its own if there is to be none.

    Several may use a file at once: what one of them cannot write is read anew the next time.
    """
    cache = ReadCache(file, desk) if file else None
    if cache is None or not cache.is_usable():
        place = tempfile.mkdtemp(prefix="newsroom-")
        cache = ReadCache(Path(place, "read.sqlite3"), desk)
        weakref.finalize(cache, shutil.rmtree, place, ignore_errors=True)
    yield Library(desk, cache, instant_beside(cache.file) - COARSE)
    cache.commit()
