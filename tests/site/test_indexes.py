"""What articles have in common: pages of agencies and of speakers, and `quotes.json`."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.build.errors import BuildFailed
from newsroom.release.verify import dead_links
from tests.conftest import SITEURL, Site

Build = Callable[..., Site]

AGENCIES = """agencies:
  AFP: {name: Agence France-Presse, site: "https://www.afp.com/"}
  ČTK: {name: Česká tisková kancelář}
  Europa Press: {name: Europa Press}
  agencies: {name: News agencies, also_known_as: [news agencies]}
"""

SPEAKERS = """speakers:
  ayoub:
    name: Ali Abdullah Ayoub
    also_known_as: [Ali Ayoub, General Ayoub]
    wikidata: Q4725055
  nato: {name: NATO, kind: organization}
"""


def article(
    title: str, date: str, body: str, *, speakers: str = "{}", attribution: str = "", more: str = ""
) -> str:
    line = f"attribution: {attribution}\n" if attribution else ""
    named = f"speakers: {speakers}\n" if speakers != "{}" else ""
    return f"---\ntitle: {title}\ndate: {date}\ncategory: World\n{line}{named}{more}---\n\n{body}\n"


def text(element: Tag | BeautifulSoup | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


def rows(site: Site, path: str) -> list[tuple[str, str, str]]:
    """Return the entries of a list of names: name, address, number."""
    return [
        (text(item.a), str(item.a["href"]), text(item.select_one(".count")))
        for item in site.page(path).select(".index-list li")
        if item.a
    ]


def headlines(site: Site, path: str) -> list[str]:
    return [text(tag) for tag in site.page(path).select(".card-headline")]


def said(site: Site, path: str) -> list[tuple[str, str, str]]:
    """Return what a page quotes a speaker with: words, what is said of it, and address."""
    return [
        ("\n".join(text(p) for p in tag.select("blockquote p")), text(tag.figcaption),
         str(tag.select("figcaption a")[0]["href"]))
        for tag in site.page(path).select(".said")
    ]  # fmt: skip


def place(site: Site, address: str) -> Tag:
    """Follow an address to the element that it names."""
    path, _, fragment = address.removeprefix(f"{SITEURL}/").partition("#")
    found = site.page(path).find(id=unquote(fragment))
    assert isinstance(found, Tag), address
    return found


def test_each_agency_has_a_page_of_its_articles_newest_first(build_files: Build) -> None:
    files = {
        "data/agencies.yaml": AGENCIES,
        "articles/old.md": article("Old", "2026-04-01", "A.", attribution="ls/sms (AFP, ČTK)"),
        "articles/new.md": article("New", "2026-04-03 08:00", "A.", attribution="(AFP)"),
        "articles/mid.md": article("Mid", "2026-04-02", "A.", attribution="ls (AFP, Europa Press)"),
        "articles/own.md": article("Own", "2026-04-02", "A.", attribution="ls/sms"),
        "articles/any.md": article("Any", "2026-04-02", "A.", attribution="ls (news agencies)"),
    }
    site = build_files(files, publish=True)
    assert rows(site, "agencies") == [
        ("Agence France-Presse", f"{SITEURL}/agencies/AFP/", "3"),
        ("Europa Press", f"{SITEURL}/agencies/Europa-Press/", "1"),
        ("News agencies", f"{SITEURL}/agencies/agencies/", "1"),
        ("Česká tisková kancelář", f"{SITEURL}/agencies/CTK/", "1"),
    ]
    assert headlines(site, "agencies/AFP") == ["New", "Mid", "Old"]
    assert headlines(site, "agencies/CTK") == ["Old"]
    assert headlines(site, "agencies/Europa-Press") == ["Mid"]
    page = site.page("agencies/AFP")
    assert text(page.h1) == "Agence France-Presse"
    assert text(page.select(".page-header p")[1]) == (
        "Signed AFP. Articles that used its reports, newest first. Its own site"
    )
    assert [str(tag["href"]) for tag in page.select(".page-header a")] == [
        f"{SITEURL}/agencies/",
        "https://www.afp.com/",
    ]
    # A name that is its own key is not said twice.
    other = site.page("agencies/Europa-Press")
    assert "Signed" not in text(other.select_one(".page-header"))
    assert dead_links(site.output, SITEURL) == []


def test_the_line_leads_to_each_agency_and_reads_as_it_is_written(build_files: Build) -> None:
    line = "ls/sms (AFP, ČTK, Europa Press)"
    files = {
        "data/agencies.yaml": AGENCIES,
        "articles/a.md": article("A", "2026-04-01", "A.", attribution=line),
    }
    site = build_files(files, publish=True)
    (written,) = site.page("2026/04/a").select(".attribution-line")
    assert written.get_text() == line
    links = [(text(abbr), str(abbr["title"]), abbr.parent) for abbr in written.select("abbr")]
    assert [(name, str(a and a["href"]), title) for name, title, a in links] == [
        ("AFP", f"{SITEURL}/agencies/AFP/", "Agence France-Presse"),
        ("ČTK", f"{SITEURL}/agencies/CTK/", "Česká tisková kancelář"),
        ("Europa Press", f"{SITEURL}/agencies/Europa-Press/", "Europa Press"),
    ]


def test_an_agency_s_articles_come_by_the_page(build_files: Build) -> None:
    files = {"data/agencies.yaml": AGENCIES} | {
        f"articles/a{n:02}.md": article(f"A{n:02}", f"2026-03-{n:02}", "A.", attribution="(AFP)")
        for n in range(1, 22)
    }
    site = build_files(files, publish=True)
    assert headlines(site, "agencies/AFP") == [f"A{n:02}" for n in range(21, 1, -1)]
    assert headlines(site, "agencies/AFP/page/2") == ["A01"]
    page = site.page("agencies/AFP/page/2")
    assert text(page.title) == "Page 2 of Agence France-Presse | Wirepage"
    assert [str(tag["href"]) for tag in page.select(".pagination a")] == [
        f"{SITEURL}/agencies/AFP/"
    ]
    assert dead_links(site.output, SITEURL) == []


def test_agencies_of_one_address_stop_the_build(build_files: Build) -> None:
    files = {
        "data/agencies.yaml": "agencies:\n  ČTK: {name: One}\n  CTK: {name: Two}\n",
        "articles/a.md": article("A", "2026-04-01", "A.", attribution="(ČTK, CTK)"),
    }
    with pytest.raises(BuildFailed) as failed:
        build_files(files)
    assert {line.rpartition(" ")[2] for line in failed.value.lines} == {"[N001]"}


def test_an_agency_whose_key_makes_no_address_stops_the_build(build_files: Build) -> None:
    files = {
        "data/agencies.yaml": 'agencies:\n  "!!!": {name: Bang Press}\n',
        "articles/a.md": article("A", "2026-04-01", "A.", attribution="(Bang Press)"),
    }
    with pytest.raises(BuildFailed) as failed:
        build_files(files)
    assert failed.value.lines == (
        "content/articles/a.md:5: attribution: the agency !!! makes no address; "
        "use letters or digits [N002]",
    )


THREE = {
    "data/speakers.yaml": SPEAKERS,
    "articles/old.md": article(
        "Old",
        "2026-04-01",
        '"We are at the very beginning," [@ayoub] he said. "Not yet." [@ayoub]',
        speakers="{ayoub: {name: Ali Ayoub, role: general}}",
    ),
    "articles/new.md": article(
        "New & <b>",
        "2026-04-03T08:00+02:00",
        '> First paragraph of it.\n>\n> And "a second" one.\n>\n> [@gen]\n\n'
        '"Other words by somebody else here," [@berg] she said.',
        speakers="{gen: {name: General Ayoub, role: minister}, berg: {name: Anna Berg}}",
    ),
    "articles/mid.md": article(
        "Mid",
        "2026-04-02",
        "He said „Wir sind noch lange nicht da“ [@ayoub]{lang=de}. "
        '"We stand by our word," [@nato].',
        more="lang: en-GB\n",
    ),
}


def test_the_speakers(build_files: Build) -> None:
    site = build_files(THREE, publish=True)
    assert rows(site, "speakers") == [
        ("Ali Abdullah Ayoub", f"{SITEURL}/speakers/ali-abdullah-ayoub/", "4"),
        ("Anna Berg", f"{SITEURL}/speakers/anna-berg/", "1"),
        ("NATO", f"{SITEURL}/speakers/nato/", "1"),
    ]
    assert {path for path in site.files() if path.startswith("speakers/")} == {
        "speakers/index.html",
        "speakers/ali-abdullah-ayoub/index.html",
        "speakers/anna-berg/index.html",
        "speakers/nato/index.html",
    }
    assert dead_links(site.output, SITEURL) == []


def test_one_speaker_of_several_names_with_the_role_of_the_day(build_files: Build) -> None:
    site = build_files(THREE, publish=True)
    path = "speakers/ali-abdullah-ayoub"
    assert text(site.page(path).h1) == "Ali Abdullah Ayoub"
    assert said(site, path) == [
        (
            "First paragraph of it.\nAnd “a second” one.",
            "April 3, 2026, 8:00 AM GMT+02:00, as minister, in New & <b>",
            f"{SITEURL}/2026/04/new/#quote-first-paragraph-of-it-and-a",
        ),
        (
            "Wir sind noch lange nicht da",
            "April 2, 2026, in Mid",
            f"{SITEURL}/2026/04/mid/#quote-wir-sind-noch-lange-nicht-da",
        ),
        (
            "We are at the very beginning,",
            "April 1, 2026, as general, in Old",
            f"{SITEURL}/2026/04/old/#quote-we-are-at-the-very-beginning",
        ),
        (
            "Not yet.",
            "April 1, 2026, as general, in Old",
            f"{SITEURL}/2026/04/old/#quote-not-yet",
        ),
    ]
    # The page of an article names the speaker as the article does.
    (quoted,) = site.page("2026/04/old").select(".quoted")
    assert text(quoted) == "Quoted here: Ali Ayoub (general)"
    assert [str(a["href"]) for a in quoted.select("a")] == [f"{SITEURL}/{path}/"]
    german = site.page(path).select(".said blockquote")[1]
    assert german["lang"] == "de"


def test_each_quote_is_linked_to_its_place_which_holds_its_words(build_files: Build) -> None:
    site = build_files(THREE, publish=True)
    followed = 0
    for slug in ("ali-abdullah-ayoub", "anna-berg", "nato"):
        for words, _, address in said(site, f"speakers/{slug}"):
            there = place(site, address)
            assert "quote" in there["class"]
            assert " ".join(words.split()) in text(there)
            followed += 1
    assert followed == 6


def test_quotes_as_data(build_files: Build) -> None:
    site = build_files(THREE, publish=True)

    def ayoub(role: str | None) -> dict[str, str]:
        return {
            "name": "Ali Abdullah Ayoub",
            **({"role": role} if role else {}),
            "kind": "person",
            "wikidata": "Q4725055",
            "url": f"{SITEURL}/speakers/ali-abdullah-ayoub/",
        }

    def row(words: str, anchor: str, speaker: dict[str, str], of: str, lang: str) -> dict[str, Any]:
        articles = {
            "new": ("New & <b>", "2026-04-03T08:00+02:00"),
            "mid": ("Mid", "2026-04-02"),
            "old": ("Old", "2026-04-01"),
        }
        headline, date = articles[of]
        address = f"{SITEURL}/2026/04/{of}/"
        return {
            "text": words,
            "lang": lang,
            "url": f"{address}#quote-{anchor}",
            "speaker": speaker,
            "article": {"headline": headline, "date": date, "url": address},
        }

    berg = {"name": "Anna Berg", "kind": "person", "url": f"{SITEURL}/speakers/anna-berg/"}
    nato = {"name": "NATO", "kind": "organization", "url": f"{SITEURL}/speakers/nato/"}
    found = json.loads(site.text("quotes.json"))
    assert found == [
        row("First paragraph of it.\n\nAnd “a second” one.", "first-paragraph-of-it-and-a",
            ayoub("minister"), "new", "en"),
        row("Other words by somebody else here,", "other-words-by-somebody-else-here", berg, "new",
            "en"),
        row("Wir sind noch lange nicht da", "wir-sind-noch-lange-nicht-da", ayoub(None), "mid",
            "de"),
        row("We stand by our word,", "we-stand-by-our-word", nato, "mid", "en-GB"),
        row("We are at the very beginning,", "we-are-at-the-very-beginning", ayoub("general"),
            "old", "en"),
        row("Not yet.", "not-yet", ayoub("general"), "old", "en"),
    ]  # fmt: skip
    for quote in found:
        assert " ".join(quote["text"].split()) in text(place(site, quote["url"]))


def test_quotes_of_one_day_stay_together_by_their_articles(build_files: Build) -> None:
    both = "{b: {name: Bea}, a: {name: Abe}}"
    body = '"The first words of it," [@b] she said. "The second words of it," [@a] he said.'
    files = {
        f"articles/{name}.md": article(name.title(), "2026-04-01", body, speakers=both)
        for name in ("one", "two")
    }
    site = build_files(files, publish=True)
    found = [(q["article"]["headline"], q["text"]) for q in json.loads(site.text("quotes.json"))]
    order = [headline for headline, _ in found]
    assert order in (["One", "One", "Two", "Two"], ["Two", "Two", "One", "One"])
    # Within an article as they stand in it.
    assert [words for _, words in found] == [
        "The first words of it,",
        "The second words of it,",
    ] * 2


def test_a_speaker_of_many_words_has_several_pages(build_files: Build) -> None:
    body = " ".join(f'"Words that have the number {n}," [@a] he said.' for n in range(51))
    files = {"articles/a.md": article("A", "2026-04-01", body, speakers="{a: {name: Abe}}")}
    site = build_files(files, publish=True)
    first, second = said(site, "speakers/abe"), said(site, "speakers/abe/page/2")
    assert [words for words, _, _ in first] == [
        f"Words that have the number {n}," for n in range(50)
    ]
    assert [words for words, _, _ in second] == ["Words that have the number 50,"]
    assert len({address for _, _, address in first + second}) == 51
    for words, _, address in first + second:
        assert words in text(place(site, address))
    assert [str(a["href"]) for a in site.page("speakers/abe").select(".pagination a")] == [
        f"{SITEURL}/speakers/abe/page/2/"
    ]
    assert [str(a["href"]) for a in site.page("speakers/abe/page/2").select(".pagination a")] == [
        f"{SITEURL}/speakers/abe/"
    ]
    assert rows(site, "speakers") == [("Abe", f"{SITEURL}/speakers/abe/", "51")]
    assert len(json.loads(site.text("quotes.json"))) == 51
    assert dead_links(site.output, SITEURL) == []


def test_fifty_words_have_one_page(build_files: Build) -> None:
    body = " ".join(f'"Words that have the number {n}," [@a] he said.' for n in range(50))
    files = {"articles/a.md": article("A", "2026-04-01", body, speakers="{a: {name: Abe}}")}
    site = build_files(files, publish=True)
    assert "speakers/abe/page/2/index.html" not in site.files()
    assert site.page("speakers/abe").select(".pagination") == []


def test_two_speakers_of_one_address_stop_the_build(build_files: Build) -> None:
    body = '"The first words of it," [@b] she said. "The second words of it," [@a] he said.'
    text_ = article("A", "2026-04-01", body, speakers="{b: {name: José}, a: {name: Jose}}")
    with pytest.raises(BuildFailed) as failed:
        build_files({"articles/a.md": text_})
    assert failed.value.lines == (
        "content/articles/a.md:5: speakers.a: the address /speakers/jose/ is also that of 'José'; "
        "write them alike, or with other letters [N001]",
        "content/articles/a.md:5: speakers.b: the address /speakers/jose/ is also that of 'Jose'; "
        "write them alike, or with other letters [N001]",
    )
    # The registry makes them one.
    known = "speakers:\n  jose: {name: José, also_known_as: [Jose]}\n"
    site = build_files({"articles/a.md": text_, "data/speakers.yaml": known}, publish=True)
    assert rows(site, "speakers") == [("José", f"{SITEURL}/speakers/jose/", "2")]


def test_where_there_is_nothing_to_list(build_files: Build) -> None:
    site = build_files({"articles/a.md": article("A", "2026-04-01", "A.")}, publish=True)
    for path in ("agencies", "speakers"):
        assert rows(site, path) == []
    assert json.loads(site.text("quotes.json")) == []
    assert {path for path in site.files() if path.startswith(("agencies/", "speakers/"))} == {
        "agencies/index.html",
        "speakers/index.html",
    }
    assert dead_links(site.output, SITEURL) == []


@pytest.mark.parametrize("evil", ["</script><b>&amp;\u2028", "{{ 7 * 7 }}", '"><img src=x>"'])
def test_hostile_text_stays_text(build_files: Build, evil: str) -> None:
    name = f"'N {evil}'"
    files = {
        "articles/a.md": article(
            f"'H {evil}'",
            "2026-04-01",
            "> Words of it.\n>\n> [@a]",
            speakers=f"{{a: {{name: {name}, role: {name}}}}}",
        )
    }
    site = build_files(files, publish=True)
    (path,) = {p for p in site.files() if p.startswith("speakers/")} - {"speakers/index.html"}
    plain = " ".join(evil.split())
    for page in (path, "speakers"):
        assert site.page(page).select("main img, main b, main script") == []
        assert f"N {plain}" in text(site.page(page).main)
    (row,) = json.loads(site.text("quotes.json"))
    assert (row["speaker"]["name"], row["speaker"]["role"]) == (f"N {plain}", f"N {plain}")
    assert row["article"]["headline"] == f"H {plain}"
