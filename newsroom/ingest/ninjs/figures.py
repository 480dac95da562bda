"""Figures in the HTML of a body: which picture each may be, and what it says of it."""

import re
from dataclasses import dataclass

from bs4 import Tag

_CREDIT = re.compile(r"\b(?:byline|credits?|copyright|photographer)\b", re.IGNORECASE)
_NAMES = ("data-assoc-ref", "data-uri", "uri", "data-id", "data-media-id", "id")


@dataclass(frozen=True)
class Figure:
    """A figure of a body: its names and addresses, best first, and what stands with its image."""

    names: tuple[str, ...]
    src: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


def figure_of(image: Tag, figure: Tag, embed: str | None) -> Figure:
    """Read an image and the figure around it, which may be itself; `embed` is its mark's name."""
    named = [attribute(tag, name) for tag in (image, figure) for name in _NAMES]
    src = attribute(image, "src", "data-src", "data-original", "data-preview-src")
    names = (embed, *named, src, attribute(image, "data-preview-src"))
    credit = figure.find(class_=_CREDIT) if figure is not image else None
    credit_words = _words(credit) if isinstance(credit, Tag) else None
    if credit:
        credit.extract()
    caption = figure.find("figcaption") if figure is not image else None
    return Figure(
        names=tuple(dict.fromkeys(name for name in names if name)),
        src=src,
        alt=attribute(image, "alt"),
        caption=_words(caption) if isinstance(caption, Tag) else None,
        credit=credit_words,
    )


def counts_readers(image: Tag) -> bool:
    """Tell whether an image is there to be fetched, not to be seen."""
    return any(attribute(image, side) in ("0", "1", "2") for side in ("width", "height"))


def attribute(tag: Tag, *names: str) -> str | None:
    """Return the first of these attributes that an element has."""
    for name in names:
        value = tag.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _words(tag: Tag) -> str | None:
    between = " " if tag.find(["br", "div", "p"]) else ""
    return " ".join(tag.get_text(between).split()) or None
