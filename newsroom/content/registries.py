"""What the newsroom knows beyond its articles: the registries in `data/`."""

from pathlib import Path

from newsroom.content.front_matter import FrontMatter, FrontMatterError, parse_front_matter
from newsroom.content.problems import Problem
from newsroom.content.validate import validate
from newsroom.record.agencies import Agencies, Registry

AGENCIES = "data/agencies.yaml"


def read_agencies(folder: Path) -> tuple[Agencies | None, list[Problem]]:
    """Read `data/agencies.yaml` of the content folder.

    Returns the agencies and no problem; None where there is no such file, or where it has problems.
    """
    file, shown = folder / AGENCIES, f"{folder.name}/{AGENCIES}"
    if not file.is_file():
        return None, []
    try:
        matter = _fields(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Problem(shown, 1, "file", "is not UTF-8; save the file as UTF-8")]
    except FrontMatterError as error:
        return None, [Problem(shown, error.line - 1, "file", error.message)]
    registry, problems = validate(Registry, matter, shown, {})
    if registry is None:
        return None, problems
    agencies = Agencies(registry)
    problems = [
        Problem(shown, matter.lines[("agencies", key)], f"agencies.{key}", message)
        for key, message in agencies.faults()
    ]
    return (None if problems else agencies), problems


def _fields(text: str) -> FrontMatter:
    """Read a registry: it is front matter without its fences, and without a body."""
    matter = parse_front_matter(f"---\n{text.removeprefix(chr(0xFEFF))}\n---\n")
    return FrontMatter(
        matter.data, {path: line - 1 for path, line in matter.lines.items()}, "", matter.body_line
    )
