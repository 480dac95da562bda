"""Pictures that lie beside a source: taken into the content folder under the article's name."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from newsroom.content.pictures import PICTURE_FORMATS, picture_fault
from newsroom.ingest.item import SourcePicture
from newsroom.ingest.shelf import write_whole

# Far above any picture for the web (bytes).
_LARGEST = 64 * 1024 * 1024


@contextmanager
def local_pictures(
    pictures: Sequence[SourcePicture], folder: Path | None, content: Path, slug: str
) -> Iterator[dict[int, str]]:
    """Copy what there is of an item's pictures; give their paths by their number in the item.

    Only files in `folder` or below it are looked at. A file that cannot be shown stays where it is.
    What was copied goes again where the work with it fails.
    """
    found: dict[int, str] = {}
    added: list[Path] = []
    try:
        for number, picture in enumerate(pictures if folder else ()):
            for rendition in picture.renditions:
                file = _beside(folder, rendition.href)
                if file is None:
                    continue
                try:
                    data = file.read_bytes()
                except OSError:
                    continue
                digest = hashlib.sha256(data).hexdigest()[:8]
                name = f"images/{slug}-{digest}{file.suffix.lower()}"
                target = content / name
                if not target.exists():
                    added.append(target)
                    write_whole(target, data)
                if picture_fault(content, name) is None:
                    found[number] = name
                    break
                target.unlink(missing_ok=True)
        yield found
    except BaseException:
        for target in added:
            target.unlink(missing_ok=True)
        raise


def may_lie_beside(picture: SourcePicture) -> bool:
    """Tell whether a picture may be a file in the folder of its source."""
    return any(_path(rendition.href) for rendition in picture.renditions)


def _path(href: str) -> PurePosixPath | None:
    path = PurePosixPath(href)
    if re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE) or path.is_absolute():
        return None
    sound = path.suffix.lower() in PICTURE_FORMATS and ".." not in path.parts
    return path if sound and "\\" not in href and "\0" not in href else None


def clear_away(content: Path, shown: Collection[str]) -> None:
    """Remove the pictures that an import has copied and no article shows any more.

    Those say in their name what is in them; whatever else lies there is somebody's own.
    """
    for file in (content / "images").glob("*-????????.*"):
        if f"images/{file.name}" not in shown and not file.is_symlink() and file.is_file():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            if file.stem.endswith(f"-{digest[:8]}"):
                file.unlink()


def _beside(folder: Path | None, href: str) -> Path | None:
    path = _path(href)
    if folder is None or path is None:
        return None
    file = folder / path
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
        sound = inside and file.is_file() and file.stat().st_size <= _LARGEST
    except (OSError, ValueError):
        return None
    return file if sound else None
