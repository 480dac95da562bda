"""The import: from sources to content files, an item at a time, each whole or not at all."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from newsroom.content.content_file import Desk
from newsroom.ingest.articles import Draft, make_draft, slug_of
from newsroom.ingest.formats import read_source
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.merging import Side, merge
from newsroom.ingest.originals import (
    keep_original,
    keep_written,
    originals_folder,
    written_before,
)
from newsroom.ingest.picture_files import local_pictures
from newsroom.ingest.shelf import Shelf, write_whole
from newsroom.ingest.versions import is_newer
from newsroom.ingest.writing import finished, read_back, text_digest
from newsroom.record.agencies import Agencies, Registry
from newsroom.record.article import Article

Status = Literal["new", "updated", "unchanged", "canceled", "held", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of an item: `where` is the path of its content file, or the reason."""

    status: Status
    where: str


@dataclass(frozen=True)
class Source:
    """A file to import: its name as it is told, its bytes, and the folder that it lies in."""

    name: str
    raw: bytes
    folder: Path | None = None


@dataclass
class Importer:
    """An import into a content folder. `now` is the instant at which it is made."""

    desk: Desk
    shelf: Shelf
    now: dt.datetime
    dry_run: bool = False
    _held: dict[str, Path] = field(default_factory=dict)
    _alone: list[tuple[Item, Source]] = field(default_factory=list)
    _shown: set[str] = field(default_factory=set)

    def take(self, source: Source, form: str = "auto") -> Iterator[Outcome]:
        """Import a source; pictures that came by themselves wait for `finish`."""
        try:
            agencies = self.desk.registries.agencies or Agencies(Registry())
            items = read_source(source.raw, name=source.name, agencies=agencies, form=form)
        except IngestError as error:
            yield Outcome("failed", f"{source.name}: {error}")
            return
        for item in items:
            if isinstance(item, Fault):
                yield Outcome("failed", f"{source.name}: {item.item}: {item.message}")
            elif item.kind == "picture" and item.pub_status != "canceled":
                self._alone.append((item, source))
            else:
                self._shown |= {picture.guid for picture in item.pictures if picture.guid}
                yield self._try(item, source)

    def finish(self) -> Iterator[Outcome]:
        """Import the pictures that no article has shown."""
        for item, source in self._alone:
            if item.guid not in self._shown:
                text = item.body or f"<p>{_escaped(item.pictures[0].caption or '')}</p>"
                yield self._try(replace(item, body=text, lead_picture=0), source)
        self._alone.clear()

    def _try(self, item: Item, source: Source) -> Outcome:
        try:
            return self._import(item, source)
        except IngestError as error:
            return Outcome("failed", f"{source.name}: {item.guid}: {error}")

    def _import(self, item: Item, source: Source) -> Outcome:
        if item.cancels or item.pub_status == "canceled":
            return self._cancel(item.cancels or item.guid, source)
        path = self.shelf.by_guid.get(item.guid)
        before = self._read(path) if path else None
        if path and before is None:
            raise IngestError(
                f"{self._shown_path(path)} cannot be read; mend it first (make check)"
            )
        if path and before and not self._is_news(item, before.article):
            return Outcome("unchanged", self._shown_path(path))
        if item.guid in self.shelf.canceled:
            item = replace(item, pub_status="canceled")
        draft = self._draft(item, source, path)
        path = path or self._new_path(item, draft)
        made = self._text(item, draft, before, path)
        if made is None:
            return Outcome("unchanged", self._shown_path(path))
        text, pure = made
        if not self.dry_run:
            folder = originals_folder(self.desk.folder, item.guid)
            keep_original(folder, source.raw, Path(source.name).suffix, self._held)
            write_whole(path, text.encode())
            keep_written(folder, pure)
        self.shelf.by_guid[item.guid] = path
        return Outcome(self._status(draft.article, before is not None), self._shown_path(path))

    def _is_news(self, item: Item, there: Article) -> bool:
        """Tell whether an item says more than the article that is there."""
        newer = is_newer(item.version, there.version)
        return newer if newer is not None else True

    def _draft(self, item: Item, source: Source, path: Path | None) -> Draft:
        slug = path.stem if path else slug_of(item)
        files = {} if self.dry_run else local_pictures(item, source, slug, self.desk.folder)
        return make_draft(
            item,
            self.desk.registries,
            zone=self.desk.zone,
            lang=self.desk.lang,
            spelling=self.shelf.spelling,
            files=files,
        )

    def _new_path(self, item: Item, draft: Draft) -> Path:
        day = draft.article.date.day
        return self.shelf.free_path(day.year, day.month, slug_of(item))

    def _text(
        self, item: Item, draft: Draft, before: Draft | None, path: Path
    ) -> tuple[str, str] | None:
        """Return the text to write, and that which the source alone makes; None for nothing new.

        Raises IngestError where an editor's changes and the source's clash.
        """
        if before:
            # The address of an article is for good, and its date is a part of it.
            article = draft.article.model_copy(update={"date": before.article.date})
            draft = replace(draft, article=article)
        draft, text = finished(draft, path, self.desk)
        if before is None:
            return text, text
        kept = before.article.imported.text if before.article.imported else None
        new = draft.article.imported.text if draft.article.imported else None
        if kept == new:
            return None
        if text_digest(before.article, before.body) == kept:
            return text, text
        return self._merged(item, before, draft, path), text

    def _merged(self, item: Item, before: Draft, draft: Draft, path: Path) -> str:
        shown = self._shown_path(path)
        base = written_before(originals_folder(self.desk.folder, item.guid))
        was = read_back(base, self.desk) if base else None
        if was is None:
            raise IngestError(
                f"{shown} was edited here, and the version that was imported is not kept on this "
                f"machine; compare it with version {item.version} by hand, then set version:"
            )
        sides = (Side(side.article, side.body) for side in (was, before, draft))
        merged = merge(*sides)
        if merged.clashes:
            raise IngestError(
                f"{shown} was edited here, and the source changed {', '.join(merged.clashes)}; "
                f"take over version {item.version} by hand, then set version:"
            )
        article = Article.model_validate(merged.fields, context={"zone": self.desk.zone})
        source = draft.article.imported
        return finished(Draft(article, merged.body), path, self.desk, source)[1]

    def _cancel(self, guid: str, source: Source) -> Outcome:
        """Unpublish every version of an item, those to come too."""
        path = self.shelf.by_guid.get(guid)
        before = self._read(path) if path else None
        if path and before is None:
            raise IngestError(f"{self._shown_path(path)} cannot be read; cancel it by hand")
        if not self.dry_run:
            keep_original(
                originals_folder(self.desk.folder, guid),
                source.raw,
                Path(source.name).suffix,
                self._held,
            )
            self.shelf.cancel(guid)
        if path is None or before is None:
            return Outcome("canceled", f"{guid} (not imported yet)")
        if before.article.pub_status == "canceled":
            return Outcome("unchanged", self._shown_path(path))
        article = before.article.model_copy(update={"pub_status": "canceled", "review": ()})
        if not self.dry_run:
            write_whole(
                path, finished(replace(before, article=article), path, self.desk)[1].encode()
            )
        return Outcome("canceled", self._shown_path(path))

    def _status(self, article: Article, known: bool) -> Status:
        if article.pub_status == "canceled":
            return "canceled"
        embargoed = article.embargoed and article.embargoed.earliest(self.desk.zone) > self.now
        if article.pub_status == "withheld" or embargoed:
            return "held"
        return "updated" if known else "new"

    def _read(self, path: Path) -> Draft | None:
        try:
            return read_back(path.read_text(encoding="utf-8-sig"), self.desk)
        except (OSError, UnicodeDecodeError):
            return None

    def _shown_path(self, path: Path) -> str:
        return f"{self.desk.folder.name}/{path.relative_to(self.desk.folder).as_posix()}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
