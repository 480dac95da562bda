"""What a build has made anew, and what it only made again: that keeps its time, as untouched."""

import filecmp
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Changes:
    """Which files of a build are new or other than before, stayed, and are no longer there.

    Paths within the output folder, with slashes, in order.
    """

    written: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def keep_times(staged: Path, before: Path) -> Changes:
    """Give each file of a finished build that says the same as before its former time (mtime).

    `before` is the folder that the build is to replace, if it is there. So uploads, caches and
    whoever looks by time see what has changed, and nothing else.
    """
    names = set(_files(staged))
    former = set(_files(before))
    left = set()
    for name in names & former:
        new, old = staged / name, before / name
        if filecmp.cmp(new, old, shallow=False):
            stat = old.stat()
            os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            left.add(name)
    return Changes(*(tuple(sorted(found)) for found in (names - left, left, former - names)))


def _files(folder: Path) -> list[str]:
    start = len(str(folder)) + 1
    return [f"{here}/{name}"[start:] for here, _, names in os.walk(folder) for name in names]
