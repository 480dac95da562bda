"""What a page looks like: on a narrow phone, in large type, on paper, in the reader's colours."""

import statistics
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.colours import COLOURS
from tests.browser.conftest import Served
from tests.conftest import ARTICLE, Site

pytestmark = pytest.mark.browser

# Both are longer than a line of a phone; the second has no letter of ours.
LONG_WORDS = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "وسيستخدمونهاللمسافرينوالمستكشفينوالمستخدمينوالمستثمرينوالمستعمرين",
]
LONG_ARTICLE = """---
title: WORD
date: 2024-04-0DAY
expires: 2026-06-01
modified: 2024-05-01
dateline: WORD
located: WORD
category: WORD
tags: [WORD]
authors: [WORD]
copyright_holder: WORD
usage_terms: WORD
summary: WORD
attribution: ab (WORD)
speakers: {a: {name: WORD, role: WORD}}
picture: {alt: WORD, credit: WORD, caption: WORD}
pictures:
  b:
    {alt: WORD, credit: WORD, caption: WORD, located: WORD, copyright_holder: WORD}
based_on: {publisher: WORD, title: WORD}
corrections:
  - {date: 2024-05-01, text: WORD, priority: high}
  - {date: 2024-05-01, text: WORD}
---

WORD

![@b]

## WORD

- WORD

> WORD
>
> [@a]

"WORD" [@a] [WORD](https://example.org/) `WORD` *WORD*
"""

SIDEWAYS = "document.scrollingElement.scrollWidth"
# Luminance of the paper and of the ink, and their contrast.
PAPER_AND_INK = f"""() => {{
  {COLOURS}
  const of = (element) => getComputedStyle(element);
  const paper = of(document.documentElement).backgroundColor;
  const ink = of(document.querySelector('h1')).color;
  return [luminance(paper), luminance(ink), contrast(paper, ink)];
}}"""
# Number of characters of each line that the text fills: all but the last of each paragraph.
FULL_LINES = """() => [...document.querySelectorAll('.article-body > p')].flatMap((paragraph) => {
  const lines = [];
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let index = 0; index < walker.currentNode.length; index += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + 1);
      const box = range.getBoundingClientRect();
      if (!box.width) continue;
      const line = lines.at(-1);
      if (line && box.top < line.bottom - 2) line.count += 1;
      else lines.push({bottom: box.bottom, count: 1});
    }
  }
  return lines.slice(0, -1).map((line) => line.count);
})"""
# The right and left gap between the first line's ink and the paragraph that holds it.
GAPS = """() => [
  ...document.querySelectorAll(
    '.headline, .standfirst, .modified, .correction, .article-body > :not(blockquote, .attribution)'
  )
].map((e) => {
  const range = document.createRange();
  range.selectNodeContents(e);
  const [line, box] = [range.getClientRects()[0], e.getBoundingClientRect()];
  return [Math.round(line.left - box.left), Math.round(box.right - line.right)];
})"""
# How far block quotes and their attributions stand in, from the left and from the right.
INSETS = """() => [
  ...document.querySelectorAll('blockquote, blockquote + .attribution')
].map((e) => {
  const style = getComputedStyle(e);
  return [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
})"""
# The side on which lines in another direction than the article's stand, and what they are.
OURS = """() => [...document.querySelectorAll(
  '.notice[dir], .age[dir], figcaption > [dir]'
)].map((e) => [getComputedStyle(e).textAlign, e.className])"""
BOX = """(e) => {
  const {top, bottom} = e.getBoundingClientRect();
  const {fontSize, backgroundColor} = getComputedStyle(e);
  return {top, bottom, size: parseFloat(fontSize), background: backgroundColor};
}"""
CORRECTIONS = f"() => [...document.querySelectorAll('.corrections')].map({BOX})"
BODY = f"() => ({BOX})(document.querySelector('.article-body'))"
# The least contrast of a correction's text with what it stands on.
TEXT_CONTRAST = f"""(selector) => {{
  {COLOURS}
  const block = document.querySelector(selector);
  const [own, paper] = [block, document.documentElement].map(
    (element) => getComputedStyle(element).backgroundColor);
  const ground = own.startsWith('rgba(') ? paper : own;
  return contrast(getComputedStyle(block.querySelector('.correction')).color, ground);
}}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
  'header nav a, footer nav a, .topics a, .pagination a, .index-list a, .site-name a'
)].filter((link) => link.getBoundingClientRect().height < 24).map((link) => link.textContent)"""
VISIBLE = """(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((e) => e.textContent)"""


