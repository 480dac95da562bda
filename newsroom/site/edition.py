"""An edition: the content files that one build holds, checked against one another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.content.content_file import Content, ContentFile, pictures_of
from newsroom.content.editorial import (
    changes_to_come,
    imported_twice,
    not_withdrawn,
    open_reviews,
)
from newsroom.content.files import picture_files, read_content
from newsroom.content.links import dead_links
from newsroom.content.markdown import Body
from newsroom.content.problems import ContentError, Problem
from newsroom.record.article import Page
from newsroom.record.picture import Picture
from newsroom.record.visibility import Visibility, may_feed, may_show, visibility
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
    _by_path: dict[str, ContentFile[Page]] = field(init=False, repr=False, compare=False)
    _seen: dict[int, tuple[ContentFile[Page], Visibility]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_path", {file.path: file for file in self.content.files})

    def __getitem__(self, path: str) -> ContentFile[Page]:
        """Return the file at a path relative to the content folder. Raises KeyError."""
        return self._by_path[path]

    def visibility(self, file: ContentFile[Page]) -> Visibility:
        """Return where a file may appear in this build."""
        # By identity: of a file there are two where one is left as a tombstone.
        if id(file) not in self._seen:
            self._seen[id(file)] = (file, self._decide(file))
        return self._seen[id(file)][1]

    def _decide(self, file: ContentFile[Page]) -> Visibility:
        agencies = self.content.registries.agencies
        found = visibility(file.record, self.now, self.zone, agencies, file.agencies)
        if self.preview and found.page == "none":
            feeds = may_feed(agencies, file.agencies)
            return Visibility("whole", True, feeds, True, True, found.reason)
        return found

    def may_show(self, picture: Picture, file: ContentFile[Page]) -> bool:
        """Tell whether a picture's file may be in this build, as a picture of the content file."""
        whole = self.visibility(file).page == "whole"
        return whole and may_show(picture, self.content.registries.agencies, file.agencies)

    @cached_property
    def listed(self) -> Content:
        """What of the content may stand in lists."""
        articles = (file for file in self.content.articles if self.visibility(file).lists)
        return replace(self.content, articles=tuple(articles))

    @cached_property
    def pictures(self) -> list[str]:
        """The picture files that may be in this build, in order."""
        return sorted(
            {
                picture.file
                for file in self.content.articles
                for _, picture in pictures_of(file.record)
                if picture.file and self.may_show(picture, file)
            }
        )


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
    cache = settings.get("READ_CACHE")
    content, problems = read_content(
        folder, zone=zone, lang=settings["DEFAULT_LANG"], cache=Path(cache) if cache else None
    )
    now: dt.datetime = settings["NOW"]
    problems += changes_to_come(content.articles, now, zone)
    if not problems:
        problems += _unused_pictures(content, folder)
    preview = settings["SHOW_UNPUBLISHED"]
    until = next_change(content.articles, now, zone, content.registries.agencies)
    shown = _held(Edition(content, now, zone, preview, until))
    # A file with problems is there all the same: what links to it is not to blame.
    faulty = {problem.path.partition("/")[2] for problem in problems}
    problems += open_reviews((content if for_readers else shown.content).articles)
    problems += not_withdrawn(content)
    problems += imported_twice(content)
    problems += address_problems(shown.content, shown.listed, settings)
    for part in (shown, _held(Edition(content, now, zone))) if for_readers else (shown,):
        problems += dead_links(part.content.files, faulty)
        if not faulty:
            problems += dead_paths(part.content, part.listed, part.pictures, settings)
    return shown, sorted(set(problems))


def _held(edition: Edition) -> Edition:
    """Leave out of an edition what its build holds nothing of, and the bodies of tombstones."""
    content = edition.content
    articles = ((file, edition.visibility(file).page) for file in content.articles)
    held = Content(
        tuple(
            replace(file, body=Body("")) if page == "tombstone" else file
            for file, page in articles
            if page != "none"
        ),
        tuple(file for file in content.pages if edition.visibility(file).page != "none"),
        content.registries,
    )
    return replace(edition, content=held)


def _unused_pictures(content: Content, folder: Path) -> list[Problem]:
    """Find picture files that no content file names."""
    used = {picture.file for file in content.files for _, picture in pictures_of(file.record)}
    message = "no content file shows this picture; name it by file:, or take it away"
    return [
        Problem(f"{folder.name}/{name}", 1, "file", message, "P004")
        for name in picture_files(folder)
        if name not in used
    ]
