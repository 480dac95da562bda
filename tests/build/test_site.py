"""A build is all or nothing, and any error or warning ends it."""

import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.errors import BuildFailed
from newsroom.build.site import build_site, load_settings
from newsroom.site.edition import Edition
from tests.conftest import NOW, ROOT, SOUND, Site, build, write_files

Builder = Callable[..., Site]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_build_that_fails_leaves_the_last_good_output_untouched(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_files(content, {"articles/good.md": SOUND})
    before = snapshot(build(tmp_path, content).output)
    write_files(content, {"articles/bad.md": "no front matter", "articles/worse.md": b"\xff"})
    with pytest.raises(BuildFailed) as failed:
        build(tmp_path, content)
    assert [line.split(": ")[0] for line in failed.value.lines] == [
        "content/articles/bad.md:1",
        "content/articles/worse.md:1",
    ]
    assert snapshot(tmp_path / "output") == before
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [".output.spare", "content", "output"]


def test_a_build_that_succeeds_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_files(content, {"articles/one.md": SOUND, "articles/two.md": SOUND})
    build(tmp_path, content)
    (content / "articles/two.md").unlink()
    site = build(tmp_path, content)
    assert "2026/04/one/index.html" in site.files()
    assert "2026/04/two/index.html" not in site.files()


@pytest.mark.parametrize("output", ["content", "content/articles", "content/new", "."])
def test_a_build_never_takes_the_place_of_its_own_sources(tmp_path: Path, output: str) -> None:
    project = tmp_path / "project"
    write_files(project / "content", {"articles/a.md": SOUND})
    before = snapshot(tmp_path)
    chosen = {"PATH": str(project / "content"), "OUTPUT_PATH": str(project / output), "NOW": NOW}
    with pytest.raises(BuildFailed, match="lies within PATH or around it"):
        build_site(load_settings(ROOT / "pelicanconf.py", chosen))
    assert snapshot(tmp_path) == before


def plugin(act: Callable[[Any], None]) -> Any:
    """Return a Pelican plugin that acts when all content is read."""
    from types import SimpleNamespace

    from pelican import signals

    def register() -> None:
        signals.article_generator_finalized.connect(act)

    return SimpleNamespace(__name__="tests.plugin", register=register, act=act)


@pytest.mark.parametrize("level", [logging.WARNING, logging.ERROR])
def test_a_warning_or_error_of_a_plugin_fails_the_build_each_time(
    build_files: Builder, level: int
) -> None:
    def warn(generator: Any) -> None:
        logging.getLogger("pelican.plugins.some").log(level, "something\nis off")

    for _ in range(2):  # Pelican tells the same thing only once in a process
        with pytest.raises(BuildFailed) as failed:
            build_files({"articles/a.md": SOUND}, PLUGINS=["newsroom.site", plugin(warn)])
        assert failed.value.lines == ("something is off",)


def test_less_than_a_warning_does_not(build_files: Builder) -> None:
    def inform(generator: Any) -> None:
        logging.getLogger("pelican.plugins.some").info("all is well")

    site = build_files({"articles/a.md": SOUND}, PLUGINS=["newsroom.site", plugin(inform)])
    assert "index.html" in site.files()


def test_a_template_that_fails_is_named_with_its_line(tmp_path: Path, build_files: Builder) -> None:
    theme = tmp_path / "theme"
    for source in (ROOT / "theme").rglob("*"):
        if source.is_file():
            target = theme / source.relative_to(ROOT / "theme")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    (theme / "templates/article.html").write_text("line one\n{{ article.hedline }}\n")
    with pytest.raises(BuildFailed) as failed:
        build_files({"articles/a.md": SOUND}, THEME=str(theme))
    assert len(failed.value.lines) == 1
    assert failed.value.lines[0].startswith("theme/templates/article.html:2: UndefinedError: ")
    (theme / "templates/article.html").write_text("{% if %}\n")
    with pytest.raises(BuildFailed, match=r"^theme/templates/article.html:1: TemplateSyntaxError"):
        build_files({"articles/a.md": SOUND}, THEME=str(theme))


def test_a_configuration_that_fails_is_one_line(tmp_path: Path) -> None:
    configuration = tmp_path / "conf.py"
    for text, line in (
        ("1 / 0", "conf.py: ZeroDivisionError: division by zero"),
        ("x = (", "conf.py: SyntaxError: '(' was never closed (conf.py, line 1)"),
    ):
        configuration.write_text(text)
        with pytest.raises(BuildFailed) as failed:
            load_settings(configuration, {})
        assert failed.value.lines == (line,)
    with pytest.raises(BuildFailed, match=r"missing\.py"):
        load_settings(tmp_path / "missing.py", {})


def test_the_report_counts(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"articles/a.md": SOUND})
    chosen = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "out"), "NOW": NOW}
    seen: list[bool] = []
    report = build_site(
        load_settings(ROOT / "pelicanconf.py", chosen),
        finish=lambda folder: seen.append((folder / "index.html").is_file()),
    )
    assert report.output == tmp_path / "out"
    assert report.articles == 1
    assert report.files == sum(path.is_file() for path in report.output.rglob("*"))
    assert seen == [True]


def test_what_finishing_a_build_raises_ends_it(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {"articles/a.md": SOUND})
    chosen = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "out"), "NOW": NOW}

    def refuse(folder: Path) -> None:
        raise BuildFailed(["not like this"])

    with pytest.raises(BuildFailed, match="not like this"):
        build_site(load_settings(ROOT / "pelicanconf.py", chosen), finish=refuse)
    assert not (tmp_path / "out").exists()


def test_a_process_lets_go_of_each_build(tmp_path: Path) -> None:
    """The preview builds hundreds of times: each edition goes with its build."""
    content = tmp_path / "content"
    write_files(content, {"articles/one.md": SOUND, "pages/about.md": "---\ntitle: A\n---\nB.\n"})
    gc.collect()
    others = editions()  # that other tests still hold
    for _ in range(3):
        build(tmp_path, content)
    gc.collect()
    assert [found for found in editions() if not any(found is other for other in others)] == []


def editions() -> list[Edition]:
    return [found for found in gc.get_objects() if isinstance(found, Edition)]
