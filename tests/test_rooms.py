"""A room imports only from rooms below it; templates compute nothing that Python does."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the ground up: each room with those that it may import from.
BELOW = {
    "record": set(),
    "content": {"record"},
    "ingest": {"record", "content"},
    "site": {"record", "content"},
    "build": {"record", "content", "site"},
    "release": set(),
}
PELICAN = {"pelican", "feedgenerator", "jinja2"}
MODULES = sorted((ROOT / "newsroom").rglob("*.py"))


def imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say the whole name"
            yield str(node.module)


def faults(room: str, source: str) -> list[str]:
    found = []
    for name in imports(source):
        parts = name.split(".")
        if parts[0] == "newsroom" and parts[1] not in {room, *BELOW[room]}:
            found.append(name)
        if parts[0] in PELICAN and room not in ("site", "build"):
            found.append(name)
        if parts[0] in ("time", "os", "pathlib", "io") and room == "record":
            found.append(name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_below(path: Path) -> None:
    parts = path.relative_to(ROOT / "newsroom").parts
    if len(parts) > 1:
        assert faults(parts[0], path.read_text(encoding="utf-8")) == []


def test_the_rule_fires() -> None:
    assert faults("record", "import newsroom.site.feeds") == ["newsroom.site.feeds"]
    assert faults("content", "from newsroom.site import feeds") == ["newsroom.site"]
    assert faults("content", "import pelican") == ["pelican"]
    assert faults("record", "from pathlib import Path") == ["pathlib"]
    assert faults("release", "from newsroom.record.text import Line") == ["newsroom.record.text"]
    assert faults("site", "import pelican\nfrom newsroom.record.text import Line") == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_in_a_reader_s_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


def test_no_clock_below_the_command_line() -> None:
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if path.parent.name in BELOW and path.name not in ("preview.py", "reload.py"):
            for clock in ("datetime.now", "dt.datetime.now", "time.time(", "utcnow", "today("):
                assert clock not in source, path


def test_every_room_is_known() -> None:
    rooms = {path.name for path in (ROOT / "newsroom").iterdir() if path.is_dir()}
    assert rooms - {"__pycache__"} == set(BELOW)


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """By itself pytest does not look into folders named `build`."""
    folders = {path.parent.name for path in Path(__file__).parent.rglob("test_*.py")}
    passed_over = pytestconfig.getini("norecursedirs")
    assert [name for name in folders for one in passed_over if fnmatch(name, one)] == []
