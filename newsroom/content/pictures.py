"""Picture files: whether one may be used, and how large it is.

Pillow is loaded when one is looked at: most edits concern none.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

# The pictures that every browser shows. SVG is not among them: it can hold scripts.
PICTURE_FORMATS = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}

# The first of Exif's orientations in which a picture lies on its side.
_LYING = 5


def picture_fault(folder: Path, name: str) -> str | None:
    """Say what is wrong with the picture file `name` of the content folder, or None.

    The file must lie within the folder, links followed, be visible, and be what its ending says.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or ".." in path.parts:
        return f"'{name}' leaves the content folder; write a path within it, like images/name.jpg"
    if any(part.startswith(".") for part in path.parts):
        return f"'{name}' is a hidden file; those are never published"
    if not re.fullmatch(r"[\w./-]+", name, re.ASCII):
        return f"'{name}' is no name for an address; use letters from a to z, digits, - and _"
    if name != str(path):
        return f"'{name}' is written '{path}'"
    kind = PICTURE_FORMATS.get(path.suffix.lower())
    if kind is None:
        return f"'{name}' is no picture for the web; use {', '.join(sorted(PICTURE_FORMATS))}"
    file = folder / path
    if not file.is_file():
        return f"'{name}' does not exist in the content folder"
    if not file.resolve().is_relative_to(folder.resolve()):
        return f"'{name}' leaves the content folder by a link; put the file itself there"
    from PIL import Image, UnidentifiedImageError

    try:
        with _large_ones_too(), Image.open(file, formats=[kind]):
            return None
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return f"'{name}' cannot be read as {kind}"


@contextmanager
def _large_ones_too() -> Iterator[None]:
    """Take a picture of 90 megapixels or more without a warning: only its head is read here."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        yield


def picture_size(file: Path) -> tuple[int, int]:
    """Return width and height in pixels of a picture without fault, as browsers turn it.

    Source: CSS Images 3, section 4.1; Exif 2.3, tag 0x0112.
    """
    from PIL import ExifTags, Image

    with _large_ones_too(), Image.open(file) as picture:
        width, height = picture.size
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= _LYING
        return (height, width) if turned else (width, height)
