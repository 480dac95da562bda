"""What identifies a ninjs object: the same in every version, and however often it is fetched."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newsroom.ingest.ninjs.fields import Fields, entries, tail, text_in

# Parameters of an address that belong to the one who fetches it (AP: `qt`, `et`), not to the item.
_TOKENS = {
    "accesstoken", "apikey", "auth", "authtoken", "et", "expires", "jsessionid", "jwt",
    "phpsessid", "qt", "session", "sessionid", "sig", "signature", "token",
}  # fmt: skip
_SIGNED = ("x-amz-", "x-goog-", "x-ms-")
# Roles of alternative identifiers, the best first; and those that each version or copy has anew.
_ROLES = ("guid", "uri", "itemid", "id")
_PASSING = {"etag", "transref", "versionid", "version"}


def guid_of(fields: Fields) -> str | None:
    """Return what identifies an object: its uri, else an alternative identifier.

    White space in it is folded, as it is in a record. A uri with the tokens of a session in its
    query changes from fetch to fetch: then it is the `itemid` or the like, else the uri without
    them.
    """
    uri = _folded(text_in(fields, "uri", "guid"))
    alternatives = _alternatives(fields)
    named = next((alternatives[role] for role in _ROLES if role in alternatives), None)
    if uri is None:
        return named or next(iter(alternatives.values()), None)
    lasting = _without_tokens(uri)
    return uri if lasting == uri else named or lasting


def _alternatives(fields: Fields) -> dict[str, str]:
    """Return the alternative identifiers by their roles (ninjs 1: names, ninjs 2 and 3: `role`)."""
    found = fields.get("altids")
    if isinstance(found, dict):
        pairs = [(name, text_in(found, name)) for name in found]
    else:
        pairs = [
            (tail(text_in(entry, "role")), text_in(entry, "value", "name"))
            for entry in entries(fields, "altids")
        ]
    given: dict[str, str] = {}
    for role, value in pairs:
        if (folded := _folded(value)) and role not in _PASSING:
            given.setdefault(role, folded)
    return given


def _folded(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _without_tokens(uri: str) -> str:
    try:
        parts = urlsplit(uri)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return uri
    kept = [(name, value) for name, value in pairs if not _is_token(name)]
    if parts.scheme.lower() not in ("http", "https") or len(kept) == len(pairs):
        return uri
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _is_token(name: str) -> bool:
    plain = name.casefold().replace("_", "").replace("-", "")
    return plain in _TOKENS or name.casefold().startswith(_SIGNED)
