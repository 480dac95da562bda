"""Every built page is valid HTML, as the Nu Html Checker reads the standard.

The checker is a Java program that npm carries. `tests/node/` pins it; its `node_modules` is made by
the first run and kept. https://validator.github.io/validator/
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.browser.conftest import SHORT_LISTS
from tests.conftest import Site

NODE = Path(__file__).parent / "node"
CHECKER = NODE / "node_modules" / "vnu-jar"
JAR = CHECKER / "build" / "dist" / "vnu.jar"

# What the checker warns of and we mean: beginnings of messages, each with our reason.
MEANT: tuple[str, ...] = ()


def test_every_page_is_valid(
    preview: Site, published: Site, gallery: Site, build_named: Callable[..., Site]
) -> None:
    ask_for_tools(os.environ)
    install_checker()
    desk = build_named("gallery", **SHORT_LISTS)
    folders = [site.output for site in (preview, published, gallery, desk)]
    problems = [problem for problem in check(*folders) if not problem["message"].startswith(MEANT)]
    assert not problems, "\n".join(describe(problem) for problem in problems)


def test_faults_would_be_found(tmp_path: Path) -> None:
    ask_for_tools(os.environ)
    install_checker()
    sound = "<!doctype html>\n<html lang=en>\n<title>A</title>\n<style>p { color: red }</style>\n"
    bodies = {
        "sound": "<p>B",
        "error": "<p>B<div id=a></div><div id=a></div>",
        "warning": "<section><p>B</section>",
        "style": "<p style='color: reddish'>B",
    }
    for name, body in bodies.items():
        (tmp_path / f"{name}.html").write_text(sound + body)
    (tmp_path / "feed.xml").write_text("<feed")
    found = sorted((Path(problem["url"]).stem, problem["type"]) for problem in check(tmp_path))
    assert found == [("error", "error"), ("error", "info"), ("style", "error"), ("warning", "info")]


@pytest.mark.parametrize("tool", ["java", "npm"])
@pytest.mark.parametrize(
    ("environment", "outcome"),
    [
        ({}, pytest.skip.Exception),
        ({"CI": ""}, pytest.skip.Exception),
        ({"CI": "true"}, pytest.fail.Exception),
    ],
)
def test_without_the_tools_only_ci_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tool: str,
    environment: Mapping[str, str],
    outcome: type[BaseException],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in {"java", "npm"} - {tool}:
        (tmp_path / name).touch(mode=0o755)
    with pytest.raises(outcome) as caught:
        ask_for_tools(environment)
    assert str(caught.value) == "needs java and npm: run by CI"
    (tmp_path / tool).touch(mode=0o755)
    ask_for_tools(environment)


def test_the_checker_is_pinned_and_no_registry_is_named() -> None:
    pinned = json.loads((NODE / "package.json").read_text())["devDependencies"]
    lock = json.loads((NODE / "package-lock.json").read_text())["packages"]
    assert lock[""]["devDependencies"] == pinned
    assert {name: entry["version"] for name, entry in lock.items() if name} == {
        f"node_modules/{name}": version for name, version in pinned.items()
    }
    assert [name for name, entry in lock.items() if "resolved" in entry] == []


def ask_for_tools(environment: Mapping[str, str]) -> None:
    if shutil.which("java") and shutil.which("npm"):
        return
    reason = "needs java and npm: run by CI"
    if environment.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def install_checker() -> None:
    """Install the pinned checker where it is not yet there; not its scripts, which fetch Java."""
    pinned = json.loads((NODE / "package.json").read_text())["devDependencies"]["vnu-jar"]
    about = CHECKER / "package.json"
    if JAR.is_file() and json.loads(about.read_text())["version"] == pinned:
        return
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command, cwd=NODE, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    if done.returncode:
        why = " ".join(done.stderr.split())
        pytest.fail(f"npm ci in tests/node could not install the checker: {why}", pytrace=False)


def check(*folders: Path) -> list[dict[str, str]]:
    """Return what the checker says of all HTML files in these folders."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--stdout", "--skip-non-html"]
    done = subprocess.run(
        [*command, *map(str, folders)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.stdout, done.stderr
    messages: list[dict[str, str]] = json.loads(done.stdout)["messages"]
    return messages


def describe(problem: Mapping[str, object]) -> str:
    kind = problem.get("subType", problem["type"])
    return f"{problem['url']}:{problem.get('lastLine', '')}: {kind}: {problem['message']}"
