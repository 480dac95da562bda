"""What pages say of themselves to machines, read from the pages: whole objects of schema.org."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import SITEURL, Site
from tests.content.picture_files import webp_with

Build = Callable[..., Site]
Data = dict[str, Any]

AGENCIES = """agencies:
  AFP:
    name: Agence France-Presse
    site: https://www.afp.com/
    wikidata: Q40464
  ČTK: {name: Česká tisková kancelář}
  Europa Press: {name: Europa Press}
  agencies: {name: News agencies, also_known_as: [news agencies]}
"""
EDITORS = "editors:\n  ls: {name: Lena Sommer}\n  AFP: {name: Nobody}\n"
SPEAKERS = """speakers:
  ayoub: {name: Ali Abdullah Ayoub, also_known_as: [General Ayoub], wikidata: Q4725055}
  nato: {name: NATO, kind: organization, wikidata: Q7184}
"""

HOME = f"{SITEURL}/"
PUBLISHER: Data = {
    "@type": "NewsMediaOrganization",
    "@id": f"{HOME}#publisher",
    "name": "Wirepage",
    "correctionsPolicy": f"{HOME}corrections/",
    "url": HOME,
}


def article(fields: str = "", *, date: str = "2026-04-01", body: str = "The body.") -> str:
    return f"---\ntitle: A\ndate: {date}\ncategory: World\n{fields}---\n\n{body}\n"


def graph(site: Site, path: str = "2026/04/a") -> list[Data]:
    (script,) = site.page(path).select("script")
    assert script["type"] == "application/ld+json"
    data = json.loads(script.get_text())
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    found: list[Data] = data["@graph"]
    return found


def news(build_files: Build, text: str, **more: str | bytes) -> Data:
    files: dict[str, str | bytes] = {
        "articles/a.md": text,
        "data/agencies.yaml": AGENCIES,
        "data/editors.yaml": EDITORS,
        "data/speakers.yaml": SPEAKERS,
    }
    names = {name.replace("__", "/") + ".webp": data for name, data in more.items()}
    return graph(build_files(files | names, publish=True))[0]


def test_nothing_is_invented(build_files: Build) -> None:
    site = build_files({"articles/a.md": article()}, publish=True)
    address = f"{HOME}2026/04/a/"
    assert graph(site) == [
        {
            "@type": "NewsArticle",
            "@id": address,
            "headline": "A",
            "datePublished": "2026-04-01",
            "inLanguage": "en",
            "articleSection": "World",
            "isAccessibleForFree": True,
            "publisher": PUBLISHER,
            "mainEntityOfPage": address,
            "url": address,
        },
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Wirepage", "item": HOME},
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": "World",
                    "item": f"{HOME}sections/world/",
                },
                {"@type": "ListItem", "position": 3, "name": "A", "item": address},
            ],
        },
    ]


FULL = """lang: en-GB
summary: The standfirst.
modified: 2026-04-05
tags: [Syria, Iran]
authors: [Anna Berg]
dateline: BEIRUT
located: Damascus
attribution: ls/sms (AFP, ČTK)
usage_terms: Not in print.
copyright_holder: Wirepage GmbH
copyright_notice: © 2026 Wirepage
expires: 2026-06-01T09:00+02:00
based_on:
  publisher: DW
  title: The original
  date: 2026-03-31
  lang: de
  url: https://www.dw.com/original
corrections:
- {date: 2026-04-02, text: It was Tuesday.}
- {date: 2026-04-04T09:30+02:00, text: It was Iran., priority: high}
picture:
  alt: An alt
  credit: Anna Berg/AFP
  caption: A caption.
  creator: Anna Berg
  copyright_holder: AFP
  copyright_notice: © AFP
  usage_terms: No archive.
  licence: https://creativecommons.org/licenses/by/4.0/
  acquire_licence_page: https://www.afp.com/licences
  located: Kyiv
  date: 2026-03-30
  held: true
  file: images/lead.webp
pictures:
  inner: {alt: Another, credit: Max Roe, held: true, file: images/inner.webp}
  other: {alt: Not held, credit: Max Roe, held: false, file: images/other.webp}
speakers:
  ayoub: {name: General Ayoub, role: chief of staff}
  roe: {name: Max Roe}
  nato: {name: NATO, role: alliance}
