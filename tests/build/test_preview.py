"""The preview serves what was built, nothing else, and reloads browsers after an edit."""

import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from newsroom.build import preview, reload
from newsroom.build.errors import BuildFailed
from newsroom.build.preview import Preview, PreviewError, content_type, find, serve
from newsroom.build.reload import Builds, events, with_script
from newsroom.build.swap import making, put

PATIENCE = 5  # seconds that a test waits for what should take a fraction of one
PAGE = "<!DOCTYPE html><title>{0}</title><body><p>{0}</p></body></html>"


class Newsroom:
    """A tiny project: each file in `content/` becomes one in `output/`; `told` is the terminal."""

    def __init__(self, root: Path) -> None:
        self.content, self.output = root / "content", root / "output"
        self.content.mkdir()
        self.told: queue.Queue[str] = queue.Queue()
        self.write("index.html", PAGE.format("front"))
        self.write("404.html", PAGE.format("missing"))
        self.preview: Preview

    def write(self, name: str, text: str) -> None:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def build(self) -> None:
        with making(self.output) as staged:
            for file in self.content.rglob("*"):
                if file.name == "problem":
                    raise BuildFailed(file.read_text().splitlines())
                if file.name == "bug":
                    raise ZeroDivisionError("division\nby zero")
                if file.is_file():
                    copy = staged / file.relative_to(self.content)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    copy.write_bytes(file.read_bytes())
            put(staged, self.output)

    def expect(self, pattern: str) -> str:
        """Return the next line on the terminal that matches; fail if none comes."""
        passed: list[str] = []
        while True:
            try:
                passed.append(self.told.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"no line matches {pattern!r}, only: {passed}")
            if re.search(pattern, passed[-1]):
                return passed[-1]

    @contextmanager
    def previewing(self, build=None, watch=None):
        builds = Builds(build or self.build, self.output, self.told.put)
        self.preview = Preview(builds, watch or [self.content], "127.0.0.1", 0)
        thread = threading.Thread(target=self.preview.run)
        thread.start()
        try:
            self.expect("^Preview on ")
            yield self.preview
        finally:
            self.preview.stop()
            thread.join(PATIENCE)
            assert not thread.is_alive()

    def ask(self, path: str, method: str = "GET", **headers: str) -> "Answer":
        with closing(self.connect()) as connection:
            connection.request(method, path, headers=headers)
            return Answer(connection.getresponse())

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=PATIENCE)

    @contextmanager
    def listening(self):
        """Listen to the stream of builds; yields a function that returns its next event."""
        with closing(self.connect()) as connection:
            connection.request("GET", reload.ENDPOINT)
            response = connection.getresponse()
            assert response.getheader("Content-Type") == "text/event-stream"
            assert response.readline() == b"retry: 1000\n"

            def next_event() -> dict[str, object]:
                while not (line := response.readline()).startswith(b"data: "):
                    assert line, "the stream ended"
                return json.loads(line[6:])

            yield next_event
            response.close()


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.text = (
            response.status,
            response.headers,
            response.read().decode(),
        )


@pytest.fixture
def newsroom(tmp_path):
    return Newsroom(tmp_path)


@pytest.fixture
def served(newsroom):
    """Serve a newsroom whose content the test may still write to."""
    with newsroom.previewing():
        yield newsroom


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """Serve a newsroom that all tests share, and that none may change."""
    newsroom = Newsroom(tmp_path_factory.mktemp("standing"))
    for name in ("world/index.html", "plain.txt", "umlaut-ü/index.html", "empty/picture.webp"):
        newsroom.write(name, "text")
    newsroom.write(".hidden.html", "hidden")
    newsroom.write("world/.secret/index.html", "hidden")
    newsroom.write("feeds/all.atom.xml", "<feed/>")
    with newsroom.previewing():
        output, outside = newsroom.output, newsroom.output.parent / "outside"
        outside.mkdir()
        for file in (outside / "index.html", output.parent / "outside.html"):
            file.write_text("outside")
        (output / "outside").symlink_to(outside)
        (output / "link.html").symlink_to(outside / "index.html")
        (output / "loop").symlink_to("loop")
        (output / "alias.txt").symlink_to("plain.txt")
        (output / "alias.html").symlink_to(".hidden.html")
        os.mkfifo(output / "pipe")
        yield newsroom


