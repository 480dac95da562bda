"""`sitemap.xml` and `robots.txt`.

pelican-sitemap was tried first: it reads the clock, gives days a midnight and escapes nothing.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import sanitised_join

from newsroom.site.addresses import absolute

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files, by SITEMAP_SAVE_AS, ROBOTS_SAVE_AS and ROBOTS_DISALLOW."""

    def generate_output(self, writer: Any) -> None:
        """Write the files; Pelican calls it when articles and pages are known."""
        address = absolute(self.settings)
        entries = [(address(path), changed) for path, changed in sorted(self._pages())]
        self._write(self.settings["SITEMAP_SAVE_AS"], sitemap(entries))
        sitemap_address = address(self.settings["SITEMAP_SAVE_AS"])
        text = robots(self.settings["ROBOTS_DISALLOW"], sitemap_address)
        self._write(self.settings["ROBOTS_SAVE_AS"], text.encode())

    def _pages(self) -> Iterator[tuple[str, str | None]]:
        """List each page's address, with the date of articles as they have it."""
        yield "", None
        for article in self.context["articles"]:
            yield article.url, article.record.date.iso
        for page in self.context["pages"]:
            yield page.url, None
        for name, _articles in (*self.context["categories"], *self.context["tags"]):
            yield name.url, None
        for archives in self.context["period_archives"].values():
            for archive in archives:
                yield archive["url"], None
        for name in ("tags", "archives"):
            yield self.settings[f"{name.upper()}_URL"], None

    def _write(self, name: str, content: bytes) -> None:
        Path(sanitised_join(self.output_path, name)).write_bytes(content)


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


def robots(disallow: list[str], sitemap_address: str) -> str:
    """Return a robots.txt (RFC 9309) for all crawlers: paths to stay out of, if any."""
    rules = [f"Disallow: {path}" for path in disallow] or ["Allow: /"]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {sitemap_address}", ""])
