"""From front matter to a record, with every fault in an editor's words."""

from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from newsroom.content.front_matter import FieldPath, FrontMatter
from newsroom.content.problems import Problem, dotted
from newsroom.record.part import Part

RecordT = TypeVar("RecordT", bound=Part)

_REMEDIES = {
    "missing": "is missing; add it",
    "string_too_short": "is empty; fill it in",
    "too_long": "is too long for an address; write no more than 100 characters",
    "string_type": "must be text",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "greater_than": "must be one or more",
    "tuple_type": "must be a list, as in [one, two]",
    "dict_type": "must hold fields of its own, indented below it",
    "model_type": "must hold fields of its own, indented below it",
    "model_attributes_type": "must hold fields of its own, indented below it",
}
_CODES = {
    "extra_forbidden": "F004",
    "moment": "F010",
    "language_tag": "F011",
    "file": "P003",
}
_PATTERNS = {
    "slug": "must be small letters, digits and single hyphens, as in missiles-crash-in-iran",
    "url": "must be a web address, as in https://example.org/report",
    "country": "must be a code of two letters, as in FR",
    "site": "must be a web address, as in https://example.org/",
    "wikidata": "must be an item of Wikidata, as in Q130879",
    "speakers": "is no key; use letters, digits, - and _",
    "pictures": "is no key; use letters, digits, - and _",
    "licence": "must be the address of a licence, as in https://creativecommons.org/licenses/by/4.0/",
    "acquire_licence_page": "must be a web address, as in https://example.org/licences",
    "quotes": "is no digest; it has 16 digits and letters from a to f",
    "text": "is no digest; it has 16 digits and letters from a to f",
}


def validate(
    model: type[RecordT], matter: FrontMatter, path: str, context: dict[str, Any]
) -> tuple[RecordT | None, list[Problem]]:
    """Build a record from front matter.

    Returns the record and no problem, or None and every problem. `path` names the file in them;
    `context` is handed to the record's validators (`zone`).
    """
    try:
        return model.model_validate(matter.data, context=context), []
    except ValidationError as error:
        return None, [_problem(model, matter, path, detail) for detail in error.errors()]


def _problem(model: type[Part], matter: FrontMatter, path: str, detail: ErrorDetails) -> Problem:
    location = tuple(step for step in detail["loc"] if step != "[key]")
    code = _code(detail, location)
    return Problem(path, _line(matter, location), dotted(location), _message(model, detail), code)


def _code(detail: ErrorDetails, location: FieldPath) -> str:
    kind = detail["type"]
    if kind in ("missing", "string_too_short") or (detail["input"] == "" and kind in _CODES):
        return {"alt": "P001", "credit": "P002"}.get(str(location[-1]), "F005")
    return _CODES.get(kind, "F006")


def _line(matter: FrontMatter, location: FieldPath) -> int:
    """Return the line of a field, or of the nearest thing around it that was written."""
    for end in range(len(location), 0, -1):
        if line := matter.lines.get(location[:end]):
            return line
    return 1


def _message(model: type[Part], detail: ErrorDetails) -> str:
    kind, location = detail["type"], detail["loc"]
    names = [step for step in location if isinstance(step, str)]
    if kind == "extra_forbidden":
        known = list(_fields_at(model, location[:-1]))
        written = str(location[-1]).lower()
        # Our own words for Pelican's fields: an editor knows a headline, not a title.
        ours = {name: field.alias for name, field in model.model_fields.items() if field.alias}
        near = [ours[written]] if written in ours and not location[:-1] else []
        near = near or get_close_matches(written, known, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
        return f"is not a known field; {hint}"
    if kind in ("missing", "string_too_short") and names[-1] in ("alt", "credit"):
        says = "what the picture shows" if names[-1] == "alt" else "whose picture it is"
        return f"is {'missing' if kind == 'missing' else 'empty'}; say {says}"
    if kind == "string_pattern_mismatch":
        rule = next(_PATTERNS[name] for name in reversed(names) if name in _PATTERNS)
        return f"'{detail['input']}' {rule}"
    if kind == "literal_error":
        return f"must be {detail['ctx']['expected']}, not '{detail['input']}'"
    if detail["input"] == "" and kind != "control_character":
        field = _fields_at(model, location[:-1]).get(str(location[-1]))
        optional = field is None or not field.is_required()
        return _REMEDIES["string_too_short"] + (" or take the line out" if optional else "")
    return _REMEDIES.get(kind, detail["msg"])


def _fields_at(model: type[BaseModel], location: FieldPath) -> dict[str, FieldInfo]:
    """Return the fields that may stand at a place in the front matter, by the names used there."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    if not location:
        return fields
    step, *rest = location
    annotation = fields[str(step)].annotation if str(step) in fields else None
    inner = _model_within(annotation)
    if inner is None:
        return {}
    return _fields_at(inner, tuple(rest[1:] if get_origin(annotation) is dict else rest))


def _model_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (dict, tuple, list, Union, UnionType):
        return next(filter(None, map(_model_within, get_args(annotation))), None)
    return None
