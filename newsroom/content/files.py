"""Reading the content folder: every content file, or every problem that they have."""

import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from newsroom.content.front_matter import (
    FieldPath,
    FrontMatter,
    FrontMatterError,
    parse_front_matter,
)
from newsroom.content.markdown import Body, render_body
from newsroom.content.pictures import PICTURE_FORMATS, picture_fault
from newsroom.content.problems import Problem, dotted
from newsroom.content.registries import read_agencies
from newsroom.content.validate import validate
from newsroom.record.agencies import Agencies
from newsroom.record.article import SLUG_PATTERN, Article, Page, Speaker
from newsroom.record.attribution import Attribution, contact_in, parse_attribution
from newsroom.record.text import CONTROL_CHARACTERS

RecordT = TypeVar("RecordT", bound=Page)
RecordT_co = TypeVar("RecordT_co", bound=Page, covariant=True)

# Far above any article, far below what would hurt (bytes).
MAX_SIZE = 4 * 1024 * 1024


@dataclass(frozen=True)
class ContentFile(Generic[RecordT_co]):
    """A content file that has been read.

    `path` is relative to the content folder, with slashes; `shown` is the path to name in a
    problem. `lines` gives the line of each field. `slug` is the last part of its address.
    `attribution` is what the attribution line says, if the file has one and the content folder a
    registry of agencies.
    """

    path: str
    shown: str
    record: RecordT_co
    lang: str
    slug: str
    body: Body
    attribution: Attribution | None
    lines: dict[FieldPath, int] = field(repr=False)

    def line(self, *location: str | int) -> int:
        """Return the line of a field, or 1 where it was not written."""
        return self.lines.get(location, 1)

    def problem(self, location: FieldPath, message: str) -> Problem:
        """Return a problem of a field of this file."""
        return Problem(self.shown, self.line(*location), dotted(location), message)


@dataclass(frozen=True)
class Content:
    """All content files of a site, in order of their paths, and the agencies that it knows."""

    articles: tuple[ContentFile[Article], ...]
    pages: tuple[ContentFile[Page], ...]
    agencies: Agencies | None = None


def read_content(folder: Path, *, zone: dt.tzinfo, lang: str) -> tuple[Content, list[Problem]]:
    """Read `articles/` and `pages/` of the content folder.

    `zone` is where a time without an offset is, `lang` the language of a file that names none.
    Returns the files that are sound, and every problem of the others. Hidden files, and those that
    editors' programs leave behind, are passed over.
    """
    agencies, problems = read_agencies(folder)
    desk = _Desk(folder, zone, lang, agencies)
    articles = _read_all(desk, "articles", Article, problems)
    pages = _read_all(desk, "pages", Page, problems)
    problems.extend(_stray(folder))
    return Content(articles, pages, agencies), problems


@dataclass(frozen=True)
class _Desk:
    """What every file of a content folder is read with."""

    folder: Path
    zone: dt.tzinfo
    lang: str
    agencies: Agencies | None


def _read_all(
    desk: _Desk, below: str, model: type[RecordT], problems: list[Problem]
) -> tuple[ContentFile[RecordT], ...]:
    folder, files = desk.folder, []
    for path in _walk(folder / below):
        relative = path.relative_to(folder).as_posix()
        if path.is_symlink():
            message = "is a symbolic link; put what it leads to here"
            problems.append(Problem(f"{folder.name}/{relative}", 1, "file", message))
        elif path.suffix == ".md":
            file, found = _read(path, relative, desk, model)
            problems.extend(found)
            if file:
                files.append(file)
        elif path.suffix.lower() not in PICTURE_FORMATS:
            message = "is not a content file; give it the ending .md, or move it away"
            problems.append(Problem(f"{folder.name}/{relative}", 1, "file", message))
    return tuple(files)


