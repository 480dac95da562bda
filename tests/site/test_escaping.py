"""Whatever is put into a field comes out as text, in HTML, JSON-LD, feeds and the sitemap."""

import io
import json
import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.record.article import Article
from newsroom.record.picture import Picture
from newsroom.record.text import Line
from tests.conftest import Site, build, write_files

ATOM = "{http://www.w3.org/2005/Atom}"

HOSTILE = [
    '<script>alert("x")</script>',
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "]]><x>&amp;&lt;",
    "<!--<script>",
]

# What stands before the hostile text in each field, so that each can be told from the others.
PICTURE = {
    "alt": "PA",
    "credit": "PC",
    "caption": "PN",
    "creator": "PM",
    "copyright_holder": "PH",
    "copyright_notice": "PO",
    "usage_terms": "PU",
    "located": "PL",
    "guid": "PG",
}


def picture_file() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (3, 2)).save(stream, "PNG")
    return stream.getvalue()


def picture(evil: str, place: str, **fields: Any) -> dict[str, Any]:
    texts = {field: f"{place}{prefix} {evil}" for field, prefix in PICTURE.items()}
    address = f"https://a.example/{place}?{evil.replace(' ', '+')}"
    pages = {"licence": f"{address}#l", "acquire_licence_page": f"{address}#a"}
    return {**texts, **pages, "date": "2026-03-31", **fields}


def paired(evil: str) -> str:
    """Give a lone quotation mark a partner: in headline and standfirst it is a fault (Q002)."""
    return evil + '"' * (evil.count('"') % 2)


def article(evil: str, number: int = 0, title: str | None = None) -> str:
    """Return an article whose every text field, and body, holds the hostile text."""
    title = paired(evil) if title is None else title
    fields = {
        "title": f"T {title}",
        "summary": f"S {title}",
        "date": "2026-04-01",
        "category": f"C{number} {evil}"[:100],
        "tags": [f"G{number} {evil}"[:100]],
        "authors": [f"A {evil}"[:100]],
        "dateline": f"D {evil}",
        "located": f"L {evil}",
        "attribution": f"Y {evil}",
        "picture": picture(evil, "1"),
        "pictures": {
            "quay": picture(evil, "2", held=True, file="images/a.png"),
            "crane": picture(evil, "3", copyright_notice=None),
        },
        "speakers": {"a": {"name": f"K{number} {evil}"[:100], "role": f"O {evil}"}},
        "based_on": {
            "publisher": f"B {evil}",
            "title": f"I {evil}",
            "date": "2026-04-01",
            "url": f"https://a.example/b?{evil.replace(' ', '+')}",
        },
        "corrections": [
            {"date": "2026-04-02", "text": f"H {evil}", "priority": "high"},
            {"date": "2026-04-03", "text": f"W {evil}", "priority": "low"},
        ],
        "usage_terms": f"U {evil}",
        "copyright_holder": f"V {evil}",
        "copyright_notice": f"N {evil}",
        "ed_note": f"E {evil} for nobody's eyes",
    }
    del fields["pictures"]["crane"]["copyright_notice"]  # type: ignore[index]
    # What else a record may say in a line, whether a page shows it or not.
    for name, field in Article.model_fields.items():
        if field.annotation == Line | None and not field.alias:
            fields.setdefault(name, f"{name} {evil}")
    fields["guid"] = f"guid {number} {evil}"  # two articles of one guid are a problem
    matter = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{matter}---\n\n> Words.\n>\n> [@a]\n\n![@quay]\n\n![@crane]\n"


def with_body(text: str, evil: str) -> str:
    escaped = evil.replace('"', r"\"")
    return f"{text}\n## H {escaped}\n\nText {escaped}\n"


