"""What ends a build that cannot be finished."""

from collections.abc import Iterable


class BuildFailed(Exception):  # noqa: N818 (it says what happened, and callers catch it by that)
    """The site cannot be built from its content; `lines` says why, one problem a line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
