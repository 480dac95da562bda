"""What templates can call, and the environment of those that are rendered outside a page."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newsroom.content.pictures import picture_size
from newsroom.record.language import direction
from newsroom.record.visibility import is_public
from newsroom.site.addresses import absolute
from newsroom.site.edition import Edition
from newsroom.site.structured_data import structured_data
from newsroom.site.stylesheet import build_stylesheet
from newsroom.site.wording import in_words, period_in_words

Settings = Mapping[str, Any]

# Everything is escaped, and a misspelt name is an error: no setting can turn that off.
SAFE: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


def template_filters() -> dict[str, Any]:
    """Return the filters that put dates into words, and choose topics."""
    return {"in_words": in_words, "period_in_words": period_in_words, "most_used": most_used}


def most_used(tags: Iterable[tuple[Any, list[Any]]], number: int) -> list[tuple[Any, list[Any]]]:
    """Return the topics with the most articles, each with its articles, in order of name."""
    return sorted(sorted(tags, key=lambda item: (-len(item[1]), item[0]))[:number])


def template_globals(settings: Settings) -> dict[str, Any]:
    """Return the functions that templates call for what they may not compute."""
    folder = Path(settings["PATH"])
    edition: Edition = settings["EDITION"]
    site_lang = settings["DEFAULT_LANG"]
    address = absolute(settings)
    return {
        "absolute": address,
        "agency": lambda key: edition.content.agencies and edition.content.agencies[key],
        "stylesheet": build_stylesheet(Path(settings["THEME"], "css")),
        "direction": direction,
        "is_public": lambda record: is_public(record, edition.now, edition.zone),
        "part_lang": lambda lang, within=site_lang: part_lang(lang, within),
        "picture_size": lambda name: picture_size(folder / name),
        "structured_data": structured_data(settings, address),
    }


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


def template_environment(settings: Settings) -> Environment:
    """Return an environment for the theme's templates that stand for no page (feed entries)."""
    loader = FileSystemLoader(Path(settings["THEME"], "templates"))
    environment = Environment(loader=loader, **SAFE)  # noqa: S701 (SAFE has autoescape)
    environment.filters.update(template_filters())
    environment.globals.update(template_globals(settings))
    environment.globals.update(SITEURL=settings["SITEURL"], DEFAULT_LANG=settings["DEFAULT_LANG"])
    return environment
