"""What a picture file says of its origin."""

import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageFile

from newsroom.content.picture_metadata import LONGEST, PictureMetadata, read_picture_metadata
from newsroom.record.text import CONTROL_CHARACTERS
from tests.content.picture_files import (
    RDF,
    avif_with,
    exif_of,
    gif_with,
    iptc_of,
    jpeg_with,
    png_with,
    webp_with,
    xmp_of,
)

UTF8 = (1, 90, b"\x1b%G")

FULL = xmp_of(
    """
    <dc:creator><rdf:Seq><rdf:li>Ana Roe</rdf:li><rdf:li>Ben Doe</rdf:li></rdf:Seq></dc:creator>
    <dc:description><rdf:Alt>
      <rdf:li xml:lang="de">Marschflugkörper über dem Meer</rdf:li>
      <rdf:li xml:lang="x-default">Missiles over
        the sea</rdf:li>
    </rdf:Alt></dc:description>
    <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2015 Reuters</rdf:li></rdf:Alt></dc:rights>
    <photoshop:Credit>Reuters/Ministry of Defence</photoshop:Credit>
    <photoshop:Source>Ministry of Defence</photoshop:Source>
    <photoshop:DateCreated>2015-10-07T08:15:30+03:00</photoshop:DateCreated>
    <photoshop:City>Moscow</photoshop:City>
    <photoshop:Country>Russia</photoshop:Country>
    <Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource">
      <Iptc4xmpExt:City>Makhachkala</Iptc4xmpExt:City>
      <Iptc4xmpExt:CountryName>Russia</Iptc4xmpExt:CountryName>
    </rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>
    <xmpRights:UsageTerms><rdf:Alt>
      <rdf:li xml:lang="x-default">Editorial use only</rdf:li>
    </rdf:Alt></xmpRights:UsageTerms>
    <xmpRights:WebStatement>https://example.org/licence</xmpRights:WebStatement>
    <plus:CopyrightOwner><rdf:Seq>
      <rdf:li rdf:parseType="Resource">
        <plus:CopyrightOwnerName>Reuters</plus:CopyrightOwnerName>
      </rdf:li>
      <rdf:li><rdf:Description plus:CopyrightOwnerName="Zvezda"/></rdf:li>
    </rdf:Seq></plus:CopyrightOwner>
    <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
      <plus:LicensorURL>https://example.org/buy</plus:LicensorURL>
    </rdf:li></rdf:Seq></plus:Licensor>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
      <rdf:li xml:lang="x-default">A ship fires a missile</rdf:li>
    </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
    """
)
FULL_SAID = PictureMetadata(
    alt="A ship fires a missile",
    caption="Missiles over the sea",
    credit="Reuters/Ministry of Defence",
    creator="Ana Roe, Ben Doe",
    copyright_notice="© 2015 Reuters",
    copyright_holder="Reuters, Zvezda",
    usage_terms="Editorial use only",
    licence="https://example.org/licence",
    acquire_licence_page="https://example.org/buy",
    date="2015-10-07T08:15:30+03:00",
    located="Makhachkala, Russia",
)

IPTC = iptc_of(
    UTF8,
    (2, 0, b"\0\4"),
    (2, 55, b"20151008"),
    (2, 60, b"143000+0200"),
    (2, 80, "Jürgen Roe".encode()),
    (2, 80, b"Ben Doe"),
    (2, 90, b"Tehran"),
    (2, 101, b"Iran"),
    (2, 110, b"AFP/Getty"),
    (2, 115, b"AFP"),
    (2, 116, "© AFP".encode()),
    (2, 120, b"A crater\r\nnear a village"),
)
IPTC_SAID = PictureMetadata(
    caption="A crater near a village",
    credit="AFP/Getty",
    creator="Jürgen Roe, Ben Doe",
    copyright_notice="© AFP",
    date="2015-10-08T14:30:00+02:00",
    located="Tehran, Iran",
)

