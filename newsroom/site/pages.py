"""Pages: which are to be made, and made by all cores."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican.generators import Generator
from pelican.paginator import Page, Paginator
from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from newsroom.content.facts import Facts
from newsroom.content.parallel import counted, is_worth_it, spread
from newsroom.site.ledger import OTHERS, UNTOLD, Ledger, Rendered
from newsroom.site.meanwhile import Complaints, Meanwhile
from newsroom.site.numbers import Numbers
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
        facts: Facts | None = getattr(first, "facts", None)
        return -facts.begins if facts else 0.0


class PageWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, which leaves pages as they are, and what must be made for last.

    Stands for `write_file` of Pelican 4.12. Where other plugins, or receivers of signals, are at
    work, all pages are written, at once and in Pelican's order. CLOCK (returns seconds) says how
    long templates take, PROGRESS hears of the pages that are written.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting: list[_Task] = []
        self._named: set[str] = set()
        self._at_rest: dict[str, bool] = {}
        self.clock: Callable[[], float] = self.settings.get("CLOCK") or (lambda: 0.0)
        progress = self.settings.get("PROGRESS")
        self._progress = partial(progress, "rendering") if progress else None

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

    @property
    def meanwhile(self) -> Meanwhile:
        """What another process makes while this one goes on."""
        found: Meanwhile = self.settings["MEANWHILE"]
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
                name, _Watched(template, self), context, relative_urls, paginated, template_name,
                override_output, url, **own,
            )  # fmt: skip
            return
        if not name or self.rests(template):
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
            numbers = self._to_look_at(template, context, own, lists)
            for place, pages in _pages(lists, numbers):
                self._plan(place, template, context, {**own, **pages})
        else:
            self._plan(str(name), template, context, own)

    def write_feed(
        self, elements: Any, context: Any, path: Any = None, *more: Any, **own: Any
    ) -> Any:
        """Write a feed; Pelican calls it."""
        if path and not self.settings["ALONE"]:
            self.ledger.made[path] = OTHERS
        return super().write_feed(elements, context, path, *more, **own)

    def _to_look_at(
        self,
        template: Template,
        site: Mapping[str, Any],
        own: Mapping[str, Any],
        lists: Mapping[str, Paginator],
    ) -> Sequence[int]:
        """Return the numbers of the pages of lists that may have changed, and have the others stay.

        Where a list is what it was, those are its pages on which something shows itself otherwise,
        and their neighbours.
        """
        first = next(iter(lists.values()))
        every = range(1, first.num_pages + 1)
        found = [self.traces.changed_in(paginator.object_list) for paginator in lists.values()]
        said = self.traces.beside_lists(template, site, own, lists) if None not in found else None
        if said is None:
            return every
        head, words = said
        last = first.num_pages  # which may have some more than the others (DEFAULT_ORPHANS)
        changed = {
            min(place // first.per_page + 1, last) for places in found for place in places or ()
        }
        page = Page(first.name, first.url, (), 1, first, self.settings)
        resting: list[str] = []
        others: list[int] = []
        for page.number in every:
            name = str(page.save_as)
            trace = self.ledger.before.get(name, "")
            near = changed and not changed.isdisjoint(range(page.number - 1, page.number + 2))
            if not near and trace.startswith(head) and _has(trace, words):
                resting.append(name)
            else:
                others.append(page.number)
        self.rest(resting)
        return others

    def rests(self, template: Template) -> bool:
        """Tell whether all files stay that a template made last time, and it makes no others."""
        key = template.name or ""
        if key not in self._at_rest:
            names = self.traces.lists(template) if self.settings["ALONE"] else ()
            self._at_rest[key] = bool(names)
            self.rest(names)
        return self._at_rest[key]

    def rest(self, names: Collection[str]) -> None:
        """Have pages of the last build stay."""
        self._named.update(names)
        self.ledger.rest(names)

    def keeps_file(self, name: str, kind: str, list_all: Callable[[], Any]) -> bool:
        """Tell whether a file that no template makes may stay as it is.

        It is made of what `list_all` returns, of a kind; of articles of what others can show.
        """
        # Where others are at work, they may list something else of articles that are as they were.
        former = self.traces.file_at_rest(name, kind) if self.settings["ALONE"] else None
        return self.ledger.keeps(name, former or self.traces.file(kind, list_all()))

    def keeps(
        self, name: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> bool:
        """Tell whether the page that the last build wrote to a path may stay as it is.

        Of an article its facts are enough. Raises FileOverwriteFailedError where the path is taken.
        """
        if name in self._named:
            raise FileOverwriteFailedError(f"two pages want to be written to {name}")
        self._named.add(name)
        keeps = self.ledger.keeps(name, self.traces.page(name, template, site, own))
        if self.ledger.made.get(name) == UNTOLD:
            self.traces.miss(template)
        if not keeps and (source := _source(own)):
            self.ledger.sources[name] = source
        return keeps

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
            for task in counted(waiting, self._progress):
                self._note(task, self._write(task))
            return
        self.traces.compile(task.template for task in waiting)
        taken = spread(partial(_try, self), waiting, self._progress)
        for task, seconds in zip(waiting, taken, strict=True):
            self._note(task, self._write(task) if seconds is None else seconds)

    def _note(self, task: _Task, seconds: float) -> None:
        self.ledger.rendered[task.name] = Rendered(task.template.name or "", seconds)

    def _write(self, task: _Task) -> float:
        """Write a page; return how long its template took (s)."""
        names = {**task.site, "localsiteurl": None, "output_file": task.name, **task.own}
        began = self.clock()
        text = task.template.render(names)
        seconds = self.clock() - began
        file = Path(sanitised_join(self.output_path, task.name))
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8") as stream:
            stream.write(text)
        return seconds


class _Watched:
    """A template that Pelican's own writer renders, and a note of it for the report."""

    def __init__(self, template: Template, writer: PageWriter) -> None:
        self._template, self._writer = template, writer

    def render(self, names: Mapping[str, Any]) -> str:
        """Render the template with the names of a page."""
        name, ledger, clock = str(names["output_file"]), self._writer.ledger, self._writer.clock
        began = clock()
        text = self._template.render(names)
        ledger.made[name] = OTHERS
        ledger.rendered[name] = Rendered(self._template.name or "", clock() - began)
        return text


