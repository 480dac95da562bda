"""Quotes with their speakers, from Markdown to markup."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.markdown import Body, render_body
from newsroom.content.quotes import opening_mark
from newsroom.record.people import Speaker

SPEAKERS = {
    "ayoub": Speaker(name="Ali Ayoub", role="Chief of staff"),
    "kirby": Speaker(name="John <b>Kirby</b>"),
}


def render(source: str, lang: str = "en") -> Body:
    return render_body(source, SPEAKERS, lang)


def test_an_inline_quote_keeps_its_marks_and_loses_its_marker() -> None:
    body = render('He came. "Words that somebody said," [@ayoub] the general said.')
    assert body.html == (
        '<p>He came. <span class="quote" data-speaker="ayoub" '
        'id="quote-words-that-somebody-said">“Words that somebody said,”</span> '
        "the general said.</p>"
    )
    assert [(quote.speaker, quote.text) for quote in body.quotes] == [
        ("ayoub", "Words that somebody said,")
    ]
    assert body.faults == ()


def test_a_block_quote_has_its_attribution_outside() -> None:
    body = render("> A longer quote.\n>\n> In two paragraphs.\n>\n> [@ayoub]\n\nAfter.")
    assert body.html == (
        '<blockquote class="quote" data-speaker="ayoub" '
        'id="quote-a-longer-quote-in-two-paragraphs">\n'
        "<p>A longer quote.</p>\n<p>In two paragraphs.</p>\n</blockquote>\n"
        '<p class="attribution">— Ali Ayoub, Chief of staff</p>\n'
        "<p>After.</p>"
    )
    assert body.quotes[0].text == "A longer quote.\n\nIn two paragraphs."


def test_a_block_quote_may_name_its_speaker_on_the_last_line_of_its_text() -> None:
    assert render("> Words.\n> [@kirby]").html == (
        '<blockquote class="quote" data-speaker="kirby" id="quote-words">\n<p>Words.</p>\n'
        '</blockquote>\n<p class="attribution">— John &lt;b&gt;Kirby&lt;/b&gt;</p>'
    )


def test_a_block_quote_without_a_speaker_stays_plain() -> None:
    assert render("> Words.").html == "<blockquote>\n<p>Words.</p>\n</blockquote>"


def test_quotes_may_hold_emphasis_links_and_code() -> None:
    html = render('"One *two* [three](https://a.example/) `four`" [@ayoub]').html
    quote = BeautifulSoup(html, "html.parser").select_one("span.quote")
    assert quote is not None
    assert [child.name for child in quote.find_all()] == ["em", "a", "code"]
    assert quote.get_text() == "“One two three four”"


def test_a_quote_may_stand_within_emphasis() -> None:
    assert "<em>He said <span" in render('*He said "words" [@ayoub] there.*').html


def test_a_marker_may_stand_on_the_next_line() -> None:
    assert render('"Words,"\n[@ayoub] he said.').faults == ()


def test_anchors_come_from_words_and_outlive_what_stands_around_them() -> None:
    source = '"The first words of it" [@ayoub] and "more" [@kirby].'
    before = render(source).quotes
    after = render(f'"Something new" [@kirby] came.\n\n{source}').quotes
    assert [quote.id for quote in before] == ["quote-the-first-words-of-it", "quote-more"]
    assert [quote.id for quote in after[1:]] == [quote.id for quote in before]


def test_anchors_are_unique_and_never_a_heading_s() -> None:
    body = render('## Quote no\n\n"No" [@ayoub] and "No" [@kirby] and "!" [@kirby].\n\n## Content')
    soup = BeautifulSoup(body.html, "html.parser")
    assert [str(tag["id"]) for tag in soup.select("[id]")] == [
        "section-quote-no",
        "quote-no",
        "quote-no_1",
        "quote-kirby",
        "section-content",
    ]


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('One.\n\n"Words" [@who] he said.', [(3, "[@who] names no speaker")]),
        ("> Words.\n>\n> [@who]", [(3, "[@who] names no speaker")]),
        ('"Words" [@AYOUB]', [(1, "[@AYOUB] names no speaker; did you mean [@ayoub]?")]),
        ('"Words" [@ayuob]', [(1, "[@ayuob] names no speaker; did you mean [@ayoub]?")]),
        ("He said it. [@ayoub]", [(1, "[@ayoub] follows no quotation")]),
        ("[@ayoub]", [(1, "[@ayoub] follows no quotation")]),
        ('Words" [@ayoub]', [(1, "[@ayoub] follows no quotation")]),
        ("> [@ayoub]", [(1, "[@ayoub] stands in a block quote without words")]),
        ('"A" [@x]\n"B" [@y]', [(1, "[@x] names no speaker"), (2, "[@y] names no speaker")]),
    ],
)
def test_a_marker_that_says_nothing_is_a_fault_with_its_line(
    source: str, faults: list[tuple[int, str]]
) -> None:
    body = render(source)
    assert len(body.faults) == len(faults)
    for (line, message), (expected_line, beginning) in zip(body.faults, faults, strict=True):
        assert line == expected_line
        assert message.startswith(beginning)
    assert "[@" not in body.html


@pytest.mark.parametrize(
    ("nearly", "named"),
    [
        ("[@ayoub, p. 5]", "[@ayoub"),
        ("[@ayoub ]", "[@ayoub"),
        ("[@ayoub; @kirby]", "[@ayoub"),
        ("[@ayoub", "[@ayoub"),
        ("[ @ayoub]", "[ @ayoub"),
        ("@[ayoub]", "@[ayoub"),
        ("(@ayoub)", "(@ayoub)"),
    ],
)
def test_what_is_nearly_a_marker_is_a_fault_with_its_line(nearly: str, named: str) -> None:
    message = f"'{named}' is no marker of a speaker; write [@key]"
    for line, source in ((2, '"One" [@ayoub]\n"two" {} more'), (3, "> One\n>\n> {}")):
        body = render(source.format(nearly))
        assert body.faults == ((line, message),)


@pytest.mark.parametrize("source", ["`[@ayoub, p. 5]`", "(@somebody)", "a@ayoub.example", "@ayoub"])
def test_what_only_looks_like_a_marker_stays(source: str) -> None:
    body = render(source)
    assert body.faults == ()
    assert BeautifulSoup(body.html, "html.parser").get_text() == source.strip("`")


def test_a_quote_may_begin_with_another_quote_or_an_apostrophe() -> None:
    assert (
        BeautifulSoup(
            render(
                "\"'Go,' he said,\" [@ayoub] and \"'90s,\" [@kirby] and \"it's 'so'\" [@kirby]."
            ).html,
            "html.parser",
        ).get_text()
        == "“‘Go,’ he said,” and “’90s,” and “it’s ‘so’”."
    )


def test_code_shows_a_marker_as_it_is() -> None:
    body = render("Write `[@key]`:\n\n    [@key]\n")
    assert body.html == "<p>Write <code>[@key]</code>:</p>\n<pre><code>[@key]\n</code></pre>"
    assert body.faults == ()


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ('no "words"', 3),
        ("“a ‘b’ c”", 0),
        ("“He said „x“ and “a” b.”", 0),
        ("„Er sagte ‚ja‘ und ging.“", 0),
        ("Er sagte „ja“ und „nein“", 18),
        ("« Les mots »", 0),
        ("»Ord«", 0),
        ("”Svenska ord”", 0),
        ("他说“你好”", 2),
        ("「a『b』c」", 0),
        ('He was 6\'2" and "tall"', 16),
        ("“It’s the boys’ toys”", 0),
        ('words"', None),
        ("plain", None),
    ],
)
def test_marks_of_many_languages_find_their_opening(text: str, opens: int | None) -> None:
    assert opening_mark(text, len(text) - 1) == opens


def test_english_gets_typographic_marks_and_others_stay_as_written() -> None:
    source = '"It\'s" -- an end...'
    assert render(source).html == "<p>“It’s” – an end...</p>"
    assert render(source, "de").html == f"<p>{source}</p>"


@given(st.text(alphabet='ab "“”„«»[]@ayoub`*_>\n\\#-!()<&;{}:\x02\x03', max_size=60))
def test_no_source_breaks_out_or_shows_a_marker(source: str) -> None:
    body = render(source)
    assert "\x02" not in body.html
    assert "<script" not in body.html
    allowed = {
        "p",
        "span",
        "blockquote",
        "code",
        "pre",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "br",
    }
    names = {tag.name for tag in BeautifulSoup(body.html, "html.parser").find_all()}
    assert names <= allowed | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "img"}


def test_block_quotes_with_a_blank_line_between_are_two() -> None:
    page = BeautifulSoup(render("> One.\n>\n> [@ayoub]\n\n> Two.\n> [@kirby]").html, "html.parser")
    assert [(tag.name, tag.get_text().strip()) for tag in page.find_all(True, recursive=False)] == [
        ("blockquote", "One."),
        ("p", "— Ali Ayoub, Chief of staff"),
        ("blockquote", "Two."),
        ("p", "— John <b>Kirby</b>"),
    ]


def test_a_quote_within_a_quote_has_its_own_speaker() -> None:
    body = render("> Outer.\n>\n> > Inner.\n> >\n> > [@kirby]\n>\n> [@ayoub]")
    assert [(quote.speaker, quote.text) for quote in body.quotes] == [
        ("ayoub", "Outer.\n\nInner."),
        ("kirby", "Inner."),
    ]


# No semicolon by itself: an entity that nobody knows is read in more than one way.
MARKUP = [
    r"&amp;",
    r"&lt;",
    r"&#39;",
    r"&#x41;",
    r"&copy;",
    r"&",
    r"\*",
    r"\\",
    r"\_",
    r"*",
    r"**",
    r"_",
    r"`",
    r"<",
    r"<b>",
    r">",
    r"[x](y)",
    r"[",
    r"]",
    r"(",
    r"!",
    r"#",
    r"\"",
    r"'",
    r"-",
    r"a",
    r"1",
    r"©",
]


@given(st.lists(st.sampled_from([*MARKUP, " ", "\n"]), max_size=16).map("".join))
def test_the_text_of_a_quote_is_what_a_reader_reads(words: str) -> None:
    for source in (f"„{words}“ [@ayoub]", f"> {words}\n> [@ayoub]"):
        body = render(source, "de")
        page = BeautifulSoup(body.html, "html.parser")
        shown = {tag["id"]: tag.get_text() for tag in page.select("[data-speaker]")}
        assert [(quote.id, quote.text.split()) for quote in body.quotes] == [
            (anchor, text.strip().removeprefix("„").removesuffix("“").split())
            for anchor, text in shown.items()
        ]
