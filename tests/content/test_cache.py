"""What was read is kept, and holds for nothing but what it was read from."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.content import reading
from newsroom.content.cache import Quotes
from newsroom.content.content import Content
from newsroom.content.content_file import ContentFile
from newsroom.content.files import read_content
from newsroom.record.article import Article
from tests.conftest import ROOT, SITES, SOUND, write_files

CRANES = (SITES / "gallery/content/images/cranes.webp").read_bytes()
RICH = """---
title: A headline
date: 2026-04-01 10:00
category: World
tags: [A, B]
lang: de
attribution: ls/sms (AFP)
picture: {alt: A, credit: B, held: true, file: images/a.webp}
pictures: {one: {alt: C, credit: D}}
speakers: {who: {name: Anna Berg, role: "<b>"}}
corrections: [{date: 2026-04-02, text: "It's so.", priority: high}]
---
## A heading

„Worte, die jemand gesagt hat“ [@who]{lang=de-CH} [here](#section-a-heading).

![@one]
"""
FILES: dict[str, str | bytes] = {
    "articles/a.md": SOUND,
    "articles/b.md": RICH,
    "pages/about.md": "---\ntitle: About\n---\nText.\n",
    "data/agencies.yaml": "agencies:\n  AFP: {name: Agence France-Presse}\n",
    "images/a.webp": CRANES,
}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List what is read anew: the bodies that are rendered."""
    found: list[str] = []
    render: Callable[..., object] = reading.render_body

    def counted(source: str, *arguments: object) -> object:
        found.append(source.strip()[:12])
        return render(source, *arguments)

    monkeypatch.setattr(reading, "render_body", counted)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path / "content", FILES)
    time.sleep(0.08)  # what changed just now is not relied upon
    return tmp_path


@dataclass(frozen=True)
class Whole:
    """All that a site can take from its content."""

    content: Content
    opened: tuple[ContentFile[Article], ...]
    quotes: tuple[Quotes, ...]


def read(folder: Path, cache: Path | None = None, lang: str = "en") -> Whole:
    content, problems = read_content(
        folder / "content", zone=ZoneInfo("Europe/Berlin"), lang=lang, cache=cache
    )
    assert problems == []
    quotes = ([*map(tuple, said)] for said in content.library.quotes(content.articles))
    return Whole(content, tuple(map(content.open, content.articles)), tuple(quotes))


def test_what_stays_is_not_read_again_and_is_the_same(folder: Path, rendered: list[str]) -> None:
    fresh = read(folder)
    assert read(folder, folder / "cache/c") == fresh
    rendered.clear()
    assert read(folder, folder / "cache/c") == fresh
    assert rendered == []


EDITS: list[tuple[str, str | bytes, list[str]]] = [
    ("articles/a.md", SOUND.replace("sentence", "word"), ["A word."]),
    ("articles/c.md", SOUND, ["A sentence."]),
    ("data/agencies.yaml", "agencies:\n  AFP: {name: AFP}\n",
     ["A sentence.", "## A heading", "Text."]),
    ("data/speakers.yaml", "speakers:\n  a: {name: A}\n",
     ["A sentence.", "## A heading", "Text."]),
    ("articles/README.md~", "x", []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "anew"), EDITS, ids=[path for path, *_ in EDITS])
def test_what_changed_is_read_again_with_all_that_it_changes(
    folder: Path, rendered: list[str], path: str, text: str | bytes, anew: list[str]
) -> None:
    read(folder, folder / "c")
    write_files(folder / "content", {path: text})
    rendered.clear()
    found = read(folder, folder / "c")
    assert rendered == anew
    assert found == read(folder)


def test_a_picture_that_changed_is_looked_at_again(folder: Path, rendered: list[str]) -> None:
    read(folder, folder / "c")
    os.utime(folder / "content/images/a.webp", ns=(1, 1))
    rendered.clear()
    read(folder, folder / "c")
    assert rendered == ["## A heading"]


def test_other_settings_read_anew(folder: Path, rendered: list[str]) -> None:
    read(folder, folder / "c")
    rendered.clear()
    assert read(folder, folder / "c", lang="fr").content.articles[0].lang == "fr"
    assert len(rendered) == 3


def test_a_file_with_a_problem_is_not_kept(folder: Path) -> None:
    write_files(folder / "content", {"articles/a.md": SOUND + '\n"Lone\n'})
    for _ in range(2):
        _, problems = read_content(
            folder / "content", zone=ZoneInfo("UTC"), lang="en", cache=folder / "c"
        )
        assert [problem.code for problem in problems] == ["Q002"]


def test_rows_of_files_that_are_gone_are_dropped(folder: Path) -> None:
    read(folder, folder / "c")
    (folder / "content/articles/a.md").unlink()
    read(folder, folder / "c")
    with sqlite3.connect(folder / "c") as database:
        rows = database.execute("SELECT path FROM read ORDER BY path").fetchall()
    assert rows == [("articles/b.md",), ("pages/about.md",)]


def _garbage(cache: Path) -> None:
    cache.write_bytes(b"no database" * 100)


def _cut(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:5000])


def _foreign(cache: Path) -> None:
    cache.unlink()
    with sqlite3.connect(cache) as database:
        database.execute("CREATE TABLE read (a)")


def _untrue(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE read SET data = replace(CAST(data AS TEXT), 'sound', 'x')")
        database.execute("""UPDATE read SET data = '{"path": 1}' WHERE path = 'articles/b.md'""")


def _folder(cache: Path) -> None:
    cache.unlink()
    cache.mkdir()


@pytest.mark.parametrize("spoil", [_garbage, _cut, _foreign, _untrue, _folder])
def test_a_cache_that_is_none_harms_nothing(folder: Path, spoil: Callable[[Path], None]) -> None:
    fresh = read(folder, folder / "c")
    spoil(folder / "c")
    assert read(folder, folder / "c") == fresh
    assert read(folder, folder / "c") == fresh


def test_no_byte_of_a_cache_can_break_the_reading(folder: Path) -> None:
    fresh = read(folder, folder / "c")
    sound = (folder / "c").read_bytes()
    for place in range(0, len(sound), 61):
        spoilt = bytearray(sound)
        spoilt[place] ^= 0xFF
        (folder / "c").write_bytes(spoilt)
        assert read(folder, folder / "c") == fresh


def test_a_cache_in_use_is_not_waited_for(folder: Path) -> None:
    fresh = read(folder, folder / "c")
    other = sqlite3.connect(folder / "c", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert read(folder, folder / "c") == fresh
    other.close()


def test_a_folder_that_cannot_be_written_to_keeps_nothing(folder: Path) -> None:
    (folder / "file").write_text("")
    assert read(folder, folder / "file/below/c") == read(folder)


def test_what_is_kept_is_the_same_in_every_process(folder: Path) -> None:
    """Sets have an order of their own in each, and what tells a file from others must not."""
    many = "".join(f"## Heading {number}\n\nText.\n\n" for number in range(9))
    write_files(folder / "content", {"pages/about.md": f"---\ntitle: About\n---\n{many}"})
    code = (
        "import sys; from pathlib import Path; from zoneinfo import ZoneInfo\n"
        "from newsroom.content.files import read_content\n"
        "from newsroom.content.content_file import encoded\n"
        "content, _ = read_content(Path(sys.argv[1]), zone=ZoneInfo('UTC'), lang='en')\n"
        "print([encoded(page) for page in content.pages], content.articles)\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder / "content")],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
