"""What may and what may not stand in a body."""

import re

import pytest
from bs4 import BeautifulSoup

from newsroom.content.markdown import render_body


def faults(source: str) -> list[tuple[int, str]]:
    return list(render_body(source, {}, "en").faults)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<div onclick=alert(1)>x</div>",
        "a <b>bold</b> word",
        "<!-- a comment -->",
        "<img src=x onerror=alert(1)>",
        "&lt;script&gt;",
    ],
)
def test_html_comes_out_as_the_text_that_it_is(source: str) -> None:
    html = render_body(source, {}, "de").html
    assert html == "<p>" + source.replace("<", "&lt;").replace(">", "&gt;") + "</p>"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"],
)
def test_a_link_with_a_scheme_that_runs_or_reads_is_a_fault(href: str) -> None:
    scheme = href.split(":")[0].lower()
    message = f"a link may not lead to {scheme}:; use https:"
    assert faults(f"One.\n\nA [link]({href}).") == [(3, message)]


@pytest.mark.parametrize(
    "href",
    [
        "java&#115;cript:alert(1)",
        "java&#x73;cript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script&colon;alert(1)",
        "&#1;javascript:alert(1)",
        "java&amp;#115;cript:alert(1)",
    ],
)
def test_no_entity_hides_a_scheme(href: str) -> None:
    body = render_body(f"One.\n\nA [link]({href}).", {}, "en")
    link = BeautifulSoup(body.html, "html.parser").a
    assert link is not None
    runs = re.sub(r"[\x00-\x20]", "", str(link["href"])).lower().startswith("javascript:")
    assert runs == bool(body.faults)
    assert runs == ("&amp;" not in href)


@pytest.mark.parametrize(
    "source",
    ["[" * 1_001, '"' * 1_001, "x" * 20_001, ">" * 3_000 + "x", "Text.\n\n" + "`" * 1_001],
)
def test_what_would_take_minutes_is_a_fault(source: str) -> None:
    said = faults(source)
    assert len(said) == 1
    assert said[0][0] == (3 if source.startswith("Text") else 1)
    assert faults("\n\n".join(['"word" ' * 100, "x" * 10_000] * 50)) == []


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example/",
        "https://a.example/?a=1&amp;b=2",
        "http://a.example/",
        "/about/",
        "#quote-x",
        "mailto:a@b.example",
    ],
)
def test_an_ordinary_link_is_none(href: str) -> None:
    assert faults(f"A [link]({href}).") == []


def test_a_link_that_pelican_would_make_a_copy_of_a_file_from_is_a_fault() -> None:
    message = "{static} links to nothing; use {filename}"
    assert faults("A [file]({static}/../../etc/passwd).") == [(1, message)]
    assert faults("A [file](|static|/../../etc/passwd).") == [(1, message)]


def test_a_headline_in_the_body_is_a_fault() -> None:
    message = "a headline stands in title:; use ##"
    assert faults("Text.\n\n# Headline") == [(3, message)]
    assert faults("Headline\n===") == [(1, message)]
    assert faults("## Section") == []


def test_a_picture_without_a_record_is_a_fault() -> None:
    message = "a picture stands in picture:, with its alt and credit"
    assert faults("Text.\n![alt](x.jpg)") == [(2, message)]
