"""What `read_webpage` keeps of the corpus's pages, counted against truth made by hand.

`python -m tests.ingest.score_webpages [PAGE…]` prints it for each page, with what is missing.
"""

import gzip
import json
import re
import sys
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from lxml.html import fragment_fromstring

from newsroom.content.registries import read_agencies
from newsroom.ingest.item import Item
from newsroom.ingest.webpage.reader import read_webpage
from newsroom.record.agencies import Agencies

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "webpages"


@dataclass
class Score:
    """How many of the truth's parts were kept, each a pair of kept and all; what was missing."""

    kept: dict[str, tuple[int, int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def count(self, what: str, wanted: list[str], found: set[str]) -> None:
        kept = [text for text in wanted if text in found]
        self.missing += [f"{what}: {text}" for text in wanted if text not in found]
        before = self.kept.get(what, (0, 0))
        self.kept[what] = (before[0] + len(kept), before[1] + len(wanted))


def agencies() -> Agencies:
    found, problems = read_agencies(ROOT / "content")
    assert found is not None, problems
    return found


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def truths() -> dict[Path, dict[str, Any]]:
    """Return each page with the version of its publisher's truth that was made for it."""
    found = {}
    for page in sorted(CORPUS.glob("*.html.gz")):
        publisher, _, _ = page.name.removesuffix(".html.gz").partition("_")
        versions = json.loads((CORPUS / f"{publisher}.json").read_text(encoding="utf-8"))
        html = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        fitting = [truth for truth in versions.values() if _is_in(truth, html)]
        assert fitting, page.name
        found[page] = fitting[-1]
    return found


def _is_in(truth: dict[str, Any], html: str) -> bool:
    paragraphs = [text for section in truth["body"]["sections"] for text in section["paragraphs"]]
    words = re.sub(r"\W+", "", unescape(re.sub(r"<[^>]*>", "", html)))
    return sum(re.sub(r"\W+", "", text) in words for text in paragraphs) > len(paragraphs) / 2


def blocks_of(item: Item) -> list[tuple[str, str]]:
    body = fragment_fromstring(item.body, create_parent="div")
    return [
        (str(block.tag), fold(block.text_content()))
        for block in body.iter("p", "h2", "h3", "h4", "h5", "h6", "li")
    ]


def score(item: Item, truth: dict[str, Any]) -> Score:
    result = Score()
    blocks = blocks_of(item)
    paragraphs = [fold(t) for s in truth["body"]["sections"] for t in s["paragraphs"]]
    headings = [fold(t) for s in truth["body"]["sections"] for t in s["headline"]]
    lead = [fold(text) for text in truth["body"]["summary"]]
    images = truth.get("images", [])
    result.count("title", [fold(truth["title"])], {fold(item.headline or "")})
    all_text = {text for _, text in blocks}
    result.count("lead", lead, {fold(item.standfirst or ""), *all_text})
    result.count("standfirst", lead, {fold(item.standfirst or "")})
    result.count("heading", headings, {text for tag, text in blocks if tag.startswith("h")})
    result.count("paragraph", paragraphs, {*all_text, fold(item.standfirst or "")})
    result.count(
        "caption",
        [fold(image["caption"]) for image in images if image["caption"]],
        {fold(picture.caption or "") for picture in item.pictures}
        | {fold(f"{p.caption} {p.credit}") for p in item.pictures},
    )
    result.count(
        "credit",
        [fold(name) for image in images for name in image["authors"]],
        {fold(picture.credit or "") for picture in item.pictures},
    )
    wanted = {*paragraphs, *headings, *lead}
    extra = [text for _, text in blocks if text not in wanted]
    result.kept["extra"] = (len(extra), len(blocks))
    result.missing += [f"EXTRA: {text}" for text in extra]
    return result


def total_of(scores: list[Score]) -> dict[str, tuple[int, int]]:
    total: dict[str, tuple[int, int]] = {}
    for one in scores:
        for what, (kept, of) in one.kept.items():
            before = total.get(what, (0, 0))
            total[what] = before[0] + kept, before[1] + of
    return total


def main(names: list[str]) -> None:
    known = agencies()
    scores = []
    for page, truth in truths().items():
        if names and not any(page.name.startswith(name) for name in names):
            continue
        item = read_webpage(gzip.decompress(page.read_bytes()), name=page.name, agencies=known)[0]
        scores.append(score(item, truth))
        print(page.name, scores[-1].kept)
        print(f"    {item.authors} {item.created} {item.attribution} {item.unsure}")
        for line in scores[-1].missing:
            print("    -", line[:200])
    print(total_of(scores))


if __name__ == "__main__":
    main(sys.argv[1:])
