"""A trace changes with what the template can look at, and with nothing else."""

import datetime as dt
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.remembered import Memory, recall
from newsroom.build.site import build_site, load_settings
from newsroom.site.ledger import reasons
from tests.conftest import NOW, ROOT, write_files

# A template each, by a name for it.
TEMPLATES = {
    "text": "Text.",
    "settings": "{{ SITENAME }}",
    "part": "{{ part('mine') }}",
    "articles": "{{ articles | length }}",
    "headlines": "{% for a in articles %}{{ a.title }}{% endfor %}",
    "bodies": "{% for a in articles %}{{ a.content }}{% endfor %}",
    "underscored": "{% for a in articles %}{{ a._content }}{% endfor %}",
    "by_name": "{% for a in articles %}{{ a['content'] }}{% endfor %}",
    "sections": "{{ sections }}",
    "categories": "{{ categories | length }}",
    "topics": "{{ topics }}",
    "pages": "{{ pages | length }}",
    "speakers": "{{ speakers | length }}",
    "quotes": "{% for s in speakers %}{{ s.quotes | length }}{% endfor %}",
    "agencies": "{{ agencies | length }}",
    "agency": "{{ agency_page('NWA') }}",
    "corrected": "{{ corrected | length }}",
    "periods": "{{ period_archives.month | length }}",
    "website": "{{ structured_data.website() | tojson }}",
    "menu": "{{ menu_entry(output_file) }}",
}
MINE = [f"my_{name}" for name in TEMPLATES]
EVERY_ARTICLE = {
    "articles",
    "headlines",
    "bodies",
    "underscored",
    "by_name",
    "categories",
    "periods",
}
SHOWN = {"bodies", "underscored", "by_name"}
LISTED = {*EVERY_ARTICLE, "quotes", "corrected"}

ONE = """---
title: One
date: 2026-04-30
category: World
tags: [Rain]
attribution: al/bm (NWA)
speakers: {lee: {name: Ann Lee}}
corrections: [{date: 2026-04-30, text: It is north.}]
---
Rain fell. “We have never seen so much rain,” [@lee] said Ann Lee.
"""
TWO = "---\ntitle: Two\ndate: 2026-04-02\ncategory: Sport\ntags: [Rain]\n---\nA sentence.\n"
ABOUT = "---\ntitle: About\n---\nSee [two]({filename}/articles/two.md).\n"
FILES = {
    "content/articles/one.md": ONE,
    "content/articles/two.md": TWO,
    "content/pages/about.md": ABOUT,
    "content/data/agencies.yaml": "agencies:\n  NWA: {name: Northern Wire}\n",
    "over/part/mine.html": "Mine.",
    **{f"over/my_{name}.html": source for name, source in TEMPLATES.items()},
}
ALL = set(TEMPLATES)


