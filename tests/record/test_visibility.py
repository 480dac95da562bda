"""Who may see an article, and when."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsroom.record.article import Article, Page
from newsroom.record.visibility import is_public

BERLIN = ZoneInfo("Europe/Berlin")


def article(date: str, status: str = "published") -> Article:
    fields = {"title": "A", "category": "World", "date": date, "status": status}
    return Article.model_validate(fields, context={"zone": BERLIN})


@pytest.mark.parametrize(
    ("date", "now", "public"),
    [
        ("2026-05-01", "2026-04-30T21:59:59+00:00", False),  # a second before the day in Berlin
        ("2026-05-01", "2026-04-30T22:00:00+00:00", True),
        ("2026-05-01 09:00", "2026-05-01T06:59:59+00:00", False),
        ("2026-05-01 09:00", "2026-05-01T07:00:00+00:00", True),
    ],
)
def test_an_article_is_public_from_its_date_on(date: str, now: str, public: bool) -> None:
    assert is_public(article(date), dt.datetime.fromisoformat(now), BERLIN) is public


def test_a_draft_is_never_public() -> None:
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    assert not is_public(article("2020-01-01", "draft"), now, BERLIN)
    assert not is_public(Page(title="A", status="draft"), now, BERLIN)
    assert is_public(Page(title="A"), now, BERLIN)
