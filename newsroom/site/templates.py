"""What templates can call, and when they are compiled."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from newsroom.content.content_file import ContentFile
from newsroom.content.pictures import picture_size
from newsroom.record.article import Article, last_change
from newsroom.record.language import direction
from newsroom.record.people import Speaker
from newsroom.site.addresses import absolute, agency_slug, speaker_slug
from newsroom.site.edition import Edition
from newsroom.site.structured_data import structured_data
from newsroom.site.stylesheet import build_stylesheet
from newsroom.site.wording import in_words, period_in_words, unpublished_mark

Settings = Mapping[str, Any]

# Everything is escaped, and a misspelt name is an error: no setting can turn that off.
SAFE: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    # An environment lasts for one build, and the theme is as large as it is.
    "auto_reload": False,
    "cache_size": -1,
}


def template_filters() -> dict[str, Any]:
    """Return the filters that put things into words, and choose topics."""
    return {
        "in_words": in_words,
        "period_in_words": period_in_words,
        "unpublished_mark": unpublished_mark,
        "most_used": most_used,
    }


def most_used(topics: Iterable[tuple[Any, int]], number: int) -> list[tuple[Any, int]]:
    """Return the topics with the most articles, each with their number, in order of name."""
    return sorted(sorted(topics, key=lambda counted: (-counted[1], counted[0]))[:number])


def template_globals(settings: Settings) -> dict[str, Any]:
    """Return the functions that templates call for what they may not compute."""
    folder = Path(settings["PATH"])
    edition: Edition = settings["EDITION"]
    site_lang = settings["DEFAULT_LANG"]
    address = absolute(settings)
    agencies = edition.content.registries.agencies
    return {
        # For macros too: they are imported without the context of a page, and so made once.
        "DEFAULT_LANG": site_lang,
        "absolute": address,
        "age_in_years": lambda article: edition.age(edition.facts(article)),
        "agency": lambda key: agencies and agencies[key],
        "last_change": lambda record: last_change(record, edition.zone),
        "may_show": edition.may_show,
        "review_points": lambda record: record.review if edition.preview else (),
        "stylesheet": build_stylesheet(Path(settings["THEME"], "css")),
        "direction": direction,
        "part_lang": lambda lang, within=site_lang: part_lang(lang, within),
        "words": words,
        # The site's own words, in the midst of others.
        "ours": lambda text, within: words(text, site_lang, within),
        "picture_size": lambda name: picture_size(folder / name),
        "structured_data": structured_data(settings, edition, address),
        **_pages_of(settings, edition),
    }


def _pages_of(settings: Settings, edition: Edition) -> dict[str, Any]:
    """Return the functions that lead from an article to pages of its agencies and speakers.

    Only those have a page of which some article in the lists speaks.
    """
    known = edition.content.registries.speakers
    agencies = edition.listed_agencies
    speakers = {speaker_slug(name, settings) for name in edition.listed_speakers}

    def agency_page(key: str) -> str | None:
        address = settings["AGENCY_URL"].format(key=agency_slug(key))
        return address if key in agencies else None

    def speakers_of(article: Any) -> list[tuple[Speaker, str | None]]:
        found = []
        for key in dict.fromkeys(quote.speaker for quote in article.quotes):
            speaker = article.record.speakers[key]
            slug = speaker_slug(known.known(speaker).name, settings)
            page = settings["SPEAKER_URL"].format(slug=slug) if slug in speakers else None
            found.append((speaker, page))
        return found

    return {"agency_page": agency_page, "speakers_of": speakers_of}


@lru_cache(maxsize=10_000)
def part_lang(lang: str | None, within: str) -> Markup:
    """Return the attributes of an element whose language is not the one around it.

    `lang` is the element's language, None if it is not known; `within` is that around it. The
    `dir` comes with it where the direction of writing changes too (HTML, section 3.2.6.4).
    """
    if lang is None or lang == within:
        return Markup()
    attributes = Markup(' lang="{}"').format(lang)
    if direction(lang) != direction(within):
        attributes += Markup(' dir="{}"').format(direction(lang))
    return attributes


@lru_cache(maxsize=10_000)
def words(text: str, lang: str, within: str) -> Markup:
    """Return words as HTML that stand in the midst of others, which may be in another language."""
    attributes = part_lang(lang, within)
    return Markup("<span{}>{}</span>").format(attributes, text) if attributes else escape(text)


class LazyTemplate:
    """A template that is compiled when something is rendered with it.

    Compiling takes the time of a hundred pages, and most builds make few. Otherwise it is the
    template that `get` returns.
    """

    def __init__(self, name: str, get: Callable[[], Template]) -> None:
        self.name = name
        self._get = get

    @cached_property
    def _template(self) -> Template:
        return self._get()

    def render(self, names: Mapping[str, Any]) -> str:
        """Render the template with these names."""
        return self._template.render(names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


def lazily(
    get: Callable[[str], Template], environment: Environment, ending: str
) -> Callable[[str], Template | LazyTemplate]:
    """Return what stands for `get_template` of Pelican's generators, and compiles nothing yet.

    `get` is that method, `ending` that of templates' files. Raises what it raises, and
    TemplateSyntaxError of a file that is not UTF-8.
    """

    @cache
    def get_lazily(name: str) -> Template | LazyTemplate:
        loader, file = environment.loader, f"{name}{ending}"
        try:
            if loader:
                loader.get_source(environment, file)
        except TemplateNotFound:
            return get(name)  # which says so
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError("is not UTF-8; save it so", 1, file, file) from error
        return LazyTemplate(file, lambda: get(name))

    return get_lazily


def figure_renderer(settings: Settings) -> Callable[[ContentFile[Article], str], str]:
    """Return what makes the figure for a picture of an article's body, given by its key."""

    def figure(file: ContentFile[Article], key: str) -> str:
        template = settings["TEMPLATES"].get_template("part/figure.html")
        picture = file.record.pictures[key]
        return str(template.render(record=picture, file=file, SITEURL=settings["SITEURL"])).strip()

    return figure
