"""What becomes of an article by its status, its dates and its agencies' contracts: in every file.

Each word of an article that only it holds is looked for in all files of a build.
"""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest

from newsroom.build.errors import BuildFailed
from newsroom.build.site import load_settings
from newsroom.release.verify import dead_links
from newsroom.site.plugin import prepare
from newsroom.site.reader import ContentFileReader
from tests.conftest import NOW, ROOT, SITEURL, SOUND, Site
from tests.content.picture_files import webp_with

Build = Callable[..., Site]

AGENCIES = """agencies:
  AFP: {name: Agence France-Presse}
  dpa: {name: Deutsche Presse-Agentur, archive_days: 30}
  EFE: {name: Agencia EFE, pictures: false}
  AP: {name: The Associated Press, feeds: false}
  ČTK: {name: Česká tisková kancelář}
"""

# A public article that shares nothing with the one under test but section, agency and topic.
OTHER = """---
title: The other one
date: 2026-04-02
category: World
tags: [Shared]
attribution: xy/zz (AFP)
---

A sentence.
"""

# Every word that only the article under test has, by what it is.
WORDS = {
    "headline": "Zheadline",
    "section": "Zsection",
    "topic": "Ztopic",
    "standfirst": "Zstandfirst",
    "byline": "Zbyline",
    "dateline": "Zdateline",
    "located": "Zlocated",
    "body": "Zbody",
    "quote": "Zquote",
    "speaker": "Zspeaker",
    "role": "Zrole",
    "initials": "zini",
    "editor": "Zeditor",
    "agency": "Česká",
    "original": "Zoriginal",
    "alt": "Zalt",
    "credit": "Zcredit",
    "caption": "Zcaption",
    "creator": "Zcreator",
    "body alt": "Zinneralt",
    "body credit": "Zinnercredit",
    "correction": "Zcorrection",
    "usage": "Zusage",
    "copyright": "Zcopyright",
    "notice": "Znotice",
    "note": "Znote",
}
# Never published, whatever becomes of the article.
NEVER = {"note"}
# What a tombstone says.
LEFT = {"headline"}
PICTURES = {"images/zlead.webp", "images/zinner.webp"}


def article(date: str = "2026-04-01", attribution: str = "zini/zz (ČTK)", more: str = "") -> str:
    return f"""---
title: Zheadline
slug: zed
date: {date}
category: Zsection
tags: [Ztopic, Shared]
summary: Zstandfirst.
authors: [Zbyline]
dateline: Zdateline
located: Zlocated
attribution: {attribution}
usage_terms: Zusage
copyright_holder: Zcopyright
copyright_notice: Znotice
ed_note: Znote
based_on: {{publisher: Zoriginal, title: Zoriginal}}
picture:
  alt: Zalt
  credit: Zcredit
  caption: Zcaption
  creator: Zcreator
  held: true
  file: images/zlead.webp
pictures:
  inner: {{alt: Zinneralt, credit: Zinnercredit, held: true, file: images/zinner.webp}}
speakers:
  z: {{name: Zspeaker, role: Zrole}}
corrections:
- {{date: 2026-04-10, text: Zcorrection, priority: high}}
{more}---

Zbody. "Zquote said nobody before him," [@z] he said.

![@inner]
"""


def content(text: str, *, other: bool = True) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "articles/z.md": text,
        "data/agencies.yaml": AGENCIES,
        "data/editors.yaml": "editors:\n  zini: {name: Zeditor}\n",
        "images/zlead.webp": webp_with(exif=b""),
        "images/zinner.webp": webp_with(exif=b""),
    }
    return files | ({"articles/other.md": OTHER} if other else {})


def found_in(site: Site) -> dict[str, set[str]]:
    """Return the words of the article that are anywhere, each with the files that hold it."""
    held: dict[str, set[str]] = {}
    for path in site.files():
        data = (site.output / path).read_bytes()
        text = f"{path}\n{data.decode(errors='replace')}".casefold()
        if path.endswith((".xml", ".json", ".html")):
            text += data.decode().encode().decode("unicode_escape", "replace").casefold()
        for name, word in WORDS.items():
            if word.casefold() in text:
                held.setdefault(name, set()).add(path)
    return held


def dead(site: Site, address: str = SITEURL) -> list[str]:
    return dead_links(site.output, address)


