"""Our way through Markdown's inline patterns comes to what its own way comes to."""

import hashlib
import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import DelimiterProcessor, ReferenceInlineProcessor
from markdown.treeprocessors import InlineProcessor

from newsroom.content.markdown import _converter, render_body
from newsroom.content.quick_inline import QuickInlineProcessor
from newsroom.record.people import Speaker

SIGNS = r"""
word * ** _ __ *a* _a_ **a** __a__ ` `` \ \* [ ] ( ) [a](b) ![a](b) ![@p] [@s]
“Words,” [@s] {lang=de} [Wort]{lang=de}
<https://a.example> <a@b.example> & &amp; &#64; < > [x][y] [y]: ! -
"""
PIECES = st.sampled_from([*SIGNS.split(), "  \n", "\n\n", "\n\n[y]: https://a.example\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_it_comes_to_the_same(source: str) -> None:
    md = _converter()[0]
    quick = md.treeprocessors["inline"]
    assert isinstance(quick, QuickInlineProcessor)
    speakers = {"s": Speaker(name="S")}
    found = render_body(source, speakers, "en", ["p"])
    try:
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        assert render_body(source, speakers, "en", ["p"]) == found
    finally:
        md.treeprocessors.register(quick, "inline", 20)


@pytest.mark.parametrize(
    ("owner", "method", "digest"),
    [
        (InlineProcessor, "_InlineProcessor__handleInline", "fe27babc114aed0a"),
        (InlineProcessor, "_InlineProcessor__applyPattern", "8862b35197c0e614"),
        (ReferenceInlineProcessor, "handleMatch", "a030528fb96718c2"),
    ],
)
def test_markdown_s_own_way_is_the_one_that_we_know(
    owner: type[object], method: str, digest: str
) -> None:
    source = inspect.getsource(getattr(owner, method))
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == digest, (
        f"Markdown has changed {owner.__name__}.{method}: compare it with quick_inline.py, "
        "then write the new digest here"
    )


def test_emphasis_has_the_signs_that_we_know() -> None:
    emphasis = _converter()[0].inlinePatterns["em_strong"]
    assert isinstance(emphasis, DelimiterProcessor)
    assert emphasis.tokens == ["*", "_"]
