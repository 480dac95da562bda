"""XML of a source, read so that nothing in it can reach outside or grow."""

import re
import xml.etree.ElementTree as ET
from html.entities import name2codepoint

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from newsroom.ingest.encoding import declared_in, decode
from newsroom.ingest.item import IngestError

_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")

# How deep any standard of news nests its elements; far below what exhausts a stack.
MAX_DEPTH = 200

# A message with a thousand long articles has fewer tags.
MAX_TAGS = 500_000

# The DTDs of NITF and XHTML, which are not fetched, declare these.
_NAMED = {name: chr(code) for name, code in name2codepoint.items()}


def parse_xml(raw: bytes) -> ET.Element:
    """Parse XML (W3C XML 1.0) in the encoding that it declares, or really has; return its root.

    A document type that only names its standard's DTD is passed over, and that is never fetched.
    Raises IngestError for everything that declares entities or has declarations of its own, for XML
    that is not well-formed, and for elements that nest too deep or are too many.
    """
    parser = _Parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.entity.update(_NAMED)
    text = decode(raw, declared_in(raw)).lstrip()
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    if text.count("<") > MAX_TAGS:
        raise IngestError(f"has more than {MAX_TAGS} tags; divide it")
    try:
        parser.feed(text.encode("utf-8", "surrogatepass"))
        root: ET.Element = parser.close()
    except _InternalSubset:
        message = "has declarations in its DOCTYPE; take the DOCTYPE out"
        raise IngestError(message) from None
    except DefusedXmlException:
        message = "declares entities, which may hide anything; take the DOCTYPE out"
        raise IngestError(message) from None
    except (ET.ParseError, ValueError, LookupError) as error:
        raise IngestError(f"is not well-formed XML: {error}") from None
    if _is_deep(root):
        raise IngestError(f"nests more than {MAX_DEPTH} elements; no format needs that")
    return root


class _InternalSubset(Exception):  # noqa: N818 (nobody sees it)
    """A document type with declarations of its own."""


class _Parser(DefusedXMLParser):
    def defused_start_doctype_decl(
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: int
    ) -> None:
        if has_internal_subset:
            raise _InternalSubset


def _is_deep(root: ET.Element) -> bool:
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True
