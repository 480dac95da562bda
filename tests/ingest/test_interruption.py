"""An import that is repeated, killed or out of room leaves what one whole import leaves."""

import contextlib
import errno
import fcntl
import io
import itertools
import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.site import load_settings
from newsroom.site.edition import check_edition
from tests.conftest import NOW, ROOT, write_files
from tests.ingest.test_bad_input import (
    CAPTURE,
    GOOD,
    WEBPAGE,
    Import,
    bring,
    illustrated,
    newsml,
    ninjs,
    nitf,
    png,
    tree,
)

# What an interrupted import may leave behind: hidden, and so in no build and no check.
_LEFTOVER = re.compile(r"(?:.*/)?\.[^/]*\.(?:new|importing)")

THREE = "<p>One.</p><p>Two.</p><p>Three.</p>"
OLD = {
    "1.json": ninjs(uri="urn:edited", headline="Edited here", body_xhtml=THREE),
    "2.json": ninjs(uri="urn:killed", headline="Killed later"),
    "3.json": ninjs(uri="urn:updated", headline="Updated later"),
    "4.json": illustrated("p.png", uri="urn:shown", headline="Shown already"),
    "p.png": png(),
}
NEWS = {
    "1.json": ninjs(
        uri="urn:edited",
        headline="Edited here",
        version="2",
        body_xhtml=THREE.replace("Three", "Three, changed"),
    ),
    "2.json": ninjs(uri="urn:killed", pubstatus="canceled"),
    "3.json": ninjs(uri="urn:updated", headline="Updated now", version="2"),
    "4.json": illustrated("q.png", uri="urn:shown", headline="Shown already", version="2"),
    "5.json": illustrated("q.png", uri="urn:new", headline="New, with a picture"),
    "6.json": ninjs(uri="urn:never", pubstatus="canceled"),
    "7.json": f"[{ninjs(uri='urn:a', headline='A')},{ninjs(uri='urn:b', headline='B')}]",
    "8.xml": nitf(),
    "q.png": png(5),
}
EVERY_FORMAT = {
    "a.json": illustrated("p.png"),
    "b.xml": nitf().replace("urn:item", "urn:nitf"),
    "c.xml": newsml().replace("urn:item", "urn:newsml"),
    "d.html": WEBPAGE,
    "e.txt": CAPTURE,
    "f.json": ninjs(
        uri="urn:picture-alone",
        type="picture",
        headline="A boat",
        creditline="XY",
        description_text="A boat on the river.",
        renditions={"r": {"href": "p.png", "mimetype": "image/png"}},
    ),
    "p.png": png(),
}


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no disk: what a test writes need not outlive the machine."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def edition_problems(content: Path) -> list[str]:
    """Return what `make check` says, but for what an import leaves to a person."""
    chosen = {"PATH": str(content), "NOW": NOW, "READ_CACHE": None, "OUTPUT_PATH": "never"}
    _, problems = check_edition(load_settings(ROOT / "pelicanconf.py", chosen), for_readers=True)
    return [str(problem) for problem in problems if "review" not in problem.field]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder with articles in `content/`, of which one was edited, and with news in `in/`."""
    write_files(tmp_path / "old", OLD)
    assert bring(tmp_path, "old").lines[-1] == "4 new"
    shutil.rmtree(tmp_path / "old")
    edited = tmp_path / "content" / "articles" / "2026" / "04" / "edited-here.md"
    text = edited.read_text(encoding="utf-8")
    assert "\nOne.\n" in text
    edited.write_text(text.replace("\nOne.\n", "\nOne, said the editor.\n"), encoding="utf-8")
    write_files(tmp_path / "in", NEWS)
    return tmp_path


def copy_of(begun: Path, name: str) -> Path:
    folder = begun.parent / f"{begun.name}-{name}"
    shutil.copytree(begun, folder)
    return folder


def leftovers(content: Path) -> set[str]:
    return {name for name in tree(content) if _LEFTOVER.fullmatch(name)}


def sound_tree(content: Path) -> dict[str, bytes | None]:
    return {name: data for name, data in tree(content).items() if not _LEFTOVER.fullmatch(name)}


def test_importing_twice_changes_no_byte(tmp_path: Path) -> None:
    write_files(tmp_path / "in", EVERY_FORMAT)
    first = bring(tmp_path)
    assert (first.status, first.errors, first.lines[-1]) == (0, [], "6 new")
    before = tree(tmp_path)
    second = bring(tmp_path)
    assert (second.status, second.errors, second.lines[-1]) == (0, [], "6 unchanged")
    assert tree(tmp_path) == before
    assert edition_problems(tmp_path / "content") == []


def test_importing_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    write_files(tmp_path / "in", EVERY_FORMAT)
    bring(tmp_path, into="content")
    bring(tmp_path, into="other")
    assert tree(tmp_path / "content") == tree(tmp_path / "other")


def test_what_was_kept_can_be_imported_again(tmp_path: Path) -> None:
    """Only the sources are: not what the import itself made of them."""
    write_files(
        tmp_path / "in", {name: EVERY_FORMAT[name] for name in EVERY_FORMAT if name != "p.png"}
    )
    bring(tmp_path)
    before = sound_tree(tmp_path / "content")
    again = bring(tmp_path, "content/sources")
    assert (again.status, again.errors, again.lines[-1]) == (0, [], "6 unchanged")
    assert sound_tree(tmp_path / "content") == before


VERSIONS = {
    version: ninjs(
        version=version,
        firstcreated="2026-03-31T10:00:00Z",
        versioncreated=f"2026-04-{int(version):02}T10:00:00Z",
        body_xhtml=f"<p>It is version {version}.</p>",
    )
    for version in ("1", "2", "10")
}
KILL = ninjs(version="3", pubstatus="canceled")


@pytest.mark.parametrize("order", [*itertools.permutations(VERSIONS)], ids="-".join)
def test_the_highest_version_wins_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    write_files(tmp_path / "in", {f"{n}.json": VERSIONS[v] for n, v in enumerate(order)})
    assert bring(tmp_path).status == 0
    for n in range(3):
        bring(tmp_path, f"in/{n}.json", into="one-by-one")
    path = Path("articles", "2026", "03", "a-ferry-for-the-island.md")
    text = (tmp_path / "content" / path).read_text(encoding="utf-8")
    assert text.endswith("---\nIt is version 10.\n")
    assert (tmp_path / "one-by-one" / path).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("order", [*itertools.permutations(["1", "10", "kill"])], ids="-".join)
def test_a_kill_holds_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    sources = {**VERSIONS, "kill": KILL}
    write_files(tmp_path / "in", {f"{n}.json": sources[v] for n, v in enumerate(order)})
    assert bring(tmp_path).status == 0
    (path,) = (tmp_path / "content" / "articles").rglob("*.md")
    assert "\npub_status: canceled\n" in path.read_text(encoding="utf-8")


# Killed


_MUTATIONS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate", "os.rmdir"}
# What changes nothing, where the path is there (True) or is not (False).
_IDLE = {"os.mkdir": True, "os.remove": False}


def import_killed(folder: Path, at: int) -> bool:
    """Import in a process that is killed before its change `at` to the disk; False at its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing waits on a thread here
        child = os.fork()
    if child == 0:
        count = 0

        def hook(event: str, args: tuple[Any, ...]) -> None:
            nonlocal count
            writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
            idle = event in _IDLE and os.path.lexists(args[0]) == _IDLE[event]
            if writes or (event in _MUTATIONS and not idle):
                count += 1
                if count == at:
                    os._exit(9)

        sys.addaudithook(hook)
        try:
            bring(folder)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def test_an_import_that_is_killed_anywhere_is_made_whole_by_the_next(begun: Path) -> None:
    whole = copy_of(begun, "whole")
    said = bring(whole)
    assert (said.status, said.errors) == (0, [])
    expected = tree(whole / "content")
    assert not leftovers(whole / "content")
    assert edition_problems(whole / "content") == []
    differing: dict[int, set[str]] = {}
    killed = 0
    for at in itertools.count(1):
        folder = copy_of(begun, "killed")
        if not import_killed(folder, at):
            break
        killed += 1
        again = bring(folder)
        found = sound_tree(folder / "content")
        if again.errors or found != expected:
            names = {
                name for name in found.keys() | expected if found.get(name) != expected.get(name)
            }
            differing[at] = {*again.errors, *names}
        shutil.rmtree(folder)
    assert killed > 30
    assert differing == {}