def published(build_files: Build, text: str, **options: Any) -> Site:
    site = build_files(content(text), publish=True, **options)
    assert dead(site) == []
    return site


def test_what_is_public_is_everywhere_but_for_the_note(build_files: Build) -> None:
    # The other side of all that follows: each word is looked for rightly, and would be found.
    site = published(build_files, article())
    assert set(WORDS) - set(found_in(site)) == NEVER
    assert site.files() >= {
        "2026/04/zed/index.html",
        "sections/zsection/index.html",
        "topics/ztopic/index.html",
        "agencies/CTK/index.html",
        "speakers/zspeaker/index.html",
        "feeds/sections/zsection.atom.xml",
        *PICTURES,
    }
    assert found_in(site)["headline"] == {
        "2026/04/zed/index.html",
        "index.html",
        "sections/zsection/index.html",
        "topics/ztopic/index.html",
        "topics/shared/index.html",
        "2026/index.html",
        "2026/04/index.html",
        "agencies/CTK/index.html",
        "speakers/zspeaker/index.html",
        "corrections/index.html",
        "feeds/all.atom.xml",
        "feeds/sections/zsection.atom.xml",
        "feeds/corrections.atom.xml",
        "quotes.json",
    }


UNSEEN = {
    "draft": "status: draft\n",
    "withheld": "pub_status: withheld\n",
    "embargoed": "embargoed: 2026-05-01T12:01Z\n",
    "embargoed with an offset": "embargoed: 2026-05-01T07:01-05:00\n",
    "embargoed in the zone": "embargoed: 2026-05-01 14:01\n",
    "embargoed until a day": "embargoed: 2026-05-02\n",
    "canceled under embargo": "embargoed: 2026-05-02\npub_status: canceled\n",
    "canceled draft": "status: draft\npub_status: canceled\n",
    "expired draft": "status: draft\nexpires: 2026-04-20\n",
}


@pytest.mark.parametrize("more", UNSEEN.values(), ids=UNSEEN)
def test_nothing_of_what_is_not_public_is_in_any_file(build_files: Build, more: str) -> None:
    site = published(build_files, article(more=more))
    assert found_in(site) == {}
    assert site.files() & PICTURES == set()
    # As if it had never been there.
    seen = {path: (site.output / path).read_bytes() for path in site.files()}
    files = {path: data for path, data in content("").items() if path != "articles/z.md"}
    alone = build_files(files, publish=True)
    assert seen == {path: (alone.output / path).read_bytes() for path in alone.files()}


def test_nothing_of_the_future_is_in_any_file(build_files: Build) -> None:
    for date in ("2026-05-02", "2026-05-01 14:01", "2026-05-01T12:01Z"):
        text = article(date).replace("2026-04-10", "2026-05-03")
        assert found_in(published(build_files, text)) == {}, date


@pytest.mark.parametrize(
    "embargoed",
    ["2026-05-01T12:00Z", "2026-05-01T07:00-05:00", "2026-05-01 14:00", "2026-05-01", "2026-04-30"],
)
def test_all_of_it_is_there_when_the_embargo_ends(build_files: Build, embargoed: str) -> None:
    site = published(build_files, article(more=f"embargoed: {embargoed}\n"))
    assert set(WORDS) - set(found_in(site)) == NEVER


def test_a_link_to_what_is_not_public_yet_stops_the_build(build_files: Build) -> None:
    for target in (
        "{filename}z.md",
        "/2026/04/zed/",
        "/speakers/zspeaker/",
        "/agencies/CTK/",
        "/topics/ztopic/",
        "/images/zlead.webp",
    ):
        files = content(article(more="embargoed: 2026-05-02\n"))
        files["articles/other.md"] = OTHER.replace("A sentence", f"[A]({target})")
        with pytest.raises(BuildFailed) as failed:
            build_files(files, publish=True)
        assert [problem.split(": ")[0] for problem in failed.value.lines] == [
            "content/articles/other.md:9"
        ], target


CANCELED = "pub_status: canceled\n"


