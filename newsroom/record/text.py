"""The kinds of text that a record holds."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

# What XML 1.0 (section 2.2) cannot carry, and the C1 controls, which no editor means to write.
# The line breaks and the tab are the only controls that text needs.
CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def _printable(text: str) -> str:
    if found := CONTROL_CHARACTERS.search(text):
        raise PydanticCustomError(
            "control_character",
            "holds the control character {name}; take it out",
            {"name": f"U+{ord(found[0]):04X}"},
        )
    return text


def _one_line(text: str) -> str:
    # A space is the only white space that is printable, and no control character is.
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(_printable(text).split())


Verbatim = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_printable),
]
"""Text that arrives exactly as written, but for white space around it; never empty."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_one_line),
]
"""Text of one line: white space within it is single spaces; never empty."""

# File systems take 255 bytes for a name (POSIX: NAME_MAX is at least 14, Linux has 255).
LONGEST_NAME = 100

Name = Annotated[Line, StringConstraints(max_length=LONGEST_NAME)]
"""The name of what has a page of its own: a section, a topic, an author, a speaker."""
