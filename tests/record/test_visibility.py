"""Where an article may appear, and when; which pictures; and what is left of one that is gone."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsroom.record.agencies import Agencies, Registry
from newsroom.record.article import Article, Page
from newsroom.record.picture import Picture
from newsroom.record.visibility import Visibility, may_show, tombstone, visibility

BERLIN = ZoneInfo("Europe/Berlin")
NOON = "2026-05-01T12:00:00+00:00"

NOTHING = {"page": "none", "lists": False, "feeds": False, "sitemap": False, "news": False}
OLD = {"page": "whole", "lists": True, "feeds": True, "sitemap": True, "news": False}
NEW = OLD | {"news": True}

AGENCIES = Agencies(
    Registry.model_validate(
        {
            "agencies": {
                "AFP": {"name": "Agence France-Presse"},
                "AP": {"name": "The Associated Press", "feeds": False},
                "dpa": {"name": "Deutsche Presse-Agentur", "archive_days": 30},
                "KNA": {"name": "Katholische Nachrichten-Agentur", "archive_days": 10},
                "EFE": {"name": "Agencia EFE", "pictures": False},
                "Europa Press": {"name": "Europa Press", "pictures": False},
                "ČTK": {"name": "Česká tisková kancelář", "pictures": False},
            }
        }
    )
)


def article(date: str = "2026-04-01", **fields: Any) -> Article:
    fields = {"title": "A", "category": "World", "date": date} | fields
    return Article.model_validate(fields, context={"zone": BERLIN})


def seen(record: Page, now: str = NOON, *keys: str) -> Visibility:
    return visibility(record, dt.datetime.fromisoformat(now), BERLIN, AGENCIES, keys)


@pytest.mark.parametrize(
    ("date", "now", "expected"),
    [
        # A second before the day in Berlin, and its first.
        ("2026-05-01", "2026-04-30T21:59:59+00:00", NOTHING | {"reason": "early"}),
        ("2026-05-01", "2026-04-30T22:00:00+00:00", NEW),
        ("2026-05-01 09:00", "2026-05-01T06:59:59+00:00", NOTHING | {"reason": "early"}),
        ("2026-05-01 09:00", "2026-05-01T07:00:00+00:00", NEW),
        ("2026-05-01T09:00+09:00", "2026-04-30T23:59:59+00:00", NOTHING | {"reason": "early"}),
        ("2026-05-01T09:00+09:00", "2026-05-01T00:00:00+00:00", NEW),
        # News for two days.
        ("2026-05-01 09:00", "2026-05-03T06:59:59+00:00", NEW),
        ("2026-05-01 09:00", "2026-05-03T07:00:00+00:00", OLD),
    ],
)
def test_an_article_is_public_from_its_date_on(
    date: str, now: str, expected: dict[str, Any]
) -> None:
    assert seen(article(date), now) == Visibility(**expected)


@pytest.mark.parametrize(
    ("embargoed", "now", "expected"),
    [
        ("2026-05-01 14:00", "2026-05-01T11:59:59+00:00", NOTHING | {"reason": "embargoed"}),
        ("2026-05-01 14:00", "2026-05-01T12:00:00+00:00", OLD),
        ("2026-05-01T14:00-05:00", "2026-05-01T18:59:59+00:00", NOTHING | {"reason": "embargoed"}),
        ("2026-05-01T14:00-05:00", "2026-05-01T19:00:00+00:00", OLD),
        ("2026-05-01T14:00Z", "2026-05-01T15:59:59+02:00", NOTHING | {"reason": "embargoed"}),
        ("2026-05-01T14:00Z", "2026-05-01T16:00:00+02:00", OLD),
        ("2026-05-01", "2026-04-30T23:59:59+02:00", NOTHING | {"reason": "embargoed"}),
        ("2026-05-01", "2026-05-01T00:00:00+02:00", OLD),
    ],
)
def test_an_embargo_ends_at_its_instant(embargoed: str, now: str, expected: dict[str, Any]) -> None:
    assert seen(article(embargoed=embargoed), now) == Visibility(**expected)


@pytest.mark.parametrize(
    ("expires", "now", "expected"),
    [
        ("2026-05-01 14:00", "2026-05-01T11:59:59+00:00", OLD),
        (
            "2026-05-01 14:00",
            "2026-05-01T12:00:00+00:00",
            NOTHING | {"page": "whole", "reason": "expired"},
        ),
        ("2026-05-01", "2026-04-30T21:59:59+00:00", OLD),
        (
            "2026-05-01",
            "2026-04-30T22:00:00+00:00",
            NOTHING | {"page": "whole", "reason": "expired"},
        ),
    ],
)
def test_what_has_expired_stays_at_its_address(
    expires: str, now: str, expected: dict[str, Any]
) -> None:
    assert seen(article(expires=expires), now) == Visibility(**expected)


def test_a_draft_is_never_public() -> None:
    draft = Visibility("none", reason="draft")
    assert seen(article("2020-01-01", status="draft")) == draft
    assert seen(Page(title="A", status="draft")) == draft
    assert seen(Page(title="A")) == Visibility("whole", lists=True, feeds=True, sitemap=True)


def test_withheld_and_canceled() -> None:
    assert seen(article(pub_status="usable")) == Visibility(**OLD)
    assert seen(article(pub_status="withheld")) == Visibility("none", reason="withheld")
    assert seen(article(pub_status="canceled")) == Visibility("tombstone", reason="canceled")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "draft"}, "draft"),
        ({"embargoed": "2026-05-02"}, "embargoed"),
        ({"date": "2026-05-02"}, "early"),
    ],
)
def test_nothing_is_left_of_what_was_canceled_before_it_was_public(
    fields: dict[str, Any], reason: Any
) -> None:
    assert seen(article(**fields, pub_status="canceled")) == Visibility("none", reason=reason)


def test_what_has_expired_and_is_canceled_is_canceled() -> None:
    gone = article(expires="2026-04-02", pub_status="canceled")
    assert seen(gone) == Visibility("tombstone", reason="canceled")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), OLD),
        (("AFP",), OLD),
        (("AP",), OLD | {"feeds": False}),
        (("AFP", "AP"), OLD | {"feeds": False}),
        (("EFE",), OLD),
    ],
)
def test_a_contract_keeps_articles_from_feeds(
    keys: tuple[str, ...], expected: dict[str, Any]
) -> None:
    assert seen(article(), NOON, *keys) == Visibility(**expected)


@pytest.mark.parametrize(
    ("keys", "last", "gone"),
    [
        # 30 days from midnight in Berlin; the clocks have not changed between.
        (("dpa",), "2026-04-30T21:59:59+00:00", "2026-04-30T22:00:00+00:00"),
        (("dpa", "AFP"), "2026-04-30T21:59:59+00:00", "2026-04-30T22:00:00+00:00"),
        # Of two contracts the shorter.
        (("dpa", "KNA"), "2026-04-10T21:59:59+00:00", "2026-04-10T22:00:00+00:00"),
    ],
)
def test_a_contract_ends_an_archive(keys: tuple[str, ...], last: str, gone: str) -> None:
    assert seen(article(), last, *keys) == Visibility(**OLD)
    assert seen(article(), gone, *keys) == Visibility("tombstone", reason="lapsed")
    assert seen(article(), gone, "AFP") == Visibility(**OLD)


def test_an_archive_that_has_ended_outlasts_what_has_expired() -> None:
    gone = article(expires="2026-04-02")
    assert seen(gone, NOON, "dpa") == Visibility("tombstone", reason="lapsed")
    assert seen(gone, NOON, "AFP") == Visibility("whole", reason="expired")


def test_without_a_registry_there_are_no_contracts() -> None:
    now = dt.datetime.fromisoformat(NOON)
    assert visibility(article(), now, BERLIN, None, ()) == Visibility(**OLD)


@pytest.mark.parametrize(
    ("credit", "keys", "shown"),
    [
        ("Anna Berg", (), True),
        ("Anna Berg", ("AFP",), True),
        # A credit that names no agency leaves those of the article.
        ("Anna Berg", ("EFE",), False),
        ("Anna Berg", ("AFP", "EFE"), False),
        # One that names another is that one's, whatever the article's are.
        ("Anna Berg/AFP", ("EFE",), True),
        ("Agence France-Presse", ("EFE",), True),
        ("Anna Berg/EFE", ("AFP",), False),
        ("Anna Berg/Agencia EFE", (), False),
        ("Anna Berg/ČTK", (), False),
        ("Europa Press", (), False),
        ("AFP/EFE", ("AFP",), False),
        # Part of a word is no agency.
        ("Steffen Reefe", ("AFP",), True),
        ("EFENDI", (), True),
    ],
)
def test_a_picture_is_shown_where_its_agency_allows_it(
    credit: str, keys: tuple[str, ...], shown: bool
) -> None:
    held = Picture(alt="A", credit=credit, held=True, file="images/a.webp")
    assert may_show(held, AGENCIES, keys) is shown
    assert may_show(held, None, ()) is True
    described = Picture(alt="A", credit=credit, file="images/a.webp")
    assert may_show(described, AGENCIES, keys) is False
    assert may_show(described, None, ()) is False


def test_a_tombstone_keeps_headline_and_address_and_nothing_else() -> None:
    whole = article(
        title="Headline",
        title_lang="de",
        lang="fr",
        slug="the-slug",
        summary="S",
        summary_lang="de",
        modified="2026-04-02",
        tags=["T"],
        authors=["A"],
        dateline="D",
        located="L",
        picture={"alt": "P", "credit": "C"},
        pictures={"p": {"alt": "P", "credit": "C"}},
        speakers={"s": {"name": "S"}},
        attribution="ls (AFP)",
        based_on={"publisher": "B", "title": "T"},
        corrections=[{"date": "2026-04-02", "text": "C"}],
        embargoed="2026-04-01",
        expires="2026-06-01",
        pub_status="canceled",
        usage_terms="U",
        copyright_holder="H",
        copyright_notice="N",
        ed_note="E",
        imported={"quotes": {"quote-a": "0" * 16}},
    )
    assert tombstone(whole) == article(
        title="Headline", title_lang="de", lang="fr", slug="the-slug", pub_status="canceled"
    )