@pytest.mark.parametrize("more", [CANCELED, CANCELED + "expires: 2026-04-20\n"])
def test_a_tombstone_stays_of_what_is_canceled(build_files: Build, more: str) -> None:
    site = published(build_files, article(more=more))
    assert found_in(site) == {"headline": {"2026/04/zed/index.html"}}
    assert site.files() & PICTURES == set()
    page = site.page("2026/04/zed")
    assert page.main is not None
    assert page.main.get_text(" ", strip=True) == (
        "Zheadline This article has been withdrawn. It should not be used or quoted."
    )
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]
    assert page.select("script, article a, img, [rel=license], .corrections") == []
    assert page.title is not None
    assert page.title.get_text() == "Zheadline | Wirepage"


def test_a_theme_is_given_nothing_of_what_is_canceled(build_files: Build) -> None:
    # Another theme may show all that it is given.
    site = build_files(content(article(more=CANCELED)), publish=True)
    chosen = {"PATH": str(site.content), "NOW": NOW, "READ_CACHE": None}
    settings = load_settings(ROOT / "publishconf.py", chosen)
    prepare(SimpleNamespace(settings=settings))
    html, metadata = ContentFileReader(settings).read(str(site.content / "articles/z.md"))
    assert html == ""
    record = metadata["record"]
    assert (metadata["file"].record, metadata["file"].attribution) == (record, None)
    given = record.model_dump(exclude_defaults=True, by_alias=True)
    assert given == {
        "title": "Zheadline",
        "slug": "zed",
        "date": "2026-04-01",
        "category": "Zsection",
        "pub_status": "canceled",
    }
    assert (metadata["tags"], metadata["quotes"], metadata["summary"]) == ([], (), "")
    assert (metadata["attribution"], "authors" in metadata) == (None, False)


def test_a_tombstone_is_in_no_list(build_files: Build) -> None:
    site = published(build_files, article(more=CANCELED))
    assert not [path for path in site.files() if "zsection" in path or "ztopic" in path]
    for path in site.files() - {"2026/04/zed/index.html"}:
        assert b"zed" not in (site.output / path).read_bytes(), path


def test_a_site_of_nothing_but_a_tombstone(build_files: Build) -> None:
    site = build_files(content(article(more=CANCELED), other=False), publish=True)
    assert dead(site) == []
    assert found_in(site) == {"headline": {"2026/04/zed/index.html"}}
    assert json.loads(site.text("quotes.json")) == []
    assert site.page().select(".empty")[0].get_text() == "Nothing has been published yet."


def test_what_a_tombstone_linked_to_is_nobody_s_fault(build_files: Build) -> None:
    # Its body is gone, and the link with it; that of a public article is dead.
    for more, builds in ((CANCELED, True), ("", False)):
        files = content(article(more=more).replace("Zbody.", "Zbody [A]({filename}draft.md)."))
        files["articles/draft.md"] = OTHER.replace("date:", "status: draft\ndate:")
        if builds:
            assert dead(build_files(files, publish=True)) == []
        else:
            with pytest.raises(BuildFailed):
                build_files(files, publish=True)


def test_nothing_in_a_link_brings_files_out(build_files: Build) -> None:
    # Pelican copies what {static} and {attach} name, wherever a page seems to link to it.
    files = content(article(more="status: draft\n"))
    files["data/editors.yaml"] = "editors:\n  zini: {name: Zeditor}\n"
    for form in ("static", "attach", "filename"):
        for name in ("images/zlead.webp", "data/editors.yaml"):
            title = f"<a href='{{{form}}}/{name}'"
            files["articles/other.md"] = OTHER.replace(
                "A sentence", f'[A](https://a.example/ "{title}") [B](https://a.example/?{title})'
            )
            try:
                site = build_files(files, publish=True)
            except BuildFailed:
                continue
            assert found_in(site) == {}, title
            assert site.files() & PICTURES == set(), title


def test_what_leads_to_a_tombstone_s_places_is_dead(build_files: Build) -> None:
    files = content(article(more=CANCELED))
    quote = "#quote-zquote-said-nobody-before-him"
    dead_ends = (f"{{filename}}z.md{quote}", f"/2026/04/zed/{quote}", "/speakers/zspeaker/",
                 "/agencies/CTK/", "/topics/ztopic/", "/sections/zsection/", "/images/zlead.webp",
                 "/feeds/sections/zsection.atom.xml")  # fmt: skip
    for target in dead_ends:
        files["articles/other.md"] = OTHER.replace("A sentence", f"[A]({target})")
        with pytest.raises(BuildFailed):
            build_files(files, publish=True)
    for target in ("{filename}z.md", "/2026/04/zed/"):
        files["articles/other.md"] = OTHER.replace("A sentence", f"[A]({target})")
        assert dead(build_files(files, publish=True)) == []


