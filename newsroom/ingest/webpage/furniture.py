"""What stands on a page and is no part of its article: menus, adverts, boxes, links to others."""

import re
from itertools import islice

from newsroom.ingest.webpage.tree import Element, Page, hidden, text_of
from newsroom.ingest.words import READ_ALSO, RIGHTS_RESERVED

_TAGS = frozenset({
    "nav", "form", "button", "input", "select", "textarea", "iframe", "script", "style", "noscript",
    "svg", "canvas", "audio", "video", "object", "embed", "template", "dialog", "menu", "label",
    "fieldset", "progress", "meter", "head", "link", "meta", "title", "ins", "map", "time",
})  # fmt: skip
_ROLES = frozenset({
    "navigation", "banner", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "form", "button", "tooltip", "alert",
})  # fmt: skip
_WORDS = frozenset({
    "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adslot", "adunit",
    "anzeige", "anzeigen", "werbung", "werbebanner", "publicite", "publicidad", "publicidade",
    "pubblicita", "reklama", "reklame", "reklam", "sponsor", "sponsored", "outbrain", "taboola",
    "banner", "gujad", "related", "relatedlinks", "recommend", "recommended", "recommendation",
    "recommendations", "recirculation", "recirc", "teaser", "teasers", "linkcard", "promo",
    "promos", "promobox", "newsletter", "newsletters", "signup", "subscribe", "subscription",
    "abo", "paywallbox", "share", "sharing", "sharebar", "socialshare", "social", "comment",
    "comments", "kommentar", "kommentare", "commentaires", "comentarios", "disqus", "navigation",
    "nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "toolbar", "tags", "taglist", "topics",
    "pagination", "pager", "cookie", "cookies", "consent", "modal", "popup", "overlay", "tooltip",
    "sidebar", "widget", "trending", "mostread", "popular", "similar", "verwandt", "weiterlesen",
    "readmore", "lirelasuite", "alsoread", "readalso", "player", "audioplayer", "videoplayer",
    "playlist", "poll", "quiz", "rating", "feedback", "print", "printonly", "noprint", "donate",
    "donation", "spende", "spenden", "authorbio", "authorbox", "appeal", "contribution", "epic",
    "bookmark", "crosspromo", "toc", "affiliate", "shopping", "weather", "stocks", "ticker",
})  # fmt: skip
# What is named so leads to another article; without a link it can lead nowhere.
_LEADING = frozenset({"teaser", "teasers"})
_VIDEOS = frozenset({"video", "videos"})
_TOGETHER = (
    {"read", "more"}, {"more", "to", "read"}, {"read", "next"}, {"read", "also"}, {"see", "also"},
    {"mehr", "thema"}, {"most", "read"}, {"author", "bio"}, {"up", "next"}, {"article", "meta"},
    {"story", "meta"}, {"post", "meta"}, {"lire", "aussi"}, {"leia", "mais"},
    {"call", "to", "action"}, {"about", "author"}, {"about", "authors"}, {"author", "box"},
    {"author", "info"}, {"author", "card"}, {"sign", "up"},
)  # fmt: skip