"""
FULL_BODY = (
    '"We are at the very beginning," [@ayoub] he said. "„Ja“" [@roe]{lang=de}\n\n![@inner]\n\n'
    "> We stand by it.\n>\n> Always.\n>\n> [@nato]\n\n![@other]"
)


def test_all_that_is_known(build_files: Build) -> None:
    pictures = {f"images__{name}": webp_with() for name in ("lead", "inner", "other")}
    found = news(build_files, article(FULL, date="2026-04-01 08:15:30", body=FULL_BODY), **pictures)
    address = f"{HOME}2026/04/a/"
    assert found == {
        "@type": "NewsArticle",
        "@id": address,
        "headline": "A",
        "description": "The standfirst.",
        "datePublished": "2026-04-01T08:15:30+02:00",
        "dateModified": "2026-04-05",
        "inLanguage": "en-GB",
        "articleSection": "World",
        "keywords": ["Syria", "Iran"],
        "dateline": "BEIRUT",
        "contentLocation": {"@type": "Place", "name": "Damascus"},
        "author": [
            {"@type": "Person", "name": "Anna Berg"},
            {"@type": "Person", "name": "Lena Sommer", "alternateName": "ls"},
        ],
        "editor": [{"@type": "Person", "alternateName": "sms"}],
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{HOME}images/lead.webp",
                "contentUrl": f"{HOME}images/lead.webp",
                "caption": "A caption.",
                "creditText": "Anna Berg/AFP",
                "creator": {"@type": "Person", "name": "Anna Berg"},
                "copyrightHolder": {"@type": "Organization", "name": "AFP"},
                "copyrightNotice": "© AFP",
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "acquireLicensePage": "https://www.afp.com/licences",
                "usageInfo": {"@type": "CreativeWork", "text": "No archive."},
                "contentLocation": {"@type": "Place", "name": "Kyiv"},
                "dateCreated": "2026-03-30",
            },
            {
                "@type": "ImageObject",
                "url": f"{HOME}images/inner.webp",
                "contentUrl": f"{HOME}images/inner.webp",
                "creditText": "Max Roe",
            },
        ],
        "isBasedOn": [
            {
                "@type": "NewsArticle",
                "publisher": {
                    "@type": "NewsMediaOrganization",
                    "name": "Agence France-Presse",
                    "alternateName": "AFP",
                    "url": "https://www.afp.com/",
                    "sameAs": "https://www.wikidata.org/entity/Q40464",
                },
            },
            {
                "@type": "NewsArticle",
                "publisher": {
                    "@type": "NewsMediaOrganization",
                    "name": "Česká tisková kancelář",
                    "alternateName": "ČTK",
                },
            },
            {
                "@type": "NewsArticle",
                "headline": "The original",
                "datePublished": "2026-03-31",
                "inLanguage": "de",
                "publisher": {"@type": "Organization", "name": "DW"},
                "url": "https://www.dw.com/original",
            },
        ],
        "hasPart": [
            {
                "@type": "Quotation",
                "@id": f"{address}#quote-we-are-at-the-very-beginning",
                "text": "We are at the very beginning,",
                "creator": {
                    "@type": "Person",
                    "name": "Ali Abdullah Ayoub",
                    "jobTitle": "chief of staff",
                    "sameAs": "https://www.wikidata.org/entity/Q4725055",
                },
            },
            {
                "@type": "Quotation",
                "@id": f"{address}#quote-ja",
                "text": "„Ja“",
                "inLanguage": "de",
                "creator": {"@type": "Person", "name": "Max Roe"},
            },
            {
                "@type": "Quotation",
                "@id": f"{address}#quote-we-stand-by-it-always",
                "text": "We stand by it.\n\nAlways.",
                "creator": {
                    "@type": "Organization",
                    "name": "NATO",
                    "description": "alliance",
                    "sameAs": "https://www.wikidata.org/entity/Q7184",
                },
            },
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was Tuesday.",
                "datePublished": "2026-04-02",
            },
            {
                "@type": "CorrectionComment",
                "text": "It was Iran.",
                "datePublished": "2026-04-04T09:30+02:00",
            },
        ],
        "isAccessibleForFree": True,
        "usageInfo": {"@type": "CreativeWork", "text": "Not in print."},
        "copyrightHolder": {"@type": "Organization", "name": "Wirepage GmbH"},
        "copyrightNotice": "© 2026 Wirepage",
        "expires": "2026-06-01T09:00+02:00",
        "publisher": PUBLISHER,
        "mainEntityOfPage": address,
        "url": address,
    }


def person(**names: str) -> Data:
    return {"@type": "Person", **names}


LS = person(name="Lena Sommer", alternateName="ls")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ls/sms", {"author": [LS], "editor": [person(alternateName="sms")]}),
        ("sms/ls", {"author": [person(alternateName="sms")], "editor": [LS]}),
        ("Editor: ls", {"editor": [LS]}),
        ("ls (AFP)", {"contributor": [LS]}),
        (
            "Autor: Anna Berg, Redaktion: ls",
            {"author": [person(name="Anna Berg")], "editor": [LS]},
        ),
        # An agency is nobody of the newsroom, whatever the initials are.
        ("(AFP)", {}),
        ("(news agencies)", {}),
    ],
)
def test_who_signed(build_files: Build, line: str, expected: Data) -> None:
    found = news(build_files, article(f'attribution: "{line}"\n'))
    people = ("author", "editor", "contributor")
    assert {name: found[name] for name in people if name in found} == expected


def test_one_who_is_byline_and_attribution_is_one_author(build_files: Build) -> None:
    fields = "authors: [Lena Sommer]\nattribution: ls/sms\n"
    assert news(build_files, article(fields))["author"] == [LS]
    fields = 'authors: [Anna Berg]\nattribution: "Autor: Anna Berg, Redaktion: ls"\n'
    assert news(build_files, article(fields))["author"] == [person(name="Anna Berg")]


def test_a_place_that_somebody_reported_from(build_files: Build) -> None:
    line = "Reporting by Anna Berg in Kyiv; Editing by Tom Lee"
    agencies = "agencies:\n  Reuters: {name: Reuters}\n"
    files = {"articles/a.md": article(f"attribution: {line}\n"), "data/agencies.yaml": agencies}
    found = graph(build_files(files, publish=True))[0]
    assert found["author"] == [
        person(name="Anna Berg") | {"workLocation": {"@type": "Place", "name": "Kyiv"}}
    ]
    assert found["editor"] == [person(name="Tom Lee")]
    assert found["isBasedOn"] == [
        {"@type": "NewsArticle", "publisher": {"@type": "NewsMediaOrganization", "name": "Reuters"}}
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(AFP, Europa Press)", ["Agence France-Presse", "Europa Press"]),
        # Agencies without a name cannot be told apart.
        ("ls (news agencies)", None),
        ("ls (AFP, news agencies)", ["Agence France-Presse"]),
        ("ls/sms", None),
    ],
)
def test_what_it_is_based_on(build_files: Build, line: str, names: list[str] | None) -> None:
    found = news(build_files, article(f"attribution: {line}\n"))
    reports = found.get("isBasedOn")
    assert (reports and [report["publisher"]["name"] for report in reports]) == names


def test_the_original_says_only_what_is_known(build_files: Build) -> None:
    found = news(build_files, article("based_on: {publisher: DW, title: T}\n"))
    assert found["isBasedOn"] == [
        {
            "@type": "NewsArticle",
            "headline": "T",
            "publisher": {"@type": "Organization", "name": "DW"},
        }
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-04-01 08:15", "2026-04-01T08:15+02:00"),
        ("2026-02-01 08:15", "2026-02-01T08:15+01:00"),
        ("2026-04-01 00:00", "2026-04-01T00:00+02:00"),
        ("2026-04-01 08:15:00", "2026-04-01T08:15:00+02:00"),
        ("2026-04-01T08:15Z", "2026-04-01T08:15+00:00"),
        ("2026-04-01T08:15:30-03:30", "2026-04-01T08:15:30-03:30"),
    ],
)
def test_dates_are_as_precise_as_they_are_written(
    build_files: Build, written: str, expected: str
) -> None:
    fields = f'modified: "{written}"\ncorrections:\n- {{date: "{written}", text: C}}\n'
    fields += f'based_on: {{publisher: P, title: T, date: "{written}"}}\n'
    text = article(fields, date=written)
    site = build_files({"articles/a.md": text}, publish=True)
    found = graph(site, f"{written[:4]}/{written[5:7]}/a")[0]
    assert found["datePublished"] == found["dateModified"] == expected
    assert found["correction"][0]["datePublished"] == expected
    assert found["isBasedOn"][0]["datePublished"] == expected


def test_a_picture_that_is_not_shown_is_no_image(build_files: Build) -> None:
    for more in ("held: false", "held: false, file: images/lead.webp"):
        fields = f"picture: {{alt: A, credit: C, {more}}}\n"
        assert "image" not in news(build_files, article(fields), images__lead=webp_with())


def test_what_has_expired_is_in_no_section_s_list(build_files: Build) -> None:
    site = build_files({"articles/a.md": article("expires: 2026-04-20\n")}, publish=True)
    found, way = graph(site)
    assert (found["expires"], found["articleSection"]) == ("2026-04-20", "World")
    assert [(step["position"], step["name"]) for step in way["itemListElement"]] == [
        (1, "Wirepage"),
        (2, "A"),
    ]


ABOUT = "---\ntitle: About us\n---\n\nPrinciples.\n"


@pytest.mark.parametrize(
    ("pages", "settings", "expected"),
    [
        ({}, {}, None),
        ({"pages/about.md": ABOUT}, {}, f"{HOME}about/"),
        ({"pages/about.md": ABOUT.replace("title:", "status: draft\ntitle:")}, {}, None),
        ({"pages/we.md": ABOUT}, {}, None),
        ({"pages/we.md": ABOUT.replace("title:", "slug: about\ntitle:")}, {}, f"{HOME}about/"),
        ({"pages/we.md": ABOUT}, {"PUBLISHING_PRINCIPLES": "we"}, f"{HOME}we/"),
    ],
)
def test_the_site_and_its_publisher(
    build_files: Build, pages: dict[str, str], settings: Data, expected: str | None
) -> None:
    site = build_files({"articles/a.md": article(), **pages}, publish=True, **settings)
    house = PUBLISHER | ({"publishingPrinciples": expected} if expected else {})
    assert graph(site, "") == [
        {
            "@type": "WebSite",
            "@id": f"{HOME}#site",
            "name": "Wirepage",
            "description": "News that says where its words come from",
            "inLanguage": "en",
            "publisher": {"@id": f"{HOME}#publisher"},
            "url": HOME,
        },
        house,
    ]
    assert graph(site)[0]["publisher"] == house


def test_a_site_below_a_path(build_files: Build) -> None:
    base = "https://x.example/news"
    site = build_files({"articles/a.md": article()}, publish=True, SITEURL=base, FEED_DOMAIN=base)
    found, way = graph(site)
    assert (found["@id"], found["url"]) == (f"{base}/2026/04/a/",) * 2
    assert found["publisher"]["correctionsPolicy"] == f"{base}/corrections/"
    assert [step["item"] for step in way["itemListElement"]] == [
        f"{base}/",
        f"{base}/sections/world/",
        f"{base}/2026/04/a/",
    ]


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    "evil",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>&amp;&lt;\\u003c\\",
        "{{ 7 * 7 }}{% raw %}",
    ],
)
def test_hostile_text_stays_text_in_every_field(build_files: Build, evil: str) -> None:
    def said(name: str) -> str:
        return json.dumps(f"{name} {evil}")

    rights = (
        f"usage_terms: {said('U')}, copyright_holder: {said('H')}, copyright_notice: {said('N')}"
    )
    fields = f"""slug: a
