"""Whatever is done to a site, a build on top of the last one equals a build from nothing."""

import datetime as dt
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from newsroom.build.errors import BuildFailed
from newsroom.build.site import Report, build_site, load_settings
from newsroom.build.swap import spare_of
from tests.conftest import NOW, ROOT, write_files

NAMES = ["one", "two", "three", "four"]
PICTURE = "images/crane.png"

# What each part of an article may be: an edit changes one of them.
PARTS: dict[str, list[Any]] = {
    "title": ["A", "B"],
    "day": ["2026-03-31", "2026-04-01", "2026-04-30 13:00", "2025-05-02", "2024-02-29"],
    "category": ["World", "WORLD", "Sport"],
    "tags": ["", "Rain", "rain", "Rain, Roads", "Roads, Boats"],
    "slug": [None, "own"],
    "lang": [None, "de", "ar"],
    "summary": [None, "What fell.", "What fell there."],
    "attribution": [None, "al/bm (NWA)", "al/bm (SWA)"],
    "corrections": [(), ("It is north.",), ("It is north.", "It is south.")],
    "state": [
        "", "embargoed: {soon}", "expires: {soon}", "pub_status: canceled", "pub_status: withheld",
        "status: draft", "date: {soon}",
    ],
    "text": ["It rained.", "It snowed.", "It rained and snowed.\n\n## Heading"],
    "quoted": [(), ("lee",), ("kim",), ("lee", "kim"), ("lee", "lee")],
    "link": [
        None, "{{filename}}/articles/one.md", "{{filename}}two.md", "{{filename}}/pages/about.md",
        "{{filename}}three.md#section-heading", "#section-heading", "/topics/rain/",
        "/speakers/ann-lee/", "/agencies/NWA/", "/2026/04/",
    ],
    "pictured": [None, "lead", "body"],
}  # fmt: skip
SPEAKERS = {"lee": "Ann Lee", "kim": "Bo Kim"}

REGISTRIES = [
    "agencies:\n  NWA: {name: Northern Wire}\n  SWA: {name: Southern Wire}\n",
    "agencies:\n  NWA: {name: North Wire, feeds: false}\n  SWA: {name: Southern Wire}\n",
    "agencies:\n  NWA: {name: North, archive_days: 2}\n  SWA: {name: South, pictures: false}\n",
]
PEOPLE = [
    "speakers: {}\n",
    "speakers: {l: {name: Anna Lee, also_known_as: [Ann Lee]}}\n",
    "speakers: {l: {name: Ann Lee, kind: organization}}\n",
]
PAGES = [
    None,
    "---\ntitle: About\nsummary: Who we are.\n---\nText.\n",
    "---\ntitle: About\nslug: us\n---\nSee [one]({filename}/articles/one.md).\n",
    "---\ntitle: About\nstatus: draft\n---\nOther text.\n",
]

# What shows the neighbours of a page of a list.
NEAR = (
    "{% if articles_page.has_next() %}{{ articles_next_page.object_list[0].record.headline }}"
    "{% endif %}{% if articles_page.has_previous() %}"
    "{{ articles_previous_page.object_list[-1].record.standfirst }}{% endif %}"
)

# Of a file of the theme: where something is put in, and what.
TEMPLATES: dict[str, tuple[str, list[str]]] = {
    "templates/base.html": ("</body>", ["", "<hr>"]),
    "templates/article.html": ("</article>", ["", "<hr>"]),
    "templates/tombstone.html": ("</article>", ["", "<hr>"]),
    "templates/part/card.html": ("</article>", ["", "<hr>", "{{ article.content | safe }}"]),
    "templates/part/rail.html": ("{% if topics %}", ["", "<hr>"]),
    "templates/part/picture.html": ("<figcaption>", ["", "<hr>"]),
    "templates/part/figure.html": ("{{ picture(", ["", "<hr>"]),
    "templates/feed/entry.html": ("{% if record.standfirst %}", ["", "<hr>"]),
    "templates/tag.html": (
        "<p class=\"kicker\">",
        ["", "<hr>", "{% for a in articles %}{{ a.title }} {{ a.content | length }}{% endfor %}",
         "{% for a in articles %}{{ a.record.standfirst }}{% endfor %}", NEAR],
    ),
    "templates/not_found.html": (
        "<header",
        [
            "",
            "{% for a in articles %}{{ a.title }}{% endfor %}",
            "{% for m in period_archives.month %}{{ m.articles[0].content | safe }}{% endfor %}",
            "{% for a, of in tags.items() %}{{ a }}{{ of[0].date }}{{ of[0].url }}{% endfor %}",
        ],
    ),
    "css/blocks/card.css": ("", ["", "hr { color: red }"]),
}  # fmt: skip

