"""Axe finds nothing wrong on any kind of page, in any scheme, narrow or wide."""

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

# WCAG 2.2 at level AA, whose newest rules axe runs only when it is asked, and axe's own advice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
FAULTS = """async (tags) => {
  const {violations} = await axe.run({runOnly: tags, resultTypes: ['violations']});
  return violations.flatMap(({id, nodes}) => nodes.map(
    ({target, failureSummary}) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}"""


def faults(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=AXE_FILE_PATH)
    found: list[str] = page.evaluate(FAULTS, TAGS)
    return found


def test_axe_finds_nothing(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page()
    found = []
    for path in served.kinds():
        page.goto(f"{served.url}/{path}")
        for width, scheme in itertools.product((360, 1280), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"/{path} ({width}, {scheme}): {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


# A fault for each set of rules.
HARM = {
    "link-name": "document.querySelector('.site-name a').textContent = ''",
    "color-contrast": "document.querySelector('h1').style.color = '#ccc'",
    "avoid-inline-spacing": (
        "document.querySelector('.standfirst').style = 'letter-spacing: .01em !important'"
    ),
    "target-size": "document.querySelectorAll('.menu a').forEach((a) => a.style = 'all: unset')"
    ";document.querySelector('.menu ul').style = 'display: block; font: 3px/1 serif'",
    "page-has-heading-one": "document.querySelector('h1').ariaLevel = 2",
}


@pytest.mark.parametrize(("rule", "harm"), HARM.items())
def test_axe_would_find_it(
    open_page: Callable[..., Page], served_gallery: Served, rule: str, harm: str
) -> None:
    page = open_page(f"{served_gallery.url}/2026/04/harbour-strike/")
    page.evaluate(harm)
    assert {fault.split(":")[0] for fault in faults(page)} == {rule}
