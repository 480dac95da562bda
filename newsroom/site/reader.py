"""How Pelican gets a content file: from the edition that was read and checked before."""

import os
import re
from dataclasses import replace
from html import escape
from typing import Any

from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from newsroom.content.content_file import ContentFile
from newsroom.content.figures import fill_figures
from newsroom.record.article import Article, Page
from newsroom.record.visibility import tombstone
from newsroom.site.edition import Edition

# Pelican would read these formats with readers of its own, past our check.
OTHER_FORMATS = ("htm", "html", "markdown", "mdown", "mkd", "rst")

# A link from the root of the site, which may lie below a path of its host.
_FROM_ROOT = re.compile(r'<a href="(?=/(?!/))')


class ContentFileReader(BaseReader):  # type: ignore[misc]
    """Hands Pelican the files of the edition; what a template shows is in `record`."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML and the metadata that Pelican itself works with."""
        path = os.path.relpath(source_path, self.settings["PATH"]).replace(os.sep, "/")
        edition: Edition = self.settings["EDITION"]
        file = edition[path]
        figures = self.settings["FIGURES"]
        base = escape(str(self.settings["SITEURL"]))
        html = _FROM_ROOT.sub(lambda link: link[0] + base, file.body.html)
        html = fill_figures(html, lambda key: figures(file, key))
        return html, self._metadata(file, edition)

    def _metadata(self, file: ContentFile[Page], edition: Edition) -> dict[str, Any]:
        seen = edition.visibility(file)
        record, wrapped = file.record, self.settings["WRAPPED"]
        metadata: dict[str, Any] = {"slug": file.slug, "lang": file.lang, "visibility": seen}
        if isinstance(record, Article) and seen.page == "tombstone":
            # No template can show what it is not given.
            record = tombstone(record)
            file = replace(file, record=record, attribution=None)
            metadata |= {"template": "tombstone", "quotes": (), "attribution": None}
        else:
            metadata |= {"quotes": file.body.quotes, "attribution": file.attribution}
        metadata |= {
            "title": record.headline,
            # Pelican and its plugins take a summary for HTML.
            "summary": escape(record.standfirst or ""),
            "record": record,
            "file": file,
            # What is in no list is hidden, in Pelican's words: written, and listed nowhere.
            "status": "published" if seen.lists else "hidden",
        }
        if isinstance(record, Article):
            instant = record.date.earliest(edition.zone)
            metadata |= {
                "date": SafeDatetime.fromtimestamp(instant.timestamp(), instant.tzinfo),
                "category": wrapped(Category, record.section),
                "tags": [wrapped(Tag, topic) for topic in record.topics],
            }
            if record.authors:
                metadata["authors"] = [wrapped(Author, name) for name in record.authors]
        return metadata
