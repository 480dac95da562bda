"""However a build ends, the last good site stays, and the next build is right."""

import errno
import io
import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.build import site as site_module
from newsroom.build.errors import BuildFailed
from newsroom.build.site import build_site, load_settings
from newsroom.content import parallel
from newsroom.site import pages
from tests.conftest import NOW, ROOT, write_files

OLD = {
    "articles/a.md": "---\ntitle: A\ndate: 2026-04-01\ncategory: World\n---\nRain fell.\n",
    "articles/b.md": "---\ntitle: B\ndate: 2026-04-02\ncategory: World\n---\nSee [a](",
    "pages/about.md": "---\ntitle: About\n---\nText.\n",
}
OLD["articles/b.md"] += "{filename}a.md).\n"
NEW: dict[str, str] = {
    **OLD,
    "articles/a.md": OLD["articles/a.md"].replace("04-01", "03-01"),
    "articles/c.md": OLD["articles/a.md"].replace("World", "Sport"),
}
SETTINGS = """
import datetime as time_of_day, sys
sys.path.insert(0, {root!r})
from pelicanconf import *
PATH, THEME, OUTPUT_PATH = {folder!r} + "/content", {root!r} + "/theme", {folder!r} + "/output"
READ_CACHE = {folder!r} + "/cache/read.sqlite3"
NOW = time_of_day.datetime.fromisoformat({now!r})
"""


