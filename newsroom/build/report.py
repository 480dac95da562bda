"""What a build did, and why: in lines for people, as data for programs."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from newsroom.build.changes import Changes
from newsroom.content.problems import printable

if TYPE_CHECKING:
    from newsroom.build.reasons import Made

# Of more pages it is worth telling which were slow, and of those so many.
_FEW, _SLOWEST = 20, 5

_COPIED = "its source is new or has changed"


@dataclass(frozen=True)
class Report:
    """What a build made: the folder, the number of articles, the files by their paths within it.

    `changes` tells of the files; None where the build was not needed, as nothing had changed.
    `read` are the content files that were read anew, `rendered` the files that were made anew:
    pages, feeds, sitemaps, data; those that came out as they were are among them.
    """

    output: Path
    articles: int
    names: Collection[str] = field(repr=False)
    changes: Changes | None = None
    read: tuple[str, ...] = ()
    rendered: "tuple[Made, ...]" = ()

    @property
    def files(self) -> int:
        """The number of files."""
        return len(self.names)


@dataclass(frozen=True)
class Answer:
    """What became of a file in a build, and why.

    `outcome` is `written`, `same` (made anew and found to be as before), `left`, `removed` or
    `missing`; `near` are addresses like one that is missing.
    """

    address: str
    outcome: str
    reasons: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The same in a line."""
        why = "; ".join(self.reasons)
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        said = {
            "written": f"written: {why}",
            "same": f"rendered, came out the same: {why}",
            "left": "left as it was: nothing that it shows has changed",
            "removed": "removed: nothing makes it any more",
            "missing": f"no such page{hint}",
        }
        return f"{printable(self.address)}: {said[self.outcome]}"


def why(report: Report, address: str, site: str) -> Answer:
    """Tell what became of the file at an address, a path or a URL below that of the site.

    Where the site has no URL, as in the preview, that of any host is taken for one.
    """
    name = _name(address, site)
    if name is None:
        return Answer(address, "missing")
    changes = report.changes or Changes()
    folder = f"{name.rstrip('/')}/index.html".lstrip("/")
    for found in (name, folder):
        if found in report.names or found in changes.removed:
            return _answer(report, changes, found)
    shown = _address(folder) if name.endswith("/") or "." not in name else f"/{name}"
    near = get_close_matches(shown, map(_address, sorted(report.names)), n=3)
    return Answer(shown, "missing", near=tuple(near))


def _answer(report: Report, changes: Changes, name: str) -> Answer:
    address = _address(name)
    if name in changes.removed:
        return Answer(address, "removed")
    is_written = name in changes.written
    for made in report.rendered:
        if made.name == name:
            return Answer(address, "written" if is_written else "same", made.reasons)
    return Answer(address, "written", (_COPIED,)) if is_written else Answer(address, "left")


def _name(address: str, site: str) -> str | None:
    """Return the path below the site that an address stands for; None for one elsewhere."""
    if site and (address == site or address.startswith(f"{site}/")):
        address = address.removeprefix(site)
    elif urlsplit(address).netloc:
        if site:
            return None
        address = urlsplit(address).path
    return unquote(address.partition("#")[0].partition("?")[0]).lstrip("/")


def _address(name: str) -> str:
    return (
        f"/{name.removesuffix('index.html')}" if f"/{name}".endswith("/index.html") else f"/{name}"
    )


def summary(report: Report) -> str:
    """Return what a build did, in a line."""
    said = f"{os.path.relpath(report.output)}: {report.files} files, {report.articles} articles"
    if report.changes is None:
        return f"{said} (nothing has changed)"
    counts = {
        "read": report.read,
        "rendered": report.rendered,
        "written": report.changes.written,
        "left": report.changes.left,
        "removed": report.changes.removed,
    }
    return f"{said}: {', '.join(f'{len(these)} {did}' for did, these in counts.items())}"


def timings(report: Report) -> Iterator[str]:
    """Give in lines which pages and templates took longest; nothing where there were few pages."""
    if sum(made.template is not None for made in report.rendered) <= _FEW:
        return
    yield "slowest pages:"
    for made in _slowest(report):
        yield f"  {made.seconds * 1000:.1f} ms {_address(made.name)} ({made.template})"
    yield "slowest templates:"
    for template, taken in _templates(report)[:_SLOWEST]:
        pages = f"{len(taken)} page{'s'[: len(taken) != 1]}"
        yield f"  {sum(taken) * 1000:.1f} ms {template} ({pages})"


def _slowest(report: Report) -> "list[Made]":
    pages = (made for made in report.rendered if made.template is not None)
    return sorted(pages, key=lambda made: (-made.seconds, made.name))[:_SLOWEST]


def _templates(report: Report) -> list[tuple[str, list[float]]]:
    """List the templates with what each of their pages took (s), those that took most first."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for made in report.rendered:
        if made.template is not None:
            taken[made.template].append(made.seconds)
    return sorted(taken.items(), key=lambda item: (-sum(item[1]), item[0]))


def as_data(report: Report, answers: Sequence[Answer] = ()) -> dict[str, Any]:
    """Return all of it for JSON; the keys are always the same. Times are in milliseconds."""
    changes = report.changes or Changes(left=tuple(sorted(report.names)))
    written = set(changes.written)
    return {
        "output": os.path.relpath(report.output),
        "articles": report.articles,
        "files": report.files,
        "changed": report.changes is not None,
        "read": report.read,
        "rendered": [
            {
                "path": made.name,
                "reasons": made.reasons,
                "template": made.template,
                "ms": _ms(made.seconds),
                "written": made.name in written,
            }
            for made in report.rendered
        ],
        "written": changes.written,
        "left": changes.left,
        "removed": changes.removed,
        "slowest": [
            {"path": made.name, "template": made.template, "ms": _ms(made.seconds)}
            for made in _slowest(report)
        ],
        "templates": [
            {"template": template, "pages": len(taken), "ms": _ms(sum(taken))}
            for template, taken in _templates(report)
        ],
        "why": [
            {
                "address": answer.address,
                "outcome": answer.outcome,
                "reasons": answer.reasons,
                "near": answer.near,
            }
            for answer in answers
        ],
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
