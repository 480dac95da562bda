"""From an edit on disk to a reload in the browser: what changed, what was built, who hears of it.

The one way on: `watch` notices files and puts their paths into a queue; the preview builds and says
so to `Builds`; `events` tells each browser; the script in the page compares and reloads. A page
knows which build it shows, so a browser that was away notices too, even after a new start.
"""

import html
import json
import os
import re
import secrets
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Condition, Event

import watchfiles

from newsroom.build.errors import BuildFailed

ENDPOINT = "/.wirepage/reload"

Changes = SimpleQueue[frozenset[Path]]
"""Sets of paths that changed, each waiting to be built."""

# Two numbers identify a folder, four a file and its content, None says that there is nothing.
Stamp = tuple[int, ...] | None

_TICK = 1.0  # seconds after which a stream looks whether its browser is still there
_TICKS_PER_HEARTBEAT = 15
_POLL = 100  # milliseconds after which loose files and the folders themselves are looked at

# Hidden files are no part of a site, and editors' swap, lock and staging files are mostly hidden.
_NOISE = re.compile(
    r"\..*|.*~|#.*#|4913|.*\.(sw[a-z]|tmp|part|crdownload|py[co])|.*___jb_(tmp|old)___"
    r"|__pycache__|node_modules"
)

# A tab in the background hangs up: a browser keeps no more than six connections to one host.
_SCRIPT = """<script>(() => {
  let source, badge, page = "%s";
  const show = (failed) => {
    if (badge || !failed) return;  // a success reloads the page
    badge = document.createElement("div");
    badge.setAttribute("role", "status");
    badge.style.cssText = "position:fixed;inset-block-end:.5rem;inset-inline-end:.5rem;" +
      "z-index:2147483647;padding:.25rem .75rem;border-radius:.25rem;font:14px/1.5 sans-serif;" +
      "background:#8b0000;color:#fff";
    Object.assign(badge, {lang: "en", dir: "ltr"});
    badge.textContent = "Build failed, showing the last good site: see the terminal";
    document.body.append(badge);
  };
  const connect = () => {
    if (document.hidden) { source?.close(); source = undefined; return; }
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource("%s");
    source.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.build === page) { show(state.failed); return; }
      source.close();
      location.reload();
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
    };
  };
  document.addEventListener("visibilitychange", connect);
  addEventListener("pageshow", connect);  // also when the browser brings back a page it had kept
})();</script>
"""


