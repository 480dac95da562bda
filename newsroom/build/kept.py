"""What a build has made anew, and what it only made again: that keeps its time, as untouched."""

import filecmp
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Changes:
    """How many files of a build are new or other than before, stayed, and are no longer there."""

    written: int
    left: int
    removed: int


def keep_times(staged: Path, before: Path) -> Changes:
    """Give each file of a finished build that says the same as before its former time (mtime).

    `before` is the folder that the build is to replace, if it is there. So uploads, caches and
    whoever looks by time see what has changed, and nothing else.
    """
    names = set(_files(staged))
    former = set(_files(before))
    left = 0
    for name in names & former:
        new, old = staged / name, before / name
        if filecmp.cmp(new, old, shallow=False):
            stat = old.stat()
            os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            left += 1
    return Changes(len(names) - left, left, len(former - names))


def _files(folder: Path) -> list[str]:
    found = []
    for here, _, names in os.walk(folder):
        inner = os.path.relpath(here, folder)
        found += [os.path.normpath(os.path.join(inner, name)) for name in names]  # noqa: PTH118
    return found
