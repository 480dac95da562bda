"""Attribution lines: what they say, and that they come out as they went in."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.registries import read_agencies
from newsroom.record.agencies import Agencies, Agency, Registry
from newsroom.record.attribution import as_json, contact_in, parse_attribution
from tests.conftest import ROOT

CORPUS = ROOT.parent / "shared" / "corpus" / "attribution_lines.tsv"


def registry() -> Agencies:
    agencies, problems = read_agencies(ROOT / "content")
    assert problems == []
    assert agencies is not None
    return agencies


AGENCIES = registry()


def said(line: str) -> tuple[list[str], list[str], list[str]] | None:
    """Return contributors (`name role@place`), agencies and unknown names; None for other lines."""
    found = parse_attribution(line, AGENCIES)
    if found is None:
        return None
    people = [
        " ".join(filter(None, (who.name, who.role))) + (f"@{who.place}" if who.place else "")
        for who in found.contributors
    ]
    return people, list(found.agencies), list(found.unknown)


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("ls/sms (AFP, AP, Reuters)", ["ls author", "sms editor"], ["AFP", "AP", "Reuters"]),
        ("ab, wmr/sms (AP, dpa)", ["ab author", "wmr author", "sms editor"], ["AP", "dpa"]),
        ("(dpa/afp/red)", ["red"], ["dpa", "AFP"]),
        ("dpa/AFP/jm", ["jm"], ["dpa", "AFP"]),
        ("kng/dpa", ["kng"], ["dpa"]),
        ("Reuters/kng Hamburg", ["kng@Hamburg"], ["Reuters"]),
        ("(APA, 4.5.2021)", [], ["APA"]),
        ("bur-kg-lm/tr", ["bur author", "kg author", "lm author", "tr editor"], ["AFP"]),
        ("abc/def", ["abc author", "def editor"], []),
        ("PTI SKL DIV", ["SKL", "DIV"], ["PTI"]),
        ("SDA/Keystone-SDA", [], ["SDA"]),
        ("TT-Reuters", [], ["TT", "Reuters"]),
        ("/ritzau/AFP", [], ["Ritzau", "AFP"]),
        ("(©NTB)", [], ["NTB"]),
        ("© 2020 The Associated Press. All rights reserved.", [], ["AP"]),
        ("enditem", [], ["Xinhua"]),
        ("Von Anna Berg und Jo Lind, dpa", ["Anna Berg", "Jo Lind"], ["dpa"]),
        ("Von Anna Berg (dpa)", ["Anna Berg"], ["dpa"]),
        ("By ANNA BERG, Associated Press", ["ANNA BERG"], ["AP"]),
        ("Anna Berg/TT", ["Anna Berg"], ["TT"]),
        ("dpa-Autorin: Anna Berg", ["Anna Berg author"], ["dpa"]),
        ("Le Courrier avec AFP", ["Le Courrier"], ["AFP"]),
        ("mit Agenturmaterial", [], ["agencies"]),
        ("(With inputs from agencies)", [], ["agencies"]),
        ("Mit Material von dpa und AFP", [], ["dpa", "AFP"]),
        ("— With files from The Canadian Press", [], ["CP"]),
        ("Con información de EFE", [], ["EFE"]),
        ("Com informações da Lusa", [], ["Lusa"]),
        ("Źródło: PAP/AFP", [], ["PAP", "AFP"]),
        ("Источник: ТАСС", [], ["TASS"]),
        ("المصدر: رويترز", [], ["Reuters"]),
        ("（共同）", [], ["Kyodo"]),
        ("来源：新华社", [], ["Xinhua"]),
        ("srf/hosb", ["hosb"], []),
        (
            "(Reporting by Jan Dub in Prague, Eva Kis in Pest; "
            "Writing by Al Roe; Editing by Jo Hay)",
            ["Jan Dub reporter@Prague", "Eva Kis reporter@Pest", "Al Roe writer", "Jo Hay editor"],
            ["Reuters"],
        ),
        ("With reporting by Anna Berg.", ["Anna Berg reporter"], []),
        ("Author: Anna Berg / Editor: Jo Lind", ["Anna Berg author", "Jo Lind editor"], []),
        (
            "Associated Press writers Anna Berg in Salem, Oregon, and Jo Lind in Rome "
            "contributed to this report.",
            ["Anna Berg@Salem, Oregon", "Jo Lind@Rome"],
            ["AP"],
        ),
        ("AP and Reuters contributed to this report.", [], ["AP", "Reuters"]),
        (
            "Anna Berg reported from Rome, and Jo Lind from Oslo.",
            ["Anna Berg@Rome", "Jo Lind@Oslo"],
            [],
        ),
        ("This article was written using material from the dpa news agency.", [], ["dpa"]),
        ("This story was produced by AFP.", [], ["AFP"]),
    ],
)
def test_what_a_line_says(line: str, people: list[str], agencies: list[str]) -> None:
    assert said(line) == (people, agencies, [])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "World",
        "Anna Berg",
        "abc",
        "ots",
        "###",
        "The end.",
        "10:15 Uhr",
        "Russia, Iran",
        "He said the war was over.",
        "he told AFP.",
        "The minister told Reuters on Tuesday.",
        '"We are ready," she wrote to AFP.',
        "Reuters reported on Tuesday that the ship had left.",
        "AFP news agency said",
        "according to AFP",
        "Photo: AFP",
        "Bild: Reuters/Jan Dub",
        "Foto: Jan Dub/dpa",
        "Jan Dub/dpa-Zentralbild",
        "REUTERS/Jan Dub",
        "APA/AFP/Jan Dub",
        "(AP Photo/Jan Dub)",
        "Getty Images/AFP",
        "picture alliance/dpa/Jan Dub",
        "Image: Reuters/Ministry of Defence of the Russian Federation",
        "BERLIN (dpa) -",
        "Berlin (dpa) - Der Kanzler hat",
        "Berlin (dpa)",
        "New York (AP) —",
        "MOSCOW, Oct 8 (Reuters) -",
        "x" * 5000 + " (AFP)",
    ],
)
def test_what_is_no_attribution_line(line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize(
    ("line", "unknown", "nearest"),
    [
        ("ls/sms (AFP, Reters)", "Reters", "Reuters"),
        ("(AFP, Reters)", "Reters", "Reuters"),
        ("Quelle: Ruters", "Ruters", "Reuters"),
        ("ls/sms (Qqqxx)", "Qqqxx", None),
    ],
)
def test_an_unknown_agency_is_told(line: str, unknown: str, nearest: str | None) -> None:
    found = said(line)
    assert found is not None
    assert found[2] == [unknown]
    assert AGENCIES.nearest(unknown) == nearest


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("(Reporting by Anna Berg; Editing by Jo Lind; +44 20 7542 1000)", "+44 20 7542 1000"),
        ("Von Anna Berg, dpa, anna.berg@dpa.example", "anna.berg@dpa.example"),
        ("(Writing by Anna Berg; Tel. 030 2884 1234)", "Tel. 030 2884 1234"),
    ],
)
def test_contacts_are_found_and_are_nobody_s_name(line: str, contact: str) -> None:
    assert contact_in(line) == contact
    found = parse_attribution(line, AGENCIES)
    assert found is not None
    assert {who.name for who in found.contributors} <= {"Anna Berg", "Jo Lind"}
    assert found.unknown == ()


@pytest.mark.parametrize("line", ["ls/sms (AFP, AP, Reuters)", "(APA, 11.9.2015)", "(APA 2015)"])
def test_dates_and_names_are_no_contacts(line: str) -> None:
    assert contact_in(line) is None


def test_a_line_is_made_of_its_pieces() -> None:
    found = parse_attribution("ls/sms (AFP, Agence France-Presse)", AGENCIES)
    assert found is not None
    assert [(piece.text, piece.agency) for piece in found.pieces] == [
        ("ls/sms (", None),
        ("AFP", "AFP"),
        (", ", None),
        ("Agence France-Presse", "AFP"),
        (")", None),
    ]


def test_json() -> None:
    assert json.loads(as_json("Anna Berg/TT", AGENCIES)) == {
        "line": "Anna Berg/TT",
        "kind": "attribution",
        "contributors": [{"name": "Anna Berg", "role": None, "place": None}],
        "agencies": ["TT"],
        "unknown": [],
    }
    assert json.loads(as_json("Photo: TT", AGENCIES)) == {
        "line": "Photo: TT",
        "kind": "other",
        "contributors": [],
        "agencies": [],
        "unknown": [],
    }


WORDS = st.sampled_from(
    [
        "AFP",
        "dpa",
        "ls",
        "Anna Berg",
        "Reporting by",
        "editing by",
        "in",
        "Rome",
        "(",
        ")",
        "/",
        ",",
        " ",
        ";",
        "-",
        ".",
        "agencies",
        "und",
        "￼",
        "\n",
        "contributed to this report",
        "+44 20 7542 1000",
        "Foto:",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map("".join)))
def test_a_line_that_is_read_and_printed_is_the_same(line: str) -> None:
    found = parse_attribution(line, AGENCIES)
    if found is not None:
        assert str(found) == line
        assert set(found.agencies) <= AGENCIES.registry.agencies.keys()
        assert not any(contact_in(who.name) for who in found.contributors)


def test_no_name_belongs_to_two_agencies() -> None:
    twice = Agencies(
        Registry(
            agencies={
                "A1": Agency(name="Alpha"),
                "B1": Agency(name="Beta", also_known_as=("ALPHA",)),
            }
        )
    )
    assert list(twice.faults()) == [("B1", "'ALPHA' is also a name of A1; keep one")]
    assert list(AGENCIES.faults()) == []
    assert len(AGENCIES.registry.agencies) >= 60


def test_short_names_count_only_as_they_are_spelt() -> None:
    assert said("pa/tt (AFP)") == (["pa author", "tt editor"], ["AFP"], [])
    assert said("PA/TT") == ([], ["PA", "TT"], [])


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not there")
def test_real_lines() -> None:
    """95 of 100 are right, and no other one claims what is not so."""
    text = CORPUS.read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        people = [name for name in (row["editors"] or "").split("|") if name]
        agencies = [AGENCIES.key(name) for name in (row["agencies"] or "").split("|") if name]
        found = parse_attribution(row["line"], AGENCIES)
        if row["style"].startswith("NEGATIVE") or "opening dateline" in row["style"]:
            assert found is None, row["line"]
            continue
        got = (
            ([who.name for who in found.contributors], list(found.agencies)) if found else ([], [])
        )
        assert not found or not found.unknown
        assert set(got[1]) <= set(agencies), row["line"]
        if got != (people, agencies):
            wrong.append(row["line"])
    assert len(wrong) <= len(rows) * 0.05, wrong
