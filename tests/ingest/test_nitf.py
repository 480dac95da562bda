"""NITF 3.x becomes an item with nothing lost; what must not be published is not."""

import contextlib
import dataclasses
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.nitf.dates import read_date
from newsroom.ingest.nitf.notes import editors_note
from newsroom.ingest.nitf.reader import place_of, read_nitf
from newsroom.ingest.nitf.standfirst import without_copy
from newsroom.ingest.nitf.xml import key_of
from tests.conftest import ROOT
from tests.ingest.wire import damaged, only

CORPUS = ROOT.parent / "shared" / "corpus" / "nitf"

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf baselang="en-GB">
 <head>
  <title>A title that nobody sees</title>
  <meta name="slugline" content="HARBOUR-BRIDGE"/>
  <tobject tobject.type="Domestic">
   <tobject.property tobject.property.type="Feature"/>
   <tobject.subject tobject.subject.refnum="11006005" tobject.subject.type="Politics"
     tobject.subject.matter="Government"/>
   <tobject.subject tobject.subject.refnum="15000000"/>
  </tobject>
  <docdata management-status="usable">
   <correction info="Corrects the bridge's age."/>
   <evloc city="Milltown"/>
   <doc-id regsrc="XY" id-string="xy.123.b"/>
   <du-key key="bridge" version="4"/>
   <urgency ed-urg="3"/>
   <date.issue norm="20151014T043001+0100"/>
   <date.release norm="20151014T060000Z"/>
   <date.expire norm="20151021"/>
   <ed-msg info="Moves with photos. Call the desk on +44 20 7946 0123."/>
   <doc.copyright holder="XY Agency" year="2015"/>
   <doc.rights limitations="No archive."/>
   <key-list><keyword key="bridges"/><keyword key="politics"/><keyword key="A1"/></key-list>
  </docdata>
  <pubdata name="The Bell" date.publication="20151015" position.section="Local"
    ex-ref="https://bell.example/bridge"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Harbour <em>bridge</em> opens</hl1><hl2>Years late</hl2></hedline>
   <note type="npa"><body.content><p>Not for print.</p></body.content></note>
   <byline>By Ann Lee and <person>Bo Ek</person><byttl>Staff writers</byttl></byline>
   <distributor>XY Agency</distributor>
   <dateline><location>MILLTOWN</location>, <story.date>Oct 14</story.date> (XY) —</dateline>
   <abstract><p>It opens.</p><p>At last.</p></abstract>
  </body.head>
  <body.content>
   <media media-type="image">
    <media-reference source="https://xy.example/s.jpg" mime-type="image/jpeg" width="200"
      height="100" alternate-text="A bridge"/>
    <media-reference source="l.jpg" mime-type="image/jpeg" width="2000" height="1000"/>
    <media-caption><p>The bridge.</p></media-caption>
    <media-producer>Cy Ray</media-producer>
    <media-metadata name="credit" value="Cy Ray/XY"/>
   </media>
   <block>
    <p>It <em>opens</em> &amp; <q>at last</q>, said <person>Di Fo</person> of
      <org>Milltown &lt;Council&gt;</org>.</p>
    <p/>
    <hl2>What it cost</hl2>
    <p lang="fr">C'est la vie: <money>5</money><br/><a href="https://xy.example/?a=1&amp;b=2">more</a>
      and <a href="javascript:alert(1)">less</a>.</p>
    <ul><li>one</li><li><p>two</p><ul><li>deep</li></ul></li></ul>
    <dl><dt>Term</dt><dd>What it means.</dd></dl>
    <nitf-table><table><caption>Costs</caption><tr><th>a</th><td colspan="2">1</td></tr></table>
    </nitf-table>
    <bq><block><p>Long words.</p></block><credit>Di Fo, mayor</credit></bq>
    <pre>  x
  y</pre>
    <media media-type="image"><media-reference mime-type="image/png" source="2.png"/></media>
    <media media-type="video"><media-reference mime-type="video/mp4" source="v.mp4"/></media>
    <script>alert(2)</script>
    <note noteclass="editorsnote"><body.content><p>Desk only.</p></body.content></note>
    <p>___</p>
   </block>
  </body.content>
  <body.end><tagline>aa/bb</tagline><tagline type="npa">Desk: Ed.</tagline></body.end>
 </body>
