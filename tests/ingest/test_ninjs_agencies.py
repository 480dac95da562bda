"""ninjs as agencies and editorial systems write it, with fields that no schema knows.

The agencies, people and words here are invented; the ways of writing are those of real feeds.
"""

import contextlib
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.ninjs.reader import read_ninjs
from tests.ingest.wire import damaged, only, said


def read(value: Any) -> list[Item | Fault]:
    return read_ninjs(json.dumps(value).encode(), name="wire.json")


def one(value: Any) -> Item:
    return only(read(value))


# What an editorial system gives out (ninjs 1 with much beside it).
DESK: dict[str, Any] = {
    "guid": "urn:newsml:desk.example:2026-06-26T23:54:25:c044", "version": "11", "type": "text",
    "profile": "story", "priority": 5, "urgency": 3, "pubstatus": "usable", "language": "en",
    "headline": "Trouble at the brewery", "slugline": "brewery", "byline": "By Ann Lee",
    "located": "Milltown", "versioncreated": "2026-06-26T23:54:25+0000",
    "firstcreated": "2026-06-20T23:20:35+0000", "firstpublished": "2026-06-26T23:54:25+0000",
    "embargoed": "2026-06-29T02:30:00+00:00", "source": "Desk News",
    "copyrightholder": "", "copyrightnotice": "", "usageterms": "",
    "ednote": "Pics to come.", "signal": [{"code": "correction", "name": "Correction",
                                           "scheme": "http://cv.iptc.org/newscodes/signal/"}],
    "evolvedfrom": "urn:newsml:desk.example:2026-06-25:old", "charcount": 99, "readtime": 1,
    "genre": [{"code": "Feature", "name": "Feature"}],
    "service": [{"code": "environment", "name": "Environment"}],
    "subject": [{"code": "06011000", "name": "global warming"}],
    "place": [{"code": "NSW", "name": "NSW"}], "keywords": ["beer"],
    "annotations": [], "extra": {"doi": "10.1/1"},
    "authors": [
        {"code": "1", "name": "Cy Ray", "role": "editor", "biography": "Call +44 20 7946 0123"},
        {"code": "2", "name": "Ann Lee", "role": "writer", "avatar_url": "https://x.example/a"},
    ],
    "description_html": "<p>Brewers <b>wait</b>.</p>", "description_text": "Brewers wait.",
    "body_html": "<p>Beer needs water.</p>\n<!-- EMBED START Image {id: \"editor_0\"} -->\n<figure>"
                 "<img src=\"https://i.example/v.jpg\" alt=\"A kettle\"/><figcaption>Steam"
                 "</figcaption></figure>\n<!-- EMBED END Image {id: \"editor_0\"} -->\n"
                 "<p>There is <a href=\"https://x.example/\"><u>little</u></a> of it.&nbsp;</p>",
    "associations": {
        "featuremedia": {
            "guid": "ae04", "version": "3", "type": "picture", "byline": "Bo Ek",
            "headline": "Kegs", "copyrightnotice": "CC-BY 4.0", "usageterms": "Once",
            "mimetype": "image/jpeg", "pubstatus": "usable", "body_text": "Kegs in a row",
            "description_text": "Full kegs.",
            "renditions": {
                "original": {"href": "https://i.example/o.jpg", "width": 1920, "height": 1440,
                             "mimetype": "image/jpeg", "poi": {"x": 1, "y": 2}, "media": "2026/o"},
                "16-9": {"href": "https://i.example/w.jpg", "width": 1280, "height": 720,
                         "mimetype": "image/jpeg"},
            },
        },
        "editor_0": {
            "guid": "be05", "type": "picture", "byline": "Cy Ray", "description_text": "A kettle.",
            "renditions": {"original": {"href": "https://i.example/e.jpg",
                                        "mimetype": "image/jpeg"}},
        },
        "related--1": None,
    },
}  # fmt: skip


