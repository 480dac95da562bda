"""Articles that a build knows by their facts, and opens when anything else of them is asked.

Pelican reads each article before it writes the first page. Of ten thousand, an edit leaves all but
a few pages as they are: what their articles say nobody asks.
"""

import datetime as dt
import os
import re
from collections import deque
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from blinker import ANY, Signal
from pelican.contents import Article, Page
from pelican.plugins import signals
from pelican.readers import Readers
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from newsroom.content.facts import Facts
from newsroom.record.visibility import Visibility
from newsroom.site.contents import NewsArticle
from newsroom.site.edition import Edition

Settings = Mapping[str, Any]

# How many articles stay open at once in a process: their texts are what memory goes for.
_MOST_OPEN = 1000

# What Pelican asks each article for, and ours have only where a plugin or a setting gives it.
_ABSENT = frozenset(
    [
        "_get_content",
        "author",
        "authors",
        "modified",
        "override_save_as",
        "override_url",
        "translation_id",
    ]
)

# What our reader says of an article's text.
_TEXT = frozenset(["_content", "_summary", "record", "file", "quotes", "attribution"])

# Settings with which Pelican gives an article more than its file says.
_MORE = ("AUTHOR", "DEFAULT_METADATA", "EXTRA_PATH_METADATA", "FILENAME_METADATA", "PATH_METADATA")

# A pattern of addresses that an article's facts can fill.
_PLAIN = re.compile(r"(?:[^{}]|\{date:(?:[^{}%]|%[Ymd])*\}|\{slug\}|\{lang\})*")

# The one plugin with which nobody else looks at articles or pages on their way.
_OURS = ["newsroom.site"]


def is_alone(settings: Settings) -> bool:
    """Tell whether no other plugin, no receiver of a signal and no setting looks at articles."""
    if settings["PLUGINS"] != _OURS or any(settings.get(name) for name in _MORE):
        return False
    # With RELATIVE_URLS Pelican notes in what all pages share how one leads to the root.
    if settings["RELATIVE_URLS"] or settings["TYPOGRIFY"] or not settings["WITH_FUTURE_DATES"]:
        return False
    everything = (signal for signal in vars(signals).values() if isinstance(signal, Signal))
    receivers = (one for signal in everything for one in signal.receivers_for(ANY))
    return all(one.__module__.startswith("newsroom.") for one in receivers)


class Opened:
    """The articles that are open, in a process: the longest open is closed for the next one."""

    def __init__(self) -> None:
        self._articles: deque[KeptArticle] = deque()

    def add(self, article: "KeptArticle") -> None:
        """Note that an article is open now."""
        if len(self._articles) >= _MOST_OPEN:
            self._articles.popleft().close()
        self._articles.append(article)


class KeptArticle(NewsArticle):
    """An article that is opened when it is asked for what its facts do not say.

    `read` gives it whole, as Pelican makes it; `text` what templates mostly ask for: its HTML, and
    what our reader says of it. What is asked while it is closed is what it would answer when it is
    open: addresses, date, section, topics, authors, visibility, headline.
    """

    def __init__(
        self,
        facts: Facts,
        seen: Visibility,
        settings: Settings,
        opened: Opened,
        read: Callable[[], NewsArticle],
        text: Callable[[str], tuple[str, dict[str, Any]]],
    ) -> None:
        wrapped = settings["WRAPPED"]
        self.__dict__ = own = {
            "facts": facts,
            "visibility": seen,
            "settings": settings,
            "source_path": os.path.join(settings["PATH"], facts.path),  # noqa: PTH118 (fast)
            "relative_source_path": facts.path,
            "translations": [],
            "slug": facts.slug,
            "lang": facts.lang,
            "title": facts.headline,
            "template": "article",
            "in_default_lang": facts.lang == settings["DEFAULT_LANG"].lower(),
            "_status": "published" if seen.lists else "hidden",
            "date": _date(facts.date, settings["TIMEZONE"]),
            "category": wrapped(Category, facts.section),
            "tags": [],
            "_context": settings["PARTS"].site,
            "_opened": opened,
            "_read": read,
            "_text": text,
            "_open": [],
            "_is_whole": False,
        }
        if seen.page == "tombstone":
            own["template"] = "tombstone"
            return
        own["tags"] = [wrapped(Tag, topic) for topic in facts.topics]
        if facts.authors:
            own["authors"] = [wrapped(Author, name) for name in facts.authors]
            own["author"] = own["authors"][0]

    def __getattr__(self, name: str) -> Any:
        """Return what the facts do not say: open the article. Raises AttributeError."""
        own = self.__dict__
        if name in _ABSENT or name.startswith("__") or own["_is_whole"]:
            raise AttributeError(name)
        if name in _TEXT:
            html, said = own["_text"](own["source_path"])
            found = {"_content": html, "_summary": said["summary"]}
            found |= {key: said[key] for key in ("record", "file", "quotes", "attribution")}
        else:
            found = vars(own["_read"]())
            own["_is_whole"] = True
        if not own["_open"]:
            own["_opened"].add(self)
        more = [key for key in found if key not in own]
        own["_open"] += more
        own.update((key, found[key]) for key in more)
        return getattr(self, name)

    def close(self) -> None:
        """Forget all but the facts."""
        own = self.__dict__
        for name in own["_open"]:
            own.pop(name, None)
        own["_open"], own["_is_whole"] = [], False

    def is_valid(self) -> bool:
        """Tell that it is valid: stands for Pelican's of that name, which looks at the disk."""
        return True

    def refresh_metadata_intersite_links(self) -> None:
        """Leave the standfirst as it is: stands for Pelican's of that name, which looks for links.

        It is text, and what looks like a link in it is none.
        """

    def get_url_setting(self, key: str) -> str:
        """Return the address, `url`, or the output file, `save_as`, below the site's."""
        own = self.__dict__
        if key not in own:
            found = address_of(own["facts"], key.upper(), own["settings"])
            own[key] = found or super().get_url_setting(key)
        return str(own[key])


