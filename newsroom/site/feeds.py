"""Atom feeds (RFC 4287), with each article in full."""

import datetime as dt
import re
from functools import cached_property, partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.feedgenerator import rfc3339_date
from jinja2 import Template
from pelican.utils import sanitised_join

from newsroom.record.article import Article, last_change
from newsroom.record.moment import Moment
from newsroom.site.addresses import absolute, origin
from newsroom.site.edition import Edition
from newsroom.site.pages import PageWriter

# What may be a link that does not hold away from its page; and what some readers of feeds decode
# once too often (quotation marks within attributes).
_UNFIT = re.compile(r"""(?:href|src)\s*=\s*(?!["'](?:https?|mailto|tel):)|&#""", re.IGNORECASE)

# When a feed without entries was changed last: a build changes nothing in it.
_NEVER = dt.datetime(1970, 1, 1, 12, tzinfo=dt.UTC)


class FeedWriter(PageWriter):
    """Pelican's writer, for what its feeds get wrong: days with a midnight, relative links.

    Stands for `write_feed`, `_create_new_feed` and `_add_item_to_the_feed` of Pelican 4.12. An
    article is made an entry once, for the feed of all and for that of its section.
    """

    def write_feed(self, elements: Any, *arguments: Any, **options: Any) -> Any:
        """Write a feed of the articles that may stand in one, where it may have changed."""
        found = (article for article in elements if article.visibility.feeds)
        allowed = list(islice(found, self.settings["FEED_MAX_ITEMS"]))
        path = options.get("path") or (arguments[1] if len(arguments) > 1 else None)
        write = partial(super().write_feed, allowed, *arguments, **options)
        if not path or not self.settings["ALONE"]:
            return write()
        if not self._keeps_feed(path, [options.get("feed_title"), *allowed], "feed/entry.html"):
            self.meanwhile.add(write)
        return None

    def _keeps_feed(self, path: str, entries: list[Any], template: str | None = None) -> bool:
        made_by = self.traces.template(template) if template else ""
        trace = self.traces.file("entries", entries, whole=True)
        known = trace is not None and made_by is not None
        return self.ledger.keeps(path, f"template:{made_by} {trace}" if known else None)

    def write_corrections_feed(self, corrections: list[Any], path: str) -> None:
        """Write the feed of corrections: of each, its text and the article that it belongs to."""
        allowed = [found for found in corrections if found.article.visibility.feeds]
        allowed = allowed[: self.settings["FEED_MAX_ITEMS"]]
        if not self._keeps_feed(path, allowed):
            self.meanwhile.add(partial(self._write_corrections, allowed, path))

    def _write_corrections(self, corrections: list[Any], path: str) -> None:
        address = absolute(self.settings)
        self.feed_url = address(path)
        feed = self._create_new_feed("atom", "Corrections", {})
        for found in corrections:
            record, correction = found.article.record, found.correction
            link = address(found.article.url)
            feed.add_item(
                title=f"Correction: {record.headline}",
                link=f"{link}#corrections-{correction.priority}",
                unique_id=f"{link}#correction-{found.number}",
                description=escape(correction.text),
                updateddate=atom_date(correction.date),
                moment=correction.date,
                lang=found.article.lang,
            )
        file = Path(sanitised_join(self.output_path, path))
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8") as stream:
            feed.write(stream, "utf-8")

    @cached_property
    def _template(self) -> Template:
        template: Template = self.settings["TEMPLATES"].get_template("feed/entry.html")
        return template

    @cached_property
    def _entries(self) -> dict[str, str]:
        return {}

    def _entry(self, item: Any, link: str) -> str:
        if link not in self._entries:
            site = origin(self.settings)
            body = item.get_content(site)
            html = self._template.render(article=item, record=item.record, body=body, SITEURL=site)
            self._entries[link] = absolute_links(html, link)
        return self._entries[link]

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: Any) -> Any:
        name = self.settings["SITENAME"]
        return NewsFeed(
            title=f"{name}: {feed_title}" if feed_title else name,
            link=absolute(self.settings)(""),
            feed_url=self.feed_url,
            feed_guid=self.feed_url,
            description=None,
            subtitle=self.settings["SITESUBTITLE"],
            language=self.settings["DEFAULT_LANG"],
            author_name=name,
            now=_NEVER,
        )

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        record: Article = item.record
        edition: Edition = self.settings["EDITION"]
        link = absolute(self.settings)(item.url)
        changed = last_change(record, edition.zone) or record.date
        feed.add_item(
            title=record.headline,
            link=link,
            unique_id=link,
            description=record.standfirst and escape(record.standfirst),
            content=self._entry(item, link),
            categories=[record.section, *record.topics],
            author_name=", ".join(record.authors) or None,
            # The noon of a day may be before the hour of publication.
            updateddate=max(atom_date(changed), atom_date(record.date)),
            moment=record.date,
            lang=item.lang,
        )


class NewsFeed(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose entries keep the precision of their dates, and their languages.

    Atom knows instants only. An article that has a day gives the day as `dc:date` (Dublin Core,
    W3CDTF) and no `published`; what stands in `updated`, which Atom demands, is `atom_date`'s.
    """

    def root_attributes(self) -> dict[str, str]:
        """Return the attributes of the `feed` element."""
        return {**super().root_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the attributes of an `entry` element."""
        return {**super().item_attributes(item), "xml:lang": item["lang"]}

    def latest_post_date(self) -> dt.datetime:
        """Return the date of the newest entry; a feed without entries is as old as the build."""
        now: dt.datetime = self.feed["now"]
        return max((item["updateddate"] for item in self.items), default=now)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the elements of an entry."""
        moment: Moment = item["moment"]
        # Before `updated`: feedparser, and readers that use it, take the last of the two for it.
        handler.addQuickElement("dc:date", moment.iso)
        super().add_item_elements(handler, item)
        if moment.time is not None:
            handler.addQuickElement("published", rfc3339_date(atom_date(moment)))


def atom_date(moment: Moment) -> dt.datetime:
    """Return the instant for a moment, where a format has nothing but instants.

    For a day this is noon in UTC: the one hour at which nearly all clocks on earth show that day,
    so that no reader's program shows the day before or after.
    """
    if moment.time is None:
        return dt.datetime.combine(moment.day, dt.time(12), dt.UTC)
    return dt.datetime.combine(moment.day, moment.time)


def absolute_links(html: str, base: str) -> str:
    """Return HTML whose links hold away from their page, at the absolute address `base`."""
    if not _UNFIT.search(html):
        return html
    from bs4 import BeautifulSoup  # most builds leave the feeds as they are

    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("[href], [src]"):
        for name in ("href", "src"):
            if element.has_attr(name):
                element[name] = urljoin(base, str(element[name]))
    return str(soup)
