"""An output tree is made from the one before it by what differs: few files change in most builds.

The tree that was live before is the spare. It becomes the new one: its files are links to those of
the live tree, but where the two differ. What differs is told by the numbers on the disk (inodes),
each time anew; two names of one number are one file. So the spare needs no record and may be in
any state: left half-changed by a killed build, edited by hand, or of another site.

No file of a tree is ever written into, for it may be live under its other name: new files are moved
over old ones.
"""

import os
import shutil
import stat
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.build.changes import Changes, Stat
from newsroom.build.swap import put, spare_of
from newsroom.content.parallel import in_order

Stats = Mapping[str, Stat]


@dataclass(frozen=True)
class Found:
    """What lies in a folder: each file with its inode number, each folder below with its mode."""

    files: dict[str, int]
    folders: dict[str, int]


@dataclass(frozen=True)
class Whole:
    """A tree that is complete and not live yet, in `folder`.

    All names are paths within the tree, with slashes. `before` tells of the files of the live tree,
    `left` which of them are in this one too, `fresh` which of those got a name here just now; `own`
    are the files of the build itself, and `later` those that may still be written by somebody else.
    """

    folder: Path
    before: Stats
    left: Set[str]
    fresh: Set[str]
    own: Set[str]
    later: Set[str]


@dataclass(frozen=True)
class Live:
    """What a build has made live: its changes, and each file with what `lstat` says of it."""

    changes: Changes
    files: Stats


@dataclass(frozen=True)
class _Plan:
    """What a tree is to be: which files it has from the live one at `target`, and which of its own.

    `mode` is that of its folders.
    """

    target: Path
    before: Stats
    left: Set[str]
    own: Set[str]
    mode: int


def files_in(folder: Path) -> dict[str, Stat]:
    """Return each file below a folder with what `lstat` says of it; nothing if it is not there.

    Names are paths within the folder, with slashes; links count as files and are not followed.
    """
    found = {}
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        with suppress(FileNotFoundError), os.scandir(f"{folder}/{inner}") as entries:
            for entry in entries:
                name = inner + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                else:
                    found[name] = _stat(entry.stat(follow_symlinks=False))
    return found


def _stat(found: os.stat_result) -> Stat:
    return Stat(found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino)


def assemble(
    made: Path,
    target: Path,
    *,
    keep: Set[str],
    before: Stats,
    spare_holds: Found | None = None,
    later: Collection[str] = (),
) -> Whole:
    """Make a whole tree of the files in `made` and of those to keep of the live tree at `target`.

    `before` is what `files_in` says of the live tree. A file of `made` that says the same as the
    live one of its name gives way to that: it keeps its time (mtime) and its number on the disk. Of
    the files to keep, too, the live tree and the new one have the same, by links; where links
    cannot be made, copies with their times. Names of `later` are left out of it; they may be
    written into the tree afterwards. `spare_holds` is what lies in the spare, where somebody has
    looked since the last build. The files of `made` are moved away. Folders have the mode of
    `made`; there are no empty ones. The live tree is not touched.

    Raises ValueError where a file to keep is not in the live tree, and OSError where a file cannot
    be read, moved or linked. The next build does not mind what is left behind then.
    """
    if missing := keep - before.keys():
        raise ValueError(f"not in the live tree: {min(missing)}")
    new = _look(made)
    same = _same(made, target, sorted(new.files.keys() & before.keys() - set(later)))
    own = new.files.keys() - same
    left = (keep - own - set(later)) | same
    plan = _Plan(target, before, left, own, stat.S_IMODE(made.stat().st_mode))
    spare = spare_of(target)
    if (found := spare_holds or usable(spare, made)) is not None:
        try:
            spare.chmod(plan.mode)
            fresh = _complete(spare, found, plan)
        except OSError:  # something in it cannot be changed
            shutil.rmtree(spare, ignore_errors=True)
        else:
            _move(made, new, spare, own)
            return Whole(spare, before, left, fresh, own, frozenset(later))
    fresh = _complete(made, new, plan)
    return Whole(made, before, left, fresh, own, frozenset(later))


def make_live(whole: Whole, target: Path) -> Live:
    """Put a tree at `target`, in one rename; what was live becomes the spare.

    A file that was written later and says the same as the live one gives way to that, as others do.
    Raises what `newsroom.build.swap.put` raises; then `target` is as it was.
    """
    left, fresh, written = set(whole.left), set(whole.fresh), set(whole.own - whole.later)
    for name in whole.later:
        file, live = whole.folder / name, target / name
        if name in whole.before and _says_the_same(file, live):
            file.unlink()
            _link(live, file)
            left.add(name)
            fresh.add(name)
        elif os.path.lexists(file):
            written.add(name)
    files = {name: whole.before[name] for name in left - fresh}
    files |= {name: _stat((whole.folder / name).lstat()) for name in fresh | written}
    put(whole.folder, target)
    gone = whole.before.keys() - files.keys()
    return Live(Changes(*(tuple(sorted(names)) for names in (written, left, gone))), files)


