"""Lines about an article: who wrote it, when; told by their words in many languages."""

import re

from newsroom.ingest.capture.text import ends_sentence
from newsroom.ingest.dates.written import dates_in
from newsroom.record.agencies import Agencies

_LONGEST = 200  # characters

_BY = (
    r"by|(?:written|words|story|text|reported|report|opinion|analysis|edited) by|von"
    r"|(?:ein gastbeitrag|ein interview|ein kommentar|eine analyse|eine kolumne|eine reportage"
    r"|kommentar|interview|analyse) von"
    r"|par|propos recueillis par|por|di|a cura di|door|av|af|od|oleh|yazan|scris de|بقلم|מאת|του"
    r"|της|记者|記者|文"
)
_AUTHOR = (
    r"authors?|reporter|journalist|text|autor(?:in|en|innen)?|autor/in|autoren|auteure?s?|texte"
    r"|autore?s?|autoras?|texto|redacción"
    r"|autori|testo|auteur|tekst|författare|skribent|forfatter|kirjoittaja|teksti|autorzy"
    r"|opracowanie|oprac\.|szerző|írta"
    r"|автор|авторы|текст|автори|yazar|haber|penulis|pewarta|reporter|كتب|إعداد|الكاتب|συντάκτης"
    r"|作者|文|撰文|기자|글"
)
_BYLINE = re.compile(
    rf"(?:(?:{_BY})\s+(?P<who>\S.*)|(?:{_BY}|{_AUTHOR})\s?[:：/]\s?(?P<named>\S.*))", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:authors?|autor(?:in|en)?(?:/in)?|auteure?s?|autor(?:a|es|as|e|i)|автор|yazar|penulis)"
    r"\s?[:：]?\s(?P<who>\S.*)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[,|&·/]\s*|\s(?:and|und|et|y|e|en|og|och|i|ja|и|та|ve|dan)\s")
# `Anna Berg North of England correspondent`, `Anna Berg, Redakteurin`
_ROLE = re.compile(
    r"(?-i:,?\s(?:[A-ZÀ-Þ][\w&-]*|of|the|for|and|in|de|la|du|des|del|für)){0,5}"
    r",?\s(?:correspondent|reporter|editor|columnist|staff writer"
    r"|korrespondent(?:in)?|redakteur(?:in)?|reporterin|journaliste|envoyée? spéciale?"
    r"|correspondante?|corresponsal|enviad[ao] especial|redactora?|inviat[oa]|korrespondent)",
    re.IGNORECASE,
)
_BYLINE_WORDS = 6
_BEHIND_NAMES = (
    ",",
    "|",
    "/",
    "(",
    "·",
    "–",
    "-",
    "•",
    ";",
    " in ",
    " and ",
    " |",
    " ,",
    " (",
    " –",
    " -",
    " •",
    " ·",
    " /",
)
_NAME = r"(?:[^\W\d_a-zß-ÿ][^\W\d_]*[’'.-]?){1,4}"
_NAMES = re.compile(
    rf"{_NAME}(?:\s(?:(?:von|van|de|der|den|del|della|di|da|dos|bin|al|el|la|le|ten|ter"
    rf"|zu)\s)*{_NAME}){{1,4}}"
    rf"(?:(?:\s?[,|&·/]\s?|\s(?:and|und|et|y|e|en|og|och|i|ja|und|и|та|ve"
    rf"|dan)\s){_NAME}(?:\s{_NAME}){{1,3}}){{0,5}}"
)
_FULL_NAME = re.compile(rf"{_NAME}\s{_NAME}(?=[\s,])")
_LABEL = re.compile(
    r"(?:published|posted|first published|date|updated?|last (?:updated|modified|update)|modified"
    r"|created|as of|released"
    r"|veröffentlicht|erstellt|datum|stand|aktualisiert|zuletzt (?:aktualisiert|geändert"
    r"|bearbeitet)|online seit|letzte (?:aktualisierung|änderung)"
    r"|publiée?|mise? (?:à jour|en ligne)|modifiée?|créée?|actualisée?|publicado|publicada"
    r"|actualizado|actualizada|fecha|última (?:actualización|atualização)"
    r"|modificado|atualizado|atualizada|criado|data|pubblicat[oa]|aggiornat[oa]|gepubliceerd"
    r"|bijgewerkt|geplaatst|laatste update|publicerad|uppdaterad"
    r"|publisert|oppdatert|sist oppdatert|udgivet|opdateret|offentliggjort|julkaistu|päivitetty"
    r"|opublikowano|aktualizacja|data publikacji|publikováno|aktualizováno"
    r"|közzétéve|frissítve|publicat|actualizat|опубликовано|обновлено|дата|публикация|оновлено"
    r"|опубліковано|yayınlanma|güncelleme|güncellendi|son güncelleme"
    r"|diterbitkan|diperbarui|تاريخ|نشر|نشرت|آخر تحديث|تحديث|発行|公開|更新|更新日|掲載|公開日"
    r"|发布|发布时间|更新时间|發布|입력|수정|등록)",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"updat|modif|aktualis|änder|mise? à jour|actuali[sz]|atuali[sz]|aggiorn|bijgewerkt|uppdat"
    r"|oppdat|opdat|päivit"
    r"|aktualiz|frissít|обнов|онов|güncel|diperbarui|تحديث|更新|수정|bearbeitet|\bstand\b",
    re.IGNORECASE,
)


