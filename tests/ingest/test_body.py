"""The body of an item as Markdown that says the same."""

import html as escaping
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.content.inline import QUOTATION_MARKS
from newsroom.content.markdown import render_body
from newsroom.ingest.body.to_markdown import to_markdown
from newsroom.ingest.item import IngestError
from newsroom.record.text import CONTROL_CHARACTERS

KEYS = ("quay", "pier")
EXAMPLES = 100


def written(html: str, lang: str = "en") -> str:
    """Return the Markdown, when nothing is wrong with it."""
    markdown = to_markdown(html, KEYS, lang)
    body = render_body(markdown, {}, lang, KEYS)
    assert [fault for fault in body.faults if fault[1] != "Q001"] == []
    return markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("", ""),
        ("<p> </p><p>&nbsp;</p>", ""),
        ("Bare words", "Bare words\n"),
        ("<p>One</p>\n<p>two\n three</p>", "One\n\ntwo three\n"),
        ("<div>One</div><div>two</div>", "One\n\ntwo\n"),
        ("<p>One<br>two</p>", "One  \ntwo\n"),
        ("<p>One<br><br/>two<br></p>", "One\n\ntwo\n"),
        ("<pre>a\n  b</pre>", "a  \nb\n"),
        ("<h1>One</h1><h4>Two</h4><h3>Three</h3><h2>Four</h2>",
         "## One\n\n### Two\n\n### Three\n\n## Four\n"),
        ("<h5>One<br>line</h5>", "## One line\n"),
        ("<h2>One<p>line</p><ul><li>two</ul>three</h2>", "## One line\n\n- two\n\n## three\n"),
        ("<p>a <em>b</em> <b>c <i>d</i></b></p>", "a *b* **c *d***\n"),
        ("<p>a<em> b </em>c<em> </em></p>", "a *b* c\n"),
        ("<p>in<em>sti</em>tute</p>", "in*sti*tute\n"),
        ("<p><em>a</em><strong>b</strong></p>", "a**b**\n"),
        ("<p>x<sup>2</sup>, H<sub>2</sub>O, 10<sup>-3</sup>, 1<sup>er</sup></p>",
         "x², H₂O, 10⁻³, 1er\n"),
        ("<p>said <q>yes</q></p>", 'said "yes"\n'),
        ('<p><a href="https://e.org/a_(b)?c=1&amp;d">x [y]</a></p>',
         "[x \\[y\\]](https://e.org/a_%28b%29?c=1&d)\n"),
        ('<p>Oh!<a href="mailto:a@e.org">mail</a> <a href="tel:+1">call</a></p>',
         "Oh\\![mail](mailto:a@e.org) [call](tel:+1)\n"),
        ('<p><a href="https://e.org/a">@a</a></p>', "[&#64;a](https://e.org/a)\n"),
        ('<p><a href="https://e.org/?a&amp;lt;">x</a></p>', "[x](https://e.org/?a&amp;lt;)\n"),
        ('<p><a href="/local">a</a><a href="#b">b</a><a href="javascript:c()">c</a>'
         '<a href="http://[::">d</a><a href="https:e">e</a></p>', "abcde\n"),
        ("<blockquote>One<p>two</p></blockquote>", "> One\n>\n> two\n"),
        ("<blockquote><p>One</p></blockquote><blockquote><p>two</p></blockquote>",
         "> One\n\n> two\n"),
        ("<ul><li>One<li><p>two</p></ul>", "- One\n- two\n"),
        ('<ol start="3"><li>One<li>two<br>lines</ol>', "3. One\n4. two  \n    lines\n"),
        ("<ul><li>One<ul><li>two</ul><p>three</p></ul>",
         "- One\n\n    - two\n\n    three\n"),
        ("<ul><li>One</li></ul><ul><li>two</li></ul>", "- One\n- two\n"),
        ('<ol><li>One<figure data-picture="1"></figure></li><li>two</li></ol>',
         "1. One\n\n![@pier]\n\n2. two\n"),
        ('<p>One <figure data-picture="0"></figure> two</p><figure data-picture="2"></figure>',
         "One\n\n![@quay]\n\ntwo\n"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2|3</table>",
         "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n"),
        ("<table><tr><td>1<td>2</table>", "|  |  |\n| --- | --- |\n| 1 | 2 |\n"),
        ("<table><caption>T</caption><tr><th colspan=2>A<tr><td rowspan=2>1<td>2<tr><td>3</table>",
         "T\n\n| A |  |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |\n"),
        ("<table><tr><td><p>One</p><p>two</p><td>three</table>", "One\n\ntwo\n\nthree\n"),
        ("<table><tr><td>All of it</table>", "All of it\n"),
        ("<dl><dt>One<dd>two</dl>", "One\n\ntwo\n"),
        ("a<script>b</script><style>c</style><iframe>d</iframe><!-- e --><object>f</object>g",
         "ag\n"),
        ("<p onclick=x style=y>a <font color=red>b</font> <u>c</u></p>", "a b c\n"),
        ("<p>a\x00b\x02c&#3;d\u2028e</p>", "a�bc�d e\n".replace("�", "")),
    ],
)  # fmt: skip
def test_elements(html: str, markdown: str) -> None:
    assert written(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. one", "1\\. one"),
        ("1.5 million", "1.5 million"),
        ("- one", "\\- one"),
        ("-5 degrees", "-5 degrees"),
        ("+ one", "\\+ one"),
        ("# one #", "\\# one \\#"),
        ("#topic", "\\#topic"),
        ("> one", "\\> one"),
        ("===", "&#61;=="),
        ("---", "\\-\\-\\-"),
        ("well -- yes", "well -\\- yes"),
        ("* _x_ snake_case `c`", "\\* \\_x\\_ snake_case \\`c\\`"),
        ("a\\b \\* end\\", "a\\\\b \\\\\\* end\\\\"),
        ("[they], [a](b) [c]: d", "[they], \\[a\\](b) \\[c\\]: d"),
        ("[@a] ![@b] (@c) @[d]", "\\[&#64;a\\] !\\[&#64;b\\] \\(@c) @\\[d\\]"),
        ("[ab]{lang=fr}", "\\[ab\\]\\{lang=fr}"),
        ("[TOC]", "\\[TOC\\]"),
        ("&copy; &amp; &#38; AT&T R & D", "&amp;copy; &amp;amp; &amp;#38; AT&T R & D"),
        ("<b> <https://e.org> <a@e.org>", "<b\\> <https://e.org\\> <a@e.org\\>"),
        ("a | b", "a \\| b"),
        ('he "said" yes', 'he "said" yes'),
        ('a 5" pipe, "so it', 'a 5" pipe, \\"so it'),
        ("a “lone mark", "a \\“lone mark"),
        ("the dogs' 'house", "the dogs' 'house"),
    ],
)
def test_text_that_looks_like_markup(text: str, markdown: str) -> None:
    assert written(f"<p>{escaping.escape(text)}</p>") == f"{markdown}\n"
    html = render_body(markdown, {}, "en").html
    assert folded(BeautifulSoup(html, "html.parser").text) == folded(text)


