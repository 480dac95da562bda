"""NITF as agencies write it: what each leaves out, adds, or puts in a place of its own.

The agencies, people and words here are invented; the ways of writing are those of real feeds.
"""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.nitf.reader import read_nitf
from tests.ingest.wire import damaged, only, said


def read(raw: str | bytes) -> Item:
    return only(read_nitf(raw if isinstance(raw, bytes) else raw.encode(), name="wire.xml"))


# A national agency of old: a key for the story, an id for this file, capitals, ISO 8859-1.
ISLAND = """<?xml version="1.0" encoding="iso-8859-1"?>
<nitf version="-//IPTC//DTD NITF 3.1//EN">
 <head>
  <meta name="service" content="Comprehensive"/><title>1 POLITICS Bridge</title>
  <meta name="category" content="HHH"/><meta name="optInfo" content=""/>
  <tobject><tobject.subject tobject.subject.refnum="11006005"/>
   <tobject.subject tobject.subject.refnum="15000000"/></tobject>
  <docdata management-status="embargoed">
   <du-key key="IS-HHH-POLITICS-Bridge"/>
   <doc-id id-string="4a82e12e-6b39-47eb-8e59-2c616a7e32a4HHH-13-1"/>
   <urgency ed-urg="4"/><doc-scope scope="POLITICS"/><series series.part="1"/>
   <key-list><keyword key="Bridge"/></key-list>
   <del-list><from-src src-name="IS" level-number="1"/></del-list>
   <date.issue norm="20260908T132446+0100"/><date.release norm="20260909T000100+0100"/>
   <ed-msg info="(see also POLITICS Port)&#10;Embargoed to 0001 Friday. Desk: 020 7946 0123"/>
   <doc.copyright holder="Island Association" year="2026"/>
  </docdata>
 </head>
 <body>
  <body.head><hedline><hl1>BRIDGE TO COST \N{POUND SIGN}66M, SAYS MINISTER</hl1></hedline>
   <byline>By Ann Lee, Island Association Political Correspondent</byline>
   <abstract><p>A bridge to the island</p></abstract></body.head>
  <body.content>
<p>A bridge to the <location>island</location> will cost \N{POUND SIGN}66 million, said
  <person>Bo Ek</person> of the <org>Port Board</org>.</p>
   <p>&quot;It is <chron>time</chron>,&quot; he added.</p>
   <p>ends</p></body.content>
 </body>
</nitf>"""


def test_a_national_agency_with_an_embargo() -> None:
    assert said(read(ISLAND.encode("iso-8859-1"))) == {
        "guid": "4a82e12e-6b39-47eb-8e59-2c616a7e32a4HHH-13-1",
        "headline": "BRIDGE TO COST £66M, SAYS MINISTER",
        "byline": "By Ann Lee, Island Association Political Correspondent",
        "authors": ("Ann Lee",),
        "body": "\n".join(
            [
                "<p>A bridge to the island will cost £66 million, said Bo Ek of the Port Board."
                "</p>",
                '<p>"It is time," he added.</p>',
                "<p>ends</p>",
            ]
        ),
        "topics": ("politics", "sport", "Bridge"),
        "created": "2026-09-08T13:24:46+01:00",
        "version_created": "2026-09-08T13:24:46+01:00",
        "embargoed": "2026-09-09T00:01:00+01:00",
        "copyright_holder": "Island Association",
        "source": "IS",
        "ed_note": "(see also POLITICS Port) Embargoed to 0001 Friday.",
    }


@pytest.mark.parametrize(
    ("changes", "status", "embargoed", "expires"),
    [
        ({}, "usable", "2026-09-09T00:01:00+01:00", None),
        ({"date.release": "date.expire"}, "usable", "2026-09-09T00:01:00+01:00", None),
        ({'"embargoed"': '"usable"', "date.release": "date.expire"}, "usable", None,
         "2026-09-09T00:01:00+01:00"),
        ({'"embargoed"': '"withheld"'}, "withheld", "2026-09-09T00:01:00+01:00", None),
        ({'"embargoed"': '"killed"'}, "canceled", None, None),
        ({'"embargoed"': '"cancelled"'}, "canceled", None, None),
    ],
)  # fmt: skip
def test_what_binds(
    changes: dict[str, str], status: str, embargoed: str | None, expires: str | None
) -> None:
    written = ISLAND
    for old, new in changes.items():
        written = written.replace(old, new)
    item = read(written.encode("iso-8859-1"))
    assert (item.pub_status, item.embargoed, item.expires) == (status, embargoed, expires)
    assert (item.body == "") == (status == "canceled")


