"""An edition: the content files that one build holds, checked against one another."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.content.across import (
    changes_to_come,
    imported_twice,
    not_withdrawn,
    open_reviews,
)
from newsroom.content.content import Content
from newsroom.content.content_file import ContentFile, encoded
from newsroom.content.facts import Facts
from newsroom.content.files import read_content
from newsroom.content.links import Linking, dead_links
from newsroom.content.markdown import Body
from newsroom.content.problems import ContentError, Problem
from newsroom.record.article import Page
from newsroom.record.picture import Picture
from newsroom.record.visibility import Visibility, may_show, visibility
from newsroom.site.addresses import address_problems, dead_paths
from newsroom.site.instants import next_change

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Edition:
    """The content files of a build, and what it is to know of its time and place.

    `preview` shows what is not public too, as it will be. `until` is the instant at which the next
    build may come out otherwise, though no file has changed; None for never.
    """

    content: Content
    now: dt.datetime
    zone: ZoneInfo
    preview: bool = False
    until: dt.datetime | None = None

    def visibility(self, file: Facts | ContentFile[Page]) -> Visibility:
        """Return where an article of the edition, or a page, may appear in this build."""
        if isinstance(file, Facts) or file.path in self.articles:
            return self._visibilities[file.path]
        found = visibility(file.record, self.now, self.zone, None, ())
        if self.preview and found.page == "none":
            return Visibility("whole", True, True, True, True, found.reason)
        return found

    def _decide(self, article: Facts) -> Visibility:
        found = article.visibility(self.now.timestamp())
        if self.preview and found.page == "none":
            return Visibility("whole", True, article.feeds, True, True, found.reason)
        return found

    @cached_property
    def _visibilities(self) -> dict[str, Visibility]:
        return {article.path: self._decide(article) for article in self.content.articles}

    @cached_property
    def articles(self) -> dict[str, Facts]:
        """The articles by their paths."""
        return {article.path: article for article in self.content.articles}

    @cached_property
    def pages(self) -> dict[str, ContentFile[Page]]:
        """The pages by their paths."""
        return {page.path: page for page in self.content.pages}

    def facts(self, article: Any) -> Facts:
        """Return the facts of an article of Pelican's."""
        return self.articles[article.relative_source_path]

    def __getitem__(self, path: str) -> ContentFile[Page]:
        """Return the file at a path relative to the content folder, whole. Raises KeyError.

        An article of which only a tombstone stays has no body.
        """
        if path in self.pages:
            return self.pages[path]
        file = self.content.open(self.articles[path])
        if self._visibilities[path].page == "tombstone":
            return replace(file, body=Body(""))
        return file

    def may_show(self, picture: Picture, file: ContentFile[Page]) -> bool:
        """Tell whether a picture's file may be in this build, as a picture of the content file."""
        whole = self.visibility(file).page == "whole"
        return whole and may_show(picture, self.content.registries.agencies, file.agencies)

    @cached_property
    def frame(self) -> str:
        """A digest of which addresses and lists there are, and which articles stand in them, where.

        With what surrounds a build (settings, registries, code), this and `outwards` decide
        everything but bodies.
        """
        articles, seen = self.content.articles, self._visibilities
        said = [f"{a.path} {a.frame} {printed(seen[a.path])} {self.age(a)}" for a in articles]
        said += [encoded(page).hex() for page in self.content.pages]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    @cached_property
    def outwards(self) -> str:
        """Digests of what articles show of themselves elsewhere: in their order, as long each."""
        return "".join([article.outward for article in self.content.articles])

    def changed_since(self, frame: object, outwards: object) -> Set[str] | None:
        """Return the paths of articles that others show otherwise than an edition that said this.

        None where that one had other addresses or lists.
        """
        articles = self.content.articles
        if frame != self.frame or not isinstance(outwards, str):
            return None
        if not articles:
            return frozenset()
        length = len(outwards) // len(articles)
        before = (outwards[at : at + length] for at in range(0, len(outwards), length))
        pairs = zip(articles, before, strict=True)
        return {article.path for article, said in pairs if article.outward != said}

    def age(self, article: Facts) -> int:
        """Return how many whole years ago the day of an article is, by the days of `zone`."""
        day = article.date[:10]
        if day not in self._ages:
            now = self._date
            is_before = now[5:] < day[5:]
            self._ages[day] = max(int(now[:4]) - int(day[:4]) - is_before, 0)
        return self._ages[day]

    @cached_property
    def _ages(self) -> dict[str, int]:
        return {}

    @cached_property
    def _date(self) -> str:
        return self.now.astimezone(self.zone).date().isoformat()

    @cached_property
    def listed(self) -> Content:
        """What of the content may stand in lists."""
        articles = (file for file in self.content.articles if self._visibilities[file.path].lists)
        return replace(self.content, articles=tuple(articles))

    @cached_property
    def listed_agencies(self) -> frozenset[str]:
        """The keys of the agencies that articles in lists name: those have a page."""
        return frozenset(key for article in self.listed.articles for key in article.agencies)

    @cached_property
    def listed_speakers(self) -> frozenset[str]:
        """The names of the speakers that articles in lists quote: those have a page."""
        articles = self.listed.articles
        return frozenset(name for article in articles for _, name, *_ in article.speakers)

    @cached_property
    def linking(self) -> list[Linking]:
        """The files with their links."""
        found = []
        for article in self.content.articles:
            if self._visibilities[article.path].page == "tombstone":
                found.append(Linking(article.path, (), (), article, is_tombstone=True))
            else:
                found.append(Linking(article.path, article.links, article.paths, article))
        for page in self.content.pages:
            found.append(Linking(page.path, page.body.links, page.body.paths, page))
        return found

    @cached_property
    def pictures(self) -> list[str]:
        """The picture files that may be in this build, in order."""
        return sorted(
            {
                file
                for article in self.content.articles
                if article.pictures and self._visibilities[article.path].page == "whole"
                for file, may in article.pictures
                if may
            }
        )


