"""What no content file can tell alone: each check fires on its fault, and not beside it."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.content import across
from newsroom.content.content import Content
from newsroom.content.content_file import ContentFile
from newsroom.content.facts import Facts
from newsroom.content.files import read_content
from newsroom.record.article import Article
from tests.conftest import NOW, SOUND, write_files

ZONE = ZoneInfo("Europe/Berlin")


def read(folder: Path, **articles: str) -> Content:
    """Read articles, each with the fields that it has besides."""
    files = {
        f"articles/{name}.md": SOUND.replace("category:", f"{fields}\ncategory:")
        for name, fields in articles.items()
        if name != "canceled"
    }
    if "canceled" in articles:
        files["data/canceled.yaml"] = f"canceled: [{articles['canceled']}]\n"
    write_files(folder / "content", files)
    content, problems = read_content(folder / "content", zone=ZONE, lang="en")
    assert problems == []
    return content


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("modified: 2026-05-01", []),
        ("modified: 2026-05-01T12:00:00+00:00", []),
        ("modified: 2026-05-01T12:00:01+00:00", ["4: modified: '2026-05-01T12:00:01+00:00'"]),
        ("modified: 2026-05-02", ["4: modified: '2026-05-02'"]),
        (
            "corrections:\n  - {date: 2026-04-02, text: A.}\n  - {date: 2026-05-03, text: B.}",
            ["6: corrections.2.date: '2026-05-03'"],
        ),
        (
            "modified: 2026-06-01\ncorrections: [{date: 2026-05-02, text: A.}]",
            ["4: modified: '2026-06-01'", "5: corrections.1.date: '2026-05-02'"],
        ),
    ],
)
def test_changes_to_come(tmp_path: Path, fields: str, told: list[str]) -> None:
    content = read(tmp_path, a=fields)
    message = " is still to come; write when it was done [F010]"
    found = [str(problem) for problem in across.changes_to_come(content, NOW, ZONE)]
    assert found == [f"content/articles/a.md:{each}{message}" for each in told]


def test_changes_of_what_is_not_public_yet_are_no_problem(tmp_path: Path) -> None:
    content = read(tmp_path, a="modified: 2026-05-02")
    before = dt.datetime(2026, 3, 31, 21, 59, tzinfo=dt.UTC)
    assert list(across.changes_to_come(content, before, ZONE)) == []
    begins = dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC)
    assert len(list(across.changes_to_come(content, begins, ZONE))) == 1


def test_open_reviews_of_those_that_are_asked_for(tmp_path: Path) -> None:
    content = read(tmp_path, a='review: ["One.", "Two."]', b='review: ["Three."]', c="")
    found = across.open_reviews(content, content.articles[:1])
    assert [str(problem) for problem in found] == [
        "content/articles/a.md:4: review.1: One. [R001]",
        "content/articles/a.md:4: review.2: Two. [R001]",
    ]


def test_what_the_source_has_canceled(tmp_path: Path) -> None:
    content = read(
        tmp_path, canceled="one", a="guid: one", b="guid: one\npub_status: canceled", c="guid: two"
    )
    assert [str(problem) for problem in across.not_withdrawn(content)] == [
        "content/articles/a.md:4: guid: the source has canceled 'one'; write pub_status: canceled "
        "[R002]"
    ]


def test_one_item_in_two_articles(tmp_path: Path) -> None:
    content = read(tmp_path, a="guid: one", b="guid: two", c="guid: one", d="")
    assert [str(problem) for problem in across.imported_twice(content)] == [
        "content/articles/a.md:4: guid: 'one' is also that of content/articles/c.md; keep it in "
        "one of them [N003]",
        "content/articles/c.md:4: guid: 'one' is also that of content/articles/a.md; keep it in "
        "one of them [N003]",
    ]


def test_sound_articles_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = read(tmp_path, canceled="one", a="guid: two", b="modified: 2026-04-30")

    def opened(content: Content, article: Facts) -> ContentFile[Article]:
        raise AssertionError(article.path)

    monkeypatch.setattr(Content, "open", opened)
    assert list(across.changes_to_come(content, NOW, ZONE)) == []
    assert list(across.open_reviews(content, content.articles)) == []
    assert list(across.not_withdrawn(content)) == []
    assert list(across.imported_twice(content)) == []
