"""A build takes the place of the one before it at once, or not at all."""

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.build import swap
from newsroom.build.swap import building, making, put, spare_of

HAS_EXCHANGE = pytest.mark.skipif(
    not sys.platform.startswith(("linux", "darwin")), reason="the system cannot exchange two names"
)


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test in both ways of swapping."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_system_exchange", lambda: None)


def swap_in(staged: Path, target: Path) -> None:
    """Put a folder at its target, and do without the spare."""
    put(staged, target)
    shutil.rmtree(spare_of(target), ignore_errors=True)


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    with making(target) as made:
        yield made
        swap_in(made, target)


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text)
    return path


def tree(path: Path) -> dict[str, str]:
    return {
        found.relative_to(path).as_posix(): found.read_text() if found.is_file() else ""
        for found in sorted(path.rglob("*"))
    }


def names(path: Path) -> set[str]:
    return {found.name for found in path.iterdir()}


def test_swap_replaces_the_whole_tree_and_removes_the_old_one(tmp_path: Path, way: None) -> None:
    target, staged = folder(tmp_path / "output", "old"), folder(tmp_path / "new", "new")
    (target / "gone.html").write_text("gone")
    swap_in(staged, target)
    assert tree(tmp_path) == {"output": "", "output/index.html": "new"}


def test_swap_where_there_is_no_target_yet(tmp_path: Path, way: None) -> None:
    swap_in(folder(tmp_path / "new", "new"), tmp_path / "output")
    assert tree(tmp_path) == {"output": "", "output/index.html": "new"}


def test_put_keeps_the_old_tree_as_the_spare(tmp_path: Path, way: None) -> None:
    target = tmp_path / "output"
    assert spare_of(target) == tmp_path / ".output.spare"
    put(folder(tmp_path / "one", "1"), target)
    assert tree(tmp_path) == {"output": "", "output/index.html": "1"}
    put(folder(tmp_path / "two", "2"), target)
    assert names(tmp_path) == {"output", ".output.spare"}
    put(spare_of(target), target)
    assert names(tmp_path) == {"output", ".output.spare"}
    assert (tree(target), tree(spare_of(target))) == ({"index.html": "1"}, {"index.html": "2"})


@pytest.mark.parametrize("kind", ["file", "full folder"])
def test_put_removes_the_old_tree_where_it_cannot_be_the_spare(
    tmp_path: Path, way: None, kind: str
) -> None:
    target = folder(tmp_path / "output", "old")
    if kind == "file":
        (tmp_path / ".output.spare").write_text("kept")
    else:
        folder(tmp_path / ".output.spare", "kept")
    before = tree(spare_of(target))
    put(folder(tmp_path / "new", "new"), target)
    assert names(tmp_path) == {"output", ".output.spare"}
    assert (tree(target), tree(spare_of(target))) == ({"index.html": "new"}, before)


def test_swap_takes_relative_paths(
    tmp_path: Path, way: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "output", "old")
    swap_in(folder(tmp_path / "new", "new"), Path("output"))
    assert tree(tmp_path) == {"output": "", "output/index.html": "new"}


def test_another_build_may_be_first(
    tmp_path: Path, way: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, staged = folder(tmp_path / "output", "first"), folder(tmp_path / "new", "second")
    lexists = iter([True, False, True])  # staged; target, which comes right after; target
    monkeypatch.setattr(os.path, "lexists", lambda path: next(lexists))
    swap_in(staged, target)
    assert tree(tmp_path) == {"output": "", "output/index.html": "second"}


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_what_is_no_folder_is_refused_and_kept(tmp_path: Path, kind: str) -> None:
    target, staged = tmp_path / "output", folder(tmp_path / "new", "new")
    if kind == "file":
        target.write_text("precious")
    else:
        target.symlink_to(staged if kind == "link" else tmp_path / "nowhere")
    before = names(tmp_path)
    with pytest.raises(NotADirectoryError, match="not a real folder"):
        swap_in(staged, target)
    with pytest.raises(NotADirectoryError), staging(target):
        pytest.fail("the block must not begin")
    assert names(tmp_path) == before
    assert target.is_symlink() or target.read_text() == "precious"


def test_what_is_staged_must_be_a_folder(tmp_path: Path) -> None:
    target = folder(tmp_path / "output", "old")
    with pytest.raises(FileNotFoundError):
        swap_in(tmp_path / "missing", target)
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(NotADirectoryError):
        swap_in(tmp_path / "link", target)
    assert tree(target) == {"index.html": "old"}


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_file_system_that_refuses_gets_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(one: bytes, other: bytes) -> int:
        ctypes.set_errno(code)
        return -1

    monkeypatch.setattr(swap, "_system_exchange", lambda: refuse)
    swap_in(folder(tmp_path / "new", "new"), folder(tmp_path / "output", "old"))
    assert tree(tmp_path) == {"output": "", "output/index.html": "new"}


def test_another_error_is_raised_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(one: bytes, other: bytes) -> int:
        ctypes.set_errno(errno.EACCES)
        return -1

    monkeypatch.setattr(swap, "_system_exchange", lambda: fail)
    target = folder(tmp_path / "output", "old")
    with pytest.raises(PermissionError), staging(target) as staged:
        (staged / "index.html").write_text("new")
    assert tree(tmp_path) == {"output": "", "output/index.html": "old"}


def test_a_second_rename_that_fails_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_system_exchange", lambda: None)
    target, staged = folder(tmp_path / "output", "old"), folder(tmp_path / "new", "new")
    rename = Path.rename

    def fails_for_staged(self: Path, to: Path) -> Path:
        if self == staged:
            raise PermissionError(errno.EACCES, "no")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails_for_staged)
    with pytest.raises(PermissionError):
        swap_in(staged, target)
    assert tree(target) == {"index.html": "old"}


