"""The tables of what was measured, in Markdown: `RESULTS.md`."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from benchmarks.floor import Part
from benchmarks.measure import Measurement, median

COLD = "cold build"
NOTHING = "nothing changed"
BODY = "one body edit"
HEADLINE = "one headline edit"
TEMPLATE = "one template edit"
STEPS = (COLD, NOTHING, BODY, HEADLINE, TEMPLATE)

# What Wirepage is to reach at 10,000 articles on two cores: times Hugo's full build, times
# plain Pelican's.
GOALS = {COLD: (1.5, 0.4), NOTHING: (0.1, 0.02), BODY: (0.15, 0.03), HEADLINE: (0.25, 0.05)}
MEMORY_GOAL = 0.6
GROWTH_GOAL, GROWTH_FROM, GROWTH_TO = 1.2, 10_000, 100_000
_NONE = "–"


@dataclass(frozen=True)
class Made:
    """What is in a system's output folder: the number of files, and their bytes."""

    files: int
    size: int


@dataclass(frozen=True)
class Results:
    """All measurements of a comparison, by name of system and step, and what the systems made."""

    articles: int
    runs: int
    taken: dict[tuple[str, str], list[Measurement]]
    made: dict[str, Made]

    def median(self, system: str, step: str) -> Measurement | None:
        """Give the median of a system at a step; None where it was not measured."""
        taken = self.taken.get((system, step))
        return median(taken) if taken else None

    def ratio(self, system: str, step: str, peer: str) -> float | None:
        """Divide a system's wall time at a step by that of a peer's cold build."""
        mine, theirs = self.median(system, step), self.median(peer, COLD)
        return mine.wall / theirs.wall if mine and theirs else None

    def peak(self, system: str) -> int:
        """Say how much memory a system took at the step that took most."""
        return max(
            median(taken).peak for (name, _step), taken in self.taken.items() if name == system
        )


@dataclass(frozen=True)
class Grown:
    """What Wirepage took at a size: its cold builds, and its builds after a body edit."""

    articles: int
    cold: list[Measurement]
    edit: list[Measurement]


def results_page(
    results: Results, grown: Sequence[Grown], parts_of_it: Sequence[Part] = (), start: float = 0.0
) -> str:
    """Put all as a page: machine and versions, the comparison, the goals, the growth.

    `parts_of_it` are those of a cold build, `start` what it takes to begin (s of CPU).
    """
    parts = [
        "# What a build takes",
        f"{results.articles:,} articles of about 600 words. Medians; runs: {results.runs}.",
        f"- Machine: {machine()}\n- Versions: {versions()}",
        "Ratios divide the wall time by that of the cold build of Hugo, and of plain Pelican. "
        "Memory is that of all processes together. `benchmarks/build.py` says how it is measured.",
        comparison_table(results),
        made_table(results),
        "## What is to be reached at 10,000 articles on two cores",
        goals_table(results),
    ]
    if parts_of_it:
        parts += [
            "## Where the time of a cold build goes",
            "Of the processor, each part alone in one process; and what that comes to at 10,000 "
            "articles where two cores share it evenly. Python-Markdown, PyYAML and the file system "
            "alone are there to compare with.",
            parts_table(parts_of_it),
            floor_line(parts_of_it),
            f"Until Python has loaded what a build needs: {start:.2f} s, in each build that has "
            "something to do.",
        ]
    if grown:
        runs = min(len(one.cold) for one in grown)
        parts += ["## By size", f"Of Wirepage; runs: {runs}.", growth_table(grown)]
    return "\n\n".join(parts) + "\n"


def comparison_table(results: Results) -> str:
    """Put the medians, each step with the systems below each other."""
    rows = []
    systems = list(results.made)
    for step in STEPS:
        for system in systems:
            taken = results.taken[system, step]
            middle = median(taken)
            least, most = min(one.wall for one in taken), max(one.wall for one in taken)
            rows.append(
                (
                    step,
                    system,
                    f"{middle.wall:.2f}",
                    f"{least:.2f}–{most:.2f}",
                    f"{middle.cpu:.2f}",
                    _megabytes(middle.peak),
                    _times(results.ratio(system, step, "Hugo")),
                    _times(results.ratio(system, step, "Pelican")),
                )
            )
    heads = ("", "", "seconds", "least–most", "CPU s", "peak MB", "of Hugo's", "of Pelican's")
    return _table(heads, "llrrrrrr", rows)


