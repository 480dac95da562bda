"""Work on all cores, by processes of the standard library: in order, bounded, and never stuck.

Each process has a pipe of its own and waits until what is in it was taken. So memory is bounded
however much there is to do, and a process that dies takes nothing along but its own work.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Fewer things than these are done sooner than other processes have begun.
_WORTH_IT = 32

# What a process does before it reports.
_AT_ONCE = 8


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
    workers = cores()
    parts = [things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE)]
    context = get_context("fork")
    pipes: list[Connection] = []
    processes = []
    try:
        for worker in range(workers):
            pipe, end = context.Pipe(duplex=False)
            pipes.append(pipe)
            share = (work, parts[worker::workers], end, tuple(pipes))
            processes.append(context.Process(target=_work, args=share, daemon=True))
            processes[-1].start()
            end.close()  # so that the pipe ends when its process does
        for number in range(len(parts)):
            try:
                results, error = pipes[number % workers].recv()
            except EOFError:
                raise WorkerLost("a process was stopped from outside; try again") from None
            yield from results
            if error is not None:
                raise error
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _work(
    work: Callable[[T], R],
    parts: Sequence[Sequence[T]],
    end: Connection,
    pipes: Iterable[Connection],
) -> None:
    for pipe in pipes:  # those of the process that began this one: with it they end, and so do we
        pipe.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for part in parts:
            end.send(_done(work, part))
    except BrokenPipeError:
        os._exit(1)


def _done(work: Callable[[T], R], part: Sequence[T]) -> tuple[list[R], Exception | None]:
    results = []
    for thing in part:
        try:
            results.append(work(thing))
        except Exception as error:
            return results, error
    return results, None
