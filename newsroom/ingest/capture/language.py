"""The language of a text, by its script and by the small words that each language is full of."""

import re
from collections import Counter

# The commonest words of running text; what neighbours share is left to the others to decide.
_WORDS = {
    "en": "the of and to in that was for on is with he as by at it "
    "from his be are have said has were an",
    "de": "der die und in den von zu das mit sich des auf für ist im dem "
    "nicht ein eine als auch es an werden",
    "fr": "de la le les et des en un une du dans que est pour par sur "
    "au qui pas plus il ce avec sont ses",
    "es": "de la que el en y a los del se las por un para con una "
    "su al lo como más pero sus este ha",
    "pt": "de a que o e do da em um para com não uma os no se na por "
    "mais as dos como mas foi ao das são",
    "it": "di che e la il un a è per in una del non sono con si le dei "
    "della da i gli nel alla più ha anche",
    "nl": "de van het een en in is dat op te zijn voor met die aan er "
    "niet om ook als door naar bij heeft",
    "sv": "och i att det som en på är av för med den till inte har de "
    "ett om var från han men sig också",
    "da": "og i at det er en til på som af for med den de har ikke "
    "der et om var han blev fra også efter",
    "nb": "og i det er en til på som av for med at den de har ikke "
    "et om var han ble fra også etter seg",
    "fi": "ja on ei että se hän oli ovat mutta myös kun ole sekä tai "
    "joka mukaan kuin jo nyt voi sen ovat",
    "is": "og í að á er sem um við til var með en ekki það hann "
    "fyrir af því hefur eru frá þegar voru",
    "pl": "w i na z się do nie że to jest o jak po od za przez "
    "ale są co oraz dla tym ze który jego",
    "cs": "a v se na je že s z to do o i ve jsou by ale jako za podle pro po být který také uvedl",
    "sk": "a v sa na je že s z to do o aj vo sú by ale ako za podľa pre po byť ktorý tiež uviedol",
    "hu": "a az és hogy nem is egy volt meg de ez már csak van még "
    "el mint szerint ki vagy azt lesz után",
    "ro": "de și în a la cu pe că nu din o un este pentru care mai au să fost sunt al prin după ce",
    "hr": "je i u na se da za su od s a što koji kao nije iz o "
    "to ne bi će nakon prema tijekom također tko",
    "sr-Latn": "je i u na se da za su od sa a što koji kao nije iz o to "
    "ne bi će nakon prema tokom takođe ko evra",
    "sl": "je in v na se da za so z ki ne pa tudi s bi po iz kot ali do pri bil še kar od",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi "
    "sonra kadar ise olduğu dedi var ancak",
    "az": "və bu bir ilə üçün da də ki olan olub edib deyib isə daha çox sonra kimi görə həm",
    "lt": "ir kad į yra su tai iš bet buvo kaip per ne apie tik nuo po jis dėl būti už savo",
    "lv": "un ir ka par no ar uz bet tika arī pēc kas viņš tas nav bija lai kā vai pie",
    "et": "ja on et ei oli see ka mis kui oma aga ta ning nii tema pärast kes juba veel",
    "sq": "të e në dhe për që me nga një është se i më u si ka do janë nuk kjo",
    "ca": "de la i que el en a les els per un amb una del es no va ha al més dels aquest com",
    "id": "yang dan di dengan untuk dari ini itu pada dalam tidak akan "
    "oleh juga ke telah adalah kata ada",
    "ms": "yang dan di dengan untuk dari ini itu pada dalam tidak akan oleh "
    "juga ke telah ialah kata beliau boleh",
    "sw": "ya na wa kwa ni katika za la kuwa cha hiyo kama "
    "huo alisema baada hii hayo wakati lakini",
    "ha": "da na a ta ya ce wa cikin ga kuma shi an ne su ba don sun wannan domin zuwa",
    "so": "oo ka ku in iyo la waa uu ay ee si loo ayaa waxa uu sheegay lagu kale soo",
    "vi": "và của là có trong được các cho với không này đã người một những khi từ ông tại về",
    "tl": "ang ng sa mga na ay at si ni para ito hindi kay nang may kung niya siya mula",
    "eu": "eta da ez bat dute du hau dela izan baina ere egin zen dira hori den duen",
    "ru": "в и не на что с он как это по из от но за к его был для до о также после при были",
    "uk": "в і не на що з та у як це до за його про від але для був також після зі був які",
    "be": "і ў не на што з у як гэта да за яго пра ад але для быў таксама пасля",
    "bg": "на и в да за се от не е с по са че като ще това до при но със който беше след",
    "sr": "је и у на се да за су од са а што који као није из о то не би ће након према",
    "mk": "на и во да за се од не е со по што ќе дека како тоа до но при кој беше",
    "ar": "في من على إلى أن عن التي الذي ما مع هذا لا كان هذه قال بعد بين وقد كما ذلك",
    "fa": "و در به از که این را با است برای آن یک خود های شده بر تا کرد می گفت",
    "ur": "کے کی میں ہے اور سے کا کو نے کہ پر ہیں اس یہ ایک بھی کہا تھا گیا",
    "hi": "के में की है और से का को ने कि पर हैं इस यह एक भी कहा था गया लिए",
    "mr": "आहे आणि या च्या ही हे तर असे केली होते त्या आहेत झाली केले मात्र",
    "ne": "र छ को मा ले हो यो गरेको भएको पनि छन् गर्न भने एक",
}  # fmt: skip
_SETS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}

# Scripts that are (nearly) one language's.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
)
_WORD = re.compile(r"[^\s\d.,;:!?…\"“”„«»()\[\]|/،؛؟。、-]+")

_SAMPLE = 20_000  # characters
_FEWEST = 3  # small words
_SHARE = 0.14  # of all words
_LEAD = 2  # times: of the words that the next language does not have
_OF_LETTERS = 0.4
_KANA = 0.05  # Japanese has Chinese signs between its own


def language_of(text: str) -> str | None:
    """Return the language of a text (BCP 47); None where it is not sure."""
    text = text[:_SAMPLE]
    letters = sum(letter.isalpha() for letter in text)
    if not letters:
        return None
    for lang, script in _SCRIPTS:
        share = len(script.findall(text)) / letters
        if share > (_KANA if lang == "ja" else _OF_LETTERS):
            return lang
    words = Counter(word.casefold() for word in _WORD.findall(text))
    total = sum(words.values())
    counts = sorted(
        ((sum(words[word] for word in known), lang) for lang, known in _SETS.items()), reverse=True
    )
    (best, lang), (_, second) = counts[:2]
    # Neighbours share most of their small words; those that they don't share decide.
    own = sum(words[word] for word in _SETS[lang] - _SETS[second])
    others = sum(words[word] for word in _SETS[second] - _SETS[lang])
    sure = best >= _FEWEST and best >= total * _SHARE and own > others * _LEAD
    return lang if sure else None
