"""Which output files the last build left that may stay as they are, and why others may not."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

# What speaks for a file by itself: nothing of it was compared.
NEW, OTHERS, UNTOLD = "new", "others", "untold"


class Rendered(NamedTuple):
    """The template that a page was made with, and how long that took (s)."""

    template: str
    seconds: float


class Ledger:
    """What each output file is made of, in the last build (`before`) and in this one.

    A trace says so in a line: words of the form `name:digest`. Two traces of a file that are equal
    promise that its bytes would be. `notes` are what builds leave one another, so that they need
    not find it out again: plain data, that JSON gives back as it was. `causes` are why nothing of
    `before` holds, where that is so.

    `made` are the files that do not stay, each with what speaks for itself, or None; `sources` the
    content files (paths within the content folder) of pages that show one, `rendered` what
    templates made.
    """

    def __init__(
        self,
        before: Mapping[str, str] | None = None,
        notes: Mapping[str, Any] | None = None,
        causes: Sequence[str] = (),
    ) -> None:
        self.before: Mapping[str, str] = before or {}
        self.notes: dict[str, Any] = dict(notes or {})
        self.causes = tuple(causes)
        self.traces: dict[str, str] = {}
        self.kept: set[str] = set()
        self.made: dict[str, str | None] = {}
        self.sources: dict[str, str] = {}
        self.rendered: dict[str, Rendered] = {}

    @cached_property
    def made_with(self) -> Mapping[str, Sequence[str]]:
        """The files of the last build by the first word of their traces: that of their template."""
        found: dict[str, list[str]] = {}
        for name, trace in self.before.items():
            found.setdefault(trace.partition(" ")[0], []).append(name)
        return found

    def keeps(self, name: str, trace: str | None) -> bool:
        """Note what a file is made of; tell whether that of the last build is to stay.

        `name` is its path within the output folder; a file without a trace is made each time.
        """
        if trace is None or "\n" in name or "\t" in name:
            self.made[name] = UNTOLD
            return False
        if self.stays(name, trace):
            return True
        self.made[name] = None
        return False

    def stays(self, name: str, trace: str) -> bool:
        """Do the same for a file that is only copied, which is not said to be made."""
        self.traces[name] = trace
        if self.before.get(name) != trace:
            return False
        self.kept.add(name)
        return True

    def rest(self, names: Iterable[str]) -> None:
        """Note that files of the last build are made of what they were made of, and stay."""
        for name in names:
            self.traces[name] = self.before[name]
            self.kept.add(name)

    def why(self, name: str) -> list[str]:
        """Return why a file was made: what of its trace is other than before, or what else."""
        because = self.made[name]
        if self.causes and because in (None, UNTOLD):
            return list(self.causes)
        return [because] if because else reasons(self.before.get(name), self.traces[name])


def reasons(before: str | None, now: str) -> list[str]:
    """Return what of a file's trace is other than before, by name; empty where all is as it was.

    `article.beside` stands for an article whose own file is as it was: for what its page shows
    besides, of others and of the time.
    """
    if before is None:
        return [NEW]
    was, made = (
        dict(word.partition(":")[::2] for word in trace.split()) for trace in (before, now)
    )
    changed = sorted(name for name in was.keys() | made.keys() if was.get(name) != made.get(name))
    if "article" in changed:
        keys = [found.get("article", "").partition("-")[0] for found in (was, made)]
        if keys[0] == keys[1]:
            changed[changed.index("article")] = "article.beside"
    return changed