def test_what_a_killed_import_leaves_is_in_no_check(begun: Path) -> None:
    folder = copy_of(begun, "left")
    left = 0
    for at in range(1, 60, 3):
        if not import_killed(folder, at):
            break
        left = max(left, len(leftovers(folder / "content")))
    assert left
    bring(folder)
    assert edition_problems(folder / "content") == []
    assert leftovers(folder / "content") == set()


def test_an_import_that_is_stopped_by_the_keyboard_leaves_nothing_behind(
    begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copy_of(begun, "whole")
    bring(whole)
    replace = os.replace
    for at in itertools.count():
        folder = copy_of(begun, "stopped")
        count = itertools.count()

        def stopped(*args: Any, count: Any = count, at: int = at) -> None:
            if next(count) == at:
                raise KeyboardInterrupt
            replace(*args)

        monkeypatch.setattr(os, "replace", stopped)
        said = bring(folder)
        monkeypatch.setattr(os, "replace", replace)
        assert leftovers(folder / "content") == set()
        if said.status == 0:
            break
        assert (said.status, said.errors) == (130, [])
        # No picture lies there that no article shows, and none is missing; what a kill has begun
        # is said until it is done.
        problems = edition_problems(folder / "content")
        assert [problem for problem in problems if "[R002]" not in problem] == []
        bring(folder)
        assert tree(folder / "content") == tree(whole / "content")
        shutil.rmtree(folder)
    assert at > 10


# Two at once, and no room


def test_of_two_imports_at_once_the_second_says_so(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"a.json": GOOD})
    content = tmp_path / "content"
    content.mkdir()
    first = os.open(content, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)
    reason = f"{content}: another import is at work; wait for its end"
    assert bring(tmp_path) == Import(1, [], [reason])
    assert tree(content) == {}
    os.close(first)
    assert bring(tmp_path).lines[-1] == "1 new"


