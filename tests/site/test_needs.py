"""What templates need: their files, the names that they take, the words that they say."""

import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    pass_context,
)

from newsroom.site.needs import ANY, Needs, TemplateNeeds
from newsroom.site.templates import SAFE, template_filters
from tests.conftest import ROOT


def environment(files: dict[str, str], **options: Any) -> Environment:
    return Environment(loader=DictLoader(files), autoescape=True, **options)


def needs(root: str, **files: str) -> Needs:
    """The needs of a template with this source; `x__y` is the file x/y.html, `x` is x.html."""
    named = {f"{name.replace('__', '/')}.html": source for name, source in files.items()}
    return TemplateNeeds(environment({"root.html": root, **named})).of("root.html")


def names(root: str, **files: str) -> list[str] | None:
    found = needs(root, **files).names
    return None if found is None else sorted(found)


def words(root: str) -> list[str]:
    return sorted(needs(root).words)


@pytest.mark.parametrize("reference", [
    "{% extends 'a.html' %}",
    "{% include 'a.html' %}",
    "{% include 'a.html' ignore missing without context %}",
    "{% include ['no.html', 'a.html'] %}",
    "{% import 'a.html' as a %}",
    "{% from 'a.html' import m with context %}",
    "{% block b %}{% if true %}{% include 'a.html' %}{% endif %}{% endblock %}",
    "{% macro m() %}{% include 'a.html' %}{% endmacro %}",
])  # fmt: skip
def test_what_is_referenced_belongs_to_a_template(reference: str) -> None:
    found = needs(reference, a="{% include 'b.html' %}{{ x }}", b="{{ y.z }}", c="{{ no }}")
    assert (found.names, "z" in found.words) == (frozenset("xy"), True)


@pytest.mark.parametrize("call", [
    "{{ part('a', x=1) }}", "{{ part(name='a') }}", "{% macro m() %}{{ part('a') }}{% endmacro %}",
])  # fmt: skip
def test_a_part_belongs_to_a_template(call: str) -> None:
    found = names(call, part__a="{{ x }}", part__b="{{ y }}", a="{{ z }}")
    assert found == ["SITEURL", "part", "x"]


def test_what_is_only_called_part_is_none() -> None:
    assert names("{% for part in parts %}{{ part }}{{ part(x) }}{% endfor %}") == ["parts", "x"]


@pytest.mark.parametrize("source", [
    "{% extends a %}",
    "{% include 'a' ~ 'b' %}",
    "{% include ['a.html', b] %}",
    "{% import a as b %}",
    "{{ part(a) }}",
    "{{ part(*a) }}",
    "{{ part(**a) }}",
    "{% set p = part %}{{ p('a') }}",
    "{% include 'broken.html' %}",
    "{% include 'unknown.html' %}",
    "{% set a | default(b) %}{% endset %}",  # Jinja cannot compile it
])  # fmt: skip
def test_what_names_no_file_may_lead_to_any(source: str) -> None:
    files = {
        "root.html": source, "broken.html": "{% if %}", "unknown.html": "{{ x | unknown }}",
        "far.html": "1",
    }  # fmt: skip
    before = TemplateNeeds(environment(files)).of("root.html")
    after = TemplateNeeds(environment({**files, "far.html": "2"})).of("root.html")
    assert (before.names, ANY in before.words, before.digest == after.digest) == (None, True, False)


def test_a_loader_that_cannot_list_will_do_where_all_is_told() -> None:
    env = Environment(loader=FunctionLoader({"a": "{{ x }}", "b": "{% include x %}"}.get))
    assert TemplateNeeds(env).of("a").names == frozenset("x")
    with pytest.raises(TypeError):
        TemplateNeeds(env).of("b")


@pytest.mark.parametrize(("source", "expected"), [
    ("{{ a.b }}{{ c['d'] }}{{ f(g=h) | default(i) }}", ["a", "c", "f", "h", "i"]),
    ("{% set a = b %}{{ a }}{% for c in d %}{{ c }}{{ loop.index }}{% endfor %}", ["b", "d"]),
    ("{{ a }}{% set a = 1 %}", ["a"]),
    ("{% set a = 1 %}{% block b %}{{ a }}{% endblock %}", ["a"]),  # one block's for another
    ("{% macro m(a, b=c) %}{{ a }}{{ d }}{{ caller() }}{{ varargs }}{{ kwargs }}{% endmacro %}"
     "{% call(e) m(f) %}{{ e }}{{ g }}{% endcall %}", ["c", "d", "f", "g"]),
    ("{% block b %}{{ super() }}{{ self.b() }}{% endblock %}", []),
    ("{{ range(3) }}{{ dict() }}{{ lipsum() }}{{ cycler(1) }}{{ joiner() }}{{ namespace() }}", []),
    ("{{ _('x') }}", ["_", "gettext"]),
    ("{% from 'x.html' import m %}{{ m() }}", []),
])  # fmt: skip
def test_names(source: str, expected: list[str]) -> None:
    assert names(source) == expected


