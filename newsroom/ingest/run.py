"""A run of the import: files and folders in, a line for each item out."""

import datetime as dt
import fcntl
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from newsroom.content.content_file import Desk
from newsroom.content.registries import read_registries
from newsroom.ingest.formats import MAX_SIZE
from newsroom.ingest.importer import Importer, Outcome, Source
from newsroom.ingest.shelf import read_shelf

# What lies beside wire items and is none: pictures are taken by the items that name them.
_NOT_SOURCES = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".mp4", ".mov", ".mp3",
    ".pdf", ".css", ".js", ".xsd", ".dtd", ".md5", ".sha256",
}  # fmt: skip
_GZIP = b"\x1f\x8b"


class ImportFailed(Exception):  # noqa: N818 (it says what happened)
    """An import cannot begin; the message says why in one line."""


def import_sources(
    sources: Sequence[Path],
    into: Path,
    *,
    form: str,
    dry_run: bool,
    now: dt.datetime,
    zone: dt.tzinfo,
    lang: str,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Import files, and all files below folders, into a content folder.

    `form` is a format or `auto`; `now` the instant of the import; `zone` and `lang` hold where a
    source names none. `progress` is told the number of files done, and of all. Raises ImportFailed
    where a source is not there, the registries have problems, or another import is at work.
    """
    if missing := [path for path in sources if not path.exists()]:
        raise ImportFailed(f"{missing[0]}: no such file or folder")
    registries, problems = read_registries(into)
    if problems:
        raise ImportFailed(str(problems[0]))
    files = list(_files(sources))
    with _alone(into, dry_run):
        desk = Desk(into, zone, lang, registries)
        importer = Importer(desk, read_shelf(into), now, dry_run)
        for number, (path, name) in enumerate(files, start=1):
            yield from _take(importer, path, name, form)
            if progress:
                progress(number, len(files))
        yield from importer.finish()


def _take(importer: Importer, path: Path, name: str, form: str) -> Iterator[Outcome]:
    try:
        # One byte more than may be: enough to know, and no more in memory.
        with path.open("rb") as stream:
            raw = stream.read(MAX_SIZE + 1)
        if raw.startswith(_GZIP):
            raw = zlib.decompressobj(wbits=31).decompress(raw, MAX_SIZE + 1)
    except (OSError, zlib.error) as error:
        yield Outcome("failed", f"{name}: cannot be read: {error}")
        return
    yield from importer.take(Source(name, raw, path.parent), form)


def _files(sources: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """List the files of sources in order, each with the name to tell it by."""
    for source in sources:
        if not source.is_dir():
            yield source, source.name
            continue
        for here, folders, names in os.walk(source):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(here, name)
                hidden = name.startswith(".") or name.endswith("~")
                if not hidden and path.suffix.lower() not in _NOT_SOURCES and not path.is_symlink():
                    yield path, path.relative_to(source).as_posix()


@contextmanager
def _alone(folder: Path, dry_run: bool) -> Iterator[None]:
    """Hold the content folder: two imports at once could give one address twice."""
    if dry_run and not folder.is_dir():
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportFailed(f"{folder}: another import is at work; wait for its end") from None
        except OSError:
            pass  # network file systems may refuse
        yield
    finally:
        os.close(descriptor)
