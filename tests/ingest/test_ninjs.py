"""ninjs of every version, as the standard says and as feeds write it, to items."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.ninjs.reader import MAX_LEVELS, read_ninjs
from newsroom.ingest.ninjs.source import MAX_BYTES
from tests.conftest import ROOT
from tests.ingest.wire import only

CORPUS = ROOT.parent / "shared" / "corpus" / "ninjs"
SAMPLES = sorted(CORPUS.glob("[123].*/**/*.json")) if CORPUS.is_dir() else []

ONE: dict[str, Any] = {
    "uri": "urn:example:tide:1",
    "type": "text",
    "mimetype": "text/html",
    "version": "3",
    "firstcreated": "2026-03-30T08:00:00Z",
    "versioncreated": "2026-03-30T09:15:00+02:00",
    "embargoed": "2026-03-30T12:00:00+02:00",
    "expires": "2027-01-01T00:00:00Z",
    "pubstatus": "usable",
    "urgency": 4,
    "copyrightholder": "Tidewire",
    "copyrightnotice": "© 2026 Tidewire",
    "usageterms": "Not for resale",
    "ednote": "Call Ada on +44 20 7946 0000",
    "language": "en",
    "person": [{"name": "Ada Quill", "contactinfo": [{"type": "phone", "value": "555 0100"}]}],
    "place": [{"name": "Port Haven", "rel": "about"}],
    "subject": [
        {"name": "Tides", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000001"},
        {"scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "17000000"},
        {"code": "20000002"},
    ],
    "genre": [{"name": "Current"}],
    "infosource": [{"name": "Harbour Office"}],
    "title": "tide-1",
    "headline": "The tide comes in",
    "slugline": "tide",
    "byline": "By Ada Quill",
    "located": "Port Haven",
    "description_text": "It did so twice.",
    "body_text": "The tide came in.",
    "body_html": "<p>The tide <b>came</b> in.</p><p>It went out again.</p>",
    "associations": {
        "featuremedia": {
            "uri": "urn:example:tide:picture",
            "type": "picture",
            "headline": "The quay",
            "description_text": "The quay at high tide",
            "body_text": "Water over stones",
            "byline": "Bo Lens",
            "copyrightholder": "Tidewire",
            "usageterms": "Once",
            "contentcreated": "2026-03-29T18:00:00Z",
            "located": "Port Haven",
            "language": "en",
            "renditions": {
                "thumbnail": {"href": "https://img.example/t.jpg", "mimetype": "image/jpeg",
                              "width": 100, "height": 80},
                "original": {"href": "https://img.example/o.jpg", "mimetype": "image/jpeg",
                             "width": "2000", "height": 1600},
                "caption": {"href": "https://img.example/c.xml", "mimetype": "text/xml"},
            },
        }
    },
}  # fmt: skip

PICTURE = SourcePicture(
    guid="urn:example:tide:picture",
    headline="The quay",
    alt="Water over stones",
    caption="The quay at high tide",
    creator="Bo Lens",
    copyright_holder="Tidewire",
    usage_terms="Once",
    located="Port Haven",
    date="2026-03-29T18:00:00Z",
    lang="en",
    renditions=(
        Rendition("https://img.example/o.jpg", "image/jpeg", 2000, 1600),
        Rendition("https://img.example/t.jpg", "image/jpeg", 100, 80),
    ),
)

ITEM = Item(
    guid="urn:example:tide:1",
    version="3",
    headline="The tide comes in",
    slugline="tide",
    standfirst="It did so twice.",
    byline="By Ada Quill",
    body="<p>The tide <strong>came</strong> in.</p>\n<p>It went out again.</p>",
    lang="en",
    genre="Current",
    topics=("Tides", "weather", "Port Haven", "Ada Quill"),
    located="Port Haven",
    created="2026-03-30T08:00:00Z",
    version_created="2026-03-30T09:15:00+02:00",
    embargoed="2026-03-30T12:00:00+02:00",
    expires="2027-01-01T00:00:00Z",
    usage_terms="Not for resale",
    copyright_holder="Tidewire",
    copyright_notice="© 2026 Tidewire",
    source="Harbour Office",
    ed_note="Call Ada on +44 20 7946 0000",
    pictures=(PICTURE,),
    lead_picture=0,
)


def in_two(one: dict[str, Any]) -> dict[str, Any]:
    """Write an item of ninjs 1 in ninjs 2."""
    renamed = {"person": "people", "place": "places", "genre": "genres", "byline": "by",
               "infosource": "infosources"}  # fmt: skip
    two = {renamed.get(name, name): value for name, value in one.items()}
    for part in ("mimetype", "headline", "subject", "description_text", "body_text", "body_html"):
        two.pop(part, None)
    two["headlines"] = [
        {"role": "sub", "value": "Again"},
        {"role": "main", "value": one["headline"]},
    ]
    two["descriptions"] = [{"role": "text", "value": one["description_text"]}]
    two["bodies"] = [
        {"role": "text", "contenttype": "text/plain", "value": one.get("body_text")},
        {"role": "xhtml", "contenttype": "text/html", "value": one.get("body_html")},
    ]
    if "subject" in one:
        two["subjects"] = [
            {"name": subject.get("name"), "uri": subject.get("scheme", "") + subject["code"]}
            for subject in one["subject"]
        ]
    if "renditions" in one:
        two["renditions"] = [
            {"name": name, "contenttype": file["mimetype"], **file}
            for name, file in one["renditions"].items()
        ]
        two["descriptions"].append({"role": "alt", "value": one["body_text"]})
        del two["bodies"]
    if "associations" in one:
        two["associations"] = [
            {"name": name, **in_two(item)} for name, item in one["associations"].items()
        ]
    return two


CAMEL = {
    "versioncreated": "versionCreated", "firstcreated": "firstCreated", "pubstatus": "pubStatus",
    "contentcreated": "contentCreated", "embargoed": "embargoedUntil", "ednote": "edNote",
    "copyrightholder": "copyrightHolder", "copyrightnotice": "copyrightNotice",
    "usageterms": "usageTerms", "infosources": "infoSources", "contenttype": "contentType",
    "contactinfo": "contactInfo",
}  # fmt: skip


def renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(name, name): renamed(inner, names) for name, inner in value.items()}
    return [renamed(inner, names) for inner in value] if isinstance(value, list) else value


SNAKE = {
    "versioncreated": "version_created", "firstcreated": "first_created", "ednote": "ed_note",
    "pubstatus": "pub_status", "copyrightholder": "copyright_holder",
    "usageterms": "usage_terms", "copyrightnotice": "copyright_notice",
}  # fmt: skip


def read(value: Any) -> list[Item | Fault]:
    return read_ninjs(json.dumps(value, ensure_ascii=False).encode(), name="wire.json")


def one_of(value: Any) -> Item:
    return only(read(value))


def text(**changes: Any) -> dict[str, Any]:
    sound = {"uri": "urn:x", "type": "text", "headline": "Tide", "body_html": "<p>In.</p>"}
    return {name: value for name, value in (sound | changes).items() if value is not ...}


def body(html: str, **changes: Any) -> list[str]:
    return one_of(text(body_html=html, **changes)).body.splitlines()


def refused(raw: bytes) -> str:
    with pytest.raises(IngestError) as caught:
        read_ninjs(raw, name="wire.json")
    return str(caught.value)


# Dialects


@pytest.mark.parametrize(
    "written",
    [
        ONE,
        in_two(ONE),
        renamed(in_two(ONE), CAMEL),
        renamed(ONE, SNAKE),
        {**ONE, "uri": None, "guid": "urn:example:tide:1"},
        {**ONE, "uri": None, "altids": {"itemid": "urn:example:tide:1"}},
        {**in_two(ONE), "uri": "", "altids": [{"role": "id", "value": "urn:example:tide:1"}]},
        {**ONE, "version": 3, "urgency": "4", "organisation": None, "event": [], "object": [None]},
        {**ONE, "type": "composite", "foo": {"bar": [1]}},
        {**ONE, "type": None},
        {**ONE, "type": "http://cv.iptc.org/newscodes/ninature/text"},
    ],
    ids=["1", "2", "3", "snake", "guid", "altids-1", "altids-2", "types", "composite", "untyped",
         "type-uri"],
)  # fmt: skip
def test_every_dialect_gives_the_same_item(written: dict[str, Any]) -> None:
    assert read(written) == [ITEM]


def test_a_picture_by_itself_is_one() -> None:
    picture = ONE["associations"]["featuremedia"]
    expected = Item(
        guid="urn:example:tide:picture",
        kind="picture",
        headline="The quay",
        byline="Bo Lens",
        lang="en",
        located="Port Haven",
        created="2026-03-29T18:00:00Z",
        usage_terms="Once",
        copyright_holder="Tidewire",
        pictures=(PICTURE,),
        lead_picture=0,
    )
    assert read(picture) == [expected]
    assert read({**picture, "type": "graphic"}) == [expected]
    assert read({**picture, "type": None, "body_text": None, "mimetype": "image/jpeg"}) == [
        Item(**{**vars(expected), "pictures": (SourcePicture(**{**vars(PICTURE), "alt": None}),)})
    ]


def test_nobodys_contact_is_carried() -> None:
    said = json.dumps([str(getattr(ITEM, field.name)) for field in fields(ITEM)])
    assert "555" not in said
    person = {"name": "Ada", "role": "writer", "email": "ada@tide.example", "phone": "555"}
    assert one_of(text(authors=[person, {"name": "Bo"}])).authors == ("Ada", "Bo")


def test_superdesk_and_others_add_fields() -> None:
    item = one_of(
        text(
            guid="urn:sd", uri=..., language="en_GB", source="TW",
            service=[{"name": "Seas", "code": "s"}],
            keywords=["fog", {"name": "ships"}], evolvedfrom="urn:old", signal=[{"code": "cwarn"}],
            extra={"phone": "555"}, annotations=[{"body": "no"}], priority=5, profile="story",
            dateline={"text": "PORT HAVEN, March 30 TW -", "located": {"city": "Port Haven"}},
            sign_off="aq/bl", headline="Fish &amp; <i>chips</i>", weburl="https://tw.example/1",
        )
    )  # fmt: skip
    assert item == Item(
        guid="urn:sd",
        lang="en-GB",
        source="TW",
        section="Seas",
        topics=("fog", "ships"),
        signals=frozenset({"update"}),
        dateline="PORT HAVEN, March 30 TW -",
        attribution="aq/bl",
        headline="Fish & chips",
        url="https://tw.example/1",
        body="<p>In.</p>",
    )


@pytest.mark.parametrize(
    ("genre", "name"),
    [
        ([{"name": "Feature", "code": "F"}], "Feature"),
        ({"name": "Feature"}, "Feature"),
        ([{"uri": "http://cv.iptc.org/newscodes/genre/Press_Release"}], "Press Release"),
        ([{"scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Actuality"}], "Actuality"),
        ([{"uri": "genre:Obituary"}], "Obituary"),
        ([{"literal": "INR"}], None),
    ],
)
def test_a_genre_has_a_name(genre: Any, name: str | None) -> None:
    assert one_of(text(genre=genre)).genre == name


# Status, dates, signals


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("usable", "usable"), (None, "usable"), ("", "usable"), ("stat:usable", "usable"),
        ("withheld", "withheld"), ("Withheld", "withheld"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("canceled", "canceled"), ("cancelled", "canceled"), ("killed", "canceled"),
    ],
)  # fmt: skip
def test_status(said: str | None, status: str) -> None:
    item = one_of(text(pubstatus=said))
    assert (item.pub_status, item.unsure) == (status, ())


def test_a_status_that_is_unknown_or_open_withholds() -> None:
    item = one_of(text(pubstatus="perhaps"))
    assert item.pub_status == "withheld"
    assert item.unsure == (
        "the publication status 'perhaps' is unknown: may this be published?",
    )  # fmt: skip
    item = one_of(text(pubstatus="embargoed"))
    assert item.pub_status == "withheld"
    assert item.unsure == (
        "is embargoed, and nothing says until when: when may it be published?",
    )  # fmt: skip
    item = one_of(text(pubstatus="embargoed", embargoed="2026-05-01T00:00:00Z"))
    assert (item.pub_status, item.embargoed, item.unsure) == ("usable", "2026-05-01T00:00:00Z", ())


def test_the_words_of_a_kill_are_no_news() -> None:
    item = one_of({**ONE, "pubstatus": "cancelled", "body_html": "<p>Kill it.</p>"})
    assert item.pub_status == "canceled"
    assert (item.body, item.standfirst, item.pictures) == ("", None, ())
    assert (item.guid, item.version, item.headline) == (ITEM.guid, "3", ITEM.headline)
    picture = one_of({**ONE["associations"]["featuremedia"], "pubstatus": "canceled"})
    assert (picture.pub_status, picture.pictures) == ("canceled", ())
    assert one_of(text(state="killed")).pub_status == "canceled"
    package = {"uri": "urn:p", "type": "composite", "pubstatus": "canceled"}
    assert read({**package, "associations": {"main": ONE}}) == [
        Item(guid="urn:p", pub_status="canceled")
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2019-05-10T16:02:28+02:00", "2019-05-10T16:02:28+02:00"),
        ("2019-05-10T16:02:28+0200", "2019-05-10T16:02:28+02:00"),
        ("20190510T160228+0200", "2019-05-10T16:02:28+02:00"),
        ("2019-05-10T14:02:28.123Z", "2019-05-10T14:02:28Z"),
        ("2019-05-10T14:02Z", "2019-05-10T14:02Z"),
        ("2019-05-10", "2019-05-10"),
        ("20190510", "2019-05-10"),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_as_precise_as_they_are_written(written: str | None, read_as: str | None) -> None:
    item = one_of(text(firstcreated=written, versioncreated=written, embargoed=written))
    assert (item.created, item.version_created, item.embargoed) == (read_as,) * 3
    assert item.unsure == ()


@pytest.mark.parametrize("written", ["30.9.3015", "2026-02-30", "soon", "0001-01-01T00:00:00"])
def test_a_date_that_cannot_be_is_left_out_unless_it_binds(written: str) -> None:
    item = one_of(text(versioncreated=written))
    assert item.version_created is None
    assert [point.split(":")[0] for point in item.unsure] == [
        "the date 'versioncreated' was left out"
    ]
    for name in ("embargoed", "embargoedUntil", "expires"):
        [fault] = read(text(**{name: written}))
        assert isinstance(fault, Fault)
        assert fault.item == "urn:x"
        assert fault.message.startswith(f"{name.lower()}: ")


@pytest.mark.parametrize("name", ["versioncreated", "firstcreated", "embargoed", "expires"])
@pytest.mark.parametrize("value", [1557496948, 1557496948000.0])
def test_numbers_are_no_dates(name: str, value: float) -> None:
    message = f"{name} is a number; ask the sender for a date of ISO 8601"
    assert read(text(**{name: value})) == [Fault("urn:x", message)]


def test_an_embargo_that_says_nothing_of_when_is_no_embargo_to_guess() -> None:
    message = "embargoed is no date; ask the sender for a date of ISO 8601"
    assert read(text(embargoed=True)) == [Fault("urn:x", message)]
    assert one_of(text(embargoed=False)).embargoed is None
    item = one_of(text(embargoed="2026-05-01T10:00:00"))
    assert item.embargoed == "2026-05-01T10:00:00"
    assert item.unsure == (
        "the embargo, 2026-05-01T10:00:00, has no offset from UTC: is it in our time?",
    )


def test_created_is_when_the_first_version_or_else_the_content_was_made() -> None:
    assert one_of(text(contentcreated="2020-01-01")).created == "2020-01-01"
    both = text(contentcreated="2020-01-01", firstcreated="2021-01-01")
    assert one_of(both).created == "2021-01-01"


@pytest.mark.parametrize(
    ("said", "signals"),
    [
        ({"signal": [{"qcode": "sig:correction"}]}, {"correction"}),
        ({"signal": {"qcode": "sig:update"}}, {"update"}),
        ({"signals": [{"uri": "http://cv.iptc.org/newscodes/signal/correction"}]}, {"correction"}),
        ({"signal": [{"name": "Update", "code": "update", "scheme": "x"}]}, {"update"}),
        ({"signal": ["sig:update", "sig:correction"]}, {"update", "correction"}),
        ({"signal": "edStat:C"}, {"correction"}),
        ({"signal": [{"code": "edStat:U"}]}, {"update"}),
        ({"signal": [{"scheme": "http://r.example/edStat", "code": "C"}]}, {"correction"}),
        ({"signal": [{"code": "C"}, {"qcode": "sig:atomic"}, None, 3]}, set()),
        ({"rewrite_sequence": 2}, {"update"}),
        ({"correction_sequence": "1"}, {"correction"}),
        ({"rewrite_sequence": 0, "evolvedfrom": None}, set()),
    ],
)
def test_signals(said: dict[str, Any], signals: set[str]) -> None:
    assert one_of(text(**said)).signals == signals


def test_what_is_incomplete_is_for_a_person() -> None:
    assert one_of(text(representationtype="partial")).unsure == (
        "the source calls this incomplete: is it all there?",
    )
    assert one_of(text(representationtype="full")).unsure == ()


# The body


def test_the_best_body_is_chosen() -> None:
    both = {"body_text": "In text.", "body_html": "<p>In HTML.</p>"}
    nitf = "<nitf><body><body.content><p>In <em>NITF</em>.</p></body.content></body></nitf>"
    assert one_of(text(**both)).body == "<p>In HTML.</p>"
    assert one_of(text(body_html=..., body_text="In text.")).body == "<p>In text.</p>"
    assert one_of(text(body_html=None, body_xhtml="<p>X</p>")).body == "<p>X</p>"
    assert one_of(text(body_html=..., body_nitf=nitf, body_text="T")).body == (
        "<p>In <em>NITF</em>.</p>"
    )
    assert one_of(text(body_html=..., body_teaser="<p>T</p>", body_text="All.")).body == (
        "<p>All.</p>"
    )
    bodies = [
        {"role": "summary", "contentType": "text/html", "value": "<p>Short of it, at length</p>"},
        {"role": "html5", "contentType": "text/html", "value": "<p>a b</p>"},
        {"role": "rich", "contentType": "text/html", "value": "<p>a b c</p>"},
    ]
    assert one_of(text(body_html=..., bodies=bodies)).body == "<p>a b c</p>"
    assert one_of(text(body_html=..., bodies=[{"value": "Alone."}])).body == "<p>Alone.</p>"
    assert one_of(text(body_html=..., bodies={"text": "Named."})).body == "<p>Named.</p>"
    assert one_of(text(body_html="One.\n\nTwo & 3 < 4.")).body.splitlines() == [
        "<p>One.</p>", "<p>Two &amp; 3 &lt; 4.</p>",
    ]  # fmt: skip
    assert one_of(text(body_html=..., body_text="<p>It is HTML.</p>")).body == "<p>It is HTML.</p>"


def test_nitf_is_read_with_its_pictures_and_without_its_notes() -> None:
    nitf = """<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>T</title></head><body>
    <body.head><hedline><hl1>Tide</hl1></hedline></body.head><body.content><block><p>In.</p></block>
    <media media-type="image"><media-reference source="https://img.example/a.jpg"/>
    <media-caption>Quay</media-caption></media><hl2>Later</hl2><p>Out.</p></body.content></body>
    </nitf>"""
    item = one_of(text(body_html=..., bodies=[{"role": "nitf", "value": nitf}]))
    assert item.body.splitlines() == [
        "<p>In.</p>", '<figure data-picture="0"></figure>', "<h2>Later</h2>", "<p>Out.</p>",
    ]  # fmt: skip
    assert [(p.caption, p.renditions[0].href) for p in item.pictures] == [
        ("Quay", "https://img.example/a.jpg")
    ]
    bomb = '<!DOCTYPE n [<!ENTITY a "aaaa">]><nitf><body.content><p>&a;</p></body.content></nitf>'
    item = one_of(text(body_html=..., bodies=[{"role": "nitf", "value": bomb}]))
    assert (item.body, item.unsure) == ("", ("its text cannot be read: is it missing?",))
    both = [{"role": "nitf", "value": bomb}, {"role": "text", "value": "T."}]
    assert one_of(text(body_html=..., bodies=both)).body == "<p>T.</p>"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("Loose <a href='https://x.example/?a&amp;b'>words</a>",
         ['<p>Loose <a href="https://x.example/?a&amp;b">words</a></p>']),
        ("<html><head><title>T</title><style>p{}</style></head><body><article><h1>Tide</h1>"
         "<section><div><p>In.</p></div>and<p>out.</p></section></article></body></html>",
         ["<p>In.</p>", "<p>and</p>", "<p>out.</p>"]),
        ("<h1>Another head</h1><h3>TIDE!</h3><p>A</p><h4>Sub</h4>",
         ["<h2>Another head</h2>", "<h3>TIDE!</h3>", "<p>A</p>", "<h4>Sub</h4>"]),
        ("<p><strong>Tide</strong></p><p>Tide</p>", []),
        ("<p>In.</p><p>Tide</p>", ["<p>In.</p>", "<p>Tide</p>"]),
        ('<div class="dat"><span class="vignette">Seas</span><span class="source">TW</span></div>'
         '<p>In.</p><p class="source">(TW)</p>', ["<p>In.</p>", "<p>(TW)</p>"]),
        ("<p>PORT HAVEN (TW) - In.</p><footer>aq/bl (TW)</footer>",
         ["<p>PORT HAVEN (TW) - In.</p>", "<p>aq/bl (TW)</p>"]),
        ("<p>a<br><br>b<br>c</p><p>&nbsp;</p><p><br></p>", ["<p>a</p>", "<p>b<br>c</p>"]),
        ("<b>a<br><br>b</b> <i>c</i>", ["<p><strong>a</strong></p>",
                                       "<p><strong>b</strong> <em>c</em></p>"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li>e</ul>",
         ["<ul><li>a<ul><li>b</li></ul></li><li>c<br>d</li><li>e</li></ul>"]),
        ('<ol start="3" onclick="x()"><li>a</li></ol>', ['<ol start="3"><li>a</li></ol>']),
        ("<blockquote>Ha.</blockquote><blockquote><p>A</p><p>B</p></blockquote>",
         ["<blockquote><p>Ha.</p></blockquote>", "<blockquote><p>A</p><p>B</p></blockquote>"]),
        ('<table class="t"><caption>C</caption><tr><th scope="row">H</th>'
         '<td colspan="2">1</td></tr>'
         "</table>",
         ['<table><caption>C</caption><tr><th scope="row">H</th><td colspan="2">1</td></tr>'
          "</table>"]),
        ('<p lang="fr">Oui, <span lang="de">ja</span></p>',
         ['<p><span lang="fr">Oui, <span lang="de">ja</span></span></p>']),
        ("<p>H<sub>2</sub>O <u>x</u> <q>y</q></p>", ['<p>H<sub>2</sub>O x "y"</p>']),
        ("<pre>a\nb</pre>", ["<p>a<br>b</p>"]),
        ("<p>a</p><script>x</script><form>f</form><nav>n</nav><!-- c -->", ["<p>a</p>"]),
        ('<figure data-picture="7"></figure><p data-picture="8">a</p>', ["<p>a</p>"]),
        ("<p>&lt;script&gt; &amp;amp;</p>", ["<p>&lt;script&gt; &amp;amp;</p>"]),
    ],
)  # fmt: skip
def test_html_is_read_in_plain_blocks(html: str, blocks: list[str]) -> None:
    assert body(html) == blocks


def test_what_is_played_is_left_out_and_said() -> None:
    item = one_of(text(body_html='<p>a</p><iframe src="https://tube.example/1"></iframe>'))
    assert item.body == "<p>a</p>"
    assert item.unsure == ("an embed was left out: https://tube.example/1",)


@pytest.mark.parametrize(
    ("plain", "blocks"),
    [
        ("One.\r\n\r\nTwo.\n \t\nThree.", ["<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"]),
        ("One.\nTwo.", ["<p>One.</p>", "<p>Two.</p>"]),
        ("One\nline.\n\nTwo.", ["<p>One<br>line.</p>", "<p>Two.</p>"]),
        ("   One.\n   Two.", ["<p>One.</p>", "<p>Two.</p>"]),
        ("Tide\nSeas TW\nIn.\nOut.", ["<p>In.</p>", "<p>Out.</p>"]),
        ("TIDE\n\nIn.", ["<p>In.</p>"]),
        ("In.\n\nTide", ["<p>In.</p>", "<p>Tide</p>"]),
        ("List:\n\n* a\n* b <c>\n\nEnd.",
         ["<p>List:</p>", "<ul><li>a</li><li>b &lt;c&gt;</li></ul>", "<p>End.</p>"]),
        ("  The tide came in over the old stones of the quay at noon,\n"
         "and it went out again at six, which is what tides will do\nevery day.\n"
         "  Nobody who works there was in the least surprised by that,\nsaid Ada.",
         ["<p>The tide came in over the old stones of the quay at noon, and it went out again at "
          "six, which is what tides will do every day.</p>",
          "<p>Nobody who works there was in the least surprised by that, said Ada.</p>"]),
        ("– A quote.\n– Another.", ["<p>– A quote.</p>", "<p>– Another.</p>"]),
    ],
)  # fmt: skip
def test_plain_text_is_read_in_paragraphs(plain: str, blocks: list[str]) -> None:
    item = one_of(text(body_html=..., body_text=plain, source="TW"))
    assert item.body.splitlines() == blocks


def test_a_cut_off_copy_of_the_beginning_is_no_standfirst() -> None:
    long = text(body_html="<p>The tide came in. It was high – very high – today.</p>")
    assert one_of({**long, "description_text": "The tide came in. It was hi"}).standfirst is None
    assert one_of({**long, "description_text": "The tide came in."}).standfirst == (
        "The tide came in."
    )
    assert one_of({**long, "description_text": "High water"}).standfirst == "High water"
    assert one_of({**long, "description_html": "<p>High <b>water</b></p>"}).standfirst == (
        "High water"
    )


# Pictures


def associated(name: str, **changes: Any) -> dict[str, Any]:
    address = f"https://img.example/{name}.jpg"
    return {
        "uri": f"urn:{name}",
        "type": "picture",
        "renditions": {"o": {"href": address}},
        **changes,
    }


@pytest.mark.parametrize(
    "mark",
    [
        '<figure><img src="https://img.example/b.jpg"></figure>',
        '<p>in.</p><img src="http://img.example/b.jpg?w=200">',
        '<figure><img data-uri="urn:b" src="https://cdn.example/9.jpg"><figcaption>C</figcaption>'
        "</figure>",
        '<img data-assoc-ref="editor_0" src="https://cdn.example/9.jpg">',
        '<!-- EMBED START Image {id: "editor_0"} --><figure><img src="https://cdn.example/9.jpg">'
        '</figure><!-- EMBED END Image {id: "editor_0"} -->',
        '<!-- EMBED START Image {id: "editor_0"} --><!-- EMBED END Image {id: "editor_0"} -->',
    ],
)
def test_pictures_stand_where_the_body_has_them(mark: str) -> None:
    item = one_of(
        text(
            body_html=f"<p>In.</p>{mark}<p>Out.</p>",
            associations={"featuremedia": associated("a"), "editor_0": associated("b")},
        )
    )
    assert [block for block in item.body.splitlines() if block != "<p>in.</p>"] == [
        "<p>In.</p>", '<figure data-picture="1"></figure>', "<p>Out.</p>",
    ]  # fmt: skip
    assert [picture.guid for picture in item.pictures] == ["urn:a", "urn:b"]
    assert item.lead_picture == 0


def test_a_figure_tells_what_the_association_does_not() -> None:
    figure = (
        '<figure><img src="https://img.example/b.jpg" alt="Quay"><div class="byline">Bo</div>'
        "<figcaption>At noon</figcaption></figure>"
    )
    known = one_of(text(body_html=f"<p>1</p>{figure}<p>2</p>", associations={"x": associated("b")}))
    alone = one_of(text(body_html=f"<p>1</p>{figure}<p>2</p>"))
    for item in (known, alone):
        [picture] = item.pictures
        assert (picture.alt, picture.caption, picture.credit) == ("Quay", "At noon", "Bo")
        assert picture.renditions == (Rendition("https://img.example/b.jpg"),)
        assert item.body.splitlines()[1] == '<figure data-picture="0"></figure>'
        assert item.lead_picture is None
    said = associated("b", description_text="Before", byline="Cy", body_text="Stones")
    [picture] = one_of(text(body_html=figure, associations={"x": said})).pictures
    assert (picture.alt, picture.caption, picture.creator, picture.credit) == (
        "Stones", "Before", "Cy", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "html", "lead", "marks"),
    [
        (["x", "featuremedia"], "", 1, []),
        (["x", "mainpic"], "", 1, []),
        (["x", "y"], "", 0, []),
        (["logo", "photo"], "", 1, []),
        (["x"], '<img src="https://img.example/x.jpg"><p>In.</p>', 0, []),
        (["x"], '<p>In.</p><img src="https://img.example/x.jpg">', 0, []),
        (["x"], '<p>In.</p><img src="https://img.example/x.jpg"><p>Out.</p>', None, [0]),
        (["x", "y"], '<p>In.</p><img src="https://img.example/x.jpg"><p>Out.</p>', 1, [0]),
        ([], '<img src="https://img.example/x.jpg"><p>In.</p>', 0, []),
        ([], '<p>In.</p><img src="https://img.example/x.jpg">', None, [0]),
        ([], "<p>In.</p>", None, []),
        ([], '<img src="https://count.example/1.gif" width="1" height="1"><p>In.</p>', None, []),
        ([], '<img src="data:image/gif;base64,AAAA"><p>In.</p>', None, []),
        ([], '<img src="javascript:x()"><p>In.</p>', None, []),
    ],
)
def test_which_picture_leads(
    names: list[str], html: str, lead: int | None, marks: list[int]
) -> None:
    associations = {name: associated(name) for name in names}
    item = one_of(text(body_html=html or "<p>In.</p>", associations=associations))
    assert item.lead_picture == lead
    found = [block for block in item.body.splitlines() if block.startswith("<figure")]
    assert found == [f'<figure data-picture="{number}"></figure>' for number in marks]


def test_a_picture_is_taken_once_and_only_if_it_may_be_shown() -> None:
    item = one_of(
        text(
            embargoed="2026-05-01T00:00:00Z",
            associations={
                "featuremedia": associated("a", embargoed="2026-05-01T00:00:00Z"),
                "again": associated("a"),
                "killed": associated("b", pubstatus="canceled"),
                "later": associated("c", embargoed="2026-06-01T00:00:00Z"),
                "never": associated("d", embargoed="soon"),
                "film": {"uri": "urn:f", "type": "video", "renditions": {}},
                "nothing": None,
                "listed": [associated("e"), "urn:g"],
            },
        )
    )
    assert [picture.guid for picture in item.pictures] == ["urn:a", "urn:e"]
    assert item.unsure == tuple(
        f"the picture '{name}' may not be shown yet, or at all"
        for name in ("killed", "later", "never")
    )


def test_an_article_has_only_so_many_pictures() -> None:
    many = {str(number): associated(str(number)) for number in range(502)}
    message = "associates more than 500 pictures; no article has so many"
    assert read([text(associations=many), text(uri="urn:y")]) == [
        Fault("urn:x", message),
        one_of(text(uri="urn:y")),
    ]


def test_renditions_are_the_images_the_largest_first() -> None:
    files = [
        {"name": "a", "href": "https://x.example/a.jpg", "width": "100", "height": 100.0},
        {"name": "b", "href": "https://x.example/b.jpg", "width": None, "height": "no"},
        {"name": "original", "href": "https://x.example/o"},
        {"name": "c", "href": "pictures/c.png", "width": 300, "height": 200},
        {"name": "film", "href": "https://x.example/f.mp4"},
        {"name": "film", "href": "https://x.example/f", "contenttype": "video/mp4"},
        {"name": "file", "href": "file:///etc/passwd"},
        {"name": "bad", "href": "http://[x"},
        {"name": "again", "href": "pictures/c.png", "width": -1, "height": 10**30},
        {"name": "none"},
        None,
    ]
    item = one_of({"uri": "urn:p", "type": "picture", "renditions": files})
    assert item.pictures[0].renditions == (
        Rendition("pictures/c.png", None, 300, 200),
        Rendition("https://x.example/a.jpg", None, 100, 100),
        Rendition("https://x.example/o"),
        Rendition("https://x.example/b.jpg"),
    )


def test_a_pictures_credit_is_what_the_source_calls_one() -> None:
    descriptions = [
        {"role": "creditline", "value": "Tidewire/Lens"},
        {"role": "writer", "value": "aq"},
        {"role": "caption", "value": "Quay"},
    ]
    item = one_of({"uri": "urn:p", "type": "picture", "descriptions": descriptions, "by": "Bo"})
    [picture] = item.pictures
    assert (picture.credit, picture.creator, picture.caption, item.credit_line) == (
        "Tidewire/Lens", "Bo", "Quay", "Tidewire/Lens",
    )  # fmt: skip


# Packages, arrays, envelopes


@pytest.mark.parametrize(
    "pack",
    [
        lambda one: [one],
        lambda one: {"_items": [one], "_meta": {"total": 1}},
        lambda one: {"items": [one]},
        lambda one: {"data": {"items": [{"item": one}]}},
        lambda one: {"uri": "urn:p", "type": "composite", "associations": {"main": one}},
        lambda one: {"uri": "urn:p", "type": "package", "associations": [{"name": "m", **one}]},
        lambda one: {"uri": "urn:p", "type": "composite", "items": [one]},
        lambda one: {"uri": "urn:p", "associations": {"main-0": [one]}},
    ],
)
def test_what_holds_an_item_gives_it(pack: Any) -> None:
    assert read(pack(ONE)) == [ITEM]


def test_a_package_gives_its_parts_and_binds_them() -> None:
    film = {"uri": "urn:f", "type": "video", "headline": "F"}
    package = {
        "uri": "urn:p",
        "type": "composite",
        "headline": "Two",
        "embargoed": "2026-05-01T00:00:00Z",
        "pubstatus": "withheld",
        "associations": {
            "main": text(uri="urn:a"),
            "photo": associated("b", pubstatus="usable"),
            "film": film,
            "named": {"guid": "urn:c", "type": "text"},
            "inner": {
                "uri": "urn:q",
                "type": "composite",
                "associations": {"m": text(uri="urn:d")},
            },
        },
    }
    found = read(package)
    assert [
        (item.guid, item.kind, item.embargoed, item.pub_status)
        for item in found
        if isinstance(item, Item)
    ] == [
        ("urn:a", "text", "2026-05-01T00:00:00Z", "withheld"),
        ("urn:b", "picture", "2026-05-01T00:00:00Z", "withheld"),
        ("urn:d", "text", "2026-05-01T00:00:00Z", "withheld"),
    ]
    assert len(found) == 3
    assert read({"uri": "urn:p", "type": "composite", "associations": {"film": film}}) == [
        Fault("urn:p", "is a package that holds no text or picture; import what it names")
    ]


def test_a_text_beside_a_text_is_an_item_of_its_own_if_it_is_whole() -> None:
    related = {
        "related--1": text(uri="urn:b", headline="Ebb"),
        "related--2": text(uri="urn:c", body_html=...),
        "related--3": text(uri="urn:d", representationtype="partial"),
    }
    found = read(text(associations=related))
    assert [item.guid for item in found if isinstance(item, Item)] == ["urn:x", "urn:b"]


def test_packages_nest_only_so_deep() -> None:
    def nested(levels: int) -> dict[str, Any]:
        one = text()
        for level in range(levels):
            one = {"uri": f"urn:p{level}", "type": "composite", "associations": {"m": one}}
        return one

    assert [type(found) for found in read(nested(MAX_LEVELS))] == [Item]
    deep = read(nested(MAX_LEVELS + 1))
    assert deep == [Fault("urn:x", "lies more than 8 packages deep; import it by itself")]
    assert read([nested(10), text(uri="urn:y")])[1] == one_of(text(uri="urn:y"))


ONLY = "only texts and pictures are imported: take it over by hand, or leave it out"


@pytest.mark.parametrize("kind", ["audio", "video", "event", "planning"])
def test_other_kinds_are_said_and_passed_over(kind: str) -> None:
    found = read([{"uri": "urn:a", "type": kind, "headline": "A"}, text()])
    message = f"is of the type '{kind}'; {ONLY}"
    assert found == [Fault("urn:a", message), one_of(text())]


def test_an_event_is_known_without_its_type() -> None:
    [fault] = read({"uri": "urn:e", "title": "Match", "eventDetails": {"dates": {}}})
    assert fault == Fault("urn:e", f"is of the type 'event'; {ONLY}")
    [fault] = read({"uri": "urn:e"})
    assert fault == Fault("urn:e", f"holds neither headline nor text; {ONLY}")


def test_an_item_that_nothing_identifies_is_a_fault_by_its_headline_or_place() -> None:
    message = "has no guid (uri, guid or altids); nothing could tell its versions"
    found = read([text(), text(uri=None), text(uri=..., headline=...), 7, {"a": 1}])
    assert found[1:] == [
        Fault("Tide", message),
        Fault("wire.json, item 3", message),
        Fault("wire.json, item 4", "is no ninjs: it has no uri, no headline and no body"),
        Fault("wire.json, item 5", "is no ninjs: it has no uri, no headline and no body"),
    ]


def test_an_item_on_each_line() -> None:
    lines = [json.dumps(text(uri=f"urn:{number}")) for number in range(3)]
    items = [one_of(text(uri=f"urn:{number}")) for number in range(3)]
    assert read_ninjs("\n".join(lines).encode(), name="w") == items
    assert read_ninjs("\r\n\n".join(lines).encode() + b"\n", name="w") == items
    assert read_ninjs("\n\x1e".join(["", *lines]).encode(), name="w") == items
    lines[1] = lines[1][:30]
    assert read_ninjs("\n".join(lines).encode(), name="w") == [
        items[0], Fault("w, line 2", "is JSON that was cut off; get the file again"), items[2],
    ]  # fmt: skip
    spread = "\n".join(json.dumps(text(uri=f"urn:{number}"), indent=1) for number in range(3))
    assert read_ninjs(spread.encode(), name="w") == items


# Bad input

SOUND = json.dumps(text(headline="Zoë Müller hört Flöte")).encode()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\0\0\0", "is empty"),
        (b"<!doctype html><title>404</title>",
         "is HTML or XML, not JSON; the address may have answered with a page"),
        (SOUND[:-1], "is JSON that was cut off; get the file again"),
        (SOUND[:-5], "is JSON that was cut off; get the file again"),
        (b"[" + SOUND + b",", "is JSON that was cut off; get the file again"),
        (b"tide = {}", "is not JSON: Expecting value (line 1, column 1)"),
        (b'{"uri": "urn:x" "type": 1}', "is not JSON: Expecting ',' delimiter (line 1, column 17)"),
        (b'{"uri": "urn:x", "urgency": NaN}', "is not JSON: NaN is no number of it"),
        (b'{"uri": "urn:x", "urgency": -Infinity}', "is not JSON: -Infinity is no number of it"),
        (b'{"uri": "urn:x", "version": ' + b"9" * 5000 + b"}",
         "is not JSON that can be read: it has a number of too many digits"),
        (b'{"uri": "urn:x", "uri": "urn:y"}',
         "has 'uri' twice in one object, and they differ; take one out"),
        (b'{"pubStatus": "usable", "pubstatus": "canceled"}',
         "has 'pubstatus' twice in one object, and they differ; take one out"),
        (b"[" * 100_000, "nests more than 100 objects; no item needs that"),
        (b"[" * 200 + b"]" * 200, "nests more than 100 objects; no item needs that"),
        (b'{"uri":' * 5000 + b"1" + b"}" * 5000, "nests more than 100 objects; no item needs that"),
        (b"[1, 2]", "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"),
        (b'"uri"', "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"),
        (b"[]", "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"),
        (b'{"name": "wirepage", "version": "1", "items": [{"id": 1, "url": "x"}]}',
         "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"),
        (b" " * (MAX_BYTES + 1), "is larger than 50 MB, which no text is; split the file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_line(raw: bytes, message: str) -> None:
    assert refused(raw) == message


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32-be", "cp1252", "latin-1"]
)
def test_encodings(encoding: str) -> None:
    written = json.dumps(text(headline="Zoë Müller hört Flöte für Jörg"), ensure_ascii=False)
    [item] = read_ninjs(written.encode(encoding), name="w")
    assert isinstance(item, Item)
    assert item.headline == "Zoë Müller hört Flöte für Jörg"


def test_two_fields_of_one_name_may_agree_or_be_objects() -> None:
    [item] = read_ninjs(
        b'{"uri": "urn:x", "uri": "urn:x", "headline": "", "headline": "T", "type": "picture",'
        b'"renditions": {"o": {"href": "a.jpg"}, "o": {"href": "b.jpg"}}}',
        name="w",
    )
    assert isinstance(item, Item)
    assert (item.guid, item.headline) == ("urn:x", "T")
    assert [file.href for file in item.pictures[0].renditions] == ["a.jpg", "b.jpg"]


def test_what_no_page_can_carry_is_taken_out() -> None:
    [item] = read_ninjs(
        rb'{"uri": "urn:x", "headline": "a\ud800b\u0000", "body_html": "<p>c\udc00\u0007</p>"}',
        name="w",
    )
    assert isinstance(item, Item)
    assert (item.headline, item.body) == ("ab", "<p>c</p>")


def test_a_body_of_no_article_is_a_fault() -> None:
    long = "a" * 1_000_001
    message = "has a body of 1000001 characters; no article is so long"
    assert read(text(body_html=f"<p>{long}"))[0] == Fault(
        "urn:x", message.replace("1000001", "1000004")
    )
    assert read(text(body_html=..., body_text=long)) == [Fault("urn:x", message)]
    data = f'<p>In.</p><img src="data:image/png;base64,{"A" * 2_000_000}">'
    assert body(data) == ["<p>In.</p>"]


@pytest.mark.parametrize(
    "tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "q", "figure"]
)
def test_a_body_may_nest_however_deep(tag: str) -> None:
    item = one_of(text(body_html=f"<{tag}>" * 5000 + "In."))
    assert "In." in item.body


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {k: replaced(v, path[1:], new) if k == path[0] else v for k, v in value.items()}
    return [replaced(v, path[1:], new) if k == path[0] else v for k, v in enumerate(value)]


DIALECTS = [ONE, in_two(ONE), renamed(in_two(ONE), CAMEL)]
mutated = st.sampled_from(DIALECTS).flatmap(
    lambda one: st.builds(
        replaced, st.just(one), st.sampled_from(list(places(one))), json_values
    )
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(mutated)
def test_any_value_may_stand_in_any_place(value: Any) -> None:
    raw = json.dumps(value).encode()
    try:
        found = read_ninjs(raw, name="w")
    except IngestError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said
    if said:
        return
    assert found
    for item in found:
        if isinstance(item, Fault):
            assert item.message
            assert "\n" not in item.message
        else:
            assert item.guid
            assert item.lead_picture is None or item.lead_picture < len(item.pictures)
            str(item).encode()


@settings(deadline=None, max_examples=200)
@given(st.binary() | st.text().map(str.encode) | json_values.map(lambda v: json.dumps(v).encode()))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read_ninjs(raw, name="w")
    except IngestError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_sound_bytes_with_a_hole_are_read_or_refused(data: st.DataObject) -> None:
    raw = json.dumps(data.draw(st.sampled_from(DIALECTS))).encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    try:
        read_ninjs(raw[:start] + data.draw(st.binary(max_size=8)) + raw[end:], name="w")
    except IngestError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said


pieces = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
     "<blockquote>", "</blockquote>", "<figure>", "</figure>", '<img src="https://i.example/a.jpg">',
     "<figcaption>", "<br>", "<br><br>", "<h1>", "</h1>", '<!-- EMBED START Image {id: "x"} -->',
     '<!-- EMBED END Image {id: "x"} -->', "<pre>", "</pre>", '<a href="#">', "</a>", " ", "\n",
     '<div class="dat">', "</div>", "<q>", "</q>", '<span lang="fr">', "</span>", "<iframe>"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(pieces | st.sampled_from(["ax", "bx", "cx"]), max_size=40))
def test_words_of_a_body_stay_in_order(parts: list[str]) -> None:
    """What stands in a figure or an embed is not text of the article."""
    html = "".join(parts)
    item = one_of(text(body_html="<p>start</p>" + html))
    if not any(tag in html for tag in ("<figure>", "<figcaption>", "<iframe>")):
        words = [part for part in parts if part in ("ax", "bx", "cx")]
        plain = item.body.replace(">", " ").replace("<", " ").replace('"', " ").split()
        assert [word for word in "".join(plain).replace("start", "") if word in "x"] == ["x"] * len(
            words
        )
        assert item.body.startswith("<p>start")


# The samples of the standard


@pytest.mark.skipif(not SAMPLES, reason="needs the corpus")
def test_every_sample_of_the_standard_is_read() -> None:
    kinds: dict[str, int] = {}
    for path in SAMPLES:
        if path.name == "extension-schema.json":
            continue
        for item in read_ninjs(path.read_bytes(), name=path.name):
            if isinstance(item, Fault):
                assert item.message.endswith(ONLY)
                kinds["fault"] = kinds.get("fault", 0) + 1
            else:
                assert item.headline
                assert item.body or item.standfirst or item.kind == "picture"
                kinds[item.kind] = kinds.get(item.kind, 0) + 1
    assert kinds == {"text": 23, "picture": 9, "fault": 23}


@pytest.mark.skipif(not SAMPLES, reason="needs the corpus")
@pytest.mark.parametrize("name", ["dpa_text.json", "ntb_text.json", "ninjsExSimpleText_{}.json",
                                  "SIPA_image_{}.json", "ap_image.json", "tt_text_image_{}.json",
                                  "businesswire-newsml-20130731006140.json"])  # fmt: skip
def test_versions_2_and_3_of_a_sample_say_the_same(name: str) -> None:
    two, three = (
        read_ninjs((CORPUS / version / name.format(version[0])).read_bytes(), name=name)
        for version in ("2.1", "3.0")
    )
    assert two == three
