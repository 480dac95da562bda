"""What stands for methods of Pelican and Jinja: the same results, and a word when those change."""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jinja2 import Environment
from pelican import Pelican, signals
from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator, StaticGenerator
from pelican.paginator import Page, Paginator
from pelican.readers import Readers
from pelican.utils import order_content, process_translations
from pelican.writers import Writer

from newsroom.site.contents import NewsArticle
from newsroom.site.generators import NewsArticlesGenerator
from tests.conftest import Site

Builder = Callable[..., Site]

GENERATORS, CONTENTS = "newsroom/site/generators.py", "newsroom/site/contents.py"
KEPT = "newsroom/site/kept.py"
PLUGIN, FEEDS = "newsroom/site/plugin.py", "newsroom/site/feeds.py"

# Each method that ours stand for or lean on: the digest of its source, and where ours is.
KNOWN: list[tuple[Any, str, str]] = [
    (ArticlesGenerator.generate_tags, "37f65d284c713dd4", GENERATORS),
    (ArticlesGenerator.generate_categories, "cfb524524a3caae3", GENERATORS),
    (ArticlesGenerator.generate_authors, "982c57fcfcf0435e", GENERATORS),
    (ArticlesGenerator._build_period_archives, "c19e3024444c4c43", GENERATORS),
    (ArticlesGenerator.__init__, "6ca134fbc10de5cc", GENERATORS),
    (ArticlesGenerator.generate_context, "16f8066e3e5b8a42", GENERATORS),
    (ArticlesGenerator.check_disabled_readers, "59a766ef364de434", GENERATORS),
    (ArticlesGenerator.generate_feeds, "bd98ed6a94f72e27", GENERATORS),
    (ArticlesGenerator.generate_articles, "5494d418a930a36f", GENERATORS),
    (ArticlesGenerator.generate_period_archives, "ff87757a701948dd", GENERATORS),
    (ArticlesGenerator.refresh_metadata_intersite_links, "792b1dbca0f7ad5e", GENERATORS),
    (Generator.get_template, "e35d7e44243855ec", "newsroom/site/templates.py"),
    (ArticlesGenerator.generate_pages, "bc8ecb407b83e66b", GENERATORS),
    (StaticGenerator._file_update_required, "d06d30a92285d918", GENERATORS),
    (order_content, "f45d1c681b512376", "newsroom/site/articles.py"),
    (Content._link_replacer, "81d6a9db349759d8", "newsroom/site/articles.py"),
    (Content.__init__, "38b67e4211facf9d", KEPT),
    (Article.__init__, "9e11f533d98dbc1e", KEPT),
    (Content.is_valid, "779ebe2f317b7618", KEPT),
    (Content.refresh_metadata_intersite_links, "3b1caecaf71617f3", KEPT),
    (Writer.write_file, "6a604ad67bbeec99", "newsroom/site/pages.py"),
    (Paginator, "0c26c37742e10484", "newsroom/site/numbers.py"),
    (Page, "b2f5f99423393cac", "newsroom/site/numbers.py"),
    (Generator.__init__, "d04d97193f668110", GENERATORS),
    (Generator.get_files, "1abfc730be9af343", GENERATORS),
    (Generator._include_path, "36aa1046f557f1fa", GENERATORS),
    (process_translations, "895f109099fe40b9", GENERATORS),
    (Content.get_url_setting, "e0eb063bf0a5ae24", CONTENTS),
    (Content._expand_settings, "371c714a24a4cdd7", CONTENTS),
    (Content.url_format.fget, "979f117511eea6a5", CONTENTS),
    (Article._expand_settings, "e6386a9db0cae953", CONTENTS),
    (Content.get_relative_source_path, "6c1f5107e08bf7ea", CONTENTS),
    (vars(Content)["get_content"].func, "5b963ce7e6237a1b", CONTENTS),
    (Content.get_static_links, "5236441e4de8c044", CONTENTS),
    (Content._update_content, "b446bacdf3e46a3a", CONTENTS),
    (Content._get_intrasite_link_regex, "5d6b5c2523b5193e", CONTENTS),
    (Readers.read_file, "356c609e59c1b30a", KEPT),
    (Pelican._get_generator_classes, "18d46c73fad28de9", PLUGIN),
    (Environment.make_globals, "b6eb9ef15eaebcaf", PLUGIN),
    (Writer.write_feed, "a3b5bc0d0a446c10", FEEDS),
    (Writer._create_new_feed, "bc35a96207b4780b", FEEDS),
    (Writer._add_item_to_the_feed, "c52ed4daa728c7bc", FEEDS),
]


