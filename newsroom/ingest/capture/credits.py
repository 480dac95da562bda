"""The credit line of a picture, as pages print it: `Image: …`, `Crédit : …`, `© …`, `… / AFP`."""

import re

from newsroom.ingest.words import CREDIT_LABELS, HOUSES, RIGHTS_RESERVED

_LABEL = rf"(?:{CREDIT_LABELS})\s?[.]?"
_CREDIT = re.compile(rf"[\[(]?(?P<label>{_LABEL})\s?[:：]\s?(?P<credit>.*?)[\])]?", re.IGNORECASE)
_OWNED = re.compile(r"[\[(]?(?:©|ⓒ|\(c\)|copyright\s*©)\s*(?P<credit>\S.*?)[\])]?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<source>(?:image|picture|photo) (?:source|copyright)|fuente de la imagen|crédit photo"
    r"|crédito(?:, | da imagem)?|legenda e crédito|bildquelle|kaynak)\s*,\s*(?P<credit>.+)"
    r"|(?P<caption>image caption|pie de foto|légende image|legenda da foto|bildunterschrift"
    r"|resim yazısı|keterangan gambar|подпись к фото|підпис до фото"
    r"|التعليق على الصورة)\s*[,:]\s*(?P<text>.+)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RIGHTS = re.compile(rf"\W*(?:{RIGHTS_RESERVED})", re.IGNORECASE)

# A house that lends pictures, as a credit without a label names it; those that are a word, too, do.
_OWN = ("AA", "DW", "BBC")
_HOUSE = "|".join(
    re.escape(name)
    for name in sorted({*HOUSES, *map(str.upper, HOUSES), *_OWN}, key=lambda one: (-len(one), one))
)
_HOUSE = rf"(?:{_HOUSE})"
_HOUSES = re.compile(rf"{_HOUSE}(?:\s?(?:/|,| via |\|)\s?[^/,.]{{2,50}}){{0,4}}")
_BEHIND_NAME = re.compile(
    rf"(?P<credit>(?:[^\W\d_][^\W\d_’'.-]*\s?){{1,5}}(?:\s?/\s?|, | via "
    rf"|\|){_HOUSE}(?:\s?[/,]\s?[^/,.]{{2,40}}){{0,2}})"
)
_TRAILING = (
    # `… (Foto: dpa)`, `… [Photo: A/B]`, `… (AP Photo/Anna Berg)`, `… (© dpa)`
    re.compile(
        rf"(?P<text>.*\S)\s*[(\[](?P<credit>(?:{_LABEL}\s?[:：]|©|\(c\))\s?[^()\[\]]{{2,150}}"
        rf"|(?:AP|AFP) Photo\b[^()\[\]]{{0,60}}|{_HOUSE}/[^()\[\]/ ]{{2,30}} [^()\[\]/]{{2,40}}"
        rf"|[^()\[\]/ ]{{2,30}} [^()\[\]/]{{2,40}}/\s?{_HOUSE}(?:/[^()\[\]]{{2,40}})?)[)\]]\.?",
        re.IGNORECASE,
    ),
    # `… ends. Photograph: Anna Berg/Reuters`, `… without a stop Foto: Anna Berg/imago`
    re.compile(
        rf"(?P<text>.*\S)\s(?:[|–—-]\s)?(?P<credit>(?=[^a-z\s])(?:(?i:{_LABEL})\s?[:：]|©)\s?"
        r"(?:[^.!?:;]|\.(?=\w)){2,100})"
    ),
    re.compile(
        rf"(?P<text>.*[.!?…”\"»])\s(?:[|–—-]\s)?(?P<credit>{_HOUSE}(?:/| via )[^.]{{2,60}})"
    ),
    re.compile(rf"(?P<text>.*[.!?…”\"»])\s(?:[|–—-]\s)?{_BEHIND_NAME.pattern}"),
    re.compile(rf"(?P<text>.*\S)\s(?P<credit>(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+\s){{1,4}}/\s?{_HOUSE})"),
)
# Longer than any credit, and than any caption with one (characters).
_LONGEST, _LONGEST_CAPTION = 200, 700
_BARE = re.compile(r"(?P<words>\S+(?:\s\S+){0,7})")
_FILE = re.compile(rf"[\[(]?{_LABEL}\s?[:：]\s?", re.IGNORECASE)


def is_credit(text: str) -> bool:
    """Tell whether a line is a labelled credit: `Image: …`, `© …`, or a label alone."""
    return credit_of(text) is not None


def credit_of(text: str) -> str | None:
    """Return the credit of a credit line, without its label; None where the line is none.

    A `©` stays. The credit is empty where the label stands alone, and the next line has it.
    """
    if len(text) > _LONGEST:
        return None
    if (named := _NAMED.fullmatch(text)) and named["credit"]:
        return named["credit"].strip()
    if found := _CREDIT.fullmatch(text):
        credit = found["credit"].strip()
        spoken = credit.endswith((".", "!", "?")) and len(credit.split()) > 6  # a sentence
        return None if spoken else credit
    if _OWNED.fullmatch(text) and not _YEAR.search(text) and not _RIGHTS.search(text):
        return text.strip("[]").strip() if "(" not in text else text
    return None


def caption_of(text: str) -> str | None:
    """Return the caption of a line that says that it is one: `Image caption, …`."""
    found = _NAMED.fullmatch(text) if len(text) <= _LONGEST_CAPTION else None
    return found["text"].strip() if found and found["caption"] else None


def split_credit(text: str) -> tuple[str, str] | None:
    """Return caption and credit of a line that ends with one: `… (Foto: dpa)`; None without."""
    if len(text) > _LONGEST_CAPTION:
        return None
    for form in _TRAILING:
        if found := form.fullmatch(text):
            credit = _FILE.sub("", found["credit"], count=1).strip()
            if _YEAR.search(credit) and "©" in credit:
                return None
            return found["text"].strip(" |–—-"), credit
    return None


def is_bare_credit(text: str) -> bool:
    """Tell whether a line without a label is nothing but a credit: `EPA`, `REUTERS/Anna Berg`."""
    if len(text) > 80 or not _BARE.fullmatch(text):
        return False
    return bool(_HOUSES.fullmatch(text) or _BEHIND_NAME.fullmatch(text))


def is_rights_line(text: str) -> bool:
    """Tell whether a line says who owns the page: `© 2015 …`, `All rights reserved`."""
    if len(text) > 400:
        return False
    if _RIGHTS.match(text):
        return True
    owned = re.match(r"\W*(?:©|ⓒ|\(c\)|copyright\b|all contents ©)", text, re.IGNORECASE)
    return bool(owned and (_YEAR.search(text) or _RIGHTS.search(text)))
