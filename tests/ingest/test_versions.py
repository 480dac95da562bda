"""Which version of an item is the later one."""

import pytest

from newsroom.ingest.versions import is_newer


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1", "2"),
        ("9", "10"),
        ("009", "10"),
        ("1.9", "1.10"),
        ("1", "1.1"),
        ("v9", "v10"),
        ("2026-04-01T09:00:00Z", "2026-04-01T10:00:00Z"),
        ("20260401T090000Z", "20260401T100000Z"),
        ("9" * 5000, "1" + "0" * 5000),
        (None, "1"),
    ],
)
def test_later(older: str | None, newer: str) -> None:
    assert is_newer(newer, older) is True
    assert is_newer(older, newer) is False


@pytest.mark.parametrize("version", ["1", "v2", ""])
def test_the_same_is_not_newer(version: str) -> None:
    assert is_newer(version, version) is False


def test_leading_zeros_say_nothing() -> None:
    assert is_newer("02", "2") is False
    assert is_newer("2", "02") is False


def test_without_versions_nobody_knows() -> None:
    assert is_newer(None, None) is None
