"""Compiled templates are kept, and only what is whole and of this site is taken."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, environment

from newsroom.site.compiled import CompiledTemplates

TEXT = {"a.html": "{{ 1 + 1 }} {{ name }}"}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of what Jinja compiles in a test."""
    names: list[str | None] = []
    real = environment.Environment.compile

    def compile_(self: Environment, source: str, name: str | None = None, *more: object) -> object:
        names.append(name)
        return real(self, source, name, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(environment.Environment, "compile", compile_)
    return names


def rendered(folder: Path, made_of: str = "settings code", **texts: str) -> str:
    cache = CompiledTemplates(folder, made_of)
    env = Environment(loader=DictLoader(texts or TEXT), bytecode_cache=cache)
    return env.get_template("a.html").render(name="you")


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str | None]) -> None:
    folder = tmp_path / "cache/templates"
    assert [rendered(folder), rendered(folder)] == ["2 you", "2 you"]
    assert compiled == ["a.html"]


def test_another_source_and_other_surroundings_are_compiled(
    tmp_path: Path, compiled: list[str | None]
) -> None:
    assert rendered(tmp_path) == "2 you"
    assert rendered(tmp_path, "settings other") == "2 you"
    assert rendered(tmp_path) == "2 you"
    assert rendered(tmp_path, **{"a.html": "3 {{ name }}"}) == "3 you"
    assert compiled == ["a.html"] * 4


@pytest.mark.parametrize("cut", [0, 5, 32, 40, -1])
def test_a_broken_file_is_made_anew(tmp_path: Path, compiled: list[str | None], cut: int) -> None:
    rendered(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:cut])
    assert rendered(tmp_path) == "2 you"
    assert file.read_bytes() == whole
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    file.write_bytes(changed)
    assert rendered(tmp_path) == "2 you"
    assert compiled == ["a.html"] * 3


def test_a_file_of_another_template_is_not_taken(
    tmp_path: Path, compiled: list[str | None]
) -> None:
    rendered(tmp_path, **{"a.html": "3"})
    (file,) = tmp_path.iterdir()
    other = file.read_bytes()
    rendered(tmp_path)
    file.write_bytes(other)
    assert rendered(tmp_path) == "2 you"
    assert compiled == ["a.html"] * 3


def test_where_nothing_can_be_kept_it_is_compiled_each_time(
    tmp_path: Path, compiled: list[str | None]
) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    assert [rendered(place), rendered(place)] == ["2 you", "2 you"]
    assert compiled == ["a.html"] * 2
    assert place.read_text() == "no folder"
