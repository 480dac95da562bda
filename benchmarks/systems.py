"""The systems that are measured side by side: how each is set up, run and edited."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import benchmarks.corpus as wirepage
import benchmarks.peers as peers
from benchmarks.corpus import NOW, Article, write

ROOT = Path(__file__).parent.parent

_WIREPAGE_SETTINGS = """from pelicanconf import *

PATH = {folder!r} + "/content"
THEME = {folder!r} + "/theme"
OUTPUT_PATH = {folder!r} + "/output"
READ_CACHE = {folder!r} + "/cache/content.sqlite3"
"""


@dataclass(frozen=True)
class System:
    """A system with its folder: what it is given lies in it, and so does what it makes.

    `write_corpus` fills the folder with so many articles; `path` and `text` say where in
    `content/` an article is and how it is put; `page` where in `output/` it comes out. `template`
    is the article's, `made` what a cold build must not find.
    """

    name: str
    folder: Path
    command: tuple[str, ...]
    workplace: Path
    write_corpus: Callable[[Path, int], None]
    path: Callable[[Article], str]
    text: Callable[[Article], str]
    page: Callable[[Article], str]
    template: str
    made: tuple[str, ...]

    def write_article(self, article: Article) -> None:
        """Write an article, or write it anew."""
        write(self.folder / "content" / self.path(article), self.text(article))

    def forget(self, number: int) -> None:
        """Move away all that builds have made, with what they keep for the next one.

        `number` is another one each time. Nothing is removed: ext4 takes no number (inode) of a
        removed file again for minutes, and looks for others one by one, so that whoever writes
        thousands of files after that waits for the file system and for nothing else.
        """
        away = self.folder.with_name(f"{self.folder.name}.{number}")
        away.mkdir()
        for name in self.made:
            if (self.folder / name).exists():
                (self.folder / name).rename(away / name)


def write_wirepage(folder: Path, count: int) -> None:
    """Write Wirepage's content, a copy of its theme, and the settings that name them."""
    wirepage.write_wirepage(folder / "content", count)
    shutil.copytree(ROOT / "theme", folder / "theme")
    write(folder / "settings.py", _WIREPAGE_SETTINGS.format(folder=str(folder)))


def hugo_binary() -> str:
    """Find the program that the package `hugo` carries; its starter in Python is left out.

    Raises PackageNotFoundError where the package is not installed.
    """
    return str(distribution("hugo").locate_file("hugo/binaries/hugo"))


def _wirepage(folder: Path) -> System:
    here = folder / "wirepage"
    options = ("--settings", str(here / "settings.py"), "--now", NOW.isoformat())
    return System(
        name="Wirepage",
        folder=here,
        command=(sys.executable, "-m", "newsroom", "build", *options),
        workplace=ROOT,
        write_corpus=write_wirepage,
        path=wirepage.wirepage_path,
        text=wirepage.wirepage_text,
        page=lambda article: f"{article.month}/{article.slug}/index.html",
        template="theme/templates/article.html",
        made=("output", ".output.spare", "cache"),
    )


def _pelican(folder: Path) -> System:
    here = folder / "pelican"
    return System(
        name="Pelican",
        folder=here,
        command=(sys.executable, "-m", "pelican", "--settings", "pelicanconf.py"),
        workplace=here,
        write_corpus=peers.write_pelican,
        path=peers.pelican_path,
        text=peers.pelican_text,
        page=lambda article: f"{article.slug}.html",
        template="theme/templates/article.html",
        made=("output",),
    )


def _hugo(folder: Path) -> System:
    here = folder / "hugo"
    options = ("--quiet", "--destination", "output", "--cacheDir", str(here / "cache"))
    return System(
        name="Hugo",
        folder=here,
        command=(hugo_binary(), "build", *options),
        workplace=here,
        write_corpus=peers.write_hugo,
        path=peers.hugo_path,
        text=peers.hugo_text,
        page=lambda article: f"{article.month}/{article.slug}/index.html",
        template="layouts/page.html",
        made=("output", "cache", "resources"),
    )


# Each system by name, made from the folder that its own is to be in.
SYSTEMS: dict[str, Callable[[Path], System]] = {
    "Wirepage": _wirepage,
    "Pelican": _pelican,
    "Hugo": _hugo,
}
