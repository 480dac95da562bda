"""Values that pages are made of, put into words that tell each from all others."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

from pelican.contents import Page
from pelican.paginator import Page as ListPage
from pelican.urlwrappers import URLWrapper
from pydantic import BaseModel

from newsroom.content.content_file import encoded
from newsroom.content.facts import Facts
from newsroom.content.links import target_of
from newsroom.site.addresses import speaker_slug
from newsroom.site.articles import Articles, Contents
from newsroom.site.contents import NewsArticle
from newsroom.site.edition import Edition, printed
from newsroom.site.indexes import AgencyIndex, Corrected, Later, Quotes, Said, SpeakerIndex
from newsroom.site.needs import ANY
from newsroom.site.numbers import Numbers

Settings = Mapping[str, Any]

# Words of a template that may look at the body of an article.
_BODY = {
    ANY, "content", "body", "get_content", "summary", "get_summary", "metadata", "facts", "lines",
}  # fmt: skip

# What of an index is only counted where its template has no such word: it may be long.
_LONG = {AgencyIndex: "articles", SpeakerIndex: "quotes"}


class Unprintable(Exception):  # noqa: N818 (it says what a value is)
    """A value cannot be put into words that tell it from all others."""


class Printer:
    """Puts values into words, for a template that has certain words itself."""

    def __init__(
        self, articles: "ArticlePrinter", words: Set[str], names: Set[str] = frozenset()
    ) -> None:
        self._articles = articles
        own = (word for word in words if word.startswith("_"))
        self.is_whole = not _BODY.isdisjoint(words | names) or any(own)
        self._counted = {pair for pair in _LONG.items() if not {pair[1], ANY} & words}
        self._made: dict[Any, tuple[Any, str]] = {}
        self._ways: dict[type, Callable[[Any], str]] = {}

    def digest(self, value: Any) -> str:
        """Return a digest of a value: 16 hex digits. Raises Unprintable."""
        # Many pages have some values in common, and a list is the next one's neighbour.
        key = (id(value.paginator), value.number) if isinstance(value, ListPage) else id(value)
        if key not in self._made:
            text = self._text(value)
            made = text if isinstance(value, NewsArticle | Facts) else digest(text)
            self._made[key] = (value, made)
        return self._made[key][1]

    def _text(self, value: Any) -> str:
        kind = type(value)
        if kind not in self._ways:
            self._ways[kind] = self._way(value)
        return self._ways[kind](value)

    def _way(self, value: Any) -> Callable[[Any], str]:
        """Return how values of a type are put into words."""
        if value is None or isinstance(value, str | int | float | dt.date | dt.time):
            return lambda value: f"{type(value).__name__} {value!r}"
        if isinstance(value, NewsArticle):
            return self._articles.whole if self.is_whole else self._articles.outward
        if isinstance(value, Facts):
            return self._articles.whole_of if self.is_whole else self._articles.outward_of
        if isinstance(value, Articles):
            of = self._articles.whole_of if self.is_whole else self._articles.outward_of
            return lambda value: f"[{','.join(map(of, value.facts))}]"
        if isinstance(value, Contents):  # it has more than it tells
            raise Unprintable(type(value).__name__)
        if isinstance(value, Said):
            return lambda said: f"{self._text(said.facts)} {said.place}"
        if isinstance(value, Corrected):
            return lambda corrected: f"{self._text(corrected.facts)} {corrected.number}"
        for kind, way in (
            (URLWrapper, _name),
            (list | tuple | Later | Quotes, self._list),
            (Mapping, self._mapping),
            (ListPage, self._page_of_list),
            (Numbers, repr),
            (Page, self._page),
            (BaseModel, _model),
        ):
            if isinstance(value, kind):
                return way
        if is_dataclass(value) and type(value).__module__.startswith("newsroom."):
            return self._parts
        raise Unprintable(type(value).__name__)

    def _list(self, values: Iterable[Any]) -> str:
        ways, text = self._ways, self._text
        said = [ways[type(v)](v) if type(v) in ways else text(v) for v in values]
        return f"[{','.join(said)}]"

    def _mapping(self, values: Mapping[Any, Any]) -> str:
        return self._list(list(values.items()))

    def _page_of_list(self, page: ListPage) -> str:
        parts = [page.number, page.url, page.save_as, page.object_list]
        return self._list([*parts, page.paginator])

    def _page(self, page: Page) -> str:
        links = [self._articles.address(page.file.path, link) for _, link in page.file.body.links]
        return self._list([page.url, page.save_as, encoded(page.file).hex(), links])

    def _parts(self, value: Any) -> str:
        kind = type(value)
        return self._list(
            [
                kind.__name__,
                *(
                    len(part) if (kind, field.name) in self._counted else part
                    for field in fields(value)
                    for part in [getattr(value, field.name)]
                ),
            ]
        )


def _name(wrapper: URLWrapper) -> str:
    return f"{type(wrapper).__name__} {wrapper.name!r} {wrapper.slug!r}"


def _model(model: BaseModel) -> str:
    return f"{type(model).__name__} {model.model_dump_json()}"


class ArticlePrinter:
    """Puts articles into words."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._edition: Edition = settings["EDITION"]
        self._whole: dict[str, str] = {}
        self._outward: dict[str, str] = {}

    def outward(self, article: NewsArticle) -> str:
        """Return what tells what others show of an article from what it was."""
        return self.outward_of(self._edition.facts(article))

    def outward_of(self, facts: Facts) -> str:
        """Return the same by the facts of the article."""
        if facts.path not in self._outward:
            self._outward[facts.path] = digest(self._said(facts, facts.outward))
        return self._outward[facts.path]

    def whole(self, article: NewsArticle) -> str:
        """Return what tells an article from what it was, and what its page shows of others."""
        return self.whole_of(self._edition.facts(article))

    def whole_of(self, facts: Facts) -> str:
        """Return the same by the facts of the article."""
        if facts.path not in self._whole:
            said = f"{self._said(facts, facts.key)} {self._beside(facts)}"
            self._whole[facts.path] = f"{facts.key}-{digest(said)}"
        return self._whole[facts.path]

    def _said(self, facts: Facts, key: str) -> str:
        seen = self._edition.visibility(facts)
        return f"{facts.path} {key} {printed(seen)} {self._edition.age(facts)}"

    def _beside(self, facts: Facts) -> list[Any]:
        """List what the page of an article shows of others: those that it may lead to."""
        return [
            [name for _, name, *_ in facts.speakers if self._slug(name) in self._speakers],
            [self.address(facts.path, link) for _, link in facts.links],
        ]

    @cached_property
    def agencies(self) -> list[str]:
        """The agencies that have a page."""
        return sorted(self._edition.listed_agencies)

    @cached_property
    def _speakers(self) -> set[str]:
        return {self._slug(name) for name in self._edition.listed_speakers}

    def _slug(self, name: str) -> str:
        return speaker_slug(name, self._settings)

    def address(self, path: str, link: str) -> tuple[str, ...]:
        """Return what the address is made of that a link of a content file leads to."""
        path = target_of(path, link)
        if path in self._edition.articles:
            found = self._edition.articles[path]
            return found.slug, found.date, found.lang
        page = self._edition.pages.get(path)
        return (page.slug, page.lang) if page else ()


def digest(text: str) -> str:
    """Return a digest of a text: 16 hex digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
