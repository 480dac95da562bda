"""The body of a ninjs object: which of its texts it is, and that text as blocks of HTML."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from newsroom.ingest.item import IngestError
from newsroom.ingest.ninjs.fields import Fields, Text, has_markup, texts
from newsroom.ingest.ninjs.html import MAX_LENGTH, read_html
from newsroom.ingest.ninjs.pictures import Gallery
from newsroom.ingest.ninjs.plain import read_plain
from newsroom.ingest.nitf.markup import body_of
from newsroom.ingest.nitf.media import Pictures
from newsroom.ingest.nitf.xml import within
from newsroom.ingest.xml_source import parse_xml

# Parts of an item, or short forms of it, beside its body.
_PARTS = {
    "abstract", "caption", "footer", "header", "headline", "kicker", "lead", "push", "short", "sms",
    "social", "standfirst", "summary", "teaser", "title", "tweet",
}  # fmt: skip
_XML_BODIES = ("body.content", "brodtext", "bodytext", "body")
_FIGURE = re.compile(r'<figure data-picture="(\d+)"></figure>')
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass
class Body:
    """A body in blocks of HTML; `unsure` are points that a person must decide."""

    blocks: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def has_body(fields: Fields) -> bool:
    """Tell whether an object has a text of its own."""
    return bool(_candidates(fields))


def read_body(
    fields: Fields, headline: str | None, sources: Collection[str], gallery: Gallery
) -> Body:
    """Read the best of an object's bodies: HTML, else NITF, else plain text, else other XML.

    `sources` are names that a line above the text may end in. Pictures that stand in the body are
    placed, and those that it alone has are added to `gallery`. Raises ValueError for one that is
    too long.
    """
    candidates = _candidates(fields)
    for kind, text in candidates:
        if len(text.value) > MAX_LENGTH and kind != "html":
            raise ValueError(f"has a body of {len(text.value)} characters; no article is so long")
        if kind == "html":
            read = read_html(text.value, headline, gallery.place)
            body = Body(list(read.blocks), [f"an embed was left out: {src}" for src in read.lost])
        elif kind == "text":
            body = Body(read_plain(text.value, headline, sources))
        else:
            body = Body(_read_xml(text.value, gallery))
        if body.blocks:
            footer = next((part for part in _bodies(fields) if part.role == "footer"), None)
            if footer and len(footer.value) <= MAX_LENGTH:
                more = read_html(footer.value, None, gallery.place).blocks
                there = set(body.blocks)
                body.blocks += [block for block in more if block not in there]
            return body
    return Body(unsure=["its text cannot be read: is it missing?"] if candidates else [])


def _candidates(fields: Fields) -> list[tuple[str, Text]]:
    """Return the bodies, the best first; of two of a kind the one with more words."""
    order = ("html", "nitf", "text", "xml")
    found = [(_kind(text), text) for text in _bodies(fields) if text.role not in _PARTS]
    usable = [(kind, text) for kind, text in found if kind in order]
    return sorted(usable, key=lambda one: (order.index(one[0]), -len(one[1].value.split())))


def _bodies(fields: Fields) -> list[Text]:
    return texts(fields, "body", "bodies") + texts(fields, "bodytext", "bodytext")


def _kind(text: Text) -> str:
    said = f"{text.role} {text.content_type}"
    value = text.value
    if "json" in said or text.content_type.startswith(("image/", "audio/", "video/")):
        return "none"
    if "nitf" in said and text.role != "ttnitf":
        return "nitf" if value.lstrip().startswith("<") else "text"
    if "html" in said:
        is_text = not has_markup(value) and _BLANK_LINE.search(value)
        return "text" if is_text else "html"
    if "xml" in said:
        return "xml" if value.lstrip().startswith("<") else "text"
    return "html" if has_markup(value) else "text"


def _read_xml(value: str, gallery: Gallery) -> list[str]:
    """Read a body in NITF, or in an agency's own XML; nothing where it is no XML."""
    try:
        root = parse_xml(value.encode())
        elements = (next(within(root, name), None) for name in _XML_BODIES)
        pictures = Pictures()
        found = next((element for element in elements if element is not None), root)
        blocks = body_of(found, pictures)
    except IngestError:
        return []
    marks = [gallery.adopt(picture) for picture in pictures.found]

    def placed(match: re.Match[str]) -> str:
        return marks[int(match[1])] or ""

    return [block for block in (_FIGURE.sub(placed, block) for block in blocks) if block]
