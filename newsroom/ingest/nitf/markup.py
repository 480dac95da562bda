"""The body of an article, from NITF 3.x or XHTML to HTML.

Sources: NITF 3.6 (`nitf-3-6.xsd`: blockContent, enrichedText) and the HTML standard (section 4).
The two share no name that means different things, and senders mix them, so one reader knows both.
"""

import re
import xml.etree.ElementTree as ET
from html import escape

from newsroom.ingest.nitf.inline import DROPPED, PICTURES, Run, is_private
from newsroom.ingest.nitf.media import Pictures
from newsroom.ingest.nitf.xml import attribute, children, lang_of, name_of, within, words

_HEADINGS = {"h1": "h2", "hl1": "h2", "hl2": "h2", **{f"h{n}": f"h{n}" for n in range(2, 7)}}
_LISTS = {"ul": "ul", "ol": "ol", "menu": "ul", "dir": "ul"}
_QUOTES = {"blockquote", "bq"}
_CONTAINERS = {
    "abstract", "address", "article", "aside", "bibliography", "block", "body", "body.content",
    "byline", "center", "copyrite", "datasource", "dateline", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "fn", "footer", "header", "hgroup", "html", "main", "nav",
    "nitf-table", "nitf-table-summary", "note", "section", "summary", "tagline",
}  # fmt: skip
_BLOCKS = {
    "p", "hr", "pre", "table", "dl", "li", "figure", *_HEADINGS, *_LISTS, *_QUOTES, *_CONTAINERS
}  # fmt: skip
_CELLS = {"td", "th"}
_SECTIONS = {"thead", "tbody", "tfoot"}
_PARAGRAPH = re.compile(r"<p(?: lang=\"[^\"]*\")?>(.*)</p>", re.DOTALL)
_FIGURE = re.compile(r"<figure data-picture=\"(\d+)\"></figure>")
_DASH = re.compile(r"[-–—―]")


def body_of(
    element: ET.Element,
    pictures: Pictures,
    lang: str | None = None,
    without: frozenset[ET.Element] = frozenset(),
) -> list[str]:
    """Return an element's text as blocks of HTML, in order; empty ones are left out.

    The pictures that it holds are added to `pictures`. `lang` is the language of the text. The
    elements `without` are left out, each with all that it holds.
    """
    return _Body(pictures, lang, without, *_holders(element)).flow(element)


def take_lead(blocks: list[str]) -> int | None:
    """Take the picture that stands first off the blocks; return its number, None for none."""
    found = _FIGURE.fullmatch(blocks[0]) if blocks else None
    if not found:
        return None
    del blocks[0]
    return int(found[1])


def is_advisory(element: ET.Element) -> bool:
    """Tell whether a note or a tagline is for editors only (NITF 3.6: `npa`, not publishable)."""
    return element.get("type") == "npa" or element.get("noteclass") == "editorsnote"


