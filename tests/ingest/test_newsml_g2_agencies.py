"""NewsML-G2 as agencies write it: each has its own codes, and its own way to put a text in.

The agencies, people and words here are invented; the ways of writing are those of real feeds.
"""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.newsml_g2.reader import read_newsml_g2
from tests.ingest.wire import damaged, only, said

NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(raw: str) -> list[Item | Fault]:
    return read_newsml_g2(raw.encode(), name="wire.xml")


# A world agency: codes without names, the text of its wire in one paragraph of XHTML.
WORLD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- A comment before the root. -->
<newsMessage xmlns="{NAR}" xmlns:wa="http://world.example/ns/content">
 <header><sent>2026-03-02T03:47:29.000Z</sent><priority>3</priority></header>
 <itemSet>
  <newsItem guid="tag:world.example,2026:newsml_L4N1" version="1132689232" xml:lang="en">
   <rightsInfo><copyrightHolder literal="World Agency"/>
    <copyrightNotice xml:lang="en">(c) World Agency 2026.</copyrightNotice></rightsInfo>
   <itemMeta>
    <itemClass qcode="icls:text" wa:msgType="R"/><provider literal="world.example"/>
    <versionCreated>2026-03-02T03:47:29.000Z</versionCreated>
    <firstCreated>2026-03-02T02:10:00.000Z</firstCreated>
    <pubStatus qcode="stat:usable"/><role qcode="itemRole:N"/><edNote dir="ltr"/>
    <memberOf literal="Business"><name>Business</name></memberOf>
    <signal qcode="edStat:U"/><signal qcode="sic:TABLE"/><signal qcode="pmt:text"/>
    <wa:versionedId guid="tag:world.example,2026:newsml_L4N1:1132689232"/>
   </itemMeta>
   <contentMeta>
    <urgency>3</urgency>
    <infoSource role="cRole:enhancer" literal="Desk"/>
    <infoSource role="cRole:source" qcode="NS:WA" literal="World Agency"/>
    <creator literal="World Agency"/><altId type="idType:USN">L4N1</altId><language tag="en"/>
    <genre qcode="N2:MKTREP"><name>Market Reports</name></genre>
    <subject qcode="MCC:OEC"/><subject qcode="N2:US"/><subject qcode="N2:FISH"><name>Fish</name>
    </subject><subject qcode="subj:04008024"/><subject qcode="subj:10000000"/>
    <subject literal="Topic number" qcode="wa-topics:437036"/>
    <slugline separator="-">GLOBAL-FISH/ (UPDATE 1)</slugline>
    <headline dir="ltr">FISH-Cod rises
      as boats stay in</headline>
    <dateline>2026-03-02 03:47:29 GMT+00:00</dateline>
    <creditline>World Agency</creditline>
    <description role="descRole:caption">GLOBAL-FISH/ (UPDATE 1):FISH-Cod rises</description>
   </contentMeta>
   <contentSet><inlineXML contenttype="application/xhtml+html" wordcount="48">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
     <p>(Adds comment)
    * Cod may edge up to 12 crowns

    By Ann Lee
    March 2 (WA) - Cod rose on Monday as a storm kept most of the
boats in their ports.
    Traders waited for
better weather.

Port        Crowns   Change
Haven       12       +1
Milltown    11       0

 (Reporting by Ann Lee; Editing by Bo Ek)</p>
    </body></html></inlineXML></contentSet>
  </newsItem>
 </itemSet>
