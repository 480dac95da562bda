"""An article that is known by its facts answers as the one that Pelican would read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article

from newsroom.site import kept
from newsroom.site.contents import NewsArticle
from newsroom.site.kept import KeptArticle, NewsReaders, address_of
from newsroom.site.pages import PageWriter
from newsroom.site.reader import ContentFileReader
from tests.conftest import SITES, build

# What an article is asked for in lists, checks and addresses.
FACTS = [
    "author", "authors", "category", "date", "in_default_lang", "lang", "relative_source_path",
    "save_as", "slug", "source_path", "status", "tags", "template", "title", "translations", "url",
    "visibility",
]  # fmt: skip

MISSING = "no such attribute"


class Readers:
    """The readers of a build: of articles as a build keeps them, and as Pelican reads them."""

    def __init__(self, writer: PageWriter) -> None:
        self.settings = writer.settings
        self.edition = self.settings["EDITION"]
        self.context = self.settings["PARTS"].site
        self._kept = NewsReaders(self.settings)
        self._plain = NewsReaders({**self.settings, "ALONE": False})

    def closed(self) -> list[KeptArticle]:
        return [self._kept.keep(facts) for facts in self.edition.content.articles]

    def whole(self, path: str) -> NewsArticle:
        found = self._plain.read_file(
            self.settings["PATH"], path, content_class=Article, context=self.context
        )
        assert type(found) is NewsArticle
        return found


@pytest.fixture
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Do something in the midst of a build, where all is known and no page is written yet."""

    def run(check: Callable[[Readers], None], **options: Any) -> None:
        done = []

        def waiting(writer: PageWriter) -> None:
            check(Readers(writer))
            done.append(True)

        with monkeypatch.context() as patched:
            patched.setattr(PageWriter, "write_waiting", waiting)
            build(tmp_path, SITES / "gallery/content", **options)
        assert done

    return run


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the files that Pelican reads."""
    found: list[str] = []
    real = ContentFileReader.read

    def noted(reader: ContentFileReader, source_path: str) -> Any:
        found.append(Path(source_path).name)
        return real(reader, source_path)

    monkeypatch.setattr(ContentFileReader, "read", noted)
    return found


def ask(article: NewsArticle, name: str) -> Any:
    found = getattr(article, name, MISSING)
    if isinstance(found, list):
        return [said(one) for one in found]
    return said(found)


def said(value: Any) -> Any:
    """Return what can be compared: Pelican's names are equal where their addresses are."""
    wrapped = hasattr(value, "slug") and hasattr(value, "save_as")
    return (type(value), value.name, value.slug, value.url) if wrapped else value


def attributes(article: NewsArticle) -> list[str]:
    """List what can be asked of an article, but for methods."""
    passed = {"filename", "settings"}  # Pelican warns of the first; the second is the build's
    names = [name for name in {*dir(article)} - passed if not name.startswith("_")]
    return [name for name in names if not callable(getattr(article, name, None))]


@pytest.mark.parametrize("publish", [False, True])
def test_closed_it_answers_as_the_whole_one_and_stays_closed(
    within: Callable[..., None], read: list[str], publish: bool
) -> None:
    def check(readers: Readers) -> None:
        articles = readers.closed()
        assert len(articles) > 15
        read.clear()
        answers = [{name: ask(article, name) for name in FACTS} for article in articles]
        assert read == []
        for article, answer in zip(articles, answers, strict=True):
            whole = readers.whole(article.relative_source_path)
            assert answer == {name: ask(whole, name) for name in FACTS}
            assert article.date.utcoffset() == whole.date.utcoffset()
            assert answer["url"] == address_of(article.facts, "URL", readers.settings)
            assert answer["save_as"] == address_of(article.facts, "SAVE_AS", readers.settings)

    within(check, publish=publish)


@pytest.mark.parametrize("publish", [False, True])
def test_every_attribute_is_that_of_the_whole_one(
    within: Callable[..., None], publish: bool
) -> None:
    def check(readers: Readers) -> None:
        for article in readers.closed():
            whole = readers.whole(article.relative_source_path)
            names = attributes(whole)
            assert {"content", "summary", "metadata", "record", "file", "quotes"} <= {*names}
            for name in names:
                # Each by itself: the first that its facts do not say opens it.
                if name != "metadata":
                    assert ask(article, name) == ask(whole, name), name
            assert article.metadata.keys() == whole.metadata.keys()
            assert {*attributes(article)} - {*names} == {"facts"}
            for method in ("get_content", "get_summary"):
                site = "https://a.example.org"
                assert getattr(article, method)(site) == getattr(whole, method)(site)
            for missing in ("modified", "no_such_thing"):
                assert ask(article, missing) == ask(whole, missing) == MISSING

    within(check, publish=publish)


def test_it_is_opened_once_and_closed_when_many_are_open(
    within: Callable[..., None], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST_OPEN", 3)

    def check(readers: Readers) -> None:
        articles = readers.closed()[:5]
        names = [Path(article.relative_source_path).name for article in articles]
        read.clear()
        first = [article.locale_date for article in articles]
        assert read == names
        read.clear()
        # The last three are open still; the first one is read again, and closes the next.
        assert [article.locale_date for article in articles[2:]] == first[2:]
        assert read == []
        before = [ask(articles[0], name) for name in FACTS]
        assert read == []
        assert articles[0].locale_date == first[0]
        assert [ask(articles[0], name) for name in FACTS] == before
        assert read == [names[0]]
        assert articles[2].locale_date == first[2]
        assert read == [names[0], names[2]]

    within(check)


def test_what_is_changed_of_an_article_stays_changed_while_it_is_open(
    within: Callable[..., None],
) -> None:
    def check(readers: Readers) -> None:
        article = readers.closed()[0]
        article.extra = "mine"
        assert article.extra == "mine"
        assert article.content
        article.close()
        assert article.extra == "mine"

    within(check)


OWN_URLS = {
    "ARTICLE_URL": "{category}/{slug}/", "ARTICLE_SAVE_AS": "{category}/{slug}/index.html",
    "ARTICLE_LANG_URL": "{lang}/{date:%Y%m%d}-{slug}/",
    "ARTICLE_LANG_SAVE_AS": "{lang}/{date:%Y%m%d}-{slug}/index.html",
}  # fmt: skip


def test_addresses_that_its_facts_do_not_say_are_those_of_the_whole_one(
    within: Callable[..., None],
) -> None:
    def check(readers: Readers) -> None:
        settings = {**readers.settings, **OWN_URLS}
        for article in readers.closed():
            whole = readers.whole(article.relative_source_path)
            article.__dict__["settings"] = whole.__dict__["settings"] = settings
            assert (article.url, article.save_as) == (whole.url, whole.save_as)
            is_said = article.lang != "en"
            assert (address_of(article.facts, "URL", settings) == whole.url) == is_said

    within(check)
