"""Content files written from records, and read again."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.front_matter import parse_front_matter
from newsroom.content.validate import validate
from newsroom.content.writing import print_file
from newsroom.record.article import Article, Page

BODY = "A sentence.\n\n---\n\nAnother.\n"


def read(text: str, model: type[Page] = Article) -> tuple[Page | None, str]:
    matter = parse_front_matter(text)
    record, problems = validate(model, matter, "a.md", {"zone": dt.UTC})
    assert problems == []
    return record, matter.body


def test_a_file_reads_as_an_editor_would_write_it() -> None:
    article = Article.model_validate(
        {
            "title": "US: a headline",
            "date": "2015-10-08",
            "category": "World",
            "tags": ["Syria", "1984"],
            "lang": "no",
            "attribution": "ls/sms (AFP, AP, Reuters)",
            "picture": {"alt": "A # b", "credit": "null", "held": True, "file": "images/a.webp"},
            "speakers": {"who": {"name": "Anna Berg", "role": "minister"}},
            "corrections": [{"date": "2015-10-09 10:00", "text": "It's so.", "priority": "high"}],
        }
    )
    assert print_file(article, BODY) == (
        "---\n"
        "title: 'US: a headline'\n"
        "lang: 'no'\n"
        "date: 2015-10-08\n"
        "category: World\n"
        "tags:\n"
        "- Syria\n"
        "- 1984\n"
        "picture:\n"
        "  alt: 'A # b'\n"
        "  credit: 'null'\n"
        "  held: true\n"
        "  file: images/a.webp\n"
        "speakers:\n"
        "  who:\n"
        "    name: Anna Berg\n"
        "    role: minister\n"
        "attribution: ls/sms (AFP, AP, Reuters)\n"
        "corrections:\n"
        "- date: 2015-10-09T10:00+00:00\n"
        "  text: It's so.\n"
        "  priority: high\n"
        "---\n" + BODY
    ).replace("'no'", "no")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1
).filter(str.strip)
TRICKY = st.sampled_from(
    ["null", "~", "no", "1e3", "2015-10-08", "- a", "a: b", "a #b", "'", '"', "---", "...",
     "&a", "*a", "!a", "%a", "@a", "[a", "{a", "|", ">",
     "? a", ": a", "\\", "a\u2028b", "a\u0085b", "é\u0301"]
)  # fmt: skip
TEXT = WORDS | TRICKY
NAME = TEXT.map(lambda text: text[:60]).filter(str.strip)
DAYS = st.dates(dt.date(1600, 1, 1)).map(str)
TIMES = st.datetimes(dt.datetime(1600, 1, 1), timezones=st.just(dt.UTC)).map(
    lambda instant: instant.replace(microsecond=0).isoformat()
)
DATES = DAYS | TIMES
LANGS = st.sampled_from(["en", "de-CH", "ar", "zh-Hant", "no"])
KEYS = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,8}", fullmatch=True)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


PICTURES = st.builds(
    dict.__or__,
    st.fixed_dictionaries({"alt": TEXT, "credit": TEXT}),
    some(alt_lang=LANGS, caption=TEXT, creator=TEXT, usage_terms=TEXT, located=TEXT, date=DATES),
)
CORRECTIONS = st.builds(
    dict.__or__,
    st.fixed_dictionaries({"date": DATES, "text": TEXT}),
    some(priority=st.sampled_from(["high", "low"])),
)
ARTICLES = st.builds(
    dict.__or__,
    st.fixed_dictionaries({"title": TEXT, "date": DATES, "category": NAME}),
    some(
        tags=st.lists(NAME, unique_by=lambda name: " ".join(name.split()), max_size=3),
        lang=LANGS,
        summary=TEXT,
        title_lang=LANGS,
        attribution=TEXT,
        ed_note=TEXT,
        picture=PICTURES,
        pictures=st.dictionaries(KEYS, PICTURES, max_size=2),
        speakers=st.dictionaries(
            KEYS, st.builds(dict.__or__, st.fixed_dictionaries({"name": NAME}), some(role=TEXT)),
            max_size=2,
        ),
        corrections=st.lists(CORRECTIONS, max_size=2),
        embargoed=DATES,
        pub_status=st.sampled_from(["usable", "withheld", "canceled"]),
        imported=st.fixed_dictionaries(
            {"quotes": st.dictionaries(NAME, st.just("0123456789abcdef"), max_size=2)}
        ),
    ),
)  # fmt: skip
BODIES = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=60)


@given(ARTICLES, BODIES)
def test_what_is_written_is_read_again_and_written_alike(fields: dict[str, Any], body: str) -> None:
    article = Article.model_validate(fields)
    text = print_file(article, body)
    found, rest = read(text)
    assert (found, rest) == (article, body)
    assert isinstance(found, Article)
    assert print_file(found, rest) == text


@pytest.mark.parametrize("name", ["About us", "null", "~"])
def test_a_page(name: str) -> None:
    page = Page(title=name)
    assert read(print_file(page, BODY), Page) == (page, BODY)
