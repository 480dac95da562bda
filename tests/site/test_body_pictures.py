"""Pictures within the body: shown or described, with their whole record, also in feeds."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.build.errors import BuildFailed
from newsroom.release.verify import dead_links
from tests.conftest import SITEURL, Site
from tests.content.picture_files import webp_with

Build = Callable[..., Site]

ATOM = "{http://www.w3.org/2005/Atom}"
AGENCIES = """agencies:
  AFP: {name: Agence France-Presse}
  EFE: {name: Agencia EFE, pictures: false}
"""


def content(
    pictures: str, body: str = "Before.\n\n![@a]\n\nAfter.", *, more: str = ""
) -> dict[str, str | bytes]:
    return {
        "articles/x.md": f"---\ntitle: X\ndate: 2026-04-01\ncategory: World\n{more}"
        f"pictures:\n{pictures}---\n\n{body}\n",
        "data/agencies.yaml": AGENCIES,
        "images/a.webp": webp_with(),
        "images/b.webp": webp_with(),
    }  # fmt: skip


def text(element: Tag | BeautifulSoup | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


def attributes(element: Tag | None) -> dict[str, str]:
    assert element is not None
    return {name: str(value) for name, value in element.attrs.items() if name != "class"}


def in_feed(site: Site) -> BeautifulSoup:
    root = ET.fromstring(site.text("feeds/all.atom.xml"))
    return BeautifulSoup(root.findtext(f"{ATOM}entry/{ATOM}content") or "", "html.parser")


HELD = (
    "  a: {alt: An alt, credit: Anna Berg, caption: A caption., held: true, file: images/a.webp}\n"
)


def test_a_picture_that_is_held_is_shown_in_its_place(build_files: Build) -> None:
    site = build_files(content(HELD), publish=True)
    body = site.page("2026/04/x").select(".article-body")[0]
    assert [tag.name for tag in body.find_all(recursive=False)] == ["p", "figure", "p"]
    (image,) = body.select("img")
    assert attributes(image) == {
        "src": f"{SITEURL}/images/a.webp",
        "alt": "An alt",
        "width": "3",
        "height": "2",
        "loading": "lazy",
        "decoding": "async",
    }
    assert text(body.select_one(".caption")) == "A caption."
    assert text(body.select_one(".credit")) == "Image: Anna Berg"
    assert body.select(".picture-note, .picture-alt") == []
    # The file that the page names, byte for byte, and no other.
    assert {path for path in site.files() if path.startswith("images/")} == {"images/a.webp"}
    assert (site.output / "images/a.webp").read_bytes() == webp_with()
    assert dead_links(site.output, SITEURL) == []


def test_a_picture_that_is_not_held_is_described(build_files: Build) -> None:
    for held in ("held: false, file: images/a.webp", "held: false"):
        picture = f"  a: {{alt: An alt, credit: Anna Berg, caption: A caption., {held}}}\n"
        for options in ({"publish": True}, {}):
            site = build_files(content(picture), **options)
            figure = site.page("2026/04/x").select(".article-body figure")[0]
            assert figure.select("img") == []
            assert text(figure.select_one(".picture-alt")) == "An alt"
            assert text(figure.select_one(".caption")) == "A caption."
            assert text(figure.select_one(".credit")) == "Image: Anna Berg"
            assert text(figure.select_one(".picture-note")) == (
                "Described, not shown: we hold no right to print this picture."
            )
            assert not [path for path in site.files() if path.startswith("images/")]
            assert not [path for path in site.files() if "a.webp" in site.text(path)]


@pytest.mark.parametrize(
    ("credit", "attribution", "shown"),
    [
        ("Anna Berg", "", True),
        ("Anna Berg/EFE", "", False),
        ("Anna Berg", "attribution: ls/sms (EFE)\n", False),
        ("Anna Berg/AFP", "attribution: ls/sms (EFE)\n", True),
    ],
)
def test_a_picture_whose_agency_lends_none_is_described(
    build_files: Build, credit: str, attribution: str, shown: bool
) -> None:
    picture = HELD.replace("Anna Berg", credit)
    site = build_files(content(picture, more=attribution), publish=True)
    figure = site.page("2026/04/x").select(".article-body figure")[0]
    assert len(figure.select("img")) == shown
    assert len(figure.select(".picture-alt")) == (not shown)
    assert ("images/a.webp" in site.files()) is shown
    data = json.loads(site.page("2026/04/x").select("script")[0].get_text())["@graph"][0]
    assert [image["url"] for image in data.get("image", [])] == (
        [f"{SITEURL}/images/a.webp"] if shown else []
    )


def test_a_file_that_one_article_may_show_and_another_not(build_files: Build) -> None:
    files = content(HELD)
    mine = str(files["articles/x.md"])
    files["articles/y.md"] = mine.replace("title: X", "title: Y\nattribution: ls/sms (EFE)")
    site = build_files(files, publish=True)
    assert len(site.page("2026/04/x").select("img")) == 1
    assert site.page("2026/04/y").select("img") == []
    assert "images/a.webp" in site.files()


def test_feeds_have_it_with_whole_addresses(build_files: Build) -> None:
    site = build_files(content(HELD), publish=True)
    entry = in_feed(site)
    assert [(tag["src"], tag["alt"]) for tag in entry.select("figure img")] == [
        (f"{SITEURL}/images/a.webp", "An alt")
    ]
    assert text(entry.select_one(".credit")) == "Image: Anna Berg"
    said = text(entry)
    assert said.find("Before.") < said.find("Image: Anna Berg") < said.find("After.")
    # A feed of the preview leads to its own address.
    preview = build_files(content(HELD))
    assert [tag["src"] for tag in in_feed(preview).select("img")] == [
        "http://localhost:8000/images/a.webp"
    ]
    below = "https://x.example/news"
    there = build_files(content(HELD), publish=True, SITEURL=below, FEED_DOMAIN=below)
    assert [tag["src"] for tag in in_feed(there).select("img")] == [f"{below}/images/a.webp"]
    assert [tag["src"] for tag in there.page("2026/04/x").select("img")] == [
        f"{below}/images/a.webp"
    ]


def test_feeds_describe_what_is_not_held(build_files: Build) -> None:
    site = build_files(content(HELD.replace("held: true", "held: false")), publish=True)
    entry = in_feed(site)
    assert entry.select("img") == []
    assert text(entry.select_one("figure .picture-alt")) == "An alt"
    assert "Image: Anna Berg" in text(entry.select_one("figcaption"))


LANGUAGES = (
    "  a: {alt: Bild, alt_lang: de, credit: رويترز, credit_lang: ar, caption: כיתוב, "
    "caption_lang: he, held: HELD, file: images/a.webp}\n"
)


@pytest.mark.parametrize("held", ["true", "false"])
def test_languages_of_its_parts(build_files: Build, held: str) -> None:
    site = build_files(content(LANGUAGES.replace("HELD", held)), publish=True)
    for page in (site.page("2026/04/x"), in_feed(site)):
        (figure,) = page.select("figure")
        alt = figure.select_one("img" if held == "true" else ".picture-alt")
        assert alt is not None
        caption = figure.find(lang="he")
        credit = figure.find(lang="ar")
        assert isinstance(caption, Tag)
        assert isinstance(credit, Tag)
        assert (alt.get("lang"), alt.get("dir")) == ("de", None)
        assert (caption["dir"], text(caption)) == ("rtl", "כיתוב")
        assert credit["dir"] == "rtl"
        assert "رويترز" in text(credit)


def test_languages_within_an_article_of_another_direction(build_files: Build) -> None:
    picture = (
        "  a: {alt: صورة, alt_lang: ar, credit: Anna Berg, credit_lang: en, caption: شرح, "
        "held: true, file: images/a.webp}\n"
    )
    site = build_files(content(picture, more="lang: ar\n"), publish=True)
    figure = site.page("2026/04/x").select("figure")[0]
    image, caption = figure.select_one("img"), figure.select_one(".caption")
    assert image is not None
    assert caption is not None
    assert (image.get("lang"), image.get("dir")) == (None, None)
    assert (caption.get("lang"), caption.get("dir")) == (None, None)
    credit = next(tag for tag in figure.select("[lang=en]") if "Anna Berg" in text(tag))
    assert credit["dir"] == "ltr"


def test_all_of_the_record(build_files: Build) -> None:
    picture = """  a:
    alt: An alt
    credit: Anna Berg
    located: Kyiv
    date: 2026-03-30
    copyright_notice: © 2026 Anna Berg
    copyright_holder: Anna Berg
    usage_terms: Not in print.
    licence: https://creativecommons.org/licenses/by/4.0/
    held: true
    file: images/a.webp
