"""What is measured is the same each time and for each system, and the tables say what it took."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import peers, systems
from benchmarks.build import run
from benchmarks.corpus import (
    AGENCIES,
    NOW,
    SECTIONS,
    Article,
    corpus,
    topic_names,
    wirepage_path,
    wirepage_text,
    write_wirepage,
)
from benchmarks.measure import CommandFailed, Measurement, measure, median
from benchmarks.results import (
    BODY,
    COLD,
    HEADLINE,
    NOTHING,
    STEPS,
    TEMPLATE,
    Grown,
    Made,
    Results,
    comparison_table,
    goals_table,
    growth_table,
    made_table,
)
from newsroom.__main__ import main

COUNT = 60


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_corpus_is_the_same_twice() -> None:
    assert list(corpus(COUNT)) == list(corpus(COUNT))


def test_the_corpus_is_what_the_figures_are_said_of() -> None:
    articles = list(corpus(500))
    words = [len(article.body.split()) for article in articles]
    assert 590 < sum(words) / len(words) < 620
    assert {article.section for article in articles} == {*SECTIONS}
    assert {name for article in articles for name in article.agencies} == {*AGENCIES}
    assert {article.lang for article in articles} == {"en", "de"}
    assert sum(article.correction is not None for article in articles) == 10
    assert {topic for article in articles for topic in article.topics} == {*topic_names(500)}
    dates = [article.date.date() for article in articles]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] < NOW.date()


@pytest.mark.parametrize(("count", "topics"), [(100, 20), (10_000, 200), (100_000, 2000)])
def test_topics_grow_with_the_articles(count: int, topics: int) -> None:
    assert len(set(topic_names(count))) == topics


def test_each_system_gets_the_same_articles(tmp_path: Path) -> None:
    write_wirepage(tmp_path / "wirepage", COUNT)
    peers.write_pelican(tmp_path / "pelican", COUNT)
    peers.write_hugo(tmp_path / "hugo", COUNT)
    articles = list(corpus(COUNT))
    assert files(tmp_path / "wirepage") == {
        *map(wirepage_path, articles), "data/agencies.yaml", "pages/about.md",
    }  # fmt: skip
    assert files(tmp_path / "pelican/content") == {
        *map(peers.pelican_path, articles), "pages/about.md",
    }  # fmt: skip
    hugo = files(tmp_path / "hugo/content")
    assert {path for path in hugo if "_index.md" not in path} == {
        *map(peers.hugo_path, articles), "about.md",
    }  # fmt: skip
    periods = {path.removesuffix("/_index.md") for path in hugo if re.match(r"\d.*_index", path)}
    months = {article.month for article in articles}
    assert periods == months | {month[:4] for month in months}


def wirepage_fields(text: str) -> dict[str, Any]:
    _, front, body = text.split("---\n", 2)
    fields = yaml.safe_load(front)
    return {
        "headline": fields["title"],
        "date": str(fields["date"]),
        "section": fields["category"],
        "topics": fields["tags"],
        "standfirst": fields["summary"],
        "lang": fields["lang"],
        "body": peers.plain(body.strip()),
    }


def pelican_fields(text: str) -> dict[str, Any]:
    head, body = text.split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return {
        "headline": fields["Title"],
        "date": fields["Date"],
        "section": fields["Category"],
        "topics": fields["Tags"].split(", "),
        "standfirst": fields["Summary"],
        "lang": fields["Lang"],
        "body": body.partition("\n\nPicture: ")[0],
    }


def hugo_fields(text: str) -> dict[str, Any]:
    _, front, body = text.split("---\n", 2)
    fields = yaml.safe_load(front)
    return {
        "headline": fields["title"],
        "date": fields["date"].replace("T", " ").removesuffix(":00"),
        "section": fields["categories"][0],
        "topics": fields["tags"],
        "standfirst": fields["description"],
        "lang": fields["params"]["lang"],
        "body": body.strip(),
    }


def test_each_form_says_the_same() -> None:
    for article in corpus(COUNT):
        expected = wirepage_fields(wirepage_text(article))
        assert expected["body"] == peers.plain(article.body)
        assert pelican_fields(peers.pelican_text(article)) == expected
        assert hugo_fields(peers.hugo_text(article)) == expected
        for text in (wirepage_text(article), peers.pelican_text(article), peers.hugo_text(article)):
            assert article.attribution in text
            assert article.picture.alt in text
            assert all(speaker.role in text for speaker in article.speakers)
            assert article.correction is None or article.correction in text


def test_only_the_keys_of_speakers_are_taken_out() -> None:
    body = "“Words,” [@p1] said Ann [Lee](https://example.org/).\n\n> More.\n>\n> [@p1]"
    assert peers.plain(body) == "“Words,” said Ann [Lee](https://example.org/).\n\n> More."


def test_the_check_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    system = systems.SYSTEMS["Wirepage"](tmp_path)
    system.write_corpus(system.folder, 50)
    settings = str(system.folder / "settings.py")
    assert main(["check", "--settings", settings, "--now", NOW.isoformat()]) == 0
    assert capsys.readouterr().out == "50 articles, 1 pages: no problem\n"


# A system that shows the text of one article below its template.
BUILD = """
from pathlib import Path
Path("output").mkdir(exist_ok=True)
text = Path("content/article.md").read_text() + Path("template.html").read_text()
Path("output/article.html").write_text(text)
"""


def small_system(folder: Path, script: str) -> systems.System:
    (folder / "content").mkdir(parents=True)
    (folder / "template.html").write_text("<article></article>")
    return systems.System(
        name="Small",
        folder=folder,
        command=(sys.executable, "-c", script),
        workplace=folder,
        write_corpus=lambda folder, count: None,
        path=lambda article: "article.md",
        text=lambda article: f"{article.headline}\n\n{article.body}\n",
        page=lambda article: "article.html",
        template="template.html",
        made=("output",),
    )


def built(article: Article, headline: str = "", body: str = "", template: str = "") -> str:
    return f"{article.headline}{headline}\n\n{article.body}{body}\n<article>{template}</article>"


def test_a_run_takes_a_system_through_the_edits(tmp_path: Path) -> None:
    system = small_system(tmp_path / "small", BUILD)
    article = list(corpus(10))[1]
    body, headline = "\n\nRun 3 one body edit.", " Run 3 one headline edit"
    template = "<p>Run 3 one template edit</p>\n"
    pages = {
        step: (system.folder / "output/article.html").read_text()
        for step, _ in run(system, 10, 3, STEPS)
    }
    assert pages == {
        COLD: built(article),
        NOTHING: built(article),
        BODY: built(article, body=body),
        HEADLINE: built(article, headline, body),
        TEMPLATE: built(article, headline, body, template),
    }
    assert (system.folder / "template.html").read_text() == "<article></article>"


def test_a_cold_build_finds_nothing_of_an_earlier_one(tmp_path: Path) -> None:
    system = small_system(tmp_path / "small", BUILD)
    (system.folder / "output").mkdir()
    (system.folder / "output/old.html").write_text("")
    list(run(system, 10, 1, [COLD]))
    assert files(system.folder / "output") == {"article.html"}


def test_an_edit_that_no_page_shows_is_a_fault(tmp_path: Path) -> None:
    stale = BUILD.replace("text)", "text) if not Path('output/article.html').exists() else None")
    system = small_system(tmp_path / "small", stale)
    with pytest.raises(CommandFailed, match=r"^Small: one body edit: the page has not changed$"):
        list(run(system, 10, 1, [COLD, BODY]))


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="status 3\nNo such thing"):
        measure((sys.executable, "-c", "print('No such thing'); exit(3)"), tmp_path)


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    held = "held = b'x' * 64 * 2**20; print(flush=True); import time; time.sleep(0.5)"
    started = f"child = subprocess.Popen([sys.executable, '-c', {held!r}], stdout=subprocess.PIPE)"
    both = f"import subprocess, sys; {started}; child.stdout.readline(); {held}; child.wait()"
    measured = measure((sys.executable, "-c", both), tmp_path)
    assert measured.peak > 128 * 2**20


def taken(*walls: float, peak: int = 100) -> list[Measurement]:
    return [Measurement(wall, wall * 2, peak * 2**20) for wall in walls]


def test_a_median_is_that_of_each_figure() -> None:
    several = [Measurement(3, 1, 20), Measurement(1, 2, 30), Measurement(2, 3, 10)]
    assert median(several) == Measurement(2, 2, 20)


def results() -> Results:
    walls = {"Wirepage": (12, 0.9, 1.5, 3, 6), "Pelican": (40,) * 5, "Hugo": (10, 9, 9, 9, 9)}
    peaks = {"Wirepage": 600, "Pelican": 300, "Hugo": 1200}
    measured = {
        (name, step): taken(wall, wall - 0.5, wall + 0.5, peak=peaks[name])
        for name, of in walls.items()
        for step, wall in zip(STEPS, of, strict=True)
    }
    made = {name: Made(12345, 250 * 2**20) for name in walls}
    return Results(10_000, 3, measured, made)


def test_the_table_of_the_comparison() -> None:
    assert comparison_table(results()).splitlines()[:6] == [
        "|  |  | seconds | least–most | CPU s | peak MB | of Hugo's | of Pelican's |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
        "| cold build | Wirepage | 12.00 | 11.50–12.50 | 24.00 | 600 | 1.20 × | 0.30 × |",
        "| cold build | Pelican | 40.00 | 39.50–40.50 | 80.00 | 300 | 4.00 × | 1.00 × |",
        "| cold build | Hugo | 10.00 | 9.50–10.50 | 20.00 | 1,200 | 1.00 × | 0.25 × |",
        "| nothing changed | Wirepage | 0.90 | 0.40–1.40 | 1.80 | 600 | 0.090 × | 0.022 × |",
    ]


def test_the_table_of_what_is_to_be_reached() -> None:
    assert goals_table(results()).splitlines() == [
        "| Wirepage | against Hugo | against plain Pelican |",
        "| --- | --: | --: |",
        "| cold build | 1.20 × (at most 1.5 ×) | 0.30 × (at most 0.4 ×) |",
        "| nothing changed | 0.090 × (at most 0.1 ×) | 0.022 × (at most 0.02 ×, not reached) |",
        "| one body edit | 0.15 × (at most 0.15 ×) | 0.037 × (at most 0.03 ×, not reached) |",
        "| one headline edit | 0.30 × (at most 0.25 ×, not reached)"
        " | 0.075 × (at most 0.05 ×, not reached) |",
        "| peak memory, of all steps | 0.50 × (at most 0.6 ×) |  |",
    ]


def test_what_was_not_measured_is_left_open() -> None:
    alone = Results(
        100, 1, {("Wirepage", step): taken(1) for step in STEPS}, {"Wirepage": Made(9, 0)}
    )
    assert comparison_table(alone).splitlines()[2] == (
        "| cold build | Wirepage | 1.00 | 1.00–1.00 | 2.00 | 100 | – | – |"
    )
    assert goals_table(alone).splitlines()[2] == (
        "| cold build | – (at most 1.5 ×) | – (at most 0.4 ×) |"
    )
    assert made_table(alone).splitlines()[2:] == ["| Wirepage | 9 | 0 |"]


def test_the_table_by_size() -> None:
    grown = [
        Grown(1_000, taken(2, peak=100), taken(0.5)),
        Grown(10_000, taken(10, peak=500), taken(1)),
        Grown(100_000, taken(110, peak=6500), taken(9)),
    ]
    assert growth_table(grown).splitlines() == [
        "| articles | seconds | ms each | of 10,000's | peak MB | KB each | of 10,000's"
        " | body edit s |",
        "| --: | --: | --: | --: | --: | --: | --: | --: |",
        "| 1,000 | 2.00 | 2.00 | 2.00 × | 100 | 102.4 | 2.00 × | 0.50 |",
        "| 10,000 | 10.00 | 1.00 | 1.00 × | 500 | 51.2 | 1.00 × | 1.00 |",
        "| 100,000 | 110.00 | 1.10 | 1.10 × (at most 1.2 ×) | 6,500 | 66.6"
        " | 1.30 × (at most 1.2 ×, not reached) | 9.00 |",
    ]
    assert "| – |" in growth_table(grown[:1])
