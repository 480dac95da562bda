"""Pelican's own plugins, which act on its signals, do their work on our site."""

import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.build.site import build_site, load_settings
from tests.conftest import NOW, ROOT, write_files

PLUGINS = ["newsroom.site", "neighbors", "related_posts", "sitemap"]
TEMPLATE = """{% extends "!theme/article.html" %}
{% block main %}
{{ super() }}
<p class="next">{% if article.next_article %}{{ article.next_article.title }}{% endif %}</p>
<p class="prev">{% if article.prev_article %}{{ article.prev_article.title }}{% endif %}</p>
<ul class="related">
{% for other in article.related_posts %}<li>{{ other.title }}</li>{% endfor %}
</ul>
{% endblock %}
"""


def article(title: str, day: str, topics: str) -> str:
    return f"---\ntitle: {title}\ndate: {day}\ncategory: World\ntags: [{topics}]\n---\nText.\n"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_files(
        tmp_path,
        {
            "content/articles/one.md": article("One", "2026-04-01", "Rain, Roads"),
            "content/articles/two.md": article("Two", "2026-04-02", "Boats"),
            "content/articles/three.md": article("Three", "2026-04-03", "Roads"),
            "content/articles/later.md": article("Later", "2026-06-03", "Roads"),
            "overrides/article.html": TEMPLATE,
        },
    )
    chosen = {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "THEME_TEMPLATES_OVERRIDES": [str(tmp_path / "overrides")],
        "READ_CACHE": None,
        "NOW": NOW,
        "SITEURL": "https://news.example.org",
        "PLUGINS": PLUGINS,
        "SITEMAP_SAVE_AS": "own-sitemap.xml",  # the plugin writes sitemap.xml
        "SITEMAP": {"format": "xml"},
    }
    build_site(load_settings(ROOT / "publishconf.py", chosen))
    return tmp_path / "output"


def texts(page: Path, css: str) -> list[str]:
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select(css)
    return [element.get_text() for element in found]


@pytest.mark.parametrize(
    ("name", "after", "before"),
    [("one", "Two", ""), ("two", "Three", "One"), ("three", "", "Two")],
)
def test_neighbors(output: Path, name: str, after: str, before: str) -> None:
    page = output / f"2026/04/{name}/index.html"
    assert (texts(page, ".next"), texts(page, ".prev")) == ([after], [before])


@pytest.mark.parametrize(("name", "others"), [("one", ["Three"]), ("two", []), ("three", ["One"])])
def test_related_posts(output: Path, name: str, others: list[str]) -> None:
    assert texts(output / f"2026/04/{name}/index.html", ".related li") == others


def test_sitemap(output: Path) -> None:
    root = ET.parse(output / "sitemap.xml").getroot()
    addresses = {element.text for element in root.iter() if element.tag.endswith("loc")}
    articles = {f"https://news.example.org/2026/04/{name}/" for name in ("one", "two", "three")}
    assert articles <= addresses
    assert not [address for address in addresses if "later" in str(address)]


MOVES = """
from pelican import signals

def move(content):
    if "Snow" in (content._content or ""):
        content.override_url, content.override_save_as = "moved/", "moved/index.html"

def register():
    signals.content_object_init.connect(move)
"""


def test_what_a_plugin_makes_of_a_text_comes_out_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here an edit of the text alone, which others do not show, gives an article a new address."""
    write_files(tmp_path, {"plugins/moves_what_snows.py": MOVES})
    monkeypatch.syspath_prepend(tmp_path / "plugins")

    def built(output: str, cache: str) -> str:
        time.sleep(0.08)  # so that what was written last is relied upon
        chosen = {
            "PATH": str(tmp_path / "content"),
            "OUTPUT_PATH": str(tmp_path / output),
            "READ_CACHE": str(tmp_path / cache / "read.sqlite3"),
            "NOW": NOW,
            "PLUGINS": ["newsroom.site", "moves_what_snows"],
        }
        build_site(load_settings(ROOT / "publishconf.py", chosen))
        return (tmp_path / output / "sitemap.xml").read_text(encoding="utf-8")

    text = article("One", "2026-04-01", "Rain")
    write_files(tmp_path, {"content/articles/one.md": text})
    assert "/moved/" not in built("site", "cache")
    write_files(tmp_path, {"content/articles/one.md": text.replace("Text", "Snow")})
    warm = built("site", "cache")
    assert "/moved/" in warm
    assert warm == built("fresh", "other")