# Words of the labels before links to other articles, in the languages of the agencies' customers.
_MORE = re.compile(
    rf"^\W*(?:{READ_ALSO}|read (?:the full|all)|more (?:on|from|about|stories|news|to read)\b"
    r"|see more|don[’']t miss|(?:watch|listen|related|recommended)\W*$"
    r"|(?:watch|listen|related|recommended)(?: \w+){0,2}\s*[:：|–—»>-]"
    r"|(?:watch|listen) (?:now|live|here|again|below)|watch (?:the )?(?:full )?video"
    r"|listen to (?:the|this) (?:podcast|episode|article|story)"
    r"|related (?:articles?|stories|topics?|content|coverage|news)"
    r"|mehr (?:über|aus|von)|lesen sie|zum thema|verwandte artikel|links?$"
    r"|newsletter|anzeige$|werbung$|à (?:lire|voir|écouter)|article réservé"
    r"|también te|más información$|más sobre|potrebbe interessarti|čítajte|citiți și"
    r"|прочети|прочитайте|читать (?:также|далее)|см\. также|ayrıca|bunlar da"
    r"|baca selengkapnya|simak|关联阅读)",
    re.IGNORECASE,
)
# What a page asks its readers to do, in whole sentences, too.
_CALLS = re.compile(
    r"^\W*(?:sign up|subscribe|click here|follow (?:us|our)|download (?:our|the) app"
    r"|follow .{2,40} on (?:facebook|twitter|x|instagram|whatsapp|bluesky|threads))\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"[:：|»>]|\s[–—-]\s")
_HEAD, _FEW = 60, 6  # characters in which a label's colon stands; words
# Sentences that pages put among others', whatever they write about.
_ALWAYS = re.compile(
    r"^(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|publicidade|pubblicità"
    r"|reklama?"
    r"|story continues below.{0,40}|article continues (?:after|below).{0,40}|skip (?:past|to"
    r"|advert).{0,60}"
    r"|after newsletter promotion|scroll to continue.{0,30}|loading\W*|share|teilen|partager"
    r"|comments?"
    r"|passer la publicité|(?:dieses thema im programm|über dieses thema berichtete)\b.{0,160}"
    r"|if you (?:buy|purchase|click) .{3,80}\b(?:we|us)\b.{0,30}\b(?:earn|commission)\b.{0,120}"
    r"|our standards: .{0,80}|all rights reserved\W*|alle rechte vorbehalten\W*"
    r"|[|·•*_\W]{0,6})$",
    re.IGNORECASE,
)
# Headings of boxes on who wrote the article.
_WRITER = re.compile(
    r"about the (?:authors?|writer)|über (?:den|die) autor(?:in|en)?|zur person"
    r"|(?:à propos de|sur) l[’']auteure?|sobre (?:el|la|o|a) autora?|(?:sull[’'])?l[’']autore"
    r"|over de auteur|om (?:författaren|forfatteren)",
    re.IGNORECASE,
)
# Whose the page is.
_RIGHTS = re.compile(rf"^(?:©|\(c\)|copyright\b)|{RIGHTS_RESERVED}", re.IGNORECASE)
# What stands where a paywall has cut the text, in the words of many.
PAYWALL = re.compile(
    r"il vous reste \d+[.,]?\d* ?% de cet article|la suite est réservée aux"
    r"|article réservé (?:à|aux) (?:nos )?abonné"
    r"|(?:this|the full) (?:article|story|content) is (?:only )?(?:available )?(?:for|to"
    r"|exclusive to) (?:our )?"
    r"(?:subscribers|members)|subscribe to (?:continue|read|keep) |to (?:continue|keep) reading"
    r"|already a subscriber"
    r"|weiterlesen mit|jetzt weiterlesen|mit .{0,30}(?:abo|plus) (?:weiter)?lesen"
    r"|exklusiv für abonnent"
    r"|(?:contenido|artículo) (?:exclusivo )?(?:para|solo para) (?:suscriptores|abonados)"
    r"|suscríbete para (?:seguir|continuar)"
    r"|conteúdo exclusivo para assinantes|(?:contenuto|articolo) riservato agli abbonati"
    r"|alleen voor abonnees"
    r"|endast för prenumeranter|kun for abonnenter"
    r"|会員限定|有料会員|付费阅读|订阅后|只限會員",
    re.IGNORECASE,
)
_LABEL_LENGTH = 200
_BOXES = frozenset({"div", "section", "aside"})
_BUTTONS = frozenset({"button", "btn", "cta"})
_BOX_LENGTH = 300
_MANY = 80
_SENTENCE = re.compile(r"[.!?…。؟।»”\"'“]\s*$")


def is_furniture(page: Page, element: Element) -> bool:
    """Tell whether an element is, by its name and the words of its author, no part of the text."""
    if element.tag in _TAGS or element.get("role") in _ROLES or hidden(element):
        return True
    if element.tag in ("html", "body", "main"):
        return False
    words = page.words(element)
    if element.tag in _BOXES and (_is_player(element) or _is_still(words, element)):
        return True
    if element.tag == "aside" and element.find(".//p") is None:
        return True
    named = words & _WORDS
    if named and named <= _LEADING and not _is_linked(element):
        return False
    return bool(named) or any(words >= together for together in _TOGETHER)


def _is_linked(element: Element) -> bool:
    """Tell whether an element holds a link, or stands in one."""
    return element.find(".//a") is not None or any(
        one.tag == "a" for one in (element, *element.iterancestors())
    )


def _is_still(words: frozenset[str], element: Element) -> bool:
    """Tell whether an element is a video's picture that leads to the video."""
    return (
        bool(words & _VIDEOS)
        and element.find(".//a//img") is not None
        and next(islice(element.iterdescendants(), _MANY, None), None) is None
        and len(text_of(element)) < _BOX_LENGTH
    )


def _is_player(element: Element) -> bool:
    """Tell whether an element is a player with its title."""
    inner = list(islice(element.iterdescendants("*"), _MANY))
    plays = any(one.tag in ("video", "audio", "iframe") for one in inner)
    return plays and len(inner) < _MANY and len(text_of(element)) < _BOX_LENGTH


def calls_to_action(page: Page, inner: list[Element]) -> bool:
    """Tell whether there is a link that looks like a button among elements."""
    return any(
        one.tag == "a" and (page.words(one) & _BUTTONS or one.get("role") == "button")
        for one in inner
    )


def is_label(text: str) -> bool:
    """Tell whether a text only leads to other articles, or is a label of the page."""
    return len(text) < _LABEL_LENGTH and bool(
        _leads_on(text) or _ALWAYS.match(text) or _WRITER.fullmatch(text)
    )


def _leads_on(text: str) -> bool:
    """Tell whether a text begins as labels do, and is no sentence that only happens to."""
    if _CALLS.match(text):
        return True
    spoken = _SENTENCE.search(text) and len(text.split()) > _FEW
    return bool(_MORE.match(text)) and not (spoken and not _COLON.search(text[:_HEAD]))


def leads_elsewhere(element: Element, text: str) -> bool:
    """Tell whether a paragraph is nothing but a way to another page."""
    if _ALWAYS.match(text) or (len(text) < _LABEL_LENGTH and PAYWALL.search(text)):
        return True
    if len(text) < _LABEL_LENGTH * 2 and _RIGHTS.search(text):
        return True
    links = [link for link in element.iter("a") if link.get("href")]
    linked = sum(len(text_of(link)) for link in links[:50])
    if _leads_on(text) and (links or text.endswith(":")):
        return linked * 2 > len(text) or len(text) < _LABEL_LENGTH
    if len(links) > 1 and linked >= len(text) * 0.75 and element.find(".//br") is not None:
        return True  # links below one another, with a label above
    # A sentence may be a link as a whole; a title that is one stands for its article.
    return linked >= len(text) * 0.9 and linked > 0 and not _SENTENCE.search(text)


def only_links(items: list[Element]) -> bool:
    """Tell whether each item of a list is a link as a whole."""
    if not items:
        return True
    for item in items:
        text = text_of(item)
        linked = sum(len(text_of(link)) for link in item.iter("a"))
        if text and linked < len(text) * 0.9:
            return False
    return True
