"""What all tests build with: a tiny site, built as the commands build it."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from newsroom.build.site import build_site, load_settings

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
SOURCE = ROOT.parent / "shared" / "source" / "000_720e902dc9d2b4ea.txt"
ARTICLE = "2015/10/us-russian-missiles-crash-in-iran"
NOW = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
SITEURL = "https://news.example.org"

# A sound article, for tests that change one thing about it.
SOUND = """---
title: A headline
date: 2026-04-01
category: World
---

A sentence.
"""


@dataclass(frozen=True)
class Site:
    """A site that was built: its content folder, and its output folder."""

    content: Path
    output: Path

    def text(self, path: str) -> str:
        file = self.output / path
        return (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")

    def page(self, path: str = "") -> BeautifulSoup:
        return BeautifulSoup(self.text(path), "html.parser")

    def files(self) -> set[str]:
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix() for path in found}


def build(folder: Path, content: Path, *, publish: bool = False, **settings: Any) -> Site:
    configuration = ROOT / ("publishconf.py" if publish else "pelicanconf.py")
    chosen: dict[str, Any] = {
        "PATH": str(content),
        "OUTPUT_PATH": str(folder / "output"),
        "NOW": NOW,
        "READ_CACHE": None,
        **({"SITEURL": SITEURL, "FEED_DOMAIN": SITEURL} if publish else {}),
        **settings,
    }
    build_site(load_settings(configuration, chosen))
    return Site(content, folder / "output")


@pytest.fixture
def build_files(tmp_path: Path) -> Callable[..., Site]:
    """Build a site of these content files: path within `content/` to text or bytes."""

    def builder(files: Mapping[str, str | bytes], **options: Any) -> Site:
        content = tmp_path / "content"
        shutil.rmtree(content, ignore_errors=True)
        write_files(content, files)
        return build(tmp_path, content, **options)

    return builder


@pytest.fixture
def build_named(tmp_path: Path) -> Callable[..., Site]:
    """Build the site of `tests/sites/<name>/`."""

    def builder(name: str, **options: Any) -> Site:
        return build(tmp_path, SITES / name / "content", **options)

    return builder


@pytest.fixture(scope="session")
def first_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first article and the page about the site; what the newsroom adds tests nothing."""
    content = tmp_path_factory.mktemp("first") / "content"
    data = ("data/agencies.yaml", "data/speakers.yaml", "data/editors.yaml")
    for name in (f"articles/{ARTICLE}.md", "pages/about.md", *data):
        write_files(content, {name: (ROOT / "content" / name).read_bytes()})
    return content


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory, first_content: Path) -> Site:
    """The preview of the first article."""
    return build(tmp_path_factory.mktemp("preview"), first_content)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, first_content: Path) -> Site:
    """The first article as it is published."""
    return build(tmp_path_factory.mktemp("published"), first_content, publish=True)


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with every kind of page, picture and language, for checks that look at all of them."""
    return build(tmp_path_factory.mktemp("gallery"), SITES / "gallery" / "content", publish=True)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
