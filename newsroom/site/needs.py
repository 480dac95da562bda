"""What a template needs, found by reading it: whether a page may look different from before.

A page can change only where a file of its template does, or something that the template can see.
Jinja's own parser and compiler (`jinja2.meta`) say which files those are and which names they take
from their context. What is told is too much rather than too little: a name that one block of a
template sets for another counts as taken from outside, and so does one that a part gets as a value.

Not seen, since it happens in Python: what a function, a filter, a test or a method reads of the
values that it is given, or of whatever else it knows (`menu_entry`, `structured_data`); what is
printed of a value whole without a filter that does; the values that a format string takes, where
that string is no constant; functions in a page's context that read that context.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from jinja2 import BaseLoader, DictLoader, Environment, TemplateError, TemplateNotFound, meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.utils import _PassArg
from pydantic import TypeAdapter, ValidationError

# Stands among the words where any attribute may be looked at.
ANY = "*"

# Names that Jinja gives a template itself.
_JINJA = {
    **dict.fromkeys(("self", "super", "loop", "caller", "varargs", "kwargs")),
    **DEFAULT_NAMESPACE,
}

# Where filters of Jinja take the name of an attribute: the place among their arguments.
_ATTRIBUTE_AT = {
    "attr": 0, "groupby": 0, "rejectattr": 0, "selectattr": 0, "sum": 0,
    "join": 1, "max": 1, "min": 1, "unique": 1, "sort": 2,
}  # fmt: skip

# Filters of Jinja that call another filter, or a test, by its name.
_CALLS_BY_NAME = {"map", "reject", "rejectattr", "select", "selectattr"}

# Filters that print a value with all that is in it, where they get one of the page's.
_WHOLE = {"pprint", "string", "tojson"}
_VALUES = (nodes.Name, nodes.Getattr, nodes.Getitem)

_IDENTIFIER = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Needs:
    """What a template is made of, and what it may look at.

    `digest` (16 hex digits) is of the names and sources of all files of the template: itself and
    what it extends, includes, imports or calls as a part. A file that is missing has its place in
    it. Where the name of a file is no constant, or a file cannot be compiled, it is of all
    templates that there are.

    `names` are what the files take from their context or the environment's globals, but for
    Jinja's own; None where that cannot be told: as above, and where a function, filter or test of
    the environment reads the context by itself (`pass_context`; `part` and Jinja's own are known).

    `words` are the attributes and keywords of the files, and the identifiers in their string
    constants; ANY among them where an attribute is named by no constant, where one begins with
    two underscores (`__dict__` leads to all others), where a value is printed whole, and where
    `names` is None.
    """

    digest: str
    names: frozenset[str] | None
    words: frozenset[str]


@dataclass(frozen=True)
class _File:
    """What one source says, whatever its name. All in order, so that its JSON stays the same.

    `calls` are filters and tests; one that `is_open` may lead to a template nobody can name, one
    that `sees_all` hands on its whole context.
    """

    references: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    is_open: bool = False
    sees_all: bool = False


class TemplateNeeds:
    """The needs of an environment's templates, each file read once; errors are for rendering."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._loader = environment.loader or DictLoader({})
        # Jinja's `meta` leaves out what is among the globals of the environment that it is given.
        self._reader = environment.overlay()
        self._reader.globals = {}
        self._known: Mapping[str, _File] = {}
        self._files: dict[str, _File] = {}
        self._sources: dict[str, tuple[str, str] | None] = {}
        self._needs: dict[str, Needs] = {}

    @classmethod
    def from_data(cls, environment: Environment, data: object) -> Self:
        """Return what knows the files of a former `to_data`, read from JSON.

        Files that have changed since are read anew; all are, where the data are not sound, or of
        another Jinja, module or syntax. The code of Jinja's extensions is for the caller to watch.
        """
        needs = cls(environment)
        if isinstance(data, dict) and data.get("reader") == needs._reader_digest():
            with suppress(ValidationError):
                needs._known = TypeAdapter(dict[str, _File]).validate_python(data.get("files"))
        return needs

    def to_data(self) -> dict[str, Any]:
        """Return what is known of the files that were asked for, for JSON (RFC 8259)."""
        files = {key: asdict(file) for key, file in sorted(self._files.items())}
        return {"reader": self._reader_digest(), "files": files}

    def of(self, name: str) -> Needs:
        """Return the needs of a template, named as for `get_template`: "article.html".

        Raises TypeError where the digest must be of all templates and the loader cannot list them.
        """
        if name not in self._needs:
            self._needs[name] = self._find(name)
        return self._needs[name]

    def compile(self, name: str) -> None:
        """Have the environment compile a template, with all that it is made of by their names.

        What cannot be compiled fails when it is rendered.
        """
        for each, file in self._closure(name).items():
            if file:
                with suppress(TemplateError):
                    self._environment.get_template(each)

    def _find(self, name: str) -> Needs:
        closure = self._closure(name)
        files = [file for file in closure.values() if file]
        is_open = any(file.is_open for file in files)
        named = {*closure, *self._loader.list_templates()} if is_open else closure
        sources = [(each, *(self._source(each) or ())[:1]) for each in sorted(named)]
        digest = _digest([name, sources])[:16]
        words = frozenset(word for file in files for word in file.words)
        names = frozenset(name for file in files for name in file.names if not self._is_own(name))
        if is_open or any(file.sees_all for file in files) or self._reads_context(names, files):
            return Needs(digest, None, words | {ANY})
        return Needs(digest, names, words)

    def _closure(self, name: str) -> dict[str, _File | None]:
        """Return the files that a template is made of by their names; None for a missing one."""
        closure: dict[str, _File | None] = {}
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name not in closure:
                file = closure[name] = self._file(name)
                references = file.references if file else ()
                waiting += [self._environment.join_path(each, name) for each in references]
        return closure

    def _file(self, name: str) -> _File | None:
        source = self._source(name)
        if source is None:
            return None
        key, text = source
        if key not in self._files:
            self._files[key] = self._known.get(key) or _read(self._reader, text)
        return self._files[key]

    def _source(self, name: str) -> tuple[str, str] | None:
        """Return the digest of a template's source, and the source; None where there is none."""
        if name not in self._sources:
            self._sources[name] = None
            with suppress(TemplateNotFound, OSError):
                text = _text(self._loader, self._environment, name)
                self._sources[name] = (_digest(text), text)
        return self._sources[name]

    def _is_own(self, name: str) -> bool:
        """Tell whether Jinja gives this name, and nobody has put something else in its place."""
        given = _JINJA.get(name)
        return name in _JINJA and self._environment.globals.get(name, given) is given

    def _reads_context(self, names: Iterable[str], files: Iterable[_File]) -> bool:
        """Tell whether something that a template calls may take names from the context."""
        environment = self._environment
        if any(_is_reader(environment.globals.get(name)) for name in names if name != "part"):
            return True
        tools = (*environment.filters.items(), *environment.tests.items())
        readers = {name for name, tool in tools if _is_reader(tool)}
        calls = {name for file in files for name in file.calls}
        return bool(readers and calls & (readers | _CALLS_BY_NAME))

    def _reader_digest(self) -> str:
        environment = self._environment
        code = (version("jinja2"), Path(__file__).read_text(encoding="utf-8"))
        # Above all the marks of tags and comments.
        marks = sorted((k, v) for k, v in vars(environment).items() if isinstance(v, str | None))
        # A filter that is not there is an error of syntax.
        tools = (environment.extensions, environment.filters, environment.tests)
        return _digest([code, marks, *map(sorted, tools)])


def _text(loader: BaseLoader, environment: Environment, name: str) -> str:
    try:
        return loader.get_source(environment, name)[0]
    except UnicodeDecodeError as error:
        return error.object.decode("latin-1")  # to tell it from others: its rendering fails


def _read(environment: Environment, source: str) -> _File:
    """Return what a source says. What cannot be compiled leads wherever it likes."""
    try:
        tree = environment.parse(source)
        # Before the compiler is at work, which may put constants in the place of expressions.
        every = list(tree.find_all(nodes.Node))
        references = list(meta.find_referenced_templates(tree))
        names = meta.find_undeclared_variables(tree)
    except Exception:
        return _File(is_open=True)  # it fails again where it is told
    if "part" in names:
        references += _parts(every)
        names |= {"SITEURL"}  # `part` takes it from the page
    if "_" in names:
        names |= {"gettext"}  # what Jinja's `_` stands for
    contexts = (nodes.ContextReference, nodes.DerivedContextReference)
    return _File(
        references=tuple(sorted({name for name in references if name is not None})),
        names=tuple(sorted(names)),
        words=tuple(sorted(set(_words(every)))),
        calls=tuple(sorted({n.name for n in every if isinstance(n, nodes.Filter | nodes.Test)})),
        is_open=None in references,
        sees_all=any(isinstance(node, contexts) for node in every),
    )


def _parts(every: Iterable[nodes.Node]) -> Iterator[str | None]:
    """Yield the files of the parts that a template calls; None for one that is not told."""
    called = []
    for node in every:
        if isinstance(node, nodes.Call) and _is_part(node.node):
            called.append(node.node)
            name = [*node.args, *(word.value for word in node.kwargs if word.key == "name")][:1]
            told = [each.value for each in name if isinstance(each, nodes.Const)]
            yield f"part/{told[0]}.html" if told else None
    # The function under another name, or in another's hands.
    if any(_is_part(node) and not any(node is one for one in called) for node in every):
        yield None


def _is_part(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "part" and node.ctx == "load"


def _words(every: Iterable[nodes.Node]) -> Iterator[str]:
    for node in every:
        found: list[str] = []
        if isinstance(node, nodes.Getattr):
            found = [node.attr]
        elif isinstance(node, nodes.Keyword):
            found = [node.key]
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            found = _IDENTIFIER.findall(node.value)
        elif isinstance(node, nodes.Getitem) and not _is_told(node.arg):
            found = [ANY]
        elif isinstance(node, nodes.Filter):
            dynamic = bool(node.dyn_args or node.dyn_kwargs)
            whole = node.name in _WHOLE and isinstance(node.node, _VALUES)
            found = [ANY] * (whole or _takes_any(node.name, node.args, node.kwargs, dynamic))
        yield from found
        if any(word.startswith("__") for word in found):
            yield ANY


def _takes_any(name: str, arguments: list[Any], keywords: list[Any], dynamic: bool) -> bool:
    """Tell whether a filter may look at an attribute that no constant names."""
    if name == "map" and arguments:
        first, *others = arguments
        if not isinstance(first, nodes.Const):
            return True
        return _takes_any(str(first.value), others, keywords, dynamic)
    if dynamic and name in ("map", *_ATTRIBUTE_AT):
        return True
    place = _ATTRIBUTE_AT.get(name, len(arguments))
    named = ("attribute", "name") if name == "attr" else ("attribute",)
    asked = [word.value for word in keywords if word.key in named]
    return not all(map(_is_told, asked + arguments[place : place + 1]))


def _is_told(node: nodes.Node) -> bool:
    """Tell whether an index is a constant: then it is a number, or among the words."""
    if isinstance(node, nodes.Neg):
        node = node.node
    return isinstance(node, nodes.Const | nodes.Slice)


def _is_reader(tool: Any) -> bool:
    """Tell whether a function gets the context of its caller, and is none of Jinja's own."""
    own = str(getattr(tool, "__module__", "")).startswith("jinja2.")
    # An object that is called, too: Jinja's Context.call looks at both.
    asks: list[Any] = [tool, getattr(tool, "__call__", None)]  # noqa: B004
    return not own and any(_PassArg.from_obj(ask) is _PassArg.context for ask in asks)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
