"""Corrections and updates: where they stand, what dates they change, and an article's age."""

import datetime as dt
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.build.errors import BuildFailed
from newsroom.release.verify import dead_links
from tests.conftest import SITEURL, Site

Build = Callable[..., Site]

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def article(more: str = "", *, title: str = "A", date: str = "2026-04-01", lang: str = "en") -> str:
    return (
        f"---\ntitle: {title}\ndate: {date}\ncategory: World\nlang: {lang}\n"
        f"attribution: ls/sms\n{more}---\n\nThe body.\n"
    )


def text(element: Any) -> str:
    assert isinstance(element, Tag)
    return " ".join(element.get_text().split())


BOTH = """corrections:
- {date: 2026-04-02, text: "The low one, & <b>.", priority: low}
- {date: 2026-04-04 09:30, text: The high one., priority: high}
- {date: 2026-04-03, text: Low without a word.}
"""


def test_high_above_the_body_and_low_below_the_attribution_line(build_files: Build) -> None:
    site = build_files({"articles/a.md": article(BOTH)}, publish=True)
    page = site.page("2026/04/a")
    order = [
        str(tag.get("id") or tag["class"][0])
        for tag in page.select(".headline, .corrections, .article-body, .attribution-line")
    ]
    assert order == [
        "headline", "corrections-high", "article-body", "attribution-line", "corrections-low",
    ]  # fmt: skip
    (high,) = page.select("#corrections-high .correction")
    assert text(high) == "Correction April 4, 2026, 9:30 AM GMT+02:00: The high one."
    assert [text(tag) for tag in page.select("#corrections-low .correction")] == [
        "Correction April 2, 2026: The low one, & <b>.",
        "Correction April 3, 2026: Low without a word.",
    ]
    # A landmark has a name for who hears the page.
    for notice in page.select("aside.corrections"):
        assert text(page.find(id=str(notice["aria-labelledby"]))).startswith("Correction")
    assert [str(tag["datetime"]) for tag in page.select(".correction time")] == [
        "2026-04-04T09:30+02:00",
        "2026-04-02",
        "2026-04-03",
    ]


def test_corrections_have_the_same_places_in_feeds(build_files: Build) -> None:
    site = build_files({"articles/a.md": article(BOTH)}, publish=True)
    root = ET.fromstring(site.text("feeds/all.atom.xml"))
    said = text(BeautifulSoup(root.findtext(f"{ATOM}entry/{ATOM}content") or "", "html.parser"))
    places = [said.find(words) for words in ("high one", "The body", "ls/sms", "low one")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("date", "more", "changed", "atom"),
    [
        ("2026-04-01", "", None, "2026-04-01T12:00:00+00:00"),
        ("2026-04-01", "modified: 2026-04-05\n", "2026-04-05", "2026-04-05T12:00:00+00:00"),
        ("2026-04-01", BOTH, "2026-04-04T09:30+02:00", "2026-04-04T09:30:00+02:00"),
        ("2026-04-01", f"modified: 2026-04-05\n{BOTH}", "2026-04-05", "2026-04-05T12:00:00+00:00"),
        ("2026-04-01", f"modified: 2026-04-03\n{BOTH}", "2026-04-04T09:30+02:00",
         "2026-04-04T09:30:00+02:00"),
        # The end of an embargo and what will expire change nothing.
        ("2026-04-01", "embargoed: 2026-04-20\nexpires: 2026-06-01\n", None,
         "2026-04-01T12:00:00+00:00"),
        # A day that is that of the article: in Atom nothing changes before it is published.
        ("2026-04-01T20:00+02:00", "modified: 2026-04-01\n", "2026-04-01",
         "2026-04-01T20:00:00+02:00"),
    ],
)  # fmt: skip
def test_dates_of_change(
    build_files: Build, date: str, more: str, changed: str | None, atom: str
) -> None:
    site = build_files({"articles/a.md": article(more, date=date)}, publish=True)
    page = site.page("2026/04/a")
    data = json.loads(page.select("script")[0].get_text())["@graph"][0]
    graph = [str(t["content"]) for t in page.select('[property="article:modified_time"]')]
    iso = changed and [changed]
    assert data.get("dateModified") == changed
    assert graph == (iso or [])
    assert [str(tag["datetime"]) for tag in page.select(".modified time")] == (iso or [])
    # The date of publication is what it was.
    written = str(page.select(".date time")[0]["datetime"])
    assert written == date == data["datePublished"]
    root = ET.fromstring(site.text("feeds/all.atom.xml"))
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == atom
    # As readers' programs understand it, which may know dc:date too.
    assert feedparser.parse(site.text("feeds/all.atom.xml")).entries[0].updated == atom
    assert root.findtext(f"{ATOM}updated") == atom
    assert root.findtext(f"{ATOM}entry/{DC}date") == date
    entries = ET.fromstring(site.text("sitemap.xml"))
    dates = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in entries}
    assert dates[f"{SITEURL}/2026/04/a/"] == (changed or date)