def test_a_quotation_may_go_over_paragraphs_and_pictures() -> None:
    html = '<p>“One</p><figure data-picture="0"></figure><p>“two.”</p><h2>“Three</h2>'
    assert written(html) == "“One\n\n![@quay]\n\n“two.”\n\n## \\“Three\n"


def test_what_nests_too_deep_is_refused() -> None:
    with pytest.raises(IngestError, match=r"^nests more than 500 elements in its body; "):
        to_markdown("<div>" * 600, (), "en")


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(IngestError, match=r"^has a body of more than 1000000 characters"):
        to_markdown("a" * 2_000_001, (), "en")


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p>a" * 100_001, r"^has more than 50000 elements in its body; divide it$"),
        ("<p>“a” b " * 30_000, r"^has more than 20000 quotation marks in its body; divide it$"),
    ],
)
def test_what_takes_too_long_is_refused(html: str, message: str) -> None:
    with pytest.raises(IngestError, match=message):
        to_markdown(html, (), "en")


def test_lists_and_block_quotes_that_nest_deep_are_read_flat() -> None:
    html = "<ul><li>a" * 40 + "<blockquote>" * 40 + "b"
    markdown = written(html)
    assert folded(markdown.replace("-", "")) == "a " * 40 + "b"


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "word " * 20_000,
        "<p>" + "x" * 60_000,
        "<p>" + "a [b] " * 3_000,
        "<p>" + "<b>a</b> b " * 3_000,
        "<blockquote>" + "<p>some words</p>" * 5_000,
        "<blockquote><ul>" + "<li>some words" * 5_000,
        "<blockquote><table>" + "<tr><td>some<td>words" * 5_000,
        "<ul>" + "<li>some words" * 5_000,
        "<table>" + "<tr><td>some<td>words" * 5_000,
        "<table><tr><td>a<td>" + "words " * 9_000,
        "<h2>" + "words " * 9_000,
    ],
)  # fmt: skip
def test_nothing_is_too_long_to_convert(html: str) -> None:
    body = render_body(written(html), {}, "en")
    expected = "".join(BeautifulSoup(html, "html.parser").text.split())
    assert "".join(BeautifulSoup(body.html, "html.parser").text.split()) == expected


