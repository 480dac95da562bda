"""What a newer version, or a kill, makes of an article that is there."""

from dataclasses import replace

from newsroom.ingest.articles import TO_WORD, UNWORDED, Draft
from newsroom.record.article import Article


def with_corrections(new: Article, there: Article) -> Article:
    """Return a newer version with the corrections that are there: no update undoes one."""
    said = {correction.date for correction in new.corrections}
    kept = tuple(one for one in there.corrections if one.date not in said)
    review = new.review
    if any(one.text == UNWORDED for one in kept) and TO_WORD not in review:
        review = (*review, TO_WORD)
    return new.model_copy(update={"corrections": (*kept, *new.corrections), "review": review})


def without_picture(draft: Draft, guid: str) -> Draft:
    """Return a draft without a picture: without its record, and where it stands in the body."""
    article = draft.article
    keys = {key for key, picture in article.pictures.items() if picture.guid == guid}
    gone = {f"![@{key}]" for key in keys}
    parts = [part for part in draft.body.strip("\n").split("\n\n") if part.strip() not in gone]
    lead = article.picture
    update = {
        "picture": None if lead and lead.guid == guid else lead,
        "pictures": {key: one for key, one in article.pictures.items() if key not in keys},
    }
    article = article.model_copy(update=update)
    return replace(draft, article=article, body="\n\n".join(parts) + "\n")
