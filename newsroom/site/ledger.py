"""Which output files the last build left that may stay as they are."""

from collections.abc import Mapping
from typing import Any


class Ledger:
    """What each output file is made of, in the last build (`before`) and in this one.

    A trace says so in a line: words of the form `name:digest`. Two traces of a file that are equal
    promise that its bytes would be. `notes` are what builds leave one another, so that they need
    not find it out again: plain data, that JSON gives back as it was.
    """

    def __init__(
        self, before: Mapping[str, str] | None = None, notes: Mapping[str, Any] | None = None
    ) -> None:
        self.before: Mapping[str, str] = before or {}
        self.notes: dict[str, Any] = dict(notes or {})
        self.traces: dict[str, str] = {}
        self.kept: set[str] = set()

    def keeps(self, name: str, trace: str | None) -> bool:
        """Note what a file is made of; tell whether that of the last build is to stay.

        `name` is its path within the output folder; a file without a trace is made each time.
        """
        if trace is None or "\n" in name or "\t" in name:
            return False
        self.traces[name] = trace
        if self.before.get(name) != trace:
            return False
        self.kept.add(name)
        return True


def reasons(before: str | None, now: str) -> list[str]:
    """Return what of a file's trace is other than before, by name; empty where all is as it was."""
    if before is None:
        return ["new"]
    was, made = (
        dict(word.partition(":")[::2] for word in trace.split()) for trace in (before, now)
    )
    return sorted(name for name in was.keys() | made.keys() if was.get(name) != made.get(name))