def sideways(page: Page, url: str, paths: list[str], width: int) -> dict[str, int]:
    """Return the pages of a site that scroll sideways, each with its width."""
    found = {}
    for path in paths:
        page.goto(f"{url}/{path}")
        found[path] = page.evaluate(SIDEWAYS)
    return {path: wide for path, wide in found.items() if wide > width}


def set_text_size(page: Page, percent: int) -> None:
    """Choose the size of text as a reader does in the browser's settings."""
    session = page.context.new_cdp_session(page)
    sizes = {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}
    session.send("Page.setFontSizes", {"fontSizes": sizes})


@pytest.mark.parametrize("percent", [100, 200])
def test_no_page_scrolls_sideways_on_a_narrow_phone(
    open_page: Callable[..., Page], served: Served, percent: int
) -> None:
    page = open_page(width=320)
    set_text_size(page, percent)
    assert sideways(page, served.url, served.pages(), 320) == {}
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size == 16 * percent / 100


def test_a_page_that_scrolls_sideways_is_noticed(
    open_page: Callable[..., Page], served_preview: Served
) -> None:
    page = open_page(served_preview.url, width=320)
    page.add_style_tag(content="h1 { position: static; inline-size: 321px; clip-path: none; }")
    assert page.evaluate(SIDEWAYS) > 320


@pytest.mark.parametrize("word", LONG_WORDS)
def test_no_long_word_makes_a_page_scroll_sideways(
    open_page: Callable[..., Page],
    build_files: Callable[..., Site],
    serve: Callable[..., str],
    word: str,
) -> None:
    article = LONG_ARTICLE.replace("WORD", word)
    page_file = f"---\ntitle: {word}\nsummary: {word}\n---\n\n{word}\n"
    files = {f"articles/long-{day}.md": article.replace("DAY", str(day)) for day in (1, 2)}
    site = build_files({**files, "pages/about.md": page_file})
    served = Served(site, serve(site.output))
    assert len(served.pages()) == 15
    assert sideways(open_page(width=320), served.url, served.pages(), 320) == {}
    paths = ["", "2024/04/long-1/", "topics/", "speakers/", "corrections/"]
    assert sideways(open_page(width=1280), served.url, paths, 1280) == {}


def test_a_line_of_an_article_has_60_to_75_characters(
    open_page: Callable[..., Page], served_preview: Served
) -> None:
    page = open_page(f"{served_preview.url}/{ARTICLE}/")
    lines = page.evaluate(FULL_LINES)
    assert len(lines) > 30
    assert 60 <= statistics.median(lines) <= 75


@pytest.mark.parametrize(("motion", "behaviour"), [("no-preference", "smooth"), ("reduce", "auto")])
def test_scrolling_is_smooth_unless_motion_is_unwanted(
    open_page: Callable[..., Page], served_preview: Served, motion: str, behaviour: str
) -> None:
    page = open_page(served_preview.url, reduced_motion=motion)
    found = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    assert found == behaviour
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0


def test_pages_show_in_the_readers_own_colours(
    open_page: Callable[..., Page], served: Served
) -> None:
    page = open_page()
    for path in served.kinds():
        page.emulate_media(forced_colors="none")
        page.goto(f"{served.url}/{path}")
        text = page.inner_text("body")
        page.emulate_media(forced_colors="active")
        assert page.inner_text("body") == text != "", path
        assert page.evaluate(PAPER_AND_INK)[2] >= 7, path
    # What a background says elsewhere, a line says here.
    page.goto(served.url)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).borderTopStyle") == "solid"