_NO_SITE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>The build failed</title>
<h1>The build failed</h1>
<p>There is no earlier site to show. This page reloads by itself once the build works.</p>
<pre>%s</pre>
"""


@dataclass(frozen=True)
class State:
    """What the last build came to.

    `turn` counts all builds. `build` names what is shown now and differs between two starts of the
    preview. `failed` says that the last build did not come off, and `lines` why.
    """

    turn: int
    build: str
    failed: bool = False
    lines: tuple[str, ...] = ()


class Builds:
    """Makes the site by `build` and tells any number of threads what came of it.

    `build` and `output` are those of `preview.serve`; `echo` gets what a person should read.
    """

    def __init__(
        self, build: Callable[[], None], output: Path, echo: Callable[[str], None]
    ) -> None:
        self._build, self.output, self.echo = build, output, echo
        self._start = secrets.token_hex(4)
        self._changed = Condition()
        self.state = State(0, f"{self._start}.0")
        self.closed = False

    def make(self, changed: Collection[Path]) -> None:
        """Build because these files changed (none: for the first time) and say how it went."""
        begin = time.perf_counter()
        try:
            self._build()
        except BuildFailed as failure:
            self._fail(failure.lines)
        except (Exception, SystemExit) as error:  # a fault in a template must not end the preview
            self._fail((in_one_line(error),))
        else:
            turn = self.state.turn + 1
            self._tell(State(turn, f"{self._start}.{turn}"))
            took = f"Built in {time.perf_counter() - begin:.2f} s"
            files = f"{len(changed)} file{'' if len(changed) == 1 else 's'} changed"
            self.echo(f"{took}, {files}" if changed else took)

    def _fail(self, lines: Sequence[str]) -> None:
        turn, site = self.state.turn + 1, self.output.is_dir()
        # Where there is no site, browsers show the lines of this very failure, so it is news.
        build = self.state.build if site else f"{self._start}.{turn}"
        self._tell(State(turn, build, failed=True, lines=tuple(lines)))
        for line in lines:
            self.echo(line)
        still = "the last good site is still up" if site else "there is no earlier site to show"
        self.echo(f"The build failed; {still}.")

    def wait(self, turn: int, timeout: float) -> State:
        """Return the state as soon as it is later than `turn`, or after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.state.turn > turn, timeout)
            return self.state

    def close(self) -> None:
        """End every stream."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def _tell(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()


def events(builds: Builds, gone: Callable[[], bool]) -> Iterator[bytes]:
    """Yield the stream that tells one browser of builds, until `gone` says that it hung up.

    Source: WHATWG HTML, section 9.2 Server-sent events.
    """
    state = builds.state
    yield b"retry: 1000\n\n" + _event(state)
    ticks = 0
    while not builds.closed and not gone():
        news = builds.wait(state.turn, _TICK)
        if news.turn > state.turn:
            state = news
            yield _event(state)
        elif (ticks := ticks + 1) % _TICKS_PER_HEARTBEAT == 0:
            yield b": still here\n\n"


def _event(state: State) -> bytes:
    data = json.dumps({"build": state.build, "failed": state.failed})
    return f"id: {state.build}\ndata: {data}\n\n".encode()


def with_script(page: bytes, build: str) -> bytes:
    """Return a page with the reload script before `</body>`, or at its end where there is none.

    `build` is the name of the build that the page is from, read before the page was.
    """
    script = (_SCRIPT % (build, ENDPOINT)).encode()
    end = page.lower().rfind(b"</body>")
    return page[:end] + script + page[end:] if end >= 0 else page + script


def no_site_page(state: State) -> bytes:
    """Return the page that stands in for a site while there is none: why the build failed."""
    return (_NO_SITE % html.escape("\n".join(state.lines))).encode()


def in_one_line(error: BaseException) -> str:
    """Say what an unforeseen exception is, and where under the working directory it came from."""
    said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":")
    here = Path.cwd()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(here) and "site-packages" not in file.parts:
            return f"{said} ({file.relative_to(here)}:{frame.lineno})"
    return said


def watch(
    paths: Sequence[Path],
    output: Path,
    changes: Changes,
    ready: Event,
    stop: Event,
    echo: Callable[[str], None],
) -> None:
    """Put into `changes` what is edited under `paths`, until `stop` is set.

    `paths` are files and folders; they may be missing, come, go and be replaced. What happens in
    `output` and in hidden files, and editors' own files, is no edit. `ready` is set when nothing
    can be missed any more. `echo` gets a line if watching must fall back to polling.
    """
    paths, output = _outermost(paths), output.resolve()
    seen = _stamps(paths)
    pending: set[Path] = set()
    polling: bool | None = None  # left to watchfiles
    while not stop.is_set():
        # Loose files are looked at and not watched: a watch is lost when an editor replaces one.
        folders = [path for path in paths if _is_folder(seen[path])]
        try:
            for found in watchfiles.watch(
                *folders,
                watch_filter=_edits(folders, output),
                step=50,
                debounce=200,
                rust_timeout=_POLL,
                yield_on_timeout=True,
                stop_event=stop,
                raise_interrupt=False,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                now = _stamps(paths)
                moved = [path for path in paths if now[path] != seen[path]]
                seen = now
                pending.update(moved, (Path(path) for _, path in found))
                if any(path in folders or _is_folder(now[path]) for path in moved):
                    break  # watch the new folder first, then say so, and no edit falls between
                if pending:
                    changes.put(frozenset(pending))
                    pending.clear()
                ready.set()
        except FileNotFoundError:  # a folder went away before the watch on it was set up
            now = _stamps(paths)
            pending.update(path for path in paths if now[path] != seen[path])
            seen = now
            stop.wait(_POLL / 1000)
        except Exception as error:  # such as too few inotify watches
            if "Unable to decode path" in str(error):  # watchfiles takes names in UTF-8 only
                pending.update(folders)  # the check of the content says which name it is
                stop.wait(_POLL / 1000)
                continue
            if polling:
                echo(f"Edits are no longer noticed ({error}): start the preview anew.")
                ready.set()
                return
            echo(f"Watching by polling, which is slower: {error}")
            polling = True


def _stamps(paths: Sequence[Path]) -> dict[Path, Stamp]:
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    if path.is_dir():
        return (found.st_dev, found.st_ino)
    return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


def _is_folder(stamp: Stamp) -> bool:
    return stamp is not None and len(stamp) == 2


def _outermost(paths: Sequence[Path]) -> list[Path]:
    full = sorted({path.resolve() for path in paths})
    return [path for path in full if not any(other in path.parents for other in full)]


def _edits(folders: Sequence[Path], output: Path) -> Callable[[watchfiles.Change, str], bool]:
    def is_edit(_change: watchfiles.Change, name: str) -> bool:
        path = Path(os.path.normpath(name))
        if path == output or output in path.parents:
            return False
        parts = next((path.relative_to(f).parts for f in folders if path.is_relative_to(f)), ())
        return bool(parts) and not any(map(_NOISE.fullmatch, parts))

    return is_edit