# What is served


def test_a_page_as_it_is_on_disk_but_for_the_script(standing):
    answer = standing.ask("/")
    assert answer.status == 200
    script = re.search(r"<script>.*?</script>\n", answer.text, re.DOTALL)
    assert script
    assert answer.text.startswith(PAGE.format("front").removesuffix("</body></html>"))
    assert answer.text.endswith("</script>\n</body></html>")
    assert answer.text.replace(script[0], "") == PAGE.format("front")
    assert (standing.output / "index.html").read_text() == PAGE.format("front")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Server"] == "Wirepage preview"


def test_the_script_stands_at_the_end_where_no_body_ends():
    assert with_script(b"<p>a", "x.1").startswith(b"<p>a<script>")
    assert with_script(b"<BODY>&lt;/body> <!--</body>--></BODY>", "x.1").endswith(
        b"<!--</body>--><script>" + with_script(b"", "x.1")[8:] + b"</BODY>"
    )


def test_other_files_have_no_script(standing):
    assert standing.ask("/plain.txt").text == "text"
    feed = standing.ask("/feeds/all.atom.xml")
    assert (feed.text, feed.headers["Content-Type"]) == (
        "<feed/>",
        "application/atom+xml; charset=utf-8",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("A.HTML", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.jpg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.ico", "image/vnd.microsoft.icon"),
        ("a.woff2", "font/woff2"),
        ("a.html.gz", "application/octet-stream"),
        ("a", "application/octet-stream"),
        ("data:,a.pdf", "application/pdf"),
    ],
)
def test_types(name, expected):
    assert content_type(name) == expected


@pytest.mark.parametrize("path", ["/", "/nothing", "/world"])
def test_head_says_the_same_without_a_body(standing, path):
    got, head = standing.ask(path), standing.ask(path, "HEAD")
    assert head.text == ""
    assert head.status == got.status
    same = set(got.headers.items()) - {("Date", got.headers["Date"])}
    assert same <= set(head.headers.items())
    assert int(head.headers["Content-Length"]) == len(got.text)


def test_a_connection_is_kept(standing):
    with closing(standing.connect()) as connection:
        for path in ("/", "/nothing", "/plain.txt"):
            connection.request("GET", path)
            connection.getresponse().read()
            first = connection.sock
            assert first is not None
        assert connection.sock is first


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/world", "/world/"),
        ("/world?a=1&b=%2F%0D", "/world/?a=1&b=%2F%0D"),
        ("/umlaut-%C3%BC", "/umlaut-%C3%BC/"),
        ("//world", "/world/"),  # http.server itself takes the second slash away
    ],
)
def test_a_folder_without_its_slash_redirects(standing, path, to):
    answer = standing.ask(path)
    assert (answer.status, answer.headers["Location"]) == (302, to)
    assert standing.ask(to.partition("?")[0]).status == 200


MISSING = [
    "/nothing",
    "/nothing/",
    "/index.html/",
    "/empty",  # a folder without an index page
    "/empty/",
    "/.hidden.html",
    "/world/.secret/",
    "/world/.secret",
    "/%2ehidden.html",
    "/../outside.html",
    "/world/../../outside.html",
    "/%2e%2e/outside.html",
    "/%2e%2e%2foutside.html",
    "/world/%2e%2e/index.html",
    "/..%5coutside.html",
    "/%5c%5cevil.example/..",
    "/%5cworld",
    "/%2fworld",
    "/%2f%2fevil.example",
    "/world//",
    "/index.html%00",
    "/index.html%0d%0aX:y",
    "/%ff",
    "/%",
    "/outside",
    "/outside/",
    "/outside/index.html",
    "/link.html",
    "/loop",
    "/pipe",
    "/alias.html",
    "/" + "a" * 5000,
    "/.wirepage/other",
]


