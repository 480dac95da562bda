"""Links from one content file to another."""

import posixpath
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from newsroom.content.files import ContentFile
from newsroom.content.problems import Problem
from newsroom.record.article import Page


def dead_links(
    files: Sequence[ContentFile[Page]], others: Collection[str] = ()
) -> Iterator[Problem]:
    """Find links between content files that lead to none of `files`, nor to the paths `others`.

    Give it the files that a build holds: a link from a published article to a draft is dead.
    """
    there = {file.path for file in files} | set(others)
    for file in files:
        for line, target in file.body.links:
            base = "" if target.startswith("/") else posixpath.dirname(file.path)
            path = posixpath.normpath(posixpath.join(base, unquote(target).lstrip("/")))
            if path not in there:
                message = f"links to {target}, which is not there or not public yet"
                yield Problem(file.shown, line, "body", message)