EXIF = exif_of(
    {
        ExifTags.Base.Artist: "Ana Roe; Ben Doe",
        ExifTags.Base.Copyright: "Ana Roe\0The Daily",
        ExifTags.Base.ImageDescription: "A street",
    },
    {
        ExifTags.Base.DateTimeOriginal: "2015:10:09 10:20:30",
        ExifTags.Base.OffsetTimeOriginal: "+01:00",
    },
)
EXIF_SAID = PictureMetadata(
    caption="A street",
    creator="Ana Roe, Ben Doe",
    copyright_notice="Ana Roe; The Daily",
    date="2015-10-09T10:20:30+01:00",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures") / "picture"


def read(place: Path, content: bytes) -> PictureMetadata:
    place.write_bytes(content)
    return read_picture_metadata(place)


def says(**values: str) -> PictureMetadata:
    return PictureMetadata(**values)


@pytest.mark.parametrize(
    "content",
    [
        jpeg_with(xmp=FULL),
        jpeg_with(xmp=FULL + b" " * 2000 + b"\0"),
        png_with(xmp=FULL),
        png_with(xmp=FULL, late=True),
        webp_with(xmp=FULL),
        avif_with(xmp=FULL),
        gif_with(xmp=FULL),
    ],
    ids=["jpeg", "jpeg, padded", "png", "png, behind the pixels", "webp", "avif", "gif"],
)
def test_xmp_is_read_from_every_format(place: Path, content: bytes) -> None:
    assert read(place, content) == FULL_SAID


@pytest.mark.parametrize(
    "content",
    [jpeg_with(exif=EXIF), png_with(exif=EXIF), webp_with(exif=EXIF), avif_with(exif=EXIF)],
    ids=["jpeg", "png", "webp", "avif"],
)
def test_exif_is_read_from_every_format(place: Path, content: bytes) -> None:
    assert read(place, content) == EXIF_SAID


def test_iim_is_read(place: Path) -> None:
    assert read(place, jpeg_with(iptc=IPTC)) == IPTC_SAID


@pytest.mark.parametrize(
    "content",
    [jpeg_with(), png_with(), webp_with(), avif_with(), gif_with(xmp=b"")],
    ids=["jpeg", "png", "webp", "avif", "gif"],
)
def test_a_file_without_metadata_says_nothing(place: Path, content: bytes) -> None:
    assert read(place, content) == PictureMetadata()


def test_xmp_goes_before_iim_and_iim_before_exif(place: Path) -> None:
    assert read(place, jpeg_with(xmp=FULL, iptc=IPTC, exif=EXIF)) == FULL_SAID
    assert read(place, jpeg_with(iptc=IPTC, exif=EXIF)) == IPTC_SAID
    credit = xmp_of("<photoshop:Credit>Reuters</photoshop:Credit><dc:creator> </dc:creator>")
    assert read(place, jpeg_with(xmp=credit, iptc=IPTC)) == PictureMetadata(
        **{**asdict(IPTC_SAID), "credit": "Reuters"}
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (jpeg_with(iptc=iptc_of((2, 115, b"AFP"))), says(credit="AFP")),
        (jpeg_with(xmp=xmp_of("", 'photoshop:Source="dpa"')), says(credit="dpa")),
        (
            jpeg_with(
                xmp=xmp_of("", 'photoshop:Source="dpa"'),
                iptc=iptc_of((2, 110, b"AFP/Getty"), (2, 115, b"AFP")),
            ),
            says(credit="AFP/Getty"),
        ),
    ],
    ids=["iim", "xmp", "a credit anywhere goes first"],
)
def test_a_source_stands_in_for_a_missing_credit(
    place: Path, content: bytes, said: PictureMetadata
) -> None:
    assert read(place, content) == said


