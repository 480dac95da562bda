"""Pages are written by all cores: rendering is most of what a build takes."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.content.parallel import in_order, is_worth_it

# The plugins with which nobody listens when a page is written, or looks at the output before the
# end: then the order in which pages are written is nobody's business.
_OURS = ["newsroom.site"]


@dataclass(frozen=True)
class _Page:
    """What Pelican has told the writer to write: a page, or all pages of a list."""

    arguments: tuple[Any, ...]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """About how many pages it comes to."""
        paginated = self.options.get("paginated") or {}
        return max(map(len, paginated.values()), default=1)


class PageWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, which puts pages aside until `write_waiting`.

    Stands for `write_file` of Pelican 4.12. Where other plugins are at work, or somebody listens to
    `content_written`, pages are written at once and in Pelican's order.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting: list[_Page] = []

    def write_file(self, *arguments: Any, **options: Any) -> None:
        """Write a page, or keep in mind to; Pelican calls it."""
        alone = self.settings["PLUGINS"] == _OURS and not signals.content_written.receivers
        # With RELATIVE_URLS Pelican notes in what all pages share how one leads to the root.
        if alone and not self.settings["RELATIVE_URLS"]:
            self._waiting.append(_Page(arguments, options))
        else:
            super().write_file(*arguments, **options)

    def write_waiting(self) -> None:
        """Write what waits, the largest lists first, so that no core is left with one at the end.

        What fails or warns elsewhere is written again here, to fail or to warn.
        """
        waiting, self._waiting = self._waiting, []
        if not is_worth_it(len(waiting)):
            for page in waiting:
                super().write_file(*page.arguments, **page.options)
            return
        waiting.sort(key=lambda page: -page.weight)
        for page, names in zip(waiting, in_order(partial(_write, self), waiting), strict=True):
            if names is None or not self._written_files.isdisjoint(names):
                super().write_file(*page.arguments, **page.options)
            else:
                self._written_files.update(names)


def _write(writer: PageWriter, page: _Page) -> Sequence[str] | None:
    """Write a page in another process; return the files, None if something was wrong."""
    writer._written_files = set()
    complaints = _Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        Writer.write_file(writer, *page.arguments, **page.options)
    except Exception:
        return None  # it happens again where it is told
    finally:
        logging.getLogger().removeHandler(complaints)
    return None if complaints.heard else sorted(writer._written_files)


class _Complaints(logging.Handler):
    """Hears whether there is a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


class WaitingPagesGenerator(Generator):  # type: ignore[misc]
    """Stands last, and has the writer write what waits."""

    def generate_output(self, writer: Any) -> None:
        """Write all pages that have been put aside; Pelican calls it."""
        if isinstance(writer, PageWriter):
            writer.write_waiting()
