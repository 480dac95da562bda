"""The headline of a page, without the name of its site."""

import re
from collections.abc import Iterable, Mapping, Sequence

from newsroom.ingest.webpage.linked_data import Object, clean, texts_in
from newsroom.ingest.webpage.tree import Page, hidden, key_of, text_of

_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
_MIDDLE = re.compile(r"\s+(?:[|·•»–—-]|::|--)\s+")
_LONG_ENOUGH = 20
_LONGEST_SITE = 50


def find_headline(
    page: Page, meta: Mapping[str, Sequence[str]], item: Object, site: str | None
) -> str | None:
    """Choose the headline: what the page calls itself, unless what it shows is another.

    Where the linked data and the shown headline agree, what stands in Open Graph was written for
    somewhere else.
    """
    shown = [text for h1 in page.of("h1") if not hidden(h1) and (text := text_of(h1))]
    visible = {key_of(text).casefold() for text in (*shown, *map(text_of, page.of("h2")))}
    own = [text for element in page.of("title") if (text := clean(element.text or ""))][:1]
    sites = {*_all(meta, ("og:site_name", "application-name")), *([site] if site else ())}
    # Some mark the name of their site as a headline, too.
    shown.sort(key=lambda text: not any(title.startswith(text) for title in own))
    given = [*list(texts_in(item, "headline"))[:1], *shown[:3], *own, *_all(meta, _NAMES)]

    def sound(texts: Iterable[str]) -> str | None:
        named = {key_of(name).casefold() for name in sites}
        found = (_without_site(text, sites, given) for text in texts)
        return next((text for text in found if text and key_of(text).casefold() not in named), None)

    # What a title begins with is shown as headline, or stands before a bar in the page's title.
    begins = [text for text in map(text_of, page.of("h1", "h2")) if len(text) >= _LONG_ENOUGH]
    cut = [first for text in own if len(first := _MIDDLE.split(text)[0]) >= _LONG_ENOUGH]

    def whole(title: str | None) -> str | None:
        """Take off the name of the site that is run on to the headline."""
        return next((one for one in (*begins, *cut) if title and _runs_on(one, title)), title)

    graph = whole(sound(_all(meta, _NAMES[:1])))
    linked = whole(sound(texts_in(item, "headline")))
    key = key_of(graph or "").casefold()
    if graph and (key in visible or any(key in text for text in visible)):
        return graph
    if linked and key_of(linked).casefold() in visible:
        return linked
    if graph or linked:
        return graph or linked
    plain = whole(sound([*shown, *_all(meta, _NAMES[1:]), *own]))
    return next((text for text in begins if plain and plain.startswith(text)), plain)


def _runs_on(headline: str, title: str) -> bool:
    """Tell whether a title is a headline with something written on to its last word."""
    behind = title[len(headline) :]
    return title.startswith(headline) and behind[:1].isalnum() and len(behind) < _LONGEST_SITE


def _without_site(title: str, sites: set[str], others: list[str]) -> str:
    """Take the name of the site off a title: `A headline | The Paper`."""
    cuts = list(_MIDDLE.finditer(title))
    for cut in reversed(cuts):
        before, after = title[: cut.start()], title[cut.end() :]
        tail = key_of(after).casefold()
        if any(tail == key_of(name).casefold() for name in sites) or (
            before in others and len(after) < _LONGEST_SITE
        ):
            return _without_site(before, sites, others)
    if cuts and any(
        key_of(title[: cuts[0].start()]).casefold() == key_of(name).casefold() for name in sites
    ):
        return title[cuts[0].end() :]
    return title


def _all(meta: Mapping[str, Sequence[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]
