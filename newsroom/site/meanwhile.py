"""Files that another process makes meanwhile: each takes a while, and nobody waits for it."""

import logging
import os
from collections.abc import Callable, Sequence
from functools import partial

from newsroom.content.parallel import Begun

Work = Callable[[], object]


class Meanwhile:
    """Work that is put aside, begun elsewhere, and waited for.

    What fails or warns elsewhere is done again here, to fail or to warn.
    """

    def __init__(self) -> None:
        self._aside: list[Work] = []
        self._begun: list[Begun] = []

    def add(self, work: Work) -> None:
        """Put some work aside. It writes a file, which nobody looks at before `finish`."""
        self._aside.append(work)

    def start(self) -> None:
        """Begin what was put aside."""
        if self._aside:
            self._begun.append(Begun(partial(_do, self._aside, os.getpid())))
            self._aside = []

    def finish(self) -> None:
        """Wait for all of it. Raises what the work raises."""
        self.start()
        while self._begun:
            self._begun[0]()
            self._begun.pop(0)

    def stop(self) -> None:
        """Give up what is under way."""
        for begun in self._begun:
            begun.stop()


class Complaints(logging.Handler):
    """Hears whether there is a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Hear a record; `logging` calls it."""
        self.heard = True

    def __enter__(self) -> "Complaints":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *error: object) -> None:
        logging.getLogger().removeHandler(self)


def _do(works: Sequence[Work], ours: int) -> None:
    with Complaints() as complaints:
        for work in works:
            work()
    if complaints.heard and os.getpid() != ours:
        raise RuntimeError("there was a warning; it is told where this is done again")
