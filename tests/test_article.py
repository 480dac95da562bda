"""The first article, from its source to its page."""

import json
import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import ARTICLE, SOURCE, Site

QUOTES = [
    ("ayoub", "Today, the Syrian Arab armed forces began a wide-ranging attack with the aim of "
     "eliminating the terrorist groups and liberating the areas and towns that suffered from "
     "their scourge and crimes,"),
    ("ayoub", "After the Russian airstrikes, which reduced the fighting ability of Daesh and other "
     "terrorist groups, the Syrian Armed Forces kept the military initiative,"),
    ("mekdad", "There is no difference between Nusra Front, Daesh and the Free Syrian Army – if it "
     "still exists,"),
    ("mekdad", "They started [the armed opposition] and taught Daesh and Nusra all these crimes "
     "committed against Syria now."),
    ("ministry", "terrorist"),
    ("ministry", "Russian warplanes conducted 22 flights overnight. The crew of Sukhoi Su-34, "
     "Sukhoi Su-24M and Sukhoi Su-25 aircraft struck 27 terrorist targets on Syrian territory,"),
    ("stoltenberg", "troubling escalation"),
    ("carter", "unprofessional behavior."),
    ("kirby", "Greater than 90 percent of the strikes that we’ve seen them take to date have not "
     "been against ISIL or al-Qaeda-affiliated terrorists,"),
    ("kirby", "They’ve been largely against opposition groups that want a better future for Syria "
     "and don’t want to see the Assad regime stay in power."),
]  # fmt: skip

SPEAKERS = {
    "ayoub": ("Person", "Ali Abdullah Ayoub", "chief of staff of the Syrian army"),
    "mekdad": ("Person", "Faisal Mekdad", "Deputy Foreign Minister of Syria"),
    "ministry": ("Organization", "Russian Defense Ministry", None),
    "stoltenberg": ("Person", "Jens Stoltenberg", "Secretary General of NATO"),
    "carter": ("Person", "Ash Carter", "US Secretary of Defense"),
    "kirby": ("Person", "John Kirby", "spokesman of the US State Department"),
}


@pytest.fixture(scope="module")
def page(published: Site) -> BeautifulSoup:
    return published.page(ARTICLE)


def text(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text().split())


def creator(kind: str, name: str, role: str | None) -> dict[str, str]:
    return {"@type": kind, "name": name, **({"jobTitle": role} if role else {})}


def plain(words: str) -> str:
    """Straighten typographic quotation marks and dashes."""
    return words.translate(str.maketrans("“”‘’–—", "\"\"''--"))


