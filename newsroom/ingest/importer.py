"""The import: from sources to content files, an item at a time, each whole or not at all."""

import datetime as dt
import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from newsroom.content.content_file import Desk, pictures_of
from newsroom.content.writing import print_file
from newsroom.ingest.articles import Draft, respelt, slug_of
from newsroom.ingest.drafting import Drafted, Reader, Reading
from newsroom.ingest.formats import WIRE
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.merging import Side, merge
from newsroom.ingest.originals import Original, Originals, original
from newsroom.ingest.picture_files import local_pictures
from newsroom.ingest.revisions import with_corrections, without_picture
from newsroom.ingest.shelf import Shelf, files_of
from newsroom.ingest.sources import Source
from newsroom.ingest.versions import is_newer
from newsroom.ingest.writing import finished, read_back, text_digest
from newsroom.record.article import Article
from newsroom.record.moment import parse_moment

Status = Literal["new", "updated", "unchanged", "canceled", "held", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of an item: `where` is the path of its content file, or the reason."""

    status: Status
    where: str


@dataclass(frozen=True)
class _Work:
    """An item to import, and what it came in; `folder` is where its pictures may lie."""

    drafted: Drafted
    kept: Original
    folder: Path | None

    @property
    def item(self) -> Item:
        return self.drafted.item


@dataclass
class Importer:
    """An import into a content folder. `now` is the instant at which it is made."""

    reader: Reader
    shelf: Shelf
    now: dt.datetime
    _originals: Originals = field(init=False)
    _alone: list[tuple[Source, str]] = field(default_factory=list)
    _shown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._originals = Originals(self.desk.folder)

    @property
    def desk(self) -> Desk:
        """What content files are read with."""
        return self.reader.desk

    def take(self, reading: Reading) -> Iterator[Outcome]:
        """Import what was read; pictures that came by themselves wait for `finish`."""
        name = reading.source.name
        if reading.fault:
            yield Outcome("failed", f"{name}: {reading.fault}")
        for drafted in reading.items:
            if isinstance(drafted, Fault):
                yield Outcome("failed", f"{name}: {drafted.item}: {drafted.message}")
            elif _is_picture(drafted.item):
                self._alone.append((reading.source, drafted.item.guid))
            else:
                self._shown |= {picture.guid for picture in drafted.item.pictures if picture.guid}
                yield self._try(drafted, reading)

    def finish(self) -> Iterator[Outcome]:
        """Import the pictures that no article has shown."""
        for source, guid in self._alone:
            if guid in self._shown:
                continue
            reading = self.reader.read(source)  # again, so that thousands of them need no memory
            if reading.fault:
                yield Outcome("failed", f"{source.name}: {reading.fault}")
            for drafted in reading.items:
                if isinstance(drafted, Drafted) and _is_picture(item := drafted.item):
                    text = item.body or f"<p>{escape(item.pictures[0].caption or '')}</p>"
                    if item.guid == guid:
                        whole = replace(item, body=text, lead_picture=0)
                        yield self._try(Drafted(whole), reading)
        self._alone.clear()

    def _try(self, drafted: Drafted, reading: Reading) -> Outcome:
        source = reading.source
        kept = original(reading.raw, source.path.suffix)
        folder = source.path.parent if reading.form in WIRE else None
        try:
            return self._import(_Work(drafted, kept, folder))
        except IngestError as error:
            held = self._hold_back(drafted.item)
            return Outcome("failed", f"{source.name}: {drafted.item.guid}: {error}{held}")
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
                raise
            place = Path(error.filename or "a file").name
            reason = f"{place}: {error.strerror or error}"
            return Outcome("failed", f"{source.name}: {drafted.item.guid}: {reason}")

    def _hold_back(self, item: Item) -> str:
        """Withhold an article whose newer version cannot be taken over, where that says so.

        Whatever else is wrong with it: what must not be published is not.
        """
        path = self.shelf.by_guid.get(item.guid)
        if path is None or not (item.pub_status == "withheld" or self._is_embargoed(item)):
            return ""
        try:
            before = self._read(path)
        except IngestError:
            return ""  # which no build takes either
        newer = is_newer(item.version, before.article.version)
        if newer is False or before.article.pub_status != "usable":
            return ""
        article = before.article.model_copy(update={"pub_status": "withheld"})
        self.shelf.write(item.guid, path, print_file(article, before.body))
        return "; until then it is withheld"

    def _is_embargoed(self, item: Item) -> bool:
        """Tell whether an embargo holds: surely where its end cannot be read."""
        if not item.embargoed:
            return False
        try:
            return parse_moment(item.embargoed, self.desk.zone).earliest(self.desk.zone) > self.now
        except ValueError:
            return True

    def _import(self, work: _Work) -> Outcome:
        item = work.item
        if item.cancels or item.pub_status == "canceled":
            return self._cancel(item.cancels or item.guid, work)
        path = self.shelf.by_guid.get(item.guid)
        before = self._read(path) if path else None
        if before and path and (item.guid in self.shelf.canceled):
            return self._cancel(item.guid, work)
        if before and path and not self._says_more(work, before.article):
            self._keep(work, item.guid, _digest_of(before))
            return Outcome("unchanged", self._shown_path(path))
        canceled = self.shelf.canceled
        pictures = tuple(
            replace(picture, renditions=()) if picture.guid in canceled else picture
            for picture in (() if self.shelf.dry_run else item.pictures)
        )
        slug = path.stem if path else slug_of(item)
        with local_pictures(pictures, work.folder, self.desk.folder, slug) as files:
            draft = self._draft(work, files)
            path = path or self._new_path(item, draft)
            made = self._text(item, draft, before, path)
            if made is not None:
                text, pure, digest = made
                if not self.shelf.dry_run:
                    self._originals.keep_written(item.guid, digest, pure)
                self.shelf.write(item.guid, path, text)
                shown = self.shelf.shows.get(path, frozenset()) if text != pure else frozenset()
                self.shelf.shows[path] = shown | files_of(draft.article)
                for _, picture in pictures_of(draft.article):
                    if picture.guid:
                        self.shelf.pictures.setdefault(picture.guid, set()).add(path)
        if made is None:
            self._keep(work, item.guid, _digest_of(before) if before else "")
            return Outcome("unchanged", self._shown_path(path))
        self._keep(work, item.guid, made[2])
        return Outcome(self._status(draft.article, before is not None), self._shown_path(path))

    def _draft(self, work: _Work, files: Mapping[int, str]) -> Draft:
        if work.drafted.fault:
            raise IngestError(work.drafted.fault)
        draft = work.drafted.draft or self.reader.draft(work.item, files)
        article = respelt(draft.article, self.shelf.spelling)
        if work.item.guid in self.shelf.canceled:
            article = article.model_copy(update={"pub_status": "canceled"})
        return replace(draft, article=article)

    def _says_more(self, work: _Work, there: Article) -> bool:
        """Tell whether an item may say more than the article that is there."""
        newer = is_newer(work.item.version, there.version)
        if newer is not None:
            return newer
        return not self._originals.has(work.item.guid, work.kept)

    def _keep(self, work: _Work, guid: str, digest: str = "") -> None:
        """Keep the original, last of all: it says that the item was imported.

        `digest` is that of what the source alone made: what is older is needed no more.
        """
        if not self.shelf.dry_run:
            if digest:
                self._originals.forget_written(guid, digest)
            self._originals.keep(guid, work.kept)

    def _new_path(self, item: Item, draft: Draft) -> Path:
        day = draft.article.date.day
        return self.shelf.free_path(day.year, day.month, slug_of(item))

    def _text(
        self, item: Item, draft: Draft, before: Draft | None, path: Path
    ) -> tuple[str, str, str] | None:
        """Return the text to write, and that which the source alone makes, with its digest.

        None where there is nothing new.

        Raises IngestError where an editor's changes and the source's clash.
        """
        if before:
            if self._is_older(draft.article, before.article):
                return None
            # The address of an article is for good, and its date is a part of it.
            article = draft.article.model_copy(update={"date": before.article.date})
            draft = replace(draft, article=with_corrections(article, before.article))
        draft, text = finished(draft, path, self.desk)
        new = _digest_of(draft)
        if before is None:
            return text, text, new
        kept = _digest_of(before)
        if kept == new:
            return None
        if text_digest(before.article, before.body) == kept:
            return text, text, new
        return self._merged(item, before, draft, path), text, new

    def _is_older(self, new: Article, there: Article) -> bool:
        """Tell whether an item without a version was made before the one that is there."""
        made, was = new.version_created, there.version_created
        return bool(new.version is None and made and was and made.is_before(was, self.desk.zone))

    def _merged(self, item: Item, before: Draft, draft: Draft, path: Path) -> str:
        base = self._originals.written(item.guid, _digest_of(before))
        was = read_back(base, self.desk) if base else None
        if was is None:
            reason = "the version that was imported is not kept on this machine"
            raise self._clash(item, draft, path, reason)
        merged = merge(*(Side(side.article, side.body) for side in (was, before, draft)))
        if merged.clashes:
            reason = f"the source changed {', '.join(merged.clashes)} too"
            raise self._clash(item, draft, path, reason)
        try:
            article = Article.model_validate(merged.fields, context={"zone": self.desk.zone})
        except ValidationError:
            reason = "both changes together make no sound article"
            raise self._clash(item, draft, path, reason) from None
        source = draft.article.imported
        return finished(Draft(article, merged.body), path, self.desk, source)[1]

    def _clash(self, item: Item, draft: Draft, path: Path, reason: str) -> IngestError:
        """Keep what the source says now, and tell where, for a person to take it over."""
        remedy = f"take over version {item.version} by hand, then set version:"
        if item.version is None:
            remedy = "take over the new version by hand"
        if not self.shelf.dry_run:
            text = print_file(draft.article, draft.body)
            theirs = self._shown_path(self._originals.keep_newer(item.guid, text))
            remedy = f"{theirs} is what the source says now: {remedy}"
        return IngestError(f"{self._shown_path(path)} was edited here, and {reason}; {remedy}")

    def _cancel(self, guid: str, work: _Work) -> Outcome:
        """Unpublish every version of an item, those to come too."""
        known = guid in self.shelf.canceled
        self.shelf.cancel(guid)
        path = self.shelf.by_guid.get(guid)
        if path is None and (shown := self.shelf.pictures.pop(guid, None)):
            where = ", ".join(self._shown_path(place) for place in sorted(shown))
            for place in shown:
                draft = without_picture(self._read(place), guid)
                text = print_file(draft.article, draft.body)
                self.shelf.write(draft.article.guid or "", place, text)
                self.shelf.shows[place] = files_of(draft.article)
            self._keep(work, guid)
            return Outcome("canceled", f"{where} (a picture of it)")
        if path is None:
            self._keep(work, guid)
            said = guid if known else f"{guid} (not imported yet)"
            return Outcome("unchanged" if known else "canceled", said)
        before = self._read(path)
        if before.article.pub_status != "canceled":
            # Whatever else is wrong with the file: a kill holds.
            article = before.article.model_copy(update={"pub_status": "canceled", "review": ()})
            self.shelf.write(guid, path, print_file(article, before.body))
            known = False
        self._keep(work, guid)
        return Outcome("unchanged" if known else "canceled", self._shown_path(path))

    def _status(self, article: Article, known: bool) -> Status:
        if article.pub_status == "canceled":
            return "canceled"
        embargoed = article.embargoed and article.embargoed.earliest(self.desk.zone) > self.now
        if article.pub_status == "withheld" or embargoed:
            return "held"
        return "updated" if known else "new"

    def _read(self, path: Path) -> Draft:
        text = self.shelf.read(path)
        draft = read_back(text, self.desk) if text is not None else None
        if draft is None:
            raise IngestError(f"{self._shown_path(path)} cannot be read; mend it first: make check")
        return draft

    def _shown_path(self, path: Path) -> str:
        return f"{self.desk.folder.name}/{path.relative_to(self.desk.folder).as_posix()}"


def _digest_of(draft: Draft) -> str:
    imported = draft.article.imported
    return (imported.text if imported else None) or ""


def _is_picture(item: Item) -> bool:
    return item.kind == "picture" and item.pub_status != "canceled" and bool(item.pictures)
