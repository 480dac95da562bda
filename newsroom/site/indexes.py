"""Pages of what articles have in common: agencies, speakers, corrections; and `quotes.json`.

Each lists articles that are in lists (`Visibility.lists`), newest first, and each thing in them
by its place on their page.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, overload

from pelican.generators import Generator
from pelican.utils import sanitised_join

from newsroom.content.facts import Facts
from newsroom.record.agencies import Agency
from newsroom.record.article import Correction
from newsroom.record.people import Speaker
from newsroom.record.quote import Quote
from newsroom.site.addresses import absolute, agency_slug, speaker_slug
from newsroom.site.articles import Articles, Make, as_articles, url_of
from newsroom.site.edition import Edition

Settings = Mapping[str, Any]
T = TypeVar("T")

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Later(Sequence[T]):
    """A list that is made when somebody looks at it."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._made[place]


@dataclass(frozen=True)
class Said:
    """A quote of an article, by the article's facts and its place there (from 0).

    `make` gives the article, which is opened for the words, and for the role of that day.
    """

    facts: Facts
    place: int
    make: Make = field(compare=False, repr=False)

    @property
    def article(self) -> Any:
        """The article that it stands in."""
        return self.make(self.facts)

    @property
    def quote(self) -> Quote:
        """The quote itself."""
        found: Quote = self.article.quotes[self.place]
        return found

    @property
    def speaker(self) -> Speaker:
        """Who is quoted, as the article has it."""
        found: Speaker = self.article.record.speakers[self.quote.speaker]
        return found

    @property
    def url(self) -> str:
        """The address of the quote itself, below the site's."""
        return f"{self.article.url}#{self.quote.id}"


class Quotes(Sequence[Said]):
    """Quotes in order, each by the facts of its article and its place there."""

    def __init__(self, places: Sequence[tuple[Facts, int]], make: Make) -> None:
        self.places = places
        self._make = make

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> Said: ...

    @overload
    def __getitem__(self, place: slice) -> "Quotes": ...

    def __getitem__(self, place: int | slice) -> "Said | Quotes":
        if isinstance(place, slice):
            return Quotes(self.places[place], self._make)
        return Said(*self.places[place], self._make)


@dataclass(frozen=True)
class SpeakerIndex:
    """Somebody who is quoted, and all that they are quoted with."""

    speaker: Speaker
    slug: str
    quotes: Quotes

    @property
    def count(self) -> int:
        """How many quotes there are."""
        return len(self.quotes)


@dataclass(frozen=True)
class AgencyIndex:
    """An agency, and the articles that used its reports."""

    key: str
    agency: Agency
    slug: str
    articles: Articles

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.articles)


@dataclass(frozen=True)
class Corrected:
    """A correction of an article, by the article's facts and its number there (from 1).

    `make` gives the article, which is opened for it.
    """

    facts: Facts
    number: int
    make: Make = field(compare=False, repr=False)

    @property
    def article(self) -> Any:
        """The article that it belongs to."""
        return self.make(self.facts)

    @property
    def correction(self) -> Correction:
        """The correction itself."""
        found: Correction = self.article.record.corrections[self.number - 1]
        return found


def quoted_speakers(articles: Articles, settings: Settings) -> list[SpeakerIndex]:
    """Gather what speakers are quoted with, in order of name; articles give the order of quotes."""
    people: dict[str, tuple[str, str, str | None]] = {}
    said: dict[str, list[tuple[Facts, int]]] = {}
    for facts in articles.facts:
        slugs = {}
        for key, name, kind, item in facts.speakers:
            slugs[key] = slug = speaker_slug(name, settings)
            people.setdefault(slug, (name, kind, item))
        for place, key in enumerate(facts.quotes):
            said.setdefault(slugs[key], []).append((facts, place))
    found = [
        SpeakerIndex(
            Speaker(name=name, kind=kind, wikidata=item), slug, Quotes(said[slug], articles.make)
        )
        for slug, (name, kind, item) in people.items()
    ]
    return sorted(found, key=lambda index: (index.speaker.name.casefold(), index.slug))


def used_agencies(articles: Articles, edition: Edition) -> list[AgencyIndex]:
    """Gather the articles that used each agency's reports, in order of the agencies' names."""
    agencies = edition.content.registries.agencies
    used: dict[str, list[Facts]] = {}
    for facts in articles.facts:
        for key in facts.agencies:
            used.setdefault(key, []).append(facts)
    found = [
        AgencyIndex(key, agencies[key], agency_slug(key), Articles(listed, articles.make))
        for key, listed in used.items()
        if agencies
    ]
    return sorted(found, key=lambda index: (index.agency.name.casefold(), index.key))