def test_macros_take_names_from_globals_through_all_files() -> None:
    assert names(
        "{% from 'a.html' import outer %}{{ outer(x) }}",
        a="{% from 'b.html' import inner %}{% macro outer(y) %}{{ inner(y) }}{{ u }}{% endmacro %}",
        b="{% macro inner(y) %}{{ y }}{{ v }}{% endmacro %}",
    ) == ["u", "v", "x"]


def test_globals_are_names_but_for_jinja_s_own() -> None:
    env = environment({"a": "{{ ours }}{{ range(1) }}{{ dict() }}"})
    env.globals.update({"ours": 1, "dict": 2})
    assert TemplateNeeds(env).of("a").names == frozenset({"ours", "dict"})


def test_what_reads_the_context_by_itself_may_read_any_name() -> None:
    @pass_context
    def reader(context: Any, *values: Any) -> str:
        return str(context["secret"])

    def plain(*values: Any) -> bool:
        return True

    files = {
        "global": "{{ f() }}", "filter": "{{ x | f }}", "test": "{{ x is f }}",
        "map": "{{ x | map('f') }}", "select": "{{ x | select(y) }}",
        "none": "{{ x | list }}", "part": "{{ part('a') }}",
    }  # fmt: skip
    found = {}
    for function in (plain, reader):
        env = environment(files)
        for tools in (env.globals, env.filters, env.tests):
            tools["f"] = function
        env.globals["part"] = reader
        of = TemplateNeeds(env).of
        found[function.__name__] = [name for name in files if of(name).names is None]
    assert found == {"plain": [], "reader": ["global", "filter", "test", "map", "select"]}
    debug = environment({"a": "{% debug %}"}, extensions=["jinja2.ext.debug"])
    assert TemplateNeeds(debug).of("a").names is None


@pytest.mark.parametrize(("source", "expected"), [
    ("{{ a.b.c }}", ["b", "c"]),
    ("{{ a['b'] }}{{ a[0] }}{{ a[-1] }}{{ a[1:n] }}", ["b"]),
    ("{{ f(b=1) }}{{ {'c': 2} }}", ["b", "c"]),
    ("{{ '{0.body}, {x[y]}'.format(a) }}", ["body", "format", "x", "y"]),
    ("content {# body #}", []),
    ("{{ a | attr('b') | map(attribute='c.d') | list }}", ["attribute", "b", "c", "d"]),
    ("{{ a | selectattr('b', 'equalto', c) }}", ["b", "equalto"]),
    ("{{ a | map('default', b) | join(c) | sort(b) }}", ["default"]),
    ("{{ a.__dict__ }}", [ANY, "__dict__"]),
])  # fmt: skip
def test_words(source: str, expected: list[str]) -> None:
    assert words(source) == expected


@pytest.mark.parametrize("source", [
    "{{ a[b] }}", "{{ a[-b] }}", "{{ a['b' ~ c] }}", "{{ a | attr(b) }}", "{{ a | attr(name=b) }}",
    "{{ a | map(attribute=b) }}", "{{ a | map(b) }}", "{{ a | map('attr', b) }}",
    "{{ a | map('map', 'attr', b) }}", "{{ a | map(**b) }}", "{{ a | selectattr(b) }}",
    "{{ a | rejectattr(*b) }}", "{{ a | groupby(b) }}", "{{ a | sort(attribute=b) }}",
    "{{ a | sort(false, true, b) }}", "{{ a | sum(b) }}", "{{ a | join(', ', b) }}",
    "{{ a | unique(false, b) }}", "{{ a | min(attribute=b) }}", "{{ a | max(false, b) }}",
    "{% filter attr(b) %}{% endfilter %}",
])  # fmt: skip
def test_an_attribute_that_no_constant_names_may_be_any(source: str) -> None:
    found = needs(source)
    assert (ANY in found.words, bool(found.names)) == (True, True)