@lru_cache(maxsize=1000)
def printed(visibility: Visibility) -> str:
    """Return a visibility in words."""
    return repr(visibility)


def read_edition(settings: Settings) -> Edition:
    """Read and check all content, and keep what this build may hold.

    Uses Pelican's PATH, TIMEZONE and DEFAULT_LANG, and our NOW (an instant with offset) and
    SHOW_UNPUBLISHED (True in the preview, where drafts and articles of the future are shown).
    Raises ContentError with every problem of every file; files that are not shown are checked too.
    """
    edition, problems = check_edition(settings)
    stopping = ("builds",) if edition.preview else ("builds", "publishing")
    if found := [problem for problem in problems if problem.stops in stopping]:
        raise ContentError(found)
    return edition


def check_edition(
    settings: Settings, *, for_readers: bool = False
) -> tuple[Edition, list[Problem]]:
    """Read all content; return what a build of these settings may hold, and every problem.

    `for_readers` looks also for what the preview forgives: links to what is not public.
    """
    folder, zone = Path(settings["PATH"]), ZoneInfo(settings["TIMEZONE"])
    cache, progress = settings.get("READ_CACHE"), settings.get("PROGRESS")
    content, problems = read_content(
        folder,
        zone=zone,
        lang=settings["DEFAULT_LANG"],
        cache=Path(cache) if cache else None,
        progress=partial(progress, "reading") if progress else None,
        listed=settings.get("LISTED"),
    )
    now: dt.datetime = settings["NOW"]
    problems += changes_to_come(content, now, zone)
    if not problems:
        problems += _unused_pictures(content)
    preview = settings["SHOW_UNPUBLISHED"]
    until = next_change(content.articles, now, zone)
    shown = _held(Edition(content, now, zone, preview, until))
    # A file with problems is there all the same: what links to it is not to blame.
    faulty = {problem.path.partition("/")[2] for problem in problems}
    problems += open_reviews(content, (content if for_readers else shown.content).articles)
    problems += not_withdrawn(content)
    problems += imported_twice(content)
    # The last build had the same addresses, and there was nothing to say of them.
    ledger = settings.get("LEDGER")
    if ledger is None or ledger.notes.get("frame") != shown.frame:
        problems += address_problems(shown.content, shown.listed, settings)
    for part in (shown, _held(Edition(content, now, zone))) if for_readers else (shown,):
        problems += dead_links(part.content, part.linking, faulty)
        if not faulty:
            problems += dead_paths(part.content, part.listed, part.linking, part.pictures, settings)
    return shown, sorted(set(problems))


def _held(edition: Edition) -> Edition:
    """Leave out of an edition what its build holds nothing of."""
    content, seen = edition.content, edition._visibilities
    held = replace(
        content,
        articles=tuple([a for a in content.articles if seen[a.path].page != "none"]),
        pages=tuple(page for page in content.pages if edition.visibility(page).page != "none"),
    )
    # What the edition has found out of itself it need not find out again.
    return edition if held == content else replace(edition, content=held)


def _unused_pictures(content: Content) -> Iterator[Problem]:
    """Find picture files that no content file names."""
    used = {file for article in content.articles for file, _ in article.pictures}
    message = "no content file shows this picture; name it by file:, or take it away"
    for name in content.pictures:
        if name not in used:
            yield Problem(content.shown(name), 1, "file", message, "P004")
