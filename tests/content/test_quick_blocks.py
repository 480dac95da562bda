"""Blocks that are told at one look come to what Markdown's own way comes to."""

import hashlib
import inspect

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.blockprocessors import ReferenceProcessor

from newsroom.content.markdown import _converter, render_body
from newsroom.content.quick_blocks import QuickBlocks
from newsroom.record.people import Speaker

LINES = [
    "Plain words.", "  led in", "    led far in", "\tx", "x\x0cy", "\x0cx", "\u2028x", "\u00a0x",
    "# H", "## H ##", "#\\", "####### x", " # x", "- item", "* item", "+ item", "1. one", "1) one",
    "٣. x", "> q", "   > q", ">", "[@s]", "> [@s]", "[x]: https://a.example", "[x]", "[TOC]", "---",
    "- - -", "***", "___", "=====", "==", "a | b", "--- | ---", "|a|", "|-|", "\\# x", "\\- x",
    "`code`", "![@p]", "“Words,” [@s]",
]  # fmt: skip
BLOCKS = st.lists(st.sampled_from([*LINES, ""]), max_size=10).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(BLOCKS)
def test_they_come_to_the_same(source: str) -> None:
    md = _converter()[0]
    quick = md.parser.blockprocessors["quick"]
    speakers = {"s": Speaker(name="S")}
    found = render_body(source, speakers, "en", ["p"])
    try:
        md.parser.blockprocessors.deregister("quick")
        assert render_body(source, speakers, "en", ["p"]) == found
    finally:
        md.parser.blockprocessors.register(quick, "quick", 110)


def test_markdown_s_own_tests_are_those_that_we_know() -> None:
    known = []
    for processor in _converter()[0].parser.blockprocessors:
        kind = type(processor)
        if kind is not QuickBlocks:
            decides = kind.run if kind is ReferenceProcessor else kind.test
            patterns = [getattr(processor, name, None) for name in ("RE", "SEARCH_RE")]
            shown = [getattr(pattern, "pattern", None) for pattern in patterns]
            known.append(f"{kind.__name__} {shown}\n{inspect.getsource(decides)}")
    digest = hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]
    assert (len(known), digest) == (12, "7fc80f25a51bfd1f"), (
        "Markdown has changed how it tells blocks: compare it with quick_blocks.py, "
        "then write the new digest here"
    )
