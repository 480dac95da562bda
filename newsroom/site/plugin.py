"""The Pelican plugin: reads the edition before Pelican begins, and hands it on.

Pelican skips a broken file with exit status 0, publishes hidden files, and turns articles of the
future into drafts that it writes all the same. Here the content is read and checked first, and
Pelican is told of the files that the build holds and of no others.
"""

from functools import cache
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, StaticGenerator, TemplatePagesGenerator

from newsroom.site.compiled import CompiledTemplates
from newsroom.site.edition import read_edition
from newsroom.site.feeds import FeedWriter
from newsroom.site.generators import NewsArticlesGenerator, NewsStaticGenerator
from newsroom.site.indexes import IndexGenerator
from newsroom.site.kept import is_alone
from newsroom.site.ledger import Ledger
from newsroom.site.meanwhile import Meanwhile
from newsroom.site.pages import WaitingPagesGenerator
from newsroom.site.parts import Parts
from newsroom.site.reader import OTHER_FORMATS, ContentFileReader
from newsroom.site.sitemap import SitemapGenerator
from newsroom.site.templates import (
    SAFE,
    figure_renderer,
    lazily,
    template_filters,
    template_globals,
)
from newsroom.site.traces import Traces

_OURS = {ArticlesGenerator: NewsArticlesGenerator, StaticGenerator: NewsStaticGenerator}


def register() -> None:
    """Connect to Pelican's signals; Pelican calls it."""
    signals.initialized.connect(prepare)
    signals.initialized.connect(_replace_generator)
    signals.generator_init.connect(_prepare_templates)
    signals.get_generators.connect(_index_generator)
    signals.get_generators.connect(_sitemap_generator)
    signals.get_generators.connect(_last_generator)
    signals.get_writer.connect(_writer)


def prepare(pelican: Any) -> None:
    """Read the edition into the settings, and set what no configuration may loosen.

    Raises ContentError with every problem of the content.
    """
    settings = pelican.settings
    edition = read_edition(settings)
    settings["EDITION"] = edition
    settings["ALONE"] = is_alone(settings)
    settings["WRAPPED"] = _wrapping(settings)
    settings["READERS"] = {"md": ContentFileReader, **dict.fromkeys(OTHER_FORMATS)}
    settings["ARTICLE_PATHS"] = [file.path for file in edition.content.articles]
    settings["PAGE_PATHS"] = [file.path for file in edition.content.pages]
    # Only pictures that an article of the edition shows, by name: whatever else lies in the
    # content folder (.env, .git, pictures of drafts or not held) has no way out.
    settings["STATIC_PATHS"] = edition.pictures
    # Pelican also copies what {static} and {attach} name, in whatever looks like a link.
    settings["INTRASITE_LINK_REGEX"] = r"[{|](?P<what>filename)[|}]"
    settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], **SAFE}
    if place := settings.get("COMPILED"):
        settings["JINJA_ENVIRONMENT"]["bytecode_cache"] = CompiledTemplates(*place)
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **template_filters()}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **template_globals(settings)}
    settings["PARTS"] = Parts()
    settings["MEANWHILE"] = Meanwhile()
    settings["JINJA_GLOBALS"] |= settings["PARTS"].functions
    settings.setdefault("LEDGER", Ledger())
    settings["FIGURES"] = figure_renderer(settings)


def _wrapping(settings: Any) -> Any:
    """Return what wraps a name for Pelican: once, since each wrapper makes its slug anew."""

    @cache
    def wrapped(kind: type[Any], name: str) -> Any:
        return kind(name, settings)

    return wrapped


def _prepare_templates(generator: Any) -> None:
    """Tell parts what all pages know, and have generators compile what they need, once.

    Stands for Jinja's `make_globals`: what it chains, each context of each page would go through.
    """
    settings = generator.settings
    settings["PARTS"].site = generator.context
    if "TRACES" not in settings:
        settings["TRACES"] = Traces(settings, generator.env)
        settings["TEMPLATES"] = generator.env  # also for what stands for no page: feeds' entries
    # Templates of TEMPLATE_PAGES lie elsewhere, and may have the names of the theme's.
    if settings["ALONE"] and not isinstance(generator, TemplatePagesGenerator):
        generator.env = settings["TEMPLATES"]
        endings = settings["TEMPLATE_EXTENSIONS"]
        if len(endings) == 1:
            get = generator.get_template
            generator.get_template = lazily(get, generator.env, endings[0])
    env = generator.env
    if "make_globals" not in vars(env):
        chained = env.make_globals
        env.make_globals = lambda more: chained(more) if more else env.globals


def _replace_generator(pelican: Any) -> None:
    """Have this Pelican, of whichever class, take generators of ours in place of its own.

    Stands in for `_get_generator_classes`: no signal of Pelican's can replace a generator, and
    PELICAN_CLASS stays free for other uses.
    """
    classes = pelican._get_generator_classes

    def ours() -> list[type]:
        return [_OURS.get(found, found) for found in classes()]

    pelican._get_generator_classes = ours


def _index_generator(pelican: Any) -> Any:
    return IndexGenerator


def _sitemap_generator(pelican: Any) -> Any:
    return SitemapGenerator


def _last_generator(pelican: Any) -> Any:
    return WaitingPagesGenerator


def _writer(pelican: Any) -> Any:
    return FeedWriter