def _stray(folder: Path) -> Iterator[Problem]:
    """Find content files that lie where nobody reads them."""
    for path in _walk(folder):
        relative = path.relative_to(folder)
        if path.suffix == ".md" and relative.parts[0] not in ("articles", "pages", "sources"):
            message = "lies outside of articles/ and pages/; move it there"
            yield Problem(f"{folder.name}/{relative.as_posix()}", 1, "file", message)


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A link to a folder is not followed; it is given like a file, so that it is not missed.
        names += [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted(names):
            if not name.startswith((".", "#")) and not name.endswith("~"):
                yield Path(here, name)


def _read(
    path: Path, relative: str, desk: _Desk, model: type[RecordT]
) -> tuple[ContentFile[RecordT] | None, list[Problem]]:
    shown = f"{desk.folder.name}/{relative}"
    if path.stat().st_size > MAX_SIZE:
        return None, [Problem(shown, 1, "file", f"is larger than {MAX_SIZE // 2**20} MiB")]
    text, problem = _decode(path.read_bytes(), shown)
    if problem:
        return None, [problem]
    try:
        matter = parse_front_matter(text)
    except FrontMatterError as error:
        return None, [Problem(shown, error.line, "front matter", error.message)]
    record, problems = validate(model, matter, shown, {"zone": desk.zone})
    slug, unfit = _slug(matter, PurePosixPath(relative).stem, shown)
    speakers = record.speakers if isinstance(record, Article) else _sound_speakers(matter)
    tongue = (record and record.lang) or desk.lang
    body = render_body(matter.body, speakers, tongue)
    body = replace(
        body, links=tuple((line + matter.body_line - 1, link) for line, link in body.links)
    )
    problems += [
        *unfit,
        *_body_problems(body, matter, shown),
        *_picture(matter, desk.folder, shown),
    ]
    problems += _markers(matter, shown)
    attribution, unclear = _attribution(matter, desk.agencies, shown)
    problems += unclear
    if record is None or problems:
        return None, problems
    return ContentFile(
        relative, shown, record, tongue, slug, body, attribution, dict(matter.lines)
    ), []


def _decode(raw: bytes, shown: str) -> tuple[str, Problem | None]:
    """Decode a file, with Unix line ends and without a byte order mark."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8"
        return "", Problem(shown, line, "file", message)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL_CHARACTERS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"holds the control character U+{ord(found[0]):04X}; take it out"
        return "", Problem(shown, line, "file", message)
    return text, None


def _slug(matter: FrontMatter, stem: str, shown: str) -> tuple[str, list[Problem]]:
    """Return the slug that is written, else the file's name where it can be one."""
    if written := matter.data.get("slug"):
        return str(written), []
    if re.fullmatch(SLUG_PATTERN, stem):
        return stem, []
    message = f"'{stem}' makes no address; use small letters, digits and single hyphens"
    return "", [Problem(shown, 1, "file name", message)]


def _sound_speakers(matter: FrontMatter) -> dict[str, Speaker]:
    """Return the speakers of a record that has faults, so that its body is checked all the same."""
    declared = matter.data.get("speakers")
    return dict.fromkeys(declared, Speaker(name="?")) if isinstance(declared, dict) else {}


def _body_problems(body: Body, matter: FrontMatter, shown: str) -> Iterator[Problem]:
    if not matter.body.strip():
        yield Problem(shown, matter.body_line, "body", "is empty; write below the front matter")
    for line, message in body.faults:
        yield Problem(shown, matter.body_line + line - 1, "body", message)
    for key in _sound_speakers(matter):
        if key not in body.used:
            line = matter.lines[("speakers", key)]
            message = f"is never quoted; put [@{key}] behind a quotation, or take the speaker out"
            yield Problem(shown, line, f"speakers.{key}", message)


def _attribution(
    matter: FrontMatter, agencies: Agencies | None, shown: str
) -> tuple[Attribution | None, list[Problem]]:
    """Read the attribution line, as far as there are agencies to read it with."""
    line = matter.data.get("attribution")
    if not isinstance(line, str) or not line:
        return None, []
    messages = []
    if contact := contact_in(line):
        messages.append(f"holds '{contact}'; contacts are not published, take it out")
    attribution = parse_attribution(line, agencies) if agencies else None
    if agencies and attribution is None:
        messages.append(
            f"'{line}' is no attribution line; write it like ls/sms (AFP, AP, Reuters), "
            "with agencies of data/agencies.yaml"
        )
    for name in attribution.unknown if attribution and agencies else ():
        near = agencies.nearest(name) if agencies else None
        hint = f"did you mean {near}?" if near else "add it to data/agencies.yaml"
        messages.append(f"names the agency '{name}', which is not known; {hint}")
    number = matter.lines[("attribution",)]
    return attribution, [Problem(shown, number, "attribution", text) for text in messages]


def _markers(matter: FrontMatter, shown: str) -> Iterator[Problem]:
    """Find marks of speakers in the front matter, where they would show on the page."""
    for location, line in matter.lines.items():
        value: Any = matter.data
        for step in location:
            value = value[step]
        if isinstance(value, str) and "[@" in value:
            message = "names a speaker by [@…], which only the body can"
            yield Problem(shown, line, dotted(location), message)


def _picture(matter: FrontMatter, folder: Path, shown: str) -> Iterator[Problem]:
    picture = matter.data.get("picture")
    name = picture.get("file") if isinstance(picture, dict) else None
    if isinstance(name, str) and name and (message := picture_fault(folder, name)):
        yield Problem(shown, matter.lines[("picture", "file")], "picture.file", message)