def test_an_editorial_system() -> None:
    assert said(one(DESK)) == {
        "guid": "urn:newsml:desk.example:2026-06-26T23:54:25:c044",
        "version": "11",
        "headline": "Trouble at the brewery",
        "slugline": "brewery",
        "standfirst": "Brewers wait.",
        "byline": "By Ann Lee",
        "authors": ("Ann Lee",),
        "body": "\n".join(
            [
                "<p>Beer needs water.</p>",
                '<figure data-picture="1"></figure>',
                '<p>There is <a href="https://x.example/">little</a> of it.\N{NO-BREAK SPACE}</p>',
            ]
        ),
        "lang": "en",
        "genre": "Feature",
        "section": "Environment",
        "topics": ("global warming", "beer", "NSW"),
        "located": "Milltown",
        "created": "2026-06-20T23:20:35+00:00",
        "version_created": "2026-06-26T23:54:25+00:00",
        "embargoed": "2026-06-29T02:30:00+00:00",
        "source": "Desk News",
        "ed_note": "Pics to come.",
        "signals": frozenset({"correction", "update"}),
        "pictures": (
            SourcePicture(
                guid="ae04",
                headline="Kegs",
                alt="Kegs in a row",
                caption="Full kegs.",
                creator="Bo Ek",
                copyright_notice="CC-BY 4.0",
                usage_terms="Once",
                renditions=(
                    Rendition("https://i.example/o.jpg", "image/jpeg", 1920, 1440),
                    Rendition("https://i.example/w.jpg", "image/jpeg", 1280, 720),
                ),
            ),
            SourcePicture(
                guid="be05",
                alt="A kettle",
                caption="A kettle.",
                creator="Cy Ray",
                renditions=(Rendition("https://i.example/e.jpg", "image/jpeg"),),
            ),
        ),
        "lead_picture": 0,
    }


@pytest.mark.parametrize(
    ("said_status", "status"),
    [("usable", "usable"), ("withheld", "withheld"), ("canceled", "canceled"),
     ("cancelled", "canceled")],
)  # fmt: skip
def test_the_status_of_what_a_system_gives_out(said_status: str, status: str) -> None:
    item = one({**DESK, "pubstatus": said_status})
    assert (item.pub_status, item.version) == (status, "11")
    assert (item.body, item.pictures == ()) == (
        ("", True) if status == "canceled" else (one(DESK).body, False)
    )


# What the service of a world agency answers: an envelope, with the item and who asked for it.
ENVELOPE: dict[str, Any] = {
    "api_version": "1.1", "id": "H1Kdh4", "method": "/content.GET", "org_name": "A paper",
    "params": {"et": "0a1aza3c0", "qt": "H1Kdh4"},
    "data": {
        "meta": {"products": [{"id": 12345, "name": "A product"}]},
        "item": {
            "uri": "https://api.world.example/media/v/content/171b?qt=H1Kdh4&et=0a1aza3c0",
            "altids": {"etag": "171b_0a1aza3c0", "itemid": "171b", "friendlykey": "1917",
                       "transref": "TK105"},
            "version": 0, "type": "picture", "urgency": 5, "editorialpriority": "d",
            "language": "en", "versioncreated": "2026-06-19T10:22:14Z",
            "firstcreated": "2026-06-18T06:23:19Z", "pubstatus": "usable",
            "ednote": "OUT in Ruritania", "signals": ["newscontent"],
            "title": "XX Boat", "headline": "XX Boat",
            "photographer": {"code": "x", "title": "STF", "name": "John Doe"},
            "datelinelocation": {"city": "Milltown", "countryname": "RURITANIA"},
            "description_creditline": "John Doe/WA", "description_caption": "A boat.",
            "copyrightnotice": "Copyright 2026.",
            "usageterms": ["For editors only.", "No sales."], "provider": "WA",
            "infosource": [{"name": "WA Photos", "type": "WA"}],
            "subject": [{"rels": ["category"], "code": "a", "name": "Domestic News"},
                        {"code": "16cb0ba3e6d24d97ace39f5a1924669a", "name": "Boats",
                         "scheme": "http://cv.world.example/id/"}],
            "person": [{"name": "Di Fo"}, {"name": "Di Fo", "rels": ["personfeatured"]}],
            "place": [{"name": "Milltown", "locationtype": {"name": "City"}}],
            "renditions": {
                "main": {"title": "Full", "rel": "Main", "href": "https://i.example/m?qt=H1",
                         "mimetype": "image/jpeg", "width": 3500, "height": 2592},
                "caption_nitf": {"href": "https://i.example/c", "mimetype": "text/xml"},
            },
        },
    },
}  # fmt: skip


