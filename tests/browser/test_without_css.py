"""The page as the document alone makes it: readable with no style sheet, whole with no script."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.conftest import ARTICLE

pytestmark = pytest.mark.browser

# The parts of an article page, from first to last.
ARTICLE_PARTS = [
    ".skip-link[href='#content']",
    ".skip-link[href='#menu']",
    ".skip-link[href='#sites']",
    ".site-name",
    ".menu",
    "h1",
    ".date",
    ".age",
    ".standfirst",
    ".picture",
    ".credit",
    ".article-body > p",
    ".article-body > :last-child",
    ".attribution-line",
    ".based-on",
    ".quoted",
    ".topics",
    ".site-footer #sites",
    ".colophon",
]
RECORD_PARTS = [
    "h1",
    ".date",
    ".modified",
    ".byline",
    ".standfirst",
    ".article-header img",
    ".article-header .caption",
    ".article-header .picture-origin",
    ".article-header .credit",
    ".article-header .picture-rights",
    ".article-header .picture-licence",
    ".corrections-high",
    ".article-body > p",
    ".article-body .picture-portrait img",
    ".article-body .picture-portrait .credit",
    ".article-body > h2",
    ".article-body .picture-described .picture-alt",
    ".article-body .picture-described .credit",
    ".article-body .picture-described .picture-note",
    ".article-body > blockquote",
    ".article-body > .attribution",
    ".article-body > :last-child",
    ".attribution-line",
    ".corrections-low",
    ".quoted",
    ".rights",
    ".topics",
]
FRONT_PARTS = [
    ".skip-link[href='#content']",
    ".skip-link[href='#menu']",
    ".skip-link[href='#sites']",
    ".site-name",
    ".menu",
    "h1",
    ".card-headline",
    ".card-meta",
    ".rail",
    ".site-footer #sites",
    ".colophon",
]

STRIP = "document.querySelectorAll('style').forEach((style) => style.remove())"
# Where each part begins on the page, from its top and its left.
PLACES = """(selectors) => selectors.map((selector) => {
  const [element, range] = [document.querySelector(selector), document.createRange()];
  range.selectNodeContents(element);
  const box = range.getClientRects()[0] ?? element.getBoundingClientRect();
  return [Math.round(box.top + box.height / 2), Math.round(box.left)];
})"""
# Texts that a reader does not see.
HIDDEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || node.parentElement.closest('script, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const all = {visibilityProperty: true, opacityProperty: true};
    const seen = node.parentElement.checkVisibility(all) && box.width >= 1 && box.height >= 8;
    if (!seen || box.left < 0 || box.right > innerWidth)
      found.push(node.data);
  }
  return found;
}"""


def strip(page: Page) -> None:
    assert page.locator("style").count() == 1
    page.evaluate(STRIP)
    assert page.locator("style, link[rel=stylesheet], [style], [hidden]").count() == 0


@pytest.mark.parametrize(("path", "parts"), [(f"{ARTICLE}/", ARTICLE_PARTS), ("", FRONT_PARTS)])
def test_parts_are_in_order(
    open_page: Callable[..., Page], served_preview: Served, path: str, parts: list[str]
) -> None:
    assert_in_order(open_page(f"{served_preview.url}/{path}"), parts)


def test_parts_of_the_record_are_in_order(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    assert_in_order(open_page(f"{served_gallery.url}/2026/04/night-trains/"), RECORD_PARTS)


def assert_in_order(page: Page, parts: list[str]) -> None:
    strip(page)
    places = page.evaluate(PLACES, parts)
    wrong = [
        f"{later} stands before {earlier}"
        for (earlier, one), (later, two) in itertools.pairwise(zip(parts, places, strict=True))
        if two < one
    ]
    assert wrong == []


def test_nothing_is_hidden(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page(width=320)
    hidden = {}
    for path in served.kinds():
        page.goto(f"{served.url}/{path}")
        styled = " ".join(page.inner_text("main").split()).casefold()
        strip(page)
        assert " ".join(page.inner_text("main").split()).casefold() == styled, path
        hidden[path] = page.evaluate(HIDDEN)
    assert {path: texts for path, texts in hidden.items() if texts} == {}


def test_what_the_style_sheet_hides_would_be_noticed(
    open_page: Callable[..., Page], served_preview: Served
) -> None:
    page = open_page(served_preview.url)
    strip(page)
    assert page.evaluate(HIDDEN) == []
    page.evaluate("document.querySelector('h1').style = 'display: none'")
    page.evaluate("document.querySelector('.site-tagline').style = 'margin-left: -900px'")
    assert page.evaluate(HIDDEN) == ["News that says where its words come from", "Wirepage"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "2026/04/harbour-strike/",
        "2026/04/night-trains/",
        "2026/04/barlaman/",
        "2026/02/qamh/",
        "archive/",
        "agencies/AFP/",
        "speakers/marta-weber/",
        "corrections/",
    ],
)
def test_a_page_is_the_same_without_scripts(
    open_page: Callable[..., Page], served_gallery: Served, path: str
) -> None:
    on = open_page(f"{served_gallery.url}/{path}")
    off = open_page(f"{served_gallery.url}/{path}", java_script_enabled=False)
    assert off.locator("body").aria_snapshot() == on.locator("body").aria_snapshot()
    # Not by the bytes in an assertion: telling how two pictures differ takes pytest minutes.
    assert come_to_look_alike(off, on)


def test_pages_that_differ_do_not_come_to_look_alike(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    one, other = (open_page(f"{served_gallery.url}/{path}") for path in ("archive/", "topics/"))
    assert not come_to_look_alike(one, other, tries=3)


def come_to_look_alike(one: Page, other: Page, tries: int = 40) -> bool:
    """Tell whether two pages look the same once their pictures have come, in ten seconds."""
    for _ in range(tries):
        if one.screenshot(full_page=True) == other.screenshot(full_page=True):
            return True
        one.wait_for_timeout(250)
    return False
