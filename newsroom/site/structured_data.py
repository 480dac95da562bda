"""Structured data: what a page says of itself to machines, in the terms of schema.org.

Built here as plain data; the template prints it once, as JSON that cannot leave its `script`.
Nothing is invented: what the record does not know is not there.
"""

from collections.abc import Callable, Mapping
from typing import Any

from newsroom.content.content_file import ContentFile, pictures_of
from newsroom.record.agencies import UNNAMED, Agency
from newsroom.record.article import Article, BasedOn, Correction, last_change
from newsroom.record.attribution import Contributor
from newsroom.record.people import Speaker
from newsroom.record.picture import Picture
from newsroom.record.quote import Quote
from newsroom.site.edition import Edition

Settings = Mapping[str, Any]
Data = dict[str, Any]

_CONTEXT = "https://schema.org"
_WIKIDATA = "https://www.wikidata.org/entity/"


def structured_data(
    settings: Settings, edition: Edition, absolute: Callable[[str], str]
) -> dict[str, Callable[..., Data]]:
    """Return what templates call: `news_article(article)` and `website()`.

    Both give one JSON-LD document (JSON-LD 1.1, section 4.9) with all that a page says.
    """

    def news(article: Any) -> Data:
        address = absolute(article.url)
        section = article.category
        steps = [(settings["SITENAME"], absolute(""))]
        if article.visibility.lists:
            steps.append((section.name, absolute(section.url)))
        steps.append((article.record.headline, address))
        described = news_article(article.file, address, settings, edition, absolute)
        return {"@context": _CONTEXT, "@graph": [described, breadcrumbs(steps)]}

    def site() -> Data:
        house = publisher(settings, edition, absolute)
        return {"@context": _CONTEXT, "@graph": [website(settings, house, absolute("")), house]}

    return {"news_article": news, "website": site}


def news_article(
    file: ContentFile[Article],
    address: str,
    settings: Settings,
    edition: Edition,
    absolute: Callable[[str], str],
) -> Data:
    """Describe an article as a schema.org NewsArticle; `address` is its canonical address."""
    record = file.record
    changed = last_change(record, edition.zone)
    people = file.attribution.contributors if file.attribution else ()
    authors = [_contributor(p, edition) for p in people if p.role not in (None, "editor")]
    # Who stands in the byline may also have signed.
    signed = {author.get("name") for author in authors}
    return _known(
        {
            "@type": "NewsArticle",
            "@id": address,
            "headline": record.headline,
            "description": record.standfirst,
            "datePublished": record.date.iso,
            "dateModified": changed and changed.iso,
            "inLanguage": file.lang,
            "articleSection": record.section,
            "keywords": list(record.topics),
            "dateline": record.dateline,
            "contentLocation": record.located and _place(record.located),
            "author": [
                *({"@type": "Person", "name": n} for n in record.authors if n not in signed),
                *authors,
            ],
            "editor": [_contributor(p, edition) for p in people if p.role == "editor"],
            "contributor": [_contributor(p, edition) for p in people if p.role is None],
            "image": [
                _image(picture, absolute(picture.file))
                for _, picture in pictures_of(record)
                if picture.file and edition.may_show(picture, file)
            ],
            "isBasedOn": [
                *_reports(file, edition),
                *([_original(record.based_on)] if record.based_on else []),
            ],
            "hasPart": [_quotation(quote, file, address, edition) for quote in file.body.quotes],
            "correction": [_correction(correction) for correction in record.corrections],
            "isAccessibleForFree": True,
            "usageInfo": record.usage_terms
            and {"@type": "CreativeWork", "text": record.usage_terms},
            "copyrightHolder": record.copyright_holder and _named(record.copyright_holder),
            "copyrightNotice": record.copyright_notice,
            "expires": record.expires and record.expires.iso,
            "publisher": publisher(settings, edition, absolute),
            "mainEntityOfPage": address,
            "url": address,
        }
    )


