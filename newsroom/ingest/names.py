"""The names of the formats of sources. The command line needs these alone."""

from typing import Final, Literal, get_args

Format = Literal["capture", "webpage", "ninjs", "newsml-g2", "nitf"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
