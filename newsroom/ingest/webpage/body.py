"""The body of an article, from the elements that hold it, block by block."""

from collections.abc import Iterator

from newsroom.ingest.webpage.blocks import Block, without_labels
from newsroom.ingest.webpage.caption_texts import captions_beside
from newsroom.ingest.webpage.captions import is_figure
from newsroom.ingest.webpage.evidence import Evidence
from newsroom.ingest.webpage.furniture import is_label, leads_elsewhere, only_links
from newsroom.ingest.webpage.markup import Inline, inline_html, plain
from newsroom.ingest.webpage.parts import INLINE, list_html, quote_html, shown, table_html
from newsroom.ingest.webpage.tree import Element, Page, text_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({
    "p", "div", "ul", "ol", "dl", "table", "blockquote", "figure", "section", "article", "aside",
    "header",
    "footer", "main", "pre", "hr", *_HEADINGS,
})  # fmt: skip
_BLOCK_INSIDE = frozenset({*_BLOCKS, "img", "picture"})
_PULLED = frozenset({"pullquote", "pull", "quote", "quotation", "zitat", "citation", "cita"})
_MOST_PULLED = 100
_LONGEST_HEADING = 300


class BodyReader:
    """Reads the blocks of an article out of its container."""

    def __init__(self, page: Page, evidence: Evidence, base: str | None) -> None:
        self._page = page
        self._evidence = evidence
        self._base = base
        self.blocks: list[Block] = []
        self._captions: set[Element] = set()

    def read(self, container: Element) -> list[Block]:
        """Return the blocks of a container, without furniture, in the order of the page."""
        self._flow(container)
        self.blocks = without_labels(self._without_pulled(self.blocks))
        return self.blocks

    def _without_pulled(self, blocks: list[Block]) -> list[Block]:
        """Leave out quotes that were pulled out of the text, where the text has them, too."""
        pulled = [one for one in blocks if self._is_pulled(one)][:_MOST_PULLED]
        if not pulled:
            return blocks
        text = " ".join(
            _letters(one.text) for one in blocks if one.kind == "paragraph" and one.sure
        )
        repeated = [
            one
            for one in pulled
            if text.count(_letters(one.text)) > (one.kind == "paragraph" and one.sure)
        ]
        return [one for one in blocks if one not in repeated]

    def _is_pulled(self, block: Block) -> bool:
        named = bool(self._page.words(block.element) & _PULLED)
        return block.kind == "quote" or (named and block.kind == "paragraph")

    def _flow(self, element: Element) -> None:
        """Read flow content (HTML standard, section 3.2.5.2.2): blocks, and text between them."""
        run = Inline(self._base)
        breaks = 0
        run.text(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                pass
            elif child.tag == "br":
                breaks += 1
                if breaks > 1:
                    self._bare(run, element)
                else:
                    run.element(child)
            elif child.tag in INLINE and not _has_blocks(child):
                run.element(child)
            else:
                self._bare(run, element)
                self._block(child)
            if (child.tail or "").strip():
                breaks = 0
            run.text(child.tail)
            if child.tag != "br" and isinstance(child.tag, str):
                breaks = 0
        self._bare(run, element)

    def _block(self, element: Element) -> None:
        if element in self._captions or element.tag in ("figcaption", "hr"):
            return
        if self._evidence.is_furniture(element):
            return
        if is_figure(self._page, element):
            self._figure(element)
        elif element.tag in _HEADINGS or _is_heading(element):
            self._heading(element)
        elif element.tag in ("p", "pre", "address"):
            self._paragraph(element)
        elif element.tag in ("ul", "ol"):
            self._list(element)
        elif element.tag == "blockquote":
            self._quote(element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "img":
            self._figure(element)
        else:
            self._flow(element)

    def _bare(self, run: Inline, parent: Element) -> None:
        """Take text that stands in no paragraph, where it is known to be the article's."""
        sources, run.sources = run.sources, []
        markup = run.take()
        text = plain(markup)
        if not text:
            return
        element = sources[0] if len(sources) == 1 else parent
        sure = self._evidence.supports(text) and not is_label(text)
        linked = sum(len(text_of(source)) for source in sources if source.tag == "a")
        if sure and linked < len(text) * 0.9:
            self.blocks.append(Block("paragraph", f"<p>{markup}</p>", text, element, sure))

    def _heading(self, element: Element) -> None:
        named = element.tag[1:] if element.tag in _HEADINGS else element.get("aria-level") or ""
        level = min(max(int(named), 2), 6) if named.isascii() and named.isdigit() else 2
        markup = inline_html(element, self._base)
        text = plain(markup)
        if text and len(text) < _LONGEST_HEADING:
            sure = self._evidence.supports(text)
            self.blocks.append(
                Block("heading", f"<h{level}>{markup}</h{level}>", text, element, sure)
            )

    def _paragraph(self, element: Element) -> None:
        for image in element.iter("img"):
            self._figure(image)
        if not text_of(element):
            self._captions.update(captions_beside(self._page, element))
        markup = inline_html(element, self._base)
        text = plain(markup)
        if not text:
            return
        sure = self._evidence.supports(text)
        if (sure or self._evidence.is_kin(element)) and not leads_elsewhere(element, text):
            self.blocks.append(Block("paragraph", f"<p>{markup}</p>", text, element, sure))

    def _list(self, element: Element) -> None:
        items = [item for item in element if item.tag == "li"]
        text = text_of(element)
        if not text:
            return
        last = self.blocks[-1].text if self.blocks else ""
        if only_links(items) and not last.endswith(":"):
            return
        if any(
            item.find(f".//{tag}") is not None
            for item in items
            for tag in ("h2", "h3", "h4", "figure")
        ):
            # A list that is used to lay out parts of the page.
            for item in items:
                self._flow(item)
            return
        sure = self._evidence.supports(text) or any(
            self._evidence.supports(text_of(item)) for item in items[:20]
        )
        markup = list_html(element, self._base)
        if sure or self._evidence.is_sibling(element):
            self.blocks.append(Block("list", markup, shown(markup), element, sure))

    def _quote(self, element: Element) -> None:
        markup = quote_html(element, self._base)
        if markup:
            sure = self._evidence.supports(text_of(element))
            self.blocks.append(Block("quote", markup, shown(markup), element, sure))

    def _table(self, element: Element) -> None:
        cells = list(element.iter("td", "th"))
        if len(cells) == 1 or any(_lays_out(cell) for cell in cells):
            for cell in cells:
                if not any(up in cells for up in _tables_above(cell, element)):
                    self._flow(cell)
        elif markup := table_html(element, self._base):
            self.blocks.append(Block("table", markup, shown(markup), element, False))

    def _figure(self, element: Element) -> None:
        for one in [*element.iterdescendants("figure")] or [element]:
            self._captions.update(captions_beside(self._page, one))
            self.blocks.append(Block("figure", "", "", one, False))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _has_blocks(element: Element) -> bool:
    return any(one.tag in _BLOCK_INSIDE for one in element.iterdescendants("*"))


def _is_heading(element: Element) -> bool:
    """Tell whether an element is a heading by its role (WAI-ARIA 1.2, heading)."""
    return element.get("role") == "heading" and not _has_blocks(element)


def _lays_out(cell: Element) -> bool:
    inner = [one.tag for one in cell.iterdescendants("*")]
    return inner.count("p") > 1 or (
        any(tag in ("h1", "h2", "h3", "figure", "table", "div") for tag in inner[:200])
        and len(text_of(cell)) > 400
    )


def _tables_above(cell: Element, table: Element) -> Iterator[Element]:
    for one in cell.iterancestors():
        if one is table:
            return
        yield one