@pytest.mark.parametrize("path", MISSING)
def test_everything_else_is_the_sites_own_404(standing, path):
    answer = standing.ask(path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<p>missing</p>" in answer.text
    assert reload.ENDPOINT in answer.text


def test_a_link_within_the_site_is_followed_but_not_to_hidden_files(standing):
    assert standing.ask("/alias.txt").text == "text"
    assert standing.ask("/alias.html").status == 404


def test_a_site_without_a_404_page(newsroom):
    (newsroom.content / "404.html").unlink()
    with newsroom.previewing():
        answer = newsroom.ask("/nothing")
    assert (answer.status, "Not found" in answer.text) == (404, True)


@pytest.mark.parametrize("path", ["*", "world", "http://localhost/world", "", "/\x80"])
def test_what_is_no_path_finds_nothing(standing, path):
    assert find(standing.output, path) is None


# Who is served


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_only_get_and_head(standing, method):
    answer = standing.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.headers["Connection"] == "close"


def test_a_body_is_never_taken_for_a_request(standing):
    hidden = "GET /plain.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for method in ("GET", "POST"):
        request = f"{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(hidden)}\r\n\r\n"
        answers = talk(standing, (request + hidden).encode())
        assert answers.count(b"HTTP/1.1 ") == 1
        assert b"Connection: close" in answers


def talk(newsroom: Newsroom, request: bytes) -> bytes:
    """Send these bytes and return all that comes back until the server closes."""
    address = ("127.0.0.1", newsroom.preview.port)
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        connection.sendall(request)
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionResetError:  # it closed before it had read everything
            pass
        return received


@pytest.mark.parametrize(
    "request_line", [b"nonsense", b"GET", b"GET / HTTP/9.9", b"GET /" + b"a" * 70000 + b" HTTP/1.1"]
)
def test_a_malformed_request_is_refused(standing, request_line):
    assert re.search(rb"^HTTP/1.1 (4|5)\d\d ", talk(standing, request_line + b"\r\n\r\n"))
    assert standing.ask("/").status == 200
    assert standing.told.empty()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8000", 200),
        ("LOCALHOST:1", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("localhost:8000@evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.0.2.1", 421),
        ("::1", 421),
        ("", 421),
    ],
)
@pytest.mark.parametrize("path", ["/", reload.ENDPOINT])
def test_only_our_own_names(standing, host, status, path):
    assert standing.ask(path, "HEAD", Host=host).status == status


def test_one_host_exactly(standing):
    for hosts in (b"", b"Host: localhost\r\nHost: localhost\r\n"):
        request = b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n"
        assert talk(standing, request).startswith(b"HTTP/1.1 421 ")


def test_localhost_by_either_protocol(standing):
    if not socket.has_ipv6:
        pytest.skip("no IPv6")
    try:
        connection = socket.create_connection(("::1", standing.preview.port), timeout=PATIENCE)
    except OSError:
        pytest.skip("no IPv6 here, or the port was taken")
    with connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert connection.recv(15) == b"HTTP/1.1 200 OK"


def test_slow_clients_block_nobody(standing):
    address = ("127.0.0.1", standing.preview.port)
    with ExitStack() as stack:
        for number in range(20):
            slow = stack.enter_context(socket.create_connection(address))
            if number % 2:
                slow.sendall(b"GET / HT")
        assert standing.ask("/").status == 200