def test_what_was_never_corrected_says_nothing(build_files: Build) -> None:
    site = build_files({"articles/a.md": article()}, publish=True)
    page = site.page("2026/04/a")
    assert page.select(".corrections, .modified, .age") == []
    assert "Correction" not in text(page.main)


TWO = {
    "articles/a.md": article(BOTH, title="First & <i>"),
    "articles/b.md": article(
        "corrections:\n- {date: 2026-04-03 12:00, text: Deutsch., priority: high}\n",
        title="Zweiter",
        lang="de",
    ),
    "articles/c.md": article(title="Never"),
}


def test_all_corrections_newest_first(build_files: Build) -> None:
    site = build_files(TWO, publish=True)
    page = site.page("corrections")
    found = [
        (text(card.h2), str(card.select("a")[0]["href"]), text(card.p), card.get("lang"))
        for card in page.select(".card")
    ]
    a, b = f"{SITEURL}/2026/04/a/", f"{SITEURL}/2026/04/b/"
    assert found == [
        ("First & <i>", f"{a}#corrections-high", "April 4, 2026, 9:30 AM GMT+02:00: The high one.",
         None),
        ("Zweiter", f"{b}#corrections-high", "3. April 2026, 12:00 GMT+02:00: Deutsch.", "de"),
        ("First & <i>", f"{a}#corrections-low", "April 3, 2026: Low without a word.", None),
        ("First & <i>", f"{a}#corrections-low", "April 2, 2026: The low one, & <b>.", None),
    ]  # fmt: skip
    feeds = [str(tag["href"]) for tag in page.select('link[type="application/atom+xml"]')]
    assert feeds == [
        f"{SITEURL}/feeds/all.atom.xml",
        f"{SITEURL}/feeds/corrections.atom.xml",
    ]
    assert dead_links(site.output, SITEURL) == []


def test_the_feed_of_corrections(build_files: Build) -> None:
    site = build_files(TWO, publish=True)
    parsed = feedparser.parse(site.text("feeds/corrections.atom.xml"))
    assert not parsed.bozo
    assert parsed.feed.title == "Wirepage: Corrections"
    assert parsed.feed.updated == "2026-04-04T09:30:00+02:00"
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "alternate": f"{SITEURL}/",
        "self": f"{SITEURL}/feeds/corrections.atom.xml",
    }
    a, b = f"{SITEURL}/2026/04/a/", f"{SITEURL}/2026/04/b/"
    found = [
        (entry.title, entry.link, entry.id, entry.summary, entry.updated)
        for entry in parsed.entries
    ]
    first = "Correction: First & <i>"
    assert found == [
        (first, f"{a}#corrections-high", f"{a}#correction-2", "The high one.",
         "2026-04-04T09:30:00+02:00"),
        ("Correction: Zweiter", f"{b}#corrections-high", f"{b}#correction-1", "Deutsch.",
         "2026-04-03T12:00:00+02:00"),
        (first, f"{a}#corrections-low", f"{a}#correction-3", "Low without a word.",
         "2026-04-03T12:00:00+00:00"),
        (first, f"{a}#corrections-low", f"{a}#correction-1", "The low one, &amp; &lt;b&gt;.",
         "2026-04-02T12:00:00+00:00"),
    ]  # fmt: skip
    root = ET.fromstring(site.text("feeds/corrections.atom.xml"))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "Correction: First & <i>"
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in
            root.iter(f"{ATOM}entry")] == ["en", "de", "en", "en"]  # fmt: skip


def test_each_correction_has_an_id_of_its_own(build_files: Build) -> None:
    same = "- {date: 2026-04-02, text: The same.}\n"
    site = build_files({"articles/a.md": article(f"corrections:\n{same}{same}")}, publish=True)
    parsed = feedparser.parse(site.text("feeds/corrections.atom.xml"))
    assert sorted(entry.id for entry in parsed.entries) == [
        f"{SITEURL}/2026/04/a/#correction-1",
        f"{SITEURL}/2026/04/a/#correction-2",
    ]


