"""An output tree is made of the spare one, of links and of what was built: whole or not at all."""

import errno
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.build import swap
from newsroom.build.changes import Changes
from newsroom.build.swap import making, spare_of
from newsroom.build.tree import Live, Stats, assemble, files_in, make_live, make_spare
from newsroom.release.manifest import MANIFEST, write_manifest

# What a build calls to change anything on the disk.
CALLS = ("chmod", "link", "mkdir", "rename", "replace", "rmdir", "unlink")

OLD = {"index.html": "old", "a/index.html": "a", "b/index.html": "b", "b/c/index.html": "c"}
MADE = {"index.html": "new", "a/index.html": "a", "d/e/index.html": "e"}
KEEP = {"b/index.html"}
NEW = {**MADE, "b/index.html": "b"}
CHANGES = Changes(
    written=("d/e/index.html", "index.html"),
    left=("a/index.html", "b/index.html"),
    removed=("b/c/index.html",),
)


def fill(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def build(
    output: Path,
    files: Mapping[str, str],
    keep: Collection[str] = (),
    later: Mapping[str, str] | None = None,
) -> Live:
    later = later or {}
    before = files_in(output)
    with making(output) as made:
        fill(made, files)
        whole = assemble(made, output, keep=set(keep), before=before, later=later.keys())
        fill(whole.folder, later)
        return make_live(whole, output)


def tree(folder: Path) -> dict[str, str]:
    """Return the text of each file, and nothing for an empty folder."""
    found = sorted(folder.rglob("*"))
    assert not any(path.is_symlink() for path in found)
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else ""
        for path in found
        if path.is_file() or not any(path.iterdir())
    }


def told(files: Stats) -> dict[str, tuple[int, int, int, int]]:
    return {
        name: (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_mode)
        for name, stat in files.items()
    }


