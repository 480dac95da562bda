"""What templates may know of a list that goes over several pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from pelican.paginator import Page, Paginator


@dataclass(frozen=True)
class Numbers:
    """Stands for Pelican's paginator in templates: how many pages there are, and their addresses.

    What stands on the other pages it does not show: nobody would notice when that changes.
    """

    name: str
    url: str
    count: int
    per_page: int
    orphans: int
    num_pages: int
    settings: Mapping[str, Any] = field(repr=False, compare=False)

    @classmethod
    def of(cls, paginator: Paginator) -> Self:
        """Return what may be known of a list."""
        return cls(
            paginator.name,
            paginator.url,
            paginator.count,
            paginator.per_page,
            paginator.orphans,
            paginator.num_pages,
            paginator.settings,
        )

    @property
    def page_range(self) -> list[int]:
        """The numbers of the pages, from 1."""
        return list(range(1, self.num_pages + 1))

    def page(self, number: int) -> Page:
        """Return a page of the list by its number, without what stands on it."""
        return Page(self.name, self.url, (), number, self, self.settings)
