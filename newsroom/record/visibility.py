"""Who may see an article: decided here and nowhere else."""

import datetime as dt

from newsroom.record.article import Article, Page


def is_public(record: Page, now: dt.datetime, zone: dt.tzinfo) -> bool:
    """Tell whether a published site may hold anything of the record at the instant `now`.

    `now` has an offset; a date without a time begins at midnight in `zone`. Drafts are never
    public, nor is an article before its date.
    """
    if record.status == "draft":
        return False
    return not isinstance(record, Article) or record.date.earliest(zone) <= now