@pytest.mark.parametrize(
    ("packet", "said"),
    [
        (xmp_of("", 'photoshop:Credit="A&amp;B" dc:creator="C"'), says(credit="A&B", creator="C")),
        (xmp_of("<dc:description>Bare</dc:description>"), says(caption="Bare")),
        (
            xmp_of("<dc:rights><rdf:Alt><rdf:li xml:lang='de'>Alle</rdf:li></rdf:Alt></dc:rights>"),
            says(copyright_notice="Alle"),
        ),
        (
            xmp_of(
                "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'> </rdf:li>"
                "<rdf:li xml:lang='de'>Alle</rdf:li></rdf:Alt></dc:rights>"
            ),
            says(copyright_notice="Alle"),
        ),
        (xmp_of("<xmpRights:WebStatement rdf:resource='http://a.b/c'/>"), says(licence="http://a.b/c")),
        (
            xmp_of("<plus:Licensor rdf:parseType='Resource' plus:LicensorURL='http://a.b'/>"),
            says(acquire_licence_page="http://a.b"),
        ),
        (
            f"<r:RDF xmlns:r='{RDF}'><r:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/'"
            " p:Credit='Other prefixes, no wrapper'/></r:RDF>".encode(),
            says(credit="Other prefixes, no wrapper"),
        ),
        (xmp_of("", 'photoshop:CaptionWriter="Nobody asked"'), PictureMetadata()),
        (xmp_of("").replace(b"rdf-syntax-ns#", b"other#"), PictureMetadata()),
    ],
    ids=[
        "attributes", "no alternatives", "no default language", "an empty default language",
        "an address as a resource", "a structure without array", "any prefix",
        "other properties", "no rdf",
    ],
)  # fmt: skip
def test_every_form_of_xmp_is_read(place: Path, packet: bytes, said: PictureMetadata) -> None:
    assert read(place, jpeg_with(xmp=packet)) == said


@pytest.mark.parametrize(
    ("location", "older", "located"),
    [
        ("<X:City>Aleppo</X:City><X:CountryName>Syria</X:CountryName>", "", "Aleppo, Syria"),
        ("<X:CountryName>Syria</X:CountryName>", "Paris", "Syria"),
        ("<X:Sublocation>A street</X:Sublocation>", "Paris", "Paris"),
        ("<X:City>Monaco</X:City><X:CountryName>Monaco</X:CountryName>", "", "Monaco"),
        ("", "", None),
    ],
)
def test_a_place_is_a_city_and_its_country(
    place: Path, location: str, older: str, located: str | None
) -> None:
    created = location.replace("X:", "Iptc4xmpExt:")
    packet = xmp_of(
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        f"{created}</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
        f"<photoshop:City>{older}</photoshop:City>"
    )
    assert read(place, jpeg_with(xmp=packet)) == PictureMetadata(located=located)


def test_a_place_is_never_pieced_together_from_two_sources(place: Path) -> None:
    packet = xmp_of("", 'photoshop:City="Paris"')
    iptc = iptc_of((2, 101, b"United States"))
    assert read(place, jpeg_with(xmp=packet, iptc=iptc)) == says(located="Paris")


