"""What lies in the output now: looked at by another process, while this one begins."""

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from newsroom.build.changes import Stat, digest_of
from newsroom.build.swap import spare_of
from newsroom.build.tree import Found, files_in, usable
from newsroom.content.parallel import Begun


class Seen:
    """What lies in the live tree, and in the spare; another process looks at them meanwhile.

    `digest` is one of the files of the live tree, `count` their number. `files`, and what lies in
    the spare (None if it is no use), are waited for when they are asked for.
    """

    def __init__(self, target: Path) -> None:
        live, spare = target.absolute(), spare_of(target)
        there: dict[str, Stat] = {}

        def look() -> tuple[str, int]:
            there.update(files_in(live))
            return digest_of(there), len(there)

        def look_beside() -> tuple[Any, Any]:
            # All in one: nobody takes the first part before the whole is wanted.
            files = {name: tuple(stat) for name, stat in (there or files_in(live)).items()}
            found = usable(spare, live) if live.is_dir() else None
            return files, (found.files, found.folders) if found else None

        self._next = Begun(look, look_beside)

    @cached_property
    def _first(self) -> tuple[str, int]:
        found: tuple[str, int] = self._next()
        return found

    @property
    def digest(self) -> str:
        """A digest of the files of the live tree."""
        return self._first[0]

    @property
    def count(self) -> int:
        """The number of files of the live tree."""
        return self._first[1]

    @cached_property
    def _rest(self) -> tuple[dict[str, tuple[int, ...]], tuple[Any, ...] | None]:
        _ = self._first
        found: tuple[dict[str, tuple[int, ...]], tuple[Any, ...] | None] = self._next()
        return found

    @cached_property
    def files(self) -> dict[str, Stat]:
        """The files of the live tree."""
        return {name: Stat(*stat) for name, stat in self._rest[0].items()}

    @cached_property
    def spare(self) -> Found | None:
        """What lies in the spare."""
        found = self._rest[1]
        return Found(*found) if found else None


class Names(Collection[str]):
    """The paths of the files of a tree, which are looked for when somebody asks for one."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def __len__(self) -> int:
        return self._seen.count

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen.files)

    def __contains__(self, name: object) -> bool:
        return name in self._seen.files