def address_of(facts: Facts, key: str, settings: Settings) -> str | None:
    """Return the URL or the SAVE_AS of an article; None where its facts do not say it."""
    is_default = facts.lang == settings["DEFAULT_LANG"].lower()
    pattern = settings[f"ARTICLE_{key}" if is_default else f"ARTICLE_LANG_{key}"]
    if not _is_plain(pattern):
        return None
    on_day = _on(pattern, facts.date[:10])
    return on_day.replace("{slug}", facts.slug).replace("{lang}", facts.lang)


@cache
def _is_plain(pattern: str) -> bool:
    return _PLAIN.fullmatch(pattern) is not None


@lru_cache(maxsize=10_000)
def _on(pattern: str, day: str) -> str:
    """Fill the date into a pattern of addresses."""
    return pattern.format(date=dt.date.fromisoformat(day), slug="{slug}", lang="{lang}")


def _date(text: str, zone: str) -> SafeDatetime:
    """Return a date in ISO 8601 as Pelican has it; a day begins in the time zone."""
    instant, tzinfo = _instant(text, zone)
    return SafeDatetime.fromtimestamp(instant, tzinfo)


@lru_cache(maxsize=10_000)
def _instant(text: str, zone: str) -> tuple[float, dt.tzinfo | None]:
    if len(text) == len("2015-10-08"):
        begin = dt.datetime.combine(dt.date.fromisoformat(text), dt.time(), ZoneInfo(zone))
    else:
        begin = dt.datetime.fromisoformat(text)
    return begin.timestamp(), begin.tzinfo


class NewsReaders(Readers):  # type: ignore[misc]
    """Pelican's readers, which make NewsArticles of articles' files; kept ones if we are alone."""

    def __init__(self, settings: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(settings, *arguments, **options)
        self._kept = settings["ALONE"]
        self._opened = Opened()

    def read_file(
        self, base_path: Any, path: Any, content_class: Any = Page, **options: Any
    ) -> Any:
        """Read a file; `content_class` says as what."""
        if content_class is not Article:
            return super().read_file(base_path, path, content_class, **options)
        read = partial(super().read_file, base_path, path, NewsArticle, **options)
        if not self._kept:
            return read()
        return self._keep(self.settings["EDITION"].articles[path], read)

    def keep(self, facts: Facts) -> KeptArticle:
        """Return the article of these facts, closed; it is read when it is opened."""
        context = self.settings["PARTS"].site
        arguments = (self.settings["PATH"], facts.path, NewsArticle)
        return self._keep(facts, partial(super().read_file, *arguments, context=context))

    def _keep(self, facts: Facts, read: Callable[[], NewsArticle]) -> KeptArticle:
        edition: Edition = self.settings["EDITION"]
        seen, text = edition.visibility(facts), self.readers["md"].read
        return KeptArticle(facts, seen, self.settings, self._opened, read, text)
