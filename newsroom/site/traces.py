"""What a page is made of, in a line: all that its template may look at, in digests.

A template can look at the names that it uses (`needs`). Each value that they stand for is printed
here: an article by the digest of all that it was read from, where its body may be looked at; else
by a digest of what others can show of it. A value that cannot be printed gives no trace, and the
page is made anew each time.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Environment, Template
from pelican.contents import Page
from pelican.paginator import Page as ListPage
from pelican.urlwrappers import URLWrapper
from pydantic import BaseModel

from newsroom.content.content_file import encoded
from newsroom.content.facts import Facts
from newsroom.content.links import target_of
from newsroom.record.visibility import Visibility
from newsroom.site.addresses import speaker_slug
from newsroom.site.articles import Articles
from newsroom.site.contents import NewsArticle
from newsroom.site.edition import Edition
from newsroom.site.indexes import AgencyIndex, Corrected, Said, SpeakerIndex
from newsroom.site.ledger import Ledger
from newsroom.site.needs import ANY, Needs, TemplateNeeds
from newsroom.site.numbers import Numbers

Settings = Mapping[str, Any]

# Words of a template that may look at the body of an article.
_BODY = {ANY, "content", "body", "get_content", "summary", "get_summary", "metadata"}

# What of an index is only counted where its template has no such word: it may be long.
_LONG = {AgencyIndex: "articles", SpeakerIndex: "quotes"}

# The template of pictures within a body: articles are given with them.
_FIGURE = "part/figure.html"

# Names whose value follows from the file's own name.
_SILENT = {"output_file", "localsiteurl"}

# What functions look at by themselves, when a template calls them.
_LOOKED_AT = {"structured_data": {"pages"}, "menu_entry": {"pages", "sections"}}


class Unprintable(Exception):  # noqa: N818 (it says what a value is)
    """A value cannot be put into words that tell it from all others."""


class Traces:
    """Makes the traces of one build."""

    def __init__(self, settings: Settings, environment: Environment) -> None:
        self._ledger: Ledger = settings["LEDGER"]
        notes = self._ledger.notes
        self._needs = TemplateNeeds.from_data(environment, notes.get("needs"))
        self._articles = _Articles(settings)
        edition: Edition = settings["EDITION"]
        self._is_same = notes.get("state") == edition.state
        self._is_framed = notes.get("frame") == edition.frame
        notes |= {"state": edition.state, "frame": edition.frame}
        # Templates of which some file of the last build had no trace, and some of this one.
        self._were_untold = set(notes.get("untold", ()))
        self._untold: set[str] = set()
        self._printers: dict[str, _Printer] = {}
        self._heads: dict[tuple[Any, ...], tuple[str, list[str], _Printer, Any]] = {}

    def close(self) -> None:
        """Leave the next build what this one has found out."""
        self._ledger.notes |= {"needs": self._needs.to_data(), "untold": sorted(self._untold)}

    def miss(self, template: Template) -> None:
        """Note that a file of a template has no trace."""
        self._untold.add(template.name or "")

    def lists(self, template: Template) -> Sequence[str]:
        """Return the files of a template where all that it made last time may stay; else none.

        That is so where nothing that others show of an article is other than it was, and the
        template shows no bodies.
        """
        name = template.name or ""
        needs = self._needs.of(name)
        if not self._is_same or name in self._were_untold or needs.names is None:
            return ()
        is_whole = self._printer(name, needs).is_whole
        return () if is_whole else self._ledger.made_with.get(f"template:{needs.digest}", ())

    def articles(
        self, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> dict[str, str]:
        """Return the pages of articles that may stay, by the keys of their articles.

        That they are all that may is not said. Their addresses, and what they show of others, are
        what they were; `own` are the names that each of these pages has beside those of all.
        """
        found: dict[str, str] = {}
        with suppress(Unprintable):
            head, names, printer, _ = self._head_of(template, site, own)
            if self._is_framed and printer.is_whole and names == ["article"]:
                start = f"{head} article:"
                for name in self._ledger.made_with.get(head.partition(" ")[0], ()):
                    trace = self._ledger.before[name]
                    if trace.startswith(start):
                        found[trace[len(start) :].partition("-")[0]] = name
        return found

    def page(
        self, path: str, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> str | None:
        """Return the trace of a page: of its template, of what all pages know, of what it has.

        `path` is its output file; `site` are the names that all pages know, `own` those of this
        one. None where something cannot be told.
        """
        try:
            head, names, printer, _ = self._head_of(template, site, own)
            former = self._ledger.before.get(path, "")
            if self._is_same and not printer.is_whole and former.startswith(head):
                return former  # all that it has follows from what articles show of themselves
            return " ".join([head, *(f"{name}:{printer.digest(own[name])}" for name in names)])
        except Unprintable:
            return None

    def file(self, kind: str, *values: Any, whole: bool = False) -> str | None:
        """Return the trace of a file that no template makes, or none alone.

        It is made of these values; of articles all that was read from, or what others can show.
        None where something cannot be told.
        """
        try:
            return f"{kind}:{_Printer(self._articles, {ANY} if whole else set()).digest(values)}"
        except Unprintable:
            return None

    def template(self, name: str) -> str | None:
        """Return a digest of the files of a template that shows bodies.

        None where it cannot be told what it looks at.
        """
        try:
            return f"{self._told(name)}+{self._told(_FIGURE)}"
        except Unprintable:
            return None

    def _told(self, name: str) -> str:
        """Return a digest of the files of a template. Raises Unprintable."""
        needs = self._needs.of(name)
        if needs.names is None:
            raise Unprintable(name)
        if "agency_page" in needs.names:
            return f"{needs.digest}-{_digest(repr(self._articles.agencies))}"
        return needs.digest

    def _head_of(
        self, template: Template, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> tuple[str, list[str], "_Printer", Any]:
        """Return what the traces of a kind of page begin with, and the names that follow.

        Raises Unprintable.
        """
        name = template.name or ""
        key = (name, id(site), *own)
        if key not in self._heads:
            self._heads[key] = self._head(name, site, own)
        return self._heads[key]

    def _printer(self, name: str, needs: Needs) -> "_Printer":
        if name not in self._printers:
            words, names = needs.words, needs.names or frozenset()
            self._printers[name] = _Printer(self._articles, words, names)
        return self._printers[name]

    def _head(
        self, name: str, site: Mapping[str, Any], own: Mapping[str, Any]
    ) -> tuple[str, list[str], "_Printer", Any]:
        needs: Needs = self._needs.of(name)
        if needs.names is None:
            raise Unprintable(name)
        names = {name for name in needs.names if not name.isupper()} - _SILENT
        for function in names & _LOOKED_AT.keys():
            names |= _LOOKED_AT[function]
        printer = self._printer(name, needs)
        known = sorted(name for name in names if name in site and name not in own)
        said = [f"{name}:{printer.digest(site[name])}" for name in known]
        if "agency_page" in needs.names:
            said.append(f"agencies:{printer.digest(self._articles.agencies)}")
        if "speakers_of" in needs.names and not printer.is_whole:
            raise Unprintable("speakers_of")
        made_of = needs.digest
        if printer.is_whole:
            made_of += f"+{self._told(_FIGURE)}"
        head = " ".join([f"template:{made_of}", *said])
        # The site is kept with what it came to, so that no other gets its number.
        return head, sorted(name for name in names if name in own), printer, site


class _Printer:
    """Puts values into words, for a template that has certain words itself."""

    def __init__(
        self, articles: "_Articles", words: Set[str], names: Set[str] = frozenset()
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
            made = text if isinstance(value, NewsArticle | Facts) else _digest(text)
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
        if isinstance(value, Said):
            return lambda said: f"{self._text(said.facts)} {said.place}"
        if isinstance(value, Corrected):
            return lambda corrected: f"{self._text(corrected.facts)} {corrected.number}"
        for kind, way in (
            (URLWrapper, _name),
            (list | tuple, self._list),
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


class _Articles:
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
            self._outward[facts.path] = _digest(self._said(facts, facts.outward))
        return self._outward[facts.path]

    def whole(self, article: NewsArticle) -> str:
        """Return what tells an article from what it was, and what its page shows of others."""
        return self.whole_of(self._edition.facts(article))

    def whole_of(self, facts: Facts) -> str:
        """Return the same by the facts of the article."""
        if facts.path not in self._whole:
            said = f"{self._said(facts, facts.key)} {self._beside(facts)}"
            self._whole[facts.path] = f"{facts.key}-{_digest(said)}"
        return self._whole[facts.path]

    def _said(self, facts: Facts, key: str) -> str:
        seen = self._edition.visibility(facts)
        return f"{facts.path} {key} {_seen(seen)} {self._edition.age(facts)}"

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


@lru_cache(maxsize=1000)
def _seen(visibility: Visibility) -> str:
    return repr(visibility)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