def test_everything_stands_in_its_order(page: BeautifulSoup) -> None:
    assert page.body is not None
    said = text(page.body)
    order = [
        "Skip to content",
        "Skip to main menu",
        "Skip to more Wirepage sites",
        "US: Russian missiles crash in Iran",
        "October 8, 2015",
        "Russian air power has given",
        "Kaspisches Meer Russische Marine Marschflugkörper",
        "Image: Reuters/Ministry of Defence of the Russian Federation",
        "26 cruise missiles",
        "Syrian army gains",
        "Russian airstrikes continue",
        "ls/sms (AFP, AP, Reuters)",
        "Based on US: Russian missiles crash in Iran, DW, October 8, 2015",
        "More Wirepage sites",
    ]
    places = [said.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_headings(page: BeautifulSoup) -> None:
    main = page.main
    assert main is not None
    headings = [(tag.name, text(tag)) for tag in main.select("h1, h2, h3, h4, h5, h6")]
    assert headings == [
        ("h1", "US: Russian missiles crash in Iran"),
        ("h2", "Syrian army gains"),
        ("h2", "Russian airstrikes continue"),
    ]
    assert len(page.select("h1")) == 1


def test_the_day_stays_a_day(published: Site, page: BeautifulSoup) -> None:
    times = [(str(tag["datetime"]), text(tag)) for tag in page.select("article time")]
    assert times == [("2015-10-08", "October 8, 2015")] * 2
    for path in published.files():
        if path.endswith((".html", ".xml")):
            written = re.findall(r"2015-10-0[789]\S{0,3}", published.text(path))
            instants = [date for date in written if "T" in date]
            # Atom has nothing but instants: see FeedWriter. It stands in feeds and nowhere else.
            assert not instants or path.startswith("feeds/")
            assert "T00:00" not in published.text(path)


def test_standfirst_and_picture_line(page: BeautifulSoup) -> None:
    assert text(page.select_one(".standfirst")).startswith("Russian air power has given the Syrian")
    slot = page.select_one("figure.picture-described")
    assert slot is not None
    assert slot.select("img") == []
    alt = slot.select_one("[lang=de]")
    assert text(alt) == "Kaspisches Meer Russische Marine Marschflugkörper"
    assert text(slot.select_one(".credit")) == (
        "Image: Reuters/Ministry of Defence of the Russian Federation"
    )
    assert "not shown" in text(slot.select_one(".picture-note"))


def test_every_quote_has_its_speaker(page: BeautifulSoup) -> None:
    quotes = page.select(".quote")
    assert [(quote["data-speaker"], text(quote)[1:-1]) for quote in quotes] == QUOTES
    assert all(text(quote)[0] + text(quote)[-1] == "“”" for quote in quotes)
    ids = [str(quote["id"]) for quote in quotes]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "quote-today-the-syrian-arab-armed-forces"


def test_no_marker_shows(published: Site) -> None:
    assert not [path for path in published.files() if "[@" in published.text(path)]


@pytest.mark.parametrize(
    "fact",
    [
        "26 cruise missiles",
        "Caspian Sea",
        "11 targets",
        "at least four went astray",
        "on Wednesday",
        "Iran",
        "won ground",
        "Deputy Foreign Minister Faisal Mekdad, who was speaking to state television",
        "seldom appears on television. On Thursday he did",
        "AP news agency",
        "27 “terrorist” targets in Syria",
        "22 flights overnight",
        "Sukhoi Su-34, Sukhoi Su-24M and Sukhoi Su-25",
        "the ministry said in a statement",
        "more than four years",
        "Greater than 90 percent",
        "NATO Secretary General Jens Stoltenberg",
        "on Thursday, US Defense Secretary Ash Carter",
        "John Kirby, spokesman of the US State Department",
        "President Bashar al-Assad",
    ],
)
def test_facts_and_figures(page: BeautifulSoup, fact: str) -> None:
    assert fact in text(page.select_one("article"))


def test_attribution_line_and_original(page: BeautifulSoup) -> None:
    assert text(page.select_one(".attribution-line")) == "ls/sms (AFP, AP, Reuters)"
    assert [(abbr.get_text(), abbr["title"]) for abbr in page.select(".attribution-line abbr")] == [
        ("AFP", "Agence France-Presse"),
        ("AP", "The Associated Press"),
        ("Reuters", "Reuters"),
    ]
    assert text(page.select_one(".based-on")) == (
        "Based on US: Russian missiles crash in Iran, DW, October 8, 2015"
    )


def test_structured_data(page: BeautifulSoup) -> None:
    scripts = page.select("script")
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    data = json.loads(scripts[0].get_text())
    standfirst = text(page.select_one(".standfirst"))
    home = "https://news.example.org/"
    address = f"{home}{ARTICLE}/"
    article, breadcrumbs = data["@graph"]
    assert article == {
        "@type": "NewsArticle",
        "@id": address,
        "headline": "US: Russian missiles crash in Iran",
        "description": standfirst,
        "datePublished": "2015-10-08",
        "inLanguage": "en",
        "articleSection": "World",
        "keywords": ["Syria", "Russia", "Iran"],
        "author": [{"@type": "Person", "alternateName": "ls"}],
        "editor": [{"@type": "Person", "alternateName": "sms"}],
        "isBasedOn": [
            *(
                {
                    "@type": "NewsArticle",
                    "publisher": {
                        "@type": "NewsMediaOrganization",
                        **names,
                        "url": f"https://{site}/",
                        "sameAs": f"https://www.wikidata.org/entity/{item}",
                    },
                }
                for names, site, item in (
                    ({"name": "Agence France-Presse", "alternateName": "AFP"}, "www.afp.com",
                     "Q40464"),
                    ({"name": "The Associated Press", "alternateName": "AP"}, "apnews.com",
                     "Q40469"),
                    ({"name": "Reuters"}, "www.reuters.com", "Q130879"),
                )
            ),
            {
                "@type": "NewsArticle",
                "headline": "US: Russian missiles crash in Iran",
                "datePublished": "2015-10-08",
                "publisher": {"@type": "Organization", "name": "DW"},
            },
        ],
        "hasPart": [
            {
                "@type": "Quotation",
                "@id": f"{address}#{quote['id']}",
                "text": words,
                "creator": creator(*SPEAKERS[speaker]),
            }
            for quote, (speaker, words) in zip(page.select(".quote"), QUOTES, strict=True)
        ],
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": f"{home}#publisher",
            "name": "Wirepage",
            "publishingPrinciples": f"{home}about/",
            "correctionsPolicy": f"{home}corrections/",
            "url": home,
        },
        "mainEntityOfPage": address,
        "url": address,
    }  # fmt: skip
    assert breadcrumbs["@type"] == "BreadcrumbList"
    assert [(step["name"], step["item"]) for step in breadcrumbs["itemListElement"]] == [
        ("Wirepage", home),
        ("World", f"{home}sections/world/"),
        ("US: Russian missiles crash in Iran", address),
    ]


