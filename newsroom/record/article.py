"""The article, and the parts that it is made of.

Field names in front matter are Pelican's where Pelican has one (the aliases here), else IPTC's
ninjs 2 in snake_case; the names in code are the words of the newsroom.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from newsroom.record.language import LanguageTag
from newsroom.record.moment import Date, Moment
from newsroom.record.part import Part
from newsroom.record.people import Speaker, SpeakerKey
from newsroom.record.picture import Picture, PictureKey, WebAddress
from newsroom.record.text import LONGEST_NAME, Line, Name, Verbatim

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=LONGEST_NAME)]
"""The last part of an address: small letters, digits, single hyphens."""


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if names.count(name) > 1:
            raise PydanticCustomError("twice", "has '{name}' twice; keep one", {"name": name})
    return names


Names = Annotated[tuple[Name, ...], AfterValidator(_each_once)]
"""Names of which each stands once."""


class Correction(Part):
    """What was wrong and is put right (schema.org: CorrectionComment).

    One of high priority stands above the article's body, one of low priority below it.
    """

    date: Date
    text: Line
    priority: Literal["high", "low"] = "low"


class Imported(Part):
    """What an article was when it was imported.

    `quotes` gives for the anchor of each quote the digest of its words (`quote_digest`), `text` the
    digest of all that the import wrote: so it can tell whether somebody has edited it since.
    """

    text: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")] | None = None

    quotes: dict[Line, Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]] = Field(
        default_factory=dict
    )


class BasedOn(Part):
    """The original that an article is based on (schema.org: isBasedOn)."""

    publisher: Line
    title: Line
    date: Date | None = None
    lang: LanguageTag | None = None
    url: WebAddress | None = None


class Page(Part):
    """A page that is no news: about us, imprint. Its address is its slug."""

    headline: Line = Field(alias="title")
    headline_lang: LanguageTag | None = Field(default=None, alias="title_lang")
    standfirst: Line | None = Field(default=None, alias="summary")
    standfirst_lang: LanguageTag | None = Field(default=None, alias="summary_lang")
    lang: LanguageTag | None = None
    slug: Slug | None = None
    status: Literal["published", "draft"] = "published"


class Article(Page):
    """An article, without its body.

    `section` is Pelican's category, `topics` are its tags. `attribution` is the attribution line,
    exactly as written. `pictures` are those within the body. `ed_note` is for the newsroom only.
    What a wire said of its item: `guid` and `version` (its identity), `version_created`,
    `slugline`, `genre`, `credit_line`, `source`. `review` is what a person must decide before it is
    published; a point that begins with a code of the check (`Q001: …`) stands for its problems.
    """

    date: Date
    modified: Date | None = None
    section: Name = Field(alias="category")
    topics: Names = Field(default=(), alias="tags")
    authors: Names = ()
    dateline: Line | None = None
    located: Line | None = None
    picture: Picture | None = None
    pictures: dict[PictureKey, Picture] = Field(default_factory=dict)
    speakers: dict[SpeakerKey, Speaker] = Field(default_factory=dict)
    attribution: Verbatim | None = None
    based_on: BasedOn | None = None
    corrections: tuple[Correction, ...] = ()
    embargoed: Date | None = None
    expires: Date | None = None
    pub_status: Literal["usable", "withheld", "canceled"] = "usable"
    usage_terms: Line | None = None
    copyright_holder: Line | None = None
    copyright_notice: Line | None = None
    ed_note: Verbatim | None = None
    guid: Line | None = None
    version: Line | None = None
    version_created: Date | None = None
    slugline: Line | None = None
    genre: Line | None = None
    credit_line: Line | None = None
    source: Line | None = None
    review: tuple[Line, ...] = ()
    imported: Imported | None = None


def last_change(article: Article, zone: dt.tzinfo) -> Moment | None:
    """Return when an article was last corrected or updated; None where it never was."""
    changes = [correction.date for correction in article.corrections]
    if article.modified:
        changes.append(article.modified)
    return max(changes, key=lambda moment: moment.earliest(zone), default=None)


def date_faults(article: Article, zone: dt.tzinfo) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find dates that cannot follow one another: the field, and what is wrong with it."""
    begins = article.date
    later: list[tuple[tuple[str | int, ...], Moment | None]] = [
        (("modified",), article.modified),
        (("expires",), article.expires),
    ]
    later += [
        (("corrections", number, "date"), correction.date)
        for number, correction in enumerate(article.corrections)
    ]
    for field, moment in later:
        if moment and moment.is_before(begins, zone):
            yield field, f"is before the article's date, {begins.iso}; write a later one"
    if article.expires and article.embargoed and article.expires.is_before(article.embargoed, zone):
        yield ("expires",), "is before the embargo ends; write a later date"
