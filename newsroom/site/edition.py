"""An edition: the content files that one build holds, checked against one another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.content.files import Content, ContentFile, read_content
from newsroom.content.links import dead_links
from newsroom.content.problems import ContentError
from newsroom.record.article import Page
from newsroom.record.visibility import is_public
from newsroom.site.addresses import address_problems

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Edition:
    """The content files of a build, and what it is to know of its time and place."""

    content: Content
    now: dt.datetime
    zone: ZoneInfo

    def __post_init__(self) -> None:
        files: tuple[ContentFile[Page], ...] = (*self.content.articles, *self.content.pages)
        object.__setattr__(self, "_by_path", {file.path: file for file in files})

    def __getitem__(self, path: str) -> ContentFile[Page]:
        """Return the file at a path relative to the content folder. Raises KeyError."""
        by_path: dict[str, ContentFile[Page]] = self._by_path  # type: ignore[attr-defined]
        return by_path[path]


def read_edition(settings: Settings) -> Edition:
    """Read and check all content, and keep what this build may hold.

    Uses Pelican's PATH, TIMEZONE and DEFAULT_LANG, and our NOW (an instant with offset) and
    SHOW_UNPUBLISHED (True in the preview, where drafts and articles of the future are shown).
    Raises ContentError with every problem of every file; files that are not shown are checked too.
    """
    zone = ZoneInfo(settings["TIMEZONE"])
    content, problems = read_content(
        Path(settings["PATH"]), zone=zone, lang=settings["DEFAULT_LANG"]
    )
    if not settings["SHOW_UNPUBLISHED"]:
        content = _public(content, settings["NOW"], zone)
    # A file with problems is there all the same: what links to it is not to blame.
    faulty = {problem.path.partition("/")[2] for problem in problems}
    problems += address_problems(content, settings)
    problems += dead_links((*content.articles, *content.pages), faulty)
    if problems:
        raise ContentError(problems)
    return Edition(content, settings["NOW"], zone)


def _public(content: Content, now: dt.datetime, zone: dt.tzinfo) -> Content:
    return Content(
        tuple(file for file in content.articles if is_public(file.record, now, zone)),
        tuple(file for file in content.pages if is_public(file.record, now, zone)),
        content.agencies,
    )
