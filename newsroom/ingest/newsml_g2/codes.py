"""Codes, names and languages of NewsML-G2's properties.

Source: NewsML-G2 2.x Specification (QCodes and catalogs, concept names, `pubconstraint`).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from newsroom.ingest.nitf.xml import attribute, children, fold, lang_of, words

_PRIVATE = re.compile(
    r"no[nt]?-?_?pub\w*|not?-?for-?pub\w*|internal\w*|private|confidential|secret", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[\s.,'’-]+[^\W\d_]+)*\.?")


def local_part(code: str | None) -> str:
    """Return what a QCode or an address says within its scheme: `usable` of `stat:usable`.

    That is the same in whatever way a sender's catalog names the scheme.
    """
    code = (code or "").strip()
    if "://" in code or code.startswith("urn:"):
        return re.split(r"[/#:]", code.rstrip("/#"))[-1]
    return code.partition(":")[2] or code


def code_of(element: ET.Element | None) -> str | None:
    """Return the code of a property, as written: a QCode, an address or a literal."""
    return attribute(element, "qcode", "uri", "literal", "code")


def meaning(element: ET.Element | None) -> str:
    """Return the local part of a property's code, or its text, in small letters."""
    return local_part(code_of(element) or words(element)).lower()


def role_of(element: ET.Element | None, *names: str) -> str:
    """Return the local part of a role, a type or whatever the attributes `names` say."""
    return local_part(attribute(element, *(names or ("role", "roleuri")))).lower()


def type_of(element: ET.Element) -> str:
    """Return the local part of a property's type, in small letters: `geoarea`, `abstract`."""
    return role_of(element, "type", "typeuri")


def rank_of(element: ET.Element) -> int:
    """Return a property's rank; one without is as good as the first."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*", element.get("rank") or "1")
    return int(found[1]) if found else 1


def take_out_private(root: ET.Element, unsure: list[str]) -> None:
    """Take everything out of an item that is not to be published, whatever it is.

    Other constraints stay, and are said in `unsure`.
    """
    stack = [root]
    while stack:
        parent = stack.pop()
        kept: list[ET.Element] = []
        for element in parent:
            constraint = attribute(element, "pubconstraint", "pubconstrainturi") or ""
            codes = [local_part(code) for code in constraint.split()]
            if not any(_PRIVATE.fullmatch(code) for code in codes):
                kept.append(element)
                if codes:
                    point = f"a part has the constraint '{fold(constraint)[:60]}'"
                    unsure.append(f"{point}: may it be published?")
            elif kept:
                kept[-1].tail = (kept[-1].tail or "") + (element.tail or "")
            else:
                parent.text = (parent.text or "") + (element.tail or "")
        if len(kept) != len(parent):
            parent[:] = kept
        stack += kept


def best_of(elements: Iterable[ET.Element], lang: str | None) -> list[ET.Element]:
    """Return elements in the order in which a reader of this language wants them.

    Names and headlines that have a role stand behind those that have none.
    """
    return sorted(elements, key=lambda found: (bool(role_of(found)), _distance(found, lang)))


def in_language(elements: Iterable[ET.Element], lang: str | None) -> list[ET.Element]:
    """Return those elements that are in the language nearest to this one, in order."""
    given = [element for element in elements if words(element)]
    nearest = min((_distance(element, lang) for element in given), default=0)
    return [element for element in given if _distance(element, lang) == nearest]


class Names:
    """The names of an item's concepts, in its language.

    A property may hold its names, or only a code that an `assert` of the item explains.
    """

    def __init__(self, item: ET.Element, lang: str | None) -> None:
        self._lang = lang
        self._asserts: dict[str, ET.Element] = {}
        for found in children(item, "assert"):
            if code := code_of(found):
                self._asserts.setdefault(code, found)

    def name(self, element: ET.Element | None) -> str | None:
        """Return the name of a concept that is written out; None where there is only a code."""
        if element is None:
            return None
        for holder in (element, self._asserts.get(code_of(element) or "")):
            for found in best_of(children(holder, "name"), self._lang):
                if text := words(found):
                    return text
        literal = attribute(element, "literal")
        alone = literal is not None and code_of(element) == literal
        if literal and alone and literal not in self._asserts and _WORDS.fullmatch(literal):
            return literal
        return None

    def name_or_code(self, element: ET.Element | None) -> str | None:
        """Return a concept's name, else what its code says, where that is a word."""
        code = attribute(element, "literal", "qcode")
        part = local_part(code) if code and code not in self._asserts else ""
        return self.name(element) or (part if _WORDS.fullmatch(part) else None)


def parts_with(item: ET.Element, name: str) -> list[ET.Element]:
    """Return an item's blocks of this name; those about parts of its content stand behind."""
    found = children(item, name)
    return sorted(found, key=lambda block: block.get("idrefs") is not None)


def _distance(element: ET.Element, lang: str | None) -> int:
    """Return how far an element's language is from another: 0 for the same, 3 for a foreign one."""
    own, wanted = (lang_of(element) or "").lower(), (lang or "").lower()
    if own and own == wanted:
        return 0
    if own and wanted and own.split("-")[0] == wanted.split("-")[0]:
        return 1
    return 3 if own and wanted else 2
