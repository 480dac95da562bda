"""The credit line of a picture, as pages print it: `Image: …`, `Crédit : …`, `© …`, `… / AFP`."""

import re

_LABELS = (
    # One line a family of languages; a label stands before a colon.
    r"(?:image|picture|photo|lead|cover|file)?\s?credits?|images?|pictures?|photos?"
    r"|photograph(?:s|er|y)?"
    r"|(?:image|picture|photo) (?:source|copyright)|photo(?:graph)?s? by|illustrations?|graphics?"
    r"|bild(?:er|quellen?|nachweise?|rechte)?|symbolbild|archivbild|titelbild|foto(?:s|credits?"
    r"|quelle|nachweis"
    r"|graf(?:in|en)?|grafie)?|archivfotos?|symbolfotos?|grafik|infografik|illustration"
    r"|crédits?(?: photos?| images?)?|photographies?|photographe|visuel|légende et crédit"
    r"|im[aá]gen(?:es)?|fotograf[ií]as?|créditos?(?: (?:de (?:la )?(?:foto|imagen)|da (?:foto"
    r"|imagem)))?|fotógraf[oa]"
    r"|imagem|imagens|crédito|reprodução|immagin[ei]|credit[io]|fotografi[ae]|imatges?|fotografia"
    r"|beeld|afbeelding|foto's|billede|billeder|bilde|bilder|kuvat?|valokuv(?:a|at)|mynd|ljósmynd"
    r"|zdjęci[ea]|fot|obrázek|snímek|snímka|obr|kép(?:ek)?|fotók?|imagin[ei]|fotografie|slika"
    r"|snimka"
    r"|foto(?:ğraf|ğraflar)|resim|görsel|nuotrauka|nuotr|attēls|pildi?|imazhi|picha|hoto|gambar"
    r"|larawan|ảnh|hình ảnh"
    r"|фото(?:графия|графії|граф)?|изображение|иллюстрация|зображення|світлина|снимка|слика|выява"
    r"|φωτο(?:γραφία|γραφίες)?|εικόνα|צילום|תמונה|(?:ال)?صورة|(?:مصدر|حقوق) الصور[ةه]?|تصوير|عکس"
    r"|تصویر"
    r"|तस्वीर|फ़?ोटो|फोटो|चित्र|छवि|ছবি|படம்|ภาพ|图片?(?:来源|来自)?|圖片?(?:來源)?|照片|摄影"
    r"|攝影|写真|撮影|画像|사진"
)
_LABEL = rf"(?:{_LABELS})\s?[.]?"
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
_RIGHTS = re.compile(
    r"\W*(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los )?derechos reservados"
    r"|(?:todos os )?direitos reservados|(?:tutti i )?diritti riservati|riproduzione riservata"
    r"|alle rechten voorbehouden|все права защищены|всі права захищ|wszelkie prawa zastrzeżone"
    r"|(?:tüm )?hakları saklıdır|(?:جميع )?الحقوق محفوظة|版权所有|無断転載)",
    re.IGNORECASE,
)

# A house that lends pictures, as a credit without a label names it.
_HOUSE = (
    r"(?:REUTERS|Reuters|AFP|AP|EPA|EFE|ANSA|DPA|dpa|APA|PA|PA Media|PA Wire|Getty(?: Images)?"
    r"|GETTY IMAGES"
    r"|AP Photo|AFP Photo|AFP PHOTO|imago(?: images)?|IMAGO|picture[ -]alliance|Picture Alliance"
    r"|ZUMA(?: Press)?"
    r"|Shutterstock|Alamy|NurPhoto|Anadolu(?: Agency| Images)?|AA|Xinhua|TASS|ITAR-TASS"
    r"|RIA Novosti|Sputnik"
    r"|Bloomberg|SIPA|Sipa|ABACA|MAXPPP|Keystone|KEYSTONE|Belga|BELGA|ANP|TT|NTB"
    r"|Ritzau(?: Scanpix)?|Lehtikuva"
    r"|PAP|MTI|ČTK|EPA-EFE|EFE-EPA|LaPresse|Europa Press|Magnum|laif|Hans Lucas|HANS LUCAS|DW|BBC"
    r"|Handout)"
)
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
