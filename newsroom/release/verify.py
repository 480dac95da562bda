"""Is a finished build whole? Every link within it must lead to a file, and to a place in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


def dead_links(folder: Path, address: str) -> list[str]:
    """Find links of the pages in `folder` that lead to nothing in it.

    `address` is the absolute address of the site, without a slash at its end; a page's links are
    resolved against its own address (RFC 3986, section 5). Returns a line for each dead link, with
    the page that holds it, in order.
    """
    pages = {path: _read(folder / path) for path in _pages(folder)}
    found = []
    for path, page in pages.items():
        here = f"{address}/{path}"
        for link in page.links:
            target = urljoin(here, link)
            within = target.startswith(f"{address}/") or target == address
            if within and not _leads_somewhere(target.removeprefix(address), folder, pages):
                found.append(f"{path}: links to {link}, which is not there")
    return found


@dataclass
class _Page:
    """The names that a link may lead to in a page, and the links that it holds."""

    names: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self, page: _Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.page.names.add(value)
            elif name in ("href", "src") and value is not None:
                self.page.links.append(value)


def _pages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix()


def _read(path: Path) -> _Page:
    page = _Page()
    parser = _Parser(page)
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    return page


def _leads_somewhere(target: str, folder: Path, pages: dict[str, _Page]) -> bool:
    parts = urlsplit(target)
    path = unquote(parts.path).lstrip("/")
    if path == "" or path.endswith("/"):
        path += "index.html"
    if path not in pages:
        return (folder / path).is_file()
    return parts.fragment in ("", "top") or unquote(parts.fragment) in pages[path].names
