"""What a page says of itself in microdata."""

import re

from newsroom.ingest.webpage.linked_data import Object
from newsroom.ingest.webpage.tree import Page, text_of

_MOST = 50
_MICRODATA = {
    "headline", "description", "datePublished", "dateModified", "dateCreated", "author",
    "articleSection", "keywords", "publisher", "inLanguage", "url", "isAccessibleForFree",
    "copyrightHolder", "mainEntityOfPage",
}  # fmt: skip


def microdata(page: Page) -> Object:
    """Read the article of a page's microdata (HTML standard, section 5), as linked data has it."""
    scope = next(
        (
            element
            for element in page.elements
            if element.get("itemscope") is not None
            and re.search(r"Article|BlogPosting|Report", element.get("itemtype") or "")
        ),
        None,
    )
    if scope is None:
        return {}
    found: Object = {"@type": (scope.get("itemtype") or "").rpartition("/")[2]}
    for element in scope.iter():
        name = element.get("itemprop") if isinstance(element.tag, str) else None
        if not name or name in ("articleBody", "text"):
            continue
        own = ("content", "datetime", "href" if element.tag != "a" else "title", "src")
        value = next((element.get(key) for key in own if element.get(key)), None)
        inner = (
            element.find(".//*[@itemprop='name']") if element.get("itemscope") is not None else None
        )
        if inner is not None:
            value = inner.get("content") or text_of(inner)
        value = value or text_of(element)
        if value and name in _MICRODATA:
            found.setdefault(name, [])
            if isinstance(found[name], list) and len(found[name]) < _MOST:
                found[name].append(value)
    return found
