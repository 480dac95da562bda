"""An item of a source: what any format says, before it becomes an article.

All text is as the source has it, unescaped; nothing here has been checked. Dates are ISO 8601, as
precise as the source gives them (`2015-10-08`, `2015-10-08T14:30:00+02:00`).
"""

from dataclasses import dataclass
from typing import Literal


class IngestError(ValueError):
    """A source cannot be read; the message says in one line what is wrong and what to do."""


@dataclass(frozen=True)
class Fault:
    """An item of a source that cannot be read, while others can: which one, and what is wrong."""

    item: str
    message: str


@dataclass(frozen=True)
class Rendition:
    """A file of a picture: its address or its path beside the source; sizes in pixels."""

    href: str
    content_type: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class SourcePicture:
    """A picture that a source has, or names. `renditions` are its files, the largest first."""

    guid: str | None = None
    headline: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    creator: str | None = None
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    located: str | None = None
    date: str | None = None
    lang: str | None = None
    renditions: tuple[Rendition, ...] = ()


@dataclass(frozen=True)
class Item:
    """What a source says of one piece of news.

    `kind` is `text` for an article, `picture` for one that came by itself (in `pictures[0]`).
    `version` is as written, `guid` with its white space folded; a source without a guid gets one
    from its format's module.
    `body` is HTML, not yet cleaned: `p`, `h2` to `h6`, `ul`, `ol`, `li`, `blockquote`, `table` and
    its parts, `a`, `em`, `strong`, `br`; `<figure data-picture="0"></figure>` stands where
    `pictures[0]` does. `lead_picture` is the index of the picture that stands above the text.
    `attribution` is the closing line, where the source tells it from the body. `topics` are names.
    `cancels` is the guid of the item that this one kills, where that is another's (NITF). `signals`
    are what the source says of this version. `unsure` are points that a person must decide.
    """

    guid: str
    kind: Literal["text", "picture"] = "text"
    version: str | None = None
    pub_status: Literal["usable", "withheld", "canceled"] = "usable"
    headline: str | None = None
    slugline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    body: str = ""
    attribution: str | None = None
    lang: str | None = None
    genre: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    located: str | None = None
    created: str | None = None
    version_created: str | None = None
    embargoed: str | None = None
    expires: str | None = None
    usage_terms: str | None = None
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    credit_line: str | None = None
    source: str | None = None
    publisher: str | None = None
    url: str | None = None
    ed_note: str | None = None
    signals: frozenset[Literal["correction", "update"]] = frozenset()
    cancels: str | None = None
    pictures: tuple[SourcePicture, ...] = ()
    lead_picture: int | None = None
    unsure: tuple[str, ...] = ()
