"""Every rule of the editorial check, from both sides: the fault and its nearest neighbour."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.site import load_settings
from newsroom.content.registries import CANCELED
from newsroom.content.rules import RULES, explain
from newsroom.site.edition import check_edition
from tests.conftest import NOW, ROOT, SITES, write_files
from tests.content.picture_files import jpeg_with, xmp_of

Files = dict[str, str | bytes]
CRANES = (SITES / "gallery/content/images/cranes.webp").read_bytes()
AGENCIES = """agencies:
  AFP: {name: Agence France-Presse, also_known_as: [afp]}
  dpa: {name: Deutsche Presse-Agentur}
"""
SPEAKERS = """speakers:
  berg: {name: Anna Berg, also_known_as: [A. Berg]}
  lind: {name: Jo Lind}
"""
CREDITED = xmp_of("<photoshop:Credit>Jane Doe/AFP</photoshop:Credit>")


def article(body: str = "A sentence.", **fields: str) -> str:
    lines = {"title": "A headline", "date": "2026-04-01", "category": "World", **fields}
    matter = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return f"---\n{matter}---\n{body}\n"


def one(body: str = "A sentence.", **fields: str) -> Files:
    return {"articles/a.md": article(body, **fields)}


def picture(**fields: str) -> str:
    lines = {"alt": "A", "credit": "B", **fields}
    return "{" + ", ".join(f"{name}: {value}" for name, value in lines.items() if value) + "}"


def credited(credit: str) -> Files:
    shown = picture(credit=credit, held="true", file="images/a.jpg")
    return {**one(picture=shown), "images/a.jpg": jpeg_with(xmp=CREDITED)}


ANNA = "{who: {name: Anna Berg}}"
FIVE = '"Words that somebody has said"'
WORDS = '"Words that somebody said"'

# Of each rule: files that break it, with where and how; and files that nearly do.
CASES: list[tuple[str, Files, str, Files]] = [
    ("R001", one(review="[Who said this?]"), "a.md:5: review.1", one(ed_note="Who said this?")),
    ("R001", one(FIVE, review="['Q001: who?']"), "a.md:5: review.1", one(WORDS)),
    ("R002", {**one(guid="a"), CANCELED: "canceled: [a]"}, "a.md:5: guid",
     {**one(guid="a"), CANCELED: "canceled: [b]"}),
    ("R002", {**one(guid="a"), CANCELED: "canceled: [a]"}, "a.md:5: guid",
     {**one(guid="a", pub_status="canceled"), CANCELED: "canceled: [a]"}),
    ("N003", {**one(guid="a"), "articles/b.md": article(guid="a")}, "a.md:5: guid",
     {**one(guid="a"), "articles/b.md": article(guid="b")}),
    ("F001", {"articles/a.md": b"\xff"}, "a.md:1: file", one("Ünlike.")),
    ("F001", one("A\x0bb."), "a.md:6: file", one("A\tb.")),
    ("F002", {**one(), "articles/a.rst": "x"}, "a.rst:1: file", {**one(), "articles/.a.rst": "x"}),
    ("F002", {**one(), "a.md": article()}, "a.md:1: file", {**one(), "sources/1/a.md": "x"}),
    ("F003", {"articles/a.md": "Words."}, "a.md:1: front matter", one("---")),
    ("F003", one(title='"A'), "a.md:2: front matter", one(title="'A'")),
    ("F004", one(sumary="A."), "a.md:5: sumary", one(summary="A.")),
    ("F005", one(title=""), "a.md:1: title", one(title="A")),
    ("F005", one(summary="''"), "a.md:5: summary", one(summary="A")),
    ("F006", one(status="publish"), "a.md:5: status", one(status="published")),
    ("F006", one(corrections="[{date: 2026-04-02, text: A, priority: medium}]"),
     "a.md:5: corrections.1.priority", one(corrections="[{date: 2026-04-02, text: A}]")),
    ("F006", {**one(), "data/agencies.yaml": "agencies:\n  AFP: {name: A, archive_days: 0}\n"},
     "agencies.yaml:2: agencies.AFP.archive_days",
     {**one(), "data/agencies.yaml": "agencies:\n  AFP: {name: A, archive_days: 30}\n"}),
    ("F007", {"articles/A b.md": article()}, "A b.md:1: file name",
     {"articles/A b.md": article(slug="a-b")}),
    ("F008", one(summary="'A [@b]'"), "a.md:5: summary", one(summary="A@b [b]")),
    ("F009", {**one(), "data/speakers.yaml": SPEAKERS + "  b: {name: a. berg}\n"},
     "speakers.yaml:4: speakers.b",
     {**one(), "data/speakers.yaml": SPEAKERS + "  b: {name: B. Berg}\n"}),
    ("F009", {**one(), "data/agencies.yaml": AGENCIES + "  A: {name: afp}\n"},
     "agencies.yaml:4: agencies.A",
     {**one(), "data/agencies.yaml": AGENCIES + "  A: {name: Afp}\n"}),
    ("F010", one(date="2026-02-30"), "a.md:3: date", one(date="2024-02-29")),
    ("F010", one(modified="2026-03-31"), "a.md:5: modified", one(modified="2026-04-01")),
    ("F010", one(modified="2026-05-02"), "a.md:5: modified", one(modified="2026-05-01")),
    ("F010", one(corrections="[{date: 2026-05-02, text: A}]"), "a.md:5: corrections.1.date",
     one(corrections="[{date: 2026-05-01, text: A}]")),
    ("F010", one(date="2026-05-01 10:00", modified="2026-05-01 09:59"), "a.md:5: modified",
     one(date="2026-05-01 10:00", modified="2026-05-01 10:00")),
    ("F010", one(embargoed="2026-06-02", expires="2026-06-01"), "a.md:6: expires",
     one(embargoed="2026-06-01", expires="2026-06-01")),
    ("F011", one(lang="englisch"), "a.md:5: lang", one(lang="en-AU")),
    ("F011", one("[Wort]{lang=deutsch}"), "a.md:6: body", one("[Wort]{lang=de}")),
    ("F011", one(f"{WORDS} [@who]{{lang=klingon}}", speakers=ANNA), "a.md:7: body",
     one(f"{WORDS} [@who]{{lang=tlh}}", speakers=ANNA)),
    ("B001", one(""), "a.md:6: body", one(".")),
    ("B002", one("# A"), "a.md:6: body", one("## A")),
    ("B003", one("## A\n\n#### B"), "a.md:8: body", one("## A\n\n### B\n\n#### C\n\n## D")),
    ("B003", one("### A"), "a.md:6: body", one("## A")),
    ("B004", one("x" * 20001), "a.md:6: body", one("x" * 10000 + "\n\n" + "x" * 10001)),
    ("B005", one("_-__*_&4;"), "a.md:6: body", one("_a __b__ c_ &4;")),
    ("L001", one("[a]({filename}b.md)"), "a.md:6: body",
     {**one("[a]({filename}b.md)"), "articles/b.md": article()}),
    ("L001", {**one("[a]({filename}b.md#section-c)"), "articles/b.md": article("## D")},
     "a.md:6: body", {**one("[a]({filename}b.md#section-d)"), "articles/b.md": article("## D")}),
    ("L001", one("[a](#section-b)\n\n## C"), "a.md:6: body", one("[a](#section-c)\n\n## C")),
    ("L001", one("[a](/2026/04/b/)"), "a.md:6: body", one("[a](/2026/04/a/)")),
    ("L001", one("[a](/sections/life/)"), "a.md:6: body", one("[a](/sections/world/)")),
    ("L001", {**one("[a]({filename}b.md)"), "articles/b.md": article(status="draft")},
     "a.md:6: body",
     {**one("[a]({filename}b.md)", status="draft"), "articles/b.md": article(status="draft")}),
    ("L002", one("[a](javascript:b)"), "a.md:6: body", one("[a](https://example.org/javascript:b)")),
    ("L002", one("[a]({static}b.webp)"), "a.md:6: body", one("`{static}b.webp`")),
    ("N001", {"articles/1/a.md": article(), "articles/2/a.md": article()},
     "1/a.md:1: slug", {"articles/1/a.md": article(), "articles/2/b.md": article()}),
    ("N001", one(tags="[C, C++]"), "a.md:5: tags.1", one(tags="[C, D]")),
    ("N002", one(tags="['?']"), "a.md:5: tags.1", one(tags="['?a']")),
    ("Q001", one(FIVE), "a.md:6: body", one(WORDS)),
    ("Q001", one(FIVE), "a.md:6: body", one(f"{FIVE} [@who]", speakers=ANNA)),
    ("Q001", one("„Das hat jemand so gesagt.“", lang="de"), "a.md:7: body",
     one("Das hat „jemand so gesagt“.", lang="de")),
    ("Q001", one("« Ces mots sont de moi »", lang="fr"), "a.md:7: body",
     one("« Ces mots, moi »", lang="fr")),
    ("Q001", one("「これは誰かが言った言葉」", lang="ja"), "a.md:7: body",
     one("「誰かの言葉」", lang="ja")),
    ("Q001", one("> Words that somebody has said."), "a.md:6: body",
     one("> Words that somebody said.")),
    ("Q001", one(f"One.\n\n- Two.\n- {FIVE}"), "a.md:9: body", one(f"*{FIVE.strip(chr(34))}*")),
    ("Q002", one('He said "no.'), "a.md:6: body", one('He said "no".')),
    ("Q002", one("One.\n\nHe said no”."), "a.md:8: body", one("He said “no”.")),
    ("Q002", one('"One.\n\nTwo."'), "a.md:6: body", one('"One.\n\n"Two."')),
    ("Q002", one('A "b', lang="fr"), "a.md:7: body", one("L'un n'a qu'un mot.", lang="fr")),
    ("Q002", one(title="'A “b'"), "a.md:2: title", one(title="'A 6’2\" man'")),
    ("Q003", one('"Words" [@who]'), "a.md:6: body", one('"Words" [@who]', speakers=ANNA)),
    ("Q003", {**one('"Words" [@ber]'), "data/speakers.yaml": SPEAKERS}, "a.md:6: body",
     {**one('"Words" [@berg]'), "data/speakers.yaml": SPEAKERS}),
    ("Q004", one("Words. [@who]", speakers=ANNA), "a.md:7: body",
     one('"Words." [@who]', speakers=ANNA)),
    ("Q005", one('"Words" [@who, p. 5] and "more" [@who]', speakers=ANNA), "a.md:7: body",
     one('"Words" [@who] and `[@who, p. 5]`', speakers=ANNA)),
    ("Q006", one(speakers=ANNA), "a.md:5: speakers.who", one('"No" [@who]', speakers=ANNA)),
    ("Q007", one('"No, no" [@who]', speakers=ANNA,
                 imported="{quotes: {quote-no-no: 0123456789abcdef}}"), "a.md:8: body",
     one('“No,  no” [@who]', speakers=ANNA,
         imported="{quotes: {quote-no-no: ebdd0b2bdb89f711}}")),
    ("Q007", one('"Yes" [@who]', speakers=ANNA, imported="{quotes: {quote-no: 0123456789abcdef}}"),
     "a.md:6: imported.quotes.quote-no", one('"Yes" [@who]', speakers=ANNA, imported="{}")),
    ("Q008", one(f"{WORDS}.", title=f"'{FIVE}'"), "a.md:2: title",
     one('"Oh, words that “somebody” has said!" [@who]', title=f"'{FIVE}'", speakers=ANNA)),
    ("Q008", one(summary=f"'{FIVE}'"), "a.md:5: summary", one(summary=f"'{WORDS}'")),
    ("Q009", {**one('"No" [@berg]', speakers="{berg: {name: Eva Berg}}"),
              "data/speakers.yaml": SPEAKERS}, "a.md:5: speakers.berg",
     {**one('"No" [@berg]', speakers="{berg: {name: A. Berg}}"), "data/speakers.yaml": SPEAKERS}),
    ("Q010", one('"Some *words" [@who] here*', speakers=ANNA), "a.md:7: body",
     one('"Some *words*" [@who] *here*', speakers=ANNA)),
    ("P001", one(picture=picture(alt="")), "a.md:5: picture.alt", one(picture=picture())),
    ("P002", one(picture=picture(credit="")), "a.md:5: picture.credit", credited("")),
    ("P003", one(picture=picture(file="images/a.webp")), "a.md:5: picture.file",
     {**one(picture=picture(file="images/a.webp")), "images/a.webp": CRANES}),
    ("P003", one(picture=picture(held="true")), "a.md:5: picture", one(picture=picture())),
    ("P004", {**one(), "images/a.webp": CRANES}, "a.webp:1: file",
     {**one(picture=picture(file="images/a.webp"), status="draft"), "images/a.webp": CRANES}),
    ("P005", credited("Reuters"), "a.md:5: picture.credit", credited("AFP")),
    ("P006", one("![@a]"), "a.md:6: body", one("![@a]", pictures=f"{{a: {picture()}}}")),
    ("P006", one("A ![@a]", pictures=f"{{a: {picture()}}}"), "a.md:7: body",
     one("A\n\n![@a]", pictures=f"{{a: {picture()}}}")),
    ("P006", one(pictures=f"{{a: {picture()}}}"), "a.md:5: pictures.a",
     one("`![@b]`\n\n![@a]", pictures=f"{{a: {picture()}}}")),
    ("P007", one("![a](b.webp)"), "a.md:6: body", one("`![a](b.webp)`")),
    ("A001", {**one(attribution="He told AFP so."), "data/agencies.yaml": AGENCIES},
     "a.md:5: attribution", {**one(attribution="ls (AFP)"), "data/agencies.yaml": AGENCIES}),
    (
        "A001",
        {**one(attribution="abc"), "data/agencies.yaml": AGENCIES},
        "a.md:5: attribution",
        {
            **one(attribution="abc"),
            "data/agencies.yaml": AGENCIES,
            "data/editors.yaml": "editors:\n  abc: {name: Anna Berg}\n",
        },
    ),
    ("A002", {**one(attribution="ls/sms (AFP, Dpaa)"), "data/agencies.yaml": AGENCIES},
     "a.md:5: attribution",
     {**one(attribution="ls/sms (AFP, dpa)"), "data/agencies.yaml": AGENCIES}),
    ("A003", {**one(attribution="ls (AFP) +44 20 7542 1000"), "data/agencies.yaml": AGENCIES},
     "a.md:5: attribution",
     {**one(attribution="(AFP, 1.4.2026)"), "data/agencies.yaml": AGENCIES}),
]  # fmt: skip


def check(folder: Path, files: Files, **settings: Any) -> list[str]:
    write_files(folder / "content", files)
    chosen = {"PATH": str(folder / "content"), "NOW": NOW, "READ_CACHE": None, **settings}
    _, problems = check_edition(load_settings(ROOT / "pelicanconf.py", chosen), for_readers=True)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_a_rule_fires_on_the_fault_and_not_beside_it(
    tmp_path: Path, case: tuple[str, Files, str, Files]
) -> None:
    code, bad, place, good = case
    said = check(tmp_path / "bad", bad)
    assert {re.search(r" \[(\w+)\]$", line)[1] for line in said} == {code}, said  # type: ignore[index]
    assert f"/{place}: " in said[0].replace("content/", "/")
    assert check(tmp_path / "good", good) == []


def test_every_rule_has_a_case_and_every_code_of_the_check_a_rule() -> None:
    assert {code for code, *_ in CASES} == set(RULES)
    used = set()
    for path in (ROOT / "newsroom").rglob("*.py"):
        if path.name != "rules.py":
            constants = [n.value for n in ast.walk(ast.parse(path.read_text("utf-8")))
                         if isinstance(n, ast.Constant) and isinstance(n.value, str)]  # fmt: skip
            used |= {text for text in constants if re.fullmatch(r"[A-Z]\d{3}", text)}
    assert used == set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_explained(code: str) -> None:
    rule = RULES[code]
    text = explain(code.lower())
    assert text is not None
    assert text.startswith(f"{code}: {rule.title}\n")
    assert all(part.endswith((".", "]", "*")) for part in (rule.title, rule.why, rule.remedy))
    assert explain("Q999") is None
