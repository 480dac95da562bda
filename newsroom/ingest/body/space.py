"""White space of HTML: where paragraphs begin and end, and what is left between words."""

import re
from collections.abc import Sequence

from newsroom.ingest.body.blocks import Paragraph, Run, Style, merged

_ATOM = re.compile("\n|[ \t\r\f]+|[^ \t\r\f\n]+")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def paragraphs(runs: Sequence[Run]) -> list[Paragraph]:
    """Return the paragraphs of a text, white space set as browsers do (CSS Text, section 4.1).

    A line feed is a line break; two in a row part paragraphs. What cannot be seen is left out.
    """
    found: list[Paragraph] = []
    current: list[Run] = []
    breaks, space = 0, False
    for run in runs:
        for atom in _ATOM.findall(run.text):
            if atom == "\n":
                breaks, space = breaks + 1, False
            elif atom[0] in " \t\r\f":
                space = True
            else:
                if breaks > 1 and current:
                    found.append(Paragraph(current))
                    current = []
                if current and (breaks or space):
                    between = "\n" if breaks else " "
                    current.append(Run(between, _both(current[-1].style, run.style)))
                current.append(Run(atom, run.style))
                breaks, space = 0, False
    found.append(Paragraph(current))
    return [Paragraph(merged(p.runs)) for p in found if not _UNSEEN.fullmatch(p.text)]


def _both(one: Style, other: Style) -> Style:
    href = one.href if one.href == other.href else ""
    return Style(one.em and other.em, one.strong and other.strong, href)
