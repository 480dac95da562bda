"""Notices that pages put among an article: on newsletters, accounts, cookies, players."""

import re

from newsroom.ingest.capture.labels import any_of

PROMPT = any_of(
    r"(?:sign up|subscribe|register|log in|sign in|join (?:us|our|the)|download|support (?:us"
    r"|our)|donate|get (?:our|the|your|all)|enter your|click here)\b(?=.{0,300}\b(?:newsletters?"
    r"|e-?mails?|inbox|app|account|password|updates|briefing|alerts?|podcast|today|now|here"
    r"|journalism|subscription|comment)\b).{3,300}",
    r"sign up (?:to|for) [^.!?]{2,40}",
    r"(?:free (?:daily|weekly) newsletter|enter your e-?mail.{0,40}|your e-?mail address.{0,20}"
    r"|by (?:signing up|subscribing|submitting).{3,240}|privacy notice: .{3,400}|please (?:log"
    r"|sign) in .{3,80}|you can unsubscribe.{3,120}|thanks? (?:you )?for (?:signing"
    r"|subscribing).{0,60}|already (?:a subscriber|have an account|registered).{0,60})",
    r"(?:melden sie sich|jetzt (?:abonnieren|anmelden|newsletter|testen|bestellen|herunterladen)"
    r"|abonnieren sie|bestellen sie|hier (?:können sie|geht es|abonnieren)|registrieren sie sich"
    r"|loggen sie sich|unser(?:en)? newsletter|newsletter abonnieren)(?:.{0,300})",
    r"(?:inscrivez-vous|abonnez-vous|recevez|téléchargez l[’']appli|connectez-vous"
    r"|créez un compte|profitez d[’']une)\b.{0,300}",
    r"(?:suscr[ií]b[ae](?:te|se)|reg[ií]str[ae](?:te|se)|recib[ae] (?:nuestr|en tu|el)"
    r"|ap[uú]nt[ae]te|inscreva-se|assine|cadastre-se|receba|siga .{2,20} no|iscriviti|abbonati"
    r"|ricevi|registrati|meld je aan|schrijf je in|abonneer|zapisz się|subskrybuj|prenumerera"
    r"|anmäl dig|meld deg på|tilmeld dig|tilaa|подпишитесь|подписывайтесь|підпишіться"
    r"|підписуйтесь|abone ol|اشترك|سجل الآن|订阅|訂閱|登録|구독|berlangganan|ikuti)\b.{0,300}",
)  # fmt: skip
# A notice on cookies has one of these, and one of those.
COOKIES = re.compile(r"\b(?:cookies?|çerez\w*|javascript)\b", re.IGNORECASE)
AGREE = re.compile(
    r"\b(?:we|our partners|accept\w*|agree|consent\w*|settings|preferences|experience|policy"
    r"|continu\w+|enable|activate|disabled|wir|akzeptier\w+|zustimm\w+|einstellungen"
    r"|einwillig\w+|aktivieren|deaktiviert|nous|paramètr\w+|navigation|activez|désactivé"
    r"|acept\w+|aceit\w+|configur\w+|utiliz\w+|habilit\w+|desactivado|accett\w+|consenso|wij"
    r"|accepteer|toestemming|akkoord|vi|godkänn\w*|samtyck\w+|zgod\w+|мы|соглас\w+|принять"
    r"|включите|отключ\w+|kabul)\b",
    re.IGNORECASE,
)  # fmt: skip
CONSENT = any_of(
    r"(?:accept|reject|allow|decline) (?:all|cookies|all cookies|and continue"
    r"|additional cookies)|i (?:accept|agree)|got it|alle (?:akzeptieren|ablehnen)|(?:tout"
    r"|tous) (?:accepter|refuser)|aceptar(?: todo| y continuar)?|rechazar(?: todo)?"
    r"|aceitar(?: todos)?|accetta(?: tutt[io])?|rifiuta(?: tutt[io])?|alles (?:accepteren"
    r"|weigeren)|(?:akceptuj|odrzuć) wszystk\w+|принять(?: все)?|zustimmen(?: und weiter)?"
    r"|einverstanden",
    r"in order to play this video.{0,300}|this (?:video|audio|content) (?:can not|cannot|isn't"
    r"|is not) (?:be played|available).{0,120}|.{0,40}you have javascript turned on.{0,120}"
    r"|nicht alle bilder konnten .{3,200}|bitte schließen sie die druckvorschau.{3,200}"
    r"|the bbc is not responsible .{3,160}",
)  # fmt: skip
