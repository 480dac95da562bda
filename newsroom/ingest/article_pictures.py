"""Pictures of an item as records of an article's."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from pydantic import ValidationError

from newsroom.ingest.desk import Desk, clean, language, moment, one_line
from newsroom.ingest.item import SourcePicture
from newsroom.record.picture import Picture


def make_pictures(
    desk: Desk, soup: BeautifulSoup, files: Mapping[int, str]
) -> tuple[dict[str, dict[str, Any]], list[str], int | None]:
    """Return records of pictures by key, a key for each of the item's, and which one leads.

    A picture that lacks what a record must have is left out, and said.
    """
    found: dict[str, dict[str, Any]] = {}
    keys = [f"picture{number}" for number in range(1, len(desk.item.pictures) + 1)]
    for number, picture in enumerate(desk.item.pictures):
        record = _picture(desk, picture, files.get(number))
        if record is None:
            for place in soup.find_all("figure", {"data-picture": str(number)}):
                place.decompose()
        else:
            found[keys[number]] = record
    lead = desk.item.lead_picture
    if lead is not None and (lead >= len(keys) or keys[lead] not in found):
        lead = None
    shown = {place.get("data-picture") for place in soup.find_all("figure")}
    others = [n for n in range(len(keys)) if keys[n] in found and str(n) not in shown and n != lead]
    if lead is None and others:
        lead = others.pop(0)
    for number in others:  # those that the body does not place stand at its end
        place = soup.new_tag("figure", attrs={"data-picture": str(number)})
        soup.append(place)
    return found, keys, lead


def _picture(desk: Desk, picture: SourcePicture, file: str | None) -> dict[str, Any] | None:
    item = desk.item
    alt = picture.alt or picture.caption or picture.headline
    credit = picture.credit or picture.creator or picture.copyright_holder
    if not credit and (item.credit_line or item.source):
        credit = item.credit_line or item.source
        desk.review.append(
            f"is '{one_line(credit or '')}' the credit of the picture '{one_line(alt or '')}'?"
        )
    if not alt or not alt.strip() or not credit or not credit.strip():
        missing = "its credit" if alt else "what it shows"
        name = picture.renditions[0].href if picture.renditions else picture.guid
        known = "; ".join(one_line(text) for text in (alt, credit, name) if text and text.strip())
        desk.review.append(f"a picture was left out: nothing says {missing} ({known or 'no file'})")
        return None
    lang = language(desk, picture.lang)
    # Where the file is not shown, the page prints the alt text; else it would be hidden.
    caption = picture.caption if file or picture.caption != alt else None
    fields = {
        "alt": alt,
        "alt_lang": lang,
        "credit": credit,
        "caption": caption,
        "caption_lang": lang if caption else None,
        "creator": picture.creator,
        "copyright_holder": picture.copyright_holder,
        "copyright_notice": picture.copyright_notice,
        "usage_terms": picture.usage_terms,
        "located": picture.located,
        "date": moment(desk, "a picture's date", picture.date),
        "file": file,
        "guid": picture.guid,
        # What an agency delivers as a file may be shown, as far as its contract goes.
        "held": file is not None,
    }
    given = {name: value for name, value in clean(fields).items() if value}
    try:
        Picture.model_validate(given, context={"zone": desk.zone})
    except ValidationError as error:
        desk.review.append(f"a picture was left out: {error.errors()[0]['msg']}")
        return None
    return given