def test_a_fault_of_the_server_is_a_line_and_not_the_end(standing, monkeypatch):
    def fail(name: str) -> str:
        raise RuntimeError("oops")

    with monkeypatch.context() as patch:
        patch.setattr(preview, "content_type", fail)
        assert talk(standing, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") == b""
    standing.expect(r"^The preview could not answer: RuntimeError: oops")
    assert standing.ask("/").status == 200


# What happens after an edit


def build_in(answer: Answer) -> str:
    return re.search(r'page = "([0-9a-f.]+)"', answer.text)[1]


def test_an_edit_is_built_and_told_to_browsers(served):
    before = build_in(served.ask("/"))
    with served.listening() as next_event:
        assert next_event() == {"build": before, "failed": False}
        served.write("index.html", PAGE.format("edited"))
        told = next_event()
        page = served.ask("/")
    assert told == {"build": build_in(page), "failed": False}
    assert told["build"] != before
    assert "<p>edited</p>" in page.text
    assert re.fullmatch(r"Built in \d+\.\d\d s, 1 file changed", served.expect("changed"))


def test_a_browser_that_was_away_hears_of_a_new_start(newsroom):
    with newsroom.previewing():
        before = build_in(newsroom.ask("/"))
    with newsroom.previewing(), newsroom.listening() as next_event:
        assert next_event()["build"] not in (before, None)


def test_an_error_keeps_the_last_good_site(served):
    before = build_in(served.ask("/"))
    with served.listening() as next_event:
        next_event()
        served.write("problem", "a.md:3: title: is missing\nb.md:7: date: is no date\n")
        assert next_event() == {"build": before, "failed": True}
        assert [served.expect("") for _ in range(3)] == [
            "a.md:3: title: is missing",
            "b.md:7: date: is no date",
            "The build failed; the last good site is still up.",
        ]
        assert build_in(served.ask("/")) == before
        (served.content / "problem").unlink()
        assert next_event() == {"build": build_in(served.ask("/")), "failed": False}
    assert build_in(served.ask("/")) != before


def test_a_fault_in_the_build_is_one_line(served):
    served.write("bug", "")
    line = served.expect("Error")
    here = r" \(tests/build/test_preview\.py:\d+\)"
    assert re.fullmatch(rf"ZeroDivisionError: division by zero({here})?", line)
    served.expect("still up")
    assert served.ask("/").status == 200


def test_a_build_that_exits_does_not_end_the_preview(newsroom):
    newsroom.build()
    ends = iter([SystemExit(1), None])

    def build() -> None:
        if error := next(ends):
            raise error

    with newsroom.previewing(build):
        newsroom.write("index.html", "edited")
        newsroom.expect("^Built")


def test_a_first_build_that_fails_shows_why_until_one_works(newsroom):
    newsroom.write("problem", "a.md:3: title: has <b>&\n")
    with newsroom.previewing() as running:
        for path in ("/", "/world/", "/a.css"):
            answer = newsroom.ask(path)
            assert answer.status == 503
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "a.md:3: title: has &lt;b&gt;&amp;" in answer.text
        assert running.builds.state.failed
        with newsroom.listening() as next_event:
            assert next_event() == {"build": build_in(answer), "failed": True}
            newsroom.write("problem", "another\n")
            assert next_event()["build"] != build_in(answer)
            assert "another" in newsroom.ask("/").text
            (newsroom.content / "problem").unlink()
            next_event()
        assert "<p>front</p>" in newsroom.ask("/").text


def test_a_first_build_that_fails_leaves_an_earlier_site_up(newsroom):
    newsroom.build()
    newsroom.write("problem", "a problem")
    with newsroom.previewing():
        assert "<p>front</p>" in newsroom.ask("/").text
        with newsroom.listening() as next_event:
            assert next_event()["failed"] is True


def test_an_edit_during_a_build_is_built_after_it(newsroom):
    begun, go_on, built = queue.Queue(), threading.Semaphore(0), []

    def build() -> None:
        text = (newsroom.content / "index.html").read_text()
        begun.put(text)
        assert go_on.acquire(timeout=PATIENCE)
        built.append(text)

    go_on.release()  # the first build need not wait
    with newsroom.previewing(build):
        begun.get(timeout=PATIENCE)
        for text in ("one", "two", "three"):
            newsroom.write("index.html", text)
            assert begun.get(timeout=PATIENCE) == text
            if text != "three":
                newsroom.write("index.html", "in between")
                go_on.release()
                assert begun.get(timeout=PATIENCE) == "in between"
            go_on.release()
        newsroom.expect("Built")
    assert built[1:] == ["one", "in between", "two", "in between", "three"]


def test_noise_and_the_output_itself_are_not_built(newsroom):
    newsroom.output.mkdir()
    (newsroom.content / ".#old.md").symlink_to("editor@host.1:2")
    (newsroom.content / "dangling").symlink_to("nowhere")
    with newsroom.previewing(watch=[newsroom.output.parent]):
        (newsroom.content / ".#new.md").symlink_to("editor@host.1:2")
        for name in (
            ".index.html.swp",
            "#index.html#",
            "4913",
            "index.html~",
            ".git/HEAD",
            "__pycache__/a.cpython-311.pyc",
            "node_modules/a/index.js",
            ".DS_Store",
            "a.tmp",
            "../output/index.html",
            "../output/new/index.html",
            "../.output.01234567/index.html",
        ):
            newsroom.write(name, "noise")
        newsroom.write("edit.html", "edited")
        newsroom.write("../output-of-mine.txt", "edited")
        line = newsroom.expect("changed")
        more = "" if "2 files" in line else newsroom.expect("changed")
    assert "2 files" in line or ("1 file " in line and "1 file " in more)
    assert newsroom.told.empty()


def test_files_and_folders_that_are_missing_come_go_and_are_replaced(newsroom, tmp_path):
    late, settings = tmp_path / "late", tmp_path / "settings.py"
    nested = newsroom.content / "index.html"  # watched twice, built once
    with newsroom.previewing(watch=[newsroom.content, late, settings, nested]):

        def changes(number: int = 1) -> None:
            newsroom.expect(rf"^Built in \S+ s, {number} files? changed")

        settings.write_text("one")
        changes()
        (tmp_path / "new.py").write_text("two")
        (tmp_path / "new.py").replace(settings)
        changes()
        settings.write_text("three!")
        changes()
        settings.unlink()
        changes()
        late.mkdir()
        changes()
        (late / "a.md").write_text("a")
        changes()
        late.rename(tmp_path / "earlier")
        changes()
        (tmp_path / "earlier").rename(late)
        changes()
        (late / "a.md").write_text("b")
        changes()
        newsroom.write("index.html", "edited")
        changes()
        assert newsroom.told.empty()


def test_where_the_system_cannot_watch_files_are_polled(newsroom, monkeypatch):
    real = reload.watchfiles.watch

    def scarce(*paths, force_polling, **others):
        if not force_polling:
            raise OSError("inotify watch limit reached")
        return real(*paths, force_polling=True, poll_delay_ms=50, **others)

    monkeypatch.setattr(reload.watchfiles, "watch", scarce)
    with newsroom.previewing():
        newsroom.write("new.html", PAGE.format("new"))
        newsroom.expect(r"^Built in \S+ s, \d files? changed")


def test_a_file_whose_name_is_not_utf8_ends_no_watch(newsroom):
    theme = newsroom.content.parent / "theme"
    theme.mkdir()
    with newsroom.previewing(watch=[newsroom.content, theme]):
        for name in ("one.html", "two.html", "three.html"):
            (theme / "a\udce9.css").write_text(name, encoding="utf-8")
            newsroom.write(name, PAGE.format(name))
            newsroom.expect(r"^Built in \S+ s, \d files? changed")
            (theme / "a\udce9.css").unlink()


def test_a_preview_that_cannot_watch_at_all_says_so(newsroom, monkeypatch):
    def broken(*paths, **others):
        raise OSError("no watching here")

    monkeypatch.setattr(reload.watchfiles, "watch", broken)
    begun = Builds(newsroom.build, newsroom.output, newsroom.told.put)
    preview = Preview(begun, [newsroom.content], "127.0.0.1", 0)
    preview.stop()
    preview.run()
    newsroom.expect("^Watching by polling, which is slower: no watching here$")
    newsroom.expect("^Edits are no longer noticed .no watching here.: start the preview anew.$")


def test_streams_end_when_the_browser_goes(served, monkeypatch):
    def streams() -> int:
        return sum("process_request" in thread.name for thread in threading.enumerate())

    before = streams()
    ended = threading.Semaphore(0)
    real = reload.events

    def counted(*args):
        yield from real(*args)
        ended.release()

    monkeypatch.setattr(reload, "events", counted)
    monkeypatch.setattr(reload, "_TICK", 0.05)
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(served.listening())()
        assert streams() >= before + 10
    for _ in range(10):
        assert ended.acquire(timeout=PATIENCE)


def test_heartbeats(tmp_path, monkeypatch):
    monkeypatch.setattr(reload, "_TICK", 0.001)
    builds = Builds(lambda: None, tmp_path, lambda line: None)
    stream = events(builds, lambda: False)
    first = next(stream).decode()
    assert re.fullmatch(
        r'retry: 1000\n\nid: (\w{8}\.0)\ndata: {"build": "\1", "failed": false}\n\n', first
    )
    assert next(stream) == b": still here\n\n"
    builds.make([])
    assert f"id: {builds.state.build}\n" in next(stream).decode()
    builds.close()
    assert list(stream) == []


# How it begins and ends


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_taken_port_is_said_in_one_line(newsroom, host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        other = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip("no IPv6 here")
    with other:
        port = other.getsockname()[1]
        with pytest.raises(PreviewError) as error:
            serve(newsroom.build, output=newsroom.output, watch=[], port=port, echo=print)
    assert str(error.value) == (
        f"port {port} is taken by another program: try make serve PORT=8001"
    )
    assert not newsroom.output.exists()


@pytest.mark.parametrize("port", [-1, 65536, 10**10])
def test_an_impossible_port(newsroom, port):
    with pytest.raises(PreviewError, match=rf"^{port} is no port: .*make serve PORT=8001$"):
        serve(newsroom.build, output=newsroom.output, watch=[], port=port, echo=print)


@pytest.mark.parametrize("host", ["192.0.2.1", "no..host", "::gg"])
def test_an_impossible_host(newsroom, host):
    with pytest.raises(PreviewError, match="cannot be used on") as error:
        serve(newsroom.build, output=newsroom.output, watch=[], host=host, port=0, echo=print)
    assert "\n" not in str(error.value)


PROGRAM = """
import sys, time
from pathlib import Path
from newsroom.build.preview import serve
from newsroom.build.swap import making, put
root, hangs = Path(sys.argv[1]), sys.argv[2] == "hangs"
def echo(line):
    print(line, flush=True)
def build():
    with making(root / "output") as staged:
        (staged / "index.html").write_text("built")
        if hangs:
            echo("building")
        while hangs:
            time.sleep(0.05)
        put(staged, root / "output")
serve(build, output=root / "output", watch=[root], port=0, echo=echo)
echo("returned")
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", ["serves", "hangs"])
def test_a_signal_ends_it_at_once_and_cleanly(tmp_path, sign, when):
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path), when],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        # Who runs the tests in the background may have told all to be deaf to it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with program, ExitStack() as stack:
        try:
            lines = iter(program.stdout.readline, "")
            if when == "serves":
                assert next(lines).startswith("Built in ")
                port = int(re.search(r"http://localhost:(\d+)/", next(lines))[1])
                # A browser that listens and a client that hangs must not hold it up.
                for request in (f"GET {reload.ENDPOINT} HTTP/1.1\r\nHost: localhost\r\n\r\n", "GE"):
                    client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                    client.sendall(request.encode())
            else:
                assert next(lines) == "building\n"
            program.send_signal(sign)
            out, err = program.communicate(timeout=PATIENCE)
        finally:
            program.kill()
    assert (out, err, program.returncode) == ("The preview has ended.\nreturned\n", "", 0)
    left = [path.name for path in tmp_path.iterdir()]
    assert left == (["output"] if when == "serves" else [])
