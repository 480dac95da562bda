"""An edit writes the files that it changes, and no other; taking it back restores each byte.

The site has forty articles, a day apart, `a00` of 30 April the newest; odd ones are Sport. Lists
have ten a page, feeds five entries.
"""

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsroom.build.changes import Changes
from newsroom.build.site import Report, build_site, load_settings
from tests.conftest import NOW, ROOT, write_files

Edit = Callable[["State"], "State"]

QUOTE = "“We have never seen so much rain,” [@{}] said {}."
FIELDS = {
    1: "tags: [Roads]",
    2: "speakers: {lee: {name: Ann Lee}}",
    3: "tags: [Rain]\nspeakers: {kim: {name: Bo Kim}}",
    5: "embargoed: 2026-05-01T18:00:00+02:00",
    7: "corrections: [{date: 2026-04-24, text: It is north.}]",
    8: "picture: {file: images/crane.png, alt: A crane, credit: Ann Lee, held: true}",
    10: "tags: [Rain]\nattribution: al/bm (NWA)",
    12: "tags: [Rain]\nattribution: al/bm (NWA)\nspeakers: {lee: {name: Ann Lee}}",
}
BODIES = {
    2: QUOTE.format("lee", "Ann Lee"),
    3: QUOTE.format("kim", "Bo Kim"),
    12: QUOTE.format("lee", "Ann Lee"),
    20: "See [another]({filename}a21.md).",
}


@dataclass(frozen=True)
class State:
    """A site as it stands: its files by their paths, its settings, and what time it is."""

    files: Mapping[str, str | bytes]
    settings: Mapping[str, Any]
    now: dt.datetime = NOW

    def with_file(self, path: str, text: str | bytes | None) -> "State":
        files = {name: said for name, said in self.files.items() if name != path}
        return replace(self, files=files if text is None else {**files, path: text})

    def with_words(self, path: str, old: str, new: str) -> "State":
        text = self.files[path]
        assert isinstance(text, str)
        assert text.count(old) == 1
        return self.with_file(path, text.replace(old, new))


class Project:
    """A site in a folder, which becomes whatever state it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "output"
        self.state = State({}, {})

    def build(self, state: State) -> Report:
        for path in self.state.files.keys() - state.files.keys():
            (self.folder / path).unlink()
        old = self.state.files
        changed = {path: said for path, said in state.files.items() if old.get(path) != said}
        write_files(self.folder, changed)
        self.state = state
        time.sleep(0.08)  # so that what was written last is relied upon
        chosen = {
            "PATH": str(self.folder / "content"),
            "THEME": str(self.folder / "theme"),
            "OUTPUT_PATH": str(self.output),
            "READ_CACHE": str(self.folder / "cache/read.sqlite3"),
            "NOW": state.now,
            "DEFAULT_PAGINATION": 10,
            "FEED_MAX_ITEMS": 5,
            **state.settings,
        }
        return build_site(load_settings(ROOT / "publishconf.py", chosen))

    def known(self) -> dict[str, tuple[bytes, int]]:
        """Return each file's bytes, and when they were written."""
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {
            path.relative_to(self.output).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in files
        }


def article(number: int) -> str:
    day = (dt.date(2026, 4, 30) - dt.timedelta(days=number)).isoformat()
    matter = [f"title: Headline {number:02}", f"date: {day}"]
    matter.append(f"category: {'Sport' if number % 2 else 'World'}")
    matter += [FIELDS[number]] if number in FIELDS else []
    return "\n".join(["---", *matter, "---", "Rain fell.", "", BODIES.get(number, ""), ""])


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