@contextlib.contextmanager
def full_disk(at: int) -> Iterator[list[str]]:
    """Let there be no room for what is written from the file number `at` on; list those files."""
    open_ = io.open
    opened: list[str] = []

    class Full(io.FileIO):
        def write(self, data: Any) -> int:
            super().write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opening(path: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        if "w" not in mode:
            return open_(path, mode, *args, **options)
        opened.append(str(path))
        if len(opened) <= at:
            return open_(path, mode, *args, **options)
        return io.BufferedWriter(Full(path, "w"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", opening)
        yield opened


def test_a_full_disk_gives_a_line_and_leaves_nothing_half_written(begun: Path) -> None:
    whole = copy_of(begun, "whole")
    bring(whole)
    before, after = tree(begun / "content"), tree(whole / "content")
    for at in itertools.count():
        folder = copy_of(begun, "full")
        with full_disk(at) as opened:
            said = bring(folder)
        if len(opened) <= at:
            assert said.status == 0
            break
        assert said.status == 1
        assert {line.rpartition(": ")[2] for line in said.errors} == {"No space left on device"}
        assert leftovers(folder / "content") == set()
        known = {**{name: {data} for name, data in before.items()}}
        for name, data in after.items():
            known.setdefault(name, set()).add(data)
        kills = "data/canceled.yaml"  # grows a kill at a time
        left = {n: data for n, data in tree(folder / "content").items() if n != kills}
        assert [name for name, data in left.items() if data not in known.get(name, ())] == []
        bring(folder)
        assert tree(folder / "content") == after
        shutil.rmtree(folder)
    assert at > 10
