"""Where the time of a cold build goes, and what of it no code of ours can save.

Each part is measured alone, in one process: what it takes of the processor, an article or a page.
"""

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import markdown
import yaml

import benchmarks.corpus as wirepage
from benchmarks.corpus import NOW, corpus
from benchmarks.measure import usual_environment
from benchmarks.systems import ROOT, write_wirepage
from newsroom.build.report import Report
from newsroom.build.site import build_site, load_settings
from newsroom.content.content_file import Desk
from newsroom.content.reading import read_raw
from newsroom.content.registries import read_registries
from newsroom.record.article import Article

_ARTICLES = 1_000
_ROUNDS = 3


@dataclass(frozen=True)
class Part:
    """A part of the work: what it is, how many a site of 10,000 articles has, ms of CPU each.

    One that is no step of a build is there to compare with.
    """

    name: str
    number: int
    milliseconds: float
    is_step: bool = True

    @property
    def seconds(self) -> float:
        """What it takes at 10,000 articles, on two cores that share it evenly (s)."""
        return self.number * self.milliseconds / 1000 / 2


def parts_of_a_build(folder: Path) -> list[Part]:
    """Measure the parts of a cold build of 10,000 articles, from a site of 1,000 in a folder."""
    articles = list(islice(corpus(_ARTICLES), _ARTICLES))
    write_wirepage(folder, _ARTICLES)
    content = folder / "content"
    desk = Desk(content, ZoneInfo("Europe/Berlin"), "en", read_registries(content)[0])
    texts = [wirepage.wirepage_text(article) for article in articles]
    reading = [
        partial(read_raw, text.encode(), "articles/a.md", "a.md", desk, Article) for text in texts
    ]
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "toc"])
    converting = [partial(_convert, converter, article.body) for article in articles]
    matters = [text.split("---\n")[1] for text in texts]
    parsing = [partial(yaml.load, matter, yaml.CSafeLoader) for matter in matters]
    _build(folder)
    pages = sorted((folder / "output").rglob("*.html"))
    page = max(pages, key=lambda path: path.stat().st_size).read_bytes()
    places = iter(range(10**9))
    writing = [partial(_write, folder / "written", places, page)] * _ARTICLES
    return [
        Part("reading an article, with all of its checks", 10_000, _each(reading)),
        Part("Python-Markdown alone, on the same text", 10_000, _each(converting), False),
        Part("PyYAML alone, on its front matter", 10_000, _each(parsing), False),
        Part("rendering a page", 10 * len(pages), _rendering(folder, len(pages))),
        Part("writing a page: a folder, a file of its size", 10 * len(pages), _each(writing)),
    ]


def start() -> float:
    """Measure what Python takes until everything that a build needs is loaded (s of CPU)."""
    code = "import time, newsroom.build.site, newsroom.site; print(time.process_time())"
    command = [sys.executable, "-c", code]
    subprocess.check_output(command, cwd=ROOT, env=usual_environment())  # noqa: S603 (bytecode)
    rounds = (
        subprocess.check_output(command, cwd=ROOT, env=usual_environment())  # noqa: S603
        for _ in range(_ROUNDS)
    )
    return median(float(said) for said in rounds)


def _convert(converter: markdown.Markdown, body: str) -> None:
    converter.reset()
    converter.convert(body)


def _write(folder: Path, places: Iterator[int], page: bytes) -> None:
    place = folder / str(next(places))
    place.mkdir(parents=True)
    (place / "index.html").write_bytes(page)


def _rendering(folder: Path, pages: int) -> float:
    """Render all pages anew, and return the milliseconds of a page."""
    taken = []
    for number in range(_ROUNDS):
        wirepage.write(folder / "theme/css/tokens/more.css", f"/* {number} */")
        report = _build(folder)
        taken.append(sum(made.seconds for made in report.rendered) / pages * 1000)
    return median(taken)


def _build(folder: Path) -> Report:
    settings = load_settings(folder / "settings.py", {"NOW": NOW})
    return build_site(settings, clock=time.process_time)


def _each(works: Sequence[Callable[[], object]]) -> float:
    """Do each of some work, and return what one takes (ms of CPU): the median of some rounds."""
    taken = []
    gc.disable()
    for _ in range(_ROUNDS):
        begin = time.process_time()
        for work in works:
            work()
        taken.append((time.process_time() - begin) / len(works) * 1000)
    gc.enable()
    return median(taken)
