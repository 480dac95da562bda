"""A browser, and sites served on loopback for it."""

import contextlib
import fcntl
import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import NoChromiumError, find_chromium
from tests.conftest import SITES, Site, build

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Lists of the gallery go over several pages, and what is not public yet is shown with its mark:
# so the preview of it has every kind of page.
SHORT_LISTS = {
    "DEFAULT_PAGINATION": 4,
    "PAGINATED_TEMPLATES": {
        "index": None,
        "category": None,
        "tag": None,
        "period_archives": None,
        "agency": None,
        "speaker": 2,
        "corrections": None,
    },
}
# What the sites fixtures of this folder are named.
SERVED = ["served_preview", "served_gallery"]


@dataclass(frozen=True)
class Served:
    """A built site at an address on loopback, and the paths that were asked of it."""

    site: Site
    url: str
    asked: list[str] = field(default_factory=list)

    def pages(self) -> list[str]:
        """Return the address of every page, relative to the site's."""
        html = (path for path in self.site.files() if path.endswith(".html"))
        return sorted(path.removesuffix("index.html") for path in html)

    def kinds(self) -> list[str]:
        """Return a page of each kind: no two are made of the same blocks and languages."""
        kinds: dict[frozenset[tuple[str, str]], str] = {}
        for path in self.pages():
            tags = self.site.page(path).find_all(True)
            kind = frozenset((tag.name, f"{tag.get('class')} {tag.get('lang')}") for tag in tags)
            kinds.setdefault(kind, path)
        return list(kinds.values())


class Server(ThreadingHTTPServer):
    """Serves a folder on a free port of loopback, and notes each path that it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    timeout = 10

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *args: Any) -> None:
        pass


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def serving_build(folder: Path, content: Path, **options: Any) -> Iterator[Served]:
    """Serve a build whose links are made for the address that it is served at."""
    with serving(folder / "output") as server:
        site = build(folder, content, **options, SITEURL=server.url, FEED_DOMAIN=server.url)
        yield Served(site, server.url, server.asked)


@pytest.fixture(scope="session")
def served_preview(preview: Site) -> Iterator[Served]:
    with serving(preview.output) as server:
        yield Served(preview, server.url, server.asked)


@pytest.fixture(scope="session")
def served_published(
    tmp_path_factory: pytest.TempPathFactory, first_content: Path
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served-published")
    with serving_build(folder, first_content, publish=True) as served:
        yield served


@pytest.fixture(scope="session")
def served_gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served-gallery")
    with serving_build(folder, SITES / "gallery" / "content", **SHORT_LISTS) as served:
        yield served


@pytest.fixture(params=SERVED)
def served(request: pytest.FixtureRequest) -> Served:
    found: Served = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder; returns its address."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(folder)).url


# Not for the session: while Playwright runs, no other test could run an event loop.
@pytest.fixture(scope="package")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    # Of several test processes, one installs and the others wait.
    with (tmp_path_factory.getbasetemp().parent / "chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            path = find_chromium()
        except NoChromiumError as missing:
            pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: address, width and what a context takes."""
    with contextlib.ExitStack() as stack:

        def opener(url: str = "about:blank", width: int = 1280, **options: Any) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 800}, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.goto(url)
            return page

        yield opener
