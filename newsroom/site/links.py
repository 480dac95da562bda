"""Links in HTML, made absolute for where it is read away from its page: feed readers."""

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urljoin

_NAMES = ("href", "src")
_SPACE = " \t\n\f\r"

# The HTML that we write ourselves: tags in small letters, values in quotation marks, few entities.
_PIECE = re.compile(r"(<[^<>]*>)")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
_STRANGE = re.compile(r"[<>\r\0]|&(?!(?:amp|lt|gt|quot|#34|#39);)")
_VOID = ("br", "hr", "img", "wbr")
# Elements that we never write, or that keep their white space.
_OTHER = {
    *("area", "base", "basefont", "bgsound", "col", "command", "embed", "frame", "image", "input"),
    *("isindex", "keygen", "link", "menuitem", "meta", "nextid", "param", "pre", "script"),
    *("source", "spacer", "style", "template", "textarea", "track"),
}


def absolute_links(html: str, base: str) -> str:
    """Return HTML whose links hold away from their page, at the absolute address `base`."""
    quick = _rewritten(html, base)
    return _parsed(html, base) if quick is None else quick


def _parsed(html: str, base: str) -> str:
    # Seldom needed, and slow to load.
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("[href], [src]"):
        for name in _NAMES:
            if element.has_attr(name):
                element[name] = urljoin(base, str(element[name]))
    return str(soup)


def _rewritten(html: str, base: str) -> str | None:
    """Return what `_parsed` returns, without a tree; None for HTML that is not as we write it."""
    pieces = _PIECE.split(html)
    opened: list[str] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            if piece:
                text = _text(piece)
                if text is None:
                    return None
                pieces[place] = text
            continue
        if piece[1] == "/":
            if not opened or piece != f"</{opened.pop()}>":
                return None
            continue
        tag = _tag(piece, base if "href=" in piece or "src=" in piece else "")
        if tag is None:
            return None
        name, pieces[place] = tag
        if name not in _VOID:
            opened.append(name)
    return None if opened else "".join(pieces)


def _text(text: str) -> str | None:
    if not text.strip(_SPACE):
        return "\n" if "\n" in text else " "
    if _STRANGE.search(text):
        return None
    return escape(unescape(text), quote=False) if "&" in text else text


@lru_cache(maxsize=10_000)
def _tag(tag: str, base: str) -> tuple[str, str] | None:
    """Return a start tag's name, and the tag with its links made absolute."""
    found = _TAG.fullmatch(tag)
    if not found or found[1] or found[2] in _OTHER:
        return None
    values = {}
    for name, value in _ATTRIBUTE.findall(found[3]):
        if name in values or _STRANGE.search(value) or value != " ".join(value.split()):
            return None
        value = unescape(value)
        values[name] = urljoin(base, value) if name in _NAMES else value
    attributes = "".join(f" {name}={_quoted(value)}" for name, value in sorted(values.items()))
    return found[2], f"<{found[2]}{attributes}{'/' if found[2] in _VOID else ''}>"


def _quoted(value: str) -> str:
    value = escape(value, quote=False)
    if '"' not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'
