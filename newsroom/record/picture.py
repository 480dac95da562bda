"""A picture's record: what it shows, whose it is, and what may be done with it."""

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from newsroom.record.language import LanguageTag
from newsroom.record.moment import Date
from newsroom.record.part import Part
from newsroom.record.text import Line

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
"""An address of the web (RFC 3986) that is `http` or `https`."""

PictureKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$")]
"""What stands behind the @ in `![@key]`."""


class Picture(Part):
    """A picture's record, in the words of IPTC's photo metadata and ninjs 2.

    `held` says whether its file may be shown here (IPTC: rights held). `file` is the picture's path
    within `content/`; a picture that is not held needs none. `licence` and `acquire_licence_page`
    are addresses: of the licence, and of where one can be had.
    """

    alt: Line
    alt_lang: LanguageTag | None = None
    credit: Line
    credit_lang: LanguageTag | None = None
    caption: Line | None = None
    caption_lang: LanguageTag | None = None
    creator: Line | None = None
    copyright_holder: Line | None = None
    copyright_notice: Line | None = None
    usage_terms: Line | None = None
    licence: WebAddress | None = None
    acquire_licence_page: WebAddress | None = None
    located: Line | None = None
    date: Date | None = None
    held: bool = False
    file: Line | None = None
    guid: Line | None = None

    @model_validator(mode="after")
    def _held_pictures_have_files(self) -> Self:
        if self.held and self.file is None:
            raise PydanticCustomError(
                "file", "is held but names no file; add file: images/… or write held: false"
            )
        return self
