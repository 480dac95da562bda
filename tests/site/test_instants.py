"""When the clock alone makes a site another one."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.content.files import read_content
from newsroom.site.instants import next_change
from tests.conftest import write_files

ZONE = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
AGENCIES = "agencies:\n  AFP: {name: AFP, archive_days: 30}\n  dpa: {name: dpa}\n"


def following(folder: Path, *fields: str) -> dt.datetime | None:
    matter = "\n".join(["title: A", "category: B", *fields])
    write_files(folder, {"articles/a.md": f"---\n{matter}\n---\nText.\n"})
    write_files(folder, {"data/agencies.yaml": AGENCIES})
    content, problems = read_content(folder, zone=ZONE, lang="en")
    assert problems == []
    return next_change(content.articles, NOW, ZONE)


def local(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=ZONE)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("fields", "instant"),
    [
        (["date: 2026-04-01"], local(2027, 4, 1)),  # a year old
        (["date: 2020-05-01"], local(2027, 5, 1)),
        (["date: 2020-05-02"], local(2026, 5, 2)),
        (["date: 2024-02-29"], local(2027, 3, 1)),
        (["date: 2026-05-03"], local(2026, 5, 3)),  # comes out
        (["date: 2026-04-30 20:00"], local(2026, 5, 2, 20)),  # no news any more
        (["date: 2026-04-01", "embargoed: 2026-06-01 10:00"], local(2026, 6, 1, 10)),
        (["date: 2026-04-01", "expires: 2026-06-01"], local(2026, 6, 1)),
        (["date: 2026-04-01", "expires: 2026-04-20"], local(2027, 4, 1)),
        (["date: 2026-04-10", "attribution: a/b (AFP)"], local(2026, 5, 10)),
        (["date: 2026-04-10", "attribution: a/b (dpa)"], local(2027, 4, 10)),
    ],
)
def test_the_next_change(tmp_path: Path, fields: list[str], instant: dt.datetime) -> None:
    assert following(tmp_path / "content", *fields) == instant


def test_a_site_without_articles_never_changes() -> None:
    assert next_change([], NOW, ZONE) is None