def digest(method: Any) -> str:
    return hashlib.sha256(inspect.getsource(method).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("method", "known", "ours"), KNOWN, ids=lambda value: getattr(value, "__qualname__", "")
)
def test_pelican_s_method_is_the_one_that_ours_stands_for(
    method: Any, known: str, ours: str
) -> None:
    name = f"{method.__module__}.{method.__qualname__}"
    assert digest(method) == known, (
        f"{name} is another than that of Pelican 4.12 (or Jinja 3.1). Compare it with what stands "
        f"for it in {ours}: does that still do the same, and is it still needed? Then write "
        f"{digest(method)} here."
    )


def article(number: int, **fields: str) -> str:
    lines = {
        "title": f"Headline {number}",
        "date": f"2026-{number % 4 + 1:02}-{number % 9 + 1:02} 10:{number % 60:02}",
        "category": ("World", "Business", "Culture")[number % 3],
        "tags": f"[T{number % 2}, U{number % 5}]",
        "authors": f"[Ann Author, Author {number % 4}]",
        **fields,
    }
    body = f"“Words number {number},” [@p] she said. {{filename}} stays."
    front = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return f"---\n{front}speakers:\n  p: {{name: Ada Berg, role: mayor}}\n---\n\n{body}\n"


FILES = {f"articles/a{number}.md": article(number) for number in range(24)}


@pytest.fixture
def hear() -> Iterator[Callable[[Any, Callable[..., Any]], None]]:
    """Connect a receiver to a signal, as a plugin does, for one test."""
    connected = []

    def connect(signal: Any, receiver: Callable[..., Any]) -> None:
        signal.connect(receiver)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def test_lists_are_those_of_pelican(build_files: Builder, hear: Any) -> None:
    made: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}

    def compare(generator: Any) -> None:
        assert type(generator) is NewsArticlesGenerator
        for kind in ("tags", "categories", "authors"):
            for whose, owner in (("ours", NewsArticlesGenerator), ("theirs", ArticlesGenerator)):

                def write(*arguments: Any, whose: str = whose, **options: Any) -> None:
                    made[whose].append(options)

                # Pelican has its own look for authors' pages; here there is none.
                generator.get_template = lambda name: name
                getattr(owner, f"generate_{kind}")(generator, write)
                del generator.get_template
        arguments = (generator.dates, generator.articles, generator.settings)
        ours = NewsArticlesGenerator._build_period_archives(generator, *arguments)
        theirs = ArticlesGenerator._build_period_archives(generator, *arguments)
        assert ours == theirs
        assert set(ours) == {"year", "month"}
        assert len(ours["month"]) == 4

    hear(signals.article_generator_finalized, compare)
    build_files(FILES)
    assert made["ours"] == made["theirs"]
    assert len(made["ours"]) == 7 + 3 + 5


def test_articles_of_one_date_follow_one_another_in_order_of_their_paths(
    build_files: Builder,
) -> None:
    names = [f"articles/{name}.md" for name in "qwertyuiop"]
    site = build_files({name: article(n, date="2026-04-01") for n, name in enumerate(names)})
    links = [link["href"] for link in site.page().select(".card-headline a")]
    assert links == [f"/2026/04/{name}/" for name in sorted("qwertyuiop")]


