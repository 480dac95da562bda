"""Labels of a page's own programs: skip links, adverts, share bars, menus, lengths of reading."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that any of these matches, in capitals or not."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


SKIP = any_of(
    r"(?:skip|jump|go)(?: directly)? (?:to|past|ad|advert|links)\b.{0,60}",
    r"(?:direkt )?(?:zu[mr]?|zu weiteren) .{2,60} (?:springen|wechseln)",
    r".{2,30} (?:anspringen|überspringen)",
    r"(?:aller|accéder|passer|sauter) (?:directement )?(?:au|aux|à la|à|vers|la) (?:contenu|menu"
    r"|navigation|pied|recherche|page|section|autres|plus).{0,50}",
    r"(?:ir|saltar|pasar|pular|avançar|passar)(?: directamente| diretamente)? (?:al?|ao?s?|para"
    r"|hacia|la|o|a) (?:la |o |a |os |as )?(?:contenido|conteúdo|menú|menu|navega|navigaci|secci"
    r"|seç|otras|outr|rodapé|pie).{0,60}",
    r"(?:vai|salta|passa) (?:al|alla|ai|direttamente) (?:contenut|menu|navigazion|sezion"
    r"|altr).{0,50}",
    r"(?:ga|spring|meteen|direct) (?:direct )?naar .{2,50}",
    r"(?:przejdź|przeskocz) do .{2,50}",
    r"перейти (?:к|на|в) .{2,60}",
    r"перейти до .{2,60}",
    r"(?:hoppa|gå|hopp|spring|gå direkt|videre) (?:direkte |direkt )?(?:till|til) .{2,50}",
    r"siirry .{2,50}",
    r"přejít (?:na|k) .{2,50}",
    r"ugrás .{2,50}",
    r"(?:salt|sari) la .{2,50}",
    r".{2,40} (?:geç|atla)",
    r"(?:انتقل|تخط|تجاوز|اذهب) .{2,50}",
    r"(?:跳转?[至到]|跳過|跳过).{1,30}",
    r".{1,20}(?:へスキップ|に移動|へ移動|へジャンプ)",
    r"(?:본문|메뉴).{0,12}(?:바로가기|건너뛰기)",
    r"(?:langsung|lompat|lewati) ke .{2,50}",
    r"skip (?:content|navigation|links?)",
    r"παράλειψη .{2,50}|μετάβαση .{2,50}",
    r"דלג .{2,40}",
    r"accessibility (?:links|help|statement)",
)  # fmt: skip
ADVERT = any_of(
    r"(?:\W*(?:advertisements?|ads?|advertising|sponsored(?: content)?|paid content|promoted"
    r"|anzeigen?|werbung|publicités?|publicidad|publicidade|pubblicità|annuncio|advertentie"
    r"|reklam[aey]?|annonse?|annons|mainos|hirdetés|publicitate|реклама|оголошення|διαφήμιση"
    r"|פרסומת|إعلان(?:ات)?|تبلیغات|विज्ञापन|iklan|quảng cáo|โฆษณา|广告|廣告|広告|광고"
    r"|pr)\b\W*){1,3}(?:scroll to continue|continue reading|story continues below"
    r"|article continues below)?",
    r"(?:story|article|text) continues (?:below|after)(?: (?:this |the )?(?:ad\w*))?",
    r"(?:continue|continues) after (?:the )?(?:ad|advertisement)",
    r"(?:der )?(?:artikel|text|beitrag) (?:geht|wird) (?:nach|unter) der (?:anzeige"
    r"|werbung) (?:weiter|fortgesetzt)\W*",
    r"weiter nach der (?:anzeige|werbung)",
    r"la suite après (?:la|cette) publicité",
    r"(?:continúa|sigue leyendo) después de la publicidad|continua após a publicidade"
    r"|continua depois da publicidade|continua dopo la pubblicità",
)  # fmt: skip
SHARE = any_of(
    r"(?:share|send|post|tweet|pin|partager|compartir|compartilhar|partilhar|condividi|teilen"
    r"|delen|dela|del|jaa|udostępnij|поделиться|поширити|paylaş|bagikan|شارك|مشاركة|分享|シェア"
    r"|공유)(?:\W+(?:(?:this|the|on|via|with|by|to|it|article|story|page|post|diesen?|artikel"
    r"|beitrag|auf|per|sur|en|por|no|na|su|via|på|op|cet|este|esta|artículo|artigo|articolo"
    r"|questo|в|facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|email|reddit|pinterest"
    r"|bluesky|threads|options?|close|panel)\b\W*){0,8})?",
    r"(?:diesen|den|artikel|beitrag|seite|inhalt)\W.{0,20}(?:teilen|drucken|merken|versenden)",
    r"(?:copy|get|click to copy) ?(?:the )?(?:short )?(?:link|url)?(?: to clipboard)?"
    r"|link (?:copied|kopieren|kopiert).{0,20}|copier le lien|copiar (?:enlace|link|el enlace)"
    r"|copia link|lien copié|скопировать ссылку|复制链接",
    r"(?:print|save|bookmark|listen|reuse this content|email link)(?: (?:this )?(?:page|article"
    r"|story|for later))?",
    r"(?:drucken|vorlesen|anhören|merken|artikel (?:an)?hören.{0,12}|zur merkliste hinzufügen"
    r"|imprimer|écouter(?: l'article)?|enregistrer|imprimir|guardar|escuchar|ouvir|salvar|stampa"
    r"|ascolta|salva|afdrukken|skriv ut|drukuj|распечатать|печать|yazdır|打印|印刷|인쇄"
    r"|ajouter à vos sélections|offrir(?: l[’']article)?|dodaj do ulubionych)",
    r"(?:follow|find|like|join) us (?:on|at)(?: .{1,60})?|follow .{2,40} on (?:facebook|twitter"
    r"|x|instagram|whatsapp|telegram|youtube|threads|bluesky).{0,40}",
    r"(?:folgen sie|folge|suivez|sígu[ea]nos|siga|seguici|volg ons|följ oss|følg oss|śledź nas"
    r"|подписывайтесь на нас|bizi takip).{0,60}",
    r"(?:tell us|send us|give us|leave) (?:what you think|your (?:feedback|comments?)"
    r"|(?:a )?(?:comment|feedback)).{0,30}",
)  # fmt: skip
_NAMES = (
    r"facebook|twitter|x|instagram|youtube|linkedin|whatsapp|telegram|messenger|reddit|pinterest"
    r"|email|e-mail|mail|sms|rss|tiktok|threads|mastodon|bluesky|flipboard|pocket|vk|viber|xing"
    r"|tumblr|line|wechat|weibo|snapchat|google news|apple news|feedly|copy link|print|share"
    r"|teilen|drucken|mailen|partager|imprimer|compartir|permalink|like|tweet|flipboard|save"
    r"|more|close|menu|search|sign in|log in|login|register|subscribe|subscriptions?"
    r"|newsletters?|podcasts?|home|homepage|startseite|accueil|inicio|início|live|live tv"
    r"|live-tv|tv|radio|video|videos|audio|weather|wetter|météo|sports?|news|latest|world"
    r"|business|politics|opinion|culture|science|technology|health|travel|shop|jobs|help|about"
    r"|about us|contact|contact us|faq|sitemap|site map|archive|kontakt|impressum|hilfe|suche"
    r"|suchen|suche öffnen|menü|menü öffnen|anmelden|registrieren|abmelden|abo|abonnement"
    r"|ressorts|mediathek|buscar|recherche|rechercher|connexion|se connecter|s[’']abonner"
    r"|s[’']inscrire|iniciar sesión|entrar|assine|cerca|accedi|abbonati|zoeken|inloggen"
    r"|abonneren|sök|logga in|søk|logg inn|szukaj|zaloguj(?: się)?|поиск|войти|меню|главная"
    r"|новости|ara|giriş|ana sayfa|بحث|الرئيسية|القائمة|首页|登录|搜索|ホーム|ログイン|検索"
    r"|로그인|검색|홈|navigation|main menu|sections|hauptmenü|kommentare|comments?|commentaires"
    r"|comentarios|feedback|back|zurück|link kopieren|kopieren|kommentieren|fehlerhinweis"
    r"|weiterleiten|next|previous|weiter|retour|volver|voltar|indietro|terug"
)  # fmt: skip
# A name alone may be a heading, a bar of them is none.
NAME = re.compile(rf"(?:{_NAMES})(?:\s?\(?\d{{0,5}}\)?)", re.IGNORECASE)
_VIA = (
    r"(?:(?:share|post|tweet|send|teilen|partager|compartir|condividi|dela|del)\s(?:this\s)?"
    r"(?:on|via|to|by|with|auf|per|sur|en|su|på)\s)?"
)
NAMES = re.compile(
    rf"\W*(?:{_VIA}(?:{_NAMES})(?![^\W\d_])[\s|/·•,;>»›\\–-]*){{2,30}}", re.IGNORECASE
)
SMALL = any_of(
    r"(?:(?:estimated )?reading time|time to read|lesezeit|lesedauer|temps de lecture|lecture"
    r"|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|lästid|czas czytania"
    r"|время чтения|okuma süresi)\W*(?:ca\.? |about )?\d{0,3}\W*(?:min\w*\.?)?",
    r"\d{1,3}[\s-]?(?:min\w*\.?|minutes?|minuten|minutos|мин\w*\.?|分钟|分)(?:[\s-]?(?:read"
    r"|lesezeit|de lecture|de lectura|de leitura|di lettura|leestijd|lästid|czytania|okuma|阅读"
    r"|video|audio))?",
    r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?min\.?)?",
    r"\d{1,4}\s?(?:/|of|von|sur|de|di|из)\s?\d{1,4}",
    r"\(?\d{1,6}\)?\W{0,2}(?:comments?|kommentare?|commentaires?|comentarios?|comentários?"
    r"|commenti|reacties|kommentarer|komentarz\w*|комментари\w*|yorum|评论|views?|shares?|likes?"
    r"|bilder|photos?|images?|fotos?)?",
    r"(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti"
    r"|reacties)\W{0,3}\(?\d{1,6}\)?",
    r"(?:\d{1,3}|an?|one|vor|il y a|hace|há|för|for)\s(?:\w+\s)?(?:seconds?|minutes?|mins?"
    r"|hours?|hrs?|days?|stunden?|minuten|tagen?|minutes?|heures?|jours?|minutos?|horas?|días?"
    r"|dias?)(?:\s(?:ago|fa|atrás|geleden|sedan|siden|önce|назад))?",
    r"\d{1,3} (?:минут\w*|час\w*|дн\w*|dakika|saat|minuti|ore|uur|timer|timmar) (?:назад|önce|fa"
    r"|geleden|siden|sedan)",
    r"(?:https?://|www\.)\S{1,400}",
    r"(?:view|see|open|show|hide|close) (?:image|picture|photo|video|gallery|more|all|caption"
    r"|captions|description|fullscreen|in fullscreen|comments?|replies)(?: .{0,24})?",
    r"(?:bild|foto) (?:vergrößern|schließen|in lightbox öffnen|\d+ von \d+)|agrandir l[’']image"
    r"|ampliar(?: la)? (?:foto|imagen)|ver (?:imagen|galería|comentarios)(?: .{0,20})?"
    r"|(?:kommentare|kommentar) (?:öffnen|schließen|schreiben|lesen)",
    r"(?:play|watch|start|pause|stop|mute)(?: (?:the )?(?:video|audio|now|live|episode))?"
    r"|video (?:abspielen|ansehen|starten)|(?:your )?browser (?:does not"
    r"|doesn't) support .{2,60}|(?:ihr|dein) browser unterstützt .{2,80}|to (?:view"
    r"|play) this video please enable javascript.{0,160}|please (?:enable"
    r"|turn on) javascript.{0,120}|video unavailable|media caption",
    r"[\W_]{1,200}",
    r"(?:loading|lädt|chargement|cargando|carregando|caricamento)\W*",
    r"(?:artikel zum hören|artikel anhören|hör dir den artikel an|écouter l[’']article"
    r"|listen to (?:this )?(?:article|story))\W{0,3}(?:\d+\s?min\w*\.?)?|temps de"
    r"|online seit .{2,40}|you are here\W*|sie sind hier\W*|vous êtes ici\W*|usted está aquí\W*"
    r"|breadcrumbs?\W*",
    r"(?:article|artículo|artigo) (?:réservé (?:aux|à nos) abonnés|exclusivo .{2,30}"
    r"|solo para .{2,30})|exklusiv für abonnenten|subscribers? only|premium",
    r"(?:, )?opens? (?:in )?(?:a )?new (?:tab|window).{0,20}|\(?external link\)?"
    r"|wird in neuem (?:tab|fenster) geöffnet",
    r"category|, article with (?:image|video|gallery)|exclusive content"
    r"|top stories(?: right now)?",
    r"translate(?: this page)?|select language.{0,20}|(?:in|auf|en) (?:english|deutsch|français"
    r"|español|português|русский)",
)  # fmt: skip
# Whatever stands around these.
ALWAYS = any_of(
    r"(?:https?://|www\.)\S{1,400}",
    r"[\W_]{1,200}",
)  # fmt: skip
