"""What is made meanwhile is there in the end, and what is wrong with it is told."""

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.content import parallel
from newsroom.site.meanwhile import Complaints, Meanwhile


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a machine with one, and where the tests' own threads are at work."""
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def write(file: Path) -> Callable[[], object]:
    return lambda: file.write_text(str(os.getpid()))


def test_work_is_done_elsewhere(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "abc"]
    meanwhile = Meanwhile()
    meanwhile.add(write(files[0]))
    meanwhile.add(write(files[1]))
    meanwhile.start()
    meanwhile.add(write(files[2]))
    meanwhile.finish()
    processes = [file.read_text() for file in files]
    assert processes[0] == processes[1] != processes[2]
    assert str(os.getpid()) not in processes


def test_what_is_not_begun_is_not_done(tmp_path: Path) -> None:
    meanwhile = Meanwhile()
    meanwhile.add(write(tmp_path / "a"))
    meanwhile.stop()
    assert list(tmp_path.iterdir()) == []


def test_what_is_under_way_can_be_given_up(tmp_path: Path) -> None:
    def slow() -> None:
        (tmp_path / "begun").touch()
        time.sleep(60)
        (tmp_path / "done").touch()

    meanwhile = Meanwhile()
    meanwhile.add(slow)
    meanwhile.start()
    began = time.monotonic()
    while not (tmp_path / "begun").exists() and time.monotonic() < began + 20:
        time.sleep(0.01)
    meanwhile.stop()
    assert [file.name for file in tmp_path.iterdir()] == ["begun"]


def test_what_fails_elsewhere_fails_here() -> None:
    def fail() -> None:
        raise ValueError("no")

    meanwhile = Meanwhile()
    meanwhile.add(fail)
    with pytest.raises(ValueError, match=r"^no$"):
        meanwhile.finish()


def test_a_warning_elsewhere_is_heard_here(tmp_path: Path) -> None:
    def warn() -> None:
        logging.getLogger("some.library").warning("look at this")
        write(tmp_path / "a")()

    meanwhile = Meanwhile()
    meanwhile.add(warn)
    with Complaints() as complaints:
        meanwhile.finish()
    assert complaints.heard
    assert (tmp_path / "a").read_text() == str(os.getpid())


def test_less_than_a_warning_is_no_complaint() -> None:
    with Complaints() as complaints:
        logging.getLogger("some.library").info("all is well")
    logging.getLogger("some.library").warning("later")
    assert not complaints.heard
