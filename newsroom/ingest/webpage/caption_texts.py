"""The caption and the credit of a picture, from the elements that stand within it and beside it."""

import re

from newsroom.ingest.webpage.credits import credit_alone, split_credit, without_label
from newsroom.ingest.webpage.tree import Element, Page, fold, lines_of, text_of, unspoken
from newsroom.record.agencies import Agencies

# In the words that authors of pages name elements with, in the languages that they use.
CAPTION_WORDS = frozenset({
    "caption", "captions", "legend", "legende", "légende", "bildunterschrift", "bildtext",
    "bildtitel", "didascalia", "leyenda", "epigrafe", "legenda", "bijschrift", "billedtekst",
    "kuvateksti", "figcaption", "imagecaption", "piedefoto", "podpis", "popis", "cutline",
    "pictext", "picdesc", "imagetext", "photocaption", "mediasubtitle", "bildbeschreibung",
})  # fmt: skip
CREDIT_WORDS = frozenset({
    "credit", "credits", "copyright", "copy", "photographer", "fotograf", "fotografo",
    "photocredit", "imagecredit", "bildquelle", "bildnachweis", "bildrechte", "source", "quelle",
    "fuente", "fonte", "bron", "kilde", "autor", "autore", "auteur", "author", "byline",
    "attribution", "agency", "rights", "copyrightholder", "credittext", "creator", "fotocredit",
    "creditline", "credito", "creditos", "kredit", "courtesy", "provider", "rechte",
})  # fmt: skip
_PLAIN = frozenset({"button", "script", "style", "svg", "video", "audio", "iframe", "form"})
MOST_TEXT = 1500
_LONGEST_NAMES = 100
_LONGEST_CENTRED = 200
_SPOKEN = re.compile(
    r"(?:image|photo|picture) (?:source|copyright|credit)|fuente de la imagen|crédit photo"
    r"|crédito(?: da imagem)?|bildquelle|kaynak|источник изображения|автор фото|مصدر الصورة"
    r"|图像来源|圖像來源|画像提供|사진 출처",
    re.IGNORECASE,
)
_APART = frozenset({"span", "div", "p", "small", "em", "i", "cite"})
_STOPS = '.!?…»”"。।؟'
# What a credit without a label is: some words with capitals, `Anna Berg`, `ANNA BERG/Agency`.
_NAME = r"[^\W\d_a-zß-ÿ][\w.'’&-]*"
_NAMES = re.compile(
    rf"[\[(]?{_NAME}(?:(?:\s?[/,|—–-]\s?|\s+)"
    rf"(?:(?:de|di|da|del|van|von|der|la|le|for|via|and|und|y|et)\s+)?{_NAME}){{0,7}}[\])]?"
)


def figure_texts(page: Page, figure: Element, agencies: Agencies) -> tuple[str | None, str | None]:
    """Find the caption and the credit of a figure."""
    skipped = {one for one in figure.iterdescendants("*") if one.tag in _PLAIN or unspoken(one)}
    beside = [inner for one in captions_beside(page, figure) for inner in one.iter("*")]
    below = [one for one in figure.iterdescendants("*") if one.tag != "img" and one not in skipped]
    below += beside
    credits_ = _credits_in(page, below)
    credits_ += [one.getparent() for one in skipped if unspoken(one) and _is_spoken_label(one)]
    captions = _captions_in(page, figure, below, credits_)
    outside = frozenset({*credits_, *skipped})
    credit_texts = [text_of(one, without=frozenset(skipped)) for one in credits_]
    credit = next(
        (found for text in dict.fromkeys(credit_texts) if text and (found := without_label(text))),
        None,
    )
    lines = [
        line for one in captions if one not in outside for line in lines_of(one, without=outside)
    ]
    if credit is None and len(captions) == 1 and (apart := _set_apart(captions[0], outside)):
        lines, credit = [apart[0]], without_label(apart[1])
    if credit is None and len(lines) > 1:
        lines, credit = _split_lines(lines, agencies)
    text = fold(" ".join(dict.fromkeys(lines)))
    if not captions:
        text = text_of(figure, without=outside)
    elif credit is None:
        rest = text_of(figure, without=frozenset({*outside, *captions}))
        credit = credit_alone(rest, agencies) if rest else None
    if len(text) > MOST_TEXT:
        text = text if captions else ""
    elif credit is None:
        caption, credit = split_credit(text, agencies)
        text = caption or ""
    elif text.endswith(credit):
        text = text[: -len(credit)].rstrip(" |–—•-/©:")
    text = _tidy(text)
    return text or None, None if credit == text else credit