</nitf>
"""

EXPECTED = Item(
    guid="xy.123.b",
    version="4",
    headline="Harbour bridge opens",
    slugline="HARBOUR-BRIDGE",
    standfirst="It opens. At last.",
    byline="By Ann Lee and Bo Ek, Staff writers",
    authors=("Bo Ek",),
    dateline="MILLTOWN, Oct 14",
    body="\n".join(
        [
            "<p>It <em>opens</em> &amp; “at last”, said Di Fo of Milltown &lt;Council&gt;.</p>",
            "<h2>What it cost</h2>",
            '<p lang="fr">C\'est la vie: 5<br><a href="https://xy.example/?a=1&amp;b=2">more</a>'
            " and less.</p>",
            "<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>",
            "<p><strong>Term</strong></p>",
            "<p>What it means.</p>",
            '<table><caption>Costs</caption><tr><th>a</th><td colspan="2">1</td></tr></table>',
            "<blockquote><p>Long words.</p></blockquote>",
            '<p class="attribution">— Di Fo, mayor</p>',
            "<p>x<br>y</p>",
            '<figure data-picture="1"></figure>',
            "<p>___</p>",
            "<p>aa/bb</p>",
        ]
    ),
    lang="en-GB",
    genre="Feature",
    section="Local",
    topics=("Politics", "Government", "sport", "bridges"),
    located="MILLTOWN",
    created="2015-10-14T04:30:01+01:00",
    version_created="2015-10-14T04:30:01+01:00",
    embargoed="2015-10-14T06:00:00Z",
    expires="2015-10-21",
    usage_terms="No archive.",
    copyright_holder="XY Agency",
    source="XY Agency",
    publisher="The Bell",
    url="https://bell.example/bridge",
    ed_note="Moves with photos.\nCorrects the bridge's age.\nNot for print.\nDesk only.\nDesk: Ed.",
    signals=frozenset(["correction"]),
    pictures=(
        SourcePicture(
            alt="A bridge",
            caption="The bridge.",
            credit="Cy Ray/XY",
            creator="Cy Ray",
            renditions=(
                Rendition("l.jpg", "image/jpeg", 2000, 1000),
                Rendition("https://xy.example/s.jpg", "image/jpeg", 200, 100),
            ),
        ),
        SourcePicture(renditions=(Rendition("2.png", "image/png"),)),
    ),
    lead_picture=0,
    unsure=("the source has a second headline too: 'Years late'",),
)


def nitf(
    docdata: str = "", content: str = "<p>Text.</p>", *, attributes: str = "", head: str = ""
) -> str:
    return (
        f"<nitf><head><docdata {attributes}><doc-id id-string='a1'/>{docdata}</docdata></head>"
        f"<body><body.head><hedline><hl1>Head</hl1></hedline>{head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def read(text: str | bytes) -> Item | Fault:
    raw = text if isinstance(text, bytes) else text.encode()
    found = read_nitf(raw, name="file.xml")
    assert len(found) == 1
    return found[0]


def item(text: str | bytes) -> Item:
    return only([read(text)])


def body(content: str) -> str:
    return item(nitf(content=content)).body


def test_a_whole_document() -> None:
    assert item(WHOLE) == EXPECTED


def test_the_namespace_is_read_under_any_prefix() -> None:
    plain = WHOLE.partition('dtd">')[2].strip()
    prefixed = plain.replace("</", "</n:").replace("<", "<n:").replace("<n:/n:", "</n:")
    prefixed = prefixed.replace(
        "<n:nitf ", '<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/" '
    )
    assert item(prefixed) == EXPECTED
    assert (
        item(plain.replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" '))
        == EXPECTED
    )


def test_declared_encodings_are_read() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + nitf(content="<p>Größe “x”</p>").replace(
        "“x”", "x"
    )
    assert item(text.encode("iso-8859-1")).body == "<p>Größe x</p>"


@pytest.mark.parametrize(
    ("head", "guid", "version"),
    [
        ("<doc-id id-string='a.1'/>", "a.1", None),
        ("<doc-id id-string='a.1'/><du-key key='k' version='3'/>", "a.1", "3"),
        ("<doc-id regsrc='AP'/><du-key key='k'/>", "k", None),
        ("<doc-id id-string='k_47'/><du-key key='k' version='48'/>", "k", "48"),
        ("<doc-id id-string='k_47'/><du-key key='k'/>", "k", "47"),
        ("<doc-id id-string='story;version=12'/>", "story", "12"),
        ("<doc-id id-string='story.v2'/>", "story", "2"),
        ("<doc-id id-string='SSS-3-1'/>", "SSS-3-1", None),
        ("<correction id-string='old'/>", "old", None),
        ("<date.issue norm='20151210'/>", "nitf:30b473f965d371f80fd5c87bae0df959", None),
        ("", "nitf:1abcb009273404771fbc8b641fb56b08", None),
    ],
)
def test_identity(head: str, guid: str, version: str | None) -> None:
    found = item(nitf().replace("<doc-id id-string='a1'/>", head))
    assert (found.guid, found.version) == (guid, version)


def test_the_last_revision_is_the_version() -> None:
    history = (
        "<revision-history norm='20151014T100000+0200'/><revision-history norm='20151014T093000Z'/>"
        "<revision-history norm='soon'/>"
    )
    found = item(nitf("<date.issue norm='20151015'/>").replace("</head>", history + "</head>"))
    assert (found.version, found.created) == ("20151014093000", "2015-10-14T09:30:00Z")


def test_no_identity_at_all_is_a_fault() -> None:
    assert read("<nitf><body><body.content><p>x</p></body.content></body></nitf>") == Fault(
        "file.xml", "has no identity: no doc-id, no du-key and no headline"
    )


_EMBARGOED = "management-status='embargoed'"


@pytest.mark.parametrize(
    ("attributes", "dates", "status", "embargoed", "expires", "unsure"),
    [
        ("", "", "usable", None, None, 0),
        ("management-status='usable'", "release 20300101", "usable", "2030-01-01", None, 0),
        (_EMBARGOED, "release 20300101T10Z", "usable", "2030-01-01T10:00Z", None, 0),
        (_EMBARGOED, "expire 20300101T1000Z", "usable", "2030-01-01T10:00Z", None, 0),
        (
            _EMBARGOED,
            "release 20300101,expire 20310101",
            "usable", "2030-01-01", "2031-01-01", 0,
        ),
        (_EMBARGOED, "", "withheld", None, None, 1),
        (_EMBARGOED, "release 20300101T1000", "usable", "2030-01-01T10:00", None, 1),
        ("management-status='withheld'", "", "withheld", None, None, 0),
        ("management-status='Odd'", "", "withheld", None, None, 1),
    ],
)  # fmt: skip
def test_status_and_dates(
    attributes: str,
    dates: str,
    status: str,
    embargoed: str | None,
    expires: str | None,
    unsure: int,
) -> None:
    written = "".join(
        "<date.{} norm='{}'/>".format(*date.split()) for date in dates.split(",") if date
    )
    found = item(nitf(written, attributes=attributes))
    assert (found.pub_status, found.embargoed, found.expires) == (status, embargoed, expires)
    assert len(found.unsure) == unsure


@pytest.mark.parametrize("name", ["release", "expire"])
@pytest.mark.parametrize("norm", ["30.9.3015", "20151301", "tomorrow", "20150230T0000Z"])
def test_a_binding_date_that_is_none_is_a_fault(name: str, norm: str) -> None:
    found = read(nitf(f"<date.{name} norm='{norm}'/>"))
    assert isinstance(found, Fault)
    assert found.item == "a1"
    assert found.message.startswith(f"date.{name}: ")


def test_another_date_that_is_none_is_left_out_and_said() -> None:
    found = item(nitf("<date.issue norm='30.9.3015'/>"))
    assert found.created is None
    assert found.unsure == (
        "the date 'date.issue' was left out: '30.9.3015' is no date of ISO 8601",
    )
    assert item(nitf("<date.issue norm='30150930'/>")).version_created is None


@pytest.mark.parametrize("word", ["canceled", "cancelled", "Killed", "kill", "withdrawn"])
def test_a_canceled_document_has_no_words(word: str) -> None:
    secret = "<abstract>Secret</abstract><byline>By Ann Lee</byline>"
    found = item(
        nitf(
            "<date.release norm='never'/><ed-msg info='Kill it. Ask ed@xy.example.'/>",
            "<p>Secret</p><media media-type='image'><media-reference source='a.jpg'/></media>",
            attributes=f"management-status='{word}'",
            head=secret,
        )
    )
    assert found == Item(guid="a1", pub_status="canceled", headline="Head", ed_note="Kill it.")


@pytest.mark.parametrize("name", ["management-idref-status", "management-doc-idref-status"])
def test_a_kill_notice_names_its_victim(name: str) -> None:
    attributes = f"management-doc-idref='old' {name}='canceled'"
    found = item(nitf("<date.expire norm='x'/>", "<p>Secret</p>", attributes=attributes))
    assert found == Item(guid="a1", pub_status="canceled", headline="Head", cancels="old")


def test_a_kill_notice_needs_no_identity_of_its_own() -> None:
    found = item(
        "<nitf><head><docdata management-status='canceled' management-doc-idref='old'/></head>"
        "<body><body.content><p>Kill</p></body.content></body></nitf>"
    )
    assert found == Item(guid="old", pub_status="canceled")


def test_a_kill_of_one_version_kills_the_document() -> None:
    attributes = "management-status='cancelled' management-doc-idref='story;version=12'"
    assert item(nitf(attributes=attributes)).cancels == "story"


def test_a_mention_of_another_document_kills_nothing() -> None:
    found = item(nitf(attributes="management-doc-idref='old' management-idref-status='usable'"))
    assert (found.pub_status, found.cancels, found.body) == ("usable", None, "<p>Text.</p>")


def test_a_correction_of_another_item_is_for_a_person() -> None:
    found = item(nitf("<correction id-string='old' info='Name'/>"))
    assert (found.signals, len(found.unsure)) == (frozenset(["correction"]), 1)
    assert item(nitf("<correction id-string='a1'/>")).unsure == ()


@pytest.mark.parametrize(
    ("head", "standfirst"),
    [
        ("<abstract>Plain.</abstract>", "Plain."),
        ("<hedline><hl1>x</hl1></hedline>", None),
    ],
)
def test_standfirst(head: str, standfirst: str | None) -> None:
    assert item(nitf(head=head)).standfirst == standfirst


def test_a_second_headline_is_the_standfirst_where_there_is_no_abstract() -> None:
    two = nitf().replace("</hl1>", "</hl1><hl2>{}</hl2>")
    assert item(two.format("Sub")).standfirst == "Sub"
    assert item(two.format("HEAD")).standfirst is None


@pytest.mark.parametrize(
    ("byline", "text", "authors"),
    [
        ("By BERNARD CONDON<byttl>Business Writer</byttl>", "By BERNARD CONDON, Business Writer",
         ("BERNARD CONDON",)),
        ("Von Ann Lee und Bo Ek", "Von Ann Lee und Bo Ek", ("Ann Lee", "Bo Ek")),
        ("gr/bp", "gr/bp", ()),
        ("<byttl>Sports Network</byttl>", "Sports Network", ()),
        ("<person>Cher Bono <function>MP</function></person>", "Cher Bono MP", ("Cher Bono",)),
    ],
)  # fmt: skip
def test_byline(byline: str, text: str, authors: tuple[str, ...]) -> None:
    found = item(nitf(head=f"<byline>{byline}</byline>"))
    assert (found.byline, found.authors) == (text, authors)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Waghäusel (dpa) - ", "Waghäusel"),
        ("MADRID, 21 Nov. 2024 (Europa Press) -", "MADRID, 21 Nov. 2024"),
        ("Tegucigalpa, Jan 2 (EFE).-", "Tegucigalpa, Jan 2"),
        ("MOSCOW, Monday (Reuters)", "MOSCOW, Monday"),
        ("PARIS —", "PARIS"),
        ("Oslo", "Oslo"),
        ("(dpa) -", None),
        (None, None),
    ],
)
def test_place_of(written: str | None, place: str | None) -> None:
    assert place_of(written) == place


def test_a_date_that_is_only_a_number_is_no_dateline() -> None:
    dateline = "<dateline><story.date norm='x'>20170102T222800+0000</story.date></dateline>"
    assert item(nitf(head=dateline)).dateline is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>a<br/><br/>b</p>", "<p>a</p>\n<p>b</p>"),
        ("loose <em>text</em><p>b</p>tail", "<p>loose <em>text</em></p>\n<p>b</p>\n<p>tail</p>"),
        ("<p>a <em class='bold'>b</em> c</p>", "<p>a <strong>b</strong> c</p>"),
        ("<p>H<sub>2</sub>O, 1<num><frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom>"
         "</frac></num></p>", "<p>H<sub>2</sub>O, 11/2</p>"),
        ("<p>«<q>a</q>» <q>“b”</q> <q>c <q>d</q></q></p>", "<p>«a» “b” “c ‘d’”</p>"),
        ("<p><lang iso='fr'>mot</lang></p>", '<p><span lang="fr">mot</span></p>'),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("<p>a <script>x</script>b</p><iframe src='x'>y</iframe>", "<p>a b</p>"),
        ("<p> </p><p>\N{NO-BREAK SPACE}</p><hl2/><ul><li/></ul><table><tr><td/></tr></table>", ""),
        ("<p>a <a href='mailto:x@y.example'>mail</a></p>", "<p>a mail</p>"),
        ("<p><a href='//x.example/a'>b</a></p>", '<p><a href="https://x.example/a">b</a></p>'),
        ("<hr/><fn><body.content><p>note</p></body.content></fn>", "<p>note</p>"),
        ("<ol><li>a<media media-type='image'><media-reference source='x.jpg'/></media></li></ol>",
         '<ol><li>a</li></ol>\n<figure data-picture="0"></figure>'),
        ("<p>ends</p>", "<p>ends</p>"),
        ("<hl2>Head</hl2><p>a</p>", "<p>a</p>"),
        ("<block><bq quote-source='Di Fo'><p>a</p></bq></block>",
         '<blockquote><p>a</p></blockquote>\n<p class="attribution">— Di Fo</p>'),
    ],
)  # fmt: skip
def test_body(content: str, expected: str) -> None:
    assert body(content) == expected


@pytest.mark.parametrize(
    ("abstract", "content", "standfirst"),
    [
        ("Same.", "<p>Same.</p><p>b</p>", None),
        ("Same 'words'.", "<p>Same ‘<em>words</em>’.</p>", None),
        ("It rained.", "<p>PORT HAVEN, 3 May (XY).- It rained.</p>", None),
        ("It rained.", "<p>(XY) – It <br/>rained.</p><p>b</p>", None),
        ("One. Two.", "<p>One.</p><p>Two.</p><p>Three.</p>", None),
        ("It rained on", "<p>It rained on the quay.</p>", None),
        ("Head", "<p>a</p>", None),
        ("It rained.", "<p>It rained. It stopped.</p>", "It rained."),
        ("Rain.", "<p>a</p><p>Rain.</p>", "Rain."),
        ("It rained.", "<p>Nobody thought that it rained.</p>", "It rained."),
    ],
)
def test_words_stand_in_the_body_or_in_the_standfirst(
    abstract: str, content: str, standfirst: str | None
) -> None:
    """The body is whole; a standfirst that only repeats its beginning is none."""
    alone = item(nitf(content=content))
    found = item(nitf(content=content, head=f"<abstract>{abstract}</abstract>"))
    assert (found.standfirst, found.body) == (standfirst, alone.body)


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4))
def test_no_words_are_lost_between_standfirst_and_body(standfirst: str, lines: list[str]) -> None:
    blocks = [f"<p>{escape(line)}</p>" for line in lines]
    kept, found = without_copy(standfirst, "Head", blocks)
    if kept is not None:
        assert (kept, found) == (standfirst, blocks)
    else:
        text = key_of("Head" + unescape("".join(found)))
        assert key_of(standfirst) in text
        assert found[: len(blocks)] == blocks


def test_an_abstract_without_a_body_is_the_body() -> None:
    found = item(nitf(content="", head="<abstract>Rain &amp; wind.</abstract>"))
    assert (found.standfirst, found.body) == (None, "<p>Rain &amp; wind.</p>")


def test_a_custom_table_is_said() -> None:
    found = item(
        nitf(content="<p>a</p><nitf-table><custom-table><x>1</x></custom-table></nitf-table>")
    )
    assert found.body == "<p>a</p>"
    assert found.unsure == ("a table in a format of its own was left out of the body",)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20151014T043001+0100", "2015-10-14T04:30:01+01:00"),
        ("20151210T191044Z", "2015-12-10T19:10:44Z"),
        ("20061018", "2006-10-18"),
        ("2015-10-14", "2015-10-14"),
        ("2015-10-14T04:30:01.250-05:00", "2015-10-14T04:30:01-05:00"),
        ("2015-10-14 04:30", "2015-10-14T04:30"),
        ("20151231T240000Z", "2016-01-01T00:00:00Z"),
        ("2015-10-14Z", "2015-10-14"),
        ("20151014T04+01", "2015-10-14T04:00+01:00"),
    ],
)
def test_read_date(written: str, iso: str) -> None:
    assert read_date(written) == iso


@pytest.mark.parametrize(
    "written",
    ["", "30.9.3015", "20151301", "2015-1014", "00010101", "20151014T2500", "20151014T0000+2500",
     "99991231T24", "2015-10", "١٢٣٤٠١٠١"],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("20151301", "'20151301' is no day of the calendar"),
        ("2015-02-30T10:00Z", "'2015-02-30T10:00Z' is no day of the calendar"),
        ("20151014T2500Z", "'20151014T2500Z' has a time that no clock shows"),
        ("00010101", "'00010101' is before 1583"),
        ("30.9.3015", "'30.9.3015' is no date of ISO 8601"),
    ],
)
def test_a_wrong_date_is_said_with_what_is_wrong(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace(".", r"\.")) as caught:
        read_date(written)
    assert str(caught.value) == message


@given(st.text(alphabet="0123456789TZ+-:. ", max_size=30))
def test_dates_are_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        read_date(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mind the name. Call +49 30 2852 31234 now. It is Ek.", "Mind the name. It is Ek."),
        ("Redaktion: Ann Lee, <ann@xy.example>", None),
        ("Fragen an Tel: 0123", None),
        ("ann (at) xy (dot) example", None),
        ("Moved 2024-09-23, versions 1 and 2", "Moved 2024-09-23, versions 1 and 2"),
        ("", None),
    ],
)
def test_notes_lose_contacts(written: str, kept: str | None) -> None:
    assert editors_note([written, None]) == kept


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0\0\0", b"plain text", b"<html><body><p>x</p></body></html>", b"{}", b"<nitf>",
        WHOLE.encode()[:900], b"<NewsML><NewsItem/></NewsML>",
        b'<nitf xmlns="http://www.w3.org/2005/Atom"/>',
        b'<!DOCTYPE nitf [<!ENTITY x "y">]><nitf>&x;</nitf>',
        b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>',
        b'<!DOCTYPE nitf [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>',
        b'<!DOCTYPE nitf [<!ELEMENT nitf ANY>]><nitf/>',
        b"<nitf>" + b"<p>" * 5000 + b"</p>" * 5000 + b"</nitf>",
    ],
)  # fmt: skip
def test_what_is_no_nitf(raw: bytes) -> None:
    with pytest.raises(IngestError, match=r"."):
        read_nitf(raw, name="x")


def test_the_deepest_allowed_nesting_is_read() -> None:
    for name in ("block", "em", "ul", "bq", "span", "table", "p", "q"):
        content = f"<{name}>" * 180 + "x" + f"</{name}>" * 180
        assert isinstance(read(nitf(content=content)), Item)


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    with contextlib.suppress(IngestError):
        read_nitf(raw, name="x")


@given(st.data())
def test_any_mutation_of_a_sound_document(data: st.DataObject) -> None:
    with contextlib.suppress(IngestError):
        read_nitf(damaged(data, WHOLE.encode()), name="x")


PARTS = [part + ">" for part in WHOLE.partition("<nitf")[2].split(">")][1:-2]


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_any_elements_in_any_order(parts: list[str]) -> None:
    """Elements that are closed, however they stand in one another."""
    stack: list[str] = []
    text = "<nitf>"
    for part in parts:
        name = part.rpartition("<")[2].strip("/>").split(" ")[0].split("\n")[0]
        if part.rpartition("<")[2].startswith("/"):
            text += f"</{stack.pop()}>" if stack else ""
        elif name[:1].isalpha():
            text += part
            if not part.endswith("/>"):
                stack.append(name)
    text += "".join(f"</{name}>" for name in reversed(stack)) + "</nitf>"
    with contextlib.suppress(IngestError):
        read_nitf(text.encode(), name="x")


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_the_corpus() -> None:
    read_all = {
        path.name: dataclasses.asdict(item(path.read_bytes())) for path in CORPUS.glob("*.xml")
    }
    assert {
        name: (found["guid"], found["created"], found["body"].count("<p>"), found["authors"])
        for name, found in read_all.items()
    } == {
        "ap-nitf.xml": ("nitf:b03b1c51d36864f5ca3bedd0076bcf77", "2015-12-10T19:10:44Z", 28,
                        ("BERNARD CONDON",)),
        "pa1.xml": ("af1f7ad5-5619-49de-84cc-2e608538c77fSSS-3-1", "2015-10-14T04:30:01+01:00", 43,
                    ()),
    }  # fmt: skip
