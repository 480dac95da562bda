"""Structured data: what a page says of itself to machines, in the terms of schema.org.

Built here as plain data; the template prints it once, as JSON that cannot leave its `script`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from newsroom.record.article import Article, BasedOn

Settings = Mapping[str, Any]


def news_article(
    record: Article, lang: str, address: str, image: str | None, settings: Settings, home: str
) -> dict[str, Any]:
    """Describe an article as a schema.org NewsArticle, with nothing invented.

    `address` is its canonical address, `image` that of its picture where it may be shown, `home`
    that of the front page. Dates are as precise as the record's.
    """
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": record.headline,
            "description": record.standfirst,
            "datePublished": record.date.iso,
            "inLanguage": lang,
            "articleSection": record.section,
            "keywords": list(record.topics),
            "dateline": record.dateline,
            "author": [{"@type": "Person", "name": name} for name in record.authors],
            "image": _image(record, image),
            "isBasedOn": record.based_on and _original(record.based_on),
            "isAccessibleForFree": True,
            "publisher": publisher(settings, home),
            "mainEntityOfPage": address,
            "url": address,
        }
    )


def website(settings: Settings, home: str) -> dict[str, Any]:
    """Describe the site as a schema.org WebSite; `home` is the address of its front page."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": settings["SITENAME"],
            "description": settings["SITESUBTITLE"],
            "inLanguage": settings["DEFAULT_LANG"],
            "publisher": publisher(settings, home),
            "url": home,
        }
    )


def publisher(settings: Settings, home: str) -> dict[str, Any]:
    """Describe who publishes: a schema.org NewsMediaOrganization."""
    return {"@type": "NewsMediaOrganization", "name": settings["SITENAME"], "url": home}


def _image(record: Article, image: str | None) -> dict[str, Any] | None:
    if image is None or record.picture is None:
        return None
    return _known(
        {
            "@type": "ImageObject",
            "url": image,
            "caption": record.picture.caption,
            "creditText": record.picture.credit,
        }
    )


def _original(original: BasedOn) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "headline": original.title,
            "datePublished": original.date and original.date.iso,
            "inLanguage": original.lang,
            "publisher": {"@type": "Organization", "name": original.publisher},
            "url": original.url,
        }
    )


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: schema.org has no empty values."""
    return {name: value for name, value in properties.items() if value not in (None, [], "")}


def structured_data(settings: Settings, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return what templates call: `news_article(article)` and `website()`."""

    def of_article(article: Any) -> dict[str, Any]:
        record = article.record
        picture = record.picture
        image = absolute(picture.file) if picture and picture.held else None
        return news_article(
            record, article.lang, absolute(article.url), image, settings, absolute("")
        )

    return {"news_article": of_article, "website": lambda: website(settings, absolute(""))}