class _Body:
    def __init__(
        self,
        pictures: Pictures,
        lang: str | None,
        without: frozenset[ET.Element],
        holders: set[ET.Element],
        more_than_figures: set[ET.Element],
    ) -> None:
        self.pictures = pictures
        self.lang = lang
        self.without = without
        self.holders = holders
        self.more_than_figures = more_than_figures

    def flow(self, container: ET.Element) -> list[str]:
        """Return the blocks of a container; text that stands loose in it becomes paragraphs."""
        blocks: list[str] = []
        run = self._run(container.text)
        for child in container:
            if not self._is_left_out(child):
                if self._is_block(child):
                    blocks += _paragraphs(run)
                    run = self._run(None)
                    blocks += self._block(child)
                else:
                    run.element(child)
            run.text(child.tail)
        return blocks + _paragraphs(run)

    def _run(self, text: str | None) -> Run:
        run = Run(self.pictures, self.lang)
        run.text(text)
        return run

    def _is_left_out(self, element: ET.Element) -> bool:
        return element in self.without or name_of(element) in DROPPED or is_private(element)

    def _is_block(self, element: ET.Element) -> bool:
        if name_of(element) in PICTURES:
            return name_of(element) == "figure"
        return name_of(element) in _BLOCKS or element in self.holders

    def _block(self, element: ET.Element) -> list[str]:
        name = name_of(element)
        if name in _HEADINGS:
            return self._text(element, _HEADINGS[name])
        if name in _LISTS:
            return self._list(element, _LISTS[name])
        if name in _QUOTES:
            return self._quote(element)
        if name == "p" and element not in self.more_than_figures:
            return self._text(element, "p")
        special = {
            "table": self._table,
            "pre": self._preformatted,
            "figure": self._figure,
            "dt": self._term,
            "li": lambda item: self._list_of([item], "ul"),
            "note": self._note,
            "tagline": self._note,
        }
        return special.get(name, self.flow)(element)

    def _text(self, element: ET.Element, tag: str) -> list[str]:
        run = self._run(None)
        run.inside(element)
        lang = lang_of(element)
        return _paragraphs(run, tag, f' lang="{escape(lang)}"' if lang else "")

    def _term(self, element: ET.Element) -> list[str]:
        html = _unwrapped(self.flow(element))[0]
        return [f"<p><strong>{html}</strong></p>"] if html else []

    def _note(self, element: ET.Element) -> list[str]:
        return [] if is_advisory(element) else self.flow(element)

    def _list(self, element: ET.Element, tag: str) -> list[str]:
        items = [child for child in element if not self._is_left_out(child)]
        return self._list_of(items, tag)

    def _list_of(self, items: list[ET.Element], tag: str) -> list[str]:
        rows: list[str] = []
        figures: list[str] = []
        for item in items:
            # A list within a list, beside its items, belongs to the item before.
            inner = self.flow(item) if name_of(item) == "li" else self._block(item)
            html, pictures = _unwrapped(inner)
            figures += pictures
            if html and name_of(item) in _LISTS and rows:
                rows[-1] = rows[-1].removesuffix("</li>") + html + "</li>"
            elif html:
                rows.append(f"<li>{html}</li>")
        return ([f"<{tag}>{''.join(rows)}</{tag}>"] if rows else []) + figures

    def _quote(self, element: ET.Element) -> list[str]:
        named = [
            part
            for part in children(element, "credit", "footer", "cite", "figcaption")
            if not self._is_left_out(part)
        ]
        without, self.without = self.without, self.without | frozenset(named)
        inner = self.flow(element)
        self.without = without
        figures = [block for block in inner if _FIGURE.fullmatch(block)]
        text = "".join(block for block in inner if block not in figures)
        speaker = " ".join(filter(None, map(words, named))) or attribute(element, "quote-source")
        blocks = [f"<blockquote>{text}</blockquote>"] if text else []
        if speaker:
            dash = "" if _DASH.match(speaker) else "— "
            blocks.append(f'<p class="attribution">{dash}{escape(speaker, quote=False)}</p>')
        return blocks + figures

    def _preformatted(self, element: ET.Element) -> list[str]:
        lines = "".join(element.itertext()).strip("\n").splitlines()
        run = self._run(None)
        for line in lines:
            run.line(line.rstrip())
        html = run.html()
        return [f"<p>{html}</p>"] if html else []

    def _figure(self, element: ET.Element) -> list[str]:
        tables = any(name_of(inner) in {"table", "p", *_QUOTES} for inner in element)
        images = any(name_of(inner) in PICTURES for inner in element.iter() if inner is not element)
        return self.flow(element) if tables and not images else self.pictures.figures(element)

    def _table(self, element: ET.Element) -> list[str]:
        figures: list[str] = []
        parts: list[str] = []
        for part in element:
            name = name_of(part)
            if name == "caption":
                html, pictures = _unwrapped(self.flow(part))
                figures += pictures
                parts += [f"<caption>{html}</caption>"] if html else []
            elif name in _SECTIONS:
                rows = "".join(self._row(row, figures) for row in children(part, "tr"))
                parts += [f"<{name}>{rows}</{name}>"] if rows else []
            elif name == "tr":
                parts.append(self._row(part, figures))
        table = f"<table>{''.join(parts)}</table>"
        says = any(text.strip() for cell in within(element, *_CELLS) for text in cell.itertext())
        return ([table] if says else []) + figures

    def _row(self, row: ET.Element, figures: list[str]) -> str:
        cells = []
        for cell in row:
            name = name_of(cell)
            if name in _CELLS and not self._is_left_out(cell):
                html, pictures = _unwrapped(self.flow(cell))
                figures += pictures
                cells.append(f"<{name}{_spans(cell)}>{html}</{name}>")
        return f"<tr>{''.join(cells)}</tr>" if cells else ""


def _holders(root: ET.Element) -> tuple[set[ET.Element], set[ET.Element]]:
    """Return the elements that hold blocks, and those that hold blocks other than figures.

    What stands in a picture's caption is not counted.
    """
    above = {child: parent for parent in root.iter() for child in parent}
    holders: set[ET.Element] = set()
    more: set[ET.Element] = set()
    for element in above:
        if name_of(element) in _BLOCKS:
            for found in (holders, more) if name_of(element) != "figure" else (holders,):
                holder = above.get(element)
                while holder is not None and holder not in found:
                    if name_of(holder) in PICTURES:
                        break
                    found.add(holder)
                    holder = above.get(holder)
    return holders, more


def _paragraphs(run: Run, tag: str = "p", attributes: str = "") -> list[str]:
    parts = run.paragraphs() if tag == "p" else [html for html in [run.html()] if html]
    return [f"<{tag}{attributes}>{html}</{tag}>" for html in parts] + run.figures


def _unwrapped(blocks: list[str]) -> tuple[str, list[str]]:
    """Return blocks as what a list's item or a cell holds, and the figures that it cannot hold."""
    html = ""
    figures = []
    for block in blocks:
        if _FIGURE.fullmatch(block):
            figures.append(block)
        elif found := _PARAGRAPH.fullmatch(block):
            html += ("<br>" if html and not html.endswith(">") else "") + found[1]
        else:
            html += block
    return html, figures


def _spans(cell: ET.Element) -> str:
    return "".join(
        f' {name}="{int(value)}"'
        for name in ("colspan", "rowspan")
        if re.fullmatch(r"[1-9]\d{0,2}", value := (cell.get(name) or ""), re.ASCII) and value != "1"
    )
