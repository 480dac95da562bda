"""Articles in order, as the facts have them: each is made when somebody asks for it.

What Pelican gathers of all articles before it writes (topics, sections, periods, authors) follows
from their facts; a build that leaves most pages as they are asks for few of the articles.
"""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from newsroom.content.facts import Facts
from newsroom.site.edition import Edition
from newsroom.site.kept import KeptArticle, address_of

Settings = Mapping[str, Any]
Make = Callable[[Facts], Any]


class Articles(Sequence[Any]):
    """A list of articles by their facts, in order; `make` gives the article of some facts."""

    def __init__(self, facts: Sequence[Facts], make: Make) -> None:
        self.facts = facts
        self.make = make

    def __len__(self) -> int:
        return len(self.facts)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> "Articles": ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Articles(self.facts[place], self.make)
        return self.make(self.facts[place])

    def __iter__(self) -> Iterator[Any]:
        return map(self.make, self.facts)


def as_articles(articles: Iterable[Any], edition: Edition) -> Articles:
    """Return articles with their facts, be they made already."""
    if isinstance(articles, Articles):
        return articles
    made = {article.relative_source_path: article for article in articles}
    return Articles([edition.articles[path] for path in made], lambda facts: made[facts.path])


def url_of(facts: Facts, articles: Articles, settings: Settings) -> str:
    """Return the address of an article of a list, below the site's."""
    # Where others are at work, they may have given it another one.
    found = address_of(facts, "URL", settings) if settings["ALONE"] else None
    return found or str(articles.make(facts).url)


class Shelf:
    """The articles of a build, made once each; `make` makes one."""

    def __init__(self, make: Make) -> None:
        self._new = make
        self._made: dict[str, KeptArticle] = {}

    def take(self, facts: Facts) -> KeptArticle:
        """Return the article of these facts."""
        found = self._made.get(facts.path)
        if found is None:
            found = self._made[facts.path] = self._new(facts)
        return found

    def articles(self, facts: Iterable[Facts], *, newest_first: bool = True) -> Articles:
        """Return the articles of these facts in order of their dates.

        Of one date, they stay as they are, as Pelican has them.
        """
        ordered = sorted(facts, key=lambda article: article.begins, reverse=newest_first)
        return Articles(ordered, self.take)

    def grouped(
        self, articles: Articles, names: Callable[[Facts], Iterable[str]]
    ) -> dict[str, Articles]:
        """Return the articles that have each of the names, in their order."""
        found: dict[str, list[Facts]] = {}
        for facts in articles.facts:
            for name in names(facts):
                found.setdefault(name, []).append(facts)
        return {name: Articles(listed, self.take) for name, listed in found.items()}


class Contents(dict[str, Any]):
    """What Pelican finds content files in by their paths: articles are made when they are found."""

    def __init__(self, others: Mapping[str, Any], edition: Edition, shelf: Shelf) -> None:
        super().__init__(others)
        self._edition = edition
        self._shelf = shelf

    def get(self, path: str, default: Any = None) -> Any:
        """Return the content of a path."""
        if path in self._edition.articles:
            return self._shelf.take(self._edition.articles[path])
        return super().get(path, default)


class Periods(Mapping[str, list[dict[str, Any]]]):
    """The periods of a site by their kinds, as `periods` returns them: made when asked for."""

    def __init__(self, make: Callable[[], Mapping[str, list[dict[str, Any]]]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, list[dict[str, Any]]]:
        return self._make()

    def __getitem__(self, kind: str) -> list[dict[str, Any]]:
        return self._made[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def periods(
    articles: Articles, dates: Articles, settings: Settings
) -> dict[str, list[dict[str, Any]]]:
    """Group articles by year, month and day, as far as the settings have pages for them.

    Stands for what `_build_period_archives` of Pelican 4.12 returns; `dates` are the articles as
    its archives have them.
    """
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, digits in (("year", 4), ("month", 7), ("day", 10)):
        pattern = settings[f"{kind.upper()}_ARCHIVE_SAVE_AS"]
        if not pattern:
            continue
        groups: dict[str, tuple[list[Facts], list[Facts]]] = {}
        for place, listed in enumerate((dates, articles)):
            for facts in listed.facts:
                groups.setdefault(facts.date[:digits], ([], []))[place].append(facts)
        for period, (dated, grouped) in groups.items():
            parts = tuple(map(int, period.split("-")))
            named: tuple[Any, ...] = parts
            if len(parts) > 1:
                named = (parts[0], calendar.month_name[parts[1]], *parts[2:])
            day = dt.date.fromisoformat(dated[0].date[:10])
            found[kind].append(
                {
                    "dates": Articles(dated, articles.make),
                    "articles": Articles(grouped, articles.make),
                    "save_as": pattern.format(date=day),
                    "url": settings[f"{kind.upper()}_ARCHIVE_URL"].format(date=day),
                    "period": named,
                    "period_num": parts,
                }
            )
    return found