EXPIRED = "expires: 2026-05-01 14:00\n"


def test_what_has_expired_stays_at_its_address_and_leaves_all_lists(build_files: Build) -> None:
    site = published(build_files, article(more=EXPIRED))
    only = {"2026/04/zed/index.html"}
    assert found_in(site) == {name: only for name in WORDS if name not in NEVER}
    assert site.files() >= PICTURES
    page = site.page("2026/04/zed")
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]
    assert page.select(".age")[0].get_text(strip=True) == (
        "It is kept here as a record and is no longer news."
    )
    # Nothing of its lists is there to be linked to.
    links = {str(tag["href"]) for tag in page.select("article a")}
    assert links == set()
    feeds = [str(tag["href"]) for tag in page.select('link[type="application/atom+xml"]')]
    assert feeds == [f"{SITEURL}/feeds/all.atom.xml"]


def test_what_expires_later_is_listed_and_says_when(build_files: Build) -> None:
    site = published(build_files, article(more="expires: 2026-05-01T14:01+02:00\n"))
    assert "index.html" in found_in(site)["headline"]
    page = site.page("2026/04/zed")
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == [
        "unavailable_after: 2026-05-01T14:01+02:00"
    ]
    assert page.select(".age") == []


def test_what_leads_to_a_list_that_an_expired_article_has_left_is_dead(build_files: Build) -> None:
    files = content(article(more=EXPIRED))
    for target in ("/speakers/zspeaker/", "/agencies/CTK/", "/topics/ztopic/",
                   "/sections/zsection/", "/feeds/sections/zsection.atom.xml"):  # fmt: skip
        files["articles/other.md"] = OTHER.replace("A sentence", f"[A]({target})")
        with pytest.raises(BuildFailed):
            build_files(files, publish=True)
    place = "/2026/04/zed/#quote-zquote-said-nobody-before-him"
    for target in (place, "/images/zlead.webp", "/agencies/AFP/", "/topics/shared/"):
        files["articles/other.md"] = OTHER.replace("A sentence", f"[A]({target})")
        assert dead(build_files(files, publish=True)) == []


def test_an_expired_article_links_to_lists_that_others_are_in(build_files: Build) -> None:
    text = article(attribution="zini/zz (AFP)", more=EXPIRED)
    site = published(build_files, text)
    links = [str(tag["href"]) for tag in site.page("2026/04/zed").select(".attribution-line a")]
    assert links == [f"{SITEURL}/agencies/AFP/"]


def entries(site: Site, name: str) -> list[str]:
    parsed = feedparser.parse(site.text(f"feeds/{name}.atom.xml"))
    assert not parsed.bozo
    return [entry.link.partition("#")[0] for entry in parsed.entries]


@pytest.mark.parametrize(
    ("attribution", "allowed"),
    [
        ("zini/zz (AFP)", True),
        ("zini/zz (AP)", False),
        ("zini/zz (AFP, AP)", False),
        ("zini/zz", True),
    ],
)
def test_a_contract_without_feeds(build_files: Build, attribution: str, allowed: bool) -> None:
    site = published(build_files, article(attribution=attribution))
    mine = [f"{SITEURL}/2026/04/zed/"] * allowed
    assert entries(site, "all") == [f"{SITEURL}/2026/04/other/", *mine]
    assert entries(site, "sections/zsection") == mine
    assert entries(site, "corrections") == mine
    # It is in all else.
    assert found_in(site)["headline"] - {path for path in site.files() if "feeds/" in path} == {
        "2026/04/zed/index.html", "index.html", "sections/zsection/index.html",
        "topics/ztopic/index.html", "topics/shared/index.html", "2026/index.html",
        "2026/04/index.html", "speakers/zspeaker/index.html", "corrections/index.html",
        "quotes.json",
        *(f"agencies/{key}/index.html" for key in ("AFP", "AP") if key in attribution),
    }  # fmt: skip
    assert f"<loc>{SITEURL}/2026/04/zed/</loc>" in site.text("sitemap.xml")


