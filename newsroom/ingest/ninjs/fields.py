"""What is asked of the fields of a ninjs object, in whichever dialect.

Names of fields are in small letters here, without the capitals of ninjs 3 and the underscores of
feeds (`versionCreated`, `version_created`). Nothing has a type that could be relied on.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape

from newsroom.record.text import CONTROL_CHARACTERS

Fields = dict[str, object]

# Elements of HTML only: wires write `<EUR=>` and `<TWR.L>` for what is traded.
_TAG = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|body|br|cite|code|dd|div|dl|dt|em|figcaption|figure|font"
    r"|footer|h[1-6]|header|hr|html|i|iframe|img|li|main|ol|p|pre|q|s|section|small|span|strong|sub"
    r"|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A text among several: its role, its media type, and itself."""

    role: str
    content_type: str
    value: str


def text_of(value: object) -> str | None:
    """Return a text, or a number as one, without what no page can carry; None for none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    text = CONTROL_CHARACTERS.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip() or None


def text_in(fields: Fields, *names: str) -> str | None:
    """Return the first of these fields that has a text."""
    return next((text for name in names if (text := text_of(fields.get(name)))), None)


def line_in(fields: Fields, *names: str) -> str | None:
    """Return the first of these fields that has a text, as a line without markup."""
    return next((line for name in names if (line := line_of(fields.get(name)))), None)


def line_of(value: object) -> str | None:
    """Return a text as one line, without markup where it has any."""
    text = text_of(value)
    if text is None:
        return None
    if _TAG.search(text):
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if _ENTITY.search(text):
        text = CONTROL_CHARACTERS.sub("", unescape(text))
    return " ".join(text.split()) or None


def has_markup(text: str) -> bool:
    """Tell whether a text has tags of HTML in it."""
    return bool(_TAG.search(text))


def same_words(one: str, other: str | None) -> bool:
    """Tell whether two texts have the same letters and digits."""
    return other is not None and letters(one) == letters(other) != ""


def letters(text: str) -> str:
    """Return what two writings of one text have in common: its letters and digits, in small."""
    return "".join(filter(str.isalnum, text.casefold()))


def entries(fields: Fields, *names: str) -> Iterator[Fields]:
    """Return the objects of these fields, which hold an array of them, one, or names only."""
    for name in names:
        found = fields.get(name)
        for entry in found if isinstance(found, list) else [found]:
            if isinstance(entry, dict):
                yield entry
            elif text := text_of(entry):
                yield {"name": text}


def names_in(fields: Fields, *names: str) -> list[str]:
    """Return the names of what these fields list."""
    found = (line_in(entry, "name", "title") for entry in entries(fields, *names))
    return list(dict.fromkeys(name for name in found if name))


def code_of(entry: Fields) -> str | None:
    """Return the code of a concept: address or QCode (ninjs 2, 3), or scheme and code (ninjs 1)."""
    if code := text_in(entry, "uri", "qcode"):
        return code
    code = text_in(entry, "code", "literal", "_id", "id")
    scheme = text_in(entry, "scheme")
    return f"{scheme.rstrip('/')}/{code}" if code and scheme else code


def tail(code: str | None) -> str:
    """Return the last part of an address or a QCode, in small letters."""
    return re.split(r"[:/#]", code.rstrip("/#: "))[-1].casefold() if code else ""


def texts(fields: Fields, one: str, many: str) -> list[Text]:
    """Return all texts of a kind: `headline`, `headline_main`, `headlines` with their roles."""
    found = []
    for name, value in fields.items():
        if name == one or name.startswith(f"{one}_"):
            found += [_text(entry, name[len(one) + 1 :]) for entry in _each(value)]
        elif name == many and isinstance(value, dict) and "value" not in value:
            found += [_text(entry, role) for role, each in value.items() for entry in _each(each)]
        elif name == many:
            found += [_text(entry, "") for entry in _each(value)]
    return [text for text in found if text.value]


def pick(found: Collection[Text], roles: tuple[str, ...], avoid: Collection[str]) -> str | None:
    """Return the text whose role comes first in `roles`; else the first that is none to `avoid`."""
    for role in roles:
        for text in found:
            if text.role == role and (line := line_of(text.value)):
                return line
    others = (line_of(text.value) for text in found if text.role not in (*roles, *avoid))
    return next((line for line in others if line), None)


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(entry: object, role: str) -> Text:
    if isinstance(entry, dict):
        value = text_in(entry, "value", "text", "html", "content")
        role = text_in(entry, "role", "name") or role
        content_type = text_in(entry, "contenttype", "mimetype") or ""
        return Text(role.casefold(), content_type.casefold(), value or "")
    return Text(role.casefold(), "", text_of(entry) or "")