def is_harmless(page: BeautifulSoup) -> bool:
    """Tell whether a page has no markup but the theme's."""
    scripts = {tag.get("type") for tag in page.select("script")} <= {"application/ld+json"}
    images = all(tag["src"].endswith("/images/a.png") for tag in page.select("img"))
    handlers = [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
    calculated = "49" in page.get_text().replace("2026", "")
    return scripts and images and not page.select("x") and not handlers and not calculated


def text(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


def texts_of(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return what stands in the places of an article's fields."""
    places = [
        ".headline", ".kicker a", ".byline", ".dateline", ".standfirst", ".picture-alt",
        ".caption", ".picture-origin", ".credit", ".picture-rights", ".attribution", ".quoted",
        ".attribution-line", ".topics a", ".based-on cite", ".based-on bdi",
        "#corrections-high .correction", "#corrections-low .correction", ".rights",
    ]  # fmt: skip
    return {css: [text(tag) for tag in page.select(css)] for css in places}


def expected_texts(evil: str, title: str, number: int = 0) -> dict[str, list[str]]:
    speaker = f"K{number} {evil}"[:100].strip()
    return {
        ".headline": [f"T {title}"],
        ".kicker a": [f"C{number} {evil}"[:100].strip()],
        ".byline": [f"By A {evil}"[:103].strip()],
        ".dateline": [f"D {evil}"],
        ".standfirst": [f"S {title}"],
        ".picture-alt": [f"1PA {evil}", f"3PA {evil}"],
        ".caption": [f"{place}PN {evil}" for place in "123"],
        ".picture-origin": [f"{place}PL {evil}, March 31, 2026" for place in "123"],
        ".credit": [f"Image: {place}PC {evil}" for place in "123"],
        ".picture-rights": [
            f"1PO {evil} · 1PU {evil}",
            f"2PO {evil} · 2PU {evil}",
            f"© 3PH {evil} · 3PU {evil}",
        ],
        ".attribution": [f"— {speaker}, O {evil}"],
        ".quoted": [f"Quoted here: {speaker} (O {evil})"],
        ".attribution-line": [f"Y {evil}"],
        ".topics a": [f"G{number} {evil}"[:100].strip()],
        ".based-on cite": [f"I {evil}"],
        ".based-on bdi": [f"B {evil}"],
        "#corrections-high .correction": [f"Correction April 2, 2026: H {evil}"],
        "#corrections-low .correction": [f"Correction April 3, 2026: W {evil}"],
        ".rights": [f"N {evil} · U {evil}"],
    }


def test_the_hostile_article_fills_every_text_field() -> None:
    """So that a new field is not forgotten here."""
    matter = yaml.safe_load(article("x").split("---\n")[1])
    no_text = {
        "title_lang", "summary_lang", "lang", "slug", "status", "modified", "embargoed", "expires",
        "pub_status", "version_created", "imported",
        "review",  # which stops a publication
    }  # fmt: skip
    names = {field.alias or name for name, field in Article.model_fields.items()}
    assert names - no_text == set(matter)
    no_text = {"alt_lang", "credit_lang", "caption_lang"}
    assert set(Picture.model_fields) - no_text == set(matter["pictures"]["quay"])


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of one hostile article, with the text as its `evil`."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {
        "articles/evil.md": with_body(article(request.param), request.param),
        "images/a.png": picture_file(),
    }
    write_files(folder / "content", files)
    return build(folder, folder / "content", publish=True)


@pytest.fixture
def evil(request: pytest.FixtureRequest, hostile: Site) -> str:
    found: str = request.node.callspec.params["hostile"]
    return found


def test_hostile_fields_stay_text(hostile: Site, evil: str) -> None:
    pages = [path for path in hostile.files() if path.endswith(".html")]
    assert len(pages) > 12
    assert [path for path in pages if not is_harmless(hostile.page(path))] == []
    page = hostile.page("2026/04/evil")
    assert texts_of(page) == expected_texts(evil, paired(evil))
    assert [tag["alt"] for tag in page.select("img")] == [f"2PA {evil}"]
    query = evil.replace(" ", "+")
    assert [tag["href"] for tag in page.select("a.picture-licence, .based-on a")] == [
        *(f"https://a.example/{place}?{query}#l" for place in "123"),
        f"https://a.example/b?{query}",
    ]
    titles = [tag["content"] for tag in page.select('meta[property="og:title"]')]
    assert titles == [f"T {paired(evil)}"]
    body = page.select(".article-body > p")[-1].get_text().translate(str.maketrans("“”", '""'))
    assert body == "Text " + evil.replace("&amp;&lt;", "&<").replace("--", "–")


def test_hostile_fields_stay_text_in_structured_data(hostile: Site, evil: str) -> None:
    (script,) = hostile.page("2026/04/evil").select("script")
    data, breadcrumbs = json.loads(script.get_text())["@graph"]
    query = evil.replace(" ", "+")
    assert (data["headline"], data["description"]) == (f"T {paired(evil)}", f"S {paired(evil)}")
    assert (data["articleSection"], data["keywords"]) == (f"C0 {evil}", [f"G0 {evil}"])
    assert data["author"] == [{"@type": "Person", "name": f"A {evil}"}]
    assert (data["dateline"], data["contentLocation"]["name"]) == (f"D {evil}", f"L {evil}")
    assert [part["creator"] for part in data["hasPart"]] == [
        {"@type": "Person", "name": f"K0 {evil}", "jobTitle": f"O {evil}"}
    ]
    assert [comment["text"] for comment in data["correction"]] == [f"H {evil}", f"W {evil}"]
    assert (
        data["copyrightNotice"],
        data["copyrightHolder"]["name"],
        data["usageInfo"]["text"],
    ) == (
        f"N {evil}",
        f"V {evil}",
        f"U {evil}",
    )
    assert [(basis["headline"], basis["publisher"]["name"]) for basis in data["isBasedOn"]] == [
        (f"I {evil}", f"B {evil}")
    ]
    assert data["image"] == [
        {
            "@type": "ImageObject",
            "url": "https://news.example.org/images/a.png",
            "contentUrl": "https://news.example.org/images/a.png",
            "caption": f"2PN {evil}",
            "creditText": f"2PC {evil}",
            "creator": {"@type": "Person", "name": f"2PM {evil}"},
            "copyrightHolder": {"@type": "Organization", "name": f"2PH {evil}"},
            "copyrightNotice": f"2PO {evil}",
            "license": f"https://a.example/2?{query}#l",
            "acquireLicensePage": f"https://a.example/2?{query}#a",
            "usageInfo": {"@type": "CreativeWork", "text": f"2PU {evil}"},
            "contentLocation": {"@type": "Place", "name": f"2PL {evil}"},
            "dateCreated": "2026-03-31",
        }
    ]
    names = [step["name"] for step in breadcrumbs["itemListElement"]]
    assert names == ["Wirepage", f"C0 {evil}", f"T {paired(evil)}"]


def test_hostile_fields_stay_text_in_feeds_and_data(hostile: Site, evil: str) -> None:
    feeds = sorted(path for path in hostile.files() if path.startswith("feeds/"))
    corrections = "feeds/corrections.atom.xml"
    assert len(feeds) == 3
    for path in feeds:
        if path == corrections:
            continue
        root = ET.fromstring(hostile.text(path))
        entry = feedparser.parse(hostile.text(path), sanitize_html=False).entries[0]
        assert [tag.term for tag in entry.tags] == [f"C0 {evil}", f"G0 {evil}"]
        content = BeautifulSoup(entry.content[0].value, "html.parser")
        assert is_harmless(content)
        assert texts_of(content) == {
            css: found
            if css in {".picture-alt", ".caption", ".picture-origin", ".credit", ".picture-rights",
                       ".attribution", ".attribution-line", ".based-on cite", ".based-on bdi",
                       "#corrections-high .correction", "#corrections-low .correction", ".rights"}
            else []
            for css, found in expected_texts(evil, paired(evil)).items()
        }  # fmt: skip
        assert root.findtext(f"{ATOM}entry/{ATOM}title") == f"T {paired(evil)}"
        assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == f"A {evil}"
        summary = root.findtext(f"{ATOM}entry/{ATOM}summary") or ""
        assert BeautifulSoup(summary, "html.parser").get_text() == f"S {paired(evil)}"
    root = ET.fromstring(hostile.text(corrections))
    said = [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary") or "")
        for entry in root.findall(f"{ATOM}entry")
    ]
    assert [title for title, _ in said] == [f"Correction: T {paired(evil)}"] * 2
    assert [BeautifulSoup(summary, "html.parser").get_text() for _, summary in said] == [
        f"W {evil}",
        f"H {evil}",
    ]
    (quote,) = json.loads(hostile.text("quotes.json"))
    assert (quote["speaker"]["name"], quote["speaker"]["role"]) == (f"K0 {evil}", f"O {evil}")
    for path in ("sitemap.xml", "news-sitemap.xml"):
        ET.fromstring(hostile.text(path))


def test_what_is_for_the_newsroom_only_stands_nowhere(hostile: Site) -> None:
    assert not [
        path for path in hostile.files() if b"for nobody" in (hostile.output / path).read_bytes()
    ]


def test_hostile_registries_stay_text(build_files: Callable[..., Site]) -> None:
    agencies = {f"X{number}": {"name": f"N{number} {evil}"} for number, evil in enumerate(HOSTILE)}
    speakers = {f"s{number}": {"name": f"K{number} {evil}"} for number, evil in enumerate(HOSTILE)}
    editors = {"ls": {"name": "E " + " ".join(HOSTILE)}}
    matter = "---\ntitle: A\ndate: 2026-04-01\ncategory: World\nattribution: ls/sms ({})\n---\n"
    quotes = " ".join(f'"Words" [@{key}]' for key in speakers)
    site = build_files(
        {
            "articles/a.md": f"{matter.format(', '.join(agencies))}\n{quotes}\n",
            "data/agencies.yaml": yaml.safe_dump({"agencies": agencies}),
            "data/speakers.yaml": yaml.safe_dump({"speakers": speakers}),
            "data/editors.yaml": yaml.safe_dump({"editors": editors}),
        },
        publish=True,
    )
    pages = [path for path in site.files() if path.endswith(".html")]
    assert [path for path in pages if not is_harmless(site.page(path))] == []
    page = site.page("2026/04/a")
    names = [agency["name"] for agency in agencies.values()]
    assert [tag["title"] for tag in page.select(".attribution-line abbr")] == names
    assert [site.page(f"agencies/{key}").select("h1")[0].get_text() for key in agencies] == names
    people = [speaker["name"] for speaker in speakers.values()]
    assert [tag.get_text() for tag in page.select(".quoted a")] == people
    assert [tag.get_text() for tag in site.page("speakers").select(".index-list a")] == people
    data = json.loads(page.select("script")[0].get_text())["@graph"][0]
    assert [basis["publisher"]["name"] for basis in data["isBasedOn"]] == names
    signed = [person.get("name") for person in (*data.get("author", ()), *data.get("editor", ()),
                                                *data.get("contributor", ()))]  # fmt: skip
    assert editors["ls"]["name"] in signed


def test_hostile_settings_stay_text(build_files: Callable[..., Site]) -> None:
    evil = '<b>"&</b>"'
    site: Site = build_files(
        {
            "articles/a.md": article("x"),
            "images/a.png": picture_file(),
            "pages/p.md": f"---\ntitle: '{evil}'\nsummary: '{evil}'\n---\nText\n",
        },
        publish=True,
        SITENAME=evil,
        SITESUBTITLE=evil,
        SITES=((evil, 'https://a.example/?a=1&b="2'),),
        # A configuration cannot turn escaping off.
        JINJA_ENVIRONMENT={"autoescape": False, "extensions": []},
    )
    page = site.page()
    assert page.select_one(".site-name b, .menu b, .rail b") is None
    assert page.select(".site-name")[0].get_text() == evil
    assert page.select("#sites a")[0]["href"] == 'https://a.example/?a=1&b="2'
    assert site.page("p").select(".headline, .standfirst")[1].get_text() == evil
    for path in ("sitemap.xml", "news-sitemap.xml", "feeds/all.atom.xml"):
        ET.fromstring(site.text(path))


PIECES = [
    "<", ">", "&", '"', "'", "`", "=", "/", "\\", "<script>", "</script>", "<!--", "-->", "]]>",
    "<x", "</p>", "</title>", "</style>", "<img src=x onerror=alert(1)>", "onclick=", "javascript:",
    "&lt;", "&amp;", "&#60;", "&quot", "{{", "}}", "{%", "%}", "{#", "\\u003c", "*", "**", "_",
    "![a](b)", "[a](b)", "# ", "> ", "--", "“", "”", "«", "a", "é", "عربي", "日本", "\u202e",
    "\u00ad", "%s", "%00", "${x}", "http://x.example", " ",
]  # fmt: skip
MARKS = re.compile("[\"'“”„«»‹›‘’]")


def skeleton(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Return the elements of a page, each with the names of its attributes."""
    return [(tag.name, sorted(tag.attrs)) for tag in page.find_all()]


def shape(data: Any) -> Any:
    """Return JSON without its texts."""
    if isinstance(data, dict):
        return {name: shape(value) for name, value in data.items()}
    return [shape(value) for value in data] if isinstance(data, list) else type(data)


# Of a failure that takes minutes to make smaller, the first is good enough.
@settings(max_examples=5, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)
        .map(lambda pieces: " ".join("".join(pieces).split()))
        .filter(bool),
        min_size=12,
        max_size=12,
    )
)
def test_no_text_in_any_field_comes_out_as_markup(texts: list[str]) -> None:
    """Pages of hostile articles are built like that of a plain one, and read as it was written."""
    written = ["plain", *texts]
    titles = [MARKS.sub("", evil) for evil in written]
    files: dict[str, str | bytes] = {"images/a.png": picture_file()}
    for number, (evil, title) in enumerate(zip(written, titles, strict=True)):
        files[f"articles/a{number}.md"] = article(evil, number, title)
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder, "content"), files)
        site = build(Path(folder), Path(folder, "content"), publish=True)
        pages = [site.page(f"2026/04/a{number}") for number in range(len(written))]
        feed = feedparser.parse(site.text("feeds/all.atom.xml"), sanitize_html=False)
    plain = skeleton(pages[0])
    (script,) = pages[0].select("script")
    data = shape(json.loads(script.get_text()))
    for number, (page, evil, title) in enumerate(zip(pages, written, titles, strict=True)):
        assert skeleton(page) == plain
        assert shape(json.loads(page.select("script")[0].get_text())) == data
        said = " ".join(title.split())
        assert texts_of(page) == {
            css: [" ".join(found.split()) for found in expected]
            for css, expected in expected_texts(evil, said, number).items()
        }
    entries = [
        skeleton(BeautifulSoup(entry.content[0].value, "html.parser")) for entry in feed.entries
    ]
    assert entries == [entries[0]] * len(written)
