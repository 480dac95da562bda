"""Language tags, and the direction that goes with them."""

import langcodes
import pytest
from pydantic import TypeAdapter, ValidationError

from newsroom.record import language
from newsroom.record.language import LanguageTag, direction, locale_of, standard_tag

TAG = TypeAdapter(LanguageTag)


@pytest.mark.parametrize(
    ("written", "tag"), [("en", "en"), ("EN-gb", "en-GB"), ("no", "no"), ("zh-hant", "zh-Hant")]
)
def test_a_valid_tag_gets_its_usual_spelling(written: str, tag: str) -> None:
    assert TAG.validate_python(written) == tag


@pytest.mark.parametrize("written", ["", "englisch", "xx", "en_", "e", "de-Nowhereland"])
def test_an_unknown_tag_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="is not a language tag"):
        TAG.validate_python(written)


def test_a_standard_tag_is_one_or_none() -> None:
    tags = ["EN-gb", "zh-hant", "pt_BR", "tlh", "", "englisch", "xx", "de-Nowhereland"]
    assert [standard_tag(tag) for tag in tags] == [
        "en-GB", "zh-Hant", "pt-BR", "tlh", None, None, None, None,
    ]  # fmt: skip


def test_direction_of_writing() -> None:
    tags = ["en", "ar", "he", "fa-AF", "ur", "az-Arab", "pa-Arab", "ks", "zh-Hant"]
    assert [tag for tag in tags if direction(tag) == "rtl"] == [
        "ar",
        "he",
        "fa-AF",
        "ur",
        "az-Arab",
        "pa-Arab",
        "ks",
    ]


def test_a_language_without_a_locale_falls_back() -> None:
    assert str(locale_of("de-CH-x-private")) == "de_CH"
    assert str(locale_of("enx")) == "en"


def test_tags_that_are_taken_for_usual_are_so() -> None:
    assert {"en", "de", "zh"} <= language._USUAL
    assert all(langcodes.tag_is_valid(tag) for tag in language._USUAL)
    assert {str(langcodes.standardize_tag(tag)) for tag in language._USUAL} == language._USUAL
