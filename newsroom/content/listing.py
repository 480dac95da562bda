"""What lies in a content folder, and what tells each file from what it was."""

import os
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

# A file that changed this shortly before it was looked at may change again unnoticed (ns): what
# file systems and kernels give times by is coarser than a write.
COARSE = 50_000_000


class Listed(NamedTuple):
    """A file below a folder; `path` is relative to it, with slashes.

    `is_link` says whether it is a symbolic link, be it to a folder: links are not followed.
    `signature` changes when the file does; `newest` is when it last did (ns, of the file system).
    """

    path: str
    is_link: bool
    is_file: bool
    size: int
    newest: int
    signature: str

    @property
    def suffix(self) -> str:
        """The ending of its name, as `.md`; empty for none."""
        name = self.path.rpartition("/")[2]
        stem, dot, ending = name.rpartition(".")
        return dot + ending if stem and ending else ""


def list_files(folder: Path) -> list[Listed]:
    """List the files below a folder, those of a folder before those of its folders, by name.

    Passed over are hidden ones, and those that editors' programs leave behind. Raises OSError where
    a folder cannot be listed: what lies in it must not be taken for gone.
    """
    found: list[Listed] = []
    root = os.fspath(folder)
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(os.path.join(root, below)) as entries:  # noqa: PTH118 (fast)
                ordered = sorted(entries, key=attrgetter("name"))
        except FileNotFoundError:
            continue
        folders = []
        for entry in ordered:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{below}{name}/")
            elif not name.startswith("#") and not name.endswith("~"):
                found.append(_listed(f"{below}{name}", entry))
        waiting += reversed(folders)
    return found


def _listed(path: str, entry: "os.DirEntry[str]") -> Listed:
    stat = entry.stat(follow_symlinks=False)
    return Listed(
        path,
        entry.is_symlink(),
        entry.is_file(follow_symlinks=False),
        stat.st_size,
        max(stat.st_mtime_ns, stat.st_ctime_ns),
        f"{stat.st_mode}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}:{stat.st_ino}",
    )


def instant_beside(file: Path) -> int:
    """Return what time it is for the file system that a file lies in (ns); 0 if it does not say."""
    mark = file.with_name(f".{file.name}.now")
    try:
        mark.touch()
        found = mark.stat().st_mtime_ns
        mark.unlink(missing_ok=True)
    except OSError:
        return 0
    return found
