"""From sources to drafts: what of an import needs nothing but the source itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsroom.content.content_file import Desk
from newsroom.ingest.articles import Draft, make_draft
from newsroom.ingest.formats import WIRE, detect_format, read_items
from newsroom.ingest.item import Fault, IngestError, Item
from newsroom.ingest.names import Format
from newsroom.ingest.picture_files import may_lie_beside
from newsroom.ingest.sources import Source, read_bytes
from newsroom.ingest.versions import is_newer
from newsroom.record.agencies import Agencies, Registry


@dataclass(frozen=True)
class Drafted:
    """An item, and its draft or why there is none; neither where it will hardly be needed."""

    item: Item
    draft: Draft | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was read of a source: its bytes, its format, its items; or why it cannot be read."""

    source: Source
    raw: bytes
    form: Format
    items: tuple[Drafted | Fault, ...]
    fault: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads sources for a content folder. `known` are the versions of the items that it has."""

    desk: Desk
    known: Mapping[str, str | None]
    form: Format | Literal["auto"] = "auto"

    def read(self, source: Source) -> Reading:
        """Read a source, and draft the articles of its items."""
        try:
            raw = read_bytes(source)
            form = detect_format(raw) if self.form == "auto" else self.form
            agencies = self.desk.registries.agencies or Agencies(Registry())
            items = read_items(raw, form, name=Path(source.name).name, agencies=agencies)
        except IngestError as error:
            return Reading(source, b"", "capture", (), str(error))
        return Reading(source, raw, form, tuple(self._drafted(item, form) for item in items))

    def _drafted(self, item: Item | Fault, form: Format) -> Drafted | Fault:
        if isinstance(item, Fault):
            return item
        if self._waits(item, form):
            return Drafted(item)
        try:
            return Drafted(item, self.draft(item, {}))
        except IngestError as error:
            return Drafted(item, fault=str(error))

    def _waits(self, item: Item, form: Format) -> bool:
        """Tell whether a draft would be in vain, or needs what is not known yet."""
        if item.kind == "picture" or item.cancels or item.pub_status == "canceled":
            return True
        if item.guid in self.known and is_newer(item.version, self.known[item.guid]) is False:
            return True
        return form in WIRE and any(map(may_lie_beside, item.pictures))

    def draft(self, item: Item, files: Mapping[int, str]) -> Draft:
        """Draft an article; `files` are as of `make_draft`. Raises IngestError."""
        desk = self.desk
        return make_draft(item, desk.registries, zone=desk.zone, lang=desk.lang, files=files)
