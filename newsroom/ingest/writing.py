"""What an import writes: drafts as content files that pass the check, or say what is to decide."""

import hashlib
from dataclasses import replace
from pathlib import Path

from newsroom.content.content_file import ContentFile, Desk
from newsroom.content.front_matter import parse_front_matter
from newsroom.content.problems import Problem
from newsroom.content.reading import read_raw
from newsroom.content.rules import WAIVED
from newsroom.content.validate import validate
from newsroom.content.writing import print_file
from newsroom.ingest.articles import Draft
from newsroom.ingest.item import IngestError
from newsroom.record.article import Article, Imported
from newsroom.record.quote import quote_digest


def finished(
    draft: Draft, path: Path, desk: Desk, source: Imported | None = None
) -> tuple[Draft, str]:
    """Return a draft as it is written to a path, and its text.

    What the check finds and a person can decide becomes a point of review. `source` is what the
    source alone made, where an editor's changes are in the draft: so they are known the next time.
    Raises IngestError for what is wrong otherwise.
    """
    draft = replace(draft, article=draft.article.model_copy(update={"imported": None}))
    printed = print_file(draft.article, draft.body)
    file, problems = _checked(printed, path, desk)
    idle = {problem.field.partition(".")[2] for problem in problems if problem.code == "Q006"}
    if problems:
        draft = _reviewed(draft, [p for p in problems if p.code != "Q006"], idle)
        printed = print_file(draft.article, draft.body)
        file, problems = _checked(printed, path, desk)
    if file is None:
        raise IngestError(f"makes no sound article: {problems[0].field}: {problems[0].message}")
    quotes = {quote.id: quote_digest(quote.text) for quote in file.body.quotes}
    imported = Imported(quotes=quotes, text=source.text if source else _digest(printed))
    draft = replace(draft, article=draft.article.model_copy(update={"imported": imported}))
    return draft, print_file(draft.article, draft.body)


def text_digest(article: Article, body: str) -> str:
    """Return 16 hexadecimal digits for all that an article says (SHA-256, cut)."""
    return _digest(print_file(article.model_copy(update={"imported": None}), body))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_back(text: str, desk: Desk) -> Draft | None:
    """Read a content file for what its fields and its body say; None where they are not sound."""
    try:
        matter = parse_front_matter(text)
    except ValueError:
        return None
    article, _ = validate(Article, matter, "", {"zone": desk.zone})
    return Draft(article, matter.body) if article else None


def _checked(
    text: str, path: Path, desk: Desk
) -> tuple[ContentFile[Article] | None, list[Problem]]:
    raw = text.encode("utf-8", "surrogatepass")
    relative = path.relative_to(desk.folder).as_posix()
    return read_raw(raw, relative, relative, desk, Article)


def _reviewed(draft: Draft, problems: list[Problem], idle: set[str]) -> Draft:
    """Make problems points of review, and leave out speakers whom nobody quotes after all."""
    points = [f"{p.code}: {p.message}" for p in problems if p.code in WAIVED]
    article = draft.article
    update = {
        "review": tuple(dict.fromkeys([*article.review, *points])),
        "speakers": {key: who for key, who in article.speakers.items() if key not in idle},
    }
    return replace(draft, article=article.model_copy(update=update))
