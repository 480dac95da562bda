"""What tells a file of the output from what it was, and which files a build has changed."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Stat(NamedTuple):
    """What tells a file from what it was: mode, size (bytes), time (mtime, ns), number (inode)."""

    st_mode: int
    st_size: int
    st_mtime_ns: int
    st_ino: int


@dataclass(frozen=True)
class Changes:
    """Which files of a build are new or other than before, stayed, and are no longer there.

    Paths within the output folder, with slashes, in order.
    """

    written: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def digest_of(files: Mapping[str, Stat]) -> str:
    """Return a digest of files by their paths and stats."""
    said = "\n".join(
        f"{path}\0{stat.st_mode}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}"
        for path, stat in sorted(files.items())
    )
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def signature(path: str, stat: Stat | os.stat_result, *more: int) -> bytes:
    """Return a line that is another one when a file is."""
    parts = (path, stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ino, *more)
    return "\0".join(map(str, parts)).encode("utf-8", "surrogateescape") + b"\n"