</newsMessage>"""


def test_a_world_agency_with_its_wire_in_one_paragraph() -> None:
    assert said(only(read(WORLD))) == {
        "guid": "tag:world.example,2026:newsml_L4N1",
        "version": "1132689232",
        "headline": "FISH-Cod rises as boats stay in",
        "slugline": "GLOBAL-FISH/ (UPDATE 1)",
        "body": "\n".join(
            [
                "<p>(Adds comment)</p>",
                "<p>* Cod may edge up to 12 crowns</p>",
                "<p>By Ann Lee</p>",
                "<p>March 2 (WA) - Cod rose on Monday as a storm kept most of the boats in their "
                "ports.</p>",
                "<p>Traders waited for better weather.</p>",
                "<p>Port        Crowns   Change<br>Haven       12       +1<br>"
                "Milltown    11       0</p>",
                "<p>(Reporting by Ann Lee; Editing by Bo Ek)</p>",
            ]
        ),
        "lang": "en",
        "genre": "Market Reports",
        "topics": ("Fish", "economy, business and finance", "lifestyle and leisure"),
        "created": "2026-03-02T02:10:00Z",
        "version_created": "2026-03-02T03:47:29Z",
        "copyright_holder": "World Agency",
        "copyright_notice": "(c) World Agency 2026.",
        "credit_line": "World Agency",
        "source": "World Agency",
        "signals": frozenset({"update"}),
    }


@pytest.mark.parametrize(
    ("code", "status", "signals"),
    [
        ("edStat:N", "usable", set()),
        ("edStat:U", "usable", {"update"}),
        ("edStat:C", "usable", {"correction"}),
        ("edStat:Correction", "usable", {"correction"}),
        ("sig:correction", "usable", {"correction"}),
        ("edStat:Kill", "canceled", set()),
    ],
)
def test_editorial_status(code: str, status: str, signals: set[str]) -> None:
    item = only(read(WORLD.replace("edStat:U", code)))
    assert (item.pub_status, set(item.signals)) == (status, signals)


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        # Lines of pretty-printed XML mean nothing, whatever their indent.
        ("\n      One line\n      and another\n      and a third.\n    ",
         ["<p>One line and another and a third.</p>"]),
        ("One line\nand another\nand a third.", ["<p>One line and another and a third.</p>"]),
        ("One.\n\nTwo.\n", ["<p>One.</p>", "<p>Two.</p>"]),
        ("One\n    two\nthree.", ["<p>One</p>", "<p>two three.</p>"]),
        ("One\n    <b>two</b>\nthree.", ["<p>One <strong>two</strong> three.</p>"]),
    ],
)  # fmt: skip
def test_lines_of_a_paragraph(written: str, blocks: list[str]) -> None:
    start, end = WORLD.index("<p>"), WORLD.index("</p>")
    item = only(read(WORLD[:start] + f"<p>{written}" + WORLD[end:]))
    assert item.body.split("\n") == blocks


def test_a_text_that_stands_loose_in_its_body() -> None:
    loose = WORLD.replace("<p>", "").replace("</p>", "")
    assert only(read(loose)).body == only(read(WORLD)).body


# A national agency: every name prefixed, XHTML within, French, a package with its pictures.
PREFIXED = f"""<n:newsMessage xmlns:n="{NAR}" xmlns:h="http://www.w3.org/1999/xhtml">
 <n:itemSet>
  <n:packageItem guid="urn:pkg" version="1"><n:itemMeta><n:itemClass qcode="ninat:composite"/>
   </n:itemMeta><n:groupSet root="root">
    <n:group id="root" role="group:root"><n:groupRef idref="text"/><n:groupRef idref="images"/>
    </n:group>
    <n:group id="text" role="group:main"><n:itemRef residref="urn:text"/></n:group>
    <n:group id="images" role="group:sidebar"><n:groupRef idref="inner"/></n:group>
    <n:group id="inner"><n:itemRef residref="urn:image"/><n:itemRef residref="urn:far"/></n:group>
   </n:groupSet></n:packageItem>
  <n:newsItem guid="urn:image" version="2" xml:lang="fr"><n:rightsInfo>
    <n:copyrightHolder uri="http://nat.example/org/1"><n:name>Agence Nat</n:name>
    </n:copyrightHolder><n:usageTerms>Pas d’archives</n:usageTerms></n:rightsInfo>
   <n:itemMeta><n:itemClass qcode="ninat:picture"/><n:pubStatus qcode="stat:usable"/></n:itemMeta>
   <n:contentMeta><n:contentCreated>2026-03-01</n:contentCreated>
    <n:located qcode="geo:9"><n:name>Lyon</n:name></n:located>
    <n:creator role="crol:photographer"><n:name>Zoé Rey</n:name></n:creator>
    <n:creditline>Zoé Rey/Nat</n:creditline><n:headline>La tour</n:headline>
    <n:description role="drol:caption">La tour, dimanche.</n:description></n:contentMeta>
   <n:contentSet>
    <n:remoteContent rendition="rnd:thumbnail" contenttype="image/jpeg" href="t.jpg" width="90"
      height="60" size="2000"/>
    <n:remoteContent rendition="rnd:highRes" contenttype="image/jpeg" href="h.jpg" width="3000"
      height="2000" colourspace="colsp:sRGB"/>
    <n:remoteContent rendition="rnd:web" contenttype="image/jpeg" href="w.jpg" width="600"
      height="400"/></n:contentSet></n:newsItem>
  <n:newsItem guid="urn:text" version="10" xml:lang="fr">
   <n:itemMeta><n:itemClass uri="http://cv.iptc.org/newscodes/ninature/text"/>
    <n:provider uri="http://nat.example/org/1"><n:name>Agence Nat</n:name></n:provider>
    <n:versionCreated>2026-03-02T09:00:00+01:00</n:versionCreated>
    <n:embargoed>2026-03-03T06:00:00+01:00</n:embargoed>
    <n:expires>2026-04-01T00:00:00Z</n:expires>
    <n:pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/usable"/>
    <n:edNote>Contact : Luc Roy, luc@nat.example. Photos à suivre.</n:edNote></n:itemMeta>
   <n:contentMeta><n:language tag="fr-FR"/><n:genre qcode="genre:Press_Release"/>
    <n:subject type="cpnat:abstract" uri="http://cv.iptc.org/newscodes/mediatopic/16000000"/>
    <n:subject type="cpnat:person"><n:name>Inès Roy</n:name></n:subject>
    <n:subject type="cpnat:geoArea"><n:name xml:lang="en">Lyons</n:name>
      <n:name xml:lang="fr">Lyon</n:name></n:subject>
    <n:headline>La tour est là</n:headline><n:by>Par Inès Roy et Luc Roy (Nat)</n:by>
    <n:description role="drol:summary">Elle est haute.</n:description>
    <n:dateline>LYON (Nat) –</n:dateline></n:contentMeta>
   <n:contentSet><n:inlineXML contenttype="application/xhtml+xml"><h:html><h:body>
     <h:p>LYON (Nat) – Elle est haute.</h:p><h:p>Vue de <h:em>loin</h:em>.</h:p></h:body></h:html>
    </n:inlineXML><n:inlineData contenttype="text/plain">Elle est haute. Vue de loin. Et plus.
    </n:inlineData></n:contentSet></n:newsItem>
 </n:itemSet></n:newsMessage>"""


def test_a_national_agency_that_prefixes_every_name() -> None:
    assert said(only(read(PREFIXED))) == {
        "guid": "urn:text",
        "version": "10",
        "headline": "La tour est là",
        "byline": "Par Inès Roy et Luc Roy (Nat)",
        "dateline": "LYON",
        "body": "<p>LYON (Nat) – Elle est haute.</p>\n<p>Vue de <em>loin</em>.</p>",
        "lang": "fr-FR",
        "genre": "Press Release",
        "topics": ("conflict, war and peace", "Inès Roy", "Lyon"),
        "located": "Lyon",
        "version_created": "2026-03-02T09:00:00+01:00",
        "embargoed": "2026-03-03T06:00:00+01:00",
        "expires": "2026-04-01T00:00:00Z",
        "source": "Agence Nat",
        "ed_note": "Photos à suivre.",
        "pictures": (
            SourcePicture(
                guid="urn:image",
                headline="La tour",
                caption="La tour, dimanche.",
                credit="Zoé Rey/Nat",
                creator="Zoé Rey",
                copyright_holder="Agence Nat",
                usage_terms="Pas d’archives",
                located="Lyon",
                date="2026-03-01",
                lang="fr",
                renditions=(
                    Rendition("h.jpg", "image/jpeg", 3000, 2000),
                    Rendition("w.jpg", "image/jpeg", 600, 400),
                    Rendition("t.jpg", "image/jpeg", 90, 60),
                ),
            ),
        ),
    }


@pytest.mark.parametrize(
    ("meta", "status", "embargoed", "unsure"),
    [
        ("<n:embargoed>2026-03-05</n:embargoed>", "usable", "2026-03-05", 0),
        ("<n:pubStatus qcode='stat:withheld'/>", "withheld", None, 0),
        ("<n:embargoed/>", "withheld", None, 1),
        ("<n:embargoed>soon</n:embargoed>", "withheld", None, 1),
        ("<n:pubStatus qcode='stat:canceled'/>", "usable", None, 0),
        ("", "usable", None, 0),
    ],
)
def test_what_binds_a_package_binds_its_items(
    meta: str, status: str, embargoed: str | None, unsure: int
) -> None:
    own = "<n:embargoed>2026-03-03T06:00:00+01:00</n:embargoed>"
    packed = PREFIXED.replace(own, "").replace("</n:itemMeta><n:groupSet", f"{meta}</n:itemMeta>"
                                               "<n:groupSet")  # fmt: skip
    item = only(read(packed))
    assert (item.pub_status, item.embargoed, len(item.unsure)) == (status, embargoed, unsure)
    if embargoed:
        kept = PREFIXED.replace("</n:itemMeta><n:groupSet", f"{meta}</n:itemMeta><n:groupSet")
        assert only(read(kept)).embargoed == "2026-03-03T06:00:00+01:00"


def in_item(content: str, about: str = "<headline>Head</headline>", lang: str = "en") -> str:
    return (
        f"<newsItem xmlns='{NAR}' guid='urn:x' version='1' xml:lang='{lang}'><itemMeta>"
        f"<itemClass qcode='ninat:text'/></itemMeta><contentMeta>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


NITF = (
    "<nitf><head><docdata><doc-id id-string='9'/></docdata></head><body><body.head><hedline>"
    "<hl1>In NITF</hl1></hedline><byline>By Ann Lee</byline></body.head><body.content>"
    "<p>One <em>two</em>.</p><hl2>Sub</hl2><ul><li>three</li></ul></body.content></body></nitf>"
)
NITF_BODY = "<p>One <em>two</em>.</p>\n<h2>Sub</h2>\n<ul><li>three</li></ul>"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (f"<inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML>", NITF_BODY),
        (f"<inlineData contenttype='application/nitf+xml'><![CDATA[{NITF}]]></inlineData>",
         NITF_BODY),
        (f"<inlineData contenttype='text/xml'><![CDATA[<?xml version='1.0'?> {NITF}]]></inlineData>"
         "<inlineData contenttype='text/plain'>Not this.</inlineData>", NITF_BODY),
        ("<inlineData contenttype='text/html'>&lt;h2&gt;A&lt;/h2&gt;&lt;p&gt;b &amp;amp; "
         "&lt;a href=\"https://x.example/\"&gt;c&lt;/a&gt;&lt;/p&gt;</inlineData>",
         '<h2>A</h2>\n<p>b &amp; <a href="https://x.example/">c</a></p>'),
        ("<inlineData contenttype='text/plain'><![CDATA[\n<p>\n   (NAT) - Rome, March 2 - It rained"
         "\non the quay.\n   It \"stopped\" at noon.\n  </p>]]></inlineData>",
         '<p>(NAT) - Rome, March 2 - It rained on the quay.</p>\n<p>It "stopped" at noon.</p>'),
        ("<inlineXML contenttype='xhtml/xml'><html><body><p/><p>\n<h3>Sub</h3>\n</p>\n<p>a</p>"
         "</body></html></inlineXML>", "<h3>Sub</h3>\n<p>a</p>"),
        ("<inlineData contenttype='application/json'>{\"a\": 1}</inlineData>"
         "<inlineData contenttype='text/plain'>Text.</inlineData>", "<p>Text.</p>"),
        ("<remoteContent contenttype='application/pdf' href='a.pdf'/><inlineXML><html "
         "xmlns='http://www.w3.org/1999/xhtml'><body><p>a</p></body></html></inlineXML>",
         "<p>a</p>"),
    ],
)  # fmt: skip
def test_ways_to_put_a_text_in(content: str, body: str) -> None:
    item = only(read(in_item(content)))
    assert (item.headline, item.body, item.unsure) == ("Head", body, ())


def test_nitf_in_data_that_is_broken_is_a_fault() -> None:
    content = "<inlineData contenttype='application/nitf+xml'><![CDATA[<nitf><body>]]></inlineData>"
    [fault] = read(in_item(content))
    assert isinstance(fault, Fault)
    assert (fault.item, fault.message.split(":")[0]) == ("urn:x", "is not well-formed XML")


@pytest.mark.parametrize("holder", ["inlineXML", "inlineData"])
def test_a_body_of_no_article_is_a_fault(holder: str) -> None:
    assert read(in_item(f"<{holder}>{'a ' * 500_001}</{holder}>")) == [
        Fault("urn:x", "has a body of 1000002 characters; no article is so long")
    ]


@pytest.mark.parametrize("holder", ["contentSet", "inlineXML"])
def test_a_part_of_an_item_gives_the_nitf_in_it(holder: str) -> None:
    inner = f"<inlineXML>{NITF}</inlineXML>" if holder == "contentSet" else NITF
    item = only(read(f"<{holder}>{inner}</{holder}>"))
    assert (item.guid, item.headline, item.body) == ("9", "In NITF", NITF_BODY)


@pytest.mark.parametrize(
    ("lang", "headline", "text"),
    [
        ("ar", "افتتاح جسر جديد في الميناء", "الميناء (نبأ) - افتتح الجسر يوم الاثنين."),
        ("zh-Hans", "新桥通车", "（新讯）大桥星期一通车。"),
        ("ja", "新しい橋が開通", "橋は月曜日に開通した。「長かった」と市長は語った。"),
        ("he", "נפתח גשר חדש", "הגשר נפתח ביום שני."),
        ("ko", "새 다리 개통", "다리는 월요일에 개통했다."),
    ],
)
def test_every_script_comes_as_it_is(lang: str, headline: str, text: str) -> None:
    about = f"<headline dir='auto'>{headline}</headline><language tag='{lang}'/>"
    item = only(read(in_item(f"<inlineXML><p>{text}</p></inlineXML>", about, "en")))
    assert (item.lang, item.headline, item.body) == (lang, headline, f"<p>{text}</p>")


def test_a_summary_stands_once() -> None:
    about = "<headline>Head</headline><description role='drol:summary'>It rained.</description>"
    in_body = only(read(in_item("<inlineXML><p>It rained.</p><p>b</p></inlineXML>", about)))
    assert (in_body.standfirst, in_body.body) == (None, "<p>It rained.</p>\n<p>b</p>")
    apart = only(read(in_item("<inlineXML><p>It poured.</p></inlineXML>", about)))
    assert (apart.standfirst, apart.body) == ("It rained.", "<p>It poured.</p>")
    alone = only(read(in_item("", about)))
    assert (alone.standfirst, alone.body) == (None, "<p>It rained.</p>")
    assert alone.unsure == (
        "the source has only a summary of this item: write one, or take it out",
    )


def test_a_text_that_names_its_picture_by_guid() -> None:
    text = in_item("<inlineXML><p>a</p></inlineXML><remoteContent residref='urn:image'/>")
    image = in_item("<remoteContent contenttype='image/jpeg' href='a.jpg'/>").replace(
        "ninat:text", "ninat:picture"
    )
    items = text + image.replace("urn:x", "urn:image")
    message = f"<newsMessage xmlns='{NAR}'><itemSet>{items}</itemSet></newsMessage>"
    item = only(read(message))
    assert [picture.guid for picture in item.pictures] == ["urn:image"]


def test_other_kinds_say_their_guid_and_what_to_do() -> None:
    film = in_item("<remoteContent contenttype='video/mp4' href='v.mp4'/>").replace(
        "ninat:text", "ninat:video"
    )
    assert read(film) == [
        Fault(
            "urn:x",
            "is of the class 'video'; only texts and pictures are imported: take it over by hand, "
            "or leave it out",
        )
    ]


@given(st.data())
def test_damage_to_any_of_them_is_read_or_refused(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([WORLD, PREFIXED]))
    with contextlib.suppress(IngestError):
        read_newsml_g2(damaged(data, sound.encode()), name="wire.xml")


@given(st.text(alphabet="a \n\t", max_size=120))
def test_no_words_of_a_wire_are_lost(text: str) -> None:
    item = only(read(in_item(f"<inlineXML><html><body><p>x{text}</p></body></html></inlineXML>")))
    letters = "".join(part.split(">", 1)[-1] for part in item.body.split("<"))
    assert "".join(letters.split()) == "".join(f"x{text}".split())
