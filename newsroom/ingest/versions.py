"""Which version of an item is the later one."""

import re


def is_newer(version: str | None, than: str | None) -> bool | None:
    """Tell whether a version is newer than another; None where that cannot be told.

    Versions are compared as numbers where they are numbers, part by part (`9` before `10`, `1.9`
    before `1.10`), else as texts. What has no version is older than what has one.
    """
    if version == than:
        return False if version is not None else None
    if version is None or than is None:
        return than is None
    return _key(version) > _key(than)


def _key(version: str) -> list[tuple[int, int, str]]:
    """Return what a version is ordered by: its numbers as such, and what is between them."""
    parts: list[tuple[int, int, str]] = []
    for part in re.findall(r"\d+|\D+", version.strip(), re.ASCII):
        digits = part.lstrip("0")
        # By length, then by digits: a number of any length, without making it one.
        parts.append((1, len(digits), digits) if part[0] in "0123456789" else (0, 0, part))
    return parts
