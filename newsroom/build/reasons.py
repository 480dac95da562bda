"""Why a build made a file anew, in words of its editors."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.site.edition import Edition
    from newsroom.site.ledger import Ledger

# The surroundings of a build, and what becomes of them.
_AROUND = {
    "settings": ("the settings", "have changed"),
    "registries": ("the registries (content/data)", "have changed"),
    "theme": ("the theme", "has changed"),
    "code": ("the code", "has changed"),
    "templates": ("the templates", "have changed"),
}

# The same where they were not at rest when the last build began.
_UNSURE = "may have changed during the last build"

# Why a file was made, by the word of its trace, or by what the ledger has in place of one.
_WORDS = {
    "inputs": "it cannot be told what has changed",
    "memory": "no earlier build is known",
    "outputs": "the output folder was changed by others",
    "new": "it is new",
    "others": "other plugins or settings have a hand in every page",
    "release": "it tells of all files",
    "untold": "it cannot be told what it shows",
    "agencies": "the agencies have changed",
    "article": "its article has changed",
    "article.pictures": "its article or a picture of it has changed",
    "article.beside": "what its article leads to, its state or its age has changed",
    "articles": "the articles have changed",
    "author": "its author has changed",
    "authors": "the authors have changed",
    "category": "its section has changed",
    "corrected": "the corrections have changed",
    "entries": "its entries have changed",
    "index": "what it is about has changed",
    "page": "its content file has changed",
    "pages": "the pages have changed",
    "period_archives": "the periods have changed",
    "sections": "the sections have changed",
    "speakers": "the speakers have changed",
    "tag": "its topic has changed",
    "template": "its template has changed",
    "topics": "the topics have changed",
}

# The same by the end of the word: `articles_page`, `quotes_next_page`.
_ENDINGS = {
    "_previous_page": "a neighbour of its list has changed",
    "_next_page": "a neighbour of its list has changed",
    "_page": "the list on it has changed",
    "_paginator": "the length of its list has changed",
}


@dataclass(frozen=True)
class Made:
    """An output file that a build made, by its path in the output folder, and the reasons why.

    Of a page `template` is the name of its template, and `seconds` how long that took.
    """

    name: str
    reasons: tuple[str, ...]
    template: str | None = None
    seconds: float = 0.0


def made_by(ledger: "Ledger", edition: "Edition") -> tuple[Made, ...]:
    """Return what a build made, in order of the paths."""
    return tuple(_made(name, ledger, edition) for name in sorted(ledger.made))


def _made(name: str, ledger: "Ledger", edition: "Edition") -> Made:
    template, seconds = ledger.rendered.get(name, (None, 0.0))
    source = ledger.sources.get(name, "")
    words: dict[str, None] = {}
    for reason in ledger.why(name):
        detail = None
        if reason in ("article", "page") and source:
            detail = edition.content.shown(source)
            # What its pictures' files are like is part of what an article was read from.
            if reason == "article" and edition.articles[source].pictures:
                reason = "article.pictures"
        elif reason == "template":
            detail = template
        words[_in_words(reason, detail)] = None
    return Made(name, tuple(words), template, seconds)


@lru_cache(maxsize=1000)
def _in_words(reason: str, detail: str | None) -> str:
    kind = reason.removesuffix("?")
    if kind in _AROUND:
        what, has_changed = _AROUND[kind]
        return f"{what} {has_changed if kind == reason else _UNSURE}"
    end = next((words for end, words in _ENDINGS.items() if reason.endswith(end)), None)
    said = _WORDS.get(reason) or end or f"{reason} has changed"
    return f"{said} ({detail})" if detail else said
