"""Pelican's generator of articles, without the steps that take the square of their number.

Each method here says for what of Pelican 4.12 it stands; `tests/site/test_pelican_methods.py`
fails when a new Pelican changes that. (Pelican's `process_translations` is quadratic too, but does
nothing without ARTICLE_TRANSLATION_ID, and our settings have none.)
"""

from collections.abc import Callable, Iterable
from typing import Any

from pelican.generators import ArticlesGenerator

from newsroom.site.kept import NewsReaders

Write = Callable[..., None]


class NewsArticlesGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles: the same output, the same signals in the same order."""

    dates: list[Any]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.readers = NewsReaders(self.settings, "NewsArticlesGenerator-Readers")

    def generate_context(self) -> None:
        """Read the articles, and tell all pages of `sections`, and of `topics` with their counts.

        A page that names these does not change with every article that is in one.
        """
        super().generate_context()
        self.context["sections"] = [section for section, _ in self.categories]
        self.context["topics"] = sorted(
            (topic, len(articles)) for topic, articles in self.tags.items()
        )

    def get_files(
        self, paths: Any, exclude: list[str] | None = None, extensions: Any = None
    ) -> list[str]:
        """Return the article files of the edition, in its order.

        Stands for Pelican's of that name, which asks the file system twice for each, and returns
        a set: which of two articles of one date came first was a matter of luck.
        """
        return [path for path in paths if self._include_path(path, extensions)]

    def check_disabled_readers(self) -> None:
        """Warn of articles in other formats: the edition has none.

        Stands for Pelican's of that name, which looks through all files for them.
        """

    def generate_tags(self, write: Write) -> None:
        """Write the pages of topics. Stands for Pelican's of that name in what `_dated` says."""
        self._dated(super().generate_tags, write)

    def generate_categories(self, write: Write) -> None:
        """Write the pages of sections. Stands for Pelican's of that name in what `_dated` says."""
        self._dated(super().generate_categories, write)

    def generate_authors(self, write: Write) -> None:
        """Write the pages of authors. Stands for Pelican's of that name in what `_dated` says."""
        self._dated(super().generate_authors, write)

    def _dated(self, generate: Callable[[Write], None], write: Write) -> None:
        """Have Pelican write lists, and put their articles in order of date.

        Pelican takes from all articles those that are in a list, for each list. Here it finds
        none, and gets for each list its own articles, ordered.
        """
        dates, self.dates = self.dates, []
        # Most sites have their articles in order of date anyway.
        place = None if dates == self.articles else _places(dates)

        def write_list(*arguments: Any, **options: Any) -> None:
            listed = options["articles"]
            ordered = list(listed) if place is None else _in_order(listed, place)
            write(*arguments, **{**options, "dates": ordered})

        try:
            generate(write_list)
        finally:
            self.dates = dates

    def _build_period_archives(
        self, sorted_articles: list[Any], articles: list[Any], settings: Any
    ) -> Any:
        """Group articles by year, month and day.

        Stands for Pelican's of that name, which looks for each article in the list of each period.
        """
        place = _places(articles)
        archives = super()._build_period_archives(sorted_articles, [], settings)
        for periods in archives.values():
            for period in periods:
                period["articles"] = _in_order(period["dates"], place)
        return archives


def _places(articles: Iterable[Any]) -> dict[int, int]:
    return {id(article): number for number, article in enumerate(articles)}


def _in_order(articles: Iterable[Any], place: dict[int, int]) -> list[Any]:
    """Return those of the articles that have a place, each once, in its order."""
    found = {place[id(article)]: article for article in articles if id(article) in place}
    return [found[number] for number in sorted(found)]
