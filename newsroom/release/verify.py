"""Is a finished build whole? Every link within it must lead to a file, and to a place in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml.etree import ParserError, XPath  # type: ignore[import-untyped]
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

_NAMES = XPath("//@id", smart_strings=False)
_LINKS = XPath("//@href | //@src", smart_strings=False)


def dead_links(folder: Path, address: str) -> list[str]:
    """Find links of the pages in `folder` that lead to nothing in it.

    `address` is the absolute address of the site, without a slash at its end; a page's links are
    resolved against its own address (RFC 3986, section 5). Returns a line for each dead link, with
    the page that holds it, in order.
    """
    words: dict[str, str] = {}
    pages = {path: _read(folder / path, words) for path in _pages(folder)}
    # Most links are those of the menu: from wherever they lead, they lead to one place.
    known: dict[str, bool] = {}
    found = []
    for path, page in pages.items():
        here = f"{address}/{path}"
        for link in page.links:
            from_root = link.startswith(("/", address)) and not link.startswith("//")
            if from_root and link in known:
                leads = known[link]
            else:
                target = urljoin(here, link)
                within = target.startswith(f"{address}/") or target == address
                place = target.removeprefix(address)
                leads = not within or _leads_somewhere(place, folder, pages)
                if from_root:
                    known[link] = leads
            if not leads:
                found.append(f"{path}: links to {link}, which is not there")
    return found


@dataclass(frozen=True)
class _Page:
    """The names that a link may lead to in a page, and the links that it holds."""

    names: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()


def _pages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix()


def _read(path: Path, words: dict[str, str]) -> _Page:
    """Read a page; `words` has each link but once for all pages."""
    try:
        root = document_fromstring(path.read_bytes(), parser=HTMLParser(encoding="utf-8"))
    except ParserError:  # it is empty
        return _Page()
    links = tuple(words.setdefault(link, link) for link in _LINKS(root))
    return _Page(frozenset(_NAMES(root)), links)


def _leads_somewhere(target: str, folder: Path, pages: dict[str, _Page]) -> bool:
    parts = urlsplit(target)
    path = unquote(parts.path).lstrip("/")
    if path == "" or path.endswith("/"):
        path += "index.html"
    if path not in pages:
        return (folder / path).is_file()
    return parts.fragment in ("", "top") or unquote(parts.fragment) in pages[path].names
