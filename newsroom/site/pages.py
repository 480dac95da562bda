"""Pages: which are to be made, and made by all cores."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from newsroom.content.parallel import is_worth_it, spread
from newsroom.site.ledger import Ledger
from newsroom.site.traces import Traces


@dataclass(frozen=True, slots=True)
class _Task:
    """A page that is to be written: its path within the output folder, and what it is made of.

    `site` are the names that all pages know, `own` those of this one.
    """

    name: str
    template: Template
    site: Mapping[str, Any]
    own: Mapping[str, Any]

    @property
    def age(self) -> float:
        """Where its articles stand in time: those of one time are rendered one after another."""
        listed = next((v.object_list for k, v in self.own.items() if k.endswith("s_page")), ())
        first: Any = listed[0] if listed else self.own.get("article")
        dated = getattr(first, "article", first)
        return -dated.date.timestamp() if hasattr(dated, "date") else 0.0


class PageWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, which leaves pages as they are, and what must be made for last.

    Stands for `write_file` of Pelican 4.12. Where other plugins, or receivers of signals, are at
    work, all pages are written, at once and in Pelican's order.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting: list[_Task] = []
        self._named: set[str] = set()

    @property
    def ledger(self) -> Ledger:
        """What the files of this build are made of."""
        found: Ledger = self.settings["LEDGER"]
        return found

    @property
    def traces(self) -> Traces:
        """What says so."""
        found: Traces = self.settings["TRACES"]
        return found

    def write_file(
        self,
        name: Any,
        template: Any,
        context: Any,
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: Any = None,
        override_output: bool = False,
        url: Any = None,
        **own: Any,
    ) -> None:
        """Write a page, or all pages of a list: now, later, or not at all. Pelican calls it."""
        if not self.settings["ALONE"] or override_output:
            super().write_file(
                name, template, context, relative_urls, paginated, template_name,
                override_output, url, **own,
            )  # fmt: skip
            return
        if not name:
            return
        if paginated is None:
            paginated = {key: own[key] for key in ("articles", "dates") if key in own}
        if paginated and template_name in self.settings["PAGINATED_TEMPLATES"]:
            size = self.settings["PAGINATED_TEMPLATES"][template_name]
            size = size or self.settings["DEFAULT_PAGINATION"]
            lists = {
                key: Paginator(name, url, listed, self.settings, size)
                for key, listed in paginated.items()
            }
            for place, pages in _pages(lists):
                self._plan(place, template, context, {**own, **pages})
        else:
            self._plan(str(name), template, context, own)

    def keeps(
        self, name: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> bool:
        """Tell whether the page that the last build wrote to a path may stay as it is.

        Of an article its facts are enough. Raises FileOverwriteFailedError where the path is taken.
        """
        if name in self._named:
            raise FileOverwriteFailedError(f"two pages want to be written to {name}")
        self._named.add(name)
        return self.ledger.keeps(name, self.traces.page(name, template, site, own))

    def add(
        self, name: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> None:
        """Have a page written with the others that wait."""
        self._waiting.append(_Task(name, template, site, own))

    def _plan(
        self, name: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> None:
        if not self.keeps(name, template, site, own):
            self.add(name, template, site, own)

    def write_waiting(self) -> None:
        """Write what waits, by the time of its articles.

        What fails or warns elsewhere is written again here, to fail or to warn.
        """
        waiting = sorted(self._waiting, key=lambda task: task.age)
        self._waiting = []
        if not is_worth_it(len(waiting)):
            for task in waiting:
                self._write(task)
            return
        for number in spread(partial(_fails, self), waiting):
            self._write(waiting[number])

    def _write(self, task: _Task) -> None:
        names = {**task.site, "localsiteurl": None, "output_file": task.name, **task.own}
        text = task.template.render(names)
        file = Path(sanitised_join(self.output_path, task.name))
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8") as stream:
            stream.write(text)


def _pages(lists: Mapping[str, Paginator]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give for each page of lists that go side by side its path, and what Pelican tells it."""
    first = next(iter(lists.values()))
    for number in range(1, first.num_pages + 1):
        told: dict[str, Any] = {}
        for key, paginator in lists.items():
            page = paginator.page(number)
            told |= {
                f"{key}_paginator": paginator,
                f"{key}_page": page,
                f"{key}_previous_page": paginator.page(number - 1) if number > 1 else None,
                f"{key}_next_page": paginator.page(number + 1) if page.has_next() else None,
            }
        yield page.save_as, told


def _fails(writer: PageWriter, task: _Task) -> bool:
    """Write a page in another process; tell whether something was wrong."""
    complaints = _Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        writer._write(task)
    except Exception:
        return True  # it happens again where it is told
    finally:
        logging.getLogger().removeHandler(complaints)
    return complaints.heard


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
            writer.traces.close()