# A world agency: the slug as second headline, a byline of logins, its date in the dateline only.
SOUTH = """<nitf version="-//IPTC//DTD NITF 3.2//EN" change.date="May 10, 2003" baselang="es-ES">
 <head><title>El puerto abre</title><meta name="prioridad" content="R"/>
  <tobject tobject.type="News">
   <tobject.subject tobject.subject.ipr="IPTC" tobject.subject.refnum="11006005"
     tobject.subject.type="Politics" tobject.subject.matter="Government"/>
   <tobject.subject tobject.subject.ipr="SUR" tobject.subject.refnum="F01001000"
     tobject.subject.type="POL:POLITICS" tobject.subject.matter="GOVERNMENT"/></tobject>
  <docdata management-status="usable"><evloc city="Puerto Viejo" iso-cc="XXX"/>
   <doc-id id-string="22751909"/><urgency ed-urg="5"/>
   <key-list><keyword key="PUERTO GOBIERNO"/></key-list>
   <identified-content><person>Inés Rey <function>alcaldesa</function></person>
    <org>Puertos del Sur</org><location><city>Puerto Viejo</city></location>
    <classifier type="Subject">Comercio</classifier><classifier type="Desk">SUR1</classifier>
   </identified-content></docdata></head>
 <body><body.head>
  <hedline><hl1>El puerto abre</hl1><hl2>PUERTO GOBIERNO</hl2></hedline>
  <rights><rights.owner>Agencia Sur</rights.owner></rights><byline>gr/bp</byline>
  <distributor>Agencia Sur</distributor>
  <dateline><!-- Use norm. --><story.date norm="20260102T222800+0000">20260102T222800+0000
   </story.date></dateline></body.head>
 <body.content><p>Puerto Viejo, 2 ene (SUR).- El puerto abre con un <q>al fin</q>.</p>
 </body.content></body></nitf>"""


def test_a_world_agency_with_its_date_in_the_dateline() -> None:
    assert said(read(SOUTH)) == {
        "guid": "22751909",
        "headline": "El puerto abre",
        "byline": "gr/bp",
        "body": "<p>Puerto Viejo, 2 ene (SUR).- El puerto abre con un “al fin”.</p>",
        "lang": "es-ES",
        "topics": ("Politics", "Government", "Comercio", "Inés Rey", "Puertos del Sur",
                   "Puerto Viejo", "PUERTO GOBIERNO"),
        "located": "Puerto Viejo",
        "created": "2026-01-02T22:28:00+00:00",
        "version_created": "2026-01-02T22:28:00+00:00",
        "copyright_holder": "Agencia Sur",
        "source": "Agencia Sur",
    }  # fmt: skip


# A fact checker, sent by another agency: no offset, a version, an ed-msg with an address.
NORTH = """<nitf baselang="nb-NO" version="-//IPTC//DTD NITF 3.6//EN"><head><title>Sjekk</title>
 <meta name="NTSlug" content="no"/><tobject tobject.type="Innenriks">
 <tobject.property tobject.property.type="Faktasjekk"/></tobject>
 <docdata><urgency ed-urg="5"/><date.issue norm="2026-09-07T14:45:26"/>
 <doc-id id-string="sjekk-d9cd_47" regsrc="NT"/>
 <ed-msg info="Endre ikke teksten. Spør post@nt.example."/>
 <key-list key="sjekk-d9cd"/><du-key key="sjekk-d9cd" version="48"/>
 <evloc state-prov="Norge" county-dist="Norge"/></docdata>
 <pubdata date.publication="20260907T144527" item-length="0" unit-of-measure="character"/></head>
 <body><body.head><hedline><hl1>Sjekk: Nei</hl1></hedline><byline>Bo Ek / Sjekk</byline>
 <distributor><org>NT</org></distributor><dateline>Oslo</dateline></body.head>
 <body.content><p class="lead" lead="true">Nei, det er feil.</p><hl2>Påstand</hl2>
  <p quote-source="Innlegg">«Det er slik»</p><p/>
  <p class="txt-ind">
    Les mer hos <a href="https://sjekk.example/1">Sjekk</a>
     her.
  </p>
  <media media-type="image"><media-reference mime-type="image/jpeg" source="iJI.jpg"/>
   <media-caption> Foto: NT</media-caption></media></body.content></body></nitf>"""


