"""A finished build is whole: its links lead to files, and to places in them."""

from pathlib import Path

import pytest

from newsroom.release.verify import dead_links
from tests.conftest import SITEURL, Site, write_files

HERE = "2015/10/a/index.html"


def links_of(folder: Path, link: str, address: str = SITEURL) -> list[str]:
    write_files(
        folder,
        {
            "index.html": "<h1 id=top-of-it>Front</h1>",
            HERE: f'<p id="quote-é"><a href="{link}">x</a></p>',
            "image.webp": b"",
            "with space.txt": "x",
        },
    )
    return dead_links(folder, address)


@pytest.mark.parametrize(
    "link",
    [
        f"{SITEURL}/",
        SITEURL,
        "/",
        "/index.html",
        "/#top-of-it",
        "#quote-é",
        "#quote-%C3%A9",
        "#",
        "#top",
        "../../../",
        "/2015/10/a/?utm=1#quote-é",
        "/image.webp",
        "/with%20space.txt",
        "https://elsewhere.example/nothing",
        f"{SITEURL}.evil.example/nothing",
        "mailto:a@b.example",
        "data:image/svg+xml,%3Csvg%3E",
    ],
)
def test_a_link_that_leads_somewhere(tmp_path: Path, link: str) -> None:
    assert links_of(tmp_path, link) == []


@pytest.mark.parametrize(
    "link",
    [
        "/2015/10/b/",
        f"{SITEURL}/2015/10/b/",
        "b/",
        "/2015/10/a",  # a folder without its slash is another address
        "/2015/10/",
        "#nothing",
        "/#nothing",
        "/../secret",
        "/missing.webp",
    ],
)
def test_a_link_that_leads_to_nothing(tmp_path: Path, link: str) -> None:
    assert links_of(tmp_path, link) == [f"{HERE}: links to {link}, which is not there"]


def test_a_site_below_a_path(tmp_path: Path) -> None:
    base = "https://u.example/paper"
    assert links_of(tmp_path, f"{base}/2015/10/a/", base) == []
    assert links_of(tmp_path, "https://u.example/other/", base) == []
    assert links_of(tmp_path, f"{base}/b/", base) != []


def test_what_is_published_is_whole(published: Site, gallery: Site) -> None:
    assert dead_links(published.output, SITEURL) == []
    assert dead_links(gallery.output, SITEURL) == []