def test_where_nothing_has_been_corrected(build_files: Build) -> None:
    for files in ({}, {"articles/a.md": article()}):
        site = build_files(files, publish=True)
        assert text(site.page("corrections").select_one(".empty")) == (
            "Nothing has been corrected yet."
        )
        parsed = feedparser.parse(site.text("feeds/corrections.atom.xml"))
        assert (parsed.bozo, parsed.entries) == (False, [])
        assert parsed.feed.updated == "1970-01-01T12:00:00+00:00"  # never, in every build


def test_many_corrections_come_by_the_page(build_files: Build) -> None:
    many = "".join(f"- {{date: 2026-04-02, text: Number {n}.}}\n" for n in range(51))
    site = build_files({"articles/a.md": article(f"corrections:\n{many}")}, publish=True)
    assert len(site.page("corrections").select(".card")) == 50
    assert len(site.page("corrections/page/2").select(".card")) == 1
    assert len(feedparser.parse(site.text("feeds/corrections.atom.xml")).entries) == 50
    assert dead_links(site.output, SITEURL) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("corrections:\n- {date: 2026-05-01T11:59Z, text: C.}\n", []),
        ("corrections:\n- {date: 2026-05-01T12:00Z, text: C.}\n", []),
        # Of a day nobody knows the hour: today has begun.
        ("corrections:\n- {date: 2026-05-01, text: C.}\nmodified: 2026-05-01\n", []),
        (
            "corrections:\n- {date: 2026-05-01T12:01Z, text: C.}\nmodified: 2026-05-02\n",
            [
                "content/articles/a.md:8: corrections.1.date: '2026-05-01T12:01+00:00' is still to "
                "come; write when it was done [F010]",
                "content/articles/a.md:9: modified: '2026-05-02' is still to come; write when it "
                "was done [F010]",
            ],
        ),
        (
            "modified: 2026-03-31\n",
            [
                "content/articles/a.md:7: modified: is before the article's date, 2026-04-01; "
                "write a later one [F010]"
            ],
        ),
    ],
)
def test_a_change_that_is_still_to_come_stops_the_build(
    build_files: Build, more: str, expected: list[str]
) -> None:
    files = {"articles/a.md": article(more)}
    if not expected:
        assert dead_links(build_files(files, publish=True).output, SITEURL) == []
        return
    for publish in (False, True):
        with pytest.raises(BuildFailed) as failed:
            build_files(files, publish=publish)
        assert list(failed.value.lines) == expected


def at(instant: str) -> dict[str, Any]:
    return {"NOW": dt.datetime.fromisoformat(instant), "publish": True}


@pytest.mark.parametrize(
    ("date", "now", "said"),
    [
        ("2025-05-02", "2026-05-01T12:00+00:00", None),  # 364 days
        ("2025-05-01", "2026-05-01T12:00+00:00", "This article is more than 1 year old."),
        ("2024-05-02", "2026-05-01T12:00+00:00", "This article is more than 1 year old."),
        ("2024-05-01", "2026-05-01T12:00+00:00", "This article is more than 2 years old."),
        ("2016-05-01", "2026-05-01T12:00+00:00", "This article is more than 10 years old."),
        ("2016-05-02", "2026-05-01T12:00+00:00", "This article is more than 9 years old."),
        ("2024-02-29", "2025-02-28T12:00+00:00", None),
        ("2024-02-29", "2025-03-01T12:00+00:00", "This article is more than 1 year old."),
        # It is the first of May in Berlin.
        ("2025-05-01", "2026-04-30T21:59+00:00", None),
        ("2025-05-01", "2026-04-30T22:00+00:00", "This article is more than 1 year old."),
    ],
)
def test_an_old_article_says_how_old_it_is(
    build_files: Build, date: str, now: str, said: str | None
) -> None:
    site = build_files({"articles/a.md": article(date=date)}, **at(now))
    found = site.page(date[:8].replace("-", "/") + "a").select(".age")
    assert [text(tag) for tag in found] == ([said] if said else [])


def test_an_age_is_that_of_the_article_and_not_of_its_update(build_files: Build) -> None:
    old = article("modified: 2026-04-30\n", date="2016-04-01", lang="de")
    site = build_files({"articles/a.md": old}, publish=True)
    (age,) = site.page("2016/04/a").select(".age")
    assert (text(age), age["lang"]) == ("This article is more than 10 years old.", "en")


def test_what_has_expired_and_is_old_says_both(build_files: Build) -> None:
    old = article("expires: 2026-04-30\n", date="2016-04-01")
    site = build_files({"articles/a.md": old}, publish=True)
    assert [text(tag) for tag in site.page("2016/04/a").select(".age")] == [
        "This article is more than 10 years old. It is kept here as a record and is no longer news."
    ]
