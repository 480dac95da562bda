"""What templates call: words in the midst of other languages, templates that are compiled late."""

import pytest
from jinja2 import DictLoader, Environment, Template

from newsroom.site.templates import LazyTemplate, lazily, words


@pytest.mark.parametrize(
    ("text", "lang", "within", "html"),
    [
        ("By", "en", "en", "By"),
        ("By", "en", "de", '<span lang="en">By</span>'),
        ("By", "en", "ar", '<span lang="en" dir="ltr">By</span>'),
        ("<b> & Co", "en", "en", "&lt;b&gt; &amp; Co"),
        ("<b> & Co", "en", "de", '<span lang="en">&lt;b&gt; &amp; Co</span>'),
    ],
)
def test_words_in_the_midst_of_others(text: str, lang: str, within: str, html: str) -> None:
    assert words(text, lang, within) == html


def test_a_template_is_got_when_it_is_rendered() -> None:
    env = Environment(loader=DictLoader({"a.html": "{{ name }}", "b.html": "{% if %}"}))
    got: list[str] = []

    def get(name: str) -> Template:
        got.append(name)
        return env.get_template(f"{name}.html")

    get_lazily = lazily(get, env, ".html")
    first = get_lazily("a")
    assert isinstance(first, LazyTemplate)
    assert (first.name, get_lazily("a") is first, got) == ("a.html", True, [])
    assert [first.render({"name": "one"}), first.render({"name": "two"})] == ["one", "two"]
    assert first.filename == env.get_template("a.html").filename
    assert got == ["a"]


def test_one_that_is_not_there_fails_at_once_and_one_with_a_fault_later() -> None:
    env = Environment(loader=DictLoader({"b.html": "{% if %}"}))

    def get(name: str) -> Template:
        try:
            return env.get_template(f"{name}.html")
        except Exception as error:
            raise LookupError(name) from error

    get_lazily = lazily(get, env, ".html")
    with pytest.raises(LookupError):
        get_lazily("missing")
    with pytest.raises(LookupError):
        get_lazily("b").render({})
