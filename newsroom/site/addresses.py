"""The addresses of the site: made absolute where a standard asks for it, and no two alike."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pelican.urlwrappers import Category, Tag
from pelican.utils import slugify

from newsroom.content.files import Content, ContentFile
from newsroom.content.front_matter import FieldPath
from newsroom.content.problems import Problem
from newsroom.record.article import Article, Page

Settings = Mapping[str, Any]


def origin(settings: Settings) -> str:
    """Return the address of the site without a slash at its end: SITEURL, or the preview's."""
    return str(settings["SITEURL"] or settings["FEED_DOMAIN"]).rstrip("/")


def absolute(settings: Settings) -> Callable[[str], str]:
    """Return a function that makes the path of a page or output file an absolute address.

    `2015/10/slug/` and `2015/10/slug/index.html` are one address, the first.
    """
    base = origin(settings)

    def address(path: str) -> str:
        return f"{base}/{path.lstrip('/').removesuffix('index.html')}"

    return address


@dataclass(frozen=True)
class _Claim:
    """Who wants to be written to an output file; `file` is None for what the site itself writes."""

    name: str
    file: ContentFile[Page] | None = None
    location: FieldPath = ()


def address_problems(content: Content, settings: Settings) -> list[Problem]:
    """Find content files, sections and topics that would be written to one output file.

    Paths are compared without case: some hosts and file systems tell no `A` from `a`.
    """
    claims: dict[str, dict[str, _Claim]] = defaultdict(dict)
    problems: list[Problem] = []
    for path, claim in _claims(content, settings):
        if path:
            # A topic is claimed by each of its articles: the first stands for all.
            claims[path.lower()].setdefault(claim.name, claim)
        elif claim.file:
            message = f"{claim.name} makes no address; use letters or digits"
            problems.append(claim.file.problem(claim.location, message))
    for path, claimants in claims.items():
        problems += _collisions(path, list(claimants.values()))
    return problems


def _claims(content: Content, settings: Settings) -> Iterator[tuple[str, _Claim]]:
    """List the output file of everything; it is empty where a name makes no address."""
    fixed = ["SITEMAP", "ROBOTS", *map(str.upper, settings["DIRECT_TEMPLATES"])]
    for name in fixed:
        yield settings[f"{name}_SAVE_AS"], _Claim("the site itself")
    for page in content.pages:
        path = settings["PAGE_SAVE_AS"].format(slug=page.slug)
        yield path, _Claim(page.shown, page, ("slug",))
    for article in content.articles:
        record, day = article.record, article.record.date.day
        path = settings["ARTICLE_SAVE_AS"].format(slug=article.slug, date=day)
        yield path, _Claim(article.shown, article, ("slug",))
        for period in ("YEAR", "MONTH"):
            yield settings[f"{period}_ARCHIVE_SAVE_AS"].format(date=day), _Claim("the archive")
        yield _named(Category, record.section, settings, article, ("category",))
        for place, topic in enumerate(record.topics):
            yield _named(Tag, topic, settings, article, ("tags", place))
        for place, name in enumerate(record.authors):
            # Authors have no page here, but Pelican knows each by an address.
            if not _slug(name, settings):
                yield "", _Claim(f"'{name}'", article, ("authors", place))


def _named(
    kind: Any, name: str, settings: Settings, file: ContentFile[Article], location: FieldPath
) -> tuple[str, _Claim]:
    path = kind(name, settings).save_as if _slug(name, settings) else ""
    return path, _Claim(f"'{name}'", file, location)


def _slug(name: str, settings: Settings) -> str:
    return str(slugify(name, regex_subs=settings["SLUG_REGEX_SUBSTITUTIONS"]))


def _collisions(path: str, claims: list[_Claim]) -> Iterator[Problem]:
    if len(claims) < 2:
        return
    address = "/" + path.removesuffix("index.html")
    for claim in claims:
        if claim.file:
            others = ", ".join(other.name for other in claims if other is not claim)
            is_slug = claim.location == ("slug",)
            remedy = "change the slug" if is_slug else "write them alike, or with other letters"
            message = f"the address {address} is also that of {others}; {remedy}"
            yield claim.file.problem(claim.location, message)