def make_spare(target: Path, files: Stats) -> None:
    """Make the spare all links to the files of the live tree, so that the next build has it easy.

    `files` is what `files_in` or `make_live` says of the live tree. It is worth its time after a
    build that had no spare, or that changed much. Where links cannot be made there will be no
    spare: it would save nothing.
    """
    spare = spare_of(target)
    mode = stat.S_IMODE(target.stat().st_mode)
    plan = _Plan(target, files, left=files.keys(), own=frozenset(), mode=mode)
    try:
        found = usable(spare, target)
        if found is None:
            spare.mkdir()
            found = Found({}, {})
        spare.chmod(mode)
        _complete(spare, found, plan, link=os.link)
    except OSError:
        shutil.rmtree(spare, ignore_errors=True)  # but nothing that is no folder


def _look(folder: Path) -> Found:
    """Look at a tree without asking for each file: a folder's list has the inode numbers."""
    files, folders = {}, {}
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        with os.scandir(f"{folder}/{inner}") as entries:
            for entry in entries:
                name = inner + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                    folders[name] = stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode)
                else:
                    files[name] = entry.inode()
    return Found(files, folders)


def usable(spare: Path, made: Path) -> Found | None:
    """Look at the spare; None where there is none, or none that can be changed."""
    try:
        known = spare.lstat()
        # Inode numbers and links are of one file system each.
        if stat.S_ISDIR(known.st_mode) and known.st_dev == made.lstat().st_dev:
            return _look(spare)
    except FileNotFoundError:
        pass
    except OSError:
        shutil.rmtree(spare, ignore_errors=True)
    return None


def _same(made: Path, target: Path, names: list[str]) -> Set[str]:
    """Return which files of the build say the same as the live ones."""

    def is_same(name: str) -> bool:
        return _says_the_same(made / name, target / name)

    return {name for name, same in zip(names, in_order(is_same, names), strict=True) if same}


def _says_the_same(one: Path, other: Path) -> bool:
    # Not filecmp: it remembers what it found of two files of these names, sizes and times.
    return (
        one.is_file()
        and other.is_file()
        and one.stat().st_size == other.stat().st_size
        and one.read_bytes() == other.read_bytes()
    )


def _link(live: Path, file: Path) -> None:
    try:
        os.link(live, file, follow_symlinks=False)
    except FileExistsError:  # never write into it
        raise
    except OSError:  # a file system without links, a file with too many, or somebody else's
        shutil.copy2(live, file, follow_symlinks=False)


def _complete(
    folder: Path, found: Found, plan: _Plan, link: Callable[[Path, Path], None] = _link
) -> Set[str]:
    """Make a folder, in whatever state, the planned tree but for the build's own files.

    These may be there already, or come afterwards. Returns which files got a name here just now.
    """
    fresh = {name for name in plan.left if found.files.get(name) != plan.before[name].st_ino}
    for name in found.files.keys() - (plan.left - fresh) - plan.own:
        (folder / name).unlink()
    folders = _around(plan.left | plan.own)
    for name in sorted(found.folders.keys() - folders, reverse=True):  # the inner ones first
        (folder / name).rmdir()
    for name in found.folders.keys() & folders:
        if found.folders[name] != plan.mode:
            (folder / name).chmod(plan.mode)
    missing = folders - found.folders.keys()
    outer = _around(missing) & missing
    for name in sorted(outer):
        (folder / name).mkdir()
    inner = missing - outer
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(fresh):
        parts[name.rpartition("/")[0]].append(name)

    def fill(part: str) -> None:
        if part in inner:
            (folder / part).mkdir()
        for name in parts.get(part, ()):
            link(plan.target / name, folder / name)

    for _ in in_order(fill, sorted(inner | parts.keys())):
        pass
    return fresh


def _around(names: Iterable[str]) -> set[str]:
    """Return all folders that these names lie in."""
    found: set[str] = set()
    outer = {name.rpartition("/")[0] for name in names}
    while outer := outer - found - {""}:
        found |= outer
        outer = {name.rpartition("/")[0] for name in outer}
    return found


def _move(made: Path, new: Found, folder: Path, own: Set[str]) -> None:
    """Move the build's own files over those of the tree, and remove what stays of the build."""
    for name in own:
        (made / name).replace(folder / name)
    for name in new.files.keys() - own:
        (made / name).unlink()
    for name in sorted(new.folders, reverse=True):
        (made / name).rmdir()