def test_the_digest_is_of_the_files_of_a_template_and_no_others() -> None:
    files = {
        "a": "{% extends 'b' %}{% include 'maybe' ignore missing %}", "b": "{{ part('p') }}",
        "part/p.html": "p", "other": "o",
    }  # fmt: skip
    before = TemplateNeeds(environment(files)).of("a").digest
    assert (len(before), int(before, 16) > 0) == (16, True)
    changed = {
        name: TemplateNeeds(environment({**files, name: "{{ new }}"})).of("a").digest != before
        for name in (*files, "maybe", "another")
    }
    assert changed == {
        "a": True, "b": True, "part/p.html": True, "other": False, "maybe": True, "another": False,
    }  # fmt: skip
    assert TemplateNeeds(environment(files)).of("a").digest == before


def test_a_template_that_is_not_there_has_a_digest_too() -> None:
    found = TemplateNeeds(environment({})).of("a")
    assert (found.names, found.words) == (frozenset(), frozenset())
    assert found.digest != TemplateNeeds(environment({"a": ""})).of("a").digest


def test_files_that_lead_back_to_themselves() -> None:
    of = TemplateNeeds(environment({"a": "{% include 'b' %}{{ x }}", "b": "{% include 'a' %}"})).of
    assert (of("a").names, of("b").names) == (frozenset("x"), frozenset("x"))
    assert of("a").digest != of("b").digest  # rendering begins elsewhere


def test_the_file_that_stands_before_another_counts() -> None:
    theme, own = DictLoader({"a": "{{ x }}", "b": "{{ z }}"}), DictLoader({"a": "{{ y }}"})
    env = Environment(loader=ChoiceLoader([own, theme, PrefixLoader({"!theme": theme})]))
    of = TemplateNeeds(env).of
    assert [of(name).names for name in ("a", "b", "!theme/a")] == [
        frozenset("y"), frozenset("z"), frozenset("x"),
    ]  # fmt: skip


def test_files_that_are_no_text_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("{% include x %}", encoding="utf-8")
    digests = set()
    for number in (254, 255):
        (tmp_path / "b").write_bytes(bytes([number]))
        env = Environment(loader=FileSystemLoader(tmp_path))
        digests.add(TemplateNeeds(env).of("a").digest)
    assert len(digests) == 2


def theme_environment() -> Environment:
    env = Environment(loader=FileSystemLoader(ROOT / "theme/templates"), **SAFE)
    env.filters.update(template_filters())
    return env


def test_the_theme_tells_all_that_it_needs() -> None:
    env = theme_environment()
    of = TemplateNeeds(env).of
    assert [name for name in env.list_templates() if of(name).names is None] == []
    assert [name for name in env.list_templates() if ANY in of(name).words] == []
    assert ["content" in of(name).words for name in ("article.html", "index.html")] == [True, False]


def test_what_is_remembered_is_what_is_read() -> None:
    env = theme_environment()
    read = TemplateNeeds(env)
    expected = {name: read.of(name) for name in env.list_templates()}
    data = json.loads(json.dumps(read.to_data()))
    again = TemplateNeeds.from_data(theme_environment(), data)
    assert {name: again.of(name) for name in expected} == expected
    assert again.to_data() == read.to_data()


def test_what_is_remembered_holds_for_a_source_and_a_syntax() -> None:
    files = {"a": "{% include 'b' %}", "b": "{{ x }}"}
    read = TemplateNeeds(environment(files))
    read.of("a")
    data = read.to_data()
    for entry in data["files"].values():  # to see what is taken from it
        entry["words"] = ["kept"]

    def found(files: dict[str, str], data: object, **options: Any) -> tuple[Any, Any]:
        needs = TemplateNeeds.from_data(environment(files, **options), data).of("a")
        return needs.names, needs.words

    assert found(files, data) == ({"x"}, {"kept"})
    assert found({**files, "b": "{{ y.z }}"}, data) == ({"y"}, {"kept", "z"})
    assert found(files, data, comment_start_string="{!") == ({"x"}, {"b"})
    unsound: object
    for unsound in (None, [], {}, {**data, "files": 1}, {**data, "files": {"a": {"names": 1}}}):
        assert found(files, unsound) == ({"x"}, {"b"})
