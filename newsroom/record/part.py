"""What all parts of a record share."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a record: it does not change, and knows what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