def breadcrumbs(steps: list[tuple[str, str]]) -> Data:
    """Describe the way to a page as a schema.org BreadcrumbList: names and addresses, in order."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def website(settings: Settings, house: Data, home: str) -> Data:
    """Describe the site as a schema.org WebSite; `home` is the address of its front page."""
    return _known(
        {
            "@type": "WebSite",
            "@id": f"{home}#site",
            "name": settings["SITENAME"],
            "description": settings["SITESUBTITLE"],
            "inLanguage": settings["DEFAULT_LANG"],
            "publisher": {"@id": house["@id"]},
            "url": home,
        }
    )


def publisher(settings: Settings, edition: Edition, absolute: Callable[[str], str]) -> Data:
    """Describe who publishes: a schema.org NewsMediaOrganization."""
    principles = settings["PUBLISHING_PRINCIPLES"]
    there = any(page.slug == principles for page in edition.content.pages)
    return _known(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{absolute('')}#publisher",
            "name": settings["SITENAME"],
            "publishingPrinciples": there
            and absolute(settings["PAGE_URL"].format(slug=principles)),
            "correctionsPolicy": absolute(settings["CORRECTIONS_URL"]),
            "url": absolute(""),
        }
    )


def _contributor(person: Contributor, edition: Edition) -> Data:
    """Describe who signed an article; initials are an `alternateName`."""
    editor = edition.content.registries.editors.get(person.name)
    if editor:
        names = {"name": editor.name, "alternateName": person.name}
    else:
        names = {"name" if " " in person.name else "alternateName": person.name}
    return _known(
        {"@type": "Person", **names, "workLocation": person.place and _place(person.place)}
    )


def _reports(file: ContentFile[Article], edition: Edition) -> list[Data]:
    """Describe the agencies' reports: of each, all that is known is whose it is."""
    agencies = edition.content.registries.agencies
    return [
        {"@type": "NewsArticle", "publisher": _agency(key, agencies[key])}
        for key in file.agencies
        if agencies and key != UNNAMED
    ]


def _agency(key: str, agency: Agency) -> Data:
    return _known(
        {
            "@type": "NewsMediaOrganization",
            "name": agency.name,
            "alternateName": key if key != agency.name else None,
            "url": agency.site,
            "sameAs": agency.wikidata and _WIKIDATA + agency.wikidata,
        }
    )


def _quotation(quote: Quote, file: ContentFile[Article], address: str, edition: Edition) -> Data:
    speaker = file.record.speakers[quote.speaker]
    return _known(
        {
            "@type": "Quotation",
            "@id": f"{address}#{quote.id}",
            "text": quote.text,
            "inLanguage": quote.lang,
            "creator": _speaker(speaker, edition),
        }
    )


def _speaker(speaker: Speaker, edition: Edition) -> Data:
    known = edition.content.registries.speakers.known(speaker)
    person = known.kind == "person"
    return _known(
        {
            "@type": "Person" if person else "Organization",
            "name": known.name,
            "jobTitle" if person else "description": speaker.role,
            "sameAs": known.wikidata and _WIKIDATA + known.wikidata,
        }
    )


def _correction(correction: Correction) -> Data:
    return {
        "@type": "CorrectionComment",
        "text": correction.text,
        "datePublished": correction.date.iso,
    }


def _image(picture: Picture, address: str) -> Data:
    return _known(
        {
            "@type": "ImageObject",
            "url": address,
            "contentUrl": address,
            "caption": picture.caption,
            "creditText": picture.credit,
            "creator": picture.creator and {"@type": "Person", "name": picture.creator},
            "copyrightHolder": picture.copyright_holder and _named(picture.copyright_holder),
            "copyrightNotice": picture.copyright_notice,
            "license": picture.licence,
            "acquireLicensePage": picture.acquire_licence_page,
            "usageInfo": picture.usage_terms
            and {"@type": "CreativeWork", "text": picture.usage_terms},
            "contentLocation": picture.located and _place(picture.located),
            "dateCreated": picture.date and picture.date.iso,
        }
    )


def _original(original: BasedOn) -> Data:
    return _known(
        {
            "@type": "NewsArticle",
            "headline": original.title,
            "datePublished": original.date and original.date.iso,
            "inLanguage": original.lang,
            "publisher": _named(original.publisher),
            "url": original.url,
        }
    )


def _named(name: str) -> Data:
    return {"@type": "Organization", "name": name}


def _place(name: str) -> Data:
    return {"@type": "Place", "name": name}


def _known(properties: Data) -> Data:
    """Leave out what is not known: schema.org has no empty values."""
    return {name: value for name, value in properties.items() if value or value is True}
