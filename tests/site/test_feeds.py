"""Atom feeds: valid, whole, absolute, and honest about days."""

import datetime as dt
import xml.etree.ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup

from newsroom.record.moment import Moment
from newsroom.site.feeds import absolute_links, atom_date
from tests.conftest import ARTICLE, SITEURL, Site

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def feed(published: Site) -> ET.Element:
    return ET.fromstring(published.text("feeds/all.atom.xml"))


def test_what_rfc_4287_asks_of_a_feed(feed: ET.Element) -> None:
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{SITEURL}/", "self": f"{SITEURL}/feeds/all.atom.xml"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Wirepage"


def test_an_entry_with_a_day_says_the_day_and_no_hour_of_publication(feed: ET.Element) -> None:
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{DC}date") == "2015-10-08"
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "2015-10-08T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}id") == f"{SITEURL}/{ARTICLE}/"


def test_an_entry_with_a_time_says_the_time(gallery: Site) -> None:
    root = ET.fromstring(gallery.text("feeds/sections/economy.atom.xml"))
    entry = root.findall(f"{ATOM}entry")[0]
    for name, value in (
        ("published", "2026-04-28T14:30:00+02:00"),
        ("updated", "2026-04-28T14:30:00+02:00"),
    ):
        assert entry.findtext(f"{ATOM}{name}") == value
    assert entry.findtext(f"{DC}date") == "2026-04-28T14:30+02:00"


@pytest.mark.parametrize("hours", range(-12, 12))
def test_the_instant_for_a_day_shows_that_day_around_the_earth(hours: int) -> None:
    day = dt.date(2015, 10, 8)
    zone = dt.timezone(dt.timedelta(hours=hours))
    assert atom_date(Moment(day)).astimezone(zone).date() == day


def test_entries_hold_the_article_in_full(feed: ET.Element) -> None:
    content = feed.findtext(f"{ATOM}entry/{ATOM}content") or ""
    for words in (
        "strong push",
        "Marschflugkörper",
        "Image: Reuters/Ministry of Defence",
        "troubling escalation",
        "Assad regime stay in power.”",
        '<abbr title="Agence France-Presse">AFP</abbr>',
        "Based on",
    ):
        assert words in content
    assert "ls/sms (AFP, AP, Reuters)" in BeautifulSoup(content, "html.parser").get_text()


def test_feeds_of_all_and_of_each_section(gallery: Site) -> None:
    def entries(name: str) -> list[str]:
        parsed = feedparser.parse(gallery.text(f"feeds/{name}.atom.xml"))
        assert not parsed.bozo
        return [entry.link.split("/")[-2] for entry in parsed.entries]

    assert entries("sections/world") == ["barlaman", "parlament", "river-5", "river-3", "river-1"]
    assert entries("sections/economy") == ["harbour-strike", "river-6", "river-4", "river-2"]
    assert entries("sections/culture") == ["night-trains", "nemal", "tramway", "die-stille-stunde"]
    assert entries("all") == [
        "barlaman",
        "harbour-strike",
        "parlament",
        "night-trains",
        "nemal",
        "tramway",
        "die-stille-stunde",
        *(f"river-{number}" for number in range(6, 0, -1)),
    ]


def test_languages_of_entries(gallery: Site) -> None:
    root = ET.fromstring(gallery.text("feeds/sections/world.atom.xml"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [entry.get(lang) for entry in root.findall(f"{ATOM}entry")][:3] == ["ar", "de", "en"]
    assert root.get(lang) == "en"


def test_links_hold_away_from_their_page() -> None:
    html = '<p><a href="/about/">a</a> <a href="#q">b</a> <a href="https://x.example/">c</a></p>'
    assert absolute_links(html, "https://a.example/2015/x/") == (
        '<p><a href="https://a.example/about/">a</a> <a href="https://a.example/2015/x/#q">b</a> '
        '<a href="https://x.example/">c</a></p>'
    )


def test_a_site_below_a_path_keeps_the_path(build_files) -> None:  # type: ignore[no-untyped-def]
    files = {
        "articles/a.md": "---\ntitle: A\ndate: 2026-04-01\ncategory: World\n---\n"
        "See [B]({filename}b.md).\n",
        "articles/b.md": "---\ntitle: B\ndate: 2026-04-01\ncategory: World\n---\nText\n",
    }
    base = "https://u.example/paper"
    site: Site = build_files(files, publish=True, SITEURL=base, FEED_DOMAIN=base)
    root = ET.fromstring(site.text("feeds/all.atom.xml"))
    links = {link.get("href") for link in root.iter(f"{ATOM}link")}
    assert links == {
        f"{base}/",
        f"{base}/feeds/all.atom.xml",
        f"{base}/2026/04/a/",
        f"{base}/2026/04/b/",
    }
    assert f'href="{base}/2026/04/b/"' in site.text("2026/04/a")
    assert f"<loc>{base}/2026/04/a/</loc>" in site.text("sitemap.xml")


def test_a_feed_without_entries_is_the_same_in_every_build(build_files) -> None:  # type: ignore[no-untyped-def]
    site: Site = build_files({}, publish=True)
    root = ET.fromstring(site.text("feeds/all.atom.xml"))
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T12:00:00+00:00"
