"""Packages of NewsML-G2: which pictures belong to which text.

Source: NewsML-G2 2.x Specification, `packageItem` with `groupSet`, `group` and `itemRef`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from newsroom.ingest.item import Fault
from newsroom.ingest.newsml_g2.item import guid_of
from newsroom.ingest.nitf.xml import attribute, child, children, name_of

# A package of packages of packages is a table of contents; more than that is a mistake.
MAX_PACKAGES = 5
# Groups that refer to groups nest for layout, never as deep as this.
MAX_GROUPS = 50
# As many references are followed in a message, all its packages together.
MAX_REFERENCES = 100_000


class Packages:
    """The packages of one message, with the guids of its texts and pictures."""

    def __init__(
        self,
        packages: Iterable[ET.Element],
        texts: Iterable[str],
        pictures: Iterable[str],
        name: str,
    ) -> None:
        self._packages = list(packages)
        self._by_guid = {guid: package for package in self._packages if (guid := guid_of(package))}
        self._texts = set(texts)
        self._pictures = set(pictures)
        self._name = name
        self._belongs: dict[str, dict[str, None]] = {}
        self._left = MAX_REFERENCES

    def pictures_of_texts(self) -> tuple[Mapping[str, list[str]], list[Fault]]:
        """Return for each text the pictures that stand in a group with it, both by guid.

        What a package refers to and the message does not hold is passed over. A Fault stands for
        each package that nests too deep, or holds itself.
        """
        faults = []
        for package in self._packages:
            walk = _Walk(self)
            walk.package(package, _Place())
            if walk.fault:
                faults.append(Fault(guid_of(package) or self._name, walk.fault))
            else:
                for text, pictures in walk.pairs:
                    self._belongs.setdefault(text, {}).update(dict.fromkeys(pictures))
        return {text: list(pictures) for text, pictures in self._belongs.items()}, faults

    def kind(self, guid: str) -> str:
        """Return what of this message a guid names: a `text`, a `picture`, or "" for neither."""
        if guid in self._texts:
            return "text"
        return "picture" if guid in self._pictures else ""

    def may_follow(self) -> bool:
        """Tell whether one more reference may be followed, and count it."""
        self._left -= 1
        return self._left >= 0

    def package(self, guid: str) -> ET.Element | None:
        """Return a package of this message."""
        return self._by_guid.get(guid)


@dataclass(frozen=True)
class _Place:
    """Where a walk is: in which packages, by how many groups deep, among which groups."""

    packages: tuple[ET.Element, ...] = ()
    depth: int = 0
    groups: Mapping[str | None, ET.Element] = field(default_factory=dict)


class _Walk:
    """A way through one package, and what it meets."""

    def __init__(self, packages: Packages) -> None:
        self.fault: str | None = None
        self.pairs: list[tuple[str, list[str]]] = []
        self._packages = packages
        self._seen: set[int] = set()

    def package(self, package: ET.Element, place: _Place) -> list[str]:
        """Return the guids of the texts and pictures of a package that found no group yet."""
        if any(package is outer for outer in place.packages):
            self.fault = "is a package that holds itself; its items are imported one by one"
        elif len(place.packages) >= MAX_PACKAGES:
            self.fault = (
                f"nests more than {MAX_PACKAGES} packages; its items are imported one by one"
            )
        if self.fault or id(package) in self._seen:
            return []
        self._seen.add(id(package))
        holder = child(package, "groupSet")
        groups = {found.get("id"): found for found in children(holder, "group")}
        inside = _Place((*place.packages, package), place.depth, groups)
        root = groups.get(attribute(holder, "root") or "")
        if root is not None:
            return self._group(root, inside)
        return self._together(self._references(package if holder is None else holder, inside))

    def _group(self, group: ET.Element | None, place: _Place) -> list[str]:
        if group is None or id(group) in self._seen or place.depth > MAX_GROUPS:
            return []
        self._seen.add(id(group))
        deeper = replace(place, depth=place.depth + 1)
        return self._together(self._references(group, deeper))

    def _references(self, holder: ET.Element, place: _Place) -> list[str]:
        found: list[str] = []
        for reference in children(holder, "itemRef", "groupRef", "group"):
            if not self._packages.may_follow():
                self.fault = f"is one of packages with more than {MAX_REFERENCES} references"
            if self.fault:
                return []
            name = name_of(reference)
            guid = " ".join((attribute(reference, "residref", "href") or "").split())
            if name == "group":
                found += self._group(reference, place)
            elif name == "groupRef":
                found += self._group(place.groups.get(attribute(reference, "idref")), place)
            elif (package := self._packages.package(guid)) is not None:
                found += self.package(package, place)
            elif self._packages.kind(guid):
                found.append(guid)
        return found

    def _together(self, guids: list[str]) -> list[str]:
        """Give the pictures of a group to its text; return what groups above may still join.

        Of several texts a picture belongs to the one that it follows, unless all pictures follow
        all texts: then they are the first text's, which leads.
        """
        kinds = [self._packages.kind(guid) for guid in guids]
        texts = [guid for guid, kind in zip(guids, kinds, strict=True) if kind == "text"]
        pictures = [guid for guid, kind in zip(guids, kinds, strict=True) if kind == "picture"]
        if not texts or not pictures:
            return guids
        last_text = len(kinds) - 1 - kinds[::-1].index("text")
        if kinds.index("picture") > last_text:
            self.pairs.append((texts[0], pictures))
        else:
            current = texts[0]
            for guid, kind in zip(guids, kinds, strict=True):
                current = guid if kind == "text" else current
                if kind == "picture":
                    self.pairs.append((current, [guid]))
        return texts