@HAS_EXCHANGE
def test_a_reader_never_finds_the_target_missing(tmp_path: Path) -> None:
    target = folder(tmp_path / "output", "0")
    done, reading, seen, missed = threading.Event(), threading.Event(), set(), []

    def read() -> None:
        while not done.is_set():
            try:
                seen.add((target / "index.html").read_text())
            except OSError as error:
                missed.append(error)
            reading.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert reading.wait(5)
        for number in range(300):
            with staging(target) as staged:
                (staged / "index.html").write_text(str(number))
    finally:
        done.set()
        reader.join()
    assert not missed
    assert len(seen) > 10
    assert tree(tmp_path) == {"output": "", "output/index.html": "299"}


def test_staging_is_a_hidden_empty_sibling_with_the_usual_mode(tmp_path: Path, way: None) -> None:
    before = os.umask(0o022)
    try:
        with staging(tmp_path / "deep" / "output") as staged:
            assert staged.parent == tmp_path / "deep"
            assert staged.name.startswith(".output.")
            assert not list(staged.iterdir())
            (staged / "index.html").write_text("new")
        assert (tmp_path / "deep" / "output").stat().st_mode & 0o7777 == 0o755
    finally:
        os.umask(before)
    assert tree(tmp_path / "deep") == {"output": "", "output/index.html": "new"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_target_untouched(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = folder(tmp_path / "output", "old")

    def build_half() -> None:
        with staging(target) as staged:
            (staged / "half.html").write_text("half")
            raise error

    with pytest.raises(error):
        build_half()
    assert tree(tmp_path) == {"output": "", "output/index.html": "old"}


@pytest.mark.parametrize("name", [".", "..", "/", "a/.."])
def test_a_target_needs_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="has no name"), staging(Path(name)):
        pytest.fail("the block must not begin")


def test_two_builds_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    target = tmp_path / "output"
    with staging(target) as first:
        (first / "index.html").write_text("first")
        with staging(target) as second:
            assert (first / "index.html").read_text() == "first"
            (second / "index.html").write_text("second")
        assert tree(target) == {"index.html": "second"}
    assert tree(tmp_path) == {"output": "", "output/index.html": "first"}


BUILD = """
import sys
from pathlib import Path
from newsroom.build.swap import making, put
with making(Path(sys.argv[1])) as staged:
    (staged / "index.html").write_text("half")
    print(staged.name, flush=True)
    sys.stdin.read()
    put(staged, Path(sys.argv[1]))
"""


def test_what_a_killed_build_left_is_removed_and_a_living_ones_is_not(tmp_path: Path) -> None:
    target = folder(tmp_path / "output", "old")
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(target)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=Path(__file__).parents[2],
        )
        for _ in range(2)
    ]
    try:
        killed, living = (build.stdout.readline().strip() for build in builds if build.stdout)
        builds[0].send_signal(signal.SIGKILL)
        builds[0].wait(10)
        assert {killed, living} <= names(tmp_path)
        with staging(target) as staged:
            assert names(tmp_path) == {living, staged.name, "output"}
        builds[1].communicate("", timeout=10)
    finally:
        for build in builds:
            build.kill()
            build.communicate()
    assert tree(target) == {"index.html": "half"}
    assert names(tmp_path) == {"output", ".output.spare"}


def test_what_a_build_works_in_is_removed_but_what_it_put_and_the_spare_stay(
    tmp_path: Path, way: None
) -> None:
    target = folder(tmp_path / "output", "old")
    with making(target) as made:
        (made / "index.html").write_text("new")
        put(made, target)
    assert names(tmp_path) == {"output", ".output.spare"}
    with making(target) as made:
        (made / "index.html").write_text("not put")
    assert names(tmp_path) == {"output", ".output.spare"}
    assert (tree(target), tree(spare_of(target))) == ({"index.html": "new"}, {"index.html": "old"})


def test_other_hidden_folders_are_not_ours(tmp_path: Path) -> None:
    for name in (".output.d", ".output", ".output.0123456z", ".public.01234567"):
        (tmp_path / name).mkdir()
    (tmp_path / ".output.76543210").symlink_to(folder(tmp_path / "elsewhere", "kept"))
    (tmp_path / ".output.01234567").write_text("a file")
    before = names(tmp_path)
    with staging(tmp_path / "output"):
        pass
    assert names(tmp_path) == before | {"output"}


def test_a_target_that_a_killed_build_had_moved_away_comes_back(tmp_path: Path) -> None:
    folder(tmp_path / ".output.01234567.old", "old")
    (tmp_path / ".output.76543210").mkdir()
    with pytest.raises(ValueError, match="problem"), staging(tmp_path / "output"):
        raise ValueError("problem")
    assert tree(tmp_path) == {"output": "", "output/index.html": "old"}


def test_a_build_begins_with_the_target_that_a_killed_one_had_moved_away(tmp_path: Path) -> None:
    folder(tmp_path / ".output.01234567.old", "old")
    with building(tmp_path / "output", lambda: pytest.fail("nobody else builds")):
        assert tree(tmp_path) == {"output": "", "output/index.html": "old"}


def test_without_locks_nothing_is_removed_that_might_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(errno.EBADF, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    folder(tmp_path / ".output.01234567", "whose?")
    with staging(tmp_path / "output") as staged:
        (staged / "index.html").write_text("new")
    assert names(tmp_path) == {".output.01234567", "output"}


@HAS_EXCHANGE
def test_many_builds_at_once(tmp_path: Path) -> None:
    target, errors = tmp_path / "output", []

    def build(name: str) -> None:
        try:
            for _ in range(30):
                with staging(target) as staged:
                    (staged / "index.html").write_text(name)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=build, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert names(tmp_path) == {"output"}
