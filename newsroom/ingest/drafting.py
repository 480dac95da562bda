"""From sources to drafts, on all cores: what of an import needs nothing but the source itself."""

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from newsroom.content.content_file import Desk
from newsroom.ingest.articles import Draft, make_draft
from newsroom.ingest.formats import WIRE, Format, detect_format, read_items
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.picture_files import may_lie_beside
from newsroom.ingest.sources import Source, read_bytes
from newsroom.ingest.versions import is_newer
from newsroom.record.agencies import Agencies, Registry

# Fewer sources than these are read sooner than other processes have begun.
_WORTH_IT = 32

# Sources that a process reads before it reports.
_AT_ONCE = 8


@dataclass(frozen=True)
class Drafted:
    """An item, and its draft or why there is none; neither where it will hardly be needed."""

    item: Item
    draft: Draft | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was read of a source: its bytes, its format, its items; or why it cannot be read."""

    source: Source
    raw: bytes
    form: Format
    items: tuple[Drafted | Fault, ...]
    fault: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads sources for a content folder. `known` are the versions of the items that it has."""

    desk: Desk
    known: Mapping[str, str | None]
    form: Format | Literal["auto"] = "auto"

    def read(self, source: Source) -> Reading:
        """Read a source, and draft the articles of its items."""
        try:
            raw = read_bytes(source)
            form = detect_format(raw) if self.form == "auto" else self.form
            agencies = self.desk.registries.agencies or Agencies(Registry())
            items = read_items(raw, form, name=Path(source.name).name, agencies=agencies)
        except IngestError as error:
            return Reading(source, b"", "capture", (), str(error))
        return Reading(source, raw, form, tuple(self._drafted(item, form) for item in items))

    def _drafted(self, item: Item | Fault, form: Format) -> Drafted | Fault:
        if isinstance(item, Fault):
            return item
        if self._waits(item, form):
            return Drafted(item)
        try:
            return Drafted(item, self.draft(item, {}))
        except IngestError as error:
            return Drafted(item, fault=str(error))

    def _waits(self, item: Item, form: Format) -> bool:
        """Tell whether a draft would be in vain, or needs what is not known yet."""
        if item.kind == "picture" or item.cancels or item.pub_status == "canceled":
            return True
        if item.guid in self.known and is_newer(item.version, self.known[item.guid]) is False:
            return True
        return form in WIRE and any(map(may_lie_beside, item.pictures))

    def draft(self, item: Item, files: Mapping[int, str]) -> Draft:
        """Draft an article; `files` are as of `make_draft`. Raises IngestError."""
        desk = self.desk
        return make_draft(item, desk.registries, zone=desk.zone, lang=desk.lang, files=files)


def read_all(sources: Sequence[Source], reader: Reader) -> Iterator[Reading]:
    """Read sources in order, on all cores where there are many of them.

    Each process has a pipe of its own and waits until what is in it was taken: memory is bounded,
    and none can block the others when it dies. Raises WorkerLost then.
    """
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if len(sources) < _WORTH_IT or not workers or workers < 2:
        yield from map(reader.read, sources)
        return
    parts = [sources[start : start + _AT_ONCE] for start in range(0, len(sources), _AT_ONCE)]
    context = get_context("fork")
    pipes: list[Connection] = []
    processes = []
    try:
        for worker in range(workers):
            pipe, end = context.Pipe(duplex=False)
            pipes.append(pipe)
            work = (reader, parts[worker::workers], end, tuple(pipes))
            processes.append(context.Process(target=_work, args=work, daemon=True))
            processes[-1].start()
            end.close()  # so that the pipe ends when its process does
        for number in range(len(parts)):
            try:
                yield from pipes[number % workers].recv()
            except EOFError:
                raise WorkerLost from None
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


class WorkerLost(Exception):  # noqa: N818 (it says what happened)
    """A process that read sources was stopped from outside."""


def _work(
    reader: Reader, parts: Sequence[Sequence[Source]], end: Connection, pipes: Iterable[Connection]
) -> None:
    for pipe in pipes:  # those of the process that began this one: with it they end, and so do we
        pipe.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for part in parts:
            end.send([reader.read(source) for source in part])
    except BrokenPipeError:
        os._exit(1)