"""
    site = build_files(content(picture), publish=True)
    caption = site.page("2026/04/x").select("figcaption")[0]
    assert text(caption) == (
        "Kyiv, March 30, 2026 Image: Anna Berg © 2026 Anna Berg · Not in print. Licence"
    )
    (link,) = caption.select("a")
    assert (link["rel"], link["href"]) == (
        ["license"],
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert [str(tag["datetime"]) for tag in caption.select("time")] == ["2026-03-30"]


def test_one_picture_twice_and_two_pictures(build_files: Build) -> None:
    two = HELD + HELD.replace("  a:", "  b:").replace("a.webp", "b.webp")
    site = build_files(content(two, "![@b]\n\n> Quoted.\n>\n> [@q]\n\n![@a]\n\n![@b]",
                               more="speakers: {q: {name: Q}}\n"), publish=True)  # fmt: skip
    sources = [str(tag["src"]) for tag in site.page("2026/04/x").select(".article-body img")]
    assert sources == [f"{SITEURL}/images/{name}.webp" for name in "bab"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Text.\n\n![@b]", "P006"),
        ("Text ![@a] within.", "P006"),
        ("Text.", "P006"),
        ("![@a]\n\n![An alt](/images/a.webp)", "P007"),
    ],
)
def test_a_picture_without_its_record_or_place_stops_the_build(
    build_files: Build, body: str, code: str
) -> None:
    with pytest.raises(BuildFailed) as failed:
        build_files(content(HELD, body))
    assert {line.rpartition(" ")[2] for line in failed.value.lines} == {f"[{code}]"}


def test_what_only_looks_like_the_place_of_a_picture(build_files: Build) -> None:
    place = '<figure data-picture="a"></figure>'
    body = f"![@a]\n\n`![@a]` and `{place}` and {place}"
    site = build_files(content(HELD, body), publish=True)
    page = site.page("2026/04/x")
    assert len(page.select("figure")) == 1
    assert [text(tag) for tag in page.select("code")] == [
        "![@a]",
        place,
    ]


@pytest.mark.parametrize(
    "evil",
    [
        "</script><script>alert(1)</script>",
        "x onerror=alert(1) <img src=y>",
        "{{ 7 * 7 }}{% raw %}",
        "href='{static}/images/b.webp'",
        "\\g<0>\\1",
    ],
)
def test_hostile_records_stay_text(build_files: Build, evil: str) -> None:
    quoted = json.dumps(evil)
    picture = (
        f"  a: {{alt: {quoted}, credit: {quoted}, caption: {quoted}, located: {quoted}, "
        f"usage_terms: {quoted}, copyright_holder: {quoted}, creator: {quoted}, held: true, "
        "file: images/a.webp}\n"
    )
    site = build_files(content(picture), publish=True)
    for page in (site.page("2026/04/x"), in_feed(site)):
        (figure,) = page.select("figure")
        (image,) = figure.select("img")
        assert image["alt"] == evil
        assert set(attributes(image)) == {"src", "alt", "width", "height", "loading", "decoding"}
        assert text(figure.select_one(".caption")) == evil
        assert text(figure.select_one(".credit")) == f"Image: {evil}"
        assert figure.select("script") == []
    data = json.loads(site.page("2026/04/x").select("script")[0].get_text())["@graph"][0]
    assert data["image"][0]["caption"] == evil
    assert "images/b.webp" not in site.files()
