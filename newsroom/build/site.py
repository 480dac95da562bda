"""One build: Pelican, in a staging folder, with every error and warning a failure."""

import gc
import hashlib
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pelican
from blinker import ANY, Signal
from pelican.log import LimitFilter
from pelican.plugins import signals
from pelican.settings import read_settings

from newsroom.build.errors import BuildFailed
from newsroom.build.kept import Changes, keep_times
from newsroom.build.remembered import inputs_of, is_current, outputs_of, remember
from newsroom.build.swap import building, staging
from newsroom.content.problems import ContentError

if TYPE_CHECKING:
    from newsroom.site.edition import Edition


@dataclass(frozen=True)
class Report:
    """What a build made: the folder, and the number of its articles and of its files.

    `changes` tells of the files; None where the build was not needed, as nothing had changed.
    """

    output: Path
    articles: int
    files: int
    changes: Changes | None = None


def load_settings(configuration: Path, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Read Pelican's settings from a file, with some of them replaced.

    Raises BuildFailed where the file is missing or fails.
    """
    try:
        with _log(console=False) as said, _no_bytecode():
            settings: dict[str, Any] = read_settings(str(configuration), override=dict(overrides))
    except Exception as error:
        raise BuildFailed([f"{configuration.name}: {_named(error)}"]) from error
    if said:
        raise BuildFailed(said)
    return settings


def build_site(
    settings: dict[str, Any],
    finish: Callable[[Path], None] | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Report:
    """Build the site of these settings into OUTPUT_PATH, whole or not at all.

    `finish` is called with the folder of the finished build before it takes its place; `waiting`
    before this build waits for another one beside it. Where nothing has changed since the last
    build, nothing is done. Raises BuildFailed with every problem; then what was at OUTPUT_PATH is
    as it was. Any error or warning of Pelican, a plugin or a template is a problem.
    """
    output = Path(settings["OUTPUT_PATH"])
    _refuse_sources(output, settings)
    with building(output, waiting):
        memory, inputs = _memory(settings), inputs_of(settings, finished=finish is not None)
        if memory and inputs and (kept := is_current(memory, inputs, output, settings["NOW"])):
            return Report(output, kept["articles"], kept["files"])
        with staging(output) as staged:
            began = staged.stat().st_ctime_ns
            edition = _run({**settings, "OUTPUT_PATH": str(staged)})
            if finish:
                finish(staged)
            changes = keep_times(staged, output)
        articles, files = len(edition.content.articles), len(changes.written) + len(changes.left)
        if memory and inputs and inputs.is_settled(began):
            remember(
                memory,
                inputs=inputs,
                outputs=outputs_of(output),
                now=settings["NOW"],
                until=edition.until,
                report={"articles": articles, "files": files},
            )
    return Report(output, articles, files, changes)


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


def _run(settings: dict[str, Any]) -> "Edition":
    with _log(console=False) as said, _no_collection():
        try:
            site = _pelican_class(settings)(settings)
            if not said:
                site.run()
        except ContentError as error:
            raise BuildFailed(map(str, error.problems)) from error
        except Exception as error:
            raise BuildFailed([*said, _named(error, settings["THEME"])]) from error
        finally:
            _forget_plugins()
    if said:
        raise BuildFailed(said)
    edition: Edition = settings["EDITION"]
    return edition


def _forget_plugins() -> None:
    """Disconnect all plugins: the next build of this process may be told to go without them."""
    for signal in vars(signals).values():
        if isinstance(signal, Signal):
            for receiver in list(signal.receivers_for(ANY)):
                signal.disconnect(receiver)


def _pelican_class(settings: Mapping[str, Any]) -> Any:
    name = settings["PELICAN_CLASS"]
    if not isinstance(name, str):
        return name
    module, _, class_name = name.rpartition(".")
    return getattr(__import__(module, fromlist=[class_name]), class_name)


@contextmanager
def _log(*, console: bool) -> Iterator[list[str]]:
    """Collect what is logged as a warning or worse, and keep Pelican's own console still."""
    # Pelican drops a message that it has given before, and the next build's must not be lost.
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    collector = _Collector()
    root = logging.getLogger()
    quiet = pelican.console.quiet
    pelican.console.quiet = not console
    root.addHandler(collector)
    try:
        yield collector.lines
    finally:
        root.removeHandler(collector)
        pelican.console.quiet = quiet


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles while a site grows: a tenth of the time, for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Keep none: with it, of two edits within a second that keep a file's size, one is not seen."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1]:
            line += f" ({_named(record.exc_info[1])})"
        self.lines.append(line)


def _named(error: BaseException, theme: str | None = None) -> str:
    """Say in one line what went wrong, with the template's line where it was in a template."""
    text = f"{type(error).__name__}: {' '.join(str(error).split())}"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{_below(error.filename or error.name or '', theme)}:{error.lineno}: {text}"
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if theme and frame.filename.startswith(theme + os.sep):
            return f"{_below(frame.filename, theme)}:{frame.lineno}: {text}"
    return text


def _below(path: str, theme: str | None) -> str:
    return os.path.relpath(path, Path(theme).parent) if theme else path
