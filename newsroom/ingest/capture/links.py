"""What leads away from an article: footers, boxes of links, their headings, detours within it."""

from newsroom.ingest.capture.labels import any_of
from newsroom.ingest.words import READ_ALSO

FOOTER = any_of(
    r"(?:privacy(?: (?:policy|notice|statement|settings|center|centre|preferences))?"
    r"|cookies?(?: (?:policy|settings|preferences|notice|information|list))?"
    r"|terms(?: (?:of (?:use|service|sale)|and conditions|& conditions))?|legal(?: notice)?"
    r"|imprint|accessibility(?: statement)?|advertise(?: with us)?|work (?:for|with) us|careers?"
    r"|do not (?:share or )?sell .{2,40}|code of (?:conduct|ethics)|complaints.{0,20}"
    r"|corrections|editorial (?:standards|guidelines|policy)|press(?: office)?"
    r"|contact (?:technical support|the .{2,20})|download (?:our|the) app.{0,30}|back to (?:top"
    r"|home).{0,30}|customer (?:service|support)|site index|manage (?:cookies|consent"
    r"|preferences)|help center)",
    r"(?:datenschutz\w*(?: \w+)?|impressum|nutzungsbedingungen|agb|barrierefreiheit"
    r"|erklärung zur barrierefreiheit|mediadaten|cookie-einstellungen|werben|karriere"
    r"|zur startseite|nach oben|zum seitenanfang|zurück zur startseite|newsletter bestellen"
    r"|alle themen|redaktion|rechtliche hinweise)",
    r"(?:mentions légales|politique de (?:confidentialité|cookies)|conditions (?:générales"
    r"|d[’']utilisation).{0,24}|gestion des cookies|gérer (?:les|mes) cookies|plan du site"
    r"|qui sommes[- ]nous\W*|nous contacter|contactez[- ]nous|données personnelles"
    r"|accessibilité.{0,24}|haut de page|charte .{2,30})",
    r"(?:aviso legal|política de (?:privacidad|privacidade|cookies|protección de datos).{0,20}"
    r"|condiciones (?:de uso|generales).{0,16}|términos .{2,30}|protección de datos"
    r"|quiénes somos|contacto|contáctenos|publicidad|mapa (?:del sitio|web|do site)"
    r"|termos (?:de uso|e condições)|quem somos|fale conosco|expediente|anuncie|trabalhe conosco"
    r"|declaración de accesibilidad|acessibilidade)",
    r"(?:informativa (?:sulla )?privacy|note legali|chi siamo|contatti|condizioni (?:d[’']uso"
    r"|generali)|gestione cookie|redazione|privacybeleid|privacyverklaring|cookiebeleid"
    r"|gebruiksvoorwaarden|algemene voorwaarden|over ons|integritetspolicy|användarvillkor"
    r"|om oss|kontakta oss|personvern.{0,20}|om cookies|vilkår|polityka prywatności|regulamin"
    r"|o nas|reklama u nas|polityka cookies|redakcja)",
    r"(?:политика (?:конфиденциальности|обработки .{2,40})|пользовательское соглашение"
    r"|правила (?:использования|сайта).{0,20}|о (?:нас|проекте|компании|редакции)|контакты"
    r"|обратная связь|рекламодателям|політика конфіденційності|про нас|контакти|gizlilik.{0,20}"
    r"|çerez.{0,20}|künye|hakkımızda|iletişim|kullanım (?:koşulları|şartları)|سياسة الخصوصية"
    r"|شروط الاستخدام|من نحن|اتصل بنا|اتصلوا بنا|隐私(?:政策|权).{0,4}|使用条款|关于我们"
    r"|联系我们|隱私.{0,6}|プライバシーポリシー|利用規約|お問い合わせ|会社概要|개인정보.{0,10}"
    r"|이용약관|회사소개|kebijakan privasi|tentang kami|pedoman media siber|редакция)",
)  # fmt: skip
# Headings of boxes, and those behind which no article goes on.
END = any_of(
    r"(?:related|see also|similar|verwandt|siehe auch|relacionad[oa]s?|similaires|correlati"
    r"|gerelateerd|relaterte?|powiązane)\W*",
    r"skip (?:the )?(?:next )?(?:section|block) .{0,60}|skip next section.{0,60}"
    r"|(?:den )?(?:nächsten )?abschnitt .{0,60}(?:überspringen)|(?:ir|pular|passar"
    r"|saltar) .{0,12}(?:próxima|siguiente|seguinte) se[cç].{0,70}|passer .{0,12}section .{0,60}"
    r"|пропустить (?:следующий )?раздел.{0,60}",
    r"(?:send|give) us your feedback\W*|your feedback|schicken sie uns ihr feedback\W*"
    r"|ihr feedback|(?:envíenos|envie).{0,20}(?:comentario|opini|feedback).{0,20}"
    r"|envoyez-nous vos (?:commentaires|remarques).{0,10}|напишите нам.{0,20}|report (?:an "
    r"|a )?(?:error|typo|correction|mistake).{0,30}|fehler (?:gefunden|melden).{0,20}"
    r"|(?:inhaltlichen )?fehler melden|signaler une erreur.{0,20}|нашли (?:опечатку"
    r"|ошибку).{0,80}",
    r"(?:related (?:topics?|stories|articles?|content|coverage|news|links|posts|internet links"
    r"|tags)|more (?:on|about|from) (?:this |the )?(?:story|topic|subject|author|news|dw|bbc"
    r"|reuters|ap|section|.{2,24})|more stories.{0,30}|more news|read next|up next|top stories"
    r"|most (?:read|viewed|popular|watched|shared)|trending.{0,24}|recommended(?: (?:for you"
    r"|stories|articles))?|you (?:may|might) (?:also )?(?:like|be interested).{0,20}"
    r"|editor'?s?’?s? picks|what to read next|explore more.{0,30}|latest (?:news|stories"
    r"|headlines|from .{2,24})|also in (?:news|the news)|elsewhere on .{2,24}|around the web"
    r"|from around .{2,24}|popular (?:now|stories|articles|on .{2,20})|topics(?: (?:in"
    r"|related).{0,30})?|tags?|filed under.{0,60}|in this story|share your (?:thoughts|story"
    r"|views).{0,30}|join the (?:conversation|discussion).{0,30}|view (?:all )?comments.{0,20}"
    r"|leave a (?:reply|comment).{0,20}|post a comment.{0,20}|comments are closed.{0,10}"
    r"|about the author|sponsored (?:stories|links).{0,20}|our standards:.{0,80})\W*",
    r"(?:themenseiten?|verwandte (?:themen|artikel|beiträge|inhalte)|ähnliche (?:themen|artikel)"
    r"|themen|weitere (?:themen|artikel|beiträge|meldungen|nachrichten)(?: .{0,24})?"
    r"|mehr zum thema.{0,30}|mehr (?:aus|von|über|zu) .{2,30}|mehr (?:lesen|artikel"
    r"|nachrichten)(?: .{2,24})?|das könnte (?:sie|dich) (?:auch )?interessieren.{0,10}"
    r"|auch interessant|meistgelesen.{0,20}|top-thema|meist gelesen.{0,20}|empfehlungen .{2,24}"
    r"|schlagworte|stichworte|diskutieren sie mit.{0,10}|jetzt kommentieren"
    r"|kommentar (?:schreiben|verfassen)|zur übersicht|über (?:den|die) autor(?:in)?|links?)\W*",
    r"(?:sur le même (?:thème|sujet)|à lire (?:aussi|également)|articles? (?:liés|similaires"
    r"|associés)|sujets? (?:liés|associés)|thèmes? (?:liés|associés)|les plus (?:lus|consultés"
    r"|partagés).{0,16}|dans la même (?:rubrique|catégorie)|voir aussi|plus sur (?:ce sujet"
    r"|le sujet)|pour aller plus loin|mots[- ]clés|vos (?:réactions|commentaires)"
    r"|réagir(?: à cet article)?|(?:lire|voir) (?:tous )?les commentaires.{0,10}"
    r"|il vous reste \d.{0,80}|la suite est réservée.{0,80}|nos derniers articles)\W*",
    r"(?:temas relacionados|noticias relacionadas|artículos relacionados|más (?:sobre|de"
    r"|noticias|leídas?|información)(?: .{2,30})?|lo más (?:leído|visto).{0,16}"
    r"|te puede interesar|también te puede .{2,20}|le puede interesar|archivado en.{0,40}"
    r"|etiquetas|comentarios|deja (?:un|tu) comentario|(?:temas|assuntos|notícias|artigos"
    r"|conteúdos|tópicos) relacionad[oa]s|mais (?:sobre|lidas?|notícias|vistas)(?: .{2,30})?"
    r"|veja também|leia (?:também|mais)|saiba mais|você (?:também )?pode gostar.{0,10}"
    r"|newsletter da .{2,20})\W*",
    r"(?:articoli correlati|leggi anche|potrebbe(?: anche)? interessarti.{0,10}|i più letti"
    r"|più lett[ei]|altri articoli.{0,20}|argomenti(?: correlati)?|notizie correlate|lees (?:ook"
    r"|meer)(?: over.{0,20})?|meest gelezen|gerelateerde? .{2,20}|meer over .{2,30}|läs (?:också"
    r"|även|mer)(?: om.{0,20})?|mest lästa?|relaterat|ämnen(?: i artikeln)?|les (?:også|mer)"
    r"|mest lest|læs (?:også|mere)|mest læste|lue (?:myös|lisää)|luetuimmat|czytaj (?:też|także"
    r"|również|więcej)|zobacz (?:też|także|również|więcej)|powiązane .{2,20}|najczęściej czytane"
    r"|polecane|tagi|podobne (?:artykuły|tematy)|související.{0,20}|čtěte také|nejčtenější"
    r"|kapcsolódó.{0,20}|citește și|articole similare)\W*",
    r"(?:читайте (?:также|далее|также:)|по теме|материалы по теме|смотрите также"
    r"|другие (?:новости|материалы).{0,20}|самое (?:читаемое|популярное|интересное)"
    r"|похожие (?:статьи|материалы|новости)|теги|темы|ключевые слова|комментарии|контекст"
    r"|читайте також|за темою|теми|схожі .{2,20}|популярне|прочетете (?:още|също)"
    r"|свързани .{2,20}|ilgili (?:haberler|konular|içerik).{0,10}|bunlar(?:a)? da .{2,24}"
    r"|en çok okunanlar?|etiketler|daha fazla (?:haber|içerik).{0,16}|baca juga|berita terkait"
    r"|artikel terkait|topik terkait|terpopuler|مواضيع (?:ذات صلة|متعلقة|مرتبطة).{0,10}"
    r"|اقرأ (?:أيضا|أيضاً|المزيد)|الأكثر (?:قراءة|مشاهدة)|كلمات (?:مفتاحية|دالة).{0,10}"
    r"|المزيد (?:عن|من|حول).{0,30}|相关(?:新闻|阅读|报道|文章|链接|主题|内容)|延伸阅读|延伸閱讀"
    r"|相關(?:新聞|閱讀|報導|主題)|更多(?:新闻|报道|内容|相關)?|热门.{0,6}|责任编辑.{0,12}"
    r"|関連(?:記事|ニュース|キーワード|リンク)|あわせて読みたい|おすすめ(?:記事)?"
    r"|アクセスランキング|관련\s?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|संबंधित .{1,20}"
    r"|σχετικά (?:άρθρα|θέματα).{0,10}|διαβάστε (?:επίσης|ακόμα|περισσότερα).{0,10}"
    r"|כתבות נוספות.{0,16}|مطالب مرتبط|bài viết liên quan|tin liên quan|xem thêm)\W*",
)  # fmt: skip
LAST = any_of(
    r"(?:skip (?:the )?(?:next )?section|den nächsten abschnitt|.{0,24}(?:próxima|siguiente"
    r"|seguinte) se[cç]|passer .{0,12}section|пропустить).{0,80}",
    r".{0,20}(?:feedback|kommentar|comment|comentari|comentário|réactions|комментари"
    r"|yorum).{0,30}",
    r"il vous reste.{0,90}|la suite est réservée.{0,80}|diskutieren sie mit.{0,10}"
    r"|our standards:.{0,80}|.{0,12}fehler melden.{0,20}|report (?:an|a) .{2,40}",
    r"read next|up next|most (?:read|viewed|popular|watched|shared)|explore more.{0,30}",
)  # fmt: skip
# Lines that name another article, or only say that there is more.
MORE = any_of(
    rf"(?:{READ_ALSO})(?: \w+){{0,3}}\s?(?:[:：–>»|]|-\s).{{0,240}}",
    r"(?:(?:watch|listen|read|see) (?:more|also|next|now|here)|read the full story"
    r"|related(?: story)?|opinion|explainer|(?:don['’]t|do not) miss|recommended"
    r"|from the archives?|watch|listen|in pictures|more)\s?(?:[:：–>»|]|-\s).{3,240}",
    r"(?:zum thema|hintergrund)\s?(?:[:：–>»|]|-\s).{3,240}",
    r"(?:lire notre .{2,20}|décryptage|te (?:puede|recomendamos).{0,12}|más información"
    r"|polecamy|по теме|(?:ilgili|ayrıca) .{0,12}|更多)\s?(?:[:：–>»|]|-\s).{0,240}",
    r"(?:read|learn|see|show|find out|discover) more(?: (?:on|about|from|here|in) .{2,60})?\W*"
    r"|(?:continue|keep) reading\W*|read (?:the )?full (?:story|article).{0,10}|weiterlesen\W*"
    r"|lire (?:la suite|plus)\W*|leer más\W*|seguir leyendo\W*|ler mais\W*|continua a leggere\W*"
    r"|lees verder\W*|devamını oku\W*|(?:mehr|weitere) anzeigen\W*|mehr lesen\W*|читать (?:далее"
    r"|дальше|полностью)\W*|lees meer\W*|läs mer\W*|les mer\W*",
)  # fmt: skip
# From one of these to one of those, an article is interrupted.
DETOUR = any_of(
    r"skip past newsletter promotion|newsletter promotion|skip advert"
    r"|skip (?:.{2,40}) and continue reading.{0,40}|(?:no te lo pierdas|saltar contenido"
    r"|omitir .{2,40}) y continuar leyendo.{0,30}|ignorer .{2,60} et continuer la lecture.{0,30}"
    r"|pule .{2,60} e continue lendo.{0,30}|.{2,40} geçin ve okumaya devam edin.{0,20}"
    r"|(?:пропустить|перейти) .{2,60} и продолжить чтение.{0,30}"
    r"|lewati .{2,60} dan terus membaca.{0,30}",
)  # fmt: skip
RESUME = any_of(
    r"after newsletter promotion|end of (?:podcasts?|(?:twitter|x|instagram|facebook|youtube"
    r"|tiktok) post|content|image gallery|promotion|most read|recommended).{0,60}|(?:fin|final"
    r"|fim) (?:de|du|do|da)l? (?:contenido|las recomendaciones|promotion|contenu|podcast"
    r"|más leídas|matérias|publicación).{0,60}|конец истории .{2,60}|haberin sonu"
    r"|akhir dari .{2,60}|advert end",
)  # fmt: skip
