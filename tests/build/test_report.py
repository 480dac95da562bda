"""The report of a build: what was read, rendered, written, and why."""

import datetime as dt
import io
import shutil
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from newsroom.build.changes import Changes
from newsroom.build.progress import ProgressLine
from newsroom.build.reasons import Made
from newsroom.build.report import Answer, Report, as_data, summary, timings, why
from newsroom.build.site import build_site, load_settings
from newsroom.content import parallel
from newsroom.site.ledger import Ledger, reasons
from tests.conftest import NOW, ROOT, SOUND, write_files

ARTICLE, FEED, SECTION = "2026/04/a/index.html", "feeds/all.atom.xml", "sections/world/index.html"
SECTION_FEED = "feeds/sections/world.atom.xml"
MEMORY = "no earlier build is known"
LIST = "the list on it has changed"


class Project:
    """A folder with content and a theme of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.theme = folder / "content", folder / "theme"
        write_files(self.content, {"articles/a.md": SOUND, "articles/b.md": SOUND})
        shutil.copytree(ROOT / "theme", self.theme)

    def build(self, *, at_once: bool = False, finish: Any = None, **chosen: Any) -> Report:
        if not at_once:
            time.sleep(0.08)  # what changed just now is not relied upon
        clock, progress = chosen.pop("clock", None), chosen.pop("progress", None)
        settings = {
            "PATH": str(self.content),
            "THEME": str(self.theme),
            "OUTPUT_PATH": str(self.folder / "output"),
            "READ_CACHE": str(self.folder / "cache/read.sqlite3"),
            "NOW": NOW,
            **chosen,
        }
        return build_site(
            load_settings(ROOT / "pelicanconf.py", settings),
            finish,
            finish_writes=["release.json"] if finish else [],
            clock=clock,
            progress=progress,
        )

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def told(report: Report) -> dict[str, list[str]]:
    return {made.name: list(made.reasons) for made in report.rendered}


def only(report: Report) -> set[tuple[str, ...]]:
    """Return the reasons where all files have the same."""
    return {made.reasons for made in report.rendered}


def test_the_first_build_reads_and_renders_all(project: Project) -> None:
    report = project.build()
    assert report.changes is not None
    assert report.read == ("content/articles/a.md", "content/articles/b.md")
    assert only(report) == {(MEMORY,)}
    names = {made.name: made.template for made in report.rendered}
    assert names.keys() == {n for n in report.changes.written if not n.startswith("theme/")}
    assert (names[ARTICLE], names[FEED]) == ("article.html", None)
    again = project.build()
    assert (again.read, again.rendered, again.changes) == ((), (), None)
    assert set(again.names) == set(report.names)


def test_an_edit_of_the_text_renders_its_page_and_the_feeds(project: Project) -> None:
    project.build()
    project.edit("content/articles/a.md", "A sentence", "Another sentence")
    report = project.build()
    assert report.read == ("content/articles/a.md",)
    assert told(report) == {
        ARTICLE: ["its article has changed (content/articles/a.md)"],
        FEED: ["its entries have changed"],
        SECTION_FEED: ["its entries have changed"],
    }


def test_a_new_article_is_new_and_changes_lists(project: Project) -> None:
    project.build()
    write_files(project.content, {"articles/c.md": SOUND.replace("World", "Sport")})
    report = project.build()
    said = told(report)
    new = ["2026/04/c/index.html", "feeds/sections/sport.atom.xml", "sections/sport/index.html"]
    assert [name for name, reasons in said.items() if reasons == ["it is new"]] == new
    length = "the length of its list has changed"
    assert said["index.html"] == [LIST, length, "the sections have changed"]
    assert said["404.html"] == said[ARTICLE] == ["the sections have changed"]
    assert said["sitemap.xml"] == ["its entries have changed"]
    assert said["quotes.json"] == ["the articles have changed"]


def test_a_template_is_named(project: Project) -> None:
    project.build()
    project.edit("theme/templates/article.html", "</article>", "</article><hr>")
    assert told(project.build()) == {
        f"2026/04/{name}/index.html": ["its template has changed (article.html)"] for name in "ab"
    }


def test_what_comes_out_the_same_is_told_from_what_is_written(project: Project) -> None:
    project.build()
    project.edit("theme/templates/article.html", "</article>", "{# no change #}</article>")
    report = project.build()
    assert report.changes is not None
    assert report.changes.written == ()
    assert why(report, "2026/04/a", "").line == (
        "/2026/04/a/: rendered, came out the same: its template has changed (article.html)"
    )


def test_a_picture_of_an_article_may_have_changed(project: Project) -> None:
    picture = project.content / "images/a.png"
    picture.parent.mkdir()
    Image.new("RGB", (3, 2)).save(picture)
    field = "picture: {file: images/a.png, alt: A, credit: A, held: true}\ncategory:"
    project.edit("content/articles/a.md", "category:", field)
    project.build()
    Image.new("RGB", (5, 2)).save(picture)
    said = told(project.build())
    assert said[ARTICLE] == ["its article or a picture of it has changed (content/articles/a.md)"]


def test_a_page_has_its_content_file(project: Project) -> None:
    write_files(project.content, {"pages/about.md": "---\ntitle: About\n---\nText.\n"})
    project.build()
    project.edit("content/pages/about.md", "Text", "Other text")
    assert told(project.build())["about/index.html"] == [
        "its content file has changed (content/pages/about.md)",
        "the pages have changed",
    ]


def test_what_time_alone_changes_is_no_change_of_the_article(project: Project) -> None:
    project.build()
    said = told(project.build(NOW=NOW + dt.timedelta(days=400)))
    assert said[ARTICLE] == ["what its article leads to, its state or its age has changed"]


SURROUNDINGS: dict[str, tuple[Callable[[Project], object], str]] = {
    "registries": (
        lambda p: write_files(p.content, {"data/speakers.yaml": "speakers: {a: {name: A}}"}),
        "the registries (content/data) have changed",
    ),
    "theme": (lambda p: write_files(p.theme, {"new.txt": "x"}), "the theme has changed"),
    "output": (
        lambda p: (p.folder / "output/index.html").write_text("x"),
        "the output folder was changed by others",
    ),
    "memory": (
        lambda p: shutil.rmtree(p.folder / "cache"),
        MEMORY,
    ),
    "a link": (
        lambda p: (p.theme / "templates/link.html").symlink_to("base.html"),
        "it cannot be told what has changed",
    ),
}


@pytest.mark.parametrize(("change", "reason"), SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings(project: Project, change: Callable[[Project], object], reason: str) -> None:
    project.build()
    change(project)
    assert only(project.build()) == {(reason,)}


def test_settings(project: Project) -> None:
    project.build()
    assert only(project.build(SITENAME="Other")) == {("the settings have changed",)}


def test_what_was_not_at_rest_may_have_changed(project: Project) -> None:
    time.sleep(0.08)
    write_files(project.content, {"data/speakers.yaml": "speakers: {a: {name: A}}"})
    project.build(at_once=True)
    reason = "the registries (content/data) may have changed during the last build"
    assert only(project.build()) == {(reason,)}


def test_a_template_that_cannot_be_read_is_rendered_each_time(project: Project) -> None:
    project.edit(
        "theme/templates/not_found.html",
        "{% block main %}",
        '{% block main %}{% include ["a", "b"] | join ignore missing %}',
    )
    project.build()
    project.edit("content/articles/a.md", "A sentence", "Another sentence")
    assert told(project.build())["404.html"] == ["it cannot be told what it shows"]


def test_other_plugins(project: Project) -> None:
    plugin = SimpleNamespace(__name__="tests.plugin", register=lambda: None)
    report = project.build(PLUGINS=["newsroom.site", plugin], clock=count().__next__)
    others = ("other plugins or settings have a hand in every page",)
    made = {made.name: made for made in report.rendered}
    assert made[ARTICLE] == Made(ARTICLE, others, "article.html", 1)
    assert made[FEED] == Made(FEED, others)
    assert made["sitemap.xml"].reasons == ("it cannot be told what has changed",)


def test_the_files_of_a_release(project: Project) -> None:
    def finish(folder: Path) -> None:
        (folder / "release.json").write_text("{}")

    made = {made.name: made for made in project.build(finish=finish).rendered}
    assert made["release.json"] == Made("release.json", ("it tells of all files",))
    assert "release.json" not in told(project.build())


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("two_cores")
def test_times_come_back_from_other_processes(project: Project) -> None:
    write_files(project.content, {f"articles/n{number}.md": SOUND for number in range(40)})
    heard: list[tuple[str, int, int]] = []
    report = project.build(clock=count().__next__, progress=lambda *said: heard.append(said))
    assert {made.seconds for made in report.rendered if made.template} == {1}
    pages = sum(made.template is not None for made in report.rendered)
    assert heard[0] == ("reading", 0, 42)
    assert ("reading", 42, 42) in heard
    assert heard[-1] == ("rendering", pages, pages)


def test_progress_of_one_core(project: Project) -> None:
    project.build()
    project.edit("content/articles/a.md", "A sentence", "Another sentence")
    heard: list[tuple[str, int, int]] = []
    project.build(progress=lambda *said: heard.append(said))
    assert heard == [
        ("reading", 0, 1),
        ("reading", 1, 1),
        ("rendering", 0, 1),
        ("rendering", 1, 1),
    ]


MADE = (
    Made("a/index.html", ("it is new",), "article.html", 0.0021),
    Made("b/index.html", ("x has changed", "y has changed"), "article.html", 0.5),
    Made("feeds/all.atom.xml", ("its entries have changed",)),
    Made("index.html", ("the list on it has changed",), "index.html", 0.01),
)
NAMES = ["a/index.html", "b/index.html", "feeds/all.atom.xml", "index.html", "theme/a.css", "ü.txt"]
CHANGES = Changes(
    written=("a/index.html", "b/index.html", "theme/a.css"),
    left=("feeds/all.atom.xml", "index.html", "ü.txt"),
    removed=("old/index.html",),
)
REPORT = Report(Path("out"), 2, NAMES, CHANGES, ("content/articles/a.md",), MADE)
IDLE = Report(Path("out"), 2, NAMES)


def test_summary() -> None:
    assert summary(REPORT) == (
        "out: 6 files, 2 articles: 1 read, 4 rendered, 3 written, 3 left, 1 removed"
    )
    assert summary(IDLE) == "out: 6 files, 2 articles (nothing has changed)"


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/a/", "/a/: written: it is new"),
        ("a", "/a/: written: it is new"),
        ("a/index.html", "/a/: written: it is new"),
        ("/b?q#here", "/b/: written: x has changed; y has changed"),
        ("http://localhost:8000/b/", "/b/: written: x has changed; y has changed"),
        ("/", "/: rendered, came out the same: the list on it has changed"),
        ("", "/: rendered, came out the same: the list on it has changed"),
        ("/theme/a.css", "/theme/a.css: written: its source is new or has changed"),
        ("/%C3%BC.txt", "/ü.txt: left as it was: nothing that it shows has changed"),
        ("/old/", "/old/: removed: nothing makes it any more"),
        ("/theme/b.css", "/theme/b.css: no such page; did you mean /theme/a.css?"),
        ("/a/b/c/d", "/a/b/c/d/: no such page"),
    ],
)  # fmt: skip
def test_why(address: str, line: str) -> None:
    assert why(REPORT, address, "").line == line


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://n.example/news", "/: rendered, came out the same: the list on it has changed"),
        ("https://n.example/news/a/", "/a/: written: it is new"),
        ("/a/", "/a/: written: it is new"),
        ("https://n.example/a/", "https://n.example/a/: no such page"),
        ("https://n.example/newsa/", "https://n.example/newsa/: no such page"),
    ],
)
def test_why_below_the_address_of_the_site(address: str, line: str) -> None:
    assert why(REPORT, address, "https://n.example/news").line == line


def test_why_when_nothing_was_to_do() -> None:
    assert why(IDLE, "/a/", "") == Answer("/a/", "left")
    assert why(IDLE, "/c/a/", "") == Answer("/c/a/", "missing", near=("/a/",))


def test_timings_of_many_pages_only() -> None:
    few = [Made(f"{n}", (), "a.html", 0.001) for n in range(20)]
    assert list(timings(Report(Path("out"), 1, [], Changes(), (), tuple(few)))) == []
    slow = Made("slow/index.html", (), "b.html", 0.0123)
    report = Report(Path("out"), 1, [], Changes(), (), (*few, slow, Made("feed", ())))
    assert list(timings(report)) == [
        "slowest pages:",
        "  12.3 ms /slow/ (b.html)",
        "  1.0 ms /0 (a.html)",
        "  1.0 ms /1 (a.html)",
        "  1.0 ms /10 (a.html)",
        "  1.0 ms /11 (a.html)",
        "slowest templates:",
        "  20.0 ms a.html (20 pages)",
        "  12.3 ms b.html (1 page)",
    ]


def test_data_for_programs() -> None:
    data = as_data(REPORT, [why(REPORT, "/a", ""), why(REPORT, "/c/", "")])
    assert data == {
        "output": "out",
        "articles": 2,
        "files": 6,
        "changed": True,
        "read": ("content/articles/a.md",),
        "rendered": [
            {
                "path": "a/index.html",
                "reasons": ("it is new",),
                "template": "article.html",
                "ms": 2.1,
                "written": True,
            },
            {
                "path": "b/index.html",
                "reasons": ("x has changed", "y has changed"),
                "template": "article.html",
                "ms": 500.0,
                "written": True,
            },
            {
                "path": "feeds/all.atom.xml",
                "reasons": ("its entries have changed",),
                "template": None,
                "ms": 0.0,
                "written": False,
            },
            {
                "path": "index.html",
                "reasons": ("the list on it has changed",),
                "template": "index.html",
                "ms": 10.0,
                "written": False,
            },
        ],
        "written": CHANGES.written,
        "left": CHANGES.left,
        "removed": CHANGES.removed,
        "slowest": [
            {"path": "b/index.html", "template": "article.html", "ms": 500.0},
            {"path": "index.html", "template": "index.html", "ms": 10.0},
            {"path": "a/index.html", "template": "article.html", "ms": 2.1},
        ],
        "templates": [
            {"template": "article.html", "pages": 2, "ms": 502.1},
            {"template": "index.html", "pages": 1, "ms": 10.0},
        ],
        "why": [
            {"address": "/a/", "outcome": "written", "reasons": ("it is new",), "near": ()},
            {"address": "/c/", "outcome": "missing", "reasons": (), "near": ("/b/", "/a/")},
        ],
    }
    idle = as_data(IDLE)
    assert idle.keys() == data.keys()
    assert (idle["changed"], idle["rendered"], idle["left"]) == (False, [], tuple(NAMES))


def test_reasons_of_two_traces() -> None:
    before = "template:1 article:k-1 sections:1"
    assert reasons(None, before) == ["new"]
    assert reasons(before, before) == []
    assert reasons(before, "template:1 article:l-2 sections:1") == ["article"]
    assert reasons(before, "template:2 article:k-2 pages:1") == [
        "article.beside",
        "pages",
        "sections",
        "template",
    ]


def test_a_ledger_says_why() -> None:
    ledger = Ledger({"a": "x:1", "b": "x:1"})
    assert [ledger.keeps("a", "x:1"), ledger.keeps("b", "x:2"), ledger.keeps("c", None)] == [
        True,
        False,
        False,
    ]
    assert {name: ledger.why(name) for name in ledger.made} == {"b": ["x"], "c": ["untold"]}


def test_a_line_of_progress_is_written_over_and_cleared() -> None:
    times = iter([0.0, 0.0, 0.05, 0.1])
    stream = io.StringIO()
    line = ProgressLine(stream, times.__next__)
    line("reading", 10, 20)
    line("reading", 15, 20)  # too soon
    line("reading", 1, 2)
    line.close()
    assert stream.getvalue() == "\rreading 10 of 20\rreading 1 of 2  \r                \r"


def test_a_line_that_was_never_written_is_not_cleared() -> None:
    stream = io.StringIO()
    ProgressLine(stream, lambda: 0.0).close()
    assert stream.getvalue() == ""


def test_an_address_of_any_signs_is_one_line() -> None:
    answer = why(Report(Path("output"), 0, []), "/a\x1b[2J\nb/", "")
    assert answer.line == "/a\\x1b[2J\\nb/: no such page"