def test_signals_are_sent_as_pelican_sends_them(build_files: Builder, hear: Any) -> None:
    heard: list[str] = []
    names = (
        "initialized", "get_generators", "generator_init", "article_generator_init",
        "article_generator_preread", "article_generator_context", "content_object_init",
        "article_generator_pretaxonomy", "article_generator_finalized",
        "all_generators_finalized", "get_writer", "article_generator_write_article",
        "content_written", "article_writer_finalized", "finalized",
    )  # fmt: skip
    receivers = []
    for name in names:

        def receiver(*_: Any, name: str = name, **__: Any) -> None:
            heard.append(name)

        receivers.append(receiver)
        hear(getattr(signals, name), receiver)
    build_files({"articles/a.md": article(1), "articles/b.md": article(2)})
    order = list(dict.fromkeys(heard))
    assert order == [
        "initialized", "get_generators", "generator_init", "article_generator_init",
        "article_generator_preread", "article_generator_context", "content_object_init",
        "article_generator_pretaxonomy", "article_generator_finalized",
        "all_generators_finalized", "get_writer", "article_generator_write_article",
        "content_written", "article_writer_finalized", "finalized",
    ]  # fmt: skip
    for name in ("preread", "context", "write_article"):
        assert heard.count(f"article_generator_{name}") == 2


def test_a_plugin_finds_articles_and_what_it_changes_is_heeded(
    build_files: Builder, hear: Any
) -> None:
    found: list[Any] = []

    def rename(content: Any) -> None:
        # It has asked for the address before it changes what that is made of.
        if isinstance(content, Article) and content.url.endswith("/a/"):
            content.slug = "renamed"

    def gather(generator: Any) -> None:
        found.extend(generator.context["articles"])
        for one in found:
            one.neighbours = len(found)

    hear(signals.content_object_init, rename)
    hear(signals.article_generator_finalized, gather)
    site = build_files({"articles/a.md": article(1), "articles/b.md": article(2)})
    assert all(isinstance(one, Article) for one in found)
    assert sorted(one.url for one in found) == ["2026/02/renamed/", "2026/03/b/"]
    assert "2026/02/renamed/index.html" in site.files()
    assert "2026/02/a/index.html" not in site.files()


class Another(Pelican):  # type: ignore[misc]
    """A class of the user's own."""

    runs = 0

    def run(self) -> None:
        Another.runs += 1
        super().run()


def test_the_class_of_pelican_is_free(build_files: Builder, hear: Any) -> None:
    plain = build_files(FILES)
    before = {path: plain.text(path) for path in plain.files()}
    kinds: list[type] = []
    hear(signals.article_generator_init, lambda generator: kinds.append(type(generator)))
    site = build_files(FILES, PELICAN_CLASS=Another)
    assert Another.runs == 1
    assert kinds == [NewsArticlesGenerator]
    assert {path: site.text(path) for path in site.files()} == before


def test_addresses_are_those_of_pelican(build_files: Builder, hear: Any) -> None:
    compared: list[str] = []

    def compare(generators: list[Any]) -> None:
        for one in generators[0].articles:
            compared.append(one.slug)
            assert type(one) is NewsArticle
            assert one.url == Content.get_url_setting(one, "url")
            assert one.save_as == Content.get_url_setting(one, "save_as")
            assert one.get_relative_source_path() == Content.get_relative_source_path(one)
            other = "articles/other.md"
            assert one.get_relative_source_path(other) == other
            one.override_url = "elsewhere/"
            assert one.url == "elsewhere/"
            del one.override_url
            one.category = type(one.category)("Another", one.settings)
            assert one.url == Content.get_url_setting(one, "url")

    hear(signals.all_generators_finalized, compare)
    build_files(FILES, ARTICLE_URL="{category}/{date:%Y}/{slug}/")
    assert len(compared) == len(FILES)


def test_each_quote_is_a_line_of_json(build_files: Builder) -> None:
    strange = article(30, title='"A\\\\ \\t𝄞 é</script>"')
    text = build_files({**FILES, "articles/z.md": strange}).text("quotes.json")
    first, *lines, last = text.splitlines()
    assert (first, last, len(lines)) == ("[", "]", 25)
    assert [json.loads(line.rstrip(",")) for line in lines] == json.loads(text)
    assert json.loads(build_files({}).text("quotes.json")) == []
