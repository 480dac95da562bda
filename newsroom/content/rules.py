"""What the editorial check looks for: every kind of problem by its code, explained.

A code never changes its meaning and is never given away again.
"""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True)
class Rule:
    """A kind of problem: what is wrong, why it matters, and how it is put right.

    `stops` says what it stops: every build; only what is published (the preview shows it); or
    nothing, where it harms no reader and `make check` tells of it.
    """

    title: str
    why: str
    remedy: str
    stops: Literal["builds", "publishing", "nothing"] = "builds"


RULES: Final[dict[str, Rule]] = {
    "F001": Rule(
        "A file cannot be read.",
        "It is not UTF-8, holds a control character, is very large, or is a symbolic link: what "
        "would come out is not what somebody wrote.",
        "Save the file as UTF-8, in its place within content/.",
    ),
    "F002": Rule(
        "A file lies where nobody reads it.",
        "Content files are Markdown files (.md) in articles/ and pages/; others would be lost.",
        "Move it there, give it the ending .md, or take it out of content/.",
    ),
    "F003": Rule(
        "Front matter cannot be read.",
        "The fields stand between two lines of three hyphens, as YAML, each once.",
        "Close what is opened, indent with spaces, put text that holds ': ' in quotation marks.",
    ),
    "F004": Rule(
        "A field is not known.",
        "What no field takes up would be lost without a word.",
        "Write the field that the message names.",
    ),
    "F005": Rule(
        "A field is missing or empty.",
        "The page needs it, or the field says nothing.",
        "Fill it in; take the line out where the field may be missing.",
    ),
    "F006": Rule(
        "A field has a value that it cannot have.",
        "It would mean nothing to a reader, or to a program.",
        "Write it in the form that the message gives.",
    ),
    "F007": Rule(
        "A file's name makes no address.",
        "An article's address ends in its file's name, unless slug: gives another.",
        "Use small letters, digits and single hyphens.",
    ),
    "F008": Rule(
        "A field names a speaker by [@key].",
        "Only the body can: in a field it would show as it is written.",
        "Take the marker out; name the speaker in words.",
    ),
    "F009": Rule(
        "A registry says something twice.",
        "Of two entries with one name nobody could tell which is meant.",
        "Keep the name in one entry.",
    ),
    "F010": Rule(
        "A date is none, or cannot follow another.",
        "Dates are of the calendar, and what comes later has the later date. A correction or an "
        "update that is still to come cannot have been made.",
        "Write 2015-10-08 or 2015-10-08 14:30, in the order in which things happened.",
    ),
    "F011": Rule(
        "A language tag is not known.",
        "Screen readers, hyphenation and search go by it (BCP 47).",
        "Write a tag like en, de, pt-BR or zh-Hant.",
    ),
    "B001": Rule(
        "The body is empty.",
        "A page needs words.",
        "Write below the front matter.",
    ),
    "B002": Rule(
        "The body has a headline of its own.",
        "A page has one h1, and that is its title.",
        "Begin section headings with ##.",
    ),
    "B003": Rule(
        "Headings are out of order.",
        "Who reads by headings takes a level that is passed over for one that is missing.",
        "Begin with ## and go down one # at a time.",
    ),
    "B004": Rule(
        "A paragraph is too long, or nests too deep.",
        "Nobody reads it, and it would take minutes to convert.",
        "Divide it.",
    ),
    "B005": Rule(
        "Marks of Markdown run into one another.",
        "Part of the text would be lost: nobody can tell what is emphasis, link or code.",
        "Close what is opened in the order of its opening, or write \\ before a mark that is none.",
    ),
    "L001": Rule(
        "A link within the site leads nowhere.",
        "What it leads to is not there, or is not public yet.",
        "Link to what is there, or take the link out.",
    ),
    "L002": Rule(
        "A link leads where it may not.",
        "A link may lead to the web, to mail, to a telephone, or to another content file.",
        "Use https:, or {filename} with the path of a content file.",
    ),
    "N001": Rule(
        "Two things have one address.",
        "One would be written over the other.",
        "Change the slug of one, or write both names alike.",
    ),
    "N002": Rule(
        "A name makes no address.",
        "A section, a topic or an author is found by the letters and digits of the name.",
        "Use letters or digits.",
    ),
    "N003": Rule(
        "Two articles are one item of a source.",
        "A new version of it, or its kill, would reach only one of them.",
        "Keep the guid: in one, and take it out of the other.",
    ),
    "Q001": Rule(
        "A quotation of five words or more has no speaker.",
        "Whoever reads it must know who said it. Shorter passages (a doubted word, a title) may go "
        "without.",
        'Put [@key] behind the closing mark: "Words that somebody said," [@key]; on a line of its '
        "own at the end of a block quote. For the title of a work use *emphasis* instead of marks.",
    ),
    "Q002": Rule(
        "A quotation mark has no partner.",
        "Nobody can tell where the quotation begins or ends. A quotation of several paragraphs "
        "has an opening mark at each, and the closing one at its end.",
        'Add the missing mark. Write \\" for a mark that quotes nothing.',
    ),
    "Q003": Rule(
        "A marker names no speaker.",
        "[@key] needs an entry in speakers:, or in data/speakers.yaml.",
        "Add the speaker, or mend the key.",
    ),
    "Q004": Rule(
        "A marker follows no quotation.",
        "It names the speaker of what stands right before it.",
        "Put it right behind the closing mark, or alone on the last line of a block quote.",
    ),
    "Q005": Rule(
        "Something is nearly a marker.",
        "It would show on the page as it is written, and the words would lose their speaker.",
        "Write [@key], with nothing else in the brackets.",
    ),
    "Q006": Rule(
        "A speaker is never quoted.",
        "Most often a marker is missing, or a key is misspelt.",
        "Put [@key] behind the quotation, or take the speaker out.",
    ),
    "Q007": Rule(
        "A quotation is not what it was when the article was imported.",
        "Words in quotation marks are somebody's: an edit may shorten what stands around them, not "
        "change them.",
        "Put the words back; where the change is meant, take the quote's line out of imported:.",
    ),
    "Q008": Rule(
        "Headline or standfirst quote what the body does not.",
        "Words of five or more in quotation marks need a speaker, and only the body can name one.",
        "Quote them in the body with their speaker, word for word, or take the marks away.",
    ),
    "Q009": Rule(
        "A speaker's key is somebody else's in data/speakers.yaml.",
        "What somebody said would be listed under another name.",
        "Use the name of the registry, add this one to also_known_as, or choose another key.",
    ),
    "Q010": Rule(
        "A quotation begins or ends in the midst of emphasis or of a link.",
        "The page could not say what belongs to it.",
        "Let emphasis and links lie within the quotation marks, or around them.",
    ),
    "P001": Rule(
        "A picture does not say what it shows.",
        "Who cannot see it gets its alt text instead.",
        "Add alt:.",
    ),
    "P002": Rule(
        "A picture does not say whose it is.",
        "A picture without a credit is not published.",
        "Add credit:, as its owner asks for it.",
    ),
    "P003": Rule(
        "A picture's file is missing or cannot be shown.",
        "It does not exist, is not what its ending says, or its name makes no address.",
        "Put the file into content/images/ and name it by file:.",
    ),
    "P004": Rule(
        "A picture file is shown nowhere.",
        "No content file names it. It is not published, but it lies in the way.",
        "Name it by file: in an article, or take it away.",
        stops="nothing",
    ),
    "P005": Rule(
        "A picture's file and its front matter contradict one another.",
        "What the file says of its origin (IPTC, XMP, Exif) came from its owner.",
        "Find out which is true, and mend the other.",
    ),
    "P006": Rule(
        "A picture of the body has no record, or is never shown.",
        "![@key] alone in a paragraph shows the picture of that key in pictures:.",
        "Add the record, or mend the key.",
    ),
    "P007": Rule(
        "A picture stands in the body without its record.",
        "It would come without its credit.",
        "Write ![@key] alone in a paragraph, and the picture's record in pictures:.",
    ),
    "A001": Rule(
        "An attribution line does not parse.",
        "Who worked on the article, and whose reports were used, could not be told.",
        "Write it like ls/sms (AFP, AP, Reuters), with agencies of data/agencies.yaml.",
    ),
    "A002": Rule(
        "An attribution line names an agency that is not known.",
        "It is misspelt, or missing from data/agencies.yaml.",
        "Mend the name, or add the agency.",
    ),
    "A003": Rule(
        "An attribution line holds a contact.",
        "Telephone numbers and mail addresses in such a line are for the newsroom.",
        "Take it out.",
    ),
    "R001": Rule(
        "A review point of an imported article is open.",
        "The import could not decide something, and a person must.",
        "Decide it, mend the article, and take the point out of review:.",
        stops="publishing",
    ),
    "R002": Rule(
        "The source of an article has canceled it.",
        "A kill holds for every version, the one that is here too (data/canceled.yaml).",
        "Write pub_status: canceled. Where the kill was a mistake, take the guid out of that file.",
        stops="publishing",
    ),
}
"""Every rule by its code. The letter says what it is about: F file and fields, B body, L links,
N names and addresses, Q quotes, P pictures, A attribution line, R review."""


WAIVED: Final = frozenset({"Q001", "Q002", "Q008", "Q010", "A001", "A002", "F008", "P005"})
"""Codes that an open review point may stand for: it is told instead of their problems."""


def explain(code: str) -> str | None:
    """Return what a code means, for people; None where there is no such code."""
    rule = RULES.get(code.upper())
    if rule is None:
        return None
    note = {
        "builds": "",
        "publishing": "\n\nThe preview goes on, with a mark; make publish does not.",
        "nothing": "\n\nBuilds go on all the same.",
    }[rule.stops]
    return f"{code.upper()}: {rule.title}\n\n{rule.why}\n\nWhat to do: {rule.remedy}{note}"
