"""Whatever is done to a site, a build on top of the last one equals a build from nothing."""

import datetime as dt
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsroom.build.errors import BuildFailed
from newsroom.build.site import build_site, load_settings
from tests.conftest import NOW, ROOT, write_files

NAMES = st.sampled_from(["one", "two", "three", "four"])
TOPICS = st.lists(st.sampled_from(["Rain", "Roads", "Boats"]), unique=True, max_size=2)
FIELDS = st.sampled_from(
    [
        "",
        "embargoed: {}",
        "expires: {}",
        "pub_status: canceled",
        "pub_status: withheld",
        "status: draft",
        "attribution: al/bm (NWA)",
        "corrections: [{{date: 2026-04-30 20:00, text: It is north.}}]",
    ]
)
DAYS = st.sampled_from(["2026-03-31", "2026-04-30 13:00", "{}"])


class Site(RuleBasedStateMachine):
    """A site that is edited, and the clock that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.content, self.theme = self.folder / "content", self.folder / "theme"
        self.now = NOW
        self.settings: dict[str, Any] = {}

    @initialize()
    def begin(self) -> None:
        shutil.copytree(ROOT / "theme", self.theme)
        agencies = "agencies:\n  NWA: {name: Northern Wire}\n"
        write_files(self.content, {"data/agencies.yaml": agencies, "articles/one.md": article()})

    @rule(name=NAMES, topics=TOPICS, field=FIELDS, day=DAYS, title=st.sampled_from("AB"))
    def write(self, name: str, topics: list[str], field: str, day: str, title: str) -> None:
        soon = (self.now + dt.timedelta(hours=1)).isoformat()
        text = article(title, day.format(soon), topics, field.format(soon))
        write_files(self.content, {f"articles/{name}.md": text})

    @rule(name=NAMES, other=st.none() | NAMES)
    def move(self, name: str, other: str | None) -> None:
        file = self.content / f"articles/{name}.md"
        if file.is_file() and other:
            file.rename(self.content / f"articles/{other}.md")
        else:
            file.unlink(missing_ok=True)

    @rule(what=st.sampled_from(["registry", "template", "setting"]), word=st.sampled_from("AB"))
    def surround(self, what: str, word: str) -> None:
        if what == "registry":
            agencies = f"agencies:\n  NWA: {{name: Northern {word}}}\n"
            write_files(self.content, {"data/agencies.yaml": agencies})
        elif what == "template":
            file = self.theme / "templates/base.html"
            text = file.read_text(encoding="utf-8").partition("</html>")[0]
            file.write_text(f"{text}</html><!-- {word} -->\n", encoding="utf-8")
        else:
            self.settings["SITENAME"] = word

    @rule(hours=st.sampled_from([1, 2, 48]))
    def clock(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @invariant()
    def the_same_bytes(self) -> None:
        if not self.content.exists():
            return
        time.sleep(0.08)  # so that what was written last is relied upon
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        cold = self.build(fresh / "output", fresh / "cache")
        warm = self.build(self.folder / "output", self.folder / "cache")
        assert warm == cold

    def build(self, output: Path, cache: Path) -> dict[str, bytes] | tuple[str, ...]:
        """Return what lies in the output folder, or why nothing could be built."""
        chosen = {
            "PATH": str(self.content),
            "THEME": str(self.theme),
            "OUTPUT_PATH": str(output),
            "READ_CACHE": str(cache / "read.sqlite3"),
            "NOW": self.now,
            **self.settings,
        }
        try:
            build_site(load_settings(ROOT / "publishconf.py", chosen))
        except BuildFailed as failed:
            return failed.lines
        files = (path for path in output.rglob("*") if path.is_file())
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def article(title: str = "A", day: str = "2026-04-01", topics: Any = (), field: str = "") -> str:
    lines = [f"title: {title}", f"date: {day}", "category: World", f"tags: [{', '.join(topics)}]"]
    matter = "\n".join([*(line for line in lines if line != "tags: []"), *([field] * bool(field))])
    said = "“We have never seen so much rain,” [@lee] said Ann Lee."
    speakers = "speakers: {lee: {name: Ann Lee}}"
    return f"---\n{matter}\n{speakers}\n---\nRain fell. {said}\n"


TestSite = Site.TestCase
TestSite.settings = settings(max_examples=10, stateful_step_count=8, deadline=None)
