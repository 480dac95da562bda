"""Pages of what articles have in common: agencies, speakers, corrections; and `quotes.json`.

Each lists articles that are in lists (`Visibility.lists`), newest first, and each thing in them
by its place on their page.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import sanitised_join

from newsroom.record.agencies import Agency
from newsroom.record.article import Correction
from newsroom.record.people import Speaker, Speakers
from newsroom.record.quote import Quote
from newsroom.site.addresses import absolute, agency_slug, speaker_slug
from newsroom.site.edition import Edition

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A quote with the article that it stands in, and the speaker with the role of that day."""

    quote: Quote
    speaker: Speaker
    article: Any

    @property
    def url(self) -> str:
        """The address of the quote itself, below the site's."""
        return f"{self.article.url}#{self.quote.id}"


@dataclass(frozen=True)
class SpeakerIndex:
    """Somebody who is quoted, and all that they are quoted with."""

    speaker: Speaker
    slug: str
    quotes: tuple[Said, ...]


@dataclass(frozen=True)
class AgencyIndex:
    """An agency, and the articles that used its reports."""

    key: str
    agency: Agency
    slug: str
    articles: tuple[Any, ...]


@dataclass(frozen=True)
class Corrected:
    """A correction with its article, and its number there (from 1)."""

    correction: Correction
    article: Any
    number: int


def quoted_speakers(
    articles: Iterable[Any], known: Speakers, settings: Settings
) -> list[SpeakerIndex]:
    """Gather what speakers are quoted with, in order of name; articles give the order of quotes."""
    people: dict[str, Speaker] = {}
    said: dict[str, list[Said]] = {}
    for article in articles:
        for quote in article.quotes:
            written = article.record.speakers[quote.speaker]
            speaker = known.known(written)
            slug = speaker_slug(speaker.name, settings)
            people.setdefault(slug, speaker)
            said.setdefault(slug, []).append(Said(quote, written, article))
    found = [SpeakerIndex(people[slug], slug, tuple(quotes)) for slug, quotes in said.items()]
    return sorted(found, key=lambda index: (index.speaker.name.casefold(), index.slug))


def used_agencies(articles: Iterable[Any], edition: Edition) -> list[AgencyIndex]:
    """Gather the articles that used each agency's reports, in order of the agencies' names."""
    agencies = edition.content.registries.agencies
    used: dict[str, list[Any]] = {}
    for article in articles:
        for key in article.file.agencies:
            used.setdefault(key, []).append(article)
    found = [
        AgencyIndex(key, agencies[key], agency_slug(key), tuple(listed))
        for key, listed in used.items()
        if agencies
    ]
    return sorted(found, key=lambda index: (index.agency.name.casefold(), index.key))


def all_corrections(articles: Iterable[Any], edition: Edition) -> list[Corrected]:
    """List the corrections of all articles, newest first."""
    found = [
        Corrected(correction, article, number)
        for article in articles
        for number, correction in enumerate(article.record.corrections, start=1)
    ]
    return sorted(found, key=lambda c: c.correction.date.earliest(edition.zone), reverse=True)


class IndexGenerator(Generator):  # type: ignore[misc]
    """Writes them, by the settings that end in _SAVE_AS, and the feed of corrections."""

    def generate_context(self) -> None:
        """Gather what there is; Pelican calls it when articles are known."""
        edition: Edition = self.settings["EDITION"]
        articles = self.context["articles"]
        known = edition.content.registries.speakers
        self.context["speakers"] = quoted_speakers(articles, known, self.settings)
        self.context["agencies"] = used_agencies(articles, edition)
        self.context["corrections"] = all_corrections(articles, edition)

    def generate_output(self, writer: Any) -> None:
        """Write all pages; Pelican calls it."""
        self._page(writer, "agencies", "AGENCIES")
        for index in self.context["agencies"]:
            self._page(
                writer, "agency", "AGENCY", {"articles": index.articles}, index=index,
                key=index.slug,
            )  # fmt: skip
        self._page(writer, "speakers", "SPEAKERS")
        for speaker in self.context["speakers"]:
            self._page(
                writer, "speaker", "SPEAKER", {"quotes": speaker.quotes}, index=speaker,
                slug=speaker.slug,
            )  # fmt: skip
        corrections = self.context["corrections"]
        self._page(writer, "corrections", "CORRECTIONS", {"articles": corrections})
        writer.write_corrections_feed(corrections, self.settings["CORRECTIONS_FEED_ATOM"])
        path = sanitised_join(self.output_path, self.settings["QUOTES_SAVE_AS"])
        data = quotes_json(self.context["articles"], self.context["speakers"], self.settings)
        Path(path).write_text(data, "utf-8")

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
    address = absolute(settings)
    found = {
        (said.article, said.quote.id): (said, index) for index in speakers for said in index.quotes
    }
    rows = [
        (url, f"{url}#{quote.id}", *found[article, quote.id])
        for article in articles
        for url in [article.url]
        for quote in article.quotes
    ]
    data = [
        _known(
            {
                "text": said.quote.text,
                "lang": said.quote.lang or said.article.lang,
                "url": address(place),
                "speaker": _known(
                    {
                        "name": index.speaker.name,
                        "role": said.speaker.role,
                        "kind": index.speaker.kind,
                        "wikidata": index.speaker.wikidata,
                        "url": address(settings["SPEAKER_URL"].format(slug=index.slug)),
                    }
                ),
                "article": {
                    "headline": said.article.record.headline,
                    "date": said.article.record.date.iso,
                    "url": address(url),
                },
            }
        )
        for url, place, said, index in rows
    ]
    lines = ",".join("\n" + json.dumps(row, ensure_ascii=False) for row in data)
    return f"[{lines}\n]\n"


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
