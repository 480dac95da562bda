"""One build: what is to be made, made beside the site, put in its place in one rename."""

import hashlib
import importlib
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.build.changes import digest_of
from newsroom.build.errors import BuildFailed
from newsroom.build.remembered import Inputs, Memory, inputs_of, recall, remember, stays
from newsroom.build.report import Report
from newsroom.build.run import load_settings, no_collection, run_pelican
from newsroom.build.seen import Names, Seen
from newsroom.build.swap import building, making
from newsroom.build.tree import assemble, make_live, make_spare
from newsroom.content.listing import instant_beside, list_files

if TYPE_CHECKING:
    from newsroom.site.ledger import Ledger

__all__ = ["Report", "build_site", "load_settings"]

# A spare that lacks as many files is made whole when there is time, not when somebody waits.
_MANY = 100


def build_site(
    settings: dict[str, Any],
    finish: Callable[[Path], None] | None = None,
    waiting: Callable[[], None] = lambda: None,
    finish_writes: Collection[str] = (),
    *,
    clock: Callable[[], float] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """Build the site of these settings into OUTPUT_PATH, whole or not at all.

    `finish` is called with the folder of the finished build before it takes its place, and may
    write files of the names `finish_writes` into it; `waiting` before this build waits for another
    one beside it. `clock` returns seconds, for the report to say how long templates took: none of
    it gets into the site. `progress` hears what is done (`reading`, `rendering`), to how many of
    how many things. What cannot have changed since the last build stays as it is. Raises
    BuildFailed with every problem; then what was at OUTPUT_PATH is as it was. Any error or warning
    of Pelican, a plugin or a template is a problem.
    """
    output = Path(settings["OUTPUT_PATH"])
    _refuse_sources(output, settings)
    with building(output, waiting), no_collection():
        before, began = Seen(output), instant_beside(output.absolute())
        listed = list_files(Path(settings["PATH"]))
        place, inputs = _memory(settings), inputs_of(settings, listed, finished=finish is not None)
        memory = recall(place) if place and inputs else None
        if memory and inputs and not memory.is_current(inputs, settings["NOW"]):
            importlib.import_module("newsroom.site")
        holds = memory and inputs and memory.outputs == before.digest
        if memory and inputs and holds and memory.is_current(inputs, settings["NOW"]):
            return Report(output, memory.report["articles"], Names(before))
        with making(output) as made:
            ledger = _ledger(memory, inputs, before.digest)
            own = {"LISTED": listed, "LEDGER": ledger, "CLOCK": clock, "PROGRESS": progress}
            own["COMPILED"] = _compiled(inputs, began, settings)
            edition = run_pelican({**settings, "OUTPUT_PATH": str(made), **own})
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
                    inputs=_as_of(inputs, began, settings),
                    outputs=digest_of(live.files),
                    now=settings["NOW"],
                    # A page that shows the time of the build is out of date at once.
                    until=settings["NOW"] if ledger.notes.get("clock") else edition.until,
                    report=report,
                    traces=ledger.traces,
                    notes=ledger.notes,
                ),
            )
    from newsroom.build.reasons import made_by  # a build that has nothing to do has none

    for name in live.files.keys() & set(finish_writes):
        ledger.made[name] = "release"
    return Report(
        output,
        report["articles"],
        live.files.keys(),
        changes,
        tuple(map(edition.content.shown, edition.content.read)),
        made_by(ledger, edition),
    )


def _as_of(inputs: Inputs, began: int, settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the digests of what a build was made of, as far as it was at rest meanwhile."""
    found = inputs.as_of(began)
    # Which of two templates a page was made with, nobody knows.
    return found if stays(inputs, "templates", settings) else {**found, "templates": ""}


def _ledger(memory: Memory | None, inputs: Inputs | None, outputs: str) -> "Ledger":
    """Return what is known of the files of the last build, as far as it still holds.

    `outputs` is a digest of what lies there now.
    """
    from newsroom.site.ledger import Ledger

    if inputs is None or memory is None:
        return Ledger(causes=["memory" if inputs else "inputs"])
    if memory.outputs != outputs:
        return Ledger(causes=["outputs"])
    changed = memory.changed(inputs)
    if changed:
        return Ledger(causes=[f"{k}?" if memory.inputs.get(k) == "" else k for k in changed])
    return Ledger(memory.traces, memory.notes)


def _memory(settings: Mapping[str, Any]) -> Path | None:
    """Return where it is kept what the last build into this folder was made of."""
    if not settings.get("READ_CACHE"):
        return None
    output = Path(settings["OUTPUT_PATH"]).absolute()
    name = hashlib.sha256(str(output).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(settings["READ_CACHE"]).parent / f"build-{name}.json"


def _compiled(
    inputs: Inputs | None, began: int, settings: Mapping[str, Any]
) -> tuple[Path, str] | None:
    """Return where compiled templates are kept, and a digest of what they depend on.

    None where that cannot be told.
    """
    known = inputs.as_of(began) if inputs and settings.get("READ_CACHE") else {}
    made_of = [known.get(kind) for kind in ("settings", "code")]
    if not all(made_of):
        return None
    return Path(settings["READ_CACHE"]).parent / "templates", " ".join(map(str, made_of))


def _refuse_sources(output: Path, settings: Mapping[str, Any]) -> None:
    """Refuse an output folder that a build would lose its own sources to."""
    here = output.resolve()
    for name in ("PATH", "THEME"):
        source = Path(settings[name]).resolve()
        if here == source or here in source.parents or source in here.parents:
            raise BuildFailed(
                [f"{os.path.relpath(output)}: lies within {name} or around it; name another folder"]
            )
