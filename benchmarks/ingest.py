"""How long the import takes: `python -m benchmarks.ingest [ITEMS]`, 1,000 wire items by default.

Items are made from a seed, a third each in ninjs, NewsML-G2 and NITF, of about 400 words with
quotes. Imported into an empty folder, once more with nothing new, and with a later version of each.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

WORDS = """
harbour storm council ferry north minister report water price market bridge vote school police river
court summer talks plan border train union energy budget coast village
""".split()  # noqa: SIM905 (words are easier to read so)
NAMES = ("Ann Lee", "Bo Dahl", "Carla Ruiz", "Dan Meyer", "Eva Novak", "Finn Olsen", "Gita Rao")
TOPICS = ("Shipping", "Weather", "Economy", "Courts", "Schools", "Energy", "Elections", "Transport")
AGENCIES = "agencies:\n  nwa: {name: Northern Wire}\n  swa: {name: Southern Wire}\n"


def sentence(chance: random.Random, words: int = 14) -> str:
    """Make a sentence of so many words."""
    """Return a sentence of so many words."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def paragraphs(chance: random.Random) -> list[str]:
    """Make the paragraphs of an item: prose, quotes, an attribution line."""
    """Return the paragraphs of a report, its attribution line last."""
    found = [" ".join(sentence(chance) for _ in range(3)) for _ in range(8)]
    for _ in range(3):
        name = chance.choice(NAMES)
        found.append(f"“{sentence(chance, 9)[:-1]},” said Minister {name}. {sentence(chance)}")
    return [*found, "al/bm (Northern Wire, Southern Wire)"]


def ninjs(guid: str, version: int, headline: str, body: list[str], topics: list[str]) -> str:
    """Put an item as ninjs 1."""
    """Return an item in ninjs 1."""
    return json.dumps(
        {
            "uri": guid,
            "type": "text",
            "version": str(version),
            "pubstatus": "usable",
            "language": "en",
            "firstcreated": "2026-04-01T10:00:00Z",
            "versioncreated": f"2026-04-01T1{version}:00:00Z",
            "headline": headline,
            "body_html": "".join(f"<p>{escape(text)}</p>" for text in body),
            "subject": [{"name": topic} for topic in topics],
        }
    )


def newsml_g2(guid: str, version: int, headline: str, body: list[str], topics: list[str]) -> str:
    """Put an item as NewsML-G2."""
    """Return an item in NewsML-G2."""
    text = "".join(f"<p>{escape(line)}</p>" for line in body)
    subjects = "".join(f"<subject><name>{topic}</name></subject>" for topic in topics)
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" '
        f'standardversion="2.28" guid="{guid}" version="{version}" xml:lang="en">'
        '<itemMeta><itemClass qcode="ninat:text"/>'
        f"<versionCreated>2026-04-01T1{version}:00:00Z</versionCreated>"
        '<pubStatus qcode="stat:usable"/></itemMeta>'
        "<contentMeta><contentCreated>2026-04-01T10:00:00Z</contentCreated>"
        f'<language tag="en"/>{subjects}<headline>{headline}</headline></contentMeta>'
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{text}</body></html>'
        "</inlineXML></contentSet></newsItem>"
    )


def nitf(guid: str, version: int, headline: str, body: list[str], topics: list[str]) -> str:
    """Put an item as NITF."""
    """Return an item in NITF."""
    text = "".join(f"<p>{escape(line)}</p>" for line in body)
    keywords = "".join(f'<keyword key="{topic}"/>' for topic in topics)
    return (
        f'<nitf><head><docdata><doc-id id-string="{guid}"/>'
        f'<du-key version="{version}"/><date.issue norm="20260401T100000Z"/>'
        f"<key-list>{keywords}</key-list></docdata></head><body><body.head><hedline>"
        f"<hl1>{headline}</hl1></hedline></body.head><body.content>{text}</body.content>"
        "</body></nitf>"
    )


def make_sources(folder: Path, items: int, version: int) -> None:
    """Write so many items of a version, a file each."""
    """Write items of a version into a new folder, a third in each format."""
    folder.mkdir()
    formats = (("json", ninjs), ("xml", newsml_g2), ("xml", nitf))
    for number in range(items):
        chance = random.Random(f"{number}:{version}")  # noqa: S311 (a seed, so that runs compare)
        ending, write = formats[number % 3]
        headline = f"Report {number}: {sentence(chance, 6)[:-1]}"
        topics = chance.sample(TOPICS, 2)
        text = write(f"urn:bench:{number}", version, headline, paragraphs(chance), topics)
        (folder / f"{number:06d}.{ending}").write_text(text, encoding="utf-8")


def measure(sources: Path, content: Path) -> tuple[float, str]:
    """Import a folder; returns the seconds and the last line that was said."""
    """Import a folder in a process of its own; return seconds, and its summary."""
    command = [sys.executable, "-m", "newsroom", "import", str(sources), "--into", str(content)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    return taken, done.stdout.splitlines()[-1]


def main() -> None:
    """Measure, and print a table."""
    """Measure, and print a table."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        (content / "data").mkdir(parents=True)
        (content / "data/agencies.yaml").write_text(AGENCIES, encoding="utf-8")
        for version in (1, 2):
            make_sources(Path(folder, f"v{version}"), items, version)
        print(f"| import of {items:,} wire items | seconds | items/s | outcome |")
        print("|---|--:|--:|---|")
        for label, sources in (("new", "v1"), ("the same again", "v1"), ("a later version", "v2")):
            seconds, said = measure(Path(folder, sources), content)
            print(f"| {label} | {seconds:.1f} | {items / seconds:.0f} | {said} |")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"\nPeak memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