def test_an_agency_that_sends_the_text_of_another() -> None:
    assert said(read(NORTH)) == {
        "guid": "sjekk-d9cd",
        "version": "48",
        "headline": "Sjekk: Nei",
        "byline": "Bo Ek / Sjekk",
        "authors": ("Bo Ek",),
        "dateline": "Oslo",
        "located": "Oslo",
        "body": "\n".join(
            [
                "<p>Nei, det er feil.</p>",
                "<h2>Påstand</h2>",
                "<p>«Det er slik»</p>",
                '<p>Les mer hos <a href="https://sjekk.example/1">Sjekk</a> her.</p>',
                '<figure data-picture="0"></figure>',
            ]
        ),
        "lang": "nb-NO",
        "genre": "Faktasjekk",
        "section": "Innenriks",
        "created": "2026-09-07T14:45:26",
        "version_created": "2026-09-07T14:45:26",
        "source": "NT",
        "ed_note": "Endre ikke teksten.",
        "pictures": (
            SourcePicture(caption="Foto: NT", renditions=(Rendition("iJI.jpg", "image/jpeg"),)),
        ),
    }


# An agency whose wire breaks lines at a width; the abstract is the headline once more.
WIDE = """<nitf><head><docdata><doc-id id-string="EAST.115314987.5417374"/>
 <date.issue norm="20261020T192751+1100"/><date.release norm="20261020T192751+1100"/>
 <date.expire norm="20261119T192751+1100"/><doc.copyright year="2026" holder="East Press"/>
 <doc.rights owner="EP" agent="EP" geography="East" type="A right to show."
  limitations="No framing."/></docdata></head><body><body.head>
 <hedline><hl1>What the evening news has</hl1></hedline>
 <abstract>What the evening news has</abstract><byline>By John Doe</byline>
 <dateline><location><city>Sydney</city></location></dateline></body.head>
 <body.content><p>   The main stories at 1900:</p><p/>
 <p>   1A) More rain is forecast over the next few days, and the big <br />flood is likely to get
 worse at both ends of the valley. The road <br />Along the river is closed.<br />
 </p><p/><p>A verse <br/>has short lines <br/>that stay.</p></body.content></body></nitf>"""


def test_an_agency_that_breaks_lines_at_a_width() -> None:
    assert said(read(WIDE)) == {
        "guid": "EAST.115314987.5417374",
        "headline": "What the evening news has",
        "byline": "By John Doe",
        "authors": ("John Doe",),
        "dateline": "Sydney",
        "located": "Sydney",
        "body": "\n".join(
            [
                "<p>The main stories at 1900:</p>",
                "<p>1A) More rain is forecast over the next few days, and the big flood is likely "
                "to get worse at both ends of the valley. The road Along the river is closed.</p>",
                "<p>A verse<br>has short lines<br>that stay.</p>",
            ]
        ),
        "created": "2026-10-20T19:27:51+11:00",
        "version_created": "2026-10-20T19:27:51+11:00",
        "embargoed": "2026-10-20T19:27:51+11:00",
        "expires": "2026-11-19T19:27:51+11:00",
        "usage_terms": "No framing.",
        "copyright_holder": "East Press",
    }


def short(head: str = "", body_head: str = "", *, attributes: str = "", content: str = "a") -> str:
    return (
        f"<nitf {attributes}><head><docdata><doc-id id-string='a1'/>{head}</docdata></head><body>"
        f"<body.head><hedline><hl1>Head</hl1></hedline>{body_head}</body.head>"
        f"<body.content><p>{content}</p></body.content></body></nitf>"
    )


