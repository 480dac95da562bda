"""The commands, as a person or a script calls them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from newsroom.__main__ import main
from tests.conftest import ROOT, SOUND, write_files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project with content of its own, as the working directory."""
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    write_files(tmp_path / "content", {"articles/a.md": SOUND})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777629600")  # 2026-05-01T10:00:00Z
    return tmp_path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own, which knows nothing of the tests."""
    return subprocess.run(
        [sys.executable, "-m", "newsroom", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_build(project: Path) -> None:
    done = run("build")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "output: 18 files, 1 articles: 1 read, 18 rendered, 18 written, 0 left, 0 removed\n",
        "",
    )
    assert (project / "output/2026/04/a/index.html").is_file()


def test_build_reports_as_json(project: Path) -> None:
    done = run("build", "--json", "--why", "/2026/04/a/", "--why", "/2026/04/b/")
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    rendered = report.pop("rendered")
    assert len(rendered) == 18
    assert rendered[0].pop("ms") > 0
    assert rendered[0] == {
        "path": "2026/04/a/index.html",
        "reasons": ["no earlier build is known"],
        "template": "article.html",
        "written": True,
    }
    assert len(report.pop("written")) == 18
    assert [page.keys() for page in report.pop("slowest")] == [{"path", "template", "ms"}] * 5
    assert {"article.html"} < {template["template"] for template in report.pop("templates")}
    reasons = ["no earlier build is known"]
    near = ["/2026/04/a/", "/2026/04/", "/2026/"]
    assert report == {
        "output": "output",
        "articles": 1,
        "files": 18,
        "changed": True,
        "read": ["content/articles/a.md"],
        "left": [],
        "removed": [],
        "why": [
            {"address": "/2026/04/a/", "outcome": "written", "reasons": reasons, "near": []},
            {"address": "/2026/04/b/", "outcome": "missing", "reasons": [], "near": near},
        ],
    }


def test_build_says_why(project: Path) -> None:
    assert run("build").returncode == 0
    done = run("build", "--why", "/2026/04/a/", "--why", "404.html")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "output: 18 files, 1 articles (nothing has changed)\n"
        "/2026/04/a/: left as it was: nothing that it shows has changed\n"
        "/404.html: left as it was: nothing that it shows has changed\n",
        "",
    )
    write_files(project / "content", {"articles/a.md": SOUND + "\nMore.\n"})
    done = run("build", "--why", "http://localhost:8000/2026/04/a/", "--why", "/2026/04/b/")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "output: 18 files, 1 articles: 1 read, 3 rendered, 3 written, 15 left, 0 removed\n"
        "/2026/04/a/: written: its article has changed (content/articles/a.md)\n",
        "/2026/04/b/: no such page; did you mean /2026/04/a/ or /2026/04/ or /2026/?\n",
    )


def test_publish_says_why(project: Path) -> None:
    site = "https://paper.example.org/news"
    done = run("publish", "--why", f"{site}/2026/04/a/", "--why", f"{site}x/", SITEURL=site)
    assert (done.returncode, done.stderr) == (1, f"{site}x/: no such page\n")
    assert done.stdout.splitlines()[1:] == ["/2026/04/a/: written: no earlier build is known"]


@pytest.mark.usefixtures("project")
def test_a_terminal_sees_how_far_a_build_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["build"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("\rreading 0 of 1")
    assert re.fullmatch(r"(\r\w+ing \d+ of \d+ *)+\r +\r", said)
    assert main(["build", "--json", "--output", "other"]) == 0
    assert capsys.readouterr().err == ""


def test_a_terminal_is_clear_when_problems_are_told(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(project / "content", {"articles/a.md": b"\xff"})
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["build"]) == 1
    said = "content/articles/a.md:1: file: the byte 0xFF is not UTF-8; save the file as UTF-8"
    assert capsys.readouterr().err.rpartition("\r")[2] == f"{said} [F001]\n"


@pytest.mark.parametrize(("is_terminal", "lines"), [(True, 13), (False, 1)])
def test_a_terminal_sees_what_was_slow(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,
    lines: int,
) -> None:
    many = {f"articles/n{number}.md": SOUND for number in range(20)}
    write_files(project / "content", many)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    assert main(["build"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == lines
    assert said[1:2] == ["slowest pages:"] * is_terminal
    assert said[7:8] == ["slowest templates:"] * is_terminal


def test_publish_takes_the_address_from_the_environment(project: Path) -> None:
    done = run("publish", SITEURL="https://paper.example.org/")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "public: 19 files, 1 articles: 1 read, 19 rendered, 19 written, 0 left, 0 removed\n",
        "",
    )
    page = (project / "public/index.html").read_text()
    assert '<link rel="canonical" href="https://paper.example.org/">' in page
    assert (project / "public/release.json").is_file()


def test_publish_says_that_its_address_is_none(project: Path) -> None:
    done = run("publish")
    assert done.returncode == 0
    assert "note: https://wirepage.example is no real address" in done.stdout


@pytest.mark.parametrize("address", ["news.example.org", "ftp://a.example", "https:///x", "x y"])
def test_publish_refuses_what_is_no_address(project: Path, address: str) -> None:
    done = run("publish", SITEURL=address)
    assert done.returncode == 1
    assert done.stderr == (
        f"publishconf.py: SITEURL: '{address}' is no web address; write it like "
        "https://news.example.org\n"
    )
    assert not (project / "public").exists()


@pytest.mark.parametrize("command", ["build", "check", "publish"])
def test_problems_are_lines_and_exit_status_1(project: Path, command: str) -> None:
    write_files(project / "content", {"articles/b.md": "x", "articles/c.md": b"\xff"})
    done = run(command)
    said = "1 articles, 0 pages: 2 problems\n" if command == "check" else ""
    assert (done.returncode, done.stdout) == (1, said)
    assert done.stderr == (
        "content/articles/b.md:1: front matter: is missing; the file must begin with a line of "
        "three hyphens [F003]\n"
        "content/articles/c.md:1: file: the byte 0xFF is not UTF-8; save the file as UTF-8 [F001]\n"
    )
    assert not (project / "output").exists()
    assert not (project / "public").exists()


@pytest.mark.parametrize("command", ["build", "publish"])
def test_a_folder_that_holds_something_else_is_not_built_over(project: Path, command: str) -> None:
    write_files(project, {"mine/index.html": "my own", "mine/notes.txt": "my own"})
    done = run(command, "--output", "mine")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "mine: holds files that no build put there; name a new folder, or move it away\n",
    )
    assert (project / "mine/notes.txt").read_text(encoding="utf-8") == "my own"
    (project / "empty").mkdir()
    for folder in ("new", "new", "empty", "empty"):
        assert run(command, "--output", folder).returncode == 0
        write_files(project, {"content/articles/b.md": SOUND})


def test_check(project: Path) -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "1 articles, 0 pages: no problem\n")
    assert sorted(path.name for path in project.iterdir()) == [
        ".cache",
        "content",
        "pelicanconf.py",
        "publishconf.py",
        "theme",
    ]


def test_the_instant_of_a_build_is_what_it_is_told(project: Path) -> None:
    assert run("publish", "--now", "2026-03-31T12:00+00:00").returncode == 0
    assert not (project / "public/2026/04/a").exists()
    assert run("publish", "--now", "2026-04-01T12:00+00:00").returncode == 0
    assert (project / "public/2026/04/a").exists()
    assert run("publish", SOURCE_DATE_EPOCH="1750000000").returncode == 0
    assert not (project / "public/2026/04/a").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["build", "--no-such-option"],
        ["build", "--now", "2026-05-01"],
        ["build", "--now", "yesterday"],
        ["serve", "--port", "many"],
        ["deploy"],
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    (\w+)(?: |$)", capsys.readouterr().out, re.MULTILINE)
    assert commands == ["build", "serve", "check", "import", "attribution", "publish", "deploy"]
    for command in commands:
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0


def test_outside_of_a_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.returncode == 1
    assert done.stderr == ("pelicanconf.py: no such file; run make in the project's folder\n")


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE)
    listed = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.findall(r"^  make (\w+)", listed, re.MULTILINE) == targets
    assert {"serve", "test", "html", "check", "publish", "deploy", "lint", "format"} <= {*targets}


@pytest.mark.parametrize("command", ["build", "check", "publish"])
def test_a_dead_link_in_an_article_is_a_problem(project: Path, command: str) -> None:
    text = SOUND + "\nSee [this](/2026/04/typo/) and [that](/2026/04/a/).\n"
    write_files(project / "content", {"articles/a.md": text})
    done = run(command, SITEURL="https://a.example.org")
    assert done.returncode == 1
    assert done.stderr == (
        "content/articles/a.md:9: body: links to /2026/04/typo/, which is not there or not public "
        "yet [L001]\n"
    )
    assert not (project / "public").exists()


def test_publish_refuses_a_site_whose_theme_has_dead_links(project: Path) -> None:
    template = "theme/templates/not_found.html"
    link = '{% block main %}<a href="{{ SITEURL }}/typo/">a</a><a href="{{ SITEURL }}/2026/">b</a>'
    text = (ROOT / template).read_text(encoding="utf-8").replace("{% block main %}", link)
    write_files(project, {template: text})
    assert run("build").returncode == 0
    done = run("publish", SITEURL="https://a.example.org")
    assert (done.returncode, done.stderr) == (
        1,
        "404.html: links to https://a.example.org/typo/, which is not there\n",
    )
    assert not (project / "public").exists()


def test_check_tells_what_harms_no_reader_and_builds_go_on(project: Path) -> None:
    Image.new("RGB", (3, 2)).save(project / "content" / "a.png")
    assert run("build").returncode == 0
    done = run("check")
    assert (done.returncode, done.stdout) == (1, "1 articles, 0 pages: 1 problem\n")
    line = "no content file shows this picture; name it by file:, or take it away"
    assert done.stderr == f"content/a.png:1: file: {line} [P004]\n"


def test_check_for_programs_and_for_annotations(project: Path) -> None:
    write_files(project / "content", {"articles/b.md": "x"})
    message = "is missing; the file must begin with a line of three hyphens"
    done = run("check", "--json")
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (
        1,
        "",
        [
            {
                "path": "content/articles/b.md",
                "line": 1,
                "field": "front matter",
                "message": message,
                "code": "F003",
            }
        ],
    )
    done = run("check", "--format", "github")
    assert (done.returncode, done.stderr, done.stdout) == (
        1,
        "",
        f"::error file=content/articles/b.md,line=1,title=F003 front matter::{message}\n",
    )


def test_a_file_s_name_that_no_terminal_shows_is_told_all_the_same(project: Path) -> None:
    write_files(project / "content", {"articles/ü\udce9\n.md": SOUND})
    said = "makes no address; use small letters, digits and single hyphens"
    done = run("check")
    assert done.returncode == 1
    assert done.stderr == (
        f"content/articles/ü\\udce9\\n.md:1: file name: 'ü\\udce9\\n' {said} [F007]\n"
    )
    done = run("check", "--json")
    assert done.returncode == 1
    assert [problem["path"] for problem in json.loads(done.stdout)] == [
        "content/articles/ü\udce9\n.md"
    ]
    done = run("check", "--format", "github")
    assert done.stdout == (
        "::error file=content/articles/ü\\udce9\\n.md,line=1,title=F007 file name::"
        f"'ü\\udce9%0A' {said}\n"
    )


def test_check_explains_its_codes(project: Path) -> None:
    done = run("check", "--explain", "p004")
    assert (done.returncode, done.stderr, done.stdout) == (
        0,
        "",
        "P004: A picture file is shown nowhere.\n\n"
        "No content file names it. It is not published, but it lies in the way.\n\n"
        "What to do: Name it by file: in an article, or take it away.\n\n"
        "Builds go on all the same.\n",
    )
    for code, hint in (("A01", "; did you mean A001?"), ("ZZ", "")):
        done = run("check", "--explain", code)
        said = f"{code}: is no code of the check{hint}\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_make_deploy_takes_any_path_as_it_is(project: Path) -> None:
    """One that a shell would split, open or run."""
    shutil.copy(ROOT / "Makefile", project / "Makefile")
    (project / "newsroom").symlink_to(ROOT / "newsroom")
    assert run("publish").returncode == 0
    to = project / "a \"b\" 'c' `touch d` ;e"
    here = [f"VENV={sys.prefix}"]
    for name in ("site", "deploy"):
        here.append(f"--old-file={sys.prefix}/{name}.installed")

    def deploy(dry_run: str) -> None:
        line = ["make", *here, "deploy", f"TO={to}", f"DRY_RUN={dry_run}"]
        done = subprocess.run(line, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    deploy("1")
    assert not to.exists()
    deploy("0")
    assert (to / "index.html").is_file()
    assert not (project / "d").exists()


def test_attribution_writes_a_json_object_a_line(project: Path) -> None:
    def read(lines: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "newsroom", "attribution"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
            input=lines,
            capture_output=True,
            timeout=60,
            check=False,
        )

    done = read(b"ab (AFP)\n")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"content: has no data/agencies.yaml to read lines with\n"
    write_files(project, {"content/data/agencies.yaml": "agencies: {ČTK: {name: Tisková}}"})
    done = read("ab/ČTK\r\n\nPhoto: \n".encode() + b"\xff\n")
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(line["line"], line["kind"], line["agencies"]) for line in found] == [
        ("ab/ČTK", "attribution", ["ČTK"]),
        ("", "other", []),
        ("Photo: ", "other", []),
        ("\ufffd", "other", []),
    ]
