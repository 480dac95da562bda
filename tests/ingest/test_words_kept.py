"""Every word of an item's body stands on the page, in its order, as what it was.

Of each letter that can be seen the page must have the same block, link and emphasis as the source;
only emphasis may go, and only what the site sets by itself may differ: white space and marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.content.inline import QUOTATION_MARKS
from newsroom.content.markdown import Body, render_body
from newsroom.ingest.body.to_markdown import to_markdown
from newsroom.ingest.speakers.propose import propose_speakers
from newsroom.record.people import Speakers
from newsroom.record.text import CONTROL_CHARACTERS

KEYS = ("picture1", "picture2")
LANGS = st.sampled_from(["en", "de", "fr", "es", "pl", "ar", "zh"])

# What the site sets, and what a page cannot carry.
SET = re.compile(rf"[\s{QUOTATION_MARKS}]|{CONTROL_CHARACTERS.pattern}")


# Lists go flat where an item holds what a list cannot, and so do tables.
IGNORED = {"[document]", "p", "span", "li", "tr", "td", "th", "thead", "tbody"}


@dataclass
class Node:
    tag: str
    children: "Sequence[Node | str]" = field(default_factory=list)
    attributes: str = ""

    def __str__(self) -> str:
        if self.tag == "br":
            return "<br>"
        inner = "".join(escape(c) if isinstance(c, str) else str(c) for c in self.children)
        return f"<{self.tag}{self.attributes}>{inner}</{self.tag}>"


@dataclass(frozen=True)
class Letter:
    """A character that is read, with the elements that it stands in, and where it links to."""

    text: str
    inside: frozenset[str]
    href: str


def letters(html: str) -> list[Letter]:
    """List what is read in HTML that is well-formed, but for lines with the name of a speaker."""
    found: list[Letter] = []
    soup = BeautifulSoup(html, "html.parser")
    for line in soup.find_all("p", class_="attribution"):
        line.decompose()
    for text in soup.find_all(string=True):
        parents = [tag for tag in text.parents if tag.name not in IGNORED]
        inside = frozenset(re.sub("h[2-6]", "h", tag.name) for tag in parents)
        href = next((str(tag["href"]) for tag in parents if tag.name == "a"), "")
        found += [Letter(letter, inside, href) for letter in SET.sub("", str(text))]
    return found


WORDS = r"""
[@dale] ![@picture1] [@dale]{lang=fr} [words]{lang=fr} ![x](https://e.org/a.png) [x](https://e.org)
[x][y] [x]: https://e.org [x] [^1] [^1]: ]( ]{lang=en} {: #id .class } {#id} *a* **b** ***c*** _d_
__e__ ~~f~~ `g` ``h`` ``` ~~~ * - + 1. 23. 4) (a) # ## ## #7 > >> | |a|b| |---|---| :-: --- -- ***
=== == = \ \\ \* \[ \" \' \` & &amp; &lt;b&gt; &#64; &#x2a; &copy &copy; &nbsp; < > <b> </b> <br>
<!-- --> <script> <https://e.org> <a@e.org> https://e.org/*a*_b_ <?php <![CDATA[ ]]> wzxhzdk:1
klzzwxh:0 q0001 amp STX ETX @ @dale (@dale) @[dale] [ @dale] [TOC] Term : ::: !!! !!! note *[HTML]:
... $x^2$ a_b_c 5* *5 Mr. 3 ' " “ ” „ “ « » ‘ ’ ‚ ‹ › ‟ 「 」 5' 6" ’90s dogs' {{ x }} {% x %} ${x}
{filename} |filename|a.md word words Wort être año naïve café İstanbul ß ﬁne ½ ① ㎞
日本語 العربية עברית
""".split()  # noqa: SIM905 (signs are easier to read so)
UNSEEN = [
    *("e\u0301", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb"),
    *("\u200eword\u200f", "\u202aword\u202c", "\u202eword\u202c", "\u2066word\u2069"),
    *(
        "a\x00b",
        "a\x02b",
        "a\x03b",
        "\x02klzzwxh:0\x03",
        "\x0242\x03",
        "a\x1bb",
        "a\x7fb",
        "a\x85b",
    ),
    *("a\ufffcb", "a\ufffdb", "a\ue000b", "\U000f0000", "1\ufe0f\u20e3", "\U0001f468\u200d\u2695"),
]
SPACES = [
    *(
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\t",
        "\r\n",
        "\xa0",
        "\u2003",
        "\u202f",
        "\u2028",
        "\u2029",
    ),
    *("\u3000", "\x0b", "\x0c", "\n    ", "\n> ", "\n- ", "\n1. ", "\n# ", "\n---\n"),
]
LINES = [
    "“We will never close this old bridge,” said Jane Dale, the mayor of Hale. ",
    '"Nobody has ever asked us about it," he said. ',
    "Ian Bell said: “There is no reason to wait any longer now.” ",
    "„Wir werden diese Brücke niemals schließen“, sagte Eva Kern. ",
    "« Nous ne fermerons jamais cette école », a déclaré Paul Martin. ",
]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(UNSEEN),
        st.sampled_from(SPACES),
        st.sampled_from(LINES),
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cf", "Cs", "Mn", "Me"]), max_size=4
        ),
    ),
    max_size=7,
).map("".join)
LINKS = st.sampled_from(
    ["https://e.org/a", "http://e.org/x_y_?a=1&b=*c*", "mailto:a@e.org", "tel:+49301"]
)


def inline(depth: int, *, linked: bool = False) -> st.SearchStrategy[list[Node | str]]:
    options: list[st.SearchStrategy[Node | str]] = [TEXTS, st.just(Node("br"))]
    if depth:
        inner = inline(depth - 1, linked=linked)
        options.append(st.builds(Node, st.sampled_from(["em", "strong"]), inner))
        if not linked:
            options.append(
                st.builds(
                    lambda words, href: Node("a", words, f' href="{escape(href)}"'),
                    inline(depth - 1, linked=True),
                    LINKS,
                )
            )
    return st.lists(st.one_of(options), max_size=4)


def blocks(depth: int) -> st.SearchStrategy[list[Node]]:
    options: list[st.SearchStrategy[Node]] = [
        st.builds(Node, st.just("p"), inline(2)),
        st.builds(Node, st.just("p"), st.sampled_from(LINES).map(lambda line: [line])),
        st.builds(Node, st.sampled_from(["h2", "h3", "h6"]), inline(1)),
        st.just(Node("figure", [], ' data-picture="0"')),
    ]
    if depth:
        inner = blocks(depth - 1)
        items = st.builds(lambda a, b: Node("li", [*a, *b]), inline(1), inner)
        cells = st.builds(
            Node,
            st.sampled_from(["td", "td", "th"]),
            st.one_of(inline(1), inline(1), inner),
            st.sampled_from(["", "", ' colspan="2"', ' rowspan="2"']),
        )
        rows = st.builds(lambda row: Node("tr", row), st.lists(cells, min_size=1, max_size=3))
        options += [
            st.builds(Node, st.sampled_from(["ul", "ol"]), st.lists(items, max_size=3)),
            st.builds(Node, st.just("blockquote"), st.one_of(inner, inline(1))),
            st.builds(Node, st.just("table"), st.lists(rows, max_size=3)),
        ]
    return st.lists(st.one_of(options), max_size=4)


def check(body: Body, source: str) -> None:
    """Compare a page with its source, letter by letter."""
    page, text = letters(body.html), letters(source)
    assert "".join(one.text for one in page) == "".join(one.text for one in text)
    for one, other in zip(page, text, strict=True):
        assert one.href == other.href
        assert one.inside <= other.inside
    assert {fault[1] for fault in body.faults} <= {"Q001"}


@settings(max_examples=100, deadline=None)
@given(blocks(2), LANGS)
def test_every_word_stays_what_it_was(nodes: list[Node], lang: str) -> None:
    html = "".join(map(str, nodes))
    check(render_body(to_markdown(html, KEYS, lang), {}, lang, KEYS), html)


@settings(max_examples=100, deadline=None)
@given(blocks(2), LANGS)
def test_a_proposal_changes_no_word(nodes: list[Node], lang: str) -> None:
    html = "".join(map(str, nodes))
    body = to_markdown(html, KEYS, lang)
    proposal = propose_speakers(body, lang, Speakers())
    assert re.sub(r"(?: |\n[> ]+\n[> ]+)\[@[\w-]+\]", "", proposal.body) == body
    check(render_body(proposal.body, proposal.speakers, lang, KEYS), html)
