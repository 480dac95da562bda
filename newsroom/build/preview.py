"""The preview behind `make serve`: builds, serves, watches, and reloads the browser on a change.

On the standard library, since livereload serves from a single thread, so that one slow client stops
all, and has no way to show the site's own 404 page. What is on disk is served as it is; the reload
script joins a page on its way out.
"""

import errno
import re
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import MimeTypes
from pathlib import Path
from queue import Empty, SimpleQueue
from socketserver import TCPServer
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from newsroom.build import reload

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_IDLE = 30  # seconds after which a connection that says nothing, or takes nothing, is given up
_POLL = 0.1  # seconds until a thread notices that it is to stop

_TYPES = MimeTypes(filenames=())  # not the table of this machine
for _ending, _type in {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():  # what Python lacks, or knows by another name, in one of its versions
    _TYPES.add_type(_type, _ending)
_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
_IN_UTF_8 = re.compile(r"text/.*|application/(.*\+)?(xml|json)")


class PreviewError(Exception):
    """The preview cannot start; the message says why and what to do, in one line."""


def serve(
    build: Callable[[], None],
    *,
    output: Path,
    watch: Sequence[Path],
    host: str = "127.0.0.1",
    port: int = 8000,
    echo: Callable[[str], None],
) -> None:
    """Build the site, serve it, and build it again on each change, until Ctrl-C or SIGTERM.

    `build` makes the site into `output` in one step and raises BuildFailed where it cannot; the
    last good site stays up then, as it does after any other exception. `watch` holds files and
    folders, which may be missing. `echo` prints a line. Raises PreviewError where nothing can
    listen on `host` and `port`. For the main thread only, so that Ctrl-C ends a build too.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        Preview(reload.Builds(build, output.absolute(), echo), watch, host, port).run()
    except KeyboardInterrupt:
        echo("The preview has ended.")
    finally:
        signal.signal(signal.SIGTERM, before)


class Preview:
    """A preview that listens on `port` (0: on a free one, which `port` then names).

    `builds` makes the site and tells what came of it; for the rest see `serve`.
    """

    def __init__(self, builds: reload.Builds, watch: Sequence[Path], host: str, port: int) -> None:
        self.builds, self._watch = builds, watch
        self._changes: reload.Changes = SimpleQueue()
        self._servers = _listen(host, port, builds)
        self.port: int = self._servers[0].server_port
        shown = "localhost" if host in _LOOPBACK else _in_address(host)
        self.url = f"http://{shown}:{self.port}/"

    def run(self) -> None:
        """Build, serve and watch, once, until `stop` is called or an interrupt comes."""
        ready, stop = threading.Event(), threading.Event()
        watcher = threading.Thread(
            target=reload.watch,
            args=(self._watch, self.builds.output, self._changes, ready, stop, self.builds.echo),
            daemon=True,
        )
        serving: list[_Server] = []
        try:
            watcher.start()
            ready.wait()  # from here on no edit is missed, not even one during the first build
            self.builds.make(frozenset())
            for server in self._servers:
                threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
                serving.append(server)
            self.builds.echo(f"Preview on {self.url} (Ctrl-C ends it)")
            while changed := self._next_changes():
                self.builds.make(changed)
        finally:
            stop.set()
            self.builds.close()
            for server in serving:
                server.shutdown()
            for server in self._servers:
                server.server_close()
            if watcher.is_alive():
                watcher.join()

    def stop(self) -> None:
        """Let `run` return, after the build under way if there is one."""
        self._changes.put(frozenset())

    def _next_changes(self) -> frozenset[Path]:
        """Wait for changes and return all there are; none stand for the end."""
        changed: frozenset[Path] | None = None
        while changed is None:  # a signal that comes just before a wait without end goes unheard
            with suppress(Empty):
                changed = self._changes.get(timeout=_POLL)
        with suppress(Empty):
            while changed:
                more = self._changes.get_nowait()
                changed = changed | more if more else more
        return changed


def find(output: Path, path: str) -> Path | str | None:
    """Return the file under `output` for the path of a URL, as it came in the request.

    A string is where to redirect to: the path of a folder, with the slash at its end. None stands
    for what is missing, hidden, outside `output`, or a folder without an index page.
    """
    try:
        name = unquote_to_bytes(path.encode("latin-1")).decode()
    except UnicodeError:
        return None
    if not name.startswith("/") or any(char < " " or char in "\\\x7f" for char in name):
        return None
    parts = name[1:].split("/")
    if not parts[-1]:
        parts[-1] = "index.html"
    try:
        root = output.resolve()
        file = root.joinpath(*parts).resolve(strict=True)
        if any(part[:1] in ("", ".") for part in (*parts, *file.relative_to(root).parts)):
            return None
        if file.is_file():
            return file
        return quote(name) + "/" if (file / "index.html").is_file() else None
    except (OSError, ValueError, RuntimeError):  # missing, outside, a loop of links
        return None


def content_type(name: str) -> str:
    """Return the media type of a file by its name, the same on every machine (RFC 9110, 8.3)."""
    name = name.lower()
    ending = ".atom" if name.endswith(".atom.xml") else Path(name).suffix
    found = _TYPES.types_map[True].get(ending, "application/octet-stream")
    return f"{found}; charset=utf-8" if _IN_UTF_8.fullmatch(found) else found


class _Server(ThreadingHTTPServer):
    allow_reuse_port = False  # a second preview must notice the first
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], builds: reload.Builds) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self.builds = builds
        self.hosts = {_in_address(host) for host in (*_LOOPBACK, address[0].lower())}
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer would ask DNS for a name, which can take seconds
        self.server_name, self.server_port = "localhost", int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error and not isinstance(error, (ConnectionError, TimeoutError)):
            self.builds.echo(f"The preview could not answer: {reload.in_one_line(error)}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Wirepage", "preview"
    disable_nagle_algorithm = True
    timeout = _IDLE

    def do_GET(self) -> None:
        if {"content-length", "transfer-encoding"} & {name.lower() for name in self.headers}:
            self.close_connection = True  # a body that nobody reads must not look like a request
        # A name that somebody else's DNS points here is not ours (DNS rebinding).
        hosts = [re.sub(r":\d+$", "", host.lower()) for host in self.headers.get_all("Host", [])]
        if len(hosts) != 1 or hosts[0] not in self.server.hosts:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"This is for localhost only.", _PLAIN)
            return
        path, mark, query = self.path.partition("?")
        if path == reload.ENDPOINT:
            self._stream()
            return
        # The state is read before the file: a page may be newer than it says, never older.
        state, output = self.server.builds.state, self.server.builds.output
        there, found = output.is_dir(), find(output, path)
        if isinstance(found, str):
            self._answer(HTTPStatus.FOUND, b"", {"Location": found + mark + query})
            return
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        file = found or find(output, "/404.html")
        try:
            body, kind = Path(file or "").read_bytes(), content_type(str(file))
        except OSError:  # there is not even a page that says so
            status, body = HTTPStatus.NOT_FOUND, b"<!DOCTYPE html><title>Not found</title>Not found"
            if not there:
                status, body = HTTPStatus.SERVICE_UNAVAILABLE, reload.no_site_page(state)
            kind = content_type("index.html")
        if kind.startswith("text/html"):
            body = reload.with_script(body, state.build)
        self._answer(status, body, {"Content-Type": kind})

    do_HEAD = do_GET  # noqa: N815 (http.server wants this name)

    def _answer(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **({"Connection": "close"} if self.close_connection else {}),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            for chunk in reload.events(self.server.builds, self._is_gone):
                self.wfile.write(chunk)

    def _is_gone(self) -> bool:
        self.connection.settimeout(0)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except OSError as error:
            return not isinstance(error, BlockingIOError)
        finally:
            self.connection.settimeout(_IDLE)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request that http.server itself turns down, in plain text."""
        unknown = code == HTTPStatus.NOT_IMPLEMENTED  # its word for a method without a do_ function
        status = HTTPStatus.METHOD_NOT_ALLOWED if unknown else HTTPStatus(code)
        self.close_connection, self.request_version = True, self.protocol_version
        headers = _PLAIN | {"Allow": "GET, HEAD"} if unknown else _PLAIN
        self._answer(status, status.phrase.encode(), headers)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Stay silent: the terminal is for what the build says."""


def _listen(host: str, port: int, builds: reload.Builds) -> list[_Server]:
    if not 0 <= port <= 65535:
        raise PreviewError(f"{port} is no port: take one up to 65535, as in make serve PORT=8001")
    servers: list[_Server] = []
    try:
        servers.append(_Server((host, port), builds))
        # Browsers may try ::1 first for localhost, and whoever listens there would be shown.
        if host in _LOOPBACK[:2]:
            servers.append(_Server(("::1", servers[0].server_port), builds))
    except (OSError, UnicodeError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        if servers and not (taken and port):  # there is no IPv6 here, or the port was not chosen
            return servers
        for server in servers:
            server.server_close()
        why = "is taken by another program" if taken else f"cannot be used on {host} ({error})"
        other = 8002 if port == 8001 else 8001
        raise PreviewError(f"port {port} {why}: try make serve PORT={other}") from None
    return servers


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
