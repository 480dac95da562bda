"""Pages that several processes write are those that one writes, and so are the errors."""

import threading
from pathlib import Path

import pytest
from pelican import signals

from newsroom.build.errors import BuildFailed
from newsroom.content import parallel
from newsroom.site import pages
from tests.conftest import build, write_files

ARTICLE = """---
title: Report {n}
date: 2026-04-{day:02}
category: World
tags: [T{t}]
---
Text.
"""
OVERRIDE = '{% extends "!theme/article.html" %}{% block head %}{{ super() }}PLACE{% endblock %}'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {
        f"articles/report-{n}.md": ARTICLE.format(n=n, day=n % 28 + 1, t=n % 3) for n in range(45)
    }
    write_files(tmp_path / "content", files)
    return tmp_path / "content"


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a machine with one, and where the tests' own threads are at work."""
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_bytes(content: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    one = tree(build(tmp_path / "one", content).output)
    request.getfixturevalue("two_cores")
    assert tree(build(tmp_path / "two", content).output) == one


@pytest.mark.usefixtures("two_cores")
def test_pages_are_written_elsewhere(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done_here: list[int] = []

    def write(writer: object, page: object) -> float:
        done_here.append(1)
        return 0.0

    monkeypatch.setattr(pages, "_try", write)
    output = build(tmp_path, content).output
    assert done_here == []
    assert not (output / "index.html").exists()


@pytest.mark.usefixtures("two_cores")
def test_whoever_listens_hears_of_each_page(content: Path, tmp_path: Path) -> None:
    heard: list[str] = []

    def listen(path: str, context: object) -> None:
        heard.append(Path(path).name)

    signals.content_written.connect(listen)
    try:
        build(tmp_path, content)
    finally:
        signals.content_written.disconnect(listen)
    assert len(heard) > 45


def test_an_error_of_a_template_is_told_alike(
    content: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    overrides = tmp_path / "overrides"
    write_files(overrides, {"article.html": OVERRIDE.replace("PLACE", "{{ article.nothing }}")})
    said = []
    for name in ("one", "two"):
        if name == "two":
            request.getfixturevalue("two_cores")
        with pytest.raises(BuildFailed) as failed:
            build(tmp_path / name, content, THEME_TEMPLATES_OVERRIDES=[str(overrides)])
        said.append(failed.value.lines)
    assert said[0] == said[1]
    assert len(said[0]) == 1
    assert "has no attribute 'nothing'" in said[0][0]