class Project:
    """A site that is built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, edits: Mapping[str, str | None], now: dt.datetime = NOW) -> Memory:
        for path, text in {**FILES, **edits}.items():
            file = self.folder / path
            if text is None:
                file.unlink()
            elif not file.exists() or file.read_text() != text:
                write_files(self.folder, {path: text})
        time.sleep(0.08)  # so that what was written last is relied upon
        own = {f"MY_{name.upper()}_SAVE_AS": f"{name}.html" for name in TEMPLATES}
        chosen: dict[str, Any] = {
            "PATH": str(self.folder / "content"),
            "OUTPUT_PATH": str(self.folder / "output"),
            "THEME": str(ROOT / "theme"),
            "THEME_TEMPLATES_OVERRIDES": [str(self.folder / "over")],
            "READ_CACHE": str(self.folder / "cache/read.sqlite3"),
            "DIRECT_TEMPLATES": ["index", "tags", "archives", "not_found", *MINE],
            "NOW": now,
            **own,
        }
        build_site(load_settings(ROOT / "publishconf.py", chosen))
        (place,) = (self.folder / "cache").glob("build-*.json")
        memory = recall(place)
        assert memory
        return memory


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("traces"))


def one(old: str, new: str) -> dict[str, str | None]:
    assert old in ONE
    return {"content/articles/one.md": ONE.replace(old, new)}


def two(old: str, new: str) -> dict[str, str | None]:
    assert old in TWO
    return {"content/articles/two.md": TWO.replace(old, new)}


QUOTE = "“We have never seen so much rain,” [@lee] said Ann Lee."

# An edit, and which templates it is seen by.
EDITS: dict[str, tuple[dict[str, str | None], set[str]]] = {
    "nothing": ({}, set()),
    "a body": (one("Rain fell", "Snow fell"), SHOWN),
    "a headline": (one("One", "Other"), LISTED),
    "a headline without quotes": (two("Two", "Other"), EVERY_ARTICLE),
    "a topic": (two("Rain", "Boats"), {*EVERY_ARTICLE, "topics"}),
    "a section": (two("Sport", "Culture"), {*EVERY_ARTICLE, "sections", "menu"}),
    "a quote": (one("so much", "as much"), LISTED),
    "a quote more": (one(QUOTE, f"{QUOTE}\n\n{QUOTE}"), {*LISTED, "speakers"}),
    "another speaker": (one("Ann Lee", "Bo Lee"), {*LISTED, "speakers"}),
    "a correction": (one("It is north", "It is south"), LISTED),
    "no agency": (
        one("attribution: al/bm (NWA)\n", ""), {*LISTED, "agencies", "agency"},
    ),
    "the address of an article that a page links to": (
        two("2026-04-02", "2026-03-02"), {*EVERY_ARTICLE, "pages", "website", "menu"},
    ),
    "an article less": (
        {"content/articles/one.md": None},
        {*LISTED, "sections", "menu", "topics", "speakers", "agencies", "agency"},
    ),
    "a page": (
        {"content/pages/about.md": ABOUT.replace("See", "Read")}, {"pages", "website", "menu"},
    ),
    "a template": ({"over/my_text.html": "Other."}, {"text"}),
    "the template of a part": ({"over/part/mine.html": "Other."}, {"part"}),
    "a template that nobody names": ({"over/part/other.html": "Other."}, set()),
    "a registry": (
        {"content/data/agencies.yaml": "agencies:\n  NWA: {name: North Wire}\n"},
        {*SHOWN, "agencies"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edits", "seen"), EDITS.values(), ids=EDITS)
def test_an_edit_is_seen_by_those_that_can_look_at_it(
    project: Project, edits: dict[str, str | None], seen: set[str]
) -> None:
    before = project.build({}).traces
    after = project.build(edits).traces
    for path in edits.keys() - FILES.keys():
        (project.folder / path).unlink()
    found = {name for name in TEMPLATES if before[f"{name}.html"] != after[f"{name}.html"]}
    assert found == seen


def test_the_clock_is_seen_by_those_that_show_what_it_changes(project: Project) -> None:
    before = project.build({}).traces
    soon = project.build({}, NOW + dt.timedelta(hours=1)).traces
    assert soon == before
    # No article is news any more, which their visibility says.
    later = project.build({}, NOW + dt.timedelta(days=2)).traces
    assert {name for name in TEMPLATES if before[f"{name}.html"] != later[f"{name}.html"]} == LISTED
    assert later["about/index.html"] == before["about/index.html"]
    assert later["news-sitemap.xml"] != before["news-sitemap.xml"]
    assert later["sitemap.xml"] == before["sitemap.xml"]


def test_a_trace_names_what_has_changed(project: Project) -> None:
    before = project.build({}).traces
    after = project.build(one("Rain fell", "Snow fell")).traces
    changed = {
        name: reasons(before[name], trace)
        for name, trace in after.items()
        if before[name] != trace and name.removesuffix(".html") not in ALL
    }
    assert changed == {
        "2026/04/one/index.html": ["article"],
        "feeds/all.atom.xml": ["entries"],
        "feeds/corrections.atom.xml": ["entries"],
        "feeds/sections/world.atom.xml": ["entries"],
    }


def test_each_output_file_has_a_trace(project: Project) -> None:
    memory = project.build({})
    files = (path for path in (project.folder / "output").rglob("*") if path.is_file())
    names = {path.relative_to(project.folder / "output").as_posix() for path in files}
    assert memory.traces.keys() == names