def test_a_contract_ends_an_archive(build_files: Build) -> None:
    # Thirty days from midnight in Berlin, and from a time.
    for date, lapsed in (
        ("2026-04-01", True),
        ("2026-04-02", False),
        ("2026-04-01 14:00", True),
        ("2026-04-01 14:01", False),
    ):
        site = published(build_files, article(date, attribution="zini/zz (AFP, dpa)"))
        if not lapsed:
            # The agency that no line names is in no file.
            assert set(WORDS) - set(found_in(site)) == NEVER | {"agency"}, date
            continue
        assert found_in(site) == {"headline": {"2026/04/zed/index.html"}}, date
        assert site.files() & PICTURES == set()
        page = site.page("2026/04/zed")
        assert page.select(".notice")[0].get_text() == (
            "This article is no longer available: the agency that reported it lends its reports "
            "for a limited time."
        )
        assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]


@pytest.mark.parametrize(
    ("attribution", "credit", "shown"),
    [
        ("zini/zz (EFE)", "Zcredit", False),
        ("zini/zz (EFE, AFP)", "Zcredit", False),
        ("zini/zz (EFE)", "Zcredit/AFP", True),
        ("zini/zz (AFP)", "Zcredit/EFE", False),
        ("zini/zz (AFP)", "Zcredit/Agencia EFE", False),
        ("zini/zz (AFP)", "Zcredit", True),
        ("zini/zz", "Zcredit", True),
    ],
)
def test_a_contract_without_pictures(
    build_files: Build, attribution: str, credit: str, shown: bool
) -> None:
    text = article(attribution=attribution).replace("credit: Zcredit", f"credit: {credit}")
    text = text.replace("credit: Zinnercredit", f"credit: {credit}")
    site = published(build_files, text)
    assert site.files() & PICTURES == (PICTURES if shown else set())
    page = site.page("2026/04/zed")
    images = [str(tag["src"]) for tag in page.select("article img")]
    expected = [f"{SITEURL}/images/zlead.webp", f"{SITEURL}/images/zinner.webp"]
    assert images == (expected if shown else [])
    assert [tag.get_text() for tag in page.select(".credit")] == [f"Image: {credit}"] * 2
    assert len(page.select(".picture-note")) == (0 if shown else 2)
    graph = json.loads(page.select("script")[0].get_text())["@graph"]
    assert len(graph[0].get("image", [])) == (2 if shown else 0)
    holding = {path for path in site.files() if b"zlead.webp" in (site.output / path).read_bytes()}
    if not shown:
        assert holding == set()


def test_news_is_two_days_old_at_most(build_files: Build) -> None:
    for date, is_news in (
        ("2026-04-29 14:01", True),
        ("2026-04-29 14:00", False),
        ("2026-04-30", True),
        ("2026-04-29", False),
    ):
        text = article(date).replace("2026-04-10", "2026-05-01")
        held = found_in(published(build_files, text))["headline"]
        assert ("news-sitemap.xml" in held) is is_news, date


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ("status: draft\n", "Draft"),
        ("pub_status: withheld\n", "Withheld"),
        ("embargoed: 2026-05-02\n", "Embargoed"),
        ("embargoed: 2026-05-02\npub_status: canceled\n", "Embargoed"),
    ],
)
def test_the_preview_shows_with_a_mark_what_is_not_public(
    build_files: Build, more: str, mark: str
) -> None:
    site = build_files(content(article(more=more)))
    assert dead_links(site.output, "http://localhost:8000") == []
    assert set(WORDS) - set(found_in(site)) == NEVER
    for path in ("2026/04/zed", "sections/zsection", ""):
        marks = [tag.get_text() for tag in site.page(path).select(".unpublished")]
        assert marks == [mark], path
    assert site.files() >= PICTURES


def test_the_preview_marks_what_is_still_to_come(build_files: Build) -> None:
    site = build_files(content(article("2026-05-02").replace("2026-04-10", "2026-05-03")))
    (mark,) = site.page("2026/05/zed").select(".unpublished")
    assert mark.get_text() == "Not published before its date"


