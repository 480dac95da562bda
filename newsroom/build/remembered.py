"""What a build was made of and what it made: so that the next one knows whether to do anything.

Files are known by size, times and number on the disk (inode), as `make` and git know them. What
cannot be told for certain counts as changed. The memory is a file in the cache: a check sum of the
rest, a line of JSON, and a line for each file that was made; one that is broken is none.
"""

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsroom.build.changes import signature
from newsroom.content.listing import COARSE, Listed

# What a build reads of its settings that is not a setting, or is told apart otherwise.
_NO_SETTINGS = {"NOW", "OUTPUT_PATH"}

# Originals of imports, in the content folder: no build reads them.
_ORIGINALS = "sources"

# Registries, in the content folder.
_REGISTRIES = "data"

# All that pages are made of but for content files and templates, whose part in each page its trace
# tells: where one of these changes, every page is made anew.
_SURROUNDINGS = ("settings", "registries", "theme", "code")


@dataclass(frozen=True)
class Inputs:
    """All that a build is made of, but for the clock: by its kind, a digest, and its last change.

    Kinds are `settings`, `content`, `registries`, `templates`, `theme` (the rest of it) and `code`
    (ours, plugins and libraries). `newest` is in ns of the file system.
    """

    digests: Mapping[str, str]
    newest: Mapping[str, int]

    def as_of(self, began: int) -> dict[str, str]:
        """Return the digests as far as they are certain: empty for what was not at rest.

        `began` is when somebody began to look at them (ns, of the file system).
        """
        return {
            kind: digest if self.newest[kind] < began - COARSE else ""
            for kind, digest in self.digests.items()
        }


def inputs_of(
    settings: Mapping[str, Any], content: Iterable[Listed], *, finished: bool
) -> Inputs | None:
    """Look at the theme, the settings, the plugins, our code, the libraries.

    `content` is what lies in the content folder. `finished` says whether the build gets what only a
    release has: one without is no release. Returns None where that would not tell all.
    """
    if settings["PLUGINS"] is None:
        return None  # whatever is installed is a plugin
    digests: dict[str, Any] = {}
    newest: dict[str, int] = {}
    try:
        said = f"{sys.version}\0{finished}\0".encode() + _printed(settings)
        digests["settings"], newest["settings"] = hashlib.sha256(said), 0
        for kind, files in _by_kind(content).items():
            text = "".join([f"{file.path}\0{file.signature}\n" for file in files])
            digests[kind] = hashlib.sha256(text.encode("utf-8", "replace"))
            newest[kind] = max([file.newest for file in files])
        for kind, place in _places(settings):
            digest = digests.setdefault(kind, hashlib.sha256())
            last = newest.get(kind, 0)
            for path, stat in _files(place):
                digest.update(signature(path, stat, stat.st_ctime_ns))
                last = max(last, stat.st_mtime_ns, stat.st_ctime_ns)
            newest[kind] = last
    except (OSError, TypeError, ValueError):
        return None
    return Inputs({kind: digest.hexdigest() for kind, digest in digests.items()}, newest)


def _by_kind(content: Iterable[Listed]) -> dict[str, list[Listed]]:
    """Sort what lies in the content folder by its part in a build. Raises ValueError of links."""
    found: dict[str, list[Listed]] = {}
    for file in content:
        room = file.path.partition("/")[0]
        if room == _ORIGINALS:
            continue
        if file.is_link:
            raise ValueError(f"{file.path} is a link")
        kind = "registries" if room == _REGISTRIES else "content"
        found.setdefault(kind, []).append(file)
    return found


def stays(inputs: Inputs, kind: str, settings: Mapping[str, Any]) -> bool:
    """Tell whether the files of a kind still are those that `inputs_of` saw."""
    digest = hashlib.sha256()
    with suppress(OSError, ValueError):
        for found, place in _places(settings):
            if found == kind:
                for path, stat in _files(place):
                    digest.update(signature(path, stat, stat.st_ctime_ns))
    return digest.hexdigest() == inputs.digests.get(kind, hashlib.sha256().hexdigest())


