"""Words that tell who is speaking, by language: verbs of saying, `according to`, pronouns."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Words:
    """The words of a language, in small letters.

    `inverted` says that a subject may follow its verb anywhere, `dropped` that it may be left out,
    `cases` that names have endings.
    """

    verbs: frozenset[str]
    according: re.Pattern[str]
    pronouns: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    inverted: bool = False
    dropped: bool = False
    cases: bool = False


_VERBS = {
    "en": """
        answered answers
        said says say saying told tells telling added adds adding noted notes noting stated states
        stating explained explains explaining wrote writes writing tweeted posted posting announced
        announces asked asks replied replies responded responds insisted insists insisting argued
        argues arguing warned warns warning claimed claims claiming declared declares declaring
        continued continues concluded concludes recalled recalls stressed stresses stressing
        emphasized emphasised called calls calling described describes describing complained
        complains commented comments acknowledged acknowledges admitted admits observed joked jokes
        quipped predicted predicts confirmed confirms denied denies suggested suggests testified
        remarked reported reports recounted countered pleaded shouted exclaimed read reads vowed
        urged urges accused dismissed labelled labeled branded dubbed criticized criticised praised
        spoke speaks promised pledged reiterated affirmed asserted lamented pointed thinks believes
        boasted cautioned contended mused opined revealed tells hailed denounced condemned
        """,
    "de": """
        sagt sagte sagten sagen gesagt betont betonte erklärt erklärte erklären erklärten meint
        meinte meinen schreibt schrieb schreiben schrieben geschrieben berichtet berichtete erzählt
        erzählte erzählen ergänzt ergänzte fügt fügte warnt warnte kritisiert kritisierte fordert
        forderte teilt teilte teilten bekräftigt bekräftigte lobt lobte urteilt urteilte spricht
        sprach sprachen nennt nannte bezeichnet bezeichnete klagt klagte behauptet behauptete
        verkündet verkündete räumt räumte stellt stellte fragt fragte antwortet antwortete entgegnet
        entgegnete lacht lachte resümiert resümierte twitterte postete konstatiert konstatierte
        findet fand glaubt glaubte weiß erinnert erinnerte verteidigt verteidigte analysiert
        unterstreicht unterstrich begründet begründete kommentiert kommentierte äußert äußerte
        versichert versicherte schwärmt schwärmte sieht gesteht zitiert beschreibt beschrieb hofft
        """,
    "fr": """
        dit disait dire déclare déclaré affirme affirmé explique expliqué expliquait ajoute ajouté
        estime estimé assure assuré souligne souligné précise précisé indique indiqué raconte
        raconté confie confié lance lancé poursuit poursuivi conclut conclu écrit répond répondu
        rappelle rappelé insiste insisté regrette regretté dénonce dénoncé juge jugé prévient
        prévenu commente commenté critique critiqué note noté constate constaté reconnaît reconnu
        résume résumé martèle martelé plaide plaidé fustige fustigé félicite félicité indigne
        soutient soutenu détaille détaillé annonce annoncé observe observé relève relevé témoigne
        promet promis demande demandé déplore déploré admet admis avoue s'inquiète alerte alerté
        qualifie qualifié évoque évoqué valoir argumente argumenté
        """,
    "es": """
        dijo dice dijeron dicen dicho afirmó afirma afirmado aseguró asegura asegurado declaró
        declara declarado explicó explica explicado señaló señala señalado añadió añade añadido
        agregó agrega indicó indica manifestó manifiesta manifestado sostuvo sostiene subrayó
        subraya advirtió advierte escribió escribe relató relata contó cuenta comentó comenta
        insistió insiste reconoció reconoce criticó critica denunció denuncia anunció destacó
        destaca respondió responde preguntó concluyó concluye recordó recuerda expresó apuntó apunta
        reiteró precisó admitió lamentó calificó califica opinó opina considera celebró
        pidió pide pidieron exigió exige reclamó reclama
        """,
    "it": """
        detto disse dice dicono dichiara dichiarato dichiarò afferma affermato affermò spiega
        spiegato spiegò aggiunge aggiunto aggiunse sottolinea sottolineato commenta commentato
        scrive scritto scrisse racconta raccontato conclude concluso osserva osservato ricorda
        ricordato annuncia annunciato precisa precisato sostiene sostenuto ammette ammesso risponde
        risposto avverte chiede chiesto insiste ribadisce ribadito assicura denuncia definisce
        definito attacca replica replicato
        """,
    "pt": """
        disse diz dizem disseram dito afirmou afirma afirmaram declarou declara explicou explica
        acrescentou acrescenta contou conta escreveu escreve destacou destaca ressaltou ressalta
        alertou alerta criticou critica garantiu garante lembrou lembra comentou comenta anunciou
        defendeu defende respondeu perguntou concluiu admitiu reconheceu sublinhou referiu relatou
        avaliou avalia completou reforçou
        """,
    "nl": """
        zei zegt zeiden zeggen gezegd verklaarde verklaart vertelde vertelt vertellen schreef
        schrijft liet laat vindt vond voegt voegde benadrukt benadrukte waarschuwt waarschuwde stelt
        stelde reageert reageerde noemt noemde denkt meent meldt meldde antwoordt antwoordde
        concludeert legt uit bevestigt bevestigde
        """,
    "sv": """
        säger sa sade sagt berättar berättade skriver skrev förklarar förklarade menar menade
        tillägger tillade konstaterar konstaterade uppger uppgav anser svarar svarade betonar
        betonade varnar hävdar tror kallar
        siger sagde fortæller fortalte skrev forklarer forklarede mener mente tilføjer tilføjede
        oplyser oplyste udtaler udtalte understreger svarer kalder
        sier forteller skriver forklarer forklarte mener legger uttaler uttalte understreker svarer
        kaller opplyser opplyste påpeker
        """,
    "pl": """
        powiedział powiedziała powiedzieli mówi mówił mówiła mówią stwierdził stwierdziła dodał
        dodała dodaje podkreślił podkreśliła podkreśla oświadczył oświadczyła napisał napisała pisze
        ocenił oceniła ocenia zaznaczył zaznaczyła wyjaśnił wyjaśniła wyjaśnia przyznał przyznała
        poinformował poinformowała zapowiedział zapowiedziała tłumaczy tłumaczył tłumaczyła uważa
        twierdzi zauważył zauważyła przekazał przekazała komentuje skomentował skomentowała
        opowiada wspomina
        """,
    "ru": """
        сказал сказала сказали сказано заявил заявила заявили заявило говорит говорил говорила
        сообщил сообщила сообщили сообщило отметил отметила отметили добавил добавила подчеркнул
        подчеркнула пояснил пояснила рассказал рассказала рассказывает написал написала пишет
        считает ответил ответила уточнил уточнила объяснил объяснила назвал назвала предупредил
        признал напомнил вспоминает утверждает констатировал
        """,
}

_ACCORDING = {
    "en": r"according to|in the words of",
    "de": r"so|laut|nach (?:den )?(?:Angaben|Worten|Aussagen?) (?:von|des|der)?|zufolge",
    "fr": r"selon|d[’']après|aux yeux d[eu]|de l[’']avis d[eu]",
    "es": r"según|de acuerdo con|en palabras de",
    "it": r"secondo|stando a|a detta di",
    "pt": r"segundo|de acordo com|conforme|nas palavras de",
    "nl": r"volgens|aldus",
    "sv": r"enligt|ifølge|følge",
    "pl": r"według|zdaniem|jak podaje|jak mówi",
    "ru": r"по словам|по мнению|согласно|как сообщил[аи]?|как заявил[аи]?",
}

_PRONOUNS = {
    "en": "he she they it",
    "de": "er sie",
    "fr": "il elle ils elles",
    "es": "él ella ellos ellas",
    "it": "lui lei egli ella",
    "pt": "ele ela eles elas",
    "nl": "hij zij ze",
    "sv": "han hon hun de",
    "pl": "on ona",
    "ru": "он она они",
}

_DEFINITE = {
    "en": "the this that his her their its",
    "de": "der die das den dem des dieser diese",
    "fr": "le la les l cet cette ce son sa",
    "es": "el la los las este esta",
    "it": "il lo la i gli le l questo questa",
    "pt": "o a os as este esta",
    "nl": "de het deze dit",
    "sv": "den det",
    "pl": "",
    "ru": "",
}

_INDEFINITE = {
    "en": "a an one another some several many two three other",
    "de": "ein eine einer eines einige mehrere viele zwei",
    "fr": "un une des plusieurs certains",
    "es": "un una unos unas varios varias",
    "it": "un uno una alcuni alcune",
    "pt": "um uma uns umas vários várias",
    "nl": "een enkele meerdere",
    "sv": "en ett et några nogle noen flera flere",
    "pl": "jeden jedna kilku",
    "ru": "один одна несколько",
}

_PREPOSITIONS = {
    "en": "of in on at to for from with by against about over under between after before near into "
    "through during since until as than like without within across behind via versus per",
    "de": "von vom in im an am auf für aus mit bei beim zu zum zur gegen über unter zwischen nach "
    "vor seit durch um ohne wegen während neben hinter bis als des",
    "fr": "de du des d à au aux en dans par pour avec sur sous contre entre chez vers sans depuis "
    "après avant devant",
    "es": "de del en a al por para con sobre contra entre desde hacia sin tras ante hasta",
    "it": "di del dello della dei degli delle in nel nella a al allo alla da dal dalla con su sul "
    "sulla per tra fra contro come verso senza",
    "pt": "de do da dos das em no na nos nas a ao à por pelo pela para com sobre contra entre "
    "desde sem após",
    "nl": "van in op aan uit met bij voor tegen over naar door tussen onder na sinds als",
    "sv": "av i på till från med mot om över under mellan för hos efter före vid som fra til af "
    "mod over mellem ved",
    "pl": "w we z ze na do od dla przez po przy o przeciw między nad pod bez",
    "ru": "в во на из от до для с со по о об против между над под без у к ко при",
}

_INVERTED = {"de", "nl", "sv", "es", "it", "pt", "fr", "pl", "ru"}
_DROPPED = {"es", "it", "pt", "pl"}
_LIKE = {"da": "sv", "nb": "sv", "nn": "sv", "no": "sv", "ca": "es", "gl": "pt", "uk": "ru"}


@cache
def words_of(lang: str) -> Words:
    """Return the words of a language, by a tag of BCP 47; English ones for one that is unknown."""
    key = lang.split("-")[0].lower()
    key = _LIKE.get(key, key)
    if key not in _VERBS:
        key = "en"
    return Words(
        verbs=frozenset(_VERBS[key].split()),
        according=re.compile(rf"(?<!\w)(?:{_ACCORDING[key]})(?!\w)", re.IGNORECASE),
        pronouns=frozenset(_PRONOUNS[key].split()),
        definite=frozenset(_DEFINITE[key].split()),
        indefinite=frozenset(_INDEFINITE[key].split()),
        prepositions=frozenset(_PREPOSITIONS[key].split()),
        inverted=key in _INVERTED,
        dropped=key in _DROPPED,
        cases=key in ("pl", "ru"),
    )
