"""A news item of NewsML-G2, as an item of ours.

Source: NewsML-G2 2.x Specification, `newsItem`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

from newsroom.ingest.item import IngestError, Item, Rendition, SourcePicture
from newsroom.ingest.newsml_g2 import concepts
from newsroom.ingest.newsml_g2 import meta as meta_of
from newsroom.ingest.newsml_g2.codes import Names, in_language, meaning, take_out_private
from newsroom.ingest.newsml_g2.content import all_files, own_pictures, read_content
from newsroom.ingest.nitf.dates import plain_date
from newsroom.ingest.nitf.inline import web_address
from newsroom.ingest.nitf.media import Pictures, renditions
from newsroom.ingest.nitf.notes import editors_note
from newsroom.ingest.nitf.reader import Text
from newsroom.ingest.nitf.standfirst import without_copy
from newsroom.ingest.nitf.xml import attribute, child, children, key_of, number, within, words

_TEXT = ("text", "composite", "")
_PICTURE = ("picture", "graphic", "photo", "image", "illustration")


def guid_of(item: ET.Element) -> str | None:
    """Return an item's guid, with its white space folded; None where it has none."""
    return " ".join((item.get("guid") or "").split()) or None


def is_picture(item: ET.Element) -> bool:
    """Tell whether a news item is a picture: by its class, else by what it holds."""
    kind = meta_of.kind_of(item)
    if kind in _PICTURE:
        return True
    texts = within(child(item, "contentSet"), "inlineXML", "inlineData")
    return not kind and next(texts, None) is None and bool(all_files(item))


def read_item(
    item: ET.Element,
    *,
    lang: str | None = None,
    pictures: Pictures | None = None,
) -> tuple[Item, set[str]]:
    """Read a news item; return it, with the guids of the message's pictures that it took.

    What is not to be published is taken out of `item` itself.
    `lang` is the language of an item that names none, `pictures` knows those of the same message
    and gets those of the item. Raises IngestError for what is neither text nor
    picture, has no identity or no content, or dates that decide when it may be seen and cannot be
    read.
    """
    guid = guid_of(item)
    if guid is None:
        raise IngestError("has no guid; an item needs one")
    unsure: list[str] = []
    take_out_private(item, unsure)
    lang = meta_of.language(item, lang)
    if meta_of.status(item, []) == "canceled":
        return _canceled(item, guid, lang), set()
    kind = meta_of.kind_of(item)
    if kind not in _TEXT and kind not in _PICTURE:
        raise IngestError(
            f"is of the class '{kind[:40]}'; only texts and pictures are imported: take it over by "
            "hand, or leave it out"
        )
    names = Names(item, lang)
    fields = _common(item, guid, names, lang, unsure)
    if is_picture(item):
        picture = _picture(item, fields, names, lang, unsure)
        return Item(**fields, kind="picture", pictures=(picture,), unsure=tuple(unsure)), set()
    return _text(item, fields, names, lang, pictures or Pictures(), unsure)


def _canceled(item: ET.Element, guid: str, lang: str | None) -> Item:
    """Return what is left of an item that is killed: what the notice says never becomes news."""
    unsure: list[str] = []
    dates = meta_of.dates(item, unsure)
    return Item(
        guid=guid,
        kind="picture" if is_picture(item) else "text",
        version=attribute(item, "version"),
        pub_status="canceled",
        headline=_headline(item, lang),
        slugline=words(child(item, "contentMeta", "slugline")),
        lang=lang,
        created=dates["created"],
        version_created=dates["version_created"],
        source=concepts.source(item, Names(item, lang)),
        ed_note=meta_of.notes(item)[0],
    )


def _headline(item: ET.Element, lang: str | None) -> str | None:
    headline = meta_of.headlines(child(item, "contentMeta"), lang)[0]
    return headline or words(child(item, "itemMeta", "title"))


