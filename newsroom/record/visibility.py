"""Where an article may appear, and when: decided here and nowhere else."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from newsroom.record.agencies import Agencies
from newsroom.record.article import Article, Page
from newsroom.record.picture import Picture

# How long an article is news to a news sitemap (Google: the last two days).
NEWS = dt.timedelta(days=2)

Reason = Literal["draft", "withheld", "embargoed", "early", "canceled", "lapsed", "expired"]


@dataclass(frozen=True)
class Visibility:
    """Where a record may appear at some instant.

    `page` says what stands at its address: all of it, a tombstone (headline and notice) or nothing.
    `lists` are all pages, indexes and data files that list articles or what is in them, `feeds` the
    feeds, `sitemap` what search engines are told of, `news` the sitemap of news. `reason` says why
    something of this is not so.
    """

    page: Literal["whole", "tombstone", "none"]
    lists: bool = False
    feeds: bool = False
    sitemap: bool = False
    news: bool = False
    reason: Reason | None = None


def visibility(
    record: Page,
    now: dt.datetime,
    zone: dt.tzinfo,
    agencies: Agencies | None,
    keys: Collection[str],
) -> Visibility:
    """Decide where a record may appear at the instant `now`.

    `now` has an offset; a date without a time begins at midnight in `zone`. `keys` are the agencies
    that the attribution line names: of several contracts each holds.

    - Nothing at all of drafts, of what is withheld, and before the date or the end of an embargo.
    - A tombstone of what is canceled, and of what an agency's contract lets nobody read any more.
    - What has expired keeps its address, and leaves lists, feeds and sitemaps.
    """
    if record.status == "draft":
        return Visibility("none", reason="draft")
    if not isinstance(record, Article):
        return Visibility("whole", lists=True, feeds=True, sitemap=True)
    begins = record.date.earliest(zone)
    if record.pub_status == "withheld":
        return Visibility("none", reason="withheld")
    if record.embargoed and now < record.embargoed.earliest(zone):
        return Visibility("none", reason="embargoed")
    if now < begins:
        return Visibility("none", reason="early")
    if record.pub_status == "canceled":
        return Visibility("tombstone", reason="canceled")
    contracts = [agencies[key] for key in keys] if agencies else []
    days = min((c.archive_days for c in contracts if c.archive_days), default=None)
    if days is not None and now >= begins + dt.timedelta(days=days):
        return Visibility("tombstone", reason="lapsed")
    if record.expires and now >= record.expires.earliest(zone):
        return Visibility("whole", reason="expired")
    feeds = may_feed(agencies, keys)
    return Visibility("whole", True, feeds, True, news=now < begins + NEWS)


def may_feed(agencies: Agencies | None, keys: Collection[str]) -> bool:
    """Tell whether the contracts of these agencies let an article stand in feeds."""
    return agencies is None or all(agencies[key].feeds for key in keys)


def may_show(picture: Picture, agencies: Agencies | None, keys: Collection[str]) -> bool:
    """Tell whether a picture's file may be shown: it is held, and its agency's contract allows it.

    Its agency is the one that its credit names; where that names none, those of the article
    (`keys`) are meant.
    """
    if not picture.held or agencies is None:
        return picture.held
    credited = {key for _, _, key in agencies.mentions(picture.credit)}
    return all(agencies[key].pictures for key in credited or keys)


def tombstone(article: Article) -> Article:
    """Return what is left of an article of which only the headline may be read."""
    return Article(
        title=article.headline,
        title_lang=article.headline_lang,
        date=article.date,
        category=article.section,
        lang=article.lang,
        slug=article.slug,
        pub_status=article.pub_status,
    )
