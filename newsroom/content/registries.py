"""The registries in `data/`: agencies, speakers, and editors with their initials."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from newsroom.content.front_matter import FrontMatter, FrontMatterError, parse_front_matter
from newsroom.content.problems import Problem
from newsroom.content.validate import validate
from newsroom.record.agencies import Agencies, Registry
from newsroom.record.part import Part
from newsroom.record.people import Editor, EditorRegistry, SpeakerRegistry, Speakers

AGENCIES, SPEAKERS, EDITORS = "data/agencies.yaml", "data/speakers.yaml", "data/editors.yaml"
CANCELED = "data/canceled.yaml"

RegistryT = TypeVar("RegistryT", bound=Part)


@dataclass(frozen=True)
class Registries:
    """What a content folder knows for all of its articles; `agencies` is None where it has none."""

    agencies: Agencies | None = None
    speakers: Speakers = field(default_factory=Speakers)
    editors: dict[str, Editor] = field(default_factory=dict)


def read_registries(folder: Path) -> tuple[Registries, list[Problem]]:
    """Read what there is of `data/agencies.yaml`, `speakers.yaml` and `editors.yaml`.

    Returns the registries, without those that have problems, and the problems.
    """
    agencies, problems = read_agencies(folder)
    found, matter, more = _read(folder, SPEAKERS, SpeakerRegistry)
    speakers = Speakers(found or SpeakerRegistry())
    more += _twice(folder, SPEAKERS, "speakers", matter, speakers.faults())
    editors, _, most = _read(folder, EDITORS, EditorRegistry)
    return (
        Registries(agencies, speakers, editors.editors if editors else {}),
        [*problems, *more, *most],
    )


class _CanceledRegistry(Part):
    """What `canceled.yaml` holds: the guids of items that their source has canceled."""

    canceled: tuple[str, ...] = ()


def read_canceled(folder: Path) -> tuple[frozenset[str], list[Problem]]:
    """Read `data/canceled.yaml`: the guids of items of which no version may be published."""
    found, _, problems = _read(folder, CANCELED, _CanceledRegistry)
    return frozenset(found.canceled if found else ()), problems


def read_agencies(folder: Path) -> tuple[Agencies | None, list[Problem]]:
    """Read `data/agencies.yaml` of the content folder.

    Returns the agencies and no problem; None where there is no such file, or where it has problems.
    """
    registry, matter, problems = _read(folder, AGENCIES, Registry)
    if registry is None:
        return None, problems
    agencies = Agencies(registry)
    problems = _twice(folder, AGENCIES, "agencies", matter, agencies.faults())
    return (None if problems else agencies), problems


def _read(
    folder: Path, name: str, model: type[RegistryT]
) -> tuple[RegistryT | None, FrontMatter | None, list[Problem]]:
    file, shown = folder / name, f"{folder.name}/{name}"
    if not file.is_file():
        return None, None, []
    try:
        matter = _fields(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        message = "is not UTF-8; save the file as UTF-8"
        return None, None, [Problem(shown, 1, "file", message, "F001")]
    except FrontMatterError as error:
        return None, None, [Problem(shown, error.line - 1, "file", error.message, "F003")]
    registry, problems = validate(model, matter, shown, {})
    return registry, matter, problems


def _twice(
    folder: Path,
    name: str,
    field_name: str,
    matter: FrontMatter | None,
    faults: Iterable[tuple[str, str]],
) -> list[Problem]:
    lines = matter.lines if matter else {}
    return [
        Problem(
            f"{folder.name}/{name}",
            lines.get((field_name, key), 1),
            f"{field_name}.{key}",
            message,
            "F009",
        )
        for key, message in faults
    ]


def _fields(text: str) -> FrontMatter:
    """Read a registry: it is front matter without its fences, and without a body."""
    matter = parse_front_matter(f"---\n{text.removeprefix(chr(0xFEFF))}\n---\n")
    return FrontMatter(
        matter.data, {path: line - 1 for path, line in matter.lines.items()}, "", matter.body_line
    )
