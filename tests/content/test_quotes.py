"""Quotes with their speakers, from Markdown to markup."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.markdown import Body, render_body
from newsroom.content.quotes import Fault
from newsroom.record.people import Speaker

SPEAKERS = {
    "ayoub": Speaker(name="Ali Ayoub", role="Chief of staff"),
    "kirby": Speaker(name="John <b>Kirby</b>"),
}


LONE = (
    "the quotation mark {0} has no partner; add it, or write \\{0} for a mark that quotes nothing"
)


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
    body = render("> Words.")
    assert (body.html, body.faults) == ("<blockquote>\n<p>Words.</p>\n</blockquote>", ())


def test_quotes_may_hold_emphasis_links_and_code() -> None:
    html = render('"One *two* [three](https://a.example/) `four`" [@ayoub]').html
    quote = BeautifulSoup(html, "html.parser").select_one("span.quote")
    assert quote is not None
    assert [child.name for child in quote.find_all()] == ["em", "a", "code"]
    assert quote.get_text() == "“One two three four”"


QUOTE = '<span class="quote" data-speaker="ayoub" id="quote-words">{}</span>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('*He said "words" [@ayoub] there.*',
         f"<em>He said {QUOTE.format('“words”')} there.</em>"),
        ('*"Words," [@ayoub] he* said.', f"<em>{QUOTE.format('“Words,”')} he</em> said."),
        ('*"Words,"* [@ayoub] he said.', f"<em>{QUOTE.format('“Words,”')}</em> he said."),
        ('"*Words,*" [@ayoub] he said.', f"{QUOTE.format('“<em>Words,</em>”')} he said."),
        ('*"*Words" [@ayoub] he said.', f"{QUOTE.format('<em>“</em>Words”')} he said."),
        ('**"*Words*"** [@ayoub]', f"<strong>{QUOTE.format('“<em>Words</em>”')}</strong>"),
        ('["Words"](/a) [@ayoub]', f'<a href="/a">{QUOTE.format("“Words”")}</a>'),
        ('["Words" [@ayoub]](/a)', f'<a href="/a">{QUOTE.format("“Words”")}</a>'),
        ('*It* "words" [@ayoub] *so*', f"<em>It</em> {QUOTE.format('“words”')} <em>so</em>"),
        ('"Words,"\n[@ayoub] he said.', f"{QUOTE.format('“Words,”')} he said."),
        ('"Words,"[@ayoub]', QUOTE.format("“Words,”")),
    ],
)  # fmt: skip
def test_a_quote_may_hold_emphasis_and_be_held_by_it(source: str, html: str) -> None:
    body = render(source)
    assert (body.html, body.faults) == (f"<p>{html}</p>", ())
    assert [(quote.speaker, quote.text.strip(",").lower()) for quote in body.quotes] == [
        ("ayoub", "words")
    ]


@pytest.mark.parametrize(
    "source",
    [
        '"Some *words" [@ayoub] here*',
        '*Some "words* here" [@ayoub]',
        '[Some "words](/a) here" [@ayoub]',
        '"Some **words" [@ayoub] here**',
        '*"Words," [@ayoub] he said: "More* words" [@kirby]',
    ],
)
def test_a_quote_that_emphasis_crosses_is_a_fault(source: str) -> None:
    message = "the quotation begins or ends in the midst of emphasis or of a link"
    body = render(f"Text.\n\n{source}")
    assert body.faults == ((3, "Q010", message),)
    assert "[@" not in body.html


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


BEHIND = (
    "put it right behind the closing quotation mark, or alone on the last line of a block quote"
)


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('One.\n\n"Words" [@who] he said.',
         [(3, "Q003", "[@who] names no speaker; add it to speakers:")]),
        ("> Words.\n>\n> [@who]", [(3, "Q003", "[@who] names no speaker; add it to speakers:")]),
        ('"Words" [@AYOUB]', [(1, "Q003", "[@AYOUB] names no speaker; did you mean [@ayoub]?")]),
        ('"Words" [@ayuob]', [(1, "Q003", "[@ayuob] names no speaker; did you mean [@ayoub]?")]),
        ("He said it. [@ayoub]", [(1, "Q004", f"[@ayoub] follows no quotation; {BEHIND}")]),
        ("[@ayoub]", [(1, "Q004", f"[@ayoub] follows no quotation; {BEHIND}")]),
        ('"No" he said. [@ayoub]', [(1, "Q004", f"[@ayoub] follows no quotation; {BEHIND}")]),
        ('"No" [@ayoub] [@kirby]', [(1, "Q004", f"[@kirby] follows no quotation; {BEHIND}")]),
        ('A\n\nwords" [@ayoub]', [(3, "Q002", LONE.format('"')),
                                 (3, "Q004", f"[@ayoub] follows no quotation; {BEHIND}")]),
        ("> [@ayoub]", [(1, "Q004", "[@ayoub] stands in a block quote without words")]),
        ('"A" [@x]\n"B" [@y]', [(1, "Q003", "[@x] names no speaker; add it to speakers:"),
                               (2, "Q003", "[@y] names no speaker; add it to speakers:")]),
    ],
)  # fmt: skip
def test_a_marker_that_says_nothing_is_a_fault_with_its_line(
    source: str, faults: list[Fault]
) -> None:
    body = render(source)
    assert list(body.faults) == faults
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
        assert body.faults == ((line, "Q005", message),)


@pytest.mark.parametrize("source", ["`[@ayoub, p. 5]`", "(@somebody)", "a@ayoub.example", "@ayoub"])
def test_what_only_looks_like_a_marker_stays(source: str) -> None:
    body = render(source)
    assert body.faults == ()
    assert BeautifulSoup(body.html, "html.parser").get_text() == source.strip("`")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("\"'Go,' he said,\" [@ayoub] he said.", "“‘Go,’ he said,” he said."),
        ('"\'90s," [@kirby] he said.', "“'90s,” he said."),
        ("\"it's 'so'\" [@kirby].", "“it's ‘so’”."),
        ("\"it’s 'so'\" [@kirby].", "“it’s ‘so’”."),
    ],
)
def test_a_quote_may_begin_with_another_quote_or_an_apostrophe(source: str, text: str) -> None:
    body = render(source)
    assert BeautifulSoup(body.html, "html.parser").get_text() == text
    assert body.faults == ()


def test_code_shows_a_marker_as_it_is() -> None:
    body = render("Write `[@key]`:\n\n    [@key]\n")
    assert body.html == "<p>Write <code>[@key]</code>:</p>\n<pre><code>[@key]\n</code></pre>"
    assert body.faults == ()


@pytest.mark.parametrize(
    ("lang", "html"),
    [
        ("en", '“It\'s ‘so’” – an <code>"end"</code>... 6\'2"'),
        ("en-GB", '“It\'s ‘so’” – an <code>"end"</code>... 6\'2"'),
        ("de", '„It\'s ‚so‘“ -- an <code>"end"</code>... 6\'2"'),
        ("fr", '«\u202fIt\'s «\u202fso\u202f»\u202f» -- an <code>"end"</code>... 6\'2"'),
        ("ja", '「It\'s 『so』」 -- an <code>"end"</code>... 6\'2"'),
        ("sv", '”It\'s ’so’” -- an <code>"end"</code>... 6\'2"'),
    ],
)
def test_straight_marks_become_those_of_the_language(lang: str, html: str) -> None:
    body = render('"It\'s \'so\'" -- an `"end"`... 6\'2"', lang)
    assert (body.html, body.faults) == (f"<p>{html}</p>", ())


def test_dashes_are_set_in_english_without_a_quote_too() -> None:
    source = "One -- two --- *three -- four*\n\n    code -- code"
    assert render(source).html == (
        "<p>One – two — <em>three – four</em></p>\n<pre><code>code -- code\n</code></pre>"
    )


FIVE = "five words of somebody here"
Q001 = "the quotation '{} …' has no speaker; put [@key] behind it"


@pytest.mark.parametrize(
    ("lang", "five", "said", "four"),
    [
        ("en", '"Five words of somebody here."', "Five words of somebody here.",
         '"Four words of somebody."'),
        ("en", "'Five words of somebody here'", "Five words of somebody here",
         "'It's four words, yes'"),
        ("en", "“Five words ‘of somebody’ here”", "Five words ‘of somebody’ here",
         "“Four words – of somebody”"),
        ("de", '"Fünf Worte, die jemand sagte."', "Fünf Worte, die jemand sagte.",
         '"Vier Worte von jemandem."'),
        ("de", "»Fünf Worte, die jemand sagte.«", "Fünf Worte, die jemand sagte.",
         "‚Vier Worte von jemandem‘"),
        ("fr", "« Cinq mots de cette personne »", "Cinq mots de cette personne",
         "« Quatre mots d'une personne ! »"),
        ("ja", "「これは誰かが言った。」", "これは誰かが言った。", "「誰かの言葉だ」"),
        ("sv", "”Fem ord som någon sade”", "Fem ord som någon sade", '"Fyra ord, sade någon"'),
    ],
)  # fmt: skip
def test_five_words_need_a_speaker_and_four_do_not(
    lang: str, five: str, said: str, four: str
) -> None:
    assert render(f"A.\n\n{five}", lang).faults == ((3, "Q001", Q001.format(said)),)
    assert render(f"A.\n\n{four}", lang).faults == ()
    assert render(f"A.\n\n{five} [@ayoub]", lang).faults == ()


BLOCK = "the block quote has no speaker; put [@key] alone on its last line"


@pytest.mark.parametrize(
    ("lang", "source", "line"),
    [
        ("en", f"> {FIVE}", 1),
        ("en", f"One.\n\n> {FIVE}\n\nTwo.", 3),
        ("en", "One.\n\n> - three little words\n> - or five", 3),
        ("en", f'One.\n\n> One\n>\n> "{FIVE}"', 3),
        ("en", f"One.\n\n> One\n>\n> > {FIVE}", 5),
        ("en", f"One.\n\n> {FIVE}\n>\n> > Two.\n> >\n> > [@kirby]", 3),
        ("de", "> Fünf Worte, die jemand sagte.", 1),
        ("ja", "一\n\n> これは誰かが言った。", 3),
    ],
)
def test_a_block_quote_of_five_words_needs_a_speaker(lang: str, source: str, line: int) -> None:
    assert render(source, lang).faults == ((line, "Q001", BLOCK),)


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("en", "> It's four words, yes."),
        ("en", f"> {FIVE}\n> [@ayoub]"),
        ("en", f'> He said: "{FIVE}" [@ayoub]'),
        ("en", f'> "{FIVE}"\n>\n> [@ayoub]'),
        ("en", f"> One.\n>\n> > {FIVE}\n> >\n> > [@kirby]"),
        ("ja", "> 誰かの言葉。"),
    ],
)
def test_a_block_quote_of_four_words_or_with_a_speaker_is_none(lang: str, source: str) -> None:
    assert render(source, lang).faults == ()


def test_a_lone_mark_in_a_block_quote_is_told_with_the_missing_speaker() -> None:
    body = render(f'One.\n\n> {FIVE}\n>\n> and "more')
    assert sorted(body.faults) == [(3, "Q001", BLOCK), (5, "Q002", LONE.format('"'))]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("One [five words](https://x.example/five-words?of=somebody) here.\n\n", 3),
        ("One [five words][ref] here.\n\n[ref]: https://x.example/five/words\n\n", 5),
        ("`five words of` here &amp; &quot;five&quot; &lt;b&gt; <b>\\*\n\n", 3),
        ("    five words of somebody here\n    " + "five words " * 200 + "\n\n", 4),
        ("- five\n- words\n    - of\n    - five\n- words\n\n", 7),
        ("1. five\n\n2. words\n\n    of five\n\n", 7),
        ("- five\n- ", 2),
        ("| five | words |\n|---|---|\n| of | somebody |\n\n", 5),
        ("## Five words of\n\n![@p]\n\n", 5),
        ('> Five words of somebody here\n> [@ayoub]\n\n"Five" [@kirby]\n', 5),
        ("five words\n*of* so&shy;me*bo*dy  \nand then\n", 4),
        ("[fünf]{lang=de} words of {lang=de}\n\n", 3),
    ],
)
def test_a_passage_without_a_speaker_comes_with_its_line(before: str, line: int) -> None:
    body = render_body(f'{before}"{FIVE}" he said.\n\nfive words', SPEAKERS, "en", {"p"})
    assert body.faults == ((line, "Q001", Q001.format(FIVE)),)


def test_a_passage_in_a_table_comes_with_its_line() -> None:
    body = render(f'| a | b |\n|---|---|\n| five words | of |\n| c | "{FIVE}" |')
    assert body.faults == ((4, "Q001", Q001.format(FIVE)),)


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('One.\n\nHe said "no.', [(3, "Q002", LONE.format('"'))]),
        ("One\ntwo\nthree” four", [(3, "Q002", LONE.format("”"))]),
        ('One "two\nthree\n\nfour', [(1, "Q002", LONE.format('"'))]),
        ('"One.\n\nTwo."', [(1, "Q002", LONE.format('"')), (3, "Q002", LONE.format('"'))]),
        ('- One "two\n- three"', [(1, "Q002", LONE.format('"')), (2, "Q002", LONE.format('"'))]),
        ('He said \\"no.', []),
        ('A 6\'2" man, 5" deep', []),
        ("The boys' toys aren't here", []),
        ('`"`', []),
        ('One "two\nthree" four', []),
    ],
)
def test_a_mark_without_a_partner_comes_with_its_line(source: str, faults: list[Fault]) -> None:
    assert list(render(source).faults) == faults


@pytest.mark.parametrize(
    ("lang", "source", "html", "text"),
    [
        ("en", '"One.\n\n"Two.\n\n"Three," [@ayoub] he said.',
         '<p><span class="quote" data-speaker="ayoub" id="quote-one-two-three">“One.</span></p>\n'
         '<p><span class="quote" data-speaker="ayoub">“Two.</span></p>\n'
         '<p><span class="quote" data-speaker="ayoub">“Three,”</span> he said.</p>',
         "One.\n\nTwo.\n\nThree,"),
        ("en", 'He: "One.\n\n![@p]\n\n"*Two.*" [@ayoub]',
         '<p>He: <span class="quote" data-speaker="ayoub" id="quote-one-two">“One.</span></p>\n'
         '<figure data-picture="p"></figure>\n'
         '<p><span class="quote" data-speaker="ayoub">“<em>Two.</em>”</span></p>',
         "One.\n\nTwo."),
        ("de", "„Eins.\n\n„Zwei.“ [@ayoub]",
         '<p><span class="quote" data-speaker="ayoub" id="quote-eins-zwei">„Eins.</span></p>\n'
         '<p><span class="quote" data-speaker="ayoub">„Zwei.“</span></p>',
         "Eins.\n\nZwei."),
        ("fr", "« Un.\n\n» Deux. » [@ayoub]",
         '<p><span class="quote" data-speaker="ayoub" id="quote-un-deux">« Un.</span></p>\n'
         '<p><span class="quote" data-speaker="ayoub">» Deux. »</span></p>',
         "Un.\n\nDeux."),
    ],
)  # fmt: skip
def test_a_quote_over_several_paragraphs_is_one(
    lang: str, source: str, html: str, text: str
) -> None:
    body = render_body(source, SPEAKERS, lang, {"p"})
    assert (body.html, body.faults) == (html, ())
    assert [(quote.speaker, quote.text) for quote in body.quotes] == [("ayoub", text)]


def test_a_quote_within_marks_has_its_own_speaker() -> None:
    body = render("\"He said 'yes' [@kirby] today,\" [@ayoub] she said.")
    assert body.html == (
        '<p><span class="quote" data-speaker="ayoub" id="quote-he-said-yes-today">“He said '
        '<span class="quote" data-speaker="kirby" id="quote-yes">‘yes’</span> today,”</span> '
        "she said.</p>"
    )
    assert [(quote.speaker, quote.text) for quote in body.quotes] == [
        ("ayoub", "He said ‘yes’ today,"),
        ("kirby", "yes"),
    ]
    assert body.faults == ()


def test_the_words_of_a_quote_within_another_are_the_outer_speaker_s() -> None:
    inner = f"'{FIVE}'"
    assert render(f'"She told me {inner} once" [@ayoub]').faults == ()
    assert render(f'"She told me {inner} [@kirby] once"').faults == (
        (1, "Q001", Q001.format("She told me ‘five words")),
    )


@pytest.mark.parametrize(
    ("marker", "html", "lang"),
    [
        ("[@ayoub]{lang=fr}", 'id="quote-mots" lang="fr">“Mots”</span>', "fr"),
        ("[@ayoub]{lang=zh-hant}", 'id="quote-mots" lang="zh-Hant">“Mots”</span>', "zh-Hant"),
        ("[@ayoub]{lang=ar}", 'dir="rtl" id="quote-mots" lang="ar">“Mots”</span>', "ar"),
        ("[@ayoub]{lang=en}", 'id="quote-mots">“Mots”</span>', "en"),
        ("[@ayoub] {lang=fr}", 'id="quote-mots">“Mots”</span> {lang=fr}', None),
    ],
)
def test_a_quote_in_another_language_says_which(marker: str, html: str, lang: str | None) -> None:
    body = render(f'"Mots" {marker}')
    assert body.html == f'<p><span class="quote" data-speaker="ayoub" {html}</p>'
    assert ([quote.lang for quote in body.quotes], body.faults) == ([lang], ())


def test_a_block_quote_in_another_language_says_which() -> None:
    body = render("> Mots.\n>\n> [@ayoub]{lang=fa}")
    assert body.html == (
        '<blockquote class="quote" data-speaker="ayoub" dir="rtl" id="quote-mots" lang="fa">\n'
        "<p>Mots.</p>\n</blockquote>\n"
        '<p class="attribution">— Ali Ayoub, Chief of staff</p>'
    )
    assert [quote.lang for quote in body.quotes] == ["fa"]


def test_a_quote_in_a_language_that_nobody_knows_is_a_fault() -> None:
    message = "'klingon' is not a language tag; write one of BCP 47, like en, de or pt-BR"
    body = render('One.\n\n"Words" [@ayoub]{lang=klingon}\n\n> More\n> [@kirby]{lang=klingon}')
    assert sorted(body.faults) == [(3, "F011", message), (6, "F011", message)]


def test_a_marker_shown_as_code_within_a_quote_is_text() -> None:
    body = render('"Write `[@key]`" [@ayoub] he said.\n\n> `[@a]`\n>\n> [@kirby]')
    assert [(quote.id, quote.text) for quote in body.quotes] == [
        ("quote-write-key", "Write [@key]"),
        ("quote-a", "[@a]"),
    ]
    assert body.faults == ()


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
