"""The addresses of the site: made absolute where a standard asks for it, and no two alike."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from pelican.utils import slugify

from newsroom.content.content import Content
from newsroom.content.content_file import ContentFile
from newsroom.content.facts import Facts
from newsroom.content.front_matter import FieldPath
from newsroom.content.links import Linking
from newsroom.content.problems import Problem
from newsroom.record.article import Page

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
    file: Facts | ContentFile[Page] | None = None
    location: FieldPath = ()

    def problem(self, content: Content, message: str, code: str) -> Iterator[Problem]:
        """Give a problem of the content file, where it is one that claims."""
        if self.file:
            file = content.open(self.file) if isinstance(self.file, Facts) else self.file
            yield file.problem(self.location, message, code)


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
        else:
            message = f"{claim.name} makes no address; use letters or digits"
            problems += claim.problem(content, message, "N002")
    for path, claimants in claims.items():
        if len(claimants) > 1:
            problems += _collisions(path, list(claimants.values()), content)
    return problems


def _claims(content: Content, listed: Content, settings: Settings) -> Iterator[tuple[str, _Claim]]:
    """List the output file of everything; it is empty where a name makes no address."""
    in_lists = {article.path for article in listed.articles}
    for name in (*_SITE, *map(str.upper, settings["DIRECT_TEMPLATES"])):
        yield settings[f"{name}_SAVE_AS"], _Claim("the site itself")
    for page in content.pages:
        yield _own_path(page, settings), _Claim(page.shown, page, ("slug",))
    told: set[Any] = set()
    for article in content.articles:
        yield _own_path(article, settings), _Claim(content.shown(article.path), article, ("slug",))
        for key, name, location in _lists(article):
            # A topic is claimed by each of its articles: the first stands for all.
            if (key, name) in told:
                continue
            path, who = _list_path(key, name, settings)
            # What is in no list has none, but its names must be fit for one. Authors have no page
            # here, but Pelican knows each by an address.
            claims = article.path in in_lists and key != "AUTHOR"
            if claims or not path:
                yield path, _Claim(who, article if location else None, location)
            if path and (claims or key == "AUTHOR"):
                told.add((key, name))


def _lists(article: Facts) -> Iterator[tuple[str, str, FieldPath]]:
    """List the lists that an article may be in: kind, name, and the field that can be changed."""
    yield "YEAR_ARCHIVE", article.date[:4], ()
    yield "MONTH_ARCHIVE", article.date[:7], ()
    yield "CATEGORY", article.section, ("category",)
    for place, topic in enumerate(article.topics):
        yield "TAG", topic, ("tags", place)
    for place, name in enumerate(article.authors):
        yield "AUTHOR", name, ("authors", place)
    for key in article.agencies:
        yield "AGENCY", key, ("attribution",)
    for key, name, *_ in article.speakers:
        yield "SPEAKER", name, ("speakers", key)


def _list_path(kind: str, name: str, settings: Settings) -> tuple[str, str]:
    """Return the output file of a list, and who wants to be written there; both may be empty."""
    pattern = str(settings[f"{kind}_SAVE_AS"])
    if kind in ("YEAR_ARCHIVE", "MONTH_ARCHIVE"):
        day = dt.date.fromisoformat(f"{name}-01-01"[: len("2015-10-01")])
        return pattern.format(date=day), "the archive"
    if kind == "AGENCY":
        slug = agency_slug(name)
        return (pattern.format(key=slug) if slug else ""), f"the agency {name}"
    if kind == "SPEAKER":  # one person, whichever apostrophe a writer's keyboard has
        name = name.replace("’", "'")
    slug = _slug(name, settings)
    if kind == "AUTHOR":
        return slug, f"'{name}'"
    return (pattern.format(slug=slug) if slug else ""), f"'{name}'"


@cache
def agency_slug(key: str) -> str:
    """Return an agency's key as a part of an address: `AFP` stays, `ČTK` is `CTK`."""
    return str(slugify(key, regex_subs=[(r"[^\w\s-]", ""), (r"\s+", "-")], preserve_case=True))


def speaker_slug(name: str, settings: Settings) -> str:
    """Return a speaker's name as a part of an address."""
    return _slug(name, settings)


def dead_paths(
    content: Content,
    listed: Content,
    held: Sequence[Linking],
    pictures: Collection[str],
    settings: Settings,
) -> Iterator[Problem]:
    """Find links to addresses of the site at which it has nothing.

    `content` is what a build holds, `listed` what of it is in lists, `held` its files with their
    links, `pictures` its picture files.
    """
    if not any(linking.paths for linking in held):
        return
    places = {path for path, _ in _claims(content, listed, settings) if path}
    own = {_own_path(linking.file, settings): linking for linking in held}
    there = {*places, *_feeds(listed, settings), *pictures}
    for here, linking in own.items():
        for line, target in linking.paths:
            if target.startswith("#"):
                continue
            parts = urlsplit(urljoin(f"/{here}", target))
            path = unquote(parts.path).lstrip("/")
            if path.endswith("/") or not path:
                path += "index.html"
            if path not in there:
                path = _LATER_PAGE.sub("index.html", path)
            fragment = unquote(parts.fragment)
            found = own.get(path) if fragment else None
            if path not in there or (found and fragment not in found.anchors(content)):
                message = f"links to {target}, which is not there or not public yet"
                yield Problem(content.shown(linking.path), line, "body", message, "L001")


def _own_path(file: Facts | ContentFile[Page], settings: Settings) -> str:
    if isinstance(file, Facts):
        return str(settings["ARTICLE_SAVE_AS"].format(slug=file.slug, date=file.day))
    return str(settings["PAGE_SAVE_AS"].format(slug=file.slug))


def _feeds(listed: Content, settings: Settings) -> Iterator[str]:
    yield from (settings["FEED_ALL_ATOM"], settings["CORRECTIONS_FEED_ATOM"])
    for article in listed.articles:
        slug = _slug(article.section, settings)
        yield settings["CATEGORY_FEED_ATOM"].format(slug=slug)


def _slug(name: str, settings: Settings) -> str:
    return _slugified(name, tuple(settings["SLUG_REGEX_SUBSTITUTIONS"]))


@lru_cache(maxsize=100_000)
def _slugified(name: str, substitutions: tuple[tuple[str, str], ...]) -> str:
    return str(slugify(name, regex_subs=substitutions))


def _collisions(path: str, claims: list[_Claim], content: Content) -> Iterator[Problem]:
    address = "/" + path.removesuffix("index.html")
    for claim in claims:
        others = ", ".join(other.name for other in claims if other is not claim)
        remedy = "write them alike, or with other letters"
        if claim.location == ("slug",):
            remedy = "change the slug"
        message = f"the address {address} is also that of {others}; {remedy}"
        yield from claim.problem(content, message, "N001")