def _source(own: Mapping[str, Any]) -> str | None:
    """Return the path of the content file that a page shows, where it shows one."""
    shown = own.get("article") or own.get("page")
    found = shown.path if isinstance(shown, Facts) else getattr(shown, "relative_source_path", None)
    return str(found) if found else None


def _has(trace: str, words: Iterable[str]) -> bool:
    return all(f" {word} " in f"{trace} " for word in words)


def _page(paginator: Paginator, numbers: Numbers, number: int) -> Any:
    page = paginator.page(number)
    page.paginator = numbers
    return page


def _pages(
    lists: Mapping[str, Paginator], chosen: Iterable[int]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give for pages of lists that go side by side its path, and what Pelican tells it.

    The pages are chosen by their numbers.
    """
    first = next(iter(lists.values()))
    numbers = {key: Numbers.of(paginator) for key, paginator in lists.items()}
    for number in chosen:
        told: dict[str, Any] = {}
        for key, paginator in lists.items():
            page = _page(paginator, numbers[key], number)
            near = [
                _page(paginator, numbers[key], other) if 1 <= other <= first.num_pages else None
                for other in (number - 1, number + 1)
            ]
            told |= {
                f"{key}_paginator": numbers[key],
                f"{key}_page": page,
                f"{key}_previous_page": near[0],
                f"{key}_next_page": near[1],
            }
        yield page.save_as, told


def _try(writer: PageWriter, task: _Task) -> float | None:
    """Write a page in another process; return as `_write` does, or None if something was wrong."""
    try:
        with Complaints() as complaints:
            seconds = writer._write(task)
    except Exception:
        return None  # it happens again where it is told
    return None if complaints.heard else seconds


class WaitingPagesGenerator(Generator):  # type: ignore[misc]
    """Stands last, and has the writer write what waits."""

    def generate_output(self, writer: Any) -> None:
        """Write all pages that have been put aside; Pelican calls it."""
        if isinstance(writer, PageWriter):
            writer.write_waiting()
            writer.meanwhile.finish()
            writer.traces.close()
