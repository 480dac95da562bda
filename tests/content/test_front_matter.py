"""Front matter is text with line numbers: no type is guessed, nothing grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter import FrontMatterError, parse_front_matter


def test_every_scalar_stays_what_was_written() -> None:
    text = "---\ntitle: 2015\nlang: no\nheld: off\ndate: 2015-10-08\ntags: [1984, yes]\n---\nBody\n"
    assert parse_front_matter(text).data == {
        "title": "2015",
        "lang": "no",
        "held": "off",
        "date": "2015-10-08",
        "tags": ["1984", "yes"],
    }


def test_knows_the_line_of_each_field_and_of_the_body() -> None:
    text = "---\ntitle: A\npicture:\n  alt: B\ntags:\n  - c\n  - d\n---\nBody\n"
    matter = parse_front_matter(text)
    assert matter.lines[("title",)] == 2
    assert matter.lines[("picture", "alt")] == 4
    assert matter.lines[("tags", 1)] == 7
    assert (matter.body_line, matter.body) == (9, "Body\n")


def test_an_empty_value_is_empty_text() -> None:
    assert parse_front_matter("---\na:\nb: ~\nc: null\nd: '~'\n---\n").data == {
        "a": "",
        "b": "",
        "c": "",
        "d": "~",
    }


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("title: A\n", 1, "must begin with"),
        ("---\ntitle: A\n", 1, "has no end"),
        ("---\ntitle: US: Russian missiles\n---\n", 2, "is not YAML"),
        ("---\ntitle: A\ntags: [a, b\n---\n", 3, "is not YAML"),
        ("---\ntitle: A\n\tdate: x\n---\n", 3, "is not YAML"),
        ("---\n- a\n---\n", 2, "must hold fields"),
        ("---\ntitle: A\ntitle: B\n---\n", 3, "title twice"),
        ("---\na: &x 1\nb: *x\n---\n", 3, "alias"),
        ("---\na: " + "[" * 50 + "]" * 50 + "\n---\n", 2, "nests more than"),
        ("---\n[a]: b\n---\n", 2, "whose name is not text"),
    ],
)
def test_says_in_which_line_it_is_broken(text: str, line: int, says: str) -> None:
    with pytest.raises(FrontMatterError, match=says) as caught:
        parse_front_matter(text)
    assert caught.value.line == line


def test_aliases_cannot_multiply() -> None:
    bomb = "---\na: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(FrontMatterError, match="alias"):
        parse_front_matter(bomb + "---\n")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_front_matter(f"---\n{text}\n---\n")
    except FrontMatterError as error:
        line = error.line
    else:
        line = 1
    assert 1 <= line <= text.count("\n") + 3
