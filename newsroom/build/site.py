"""One build: what is to be made, made beside the site, put in its place in one rename."""

import hashlib
import importlib
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.build.changes import Changes, digest_of
from newsroom.build.errors import BuildFailed
from newsroom.build.remembered import Inputs, Memory, inputs_of, recall, remember
from newsroom.build.run import load_settings, run_pelican
from newsroom.build.swap import building, making
from newsroom.build.tree import assemble, look_meanwhile, make_live, make_spare

if TYPE_CHECKING:
    from newsroom.site.ledger import Ledger

__all__ = ["Report", "build_site", "load_settings"]

# A spare that lacks as many files is made whole when there is time, not when somebody waits.
_MANY = 100


@dataclass(frozen=True)
class Report:
    """What a build made: the folder, and the number of its articles and of its files.

    `changes` tells of the files; None where the build was not needed, as nothing had changed.
    """

    output: Path
    articles: int
    files: int
    changes: Changes | None = None


def build_site(
    settings: dict[str, Any],
    finish: Callable[[Path], None] | None = None,
    waiting: Callable[[], None] = lambda: None,
    finish_writes: Collection[str] = (),
) -> Report:
    """Build the site of these settings into OUTPUT_PATH, whole or not at all.

    `finish` is called with the folder of the finished build before it takes its place, and may
    write files of the names `finish_writes` into it; `waiting` before this build waits for another
    one beside it. What cannot have changed since the last build stays as it is. Raises BuildFailed
    with every problem; then what was at OUTPUT_PATH is as it was. Any error or warning of Pelican,
    a plugin or a template is a problem.
    """
    output = Path(settings["OUTPUT_PATH"])
    _refuse_sources(output, settings)
    with building(output, waiting):
        looking = look_meanwhile(output)
        place, inputs = _memory(settings), inputs_of(settings, finished=finish is not None)
        memory = recall(place) if place and inputs else None
        if memory and inputs and not memory.is_current(inputs, settings["NOW"]):
            importlib.import_module("newsroom.site")
        before = looking()
        if memory and memory.outputs != before.digest:
            memory = None
        if memory and inputs and memory.is_current(inputs, settings["NOW"]):
            return Report(output, memory.report["articles"], memory.report["files"])
        with making(output) as made:
            began = made.stat().st_ctime_ns
            ledger = _ledger(memory, inputs)
            edition = run_pelican({**settings, "OUTPUT_PATH": str(made), "LEDGER": ledger})
            whole = assemble(
                made,
                output,
                keep=ledger.kept,
                before=before.files,
                spare_holds=before.spare,
                later=finish_writes,
            )
            if finish:
                finish(whole.folder)
            live = make_live(whole, output)
        changes = live.changes
        if before.spare is None or len(changes.written) + len(changes.removed) > _MANY:
            make_spare(output, live.files)
        report = {"articles": len(edition.content.articles), "files": len(live.files)}
        if place and inputs:
            remember(
                place,
                Memory(
                    inputs=inputs.as_of(began),
                    outputs=digest_of(live.files),
                    now=settings["NOW"],
                    until=edition.until,
                    report=report,
                    traces=ledger.traces,
                    notes=ledger.notes,
                ),
            )
    return Report(output, report["articles"], report["files"], changes)


def _ledger(memory: Memory | None, inputs: Inputs | None) -> "Ledger":
    """Return what is known of the files of the last build, as far as it still holds."""
    from newsroom.site.ledger import Ledger

    if memory is None or inputs is None or memory.changed(inputs):
        return Ledger()
    return Ledger(memory.traces, memory.notes)


def _memory(settings: Mapping[str, Any]) -> Path | None:
    """Return where it is kept what the last build into this folder was made of."""
    if not settings.get("READ_CACHE"):
        return None
    output = Path(settings["OUTPUT_PATH"]).absolute()
    name = hashlib.sha256(str(output).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(settings["READ_CACHE"]).parent / f"build-{name}.json"


def _refuse_sources(output: Path, settings: Mapping[str, Any]) -> None:
    """Refuse an output folder that a build would lose its own sources to."""
    here = output.resolve()
    for name in ("PATH", "THEME"):
        source = Path(settings[name]).resolve()
        if here == source or here in source.parents or source in here.parents:
            raise BuildFailed(
                [f"{os.path.relpath(output)}: lies within {name} or around it; name another folder"]
            )