@pytest.mark.parametrize(
    ("address", "licence"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("//example.org", None),
        ("example.org", None),
        ("https://", None),
        ("https:///path", None),
        ("https://example.org/a b", None),
        ("https://example.org/" + "a" * 1900, "https://example.org/" + "a" * 1900),
        ("https://example.org/" + "a" * 2000, None),
    ],
)
def test_an_address_is_one_of_the_web(place: Path, address: str, licence: str | None) -> None:
    packet = xmp_of(
        f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement><plus:Licensor><rdf:Seq>"
        f"<rdf:li rdf:parseType='Resource'><plus:LicensorURL>{address}</plus:LicensorURL></rdf:li>"
        "</rdf:Seq></plus:Licensor>"
    )
    assert read(place, jpeg_with(xmp=packet)) == PictureMetadata(
        licence=licence, acquire_licence_page=licence
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2015", "2015"),
        ("2015-10", "2015-10"),
        ("2015-10-08", "2015-10-08"),
        ("2015-10-00", "2015-10"),
        ("2015-00-00", "2015"),
        ("2015-10-08T14:30", "2015-10-08"),
        ("2015-10-08T14:30:15", "2015-10-08"),
        ("2015-10-08T14:30+02:00", "2015-10-08T14:30+02:00"),
        ("2015-10-08T14:30:15Z", "2015-10-08T14:30:15+00:00"),
        ("2015-10-08T14:30:15.25-04:30", "2015-10-08T14:30:15-04:30"),
        ("2015-10-08T25:30:15Z", "2015-10-08"),
        ("2015-10-08T14:30+99:00", "2015-10-08"),
        ("2016-02-29", "2016-02-29"),
        ("2015-02-29", None),
        ("2015-13-01", None),
        ("0000-00-00", None),
        ("٢٠١٥-١٠-٠٨", None),
        ("yesterday", None),
        ("2015-W40-1", None),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(
    place: Path, written: str, date: str | None
) -> None:
    packet = xmp_of(f"<photoshop:DateCreated>{written}</photoshop:DateCreated>")
    assert read(place, jpeg_with(xmp=packet)) == PictureMetadata(date=date)


@pytest.mark.parametrize(
    ("day", "clock", "date"),
    [
        (b"20151008", b"", "2015-10-08"),
        (b"20151008", b"143000", "2015-10-08"),
        (b"20151008", b"143000-0330", "2015-10-08T14:30:00-03:30"),
        (b"20151000", b"", "2015-10"),
        (b"20150000", b"", "2015"),
        (b"20150230", b"", None),
        (b"00000000", b"", None),
        (b"", b"143000+0200", None),
    ],
)
def test_a_date_of_iim(place: Path, day: bytes, clock: bytes, date: str | None) -> None:
    content = jpeg_with(iptc=iptc_of((2, 55, day), (2, 60, clock)))
    assert read(place, content) == PictureMetadata(date=date)


@pytest.mark.parametrize(
    ("taken", "offset", "date"),
    [
        ("2015:10:08 14:30:15", "", "2015-10-08"),
        ("2015:10:08 14:30:15", "-03:30", "2015-10-08T14:30:15-03:30"),
        ("2015:10:08 14:30:15", "   :  ", "2015-10-08"),
        ("0000:00:00 00:00:00", "", None),
        ("    :  :     :  :  ", "", None),
    ],
)
def test_a_date_of_exif(place: Path, taken: str, offset: str, date: str | None) -> None:
    shot = {ExifTags.Base.DateTimeOriginal: taken, ExifTags.Base.OffsetTimeOriginal: offset}
    assert read(place, jpeg_with(exif=exif_of({}, shot))) == PictureMetadata(date=date)


@pytest.mark.parametrize(
    ("value", "declared", "credit"),
    [
        ("Müller".encode(), True, "Müller"),
        ("Müller".encode(), False, "Müller"),
        ("Müller".encode("latin-1"), False, "Müller"),
        ("O’Brien".encode("cp1252"), False, "O’Brien"),
        ("Müller".encode("latin-1"), True, None),
        (b"A\x81B", False, "AB"),
    ],
    ids=["utf-8", "utf-8 unsaid", "latin-1", "typographic", "false claim", "no character"],
)
def test_iim_is_decoded_as_it_declares(
    place: Path, value: bytes, declared: bool, credit: str | None
) -> None:
    datasets = [UTF8] if declared else []
    content = jpeg_with(iptc=iptc_of(*datasets, (2, 110, value)))
    assert read(place, content) == PictureMetadata(credit=credit)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_exif_is_decoded_as_utf_8_or_else_latin_1(place: Path, encoding: str) -> None:
    # Pillow writes ASCII only; a name of the same length takes the bytes in its stead.
    name = "Jürgen".encode(encoding)
    exif = exif_of({ExifTags.Base.Artist: "x" * len(name)}).replace(b"x" * len(name), name)
    assert read(place, jpeg_with(exif=exif)) == says(creator="Jürgen")


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("OLYMPUS DIGITAL CAMERA         ", None),
        ("SONY DSC", None),
        ("Default", None),
        ("default", None),
        ("DIGITAL CAMERA", None),
        (" \t ", None),
        ("A digital camera on a table", "A digital camera on a table"),
        ("Default of payment", "Default of payment"),
    ],
)
def test_what_a_camera_writes_by_itself_is_nothing(
    place: Path, text: str, caption: str | None
) -> None:
    exif = exif_of({ExifTags.Base.ImageDescription: text})
    assert read(place, jpeg_with(exif=exif)) == PictureMetadata(caption=caption)
    xmp = xmp_of(f"<dc:description>{text}</dc:description>")
    assert read(place, jpeg_with(xmp=xmp, iptc=iptc_of((2, 120, b"Beneath")))) == says(
        caption=caption or "Beneath"
    )


