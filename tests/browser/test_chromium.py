"""The order in which a Chromium is looked for and, where there is none, installed."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import (
    DEBIAN,
    MISSING,
    NAMES,
    PLAYWRIGHT,
    NoChromiumError,
    find_chromium,
)


def put(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


class Machine:
    """A machine with nothing but what a test puts there; notes what is run."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.own = folder / "playwright" / "chrome"
        self.root = True
        self.broken: set[str] = set()
        self.installs: dict[Sequence[str], Callable[[], object]] = {}
        self.ran: list[Sequence[str]] = []

    def run(self, command: Sequence[str], seconds: int) -> bool:
        assert 0 < seconds <= 600
        if command[1:] == ("--version",):
            return command[0] not in self.broken
        self.ran.append(command)
        if command not in self.installs:
            return False
        self.installs[command]()
        return True

    def find(self) -> str:
        return find_chromium(self.run, lambda: str(self.own), lambda: self.root)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(machine.bin))
    return machine


def test_names_on_path_in_order(machine: Machine) -> None:
    put(machine.own)
    for name in reversed(NAMES):
        path = put(machine.bin / name)
        assert machine.find() == path
    assert machine.ran == []


def test_one_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.broken = {put(machine.bin / "chromium")}
    path = put(machine.bin / "google-chrome")
    assert machine.find() == path
    machine.broken.add(path)
    put(machine.own)
    assert machine.find() == str(machine.own)
    assert machine.ran == []


def test_playwrights_own_is_installed(machine: Machine) -> None:
    machine.installs = {PLAYWRIGHT: lambda: put(machine.own)}
    assert machine.find() == str(machine.own)
    assert machine.ran == [PLAYWRIGHT]


@pytest.mark.parametrize("downloads", [True, False])
def test_debians_is_installed_where_playwrights_does_not_start(
    machine: Machine, downloads: bool
) -> None:
    put(machine.bin / "apt-get")
    machine.broken = {str(machine.own)}
    machine.installs = {
        **({PLAYWRIGHT: lambda: put(machine.own)} if downloads else {}),
        DEBIAN[0]: lambda: None,
        DEBIAN[1]: lambda: put(machine.bin / "chromium"),
    }
    assert machine.find() == str(machine.bin / "chromium")
    assert machine.ran == [PLAYWRIGHT, *DEBIAN]


@pytest.mark.parametrize(
    ("apt", "root", "ran"),
    [
        (False, True, [PLAYWRIGHT]),
        (True, False, [PLAYWRIGHT]),
        (True, True, [PLAYWRIGHT, DEBIAN[0]]),  # apt-get update fails
    ],
)
def test_one_line_where_nothing_helps(
    machine: Machine, apt: bool, root: bool, ran: list[Sequence[str]]
) -> None:
    if apt:
        put(machine.bin / "apt-get")
    machine.root = root
    with pytest.raises(NoChromiumError) as caught:
        machine.find()
    assert str(caught.value) == MISSING
    assert "\n" not in MISSING
    assert machine.ran == ran


def test_a_command_that_is_missing_fails_or_hangs_is_no_success(tmp_path: Path) -> None:
    good, bad, slow = (tmp_path / name for name in ("good", "bad", "slow"))
    for script, line in ((good, "exit 0"), (bad, "exit 1"), (slow, "exec sleep 9")):
        script.write_text(f"#!/bin/sh\n{line}\n")
        script.chmod(0o755)
    commands = [good, bad, slow, tmp_path / "missing"]
    done = [chromium._run([str(command)], 1) for command in commands]
    assert done == [True, False, False, False]
