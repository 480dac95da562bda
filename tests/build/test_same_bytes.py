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
        "embargoed: 2026-05-01 15:00",
        "expires: 2026-05-01 15:00",
        "pub_status: canceled",
        "pub_status: withheld",
        "status: draft",
        "attribution: al/bm (NWA)",
        "corrections: [{date: 2026-04-20, text: It is north.}]",
    ]
)
DAYS = st.sampled_from(["2026-03-31", "2026-04-01 10:00", "2026-04-30 13:00", "2026-05-01 16:00"])


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
        text = article(title, day, topics, field)
        write_files(self.content, {f"articles/{name}.md": text})

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.content / f"articles/{name}.md").unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        file = self.content / f"articles/{name}.md"
        if file.is_file():
            file.rename(self.content / f"articles/{other}.md")

    @rule(words=st.sampled_from(["Northern Wire", "Southern Wire"]))
    def registry(self, words: str) -> None:
        write_files(self.content, {"data/agencies.yaml": f"agencies:\n  NWA: {{name: {words}}}\n"})

    @rule(mark=st.sampled_from(["</main>", "<hr></main>"]))
    def template(self, mark: str) -> None:
        file = self.theme / "templates/base.html"
        text = file.read_text(encoding="utf-8").replace("<hr></main>", "</main>")
        file.write_text(text.replace("</main>", mark), encoding="utf-8")

    @rule(name=st.sampled_from(["Wirepage", "Other"]))
    def setting(self, name: str) -> None:
        self.settings["SITENAME"] = name

    @rule(hours=st.sampled_from([1, 3, 48]))
    def clock(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @rule()
    def nothing(self) -> None:
        pass

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
TestSite.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