def all_corrections(articles: Articles) -> list[Corrected]:
    """List the corrections of all articles, newest first."""
    found = [
        (instant, Corrected(facts, number, articles.make))
        for facts in articles.facts
        for number, instant in enumerate(facts.corrections, start=1)
    ]
    found.sort(key=lambda dated: dated[0], reverse=True)
    return [corrected for _, corrected in found]


class IndexGenerator(Generator):  # type: ignore[misc]
    """Writes them, by the settings that end in _SAVE_AS, and the feed of corrections."""

    def generate_context(self) -> None:
        """Gather what there is; Pelican calls it when articles are known."""
        edition: Edition = self.settings["EDITION"]
        articles = as_articles(self.context["articles"], edition)
        self.context["speakers"] = Later(lambda: quoted_speakers(articles, self.settings))
        self.context["agencies"] = used_agencies(articles, edition)
        self.context["corrected"] = all_corrections(articles)

    def generate_output(self, writer: Any) -> None:
        """Write all pages; Pelican calls it."""
        self._page(writer, "agencies", "AGENCIES")
        for index in self.context["agencies"]:
            self._page(
                writer, "agency", "AGENCY", {"articles": index.articles}, index=index,
                key=index.slug,
            )  # fmt: skip
        self._page(writer, "speakers", "SPEAKERS")
        if not writer.rests(self.get_template("speaker")):
            for speaker in self.context["speakers"]:
                self._page(
                    writer, "speaker", "SPEAKER", {"quotes": speaker.quotes}, index=speaker,
                    slug=speaker.slug,
                )  # fmt: skip
        corrections = self.context["corrected"]
        self._page(writer, "corrections", "CORRECTIONS", {"articles": corrections})
        writer.write_corrections_feed(corrections, self.settings["CORRECTIONS_FEED_ATOM"])
        name, articles = self.settings["QUOTES_SAVE_AS"], self.context["articles"]
        if not writer.keeps_file(name, "articles", lambda: articles):
            writer.meanwhile.add(lambda: self._write_quotes(name, articles))
        writer.meanwhile.start()

    def _write_quotes(self, name: str, articles: Any) -> None:
        data = quotes_json(articles, self.context["speakers"], self.settings)
        Path(sanitised_join(self.output_path, name)).write_text(data, "utf-8")

    def _page(
        self,
        writer: Any,
        template: str,
        name: str,
        paginated: dict[str, Any] | None = None,
        *,
        index: Any = None,
        **parts: str,
    ) -> None:
        writer.write_file(
            self.settings[f"{name}_SAVE_AS"].format(**parts),
            self.get_template(template),
            self.context,
            paginated=paginated or {},
            template_name=template,
            url=self.settings[f"{name}_URL"].format(**parts),
            index=index,
        )


def quotes_json(
    articles: Iterable[Any], speakers: Iterable[SpeakerIndex], settings: Settings
) -> str:
    """Return all quotes as a JSON array (RFC 8259), as they follow one another in the articles.

    Each is a line. What is not known is left out.
    """
    edition: Edition = settings["EDITION"]
    address = absolute(settings)
    people = {
        index.slug: {
            "kind": index.speaker.kind,
            "wikidata": index.speaker.wikidata,
            "url": address(settings["SPEAKER_URL"].format(slug=index.slug)),
        }
        for index in speakers
    }
    names = {index.slug: index.speaker.name for index in speakers}

    @cache
    def who(slug: str, role: str | None) -> str:
        return _json(_known({"name": names[slug], "role": role, **people[slug]}))

    lines = []
    listed = as_articles(articles, edition)
    said = edition.content.library.quotes(listed.facts)
    for facts, quotes in zip(listed.facts, said, strict=True):
        if not quotes:
            continue
        url = address(url_of(facts, listed, settings))
        article = _json({"headline": facts.headline, "date": facts.date, "url": url})
        slugs = {key: speaker_slug(name, settings) for key, name, *_ in facts.speakers}
        # Put together by hand, as most of it is the same from quote to quote.
        lines += [
            f'{{"text":{_json(text)},"lang":{_json(lang or facts.lang)},'
            f'"url":{_json(f"{url}#{anchor}")},"speaker":{who(slugs[key], role)},'
            f'"article":{article}}}'
            for anchor, key, role, text, lang in quotes
        ]
    return "\n".join(["[", ",\n".join(lines), "]", ""]) if lines else "[\n]\n"


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
