"""What all parts of a record share."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a record: it does not change, and knows what it does not know."""

    # Validators are built when one is asked for: those of the whole have those of its parts.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