def test_text_is_one_line_of_a_sane_length(place: Path) -> None:
    iptc = iptc_of((2, 110, b"A\x00\x07 \r\n\t B\x1b"), (2, 120, b"word " * 401))
    caption = "word " * 399 + "word…"
    assert read(place, jpeg_with(iptc=iptc)) == says(credit="A B", caption=caption)
    assert len(caption) == LONGEST
    for length, caption in (
        (LONGEST, "a" * LONGEST),
        (LONGEST + 1, "a" * (LONGEST - 1) + "…"),
    ):
        assert read(place, jpeg_with(iptc=iptc_of((2, 120, b"a" * length)))) == says(
            caption=caption
        )


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
CREDITED = xmp_of("<photoshop:Credit>&j;</photoshop:Credit>")
START = CREDITED.index(b"<x:xmpmeta")


@pytest.mark.parametrize(
    "packet",
    [
        BOMB + CREDITED[START:],
        b"<!DOCTYPE x>" + xmp_of("<photoshop:Credit>Plain</photoshop:Credit>")[START:],
        b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>' + CREDITED[START:],
        CREDITED,
        FULL[: len(FULL) // 2],
        b"not XML",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b'<?xml version="1.0" encoding="cp932"?><a/>',
        b"<a>" * 15000,
        b"<a>" * 8000 + b"</a>" * 8000,
    ],
    ids=[
        "billion laughs", "a dtd", "a file as entity", "an unknown entity", "half a packet",
        "no xml", "no encoding", "utf-7", "two bytes a character", "deep and open", "deep",
    ],
)  # fmt: skip
def test_hostile_xmp_is_no_xmp(place: Path, packet: bytes) -> None:
    content = jpeg_with(xmp=packet, iptc=IPTC)
    assert read(place, content) == IPTC_SAID


@pytest.mark.parametrize("pack", [png_with, webp_with])
def test_endless_xmp_is_not_read(place: Path, pack: Callable[..., bytes]) -> None:
    packet = xmp_of(
        "<photoshop:Credit>Reuters</photoshop:Credit><dc:rights>"
        + "<dc:x/>" * (50_000_000 // 7)
        + "</dc:rights>"
    )
    assert read(place, pack(xmp=packet, exif=EXIF)) == EXIF_SAID


def chunk_instead(data: bytes) -> bytes:
    """Return a PNG with an iTXt chunk of this data."""
    png, mark = png_with(xmp=b"mark", exif=EXIF), b"XML:com.adobe.xmp\0\0\0\0\0mark"

    def chunk(data: bytes) -> bytes:
        body = b"iTXt" + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    assert chunk(mark) in png
    return png.replace(chunk(mark), chunk(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(FULL), FULL_SAID),
        # Pillow does not open a picture with such a chunk, so the site does not use it either.
        (b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b" " * 50_000_000), PictureMetadata()),
        (b"XML:com.adobe.xmp\0\1\0\0\0nonsense", EXIF_SAID),
        (b"XML:com.adobe.xmp", EXIF_SAID),
        (b"xmp\0\0\0\0\0" + FULL, EXIF_SAID),
        (b"exif\0\0\0\0\0" + EXIF, EXIF_SAID),
    ],
    ids=["packed", "endless", "broken", "cut off", "named like Pillow's xmp", "like its exif"],
)
def test_a_text_chunk_of_png(place: Path, data: bytes, said: PictureMetadata) -> None:
    assert read(place, chunk_instead(data)) == said