def captions_beside(page: Page, figure: Element) -> list[Element]:
    """Return the caption that stands behind a picture and not within it."""
    following, parent = figure.getnext(), figure.getparent()
    if following is None and parent is not None and parent.tag in ("p", "a", "picture"):
        return captions_beside(page, parent) if not text_of(parent) else []
    if following is not None and _is_centred(following) and _is_centred(figure):
        return [following] if 0 < len(text_of(following)) <= _LONGEST_CENTRED else []
    if following is None or figure.find(".//figcaption") is not None:
        return []
    named = following.tag in ("p", "div", "span", "small") and page.words(following) & CAPTION_WORDS
    return [following] if following.tag == "figcaption" or named else []


def _is_centred(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return element.tag == "p" and (element.get("align") == "center" or "text-align:center" in style)


def _credits_in(page: Page, below: list[Element]) -> list[Element]:
    """Return the elements that are named as credits."""
    named = [one for one in below if page.words(one) & CREDIT_WORDS]
    plain = any(not page.words(one) & CAPTION_WORDS for one in named)
    found: list[Element] = []
    for one in named:
        if any(up in found for up in one.iterancestors()):
            continue
        # What is named for both holds both: the credit stands deeper, beside, or in the words.
        if page.words(one) & CAPTION_WORDS and (one.tag == "figcaption" or plain):
            continue
        found.append(one)
    return found


def _is_spoken_label(element: Element) -> bool:
    """Tell whether an element only says aloud that a credit follows: `Image source, `."""
    label = text_of(element).rstrip(" ,:")
    return label != "" and element.getparent().tag != "figure" and _is_label(label)


def _is_label(text: str) -> bool:
    return bool(_SPOKEN.fullmatch(text)) or without_label(text) is None


def _captions_in(
    page: Page, figure: Element, below: list[Element], credits_: list[Element]
) -> list[Element]:
    found = [one for one in below if one.tag == "figcaption" and one not in credits_]
    found = found or captions_beside(page, figure)
    found = found or [one for one in below if page.words(one) & CAPTION_WORDS]
    return [one for one in found if not any(up in found for up in one.iterancestors())]


def _set_apart(caption: Element, outside: frozenset[Element]) -> tuple[str, str] | None:
    """Return caption and credit where a caption's last element holds a name and nothing else."""
    while len(caption) == 1 and not f"{caption.text or ''}{caption[0].tail or ''}".strip():
        caption = caption[0]
    parts = [one for one in caption if isinstance(one.tag, str) and one.tag in _APART]
    if not parts or parts[-1] is not caption[-1] or (parts[-1].tail or "").strip():
        return None
    text = text_of(caption, without=outside | {parts[-1]})
    last = text_of(parts[-1], without=outside)
    if not text or not last or len(last) > _LONGEST_NAMES or not _NAMES.fullmatch(last):
        return None
    alone = len(parts) > 1 and not (caption.text or "").strip()
    return (text, last) if alone or text[-1] in _STOPS else None


def _split_lines(lines: list[str], agencies: Agencies) -> tuple[list[str], str | None]:
    """Take from the lines of a caption the one that is a credit, if one is."""
    alone = [line for line in lines if credit_alone(line, agencies)]
    if len(alone) != 1:
        return lines, None
    return [line for line in lines if line not in alone], credit_alone(alone[0], agencies)


def _tidy(text: str) -> str:
    return re.sub(r"\s*[(\[]\s*[)\]]\s*$|\s+[|©]\s*$", "", text).strip()
