"""What a command takes: wall time, CPU and memory of it and all processes that it starts.

Needs Linux: the memory is read from `/proc`.
"""

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.05
# Adding up a large process's pages costs it time: never more than this part of the whole.
_SHARE = 0.05


class CommandFailed(Exception):  # noqa: N818 (it says what happened)
    """A command ended with a fault; the text is the command and what it said."""


@dataclass(frozen=True)
class Measurement:
    """Seconds by the clock, seconds of CPU (user and system), and the most bytes at one time."""

    wall: float
    cpu: float
    peak: int


def usual_environment() -> dict[str, str]:
    """Return the environment, but that Python keeps what it has compiled, as it usually does."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Sequence[str], folder: Path) -> Measurement:
    """Run a command in a folder and measure it with all processes that it starts.

    CPU counts those that were waited for. Memory is the sum of each process's proportional share
    (PSS: what forked workers have in common counts once), looked at 20 times a second, and never
    less than the largest single process (`ru_maxrss`). Raises CommandFailed.
    """
    os.sync()  # else it may wait for what the one before it has written
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env=usual_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _MemoryWatch(process.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            wall = time.perf_counter() - start
            watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-4000:]
            raise CommandFailed(f"{' '.join(command)}: status {process.returncode}\n{text}")
    peak = max(watch.peak, usage.ru_maxrss * 1024)
    return Measurement(wall, usage.ru_utime + usage.ru_stime, peak)


def median(measurements: Sequence[Measurement]) -> Measurement:
    """Give the median of each figure by itself."""
    return Measurement(
        statistics.median(one.wall for one in measurements),
        statistics.median(one.cpu for one in measurements),
        round(statistics.median(one.peak for one in measurements)),
    )


def session_memory(session: int) -> int:
    """Add up the memory of all processes of a session, in bytes (PSS)."""
    found = 0
    for entry in os.scandir("/proc"):
        # A process may end between two looks at it.
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            if entry.name.isdigit() and _session(entry.path) == session:
                found += _proportional_size(entry.path)
    return found


def _session(process: str) -> int:
    """Read the session of a process: the sixth field of proc_pid_stat(5), behind a name in ()."""
    return int(Path(process, "stat").read_bytes().rpartition(b")")[2].split()[3])


def _proportional_size(process: str) -> int:
    for line in Path(process, "smaps_rollup").read_bytes().splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class _MemoryWatch(threading.Thread):
    """Looks at a session's memory until it is told to stop; `peak` is the most that it saw."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._done = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, session_memory(self._session))
            pause = max(_INTERVAL, (time.perf_counter() - start) / _SHARE)

    def stop(self) -> None:
        self._done.set()
        self.join()
