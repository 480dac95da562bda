"""How long a build takes, beside plain Pelican and Hugo on the same articles: `make bench`.

Each run builds cold (no output, no cache), again with nothing changed, after an edit of an
article's text, after one of its headline, and after one of the article's template. Runs of the
systems take turns, so that a busy machine is busy for all. The article is one of the newest: it is
on the front page and in the feeds.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.corpus import corpus, write
from benchmarks.floor import parts_of_a_build, start
from benchmarks.measure import CommandFailed, Measurement, measure
from benchmarks.results import (
    BODY,
    COLD,
    HEADLINE,
    STEPS,
    TEMPLATE,
    Grown,
    Made,
    Results,
    results_page,
)
from benchmarks.systems import SYSTEMS, System

RESULTS = Path(__file__).parent / "RESULTS.md"
SIZES = (1_000, 10_000, 50_000, 100_000)


def compare(articles: int, runs: int, names: Sequence[str], folder: Path) -> Results:
    """Measure the systems of these names side by side, in a folder; raises CommandFailed."""
    systems = [SYSTEMS[name](folder) for name in names]
    for system in systems:
        system.write_corpus(system.folder, articles)
    taken: dict[tuple[str, str], list[Measurement]] = {}
    for number in range(1, runs + 1):
        for system in systems:
            for step, measured in run(system, articles, number, STEPS):
                taken.setdefault((system.name, step), []).append(measured)
    made = {system.name: _made(system.folder / "output") for system in systems}
    return Results(articles, runs, taken, made)


def grow(sizes: Sequence[int], runs: int, folder: Path) -> list[Grown]:
    """Measure Wirepage's cold build and body edit at each of these sizes; raises CommandFailed."""
    grown = []
    for size in sizes:
        taken: dict[str, list[Measurement]] = {COLD: [], BODY: []}
        system = SYSTEMS["Wirepage"](folder / str(size))
        system.write_corpus(system.folder, size)
        for number in range(1, runs + 1):
            for step, measured in run(system, size, number, (COLD, BODY)):
                taken[step].append(measured)
        grown.append(Grown(size, taken[COLD], taken[BODY]))
    return grown


def run(
    system: System, articles: int, number: int, steps: Sequence[str]
) -> Iterator[tuple[str, Measurement]]:
    """Take a system through these steps, from its first state; yields what each took.

    Raises CommandFailed where a build fails, and where an edit is not on the article's page.
    """
    article = next(islice(corpus(articles), 1, None))
    template = system.folder / system.template
    original = template.read_text(encoding="utf-8")
    system.write_article(article)
    system.forget(number)
    for step in steps:
        mark = f"Run {number} {step}" if step in (BODY, HEADLINE, TEMPLATE) else ""
        if step == BODY:
            article = replace(article, body=f"{article.body}\n\n{mark}.")
            system.write_article(article)
        elif step == HEADLINE:
            article = replace(article, headline=f"{article.headline} {mark}")
            system.write_article(article)
        elif step == TEMPLATE:
            start, end, rest = original.rpartition("</article>")
            write(template, f"{start}<p>{mark}</p>\n{end}{rest}")
        measured = measure(system.command, system.workplace)
        page = (system.folder / "output" / system.page(article)).read_text(encoding="utf-8")
        if mark not in page:
            raise CommandFailed(f"{system.name}: {step}: the page has not changed")
        figures = f"{measured.wall:.2f} s, CPU {measured.cpu:.2f} s, {measured.peak / 2**20:.0f} MB"
        print(
            f"{articles:,} articles, run {number}: {system.name}: {step}: {figures}",
            file=sys.stderr,
            flush=True,
        )
        yield step, measured
    write(template, original)


def _made(output: Path) -> Made:
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return Made(len(sizes), sum(sizes))


def main() -> None:
    """Measure, write the tables to a file, and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="default: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="default: %(default)s")
    parser.add_argument(
        "--systems",
        nargs="+",
        default=[*SYSTEMS],
        choices=[*SYSTEMS],
        help="default: all",
    )
    parser.add_argument(
        "--growth",
        nargs="*",
        type=int,
        metavar="SIZE",
        help="measure Wirepage by size as well; default: 1,000 to 100,000 articles",
    )
    parser.add_argument("--growth-runs", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FILE")
    options = parser.parse_args()
    if options.articles < 10 or options.runs < 1:
        parser.error("there must be 10 articles and a run at least")
    # All in one folder, which is removed at the end: see `System.forget`.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        try:
            known, begun = parts_of_a_build(folder / "parts"), start()
            results = compare(options.articles, options.runs, options.systems, folder)
            sizes = options.growth or SIZES
            grown = [] if options.growth is None else grow(sizes, options.growth_runs, folder)
        except CommandFailed as failed:
            sys.exit(str(failed))
    page = results_page(results, grown, known, begun)
    write(options.results, page)
    print(page)


if __name__ == "__main__":
    main()