def _common(
    item: ET.Element, guid: str, names: Names, lang: str | None, unsure: list[str]
) -> dict[str, Any]:
    """Return what texts and pictures have in common."""
    meta = child(item, "contentMeta")
    return {
        "guid": guid,
        "version": attribute(item, "version"),
        **meta_of.visibility(item, unsure),
        **meta_of.dates(item, unsure),
        **meta_of.rights(item, names, lang),
        "headline": _headline(item, lang),
        "slugline": words(child(meta, "slugline")),
        "lang": lang,
        "genre": concepts.genre(meta, names),
        "section": concepts.section(meta, names),
        "topics": concepts.subjects(meta, names, meta_of.headlines(meta, lang)[0]),
        "located": concepts.located(meta, names),
        "credit_line": next(
            (words(line) for line in in_language(children(meta, "creditline"), lang)), None
        ),
        "source": concepts.source(item, names),
        "url": meta_of.address(item),
        "ed_note": meta_of.notes(item)[0],
        "signals": meta_of.signals(item),
    }


def _picture(
    item: ET.Element, fields: Mapping[str, Any], names: Names, lang: str | None, unsure: list[str]
) -> SourcePicture:
    meta = child(item, "contentMeta")
    caption = meta_of.description(meta, lang, caption=True)
    return SourcePicture(
        guid=fields["guid"],
        headline=fields["headline"],
        alt=meta_of.alternative(meta, lang),
        caption=caption,
        credit=fields["credit_line"],
        creator=concepts.creator(meta, names),
        copyright_holder=fields["copyright_holder"],
        copyright_notice=fields["copyright_notice"],
        usage_terms=fields["usage_terms"],
        located=fields["located"],
        date=plain_date("contentCreated", words(child(meta, "contentCreated")), unsure),
        lang=lang,
        renditions=all_files(item),
    )


def _text(
    item: ET.Element,
    fields: dict[str, Any],
    names: Names,
    lang: str | None,
    pictures: Pictures,
    unsure: list[str],
) -> tuple[Item, set[str]]:
    meta = child(item, "contentMeta")
    headline, sub = meta_of.headlines(meta, lang)
    summary = meta_of.description(meta, lang, caption=False) or sub
    written = [words(line) for line in children(meta, "headline")]
    given = Text(
        headline=fields["headline"] if headline else None,
        standfirst=summary if key_of(summary or "") != key_of(headline or "") else None,
        byline=meta_of.byline(meta, lang),
        authors=tuple(
            author
            for author in concepts.authors(meta, names)
            if author not in (fields["source"], fields["copyright_holder"], fields["credit_line"])
        ),
        dateline=meta_of.dateline(meta, lang),
        located=fields["located"],
        notes=meta_of.embargo_notes(item),
    )
    text, marked = read_content(item, given, lang, pictures, [*written, summary])
    for picture in [*own_pictures(item), *_linked(item)]:
        if picture.renditions or picture.guid in pictures.known:
            pictures.add(picture)
    headline = text.headline or fields["headline"]
    if not headline and not text.body:
        raise IngestError("has no headline and no text")
    blocks = text.body.split("\n") if text.body else []
    text.standfirst, blocks = without_copy(text.standfirst, headline, blocks)
    if not text.body:
        has = "only a summary" if blocks else "no text"
        unsure.append(f"the source has {has} of this item: write one, or take it out")
    fields |= {
        "headline": headline,
        "standfirst": text.standfirst,
        "byline": text.byline,
        "authors": text.authors,
        "dateline": text.dateline,
        "located": text.located,
        "body": "\n".join(blocks),
        "attribution": meta_of.notes(item)[1] or marked,
        "pictures": tuple(pictures.found),
        "lead_picture": text.lead_picture,
        "ed_note": editors_note([fields["ed_note"], *text.notes]),
        "unsure": tuple(dict.fromkeys([*unsure, *text.unsure])),
    }
    return Item(**fields), pictures.used


def _linked(item: ET.Element) -> list[SourcePicture]:
    """Return the pictures that an item links to: those with an address, or known by their guid."""
    remotes = children(child(item, "contentSet"), "remoteContent")
    found = [
        SourcePicture(guid=guid) for remote in remotes if (guid := attribute(remote, "residref"))
    ]
    for link in children(child(item, "itemMeta"), "link"):
        if meaning(child(link, "itemClass")) not in _PICTURE:
            continue
        href = web_address(attribute(link, "href"))
        size = {name: number(link, name) for name in ("width", "height")}
        file = Rendition(href, attribute(link, "contenttype"), **size) if href else None
        found.append(
            SourcePicture(
                guid=attribute(link, "residref"),
                headline=words(child(link, "title")),
                caption=words(child(link, "description")),
                renditions=renditions([file]),
            )
        )
    return found
