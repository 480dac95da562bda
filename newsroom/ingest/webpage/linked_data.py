"""What a page says of itself in JSON-LD (schema.org), also where its JSON is broken."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from newsroom.ingest.webpage.tree import Page, fold

# Deep and long enough for what pages have, short enough for what somebody makes up.
_MAX_DEPTH = 12
_MAX_OBJECTS = 2000
_MAX_SCRIPT = 3_000_000

Object = dict[str, Any]

_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_COMMA = re.compile(r"(?<=[}\]])(?=\s*\{)")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|description|articleSection|url|inLanguage)"\s*:\s*'
    r'"((?:[^"\\\n]|\\.){1,2000})"'
)
_TAG = re.compile(r"<[^<>]{1,2000}>")

# News and its kin (schema.org: Article, its subtypes, and what holds posts).
_KINDS = re.compile(
    r"(?:^|[/:#])(?:\w*(?:Article|Report|BlogPosting)|Review|Liveblog|SocialMediaPosting)$",
    re.IGNORECASE,
)


def linked_data(page: Page) -> list[Object]:
    """Return the objects of a page's JSON-LD (W3C JSON-LD 1.1, section 7.2), however nested."""
    found: list[Object] = []
    for script in page.of("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = (script.text_content() or "")[:_MAX_SCRIPT]
            found += _objects(_parsed(text), _MAX_OBJECTS - len(found))
    return found


def articles(objects: Iterable[Object]) -> list[Object]:
    """Return the objects that are articles, those with a headline first."""
    objects = list(objects)
    found = [item for item in objects if any(_KINDS.search(kind) for kind in kinds(item))]
    named = {
        one["@id"]: one
        for one in objects
        if isinstance(one.get("@id"), str) and (one.get("name") or one.get("url"))
    }
    whole = [
        {name: _referred(value, named) for name, value in item.items()} if named else item
        for item in found
    ]
    return sorted(whole, key=lambda item: not text_in(item, "headline"))


def _referred(value: Any, named: dict[str, Object]) -> Any:
    """Return what a value refers to by `@id` (JSON-LD 1.1, section 3.3), else the value."""
    if isinstance(value, list):
        return [_referred(one, named) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type", "name"} and "@id" in value:
        found = named.get(str(value["@id"]))
        return found if found and not value.get("name") else value
    return value


def kinds(item: Object) -> tuple[str, ...]:
    """Return the types of an object."""
    kind = item.get("@type")
    return tuple(
        name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)
    )


def texts_in(item: Object, name: str) -> Iterator[str]:
    """Return what a property says, as texts: of objects their name."""
    yield from _texts(item.get(name), 0)


def text_in(item: Object, *names: str) -> str | None:
    """Return the first text that one of these properties has."""
    return next((text for name in names for text in texts_in(item, name)), None)


def objects_in(item: Object, name: str) -> list[Object]:
    """Return the objects that a property has; a bare text is an object with that name."""
    value = item.get(name)
    many = value if isinstance(value, list) else [value]
    return [one if isinstance(one, dict) else {"name": one, "url": one} for one in many if one]


def clean(text: str) -> str:
    """Return a text that may hold escapes and markup as words alone."""
    return fold(_TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if text := clean(value):
            yield text
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < _MAX_DEPTH:
        for one in value:
            yield from _texts(one, depth + 1)
    elif isinstance(value, dict) and depth < _MAX_DEPTH:
        for name in ("name", "byline", "headline", "@value", "text"):
            if value.get(name):
                yield from _texts(value[name], depth + 1)
                return


def _parsed(text: str) -> Any:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    mended = _MISSING_COMMA.sub(",", _TRAILING_COMMA.sub("", text))
    for attempt in (text, mended, f"[{mended}]", html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(mended)[0]  # rubbish behind the object
    except (ValueError, RecursionError):
        return _salvaged(text)


def _salvaged(text: str) -> Object:
    found: Object = {}
    for name, value in _FIELD.findall(text):
        try:
            found.setdefault(name, json.loads(f'"{value}"', strict=False))
        except ValueError:
            continue
    return {"@type": "Article", **found} if "headline" in found else {}


def _objects(value: Any, most: int) -> list[Object]:
    found: list[Object] = []
    level = [value]
    for _ in range(_MAX_DEPTH):
        following: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                found.append(one)
                following += one.values()
            elif isinstance(one, list):
                following += one
        level = following[: _MAX_OBJECTS * 20]
    return found[: max(most, 0)]