class Project:
    """A folder in which a site is built; `old` and `new` are what its two states come to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content = folder, folder / "content"
        self.output, self.configuration = folder / "output", folder / "conf.py"
        text = SETTINGS.format(root=str(ROOT), folder=str(folder), now=NOW.isoformat())
        write_files(folder, {"conf.py": text})
        self.write(NEW)
        self.build()
        self.new = self.tree()
        self.write(OLD)
        self.build()
        self.old = self.tree()

    def write(self, files: dict[str, str]) -> None:
        for path in self.content.glob("articles/*.md"):
            if f"articles/{path.name}" not in files:
                path.unlink()
        for name, text in files.items():
            path = self.content / name
            if not path.exists() or path.read_text() != text:
                write_files(self.content, {name: text})

    def build(self, **settings: Any) -> site_module.Report:
        time.sleep(0.08)  # so that what was written last is relied upon
        return build_site(load_settings(self.configuration, settings))

    def command(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "newsroom", "build", "--settings", str(self.configuration)]
        return subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip

    def tree(self) -> dict[str, bytes]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in files}

    def memory(self) -> Path:
        (memory,) = (self.folder / "cache").glob("build-*.json")
        return memory

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} - {".output.spare"}


CLEAN = {"cache", "conf.py", "content", "output"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("interrupted")
    yield Project(folder)
    shutil.rmtree(folder)


@pytest.fixture
def project(shared: Project) -> Project:
    """Give the project with its old state built, whatever was done to it before."""
    shared.write(OLD)
    shared.build()
    assert shared.tree() == shared.old
    return shared


# How a build is cut short

Fail = Callable[[Callable[..., Any], Callable[[], None]], Callable[..., Any]]


def each_call(real: Callable[..., Any], count: Callable[[], None]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        count()
        return real(*arguments, **options)

    return call


def each_writing(real: Callable[..., Any], count: Callable[[], None]) -> Callable[..., Any]:
    def call(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if set(mode) & set("wax+") and not isinstance(file, int):
            count()
        return real(file, mode, *arguments, **options)

    return call


CALLS: list[tuple[Any, str, Fail, list[int]]] = [
    (io, "open", each_writing, [0, 2, 9]),
    (os, "link", each_call, [0, 2]),
    (os, "mkdir", each_call, [0, 3]),
    (os, "rename", each_call, [0, 1]),
    (os, "replace", each_call, [0, 3]),
    (os, "unlink", each_call, [0, 2]),
]


class Cut(BaseException):
    """Stands for whatever may end a build."""


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), Cut()], ids=["full", "cut"])
@pytest.mark.parametrize(("owner", "name", "wrap", "numbers"), CALLS, ids=[c[1] for c in CALLS])
def test_a_build_that_fails_at_any_call(
    project: Project,
    owner: Any,
    name: str,
    wrap: Fail,
    numbers: list[int],
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in numbers:
        calls = itertools.count()

        def count() -> None:
            if next(calls) == number:  # noqa: B023 (called within the loop)
                raise error

        project.write(NEW)
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, wrap(getattr(owner, name), count))
            try:
                project.build()
                assert project.tree() == project.new
            except (OSError, BuildFailed, Cut):
                assert project.tree() in (project.old, project.new)
        project.build()
        assert project.tree() == project.new
        assert project.build().changes is None
        assert project.names() == CLEAN
        project.write(OLD)
        project.build()
        assert project.tree() == project.old


STEPS = ["run_pelican", "assemble", "make_live", "make_spare", "remember", "digest_of"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_build_that_is_cut_between_its_steps(
    project: Project, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(site_module, step)

    def cut(*arguments: Any, **options: Any) -> None:
        if when == "after":
            real(*arguments, **options)
        raise Cut

    shutil.rmtree(project.folder / ".output.spare")  # so that all steps are taken
    project.write(NEW)
    with monkeypatch.context() as patched:
        patched.setattr(site_module, step, cut)
        with pytest.raises(Cut):
            project.build()
    is_live = STEPS.index(step) > STEPS.index("make_live") or (step, when) == ("make_live", "after")
    assert project.tree() == (project.new if is_live else project.old)
    project.build()
    assert project.tree() == project.new
    assert project.build().changes is None
    assert project.names() == CLEAN


def test_a_build_that_is_killed_at_any_moment(project: Project) -> None:
    project.write(NEW)
    began = time.monotonic()
    project.command().communicate()
    lasts = time.monotonic() - began
    ends = set()
    for number in range(10):
        project.write(OLD)
        project.build()
        project.write(NEW)
        process = project.command()
        time.sleep(lasts * (number + 1) / 11)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        tree = project.tree()
        assert tree in (project.old, project.new)
        ends.add(tree == project.new)
        project.build()
        assert project.tree() == project.new
        assert project.names() == CLEAN
    assert False in ends


def test_two_builds_at_once(project: Project) -> None:
    project.write(NEW)
    processes = [project.command() for _ in range(2)]
    said = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert project.tree() == project.new
    assert project.build().changes is None
    assert project.names() == CLEAN


# Content that is no good, or that changes meanwhile


def test_problems_among_many_files_come_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    project = Project(tmp_path)
    many = {f"articles/m{number:02}.md": OLD["articles/a.md"] for number in range(100)}
    project.write({**OLD, **many})
    project.build()
    before, remembered = project.tree(), project.memory().read_bytes()
    broken = {
        "articles/m03.md": OLD["articles/a.md"].replace("title: A", "titel: A"),
        "articles/m50.md": OLD["articles/a.md"] + "\n\n\n“It is [@nobody].\n",
        "articles/m97.md": "no front matter",
    }
    project.write({**OLD, **{name: text + "\n" for name, text in many.items()}, **broken})
    found = []
    for cores in (2, 1):
        monkeypatch.setattr(parallel, "cores", lambda cores=cores: cores)
        with pytest.raises(BuildFailed) as failed:
            project.build()
        found.append(failed.value.lines)
    assert found[0] == found[1]
    assert [(line.split(": ")[0], line[-6:]) for line in found[0]] == [
        ("content/articles/m03.md:1", "[F005]"),
        ("content/articles/m03.md:2", "[F004]"),
        ("content/articles/m50.md:10", "[Q003]"),
        ("content/articles/m50.md:10", "[Q002]"),
        ("content/articles/m97.md:1", "[F003]"),
    ]
    assert project.tree() == before
    assert project.memory().read_bytes() == remembered
    assert project.names() == CLEAN
    project.write({**OLD, **many})
    project.build()
    assert project.tree() == before


def changed(project: Project) -> None:
    text = OLD["articles/a.md"]
    write_files(project.content, {"articles/a.md": text.replace("Rain", "Snow")})


def moved(project: Project) -> None:
    write_files(project.content, {"articles/a.md": NEW["articles/a.md"]})


def removed(project: Project) -> None:
    (project.content / "articles/a.md").unlink()


def broken(project: Project) -> None:
    write_files(project.content, {"articles/a.md": "no front matter"})


@pytest.mark.parametrize("cache", ["kept", "none", "emptied"])
@pytest.mark.parametrize("edit", [changed, moved, removed, broken])
def test_content_that_changes_between_reading_and_writing(
    project: Project,
    edit: Callable[[Project], None],
    cache: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project.write(OLD)
    write_files(project.content, {"articles/a.md": OLD["articles/a.md"].replace("Rain", "Hail")})
    if cache == "none":  # nothing is kept from one build to the next
        project.build(READ_CACHE=None)
        write_files(project.content, {"articles/a.md": OLD["articles/a.md"]})
    wait = pages.PageWriter.write_waiting

    def edited(writer: pages.PageWriter) -> None:
        edit(project)
        if cache == "emptied":
            with sqlite3.connect(project.folder / "cache/read.sqlite3") as database:
                database.execute("DELETE FROM read")
        wait(writer)

    settings = {"READ_CACHE": None} if cache == "none" else {}
    before = project.tree()
    said: tuple[str, ...] = ()
    with monkeypatch.context() as patched:
        patched.setattr(pages.PageWriter, "write_waiting", edited)
        try:
            project.build(**settings)
        except BuildFailed as failed:
            said = failed.lines
    after = project.tree()
    if said:
        message = "has changed while the site was built; build it again"
        assert said == (f"content/articles/a.md:1: file: {message} [F001]",)
        assert after == before
    else:
        assert b"Snow" not in after["2026/04/a/index.html"]
        assert after.keys() == before.keys()
    write_files(project.content, {"articles/a.md": OLD["articles/a.md"]})
    project.build(**settings)
    assert project.tree() == project.old


TEMPLATE = "templates/article.html"


@pytest.mark.parametrize("moment", ["keeps", "_write"])
def test_a_template_that_changes_meanwhile(
    project: Project, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = project.folder / "theme"
    shutil.copytree(ROOT / "theme", theme)
    text = (theme / TEMPLATE).read_text(encoding="utf-8")
    real = getattr(pages.PageWriter, moment)

    def edited(*arguments: Any) -> Any:
        write_files(theme, {TEMPLATE: text.replace("</article>", "<hr></article>")})
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(pages.PageWriter, moment, edited)
        project.build(THEME=str(theme))
    project.build(THEME=str(theme))
    assert b"<hr></article>" in project.tree()["2026/04/a/index.html"]
    shutil.rmtree(theme)
