"""What is wrong with a content file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


def dotted(location: Iterable[str | int]) -> str:
    """Return the name of a field as problems give it: `picture.alt`, `tags.2` (counted from 1)."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in location)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the line (counted from 1), the field, and what to do about it.

    `path` is relative to the project, with slashes. `field` is dotted (`picture.alt`), or `body`.
    """

    path: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        # A file's name may hold anything; a problem is one line.
        path = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in self.path)
        return f"{path}:{self.line}: {self.field}: {self.message}"


class ContentError(Exception):
    """The content has problems; `problems` holds all of them, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