def test_who_is_quoted_and_how_old_it_is(page: BeautifulSoup) -> None:
    assert text(page.select_one(".quoted")) == (
        "Quoted here: Ali Abdullah Ayoub (chief of staff of the Syrian army), Faisal Mekdad "
        "(Deputy Foreign Minister of Syria), Russian Defense Ministry, Jens Stoltenberg "
        "(Secretary General of NATO), Ash Carter (US Secretary of Defense), John Kirby "
        "(spokesman of the US State Department)"
    )
    assert text(page.select_one(".age")) == "This article is more than 10 years old."


def test_agencies_and_speakers_have_pages_that_lead_back(published: Site) -> None:
    for path in ("agencies/AFP", "agencies/AP", "agencies/Reuters"):
        links = [str(link["href"]) for link in published.page(path).select("main .card a")]
        assert links == [f"https://news.example.org/{ARTICLE}/"]
    links = [str(link["href"]) for link in published.page("speakers/john-kirby").select(".said a")]
    assert links == [
        f"https://news.example.org/{ARTICLE}/#quote-greater-than-90-percent-of-the",
        f"https://news.example.org/{ARTICLE}/#quote-theyve-been-largely-against-opposition-groups",
    ]


def test_the_head_says_what_the_page_is(page: BeautifulSoup) -> None:
    head = page.head
    assert head is not None
    assert text(head.title) == "US: Russian missiles crash in Iran | Wirepage"
    links = {str(tag["rel"][0]): str(tag["href"]) for tag in head.select("link[rel=canonical]")}
    assert links == {"canonical": f"https://news.example.org/{ARTICLE}/"}
    feeds = [str(tag["href"]) for tag in head.select('link[type="application/atom+xml"]')]
    assert feeds == [
        "https://news.example.org/feeds/all.atom.xml",
        "https://news.example.org/feeds/sections/world.atom.xml",
    ]
    graph = [(str(tag["property"]), str(tag["content"])) for tag in head.select("meta[property]")]
    standfirst = text(page.select_one(".standfirst"))
    assert graph == [
        ("og:description", standfirst),
        ("og:url", f"https://news.example.org/{ARTICLE}/"),
        ("og:type", "article"),
        ("og:title", "US: Russian missiles crash in Iran"),
        ("og:site_name", "Wirepage"),
        ("article:published_time", "2015-10-08"),
        ("article:section", "World"),
        ("article:tag", "Syria"),
        ("article:tag", "Russia"),
        ("article:tag", "Iran"),
    ]


needs_source = pytest.mark.skipif(not SOURCE.is_file(), reason="the source is not there to compare")


@needs_source
def test_every_quoted_passage_of_the_source_is_there_to_the_letter(page: BeautifulSoup) -> None:
    source = plain(SOURCE.read_text(encoding="utf-8"))
    passages = re.findall(r'"([^"]+)"', source)
    assert len(passages) > 10
    said = plain(text(page.select_one("article")))
    assert [passage for passage in passages if f'"{passage}"' not in said] == []


def runs_of_words(paragraphs: list[str], length: int) -> set[str]:
    """Return all runs of words that stand within a paragraph, quoted passages aside."""
    found = set()
    for paragraph in paragraphs:
        for part in re.split(r'"[^"]+"', plain(paragraph)):
            words = re.findall(r"\w+", part.lower())
            found |= {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
    return found


@needs_source
def test_nothing_but_the_quoted_is_copied(page: BeautifulSoup) -> None:
    source = SOURCE.read_text(encoding="utf-8").splitlines()
    ours = [text(paragraph) for paragraph in page.select(".article-body p, .standfirst")]
    assert runs_of_words(source, 8) & runs_of_words(ours, 8) == set()
    # The measure itself: the source copies itself from end to end.
    assert len(runs_of_words(source, 8) & runs_of_words(source, 8)) > 50


@needs_source
def test_headline_headings_and_lines_are_the_source_s(page: BeautifulSoup) -> None:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    found = {
        text(page.select_one("h1")),
        text(page.select_one(".date")),
        text(page.select_one(".picture-alt")),
        text(page.select_one(".credit")),
        text(page.select_one(".attribution-line")),
        *map(text, page.select(".article-body h2")),
    }
    assert len(found) == 7
    assert found <= {line.strip() for line in lines}
