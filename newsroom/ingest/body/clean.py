"""HTML of a body without what runs, is embedded or is not understood."""

import re
from urllib.parse import urlsplit

import nh3

from newsroom.ingest.item import IngestError
from newsroom.record.text import CONTROL_CHARACTERS

HEADINGS = {f"h{level}": max(level, 2) for level in range(1, 7)}
EMPHASIS = {"em", "i", "cite", "dfn", "var"}
STRONG = {"strong", "b"}
NESTING = {"blockquote", "ol", "ul"}
# What begins a block of its own in a browser (HTML standard, section 15.3).
_BLOCKS = """
address article aside caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form header hgroup hr legend main menu nav p pre search section summary
table thead tbody tfoot tr td th li
""".split()  # noqa: SIM905 (words are easier to read so)
_KNOWN = {*HEADINGS, *EMPHASIS, *STRONG, *NESTING, *_BLOCKS, "a", "br", "sup", "sub", "q"}
# What goes with all that is in it.
_DROPPED = """
applet audio button canvas datalist embed frame frameset head iframe math noembed noframes noscript
object script select style svg template textarea title video
""".split()  # noqa: SIM905
_ATTRIBUTES = {
    "a": {"href"},
    "figure": {"data-picture"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

# Longer than any article that is read: characters, and elements.
_LONGEST, _MOST = 1_000_000, 50_000

# Deeper than any article, below what costs a parser of HTML more than its length.
_DEEPEST = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# What closes by itself.
_SHALLOW = """
a area base br col dd dt hr img input li link meta optgroup option p param rp rt source tbody td
tfoot th thead tr track wbr
""".split()  # noqa: SIM905


def clean(html: str) -> str:
    """Return HTML that is well-formed, of blocks, emphasis and links only (by `nh3`).

    Scripts, embedded things and comments go whole; of unknown elements the text stays. Raises
    IngestError where it is too long, or elements nest too deep, for any article.
    """
    if len(html) > _LONGEST:
        raise IngestError(f"has a body of more than {_LONGEST} characters; divide it")
    depth = elements = 0
    for tag in _TAG.finditer(html):
        elements += not tag[1]
        if elements > _MOST:
            raise IngestError(f"has more than {_MOST} elements in its body; divide it")
        if tag[2].lower() not in _SHALLOW:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > _DEEPEST:
                message = f"nests more than {_DEEPEST} elements in its body; no article needs that"
                raise IngestError(message)
    return nh3.clean(
        html,
        tags=_KNOWN,
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def address(href: str) -> str:
    """Return where a link leads; nothing where that is no address of the web, mail or telephone."""
    href = CONTROL_CHARACTERS.sub("", href).strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or set("[]") & set(parts.netloc):
        return ""
    return href if parts.netloc or parts.scheme.lower() in ("mailto", "tel") else ""
