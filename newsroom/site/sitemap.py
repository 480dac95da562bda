"""`sitemap.xml`, `news-sitemap.xml` and `robots.txt`.

pelican-sitemap was tried first: it reads the clock, gives days a midnight and escapes nothing.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import sanitised_join

from newsroom.site.addresses import absolute
from newsroom.site.articles import as_articles, url_of
from newsroom.site.edition import Edition

# The most that a news sitemap may hold.
_MOST_NEWS = 1000
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class NewsEntry:
    """An article in a news sitemap: its address, who publishes it, its language, date, headline."""

    address: str
    publication: str
    lang: str
    date: str
    headline: str


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes them, by SITEMAP_SAVE_AS, NEWS_SITEMAP_SAVE_AS, ROBOTS_SAVE_AS, ROBOTS_DISALLOW."""

    def generate_output(self, writer: Any) -> None:
        """Write the files; Pelican calls it when articles and pages are known."""
        self._write(writer, "SITEMAP_SAVE_AS", sitemap, self._entries)
        self._write(writer, "NEWS_SITEMAP_SAVE_AS", news_sitemap, self._news)
        self._write(writer, "ROBOTS_SAVE_AS", str.encode, self._robots)

    def _entries(self) -> list[tuple[str, str | None]]:
        address = absolute(self.settings)
        return [(address(path), changed) for path, changed in sorted(self._pages())]

    def _robots(self) -> str:
        address = absolute(self.settings)
        names = ("SITEMAP_SAVE_AS", "NEWS_SITEMAP_SAVE_AS")
        sitemaps = [address(self.settings[name]) for name in names]
        return robots(self.settings["ROBOTS_DISALLOW"], sitemaps)

    def _pages(self) -> Iterator[tuple[str, str | None]]:
        """List each page's address, with the date of articles as they have it."""
        yield "", None
        edition: Edition = self.settings["EDITION"]
        articles = as_articles(self.context["articles"], edition)
        for facts in articles.facts:
            if edition.visibility(facts).sitemap:
                yield url_of(facts, articles, self.settings), facts.changed or facts.date
        for page in self.context["pages"]:
            yield page.url, None
        for name, _articles in (*self.context["categories"], *self.context["tags"]):
            yield name.url, None
        for archives in self.context["period_archives"].values():
            for archive in archives:
                yield archive["url"], None
        for agency in self.context["agencies"]:
            yield self.settings["AGENCY_URL"].format(key=agency.slug), None
        for speaker in self.context["speakers"]:
            yield self.settings["SPEAKER_URL"].format(slug=speaker.slug), None
        for name in ("TAGS", "ARCHIVES", "AGENCIES", "SPEAKERS", "CORRECTIONS"):
            yield self.settings[f"{name}_URL"], None

    def _news(self) -> list[NewsEntry]:
        """List the articles that are news, newest first."""
        address = absolute(self.settings)
        edition: Edition = self.settings["EDITION"]
        articles = as_articles(self.context["articles"], edition)
        return [
            NewsEntry(
                address(url_of(facts, articles, self.settings)),
                self.settings["SITENAME"],
                facts.lang,
                facts.date,
                facts.headline,
            )
            for facts in articles.facts[:_MOST_NEWS]
            if edition.visibility(facts).news
        ]

    def _write(
        self, writer: Any, setting: str, make: Callable[[Any], bytes], list_all: Callable[[], Any]
    ) -> None:
        """Make a file of what is listed, where that is other than before."""
        name, listed = self.settings[setting], cache(list_all)
        if not writer.keeps_file(name, "entries", listed):
            Path(sanitised_join(self.output_path, name)).write_bytes(make(listed()))


def sitemap(entries: list[tuple[str, str | None]]) -> bytes:
    """Return a sitemap (sitemaps.org protocol 0.9): absolute addresses, W3C dates or none."""
    root = ET.Element("urlset", {"xmlns": _NAMESPACE})
    for address, changed in entries:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = address
        if changed:
            ET.SubElement(url, "lastmod").text = changed
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def news_sitemap(entries: Iterable[NewsEntry]) -> bytes:
    """Return a news sitemap (Google's sitemap-news 0.9)."""
    root = ET.Element("urlset", {"xmlns": _NAMESPACE, "xmlns:news": _NEWS_NAMESPACE})
    for entry in entries:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = entry.address
        news = ET.SubElement(url, "news:news")
        publication = ET.SubElement(news, "news:publication")
        ET.SubElement(publication, "news:name").text = entry.publication
        ET.SubElement(publication, "news:language").text = entry.lang
        ET.SubElement(news, "news:publication_date").text = entry.date
        ET.SubElement(news, "news:title").text = entry.headline
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def robots(disallow: list[str], sitemaps: list[str]) -> str:
    """Return a robots.txt (RFC 9309) for all crawlers: paths to stay out of, if any."""
    rules = [f"Disallow: {path}" for path in disallow] or ["Allow: /"]
    where = [f"Sitemap: {address}" for address in sitemaps]
    return "\n".join(["User-agent: *", *rules, "", *where, ""])
