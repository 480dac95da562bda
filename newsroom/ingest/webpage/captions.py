"""Pictures of a page, with the captions and credits that stand beside them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote, urlsplit

from newsroom.ingest.item import Rendition, SourcePicture
from newsroom.ingest.webpage.caption_texts import (
    CAPTION_WORDS,
    CREDIT_WORDS,
    MOST_TEXT,
    figure_texts,
)
from newsroom.ingest.webpage.tree import Element, Page, address, fold, text_of
from newsroom.record.agencies import Agencies

# In the words that authors of pages name elements with, in the languages that they use.
PICTURE_WORDS = frozenset({
    "image", "images", "img", "picture", "photo", "photos", "foto", "bild", "figure", "media",
    "illustration", "imagen", "imagem", "immagine", "beeld", "visual", "opener", "hero",
    "fotografia", "thumbnail", "thumb",
})  # fmt: skip
# Words of which `absatzbild` and `leadimage` are made, and what else begins or ends so.
_PICTURED = ("bild", "foto", "image", "photo", "picture", "imagen", "immagine")
_PICTURING = ("image", "img", "photo", "picture")
_NO_PICTURES = frozenset({"photographer", "photography", "imagery"})
_SOURCES = (
    "data-srcset",
    "srcset",
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "src",
)
_ICON = re.compile(
    r"(?:^|[\W_])(?:\w*logo\w*|icons?|favicon|avatar|pixel|spacer|blank|placeholder|transparent"
    r"|(?:pre)?load(?:ing|er)?|sprite|emoji)"
    r"(?:[\W_]|$)|\.svg$",
    re.IGNORECASE,
)
_SMALL = 80
_PORTRAITS = frozenset({"author", "avatar", "profile", "headshot", "gravatar", "mugshot", "logo"})
_MOST_PARTS = 500
_MOST_BESIDES = 400  # characters that no word names as caption or credit
_CANDIDATE = re.compile(
    r"(\S+?)(?:\s+(\d{1,5}(?:\.\d{1,3})?)([wx]))?\s*(?:,\s+|,(?=https?:)|,?\s*$)"
)
_WIDTH_IN_NAME = re.compile(r"(?:[/_-]w|width=|[?&]w=|/)(\d{3,4})(?:[/_&.xX-]|$)")


def is_figure(page: Page, element: Element) -> bool:
    """Tell whether an element is a picture with what belongs to it, and nothing more."""
    if element.tag == "figure":
        return next(islice(element.iterdescendants(), _MOST_PARTS, None), None) is None
    if element.tag in ("p", "a", "span", "body", "main", "article", "html", "ul", "ol", "table"):
        return False
    if page.size[element] > MOST_TEXT * 3:
        return False
    words = page.words(element)
    if element.find(".//img") is None or element.find(".//figure") is not None:
        return False
    captions = {
        one
        for one in element.iterdescendants("*")
        if page.words(one) & (CAPTION_WORDS | CREDIT_WORDS)
    }
    if not (element.get("role") == "figure" or _is_of_pictures(words)):
        # What holds a picture and its caption, and no word besides.
        return bool(captions) and not text_of(element, without=frozenset(captions))
    text = text_of(element)
    besides = text_of(element, without=frozenset(captions))
    return (
        len(text) < MOST_TEXT
        and len(besides) < _MOST_BESIDES
        and len(element.findall(".//p")) <= 3
        and (bool(captions) or not text)
    )


def _is_of_pictures(words: frozenset[str]) -> bool:
    return bool(words & PICTURE_WORDS) or any(
        word.endswith(_PICTURED) or word.startswith(_PICTURING) for word in words - _NO_PICTURES
    )


def read_figure(
    page: Page, figure: Element, base: str | None, agencies: Agencies
) -> Iterator[SourcePicture]:
    """Read a picture (HTML standard, section 4.4.12), or each of several within one."""
    images = [
        image
        for image in figure.iter("img")
        if not _is_icon(image) and not page.words(image) & _PORTRAITS
    ]
    within = {
        id(image) for inner in figure.iterdescendants("figure") for image in inner.iter("img")
    }
    files = [
        (image, found)
        for image in images
        if id(image) not in within and (found := renditions(page, image, base))
    ]
    caption, credit = figure_texts(page, figure, agencies)
    if not files:
        if caption and images:  # a file that a script would have named
            alt = fold(images[0].get("alt") or "") or None
            yield SourcePicture(alt=alt, caption=caption, credit=credit)
        return
    # Browsers are offered the same picture in several forms.
    first = min(files, key=lambda pair: -max(file.width or 0 for file in pair[1]))[0]
    chosen = next((image for image, _ in files if (image.get("alt") or "").strip()), first)
    alt = fold(chosen.get("alt") or "") or None
    merged = tuple(dict.fromkeys(file for _, found in files[:4] for file in found))
    yield SourcePicture(
        alt=alt,
        caption=caption,
        credit=credit,
        lang=chosen.get("lang"),
        renditions=_by_size(merged),
    )


def read_image(page: Page, image: Element, base: str | None) -> SourcePicture | None:
    """Read a picture that stands by itself; None for icons and the like."""
    files = renditions(page, image, base)
    if _is_icon(image) or not files or page.words(image) & _PORTRAITS:
        return None
    return SourcePicture(alt=fold(image.get("alt") or "") or None, renditions=files)


def renditions(page: Page, image: Element, base: str | None) -> tuple[Rendition, ...]:
    """Return the files of an `img` and of its `picture`, the largest first."""
    parent = image.getparent()
    elements = [image]
    while parent is not None and parent.tag in ("picture", "source"):
        elements += [one for one in parent.iter("source") if one not in elements]
        parent = parent.getparent()
    found: dict[str, Rendition] = {}
    for element in elements:
        for name in _SOURCES:
            kind = element.get("type") if element.tag == "source" else None
            for href, width in _candidates(element.get(name) or "", name):
                whole = address(href, base)
                if whole and (whole not in found or (width and not found[whole].width)):
                    size = width or (_pixels(element.get("width")) if name == "src" else None)
                    height = _pixels(element.get("height")) if size and not width else None
                    found[whole] = Rendition(whole, kind, size, height)
    return _by_size(tuple(found.values()))


def same_file(one: SourcePicture, other: SourcePicture) -> bool:
    """Tell whether two pictures are one: whether their files have the name of one file."""
    return bool(_stems(one) & _stems(other))


def completed(picture: SourcePicture, other: SourcePicture) -> SourcePicture:
    """Return a picture with what another record of it has and it has not."""
    return replace(
        picture,
        **{
            name: getattr(picture, name) or getattr(other, name)
            for name in (
                "alt",
                "caption",
                "credit",
                "creator",
                "copyright_holder",
                "copyright_notice",
            )
        },
    )


def _stems(picture: SourcePicture) -> set[str]:
    found = set()
    for file in picture.renditions:
        path = unquote(unquote(urlsplit(file.href).path + "/" + urlsplit(file.href).query))
        for part in re.findall(r"[\w-]{12,}", path):
            plain = re.sub(r"(?:[_-](?:w|h|r)?\d{2,4}(?:x\d{2,4})?)+$", "", part)
            if sum(letter.isdigit() for letter in plain) >= 4 or len(plain) > 24:
                found.add(plain)
    return found


def _is_icon(image: Element) -> bool:
    if any((_pixels(image.get(side)) or _SMALL) < _SMALL for side in ("width", "height")):
        return True
    return bool(_ICON.search(file_name(image.get("src") or "")))


def is_emblem(picture: SourcePicture) -> bool:
    """Tell whether a picture is by its file's name the emblem of a site."""
    return any(_ICON.search(file_name(file.href)) for file in picture.renditions)


def file_name(href: str) -> str:
    """Return the last part of an address's path."""
    return href.partition("?")[0].rstrip("/").rpartition("/")[2][:300]


def _candidates(value: str, name: str) -> Iterator[tuple[str, int | None]]:
    if value.strip().startswith(("data:", "blob:", "{", "[")):
        return
    if "srcset" not in name:
        yield value.strip(), _width_in(value)
        return
    for found in list(_CANDIDATE.finditer(value.strip()[:20_000]))[:40]:
        href, number, unit = found.groups()
        yield href, int(float(number)) if unit == "w" else _width_in(href)


def _width_in(href: str) -> int | None:
    found = _WIDTH_IN_NAME.search(unquote(href))
    return int(found[1]) if found else None


def _by_size(files: tuple[Rendition, ...]) -> tuple[Rendition, ...]:
    return tuple(sorted(files, key=lambda file: -(file.width or 0)))


def _pixels(value: str | None) -> int | None:
    digits = re.match(r"\s*(\d{1,5})(?:px)?\s*$", value or "", re.ASCII)
    return int(digits[1]) if digits else None
