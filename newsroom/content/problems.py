"""What is wrong with a content file, and where."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from newsroom.content.rules import RULES

_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dotted(location: Iterable[str | int]) -> str:
    """Return the name of a field as problems give it: `picture.alt`, `tags.2` (counted from 1)."""
    steps = tuple(location)
    if len(steps) == 1 and isinstance(steps[0], str):
        return steps[0]
    return ".".join([str(step + 1) if isinstance(step, int) else step for step in steps])


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the line (counted from 1), the field, and what to do about it.

    `path` is relative to the project, with slashes. `field` is dotted (`picture.alt`), or `body`.
    `code` is that of the rule that is broken (`newsroom.content.rules`).
    """

    path: str
    line: int
    field: str
    message: str
    code: str

    def __str__(self) -> str:
        field, message = _one_line(self.field), _one_line(self.message)
        return f"{printable(self.path)}:{self.line}: {field}: {message} [{self.code}]"

    @property
    def stops(self) -> Literal["builds", "publishing", "nothing"]:
        """What a site with this problem cannot do."""
        return RULES[self.code].stops


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON array (RFC 8259), an object each."""
    text = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)
    return _encodable(text)


def as_annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which notes it at its line."""
    level = "warning" if problem.stops == "nothing" else "error"
    path = _escaped(printable(problem.path)).replace(":", "%3A").replace(",", "%2C")
    title = f"{problem.code} {_escaped(problem.field).replace(':', '%3A').replace(',', '%2C')}"
    return f"::{level} file={path},line={problem.line},title={title}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return _encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def printable(text: str) -> str:
    """Return a text, which may hold anything, as a part of one line that any terminal shows."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _encodable(text: str) -> str:
    """Return a text without bytes of a file's name that are no UTF-8 (PEP 383): as `\\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode()


def _one_line(text: str) -> str:
    """Return a text, in which a name may be quoted, without what breaks a line or is no text."""
    return _BREAKING.sub(lambda found: ascii(found[0])[1:-1], text)


class ContentError(Exception):
    """The content has problems; `problems` holds all of them, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
