"""A build that nothing has changed for does nothing; whatever has changed is noticed."""

import datetime as dt
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.remembered import Memory, recall, remember
from newsroom.build.site import Report, build_site, load_settings
from tests.conftest import NOW, ROOT, SOUND, write_files

# An article with a quote.
SPOKEN = SOUND.replace("category:", "speakers: {lee: {name: Ann Lee}}\ncategory:")
SPOKEN += "\n“We have never seen so much rain,” [@lee] said Ann Lee.\n"

LATER = NOW + dt.timedelta(minutes=1)


class Project:
    """A folder with content and a theme of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.output = folder / "content", folder / "output"
        write_files(self.content, {"articles/a.md": SOUND, "articles/b.md": SOUND})
        (folder / "theme").mkdir()
        for path in sorted((ROOT / "theme").rglob("*")):
            target = folder / "theme" / path.relative_to(ROOT / "theme")
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                target.write_bytes(path.read_bytes())

    def build(self, now: dt.datetime = NOW, finish: Any = None, **settings: Any) -> Report:
        rest()
        chosen = {
            "PATH": str(self.content),
            "THEME": str(self.folder / "theme"),
            "OUTPUT_PATH": str(self.output),
            "READ_CACHE": str(self.folder / "cache/read.sqlite3"),
            "NOW": now,
            **settings,
        }
        settings = load_settings(ROOT / "pelicanconf.py", chosen)
        return build_site(settings, finish, finish_writes=["release.json"] if finish else [])

    def times(self) -> dict[str, int]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.stat().st_mtime_ns for path in files}


def rest() -> None:
    """Let the clock of the file system go on: what changed just now is not relied upon."""
    time.sleep(0.08)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_nothing_has_changed(project: Project) -> None:
    first = project.build()
    before = project.times()
    second = project.build(LATER)
    assert first.changes is not None
    assert second.changes is None
    assert (second.articles, second.files) == (first.articles, first.files)
    assert project.times() == before


def edited(path: str, old: str, new: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def memories(project: Project) -> list[Path]:
    return list((project.folder / "cache").glob("build-*"))


def forgotten(project: Project) -> None:
    for file in memories(project):
        file.unlink()


CHANGES: dict[str, Callable[[Project], object]] = {
    "an article": edited("content/articles/a.md", "A sentence", "B sentence"),
    "a new article": lambda p: write_files(p.content, {"articles/c.md": SOUND}),
    "an article less": lambda p: (p.content / "articles/a.md").unlink(),
    "another name": lambda p: (p.content / "articles/a.md").rename(p.content / "articles/c.md"),
    "a registry": lambda p: write_files(
        p.content, {"data/speakers.yaml": "speakers: {a: {name: A}}"}
    ),
    "a template": edited("theme/templates/article.html", "</article>", "<hr></article>"),
    "a file of the output": lambda p: (p.output / "index.html").write_text("x"),
    "a file less in the output": lambda p: (p.output / "index.html").unlink(),
    "a file more in the output": lambda p: (p.output / "more.html").write_text("x"),
    "a broken memory": lambda p: [file.write_text("{") for file in memories(p)],
    "a foreign memory": lambda p: [file.write_text("[]") for file in memories(p)],
    "no memory": forgotten,
    "a link in the theme": lambda p: (p.folder / "theme/templates/x.html").symlink_to("base.html"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_noticed(project: Project, change: Callable[[Project], Any]) -> None:
    project.build()
    change(project)
    assert project.build().changes is not None


def test_a_change_of_the_settings_is_noticed(project: Project) -> None:
    project.build()
    assert project.build(SITENAME="Other").changes is not None
    assert project.build(SITENAME="Other").changes is None


def test_an_edit_of_the_same_length_within_an_instant_is_noticed(project: Project) -> None:
    project.build()
    file = project.content / "articles/a.md"
    stat = file.stat()
    file.write_text(SOUND.replace("A sentence", "B sentence"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert project.build().changes is not None


def test_a_build_without_the_manifest_is_no_release(project: Project) -> None:
    def finish(folder: Path) -> None:
        (folder / "release.json").write_text("{}")

    project.build()
    assert project.build(finish=finish).changes is not None
    assert (project.output / "release.json").is_file()
    assert project.build(finish=finish).changes is None
    assert project.build().changes is not None


def test_what_changed_just_now_is_not_relied_upon(project: Project) -> None:
    chosen = {
        "PATH": str(project.content),
        "OUTPUT_PATH": str(project.output),
        "READ_CACHE": str(project.folder / "cache/read.sqlite3"),
        "NOW": NOW,
    }
    settings = load_settings(ROOT / "pelicanconf.py", chosen)
    write_files(project.content, {"articles/c.md": SOUND})
    build_site(settings)
    rest()
    assert build_site(settings).changes is not None
    assert build_site(settings).changes is None


@pytest.mark.parametrize(
    "field",
    [
        "embargoed: 2026-05-01T12:00:30+00:00",
        "expires: 2026-05-01T12:00:30+00:00",
    ],
)
def test_what_the_clock_changes_is_noticed(project: Project, field: str) -> None:
    text = SOUND.replace("category:", f"{field}\ncategory:")
    write_files(project.content, {"articles/a.md": text})
    project.build()
    assert project.build(NOW + dt.timedelta(seconds=29)).changes is None
    assert project.build(NOW + dt.timedelta(seconds=30)).changes is not None


def test_a_clock_that_was_put_back_is_noticed(project: Project) -> None:
    project.build()
    assert project.build(NOW - dt.timedelta(seconds=1)).changes is not None


def test_only_what_has_changed_is_touched(project: Project) -> None:
    project.build()
    before = project.times()
    edited("content/articles/a.md", "A sentence", "Another sentence")(project)
    report = project.build()
    after = project.times()
    assert before.keys() == after.keys()
    touched = {name for name in after if after[name] != before[name]}
    assert touched == {
        "2026/04/a/index.html",
        "feeds/all.atom.xml",
        "feeds/sections/world.atom.xml",
    }
    assert report.changes is not None
    assert report.changes.written == tuple(sorted(touched))
    assert report.changes.left == tuple(sorted(before.keys() - touched))
    assert report.changes.removed == ()


def test_what_an_article_leaves_behind_is_removed(project: Project) -> None:
    project.build()
    (project.content / "articles/a.md").unlink()
    report = project.build()
    assert report.changes is not None
    assert report.changes.removed == ("2026/04/a/index.html",)
    assert "2026/04/a/index.html" not in project.times()


def test_a_second_build_waits_for_the_first(project: Project) -> None:
    lock = os.open(project.folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    waited = threading.Event()
    chosen = {"PATH": str(project.content), "OUTPUT_PATH": str(project.output), "NOW": NOW}
    settings = load_settings(ROOT / "pelicanconf.py", chosen)

    def release() -> None:
        waited.wait(10)
        os.close(lock)

    threading.Thread(target=release, daemon=True).start()
    build_site(settings, waiting=waited.set)
    assert waited.is_set()
    assert (project.output / "index.html").is_file()


def test_no_byte_of_a_memory_can_break_or_mislead_a_build(project: Project) -> None:
    project.build()
    (memory,) = memories(project)
    sound, known = memory.read_bytes(), recall(memory)
    assert known
    for place in range(0, len(sound), 61):
        for bit in (0x01, 0x80):
            memory.write_bytes(bytes([*sound[:place], sound[place] ^ bit, *sound[place + 1 :]]))
            assert recall(memory) in (None, known)
    for end in range(0, len(sound), 997):
        memory.write_bytes(sound[:end])
        assert recall(memory) in (None, known)


def test_a_memory_survives_its_file(tmp_path: Path) -> None:
    memory = Memory(
        inputs={"settings": "a", "content": ""},
        outputs="b",
        now=NOW,
        until=None,
        report={"articles": 2, "files": 3},
        traces={"a/ü\u2028.html": "template:a", "b": "", "c\x0b\x85d": "x:y z:"},
        notes={"state": "c", "needs": {"files": [1, 2.5, None, "\ud800"]}},
    )
    place = tmp_path / "new/build.json"
    for until in (None, LATER):
        remember(place, replace(memory, until=until))
        assert recall(place) == replace(memory, until=until)
    assert [path.name for path in place.parent.iterdir()] == ["build.json"]


def test_the_memory_of_another_project_is_none(tmp_path: Path) -> None:
    one, other = Project(tmp_path / "one"), Project(tmp_path / "other")
    one.build()
    write_files(other.content, {"articles/a.md": SOUND.replace("A sentence", "B sentence")})
    other.build()
    (memory,), (foreign,) = memories(one), memories(other)
    memory.write_bytes(foreign.read_bytes())
    report = one.build()
    assert report.changes is not None
    assert report.changes.written == ()
    # Nor is one that was of this folder, when it was another one.
    kept = memory.read_bytes()
    write_files(one.content, {"articles/a.md": SOUND.replace("A sentence", "C sentence")})
    one.build()
    memory.write_bytes(kept)
    assert one.build().changes is not None
    assert "C sentence" in (one.output / "2026/04/a/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", ["facts", "quotes", "data", "key", "signature", "path"])
def test_what_the_cache_has_of_another_article_is_not_trusted(
    project: Project, column: str
) -> None:
    text = SPOKEN.replace("A headline", "Another").replace("A sentence", "B sentence")
    write_files(project.content, {"articles/a.md": SPOKEN, "articles/b.md": text})
    project.build()
    before = {path: path.read_bytes() for path in project.output.rglob("*") if path.is_file()}
    with sqlite3.connect(project.folder / "cache/read.sqlite3") as database:
        found = dict(database.execute(f"SELECT path, {column} FROM read"))
        one, other = "articles/a.md", "articles/b.md"
        said = {one: "none", other: one, "none": other} if column == "path" else {
            one: found[other], other: found[one],
        }  # fmt: skip
        for path, value in said.items():
            query = f"UPDATE read SET {column} = ? WHERE path = ?"
            database.execute(query, (value, path))
    for memory in memories(project):
        memory.unlink()
    report = project.build()
    assert report.changes is not None
    assert report.changes.written == ()
    assert {path: path.read_bytes() for path in before} == before
