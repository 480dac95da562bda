"""sitemap.xml, news-sitemap.xml and robots.txt."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

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
        (f"{SITEURL}/agencies/", None),
        (f"{SITEURL}/agencies/AFP/", None),
        (f"{SITEURL}/agencies/AP/", None),
        (f"{SITEURL}/agencies/Reuters/", None),
        (f"{SITEURL}/archive/", None),
        (f"{SITEURL}/corrections/", None),
        (f"{SITEURL}/sections/world/", None),
        (f"{SITEURL}/speakers/", None),
        (f"{SITEURL}/speakers/ali-abdullah-ayoub/", None),
        (f"{SITEURL}/speakers/ash-carter/", None),
        (f"{SITEURL}/speakers/faisal-mekdad/", None),
        (f"{SITEURL}/speakers/jens-stoltenberg/", None),
        (f"{SITEURL}/speakers/john-kirby/", None),
        (f"{SITEURL}/speakers/russian-defense-ministry/", None),
        (f"{SITEURL}/topics/", None),
        (f"{SITEURL}/topics/iran/", None),
        (f"{SITEURL}/topics/russia/", None),
        (f"{SITEURL}/topics/syria/", None),
    ]


def test_every_page_but_those_that_nobody_is_to_find_is_in_the_sitemap(gallery: Site) -> None:
    pages = {path for path in gallery.files() if path.endswith(".html")}
    hidden = {
        path for path in pages if gallery.page(path).select('meta[name=robots][content="noindex"]')
    }
    assert hidden == {
        "404.html",
        "2024/10/storm-warning/index.html",  # expired
        "2025/06/summer-timetable/index.html",  # expired
        "2026/02/qamh/index.html",  # the agency's contract has lapsed
        "2026/04/mayor-of-the-quay/index.html",  # canceled
    }
    root = ET.fromstring(gallery.text("sitemap.xml"))
    listed = [(loc.text or "").removeprefix(f"{SITEURL}/") for loc in root.iter(f"{NAMESPACE}loc")]
    assert sorted(listed) == sorted(path.removesuffix("index.html") for path in pages - hidden)


def test_the_news_sitemap_lists_what_is_news(build_files: Callable[..., Site]) -> None:
    article = "---\ntitle: {}\ndate: {}\ncategory: World\nlang: {}\n---\nText\n"
    files = {
        "articles/a.md": article.format("A & <b>", "2026-05-01", "en"),
        "articles/b.md": article.format("B", "2026-04-29 14:00:01", "de"),
        "articles/c.md": article.format("C", "2026-04-29 14:00", "de"),
        "articles/d.md": article.format("D", "2026-05-02", "en"),
    }
    site = build_files(files, publish=True)
    root = ET.fromstring(site.text("news-sitemap.xml"))
    news = "{http://www.google.com/schemas/sitemap-news/0.9}"
    names = ("publication/{0}name", "publication/{0}language", "publication_date", "title")
    assert [
        (
            url.findtext(f"{NAMESPACE}loc"),
            *(url.findtext(f"{news}news/{news}{name.format(news)}") for name in names),
        )
        for url in root
    ] == [
        (f"{SITEURL}/2026/05/a/", "Wirepage", "en", "2026-05-01", "A & <b>"),
        (f"{SITEURL}/2026/04/b/", "Wirepage", "de", "2026-04-29T14:00:01+02:00", "B"),
    ]


def test_addresses_are_escaped() -> None:
    assert b"<loc>https://a.example/?a&amp;b&lt;</loc>" in sitemap(
        [("https://a.example/?a&b<", None)]
    )


def test_robots(published: Site, preview: Site) -> None:
    assert published.text("robots.txt") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {SITEURL}/sitemap.xml\n"
        f"Sitemap: {SITEURL}/news-sitemap.xml\n"
    )
    assert preview.text("robots.txt") == (
        "User-agent: *\nDisallow: /\n\nSitemap: http://localhost:8000/sitemap.xml\n"
        "Sitemap: http://localhost:8000/news-sitemap.xml\n"
    )
    assert robots(["/a/", "/b/"], ["https://a.example/s.xml"]) == (
        "User-agent: *\nDisallow: /a/\nDisallow: /b/\n\nSitemap: https://a.example/s.xml\n"
    )
