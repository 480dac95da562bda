"""What lies in a content folder, and what tells each file from what it was."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.content.listing import list_files
from tests.conftest import write_files


def test_files_come_in_order_and_without_what_programs_leave(tmp_path: Path) -> None:
    names = ["b.md", "a/z.md", "a/b/c.PNG", "a.b/x", "README", ".hidden", ".git/x.md", "a/.x.md",
             "a/#x.md#", "x.md~", "a/b/y.tar.gz"]  # fmt: skip
    write_files(tmp_path, dict.fromkeys(names, "text"))
    (tmp_path / "link.md").symlink_to("b.md")
    (tmp_path / "folder").symlink_to("a")
    found = list_files(tmp_path)
    assert [(file.path, file.suffix, file.is_link, file.is_file) for file in found] == [
        ("README", "", False, True),
        ("b.md", ".md", False, True),
        ("folder", "", True, False),
        ("link.md", ".md", True, False),
        ("a/z.md", ".md", False, True),
        ("a/b/c.PNG", ".PNG", False, True),
        ("a/b/y.tar.gz", ".gz", False, True),
        ("a.b/x", "", False, True),
    ]
    assert {file.size for file in found if file.is_file} == {4}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert list_files(tmp_path / "none") == []


def same_time(file: Path) -> None:
    stat = file.stat()
    file.write_text("mine")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def another_file(file: Path) -> None:
    stat = file.stat()
    (file.parent / "new").write_text("text")
    os.utime(file.parent / "new", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (file.parent / "new").replace(file)


CHANGES: list[Callable[[Path], object]] = [
    lambda file: file.write_text("more"),
    lambda file: file.write_text("text"),
    lambda file: os.utime(file, (1, 1)),
    lambda file: file.chmod(0o600),
    same_time,
    another_file,
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_gives_another_signature(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    write_files(tmp_path, {"a.md": "text", "b.md": "text"})
    (tmp_path / "a.md").chmod(0o644)
    before, beside = list_files(tmp_path)
    time.sleep(0.02)
    change(tmp_path / "a.md")
    after, still = list_files(tmp_path)
    assert after.signature != before.signature
    assert after.newest > before.newest
    assert still == beside


def test_a_look_changes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "text"})
    before = list_files(tmp_path)
    (tmp_path / "a.md").read_text()
    assert list_files(tmp_path) == before
