"""Parts of pages that are the same on many: each is rendered once.

An article's card stands on the front page, in its section, its topics, its month; the header and
the footer on every page.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

Settings = Mapping[str, Any]


class Parts:
    """The parts of one build's pages.

    `site` is what all pages know: Pelican's context, which is whole when the first page is written.
    """

    def __init__(self) -> None:
        self.site: Mapping[str, Any] = {}
        self._made: dict[tuple[Any, ...], Markup] = {}
        self._menu: frozenset[str] | None = None

    @property
    def functions(self) -> dict[str, Any]:
        """What templates call, by name."""
        return {"part": self.part, "menu_entry": self.menu_entry}

    @pass_context
    def part(self, page: Context, name: str, **values: Any) -> Markup:
        """Return `part/<name>.html` as HTML.

        It knows what all pages know, and `values`, but nothing of the page that it stands on; only
        SITEURL, which RELATIVE_URLS make another one on each.
        """
        siteurl = page["SITEURL"]
        key = (name, siteurl, *values.items())
        made = self._made.get(key)
        if made is None:
            template = page.environment.get_template(f"part/{name}.html")
            html = template.render({**self.site, **values, "SITEURL": siteurl})
            made = Markup(html)  # noqa: S704 (our templates escape)
            self._made[key] = made
        return made

    def menu_entry(self, output_file: str) -> str | None:
        """Return a page's output file where the main menu leads to it, else None."""
        if self._menu is None:
            names = ("INDEX_SAVE_AS", "TAGS_SAVE_AS", "ARCHIVES_SAVE_AS")
            entries = [section.save_as for section in self.site["sections"]]
            entries += [page.save_as for page in self.site["pages"]]
            self._menu = frozenset([*entries, *(self.site[name] for name in names)])
        return output_file if output_file in self._menu else None
