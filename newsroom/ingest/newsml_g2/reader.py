"""NewsML-G2 2.x: news items, packages, and messages of them.

Source: NewsML-G2 2.x Specification (IPTC; News Architecture, namespace
http://iptc.org/std/nar/2006-10-01/). Its schemas and catalogs are never fetched.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace

from newsroom.ingest.item import Fault, IngestError, Item, SourcePicture
from newsroom.ingest.newsml_g2.binding import bonds_of, bound
from newsroom.ingest.newsml_g2.content import all_files
from newsroom.ingest.newsml_g2.item import guid_of, is_picture, read_item
from newsroom.ingest.newsml_g2.package import Packages
from newsroom.ingest.nitf.media import Pictures
from newsroom.ingest.nitf.reader import read_document
from newsroom.ingest.nitf.xml import children, lang_of, must_be, name_of, within
from newsroom.ingest.xml_source import parse_xml

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_ROOTS = ("newsMessage", *_ITEMS)
_EMPTY = "is a package that holds no text or picture; import what it names"
# A part of an item, cut out of it with a whole NITF document inside.
_PARTS = ("contentSet", "inlineXML")


def read_newsml_g2(raw: bytes, *, name: str) -> list[Item | Fault]:
    """Read the items of a NewsML-G2 document (2.x, with or without its namespace).

    `name` is what the source is called. Texts come with the pictures of the same message that
    they show, link to, or stand in a group of a package with; pictures that no text took come as
    items of their own. A Fault stands for what is no text and no picture, and for what cannot be
    read. A `contentSet` by itself gives the NITF document in it. Raises IngestError for what is no
    NewsML-G2.
    """
    root = parse_xml(raw)
    if name_of(root) in _PARTS and (nitf := next(within(root, "nitf"), None)) is not None:
        return [read_document(nitf, name)]
    must_be(root, _ROOTS, ("iptc.org/std/nar",), "NewsML-G2")
    elements = [root]
    if name_of(root) == "newsMessage":
        elements = [item for items in children(root, "itemSet") for item in items]
        if not elements:
            raise IngestError("is a message without items")
    return _read(elements, lang_of(root), name)


def _read(elements: list[ET.Element], lang: str | None, name: str) -> list[Item | Fault]:
    found: list[Item | Fault] = []
    news = [element for element in elements if name_of(element) == "newsItem"]
    pictures, known, barred = _pictures([item for item in news if is_picture(item)], lang)
    taken: set[str] = set()
    for element in elements:
        kind = name_of(element)
        guid = guid_of(element)
        try:
            if kind == "newsItem":
                item, used = read_item(element, lang=lang, pictures=Pictures(known, barred))
                taken |= used
                found.append(item)
            elif kind != "packageItem":
                raise IngestError(
                    f"is a {kind[:40]}; only news items and packages are imported: leave it out"
                )
        except IngestError as error:
            found.append(Fault(guid or name, str(error)))
    texts = {item.guid for item in found if isinstance(item, Item) and item.kind == "text"}
    packages = [element for element in elements if name_of(element) == "packageItem"]
    belongs, faults = Packages(packages, texts, pictures, name).pictures_of_texts()
    read = [
        _illustrated(item, belongs, pictures, taken) if isinstance(item, Item) else item
        for item in found
    ]
    bonds = bonds_of(packages)
    alone = [
        bound(item, bonds.get(item.guid)) if isinstance(item, Item) else item
        for item in read
        if not _is_taken(item, taken)
    ]
    if not alone and not faults:
        return [Fault(guid_of(package) or name, _EMPTY) for package in packages]
    return [*alone, *faults]


def _pictures(
    elements: list[ET.Element], lang: str | None
) -> tuple[dict[str, SourcePicture], dict[str, SourcePicture], set[str]]:
    """Return the pictures that may be shown now, by guid, and by guid and the files' addresses.

    The last are the guids and addresses of those that may not.
    """
    newest: dict[str, tuple[tuple[int, str], Item]] = {}
    keys: dict[str, set[str]] = {}
    for element in elements:
        guid = guid_of(element) or ""
        keys.setdefault(guid, {guid}).update(file.href for file in all_files(element))
        try:
            item, _ = read_item(element, lang=lang)
        except IngestError:
            continue
        order = _order(item.version)
        if guid not in newest or newest[guid][0] <= order:
            newest[guid] = (order, item)
    shown = {
        guid: item.pictures[0]
        for guid, (_, item) in newest.items()
        if item.pictures and item.pub_status == "usable" and not item.embargoed and not item.unsure
    }
    known = {key: shown[guid] for guid in shown for key in keys[guid] if key}
    barred = {key for guid in keys if guid not in shown for key in keys[guid] if key}
    return shown, known, barred - known.keys()


def _illustrated(
    item: Item,
    belongs: Mapping[str, list[str]],
    pictures: Mapping[str, SourcePicture],
    taken: set[str],
) -> Item:
    """Return a text with the pictures that a package gives it."""
    if item.kind != "text" or item.pub_status == "canceled":
        return item
    all_pictures = Pictures()
    for picture in item.pictures:
        all_pictures.add(picture)
    for guid in belongs.get(item.guid, ()):
        if guid in pictures:
            all_pictures.add(pictures[guid])
            taken.add(guid)
    return replace(item, pictures=tuple(all_pictures.found))


def _is_taken(item: Item | Fault, taken: set[str]) -> bool:
    return (
        isinstance(item, Item)
        and item.kind == "picture"
        and item.pub_status == "usable"
        and item.guid in taken
    )


def _order(version: str | None) -> tuple[int, str]:
    number = re.fullmatch(r"\s*(\d{1,18})\s*", version or "")
    return (int(number[1]) if number else -1, version or "")