# What a reader reads is the same for any HTML: kinds of blocks, their texts, and links.


def visible(text: str) -> str:
    return CONTROL_CHARACTERS.sub("", re.sub("[\x0b\x0c\x1c-\x1f]", " ", text))


def folded(text: str) -> str:
    # French marks have a space of their own; what cannot be seen may go.
    text = visible(re.sub("[\u202f\u00ad\u200b-\u200f\u2060\ufeff]", "", text))
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    return " ".join("".join(sign for sign in text if sign not in QUOTATION_MARKS).split())


@dataclass
class Node:
    tag: str
    children: "Sequence[Node | str]" = field(default_factory=list)
    attributes: str = ""

    def __str__(self) -> str:
        if self.tag in ("br", "hr"):
            return f"<{self.tag}>"
        inner = "".join(
            escaping.escape(child) if isinstance(child, str) else str(child)
            for child in self.children
        )
        return f"<{self.tag}{self.attributes}>{inner}</{self.tag}>"


def plain(nodes: "Sequence[Node | str]") -> str:
    """Return a text with a line feed for each line break."""
    return "".join(
        re.sub(r"[ \t\r\f\n]+", " ", visible(node)) if isinstance(node, str)
        else "\n" if node.tag == "br" else plain(node.children)
        for node in nodes
    )  # fmt: skip


def leaves(node: Node, kind: str) -> Iterator[tuple[str, str]]:
    """List the blocks of a text: what they stand in, and their words."""
    inline = [c for c in node.children if isinstance(c, str) or c.tag in INLINE]
    if inline:
        for part in re.split(r"\s*\n\s*\n\s*", plain(inline)) if kind != "h" else [plain(inline)]:
            if folded(part):
                yield kind, folded(part)
    for child in node.children:
        if isinstance(child, str) or child.tag in INLINE:
            continue
        inner = {"li": "li", "blockquote": "quote", "h2": "h", "h5": "h"}.get(child.tag, kind)
        if child.tag == "figure":
            yield "figure", KEYS[0]
        elif child.tag == "td":
            yield from leaves(child, "cell" if node.attributes == " " else kind)
        else:
            yield from leaves(child, inner)


INLINE = {"em", "strong", "i", "b", "a", "br", "sup", "sub"}
NASTY = r"""
* _ ` [ ] ( ) # > < + - -- --- 1. 23. 4) | \ ! ![ [@a] ![@quay] [x](y) [x][y] [x]: {lang=fr} [x],
&amp; &copy &#38; &lt; == = ** __ ~~ :--- |-|-| " ' “ ” „ « » ‘ ’ \" \* http://e.org TOC [TOC] (@a)
@[a] <http://e.org> <a@b.c> <b> </b> <!-- --> a_b_c *a* _a_ word words Wort dogs' 5' 6" 10.30
klzzwxh:0 wzxhzdk:1 $ % ^ ~ / ; : , .
""".split()  # noqa: SIM905 (signs are easier to read so)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(NASTY),
        st.sampled_from([" ", "  ", "\n", "    ", "\t", "\u00a0", "word", " and "]),
        st.text(max_size=6),
    ),
    max_size=8,
).map("".join)
LINKS = st.sampled_from(["https://e.org/a", "http://e.org/(b)_*c*?d=[e]&f", "mailto:a@e.org"])


def texts(depth: int, *, breaks: bool = True) -> st.SearchStrategy[list[Node | str]]:
    options: list[st.SearchStrategy[Node | str]] = [TEXTS]
    if breaks:
        options.append(st.just(Node("br")))
    if depth:
        inner = texts(depth - 1, breaks=breaks)
        options.append(
            st.builds(Node, st.sampled_from(["em", "strong", "i", "b", "sup", "sub"]), inner)
        )
        options.append(
            st.builds(
                lambda words, href: Node("a", [words], f' href="{escaping.escape(href)}"'),
                TEXTS,
                LINKS,
            )
        )
    return st.lists(st.one_of(options), max_size=4)


