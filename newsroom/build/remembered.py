"""What a build was made of and what it made: so that the next one knows whether to do anything.

Files are known by size, times and number on the disk (inode), as `make` and git know them. What
cannot be told for certain counts as changed. The memory is a file of JSON in the cache; one that is
broken, or of another version of the code, is none.
"""

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# What a build reads of its settings that is not a setting, or is told apart otherwise.
_NO_SETTINGS = {"NOW", "OUTPUT_PATH", "EDITION"}

# Originals of imports, in the content folder: no build reads them.
_ORIGINALS = "sources"

# A file that changed this shortly before it was looked at may change again unnoticed (ns): what
# file systems and kernels give times by is coarser than a write.
_COARSE = 50_000_000


@dataclass(frozen=True)
class Inputs:
    """All that a build is made of, but for the clock: a digest, and when it changed last (ns)."""

    digest: str
    newest: int

    def is_settled(self, began: int) -> bool:
        """Tell whether all of it was at rest when a build began (ns, of the file system)."""
        return self.newest < began - _COARSE


def inputs_of(settings: Mapping[str, Any], *, finished: bool) -> Inputs | None:
    """Look at the content folder, the theme, the settings, the plugins, our code, the libraries.

    `finished` says whether the build gets what only a release has: one without is no release.
    Returns None where that would not tell all.
    """
    if settings["PLUGINS"] is None:
        return None  # whatever is installed is a plugin
    digest = hashlib.sha256(f"{sys.version}\0{finished}".encode())
    last = 0
    try:
        digest.update(_printed(settings))
        for place in _places(settings):
            for path, stat in _files(place):
                digest.update(_signature(path, stat))
                last = max(last, stat.st_mtime_ns, stat.st_ctime_ns)
    except (OSError, TypeError, ValueError):
        return None
    return Inputs(digest.hexdigest(), last)


def outputs_of(folder: Path) -> str:
    """Return a digest of what lies in an output folder, by its signatures."""
    digest = hashlib.sha256()
    for path, stat in _files(folder):
        digest.update(_signature(os.path.relpath(path, folder), stat))
    return digest.hexdigest()


def is_current(
    memory: Path, inputs: Inputs, output: Path, now: dt.datetime
) -> dict[str, Any] | None:
    """Return what is remembered of a build whose inputs, clock and output hold still; or None."""
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))
        begin = dt.datetime.fromisoformat(kept["now"])
        end = dt.datetime.fromisoformat(kept["until"]) if kept["until"] else None
        holds = kept["inputs"] == inputs.digest and begin <= now and (end is None or now < end)
        if holds and output.is_dir() and kept["outputs"] == outputs_of(output):
            return dict(kept["report"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def remember(
    memory: Path,
    *,
    inputs: Inputs,
    outputs: str,
    now: dt.datetime,
    until: dt.datetime | None,
    report: Mapping[str, Any],
) -> None:
    """Write what a build was made of. What cannot be written is not remembered."""
    data = {
        "inputs": inputs.digest,
        "outputs": outputs,
        "now": now.isoformat(),
        "until": until and until.isoformat(),
        "report": dict(report),
    }
    with suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        staged = memory.with_name(f"{memory.name}.{os.getpid()}")
        staged.write_text(json.dumps(data, indent=1), encoding="utf-8")
        staged.replace(memory)


def _printed(settings: Mapping[str, Any]) -> bytes:
    """Return settings as text. Raises TypeError where one has no text of its own, as functions."""
    known = {
        name: value
        for name, value in settings.items()
        if name.isupper() and name not in _NO_SETTINGS
    }
    return json.dumps(known, sort_keys=True, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Path | dt.tzinfo):
        return str(value)
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    raise TypeError(f"{type(value).__name__} has no text of its own")


def _places(settings: Mapping[str, Any]) -> Iterator[Path]:
    """List where the files lie that a build is made of."""
    with os.scandir(settings["PATH"]) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.name.startswith(".") and entry.name != _ORIGINALS:
                yield Path(entry.path)
    yield Path(settings["THEME"])
    yield Path(__file__).parent.parent
    for library in map(Path, sys.path):
        if library.name in ("site-packages", "dist-packages"):
            yield from (path / "METADATA" for path in sorted(library.glob("*.dist-info")))
    yield from map(Path, settings.get("PLUGIN_PATHS") or ())
    for plugin in settings["PLUGINS"]:
        if isinstance(plugin, str) and not plugin.startswith("newsroom."):
            for name in (plugin, f"pelican.plugins.{plugin}"):
                with suppress(ImportError, ValueError):
                    if (spec := find_spec(name)) and spec.origin:
                        yield Path(spec.origin).parent


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """List all files below a folder, but for hidden ones, each with what is known of it.

    Raises ValueError where a link leads out of what can be looked at so.
    """
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except NotADirectoryError:
            yield here, os.stat(here)  # noqa: PTH116 (as the others here)
            continue
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.is_symlink():
                raise ValueError(f"{entry.path} is a link")
            else:
                yield entry.path, entry.stat(follow_symlinks=False)


def _signature(path: str, stat: os.stat_result) -> bytes:
    parts = (path, stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    return "\0".join(map(str, parts)).encode("utf-8", "surrogateescape") + b"\n"
