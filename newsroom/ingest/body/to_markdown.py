"""The body of an item as Markdown: cleaned, in the dialect that `render_body` reads."""

from collections.abc import Sequence

from newsroom.ingest.body.blocks import order_headings
from newsroom.ingest.body.html import read_html
from newsroom.ingest.body.marks import find_lone_marks
from newsroom.ingest.body.write import divide, write_blocks


def to_markdown(html: str, pictures: Sequence[str], lang: str) -> str:
    """Return the body of an item (`Item.body`) as Markdown that says the same to the letter.

    `pictures` are the keys of the item's pictures, `lang` is the language of its text. What runs
    or is embedded goes, tags that are unknown go without their text, links lead to the web, to mail
    or to telephone. A quotation mark without its other one is escaped, for it quotes nothing; the
    first heading is of level 2, and none is more than a level below the one before it.

    Raises IngestError where it is too long, or elements nest too deep, for any article.
    """
    blocks = divide(read_html(html, pictures))
    order_headings(blocks)
    find_lone_marks(blocks, lang)
    return write_blocks(blocks)