def known(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    return told(files_in(folder))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(params=["exchange", "two renames"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in both ways of swapping."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_system_exchange", lambda: None)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give a live tree that was built long ago, with no spare."""
    output = tmp_path / "output"
    build(output, OLD)
    for name in OLD:
        os.utime(output / name, (1000, 1000))
    return output


def test_the_first_build_is_what_was_made(tmp_path: Path) -> None:
    live = build(tmp_path / "output", OLD)
    assert tree(tmp_path) == {f"output/{name}": text for name, text in OLD.items()}
    assert live.changes == Changes(written=tuple(sorted(OLD)))


def no_spare(spare: Path, output: Path) -> None:
    pass


def links(spare: Path, output: Path) -> None:
    make_spare(output, files_in(output))


def empty(spare: Path, output: Path) -> None:
    spare.mkdir()


def copied(spare: Path, output: Path) -> None:
    shutil.copytree(output, spare)


def foreign(spare: Path, output: Path) -> None:
    fill(spare, {"x/y/z.html": "z", "index.html": "foreign", ".hidden": ""})


def half_done(spare: Path, output: Path) -> None:
    links(spare, output)
    (spare / "b/index.html").unlink()
    (spare / "index.html").unlink()
    fill(spare, {"index.html": "half", "a/more.html": "", "d/f/index.html": ""})


def files_for_folders(spare: Path, output: Path) -> None:
    fill(spare, {"b": "file", "d": "file"})


def folders_for_files(spare: Path, output: Path) -> None:
    fill(spare, {"index.html/index.html": "", "b/index.html/x": "", "d/e/index.html/x/y": ""})


def links_within(spare: Path, output: Path) -> None:
    spare.mkdir()
    (spare / "b").symlink_to(output / "b")
    (spare / "index.html").symlink_to(output / "index.html")
    (spare / "gone").symlink_to("nowhere")


def closed(spare: Path, output: Path) -> None:
    links(spare, output)
    (spare / "b").chmod(0o700)
    spare.chmod(0o700)


SPARES: list[Callable[[Path, Path], None]] = [
    no_spare, links, empty, copied, foreign, half_done, files_for_folders, folders_for_files,
    links_within, closed,
]  # fmt: skip


@pytest.mark.parametrize("prepare", SPARES)
def test_whatever_the_spare_is_like(output: Path, prepare: Callable[[Path, Path], None]) -> None:
    prepare(spare_of(output), output)
    before = known(output)
    live = build(output, MADE, KEEP)
    assert tree(output) == NEW
    assert live.changes == CHANGES
    assert {name: before[name] for name in CHANGES.left}.items() <= known(output).items()
    assert known(output) == told(live.files)
    usual = output.parent / "usual"
    usual.mkdir()
    modes = {path.stat().st_mode for path in (output, *output.rglob("*")) if path.is_dir()}
    assert modes == {usual.stat().st_mode}
    usual.rmdir()
    # What was live is the spare now, untouched, and the next build is made of it.
    assert names(output.parent) == {"output", ".output.spare"}
    assert tree(spare_of(output)) == OLD
    was = output.stat().st_ino, spare_of(output).stat().st_ino
    build(output, {"b/c/index.html": "again"}, NEW)
    assert tree(output) == {**NEW, "b/c/index.html": "again"}
    assert (spare_of(output).stat().st_ino, output.stat().st_ino) == was


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_else_has_the_name_of_the_spare_is_left_alone(output: Path, kind: str) -> None:
    spare, elsewhere = spare_of(output), output.parent / "elsewhere"
    fill(elsewhere, {"mine": "precious"})
    if kind == "file":
        spare.write_text("precious")
    else:
        spare.symlink_to(elsewhere)
    make_spare(output, files_in(output))
    build(output, MADE, KEEP)
    assert tree(output) == NEW
    assert spare.is_symlink() or spare.read_text() == "precious"
    assert tree(elsewhere) == {"mine": "precious"}
    assert names(output.parent) == {"output", ".output.spare", "elsewhere"}


@pytest.mark.parametrize("prepare", [no_spare, links, half_done])
@pytest.mark.parametrize("code", [errno.EPERM, errno.EMLINK, errno.EXDEV])
def test_where_links_cannot_be_made_files_are_copied(
    output: Path, prepare: Callable[[Path, Path], None], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    prepare(spare_of(output), output)
    monkeypatch.setattr(os, "link", refuse)
    for _ in range(2):
        live = build(output, MADE, KEEP)
        assert tree(output) == NEW
        assert known(output) == told(live.files)
        assert {live.files[name].st_mtime_ns for name in CHANGES.left} == {1000 * 10**9}
    shutil.rmtree(spare_of(output))
    make_spare(output, files_in(output))
    assert names(output.parent) == {"output"}


def test_files_become_folders_and_folders_files(output: Path) -> None:
    for _ in range(2):
        build(output, {"b": "file", "index.html/deep/x.html": "x"}, {"a/index.html"})
        assert tree(output) == {"b": "file", "index.html/deep/x.html": "x", "a/index.html": "a"}
        live = build(output, {**OLD}, {"a/index.html"})
        assert tree(output) == OLD
    assert live.changes == Changes(
        written=("b/c/index.html", "b/index.html", "index.html"),
        left=("a/index.html",),
        removed=("b", "index.html/deep/x.html"),
    )


def test_all_may_go(output: Path) -> None:
    assert build(output, {}).changes == Changes(removed=tuple(sorted(OLD)))
    assert build(output, {}).changes == Changes()
    assert tree(output) == {}
    assert names(output.parent) == {"output", ".output.spare"}


def test_what_is_not_there_cannot_be_kept(output: Path) -> None:
    with pytest.raises(ValueError, match=r"not in the live tree: d\.html"):
        build(output, {}, {"d.html", "index.html", "e.html"})
    assert tree(output) == OLD


@pytest.mark.parametrize("prepare", [no_spare, links])
def test_what_is_written_later(output: Path, prepare: Callable[[Path, Path], None]) -> None:
    def changes(live: Live) -> Changes:
        assert known(output) == told(live.files)
        return live.changes

    prepare(spare_of(output), output)
    rest = tuple(sorted(OLD))
    file = "release.json"
    assert changes(build(output, {}, OLD, {file: "1"})) == Changes(written=(file,), left=rest)
    first = known(output)
    # The file is not in the tree when it is written: so the live one is not written into.
    again = changes(build(output, {}, {*OLD, file}, {file: "2"}))
    assert again == Changes(written=(file,), left=rest)
    assert tree(spare_of(output))[file] == "1"
    second = known(output)
    assert changes(build(output, {}, OLD, {file: "2"})) == Changes(left=tuple(sorted([*OLD, file])))
    assert known(output) == second != first
    assert changes(build(output, {}, OLD)) == Changes(left=rest, removed=(file,))


@pytest.mark.parametrize("prepare", [no_spare, links])
def test_a_manifest_is_not_written_into_the_live_one(
    output: Path, prepare: Callable[[Path, Path], None]
) -> None:
    write_manifest(output)
    manifest = (output / MANIFEST).read_text()
    prepare(spare_of(output), output)
    with making(output) as made:
        whole = assemble(made, output, keep={MANIFEST}, before=files_in(output))
        write_manifest(whole.folder)
        assert (output / MANIFEST).read_text() == manifest
        assert tree(whole.folder) == {MANIFEST: '{\n "files": {}\n}\n'}


def test_many_files_on_all_cores(output: Path) -> None:
    many = {f"{number % 7}/{number}/index.html": str(number) for number in range(100)}
    build(output, many)
    shutil.rmtree(spare_of(output))
    before = known(output)
    live = build(output, {"1/index.html": "new"}, many)
    assert tree(output) == {**many, "1/index.html": "new"}
    assert before.items() <= known(output).items()
    live = build(output, {**many, "5/5/index.html": "new"})
    assert live.changes.written == ("5/5/index.html",)
    assert tree(output) == {**many, "5/5/index.html": "new"}


@pytest.mark.parametrize("prepare", SPARES)
def test_a_spare_can_be_made_at_once(output: Path, prepare: Callable[[Path, Path], None]) -> None:
    prepare(spare_of(output), output)
    make_spare(output, files_in(output))
    assert known(spare_of(output)) == known(output)
    assert tree(output) == OLD
    assert {path.stat().st_mode for path in spare_of(output).rglob("*") if path.is_dir()} == {
        output.stat().st_mode
    }


def test_a_spare_outlives_the_tree(output: Path) -> None:
    make_spare(output, files_in(output))
    shutil.rmtree(output)
    assert build(output, MADE).changes == Changes(written=tuple(sorted(MADE)))
    assert tree(output) == MADE
    assert names(output.parent) == {"output"}


class Cut(BaseException):
    """Stands for whatever may end a build."""


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), Cut()])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("prepare", [no_spare, half_done, closed])
def test_a_build_that_is_cut_short_anywhere(
    output: Path,
    call: str,
    prepare: Callable[[Path, Path], None],
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = getattr(os, call)
    for number in itertools.count():
        count = itertools.count()

        def fails(*args: object, **more: object) -> object:
            if next(count) == number:  # noqa: B023 (called within the loop)
                raise error
            return real(*args, **more)

        if not spare_of(output).exists():
            prepare(spare_of(output), output)
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fails)
            try:
                build(output, MADE, KEEP)
                is_new = True
            except (OSError, Cut):
                is_new = False
        # With two renames, a target that is cut off from both its names comes back.
        if not output.exists():
            with making(output):
                pass
        assert tree(output) in ([NEW] if is_new else [OLD, NEW])
        reached = next(count) > number
        build(output, OLD)
        assert tree(output) == OLD
        if not reached:
            break
    assert names(output.parent) <= {"output", ".output.spare"}


KILLED = """
import itertools, os, signal, sys
from pathlib import Path
from newsroom.build import swap
from newsroom.build.swap import building
from tests.build import test_tree
output, way = Path(sys.argv[1]), sys.argv[2]
for number in itertools.count():
    child = os.fork()
    if not child:
        count = itertools.count()
        def counted(real):
            def call(*args, **more):
                if next(count) == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)
            return call
        for name in test_tree.CALLS:
            setattr(os, name, counted(getattr(os, name)))
        if way == "two renames":
            swap._system_exchange = lambda: None
        test_tree.build(output, test_tree.MADE, test_tree.KEEP)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    with building(output, lambda: None):
        print(status, "new" if test_tree.tree(output) == test_tree.NEW else
            "old" if test_tree.tree(output) == test_tree.OLD else "neither", flush=True)
        test_tree.build(output, test_tree.OLD)
        assert test_tree.tree(output) == test_tree.OLD
        assert test_tree.names(output.parent) <= {"output", ".output.spare"}
    if status == 0:
        break
"""


def test_a_build_that_is_killed_anywhere(output: Path, request: pytest.FixtureRequest) -> None:
    way = request.node.callspec.params["way"]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(output), way],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    *killed, last = done.stdout.splitlines()
    assert last == "0 new"
    assert {"9 old"} <= set(killed) <= {"9 old", "9 new"}
    assert len(killed) > 5


NAMES = ["a", "a/a", "a/a/a", "a/b", "b", "b/a", "c", "c/a/b", "d/a/a/a"]


def is_prefix_free(files: Mapping[str, str]) -> bool:
    return not any(one.startswith(f"{other}/") for one in files for other in files)


SITES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from("xyz")).filter(is_prefix_free)
STEPS = st.tuples(
    SITES,
    st.sets(st.sampled_from(NAMES)),  # made anew though they may be as before
    st.sampled_from(["nothing", "no spare", "new spare", "no live", "junk", "a user's edit"]),
    SITES,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, min_size=2, max_size=6))
def test_any_sites_one_after_another(
    steps: list[tuple[dict[str, str], set[str], str, dict[str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output, live = Path(folder) / "output", dict[str, str]()
        for number, (site, anew, meddling, other) in enumerate(steps):
            if meddling in ("no spare", "new spare", "junk"):
                shutil.rmtree(spare_of(output), ignore_errors=True)
            if meddling == "new spare" and output.exists():
                make_spare(output, files_in(output))
            if meddling == "junk":
                fill(spare_of(output), other)
            if meddling == "a user's edit" and live:
                name = min(live)
                (output / name).unlink()
                (output / name).write_text("edited")
                live[name] = "edited"
            if meddling == "no live":
                shutil.rmtree(output, ignore_errors=True)
                live = {}
            before = known(output)
            same = {name for name in site if live.get(name) == site[name]}
            made = {name: site[name] for name in site.keys() - (same - anew)}
            new = build(output, made, same - anew)
            after = known(output)
            assert tree(output) == site
            assert {name: before[name] for name in same} == {name: after[name] for name in same}
            assert new.changes == Changes(
                written=tuple(sorted(site.keys() - same)),
                left=tuple(sorted(same)),
                removed=tuple(sorted(live.keys() - site.keys())),
            )
            assert told(new.files) == after
            if number and meddling != "no live":
                assert tree(spare_of(output)) == live
            live = site