def test_the_preview_marks_nothing_that_is_public(build_files: Build) -> None:
    for more in ("", "embargoed: 2026-05-01T12:00Z\n", EXPIRED, CANCELED):
        site = build_files(content(article(more=more)))
        assert [path for path in site.files() if b'class="unpublished"' in
                (site.output / path).read_bytes()] == []  # fmt: skip


@pytest.mark.parametrize("more", [CANCELED, EXPIRED])
def test_the_preview_shows_what_is_over_as_it_is(build_files: Build, more: str) -> None:
    files = content(article(more=more))
    assert found_in(build_files(files)) == found_in(build_files(files, publish=True))


@pytest.mark.parametrize("more", ["status: draft\n", "pub_status: withheld\n", ""])
def test_the_preview_shows_no_picture_that_is_not_held(build_files: Build, more: str) -> None:
    text = article(more=more).replace("held: true", "held: false")
    site = build_files(content(text))
    assert site.files() & PICTURES == set()
    assert site.page("2026/04/zed").select("article img") == []
    assert "Zalt" in site.text("2026/04/zed")


def test_the_preview_shows_no_picture_that_an_agency_lends_nobody(build_files: Build) -> None:
    text = article(attribution="zini/zz (EFE)", more="status: draft\n")
    assert build_files(content(text)).files() & PICTURES == set()


def test_the_preview_keeps_a_draft_s_contracts(build_files: Build) -> None:
    # It shows a draft as it will be.
    text = article(attribution="zini/zz (AP)", more="status: draft\n")
    site = build_files(content(text))
    assert {path for path in found_in(site)["headline"] if "feeds/" in path} == set()


def test_a_page_that_is_a_draft(build_files: Build) -> None:
    pages: Mapping[str, str] = {
        "pages/here.md": "---\ntitle: Zhere\n---\n\nText.\n",
        "pages/gone.md": "---\ntitle: Zheadline\nstatus: draft\nsummary: Zstandfirst\n---\n\n"
        "Zbody.\n",
    }
    site = build_files(pages, publish=True)
    assert found_in(site) == {}
    assert "Zhere" in site.text("here")
    assert set(found_in(build_files(pages))) == {"headline", "standfirst", "body"}


def test_the_same_in_the_same_out(build_files: Build) -> None:
    def built() -> dict[str, bytes]:
        files = content(article())
        files["articles/gone.md"] = article(more=CANCELED).replace("slug: zed", "slug: gone")
        site = build_files(files, publish=True)
        return {path: (site.output / path).read_bytes() for path in site.files()}

    assert built() == built()


def test_a_site_below_a_path(build_files: Build) -> None:
    base = "https://x.example/news"
    files = content(article())
    files["articles/old.md"] = article(more=EXPIRED).replace("slug: zed", "slug: old")
    files["articles/gone.md"] = article(more=CANCELED).replace("slug: zed", "slug: gone")
    files["articles/other.md"] = OTHER.replace(
        "A sentence", "[A](/2026/04/zed/) [B](/agencies/CTK/) [C]({filename}z.md) [D](/)"
    )
    site = build_files(files, publish=True, SITEURL=base, FEED_DOMAIN=base)
    assert dead_links(site.output, base) == []
    # No link of a page leaves the path, and none within text leads to another host by chance.
    for path in site.files():
        if path.endswith(".html"):
            for tag in site.page(path).select("[href], [src]"):
                link = str(tag.get("href") or tag.get("src"))
                known = link.startswith((f"{base}/", "#", "data:", "https://handbook.wirepage"))
                assert known or ".wirepage.example" in link, (path, link)


def test_open_review_points_stop_the_publication_and_show_in_the_preview(
    build_files: Build,
) -> None:
    text = SOUND.replace("category: World", "category: World\nreview: ['<b>Who</b> said this?']")
    site = build_files({"articles/a.md": text})
    points = [point.get_text() for point in site.page("2026/04/a").select(".review li")]
    assert points == ["<b>Who</b> said this?"]
    with pytest.raises(BuildFailed) as failed:
        build_files({"articles/a.md": text}, publish=True)
    assert failed.value.lines == (
        "content/articles/a.md:5: review.1: <b>Who</b> said this? [R001]",
    )
    # What is not public yet stops nothing.
    draft = text.replace("review", "status: draft\nreview")
    assert "Who" not in build_files({"articles/a.md": draft}, publish=True).text("index.html")