SETTINGS: dict[str, list[Any]] = {
    "SITENAME": ["Wirepage", "Other"],
    "DEFAULT_PAGINATION": [20, 1, 2],
    "DEFAULT_ORPHANS": [0, 1, 3],
    "FEED_MAX_ITEMS": [50, 1],
    "THEME_TEMPLATES_OVERRIDES": [[], ["over"]],
    "configuration": ["publishconf.py", "pelicanconf.py"],
}

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "flipped": lambda data: bytes([*data[:-9], data[-9] ^ 1, *data[-8:]]) if data else b"",
    "foreign": lambda _: b"[]",
}


@dataclass(frozen=True)
class State:
    """A site as it stands: its files by their paths, its settings, and what time it is."""

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    now: dt.datetime = NOW


class Site(RuleBasedStateMachine):
    """A site that is edited, and the clock that goes on.

    `more` says that another edit comes before the site is built, `hurry` that it is built at once:
    then what was written last is not relied upon.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="same-bytes-"))
        self.output = self.folder / "output"
        self.parts: dict[str, dict[str, Any]] = {}
        self.state = self.good = State()
        self.good_parts = self.parts
        self.more, self.hurry = True, False

    @initialize()
    def begin(self) -> None:
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        write_files(self.folder / "over/part", {"rights.html": RIGHTS.read_text(encoding="utf-8")})
        self.put("content/data/agencies.yaml", REGISTRIES[0])
        self.put("content/" + PICTURE, picture(0))
        # A picture that no article shows is a problem: this one stays.
        self.put("content/articles/keeper.md", article("", pictured="body", category="Nature"))
        self.write("one", {"pictured": "lead", "quoted": ("lee",)})
        self.write("two", {"tags": "Rain"})
        self.more = False

    # What an editor does

    @rule(name=st.sampled_from(NAMES), data=st.data(), more=st.booleans(), sly=st.booleans())
    def edit(self, name: str, data: st.DataObject, more: bool, sly: bool) -> None:
        part = data.draw(st.sampled_from([*PARTS]))
        value = data.draw(st.sampled_from(PARTS[part]))
        self.write(name, {**self.parts.get(name, {}), part: value}, sly=sly)
        self.more = more

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(PARTS["text"]),
          quoted=st.sampled_from(PARTS["quoted"]), link=st.sampled_from(PARTS["link"]),
          hurry=st.booleans())  # fmt: skip
    def say(
        self, name: str, text: str, quoted: tuple[str, ...], link: str | None, hurry: bool
    ) -> None:
        said = {"text": text, "quoted": quoted, "link": link}
        self.write(name, {**self.parts.get(name, {}), **said})
        self.more, self.hurry = False, hurry

    @rule(name=st.sampled_from(NAMES), day=st.sampled_from(PARTS["day"]),
          state=st.sampled_from(PARTS["state"]), more=st.booleans())  # fmt: skip
    def date(self, name: str, day: str, state: str, more: bool) -> None:
        self.write(name, {**self.parts.get(name, {}), "day": day, "state": state})
        self.more = more

    @rule(name=st.sampled_from(NAMES), more=st.booleans())
    def delete(self, name: str, more: bool) -> None:
        self.parts = {key: parts for key, parts in self.parts.items() if key != name}
        self.put(f"content/articles/{name}.md", None)
        self.more = more

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES), more=st.booleans())
    def rename(self, name: str, other: str, more: bool) -> None:
        if name in self.parts and name != other:
            one, two = (f"content/articles/{each}.md" for each in (name, other))
            (self.folder / one).rename(self.folder / two)
            self.parts = {k: v for k, v in self.parts.items() if k != name} | {
                other: self.parts[name]
            }
            files = {path: text for path, text in self.state.files.items() if path != one}
            self.state = replace(self.state, files={**files, two: self.state.files[one]})
        self.more = more

    @rule(text=st.sampled_from(PAGES), more=st.booleans())
    def page(self, text: str | None, more: bool) -> None:
        self.put("content/pages/about.md", text)
        self.more = more

    @rule(number=st.sampled_from([0, 1, 2]), sly=st.booleans(), more=st.booleans())
    def replace_picture(self, number: int, sly: bool, more: bool) -> None:
        self.put("content/" + PICTURE, picture(number), sly=sly)
        self.more = more

    @rule(text=st.sampled_from(REGISTRIES), more=st.booleans())
    def agencies(self, text: str, more: bool) -> None:
        self.put("content/data/agencies.yaml", text)
        self.more = more

    @rule(text=st.sampled_from(PEOPLE), more=st.booleans())
    def speakers(self, text: str, more: bool) -> None:
        self.put("content/data/speakers.yaml", text)
        self.more = more

    # What a developer does

    @rule(data=st.data(), below=st.sampled_from(["theme", "theme", "over"]), more=st.booleans())
    def template(self, data: st.DataObject, below: str, more: bool) -> None:
        path = data.draw(st.sampled_from([*TEMPLATES]))
        place, words = TEMPLATES[path]
        word = data.draw(st.sampled_from(words))
        text = (ROOT / "theme" / path).read_text(encoding="utf-8")
        text = text.replace(place, word + place, 1) if place else text + word
        if below == "over":
            path = path.removeprefix("templates/")
        self.put(f"{below}/{path}", None if below == "over" and not word else text)
        self.more = more

    @rule(data=st.data(), more=st.booleans())
    def setting(self, data: st.DataObject, more: bool) -> None:
        name = data.draw(st.sampled_from([*SETTINGS]))
        value = data.draw(st.sampled_from(SETTINGS[name]))
        self.state = replace(self.state, settings={**self.state.settings, name: value})
        self.more = more

    # What happens

    @rule(hours=st.sampled_from([1, 2, 25, 48, 24 * 40, 24 * 365, -1]), more=st.booleans())
    def clock(self, hours: int, more: bool) -> None:
        self.state = replace(self.state, now=self.state.now + dt.timedelta(hours=hours))
        self.more = more

    @rule(where=st.sampled_from(["output", ".output.spare"]), place=st.integers(0, 99),
          how=st.sampled_from(["change", "remove", "add", "folder", "all"]))  # fmt: skip
    def tamper(self, where: str, place: int, how: str) -> None:
        tree = self.folder / where
        files = sorted(path for path in tree.rglob("*") if path.is_file())
        if how == "all":
            shutil.rmtree(tree, ignore_errors=True)
        elif files:
            file = files[place % len(files)]
            if how == "add":
                write_files(tree, {"topics/more/index.html": "more"})
            elif how == "change":
                file.write_text("other", encoding="utf-8")
            else:
                file.unlink()
                if how == "folder":
                    write_files(file, {"index.html": "more"})
        self.more = False

    @rule(which=st.sampled_from(["build-*.json", "read.sqlite3", "templates/*"]),
          how=st.sampled_from([*SPOILT]), removed=st.booleans(), more=st.booleans())  # fmt: skip
    def forget(self, which: str, how: str, removed: bool, more: bool) -> None:
        for file in (self.folder / "cache").glob(which):
            if removed:
                file.unlink()
            else:
                file.write_bytes(SPOILT[how](file.read_bytes()))
        self.more = more

    # What is so after each build

    @invariant()
    def the_same_bytes(self) -> None:
        if self.more:
            return
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        before, times = bytes_of(self.output), times_of(self.output)
        if not self.hurry:
            time.sleep(0.08)  # so that what was written last is relied upon
        warm = self.build(self.output, self.folder / "cache")
        cold = self.build(fresh / "output", fresh / "cache")
        after = bytes_of(self.output)
        if isinstance(cold, tuple) or isinstance(warm, tuple):
            assert warm == cold
            assert after == before
            self.undo()
            return
        assert after == bytes_of(fresh / "output")
        same = {name for name in after if before.get(name) == after[name]}
        now = times_of(self.output)
        assert {name: now[name] for name in same} == {name: times[name] for name in same}
        if changes := warm.changes:
            assert changes.written == tuple(sorted(after.keys() - same))
            assert changes.left == tuple(sorted(same))
            assert changes.removed == tuple(sorted(before.keys() - after.keys()))
        assert (warm.articles, warm.files) == (cold.articles, len(after))
        again = self.build(self.output, self.folder / "cache")
        assert isinstance(again, Report)
        if not self.hurry:
            assert again.changes is None
        assert times_of(self.output) == now
        names = {path.name for path in self.folder.iterdir()} - {spare_of(self.output).name}
        assert names == {"cache", "content", "fresh", "output", "over", "theme"}
        self.good, self.good_parts, self.hurry = self.state, self.parts, False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # How it is done

    def write(self, name: str, parts: dict[str, Any], *, sly: bool = False) -> None:
        self.parts = {**self.parts, name: parts}
        soon = (self.state.now + dt.timedelta(hours=1)).isoformat()
        self.put(f"content/articles/{name}.md", article(soon, **parts), sly=sly)

    def put(self, path: str, text: str | bytes | None, *, sly: bool = False) -> None:
        """Write a file, or remove it; a `sly` edit leaves its time as it was."""
        file = self.folder / path
        known = file.stat() if sly and file.exists() else None
        files = {name: said for name, said in self.state.files.items() if name != path}
        if text is None:
            file.unlink(missing_ok=True)
        else:
            files[path] = text
            write_files(self.folder, {path: text})
            if known:
                os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
        self.state = replace(self.state, files=files)

    def undo(self) -> None:
        """Go back to what could be built last."""
        good = self.good
        for path in self.state.files.keys() | good.files.keys():
            if self.state.files.get(path) != good.files.get(path):
                restored = good.files.get(path)
                if restored is None and path.startswith("theme/"):
                    restored = (ROOT / path).read_bytes()
                self.put(path, restored)
        self.state, self.parts = good, self.good_parts

    def build(self, output: Path, cache: Path) -> Report | tuple[str, ...]:
        """Return what was built, or why nothing could be."""
        settings = dict(self.state.settings)
        configuration = settings.pop("configuration", "publishconf.py")
        over = settings.pop("THEME_TEMPLATES_OVERRIDES", [])
        chosen = {
            "PATH": str(self.folder / "content"),
            "THEME": str(self.folder / "theme"),
            "THEME_TEMPLATES_OVERRIDES": [str(self.folder / each) for each in over],
            "OUTPUT_PATH": str(output),
            "READ_CACHE": str(cache / "read.sqlite3"),
            "NOW": self.state.now,
            **settings,
        }
        try:
            return build_site(load_settings(ROOT / configuration, chosen))
        except BuildFailed as failed:
            return failed.lines


RIGHTS = ROOT / "theme/templates/part/rights.html"


def article(soon: str, **parts: Any) -> str:
    """Return an article of these parts; what is not told is as PARTS has it first."""
    said = {name: values[0] for name, values in PARTS.items()} | parts
    state = said["state"].format(soon=soon)
    matter = [f"title: {said['title']}", f"category: {said['category']}"]
    matter.append(state if state.startswith("date") else f"date: {said['day']}")
    matter += [state] * (bool(state) and state not in matter)
    matter += [f"{name}: {said[name]}" for name in ("slug", "lang", "summary", "attribution")
               if said[name]]  # fmt: skip
    if said["tags"]:
        matter.append(f"tags: [{said['tags']}]")
    if said["corrections"]:
        day = said["day"][:10]
        matter.append("corrections:")
        matter += [f"  - {{date: {day}, text: {text}}}" for text in said["corrections"]]
    people = ", ".join(f"{k}: {{name: {SPEAKERS[k]}}}" for k in dict.fromkeys(said["quoted"]))
    if people:
        matter.append(f"speakers: {{{people}}}")
    shown = f"{{file: {PICTURE}, alt: A crane, credit: Ann Lee, held: true}}"
    if said["pictured"] == "lead":
        matter.append(f"picture: {shown}")
    body = [said["text"]]
    if said["pictured"] == "body":
        matter.append(f"pictures: {{crane: {shown}}}")
        body.append("![@crane]")
    if said["link"]:
        body.append(f"See [there]({said['link'].format()}).")
    body += [
        f"“We have never seen so much rain in {number} years,” [@{key}] said {SPEAKERS[key]}."
        for number, key in enumerate(said["quoted"], start=10)
    ]
    return "\n".join(["---", *matter, "---", "\n\n".join(body), ""])


def picture(number: int) -> bytes:
    """Return one of three pictures: the second has another size, the third as many bytes."""
    out = BytesIO()
    size = [(6, 4), (4, 6), (3, 4)][number]
    Image.new("RGB", size).save(out, "PNG")
    return out.getvalue().ljust([600, 700, 600][number], b"\0")


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def times_of(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


TestSite = Site.TestCase
TestSite.settings = settings(
    max_examples=10,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