def test_paper_has_the_article_and_no_controls(
    open_page: Callable[..., Page], served: Served
) -> None:
    # In the dark scheme, where a printer would have most to cover.
    page = open_page(color_scheme="dark")
    words = (
        "h1, .article-header > *, .article-body *, .attribution-line, .based-on, .quoted, .rights,"
        ".corrections *, figcaption *, .said *, .notice, .card-headline, .listing .index-list a"
    )
    for path in served.kinds():
        page.emulate_media(media="screen")
        page.goto(f"{served.url}/{path}")
        assert page.evaluate(VISIBLE, "nav a") != [], path
        text = page.evaluate(VISIBLE, words)
        page.emulate_media(media="print")
        assert page.evaluate(VISIBLE, "nav a") == [], path
        assert page.evaluate(VISIBLE, words) == text != [], path
        assert page.evaluate(PAPER_AND_INK)[:2] == [1, 0], path


@pytest.mark.parametrize("width", [320, 1280])
def test_an_article_from_right_to_left_stands_on_the_right(
    open_page: Callable[..., Page], served_gallery: Served, width: int
) -> None:
    page = open_page(f"{served_gallery.url}/2026/04/barlaman/", width)
    assert page.evaluate(SIDEWAYS) == width
    gaps = page.evaluate(GAPS)
    assert [right for _, right in gaps] == [0] * 8
    quotes = page.evaluate(INSETS)
    assert [(left, right > 0) for left, right in quotes] == [(0, True)] * 2
    page.goto(f"{served_gallery.url}/2026/04/parlament/")
    assert [left for left, _ in page.evaluate(GAPS)] == [0] * 4
    assert [(left > 0, right) for left, right in page.evaluate(INSETS)] == [(True, 0)] * 2


@pytest.mark.parametrize("path", ["2026/02/qamh/", "2026/04/nemal/"])
def test_our_own_words_stand_where_the_lines_of_the_article_begin(
    open_page: Callable[..., Page], served_gallery: Served, path: str
) -> None:
    page = open_page(f"{served_gallery.url}/{path}")
    sides = page.evaluate(OURS)
    assert [side for side, _ in sides] == ["right"] * len(sides)
    assert {name for _, name in sides} <= {"notice", "age", "caption", "credit", "picture-note"}
    assert sides


def test_a_high_correction_is_noticed_before_the_body_and_a_low_one_is_quiet(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    page = open_page(f"{served_gallery.url}/2026/04/night-trains/")
    (high, low), body = page.evaluate(CORRECTIONS), page.evaluate(BODY)
    assert high["bottom"] < body["top"] < body["bottom"] < low["top"]
    assert high["size"] == body["size"] > low["size"]
    assert high["background"] != "rgba(0, 0, 0, 0)" == low["background"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(TEXT_CONTRAST, ".corrections-high") >= 7
        assert page.evaluate(TEXT_CONTRAST, ".corrections-low") >= 4.5


def test_the_list_of_corrections_leads_to_what_it_names(
    open_page: Callable[..., Page], served_gallery: Served
) -> None:
    page = open_page(f"{served_gallery.url}/corrections/")
    leads = page.locator("main .card-headline a").evaluate_all("(all) => all.map((a) => a.href)")
    assert len(leads) == 4
    for address in leads:
        page.goto(address)
        assert page.locator(":target").count() == 1, address
        assert page.locator(":target .correction").count() >= 1, address


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_schemes(
    open_page: Callable[..., Page], served_preview: Served, scheme: str, dark: bool
) -> None:
    page = open_page(f"{served_preview.url}/{ARTICLE}/", color_scheme=scheme)
    paper, ink, contrast = page.evaluate(PAPER_AND_INK)
    assert (paper < 0.02, ink > 0.7) == (dark, dark)
    assert (paper > 0.85, ink < 0.05) == (not dark, not dark)
    assert contrast >= 7


def test_targets_are_24_pixels_high(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page(width=320)
    small = {}
    for path in served.kinds():
        page.goto(f"{served.url}/{path}")
        small[path] = page.evaluate(SMALL_TARGETS)
    assert {path: links for path, links in small.items() if links} == {}
