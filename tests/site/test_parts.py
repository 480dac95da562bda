"""Parts of pages that are rendered once: right on each page that they stand on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.build.errors import BuildFailed
from tests.conftest import ROOT, Site

Builder = Callable[..., Site]


def article(number: int, section: str = "World") -> str:
    return (
        f"---\ntitle: Headline {number}\ndate: 2026-04-{number:02}\ncategory: {section}\n"
        f"tags: [Topic]\nlang: {'de' if number % 2 else 'en'}\n---\n\nA sentence.\n"
    )


FILES = {
    **{f"articles/a{number}.md": article(number) for number in range(1, 5)},
    "articles/b.md": article(9, "Culture"),
    "pages/about.md": "---\ntitle: About us\nsummary: Who we are.\n---\n\nText.\n",
}


def current(site: Site, path: str) -> list[str]:
    return [link.get_text() for link in site.page(path).select('header [aria-current="page"]')]


def test_the_header_says_where_one_is(build_files: Builder) -> None:
    site = build_files(FILES, DEFAULT_PAGINATION=2)
    assert {path: current(site, path) for path in (
        "", "page/2", "sections/world", "sections/world/page/2", "sections/culture", "topics",
        "topics/topic", "archive", "about", "2026/04", "2026/04/a1", "agencies",
    )} == {
        "": ["Wirepage"], "page/2": [], "sections/world": ["World"], "sections/world/page/2": [],
        "sections/culture": ["Culture"], "topics": ["Topics"], "topics/topic": [],
        "archive": ["Archive"], "about": ["About us"], "2026/04": [], "2026/04/a1": [],
        "agencies": [],
    }  # fmt: skip


def test_a_card_is_as_its_page_wants_it(build_files: Builder) -> None:
    site = build_files(FILES)
    cards = {
        path: [
            (heading.name, kicker and kicker.get_text())
            for card in site.page(path).select(".card")
            for heading, kicker in [(card.select_one(".card-headline"), card.select_one(".kicker"))]
            if heading
        ]
        for path in ("", "sections/world", "topics/topic")
    }
    assert cards == {
        "": [("h2", "Culture"), *[("h3", "World")] * 4],
        "sections/world": [("h2", None)] * 4,
        "topics/topic": [("h2", "Culture"), *[("h2", "World")] * 4],
    }


def test_links_hold_where_addresses_are_relative(build_files: Builder) -> None:
    site = build_files(FILES, RELATIVE_URLS=True, DEFAULT_PAGINATION=2)
    for path in ("", "sections/world", "topics/topic", "topics/topic/page/2", "2026/04"):
        here = site.output / path
        page = site.page(path)
        links = [str(link["href"]) for link in page.select("header a, .card-headline a, footer a")]
        assert len(links) > 10
        for link in links:
            if not link.startswith("http"):
                target = here / link
                assert (target / "index.html" if target.is_dir() else target).is_file(), link


def test_a_part_that_wants_something_of_its_page_fails(
    build_files: Builder, tmp_path: Path
) -> None:
    overrides = tmp_path / "overrides" / "part"
    overrides.mkdir(parents=True)
    card = (ROOT / "theme/templates/part/card.html").read_text(encoding="utf-8")
    (overrides / "card.html").write_text(f"{card}<!-- own -->", encoding="utf-8")
    site = build_files(FILES, THEME_TEMPLATES_OVERRIDES=[str(overrides.parent)])
    assert site.text("").count("<!-- own -->") == 5
    (overrides / "card.html").write_text("{{ output_file }}", encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build_files(FILES, THEME_TEMPLATES_OVERRIDES=[str(overrides.parent)])
    said = [line.partition(": ")[2] for line in failed.value.lines]
    assert said == ["UndefinedError: 'output_file' is undefined"]