def is_byline(text: str) -> bool:
    """Tell whether a line names who wrote the article, with a word that says so."""
    found = _BYLINE.fullmatch(text) if len(text) <= _LONGEST else None
    if ends_sentence(text):
        return False
    if not found:
        names = _FULL_NAME.match(text) if len(text) <= _LONGEST // 2 else None
        return names is not None and bool(_ROLE.fullmatch(text, names.end()))
    if found["named"]:
        return len(found["named"].split()) <= 12
    names = _NAMES.match(found["who"])
    if names is None:
        return len(found["who"].split()) == 1 and len(found["who"]) <= 20
    rest = found["who"][names.end() :]
    return not rest or rest.startswith(_BEHIND_NAMES)


def is_date_label(text: str) -> bool:
    """Tell whether words say what a date is: `Last updated`."""
    return bool(_LABEL.search(text))


def signed(text: str) -> str | None:
    """Return the name of a line such as `Author Anna Berg`, which stands in boxes below a text."""
    found = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    return found["who"] if found and is_name(found["who"]) else None


def is_name(text: str) -> bool:
    """Tell whether a line is nothing but names of people."""
    return len(text) <= _LONGEST and bool(_NAMES.fullmatch(text))


def is_date_line(text: str, lang: str | None) -> bool:
    """Tell whether a line is one of dates: nothing else in it but labels and a few words."""
    if not any(letter.isdecimal() for letter in text) or len(text) > _LONGEST:
        return False
    dates = dates_in(text, lang)
    if not dates:
        return False
    rest = text
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    words = [word for word in re.split(r"[\W\d_]+", rest) if len(word) > 1]
    labelled = bool(_LABEL.search(rest))
    return len(words) <= (8 if labelled else 4) and not ends_sentence(_without_dots(text))


def begins_with_agency(text: str, agencies: Agencies) -> bool:
    """Tell whether a line is an agency's name, a few words aside: `Associated Press in Rome`."""
    if len(text.split()) > _BYLINE_WORDS or ends_sentence(text):
        return False
    return any(start == 0 for start, _, _ in agencies.mentions(text))


def authors_of(byline: str) -> tuple[str, ...]:
    """Return the people whom a byline names, where it names nobody else."""
    found = _BYLINE.fullmatch(byline)
    who = (found["who"] or found["named"]) if found else byline
    names = _NAMES.match(who)
    return tuple(_BETWEEN_NAMES.split(names[0])) if names else ()


def _without_dots(text: str) -> str:
    return (
        text.rstrip(". ") if text.rstrip()[-2:].strip(".").isdecimal() or len(text) < 60 else text
    )
