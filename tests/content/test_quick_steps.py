"""Steps that are left out come to what Markdown's own steps come to."""

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import UnescapeTreeprocessor

from newsroom.content.markdown import _converter, render_body
from newsroom.content.passages import Passages
from newsroom.record.people import Speaker

SPEAKERS = {"s": Speaker(name="S")}
PIECES = [
    "\n", "\n\n", "\n \n", "\t", "\r", "\x02", "\x03", " ", "  \n", "words", "# ", "## ", "### ",
    "- ", "[TOC]", "# [TOC]", "*em*", "`code`", "\\*", "&amp;", "&", "&quot;", "<b>", "a < b > c",
    "section", "section_1", "“Words,” [@s]", "> q\n>\n> [@s]", '"', "'", "it's", "“", "”", "--",
    "---", "![@p]", "![a](b)", "(@s)", "@", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=200, deadline=None)
@given(SOURCES)
@example("words\n \nwords")
@example("# a < b > c <b>")
def test_they_come_to_the_same(source: str) -> None:
    md = _converter()[0]
    registries: tuple[tuple[Any, str, int, Callable[[Any], Any]], ...] = (
        (md.preprocessors, "normalize_whitespace", 30, lambda quick: NormalizeWhitespace(md)),
        (md.treeprocessors, "unescape", 0, lambda quick: UnescapeTreeprocessor(md)),
        (md.treeprocessors, "toc", 5, lambda quick: TocTreeprocessor(md, _settings())),
    )
    found = render_body(source, SPEAKERS, "en", ["p"])
    for registry, name, priority, own in registries:
        quick = registry[name]
        try:
            registry.register(own(quick), name, priority)
            assert render_body(source, SPEAKERS, "en", ["p"]) == found
        finally:
            registry.register(quick, name, priority)


def _settings() -> dict[str, Any]:
    extensions = _converter()[0].registeredExtensions
    return next(one.getConfigs() for one in extensions if isinstance(one, TocExtension))


@settings(max_examples=200, deadline=None)
@given(SOURCES, st.sampled_from(["en", "de", "fr"]))
@example("“a\n\n`code`\n\n“b”", "en")
def test_blocks_that_say_nothing_need_no_look(source: str, lang: str) -> None:
    found = render_body(source, SPEAKERS, lang, ["p"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passages, "_says_nothing", lambda self, block: False)
        assert render_body(source, SPEAKERS, lang, ["p"]) == found


@pytest.mark.parametrize(
    ("method", "digest"),
    [
        (NormalizeWhitespace.run, "a99bc2f9e0d83abc"),
        (UnescapeTreeprocessor.unescape, "e39bc0842698ba68"),
        (TocTreeprocessor.run, "75af906d7e4cef01"),
    ],
)
def test_markdown_s_own_steps_are_those_that_we_know(
    method: Callable[..., Any], digest: str
) -> None:
    source = inspect.getsource(method)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == digest, (
        f"Markdown has changed {method.__qualname__}: compare it with quick_steps.py, "
        "then write the new digest here"
    )
