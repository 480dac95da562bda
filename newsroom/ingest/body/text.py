"""A paragraph as Markdown: emphasis and links as marks, and every other sign as it is read."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from newsroom.ingest.body.blocks import Paragraph, Run, Style, merged

# What Markdown takes for markup wherever it stands, but for words in brackets that cannot be a
# link. Of hyphens that would become a dash each but the first.
_SIGN = re.compile(
    r"(?P<words>(?<![@!])(?!\[TOC\])\[[^\W_](?:[^\W_]|[ .,;’]|-(?!-))*\](?=[\s.,;?!]))"
    r"|[\\`*\[\]>|]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|(?<=-)-"
    r"|#(?=#*\s*$)|\((?=@)|\{(?=lang=)"
)
# An ampersand that would be read as part of an entity; @ behind a bracket, which is a marker.
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]*(?:;|$))|(?<=\[)@")
# What begins a block: a heading, a list, a line below a heading.
_BEGIN = re.compile(r"(?P<sign>#|[+-](?=\s|\\|$))|\d+(?P<dot>\.)(?=\s|$)|(?P<equals>=)")
# What begins the definition of a reference, though it is the text of a link.
_DEFINITION = re.compile(r"(\[[^\[\]]*\]):")
# What cannot stand in the address of a link as it is.
_ADDRESS = re.compile("[\\s\"'()<>\\[\\]\\\\`{|}^\x00-\x20\x7f]")


def write_paragraph(paragraph: Paragraph) -> str:
    """Return a paragraph as Markdown: a line for each of its lines."""
    cuts = _cut(merged(_apart(paragraph.runs)), paragraph.lone)
    text = ""
    for href, group in groupby(cuts, lambda cut: cut[0].style.href):
        before, inner, after = _core(_strong(list(group)))
        if href and inner:
            text = re.sub("!$", r"\\!", text) if not before else text
            inner = re.sub("^@", "&#64;", inner)  # `[@` begins a marker
            text += f"{before}[{inner}]({_address(href)}){after}"
        else:
            text += before + inner + after
    lines = (line.strip() for line in text.split("\n"))
    return "  \n".join(_begin(line) for line in lines if line)


def write_line(paragraph: Paragraph) -> str:
    """Return a paragraph as Markdown of one line, for a heading or a cell."""
    return " ".join(line.strip() for line in write_paragraph(paragraph).split("\n"))


def _apart(runs: Sequence[Run]) -> list[Run]:
    """Take emphasis from what touches strong emphasis: their marks would run together."""
    apart: list[Run] = []
    for place, run in enumerate(runs):
        after = runs[place + 1] if place + 1 < len(runs) else None
        style = run.style
        if style.em and not style.strong:
            before = apart[-1] if apart else None
            if (before and before.style.strong and not before.text[-1:].isspace()) or (
                after and after.style.strong and not after.text[:1].isspace()
            ):
                style = style._replace(em=False)
        apart.append(Run(run.text, style))
    return apart


Cut = tuple[Run, frozenset[int]]
"""A run, and the offsets of the marks in it that quote nothing."""


def _cut(runs: Sequence[Run], lone: set[int]) -> list[Cut]:
    cuts: list[Cut] = []
    place = 0
    for run in runs:
        end = place + len(run.text)
        cuts.append((run, frozenset(at - place for at in lone if place <= at < end)))
        place = end
    return cuts


def _strong(cuts: Sequence[Cut]) -> str:
    return "".join(
        _marked("**" if strong else "", _emphasis(list(group)))
        for strong, group in groupby(cuts, lambda cut: cut[0].style.strong)
    )


def _emphasis(cuts: Sequence[Cut]) -> str:
    return "".join(
        _marked("*" if em else "", "".join(part for cut in group for part in _escaped(*cut)))
        for em, group in groupby(cuts, lambda cut: cut[0].style.em)
    )


def _marked(mark: str, text: str) -> str:
    before, inner, after = _core(text)
    return f"{before}{mark}{inner}{mark}{after}" if inner else text


def _core(text: str) -> tuple[str, str, str]:
    """Part a text from the white space around it."""
    inner = text.strip()
    begin = text.find(inner) if inner else len(text)
    return text[:begin], inner, text[begin + len(inner) :]


def _escaped(run: Run, lone: frozenset[int]) -> Iterator[str]:
    place = 0
    for at in sorted(lone):
        yield _escape(run.text[place:at], run.style) + "\\" + run.text[at]
        place = at + 1
    yield _escape(run.text[place:], run.style)


def _escape(text: str, style: Style) -> str:
    def escaped(found: re.Match[str]) -> str:
        if found["words"] and style.href:
            return f"\\[{found[0][1:-1]}\\]"
        return found[0] if found["words"] else "\\" + found[0]

    text = _ENTITY.sub(lambda found: "&amp;" if found[0] == "&" else "&#64;", text)
    return _SIGN.sub(escaped, text)


def _begin(line: str) -> str:
    """Return a line that begins no block."""
    line = _DEFINITION.sub(r"\1&#58;", line, count=1) if _DEFINITION.match(line) else line
    found = _BEGIN.match(line)
    if not found:
        return line
    if found["equals"]:
        return "&#61;" + line[1:]
    at = found.start("sign") if found["sign"] else found.start("dot")
    return line[:at] + "\\" + line[at:]


def _address(href: str) -> str:
    """Return an address as it stands in Markdown: what would end it is percent-encoded."""
    href = _ADDRESS.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), href)
    return re.sub(r"&(?=#?[0-9A-Za-z]+;)", "&amp;", href)
