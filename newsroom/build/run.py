"""One run of Pelican, in which every error and every warning is a failure."""

import gc
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pelican
from blinker import ANY, Signal
from pelican.contents import Content
from pelican.log import LimitFilter
from pelican.plugins import signals
from pelican.settings import read_settings

from newsroom.build.errors import BuildFailed
from newsroom.content.problems import ContentError

if TYPE_CHECKING:
    from newsroom.site.edition import Edition


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


def run_pelican(settings: dict[str, Any]) -> "Edition":
    """Have Pelican build the site of these settings; return what its plugin read.

    Raises BuildFailed with every problem, error and warning.
    """
    with _log(console=False) as said:
        try:
            site = _pelican_class(settings)(settings)
            if not said:
                site.run()
        except ContentError as error:
            raise BuildFailed(map(str, error.problems)) from error
        except Exception as error:
            raise BuildFailed([*said, _named(error, settings["THEME"])]) from error
        finally:
            if "MEANWHILE" in settings:
                settings["MEANWHILE"].stop()
            _forget()
    if said:
        raise BuildFailed(said)
    edition: Edition = settings["EDITION"]
    return edition


def _forget() -> None:
    """Let go of this build, in a process that may see more.

    Plugins are disconnected: the next build may be told to go without them. What Pelican's contents
    have returned, its classes keep, and with it the whole of the build.
    """
    for name in ("get_content", "get_summary"):
        vars(Content)[name].cache.clear()
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
def no_collection() -> Iterator[None]:
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
