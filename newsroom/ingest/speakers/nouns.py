"""Words for people, bodies and places in any of the languages, and words that are no names."""

import re
from collections.abc import Sequence
from functools import lru_cache

_ROLE = re.compile(
    r"""^(?:.*-)?(?:
    (?:vize|vice|ex|bundes|außen|innen|verteidigungs|finanz|wirtschafts|justiz|ober|general|partei|
       staats|regierungs|presse|fraktions|co|konzern|firmen|vereins|polizei|rechts|presidente?)?-?
    (?:president(?!i?al|s?ch)|presiden[t]|präsident|président|prezydent|президент|prime|premier|premiär|
    minist[erioaèy]|kanzler|chancell?|canciller|министр|secretar|sekretar|sekretär|sekretærn|secrétaire|
    segretari|spokes|sprecher|porte-parole|portavoz|porta-voz|portavoce|woordvoerder|talesperson|
    talsperson|talsmann|talsmand|rzeczni|представител|general$|général|generale$|admiral|colonel|
    oberst|captain|commander|sergeant|lieutenant|chief|chef|szef|глава|boss|head$|leiter|direct|
    direkt|dirett|diret|директор|dyrektor|manager|chair|vorsitzend|vorstand|ceo$|cfo$|founder|cofound|
    gründer|fondat|fundador|mayor$|maire$|alcalde|sindac|bürgermeister|burgemeester|prefeit|vereador|concejal|regidor|assessor|consiglier|burmistrz|
    governor|gouverneur|goberna|govern(?:ador|atore)|senator|sénat|congress(?:man|woman)|lawmaker|
    abgeordnet|député|diputad|deputad|deputat|депутат|deputy|ambassad|botschafter|embajad|
    professor|professeur|profesor|professoressa|профессор|doctor|arzt|ärztin|analyst|analist|expert|
    researcher|scientist|forscher|chercheu|économiste|economist|ökonom|lawyer|anwalt|anwält|avocat|
    abogad|avvocat|advogad|advokat|attorney|prosecutor|staatsanw|procur|judge$|richter|juge$|
    king$|queen$|prince|könig|papst|pope$|pape$|papa$|bishop|bischof|coach|trainer|entraîneu|
    entrenador|allenatore|treinador|leader|líder|lider|official|beamt|officer|sheriff|teacher|
    lehrer|author|autor|writer|journalist|periodista|giornalista|editor|redakt|rédact|activist|
    aktivist|owner$|besitzer|inhaber|geschäftsführ|kandidat|candidat|nominee|representative|
    vertreter|délégué|delegad|commissioner|kommissar|commissaire|comisari|adviser|advisor|berater|
    conseill|consejer|artist|künstler|galerist|actor$|actress|schauspieler|singer|sänger|director|
    referee|schiri|schiedsrichter|árbitro|arbitre|arbitro|kapitän|captain|capitaine|capitán|capitano|striker|stürmer|torhüter|torwart|goalkeeper|
    midfielder|mp$|mep$|inspector|detective|constable|superintendent|executive$|councillor|reverend$|
    defender$|winger$|forward$|skipper$|inspektor|inspecteur|
    spieler|pilot|fotograf|photograph|regisseur|réalisat|kurator|curator|intendant|
    dirigent|komponist|landrat|landrätin|stadtrat|stadträtin|
    politiker|politician|historik|historian|soldat|soldier|veteran|strateg|pollster|architekt|
    architect|experte|expertin|dirigeant|patron$|cardinal|kardinal|imam|rabbi|pastor|priest|pfarrer)
    |\w*(?:sprecher|minister|präsident|chef|kanzler|leiter|direktor|forscher|anwalt|experte|politiker|
    sekretär|vorsitzende[rn]?|kritiker|berater|aktivist|trainer|coach|kommentator|champion|analyst|ökonom|gründer|geschäftsführer|historiker|verteidiger|zeuge?|wissenschaftler|mitarbeiter|sportler|bewohner|betreiber|
       unternehmer|rentner|landwirt|jurist|polizist|journalist|(?:polit|sozi|psych|bi|vir)olog|arzt|loge|meister|soldat)
    (?:in|innen|en|s|es|n)?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)

TITLE = frozenset(
    """
    mr mrs ms miss mx dr prof sir dame lord lady herr frau m mme mlle monsieur madame sr sra
    srta don doña sig signor signora dott gen sen rep gov lt col sgt capt maj adm rev hon pan
    pani meneer mevrouw dhr mevr fru herra г-н г-жа
    """.split()  # noqa: SIM905 (words are easier to read so)
)
"""What stands before a name, with or without a full stop."""

_BODY = re.compile(
    r"""^(?:.*-)?(?:
    (?:\w*(?:ministerium|ministry|behörde|verband|partei|amt|institut|regierung|gewerkschaft|
       gesellschaft|universität|agentur|polizei|unternehmen|konzern|gericht|stiftung))|
    minist(?:ère|erio|ero|ério|erie)|министерств\w*|ministerstwo|department|agency|office|bureau|
    council|commission|committee|kommission|police|army|armed|forces|court|bank|party|union|
    association|federation|institute|university|college|school|company|corp|corporation|inc|ltd|plc|
    gmbh|ag|se|group|foundation|government|gouvernement|gobierno|governo|rząd|parliament|congress|
    senate|house|organi[sz]ation|center|centre|club|airlines?|embassy|administration|authority|
    service|services|news|agence|agencia|agenzia|network|coalition|movement|society|board|
    statement|kremlin|kreml|pentagon|nato|watch|international|alliance|hospital|museum|team|
    syndicat|sindicato|press|presse|alliance|treasury|campaign|entreprise|empresa|azienda|fondation|fundación|palace|palast|élysée|firm|
    start-?up)s?$
    """,
    re.IGNORECASE | re.VERBOSE,
)

_PLACE = re.compile(
    r"^(?:sea|ocean|river|lake|street|avenue|road|city|county|state|states|island|islands|mountain|"
    r"bay|valley|park|north|south|east|west|northern|southern|eastern|western|new|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|war|day|act|street|euro|euros|dollar|prozent|millionen|"
    r"milliarden|millions|milliards|straße|platz|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|januar|februar|märz|mai|juni|juli|oktober|dezember|ende|anfang|mitte|uhr|jahre|"
    r"africa|america|europe|asia|arabia|korea|zealand|kingdom|republic)$",
    re.IGNORECASE,
)

# German nouns that are no part of a person's name, and names of lands that own what follows.
_COMMON = re.compile(
    r"\w{3,}(?:ung|heit|keit|schaft|ion|tät|frau|mann|mensch|entscheid)(?:en)?|\w*ismus|"
    r"\w*(?:frauen|männer|menschen|leute|kinder|jahre|spiele|wahlen|medien|fans)",
    re.IGNORECASE,
)
_OF_LAND = re.compile(r"\w+(?:lands|reichs|iens|burgs)|(?:Europ|Amerik|Afrik|Chin|Ukrain)as")

PARTICLES = frozenset(
    """
    de da do dos das del della di du la le van von der den ter ten zu zum bin ibn al ben abu af
    av lo
    """.split()  # noqa: SIM905 (words are easier to read so)
)
"""Small words within names."""

SMALL = frozenset(
    """
    a an the this that these those it its he she they we i you his her their our my your in on
    at of to for from with by as and but or nor so yet if when while after before since until
    although though because once there here then now also still even just only not no yes what
    who whom which where why how all any some many most more few both each every other another
    such one two three four five six ten meanwhile however moreover furthermore according
    speaking asked despite during under over last next earlier later today yesterday tomorrow
    instead perhaps maybe der die das den dem des ein eine einen einem einer und oder aber doch
    auch wenn als da dann nach vor seit bei mit von aus zu für auf in im am um über unter nicht
    kein keine er sie es wir ihr ich man sein seine ihre dies diese dieser dieses was wer wie wo
    warum so nun noch schon sollte würde könnte wäre hätte weder sondern seitdem deshalb
    deswegen daher trotzdem dennoch insgesamt inzwischen schließlich zunächst später damals
    vielleicht sogar gerade etwa rund fast manche manchmal diesen diesem solche welche jene
    einst bisher allein selbst natürlich sowie sowohl entweder obwohl nachdem bevor gegen ohne
    durch zwischen neben hinter kann könne soll will wird werden war waren ist sind hat hatte
    haben bis ab je doch eben wann zur zum ins vom denn weil dass ob laut zwar dabei damit dazu
    dort hier heute gestern morgen jetzt viele alle mehr einige andere beide jede jeder zudem
    außerdem allerdings trotz während bereits le la les l un une des du de et ou mais donc car
    si il elle ils elles on nous vous je tu ce cet cette ces son sa ses leur leurs mon ma mes
    pour par dans sur sous avec sans en au aux à après avant depuis selon comme quand lorsque
    alors puis aussi ainsi même plus tout tous toute el los las y o pero que se su sus lo al del
    por para con sin según cuando como también ya no más este esta estos estas ese esa tras
    entre desde hasta aunque il lo i gli uno e ma che chi non per con da dal nel nella della dei
    delle anche più quando secondo dopo prima questo questa ora os as um uma em no na nos nas
    dos das ao com ele ela mas não também mais já segundo após het een van op te dat die niet is
    maar ook bij voor aan uit door volgens hij zij ze wij ik den det en ett och att som på är av
    för med till han hon hun og er at af til ikke har men w we z ze na do i a ale że nie się to
    jak po od dla jest tym tego według zdaniem в на и не с что он она они это как по но за из у
    от для к о
    """.split()  # noqa: SIM905 (words are easier to read so)
)
"""Words that begin sentences and are no names."""

# Longer than names of people are (words).
_LONGEST_NAME = 4
# Longer than any word of a language (characters).
_LONGEST = 60


@lru_cache(maxsize=4096)
def is_role(word: str) -> bool:
    """Tell whether a word says what somebody is: minister, Sprecherin, porte-parole."""
    return len(word) <= _LONGEST and bool(_ROLE.match(word)) and not is_body(word)


@lru_cache(maxsize=4096)
def is_body(word: str) -> bool:
    """Tell whether a word is for a body of people: ministry, Partei."""
    return len(word) <= _LONGEST and bool(_BODY.match(word))


@lru_cache(maxsize=4096)
def is_place(word: str) -> bool:
    """Tell whether a word is of names of places, times and sums: sea, Monday, Prozent."""
    return len(word) <= _LONGEST and bool(_PLACE.match(word))


def is_common(words: Sequence[str]) -> bool:
    """Tell whether German words are nouns and no name: Selbstbewusste Frauen, Russlands Angriff."""
    last = words[-1]
    common = len(last) > len("Hartung") and _COMMON.fullmatch(last)
    return bool(common or last in ("Frauen", "Männer", "Leute") or _OF_LAND.fullmatch(words[0]))


def kind_of(words: Sequence[str], *, titled: bool) -> str:
    """Return what has a name of these words: `person`, `organization`, `place` or `unknown`.

    `titled` says that a role or title stands before it.
    """
    if any(map(is_body, words)):
        return "organization"
    if titled:
        return "person"
    if any(map(is_place, words)):
        return "place"
    if len(words) == 1:
        return "organization" if words[0].isupper() else "unknown"
    return "person" if len(words) <= _LONGEST_NAME else "organization"
