"""The editorial check of content files beside one another: what no file can tell alone."""

import datetime as dt
from collections.abc import Iterator, Sequence

from newsroom.content.content import Content
from newsroom.content.facts import Facts
from newsroom.content.front_matter import FieldPath
from newsroom.content.problems import Problem
from newsroom.record.moment import Moment


def changes_to_come(content: Content, now: dt.datetime, zone: dt.tzinfo) -> Iterator[Problem]:
    """Find corrections and updates that are dated after `now`, of articles that are public."""
    instant = now.timestamp()
    for article in content.articles:
        if not article.changes or not article.begins <= instant < max(article.changes):
            continue
        file = content.open(article)
        dated: list[tuple[FieldPath, Moment | None]] = [(("modified",), file.record.modified)]
        dated += [
            (("corrections", number, "date"), correction.date)
            for number, correction in enumerate(file.record.corrections)
        ]
        for location, moment in dated:
            if moment and now < moment.earliest(zone):
                message = f"'{moment.iso}' is still to come; write when it was done"
                yield file.problem(location, message, "F010")


def open_reviews(content: Content, articles: Sequence[Facts]) -> Iterator[Problem]:
    """Find what a person must decide of imported articles."""
    for article in articles:
        if article.reviews:
            file = content.open(article)
            for number, point in enumerate(file.record.review):
                yield file.problem(("review", number), point, "R001")


def not_withdrawn(content: Content) -> Iterator[Problem]:
    """Find articles whose source has canceled them, and that are not."""
    for article in content.articles:
        if article.guid in content.canceled and not article.is_canceled:
            message = f"the source has canceled '{article.guid}'; write pub_status: canceled"
            yield content.open(article).problem(("guid",), message, "R002")


def imported_twice(content: Content) -> Iterator[Problem]:
    """Find articles that hold one item: a new version, or a kill, would reach only one of them."""
    holders: dict[str, list[Facts]] = {}
    for article in content.articles:
        if article.guid:
            holders.setdefault(article.guid, []).append(article)
    for guid, articles in holders.items():
        for article in articles if len(articles) > 1 else ():
            others = ", ".join(content.shown(o.path) for o in articles if o is not article)
            message = f"'{guid}' is also that of {others}; keep it in one of them"
            yield content.open(article).problem(("guid",), message, "N003")
