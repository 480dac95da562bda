"""What binds a package of NewsML-G2 binds its items: an embargo, or that it is withheld.

Source: NewsML-G2 2.x Specification, `itemMeta` of a `packageItem`. The standard leaves open whether
an embargo reaches what a package refers to; to publish it early would do harm.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsroom.ingest.item import IngestError, Item
from newsroom.ingest.newsml_g2 import meta as meta_of
from newsroom.ingest.newsml_g2.item import guid_of
from newsroom.ingest.nitf.xml import attribute, within

# As many references are followed for all packages of a message together.
_MAX_REFERENCES = 100_000


@dataclass(frozen=True)
class Bond:
    """What a package says of all that it holds."""

    embargoed: str | None = None
    withheld: bool = False
    unsure: tuple[str, ...] = ()


def bonds_of(packages: Iterable[ET.Element]) -> dict[str, Bond]:
    """Return for each item that a restricted package holds, by guid, what it is bound by.

    Packages within packages are followed. An embargo that cannot be read withholds.
    """
    packages = list(packages)
    by_guid = {guid: package for package in packages if (guid := guid_of(package))}
    left = _MAX_REFERENCES
    bonds: dict[str, Bond] = {}
    for package in packages:
        bond = _bond(package)
        waiting, seen = ([package] if bond else []), {id(package)}
        while bond and waiting and left > 0:
            for reference in within(waiting.pop(), "itemRef"):
                left -= 1
                guid = " ".join((attribute(reference, "residref", "href") or "").split())
                bonds[guid] = bond if bond.withheld else bonds.get(guid, bond)
                inner = by_guid.get(guid)
                if inner is not None and id(inner) not in seen:
                    seen.add(id(inner))
                    waiting.append(inner)
    return bonds


def bound(item: Item, bond: Bond | None) -> Item:
    """Return an item as its package binds it; its own embargo stands before the package's."""
    if bond is None or item.pub_status == "canceled":
        return item
    return replace(
        item,
        embargoed=item.embargoed or bond.embargoed,
        pub_status="withheld" if bond.withheld else item.pub_status,
        unsure=(*item.unsure, *bond.unsure),
    )


def _bond(package: ET.Element) -> Bond | None:
    unsure: list[str] = []
    try:
        said = meta_of.visibility(package, unsure)
    except IngestError as error:
        return Bond(withheld=True, unsure=(f"its package is under embargo: {error}",))
    withheld = said["pub_status"] == "withheld"
    if not withheld and not said["embargoed"]:
        return None
    return Bond(said["embargoed"], withheld, tuple(f"its package: {point}" for point in unsure))