summary: {said("S")}
tags: [{said("T")}]
authors: [{said("A")}]
dateline: {said("D")}
located: {said("L")}
{rights.replace(", copyright", chr(10) + "copyright")}
based_on: {{publisher: {said("P")}, title: {said("O")}}}
corrections:
- {{date: 2026-04-02, text: {said("C")}}}
picture: {{alt: A, credit: {said("R")}, caption: {said("G")}, creator: {said("M")}, {rights},
  located: {said("L")}, held: true, file: images/lead.webp}}
speakers:
  x: {{name: {said("X")}, role: {said("J")}}}
"""
    text = article(fields, body=f"> Q {evil}\n>\n> [@x]").replace(
        "title: A", f"title: {said('A')}"
    ).replace("category: World", f"category: {said('W')}")  # fmt: skip
    site = build_files(
        {"articles/a.md": text, "images/lead.webp": webp_with()},
        publish=True,
        SITENAME=f"Z {evil}",
        SITESUBTITLE=f"Z {evil}",
    )
    page = site.page("2026/04/a")
    (script,) = page.select("script")
    assert "<" not in script.get_text()
    found = strings(graph(site))
    names = {text[0] for text in found if text.endswith(f" {evil}")}
    # The body is Markdown, in which a backslash means something.
    assert names - {"Q"} == set("STADLUHNPOCRGMXJWZ")
    assert f"Z {evil}" in strings(graph(site, ""))


def test_line_separators_end_nothing(build_files: Build) -> None:
    # JavaScript once ended a string at U+2028; a field of one line holds a space instead.
    fields = 'authors: ["A\\u2028B"]\nsummary: "C\\u2029D"\n'
    site = build_files(
        {"articles/a.md": article(fields, body="> E\u2028F.\n>\n> G.")}, publish=True
    )
    found = graph(site)[0]
    assert (found["author"], found["description"]) == ([person(name="A B")], "C D")
    (script,) = site.page("2026/04/a").select("script")
    assert not {"\u2028", "\u2029"} & set(script.get_text())


def test_no_other_page_says_anything(build_files: Build) -> None:
    site = build_files({"articles/a.md": article("tags: [T]\n"), "pages/about.md": ABOUT})
    speaking = {path for path in site.files() if path.endswith(".html")
                and site.page(path).select("script")}  # fmt: skip
    assert speaking == {"index.html", "2026/04/a/index.html"}
