"""A saved web page of news: HTML to an item.

What the page says of itself comes first (JSON-LD, Open Graph, meta, microdata). The text is what
trafilatura finds, taken from the page's own elements, so that nothing about it changes; captions,
credits, the lead and the attribution line are looked for in the page as it is.
"""

import hashlib
from collections.abc import Sequence

from newsroom.ingest.capture.about import is_date_label, is_date_line
from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.item import IngestError, Item
from newsroom.ingest.webpage.blocks import Block, leveled
from newsroom.ingest.webpage.body import BodyReader
from newsroom.ingest.webpage.byline import find_byline, in_body, names_in
from newsroom.ingest.webpage.closing import find_closing
from newsroom.ingest.webpage.evidence import Evidence
from newsroom.ingest.webpage.gallery import Gallery
from newsroom.ingest.webpage.headings import with_headings
from newsroom.ingest.webpage.lead import find_lead, find_points
from newsroom.ingest.webpage.metadata import Metadata, read_metadata
from newsroom.ingest.webpage.tree import Element, Page, key_of, parse_page, text_of
from newsroom.record.agencies import Agencies

_SHORTEST = 60
_STUB = 600
_HEAD = 400  # characters: the labels about a headline are shorter
_FIRST = 4  # blocks


def read_webpage(raw: bytes, *, name: str, agencies: Agencies) -> list[Item]:
    """Read the article of a saved page (HTML standard; schema.org; ogp.me), as a list of one item.

    The body holds the text as the page has it, in order, with `h2` as its highest headings.
    Nothing depends on the file's `name`. Raises IngestError where there is no text of an article.
    """
    page = parse_page(raw)
    data = read_metadata(page)
    evidence = Evidence(page, data.text)
    container = evidence.container
    if container is None:
        raise IngestError("has no text of an article; save the article's own page")
    reader = BodyReader(page, evidence, data.url)
    blocks = _without_head(page, reader.read(container), data.headline)
    scope = _scope(page, container, data.headline)
    own_byline, blocks = in_body(blocks, data.authors)
    blocks = _without_dates(blocks, data.lang)
    lead, taken = find_lead(page, evidence, scope, blocks, data.descriptions, data.headline)
    blocks = [block for block in blocks if block not in taken]
    blocks = [*find_points(page, evidence, scope, blocks, data.url), *blocks]
    attribution, blocks = find_closing(page, evidence, scope, blocks, agencies)
    length = sum(len(block.text) for block in blocks)
    if length < _SHORTEST and not (length and data.kinds):
        raise IngestError("has no text of an article; save the article's own page")
    first = next((block.element for block in blocks if block.kind != "figure"), None)
    byline, names = (None, ()) if first is None else find_byline(page, scope, first)
    if byline is None and own_byline:
        byline, names = own_byline, names_in(own_byline)
    blocks = with_headings(page, _without_last_date(blocks, data.lang))
    gallery = Gallery(page, data.pictures, data.url, agencies)
    body = leveled(blocks, gallery.read(evidence, scope, blocks))
    return [
        Item(
            guid=data.url or _guid(data),
            headline=data.headline,
            standfirst=lead,
            byline=byline,
            authors=data.authors if data.has_people or not names else names,
            dateline=data.dateline,
            body=body,
            attribution=attribution,
            lang=data.lang,
            section=data.section,
            topics=data.topics,
            located=data.located,
            created=data.published,
            version_created=data.modified,
            expires=data.expires,
            usage_terms=data.usage_terms,
            copyright_holder=data.copyright_holder,
            copyright_notice=data.copyright_notice,
            credit_line=data.credit_line,
            publisher=data.publisher,
            url=data.url,
            pictures=tuple(gallery.pictures),
            lead_picture=gallery.lead,
            unsure=tuple(_doubts(data, length)),
        )
    ]


def _guid(data: Metadata) -> str:
    said = f"{data.headline or ''}\n{data.published or ''}"
    return f"webpage:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _doubts(data: Metadata, length: int) -> list[str]:
    found = list(data.unsure)
    if data.headline is None:
        found.append("The page names no headline")
    if data.published is None and not any("date was left out" in line for line in found):
        found.append("The page does not say when it was published")
    if data.free is False:
        found.append("The page is not free to read: its text may have been cut")
    elif not data.kinds and (length < _STUB or data.published is None):
        found.append("The page does not say that it is an article; it may be a list of some")
    if any("LiveBlog" in kind for kind in data.kinds):
        found.append(
            "The page is a live blog: its entries may not be in order, or not all be there"
        )
    return found


def _without_head(page: Page, blocks: Sequence[Block], headline: str | None) -> list[Block]:
    """Leave out the headline, and the labels that stand above it or beside it in its header."""
    title = key_of(headline or "").casefold()
    at = next((block.element for block in blocks if block.element.tag == "h1"), None)
    labels = [block for block in blocks if at is not None and _is_of_head(page, block, at)]
    if sum(len(block.text) for block in labels) > _HEAD:
        labels = []
    return [
        block
        for block in blocks
        if block not in labels
        and not (
            block.kind == "heading"
            and (block.element.tag == "h1" or key_of(block.text).casefold() == title)
        )
    ]


def _is_of_head(page: Page, block: Block, headline: Element) -> bool:
    if block.kind != "paragraph":
        return False
    header = next((one for one in headline.iterancestors() if one.tag == "header"), None)
    beside = header is not None and header in (block.element, *block.element.iterancestors())
    if beside and block.element.tag != "p":
        return True
    within = headline in block.element.iterdescendants()
    above = page.place[block.element] < page.place[headline] and not within
    return above and not ends_sentence(block.text)


def _without_dates(blocks: Sequence[Block], lang: str | None) -> list[Block]:
    """Leave out the lines above the text that say when it was published."""
    return [
        block
        for at, block in enumerate(blocks)
        if at >= _FIRST or block.kind != "paragraph" or not is_date_line(block.text, lang)
    ]


def _without_last_date(blocks: list[Block], lang: str | None) -> list[Block]:
    """Leave out a date below the text; one behind a name is of who signs."""
    last = blocks[-1] if blocks else None
    if last is None or last.kind != "paragraph" or not is_date_line(last.text, lang):
        return blocks
    return blocks[:-1] if last.text[0].isdecimal() or is_date_label(last.text) else blocks


def _scope(page: Page, container: Element, headline: str | None) -> Element:
    """Return the element that holds the article with its headline."""
    title = key_of(headline or "").casefold()
    above = [container, *container.iterancestors()]
    article: Element | None = None
    for element in above:
        if element.tag in ("body", "html"):
            break
        heads = list(element.iter("h1", "h2"))
        titled = any(one.tag == "h1" or key_of(text_of(one)).casefold() == title for one in heads)
        if titled and any(one.tag == "h1" for one in heads):
            return element
        if article is None and element.tag == "article":
            article = element
    if article is not None:
        return article
    return next((element for element in above if element.tag in ("main", "body")), page.root)
