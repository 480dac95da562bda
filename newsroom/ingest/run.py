"""A run of the import: files and folders in, a line for each item out."""

import datetime as dt
import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from newsroom.content.content_file import Desk
from newsroom.content.parallel import WorkerLost, in_order
from newsroom.content.problems import printable
from newsroom.content.registries import read_canceled, read_registries
from newsroom.ingest.drafting import Reader
from newsroom.ingest.importer import Importer, Outcome
from newsroom.ingest.names import Format
from newsroom.ingest.picture_files import clear_away
from newsroom.ingest.shelf import read_shelf, sweep
from newsroom.ingest.sources import list_sources


class ImportFailed(Exception):  # noqa: N818 (it says what happened)
    """An import cannot begin; the message says why in one line."""


def import_sources(
    sources: Sequence[Path],
    into: Path,
    *,
    form: Format | Literal["auto"],
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
        raise ImportFailed(f"{printable(str(missing[0]))}: no such file or folder")
    if into.exists() and not into.is_dir():
        raise ImportFailed(f"{into}: is no folder")
    for path in sources:
        if into.resolve().is_relative_to(path.resolve()):
            raise ImportFailed(f"{path}: holds the content folder; name a folder of sources")
    with _alone(into, dry_run):
        registries, problems = read_registries(into)
        canceled, more = read_canceled(into)
        if problems := [*problems, *more]:
            raise ImportFailed("\n".join(map(str, problems)))
        if not dry_run:
            sweep(into)
        desk = Desk(into, zone, lang, registries)
        shelf = read_shelf(into, registries, canceled, dry_run=dry_run)
        reader = Reader(desk, dict(shelf.versions), form)
        importer = Importer(reader, shelf, now)
        files = list(list_sources(sources))
        try:
            for number, reading in enumerate(in_order(reader.read, files), start=1):
                yield from importer.take(reading)
                if progress:
                    progress(number, len(files))
            yield from importer.finish()
        except WorkerLost:
            message = "a process that read sources was stopped from outside; import fewer at once"
            raise ImportFailed(message) from None
        finally:
            if shelf.is_whole and not dry_run:
                clear_away(into, frozenset().union(*shelf.shows.values()))


@contextmanager
def _alone(folder: Path, dry_run: bool) -> Iterator[None]:
    """Hold the content folder: two imports at once could give one address twice."""
    if dry_run:
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
