"""Settings that are safe: what leaks, collides or is skipped with Pelican's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.build.errors import BuildFailed
from tests.conftest import SITES, SOUND, Site

Builder = Callable[..., Site]
IMAGE = (SITES / "gallery/content/images/cranes.webp").read_bytes()


def article(**fields: str) -> str:
    lines = {"title": "A headline", "date": "2026-04-01", "category": "World", **fields}
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in lines.items()) + "---\n\nA sentence.\n"


def picture(file: str, held: str = "true") -> str:
    return f"{{alt: A, credit: B, held: {held}, file: {file}}}"


@pytest.mark.parametrize("publish", [False, True])
def test_hidden_files_and_files_that_nobody_shows_are_not_copied(
    build_files: Builder, publish: bool
) -> None:
    site = build_files(
        {
            "articles/a.md": article(picture=picture("images/shown.webp")),
            "articles/.env": "SECRET=1",
            "images/shown.webp": IMAGE,
            "images/other.webp": IMAGE,
            "images/.env": "SECRET=1",
            "images/.git/config": "[core]",
            ".git/config": "[core]",
            ".htpasswd": "x",
            "sources/guid/original.xml": "<x/>",
            "data/agencies.yaml": "agencies: {}",
        },
        publish=publish,
    )
    assert {path for path in site.files() if not path.endswith((".html", ".xml"))} == {
        "robots.txt",
        "quotes.json",
        "images/shown.webp",
    }


def test_a_picture_that_is_not_held_or_not_public_is_not_copied(build_files: Builder) -> None:
    site = build_files(
        {
            "articles/a.md": article(picture=picture("images/a.webp", "false")),
            "articles/b.md": article(picture=picture("images/b.webp"), status="draft"),
            "articles/c.md": article(picture=picture("images/c.webp"), date="2026-05-02"),
            "articles/d.md": article(picture=picture("images/d.webp")),
            **{f"images/{name}.webp": IMAGE for name in "abcd"},
        },
        publish=True,
    )
    assert {path for path in site.files() if path.startswith("images")} == {"images/d.webp"}


def test_drafts_and_articles_of_the_future_are_never_published(build_files: Builder) -> None:
    files = {
        "articles/now.md": article(title="Public words"),
        "articles/draft.md": article(title="Secret one", tags="[Hush]", status="draft"),
        "articles/future.md": article(title="Secret two", date="2026-05-02", category="Hush"),
        "articles/later.md": article(title="Secret three", date="2026-05-01 14:01"),
        "articles/just.md": article(title="Just now", date="2026-05-01 14:00"),
        "pages/draft.md": "---\ntitle: Secret four\nstatus: draft\n---\nText\n",
    }
    site = build_files(files, publish=True)
    for path in site.files():
        for word in ("Secret", "secret", "Hush", "hush", "draft", "future", "later"):
            assert word not in path
            assert word not in site.text(path), (path, word)
    assert "2026/04/now/index.html" in site.files()
    assert "2026/05/just/index.html" in site.files()


def test_the_preview_shows_them_with_a_mark(build_files: Builder) -> None:
    site = build_files(
        {
            "articles/now.md": article(),
            "articles/draft.md": article(status="draft"),
            "articles/future.md": article(date="2026-05-02"),
        }
    )
    marks = {
        path: [tag.get_text() for tag in site.page(path).select(".unpublished")]
        for path in ("2026/04/now", "2026/04/draft", "2026/05/future")
    }
    assert marks == {
        "2026/04/now": [],
        "2026/04/draft": ["Draft"],
        "2026/05/future": ["Not published before its date"],
    }


def test_a_link_to_what_is_not_public_stops_the_publication(build_files: Builder) -> None:
    files = {
        "articles/a.md": article() + "\nSee [this]({filename}b.md).\n",
        "articles/b.md": article(status="draft"),
    }
    assert "2026/04/a/index.html" in build_files(files).files()
    with pytest.raises(BuildFailed) as failed:
        build_files(files, publish=True)
    assert failed.value.lines == (
        "content/articles/a.md:9: body: links to b.md, which is not there or not public yet [L001]",
    )


def test_pages_of_lists_do_not_run_into_other_topics(build_files: Builder) -> None:
    files = {
        f"articles/a{n}.md": article(tags="['15', '155']" if n == 0 else "['15']") for n in range(9)
    }
    site = build_files(files, DEFAULT_PAGINATION=2)
    topics = {path for path in site.files() if path.startswith("topics/1")}
    assert topics == {
        "topics/15/index.html",
        "topics/15/page/2/index.html",
        "topics/15/page/3/index.html",
        "topics/15/page/4/index.html",
        "topics/15/page/5/index.html",
        "topics/155/index.html",
    }
    assert "page/2/index.html" in site.files()
    last = site.page("topics/15/page/5")
    assert [link["href"] for link in last.select(".pagination a")] == ["/topics/15/page/4/"]
    assert [link["href"] for link in site.page("topics/15").select(".pagination a")] == [
        "/topics/15/page/2/"
    ]
    titles = [site.page(f"topics/15/page/{n}").title.get_text() for n in (2, 3)]  # type: ignore[union-attr]
    assert titles == ["Page 2 of 15 | Wirepage", "Page 3 of 15 | Wirepage"]


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (
            {
                "articles/a.md": article(slug="same"),
                "articles/b.md": article(slug="same"),
            },
            (
                "content/articles/a.md:5: slug: the address /2026/04/same/ is also that of "
                "content/articles/b.md; change the slug [N001]",
                "content/articles/b.md:5: slug: the address /2026/04/same/ is also that of "
                "content/articles/a.md; change the slug [N001]",
            ),
        ),
        (
            {
                "articles/2026/same.md": article(),
                "articles/other/same.md": article(),
            },
            (
                "content/articles/2026/same.md:1: slug: the address /2026/04/same/ is also that of "
                "content/articles/other/same.md; change the slug [N001]",
                "content/articles/other/same.md:1: slug: the address /2026/04/same/ is also that "
                "of content/articles/2026/same.md; change the slug [N001]",
            ),
        ),
        (
            {"pages/topics.md": "---\ntitle: Topics\n---\nText\n"},
            (
                "content/pages/topics.md:1: slug: the address /topics/ is also that of the site "
                "itself; change the slug [N001]",
            ),
        ),
        (
            {"pages/2026.md": "---\ntitle: A year\n---\nText\n", "articles/a.md": article()},
            (
                "content/pages/2026.md:1: slug: the address /2026/ is also that of the archive; "
                "change the slug [N001]",
            ),
        ),
        (
            {"articles/a.md": article(tags="[C]"), "articles/b.md": article(tags="[C++]")},
            (
                "content/articles/a.md:5: tags.1: the address /topics/c/ is also that of 'C++'; "
                "write them alike, or with other letters [N001]",
                "content/articles/b.md:5: tags.1: the address /topics/c/ is also that of 'C'; "
                "write them alike, or with other letters [N001]",
            ),
        ),
        (
            {"articles/a.md": article(), "articles/b.md": article(category="world")},
            (
                "content/articles/a.md:4: category: the address /sections/world/ is also that of "
                "'world'; write them alike, or with other letters [N001]",
                "content/articles/b.md:4: category: the address /sections/world/ is also that of "
                "'World'; write them alike, or with other letters [N001]",
            ),
        ),
        (
            {"articles/a.md": article(tags="['???']")},
            (
                "content/articles/a.md:5: tags.1: '???' makes no address; use letters or digits "
                "[N002]",
            ),
        ),
        (
            {"articles/a.md": article(authors="[Mara Lind, '…']")},
            (
                "content/articles/a.md:5: authors.2: '…' makes no address; use letters or digits "
                "[N002]",
            ),
        ),
    ],
)
def test_two_that_want_one_address_are_told_together(
    build_files: Builder, files: dict[str, str], lines: tuple[str, ...]
) -> None:
    with pytest.raises(BuildFailed) as failed:
        build_files(files)
    assert failed.value.lines == lines


def test_dead_links_are_told_with_all_else_and_not_for_files_that_have_a_problem(
    build_files: Builder,
) -> None:
    linking = article() + "\n[a]({filename}bad.md) [b]({filename}nowhere.md)\n"
    with pytest.raises(BuildFailed) as failed:
        build_files({"articles/bad.md": "---\ntitle: A\n---\nB\n", "articles/a.md": linking})
    assert failed.value.lines == (
        "content/articles/a.md:9: body: links to nowhere.md, which is not there or not public yet "
        "[L001]",
        "content/articles/bad.md:1: category: is missing; add it [F005]",
        "content/articles/bad.md:1: date: is missing; add it [F005]",
    )


def test_alike_names_far_apart_do_not_collide(build_files: Builder) -> None:
    files = {
        "articles/2026/same.md": article(),
        "articles/2025/same.md": article(date="2025-04-01"),
        "articles/world.md": article(tags="[World]"),
        "articles/page.md": article(tags="[Page]"),
        "pages/page.md": "---\ntitle: Page\n---\nText\n",
        "pages/world.md": "---\ntitle: World\n---\nText\n",
        # A section named All has no feed in the place of that of all articles.
        "articles/all.md": article(category="All"),
    }
    assert {"feeds/all.atom.xml", "feeds/sections/all.atom.xml"} <= build_files(files).files()


def test_two_languages_may_share_a_slug_in_different_months(build_files: Builder) -> None:
    """Pelican takes articles with one slug for translations, and hides all but one."""
    files = {
        "articles/4/vote.md": article(),
        "articles/3/vote.md": article(date="2026-03-01", lang="de"),
    }
    site = build_files(files)
    assert {"2026/03/vote/index.html", "2026/04/vote/index.html"} <= site.files()
    assert len(site.page("sections/world").select(".card")) == 2


def test_the_same_in_the_same_out(tmp_path: Path, build_files: Builder) -> None:
    files = {f"articles/a{n}.md": article(tags="[A, B, C]") for n in range(5)}
    first = build_files(files, publish=True)
    kept = {path: (first.output / path).read_bytes() for path in first.files()}
    shutil.rmtree(first.output)
    second = build_files(dict(reversed(files.items())), publish=True)
    assert {path: (second.output / path).read_bytes() for path in second.files()} == kept
    assert not [path for path, data in kept.items() if str(tmp_path).encode() in data]


def test_an_empty_site_is_a_site(build_files: Builder) -> None:
    site = build_files({}, publish=True)
    assert "Nothing has been published yet." in site.text("index.html")


def test_the_sound_article_of_these_tests_is_sound(build_files: Builder) -> None:
    assert "2026/04/sound/index.html" in build_files({"articles/sound.md": SOUND}).files()


def test_a_link_to_a_place_must_find_it(build_files: Builder) -> None:
    body = (
        '\n## A *section*\n\n> Words.\n>\n> [@who]\n\nHe said "more words" [@who].\n\n'
        "[a](#section-a-section) [b](#quote-words) [c](#quote-more-words)\n\n"
        "[d]({filename}b.md#section-b) [e](/2026/04/b/#section-b) [f](../b/#section-b)\n\n"
        "[g](/topics/#content) [h](/sections/world/) [i](/feeds/all.atom.xml)\n"
    )
    article_a = article(speakers="{who: {name: Anna Berg}}") + body
    files = {"articles/a.md": article_a, "articles/b.md": article() + "\n## B\n"}
    assert "2026/04/a/index.html" in build_files(files, publish=True).files()
    bad = article_a + (
        "\n[a](#section-a)\n\n[b](#content)\n\n[c]({filename}b.md#section-c)\n\n"
        "[d](/2026/04/b/#section-c)\n\n[e](../c/)\n\n[f](/feeds/none.atom.xml)\n"
    )
    with pytest.raises(BuildFailed) as failed:
        build_files({**files, "articles/a.md": bad}, publish=True)
    begin = "content/articles/a.md"
    assert failed.value.lines == (
        f"{begin}:24: body: links to #section-a, which is not there [L001]",
        f"{begin}:26: body: links to #content, which is not there [L001]",
        f"{begin}:28: body: links to b.md#section-c, where there is no #section-c [L001]",
        f"{begin}:30: body: links to /2026/04/b/#section-c, which is not there or not public yet "
        "[L001]",
        f"{begin}:32: body: links to ../c/, which is not there or not public yet [L001]",
        f"{begin}:34: body: links to /feeds/none.atom.xml, which is not there or not public yet "
        "[L001]",
    )
