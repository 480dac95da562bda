"""What may and what may not stand in a body."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.figures import fill_figures
from newsroom.content.markdown import Body, render_body
from newsroom.content.quotes import Fault
from newsroom.record.people import Speaker


def faults(source: str) -> list[Fault]:
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
    assert faults(f"One.\n\nA [link]({href}).") == [(3, "L002", message)]


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
    assert runs == ("&amp;" not in href)
    fault = (3, "L002", "a link may not lead to javascript:; use https:")
    assert body.faults == ((fault,) if runs else ())


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("[" * 1_001, 1),
        ('"' * 1_001, 1),
        ("x" * 20_001, 1),
        ("Text.\n\n" + "`" * 1_001, 3),
    ],
)
def test_what_would_take_minutes_is_a_fault(source: str, line: int) -> None:
    message = "a paragraph is no longer than 20000 characters; divide it"
    assert faults(source) == [(line, "B004", message)]
    assert faults("\n\n".join(['"word" ' * 100, "x" * 10_000] * 50)) == []


def test_what_nests_without_end_is_a_fault() -> None:
    fault = (1, "B004", "nests more than 30 levels; take some out")
    assert faults(">" * 3_000 + "x") == [fault]
    assert faults(">" * 20 + "x") == []


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example/",
        "https://a.example/?a=1&amp;b=2",
        "http://a.example/",
        "/about/",
        "#quote-x",
        "../about/",
        "mailto:a@b.example",
    ],
)
def test_an_ordinary_link_is_none(href: str) -> None:
    assert faults(f"A [link]({href}).") == []


def test_a_link_that_pelican_would_make_a_copy_of_a_file_from_is_a_fault() -> None:
    message = "{static} links to nothing; use {filename}"
    assert faults("A [file]({static}/../../etc/passwd).") == [(1, "L002", message)]
    assert faults("A [file](|static|/../../etc/passwd).") == [(1, "L002", message)]


def test_an_address_that_is_none_is_a_fault() -> None:
    assert faults("Text.\n\nA [link](http://[x).") == [(3, "L002", "'http://[x' is no address")]


def test_links_come_with_their_lines_each_kind_apart() -> None:
    source = (
        "See [about](/about/) and\n[a](/a).\n\n"
        "- [that]({filename}b.md#section-c)\n- [there](#section-d)\n- [there](/about/)\n\n"
        "Away: [x](https://a.example/), [y](mailto:a@b.example), [z](/b?c=1&amp;d=2)."
    )
    body = render_body(source, {}, "en")
    assert body.links == ((4, "b.md#section-c"),)
    assert body.paths == (
        (1, "/about/"),
        (2, "/a"),
        (5, "#section-d"),
        (6, "/about/"),
        (8, "/b?c=1&d=2"),
    )
    assert body.faults == ()


def test_anchors_are_those_of_headings_and_quotes() -> None:
    speakers = {"k": Speaker(name="K")}
    source = '## A *b* c\n\n"Words," [@k] he said.\n\n> More\n> [@k]\n\n### A b c'
    assert render_body(source, speakers, "en").anchors == {
        "section-a-b-c",
        "quote-words",
        "quote-more",
        "section-a-b-c_1",
    }


def test_a_headline_in_the_body_is_a_fault() -> None:
    message = "a headline stands in title:; use ##"
    assert faults("Text.\n\n# Headline") == [(3, "B002", message)]
    assert faults("Text\n\n# Text") == [(3, "B002", message)]
    assert faults("Text\n\n# A *b* `c`") == [(3, "B002", message)]
    assert faults("Headline\n===") == [(1, "B002", message)]
    assert faults("## Section") == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("## A\n\n### B\n\n#### C\n\n## D\n\n### E", []),
        ("## A\n\n## B", []),
        ("A\n---\n\n### B", []),
        ("### A", [(1, 3, 2)]),
        ("Text.\n\n### Text", [(3, 3, 2)]),
        ("## A\n\nB.\n\n#### B *c*", [(5, 4, 3)]),
        ("## A\n\n#### B\n\n#### C\n\n##### D", [(3, 4, 3)]),
        ("#### A\n\n## B\n\n#### C", [(1, 4, 2), (5, 4, 3)]),
        ("`## A`\n\n    ### A\n\n## B\n\n\\#### C", []),
    ],
)
def test_headings_go_down_a_level_at_a_time(source: str, said: list[tuple[int, int, int]]) -> None:
    assert faults(source) == [
        (
            line,
            "B003",
            f"a heading of level {here} stands where {'#' * level} is to come; use {'#' * level}",
        )
        for line, here, level in said
    ]


def test_a_picture_without_a_record_is_a_fault() -> None:
    message = "a picture stands by ![@key], with its record in pictures:"
    assert faults("Text.\n![alt](x.jpg)") == [(2, "P007", message)]
    assert faults("![@a] and\n\n`![a](b)`\n\n![alt](x.jpg)\n\n![more](x.jpg)")[1:] == [
        (5, "P007", message),
        (7, "P007", message),
    ]


def shown(source: str, *pictures: str) -> Body:
    return render_body(source, {}, "en", pictures)


def test_a_picture_s_marker_alone_in_a_paragraph_is_its_place() -> None:
    body = shown("One.\n\n![@quay]\n\n> Two.\n>\n> ![@crane-2]\n", "quay", "crane-2")
    assert body.html == (
        "<p>One.</p>\n"
        '<figure data-picture="quay"></figure>\n'
        "<blockquote>\n<p>Two.</p>\n"
        '<figure data-picture="crane-2"></figure>\n'
        "</blockquote>"
    )
    assert (body.pictures, body.used, body.faults) == ({"quay", "crane-2"}, frozenset(), ())


def test_the_places_of_pictures_are_filled_and_nothing_else_is() -> None:
    source = '`<figure data-picture="a"></figure>`\n\n![@a]\n\n![@b]'
    body = shown(source, "a", "b")
    assert fill_figures(body.html, lambda key: f"<b>{key}</b>") == (
        '<p><code>&lt;figure data-picture="a"&gt;&lt;/figure&gt;</code></p>\n<b>a</b>\n<b>b</b>'
    )


WITHIN = "![@quay] stands within a text; give it a paragraph of its own"
ALONE = '<figure data-picture="{}"></figure>'


@pytest.mark.parametrize(
    ("source", "html", "said"),
    [
        ("A.\n\n![@qay]", f"<p>A.</p>\n{ALONE.format('qay')}",
         [(3, "P006", "![@qay] names no picture; did you mean ![@quay]?")]),
        ("![@who]", ALONE.format("who"),
         [(1, "P006", "![@who] names no picture; add its record to pictures:")]),
        ("A ![@quay] b.", "<p>A  b.</p>", [(1, "P006", WITHIN)]),
        ("A.\n\nB\n![@quay]", "<p>A.</p>\n<p>B\n</p>", [(4, "P006", WITHIN)]),
        ("- ![@quay]", "<ul>\n<li></li>\n</ul>", [(1, "P006", WITHIN)]),
        ("`![@quay]`", "<p><code>![@quay]</code></p>", []),
        ("![@]", "<p>![@]</p>", [(1, "Q005", "'[@' is no marker of a speaker; write [@key]")]),
        ("![@ quay]", "<p>![@ quay]</p>",
         [(1, "Q005", "'[@ quay' is no marker of a speaker; write [@key]")]),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_there_or_in_the_midst_is_a_fault(
    source: str, html: str, said: list[Fault]
) -> None:
    body = shown(source, "quay")
    assert (body.html, list(body.faults)) == (html, said)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Das [cri de cœur]{lang=fr}!", 'Das <span lang="fr">cri de cœur</span>!'),
        ("[*Zeit* `x` \\* &amp; <b>]{lang=en-gb}",
         '<span lang="en-GB"><em>Zeit</em> <code>x</code> * &amp; &lt;b&gt;</span>'),
        ("[سلام]{lang=ar}", '<span dir="rtl" lang="ar">سلام</span>'),
        ("[Wort]{lang=de}", "<span>Wort</span>"),
        ("*[mot]{lang=fr}*", '<em><span lang="fr">mot</span></em>'),
        ("[a](/b)", '<a href="/b">a</a>'),
        ("[a] {lang=fr}", "[a] {lang=fr}"),
        ("\\[a]{lang=fr}", "[a]{lang=fr}"),
        ("`[a]{lang=fr}`", "<code>[a]{lang=fr}</code>"),
    ],
)  # fmt: skip
def test_words_in_another_language_say_which(source: str, html: str) -> None:
    body = render_body(source, {}, "de")
    assert (body.html, body.faults) == (f"<p>{html}</p>", ())


@pytest.mark.parametrize("tag", ["englisch", "xx", "", "de_DE_x"])
def test_a_language_that_nobody_knows_is_a_fault(tag: str) -> None:
    body = render_body(f"Text.\n\n[Wort]{{lang={tag}}}", {}, "en")
    message = f"'{tag}' is not a language tag; write one of BCP 47, like en, de or pt-BR"
    assert body.faults == ((3, "F011", message),)
    assert body.html == "<p>Text.</p>\n<p><span>Wort</span></p>"


@pytest.mark.parametrize("source", ["*.**)*`b`", '[]("(\\*', "_-__*_&4;"])
def test_marks_that_run_into_one_another_are_a_fault(source: str) -> None:
    message = "marks of emphasis, links or code run into one another; escape some"
    assert faults(f"Text.\n\nMore {source}") == [(3, "B005", message)]


@pytest.mark.parametrize("source", ["*a **b** c*`d`", '[a](/b "(\\*")', "_a __b__ c_ &4;"])
def test_marks_within_one_another_are_none(source: str) -> None:
    assert faults(f"Text.\n\nMore {source}") == []


PIECES = [
    '"', "'", "“", "”", "„", "«", "»", "‘", "’", "「", "」", "*", "**", "_", "`", "[", "]", "(",
    ")", "[@k]", "[@who]", "[@k]{lang=fr}", "![@p]", "![@q]", "[mot]{lang=fr}", "[a](b)",
    "[a *b](c) d*", "![x](y)", "<b>", "<http://x.example>", "&quot;", "&amp;", "&#8220;", "&", ";",
    '\\"', "\\*", "\\[", "--", "\n", "\n\n", "\n> ", "\n> > ", "\n- ", "\n1. ", "\n    ", "\n## ",
    "\n#### ", "\n===\n", "\n---\n", "| a | b |\n|---|---|\n| c | d |\n", "  \n", " ", "word",
    "words that somebody said", "6'2", "日本語", "\u202f", "[@k", "(@k)", "[ref]: http://x",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.sampled_from(["en", "de", "fr", "ja", "sv", "ar", "nl", "he"]),
)
def test_any_markdown_is_a_body_or_has_faults_with_lines(source: str, lang: str) -> None:
    body = render_body(source, {"k": Speaker(name="K")}, lang, {"p"})
    for line, _, message in body.faults:
        assert 1 <= line <= source.count("\n") + 1
        assert not re.search("[\x02\x03\n]", message)
    if not body.faults:
        assert not re.search("[\x02\x03]|klzz|wzxh|<marker", body.html)
        assert not any(re.search("[\x02\x03]", quote.text) for quote in body.quotes)
