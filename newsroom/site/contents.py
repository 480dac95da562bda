"""Pelican's article, without what it computes again at each question.

Each class and method here says for what of Pelican 4.12 it stands; `tests/site/
test_pelican_methods.py` fails when a new Pelican changes that.
"""

from pelican.contents import Article, Content


class NewsArticle(Article):  # type: ignore[misc]
    """An article that makes its addresses once.

    A build asks for an article's address dozens of times.
    """

    def get_url_setting(self, key: str) -> str:
        """Return the address, `url`, or the output file, `save_as`, below the site's.

        Stands for Pelican's of that name, which copies all metadata and makes paths absolute each
        time. It is made anew when a plugin changes what it is made of: an attribute that Pelican
        names for it. (A pattern may name other metadata; those are taken as they first were.)
        """
        own = self.__dict__
        made_of = (
            own.get(f"override_{key}"),
            own.get("slug"),
            own.get("date"),
            own.get("lang"),
            own.get("_status"),
            self.category.slug if "category" in own else None,
            self.author.slug if "author" in own else None,
        )
        made = own.setdefault("_made_addresses", {})
        if key not in made or made[key][0] != made_of:
            made[key] = (made_of, super().get_url_setting(key))
        return str(made[key][1])

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return a path relative to the content folder.

        Stands for Pelican's of that name, which makes the article's own path absolute each time.
        """
        own = self.__dict__
        if source_path in (None, "", own["source_path"]) and "relative_source_path" in own:
            return str(self.relative_source_path)
        found: str | None = super().get_relative_source_path(source_path)
        return found

    def get_content(self, siteurl: str) -> str:
        """Return the text as HTML.

        Stands for Pelican's of that name, which keeps what it has returned until the process ends.
        """
        return str(vars(Content)["get_content"].func(self, siteurl))

    def get_static_links(self) -> set[str]:
        """Return the files that the text takes along: none, by our INTRASITE_LINK_REGEX.

        Stands for Pelican's of that name, which searches the text for it.
        """
        return set()

    def _update_content(self, content: str, siteurl: str) -> str:
        """Put addresses in place of `{filename}` links.

        Stands for Pelican's of that name, which looks at each tag of a text that has none.
        """
        if not content or "filename" not in content:
            return content
        return str(super()._update_content(content, siteurl))