def test_the_answer_of_a_service() -> None:
    assert said(one(ENVELOPE)) == {
        "guid": "171b",
        "kind": "picture",
        "version": "0",
        "headline": "XX Boat",
        "lang": "en",
        "topics": ("Domestic News", "Boats", "Milltown", "Di Fo"),
        "located": "Milltown",
        "created": "2026-06-18T06:23:19Z",
        "version_created": "2026-06-19T10:22:14Z",
        "usage_terms": "For editors only. No sales.",
        "copyright_notice": "Copyright 2026.",
        "credit_line": "John Doe/WA",
        "source": "WA Photos",
        "ed_note": "OUT in Ruritania",
        "pictures": (
            SourcePicture(
                guid="171b",
                headline="XX Boat",
                caption="A boat.",
                credit="John Doe/WA",
                creator="John Doe",
                copyright_notice="Copyright 2026.",
                usage_terms="For editors only. No sales.",
                located="Milltown",
                lang="en",
                renditions=(Rendition("https://i.example/m?qt=H1", "image/jpeg", 3500, 2592),),
            ),
        ),
        "lead_picture": 0,
    }


def text(**changes: Any) -> dict[str, Any]:
    sound = {"uri": "urn:x", "type": "text", "headline": "Tide", "body_html": "<p>In.</p>"}
    return {name: value for name, value in (sound | changes).items() if value is not ...}


@pytest.mark.parametrize(
    ("fields", "guid"),
    [
        ({"uri": "https://a.example/v/9?qt=a1&et=b2"}, "https://a.example/v/9"),
        ({"uri": "https://a.example/v/9?et=zz&qt=yy"}, "https://a.example/v/9"),
        ({"uri": "https://a.example/v?id=9&token=abc"}, "https://a.example/v?id=9"),
        ({"uri": "https://a.example/v/9?X-Amz-Signature=a&X-Amz-Date=b"}, "https://a.example/v/9"),
        ({"uri": "https://a.example/v/9?qt=a", "altids": {"etag": "9_a"}}, "https://a.example/v/9"),
        ({"uri": "https://a.example/v/9?qt=a", "altids": {"itemid": "9", "etag": "9_a"}}, "9"),
        ({"uri": "https://a.example/v/9?qt=a", "altIds": [{"role": "etag", "value": "9_a"},
                                                          {"role": "itemId", "value": "9"}]}, "9"),
        ({"uri": "https://a.example/v/9?qt=a", "altids": [
            {"role": "http://cv.a.example/ids/itemid", "value": "9"}]}, "9"),
        # What is no token tells one item from another.
        ({"uri": "https://a.example/news?id=9&key=7"}, "https://a.example/news?id=9&key=7"),
        ({"uri": "https://a.example/v/9", "altids": {"itemid": "9"}}, "https://a.example/v/9"),
        ({"uri": "tag:a.example,2026:9?qt=1"}, "tag:a.example,2026:9?qt=1"),
        ({"uri": None, "altids": {"etag": "9_a", "itemid": "9"}}, "9"),
        ({"uri": None, "altids": [{"value": "7"}]}, "7"),
    ],
)  # fmt: skip
def test_identity_hangs_on_nothing_that_passes(fields: dict[str, Any], guid: str) -> None:
    assert one(text(**fields)).guid == guid


@given(st.dictionaries(st.sampled_from(["qt", "et", "token", "Signature"]), st.text(max_size=5)))
def test_tokens_never_change_what_an_item_is(tokens: dict[str, str]) -> None:
    query = urlencode({"id": "9", **tokens})
    assert one(text(uri=f"https://a.example/v?{query}")).guid == "https://a.example/v?id=9"


def test_a_text_that_is_kept_elsewhere_says_where() -> None:
    files = {"nitf": {"title": "Story", "mimetype": "text/xml", "href": "https://a.example/d?qt=1"}}
    assert read(text(body_html=..., renditions=files)) == [
        Fault(
            "urn:x", "has its text elsewhere, as the rendition 'nitf'; get that file and import it"
        )
    ]
    assert one(text(renditions=files)).body == "<p>In.</p>"
    killed = one(text(body_html=..., renditions=files, pubstatus="canceled"))
    assert killed.pub_status == "canceled"


