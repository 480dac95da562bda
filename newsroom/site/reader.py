"""How Pelican gets a content file: from the edition that was read and checked before."""

import os
from html import escape
from typing import Any

from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from newsroom.content.files import ContentFile
from newsroom.record.article import Article, Page

# Pelican would read these formats with readers of its own, past our check.
OTHER_FORMATS = ("htm", "html", "markdown", "mdown", "mkd", "rst")


class ContentFileReader(BaseReader):  # type: ignore[misc]
    """Hands Pelican the files of the edition; what a template shows is in `record`."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML and the metadata that Pelican itself works with."""
        path = os.path.relpath(source_path, self.settings["PATH"]).replace(os.sep, "/")
        file = self.settings["EDITION"][path]
        return file.body.html, _metadata(file, self.settings)


def _metadata(file: ContentFile[Page], settings: dict[str, Any]) -> dict[str, Any]:
    record = file.record
    metadata: dict[str, Any] = {
        "title": record.headline,
        # Pelican and its plugins take a summary for HTML.
        "summary": escape(record.standfirst or ""),
        "slug": file.slug,
        "lang": file.lang,
        "record": record,
        "quotes": file.body.quotes,
        "attribution": file.attribution,
        # What is not public is not in the edition, or is shown in the preview as it will be.
        "status": "published",
    }
    if isinstance(record, Article):
        instant = record.date.earliest(settings["EDITION"].zone)
        metadata |= {
            "date": SafeDatetime.fromtimestamp(instant.timestamp(), instant.tzinfo),
            "category": Category(record.section, settings),
            "tags": [Tag(topic, settings) for topic in record.topics],
        }
        if record.authors:
            metadata["authors"] = [Author(name, settings) for name in record.authors]
    return metadata