@pytest.mark.parametrize(
    ("old", "new", "guid", "version"),
    [
        ("<doc-id id-string='a1'/>", "", "urn:uno:7", None),
        ("<doc-id id-string='a1'/>", "<du-key key='k' generation='3'/>", "urn:uno:7", "3"),
        ("<doc-id id-string='a1'/>", "<doc-id id-string='a1'/><du-key key='k' version='2'/>", "a1",
         "2"),
    ],
)  # fmt: skip
def test_identity_by_other_attributes(old: str, new: str, guid: str, version: str | None) -> None:
    item = read(short(attributes="uno='urn:uno:7'").replace(old, new))
    assert (item.guid, item.version) == (guid, version)


@pytest.mark.parametrize(
    ("line", "standfirst"),
    [
        ("<hl2 id='originalHeadline'>BC-Head, 1st Ld</hl2>", None),
        ("<hl2 class='slug'>HEAD-1</hl2><hl2>Under it</hl2>", "Under it"),
        ("<hl2>Minister: <q>Done</q></hl2>", 'Minister: "Done"'),
        ("<hl2>Minister: “<q>Done</q>”</hl2>", "Minister: “Done”"),
    ],
)
def test_second_headlines(line: str, standfirst: str | None) -> None:
    assert read(short().replace("</hl1>", f"</hl1>{line}")).standfirst == standfirst


def test_nobodys_address_stands_in_the_byline() -> None:
    byline = "<byline>By <person>Ann Lee</person> <virtloc>ann@xy.example</virtloc></byline>"
    item = read(short(body_head=byline))
    assert (item.byline, item.authors) == ("By Ann Lee", ("Ann Lee",))


def test_a_note_may_stand_in_the_element() -> None:
    assert read(short("<ed-msg>Mind the name.</ed-msg>")).ed_note == "Mind the name."


@pytest.mark.parametrize(
    ("written", "dateline", "located"),
    [
        ("PARIS —", "PARIS", "PARIS"),
        ("MOSCOW, Monday (XY)", "MOSCOW, Monday", "MOSCOW"),
        ("<location>NEW YORK</location>", "NEW YORK", "NEW YORK"),
        ("2026-01-03 20:13:08 GMT", None, None),
        ("21 Nov. 2026 (XY)", "21 Nov. 2026", None),
    ],
)
def test_datelines(written: str, dateline: str | None, located: str | None) -> None:
    item = read(short(body_head=f"<dateline>{written}</dateline>"))
    assert (item.dateline, item.located) == (dateline, located)


@pytest.mark.parametrize(
    ("lang", "headline", "text"),
    [
        ("ar", "افتتاح جسر جديد", "افتتح الجسر يوم الاثنين، وقال العمدة: «أخيرا»."),
        ("zh-CN", "新桥通车", "（新讯）大桥星期一通车。"),
        ("ja", "新しい橋が開通", "【港共同】橋は月曜日に開通した。"),
    ],
)
def test_every_script_comes_as_it_is(lang: str, headline: str, text: str) -> None:
    written = short(attributes=f'xml:lang="{lang}"', content=text).replace("Head<", f"{headline}<")
    item = read(written)
    assert (item.lang, item.headline, item.body) == (lang, headline, f"<p>{text}</p>")


def test_a_body_of_no_article_is_a_fault() -> None:
    [fault] = read_nitf(short(content="a " * 500_001).encode(), name="wire.xml")
    assert isinstance(fault, Fault)
    assert (fault.item, fault.message[:22]) == ("a1", "has a body of 1000006 ")
    killed = short(content="a " * 500_001).replace(
        "<docdata>", "<docdata management-status='canceled' management-doc-idref='a0'>"
    )
    item = read(killed)
    assert (item.pub_status, item.cancels, item.headline) == ("canceled", "a0", "Head")


def test_a_fault_says_which_date_is_wrong_and_what_to_do() -> None:
    raw = short("<date.release norm='20261340T0000Z'/>").encode()
    assert read_nitf(raw, name="wire.xml") == [
        Fault(
            "a1",
            "date.release: '20261340T0000Z' is no day of the calendar; ask the sender for the "
            "right date",
        )
    ]


@given(st.data())
def test_damage_to_any_of_them_is_read_or_refused(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([ISLAND, SOUTH, NORTH, WIDE]))
    with contextlib.suppress(IngestError):
        read_nitf(damaged(data, sound.encode()), name="wire.xml")
