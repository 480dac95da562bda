"""The pages that all checks look at are of every kind: nothing in the theme escapes them."""

import re

import pytest

from tests.browser.conftest import Served
from tests.conftest import ROOT

THEME = ROOT / "theme"

# A page of the gallery for each template, and what only that kind of page has.
KINDS = {
    "agencies": ("agencies/", ".page-header + .index-list a[href*='/agencies/AFP/']"),
    "agency": ("agencies/AFP/", ".kicker a[href$='/agencies/']"),
    "archives": ("archive/", ".index-group"),
    "article": ("2026/04/night-trains/", "article.article .attribution-line"),
    "category": ("sections/world/", ".river .card:not(:has(.kicker))"),
    "corrections": ("corrections/", ".card .correction"),
    "index": ("", ".front .card-lead"),
    "not_found": ("404.html", "meta[name=robots]"),
    "page": ("about/", "article.article:not(:has(.article-meta))"),
    "period_archives": ("2026/04/", ".kicker a[href$='/2026/']"),
    "speaker": ("speakers/marta-weber/", ".said blockquote[lang]"),
    "speakers": ("speakers/", ".index-list a[href*='/speakers/anna-berg/']"),
    "tag": ("topics/towns/", ".river .card .kicker"),
    "tags": ("topics/", ".index-list a[href*='/topics/towns/']"),
    "tombstone": ("2026/04/mayor-of-the-quay/", ".tombstone .notice"),
}
# What they build on: these make no page by themselves.
FRAMES = {"base", "listing"}

# What an article, or a list of them, may have.
PARTS = {
    "2026/04/night-trains/": [
        ".modified", ".dateline", ".byline", ".corrections-high", ".corrections-low", ".rights",
        ".quoted a", ".picture-portrait img", ".picture-described", ".picture-origin time",
        ".picture-rights", "a.picture-licence[rel=license]", "blockquote.quote[lang=fr]",
        "span.quote[lang=fr]", ".caption[lang=de]", ".picture-alt[lang=fr]", ".credit[lang=fr]",
    ],
    "2026/04/nemal/": [
        ".article[lang=he][dir=rtl]", ".corrections-high", ".corrections-low",
        "span.quote[lang=en][dir=ltr]", ".caption[lang=en][dir=ltr]", "img[lang=en][dir=ltr]",
        ".quoted bdi",
    ],
    "2026/04/barlaman/": [".article[lang=ar][dir=rtl]", ".modified", ".corrections-high"],
    "2026/04/parlament/": [".article[lang=de]", "span.quote[lang=en]", "blockquote.quote"],
    "2026/04/tramway/": [".article[lang=fr]", "span.quote[lang=de]", ".corrections-low"],
    "2026/04/die-stille-stunde/": [".headline[lang=de]", ".standfirst[lang=de]"],
    "2026/04/half-written/": [".unpublished"],
    "2026/04/sperrfrist/": [".article[lang=de] .unpublished[lang=en]"],
    "2026/02/qamh/": [".tombstone[lang=ar][dir=rtl] .notice[lang=en][dir=ltr]"],
    "2023/11/lighthouse-keeper/": [".age"],
    "2024/10/storm-warning/": [".age", ".corrections-high", "meta[name=robots]"],
    "2025/06/summer-timetable/": [".age"],
    "page/2/": [".pagination a[rel=prev]", ".pagination a[rel=next]"],
    "agencies/AFP/page/2/": [".pagination a[rel=prev]"],
    "speakers/marta-weber/page/2/": [".pagination a[rel=prev]", ".said"],
    "corrections/page/2/": [".pagination a[rel=prev]", ".correction"],
    "speakers/": [".index-list bdi"],
}  # fmt: skip


def test_the_gallery_has_a_page_of_every_template(served_gallery: Served) -> None:
    templates = {file.stem for file in (THEME / "templates").glob("*.html")}
    assert set(KINDS) == templates - FRAMES
    pages = served_gallery.pages()
    for path, selector in KINDS.values():
        assert path in pages
        assert served_gallery.site.page(path).select(selector) != [], (path, selector)


@pytest.mark.parametrize("path", PARTS)
def test_the_gallery_has_every_part(served_gallery: Served, path: str) -> None:
    page = served_gallery.site.page(path)
    assert [selector for selector in PARTS[path] if not page.select(selector)] == []


def test_every_class_of_the_style_sheet_stands_on_a_page(
    served_gallery: Served, served_preview: Served
) -> None:
    css = " ".join(file.read_text() for file in (THEME / "css").rglob("*.css"))
    named = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    used = {
        name
        for served in (served_gallery, served_preview)
        for path in served.pages()
        for tag in served.site.page(path).find_all(class_=True)
        for name in tag["class"]
    }
    assert len(named) > 50
    assert named - used == set()


def test_checks_leave_out_no_kind(served_gallery: Served) -> None:
    def blocks(paths: list[str]) -> set[tuple[str, str]]:
        return {
            (name, str(tag.get("lang")))
            for path in paths
            for tag in served_gallery.site.page(path).find_all(class_=True)
            for name in tag["class"]
        }

    kinds = served_gallery.kinds()
    assert blocks(kinds) == blocks(served_gallery.pages())
    assert len(kinds) < len(served_gallery.pages())
