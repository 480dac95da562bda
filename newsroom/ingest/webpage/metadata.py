"""What a page says of its article outside the text: linked data, Open Graph, meta, microdata."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from newsroom.ingest.item import Rendition, SourcePicture
from newsroom.ingest.webpage.byline import BY, several_names
from newsroom.ingest.webpage.dates import first_date
from newsroom.ingest.webpage.headline import find_headline
from newsroom.ingest.webpage.linked_data import (
    Object,
    articles,
    clean,
    kinds,
    linked_data,
    objects_in,
    text_in,
    texts_in,
)
from newsroom.ingest.webpage.microdata import microdata
from newsroom.ingest.webpage.tree import Page, address, fold, key_of, text_of
from newsroom.record.language import standard_tag

_META_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")
_META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "date",
    "datepublished", "publishdate", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "cxenseparse:recs:publishtime", "publication_date", "og:pubdate", "article.published",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "last-modified",
    "dcterms.modified", "dc.date.modified", "datemodified", "article.updated",
)  # fmt: skip
_META_AUTHOR = (
    "author", "article:author", "og:article:author", "parsely-author", "dc.creator", "byl",
    "dcterms.creator", "sailthru.author", "cxenseparse:author",
)  # fmt: skip
_META_SECTION = ("article:section", "og:article:section", "parsely-section", "section", "category")
_META_KEYWORDS = ("news_keywords", "article:tag", "keywords", "parsely-tags")

# A code of some system, not the name of a topic.
_CODE = re.compile(r"[A-Z0-9]{2,10}|[\w-]+[:=/]\S*|\d+")
_ENOUGH_CODES = 4
_LONGEST_NAME = 200
_MOST = 50


@dataclass
class Metadata:
    """What a page says of its article. Texts are as given, dates ISO 8601, addresses in full.

    `kinds` are the types that it claims (schema.org), `text` the text that linked data repeats.
    `has_people` says whether `authors` are people, and not the publisher alone.
    `unsure` says what was wrong with it.
    """

    url: str | None = None
    headline: str | None = None
    descriptions: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    has_people: bool = False
    section: str | None = None
    topics: tuple[str, ...] = ()
    publisher: str | None = None
    lang: str | None = None
    free: bool | None = None
    kinds: tuple[str, ...] = ()
    text: str = ""
    pictures: tuple[SourcePicture, ...] = ()
    dateline: str | None = None
    located: str | None = None
    expires: str | None = None
    usage_terms: str | None = None
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    credit_line: str | None = None
    unsure: list[str] = field(default_factory=list)


def read_metadata(page: Page) -> Metadata:
    """Read what a page says of its article (schema.org; ogp.me; HTML standard, section 4.2.5)."""
    meta = _meta(page)
    found = articles(linked_data(page))
    url = _url(page, meta, found)
    item = next((one for one in found if url and url in set(_addresses(one, url))), None)
    item = item or (found[0] if found else microdata(page))
    site = text_in(item, "publisher") or _first(meta, ("og:site_name", "publisher", "dc.publisher"))
    data = Metadata(url=url, publisher=site, kinds=kinds(item))
    data.headline = find_headline(page, meta, item, site)
    data.descriptions = _each_once(
        [
            *texts_in(item, "description"),
            *_all(meta, _META_DESCRIPTION),
            *texts_in(item, "abstract"),
        ]
    )
    data.lang = _language(page, meta, item)
    times = [time.get("datetime") or "" for time in page.of("time")]
    data.published = first_date(
        [
            *_all(meta, _META_PUBLISHED),
            *_dates(item, "datePublished"),
            *_dates(item, "dateCreated"),
        ],
        times[:5],
        "published",
        data.unsure,
        preferred=_dates(item, "datePublished"),
        lang=data.lang,
    )
    data.modified = first_date(
        [*_dates(item, "dateModified"), *_all(meta, _META_MODIFIED)], (), "modified", data.unsure
    )
    data.expires = first_date(_dates(item, "expires"), (), "expiry", data.unsure)
    data.authors, data.has_people = _authors(page, meta, item, site)
    data.section = text_in(item, "articleSection") or _first(meta, _META_SECTION)
    data.topics = _topics(meta, item)
    data.free = _free(item)
    data.text = max(texts_in(item, "articleBody"), key=len, default="")
    data.pictures = _pictures(meta, item, url)
    data.dateline = text_in(item, "dateline")
    data.located = text_in(item, "contentLocation", "locationCreated")
    data.usage_terms = text_in(item, "usageInfo", "license")
    data.copyright_holder = text_in(item, "copyrightHolder") or _first(meta, ("copyright",))
    data.copyright_notice = text_in(item, "copyrightNotice")
    data.credit_line = text_in(item, "creditText")
    return data


def _meta(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page.of("meta"):
        value = clean(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), []).append(value)
    return found


def _all(meta: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next(iter(_all(meta, names)), None)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _dates(item: Object, name: str) -> list[str]:
    return list(texts_in(item, name))


def _addresses(item: Object, base: str | None) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        for one in objects_in(item, name):
            for key in ("@id", "url", "name"):
                if isinstance(href := one.get(key), str) and (found := address(href, base)):
                    yield found.partition("#")[0]


def _url(page: Page, meta: dict[str, list[str]], found: list[Object]) -> str | None:
    named = [
        link.get("href")
        for link in page.of("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    ours = _all(meta, ("og:url",))
    base = next((whole for href in [*ours, *named] if (whole := address(href, None))), None)
    for href in [*named, *ours]:
        whole = address(href, base)
        # A site that names its front page for every page names none.
        if whole and (urlsplit(whole).path.strip("/") or urlsplit(whole).query):
            return whole.partition("#")[0]
    return next((href for item in found[:1] for href in _addresses(item, None)), base)


def _authors(
    page: Page, meta: dict[str, list[str]], item: Object, site: str | None
) -> tuple[tuple[str, ...], bool]:
    writers = [*objects_in(item, "author"), *objects_in(item, "creator")]
    people = [
        text_in({"x": one}, "x") for one in writers if "Organization" not in str(one.get("@type"))
    ]
    houses = [text_in({"x": one}, "x") for one in writers]
    tagged = [
        text_of(element)
        for element in page.elements
        if element.get("itemprop") == "author" or (element.get("rel") or "").lower() == "author"
    ]
    own = key_of(site or "").casefold()
    for names in (people, tagged, _all(meta, _META_AUTHOR), houses):
        sound = _each_once(
            BY.sub("", fold(name)) for name in names if name and len(name) < _LONGEST_NAME
        )
        sound = tuple(
            name for name in sound if "://" not in name and "@" not in name and name[:1].isalpha()
        )
        if sound and (names is houses or any(key_of(name).casefold() != own for name in sound)):
            each = [one for name in sound for one in (several_names(name) or (name,))]
            return _each_once(each)[:_MOST], names is not houses
    return (), False


def _topics(meta: dict[str, list[str]], item: Object) -> tuple[str, ...]:
    for values in (list(texts_in(item, "keywords")), *(_all(meta, [n]) for n in _META_KEYWORDS)):
        names = values if len(values) > 1 else re.split(r"\s*[,;]\s*", "".join(values))
        sound = [name for name in names if name and len(name) < _LONGEST_NAME]
        coded = [name for name in sound if _CODE.fullmatch(name)]
        if sound and (len(coded) < _ENOUGH_CODES or len(coded) * 2 < len(sound)):
            return _each_once(name for name in sound if ":" not in name)[:_MOST]
    return ()


def _language(page: Page, meta: dict[str, list[str]], item: Object) -> str | None:
    given = [
        *texts_in(item, "inLanguage"), page.root.get("lang"), page.root.get("xml:lang"),
        *_all(meta, ("content-language", "language", "dc.language", "og:locale")),
    ]  # fmt: skip
    for tag in given:
        if tag and len(tag) < 40 and (known := standard_tag(tag.strip().replace("_", "-"))):
            return known
    return None


def _free(item: Object) -> bool | None:
    value = item.get("isAccessibleForFree")
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower().rpartition("/")[2]
    return {"true": True, "false": False}.get(word)


def _pictures(
    meta: dict[str, list[str]], item: Object, base: str | None
) -> tuple[SourcePicture, ...]:
    found = [one for image in objects_in(item, "image")[:_MOST] if (one := _image(image, base))]
    graph = [href for href in _all(meta, ("og:image", "og:image:url")) if address(href, base)]
    if not found and graph:
        alt = _first(meta, ("og:image:alt", "twitter:image:alt"))
        file = Rendition(address(graph[0], base) or "", None, *_size(meta))
        found.append(SourcePicture(alt=alt, renditions=(file,)))
    return tuple(found)


def _size(meta: dict[str, list[str]]) -> tuple[int | None, int | None]:
    width, height = (_first(meta, (f"og:image:{side}",)) or "" for side in ("width", "height"))
    return _pixels(width), _pixels(height)


def _pixels(value: object) -> int | None:
    digits = re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$", str(value), re.ASCII)
    return int(digits[1]) if digits else None


def _image(image: Object, base: str | None) -> SourcePicture | None:
    href = next(
        (
            address(u, base)
            for u in (image.get("contentUrl"), image.get("url"), image.get("@id"))
            if isinstance(u, str)
        ),
        None,
    )
    if href is None:
        return None
    return SourcePicture(
        caption=text_in(image, "caption", "description"),
        credit=text_in(image, "creditText", "author", "provider"),
        creator=text_in(image, "creator"),
        copyright_holder=text_in(image, "copyrightHolder"),
        copyright_notice=text_in(image, "copyrightNotice"),
        renditions=(
            Rendition(
                href, None, _pixels(text_in(image, "width")), _pixels(text_in(image, "height"))
            ),
        ),
    )
