"""Quotation marks of a body that quote nothing: those that lack their other one."""

from collections.abc import Iterator, Sequence

from newsroom.content.inline import NOT_PROSE, QUOTATION_MARKS
from newsroom.ingest.body.blocks import Block, Figure, Heading, Listing, Paragraph, Quote, Table
from newsroom.ingest.item import IngestError
from newsroom.record.quotation import find_quotation

_MARKS = frozenset(QUOTATION_MARKS)

# How often marks are looked for again when those without a partner are taken out.
_TRIES = 6
# More than any article has; each takes its time.
_MOST = 20_000


def find_lone_marks(blocks: Sequence[Block], lang: str) -> None:
    """Note in each paragraph which of its marks have no partner, as the page will read it.

    Raises IngestError where there are more marks than any article has.
    """
    groups = list(_groups(blocks))
    if sum(sign in _MARKS for group in groups for one in group for sign in one.text) > _MOST:
        raise IngestError(f"has more than {_MOST} quotation marks in its body; divide it")
    for group in groups:
        if any(not _MARKS.isdisjoint(paragraph.text) for paragraph in group):
            _find(group, lang)


def _find(group: Sequence[Paragraph], lang: str) -> None:
    texts = [list(paragraph.text) for paragraph in group]
    for _ in range(_TRIES):
        found = find_quotation(["".join(text) for text in texts], lang).unbalanced
        if not found:
            return
        for mark in found:
            texts[mark.paragraph][mark.offset] = NOT_PROSE
            group[mark.paragraph].lone.add(mark.offset)
    for paragraph in group:
        paragraph.lone |= {at for at, sign in enumerate(paragraph.text) if sign in _MARKS}


def _groups(blocks: Sequence[Block]) -> Iterator[list[Paragraph]]:
    """List paragraphs by those that a quotation may go through: siblings, pictures overlooked."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
        elif not isinstance(block, Figure):
            yield run
            run = []
            yield from _within(block)
    yield run


def _within(block: Block) -> Iterator[list[Paragraph]]:
    if isinstance(block, Heading):
        yield [block.words]
    elif isinstance(block, Quote):
        yield from _groups(block.blocks)
    elif isinstance(block, Listing):
        for item in block.items:
            yield from _groups(item)
    elif isinstance(block, Table):
        yield from ([cell] for row in block.rows for cell in row)
