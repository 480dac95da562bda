"""Passages in quotation marks: found in each language's marks, nested, set, and never made up."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.record.quotation import Part, Quotation, Unbalanced, _Text, find_quotation
from newsroom.record.quotation_marks import marks_of

LANGUAGES = ["en", "de", "fr", "fr-CH", "fr-CA", "es", "it", "pt-PT", "nl", "sv", "fi", "da", "pl"]
LANGUAGES += ["hu", "ru", "cs", "el", "he", "ar", "ja", "zh", "zh-TW", "ko", "th", "tr", "uk"]


def set_marks(paragraphs: Sequence[str], found: Quotation) -> list[str]:
    texts = list(paragraphs)
    for number, offset, mark in reversed(found.typographic):
        text = texts[number]
        assert text[offset] in "\"'"
        texts[number] = text[:offset] + mark + text[offset + 1 :]
    return texts


def passages(found: Quotation) -> list[str]:
    """Return the text of each passage, with a > for each that it stands in."""
    return [">" * passage.depth + passage.text for passage in found.passages]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "“Go,” he said. “Now.”", ["Go,", "Now."]),
        ("en", "‘Go,’ he said.", ["Go,"]),
        ("en", "“He said ‘go’ to me”", ["He said ‘go’ to me", ">go"]),
        ("en", "‘He said “go” to me’", ["He said “go” to me", ">go"]),
        ("en", "“‘Go,’ he said”", ["‘Go,’ he said", ">Go,"]),
        (
            "en",
            "“a ‘b “c ‘d’ e” f’ g”",
            ["a ‘b “c ‘d’ e” f’ g", ">b “c ‘d’ e” f", ">>c ‘d’ e", ">>>d"],
        ),
        ("en", "(“x”) “y”—“z” [“u”]", ["x", "y", "z", "u"]),
        ("en", "«Oui», „ja“ and »nej«", ["Oui", "ja", "nej"]),
        ("en", "“One” „zwei“ “three”", ["One", "zwei", "three"]),
        ("de", "„Ja“, sagte er. „Nein“", ["Ja", "Nein"]),
        ("de", "„Er sagte ‚ja‘ dazu“", ["Er sagte ‚ja‘ dazu", ">ja"]),
        ("de", "‚Ja‘, sagte er", ["Ja"]),
        ("de", "»Er sagte ›ja‹ dazu«", ["Er sagte ›ja‹ dazu", ">ja"]),
        ("de", "„Er sagte “yes” dazu“", ["Er sagte “yes” dazu", ">yes"]),
        ("de", "“Yes” und „Ja“", ["Yes", "Ja"]),
        ("de", "»a «b» c«", ["a «b» c", ">b"]),
        ("de-CH", "«Er sagte ‹ja› dazu»", ["Er sagte ‹ja› dazu", ">ja"]),
        ("da", "»Ja,« sagde han. »Nej«", ["Ja,", "Nej"]),
        ("nl", "‘Ja,’ zei hij. ‚Nee’", ["Ja,", "Nee"]),
        ("nl", "„Ja,” zei hij", ["Ja,"]),
        ("sv", "”Ja”, sa han. ”Nej”", ["Ja", "Nej"]),
        ("sv", "”Han sa ’ja’ till mig”", ["Han sa ’ja’ till mig", ">ja"]),
        ("sv", "”Han sa ”ja” till mig”", ["Han sa ”ja” till mig", ">ja"]),
        ("fi", "»Joo», sanoi hän. ”Ei”", ["Joo", "Ei"]),
        ("fr", "« Oui », dit-il. «Non»", ["Oui", "Non"]),
        ("fr", "«\u202fOui\u202f» et «\u00a0non\u00a0»", ["Oui", "non"]),
        ("fr", "« Il dit « oui » et “non” »", ["Il dit « oui » et “non”", ">oui", ">non"]),
        ("fr", "l’« eau » et d’“or”", ["eau", "or"]),
        ("es", "«¿Qué?», dijo. “¡No!”", ["¿Qué?", "¡No!"]),
        ("it", "«Sì», disse. “No”", ["Sì", "No"]),
        ("ru", "«Он сказал „да“ мне»", ["Он сказал „да“ мне", ">да"]),
        ("pl", "„Mówi «tak» mi”", ["Mówi «tak» mi", ">tak"]),
        ("hu", "„Azt mondta, »igen« nekem”", ["Azt mondta, »igen« nekem", ">igen"]),
        ("cs", "„Řekl ‚ano‘ mi“", ["Řekl ‚ano‘ mi", ">ano"]),
        ("ja", "「彼は『はい』と言った」と", ["彼は『はい』と言った", ">はい"]),
        ("zh", "他说“你好”然后‘好’", ["你好", "好"]),
        ("zh", "《红楼梦》和“书”", ["书"]),
        ("zh-TW", "他說「你好」", ["你好"]),
        ("ko", "그는 ‘안녕’이라고 “말”했다", ["안녕", "말"]),
        ("ar", "قال ”نعم“ ثم “لا”", ["نعم", "لا"]),
        ("he", "הוא אמר ”שלום” לי", ["שלום"]),
    ],
)
def test_passages_are_found_in_the_marks_of_each_language(
    lang: str, text: str, expected: list[str]
) -> None:
    found = find_quotation([text], lang)
    assert (passages(found), found.unbalanced, found.typographic) == (expected, (), ())


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "\"Go,\" he said. 'Now.'", "“Go,” he said. ‘Now.’"),
        ("en-GB", "'Go,' he said. \"Now.\"", "‘Go,’ he said. “Now.”"),
        ("en", "\"He said 'go' to me\"", "“He said ‘go’ to me”"),
        ("en", "'He said \"go\" to me'", "‘He said “go” to me’"),
        ("en", "\"'Go,' he said,\" she said", "“‘Go,’ he said,” she said"),
        ("en", '"He said "go" to me"', "“He said “go” to me”"),
        ("en", 'said:"Go". "I—" (“a "b" c”)', "said:“Go”. “I—” (“a “b” c”)"),
        ("en", '"The \ufffc" \ufffc\'s', "“The \ufffc” \ufffc's"),
        ("x-unknown", '"Go"', "“Go”"),
        ("not a tag", '"Go"', "“Go”"),
        ("de", "\"Er sagte 'ja' dazu\"", "„Er sagte ‚ja‘ dazu“"),
        ("de-CH", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("de-AT-x-old", '"a"', "„a“"),
        ("DE", '"a"', "„a“"),
        ("nl", "\"Ja\" 'nee'", "“Ja” ‘nee’"),
        ("cy", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("fur", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("sv", "\"Han sa 'ja' till\"", "”Han sa ’ja’ till”"),
        ("fi", "\"a 'b' c\"", "”a ’b’ c”"),
        ("fr", '"Oui", dit-il.', "«\u202fOui\u202f», dit-il."),
        ("fr", '" Oui ", "\u00a0non\u00a0"', "« Oui », «\u00a0non\u00a0»"),
        ("fr", "\"a 'b' c\"", "«\u202fa «\u202fb\u202f» c\u202f»"),
        ("fr", "L'\"eau\" d'aujourd'hui", "L'«\u202feau\u202f» d'aujourd'hui"),
        ("fr-BE", '"Oui"', "«\u202fOui\u202f»"),
        ("fr-CA", "\"a 'b' c\"", "«\u202fa ”b“ c\u202f»"),
        ("fr-CH", "\"a 'b' c\"", "«a ‹b› c»"),
        ("es", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("es-419", '"a"', "“a”"),
        ("es-US", "\"a 'b' c\"", "«a “b” c»"),
        ("it", "\"a 'b' c\"", "«a “b” c»"),
        ("pt-BR", '"a"', "“a”"),
        ("pt-PT", "\"a 'b' c\"", "«a “b” c»"),
        ("nb", "\"a 'b' c\"", "«a ‘b’ c»"),
        ("pl", "\"a 'b' c\"", "„a «b» c”"),
        ("hu", "\"a 'b' c\"", "„a »b« c”"),
        ("cs", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("ru", "\"а 'б' в\"", "«а „б“ в»"),
        ("uk", "\"п'ять 'так'\"", "«п'ять „так“»"),
        ("el", "\"ναι 'όχι'\"", "«ναι “όχι”»"),
        ("tr", "\"Ankara\"da 'x'", "“Ankara”da ‘x’"),
        ("ja", "彼は\"はい'本'\"と", "彼は「はい『本』」と"),
        ("zh", "他说\"你好\"然后'好'。", "他说“你好”然后‘好’。"),
        ("zh-Hant", '"好"', "「好」"),
        ("zh-TW", '"好"', "「好」"),
        ("ko", "그는 '안녕'이라고 \"말\"했다", "그는 ‘안녕’이라고 “말”했다"),
        ("th", 'ว่า "สวัสดี" แล้ว', "ว่า “สวัสดี” แล้ว"),
        ("ar", 'قال "نعم" ثم', "قال ”نعم“ ثم"),
        ("he", 'צה"ל אמר "שלום" ב"הארץ" מנכ"לית', 'צה"ל אמר ”שלום” ב”הארץ” מנכ"לית'),
    ],
)
def test_straight_marks_become_those_of_the_language(lang: str, text: str, expected: str) -> None:
    found = find_quotation([text], lang)
    assert (set_marks([text], found), found.unbalanced) == ([expected], ())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It's O'Brien's, isn't it? It’s O’Brien’s."),
        ("en", "'Tis so, 'twas so; get 'em in the '90s, ’90s, ’tis"),
        ("en", "rock 'n' roll and the boys' toys, the boys’ toys"),
        ("en", "Hawai‘i, Hawaiʻi, ‘90s, ‘til then"),
        ("en", '6\'2", 12", 5\'10" and 5’10” tall, 6′2″, 51° 28\' 38" N'),
        ("en", "goin' home o' mine, dogs' dinner"),
        ("en", "\ufffc's and \ufffc’s"),
        ("fr", "l'eau d'aujourd'hui, l’eau"),
        ("nl", "'s avonds eet 't kind foto's, ’s avonds"),
        ("de", "Hans' Auto, ich hab's, so'n Ding"),
        ("sv", "Lars' bil, 90-talet, 'n"),
        ("he", "צה\"ל, ג'ורג' ומנכ\"לית"),
        ("uk", "п'ять п’ять"),
        ("zh", "《红楼梦》"),
        ("en", "No mark at all — (none), \u2032 or \u2033, or < and >."),
        ("en", ""),
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(lang: str, text: str) -> None:
    assert find_quotation([text], lang) == Quotation((), (), ())


@pytest.mark.parametrize(
    ("lang", "text", "expected", "found"),
    [
        ("en", "'yes' and the boys' toys", "‘yes’ and the boys' toys", ["yes"]),
        ("en", "the 'boys' toys' are", "the ‘boys' toys’ are", ["boys' toys"]),
        ("en", "'Go,' he said", "‘Go,’ he said", ["Go,"]),
        ("en", "\"It's 'so'\"", "“It's ‘so’”", ["It's ‘so’", ">so"]),
        ("en", "‘It’s the boys’ toys,’ he", "‘It’s the boys’ toys,’ he", ["It’s the boys’ toys,"]),
        ("en", "'I'm goin' home,' he", "‘I'm goin' home,’ he", ["I'm goin' home,"]),
        ("en", "'Twas him,' he said", "‘Twas him,’ he said", ["Twas him,"]),
        ("en", "'Get 'em,' he said", "‘Get 'em,’ he said", ["Get 'em,"]),
        ("en", "get 'em a 'yes' vote", "get 'em a ‘yes’ vote", ["yes"]),
        ("en", "the '80s were 'great'", "the '80s were ‘great’", ["great"]),
        ("en", "'the 'boys' toys,' he", "‘the ‘boys’ toys,’ he", ["the ‘boys’ toys,", ">boys"]),
        ("en", "the dogs' 'bone'", "the dogs' ‘bone’", ["bone"]),
        ("en", "on 'route 66'", "on ‘route 66’", ["route 66"]),
        ("en", "'a \"b' c\"", "'a “b' c”", ["b' c"]),
        ("nl", "'Ik zag 's avonds,' zei", "‘Ik zag 's avonds,’ zei", ["Ik zag 's avonds,"]),
        ("fr", "l'eau 'bleue'", "l'eau «\u202fbleue\u202f»", ["bleue"]),
        ("sv", "’ja’ och Lars’ bil", "’ja’ och Lars’ bil", ["ja"]),
    ],
)
def test_a_single_mark_opens_only_where_another_closes(
    lang: str, text: str, expected: str, found: list[str]
) -> None:
    quotation = find_quotation([text], lang)
    assert set_marks([text], quotation) == [expected]
    assert (passages(quotation), quotation.unbalanced) == (found, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
        ("“He is 5’10” tall,” she said.", ["He is 5’10” tall,"]),
        ('on "route 66"', ["route 66"]),
        ('"route 66" and "she walked"', ["route 66", "she walked"]),
        ('"He stood 6\'2" and "looked" good."', ["He stood 6'2\" and “looked” good.", ">looked"]),
        ('A 12" pizza, "a 14" pizza" and "b"', ['a 14" pizza', "b"]),
        ('a 12" pizza and "b"', ["b"]),
        ('"He is 6\'2"" and so', ["He is 6'2\""]),
        ("“In 1999” and “in 2000”", ["In 1999", "in 2000"]),
    ],
)
def test_a_mark_behind_a_digit_closes_only_what_nothing_else_closes(
    text: str, found: list[str]
) -> None:
    quotation = find_quotation([text], "en")
    assert (passages(quotation), quotation.unbalanced) == (found, ())


@pytest.mark.parametrize(
    ("lang", "paragraphs", "expected", "found", "parts"),
    [
        (
            "en",
            ['He: "One.', '"Two.', '"Three," he said.'],
            ["He: “One.", "“Two.", "“Three,” he said."],
            ["One.\n\nTwo.\n\nThree,"],
            [[(0, 4, 9), (1, 0, 5), (2, 0, 8)]],
        ),
        (
            "en",
            ["“One “two” three.", "", " “Four.” “Five.”"],
            ["“One “two” three.", "", " “Four.” “Five.”"],
            ["One “two” three.\n\nFour.", ">two", "Five."],
            [[(0, 0, 17), (2, 1, 8)], [(0, 5, 10)], [(2, 9, 16)]],
        ),
        (
            "en",
            ["“A «b.", "“«C» d.”"],
            ["“A «b.", "“«C» d.”"],
            ["A «b.\n\n«C» d.", ">b.\n\nC"],
            [[(0, 0, 6), (1, 0, 8)], [(0, 3, 6), (1, 1, 4)]],
        ),
        (
            "fr",
            ["« Un.", "» Deux.", "» Trois », dit-il."],
            ["« Un.", "» Deux.", "» Trois », dit-il."],
            ["Un.\n\nDeux.\n\nTrois"],
            [[(0, 0, 5), (1, 0, 7), (2, 0, 9)]],
        ),
        (
            "fr",
            ["« Un.", "« Deux. »"],
            ["« Un.", "« Deux. »"],
            ["Un.\n\nDeux."],
            [[(0, 0, 5), (1, 0, 9)]],
        ),
        (
            "fr",
            ['"Un.', '"Deux."'],
            ["«\u202fUn.", "«\u202fDeux.\u202f»"],
            ["Un.\n\nDeux."],
            [[(0, 0, 4), (1, 0, 7)]],
        ),
        (
            "es",
            ["“Uno.", "”Dos.”"],
            ["“Uno.", "”Dos.”"],
            ["Uno.\n\nDos."],
            [[(0, 0, 5), (1, 0, 6)]],
        ),
        (
            "de",
            ['"Eins.', '"Zwei."'],
            ["„Eins.", "„Zwei.“"],
            ["Eins.\n\nZwei."],
            [[(0, 0, 6), (1, 0, 7)]],
        ),
        (
            "sv",
            ["”Ett.", "”Två.”"],
            ["”Ett.", "”Två.”"],
            ["Ett.\n\nTvå."],
            [[(0, 0, 5), (1, 0, 6)]],
        ),
        (
            "ja",
            ["「一。", "「二。」"],
            ["「一。", "「二。」"],
            ["一。\n\n二。"],
            [[(0, 0, 3), (1, 0, 4)]],
        ),
        (
            "en",
            ['"One."', '"Two."'],
            ["“One.”", "“Two.”"],
            ["One.", "Two."],
            [[(0, 0, 6)], [(1, 0, 6)]],
        ),
    ],
)
def test_a_passage_goes_on_where_a_paragraph_repeats_its_mark(
    lang: str,
    paragraphs: list[str],
    expected: list[str],
    found: list[str],
    parts: list[list[tuple[int, int, int]]],
) -> None:
    quotation = find_quotation(paragraphs, lang)
    assert set_marks(paragraphs, quotation) == expected
    assert passages(quotation) == found
    assert [passage.parts for passage in quotation.passages] == [
        tuple(Part(*part) for part in passage) for passage in parts
    ]
    assert quotation.unbalanced == ()


@pytest.mark.parametrize(
    ("lang", "paragraphs", "found", "unbalanced"),
    [
        ("en", ["“foo bar.", "Next “ok” text."], ["ok"], [(0, 0, "“")]),
        ("en", ["foo,” he said “x”"], ["x"], [(0, 4, "”")]),
        ("en", ['foo," he said "x"'], ["x"], [(0, 4, '"')]),
        ("en", ['"foo "bar" baz'], ["bar"], [(0, 0, '"')]),
        ("en", ['"One.', 'Two."', '"Three."'], ["Three."], [(0, 0, '"'), (1, 4, '"')]),
        ("en", ["“One.", "“Two.", "Three. “Four.”"], ["Four."], [(0, 0, "“")]),
        ("en", ["He “lost. “One.", "“Two.”"], ["One.\n\nTwo."], [(0, 3, "“")]),
        ("en", ['“x" y.', '"z"'], ["z"], [(0, 0, "“"), (0, 2, '"')]),
        ("en", ["‘foo and ‚bar, 'baz"], [], []),
        ("de", ["„Ja, sagte er.", "„Nein“ und ja“."], ["Ja, sagte er.\n\nNein"], [(1, 13, "“")]),
        ("de", ["Ja“ und „nein“, »doch"], ["nein"], [(0, 2, "“"), (0, 16, "»")]),
        ("fr", ["« Oui.", "Non », dit-il. « Si »"], ["Si"], [(0, 0, "«"), (1, 4, "»")]),
        ("sv", ["”Ja, sa han.", "Nej, sa ”hon”."], ["hon"], [(0, 0, "”")]),
        ("fi", ["Joo”, sanoi hän. ”Ei”"], ["Ei"], [(0, 3, "”")]),
        ("ja", ["「一。", "二」「三」"], ["三"], [(0, 0, "「"), (1, 1, "」")]),
        ("pl", ["„Tak, «nie.", "„To”"], ["Tak, «nie.\n\nTo"], [(0, 6, "«")]),
        ("ru", ["«Да „нет» да"], ["Да „нет"], [(0, 4, "„")]),
        ("it", ["«Sì ‹no» x›"], ["Sì ‹no"], [(0, 4, "‹"), (0, 10, "›")]),
        ("en", ["A 12\" pipe (or 1) b), 3')"], [], []),
    ],
)
def test_a_mark_without_its_other_one_is_told_once_and_spoils_nothing_else(
    lang: str, paragraphs: list[str], found: list[str], unbalanced: list[tuple[int, int, str]]
) -> None:
    quotation = find_quotation(paragraphs, lang)
    assert passages(quotation) == found
    assert quotation.unbalanced == tuple(Unbalanced(*where) for where in unbalanced)


@pytest.mark.parametrize(
    ("lang", "paragraphs", "words"),
    [
        ("en", ['"It\'s a well-known fact — 3 times … & more."'], [7]),
        ("en", ["“a—b ‘c d’”"], [4, 2]),
        ("en", ["x“a”y “—” “”"], [1, 0, 0]),
        ("en", ["“One two.", "“Three.”"], [3]),
        ("fr", ['"Oui, l\'eau ?"'], [2]),
        ("zh", ["“你好，世界”"], [2]),
        ("zh", ["“我爱你 hello 2020”"], [4]),
        ("ja", ["「はいー」"], [2]),
        ("th", ["“สวัสดี”"], [3]),
        ("ko", ["“안녕 세상”"], [2]),
        ("hi", ["“नमस्ते दुनिया”"], [2]),
    ],
)
def test_words_are_counted(lang: str, paragraphs: list[str], words: list[int]) -> None:
    assert [passage.words for passage in find_quotation(paragraphs, lang).passages] == words


@given(st.lists(st.sampled_from([*"““””„\"' —x", "don’t", "字"]), max_size=16).map("".join))
def test_words_are_counted_as_if_all_were_found(text: str) -> None:
    def whole(self: _Text, part: Part) -> None:
        self.begin, self.end = 0, len(self.set)

    found = find_quotation([text], "en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Text, "reach", whole)
        assert find_quotation([text], "en") == found


def test_marks_are_set_only_where_the_text_reads_the_same_afterwards() -> None:
    # As ”, the last straight mark would close what the first “ has opened.
    found = find_quotation(["'a “b' c", '"d"'], "es-US")
    assert found.unbalanced == (Unbalanced(0, 3, "“"),)
    assert found.typographic == ((1, 0, "«"), (1, 2, "»"))


@pytest.mark.parametrize(
    "marks",
    [
        "\"a 'b c' d\" " * 250,
        "s' 'a " * 500,
        "“" * 500 + "a" + "”" * 500,
        "“" * 500 + "»" * 500,
        "'" * 1000,
        '"' * 1000,
        '1" ' * 1000,
        "„‘" * 500,
        "’a" * 1000,
    ],
)
def test_a_long_text_is_read_in_a_moment(marks: str) -> None:
    text = marks + "x " * ((20_000 - len(marks)) // 2)
    seconds = []
    for _ in range(3):
        started = time.process_time()
        find_quotation([text], "en")
        seconds.append(time.process_time() - started)
    assert min(seconds) < 0.1


LETTERS = "ab s12 .,—-(你\ufffc\n'\""
TEXTS = st.lists(st.text(alphabet=LETTERS + "“”‘’‚„«»‹›「」\u202f", max_size=30), max_size=4)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_parts_lie_within_their_paragraphs_and_passages_nest(
    paragraphs: list[str], lang: str
) -> None:
    found = find_quotation(paragraphs, lang)
    around: list[tuple[tuple[int, int], tuple[int, int]]] = []
    starts = [(passage.parts[0].paragraph, passage.parts[0].start) for passage in found.passages]
    assert starts == sorted(set(starts))
    for passage in found.passages:
        assert [part.paragraph for part in passage.parts] == sorted(
            {part.paragraph for part in passage.parts}
        )
        for part in passage.parts:
            assert 0 <= part.start < part.end <= len(paragraphs[part.paragraph])
        for part in passage.parts[:-1]:
            assert part.end == len(paragraphs[part.paragraph])
        first, last = passage.parts[0], passage.parts[-1]
        begin, end = (first.paragraph, first.start), (last.paragraph, last.end)
        while around and around[-1][1] <= begin:
            around.pop()
        assert passage.depth == len(around)
        assert not around or end < around[-1][1]
        around.append((begin, end))
    for mark in found.unbalanced:
        assert paragraphs[mark.paragraph][mark.offset] == mark.mark
    assert len(set(found.unbalanced)) == len(found.unbalanced)
    assert list(found.typographic) == sorted(found.typographic)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_set_text_reads_the_same_and_has_nothing_left_to_set(
    paragraphs: list[str], lang: str
) -> None:
    once = find_quotation(paragraphs, lang)
    twice = find_quotation(set_marks(paragraphs, once), lang)
    assert twice.typographic == ()
    assert [(p.depth, p.text, p.words, len(p.parts)) for p in twice.passages] == [
        (p.depth, p.text, p.words, len(p.parts)) for p in once.passages
    ]
    assert [(mark.paragraph, mark.mark) for mark in twice.unbalanced] == [
        (mark.paragraph, mark.mark) for mark in once.unbalanced
    ]


@given(st.lists(st.text(), max_size=4), st.text(max_size=12))
def test_nothing_is_raised_for_any_text_or_tag(paragraphs: list[str], lang: str) -> None:
    find_quotation(paragraphs, lang)


@given(
    st.text(st.characters(exclude_characters="\"'“”„‟‘’‚«»‹›「」『』")), st.sampled_from(LANGUAGES)
)
def test_text_without_marks_gives_nothing(text: str, lang: str) -> None:
    assert find_quotation([text], lang) == Quotation((), (), ())


@pytest.mark.parametrize(
    ("lang", "double", "single"),
    [
        ("en", "“”", "‘’"),
        ("iw", "””", "’’"),
        ("sr-Latn-RS", "„”", "’’"),
        ("st", "“”", "‘’"),
        ("zh-Hant-HK", "「」", "『』"),
        ("zh-Hans-HK", "“”", "‘’"),
        ("und", "“”", "‘’"),
    ],
)
def test_a_tag_is_shortened_until_cldr_knows_it(lang: str, double: str, single: str) -> None:
    assert (marks_of(lang).double, marks_of(lang).single) == (double, single)
