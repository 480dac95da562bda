"""The addresses of the site: made absolute where a standard asks for it, and no two alike."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from pelican.utils import slugify

from newsroom.content.content_file import Content, ContentFile
from newsroom.content.front_matter import FieldPath
from newsroom.content.problems import Problem
from newsroom.record.article import Article, Page

Settings = Mapping[str, Any]

# What the site itself writes, beside Pelican's own pages.
_SITE = (
    "SITEMAP", "NEWS_SITEMAP", "ROBOTS", "AGENCIES", "SPEAKERS", "CORRECTIONS", "QUOTES",
)  # fmt: skip

# A later page of a list, as PAGINATION_PATTERNS has it.
_LATER_PAGE = re.compile(r"page/\d+/index\.html$")


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


def address_problems(content: Content, listed: Content, settings: Settings) -> list[Problem]:
    """Find content files, sections and topics that would be written to one output file.

    `content` is what a build holds, `listed` what of it is in lists. Paths are compared without
    case: some hosts and file systems tell no `A` from `a`.
    """
    claims: dict[str, dict[str, _Claim]] = defaultdict(dict)
    problems: list[Problem] = []
    for path, claim in _claims(content, listed, settings):
        if path:
            # A topic is claimed by each of its articles: the first stands for all.
            claims[path.lower()].setdefault(claim.name, claim)
        elif claim.file:
            message = f"{claim.name} makes no address; use letters or digits"
            problems.append(claim.file.problem(claim.location, message, "N002"))
    for path, claimants in claims.items():
        problems += _collisions(path, list(claimants.values()))
    return problems


def _claims(content: Content, listed: Content, settings: Settings) -> Iterator[tuple[str, _Claim]]:
    """List the output file of everything; it is empty where a name makes no address."""
    in_lists = {article.path for article in listed.articles}
    for name in (*_SITE, *map(str.upper, settings["DIRECT_TEMPLATES"])):
        yield settings[f"{name}_SAVE_AS"], _Claim("the site itself")
    for page in content.pages:
        yield _own_path(page, settings), _Claim(page.shown, page, ("slug",))
    for article in content.articles:
        yield _own_path(article, settings), _Claim(article.shown, article, ("slug",))
        for path, claim in _list_claims(article, content, settings):
            # What is in no list has none, but its names must be fit for one.
            if article.path in in_lists or not path:
                yield path, claim


def _list_claims(
    article: ContentFile[Article], content: Content, settings: Settings
) -> Iterator[tuple[str, _Claim]]:
    """List the output files of the lists that an article may be in."""
    record, day = article.record, article.record.date.day
    for period in ("YEAR", "MONTH"):
        yield settings[f"{period}_ARCHIVE_SAVE_AS"].format(date=day), _Claim("the archive")
    yield _named("CATEGORY", record.section, settings, article, ("category",))
    for place, topic in enumerate(record.topics):
        yield _named("TAG", topic, settings, article, ("tags", place))
    for place, name in enumerate(record.authors):
        # Authors have no page here, but Pelican knows each by an address.
        if not _slug(name, settings):
            yield "", _Claim(f"'{name}'", article, ("authors", place))
    for key in article.agencies:
        slug = agency_slug(key)
        path = settings["AGENCY_SAVE_AS"].format(key=slug) if slug else ""
        yield path, _Claim(f"the agency {key}", article, ("attribution",))
    for key in dict.fromkeys(quote.speaker for quote in article.body.quotes):
        speaker = content.registries.speakers.known(record.speakers[key])
        # One person, whichever apostrophe a writer's keyboard has.
        name = speaker.name.replace("’", "'")
        yield _named("SPEAKER", name, settings, article, ("speakers", key))


def _named(
    kind: str, name: str, settings: Settings, file: ContentFile[Article], location: FieldPath
) -> tuple[str, _Claim]:
    slug = _slug(name, settings)
    path = settings[f"{kind}_SAVE_AS"].format(slug=slug) if slug else ""
    return path, _Claim(f"'{name}'", file, location)


@cache
def agency_slug(key: str) -> str:
    """Return an agency's key as a part of an address: `AFP` stays, `ČTK` is `CTK`."""
    return str(slugify(key, regex_subs=[(r"[^\w\s-]", ""), (r"\s+", "-")], preserve_case=True))


def speaker_slug(name: str, settings: Settings) -> str:
    """Return a speaker's name as a part of an address."""
    return _slug(name, settings)


def dead_paths(
    content: Content, listed: Content, pictures: Collection[str], settings: Settings
) -> Iterator[Problem]:
    """Find links to addresses of the site at which it has nothing.

    `content` is what a build holds, `listed` what of it is in lists, `pictures` its picture files.
    """
    places = {path: claim.file for path, claim in _claims(content, listed, settings) if path}
    there = {*places, *_feeds(listed, settings), *pictures}
    for file in content.files:
        here = f"/{_own_path(file, settings)}"
        for line, target in file.body.paths:
            if target.startswith("#"):
                continue
            parts = urlsplit(urljoin(here, target))
            path = unquote(parts.path).lstrip("/")
            if path.endswith("/") or not path:
                path += "index.html"
            if path not in there:
                path = _LATER_PAGE.sub("index.html", path)
            found = places.get(path)
            anchors = found.body.anchors if found and path == _own_path(found, settings) else None
            fragment = unquote(parts.fragment)
            if path not in there or (fragment and anchors is not None and fragment not in anchors):
                message = f"links to {target}, which is not there or not public yet"
                yield Problem(file.shown, line, "body", message, "L001")


def _own_path(file: ContentFile[Page], settings: Settings) -> str:
    record = file.record
    if isinstance(record, Article):
        return str(settings["ARTICLE_SAVE_AS"].format(slug=file.slug, date=record.date.day))
    return str(settings["PAGE_SAVE_AS"].format(slug=file.slug))


def _feeds(listed: Content, settings: Settings) -> Iterator[str]:
    yield from (settings["FEED_ALL_ATOM"], settings["CORRECTIONS_FEED_ATOM"])
    for article in listed.articles:
        slug = _slug(article.record.section, settings)
        yield settings["CATEGORY_FEED_ATOM"].format(slug=slug)


def _slug(name: str, settings: Settings) -> str:
    return _slugified(name, tuple(settings["SLUG_REGEX_SUBSTITUTIONS"]))


@lru_cache(maxsize=100_000)
def _slugified(name: str, substitutions: tuple[tuple[str, str], ...]) -> str:
    return str(slugify(name, regex_subs=substitutions))


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
            yield claim.file.problem(claim.location, message, "N001")
