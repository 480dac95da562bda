"""The real samples: each item of them can be read on a site that is built of nothing else."""

import contextlib
import io
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.__main__ import main
from newsroom.build.site import load_settings
from newsroom.content.front_matter import parse_front_matter
from newsroom.site.edition import check_edition
from tests.conftest import NOW, ROOT, SOURCE, Site, build

CORPUS = ROOT.parent / "shared" / "corpus"

# What of the samples is no news: the names of the files, and the end of the line that says so.
NO_NEWS = {
    r"ninjs/.*": "only texts and pictures are imported: take it over by hand, or leave it out",
    r"ninjs/(schemas|.*/schema-extension)/.*|webpages/.*\.json": (
        "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"
    ),
    # Fragments and skeletons of a specification.
    r".*/LISTING_1_.*": "has no text; an article needs some",
    r".*/LISTING_24_.*": "has no headline and no text",
    r".*/LISTING_25_.*|attribution_lines\.tsv": "has no date; an article needs one",
    r".*/LISTING_6_.*": "is a package that holds no text or picture; import what it names",
    r".*/LISTING_28_.*": "knowledgeItem, planningItem, catalogItem",
}


def is_no_news(line: str) -> bool:
    """Tell whether a line is that of a sample that is no news."""
    name = line.removeprefix("failed ").partition(": ")[0]
    return any(re.fullmatch(file, name) and line.endswith(end) for file, end in NO_NEWS.items())


def take(source: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    content = folder / "content"
    if not content.exists():
        shutil.copytree(ROOT / "content/data", content / "data")
    settings = ["--settings", str(ROOT / "pelicanconf.py"), "--now", NOW.isoformat()]
    main(["import", str(source), "--into", str(content), *settings])
    said = capsys.readouterr()
    return [*said.err.splitlines(), *said.out.splitlines()]


def words(text: str) -> list[str]:
    """The words of a text, its marks straightened and what is set by language left out."""
    straight = str.maketrans("“”„‟«»‹›‘’‚‛–—\xa0\u202f", '""""""""\'\'\'\'--  ')
    return re.findall(r"\w+", text.translate(straight))


def holds(page: list[str], part: list[str]) -> bool:
    """Tell whether a page says all words of a part, one after another."""
    return not part or f" {' '.join(part)} " in f" {' '.join(page)} "


@pytest.mark.skipif(not SOURCE.is_file(), reason="needs ../shared/source")
def test_a_page_capture_comes_out_in_full_and_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [said, summary] = take(SOURCE, tmp_path, capsys)
    assert said == "new content/articles/2015/10/us-russian-missiles-crash-in-iran.md"
    assert summary == "1 new"
    site = build(tmp_path, tmp_path / "content", publish=True)  # no review point is open
    page = site.page("2015/10/us-russian-missiles-crash-in-iran").find("main")
    assert page is not None
    place = 0
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    article = [line.strip() for line in lines if line.strip()][3:]  # behind the skip links
    assert len(article) == 23
    there = " ".join(words(page.get_text(" ")))
    for line in article:
        place = there.find(" ".join(words(line)), place)
        assert place >= 0, line
    assert article[-1] == "ls/sms (AFP, AP, Reuters)"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site, list[str]]:
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "content/data", folder / "content/data")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        settings = ["--settings", str(ROOT / "pelicanconf.py"), "--now", NOW.isoformat()]
        main(["import", str(CORPUS), "--into", str(folder / "content"), *settings])
    return folder / "content", build(folder, folder / "content"), said.getvalue().splitlines()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
class TestCorpus:
    def test_only_what_is_no_news_fails(self, corpus: tuple[Path, Site, list[str]]) -> None:
        lines = corpus[2]
        failed = [line for line in lines[:-1] if line.startswith("failed ")]
        others = [line for line in failed if not is_no_news(line)]
        assert others == []

    def test_every_text_is_imported(self, corpus: tuple[Path, Site, list[str]]) -> None:
        counts = Counter(line.split(" ", 1)[0] for line in corpus[2][:-1])
        assert counts["new"] >= 39

    def test_each_can_be_read(self, corpus: tuple[Path, Site, list[str]]) -> None:
        content, site, _ = corpus
        paths = sorted((content / "articles").rglob("*.md"))
        assert paths
        for path in paths:
            matter = parse_front_matter(path.read_text(encoding="utf-8"))
            year, month, name = path.relative_to(content / "articles").with_suffix("").parts
            page = site.page(f"{year}/{month}/{name}").find("main")
            assert page is not None
            there = words(page.get_text(" "))
            assert holds(there, words(matter.data["title"])), path
            for paragraph in matter.body.split("\n\n"):
                assert holds(there, words(_without_marks(paragraph))), (path, paragraph)

    def test_the_check_asks_for_nothing_but_what_the_import_has_asked(
        self, corpus: tuple[Path, Site, list[str]]
    ) -> None:
        settings = load_settings(
            ROOT / "pelicanconf.py", {"PATH": str(corpus[0]), "NOW": NOW, "READ_CACHE": None}
        )
        _, problems = check_edition(settings, for_readers=True)
        assert [problem for problem in problems if problem.code != "R001"] == []

    def test_again_changes_nothing(
        self, corpus: tuple[Path, Site, list[str]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        content = corpus[0]
        before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
        said = take(CORPUS, content.parent, capsys)
        assert {line.split(" ", 1)[0] for line in said[:-1]} == {"failed", "unchanged"}
        after = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
        assert before.keys() == after.keys()
        assert [path for path in before if before[path] != after[path]] == []


def _without_marks(markdown: str) -> str:
    """Take marks of Markdown out of a paragraph, but none of its words."""
    text = re.sub(r"!?\[@[\w-]+\](\{[^}]*\})?", "", markdown)
    text = re.sub(r"\]\((?:[^()\s]|\([^()]*\))*(?: \"[^\"]*\")?\)", "]", text)
    text = re.sub(r"\]\{[^}]*\}", "]", text)
    text = re.sub(r"(?m)^(?:> ?)*\s*(?:\d+\.|[-*]|#+) ", " ", text)
    text = re.sub(r"(?m)^[|:\s-]+$", " ", text)
    return BeautifulSoup(text.replace("\\", ""), "html.parser").get_text()