@pytest.mark.parametrize(
    "iptc",
    [
        b"\x1c\x02",
        b"nonsense",
        IPTC + b"nonsense",
        b"\x1c\x02\x6e\xff\xff",
        b"\x1c\x02\x6e\x84\x00\xff\xff\xff\xff",
    ],
    ids=["short", "no iim", "a broken end", "a length without end", "a length beyond the end"],
)
def test_broken_iim_leaves_the_rest_standing(place: Path, iptc: bytes) -> None:
    assert read(place, jpeg_with(xmp=FULL, iptc=iptc)) == FULL_SAID
    assert read(place, jpeg_with(iptc=iptc, exif=EXIF)) == EXIF_SAID


@pytest.mark.parametrize(
    "exif",
    [b"Exif\0\0", b"Exif\0\0nonsense", EXIF[: len(EXIF) // 2], EXIF[:20] + b"\xff" * 40],
)
def test_broken_exif_leaves_the_rest_standing(place: Path, exif: bytes) -> None:
    assert read(place, jpeg_with(xmp=FULL, exif=exif)) == FULL_SAID
    assert read(place, jpeg_with(iptc=IPTC, exif=exif)) == IPTC_SAID


@pytest.mark.parametrize(("pack", "lost"), [(jpeg_with, 8), (png_with, 24)])
def test_a_picture_cut_off_in_its_pixels_still_speaks(
    place: Path, pack: Callable[..., bytes], lost: int
) -> None:
    assert read(place, pack(xmp=FULL)[:-lost]) == FULL_SAID
    with pytest.raises(OSError, match="truncated"), Image.open(place) as picture:
        picture.load()


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xd8", jpeg_with(xmp=FULL)[:200]])
def test_what_is_no_picture_says_nothing(place: Path, content: bytes) -> None:
    assert read(place, content) == PictureMetadata()


def test_a_missing_file_or_a_folder_says_nothing(tmp_path: Path) -> None:
    assert read_picture_metadata(tmp_path / "missing.jpg") == PictureMetadata()
    assert read_picture_metadata(tmp_path) == PictureMetadata()


@pytest.mark.parametrize("pack", [jpeg_with, png_with, webp_with, avif_with, gif_with])
def test_pixels_are_not_decoded(
    place: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[..., bytes]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("decodes the pixels")

    content = pack(xmp=FULL)
    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)
    monkeypatch.setattr(Image, "_getdecoder", refuse)
    assert read(place, content) == FULL_SAID


HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.builds(
        lambda packet, at, by: packet[:at] + by + packet[at + len(by) :],
        st.sampled_from([FULL, IPTC, EXIF]),
        st.integers(0, len(FULL)),
        st.binary(max_size=12),
    ),
)


@settings(deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
@example(b"", b"\x1c\x02\x6e\x00\x00", b"")
def test_no_metadata_raises_and_all_text_is_a_line(
    place: Path, xmp: bytes, iptc: bytes, exif: bytes
) -> None:
    exif = exif and b"Exif\0\0" + exif.removeprefix(b"Exif\0\0")
    for content in (jpeg_with(xmp=xmp, iptc=iptc, exif=exif), png_with(xmp=xmp, late=True)):
        said = read(place, content)
        for text in filter(None, asdict(said).values()):
            assert text == " ".join(text.split())
            assert 0 < len(text) <= LONGEST
            assert not CONTROL_CHARACTERS.search(text)


@settings(deadline=None)
@given(st.sampled_from([jpeg_with, png_with, webp_with, gif_with]), st.data())
def test_no_damaged_file_raises(
    place: Path, pack: Callable[..., bytes], data: st.DataObject
) -> None:
    content = pack(xmp=FULL)
    at = data.draw(st.integers(0, len(content)))
    damage = data.draw(st.binary(max_size=20))
    for damaged in (content[:at], content[:at] + damage + content[at + len(damage) :]):
        assert isinstance(read(place, damaged), PictureMetadata)
