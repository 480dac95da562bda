"""Links from one content file to another, and to places within."""

import posixpath
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from newsroom.content.content_file import ContentFile
from newsroom.content.problems import Problem
from newsroom.record.article import Page


def dead_links(
    files: Sequence[ContentFile[Page]], others: Collection[str] = ()
) -> Iterator[Problem]:
    """Find links between content files that lead to none of `files`, nor to the paths `others`.

    Give it the files that a build holds: a link from a published article to a draft is dead. A link
    to a place (`#…`) must find it.
    """
    there = {file.path: file.body.anchors for file in files}
    for file in files:
        for line, target in file.body.links:
            written, _, fragment = target.partition("#")
            written = written.partition("?")[0]
            base = "" if written.startswith("/") else posixpath.dirname(file.path)
            path = posixpath.normpath(posixpath.join(base, unquote(written).lstrip("/")))
            if path in there:
                if fragment and unquote(fragment) not in there[path]:
                    message = f"links to {target}, where there is no #{fragment}"
                    yield Problem(file.shown, line, "body", message, "L001")
            elif path not in others:
                message = f"links to {written}, which is not there or not public yet"
                yield Problem(file.shown, line, "body", message, "L001")
        for line, target in file.body.paths:
            if target.startswith("#") and unquote(target[1:]) not in file.body.anchors:
                message = f"links to {target}, which is not there"
                yield Problem(file.shown, line, "body", message, "L001")
