"""Whatever is put into a field comes out as text, in HTML, JSON-LD, feeds and the sitemap."""

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup

from tests.conftest import Site, write_files  # noqa: F401

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


def article(evil: str) -> str:
    fields = {
        "title": f"T {evil}",
        "date": "2026-04-01",
        "category": f"C {evil}",
        "tags": [f"G {evil}"],
        "authors": [f"A {evil}"],
        "summary": f"S {evil}",
        "attribution": f"L {evil}",
        "picture": {"alt": f"P {evil}", "credit": f"R {evil}", "caption": f"N {evil}"},
        "speakers": {"a": {"name": f"K {evil}", "role": f"O {evil}"}},
        "based_on": {"publisher": f"B {evil}", "title": f"I {evil}", "date": "2026-04-01"},
    }
    matter = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{matter}---\n\n> Words.\n>\n> [@a]\n\n## H {evil}\n\nText {evil}\n"


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_fields_stay_text(build_files, evil: str) -> None:  # type: ignore[no-untyped-def]
    site: Site = build_files({"articles/evil.md": article(evil)}, publish=True)
    for path in site.files():
        if path.endswith(".html"):
            page = site.page(path)
            kinds = [tag.get("type") for tag in page.select("script")]
            assert set(kinds) <= {"application/ld+json"}, path
            assert page.select("img, x") == [], path
            assert [t for t in page.find_all() for name in t.attrs if name.startswith("on")] == []
            assert "49" not in page.get_text().replace("2026", ""), path
    page = site.page("2026/04/evil")
    seen = {
        ".headline": f"T {evil}",
        ".kicker a": f"C {evil}",
        ".byline": f"By A {evil}",
        ".standfirst": f"S {evil}",
        ".picture-alt": f"P {evil}",
        ".credit": f"Image: R {evil}",
        ".caption": f"N {evil}",
        ".attribution": f"— K {evil}, O {evil}",
        ".attribution-line": f"L {evil}",
        ".topics a": f"G {evil}",
        ".based-on cite": f"I {evil}",
    }
    assert {css: page.select(css)[0].get_text() for css in seen} == seen
    data = json.loads(page.select("script")[0].get_text())
    assert (data["headline"], data["articleSection"]) == (f"T {evil}", f"C {evil}")
    titles = [tag["content"] for tag in page.select('meta[property="og:title"]')]
    assert titles == [f"T {evil}"]


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_fields_stay_text_in_feeds(build_files, evil: str) -> None:  # type: ignore[no-untyped-def]
    site: Site = build_files({"articles/evil.md": article(evil)}, publish=True)
    feeds = [path for path in site.files() if path.startswith("feeds/")]
    assert len(feeds) == 2
    for path in feeds:
        ET.fromstring(site.text(path))
        entry = feedparser.parse(site.text(path), sanitize_html=False).entries[0]
        assert [tag.term for tag in entry.tags] == [f"C {evil}", f"G {evil}"]
        content = BeautifulSoup(entry.content[0].value, "html.parser")
        assert content.select("script, img, x, style") == []
        assert content.select(".attribution-line")[0].get_text() == f"L {evil}"
    root = ET.fromstring(site.text(feeds[0]))
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}entry/{atom}title") == f"T {evil}"
    assert root.findtext(f"{atom}entry/{atom}author/{atom}name") == f"A {evil}"
    summary = root.findtext(f"{atom}entry/{atom}summary") or ""
    assert BeautifulSoup(summary, "html.parser").get_text() == f"S {evil}"


def test_hostile_settings_stay_text(build_files) -> None:  # type: ignore[no-untyped-def]
    evil = '<b>"&</b>'
    site: Site = build_files(
        {"articles/a.md": article("x"), "pages/p.md": f"---\ntitle: '{evil}'\n---\nText\n"},
        publish=True,
        SITENAME=evil,
        SITESUBTITLE=evil,
        SITES=((evil, 'https://a.example/?a=1&b="2'),),
        # A configuration cannot turn escaping off.
        JINJA_ENVIRONMENT={"autoescape": False, "extensions": []},
    )
    page = site.page()
    assert page.select_one(".site-name b") is None
    assert page.select(".site-name")[0].get_text() == evil
    assert page.select("#sites a")[0]["href"] == 'https://a.example/?a=1&b="2'
    for path in ("sitemap.xml", "feeds/all.atom.xml"):
        ET.fromstring(site.text(path))
