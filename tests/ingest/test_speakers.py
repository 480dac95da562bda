"""Who said what: the speakers that are proposed for an article's quotes."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.content.markdown import render_body
from newsroom.ingest.body.to_markdown import to_markdown
from newsroom.ingest.speakers.propose import Proposal, propose_speakers
from newsroom.record.people import KnownSpeaker, Speaker, SpeakerRegistry, Speakers
from tests.conftest import SOURCE

NOBODY = Speakers()


def proposed(body: str, lang: str = "en") -> Proposal:
    """Propose speakers; the page takes all of them, and lacks only those that are in doubt."""
    proposal = propose_speakers(body, lang, NOBODY)
    assert re.sub(r"(?: |\n>\n> )\[@[\w-]+\]", "", proposal.body) == body
    for speaker in proposal.speakers.values():
        assert speaker.name in body
        assert (speaker.role or "") in body
    faults = render_body(proposal.body, proposal.speakers, lang).faults
    assert {fault[1] for fault in faults} <= {"Q001"}
    assert len(faults) <= len(proposal.unsure)
    return proposal


def spoken(proposal: Proposal) -> list[str]:
    """List the names of speakers, a quote at a time."""
    keys = re.findall(r"\[@([\w-]+)\]", proposal.body)
    return [proposal.speakers[key].name for key in keys]


ARTICLE = """
The harbour of Hale will close in May, several papers wrote.

Jane Dale, the town's mayor, seldom speaks. "We have waited for this day so long," she said.

"The ferries were not built for such storms," Dale added. "Nobody warned us about it at all."

Harbour Master General Omar bin Salim told the radio that "fishing boats" were all alike.

"There is no difference between the two of them," bin Salim said, according to the Quay News agency.

## What comes next

Meanwhile, the Coastal Transport Ministry said on Monday that it saw 12 "dangerous" ships.

"Our teams looked at every one of the piers last night," the Ministry said in a statement.

Northern Union Secretary Ole Berg called the plan a "great mistake" for the whole coast.

Port Union chief Ana Ruiz said that nobody asked her, describing the plan as "bad manners."

"Most of the people whom we asked do not want it," said Port Authority spokesman Ian Bell.

