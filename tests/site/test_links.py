"""Links made absolute without a tree: the same HTML as with one."""

import random
import re

import pytest
from bs4.builder import HTMLTreeBuilder

from newsroom.site.links import _OTHER, _VOID, _parsed, _rewritten, absolute_links
from tests.conftest import Site

BASE = "https://a.example/2015/x/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../y/">A</a>', '<a href="https://a.example/2015/y/">A</a>'),
        ('<a href="/y/?a=1&amp;b=2">A</a>', '<a href="https://a.example/y/?a=1&amp;b=2">A</a>'),
        ('<a href="#q" class="b">A</a>', f'<a class="b" href="{BASE}#q">A</a>'),
        (
            '<img src="/p.png" alt="&#34;A&#34;">',
            '<img alt=\'"A"\' src="https://a.example/p.png"/>',
        ),
        ('<b title="it&#39;s &quot;B&quot;">&quot;</b>', '<b title="it\'s &quot;B&quot;">"</b>'),
        ("<p>A &amp; B &lt;</p>\n\n<br> \t<hr>", "<p>A &amp; B &lt;</p>\n<br/> <hr/>"),
        ("<p hidden>A</p>", '<p hidden="">A</p>'),
        ("", ""),
    ],
)
def test_our_html_needs_no_tree(html: str, expected: str) -> None:
    assert _rewritten(html, BASE) == expected
    assert _parsed(html, BASE) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>A",
        "A</p>",
        "<p><b>A</p></b>",
        "<P>A</P>",
        "<p class='a'>A</p>",
        '<p class="a  b">A</p>',
        '<p id="a" id="b">A</p>',
        "<pre>\n\n</pre>",
        "<script>a < b</script>",
        "<!-- <a href='/x'> -->",
        "A < B",
        "A &copy; B & C",
        "<br/>",
        "</>",
    ],
)
def test_other_html_gets_one(html: str) -> None:
    assert _rewritten(html, BASE) is None
    assert absolute_links(html, BASE) == _parsed(html, BASE)


PIECES = (
    '<p>', '<a href="x y">', '<img src="a.png" alt="">', "<br>", '<b class="a b">', " ", "\n\n",
    "a&amp;b", "&quot;", "&#39;x", "é", '<i title="&quot;q">', "<u hidden>", "\u00a0", "&lt;",
    '<span lang="de" dir="rtl">', "\x0b", "\x1f", "\u2028", '<a href="?a=1&amp;b=2">',
    '<p class="">', '<div rel="a">', "<table>", "<tr>", "<td>", "<ul>", "<li>", '<a href="">',
)  # fmt: skip


def written(seed: int) -> str:
    """Balanced HTML, as a template might write it."""
    chance = random.Random(seed)
    html, opened = [], []
    for _ in range(chance.randint(1, 14)):
        if opened and chance.random() < 0.4:
            html.append(f"</{opened.pop()}>")
        piece = chance.choice(PIECES)
        html.append(piece)
        if (name := re.match("<([a-z]+)", piece)) and name[1] not in ("br", "img"):
            opened.append(name[1])
    return "".join(html) + "".join(f"</{name}>" for name in reversed(opened))


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
def test_any_html_like_ours_comes_out_as_from_a_tree() -> None:
    for seed in range(1500):
        html = written(seed)
        assert _rewritten(html, BASE) == _parsed(html, BASE), html


def test_elements_without_an_end_are_known() -> None:
    assert {*HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS} <= {*_VOID, *_OTHER}
    assert {*HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS} <= _OTHER
    assert {*HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS} - {"rt", "rp"} <= _OTHER


def test_articles_need_no_tree(gallery: Site) -> None:
    articles = [gallery.text(path) for path in gallery.files() if re.match(r"20.*\.html$", path)]
    mains = [
        found[1] for text in articles if (found := re.search("<main.*?>(.*)</main>", text, re.S))
    ]
    assert len(mains) > 10
    for main in mains:
        assert _rewritten(main, BASE) in (_parsed(main, BASE), None)
    assert sum(_rewritten(main, BASE) is None for main in mains) < len(mains) / 4
