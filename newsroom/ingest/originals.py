"""The originals of what was imported, and what was made of them: `content/sources/<guid>/`.

Kept so that any import can be repeated; git ignores the folder, and no build reads it.
"""

import hashlib
import os
import re
from pathlib import Path

from unidecode import unidecode

from newsroom.ingest.shelf import write_whole

_LONGEST = 60
_WRITTEN = "written.md"


def originals_folder(content: Path, guid: str) -> Path:
    """Return the folder of an item: its guid as far as it makes a name, and a digest of it."""
    name = "-".join(re.findall(r"[a-z0-9]+", unidecode(guid).lower()))[:_LONGEST].strip("-")
    digest = hashlib.sha256(guid.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return content / "sources" / f"{name}-{digest}".lstrip("-")


def keep_original(folder: Path, raw: bytes, suffix: str, held: dict[str, Path]) -> None:
    """Keep the bytes of a source in an item's folder.

    `held` are the files that this import has written, by the digest of their bytes: a source of
    many items lies on the disk once, where the file system can link.
    """
    digest = hashlib.sha256(raw).hexdigest()[:16]
    ending = suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
    file = folder / f"{digest}{ending}"
    if file.is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    if there := held.get(digest):
        try:
            os.link(there, file)
        except OSError:
            pass  # this file system has no links: a copy, then
        else:
            return
    write_whole(file, raw)
    held[digest] = file


def keep_written(folder: Path, text: str) -> None:
    """Keep what the import wrote, as the base of a merge with an editor's changes."""
    write_whole(folder / _WRITTEN, text.encode())


def written_before(folder: Path) -> str | None:
    """Return what the import wrote last of an item; None where that is not kept here."""
    file = folder / _WRITTEN
    return file.read_text(encoding="utf-8") if file.is_file() else None
