"""Lists, block quotes and tables of a page, as plain HTML."""

from collections.abc import Iterator

from newsroom.ingest.webpage.markup import Inline, inline_html, plain
from newsroom.ingest.webpage.tree import Element, hidden

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "tt", "u", "var", "wbr", "time", "ruby", "rt", "rp", "nobr",
})  # fmt: skip
_PARAGRAPHS = frozenset({"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


def list_html(element: Element, base: str | None) -> str:
    """Return a list (HTML standard, section 4.4.5), with the lists within it."""
    return f"<{element.tag}>{''.join(_items(element, base))}</{element.tag}>"


def quote_html(element: Element, base: str | None) -> str:
    """Return a block quote (HTML standard, section 4.4.4); nothing for an empty one."""
    inner = "".join(_paragraphs(element, base))
    return f"<blockquote>{inner}</blockquote>" if inner else ""


def table_html(element: Element, base: str | None) -> str:
    """Return a table (HTML standard, section 4.9) with its caption; nothing for an empty one."""
    rows = []
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells:
            inner = (f"<{cell.tag}>{inline_html(cell, base)}</{cell.tag}>" for cell in cells)
            rows.append(f"<tr>{''.join(inner)}</tr>")
    caption = element.find("caption")
    title = "" if caption is None else f"<caption>{inline_html(caption, base)}</caption>"
    return f"<table>{title}{''.join(rows)}</table>" if rows else ""


def shown(markup: str) -> str:
    """Return the text of HTML with blocks in it."""
    return plain(markup.replace("<", " <"))


def _items(element: Element, base: str | None) -> Iterator[str]:
    for item in element:
        if item.tag != "li" or hidden(item):
            continue
        run = Inline(base)
        inner: list[str] = []
        run.text(item.text)
        for child in item:
            if child.tag in ("ul", "ol"):
                inner.append(list_html(child, base))
            elif child.tag in ("p", "div"):
                run.text(" ")
                run.content(child)
                run.text(" ")
            elif isinstance(child.tag, str):
                run.element(child)
            run.text(child.tail)
        if (markup := run.take()) or inner:
            yield f"<li>{markup}{''.join(inner)}</li>"


def _paragraphs(element: Element, base: str | None) -> Iterator[str]:
    run = Inline(base)
    run.text(element.text)
    for child in element:
        if child.tag in INLINE or child.tag == "br":
            run.element(child)
        elif isinstance(child.tag, str) and not hidden(child):
            yield from _paragraph(run)
            if child.tag in _PARAGRAPHS:
                run.content(child)
                yield from _paragraph(run)
            elif child.tag in ("ul", "ol"):
                yield list_html(child, base)
            else:
                yield from _paragraphs(child, base)
        run.text(child.tail)
    yield from _paragraph(run)


def _paragraph(run: Inline) -> Iterator[str]:
    if markup := run.take():
        yield f"<p>{markup}</p>"
