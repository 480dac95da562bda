"""Tiny picture files that carry the metadata a test gives them."""

import struct
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def xmp_of(properties: str, attributes: str = "") -> bytes:
    """Return an XMP packet with these property elements, and attributes of `rdf:Description`."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}" {names}>'
        f'<rdf:Description rdf:about="" {attributes}>{properties}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def iptc_of(*datasets: tuple[int, int, bytes]) -> bytes:
    """Return IIM of these datasets: record, number, value."""
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )


def exif_of(tags: dict[int, Any], shot: dict[int, Any] | None = None) -> bytes:
    """Return Exif with these tags, and those of its Exif IFD."""
    exif = Image.Exif()
    exif.update(tags)
    exif.get_ifd(0x8769).update(shot or {})
    return exif.tobytes()


def jpeg_with(*, xmp: bytes = b"", iptc: bytes = b"", exif: bytes = b"") -> bytes:
    """Return a JPEG; IIM stands in Photoshop's image resource 0x0404 of an APP13 segment."""
    jpeg = _saved("JPEG", **_given(xmp=xmp, exif=exif))
    if not iptc:
        return jpeg
    block = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\0" + block
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def png_with(*, xmp: bytes = b"", exif: bytes = b"", late: bool = False) -> bytes:
    """Return a PNG; its XMP stands before the pixels, or `late`, behind them."""
    chunks = PngInfo()
    if xmp:
        chunks.add(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp, after_idat=late)
    return _saved("PNG", pnginfo=chunks, **_given(exif=exif))


def webp_with(*, xmp: bytes = b"", exif: bytes = b"") -> bytes:
    """Return a WebP."""
    return _saved("WEBP", **_given(xmp=xmp, exif=exif))


def avif_with(*, xmp: bytes = b"", exif: bytes = b"") -> bytes:
    """Return an AVIF."""
    return _saved("AVIF", **_given(xmp=xmp, exif=exif))


def gif_with(*, xmp: bytes) -> bytes:
    """Return a GIF; its XMP stands in an application extension with a trailer that skips it."""
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return _saved("GIF")[:-1] + b"\x21\xff\x0bXMP DataXMP" + xmp + trailer + b"\x3b"


def _given(**metadata: bytes) -> dict[str, bytes]:
    return {name: value for name, value in metadata.items() if value}


def _saved(kind: str, **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", (3, 2)).save(out, kind, **options)
    return out.getvalue()
