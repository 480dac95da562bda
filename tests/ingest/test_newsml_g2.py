"""NewsML-G2 becomes items with nothing lost; what must not be published is not."""

import contextlib
from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ingest.item import Fault, IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.newsml_g2.reader import read_newsml_g2
from tests.conftest import ROOT
from tests.ingest.wire import damaged, only

CORPUS = ROOT.parent / "shared" / "corpus" / "newsml-g2"

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="de">
 <header><sent>2026-01-02T10:00:00Z</sent></header>
 <itemSet>
  <newsItem guid="urn:newsml:xy.example:1" version="3" standard="NewsML-G2" xml:lang="de">
   <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml"/>
   <rightsInfo>
    <copyrightHolder qcode="xyorg:xy"><name xml:lang="en">XY Agency</name><name>XY</name>
    </copyrightHolder>
    <copyrightNotice>(c) XY</copyrightNotice>
    <usageTerms xml:lang="en">Not in print</usageTerms>
    <usageTerms xml:lang="de">Nicht im Druck</usageTerms>
   </rightsInfo>
   <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:XY"><name>XY</name></provider>
    <versionCreated>2026-01-02T10:00:00+01:00</versionCreated>
    <firstCreated>2026-01-01T09:00:00+01:00</firstCreated>
    <embargoed>2026-01-02T12:00:00+01:00</embargoed>
    <pubStatus qcode="stat:usable"/>
    <title>slug of it</title>
    <edNote role="r:closingline">xy aa bb</edNote>
    <edNote role="r:embargo">Sperrfrist beachten, 12 Uhr!</edNote>
    <edNote role="r:correction">Im 2. Absatz: Ek (statt: Eck). Fragen an +49 30 1234567.</edNote>
    <edNote role="r:contacts" pubconstraint="c:nonpublic">Ann Lee, ann@xy.example</edNote>
    <signal qcode="sig:correction"/>
    <link rel="irel:seeAlso" href="https://xy.example/more"/>
    <link rel="x:canonical" href="https://xy.example/1"/>
   </itemMeta>
   <contentMeta>
    <urgency>3</urgency>
    <contentCreated>2025-12-31</contentCreated>
    <located qcode="geo:1"><name>Musterstadt</name></located>
    <creator><name>ek.bo</name></creator>
    <creator role="crol:author"><name>Bo Ek</name></creator>
    <creator type="cpnat:organisation"><name>Agentur Nord</name></creator>
    <contributor role="ctrol:descrWriter"><name>Cy Ray</name></contributor>
    <infoSource role="isrol:supplier" qcode="s:1"><name>Zulieferer</name></infoSource>
    <infoSource qcode="s:2"><name>Nordpresse</name></infoSource>
    <genre qcode="g:1"><name>Bericht</name></genre>
    <subject qcode="cat:pl" type="t:category"><name>pl</name></subject>
    <subject qcode="cat:wi" type="t:category"><name>Wirtschaft</name></subject>
    <subject qcode="medtop:20000523" type="cpnat:abstract">
     <name xml:lang="en">labour market</name><name xml:lang="de">Arbeitsmarkt</name></subject>
    <subject qcode="medtop:15000000"/>
    <subject qcode="x:eu"><name>EU</name></subject>
    <subject qcode="a:7" type="cpnat:abstract"/>
    <subject type="cpnat:poi" literal="poi1"><name>near the yard</name></subject>
    <subject type="cpnat:person"><name>Di Fo</name></subject>
    <subject type="cpnat:geoArea"><name>Sachsen</name></subject>
    <keyword>Werft</keyword><keyword>WERFT</keyword>
    <slugline separator="-">Werft-Neubau</slugline>
    <headline rank="3">Schiffbau</headline>
    <headline rank="1">Neue «Werft» eröffnet</headline>
    <dateline>Musterstadt (xy) - </dateline>
    <by>Von Bo Ek, XY</by>
    <creditline>XY/Nordpresse</creditline>
    <description role="drol:teaser">Kurz gesagt.</description>
    <language tag="de"/>
   </contentMeta>
   <assert qcode="a:7"><name>Häfen</name></assert>
   <partMeta><headline>never</headline></partMeta>
   <contentSet>
    <inlineXML contenttype="application/xhtml+xml">
     <html xmlns="http://www.w3.org/1999/xhtml"><head><title>never</title></head><body>
      <header><time class="publicationDate">1.1.2026</time>
       <ul class="slugline"><li>Werft</li></ul>
       <h1>Neue «Werft» eröffnet</h1><h3>Schiffbau</h3><p class="byline">Von Bo Ek, XY</p></header>
      <strong class="embargoed">Sperrfrist beachten, 12 Uhr!</strong>
      <section class="main">
       <p class="teaser">Kurz gesagt.</p>
       <p><span class="dateline">Musterstadt <span class="credit">(xy)</span> - </span>Ein
         <b>Neubau</b> &amp; <a href="https://xy.example/a?b=1&amp;c=2">mehr</a>.</p>
       <p></p><p>\N{NO-BREAK SPACE}</p>
       <h2>Was es kostet</h2>
       <figure><img src="pic.jpg" alt="Werft" width="800" height="600"/>
        <figcaption>Die Werft. <span class="credit">Cy Ray/XY</span></figcaption></figure>
       <blockquote><p>Lange Worte.</p><footer>Di Fo</footer></blockquote>
       <table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>
       <section class="INFOBOX"><h3>Kasten</h3><ul><li>eins</li><li>zwei</li></ul></section>
       <div class="np-nonpublic"><p class="byline">Ann Lee ann@xy.example</p></div>
       <script>alert(1)</script>
      </section></body></html>
    </inlineXML>
   </contentSet>
  </newsItem>
 </itemSet>