def first_state() -> State:
    theme = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "theme").rglob("*")
        if path.is_file()
    }
    about = "---\ntitle: About\n---\nWe began with [this]({filename}/articles/a22.md).\n"
    return State(
        {
            **theme,
            **{f"content/articles/a{number:02}.md": article(number) for number in range(40)},
            "content/pages/about.md": about,
            "content/data/agencies.yaml": "agencies:\n  NWA: {name: Northern Wire}\n",
            "content/images/crane.png": picture(6, 4),
        },
        {},
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("incremental")
    project = Project(folder)
    project.build(first_state())
    yield project
    shutil.rmtree(folder)


def page(number: int) -> str:
    return f"2026/{'04' if number < 30 else '03'}/a{number:02}/index.html"


def words(number: int, old: str, new: str) -> Edit:
    return lambda state: state.with_words(f"content/articles/a{number:02}.md", old, new)


def in_theme(path: str, old: str, new: str) -> Edit:
    return lambda state: state.with_words(f"theme/{path}", old, new)


def renamed(state: State) -> State:
    text = state.files["content/articles/a25.md"]
    return state.with_file("content/articles/a25.md", None).with_file(
        "content/articles/z25.md", text
    )


def later(**passed: int) -> Edit:
    return lambda state: replace(state, now=NOW + dt.timedelta(**passed))


# Stands for all pages that there are after the edit.
EVERY_PAGE = "*.html"

MONTH, YEAR, ARCHIVE = "2026/04/index.html", "2026/index.html", "archive/index.html"
FRONT = ["index.html", "page/2/index.html", "page/3/index.html", "page/4/index.html"]
WORLD = ["sections/world/index.html", "sections/world/page/2/index.html"]
SPORT = ["sections/sport/index.html", "sections/sport/page/2/index.html"]
TOPICS, ROADS, RAIN = "topics/index.html", "topics/roads/index.html", "topics/rain/index.html"
AGENCY, LEE = "agencies/NWA/index.html", "speakers/ann-lee/index.html"
ALL_FEED, SITEMAP = "feeds/all.atom.xml", "sitemap.xml"
CORRECTIONS = ["corrections/index.html", "feeds/corrections.atom.xml"]
WORLD_FEED, SPORT_FEED = "feeds/sections/world.atom.xml", "feeds/sections/sport.atom.xml"

# What the end of the embargo of a05 changes.
LIFTED = [
    page(5), MONTH, YEAR, ARCHIVE, *FRONT, *SPORT, SPORT_FEED, SITEMAP,
]  # fmt: skip


# An edit: what it writes, and what it removes.
EDITS: dict[str, tuple[Edit, list[str], list[str]]] = {
    "nothing": (lambda state: state, [], []),
    "a body": (words(20, "Rain fell", "Snow fell"), [page(20)], []),
    "a body that stands in feeds": (
        words(2, "Rain fell", "Snow fell"), [page(2), ALL_FEED, WORLD_FEED], [],
    ),
    "a note that nobody sees": (words(2, "category:", "ed_note: Call.\ncategory:"), [], []),
    "a headline": (
        words(20, "Headline 20", "Other"), [page(20), MONTH, YEAR, FRONT[1], WORLD[1]], [],
    ),
    "a headline that stands everywhere": (
        words(12, "Headline 12", "Other"),
        [page(12), MONTH, YEAR, FRONT[1], WORLD[0], RAIN, AGENCY, LEE, "quotes.json"],
        [],
    ),
    "the headline of what was corrected": (
        words(7, "Headline 07", "Other"),
        [page(7), MONTH, YEAR, FRONT[0], SPORT[0], SPORT_FEED, *CORRECTIONS],
        [],
    ),
    "a standfirst": (
        words(20, "category:", "summary: What fell.\ncategory:"),
        [page(20), MONTH, YEAR, FRONT[1], WORLD[1]],
        [],
    ),
    "a quote": (
        words(2, "so much rain", "as much rain"),
        [page(2), ALL_FEED, WORLD_FEED, LEE, "quotes.json"],
        [],
    ),
    "a correction": (
        words(9, "category:", "corrections: [{date: 2026-04-25, text: No.}]\ncategory:"),
        [page(9), SPORT_FEED, *CORRECTIONS, SITEMAP],
        [],
    ),
    "a topic that others have": (
        words(4, "category:", "tags: [Roads]\ncategory:"),
        [page(4), ALL_FEED, WORLD_FEED, TOPICS, ROADS],
        [],
    ),
    "a topic that nobody has": (
        words(4, "category:", "tags: [Boats]\ncategory:"),
        [page(4), ALL_FEED, WORLD_FEED, TOPICS, "topics/boats/index.html", *FRONT, SITEMAP],
        [],
    ),
    "a date": (
        words(15, "2026-04-15", "2026-04-27"),
        [page(15), MONTH, YEAR, *FRONT[:2], SPORT[0], ALL_FEED, SPORT_FEED, SITEMAP],
        [],
    ),
    "a date, and so the address that an article links to": (
        words(21, "2026-04-09", "2026-03-09"),
        ["2026/03/a21/index.html", page(20), "2026/03/index.html", MONTH, YEAR, ARCHIVE,
         *FRONT[2:], *SPORT, SITEMAP],
        [page(21)],
    ),
    "a date, and so the address that a page links to": (
        words(22, "2026-04-08", "2026-03-08"),
        ["2026/03/a22/index.html", "about/index.html", "2026/03/index.html", MONTH, YEAR, ARCHIVE,
         *FRONT[2:], WORLD[1], SITEMAP],
        [page(22)],
    ),
    "an article less": (
        lambda state: state.with_file("content/articles/a25.md", None),
        [MONTH, YEAR, ARCHIVE, *FRONT[2:], SPORT[1], SITEMAP],
        [page(25)],
    ),
    "a new name": (
        renamed, ["2026/04/z25/index.html", MONTH, YEAR, FRONT[2], SPORT[1], SITEMAP], [page(25)],
    ),
    "the end of an embargo": (later(hours=4), LIFTED, []),
    "news that ages": (later(hours=11), [*LIFTED, "news-sitemap.xml"], []),
    "articles that become a year old": (
        later(days=329), [*LIFTED, "news-sitemap.xml", *map(page, range(35, 40))], [],
    ),
    "the name of an agency": (
        lambda state: state.with_file(
            "content/data/agencies.yaml", "agencies:\n  NWA: {name: North Wire}\n"
        ),
        [page(10), page(12), AGENCY, "agencies/index.html"],
        [],
    ),
    "the template of topics": (
        in_theme("templates/tag.html", '<p class="kicker">', '<hr><p class="kicker">'),
        [RAIN, ROADS],
        [],
    ),
    "the template of cards": (
        in_theme("templates/part/card.html", '<p class="card-meta">', '<p class="meta">'),
        ["2026/03/index.html", MONTH, YEAR, *FRONT, *WORLD, *SPORT, RAIN, ROADS, AGENCY],
        [],
    ),
    "the template of entries in feeds": (
        in_theme("templates/feed/entry.html", "{{ body | safe }}", "<hr>{{ body | safe }}"),
        [ALL_FEED, WORLD_FEED, SPORT_FEED],
        [],
    ),
    "a style": (in_theme("css/blocks/rail.css", ".rail {", ".rail { order: 1;"), [EVERY_PAGE], []),
    "a comment of a style": (
        in_theme("css/blocks/rail.css", ".rail {", "/* The rail. */ .rail {"), [], [],
    ),
    "a setting": (
        lambda state: replace(state, settings={"SITENAME": "Other"}),
        [EVERY_PAGE, ALL_FEED, WORLD_FEED, SPORT_FEED, CORRECTIONS[1], "news-sitemap.xml"],
        [],
    ),
    "a picture of another size": (
        lambda state: state.with_file("content/images/crane.png", picture(4, 6)),
        [page(8), WORLD_FEED, "images/crane.png"],
        [],
    ),
    "a picture with other bytes": (
        lambda state: state.with_file("content/images/crane.png", picture(6, 4) + b"0"),
        ["images/crane.png"],
        [],
    ),
    "a page": (
        lambda state: state.with_words("content/pages/about.md", "We began", "It began"),
        ["about/index.html"],
        [],
    ),
    "the headline of a page, and so the menu": (
        lambda state: state.with_words("content/pages/about.md", "title: About", "title: Us"),
        [EVERY_PAGE],
        [],
    ),
    "a page less": (
        lambda state: state.with_file("content/pages/about.md", None),
        [EVERY_PAGE, SITEMAP],
        ["about/index.html"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "written", "removed"), EDITS.values(), ids=EDITS)
def test_an_edit_writes_what_it_changes(
    project: Project, edit: Edit, written: list[str], removed: list[str]
) -> None:
    base, before = project.state, project.known()
    changes = project.build(edit(base)).changes or Changes(left=tuple(sorted(before)))
    after = project.known()
    project.build(base)
    again = project.known()
    expected = {name for name in written if name != EVERY_PAGE}
    expected |= {name for name in after if name.endswith(".html") and EVERY_PAGE in written}
    assert changes == Changes(
        tuple(sorted(expected)), tuple(sorted(after.keys() - expected)), tuple(removed)
    )
    assert {name for name in after if after[name] != before.get(name)} == expected
    assert before.keys() - after.keys() == {*removed}
    # Taken back, each byte is as it was, and no other file was touched.
    assert {name: said for name, (said, _) in again.items()} == {
        name: said for name, (said, _) in before.items()
    }
    touched = {name for name in before if again[name] != before[name]}
    assert touched == before.keys() & (expected | {*removed})


def test_many_edits_at_once_are_what_each_is(project: Project) -> None:
    base, before = project.state, project.known()
    edits = ["a body", "a topic that others have", "a new name", "the template of topics", "a page"]
    state = base
    for name in edits:
        state = EDITS[name][0](state)
    changes = project.build(state).changes
    project.build(base)
    assert changes is not None
    assert set(changes.written) == {path for name in edits for path in EDITS[name][1]}
    assert changes.removed == (page(25),)
    assert {name: said for name, (said, _) in project.known().items()} == {
        name: said for name, (said, _) in before.items()
    }


def test_of_a_list_the_pages_near_a_change_are_rendered(project: Project) -> None:
    base = project.state
    edited = base.with_words("content/articles/a33.md", "title: Headline 33", "title: Another")
    made = {made.name for made in project.build(edited).rendered}
    project.build(base)
    fronts = {name for name in made if name == "index.html" or name.startswith("page/")}
    # There are four; their last one is the one that changes.
    assert fronts == {"page/3/index.html", "page/4/index.html"}
    assert {RAIN, ROADS, AGENCY, page(32), page(34)}.isdisjoint(made)
    assert page(33) in made
