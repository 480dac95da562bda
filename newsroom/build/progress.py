"""How far a build is, on a terminal."""

from collections.abc import Callable
from typing import TextIO

# How often the line is written (s).
_EVERY = 0.1


class ProgressLine:
    """A line of a terminal that says how far a build is, written over itself.

    `clock` returns seconds: it is written ten times a second at most.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream, self._clock = stream, clock
        self._due = clock()
        self._width = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say that so many of so many things are done."""
        now = self._clock()
        if now >= self._due:
            self._due = now + _EVERY
            self._write(f"{what} {done} of {of}")

    def close(self) -> None:
        """Clear the line."""
        if self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def _write(self, text: str) -> None:
        self._stream.write(f"\r{text:<{self._width}}")
        self._stream.flush()
        self._width = max(self._width, len(text))