def made_table(results: Results) -> str:
    """Put how much each system writes: Wirepage's pages say more than the others'."""
    rows = (
        (system, f"{made.files:,}", _megabytes(made.size)) for system, made in results.made.items()
    )
    return _table(("output", "files", "MB"), "lrr", rows)


def goals_table(results: Results) -> str:
    """Put Wirepage's ratios beside those that it is to reach at 10,000 articles on two cores."""
    rows = [
        (
            step,
            _reached(results.ratio("Wirepage", step, "Hugo"), hugo),
            _reached(results.ratio("Wirepage", step, "Pelican"), pelican),
        )
        for step, (hugo, pelican) in GOALS.items()
    ]
    known = {"Wirepage", "Hugo"} <= {*results.made}
    memory = results.peak("Wirepage") / results.peak("Hugo") if known else None
    rows.append(("peak memory, of all steps", _reached(memory, MEMORY_GOAL), ""))
    return _table(("Wirepage", "against Hugo", "against plain Pelican"), "lrr", rows)


def parts_table(parts: Iterable[Part]) -> str:
    """Put what each part of a cold build takes of the processor."""
    rows = [(one.name, f"{one.milliseconds:.2f}", f"{one.seconds:.1f}") for one in parts]
    return _table(("part", "ms each", "s at 10,000"), "lrr", rows)


def floor_line(parts: Iterable[Part]) -> str:
    """Say what the steps come to, beside which no build can be quicker."""
    least = sum(part.seconds for part in parts if part.is_step)
    return (
        f"Reading, rendering and writing come to {least:.1f} s where both cores are never idle: no "
        "build of this design is quicker. What a cold build takes beside that: to load and to "
        "plan, to put the tree and its spare together, to take what was read, and to wait."
    )


def growth_table(grown: Iterable[Grown]) -> str:
    """Put time and memory an article by size, and as a part of those at 10,000 articles."""
    sizes = {one.articles: median(one.cold) for one in grown}
    base = sizes.get(GROWTH_FROM)
    rows = []
    for one in grown:
        cold = sizes[one.articles]
        share = GROWTH_FROM / one.articles
        time = cold.wall / base.wall * share if base else None
        memory = cold.peak / base.peak * share if base else None
        judged = one.articles == GROWTH_TO
        rows.append(
            (
                f"{one.articles:,}",
                f"{cold.wall:.2f}",
                f"{cold.wall / one.articles * 1000:.2f}",
                _reached(time, GROWTH_GOAL) if judged else _times(time),
                _megabytes(cold.peak),
                f"{cold.peak / one.articles / 1024:.1f}",
                _reached(memory, GROWTH_GOAL) if judged else _times(memory),
                f"{median(one.edit).wall:.2f}",
            )
        )
    part = f"of {GROWTH_FROM:,}'s"
    heads = ("articles", "seconds", "ms each", part, "peak MB", "KB each", part, "body edit s")
    return _table(heads, "rrrrrrrr", rows)


def machine() -> str:
    """Describe the machine: cores that may be used, memory, kernel; nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = platform.release().partition("-")[0]
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({platform.machine()}), {memory:.0f} GB, {platform.system()} {kernel}"


def versions() -> str:
    """List the versions of what was measured and of what it runs on."""
    found = [f"Python {platform.python_version()}"]
    for package in ("Pelican", "Markdown", "Jinja2", "Hugo"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _times(ratio: float | None) -> str:
    return _NONE if ratio is None else f"{ratio:.3f} ×" if ratio < 0.1 else f"{ratio:.2f} ×"


def _reached(ratio: float | None, goal: float) -> str:
    if ratio is None:
        return f"{_NONE} (at most {goal:g} ×)"
    return f"{_times(ratio)} (at most {goal:g} ×{'' if ratio <= goal else ', not reached'})"


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f}"


def _table(heads: Sequence[str], sides: str, rows: Iterable[Sequence[str]]) -> str:
    """Put a table; a side for each column, `l` or `r`."""
    rule = ["--:" if side == "r" else "---" for side in sides]
    lines = [heads, rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
