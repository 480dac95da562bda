"""Pictures in the front matter: what is wrong with their files, and what these say themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.content.front_matter import FieldPath, FrontMatter
from newsroom.content.pictures import picture_fault
from newsroom.content.problems import Problem, dotted
from newsroom.record.quote import only_words

if TYPE_CHECKING:
    from newsroom.content.picture_metadata import PictureMetadata

# Fields that a picture's file may fill, and those in which it may contradict. An alt text and a
# caption are written for the article: others than the file's are no contradiction.
_FILLED = (
    "alt", "caption", "credit", "creator", "copyright_holder", "copyright_notice", "usage_terms",
    "licence", "acquire_licence_page", "located", "date",
)  # fmt: skip
_DAY = len("2015-10-08")
_COMPARED = (
    "credit", "creator", "copyright_holder", "copyright_notice", "usage_terms", "licence", "date",
)  # fmt: skip


@dataclass(frozen=True)
class WrittenPicture:
    """A picture of the front matter, as it is written, and what its file says of itself.

    `fault` says why the file cannot be used, if one is named; `metadata` is there if it can.
    """

    location: FieldPath
    fields: dict[str, Any]
    fault: str | None
    metadata: "PictureMetadata | None"


def written_pictures(data: dict[str, Any], folder: Path) -> list[WrittenPicture]:
    """Look at the files of all pictures of front matter, as far as these are such."""
    found: list[tuple[FieldPath, Any]] = [(("picture",), data.get("picture"))]
    if isinstance(pictures := data.get("pictures"), dict):
        found += [(("pictures", key), fields) for key, fields in pictures.items()]
    return [
        _looked_at(location, fields, folder)
        for location, fields in found
        if isinstance(fields, dict)
    ]


def _looked_at(location: FieldPath, fields: dict[str, Any], folder: Path) -> WrittenPicture:
    name = fields.get("file")
    if not isinstance(name, str) or not name:
        return WrittenPicture(location, fields, None, None)
    fault = picture_fault(folder, name)
    if fault:
        return WrittenPicture(location, fields, fault, None)
    from newsroom.content.picture_metadata import read_picture_metadata  # most articles have none

    return WrittenPicture(location, fields, None, read_picture_metadata(folder / name))


def completed(data: dict[str, Any], pictures: Iterable[WrittenPicture]) -> dict[str, Any]:
    """Return front matter in which the empty fields of pictures have what their files say."""
    data = dict(data)
    for picture in pictures:
        if picture.metadata is None:
            continue
        said = {
            field: getattr(picture.metadata, field)
            for field in _FILLED
            if not picture.fields.get(field)
        }
        if len(said.get("date") or "") < _DAY:
            said["date"] = None  # a file may know the year only
        fields = picture.fields | {field: value for field, value in said.items() if value}
        if picture.location == ("picture",):
            data["picture"] = fields
        else:
            data["pictures"] = {**data["pictures"], picture.location[1]: fields}
    return data


def picture_problems(
    pictures: Iterable[WrittenPicture], matter: FrontMatter, shown: str
) -> Iterator[Problem]:
    """Find pictures whose files cannot be shown, or say something else than the front matter."""
    for picture in pictures:
        if picture.fault:
            where = (*picture.location, "file")
            yield Problem(shown, matter.lines[where], dotted(where), picture.fault, "P003")
        for field in _COMPARED if picture.metadata else ():
            written, said = picture.fields.get(field), getattr(picture.metadata, field)
            if isinstance(written, str) and written and said and not _agree(written, said):
                where = (*picture.location, field)
                message = f"is '{said}' in {picture.fields['file']} itself; find out which is true"
                yield Problem(shown, matter.lines[where], dotted(where), message, "P005")


def _agree(written: str, said: str) -> bool:
    """Tell whether two texts say the same, or one of them more of it."""
    one, other = only_words(written), only_words(said)
    return one in other or other in one
