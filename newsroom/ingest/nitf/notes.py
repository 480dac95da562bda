"""Notes to the editor: kept for the newsroom, without what reaches a person."""

import re
from collections.abc import Iterable

from newsroom.ingest.nitf.xml import fold
from newsroom.record.attribution import contact_in

_LONGEST = 10_000
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z]|[«„“\"‘(])")
# What `contact_in` is too careful for: here a sentence too few does no harm.
_REACHED = re.compile(
    r"\b(?:tel|telefon|telephone|téléphone|teléfono|phone|fon|fax|mobile?|mobil|handy|cell|durchwahl"
    r"|ext|whatsapp|signal)\b\.?\s*(?:\w+\s*)?:?\s*[+(]?\d"
    r"|\S@\S|\bmailto:|\btel:|[\w.-]+\s*(?:\(|\[|\s)(?:at|ät)(?:\)|\]|\s)\s*[\w-]+\s*(?:\(|\[|\s)(?:dot|punkt)"
    r"|(?:\+|\b00)\d[\d\s()/.-]{5,}",
    re.IGNORECASE,
)


def editors_note(notes: Iterable[str | None]) -> str | None:
    """Return notes as one, a line each and each once; None where nothing is left.

    Sentences with a telephone number or a mail address are left out.
    """
    lines: dict[str, None] = {}
    for written in "\n".join(note for note in notes if note).split("\n"):
        sentences = _SENTENCES.split(written[:_LONGEST])
        if line := fold(" ".join(part for part in sentences if not _reaches(part))):
            lines[line] = None
    return "\n".join(lines) or None


def _reaches(sentence: str) -> bool:
    return bool(_REACHED.search(sentence) or contact_in(sentence))
