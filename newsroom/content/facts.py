"""What a site knows of an article without opening it: enough for lists, checks and the clock.

A site of ten thousand articles is planned with their facts; an article is opened when its page, or
a page that shows it, is made anew.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newsroom.content.content_file import ContentFile, Desk, encoded, pictures_of
from newsroom.content.markdown import Body
from newsroom.record.agencies import Agencies
from newsroom.record.article import Article, last_change
from newsroom.record.moment import Moment
from newsroom.record.visibility import NEWS, Visibility, may_feed, may_show, visibility

# What of an article decides at which addresses and in which lists it is. When it may be there is
# told apart: by its visibility.
_FRAME = (
    "lang", "slug", "date", "begins", "section", "topics", "authors", "agencies", "speakers",
    "quotes", "corrections", "feeds",
)  # fmt: skip


class Facts(NamedTuple):
    """The facts of an article; plain data, that JSON gives back as it was.

    `path` is that of its content file within the content folder. `key` is a digest of all that it
    was read from, `outward` of what other pages can show of it: all but its body; `frame` of what
    decides at which addresses and in which lists it is. `date` and `changed` are in ISO 8601;
    instants are seconds of Unix time: `begins` that of its date, `corrections` those of its
    corrections, `changes` those of all updates. `speakers` are those that it quotes: key, name as
    the registry has it, kind, Wikidata item; `quotes` has the speaker's key of each quote.
    `pictures` are the files that it names, and whether its agencies let them be shown. `links` and
    `paths` are those of its body, with their lines. `states` says where it may appear, from which
    instant on (None for all time before).
    """

    path: str
    key: str
    outward: str
    frame: str
    lang: str
    slug: str
    headline: str
    date: str
    begins: float
    changed: str | None
    section: str
    topics: Sequence[str]
    authors: Sequence[str]
    agencies: Sequence[str]
    speakers: Sequence[tuple[str, str, str, str | None]]
    quotes: Sequence[str]
    corrections: Sequence[float]
    changes: Sequence[float]
    guid: str | None
    is_canceled: bool
    reviews: int
    pictures: Sequence[tuple[str, bool]]
    links: Sequence[tuple[int, str]]
    paths: Sequence[tuple[int, str]]
    feeds: bool
    states: Sequence[tuple[float | None, str]]

    @property
    def day(self) -> dt.date:
        """The date on the calendar of the place where it was written."""
        return _day(self.date[:10])

    def visibility(self, now: float) -> Visibility:
        """Return where the article may appear at an instant (Unix time, s)."""
        for instant, state in reversed(self.states):  # for most, time is over the last one
            if instant is None or instant <= now:
                return _visibility(state)
        raise ValueError(f"{self.path}: the first of its states begins at no instant")


def facts_of(file: ContentFile[Article], desk: Desk, key: str) -> Facts:
    """Gather the facts of an article that has been read; `key` is a digest of what from."""
    record, zone, agencies = file.record, desk.zone, desk.registries.agencies
    changed = last_change(record, zone)
    known = desk.registries.speakers
    quoted = dict.fromkeys(quote.speaker for quote in file.body.quotes)
    people = {key: known.known(record.speakers[key]) for key in quoted}
    moments = [*(correction.date for correction in record.corrections), record.modified]
    facts = Facts(
        path=file.path,
        key=key,
        outward=_outward(file, desk),
        frame="",
        lang=file.lang,
        slug=file.slug,
        headline=record.headline,
        date=record.date.iso,
        begins=_instant(record.date, zone),
        changed=changed.iso if changed else None,
        section=record.section,
        topics=record.topics,
        authors=record.authors,
        agencies=file.agencies,
        speakers=[(key, who.name, who.kind, who.wikidata) for key, who in people.items()],
        quotes=[quote.speaker for quote in file.body.quotes],
        corrections=[_instant(correction.date, zone) for correction in record.corrections],
        changes=[_instant(moment, zone) for moment in moments if moment],
        guid=record.guid,
        is_canceled=record.pub_status == "canceled",
        reviews=len(record.review),
        pictures=[
            (picture.file, may_show(picture, agencies, file.agencies))
            for _, picture in pictures_of(record)
            if picture.file
        ],
        links=file.body.links,
        paths=file.body.paths,
        feeds=may_feed(agencies, file.agencies),
        states=[(at, _state(seen)) for at, seen in _states(file, zone, agencies)],
    )
    return facts._replace(frame=_frame(facts))


def _outward(file: ContentFile[Article], desk: Desk) -> str:
    """Return a digest of what pages other than its own can show of an article."""
    seen = replace(file, body=Body("", file.body.quotes), lines={})
    named = [picture.file for _, picture in pictures_of(file.record) if picture.file]
    pictures = picture_signature(desk.folder, named).encode()
    return hashlib.sha256(encoded(seen) + pictures).hexdigest()[:16]


def _frame(facts: Facts) -> str:
    """Return a digest of what decides at which addresses and in which lists an article is."""
    said = [getattr(facts, name) for name in _FRAME]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def picture_signature(folder: Path, files: Iterable[str], settled: int | None = None) -> str:
    """Return what tells that picture files are those that they were.

    It ends with a question mark where one has changed since the instant `settled` (ns, of the file
    system): it may have done so again, unnoticed.
    """
    said, newest = [], 0
    for file in files:
        with suppress(OSError):
            stat = (folder / file).stat()
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            times = f"{stat.st_mtime_ns}:{stat.st_ctime_ns}"
            said.append(f"{file}:{stat.st_size}:{times}:{stat.st_ino}")
    return "|".join(said) + ("?" if settled is not None and newest >= settled else "")


def _states(
    file: ContentFile[Article], zone: dt.tzinfo, agencies: Agencies | None
) -> Iterator[tuple[float | None, Visibility]]:
    """Give each instant at which an article begins to appear elsewhere, and where."""
    begins = file.record.date.earliest(zone)
    instants = {begins, begins + NEWS}
    for moment in (file.record.embargoed, file.record.expires):
        if moment:
            instants.add(moment.earliest(zone))
    for key in file.agencies if agencies else ():
        if agencies and (days := agencies[key].archive_days):
            instants.add(begins + dt.timedelta(days=days))
    ordered = sorted(instants)
    before = ordered[0] - dt.timedelta(seconds=1)
    last = visibility(file.record, before, zone, agencies, file.agencies)
    yield None, last
    for instant in ordered:
        found = visibility(file.record, instant, zone, agencies, file.agencies)
        if found != last:
            yield instant.timestamp(), found
            last = found


def _instant(moment: Moment, zone: dt.tzinfo) -> float:
    return moment.earliest(zone).timestamp()


def _state(seen: Visibility) -> str:
    """Return a visibility in a word, as `whole lists feeds sitemap news -`."""
    names = ("lists", "feeds", "sitemap", "news")
    return " ".join([seen.page, *(n for n in names if getattr(seen, n)), seen.reason or "-"])


@lru_cache(maxsize=1000)
def _visibility(state: str) -> Visibility:
    page, *names, reason = state.split(" ")
    return Visibility(page, **dict.fromkeys(names, True), reason=None if reason == "-" else reason)  # type: ignore[arg-type]


@lru_cache(maxsize=10_000)
def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