# ninjs 3, in its own words.
THREE: dict[str, Any] = {
    "uri": "urn:three:1", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text",
    "representationType": "full", "profile": "text-photo", "version": "2",
    "firstCreated": "2026-01-01T08:00:00+01:00", "versionCreated": "2026-01-01T09:00:00+01:00",
    "embargoedUntil": "2026-01-01T12:00:00+01:00", "expires": "2026-06-01T00:00:00Z",
    "pubStatus": "usable", "urgency": 4, "language": "sv", "slugline": "bro-öppnar",
    "copyrightHolder": "Nord", "copyrightNotice": "© Nord", "usageTerms": "",
    "rightsInfo": {"langId": "http://www.w3.org/ns/odrl/2/",
                   "linkedRights": "https://nord.example/rights"},
    "edNote": "Ring desken.", "title": "bro 1", "by": "Åsa Ek/Nord", "located": "Hamnen",
    "headlines": [{"role": "kicker", "value": "Trafik"},
                  {"role": "sub", "value": "Efter tio år"},
                  {"role": "main", "contentType": "text/plain", "value": "Bron öppnar"}],
    "bodies": [
        {"role": "caption", "contentType": "text/html", "value": "<p>No text, but longer.</p>"},
        {"role": "text", "contentType": "text/plain", "value": "Bron öppnar.\n\nNu."},
        {"role": "article", "contentType": "application/xhtml+xml", "wordCount": 3,
         "value": "<div><p>Bron är <strong>öppen</strong>.</p><h3>Sen</h3><p>Nu.</p></div>"},
        {"role": "data", "contentType": "application/json", "value": "{\"a\": 1}"},
    ],
    "people": [{"name": "Bo Fo", "contactInfo": [{"type": "email", "value": "bo@x.example"}]}],
    "organisations": [{"name": "Hamnbolaget"}], "places": [{"name": "Hamnen"}],
    "subjects": [{"name": "broar", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000001"},
                 {"uri": "http://cv.iptc.org/newscodes/mediatopic/04000000"}],
    "genres": [{"uri": "http://cv.iptc.org/newscodes/genre/Press_Release"}],
    "infoSources": [{"name": "Nord"}, {"name": "Hamnbolaget"}],
    "altIds": [{"role": "cms", "value": "77"}],
    "associations": [
        {"name": "main", "uri": "urn:three:p", "type": "picture", "by": "Cy Ray",
         "headlines": [{"value": "Bron"}],
         "descriptions": [{"role": "caption", "value": "Bron i dag."},
                          {"role": "altText", "value": "En bro"}],
         "renditions": [{"name": "preview", "href": "https://i.example/p.jpg", "width": 300,
                         "height": 200, "contentType": "image/jpeg"},
                        {"name": "hires", "href": "https://i.example/h.jpg", "width": 3000,
                         "height": 2000, "contentType": "image/jpeg", "sizeInBytes": 9}]},
    ],
}  # fmt: skip


def test_ninjs_3() -> None:
    assert said(one(THREE)) == {
        "guid": "urn:three:1",
        "version": "2",
        "headline": "Bron öppnar",
        "slugline": "bro-öppnar",
        "standfirst": "Efter tio år",
        "byline": "Åsa Ek/Nord",
        "body": "<p>Bron är <strong>öppen</strong>.</p>\n<h3>Sen</h3>\n<p>Nu.</p>",
        "lang": "sv",
        "genre": "Press Release",
        "topics": ("broar", "economy, business and finance", "Hamnen", "Bo Fo", "Hamnbolaget"),
        "located": "Hamnen",
        "created": "2026-01-01T08:00:00+01:00",
        "version_created": "2026-01-01T09:00:00+01:00",
        "embargoed": "2026-01-01T12:00:00+01:00",
        "expires": "2026-06-01T00:00:00Z",
        "usage_terms": "https://nord.example/rights",
        "copyright_holder": "Nord",
        "copyright_notice": "© Nord",
        "source": "Nord, Hamnbolaget",
        "ed_note": "Ring desken.",
        "pictures": (
            SourcePicture(
                guid="urn:three:p",
                headline="Bron",
                alt="En bro",
                caption="Bron i dag.",
                creator="Cy Ray",
                renditions=(
                    Rendition("https://i.example/h.jpg", "image/jpeg", 3000, 2000),
                    Rendition("https://i.example/p.jpg", "image/jpeg", 300, 200),
                ),
            ),
        ),
        "lead_picture": 0,
    }


@pytest.mark.parametrize(
    ("fields", "standfirst", "body"),
    [
        ({"description_text": "In."}, None, "<p>In.</p>"),
        ({"description_text": "In.", "body_html": "<p>HAVEN (TW) - In.</p>"}, None,
         "<p>HAVEN (TW) - In.</p>"),
        ({"descriptions": [{"role": "lead", "value": "It came in."}]}, "It came in.", "<p>In.</p>"),
        ({"description_text": "It came in.", "body_html": ...}, None, "<p>It came in.</p>"),
        ({"description_text": "Tide"}, None, "<p>In.</p>"),
        ({"headlines": [{"role": "sub", "value": "Under"}], "description_text": "Over."}, "Over.",
         "<p>In.</p>"),
    ],
)  # fmt: skip
def test_words_stand_in_the_body_or_in_the_standfirst(
    fields: dict[str, Any], standfirst: str | None, body: str
) -> None:
    item = one(text(**fields))
    assert (item.standfirst, item.body) == (standfirst, body)


# Others.


def test_a_public_broadcaster_that_writes_ids_for_names() -> None:
    answer = {
        "total": 1, "limit": 20, "offset": 0,
        "item": [{
            "id": 5678, "uri": "https://pb.example/56789", "type": "story", "language": "cy",
            "firstcreated": "2026-05-30T15:14:24", "versioncreated": "2026-05-30T15:14:24",
            "pubstatus": "usable", "headline": "Pont newydd", "description_text": "ldrs",
            "body_html": "Un frawddeg.", "body_text": "Un frawddeg.", "byline": "Ann Lee",
            "subject": [{"code": "category:x", "name": "Cynllunio", "rel": "category"}],
            "associations": [
                {"id": "logo", "type": "picture", "headline": "Logo",
                 "renditions": {"original": {"href": "https://i.example/l.png"}}},
                {"id": "featureimage", "type": "picture", "headline": "Pont",
                 "renditions": {"original": {"href": "https://i.example/p.png",
                                             "width": "172", "height": "57"}}},
            ],
        }],
    }  # fmt: skip
    item = one(answer)
    assert (item.guid, item.body, item.topics) == (
        "https://pb.example/56789", "<p>Un frawddeg.</p>", ("Cynllunio",),
    )  # fmt: skip
    assert [picture.headline for picture in item.pictures] == ["Logo", "Pont"]
    assert item.lead_picture == 1


def test_an_advisory_is_for_a_person_to_judge() -> None:
    item = one(text(type="advisory"))
    assert item.unsure == ("the source calls this an advisory to editors: may it be published?",)


def test_a_financial_wire_with_plain_text() -> None:
    plain = (
        "Cod Rises\nMarkets FW\n\nBy Ann Lee\n(Fin Wire) -- Cod <CODX> rose 3 percent & more on "
        "Monday.\n\n* Port: up\n* Mill: down\n\nTo contact the reporter: Ann Lee at "
        "ann@fw.example"
    )
    item = one(text(headline="Cod Rises", body_html=..., body_text=plain, source="FW"))
    assert item.body.split("\n") == [
        "<p>By Ann Lee<br>(Fin Wire) -- Cod &lt;CODX&gt; rose 3 percent &amp; more on Monday.</p>",
        "<ul><li>Port: up</li><li>Mill: down</li></ul>",
        "<p>To contact the reporter: Ann Lee at ann@fw.example</p>",
    ]


def test_several_lines_of_authors() -> None:
    lines = [{"by": "By ANN LEE", "title": "Writer"}, {"by": "BO EK"}, {"by": "BO EK"}]
    assert one(text(bylines=lines)).byline == "By ANN LEE / BO EK"


@pytest.mark.parametrize(
    ("lang", "headline", "html"),
    [
        ("ar", "افتتاح جسر جديد", '<p dir="rtl">افتتح الجسر يوم الاثنين.</p>'),
        ("zh_Hant", "新橋通車", "<p>（美通社）大橋星期一通車。</p>"),
        ("ja", "新しい橋が開通", "<p>橋は月曜日に開通した。</p>"),
    ],
)
def test_every_script_comes_as_it_is(lang: str, headline: str, html: str) -> None:
    item = one(text(language=lang, headline=headline, body_html=html))
    assert (item.lang, item.headline) == (lang.replace("_", "-"), headline)
    assert item.body == html.replace(' dir="rtl"', "")


def test_other_kinds_say_their_guid_and_what_to_do() -> None:
    film = {"uri": "https://a.example/v/1?qt=a&et=b", "type": "video", "headline": "F"}
    assert read(film) == [
        Fault(
            "https://a.example/v/1",
            "is of the type 'video'; only texts and pictures are imported: take it over by hand, "
            "or leave it out",
        )
    ]


@given(st.data())
def test_damage_to_any_of_them_is_read_or_refused(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([DESK, ENVELOPE, THREE]))
    with contextlib.suppress(IngestError):
        read_ninjs(damaged(data, json.dumps(sound).encode()), name="wire.json")
