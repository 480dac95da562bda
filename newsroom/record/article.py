"""The article, and the parts that it is made of.

Field names in front matter are Pelican's where Pelican has one (the aliases here), else IPTC's
ninjs 2 in snake_case; the names in code are the words of the newsroom.
"""

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from newsroom.record.language import LanguageTag
from newsroom.record.moment import Date
from newsroom.record.part import Part
from newsroom.record.text import Line, Verbatim

SpeakerKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$")]
"""What stands behind the @ in `[@key]` (a plain Pandoc citation key)."""

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

# File systems take 255 bytes for a name (POSIX: NAME_MAX is at least 14, Linux has 255).
_LONGEST_NAME = 100

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=_LONGEST_NAME)]
"""The last part of an address: small letters, digits, single hyphens."""

Name = Annotated[Line, StringConstraints(max_length=_LONGEST_NAME)]
"""The name of what has a page of its own: a section, a topic, an author."""


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if names.count(name) > 1:
            raise PydanticCustomError("twice", "has '{name}' twice; keep one", {"name": name})
    return names


Names = Annotated[tuple[Name, ...], AfterValidator(_each_once)]
"""Names of which each stands once."""


class Speaker(Part):
    """Somebody who is quoted, with the role in which they speak in this article."""

    name: Line
    role: Line | None = None


class Quote(Part):
    """A passage in quotation marks, or a block quote, with its speaker.

    `id` is its anchor on the page, `speaker` the key of its speaker, `text` its words without
    the outer quotation marks.
    """

    id: str
    speaker: SpeakerKey
    text: str


class Picture(Part):
    """A picture's record. `held` says whether its file may be shown here (IPTC: rights held).

    `file` is the picture's path within `content/`; a picture that is not held needs none.
    """

    alt: Line
    alt_lang: LanguageTag | None = None
    credit: Line
    credit_lang: LanguageTag | None = None
    caption: Line | None = None
    caption_lang: LanguageTag | None = None
    held: bool = False
    file: Line | None = None

    @model_validator(mode="after")
    def _held_pictures_have_files(self) -> Self:
        if self.held and self.file is None:
            raise PydanticCustomError(
                "file", "is held but names no file; add file: images/… or write held: false"
            )
        return self


class BasedOn(Part):
    """The original that an article is based on (schema.org: isBasedOn)."""

    publisher: Line
    title: Line
    date: Date | None = None
    lang: LanguageTag | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None


class Page(Part):
    """A page that is no news: about us, imprint. Its address is its slug."""

    headline: Line = Field(alias="title")
    standfirst: Line | None = Field(default=None, alias="summary")
    lang: LanguageTag | None = None
    slug: Slug | None = None
    status: Literal["published", "draft"] = "published"


class Article(Page):
    """An article, without its body.

    `section` is Pelican's category, `topics` are its tags. `attribution` is the attribution line,
    exactly as written.
    """

    date: Date
    section: Name = Field(alias="category")
    topics: Names = Field(default=(), alias="tags")
    authors: Names = ()
    dateline: Line | None = None
    picture: Picture | None = None
    speakers: dict[SpeakerKey, Speaker] = Field(default_factory=dict)
    attribution: Verbatim | None = None
    based_on: BasedOn | None = None
