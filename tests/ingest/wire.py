"""What the tests of the wire formats share: one item of a source, and what damages a source."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from newsroom.ingest.item import Fault, Item


def only(found: list[Item | Fault]) -> Item:
    """Return the one item that a source must hold."""
    assert len(found) == 1, found
    [item] = found
    assert isinstance(item, Item), item
    return item


def said(item: Item) -> dict[str, Any]:
    """Return the fields of an item that say more than nothing."""
    unsaid = Item(guid="")
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: value for name, value in values.items() if value != getattr(unsaid, name)}


def damaged(data: st.DataObject, sound: bytes) -> bytes:
    """Return a source with up to four of its stretches overwritten."""
    raw = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        size = data.draw(st.integers(0, 40))
        raw[at : at + size] = data.draw(st.binary(max_size=12))
        raw = raw or bytearray(b"\0")
    return bytes(raw)
