"""What stands on a page and is no part of its article: menus, adverts, boxes, links to others."""

import re
from itertools import islice

from newsroom.ingest.webpage.tree import Element, Page, hidden, text_of

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
_TOGETHER = (
    {"read", "more"}, {"more", "to", "read"}, {"read", "next"}, {"read", "also"}, {"see", "also"},
    {"mehr", "thema"}, {"most", "read"}, {"author", "bio"}, {"up", "next"}, {"article", "meta"},
    {"story", "meta"}, {"post", "meta"}, {"lire", "aussi"}, {"leia", "mais"},
    {"call", "to", "action"},
)  # fmt: skip

# Words of the labels before links to other articles, in the languages of the agencies' customers.
_MORE = re.compile(
    r"^\W*(?:read (?:more|also|next|the full|all)|also read|more (?:on|from|about|stories|news"
    r"|to read)\b"
    r"|see (?:also|more)|watch|listen|related(?: (?:articles?|stories|topics?|content|coverage"
    r"|news))?"
    r"|don't miss|recommended|sign up|subscribe|click here|follow (?:us|our)|download (?:our"
    r"|the) app"
    r"|lesen sie (?:auch|hier|mehr|dazu)|(?:hier )?weiterlesen|mehr (?:zum thema|dazu|lesen"
    r"|über|aus|von)"
    r"|lesen sie|auch interessant|das könnte sie|passend dazu|siehe auch|zum thema"
    r"|verwandte artikel|links?$"
    r"|newsletter|anzeige$|werbung$|(?:à )?lire (?:aussi|également|la suite|plus)|à (?:lire"
    r"|voir|écouter)"
    r"|voir aussi|lisez aussi|sur le même (?:sujet|thème)|article réservé|le[ae] (?:también|más"
    r"|aquí)|lee (?:también|más)"
    r"|ver también|te puede interesar|te recomendamos|también te|más información$|más sobre"
    r"|le(?:ia|r) (?:também|mais)|veja (?:também|mais)|saiba mais|leggi (?:anche|di più)|vedi anche"
    r"|per approfondire|potrebbe interessarti|lees (?:ook|meer|verder)|bekijk ook|läs (?:också"
    r"|mer|även)"
    r"|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej"
    r"|również)|zobacz (?:też|także|również)"
    r"|přečtěte si|čtěte také|čítajte|olvassa el|kapcsolódó|citește și|vezi și|citiți și"
    r"|прочети|прочитайте"
    r"|читайте (?:также|також|ещё)|читать (?:также|далее)|см\. также|devamını oku|ayrıca"
    r"|bunlar da|ilgili haber"
    r"|baca (?:juga|selengkapnya)|simak (?:juga)?|xem thêm|đọc thêm|اقرأ (?:أيضا|المزيد)"
    r"|اقرأ أيضًا|بیشتر بخوانید"
    r"|קראו (?:גם|עוד)|διαβάστε (?:επίσης|ακόμα)|关联阅读|相关(?:阅读|新闻|链接)|延伸閱讀"
    r"|関連記事|あわせて読みたい|관련기사"
    r"|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন)",
    re.IGNORECASE,
)
# Sentences that pages put among others', whatever they write about.
_ALWAYS = re.compile(
    r"^(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|publicidade|pubblicità"
    r"|reklama?"
    r"|story continues below.{0,40}|article continues (?:after|below).{0,40}|skip (?:past|to"
    r"|advert).{0,60}"
    r"|after newsletter promotion|scroll to continue.{0,30}|loading\W*|share|teilen|partager"
    r"|comments?"
    r"|our standards: .{0,80}|all rights reserved\W*|alle rechte vorbehalten\W*"
    r"|[|·•*_\W]{0,6})$",
    re.IGNORECASE,
)
# Whose the page is.
_RIGHTS = re.compile(
    r"^(?:©|\(c\)|copyright\b)|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados",
    re.IGNORECASE,
)
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
    if element.tag in _BOXES and _is_player(element):
        return True
    if element.tag == "aside" and element.find(".//p") is None:
        return True
    return bool(words & _WORDS) or any(words >= together for together in _TOGETHER)


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
    return len(text) < _LABEL_LENGTH and bool(_MORE.match(text) or _ALWAYS.match(text))


def leads_elsewhere(element: Element, text: str) -> bool:
    """Tell whether a paragraph is nothing but a way to another page."""
    if _ALWAYS.match(text) or (len(text) < _LABEL_LENGTH and PAYWALL.search(text)):
        return True
    if len(text) < _LABEL_LENGTH * 2 and _RIGHTS.search(text):
        return True
    links = [link for link in element.iter("a") if link.get("href")]
    linked = sum(len(text_of(link)) for link in links[:50])
    if _MORE.match(text) and (links or text.endswith(":")):
        return linked * 2 > len(text) or len(text) < _LABEL_LENGTH
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
