"""Synthetic articles from a seed, and Wirepage's content folder of them.

Each has about 600 words, quotes of speakers, an attribution line and a picture's record; some have
a correction. Two languages, 8 sections, 200 topics for 10,000 articles and more for more.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

# The instant that all builds are for; the newest article is of the day before.
NOW = datetime.fromisoformat("2026-05-01T00:00:00+00:00")
_DAYS = 1500
_NEWEST = datetime(2026, 4, 30)

_ENGLISH = (
    "harbour storm council ferry north minister report water price market bridge vote school "
    "police river court summer talks plan border train union energy budget coast village the "
    "of and to in for on with from after before while since new old last next first"
)
_GERMAN = (
    "Hafen Sturm Rat Fähre Norden Ministerin Bericht Wasser Preis Markt Brücke Wahl Schule "
    "Polizei Fluss Gericht Sommer Gespräche Plan Grenze Bahn Verband Energie Haushalt Küste "
    "Dorf der die das und mit von nach vor seit neue alte letzte erste zweite"
)
_WORDS = {"en": _ENGLISH.split(), "de": _GERMAN.split()}
_ROLES = {"en": ("mayor", "minister", "chief executive"), "de": ("Bürgermeister", "Ministerin")}
_MARKS = {"en": ("“", "”"), "de": ("„", "“")}
_SAID = {"en": "said", "de": "sagte"}
_NAMES = (
    "Ann Lee", "Bo Dahl", "Carla Ruiz", "Dan Meyer", "Eva Novak", "Finn Olsen", "Gita Rao",
    "Hugo Blanc", "Ines Costa", "Jan Kowal", "Kim Park", "Lena Vogt", "Mara Ilic", "Nils Berg",
    "Olga Sand", "Paul Roux",
)  # fmt: skip

SECTIONS = ("World", "Politics", "Business", "Science", "Culture", "Sport", "Climate", "Opinion")
AGENCIES = ("AFP", "AP", "Reuters", "dpa", "EFE", "ANSA")
ABOUT = "Who we are."


@dataclass(frozen=True)
class Speaker:
    """Somebody who is quoted: the key in the article, the name, the role."""

    key: str
    name: str
    role: str


@dataclass(frozen=True)
class Picture:
    """The record of a picture that is not held."""

    alt: str
    credit: str


@dataclass(frozen=True)
class Article:
    """An article as every system gets it; `body` is Markdown with a `[@key]` at each quote."""

    slug: str
    lang: str
    headline: str
    date: datetime
    section: str
    topics: tuple[str, ...]
    standfirst: str
    agencies: tuple[str, ...]
    picture: Picture
    speakers: tuple[Speaker, ...]
    correction: str | None
    body: str

    @property
    def month(self) -> str:
        """The folder of the article's month, like `2026/04`."""
        return f"{self.date:%Y/%m}"

    @property
    def attribution(self) -> str:
        """The closing line: who wrote it, and from whose reports."""
        return f"al/bm ({', '.join(self.agencies)})"


def corpus(count: int) -> Iterator[Article]:
    """Make this many articles, the newest first: the same ones each time."""
    topics = topic_names(count)
    for number in range(count):
        yield _article(number, _NEWEST - timedelta(days=number * _DAYS // count), topics)


def topic_names(count: int) -> list[str]:
    """Name the topics of so many articles: one for 50 of them, and never fewer than 20."""
    return [f"Topic {number}" for number in range(max(20, count // 50))]


def write_wirepage(folder: Path, count: int) -> None:
    """Write Wirepage's content folder."""
    agencies = "".join(f"  {key}: {{name: {key} News}}\n" for key in AGENCIES)
    write(folder / "data/agencies.yaml", f"agencies:\n{agencies}")
    write(folder / "pages/about.md", f"---\ntitle: About\n---\n{ABOUT}\n")
    for article in corpus(count):
        write(folder / wirepage_path(article), wirepage_text(article))


def wirepage_path(article: Article) -> str:
    """Say where in the content folder the article is."""
    return f"articles/{article.month}/{article.slug}.md"


def wirepage_text(article: Article) -> str:
    """Put an article as a content file, in the form that the README describes."""
    fields = [
        f"title: {article.headline}",
        f"date: {article.date:%Y-%m-%d %H:%M}",
        f"category: {article.section}",
        f"tags: [{', '.join(article.topics)}]",
        f"summary: {article.standfirst}",
        f"lang: {article.lang}",
        f"attribution: {article.attribution}",
        f"picture: {{alt: {article.picture.alt}, credit: {article.picture.credit}}}",
        "speakers:",
        *(f"  {one.key}: {{name: {one.name}, role: {one.role}}}" for one in article.speakers),
    ]
    if article.correction:
        fields += [
            "corrections:",
            f"- {{date: {article.date:%Y-%m-%d} 23:59, text: {article.correction}}}",
        ]
    return "\n".join(["---", *fields, "---", article.body, ""])


def write(path: Path, text: str) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _article(number: int, day: datetime, topics: list[str]) -> Article:
    chance = random.Random(number)  # noqa: S311 (a seed, so that runs compare)
    lang = "de" if number % 5 == 0 else "en"
    people = chance.sample(range(len(_NAMES)), 2)
    speakers = tuple(
        Speaker(f"p{person}", _NAMES[person], chance.choice(_ROLES[lang])) for person in people
    )
    return Article(
        slug=f"report-{number}",
        lang=lang,
        headline=f"Report {number} {_words(chance, lang, 5)}",
        # From four o'clock on: on a day in March there is no time between two and three.
        date=day + timedelta(minutes=chance.randrange(4 * 60, 24 * 60)),
        section=chance.choice(SECTIONS),
        topics=tuple(chance.sample(topics, 3)),
        standfirst=_sentence(chance, lang, 22),
        agencies=tuple(sorted(chance.sample(AGENCIES, 2))),
        picture=Picture(_words(chance, lang, 5), chance.choice(AGENCIES)),
        speakers=speakers,
        correction=_sentence(chance, lang, 9) if number % 50 == 7 else None,
        body="\n\n".join(_part(chance, lang, speakers[part % 2], part) for part in range(3)),
    )


def _part(chance: random.Random, lang: str, speaker: Speaker, number: int) -> str:
    """Make a heading, two paragraphs and a quote: a block quote in the last part."""
    opening, closing = _MARKS[lang]
    address = f"https://www.example.org/{chance.randrange(10**6)}/"
    blocks = [f"## {_begun(_words(chance, lang, 4))}"]
    blocks += [" ".join(_sentence(chance, lang, 21) for _ in range(4)) for _ in range(2)]
    words = _begun(_words(chance, lang, 12))
    if number == 2:
        return "\n\n".join([*blocks, f"> {words}.\n>\n> [@{speaker.key}]"])
    blocks.append(
        f"{opening}{words},{closing} [@{speaker.key}] {_SAID[lang]} {speaker.name}. "
        f"{_sentence(chance, lang, 14)} *{_words(chance, lang, 2)}* "
        f"[{_words(chance, lang, 2)}]({address})."
    )
    return "\n\n".join(blocks)


def _words(chance: random.Random, lang: str, count: int) -> str:
    return " ".join(chance.choices(_WORDS[lang], k=count))


def _sentence(chance: random.Random, lang: str, words: int) -> str:
    return _begun(_words(chance, lang, words)) + "."


def _begun(words: str) -> str:
    """Begin with a capital, and leave those of German nouns."""
    return words[0].upper() + words[1:]
