"""What tells a file of the output from what it was, and which files a build has changed."""

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
