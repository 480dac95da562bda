"""Reading one content file: from bytes to a record and a body, or every problem of it."""

import re
from collections import ChainMap
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from newsroom.content.content_file import ContentFile, Desk
from newsroom.content.editorial import editorial_problems, read_attribution
from newsroom.content.front_matter import FrontMatter, FrontMatterError, parse_front_matter
from newsroom.content.markdown import Body, render_body
from newsroom.content.picture_records import (
    completed,
    picture_problems,
    written_pictures,
)
from newsroom.content.problems import Problem, dotted
from newsroom.content.rules import WAIVED
from newsroom.content.validate import validate
from newsroom.record.article import SLUG_PATTERN, Article, Page
from newsroom.record.people import Speaker
from newsroom.record.text import CONTROL_CHARACTERS

RecordT = TypeVar("RecordT", bound=Page)


def read_raw(
    raw: bytes, relative: str, shown: str, desk: Desk, model: type[RecordT]
) -> tuple[ContentFile[RecordT] | None, list[Problem]]:
    """Read the bytes of a content file, whose path within the content folder is `relative`.

    `shown` is the path to name in its problems. Returns the file and no problem, or None and every
    problem of it.
    """
    text, problem = _decode(raw, shown)
    if problem:
        return None, [problem]
    try:
        matter = parse_front_matter(text)
    except FrontMatterError as error:
        return None, [Problem(shown, error.line, "front matter", error.message, "F003")]
    written = written_pictures(matter.data, desk.folder)
    problems = list(picture_problems(written, matter, shown))
    matter = replace(matter, data=_named(completed(matter.data, written), desk))
    record, unfit = validate(model, matter, shown, {"zone": desk.zone})
    slug, nameless = _slug(matter, PurePosixPath(relative).stem, shown)
    tongue = (record and record.lang) or desk.lang
    speakers, pictures = _declared(matter, record)
    body = render_body(matter.body, ChainMap(speakers, dict(desk.speakers)), tongue, pictures)
    body = _moved(body, matter.body_line - 1)
    attribution, unclear = read_attribution(matter, desk, shown)
    problems += [*unfit, *nameless, *unclear]
    problems += editorial_problems(matter, record, body, desk, shown, tongue)
    if isinstance(record, Article):
        waived = WAIVED & {point.partition(":")[0] for point in record.review}
        problems = [problem for problem in problems if problem.code not in waived]
    if record is None or problems:
        return None, problems
    record = _with_used_speakers(record, body, desk)
    lines = {dotted(location): line for location, line in matter.lines.items()}
    return ContentFile(relative, shown, record, tongue, slug, body, attribution, lines), []


def _decode(raw: bytes, shown: str) -> tuple[str, Problem | None]:
    """Decode a file, with Unix line ends and without a byte order mark."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8"
        return "", Problem(shown, line, "file", message, "F001")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL_CHARACTERS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"holds the control character U+{ord(found[0]):04X}; take it out"
        return "", Problem(shown, line, "file", message, "F001")
    return text, None


def _slug(matter: FrontMatter, stem: str, shown: str) -> tuple[str, list[Problem]]:
    """Return the slug that is written, else the file's name where it can be one."""
    if written := matter.data.get("slug"):
        return str(written), []
    if re.fullmatch(SLUG_PATTERN, stem):
        return stem, []
    message = f"'{stem}' makes no address; use small letters, digits and single hyphens"
    return "", [Problem(shown, 1, "file name", message, "F007")]


def _named(data: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """Give speakers without a name that of the registry."""
    declared = data.get("speakers")
    if not isinstance(declared, dict):
        return data
    known = desk.registries.speakers
    return {
        **data,
        "speakers": {
            key: {"name": known[key].name, **entry}
            if isinstance(entry, dict) and key in known
            else entry
            for key, entry in declared.items()
        },
    }


def _declared(
    matter: FrontMatter, record: Page | None
) -> tuple[dict[str, Speaker], frozenset[str]]:
    """Return speakers and keys of pictures; of a record with faults too, to check its body."""
    if isinstance(record, Article):
        return dict(record.speakers), frozenset(record.pictures)
    speakers, pictures = matter.data.get("speakers"), matter.data.get("pictures")
    return (
        dict.fromkeys(speakers, Speaker(name="?")) if isinstance(speakers, dict) else {},
        frozenset(pictures) if isinstance(pictures, dict) else frozenset(),
    )


def _moved(body: Body, lines: int) -> Body:
    """Count the lines of a body from the beginning of its file."""
    return replace(
        body,
        lines=tuple(line + lines for line in body.lines),
        links=tuple((line + lines, link) for line, link in body.links),
        paths=tuple((line + lines, path) for line, path in body.paths),
        faults=tuple((line + lines, code, message) for line, code, message in body.faults),
    )


def _with_used_speakers(record: RecordT, body: Body, desk: Desk) -> RecordT:
    """Add to an article the speakers that only the registry names."""
    if not isinstance(record, Article):
        return record
    more = {key: desk.speakers[key] for key in sorted(body.used - record.speakers.keys())}
    return record.model_copy(update={"speakers": {**record.speakers, **more}}) if more else record
