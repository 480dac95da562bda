"""Work on all cores: in order, one error at its place, and no way to get stuck."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.content import parallel
from newsroom.content.parallel import Begun, WorkerLost, counted, in_order, spread

MANY = list(range(200))


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a machine with one, and where the tests' own threads are at work."""
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def test_results_come_in_order_and_from_elsewhere() -> None:
    found = list(in_order(square, MANY))
    assert [result for result, _ in found] == [number * number for number in MANY]
    processes = {process for _, process in found}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_a_few_things_are_done_here() -> None:
    assert {process for _, process in in_order(square, MANY[:8])} == {os.getpid()}


def test_beside_threads_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert {process for _, process in in_order(square, MANY)} == {os.getpid()}


def test_one_core_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    assert {process for _, process in in_order(square, MANY)} == {os.getpid()}


def fail_at_fifty(number: int) -> int:
    if number == 50:
        raise ValueError("fifty")
    return number


def test_an_error_comes_at_its_place() -> None:
    results: list[int] = []

    def take() -> Iterator[int]:
        yield from in_order(fail_at_fifty, MANY)

    with pytest.raises(ValueError, match=r"^fifty$"):
        results.extend(take())
    assert len(results) <= 50


def die_at_fifty(number: int) -> int:
    if number == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(WorkerLost):
        list(in_order(die_at_fifty, MANY))


def test_whoever_stops_taking_leaves_nobody_behind() -> None:
    found = in_order(square, MANY)
    _, process = next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_results_that_are_spread_come_in_order_and_from_elsewhere() -> None:
    heard: list[tuple[int, int]] = []
    found = spread(square, MANY, lambda done, of: heard.append((done, of)))
    assert [result for result, _ in found] == [number * number for number in MANY]
    assert os.getpid() not in {process for _, process in found}
    assert heard[-1] == (200, 200)
    assert heard == sorted(heard)
    assert spread(square, MANY[:3]) == [(number * number, os.getpid()) for number in range(3)]


def test_a_process_that_is_killed_is_told_where_work_is_spread() -> None:
    with pytest.raises(WorkerLost):
        spread(die_at_fifty, MANY, lambda done, of: None)


def test_things_are_counted_as_they_are_done() -> None:
    heard: list[tuple[int, int]] = []
    assert list(counted("ab", lambda done, of: heard.append((done, of)))) == ["a", "b"]
    assert heard == [(0, 2), (1, 2), (2, 2)]
    assert list(counted("ab", None)) == ["a", "b"]
    assert list(counted("", lambda done, of: heard.append((done, of)))) == []
    assert len(heard) == 3


@pytest.mark.parametrize("number", [0, 1, 31, 32, 33, 63, 64, 65])
def test_spread_leaves_nothing_out_and_does_nothing_twice(number: int) -> None:
    assert [result for result, _ in spread(square, MANY[:number])] == [
        each * each for each in MANY[:number]
    ]


def slow_at_the_beginning(number: int) -> int:
    time.sleep(0.005 if number < 100 else 0)
    return os.getpid()


def test_who_is_through_takes_from_the_others_share() -> None:
    found = spread(slow_at_the_beginning, MANY)
    # The end of the first share, which is the slow one, is done by the other process.
    assert found[0] != found[99]
    assert found[99] == found[199]


# Meanwhile


def test_work_goes_on_meanwhile_elsewhere() -> None:
    data = ["äöü", (1, 2.5, None), {"key": b"value"}]
    found, process = Begun(lambda: (data, os.getpid()))()
    assert found == data
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_with_one_core_it_is_done_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    done: list[int] = []

    def work() -> int:
        done.append(os.getpid())
        return len(done)

    result = Begun(work)
    assert done == []
    assert result() == 1
    assert done == [os.getpid()]


def test_beside_threads_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert Begun(os.getpid)() == os.getpid()


def test_what_is_too_much_for_a_pipe_comes_whole() -> None:
    assert Begun(lambda: list(range(1_000_000)))() == list(range(1_000_000))


def test_where_the_other_process_comes_to_nothing_it_is_done_here() -> None:
    here = os.getpid()

    def dies() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert Begun(dies)() == here


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    def fails() -> int:
        raise ValueError("no result")

    result = Begun(fails)
    with pytest.raises(ValueError, match=r"^no result$"):
        result()


def test_results_come_one_after_another_here_or_there() -> None:
    def dies() -> int:
        if os.getpid() != here:
            os._exit(1)
        return 2

    here = os.getpid()
    result = Begun(lambda: 1, lambda: 2, lambda: 3)
    assert [result(), result(), result()] == [1, 2, 3]
    result = Begun(lambda: 1, dies, os.getpid)
    assert [result(), result(), result()] == [1, 2, here]


def test_a_result_that_has_come_in_part_is_made_here() -> None:
    begun = Begun(lambda: str(os.getpid()).ljust(10_000_000))
    assert begun._elsewhere is not None
    process = begun._elsewhere[1]
    time.sleep(0.3)  # it has begun to write, and waits
    process.kill()
    process.join()
    assert begun().strip() == str(os.getpid())


def test_nobody_is_left_behind_who_has_more_to_say_than_a_pipe_takes(tmp_path: Path) -> None:
    note = tmp_path / "process"
    first = os.fork()
    if first == 0:
        Begun(lambda: note.write_text(str(os.getpid())) and "x" * 10_000_000)
        time.sleep(60)
        os._exit(0)
    until = time.monotonic() + 20
    while not (note.exists() and note.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    other = int(note.read_text())
    time.sleep(0.1)
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    while is_alive(other) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(other)


def is_alive(process: int) -> bool:
    """Tell whether a process is there, and not merely waited for by nobody (proc(5) of Linux)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
