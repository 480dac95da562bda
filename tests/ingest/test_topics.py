"""Subjects become topics by name; no reader ever sees a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.topics import topic_of, topics


def test_each_topic_stands_once_in_the_order_of_the_source() -> None:
    subjects = [("Sport", "medtop:15000000"), (None, "medtop:17000000"), ("sport", None)]
    assert topics([*subjects, ("Tide  tables ", "x:1")]) == ("Sport", "weather", "Tide tables")


@pytest.mark.parametrize(
    ("name", "code", "topic"),
    [
        ("Harbours", "medtop:20000001", "Harbours"),
        ("Harbours", None, "Harbours"),
        (None, "medtop:16000000", "conflict, war and peace"),
        (None, "subj:16000000", "unrest, conflicts and war"),
        (None, "subj:15000000", "sport"),
        (None, "http://cv.iptc.org/newscodes/mediatopic/01000000",
         "arts, culture, entertainment and media"),
        (None, "http://cv.iptc.org/newscodes/subjectcode/01000000",
         "arts, culture and entertainment"),
        (None, "http://agency.example/spec/subref/1.0/06000000", "environmental issue"),
        (None, "mediatopic:06000000", "environment"),
        (None, "subj:15054000", "sport"),
        ("football", "subj:15054000", "football"),
        (None, "14000000", "society"),
        ("15000000", None, "sport"),
        ("medtop:15000000", "medtop:15000000", "sport"),
        (" ", "medtop:07000000", "health"),
        ("G7", None, "G7"),
        ("re:publica", None, "re:publica"),
        ("2026 election", None, "2026 election"),
    ],
)  # fmt: skip
def test_a_subject_has_its_own_name_or_that_of_the_standard(
    name: str | None, code: str | None, topic: str
) -> None:
    assert topic_of(name, code) == topic


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (None, None),
        ("", ""),
        (None, "medtop:20000523"),
        (None, "subj:20000822"),
        (None, "medtop:04000001"),
        (None, "medtop:18000000"),
        (None, "http://agency.example/id/04000000"),
        ("20000523", "20000523"),
        ("medtop:20000523", None),
        ("subj:sport", None),
        ("86aad5207dac100488ecba7fa5283c3e", None),
        ("http://cv.example/topic", None),
        ("urn:x:y", None),
        ("8d19cf88-b3ab-4972-8fec-1207599f2872", None),
        ("a" * 101, None),
    ],
)
def test_what_has_no_name_is_left_out(name: str | None, code: str | None) -> None:
    assert topic_of(name, code) is None


@pytest.mark.parametrize("scheme", ["medtop", "subj"])
def test_all_top_levels_have_names(scheme: str) -> None:
    names = topics((None, f"{scheme}:{number:02}000000") for number in range(1, 18))
    assert len(names) == 17


@given(st.text() | st.none(), st.text() | st.none())
def test_a_topic_is_never_a_number(name: str | None, code: str | None) -> None:
    topic = topic_of(name, code)
    assert topic is None or (topic and not topic.isdecimal() and len(topic) <= 100)
