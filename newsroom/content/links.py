"""Links from one content file to another, and to places within."""

import posixpath
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from newsroom.content.content import Content
from newsroom.content.content_file import ContentFile
from newsroom.content.facts import Facts
from newsroom.content.problems import Problem
from newsroom.record.article import Page


class Linking(NamedTuple):
    """A content file that a build holds, as far as links go.

    `links` and `paths` are those of its body, with their lines. A tombstone has none.
    """

    path: str
    links: Sequence[tuple[int, str]]
    paths: Sequence[tuple[int, str]]
    file: Facts | ContentFile[Page]
    is_tombstone: bool = False

    def anchors(self, content: Content) -> frozenset[str]:
        """Return the names that a link may lead to."""
        if self.is_tombstone:
            return frozenset()
        file = content.open(self.file) if isinstance(self.file, Facts) else self.file
        return file.body.anchors


def target_of(path: str, link: str) -> str:
    """Return the path of the content file that a `{filename}` link of another one leads to."""
    written = link.partition("#")[0].partition("?")[0]
    base = "" if written.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(base, unquote(written).lstrip("/")))


def dead_links(
    content: Content, held: Sequence[Linking], others: Collection[str] = ()
) -> Iterator[Problem]:
    """Find links between content files that lead to none of `held`, nor to the paths `others`.

    Give it the files that a build holds: a link from a published article to a draft is dead. A link
    to a place (`#…`) must find it.
    """
    there = {linking.path: linking for linking in held}
    for linking in held:
        shown = content.shown(linking.path)
        for line, target in linking.links:
            written, _, fragment = target.partition("#")
            path = target_of(linking.path, target)
            if path in there:
                if fragment and unquote(fragment) not in there[path].anchors(content):
                    message = f"links to {target}, where there is no #{fragment}"
                    yield Problem(shown, line, "body", message, "L001")
            elif path not in others:
                message = (
                    f"links to {written.partition('?')[0]}, which is not there or not public yet"
                )
                yield Problem(shown, line, "body", message, "L001")
        for line, target in linking.paths:
            if target.startswith("#") and unquote(target[1:]) not in linking.anchors(content):
                message = f"links to {target}, which is not there"
                yield Problem(shown, line, "body", message, "L001")
