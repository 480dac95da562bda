"""What a site's own templates show is what it is, whatever they look at."""

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.site import build_site, load_settings
from tests.conftest import NOW, ROOT, write_files

SECOND = "---\ntitle: Two\ndate: 2026-03-01\ncategory: World\n---\n\nSnow fell.\n"


def article(title: str = "One", category: str = "World", body: str = "Rain fell.") -> str:
    return f"---\ntitle: {title}\ndate: 2026-04-01\ncategory: {category}\n---\n\n{body}\n"


class Project:
    """A site with a theme of its own; `build` says whether it comes out as from nothing."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.settings = settings
        self.now = NOW
        theme = ROOT / "theme"
        files = (path for path in theme.rglob("*") if path.is_file())
        self.write({f"theme/{path.relative_to(theme)}": path.read_text() for path in files})
        self.write({"content/pages/about.md": "---\ntitle: About\n---\nText.\n"})

    def write(self, files: dict[str, str]) -> None:
        write_files(self.folder, files)

    def show(self, template: str, text: str) -> None:
        path = f"theme/templates/{template}"
        self.write({path: text + (self.folder / path).read_text()})

    def build(self) -> dict[str, bytes]:
        time.sleep(0.08)  # so that what was written last is relied upon
        warm = self._built("site", "cache/read.sqlite3")
        assert warm == self._built(f"fresh/{self.now:%j%H%M%S}{len(warm)}", None)
        return warm

    def _built(self, output: str, cache: str | None) -> dict[str, bytes]:
        chosen = {
            "PATH": str(self.folder / "content"),
            "THEME": str(self.folder / "theme"),
            "OUTPUT_PATH": str(self.folder / output),
            "READ_CACHE": cache and str(self.folder / cache),
            "NOW": self.now,
            **self.settings,
        }
        build_site(load_settings(ROOT / "publishconf.py", chosen))
        tree = self.folder / output
        files = (path for path in tree.rglob("*") if path.is_file())
        return {path.relative_to(tree).as_posix(): path.read_bytes() for path in files}


Edit = Callable[[Project], None]


def with_article(**parts: str) -> Edit:
    return lambda project: project.write({"content/articles/one.md": article(**parts)})


def later(project: Project) -> None:
    project.now += dt.timedelta(minutes=5)


SHOWN: dict[str, tuple[str, str, Edit]] = {
    "the time of the build": ("not_found.html", "{{ NOW.minute }}", later),
    "an article found by its path": (
        "tags.html",
        "{% set one = generated_content.get('articles/one.md') %}{{ one.title }}",
        with_article(title="Other"),
    ),
    "links of an article": (
        "not_found.html",
        "{% for a in articles %}{{ a.facts.links | length }}{% endfor %}",
        with_article(body="See [two]({filename}two.md)."),
    ),
    "a part of all pages in a feed": (
        "feed/entry.html",
        "{{ part('foot') }}",
        with_article(category="Sport"),
    ),
}


@pytest.mark.parametrize(("template", "text", "edit"), SHOWN.values(), ids=SHOWN)
def test_what_templates_show_is_what_it_is(
    tmp_path: Path, template: str, text: str, edit: Edit
) -> None:
    project = Project(tmp_path, FEED_MAX_ITEMS=1)
    part = "{{ sections | length }} {{ topics | length }}"
    project.write({"theme/templates/part/foot.html": part})
    project.write({"content/articles/one.md": article(), "content/articles/two.md": SECOND})
    if template == "feed/entry.html":
        project.show(template, text)
    else:
        project.write({f"theme/templates/{template}": text})
    first = project.build()
    edit(project)
    assert project.build() != first


def test_a_site_without_an_article_is_edited(tmp_path: Path) -> None:
    project = Project(tmp_path)
    first = project.build()
    project.write(
        {"content/articles/one.md": article().replace("---\n\n", "status: draft\n---\n\n")}
    )
    assert project.build() == first
    project.write({"theme/templates/part/site_footer.html": "<hr>"})
    assert project.build() != first


@pytest.mark.parametrize("orphans", [0, 1, 5])
def test_the_last_page_of_a_list_may_be_longer(tmp_path: Path, orphans: int) -> None:
    project = Project(tmp_path, DEFAULT_PAGINATION=2, DEFAULT_ORPHANS=orphans)
    texts = [article(f"A{number}").replace("04-01", f"04-{20 - number}") for number in range(9)]
    project.write({f"content/articles/a{number}.md": text for number, text in enumerate(texts)})
    project.build()
    for number in (8, 4, 0):
        changed = texts[number].replace(f"A{number}", f"B{number}")
        project.write({f"content/articles/a{number}.md": changed})
        project.build()


def test_a_page_of_the_author_s_may_be_named_as_one_of_the_theme(tmp_path: Path) -> None:
    project = Project(tmp_path, TEMPLATE_PAGES={"index.html": "extra/index.html"})
    project.write(
        {"content/index.html": "<p>{{ SITENAME }}</p>", "content/articles/one.md": article()}
    )
    built = project.build()
    assert built["extra/index.html"] == b"<p>Wirepage</p>"
    assert b"One" in built["index.html"]
    project.write({"content/index.html": "<b>{{ SITENAME }}</b>"})
    again = project.build()
    assert again == {**built, "extra/index.html": b"<b>Wirepage</b>"}
