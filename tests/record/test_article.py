"""The article's dates, its quotes' digests, and the people in it."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from newsroom.record.article import Article, date_faults, last_change
from newsroom.record.moment import parse_moment
from newsroom.record.people import Speaker, SpeakerRegistry, Speakers
from newsroom.record.quote import only_words, quote_digest

BERLIN = ZoneInfo("Europe/Berlin")


def article(date: str = "2026-04-01", **fields: Any) -> Article:
    fields = {"title": "A", "category": "World", "date": date} | fields
    return Article.model_validate(fields, context={"zone": BERLIN})


def corrected(*dates: str) -> dict[str, Any]:
    return {"corrections": [{"date": date, "text": "C"} for date in dates]}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"modified": "2026-04-02"}, "2026-04-02"),
        (corrected("2026-04-03"), "2026-04-03"),
        (corrected("2026-04-03", "2026-04-05", "2026-04-04"), "2026-04-05"),
        ({"modified": "2026-04-06", **corrected("2026-04-05")}, "2026-04-06"),
        ({"modified": "2026-04-04", **corrected("2026-04-05")}, "2026-04-05"),
        # An embargo that ends, and what expires, change nothing.
        ({"embargoed": "2026-04-06", "expires": "2026-04-07"}, None),
        # By instants: 23:00 in Berlin is before 18:00 in New York.
        (corrected("2026-04-02T23:00+02:00", "2026-04-02T18:00-04:00"), "2026-04-02T18:00-04:00"),
        # Of a day and a time on it, the time.
        (corrected("2026-04-02 00:01", "2026-04-02"), "2026-04-02T00:01+02:00"),
    ],
)
def test_the_last_change_is_a_correction_or_an_update(
    fields: dict[str, Any], expected: str | None
) -> None:
    changed = last_change(article(**fields), BERLIN)
    assert (changed and changed.iso) == expected


BEFORE = "is before the article's date, 2026-04-01; write a later one"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"modified": "2026-04-01"}, []),
        ({"modified": "2026-03-31"}, [(("modified",), BEFORE)]),
        ({"expires": "2026-04-01"}, []),
        ({"expires": "2026-03-31"}, [(("expires",), BEFORE)]),
        (corrected("2026-04-01", "2026-04-02"), []),
        (corrected("2026-04-02", "2026-03-31"), [(("corrections", 1, "date"), BEFORE)]),
        # Of a day and a time on it nobody knows which was first.
        ({"modified": "2026-04-01 00:00"}, []),
        # An embargo may end before the date, as that of a report which waited.
        ({"embargoed": "2026-03-01"}, []),
        ({"embargoed": "2026-04-10", "expires": "2026-04-10"}, []),
        (
            {"embargoed": "2026-04-10", "expires": "2026-04-09"},
            [(("expires",), "is before the embargo ends; write a later date")],
        ),
    ],
)
def test_dates_that_cannot_follow_one_another(
    fields: dict[str, Any], expected: list[tuple[tuple[str | int, ...], str]]
) -> None:
    assert list(date_faults(article(**fields), BERLIN)) == expected


def test_dates_are_compared_as_instants() -> None:
    date = "2026-04-01T14:00+02:00"
    assert list(date_faults(article(date, modified="2026-04-01T12:00Z"), BERLIN)) == []
    assert list(date_faults(article(date, modified="2026-04-01T11:59Z"), BERLIN)) == [
        (("modified",), "is before the article's date, 2026-04-01T14:00+02:00; write a later one")
    ]


@pytest.mark.parametrize(
    ("date", "now", "years"),
    [
        ("2025-05-02", "2026-05-01T12:00+00:00", 0),
        ("2025-05-01", "2026-05-01T12:00+00:00", 1),
        ("2016-05-02", "2026-05-01T12:00+00:00", 9),
        ("2016-05-01", "2026-05-01T12:00+00:00", 10),
        # A leap day has its birthday on the first of March.
        ("2024-02-29", "2025-02-28T12:00+00:00", 0),
        ("2024-02-29", "2025-03-01T12:00+00:00", 1),
        ("2024-02-29", "2028-02-28T12:00+00:00", 3),
        ("2024-02-29", "2028-02-29T12:00+00:00", 4),
        # On the calendar of the newsroom: in Berlin it is the first of May already.
        ("2025-05-01", "2026-04-30T21:59+00:00", 0),
        ("2025-05-01", "2026-04-30T22:00+00:00", 1),
        # What is still to come is not of a negative age.
        ("2027-01-01", "2026-05-01T12:00+00:00", 0),
    ],
)
def test_an_age_is_in_whole_years(date: str, now: str, years: int) -> None:
    moment = parse_moment(date, BERLIN)
    assert moment.full_years(dt.datetime.fromisoformat(now), BERLIN) == years


@pytest.mark.parametrize(
    "same",
    [
        'We won\'t go – not now, "never", she said',
        "We won’t go — not now, “never”, she said",
        "We won't go - not now, «never», she said",
        "  We  won't\ngo ‑ not now,\t„never“, she said\n\n",
    ],
)
def test_a_digest_is_that_of_the_words_however_they_are_set(same: str) -> None:
    assert quote_digest(same) == quote_digest('We won\'t go - not now, "never", she said')


def test_a_digest_tells_words_apart() -> None:
    texts = (
        "We're here",
        "Were here",
        'We "go"',
        "We go",
        "we go",
        "We go.",
        "We go now",
        "Wego",
        "We-go",
        "We gö",
        "",
    )
    assert len({quote_digest(text) for text in texts}) == len(texts)
    # However an accent is encoded.
    assert quote_digest("We go\u0308") == quote_digest("We gö")


def test_a_digest_is_the_same_for_good() -> None:
    # Articles hold it: another way to make it would break every import.
    assert quote_digest("Words that somebody said,") == "a96f24d8a226fa43"


def test_only_words() -> None:
    assert only_words("“Don’t—ever,” she_said: ÉCOLE 42!") == "don t ever she said école 42"
    assert only_words("…") == ""


REGISTRY = SpeakerRegistry.model_validate(
    {
        "speakers": {
            "ayoub": {
                "name": "Ali Abdullah Ayoub",
                "also_known_as": ["Ali Ayoub", "General Ayoub"],
                "wikidata": "Q4725055",
            },
            "nato": {"name": "NATO", "kind": "organization"},
        }
    }
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ali Abdullah Ayoub", "ayoub"),
        ("ali ayoub", "ayoub"),
        ("GENERAL AYOUB", "ayoub"),
        ("nato", "nato"),
        # A key is no name, and part of a name is not it.
        ("ayoub", None),
        ("Ali", None),
        ("Ali Ayoub II", None),
        ("", None),
    ],
)
def test_a_speaker_is_found_by_each_name(name: str, key: str | None) -> None:
    assert Speakers(REGISTRY).key(name) == key


def test_who_is_known_keeps_the_role_of_the_day() -> None:
    known = Speakers(REGISTRY)
    written = Speaker(name="General Ayoub", role="chief of staff")
    assert known.known(written) == Speaker(
        name="Ali Abdullah Ayoub", role="chief of staff", wikidata="Q4725055"
    )
    assert known.known(Speaker(name="NATO", role="alliance")) == Speaker(
        name="NATO", role="alliance", kind="organization"
    )
    nobody = Speaker(name="Anna Berg", role="witness", wikidata="Q1")
    assert known.known(nobody) is nobody
    assert Speakers().known(written) is written


def test_what_a_registry_of_speakers_holds() -> None:
    known = Speakers(REGISTRY)
    assert known["nato"].name == "NATO"
    assert ("nato" in known, "NATO" in known, None in known) == (True, False, False)
    with pytest.raises(KeyError):
        known["NATO"]
    assert list(known.faults()) == []


def test_two_speakers_of_one_name_are_told() -> None:
    known = SpeakerRegistry.model_validate(
        {
            "speakers": {
                "a": {"name": "Ali Ayoub", "also_known_as": ["Ayoub"]},
                "b": {"name": "ali ayoub"},
                "c": {"name": "Carla", "also_known_as": ["carla", "AYOUB"]},
            }
        }
    )
    assert list(Speakers(known).faults()) == [
        ("b", "'ali ayoub' is also a name of a; keep one"),
        ("c", "'AYOUB' is also a name of a; keep one"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"pub_status": "killed"},
        {"status": "hidden"},
        {"corrections": [{"date": "2026-04-01", "text": "C", "priority": "normal"}]},
        {"corrections": [{"date": "2026-04-01", "text": " "}]},
        {"corrections": [{"text": "C"}]},
        {"embargoed": "tomorrow"},
        {"imported": {"quotes": {"quote-a": "0123"}}},
        {"tags": ["A", "A"]},
        {"speakers": {"a b": {"name": "A"}}},
        {"speakers": {"a": {"name": "A", "kind": "animal"}}},
        {"speakers": {"a": {"name": "A", "wikidata": "130879"}}},
        {"based_on": {"publisher": "B", "title": "T", "url": "javascript:alert(1)"}},
        {"picture": {"alt": "A", "credit": "C", "licence": "by/4.0"}},
        {"picture": {"alt": "A", "credit": "C", "held": True}},
    ],
)
def test_a_field_has_no_value_that_means_nothing(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as error:
        article(**fields)
    assert len(error.value.errors()) == 1
