"""What text-mode readers and browsers add to a page's words, and how words are measured."""

import re
import unicodedata

# What was taken out of a line, so that it keeps its length: a noncharacter, which no text has.
GAP = "\ufdd0"

# Lynx and ELinks list the links of a page at its end.
_LISTED = re.compile(r"\s*(\d{1,5})\. (?:[a-z][a-z0-9+.-]*:|[/#?])\S*", re.IGNORECASE)
# Their headings: one word of the reader's language, and the names of the two kinds of links.
_HEADING = re.compile(r"\s*[^\W\d_]{3,20}:?")
_KIND = re.compile(
    r"\s*(?:visible|hidden|sichtbare|versteckte|liens|enlaces|links)\s\w+:?", re.IGNORECASE
)
_NUMBER = re.compile(r"\[(\d{1,5})\]")
_BEFORE_WORD = re.compile(r"(?:(?<=[\s(\"“„«‘'–—-])|^)\[\d{1,5}\](?=\S)", re.MULTILINE)

_ALTERNATES = re.compile(r"^ *#\[\d+\].*(?:\n +\S.*)*?(?=\n\s*\n|\n {0,3}\S|\Z)", re.MULTILINE)
_CONTROLS = re.compile(
    r"^.*\(BUTTON\).*$|^[ \t]*(?:\[\d+\])?IFRAME:.*$|^[ \t]*Link: \S+.*$"
    r"|^[ \t\[\]()x*]*_{4,}[ \t_\[\]]*$",
    re.MULTILINE | re.IGNORECASE,
)
_PICTURES = re.compile(
    r"\[(?:img|image|inline|embed|link|usemap|[^\]\s]{1,80}\.(?:jpe?g|png|gif|webp|svg|avif))\]",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"[ \t]?<(?:https?://|mailto:|javascript:)[^<>\s]{1,2000}>")
_MARKDOWN = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,400})\]\((?:https?:|/|#"
    r"|mailto:)[^\s()]{0,2000}(?: \"[^\"\n]{0,200}\")?\)"
)
# `**word**` of Markdown, `*word*` of Firefox; not `f**k`, not `2 * 3`.
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\1(?![\w*])")
_STRONG = re.compile(
    r"^([ \t]*(?:[*+-] |> )?)(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\2[ \t]*$", re.MULTILINE
)
_INVISIBLE = str.maketrans(
    dict.fromkeys("\u200b\u2060\ufeff" + GAP)
    | {"\f": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)

_CLOSED = "\"'”’“‘»«›‹)]」』”*_"
_FINAL = ".!?…。！？｡؟۔।॥։።"
_ENOUGH = 5  # numbers that must rise before they are numbers of links


def stripped_of_reader_marks(text: str) -> str:
    """Return a page's text without what the program that saved it has added.

    `GAP` stands for each letter that was taken out of a line, so that lines keep their length.
    """
    text = text.translate(_INVISIBLE)
    text = _without_link_numbers(_ALTERNATES.sub("", text))
    for added in (_CONTROLS, _PICTURES, _TARGETS):
        text = added.sub(lambda found: GAP * len(found[0]), text)
    text = _MARKDOWN.sub(lambda found: found["text"], text)
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\1\3", text))


def width(text: str) -> int:
    """Return how many columns a text takes (Unicode, UAX 11)."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return len(text) + wide - marks - text.count(GAP)  # Unicode calls that one wide


def joined(one: str, two: str) -> str:
    """Join two lines of a paragraph; scripts that have no spaces get none."""
    glued = _is_ideographic(one[-1]) and _is_ideographic(two[0])
    return one + two if glued else f"{one} {two}"


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return text.rstrip(_CLOSED + " ")[-1:] in tuple(_FINAL)


def starts_lower(text: str) -> bool:
    """Tell whether a text goes on where another stopped: no capital, or a script without them."""
    first = next((letter for letter in text[:8] if letter.isalpha()), "")
    return bool(first) and not first.isupper() and text[0] not in '"“„«»*•-'


def _is_ideographic(letter: str) -> bool:
    return width(letter) > 1 and not "가" <= letter <= "힣"


def _without_link_numbers(text: str) -> str:
    text, listed = _without_list(text)
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return text
    if not listed:
        # Without a list, only numbers that rise one by one, each before its word.
        values = [int(found[1]) for found in numbers]
        before = sum(1 for _ in _BEFORE_WORD.finditer(text))
        rises = values == list(range(values[0], values[0] + len(values)))
        if len(values) < _ENOUGH or not rises or before < len(values) * 0.8:
            return text
        listed = values[-1]
    parts: list[str] = []
    end, last = 0, 0
    for found in numbers:
        number = int(found[1])
        if last < number <= listed and number <= last + 200:
            parts += (text[end : found.start()], GAP * len(found[0]))
            end, last = found.end(), number
    parts.append(text[end:])
    return "".join(parts)


def _without_list(text: str) -> tuple[str, int]:
    """Return the text before the list of its links, and the highest number in it (0: no list)."""
    lines = text.rstrip().split("\n")
    at, highest = len(lines), 0
    while at:
        line = lines[at - 1]
        if found := _LISTED.fullmatch(line):
            highest = max(highest, int(found[1]))
        elif line.strip() and not _KIND.fullmatch(line):
            break
        at -= 1
    if not highest:
        return text, 0
    if at and _HEADING.fullmatch(lines[at - 1]):
        at -= 1
    return "\n".join(lines[:at]), highest
