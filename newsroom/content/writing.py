"""Content files from records: the way back of `reading`."""

import re
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from newsroom.record.article import Page

# What the reader takes for a field that is left empty.
_NULL = re.compile("~|null|Null|NULL")

# Line breaks to YAML 1.1 (section 5.4): kept only where they are written as escapes.
_BREAKS = re.compile("[\x85\u2028\u2029]")


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar as the text that it is: the reader gives it no other type."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, width=1_000_000, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values out each time: the reader knows no aliases."""
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "'" if _NULL.fullmatch(text) else '"' if _BREAKS.search(text) else None
    return dumper.represent_scalar(BaseResolver.DEFAULT_SCALAR_TAG, text, style=style)


_Dumper.add_representer(str, _represent_text)


def print_file(record: Page, body: str) -> str:
    """Return the text of a content file: front matter with what the record says, and the body.

    Fields stand in the order of the record, without those that have their default. Reading the text
    gives the same record and the same body; `body` has Unix line ends.
    """
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return f"---\n{dump_fields(data)}---\n{body}"


def dump_fields(data: dict[str, Any]) -> str:
    """Return fields as YAML that is read again as the same text."""
    return str(yaml.dump(_as_text(data), Dumper=_Dumper))


def _as_text(value: Any) -> Any:
    """Return data with its scalars as they are written."""
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
