"""Work on all cores, by processes of the standard library: in order, bounded, and never stuck.

Each process has a pipe of its own and waits until what is in it was taken. So memory is bounded
however much there is to do, and a process that dies takes nothing along but its own work.
"""

import fcntl
import marshal
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import SynchronizedArray

T = TypeVar("T")
R = TypeVar("R")

# Hears how many of how many things are done.
Progress = Callable[[int, int], None]

# Fewer things than these are done sooner than other processes have begun.
_WORTH_IT = 32

# What a process does before it reports.
_AT_ONCE = 8

# How much of its results may wait to be taken (bytes), where the system lets us say so.
_WAITING = 1024 * 1024

# How often it is asked how far the others are (s).
_ASKED = 0.1


class WorkerLost(Exception):  # noqa: N818 (it says what happened)
    """A process was stopped from outside, by somebody or for want of memory."""


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_worth_it(number: int) -> bool:
    """Tell whether other processes are to do so many things: `in_order` asks the same."""
    return number >= _WORTH_IT and cores() > 1 and threading.active_count() == 1


def in_order(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """Do the work on each thing and give the results in the order of the things.

    With one core, for a few things, or beside threads (a fork could take their locks along), this
    process does it all; else others do, begun by fork: they know what this one knows. Results must
    be such that `pickle` takes. What the work raises is raised here, at the place of its thing.
    Raises WorkerLost where a process was stopped.
    """
    if not is_worth_it(len(things)):
        yield from map(work, things)
        return
    parts = [things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE)]
    workers = cores()
    with _workers(lambda end, number: _work(work, parts[number::workers], end)) as pipes:
        for number in range(len(parts)):
            results, error = _received(pipes[number % workers])
            yield from results
            if error is not None:
                raise error


def spread(
    work: Callable[[T], R], things: Sequence[T], progress: Progress | None = None
) -> list[R]:
    """Do the work on each thing, in any order; return the results in the order of the things.

    For small results, of work on things that stand together and are best done together: each
    process begins at a place of its own and goes on from there, and takes from the end of another
    one's share when it is through. `progress` hears of it now and then; what is under way counts
    as done. Elsewhere as `in_order`, but that the work may raise nothing.
    """
    if not is_worth_it(len(things)):
        return list(map(work, counted(things, progress)))
    workers = cores()
    bounds = [len(things) * number // workers for number in range(workers + 1)]
    shares = get_context("fork").Array("q", [*bounds[:-1], *bounds[1:]])

    def do(end: Connection, number: int) -> None:
        taken = iter(partial(_take, shares, number), range(0))
        end.send([(place, work(things[place])) for places in taken for place in places])

    with _workers(do) as pipes:
        found: dict[int, R] = {}
        waiting = list(pipes)
        while waiting:
            ready = wait(waiting, _ASKED if progress else None)
            for pipe in [pipe for pipe in waiting if pipe in ready]:
                found.update(_received(pipe))
                waiting.remove(pipe)
            if progress:
                progress(len(things) - _left(shares), len(things))
    return [found[place] for place in range(len(things))]


def counted(things: Sequence[T], progress: Progress | None) -> Iterable[T]:
    """Give the things, and say of each how many came before it; at the end that all are done."""
    if progress is None or not things:
        yield from things
        return
    for number, thing in enumerate(things):
        progress(number, len(things))
        yield thing
    progress(len(things), len(things))


class Begun:
    """Work that another process does meanwhile, one after another.

    A call gives the next result, and waits for it: plain data, as `marshal` takes them. With one
    core, or beside threads, the work is done here, when it is asked for; so it is where the other
    process comes to nothing.
    """

    def __init__(self, *works: Callable[[], Any]) -> None:
        self._waiting = list(works)
        self._elsewhere: tuple[Connection, BaseProcess] | None = None
        if cores() > 1 and threading.active_count() == 1:
            context = get_context("fork")
            pipe, end = context.Pipe(duplex=False)
            process = context.Process(target=_report, args=(works, end, pipe), daemon=True)
            process.start()
            end.close()
            self._elsewhere = pipe, process

    def __call__(self) -> Any:
        """Return the next result."""
        work = self._waiting.pop(0)
        if self._elsewhere is None:
            return work()
        try:
            found = marshal.loads(self._elsewhere[0].recv_bytes())  # noqa: S302 (from ourselves)
        except (EOFError, OSError):  # nothing has come, or a part
            self.stop()
            return work()
        if not self._waiting:
            self.stop()
        return found

    def stop(self) -> None:
        """End the other process."""
        if self._elsewhere:
            pipe, process = self._elsewhere
            pipe.close()
            process.terminate()
            process.join()
            self._elsewhere = None


def _report(works: Iterable[Callable[[], Any]], end: Connection, pipe: Connection) -> None:
    pipe.close()  # else nobody would hear that the process is gone that began this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):  # the process that began this one does it again, and is told
        for work in works:
            end.send_bytes(marshal.dumps(work()))


def _take(shares: "SynchronizedArray[int]", number: int) -> range:
    """Take a few of what is left of a worker's share, else of the largest; none at the end."""
    with shares.get_lock():
        bounds: Any = shares.get_obj()
        workers = len(bounds) // 2
        begin, end = int(bounds[number]), int(bounds[workers + number])
        if begin < end:
            taken = range(begin, min(begin + _AT_ONCE, end))
            bounds[number] = taken.stop
            return taken
        largest = max(range(workers), key=lambda other: bounds[workers + other] - bounds[other])
        begin, end = int(bounds[largest]), int(bounds[workers + largest])
        taken = range(max(begin, end - _AT_ONCE), end)
        bounds[workers + largest] = taken.start
        return taken if taken else range(0)


def _left(shares: "SynchronizedArray[int]") -> int:
    """Return about how many things nobody has taken yet."""
    bounds: Any = shares.get_obj()  # a process that was stopped may hold the lock for ever
    workers = len(bounds) // 2
    return sum(max(int(bounds[workers + n]) - int(bounds[n]), 0) for n in range(workers))


@contextmanager
def _workers(do: Callable[[Connection, int], None]) -> Iterator[list[Connection]]:
    """Begin a process a core, each with its number, and give the pipes that lead from them."""
    context = get_context("fork")
    pipes: list[Connection] = []
    processes = []
    try:
        for number in range(cores()):
            pipe, end = context.Pipe(duplex=False)
            _widen(end)
            pipes.append(pipe)
            share = (do, number, end, tuple(pipes))
            processes.append(context.Process(target=_begin, args=share, daemon=True))
            processes[-1].start()
            end.close()  # so that the pipe ends when its process does
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _widen(pipe: Connection) -> None:
    """Let more of a process's results wait in its pipe, so that it does not (pipe(7) of Linux)."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _WAITING)


def _received(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except (EOFError, OSError):
        raise WorkerLost("a process was stopped from outside; try again") from None


def _begin(
    do: Callable[[Connection, int], None],
    number: int,
    end: Connection,
    pipes: Iterable[Connection],
) -> None:
    for pipe in pipes:  # those of the process that began this one: with it they end, and so do we
        pipe.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        do(end, number)
    except BrokenPipeError:
        os._exit(1)


def _work(work: Callable[[T], R], parts: Sequence[Sequence[T]], end: Connection) -> None:
    for part in parts:
        end.send(_done(work, part))


def _done(work: Callable[[T], R], part: Sequence[T]) -> tuple[list[R], Exception | None]:
    results = []
    for thing in part:
        try:
            results.append(work(thing))
        except Exception as error:
            return results, error
    return results, None