"They want a better harbour and not a smaller one."
"""


def test_an_article() -> None:
    proposal = proposed(ARTICLE)
    assert spoken(proposal) == [
        "Jane Dale",
        "Jane Dale",
        "Jane Dale",
        "Omar bin Salim",
        "Omar bin Salim",
        "Coastal Transport Ministry",
        "Coastal Transport Ministry",
        "Ole Berg",
        "Ana Ruiz",
        "Ian Bell",
        "Ian Bell",
    ]
    assert proposal.unsure == ()
    assert proposal.speakers == {
        "dale": Speaker(name="Jane Dale", role="town's mayor"),
        "salim": Speaker(name="Omar bin Salim", role="Harbour Master General"),
        "ministry": Speaker(name="Coastal Transport Ministry", kind="organization"),
        "berg": Speaker(name="Ole Berg", role="Northern Union Secretary"),
        "ruiz": Speaker(name="Ana Ruiz", role="Port Union chief"),
        "bell": Speaker(name="Ian Bell", role="Port Authority spokesman"),
    }


@pytest.mark.parametrize(
    ("lang", "body", "name", "role"),
    [
        ("en", '"The bridge has never been really safe," Mayor Jane Dale told reporters.',
         "Jane Dale", "Mayor"),
        ("en", 'The plan is "good for all of our people," according to Jane Dale, the mayor of '
         "Hale.", "Jane Dale", "mayor of Hale"),
        ("en", 'The bridge, Jane Dale said, "has never been safe for anybody."', "Jane Dale", None),
        ("en", 'Ian Bell, who once met Jane Dale, called it "a great and sad mistake."',
         "Ian Bell", None),
        ("de", "„Die Brücke war niemals wirklich sicher“, sagte Bürgermeisterin Eva Kern.",
         "Eva Kern", "Bürgermeisterin"),
        ("de", "Laut Minister Jan Holm ist das „ein sehr großes und schwieriges Problem“.",
         "Jan Holm", "Minister"),
        ("de", "Eva Kern zufolge war die Brücke „zu keiner Zeit wirklich richtig sicher“.",
         "Eva Kern", None),
        ("de", "„Die Brücke war niemals wirklich sicher“, so Kern. Eva Kern baut Brücken.",
         "Eva Kern", None),
        ("fr", "« Le pont n’a jamais été sûr », a déclaré Paul Martin, maire de Vallon.",
         "Paul Martin", "maire de Vallon"),
        ("fr", "Selon la ministre Claire Dubois, « le plan est prêt depuis des mois ».",
         "Claire Dubois", "ministre"),
        ("fr", "Paul Martin parle peu. « Nous ne fermerons jamais cette école », dit-il.",
         "Paul Martin", None),
        ("es", "«El plan es bueno para todos los vecinos», dijo Ana Torres, alcaldesa de Villar.",
         "Ana Torres", "alcaldesa de Villar"),
        ("es", "La ministra de Sanidad, Carmen Ruiz, aseguró que «la situación está bajo control "
         "ahora».", "Carmen Ruiz", "ministra de Sanidad"),
        ("es", "Ana Torres habló el lunes. «No vamos a cerrar la escuela nunca», dijo.",
         "Ana Torres", None),
        ("it", "«Il ponte non è mai stato sicuro», ha detto Marco Rossi, sindaco di Borgo.",
         "Marco Rossi", "sindaco di Borgo"),
        ("it", "Secondo il ministro Paolo Bianchi, «la legge è pronta da molti mesi».",
         "Paolo Bianchi", "ministro"),
        ("pt", "“A ponte nunca foi segura para ninguém”, disse João Silva, prefeito de Vila.",
         "João Silva", "prefeito de Vila"),
        ("nl", "„De brug is nooit echt veilig geweest”, zei burgemeester Jan de Vries.",
         "Jan de Vries", "burgemeester"),
        ("nl", '"Wij sluiten de school van het dorp niet", aldus Els Bakker.', "Els Bakker", None),
        ("sv", "”Bron har aldrig varit riktigt säker”, säger Anna Lind, chef på kommunen.",
         "Anna Lind", "chef på kommunen"),
        ("sv", "Enligt Erik Ek är det ”ett mycket stort och svårt problem”.", "Erik Ek", None),
        ("da", "»Broen har aldrig været rigtig sikker«, siger Mette Holm til avisen.",
         "Mette Holm", None),
        ("nb", "«Broen har aldri vært helt trygg», sier Kari Nes.", "Kari Nes", None),
        ("pl", "„Most nigdy nie był naprawdę bezpieczny” – powiedział Jan Kowalski, burmistrz "
         "Lasek.", "Jan Kowalski", "burmistrz Lasek"),
        ("ru", "«Мост никогда не был по-настоящему безопасным», — сказал Иван Петров, глава "
         "города.", "Иван Петров", "глава города"),
    ],
)  # fmt: skip
def test_words_around_a_quote(lang: str, body: str, name: str, role: str | None) -> None:
    proposal = proposed(body, lang)
    assert [(s.name, s.role) for s in proposal.speakers.values()] == [(name, role)]
    assert spoken(proposal) == [name]
    assert proposal.unsure == ()


@pytest.mark.parametrize(
    ("lang", "body", "unsure"),
    [
        ("en", 'A spokesman for the town said: "The bridge has never been really safe."',
         "who said 'The bridge has never been really safe.'? No speaker was found"),
        ("en", 'Jane Dale spoke. A quay official said "the bridge was never safe at all."',
         "who said 'the bridge was never safe at all.'? No speaker was found"),
        ("de", "Eva Kern war da. „Die Brücke war niemals wirklich sicher“, sagt ein Anwohner.",
         "who said 'Die Brücke war niemals wirklich sicher'? No speaker was found"),
        ("en", 'Jane Dale and Ian Bell met. The sign said "no one may cross this old bridge now".',
         "who said 'no one may cross this old bridge now'? No speaker was found"),
        ("en", 'Jane Dale and Ian Bell met. Ian Bell left. "No one may cross this bridge now." '
         "It was late.", "who said 'No one may cross this bridge now.'? It may be Ian Bell"),
    ],
)  # fmt: skip
def test_who_is_not_named_is_not_guessed(lang: str, body: str, unsure: str) -> None:
    proposal = proposed(body, lang)
    assert (proposal.body, proposal.speakers) == (body, {})
    assert proposal.unsure == (unsure,)


@pytest.mark.parametrize(
    "body",
    [
        'The "old bridge" is closed, and Jane Dale said nothing.',
        'Jane Dale said that the "Free Bridge" group had gone.',
        'Jane Dale said that the "bridge" is no "bridge".',
        'Jane Dale wore a badge with "STOP" on it, she said.',
        "No quote at all.",
        "",
    ],
)
def test_short_quotes_that_nobody_said(body: str) -> None:
    assert proposed(body) == Proposal(body, {}, ())


def test_a_guess_has_a_marker_and_a_line() -> None:
    body = (
        "Jane Dale met Ian Bell on the pier on Monday.\n\n"
        '"The bridge has never been really safe," she said.'
    )
    proposal = proposed(body)
    assert spoken(proposal) == ["Jane Dale"]
    assert (
        proposal.unsure
        == ("who said 'The bridge has never been really safe,'? It may be Jane Dale",)
        or proposal.unsure == ()
    )


def test_block_quotes() -> None:
    body = (
        "Ian Bell put it like this:\n\n> The bridge was never safe.\n>\n> It never will be.\n\n"
        "> Somebody else said this.\n"
    )
    proposal = proposed(body)
    assert proposal.body == (
        "Ian Bell put it like this:\n\n> The bridge was never safe.\n>\n> It never will be.\n>\n"
        "> [@bell]\n\n> Somebody else said this.\n"
    )
    assert len(proposal.unsure) == 0


# Whoever is named without a line for a person to check must be right: what leads astray.
@pytest.mark.parametrize(
    ("lang", "body", "name"),
    [
        (
            "en",
            '"We cannot pay for all of it," Ana Holt told Ole Reddy, who had asked for more.',
            "Ana Holt",
        ),
        (
            "en",
            "\"My mother said: 'Never sell the land, whatever they pay,'\" said farmer Joe Pratt.",
            "Joe Pratt",
        ),
        (
            "en",
            'Coach Amy Dunn praised Leo Vance. "He never stops running for us," Dunn said.',
            "Amy Dunn",
        ),
        (
            "en",
            'Asked about it by Senator Kim Lowe, Ben Ortiz said: "I do not know anything of it."',
            "Ben Ortiz",
        ),
        (
            "de",
            "„Wir ändern das Gesetz im Herbst“, sagte Ministerin Petra Lang nach einem Treffen mit "
            "Gewerkschaftschef Uwe Brandt.",
            "Petra Lang",
        ),
        (
            "de",
            "„Wir hatten einfach kein Glück heute“, meinte Kapitän Sven Haas, der von Trainer Ulf "
            "Merz gelobt wurde.",
            "Sven Haas",
        ),
        (
            "de",
            "Der Chef der Reederei, Olaf Timm, widersprach: „Wir leiten nie etwas ins Meer.“",
            "Olaf Timm",
        ),
        (
            "fr",
            "« Nous avons tout essayé depuis mars », a expliqué Luc Morel à la ministre Anne Roy.",
            "Luc Morel",
        ),
        (
            "fr",
            "Hugo Petit, que Rémi Colas a remplacé, juge que c’était « une décision très brutale "
            "et injuste ».",
            "Hugo Petit",
        ),
    ],
)
def test_who_speaks_among_others(lang: str, body: str, name: str) -> None:
    proposal = proposed(body, lang)
    assert spoken(proposal) == [name]
    assert proposal.unsure == ()


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", 'According to Mia Clarke, who quoted Paul Stern, it was "a gift to the very rich".'),
        ("en", 'Police chief Dana Wells said the driver had shouted "get out of my way now".'),
        ("en", 'Sam Cole denied that he had called Ana Ruiz "a liar of the worst kind".'),
        ("en", 'Leo Vance read out what the fan had written: "You are the best of all."'),
        ("en", 'Lawyers for Hugo Lamb said the case was "without basis in fact or law".'),
        ("en", '"We have been waiting for this long," said Ada Finch and Lou Kern in a letter.'),
        ("en", 'When Ian Moss asked her, Carla Boyd snapped: "I saw him with my own eyes."'),
        ("en", 'Carla Boyd said her father had a saying: "Never trust a man in a hurry."'),
        ("es", "Alba Cruz cree, como dijo Óscar León, que fue «un error que pagaremos todos»."),
        ("de", "„Ich bin froh, dass es vorbei ist“, so ein Sprecher von Ulf Merz."),
        ("de", "Laut Polizeisprecher Kai Thoma rief der Täter „ich habe gar nichts gemacht“."),
        ("de", "Uwe Brandt zitierte seinen Vater: „Wer nicht arbeitet, soll nicht essen.“"),
        ("de", "Dem Bericht von Sven Haas zufolge war es „in einem sehr schlechten Zustand“."),
        ("fr", "Selon Luc Morel, citant le préfet Jean Roy, c’est « un état tout à fait grave »."),
        ("fr", "Jean Roy accuse Marc Petit d’avoir dit que « les ouvriers ne servent à rien »."),
        ("es", "Según un informe citado por Luis Vega, está «en un estado muy peligroso»."),
        # Somebody else is named between the verb and the words.
        ("es", "Raúl Paz pidió a Julia Mena que «diga la verdad de una vez por todas»."),
        ("en", 'Ian Bell said Ole Dale had "no idea of the cost at all".'),
        (
            "en",
            'Ian Bell called it "a very good plan for all", but others, like Ole Dale, found it '
            '"a very bad plan for all".',
        ),
        # It is not certain where the name begins, or whose it is.
        ("en", 'Rival Bell said: "The bridge was never safe at all."'),
        ("de", "„Die Brücke war niemals wirklich sicher“, sagte Nachbarin Kern."),
        ("en", 'Jane Dale met her son, Ole Dale. "We never felt safe there," Dale said.'),
        ("en", 'Hexham Capital said: "The bridge was never safe at all."'),
        ("en", 'Moscow said: "The bridge was never safe at all."'),
        # A pronoun, with somebody else near.
        ("en", 'Jane Dale spoke of Ole Berg. "We never felt safe there at all," she said.'),
        ("en", 'Jane Dale fell. A guard ran up. "I never felt safe there at all," he said.'),
        # `The widow of Ian Bell` has a name of her own; whose lawyer has which?
        ("de", "Die Mutter des Opfers, Eva Kern, sagte: „Wir haben davon nichts gewusst.“"),
        ("en", '"We never felt safe there," said the lawyer of the victim Ole Berg.'),
        # The quotation before has a speaker, but another is named since.
        (
            "en",
            '"We never felt safe there," said Ole Berg of Ana Ruiz. "It was a very bad bridge."',
        ),
        ("es", "El juez Raúl Paz preguntó a Julia Mena. «No recuerdo nada de eso», respondió."),
    ],
)
def test_who_may_not_have_said_it_is_for_a_person_to_check(lang: str, body: str) -> None:
    assert len(proposed(body, lang).unsure) == 1


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        (
            "en",
            'The new play, "A Winter on the Quiet River", opens soon, director Nora Fay said.',
            "A Winter on the Quiet River",
        ),
        (
            "en",
            'In his book, "How to build without any nails", Dan Hume said wood was enough.',
            "How to build without any nails",
        ),
        (
            "de",
            "Die Ausstellung „Von Hamburg nach Haifa. Wege der Familie“ zeigt, was Ina Voss sagte.",
            "Von Hamburg nach Haifa. Wege der Familie",
        ),
        (
            "de",
            "Der Bundestag beschloss das „Gesetz über die kleinen Brücken“, wie Jan Kroll sagte.",
            "Gesetz über die kleinen Brücken",
        ),
        (
            "fr",
            "Le film « Les nuits de la petite rue » sort bientôt, a annoncé Marc Petit.",
            "Les nuits de la petite rue",
        ),
        (
            "es",
            "La novela «Los largos días del mar» fue presentada, explicó el editor Raúl Soto.",
            "Los largos días del mar",
        ),
    ],
)
def test_what_may_be_a_title_has_no_speaker(lang: str, body: str, words: str) -> None:
    proposal = proposed(body, lang)
    assert (proposal.body, proposal.speakers) == (body, {})
    assert proposal.unsure == (
        f"who said '{words}'? It may be a title; set one in *emphasis*, without marks",
    )


def test_a_term_has_no_speaker() -> None:
    body = 'Jane Dale said the "county lines" gang was gone.'
    assert proposed(body) == Proposal(body, {}, ())
    assert spoken(proposed('Jane Dale said the gang was "gone for good".')) == ["Jane Dale"]


@pytest.mark.parametrize(
    ("lang", "body", "name", "role"),
    [
        ("en", 'Detective Inspector Paul Rand, of Quay Police, said: "It was a very bad attack."',
         "Paul Rand", "Detective Inspector"),
        ("en", 'Labour MP Ada Finch said the cut was "bad for all of the people".',
         "Ada Finch", "Labour MP"),
        ("en", 'Senator Ian Bell met Governor Ana Ruiz. "We talked for an hour," Ruiz said.',
         "Ana Ruiz", "Governor"),
        ("en", '"We never felt safe there," Quay press secretary Jane Dale said.',
         "Jane Dale", "Quay press secretary"),
        ("de", "„Die Brücke war niemals wirklich sicher“, sagte Klinikchefin Dr. Eva Kern.",
         "Eva Kern", "Klinikchefin"),
    ],
)  # fmt: skip
def test_a_name_has_no_role_within(lang: str, body: str, name: str, role: str) -> None:
    proposal = proposed(body, lang)
    assert [(s.name, s.role) for s in proposal.speakers.values()] == [(name, role)]
    assert proposal.unsure == ()


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ('"We never felt safe there," said Ole Berg. "It was horrible."', ["Ole Berg", "Ole Berg"]),
        ('"We never felt safe there," said Ole Berg, the mayor, "or near it."',
         ["Ole Berg", "Ole Berg"]),
        ('"We never felt safe there," said Ole Berg.\n\n"It was a bad, bad bridge."',
         ["Ole Berg", "Ole Berg"]),
        ('Jane Dale called it "bad" and "a great mistake for us all".', ["Jane Dale", "Jane Dale"]),
        ('Jane Dale called it "bad", a word that Hale found "unfair".', ["Jane Dale"]),
        ('Jane Dale fell. "I never felt safe there at all," she said.', ["Jane Dale"]),
    ],
)  # fmt: skip
def test_words_that_go_on(body: str, names: list[str]) -> None:
    proposal = proposed(body)
    assert spoken(proposal) == names
    assert proposal.unsure == ()


def test_a_word_that_is_set_apart_has_no_speaker() -> None:
    body = 'Jane Dale said the prices fell below the "cap" in May.'
    assert proposed(body) == Proposal(body, {}, ())
    assert spoken(proposed('Jane Dale said the prices were "mad" in May.')) == ["Jane Dale"]


@pytest.mark.parametrize(
    "words", ["Selbstbewusste Frauen", "Deutschlands Nationalmannschaft", "Zwerners Auslegung"]
)
def test_german_nouns_are_nobody(words: str) -> None:
    body = (
        f"Der Richter Zwerner kam. Am Montag sind {words} hier. So sind {words} zu sehen.\n\n"
        "„Das war am Ende ein guter Tag.“ Es regnete."
    )
    proposal = proposed(body, "de")
    assert words not in str(proposal.unsure)


def test_more_quotes_than_any_article_has() -> None:
    body = "“We shall never close the bridge,” said Jane Dale.\n\n" * 1_001
    assert propose_speakers(body, "en", NOBODY) == Proposal(
        body, {}, ("the text has more than 1000 quotes; name their speakers",)
    )


def test_keys() -> None:
    known = SpeakerRegistry(speakers={"jd": KnownSpeaker(name="Jane Dale")})
    body = (
        '"The bridge was never safe at all," said Jane Dale.\n\n'
        '"It was never a safe bridge at all," said Ole Dale.\n\n'
        '"It never will be a safe bridge again," said Ann Dale.\n\n'
        '"It is a safe bridge after all, people," said Иван Жуков. [@x]'
    )
    proposal = propose_speakers(body, "en", Speakers(known))
    assert {key: speaker.name for key, speaker in proposal.speakers.items()} == {
        "jd": "Jane Dale",
        "dale": "Ole Dale",
        "dale-2": "Ann Dale",
        "zhukov": "Иван Жуков",
    }


def test_markers_that_stand_there_stay() -> None:
    body = '"The bridge was never safe at all," [@mayor] said Jane Dale.'
    assert propose_speakers(body, "en", NOBODY) == Proposal(body, {}, ())


def test_markup_around_quotes() -> None:
    body = to_markdown(
        "<p><em>“The bridge was never safe at all,”</em> said <b>Jane Dale</b>.</p>"
        '<p>“It <a href="https://e.org/x">never will be safe”, said</a> Ian Bell.</p>'
        "<ul><li>“A * [b] &amp;amp; c is not safe either,” said Ole Berg.</li></ul>",
        (),
        "en",
    )
    proposal = proposed(body)
    assert proposal.body == (
        "*“The bridge was never safe at all,”* [@dale] said **Jane Dale**.\n\n"
        "“It [never will be safe”, said](https://e.org/x) Ian Bell.\n\n"
        "- “A \\* [b] &amp;amp; c is not safe either,” [@berg] said Ole Berg.\n"
    )
    assert len(proposal.unsure) == 1
    assert proposal.unsure[0].startswith("who said what ends in ")


@pytest.mark.skipif(not SOURCE.exists(), reason="the source is not here")
def test_the_page_capture() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    paragraphs = text[text.index("Media outlets") : text.index("ls/sms")].split("\n\n")
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    proposal = proposed(to_markdown(html, (), "en"))
    assert proposal.unsure == ()
    assert spoken(proposal) == [
        "Ali Abdullah Ayoub",
        "Ali Abdullah Ayoub",
        "Faisal Mekdad",
        "Faisal Mekdad",
        "Russian Defense Ministry",
        "Russian Defense Ministry",
        "Jens Stoltenberg",
        "Ash Carter",
        "John Kirby",
        "John Kirby",
    ]


WORDS = """
“ ” " ' « » „ said says Jane Dale Mayor the a he she , . : ? ! - – and of Ministry according to
sagte so laut zufolge dit-il Herr von der *x* **y** [z](https://e.org) \\* &amp; > # | [@k] ([@k]
""".split()  # noqa: SIM905 (words are easier to read so)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, "\n\n", "\n> ", "\n- ", "\n\n    ", "\n## "]),
            st.text(max_size=5),
        ),
        max_size=60,
    ).map(" ".join),
    st.sampled_from(["en", "de", "fr", "es", "pl", "zh", "x"]),
)
def test_any_text_is_read(body: str, lang: str) -> None:
    proposal = propose_speakers(body, lang, NOBODY)
    assert set(re.findall(r"\[@([\w-]+)\]", proposal.body)) >= set(proposal.speakers)
    for speaker in proposal.speakers.values():
        assert " ".join(speaker.name.split()) in " ".join(body.split())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "blockquote", "li", "h2", "em", "a href='https://e.org'"]),
            st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
        ),
        max_size=6,
    ),
    st.sampled_from(["en", "de", "fr", "es"]),
)
def test_the_page_takes_every_marker(parts: list[tuple[str, str]], lang: str) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag.split()[0]}>" for tag, text in parts)
    body = to_markdown(html, (), lang)
    proposal = propose_speakers(body, lang, NOBODY)
    faults = render_body(proposal.body, proposal.speakers, lang).faults
    assert {fault[1] for fault in faults} <= {"Q001"}
    assert len(faults) <= len(proposal.unsure)
