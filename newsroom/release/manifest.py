"""The manifest of a release: `release.json`, the SHA-256 of each file of a finished build."""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

MANIFEST = "release.json"

# Control characters end lines where paths are listed; rclone writes some of them as pictures
# (U+2400 to U+2421), quotes those with U+201B, and so finds no file whose name has one itself.
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f\u201b\u2400-\u2421\ud800-\udfff]")


class ManifestError(ValueError):
    """A text is no manifest, or a file cannot be listed in one; the message is one line."""


def _checked(path: str) -> str:
    """Refuse what is no plain path within the folder: a listed path may come to be deleted."""
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise ValueError(f"{path!r} is no path within the folder")
    if _UNSPEAKABLE.search(path):
        raise ValueError(f"{path!r} has a character that not every host can name; rename the file")
    if path == MANIFEST:
        raise ValueError("a manifest does not list itself")
    return path


_Path = Annotated[str, AfterValidator(_checked)]
_Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """What lies in a folder.

    `files` gives for each path (from the folder, with slashes) the SHA-256 in hexadecimal digits.
    `pending` is only there while a deploy is on its way or was cut short: paths where the old file,
    the new one or none may be found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[_Path, _Hash]
    pending: frozenset[_Path] = Field(default=frozenset())

    def to_json(self) -> str:
        """Return the text of `release.json`: the same for the same manifest, to the byte."""
        data: dict[str, object] = {"files": self.files}
        if self.pending:
            data["pending"] = sorted(self.pending)
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_manifest(folder: Path) -> None:
    """Write `release.json` into a folder: every file in it but itself, hidden ones too.

    An earlier one is replaced, never written into: the live site may have a link to the same file.
    Raises ManifestError where a file has a name that cannot be listed, and OSError where one
    cannot be read.
    """
    staged = folder / f".{MANIFEST}.new"
    staged.unlink(missing_ok=True)
    text = scan(folder).to_json()
    try:
        staged.write_text(text, encoding="utf-8", newline="\n")
        staged.replace(folder / MANIFEST)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def read_manifest(text: str | bytes) -> Manifest:
    """Read the text of a `release.json`.

    Raises ManifestError where it is none, or where a path in it would leave the folder.
    """
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise ManifestError(_reason(error)) from error


def scan(folder: Path) -> Manifest:
    """Return the manifest of what lies in a folder now. Raises as `write_manifest` does."""
    found = (Path(root, name) for root, _, names in os.walk(folder) for name in names)
    paths = {file.relative_to(folder).as_posix(): file for file in found}
    paths.pop(MANIFEST, None)
    try:
        return Manifest(files={path: _sha256(file) for path, file in paths.items()})
    except ValidationError as error:
        raise ManifestError(_reason(error)) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _reason(error: ValidationError) -> str:
    """Say in one line the first thing that is wrong."""
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"] if step != "[key]")
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "value_error" or not place:
        return message
    return f"{place!r}: {message}"
