"""The facts of an article say what the article itself would, at any time."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsroom.content.content_file import ContentFile, Desk
from newsroom.content.facts import Facts, facts_of
from newsroom.content.reading import read_raw
from newsroom.content.registries import Registries, read_registries
from newsroom.record.article import Article
from newsroom.record.visibility import NEWS, visibility
from tests.conftest import write_files

AGENCIES = """
agencies:
  NWA: {name: Northern Wire}
  TWO: {name: Two Days, archive_days: 2}
  TEN: {name: Ten Days, archive_days: 10, feeds: false}
"""
RICH = """---
title: A headline
date: 2026-04-01 10:30
modified: 2026-04-03
category: World
tags: [Rain, Roads]
authors: [Ann Lee]
attribution: al/bm (NWA/TEN)
guid: "urn:one"
speakers: {lee: {name: A. Lee, role: minister}, kim: {name: Bo Kim}}
corrections: [{date: 2026-04-02, text: It is north.}]
review: ["Look at this."]
---
“We have never seen so much rain,” [@lee] said A. Lee. See [two]({filename}two.md#x) and
[topics](/topics/rain/). “It was a long and wet night,” [@kim] said Bo Kim.

## Heading
"""
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Beirut", "Pacific/Apia", "UTC"]


@pytest.fixture(scope="module")
def registries(tmp_path_factory: pytest.TempPathFactory) -> Registries:
    folder = tmp_path_factory.mktemp("registries")
    people = "speakers: {lee: {name: Ann Lee, also_known_as: [A. Lee], wikidata: Q1}}\n"
    write_files(folder, {"data/agencies.yaml": AGENCIES, "data/speakers.yaml": people})
    found, problems = read_registries(folder)
    assert problems == []
    return found


def read(text: str, desk: Desk) -> ContentFile[Article]:
    file, problems = read_raw(
        text.encode(), "articles/a.md", "content/articles/a.md", desk, Article
    )
    assert file, problems
    return file


def test_facts_of_an_article(tmp_path: Path, registries: Registries) -> None:
    desk = Desk(tmp_path, ZoneInfo("Europe/Berlin"), "en", registries)
    facts = facts_of(read(RICH, desk), desk, "key")
    begins = dt.datetime(2026, 4, 1, 8, 30, tzinfo=dt.UTC).timestamp()
    day = dt.timedelta(days=1).total_seconds()
    correction = dt.datetime(2026, 4, 1, 22, tzinfo=dt.UTC).timestamp()
    assert facts._replace(outward="outward", frame="frame") == Facts(
        path="articles/a.md",
        key="key",
        outward="outward",
        frame="frame",
        lang="en",
        slug="a",
        headline="A headline",
        date="2026-04-01T10:30+02:00",
        begins=begins,
        changed="2026-04-03",
        section="World",
        topics=("Rain", "Roads"),
        authors=("Ann Lee",),
        agencies=("NWA", "TEN"),
        speakers=[("lee", "Ann Lee", "person", "Q1"), ("kim", "Bo Kim", "person", None)],
        quotes=["lee", "kim"],
        corrections=[correction],
        changes=[correction, correction + day],
        guid="urn:one",
        is_canceled=False,
        reviews=1,
        pictures=[],
        links=((14, "two.md#x"),),
        paths=((15, "/topics/rain/"),),
        feeds=False,
        states=[
            (None, "none early"),
            (begins, "whole lists sitemap news -"),
            (begins + 2 * day, "whole lists sitemap -"),
            (begins + 10 * day, "tombstone lapsed"),
        ],
    )
    assert facts.day == dt.date(2026, 4, 1)


def test_facts_survive_json(tmp_path: Path, registries: Registries) -> None:
    desk = Desk(tmp_path, ZoneInfo("Europe/Berlin"), "en", registries)
    facts = facts_of(read(RICH, desk), desk, "key")
    again = Facts._make(json.loads(json.dumps(facts)))
    assert json.dumps(again) == json.dumps(facts)
    for days in (-1, 1, 3, 20):
        instant = facts.begins + days * 86400
        assert again.visibility(instant) == facts.visibility(instant)


OUTWARD: dict[str, tuple[Callable[[str], str], bool]] = {
    "nothing": (lambda text: text, False),
    "the body": (lambda text: text.replace("## Heading", "## Other\n\nText."), False),
    "a line more above it": (lambda text: text.replace("review:", "\nreview:"), False),
    "the headline": (lambda text: text.replace("A headline", "Another"), True),
    "the words of a quote": (lambda text: text.replace("so much", "as much"), True),
    "who is quoted": (
        lambda text: text.replace("night,” [@kim]", "night,” [@lee]").replace(
            ", kim: {name: Bo Kim}", ""
        ),
        True,
    ),
    "a topic": (lambda text: text.replace("Roads", "Boats"), True),
    "the language": (lambda text: text.replace("guid:", "lang: de\nguid:"), True),
    "a correction": (lambda text: text.replace("It is north.", "It is south."), True),
}


@pytest.mark.parametrize(("edit", "is_other"), OUTWARD.values(), ids=OUTWARD)
def test_what_others_can_show_of_an_article(
    tmp_path: Path, registries: Registries, edit: Callable[[str], str], is_other: bool
) -> None:
    desk = Desk(tmp_path, ZoneInfo("Europe/Berlin"), "en", registries)
    one, other = (facts_of(read(text, desk), desk, "key") for text in (RICH, edit(RICH)))
    assert (one.outward != other.outward) == is_other


FRAME: dict[str, tuple[Callable[[str], str], bool]] = {
    "nothing": (lambda text: text, False),
    "the body": (OUTWARD["the body"][0], False),
    "the headline": (OUTWARD["the headline"][0], False),
    "the words of a quote": (OUTWARD["the words of a quote"][0], False),
    "a correction": (OUTWARD["a correction"][0], False),
    "who is quoted": OUTWARD["who is quoted"],
    "a topic": OUTWARD["a topic"],
    "the language": OUTWARD["the language"],
    "the section": (lambda text: text.replace("World", "Sport"), True),
    "the hour": (lambda text: text.replace("10:30", "10:31"), True),
    "an agency": (lambda text: text.replace("NWA/TEN", "NWA/TWO"), True),
    "an author": (lambda text: text.replace("authors: [Ann Lee]", "authors: [Ann Roe]"), True),
    "the slug": (lambda text: text.replace("guid:", "slug: b\nguid:"), True),
}


@pytest.mark.parametrize(("edit", "is_other"), FRAME.values(), ids=FRAME)
def test_what_decides_where_an_article_stands(
    tmp_path: Path, registries: Registries, edit: Callable[[str], str], is_other: bool
) -> None:
    desk = Desk(tmp_path, ZoneInfo("Europe/Berlin"), "en", registries)
    one, other = (facts_of(read(text, desk), desk, "key") for text in (RICH, edit(RICH)))
    assert (one.frame != other.frame) == is_other


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
OFFSETS = st.sampled_from(["Z", "+02:00", "-05:00", "+13:45"])
TIMES = st.builds(lambda hour, offset: f"T{hour:02}:30:00{offset}", st.integers(0, 23), OFFSETS)
MOMENTS = st.builds(lambda day, time: f"{day}{time}", DAYS, st.just("") | TIMES)


@given(data=st.data())
def test_facts_and_record_agree_at_any_instant(data: st.DataObject, registries: Registries) -> None:
    zone = ZoneInfo(data.draw(st.sampled_from(ZONES)))
    desk = Desk(Path("content"), zone, "en", registries)
    fields: dict[str, Any] = {"date": data.draw(MOMENTS)}
    begins = dt.date.fromisoformat(fields["date"][:10])
    near = st.integers(-3, 12).map(lambda days: (begins + dt.timedelta(days=days)).isoformat())
    after = st.integers(1, 12).map(lambda days: (begins + dt.timedelta(days=days)).isoformat())
    later = st.builds(lambda day, time: f"{day}{time}", near, st.just("") | TIMES)
    for name, values in {
        "embargoed": st.none() | later,
        "expires": st.none() | after,
        "pub_status": st.sampled_from(["usable", "withheld", "canceled"]),
        "status": st.sampled_from(["published", "published", "draft"]),
        "attribution": st.sampled_from([None, "(NWA)", "(TWO)", "(TEN)", "(NWA/TEN/TWO)"]),
    }.items():
        if (value := data.draw(values, label=name)) is not None:
            fields[name] = value
    matter = "\n".join(f"{name}: {value}" for name, value in fields.items())
    text = f"---\ntitle: A\ncategory: World\n{matter}\n---\nText.\n"
    file, _ = read_raw(text.encode(), "articles/a.md", "content/articles/a.md", desk, Article)
    assume(file)  # its dates may contradict one another
    assert file
    facts = facts_of(file, desk, "key")
    record, agencies = file.record, registries.agencies
    instants = {at for at, _ in facts.states if at is not None}
    for moment in (record.date, record.embargoed, record.expires):
        if moment:
            instants.add(moment.earliest(zone).timestamp())
    start = record.date.earliest(zone)
    instants |= {(start + NEWS).timestamp(), *(start.timestamp() + n * 43200 for n in range(30))}
    for instant in sorted(instants):
        for shift in (-3600, -1, 0, 1, 3600):
            now = dt.datetime.fromtimestamp(instant + shift, dt.UTC)
            expected = visibility(record, now, zone, agencies, file.agencies)
            assert facts.visibility(now.timestamp()) == expected, now
