"""How little a page may weigh, ask for and move."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import Served
from tests.conftest import ARTICLE, Site

# The first flight of a new connection: ten packets of TCP (RFC 6928).
LIMIT = 14 * 1024

# Pages of the gallery with pictures, or with parts that come and go.
GALLERY = (
    "",
    "2026/04/harbour-strike/",
    "2026/04/night-trains/",
    "2026/04/nemal/",
    "archive/",
    "speakers/marta-weber/",
    "corrections/",
)

# A picture further down loads when its reader comes to it: here all of them are waited for.
LOADED = """async () => {
  for (const image of document.images) {
    image.scrollIntoView();
    image.loading = "eager";
    await image.decode();
  }
}"""
IMAGES = """() => [...document.images].map((image) => [
  image.getAttribute('width'), image.getAttribute('height'),
  String(image.naturalWidth), String(image.naturalHeight)])"""
# Waits until the page has been drawn.
STILL = """() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
})"""
# The sum of all layout shifts so far.
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(sum), 50);
})"""


def compressed(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def requests_of(page: Page, url: str) -> list[str]:
    """Load a page; return the addresses that it asked for, in order."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.append(request.url)

    page.on("request", note)
    page.goto(url)
    page.evaluate(STILL)
    page.remove_listener("request", note)
    return asked


def test_an_article_fits_into_the_first_packets(published: Site) -> None:
    text = published.text(ARTICLE)
    assert "<style>" in text
    size = compressed(text)
    assert size <= LIMIT, f"{size} bytes, {size - LIMIT} too many"


def test_every_page_fits_into_the_first_packets(gallery: Site) -> None:
    sizes = {path: compressed(gallery.text(path)) for path in gallery.files() if is_html(path)}
    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}


def test_the_only_scripts_are_data(preview: Site, published: Site, gallery: Site) -> None:
    for site in (preview, published, gallery):
        for path in filter(is_html, site.files()):
            for script in site.page(path).select("script"):
                assert script.attrs == {"type": "application/ld+json"}, path
                json.loads(script.get_text())
            handlers = [
                name
                for tag in site.page(path).find_all(True)
                for name in tag.attrs
                if name.startswith("on")
            ]
            assert handlers == [], path


@pytest.mark.browser
@pytest.mark.parametrize("path", [f"{ARTICLE}/", ""])
def test_a_readable_page_is_one_request(
    open_page: Callable[..., Page], served_published: Served, path: str
) -> None:
    page = open_page(width=360)
    served_published.asked.clear()
    assert requests_of(page, f"{served_published.url}/{path}") == [f"{served_published.url}/{path}"]
    assert served_published.asked == [f"/{path}"]
    assert page.context.cookies() == []


@pytest.mark.browser
def test_only_the_lead_picture_comes_at_once(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    page = open_page(f"{served_gallery.url}/2026/04/night-trains/")
    pictures = page.locator("figure.picture")
    assert [figure.locator("img").count() for figure in pictures.all()] == [1, 1, 0, 0]
    assert page.locator("img[fetchpriority=high]").count() == 1
    assert page.locator(".article-header img[loading=lazy]").count() == 0
    assert page.locator(".article-body img:not([loading=lazy])").count() == 0


@pytest.mark.browser
def test_pictures_are_the_only_other_requests(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    page = open_page()
    asked = requests_of(page, f"{served_gallery.url}/2026/04/harbour-strike/")
    assert [urlsplit(address).path for address in asked] == [
        "/2026/04/harbour-strike/",
        "/images/cranes.webp",
    ]


@pytest.mark.browser
def test_no_page_asks_a_third_party(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page()
    asked = {
        path: [
            address
            for address in requests_of(page, f"{served.url}/{path}")
            if not address.startswith(f"{served.url}/")
        ]
        for path in served.pages()
    }
    assert {path: addresses for path, addresses in asked.items() if addresses} == {}
    assert page.context.cookies() == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_pictures_have_their_size_and_nothing_moves(
    open_page: Callable[..., Page], served_gallery: Served, served_preview: Served, width: int
) -> None:
    page = open_page(width=width)
    urls = [f"{served_gallery.url}/{path}" for path in GALLERY]
    pictures = 0
    for url in [*urls, f"{served_preview.url}/", f"{served_preview.url}/{ARTICLE}/"]:
        page.goto(url)
        page.evaluate(LOADED)
        page.evaluate(STILL)
        for wide, high, own_width, own_height in page.evaluate(IMAGES):
            assert (wide, high) == (own_width, own_height), url
            pictures += 1
        assert page.evaluate(SHIFTS) == 0, url
    assert pictures > 0


@pytest.mark.browser
def test_a_page_that_moves_is_noticed(
    open_page: Callable[..., Page], served_preview: Served
) -> None:
    page = open_page(f"{served_preview.url}/{ARTICLE}/")
    page.evaluate("document.querySelector('h1').style.marginTop = '300px'")
    page.evaluate(STILL)
    assert page.evaluate(SHIFTS) > 0.01


def is_html(path: str) -> bool:
    return path.endswith(".html")