@dataclass(frozen=True)
class Memory:
    """What is known of the last build into a folder.

    `inputs` are the digests of what it was made of, as far as that is certain, `outputs` one of
    what it left, `until` the instant at which it is out of date by the clock alone, `report` its
    numbers of articles and files, `traces` what each of its files was made of, `notes` what the
    next build need not find out again.
    """

    inputs: Mapping[str, str]
    outputs: str
    now: dt.datetime
    until: dt.datetime | None
    report: Mapping[str, int]
    traces: Mapping[str, str]
    notes: Mapping[str, Any]

    def is_current(self, inputs: Inputs, now: dt.datetime) -> bool:
        """Tell whether a build would come out as the last one did."""
        holds = self.now <= now and (self.until is None or now < self.until)
        return holds and self.inputs == inputs.digests

    def changed(self, inputs: Inputs) -> list[str]:
        """Return the kinds of surroundings that have changed, or may have: no trace holds then."""
        changed = [k for k in _SURROUNDINGS if self.inputs.get(k) != inputs.digests.get(k)]
        # Which of two templates a page was made with, nobody knows.
        return changed + ["templates"] * (self.inputs.get("templates") == "")


def recall(place: Path) -> Memory | None:
    """Read what the last build left; None where there is nothing, or nothing sound."""
    try:
        check, _, known = place.read_bytes().partition(b"\n")
        if check != _check(known):
            return None
        head, _, traces = known.decode("utf-8", "surrogateescape").partition("\n")
        said = json.loads(head)
        until = said["until"]
        return Memory(
            inputs=said["inputs"],
            outputs=said["outputs"],
            now=dt.datetime.fromisoformat(said["now"]),
            until=dt.datetime.fromisoformat(until) if until else None,
            report=said["report"],
            notes=said["notes"],
            # Neither names nor traces have a tab; a line without one is no pair.
            traces=dict(line.split("\t", 1) for line in traces.split("\n")) if traces else {},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(place: Path, memory: Memory) -> None:
    """Write what a build was made of. What cannot be written is not remembered."""
    said: dict[str, Any] = {
        "inputs": memory.inputs,
        "outputs": memory.outputs,
        "now": memory.now.isoformat(),
        "until": memory.until and memory.until.isoformat(),
        "report": memory.report,
        "notes": memory.notes,
    }
    traces = "\n".join(f"{name}\t{trace}" for name, trace in memory.traces.items())
    known = f"{json.dumps(said)}\n{traces}".encode("utf-8", "surrogateescape")
    staged = place.with_name(f"{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(b"\n".join([_check(known), known]))
        staged.replace(place)
    except OSError:
        with suppress(OSError):
            staged.unlink()


def _check(known: bytes) -> bytes:
    return hashlib.sha256(known).hexdigest().encode()


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


def _places(settings: Mapping[str, Any]) -> Iterator[tuple[str, Path]]:
    """List where the files lie that a build is made of beside content, each with its kind."""
    for path in _entries(Path(settings["THEME"])):
        yield "templates" if path.name == "templates" else "theme", path
    for folder in settings["THEME_TEMPLATES_OVERRIDES"]:
        yield "templates", Path(folder)
    yield "code", Path(__file__).parent.parent
    for library in map(Path, sys.path):
        if library.name in ("site-packages", "dist-packages"):
            for path in sorted(library.glob("*.dist-info")):
                yield "code", path / "METADATA"
    for path in settings.get("PLUGIN_PATHS") or ():
        yield "code", Path(path)
    for plugin in settings["PLUGINS"]:
        if isinstance(plugin, str) and not plugin.startswith("newsroom."):
            for name in (plugin, f"pelican.plugins.{plugin}"):
                with suppress(ImportError, ValueError):
                    if (spec := find_spec(name)) and spec.origin:
                        yield "code", Path(spec.origin).parent


def _entries(folder: Path) -> Iterator[Path]:
    """List what lies in a folder, but for what is hidden."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.name.startswith("."):
                yield Path(entry.path)


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
        except FileNotFoundError:
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
