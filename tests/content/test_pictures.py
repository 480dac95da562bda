"""How large a picture file is."""

from pathlib import Path

import pytest
from PIL import ExifTags, Image

from newsroom.content.pictures import picture_size


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(None, (3, 2)), (1, (3, 2)), (4, (3, 2)), (5, (2, 3)), (6, (2, 3)), (8, (2, 3))],
)
def test_a_size_is_that_of_the_picture_as_it_is_shown(
    tmp_path: Path, orientation: int | None, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", (3, 2)).save(tmp_path / "a.jpg", exif=exif)
    assert picture_size(tmp_path / "a.jpg") == size
