"""Pictures that lie beside a source: taken into the content folder under the article's name."""

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from newsroom.content.pictures import PICTURE_FORMATS, picture_fault
from newsroom.ingest.item import Item
from newsroom.ingest.shelf import write_whole

if TYPE_CHECKING:
    from newsroom.ingest.importer import Source

# Far above any picture for the web (bytes).
_LARGEST = 64 * 1024 * 1024


def local_pictures(item: Item, source: "Source", slug: str, content: Path) -> dict[int, str]:
    """Copy what there is of an item's pictures; return their paths by their number in the item.

    Only files in the folder of the source or below it are looked at. A file that cannot be shown
    stays where it is.
    """
    found: dict[int, str] = {}
    for number, picture in enumerate(item.pictures):
        for rendition in picture.renditions:
            file = _beside(source.folder, rendition.href)
            if file is None:
                continue
            name = f"images/{slug}-{number + 1}{file.suffix.lower()}"
            write_whole(content / name, file.read_bytes())
            if picture_fault(content, name):
                (content / name).unlink()
                continue
            found[number] = name
            break
    return found


def _beside(folder: Path | None, href: str) -> Path | None:
    path = PurePosixPath(href)
    if folder is None or re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE):
        return None
    if path.is_absolute() or ".." in path.parts or "\\" in href or "\0" in href:
        return None
    file = folder / path
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
        sound = inside and file.is_file() and file.stat().st_size <= _LARGEST
    except (OSError, ValueError):
        return None
    return file if sound and file.suffix.lower() in PICTURE_FORMATS else None
