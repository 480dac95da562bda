"""Words in quotation marks that nobody may have said: titles, names, and what others are cited for.

Both make a proposal one for a person to check, whoever is named beside them.
"""

import re

# What a title or a name stands behind.
_WORKS = re.compile(
    r"""(?<![^\W_])(?:
    play|film|movie|book|novel|memoir|song|album|exhibition|show|series|documentary|essay|poem|opera|
    musical|podcast|saying|proverb|sprichwort|dicton|proverbe|refrán|dicho|campaign|bill|act|law|paper|study|report|article|slogan|motto|headline|title|
    (?:en)?titled|named|headlined|so-called|
    namens|betitelt\w*|sogenannt\w*|
    (?=(?-i:[A-ZÄÖÜ]))(?:doku\w*|\w*(?:ausstellung|film|buch|roman|stück|lied|serie|studie|bericht|
    aufsatz|gedicht|oper|gesetz(?:es)?|titel|motto|reihe|projekte?|kampagne|band))|
    livre|chanson|exposition|série|documentaire|rapport|étude|essai|poème|opéra|spectacle|pièce|loi|
    projet|intitulée?s?|titre|baptisée?s?|soi-disant|
    película|libro|novela|canción|disco|exposición|muestra|serie|documental|informe|estudio|ensayo|
    poema|ópera|obra|ley|proyecto|campaña|titulad[oa]s?|título|lema|llamad[oa]s?|
    romanzo|canzone|mostra|legge|intitolat[oaie]|cosiddett\w*|livro|canção|exposição|lei|projeto|
    intitulad[oa]s?|boek|liedje|tentoonstelling|wet|bok|utställning|lag|lov|udstilling|utstilling
    )[,:]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LAW = re.compile(
    r"(?:(?:\w*gesetz|verordnung|richtlinie|act|convention|regulation|loi|décret|directive|ley|"
    r"decreto|legge|lei)\s(?:zu[rm]?|über|für|gegen|on|for|to|of|sur|relative|pour|de[l]?|por|"
    r"per|su[l]?|sobre))\b",
    re.IGNORECASE,
)
# Shorter words stand in small letters in titles (letters).
_SMALL = 4

_PASSED_ON = re.compile(
    r"""\b(?:
    quot(?:ed|es|ing)|cit(?:ed|es|ing|e|ant|ait|é|ó|a|ado|ada|ando|ato)|shout(?:ed|ing)|heard|cried|
    den(?:ied|ies)|told\s(?:her|him|me|them|us)|read\s(?:out|aloud)|written|headlined|titel\w*|titr\w*|titul\w*|
    had\sa\ssaying|spoken?\sof|sprich\w*\svon|sprach\svon|parl(?:e|ait|é)|habl[aó]\sde|(?:the|last)\swords\sof|
    zitiert\w*|rief\w*|gerufen|schrie\w*|gehört|bestreitet|bestritt\w*|
    geschrieben\shatte|vorgelesen|ce\squ(?:[’']|e\b)|lo\sque|
    cri(?:é|ait)|entendu\w*|nie|nié|lui\s(?:a\sdit|disait)|
    grit\w*|oy[óe]\w*|oído|neg[óa]|(?:le|me|les|nos)\s(?:dijo|decía)
    )\b
    |,\s(?:as|wie|comme|como|come|zoals|som)\s[^,]*,""",
    re.IGNORECASE | re.VERBOSE,
)


def is_title(before: str, words: str, *, nouns: bool) -> bool:
    """Tell whether words may be a title or a name, by them and by what stands before them.

    `nouns` says that the language writes nouns with capitals, so that those tell nothing.
    """
    if _WORKS.search(before[-40:]) or _LAW.match(words):
        return True
    long = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if len(word) >= _SMALL]
    return not nouns and len(long) > 1 and all(word[0].isupper() for word in long)


def is_passed_on(before: str) -> bool:
    """Tell whether the words of a sentence before a quotation may make it somebody else's."""
    return bool(_PASSED_ON.search(before))


def is_label(text: str) -> bool:
    """Tell whether words are written as a name or a sign is: nobody has said them."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    capitals = all(word[0].isupper() or len(word) < 4 for word in words)
    return (capitals and len(words) > 1) or all(word.isupper() for word in words)
