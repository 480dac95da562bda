"""sitemap.xml and robots.txt."""

import xml.etree.ElementTree as ET

from newsroom.site.sitemap import robots, sitemap
from tests.conftest import ARTICLE, SITEURL, Site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_every_page_once_with_the_dates_that_are_known(published: Site) -> None:
    root = ET.fromstring(published.text("sitemap.xml"))
    entries = [
        (url.findtext(f"{NAMESPACE}loc"), url.findtext(f"{NAMESPACE}lastmod")) for url in root
    ]
    assert entries == [
        (f"{SITEURL}/", None),
        (f"{SITEURL}/2015/", None),
        (f"{SITEURL}/2015/10/", None),
        (f"{SITEURL}/{ARTICLE}/", "2015-10-08"),
        (f"{SITEURL}/about/", None),
        (f"{SITEURL}/archive/", None),
        (f"{SITEURL}/sections/world/", None),
        (f"{SITEURL}/topics/", None),
        (f"{SITEURL}/topics/iran/", None),
        (f"{SITEURL}/topics/russia/", None),
        (f"{SITEURL}/topics/syria/", None),
    ]


def test_every_page_but_the_404_page_is_in_the_sitemap(gallery: Site) -> None:
    pages = {path for path in gallery.files() if path.endswith("index.html")}
    root = ET.fromstring(gallery.text("sitemap.xml"))
    listed = {(loc.text or "").removeprefix(f"{SITEURL}/") for loc in root.iter(f"{NAMESPACE}loc")}
    assert listed == {path.removesuffix("index.html") for path in pages}


def test_addresses_are_escaped() -> None:
    assert b"<loc>https://a.example/?a&amp;b&lt;</loc>" in sitemap(
        [("https://a.example/?a&b<", None)]
    )


def test_robots(published: Site, preview: Site) -> None:
    assert published.text("robots.txt") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {SITEURL}/sitemap.xml\n"
    )
    assert preview.text("robots.txt").startswith("User-agent: *\nDisallow: /\n")
    assert robots(["/a/", "/b/"], "https://a.example/s.xml") == (
        "User-agent: *\nDisallow: /a/\nDisallow: /b/\n\nSitemap: https://a.example/s.xml\n"
    )
