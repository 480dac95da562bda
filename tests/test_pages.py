"""What holds for every kind of page."""

import itertools
import json
import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.conftest import SITEURL, Site

SKIPS = [
    ("Skip to content", "#content"),
    ("Skip to main menu", "#menu"),
    ("Skip to more Wirepage sites", "#sites"),
]
LANDMARKS = ["header", "nav", "main", "footer"]


def pages(site: Site) -> list[tuple[str, BeautifulSoup]]:
    return [(path, site.page(path)) for path in sorted(site.files()) if path.endswith(".html")]


@pytest.fixture(params=["preview", "published", "gallery"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def test_skip_links_come_first_and_lead_somewhere(site: Site) -> None:
    for path, page in pages(site):
        assert page.body is not None
        links = page.body.select("a")[:3]
        assert [(link.get_text(), link["href"]) for link in links] == SKIPS, path
        for _, goal in SKIPS:
            target = page.select(goal)
            assert len(target) == 1, (path, goal)
            assert target[0]["tabindex"] == "-1"
        assert page.select_one("#sites li a") is not None


def test_without_other_sites_nothing_leads_to_them(build_named: Callable[..., Site]) -> None:
    page = build_named("gallery", SITES=()).page()
    assert [link.get_text() for link in page.select(".skip-link")] == [
        "Skip to content",
        "Skip to main menu",
    ]
    assert page.select("#sites") == []


def test_every_link_says_where_it_leads(site: Site) -> None:
    """By its own text: this is what a list of links shows, and what Lighthouse looks for."""
    vague = re.compile(
        r"|(click |right |go )?here|this|link|(read |see |learn )?more", re.IGNORECASE
    )
    for path, page in pages(site):
        texts = [link.get_text().strip() for link in page.select("a")]
        assert [text for text in texts if vague.fullmatch(text)] == [], path


def test_landmarks_and_one_headline(site: Site) -> None:
    for path, page in pages(site):
        assert page.body is not None
        assert len(page.select("body > header")) == 1, path
        assert len(page.select("main")) == 1, path
        assert len(page.select("body > footer")) == 1, path
        assert len(page.select("h1")) == 1, path
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.select("nav")]
        assert None not in names
        assert len(set(names)) == len(names), path


def test_headings_are_in_order(site: Site) -> None:
    for path, page in pages(site):
        levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, path
        assert all(new <= old + 1 for old, new in itertools.pairwise(levels)), path


def test_ids_are_unique_and_fragments_lead_somewhere(site: Site) -> None:
    for path, page in pages(site):
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(set(ids)) == len(ids), path
        for link in page.select('a[href^="#"]'):
            assert str(link["href"])[1:] in ids, path


def test_links_within_the_site_lead_to_a_file(site: Site) -> None:
    files = site.files()
    for path, page in pages(site):
        for tag in page.select("[href], [src]"):
            address = str(tag.get("href") or tag.get("src")).split("#")[0]
            address = address.removeprefix(SITEURL).removeprefix("http://localhost:8000")
            if address.startswith("/"):
                file = address[1:] + ("index.html" if address.endswith("/") else "")
                assert file in files, (path, address)


def test_published_addresses_are_absolute(published: Site) -> None:
    for path, page in pages(published):
        for tag in page.select("[href]"):
            assert str(tag["href"]).startswith(("https://", "#", "data:image/svg+xml")), path


def test_nothing_of_the_preview_is_published(published: Site) -> None:
    for path in published.files():
        assert "localhost" not in published.text(path), path


def test_no_script_no_third_party_one_style(site: Site) -> None:
    for path, page in pages(site):
        kinds = [script.get("type") for script in page.select("script")]
        assert set(kinds) <= {"application/ld+json"}, path
        for script in page.select("script"):
            json.loads(script.get_text())
        assert len(page.select("style")) == 1, path
        assert page.select("link[rel=stylesheet], iframe, object, embed") == [], path


def test_titles_and_descriptions_are_there_and_unlike(site: Site) -> None:
    titles = {}
    for path, page in pages(site):
        assert page.title is not None
        assert page.title.get_text() not in titles, path
        titles[page.title.get_text()] = path


def test_canonical_addresses(gallery: Site) -> None:
    for path, page in pages(gallery):
        link = page.select("link[rel=canonical]")
        if path == "404.html":
            assert link == []
            assert page.select('meta[name=robots][content="noindex"]')
        else:
            assert [tag["href"] for tag in link] == [f"{SITEURL}/{path.removesuffix('index.html')}"]


def test_languages_of_parts(gallery: Site) -> None:
    german = gallery.page("2026/04/parlament")
    assert german.html is not None
    assert german.html["lang"] == "en"
    article = german.select_one("article")
    assert article is not None
    assert (article["lang"], article.get("dir")) == ("de", None)
    assert [str(tag.get("lang")) for tag in article.select(".picture-alt")] == ["en"]
    arabic = gallery.page("2026/04/barlaman").select_one("article")
    assert arabic is not None
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    original = arabic.select_one(".based-on cite")
    assert original is not None
    assert (original["lang"], original["dir"]) == ("en", "ltr")


def test_a_site_from_right_to_left(build_named: Callable[..., Site], gallery: Site) -> None:
    page = build_named("gallery", DEFAULT_LANG="ar").page()
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    html = gallery.page().html
    assert html is not None
    assert html.get("dir") is None


def test_front_page_has_a_lead_and_a_river(gallery: Site) -> None:
    page = gallery.page()
    assert [tag.get_text() for tag in page.select(".card-lead h2")] == [
        "البرلمان يصوت على القانون الجديد"
    ]
    assert [tag.get_text() for tag in page.select(".river h3")] == [
        "Harbour strike enters its third week as talks stall",
        "Parlament stimmt für das neue Gesetz",
        "The night train comes back, slower and on purpose",
        "הנמל הישן נפתח מחדש, והשחפים מקדימים את כולם",
        "Le tramway traverse le fleuve, les piétons d’abord",
        "Die stille Stunde",
        "Old mine to store heat for ten thousand homes",
        "Ferries return to the northern islands",
        "The orchestra that plays for the night shift",
        "Wheat prices fall for the fourth month",
        "Court orders release of the census",
        "A bridge is closed, and a town learns to swim",
        "The last keeper hands over the key",
    ]


def test_a_picture_that_is_held_is_shown_with_its_record(gallery: Site) -> None:
    page = gallery.page("2026/04/harbour-strike")
    image = page.select_one("figure.picture img")
    assert image is not None
    assert {name: image[name] for name in ("src", "alt", "width", "height")} == {
        "src": f"{SITEURL}/images/cranes.webp",
        "alt": "Four cranes stand idle over an empty quay",
        "width": "1200",
        "height": "675",
    }
    caption = page.select_one("figcaption")
    assert caption is not None
    assert caption.get_text(" ", strip=True) == (
        "Cranes at the container terminal on Tuesday Image: Port Authority/J. Meyer"
    )
    byline = page.select_one("address")
    assert byline is not None
    assert byline.get_text() == "By Mara Lind, Jo Park"
    stamp = page.select_one(".date time")
    assert stamp is not None
    assert (stamp["datetime"], stamp.get_text()) == (
        "2026-04-28T14:30+02:00",
        "April 28, 2026, 2:30\u202fPM GMT+02:00",
    )
