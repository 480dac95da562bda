"""A finished build to deploy, and hosts on loopback to deploy it to."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.release.manifest import write_manifest
from newsroom.release.rclone import find_rclone

FIRST = {
    "index.html": "front 1",
    "robots.txt": "robots",
    "sitemap.xml": "sitemap 1",
    "feeds/all.atom.xml": "feed 1",
    "sections/world/index.html": "world 1",
    "2015/10/index.html": "october",
    "2015/10/crash/index.html": "crash",
    "2015/10/dropped/index.html": "dropped",
    "images/crash.jpg": "picture",
}
# The same but for: a page dropped, one new with its picture, one changed in as many bytes.
SECOND = {
    **{path: text for path, text in FIRST.items() if "dropped" not in path},
    "index.html": "front 2",
    "sitemap.xml": "sitemap 2",
    "feeds/all.atom.xml": "feed 2",
    "sections/world/index.html": "world 2",
    "2015/10/crash/index.html": "CRASH",
    "2015/11/found/index.html": "found",
    "images/found.jpg": "picture",
}


@pytest.fixture(autouse=True)
def rclone_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An rclone configuration of the test's own; no variable of the user's reaches rclone."""
    for name in os.environ:
        if name.startswith("RCLONE_"):
            monkeypatch.delenv(name)
    config = tmp_path / "rclone.conf"
    monkeypatch.setenv("RCLONE_CONFIG", str(config))
    return config


def make_build(folder: Path, files: Mapping[str, str]) -> Path:
    """Make `folder` a finished build of these files, as a new build would."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    write_manifest(folder)
    return folder


def files_in(folder: Path) -> dict[str, str]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in found}


@contextmanager
def served(*command: str) -> Iterator[int]:
    """Run `rclone serve` on a free port of loopback; give the port."""
    line = [find_rclone(), "serve", *command, "--addr=127.0.0.1:0"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        try:
            yield next(
                int(port[1])
                for said in server.stderr
                if (port := re.search(r":(\d+)\b/?\]?$", said))
            )
        finally:
            server.terminate()
