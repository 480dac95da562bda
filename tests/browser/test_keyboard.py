"""The skip links: first on every page, seen when they have the focus, and they lead there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.colours import COLOURS
from tests.browser.conftest import Served
from tests.conftest import ARTICLE

pytestmark = pytest.mark.browser

GOALS = {
    "Skip to content": "content",
    "Skip to main menu": "menu",
    "Skip to more Wirepage sites": "sites",
}
NAMES = list(GOALS)

# Names of the skip links that a reader can see and read: in the window, on top of all else, and
# with a contrast of at least 4.5.
SEEN = f"""() => {{
  {COLOURS}
  return [...document.querySelectorAll('.skip-link')].filter((link) => {{
    const box = link.getBoundingClientRect();
    const corners = [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2]];
    const style = getComputedStyle(link);
    return box.width >= 24 && box.height >= 24
      && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
      && corners.every(([x, y]) => document.elementFromPoint(x, y) === link)
      && style.opacity === '1' && style.backgroundColor.startsWith('rgb(')
      && contrast(style.color, style.backgroundColor) >= 4.5;
  }}).map((link) => link.textContent);
}}"""
IN_VIEW = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return document.activeElement.id === id && box.top < innerHeight && box.bottom > 0
    && (box.top >= 0 || box.height > innerHeight || box.bottom <= innerHeight);
}"""
FOCUSED_LINK = """(id) => {
  const links = [...document.querySelectorAll(`#${id} a[href]`)];
  return links.indexOf(document.activeElement);
}"""


@pytest.fixture(params=["article", "front page", "right to left"])
def address(request: pytest.FixtureRequest, served_preview: Served, served_gallery: Served) -> str:
    return {
        "article": f"{served_preview.url}/{ARTICLE}/",
        "front page": f"{served_preview.url}/",
        "right to left": f"{served_gallery.url}/2026/04/barlaman/",
    }[str(request.param)]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_first_tabs_show_one_skip_link_each(
    open_page: Callable[..., Page], address: str, width: int, scheme: str
) -> None:
    page = open_page(address, width, color_scheme=scheme)
    assert page.evaluate(SEEN) == []
    for name in NAMES:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
        assert page.evaluate(SEEN) == [name]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.site-name a')")
    assert page.evaluate(SEEN) == []
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(SEEN) == NAMES[-1:]


@pytest.mark.parametrize("name", NAMES)
def test_enter_moves_the_focus_to_the_goal(
    open_page: Callable[..., Page], address: str, name: str
) -> None:
    page = open_page(address)
    for _ in NAMES[: NAMES.index(name) + 1]:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(IN_VIEW, arg=GOALS[name], timeout=3000)
    assert page.evaluate("location.hash") == f"#{GOALS[name]}"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED_LINK, GOALS[name]) == 0


def test_goals_are_no_stops_of_the_tab_key(
    open_page: Callable[..., Page], served_preview: Served
) -> None:
    page = open_page(f"{served_preview.url}/{ARTICLE}/")
    stops = page.evaluate("[...document.querySelectorAll('[tabindex]')].map((e) => e.id)")
    assert stops == ["menu", "content", "sites"]
    names = page.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.textContent)")
    reached = []
    for _ in names:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == names
