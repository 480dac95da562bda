"""Text of one line: its white space, and what no text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from newsroom.record.text import CONTROL_CHARACTERS, Line

LINE: TypeAdapter[str] = TypeAdapter(Line)
PIECES = st.sampled_from(
    ["word", "ß", "“", " ", "  ", "\t", "\n", "\u00a0", "\u2028", "\x85", "\u200b"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_white_space_is_single_spaces(text: str) -> None:
    if text.strip():
        assert LINE.validate_python(text) == " ".join(text.split())


@given(st.characters())
def test_what_looks_printable_is_no_control(character: str) -> None:
    assert not (character.isprintable() and CONTROL_CHARACTERS.search(character))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x9f", "\ufffe", "\ufdd0"])
def test_control_characters_are_told(character: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(character):04X}; take it out"):
        LINE.validate_python(f"a {character} b")
