"""Pelican's generator of articles, without the steps that take the square of their number.

Each method here says for what of Pelican 4.12 it stands; `tests/site/test_pelican_methods.py`
fails when a new Pelican changes that. (Pelican's `process_translations` is quadratic too, but does
nothing without ARTICLE_TRANSLATION_ID, and our settings have none.)
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator, PelicanTemplateNotFound, StaticGenerator
from pelican.urlwrappers import Author, Category, Tag

from newsroom.content.facts import Facts, picture_signature
from newsroom.site.articles import Articles, Contents, Periods, Shelf, periods
from newsroom.site.edition import Edition
from newsroom.site.kept import NewsReaders, address_of
from newsroom.site.ledger import Ledger

Write = Callable[..., None]

# Feeds that Pelican can write, and our settings do not ask for.
_OTHER_FEEDS = (
    "FEED_ATOM", "FEED_RSS", "FEED_ALL_RSS", "FEED_ALL_ATOM_URL", "CATEGORY_FEED_RSS",
    "CATEGORY_FEED_ATOM_URL", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TAG_FEED_ATOM",
    "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM", "TRANSLATION_FEED_RSS",
)  # fmt: skip


class NewsArticlesGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles: the same output, the same signals in the same order."""

    articles: Any
    dates: Any

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.readers = NewsReaders(self.settings, "NewsArticlesGenerator-Readers")

    def generate_context(self) -> None:
        """Read the articles, and tell all pages of `sections`, and of `topics` with their counts.

        A page that names these does not change with every article that is in one.
        """
        if self._is_planned():
            self._plan()
        else:
            super().generate_context()
        self.context["sections"] = [section for section, _ in self.categories]
        self.context["topics"] = sorted(
            (topic, len(articles)) for topic, articles in self.tags.items()
        )

    def _is_planned(self) -> bool:
        """Tell whether the articles' facts say all that Pelican gathers of articles."""
        settings = self.settings
        ordered = settings["ARTICLE_ORDER_BY"] == "reversed-date"
        return settings["ALONE"] and ordered and not settings["ARTICLE_TRANSLATION_ID"]

    def _plan(self) -> None:
        """Gather articles by their facts. Stands for Pelican's `generate_context`."""
        edition: Edition = self.settings["EDITION"]
        shelf = Shelf(self.readers.keep)
        listed = edition.listed.articles
        shown = {article.path for article in listed}
        hidden = (facts for facts in edition.content.articles if facts.path not in shown)
        self.articles = shelf.articles(listed)
        self.hidden_articles = shelf.articles(hidden)
        newest_first = self.settings["NEWEST_FIRST_ARCHIVES"]
        self.dates = (
            self.articles
            if newest_first
            else shelf.articles(self.articles.facts, newest_first=False)
        )
        self.tags = self._grouped(shelf, Tag, lambda facts: facts.topics)
        self.categories = sorted(
            self._grouped(shelf, Category, lambda facts: [facts.section]).items(),
            reverse=self.settings["REVERSE_CATEGORY_ORDER"],
        )
        self.authors = sorted(self._grouped(shelf, Author, lambda facts: facts.authors).items())
        self.period_archives = Periods(lambda: periods(self.articles, self.dates, self.settings))
        self._update_context(
            ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors",
             "related_posts"),
        )  # fmt: skip
        self.context["period_archives"] = self.period_archives
        others = self.context["generated_content"]
        self.context["generated_content"] = Contents(others, edition, shelf)

    def _grouped(
        self, shelf: Shelf, kind: type[Any], names: Callable[[Facts], Iterable[str]]
    ) -> dict[Any, Articles]:
        wrapped = self.settings["WRAPPED"]
        groups = shelf.grouped(self.articles, names)
        return {wrapped(kind, name): articles for name, articles in groups.items()}

    def refresh_metadata_intersite_links(self) -> None:
        """Look for links in what articles say of themselves.

        Stands for Pelican's of that name, which asks each article to: ours have none there.
        """
        if not self._is_planned():
            super().refresh_metadata_intersite_links()

    def generate_feeds(self, writer: Any) -> None:
        """Write the feeds. Stands for Pelican's of that name, which copies all articles for one."""
        if not self._is_planned() or any(self.settings.get(name) for name in _OTHER_FEEDS):
            super().generate_feeds(writer)
            return
        if path := self.settings["FEED_ALL_ATOM"]:
            writer.write_feed(self.articles, self.context, path)
        pattern = self.settings["CATEGORY_FEED_ATOM"]
        for section, articles in self.categories if pattern else ():
            path = str(pattern).format(slug=section.slug)
            writer.write_feed(articles, self.context, path, feed_title=section.name)
        writer.meanwhile.start()

    def generate_pages(self, writer: Any) -> None:
        """Write all pages; Pelican calls it."""
        self._writer = writer
        super().generate_pages(writer)

    def generate_articles(self, write: Write) -> None:
        """Write the pages of articles, but for those that stay as they are.

        Stands for Pelican's of that name, which asks for each article.
        """
        if not self._is_planned():
            super().generate_articles(write)
            return
        edition: Edition = self.settings["EDITION"]
        templates = {
            "whole": self.get_template("article"),
            "tombstone": self.get_template("tombstone"),
        }
        own: dict[str, Any] = {"article": None, "category": None, "blog": True}
        known = self._writer.traces.articles(templates["whole"], self.context, own)
        resting = []
        for articles in (self.articles, self.hidden_articles):
            for facts in articles.facts:
                if facts.key in known:
                    resting.append(known[facts.key])
                    continue
                template = templates[edition.visibility(facts).page]
                own["article"] = facts
                own["category"] = self.settings["WRAPPED"](Category, facts.section)
                name = address_of(facts, "SAVE_AS", self.settings)
                name = name or articles.make(facts).save_as
                if not self._writer.keeps(name, template, self.context, own):
                    self._writer.add(
                        name, template, self.context, {**own, "article": articles.make(facts)}
                    )
        self._writer.rest(resting)

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
        if not self._rests("tag"):
            self._dated(super().generate_tags, write)

    def generate_categories(self, write: Write) -> None:
        """Write the pages of sections. Stands for Pelican's of that name in what `_dated` says."""
        if not self._rests("category"):
            self._dated(super().generate_categories, write)

    def generate_authors(self, write: Write) -> None:
        """Write the pages of authors. Stands for Pelican's of that name in what `_dated` says."""
        self._dated(super().generate_authors, write)

    def generate_period_archives(self, write: Write) -> None:
        """Write the archives of periods.

        Stands for Pelican's of that name, which looks at each period.
        """
        if not self._rests("period_archives"):
            super().generate_period_archives(write)

    def _rests(self, name: str) -> bool:
        """Tell whether all that a template made stays as it is."""
        try:
            return self._is_planned() and self._writer.rests(self.get_template(name))
        except PelicanTemplateNotFound:  # Pelican knows what to do then
            return False

    def _dated(self, generate: Callable[[Write], None], write: Write) -> None:
        """Have Pelican write lists, and put their articles in order of date.

        Pelican takes from all articles those that are in a list, for each list. Here it finds
        none, and gets for each list its own articles, ordered.
        """
        dates, self.dates = self.dates, []
        # Most sites have their articles in order of date anyway.
        is_same = dates is self.articles or dates == self.articles
        place = None if is_same else _places(dates)

        def write_list(*arguments: Any, **options: Any) -> None:
            listed = options["articles"]
            ordered = listed if place is None else _in_order(listed, place)
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
        for found in archives.values():
            for period in found:
                period["articles"] = _in_order(period["dates"], place)
        return archives


class NewsStaticGenerator(StaticGenerator):  # type: ignore[misc]
    """Pelican's generator of files that are copied, which leaves those that were."""

    def _file_update_required(self, staticfile: Any) -> bool:
        """Tell whether a file is to be copied.

        Stands for Pelican's of that name, which looks for it in the output: there is nothing yet.
        """
        if not self.settings["ALONE"] or self.settings["STATIC_CREATE_LINKS"]:
            return bool(super()._file_update_required(staticfile))
        edition: Edition = self.settings["EDITION"]
        source = picture_signature(
            Path(self.path), [staticfile.source_path], edition.content.library.settled
        )
        ledger: Ledger = self.settings["LEDGER"]
        is_at_rest = not source.endswith("?")
        trace = f"source:{source.rpartition(staticfile.source_path)[2]}"
        return not (is_at_rest and ledger.stays(staticfile.save_as, trace))


def _places(articles: Iterable[Any]) -> dict[int, int]:
    return {id(article): number for number, article in enumerate(articles)}


def _in_order(articles: Iterable[Any], place: dict[int, int]) -> list[Any]:
    """Return those of the articles that have a place, each once, in its order."""
    found = {place[id(article)]: article for article in articles if id(article) in place}
    return [found[number] for number in sorted(found)]