</newsMessage>
"""

EXPECTED = Item(
    guid="urn:newsml:xy.example:1",
    version="3",
    headline="Neue «Werft» eröffnet",
    slugline="Werft-Neubau",
    standfirst="Kurz gesagt.",
    byline="Von Bo Ek, XY",
    authors=("Bo Ek",),
    dateline="Musterstadt",
    body="\n".join(
        [
            "<p>Musterstadt (xy) - Ein <strong>Neubau</strong> &amp; "
            '<a href="https://xy.example/a?b=1&amp;c=2">mehr</a>.</p>',
            "<h2>Was es kostet</h2>",
            '<figure data-picture="0"></figure>',
            "<blockquote><p>Lange Worte.</p></blockquote>",
            '<p class="attribution">— Di Fo</p>',
            '<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody>'
            "</table>",
            "<h3>Kasten</h3>",
            "<ul><li>eins</li><li>zwei</li></ul>",
        ]
    ),
    attribution="xy aa bb",
    lang="de",
    genre="Bericht",
    section="Wirtschaft",
    topics=("Wirtschaft", "Arbeitsmarkt", "sport", "Häfen", "Werft", "Di Fo", "Sachsen"),
    located="Musterstadt",
    created="2026-01-01T09:00:00+01:00",
    version_created="2026-01-02T10:00:00+01:00",
    embargoed="2026-01-02T12:00:00+01:00",
    usage_terms="Nicht im Druck",
    copyright_holder="XY",
    copyright_notice="(c) XY",
    credit_line="XY/Nordpresse",
    source="Nordpresse",
    url="https://xy.example/1",
    ed_note="Sperrfrist beachten, 12 Uhr!\nIm 2. Absatz: Ek (statt: Eck).",
    signals=frozenset(["correction"]),
    pictures=(
        SourcePicture(
            alt="Werft",
            caption="Die Werft.",
            credit="Cy Ray/XY",
            renditions=(Rendition("pic.jpg", None, 800, 600),),
        ),
    ),
)

CANCELED = "<pubStatus qcode='stat:canceled'/>"
WITHHELD = "<pubStatus qcode='stat:withheld'/>"
EMBARGOED = "<embargoed>2030-01-01</embargoed>"
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def news(
    guid: str = "t1",
    *,
    kind: str = "text",
    meta: str = "<pubStatus qcode='stat:usable'/>",
    about: str = "<headline>Head</headline>",
    content: str = "<inlineXML><p>Text.</p></inlineXML>",
    version: str = "1",
) -> str:
    return (
        f"<newsItem guid='{guid}' version='{version}'><itemMeta><itemClass qcode='ninat:{kind}'/>"
        f"{meta}</itemMeta><contentMeta>{about}</contentMeta><contentSet>{content}</contentSet>"
        "</newsItem>"
    )


def picture(
    guid: str = "p1", *, meta: str = "<pubStatus qcode='stat:usable'/>", version: str = "1"
) -> str:
    about = "<headline>Pic</headline><creditline>Ray</creditline>"
    content = f"<remoteContent contenttype='image/jpeg' href='{guid}.jpg' width='9' height='3'/>"
    return news(guid, kind="picture", meta=meta, about=about, content=content, version=version)


def package(guid: str, *groups: str) -> str:
    inside = "".join(
        f"<group id='g{number}'>{group}</group>" for number, group in enumerate(groups)
    )
    return f"<packageItem guid='{guid}'><groupSet root='g0'>{inside}</groupSet></packageItem>"


def ref(*guids: str) -> str:
    return "".join(f"<itemRef residref='{guid}'/>" for guid in guids)


def message(*items: str) -> bytes:
    return f"<newsMessage {NAR}><itemSet>{''.join(items)}</itemSet></newsMessage>".encode()


def read(raw: str | bytes) -> list[Item | Fault]:
    return read_newsml_g2(raw.encode() if isinstance(raw, str) else raw, name="file.xml")


def item(raw: str | bytes) -> Item:
    return only(read(raw))


def shown(raw: bytes) -> dict[str, tuple[str, list[str | None]]]:
    """What came of a message: for each item its kind, and the guids of its pictures."""
    return {
        found.guid: (found.kind, [picture.guid for picture in found.pictures])
        for found in read(raw)
        if isinstance(found, Item)
    }


def body(content: str, **changes: str) -> str:
    return item(news(content=content, **changes)).body


def test_a_whole_message() -> None:
    assert item(WHOLE) == EXPECTED


def test_any_prefix_and_no_namespace() -> None:
    bare = WHOLE.replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "")
    assert item(bare) == EXPECTED
    html = "http://www.w3.org/1999/xhtml"
    prefixed = bare.partition("?>")[2].strip().replace("</", "</n:").replace("<", "<n:")
    prefixed = prefixed.replace("<n:/n:", "</n:").replace(f' xmlns="{html}"', "")
    prefixed = prefixed.replace("<n:newsMessage", f"<n:newsMessage xmlns:n='{NAR[7:-1]}'", 1)
    assert item(prefixed) == EXPECTED


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ("", "usable"),
        ("<pubStatus qcode='stat:usable'/>", "usable"),
        ("<pubStatus qcode='ps:withheld'/>", "withheld"),
        ("<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>", "withheld"),
        ("<pubStatus qcode='stat:canceled'/>", "canceled"),
        ("<pubStatus qcode='stat:cancelled'/>", "canceled"),
        ("<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>", "canceled"),
        ("<pubStatus qcode='stat:odd'/>", "withheld"),
        ("<embargoed/>", "withheld"),
        ("<signal qcode='edStat:withdrawn'/>", "canceled"),
    ],
)
def test_status(meta: str, status: str) -> None:
    assert item(news(meta=meta)).pub_status == status


def test_what_is_unclear_is_said() -> None:
    assert item(news(meta="<pubStatus qcode='stat:odd'/>")).unsure == (
        "the source's status 'odd' is unknown: may it be published?",
    )
    assert item(news(meta="<embargoed/>")).unsure == (
        "is under embargo, but nothing says until when: set embargoed:",
    )
    assert len(item(news(meta="<embargoed>2030-01-01T10:00:00</embargoed>")).unsure) == 1
    assert len(item(news(about="<headline pubconstraint='c:noWeb'>Head</headline>")).unsure) == 1


@pytest.mark.parametrize(
    ("meta", "signals"),
    [
        ("<signal qcode='sig:correction'/>", ["correction"]),
        ("<signal qcode='sig:update'/><signal qcode='sig:correction'/>", ["correction", "update"]),
        ("<signal uri='http://cv.iptc.org/newscodes/signal/update'/>", ["update"]),
        ("<signal qcode='edStat:C'/>", ["correction"]),
        ("<signal qcode='edStat:U'/>", ["update"]),
        ("<signal qcode='db:c'/><signal qcode='sig:atomic'/>", []),
    ],
)
def test_signals(meta: str, signals: list[str]) -> None:
    assert sorted(item(news(meta=meta)).signals) == signals


def test_a_canceled_item_has_no_words() -> None:
    killed = item(
        WHOLE.replace("stat:usable", "stat:canceled").replace("2026-01-02T12:00:00+01:00", "never")
    )
    assert killed == Item(
        guid=EXPECTED.guid,
        version="3",
        pub_status="canceled",
        headline=EXPECTED.headline,
        slugline=EXPECTED.slugline,
        lang="de",
        created=EXPECTED.created,
        version_created=EXPECTED.version_created,
        source="Nordpresse",
        ed_note=EXPECTED.ed_note,
    )
    # Whatever its class is, and whatever else is wrong with it.
    assert item(news(kind="advisory", meta="<pubStatus qcode='stat:canceled'/>")).body == ""


@pytest.mark.parametrize("written", ["30.9.3015", "2026-13-01T00:00:00Z", "tomorrow"])
def test_an_embargo_that_is_none_is_a_fault(written: str) -> None:
    found = read(message(news("a", meta=f"<embargoed>{written}</embargoed>"), news("b")))
    assert isinstance(found[0], Fault)
    assert (found[0].item, found[0].message[:10]) == ("a", "embargoed:")
    assert isinstance(found[1], Item)


def test_another_date_that_is_none_is_left_out_and_said() -> None:
    found = item(news(meta="<versionCreated>30.9.3015</versionCreated>"))
    assert (found.version_created, len(found.unsure)) == (None, 1)


def test_nothing_that_is_not_public_comes_out() -> None:
    found = read(WHOLE)
    for secret in ("ann@", "Ann Lee", "1234567", "Fragen an", "alert", "never"):
        assert secret not in repr(found)
    private = (
        "<description pubconstraint='a:other c:nonpublic'>Secret</description>"
        "<keyword pubconstrainturi='http://x.example/cv/nonpublic'>Secret</keyword>"
        "<headline>Head</headline>"
    )
    content = "<inlineXML><p>a<span pubconstraint='c:nonpublic'>Secret</span> b</p></inlineXML>"
    found = read(news(about=private, content=content))
    assert "Secret" not in repr(found)
    assert isinstance(found[0], Item)
    assert found[0].body == "<p>a b</p>"


@pytest.mark.parametrize(
    ("about", "headline", "standfirst"),
    [
        ("<headline>a</headline>", "a", None),
        ("<headline>a</headline><headline role='hld:subHeadline'>b</headline>", "a", "b"),
        ("<headline>a</headline><description role='drol:summary'>A</description>", "a", None),
        ("<headline>a</headline><description role='drol:caption'>c</description>", "a", None),
        ("<headline xml:lang='fr'>f</headline><headline xml:lang='en'>e</headline>"
         "<language tag='en-GB'/>", "e", None),
        ("<headline rank='2'>b</headline><headline rank='1'>a</headline>", "a", None),
        ("", "title", None),
    ],
)  # fmt: skip
def test_headline_and_standfirst(about: str, headline: str, standfirst: str | None) -> None:
    found = item(news(about=about, meta="<title>title</title>"))
    assert (found.headline, found.standfirst) == (headline, standfirst)


def test_what_the_metadata_lacks_comes_from_the_text() -> None:
    content = (
        "<inlineXML><html><body><header><h1>H</h1><p class='byline'>By Bo Ek</p></header>"
        "<p class='teaser'>T</p><p>x</p><p class='closingline'>aa/bb</p></body></html></inlineXML>"
    )
    found = item(news(about="", content=content))
    assert (found.headline, found.byline, found.standfirst) == ("H", "By Bo Ek", "T")
    assert (found.attribution, found.body) == ("aa/bb", "<p>x</p>")


def test_what_differs_from_the_metadata_stays() -> None:
    about = "<headline>H</headline><by>By Bo Ek</by><description>D</description>"
    content = "<h1>Other</h1><p class='byline'>By Di Fo</p><p class='teaser'>T</p><p>x</p>"
    assert body(f"<inlineXML><div>{content}</div></inlineXML>", about=about) == (
        "<h2>Other</h2>\n<p>By Di Fo</p>\n<p>T</p>\n<p>x</p>"
    )


def test_places() -> None:
    area = "<subject type='cpnat:geoArea'><name>Sachsen</name></subject>"
    for about, located in (
        (area, "Sachsen"),
        ("<located literal='Rome'/>" + area, "Rome"),
        ("<located qcode='city:Moscow'/>", "Moscow"),
        ("<located qcode='geo:345678'/>", None),
    ):
        assert item(news(about="<headline>h</headline>" + about)).located == located


NITF = (
    "<nitf><body><body.head><hedline><hl1>N</hl1></hedline><byline>By Bo Ek</byline>"
    "<note type='npa'><body.content><p>Desk.</p></body.content></note>"
    "<abstract><p>A</p></abstract></body.head><body.content><p>x <org>y</org></p></body.content>"
    "</body></nitf>"
)


def test_nitf_inside() -> None:
    found = item(
        news(about="", content=f"<inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML>")
    )
    assert (found.headline, found.standfirst, found.byline) == ("N", "A", "By Bo Ek")
    assert (found.body, found.authors, found.ed_note) == ("<p>x y</p>", ("Bo Ek",), "Desk.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<inlineData contenttype='text/html'>&lt;p>a&lt;p>b &lt;i>c&lt;/i></inlineData>",
         "<p>a</p>\n<p>b <em>c</em></p>"),
        ("<inlineData contenttype='text/html'>&lt;p>a&lt;/p>&lt;script>x&lt;/script>&lt;!--c-->"
         "</inlineData>", "<p>a</p>"),
        ("<inlineData contenttype='text/html'>a &amp;amp; b</inlineData>", "<p>a &amp; b</p>"),
        ("<inlineData contenttype='text/plain'>one\nline\n\ntwo &lt; 3</inlineData>",
         "<p>one line</p>\n<p>two &lt; 3</p>"),
        ("<inlineData contenttype='text/plain'>&lt;p>\n   one\nline\n   two&lt;/p></inlineData>",
         "<p>one line</p>\n<p>two</p>"),
        ("<inlineData contenttype='text/plain'>a    1\nb    2</inlineData>",
         "<p>a    1<br>b    2</p>"),
        ("<inlineData contenttype='application/pdf' encoding='e:base64'>AAAA</inlineData>", ""),
        ("<inlineData>plain</inlineData><inlineXML><p>xml</p></inlineXML>", "<p>xml</p>"),
        ("<inlineXML><svg><text>no</text></svg></inlineXML><inlineXML><p>yes</p></inlineXML>",
         "<p>yes</p>"),
        ("<inlineXML xml:lang='fr'><p>f</p></inlineXML>"
         "<inlineXML xml:lang='en'><p>e</p></inlineXML>",
         "<p>e</p>"),
        ("<remoteContent contenttype='text/html' href='x.html'/>", ""),
    ],
)  # fmt: skip
def test_renditions_of_a_text(content: str, expected: str) -> None:
    about = "<headline>Head</headline><language tag='en'/>"
    found = item(news(content=content, about=about))
    assert found.body == expected
    assert found.unsure == (
        () if expected else ("the source has no text of this item: write one, or take it out",)
    )


def test_a_picture_by_itself() -> None:
    about = (
        "<headline>Pic</headline><creditline>Ray/XY</creditline><contentCreated>2025-12-31"
        "</contentCreated><creator role='crol:photographer'><name>Cy Ray</name></creator>"
        "<description role='drol:caption'>Cap</description><located><name>Ulm</name></located>"
        "<description role='drol:altText'>Alt</description><language tag='en'/>"
    )
    content = (
        "<remoteContent rendition='rnd:thumb' contenttype='image/gif' href='file:///./ t.gif'"
        " width='80' height='60'/>"
        "<remoteContent rendition='rnd:high' contenttype='image/jpeg' href='h.jpg'"
        " width='800' height='600'/><remoteContent contenttype='video/mp4' href='v.mp4'/>"
        "<remoteContent contenttype='image/jpeg' href='file:///etc/passwd'/>"
    )
    shot = SourcePicture(
        guid="p",
        headline="Pic",
        alt="Alt",
        caption="Cap",
        credit="Ray/XY",
        creator="Cy Ray",
        located="Ulm",
        date="2025-12-31",
        lang="en",
        renditions=(
            Rendition("h.jpg", "image/jpeg", 800, 600),
            Rendition("./t.gif", "image/gif", 80, 60),
        ),
    )
    expected = Item(
        guid="p",
        kind="picture",
        version="1",
        headline="Pic",
        credit_line="Ray/XY",
        located="Ulm",
        lang="en",
        created="2025-12-31",
        pictures=(shot,),
    )
    for kind in ("picture", "graphic"):
        assert item(news("p", kind=kind, about=about, content=content)) == expected


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        (news(guid=""), [("file.xml", "has no guid; an item needs one")]),
        (news(kind="video"),
         [("t1", "is of the class 'video'; only texts and pictures are imported: take it over by "
                 "hand, or leave it out")]),
        (news(about="", content=""), [("t1", "has no headline and no text")]),
        ("<knowledgeItem guid='k'/>",
         [("k", "is a knowledgeItem; only news items and packages are imported: leave it out")]),
        (message("<planningItem/>", "<odd guid='o'/>").decode(),
         [("file.xml",
           "is a planningItem; only news items and packages are imported: leave it out"),
          ("o", "is a odd; only news items and packages are imported: leave it out")]),
        (package("only", ref("elsewhere")),
         [("only", "is a package that holds no text or picture; import what it names")]),
    ],
)  # fmt: skip
def test_what_is_passed_over(raw: str, faults: list[tuple[str, str]]) -> None:
    assert read(raw) == [Fault(*fault) for fault in faults]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        # A text and its picture in one group.
        ((news("t"), picture("p"), package("k", ref("t", "p", "gone"))), {"t": ["p"]}),
        ((package("k", ref("p", "t")), picture("p"), news("t")), {"t": ["p"]}),
        # A picture that no group has stays alone.
        ((news("t"), picture("p"), picture("q"), package("k", ref("t", "q"))),
         {"t": ["q"], "p": None}),
        # A list of texts, each with its picture; and one where the pictures stand at its end.
        ((news("t"), picture("p"), news("u"), picture("q"), package("k", ref("t", "p", "u", "q"))),
         {"t": ["p"], "u": ["q"]}),
        ((news("t"), picture("p"), news("u"), picture("q"), package("k", ref("t", "u", "p", "q"))),
         {"t": ["p", "q"], "u": []}),
        # Groups within groups, and packages within packages.
        ((news("t"), picture("p"), package("k", "<groupRef idref='g1'/><groupRef idref='g2'/>",
                                           ref("t"), ref("p"))), {"t": ["p"]}),
        ((news("t"), picture("p"), package("k", ref("t", "l")), package("l", ref("p"))),
         {"t": ["p"]}),
        # Without groups, as in listing 24 of IPTC's guidelines.
        ((f"<packageItem>{ref('t', 'p')}</packageItem>", news("t"), picture("p")), {"t": ["p"]}),
        # What may not be shown, or not yet, goes with no text.
        ((news("t"), picture("p", meta=WITHHELD), package("k", ref("t", "p"))),
         {"t": [], "p": None}),
        ((news("t"), picture("p", meta=EMBARGOED), package("k", ref("t", "p"))),
         {"t": [], "p": None}),
        # A kill is the last word, in whatever order it comes.
        ((news("t"), picture("p", meta=CANCELED, version="2"),
          picture("p"), package("k", ref("t", "p"))), {"t": [], "p": None}),
        # A canceled text takes none.
        ((news("t", meta=CANCELED), picture("p"), package("k", ref("t", "p"))),
         {"t": []}),
    ],
)  # fmt: skip
def test_packages(items: tuple[str, ...], expected: dict[str, list[str] | None]) -> None:
    found = {
        guid: pictures
        for guid, (kind, pictures) in shown(message(*items)).items()
        if kind == "text"
    }
    alone = {guid for guid, (kind, _) in shown(message(*items)).items() if kind == "picture"}
    assert found == {guid: pictures for guid, pictures in expected.items() if pictures is not None}
    assert alone >= {guid for guid, pictures in expected.items() if pictures is None}
    assert not any(isinstance(entry, Fault) for entry in read(message(*items)))


def chain(length: int) -> list[str]:
    return [package(f"k{n}", ref(f"k{n + 1}")) for n in range(length - 1)] + [
        package(f"k{length - 1}", ref("t", "p"))
    ]


def test_packages_nest_only_so_deep() -> None:
    assert shown(message(news("t"), picture("p"), *chain(5)))["t"] == ("text", ["p"])
    found = read(message(news("t"), *chain(10)))
    assert [entry.guid for entry in found if isinstance(entry, Item)] == ["t"]
    assert [entry for entry in found if isinstance(entry, Fault)] == [
        Fault(f"k{n}", "nests more than 5 packages; its items are imported one by one")
        for n in range(5)
    ]


def test_packages_that_hold_themselves() -> None:
    found = read(message(news("t"), package("a", ref("b")), package("b", ref("a", "t"))))
    assert [entry.item for entry in found if isinstance(entry, Fault)] == ["a", "b"]
    loop = package("k", "<groupRef idref='g1'/>", "<groupRef idref='g0'/>" + ref("t", "p"))
    assert shown(message(news("t"), picture("p"), loop)) == {"t": ("text", ["p"])}


def test_packages_with_too_many_references() -> None:
    wide = [package(f"k{n}", ref("t") * 500) for n in range(250)]
    faults = [entry for entry in read(message(news("t"), *wide)) if isinstance(entry, Fault)]
    assert faults[0] == Fault("k200", "is one of packages with more than 100000 references")


def test_pictures_of_the_message_that_a_text_shows() -> None:
    content = (
        "<inlineXML><div><p>x</p><figure><img src='p.jpg' alt='Here'/></figure></div></inlineXML>"
    )
    found = read(message(picture("p"), news("t", content=content)))
    assert len(found) == 1
    assert isinstance(found[0], Item)
    assert found[0].body == '<p>x</p>\n<figure data-picture="0"></figure>'
    assert found[0].pictures[0].credit == "Ray"
    assert found[0].pictures[0].alt == "Here"


@pytest.mark.parametrize("meta", [CANCELED, WITHHELD, EMBARGOED, "<embargoed/>"])
def test_pictures_that_may_not_be_shown_are_not(meta: str) -> None:
    link = (
        "<link rel='irel:x' residref='p' href='https://x.example/p.jpg'>"
        "<itemClass qcode='ninat:picture'/></link>"
    )
    content = "<inlineXML><div><p>x</p><figure><img src='p.jpg'/></figure></div></inlineXML>"
    found = shown(message(picture("p", meta=meta), news("t", content=content, meta=link)))
    assert found["t"] == ("text", [])


def test_pictures_that_a_text_links_to() -> None:
    meta = (
        "<link rel='irel:seeAlso' residref='far' href='https://x.example/far.jpg'>"
        "<itemClass qcode='ninat:picture'/><title>Far</title></link>"
        "<link rel='irel:seeAlso' residref='p'><itemClass qcode='ninat:picture'/></link>"
        "<link rel='irel:seeAlso' residref='gone'><itemClass qcode='ninat:picture'/></link>"
        "<link rel='irel:seeAlso' href='https://x.example/page'/>"
    )
    found = read(message(news("t", meta=meta), picture("p")))
    assert len(found) == 1
    assert isinstance(found[0], Item)
    assert [(shot.guid, shot.headline, shot.renditions[0].href) for shot in found[0].pictures] == [
        ("far", "Far", "https://x.example/far.jpg"),
        ("p", "Pic", "p.jpg"),
    ]


def test_a_first_picture_leads() -> None:
    figure = "<figure><img src='a.jpg' alt='A'/></figure>"
    found = item(news(content=f"<inlineXML><div>{figure}<p>x</p></div></inlineXML>"))
    assert (found.lead_picture, found.body) == (0, "<p>x</p>")


def test_the_language_of_the_message_is_the_last_resort() -> None:
    raw = message(news("a"), news("b", about="<headline>h</headline><language tag='fi'/>"))
    found = read(raw.replace(b"<newsMessage", b"<newsMessage xml:lang='sv'"))
    assert [entry.lang for entry in found if isinstance(entry, Item)] == ["sv", "fi"]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\0", b"words", b"{}", b"<html><body><p>x</p></body></html>", WHOLE.encode()[:2000],
        b"<NewsML><NewsItem/></NewsML>", b"<contentSet/>", b"<newsMessage/>",
        b"<newsMessage><itemSet/></newsMessage>", b"<newsItem xmlns='http://www.w3.org/2005/Atom'/>",
        b'<!DOCTYPE newsItem [<!ENTITY x "y">]><newsItem guid="&x;"/>',
        b'<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsItem>&x;</newsItem>',
        b'<!DOCTYPE newsItem [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><newsItem>&b;</newsItem>',
        b"<newsItem>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</newsItem>",
    ],
)  # fmt: skip
def test_what_is_no_newsml_g2(raw: bytes) -> None:
    with pytest.raises(IngestError, match=r"."):
        read(raw)


def test_html_in_data_nests_only_so_deep() -> None:
    deep = "&lt;div>" * 230 + "x"
    found = read(news(content=f"<inlineData contenttype='text/html'>{deep}</inlineData>"))
    assert isinstance(found[0], Fault)
    huge = "&lt;div>" * 50_000 + "x"
    assert len(read(news(content=f"<inlineData contenttype='text/html'>{huge}</inlineData>"))) == 1


def test_the_deepest_allowed_nesting_is_read() -> None:
    for name in ("div", "em", "ul", "blockquote", "x", "table", "header", "q"):
        content = f"<inlineXML>{f'<{name}>' * 180}x{f'</{name}>' * 180}</inlineXML>"
        assert isinstance(item(news(content=content)), Item)


@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    with contextlib.suppress(IngestError):
        read(raw)


@given(st.data())
def test_any_mutation_of_a_sound_message(data: st.DataObject) -> None:
    sound = [WHOLE.encode(), message(news("t"), picture("p"), package("k", ref("t", "p")))]
    with contextlib.suppress(IngestError):
        read(damaged(data, data.draw(st.sampled_from(sound))))


@given(st.text(max_size=200))
def test_any_data(text: str) -> None:
    """Text of any kind as data, in an item that is sound."""
    for kind in ("text/html", "text/plain", ""):
        content = f"<inlineData contenttype='{kind}'>{escape(text)}</inlineData>"
        with contextlib.suppress(IngestError):
            read(news(content=content).encode("utf-8", "replace"))


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=8))
def test_any_packages(references: list[list[int]]) -> None:
    """Every text and picture comes out once, whatever packages refer to."""
    names = ["t0", "t1", "p0", "p1", *(f"k{n}" for n in range(6))]
    packages = [
        package(f"k{n}", *(ref(names[to]) for to in group), "<groupRef idref='g1'/>")
        for n, group in enumerate(references)
    ]
    found = read(message(news("t0"), news("t1"), picture("p0"), picture("p1"), *packages))
    items = [entry for entry in found if isinstance(entry, Item)]
    met = [entry.guid for entry in items] + [
        str(shot.guid) for entry in items if entry.kind == "text" for shot in entry.pictures
    ]
    assert set(met) == {"t0", "t1", "p0", "p1"}


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_the_corpus() -> None:
    found: dict[str, tuple[str, int] | str] = {}
    for path in CORPUS.rglob("*.xml"):
        name = path.name.removesuffix(".xml")
        name = "_".join(name.split("_")[:2]) if name.startswith("LISTING") else name
        try:
            for entry in read_newsml_g2(path.read_bytes(), name=path.name):
                if isinstance(entry, Item):
                    blocks = len([line for line in entry.body.split("\n") if line])
                    found[name] = (entry.kind, blocks + len(entry.pictures))
                else:
                    found[name] = entry.message
        except IngestError:
            found[name] = "no item"
        text = repr(found)
        assert "@dpa" not in text
    assert found == {
        "dw-1": ("text", 19),
        "embargoed": ("text", 8),
        "empty_paragraph": ("text", 22),
        "image": ("picture", 1),
        "no_content": ("picture", 1),
        "spe_tab": ("text", 5),
        "with_dateline": ("text", 15),
        "with_infobox": ("text", 38),
        "LISTING_1": ("text", 0),
        "LISTING_2": ("text", 2),
        "LISTING_3": ("picture", 1),
        "LISTING_6": "is a package that holds no text or picture; import what it names",
        "LISTING_24": "has no headline and no text",
        "LISTING_25": ("text", 1),
        "LISTING_26": ("picture", 1),
        "LISTING_28": "no item",
    }


def test_versions_of_one_item_all_come() -> None:
    found = read(message(news("t", version="2"), news("t", version="1")))
    first = item(news("t", version="2"))
    assert found == [first, replace(first, version="1")]