def blocks(depth: int) -> st.SearchStrategy[list[Node | str]]:
    options: list[st.SearchStrategy[Node]] = [
        st.builds(Node, st.just("p"), texts(2)),
        st.builds(Node, st.sampled_from(["h2", "h5"]), texts(1)),
        st.just(Node("figure", [], ' data-picture="0"')),
    ]
    if depth:
        items = st.builds(
            Node, st.just("li"), st.builds(lambda a, b: [*a, *b], texts(1), blocks(depth - 1))
        )
        rows = st.integers(2, 3).flatmap(
            lambda width: st.lists(
                st.lists(texts(1, breaks=False), min_size=width, max_size=width),
                min_size=1,
                max_size=3,
            )
        )
        options += [
            st.builds(Node, st.sampled_from(["ul", "ol"]), st.lists(items, max_size=3)),
            st.builds(Node, st.just("blockquote"), blocks(depth - 1)),
            rows.map(
                lambda rows: Node(
                    "table", [Node("tr", [Node("td", cell) for cell in row], " ") for row in rows]
                )
            ),
        ]
    return st.lists(st.one_of(options), max_size=4)


def shown(element: Tag, kind: str) -> Iterator[tuple[str, str]]:
    inline = []
    for child in element.children:
        if isinstance(child, NavigableString):
            inline.append(str(child))
        elif isinstance(child, Tag) and child.name in ("em", "strong", "a", "span"):
            inline.append(child.get_text())
        elif isinstance(child, Tag) and child.name != "br":
            inner = {"li": "li", "blockquote": "quote", "td": "cell", "th": "cell"}.get(
                child.name, "h" if re.fullmatch("h[2-6]", child.name) else kind
            )
            if folded("".join(inline)):
                yield kind, folded("".join(inline))
            inline = []
            if child.name == "figure":
                yield "figure", str(child["data-picture"])
            yield from shown(child, inner)
    if folded("".join(inline)):
        yield kind, folded("".join(inline))


@settings(max_examples=EXAMPLES, deadline=None)
@given(blocks(3), st.sampled_from(["en", "de", "fr", "pl"]))
def test_the_page_says_what_the_source_says(nodes: list[Node], lang: str) -> None:
    html = "".join(map(str, nodes))
    markdown = to_markdown(html, KEYS, lang)
    body = render_body(markdown, {}, lang, KEYS)
    page = BeautifulSoup(body.html, "html.parser")
    assert list(shown(page, "p")) == list(leaves(Node("div", nodes), "p"))
    assert {fault[1] for fault in body.faults} <= {"Q001"}


@settings(max_examples=EXAMPLES, deadline=None)
@given(blocks(2))
def test_links_lead_where_they_did(nodes: list[Node]) -> None:
    html = "".join(map(str, nodes))
    page = BeautifulSoup(
        render_body(to_markdown(html, KEYS, "en"), {}, "en", KEYS).html, "html.parser"
    )
    found = [str(link["href"]) for link in page.find_all("a")]
    expected = [
        str(link["href"]).replace("(", "%28").replace(")", "%29")
        for link in BeautifulSoup(html, "html.parser").find_all("a")
        if re.search(r"\w", link.get_text())
    ]
    assert set(expected) <= {href.replace("%5B", "[").replace("%5D", "]") for href in found}


TAGS = """
p div h1 ul li ol blockquote table tr td th a b em script svg style br q sup figure caption pre font
""".split()  # noqa: SIM905
BROKEN = ("p/", "ol start=x", "figure data-picture=0", 'a href="x')


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=10),
            st.sampled_from(NASTY),
            st.builds(
                "<{}{}>".format,
                st.sampled_from(["", "/"]),
                st.sampled_from([*TAGS, *BROKEN]),
            ),
        ),
        max_size=40,
    ).map("".join)
)
def test_whatever_comes_is_converted(html: str) -> None:
    body = render_body(to_markdown(html, KEYS, "en"), {}, "en", KEYS)
    assert {fault[1] for fault in body.faults} <= {"Q001"}
