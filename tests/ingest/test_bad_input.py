"""Hostile and broken input, at the command: one clear line, nothing written, the rest imported."""

import contextlib
import gzip
import http.server
import io
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.__main__ import main
from newsroom.content.files import read_content
from tests.conftest import NOW, ROOT, write_files

ITEM: dict[str, Any] = {
    "uri": "urn:item",
    "version": "1",
    "type": "text",
    "headline": "A ferry for the island",
    "versioncreated": "2026-04-01T10:00:00Z",
    "body_xhtml": "<p>It crosses the river twice a day.</p>",
}
GOOD = json.dumps({**ITEM, "uri": "urn:good", "headline": "Good neighbour"})
GOOD_LINE = "new content/articles/2026/04/good-neighbour.md"


def ninjs(**fields: object) -> str:
    """Return an item that is sound but for these fields; None takes one out."""
    return json.dumps({name: value for name, value in {**ITEM, **fields}.items() if value})


def nitf(body: str = "<p>It crosses the river.</p>", head: str = "", doctype: str = "") -> str:
    return (
        f'{doctype}<nitf><head><docdata><doc-id id-string="urn:item"/>'
        f'<date.issue norm="20260401T100000Z"/>{head}</docdata></head><body><body.head><hedline>'
        f"<hl1>A ferry for the island</hl1></hedline></body.head><body.content>{body}"
        "</body.content></body></nitf>"
    )


def newsml(body: str = "<p>It crosses the river.</p>", more: str = "", doctype: str = "") -> str:
    return (
        f'{doctype}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        '<newsItem guid="urn:item" version="1"><itemMeta><itemClass qcode="ninat:text"/>'
        "<versionCreated>2026-04-01T10:00:00Z</versionCreated></itemMeta><contentMeta>"
        "<headline>A ferry for the island</headline></contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body>{body}</body></html></inlineXML></contentSet></newsItem>{more}"
        "</itemSet></newsMessage>"
    )


WEBPAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A ferry for the island'
    '</title><meta property="article:published_time" content="2026-04-01T10:00:00Z"></head><body>'
    "<article><h1>A ferry for the island</h1><p>It crosses the river twice a day, the council said "
    "on Monday, and will do so until the bridge is open again for cars and for people.</p><p>Those "
    "who live there have waited for it since the storm of last winter, which took two pillars.</p>"
    "</article></body></html>"
)
CAPTURE = (
    "A ferry for the island\n\n1 April 2026\n\nIt crosses the river twice a day, the council said "
    "on Monday, and will do so until the bridge is open again.\n\nThose who live there have waited "
    "for it since the storm of last winter, which took two of its pillars.\n"
)
SOUND = {
    "ninjs": ("a.json", ninjs()),
    "nitf": ("a.xml", nitf()),
    "newsml-g2": ("a.xml", newsml()),
    "webpage": ("a.html", WEBPAGE),
    "capture": ("a.txt", CAPTURE),
}


@dataclass(frozen=True)
class Import:
    """What the command said, and its exit status."""

    status: int
    lines: list[str]
    errors: list[str]


def bring(folder: Path, *sources: str | Path, form: str = "auto", into: str = "content") -> Import:
    """Run the command in a folder; the sources lie in `in/` there."""
    out, err = io.StringIO(), io.StringIO()
    arguments = ["import", *(str(folder / source) for source in sources or ["in"])]
    arguments += ["--into", str(folder / into), "--format", form, "--now", NOW.isoformat()]
    arguments += ["--settings", str(ROOT / "pelicanconf.py")]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return Import(status, out.getvalue().splitlines(), err.getvalue().splitlines())


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return all that lies below a folder: files with their bytes, and all else as None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file() and not path.is_symlink()
        else None
        for path in folder.rglob("*")
    }


def outside(folder: Path) -> dict[str, bytes | None]:
    found = tree(folder)
    return {name: data for name, data in found.items() if name.partition("/")[0] != "content"}


def files_of(folder: Path) -> set[str]:
    return {name for name, data in tree(folder / "content").items() if data is not None}


@pytest.fixture(scope="module")
def good_tree(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files that the good neighbour alone makes."""
    folder = tmp_path_factory.mktemp("good")
    write_files(folder / "in", {"zz.json": GOOD})
    assert bring(folder) == Import(0, [GOOD_LINE, "1 new"], [])
    return files_of(folder)


@pytest.fixture
def refused(tmp_path: Path, good_tree: set[str]) -> Callable[..., list[str]]:
    """Import bad sources beside a good one; return what is said of the bad ones."""

    def check(files: Mapping[str, str | bytes], form: str = "auto") -> list[str]:
        write_files(tmp_path / "in", {**files, "zz.json": GOOD})
        before = outside(tmp_path)
        names = [f"in/{name}" for name in files]
        if form == "auto":
            said = bring(tmp_path)
        else:
            said = bring(tmp_path, *names, form=form)
            assert bring(tmp_path, "in/zz.json").lines[0] == GOOD_LINE
        assert said.status == 1
        failed = f"{len(said.errors)} failed"
        if form == "auto":
            assert GOOD_LINE in said.lines
            assert set(said.lines[-1].split(", ")) == {"1 new", failed}
        else:
            assert said.lines == [failed]
        assert files_of(tmp_path) == good_tree
        assert outside(tmp_path) == before
        assert all(line.startswith("failed ") for line in said.errors)
        return [line.removeprefix("failed ") for line in said.errors]

    return check


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., str]:
    """Import a source beside a good one; return the text of its content file."""

    def check(files: Mapping[str, str | bytes], form: str = "auto") -> str:
        write_files(tmp_path / "in", files)
        write_files(tmp_path / "good", {"zz.json": GOOD})
        before = outside(tmp_path)
        said = bring(tmp_path, *(f"in/{name}" for name in files), form=form)
        assert (said.status, said.errors) == (0, [])
        status, _, path = said.lines[0].partition(" ")
        assert status == "new"
        assert bring(tmp_path, "good").lines == [GOOD_LINE, "1 new"]
        assert outside(tmp_path) == before
        whole = tree(tmp_path / "content")
        again = bring(tmp_path, *(f"in/{name}" for name in files), form=form)
        assert again.lines[0] == f"unchanged {path}"
        assert tree(tmp_path / "content") == whole
        _, problems = read_content(tmp_path / "content", zone=NOW.tzinfo, lang="en")
        assert list(map(str, problems)) == []
        return (tmp_path / path).read_text(encoding="utf-8")

    return check


# XML that reaches out, or grows


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)
DOCTYPES = {
    "external file": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "billion laughs": f"<!DOCTYPE nitf [{LAUGHS}]>",
    "quadratic": f'<!DOCTYPE nitf [<!ENTITY x "{"a" * 100_000}">]>',
    "parameter": '<!DOCTYPE nitf [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]>',
    "unparsed": '<!DOCTYPE nitf [<!NOTATION g SYSTEM "g"><!ENTITY x SYSTEM "x" NDATA g>]>',
    "element": "<!DOCTYPE nitf [<!ELEMENT nitf ANY>]>",
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
@pytest.mark.parametrize("make", [nitf, newsml])
def test_declarations_of_a_doctype_are_refused(
    refused: Callable[..., list[str]], make: Callable[..., str], doctype: str
) -> None:
    reference = "&l11;" if "l11" in doctype else "&x;" * 1000 if "aaaa" in doctype else "&x;"
    source = make(body=f"<p>{reference}</p>", doctype=doctype)
    assert refused({"a.xml": source}) == [
        "a.xml: has declarations in its DOCTYPE; take the DOCTYPE out"
    ]


@pytest.fixture
def loopback() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_fetched_for_a_source(tmp_path: Path, loopback: tuple[str, list[str]]) -> None:
    address, asked = loopback
    picture = {"type": "picture", "headline": "A ferry", "creditline": "XY", "uri": "urn:picture"}
    shown = {**picture, "renditions": {"r": {"href": f"{address}/p.jpg", "mimetype": "image/jpeg"}}}
    image = f'<img src="{address}/i.jpg" alt="A ferry">'
    style = f'<link rel="stylesheet" href="{address}/s.css"><p>'
    include = (
        f'<p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{address}/x"/>It.</p>'
    )
    sources = {
        "a.xml": nitf(doctype=f'<!DOCTYPE nitf SYSTEM "{address}/nitf.dtd">'),
        "b.xml": nitf(doctype=f'<!DOCTYPE nitf [<!ENTITY % x SYSTEM "{address}/e"> %x;]>'),
        "c.xml": nitf("<p>&x;</p>", doctype=f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "{address}/e">]>'),
        "d.xml": f'<?xml-stylesheet href="{address}/s.xsl" type="text/xsl"?>{nitf(include)}',
        "e.xml": newsml(include).replace(
            "<newsItem ", f'<newsItem xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xsi:schemaLocation="http://iptc.org/std/nar/2006-10-01/ {address}/s.xsd" ',
        ).replace("<itemMeta>", f'<catalogRef href="{address}/catalog.xml"/><itemMeta>', 1),
        "f.json": ninjs(uri="urn:f", associations={"main": shown}),
        "g.html": WEBPAGE.replace("<p>", f"{image}{style}", 1),
        "h.json": ninjs(uri="urn:h", body_xhtml=f"<p>It crosses.</p>{image}"),
        "i.txt": CAPTURE.replace("1 April", f"Image: {address}/p.jpg\n\n1 April"),
    }  # fmt: skip
    write_files(tmp_path / "in", sources)
    said = bring(tmp_path)
    assert len(said.errors) == 2
    assert asked == []


# Encodings


ACCENTS = "Die Fähre fährt über den Fluß – „täglich“."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            f'<?xml version="1.0" encoding="{declared}"?>{nitf(f"<p>{ACCENTS}</p>")}'.encode(real),
            ACCENTS,
            id=f"{declared} declared, {real}",
        )
        for declared, real in [
            ("UTF-8", "utf-8"),
            ("utf-16", "utf-16"),
            ("utf-16le", "utf-16le"),
            ("iso-8859-1", "cp1252"),
            ("windows-1252", "cp1252"),
            ("utf-16", "utf-8"),
            ("cp037", "utf-8"),
            ("punycode", "utf-8"),
            ("unicode_escape", "utf-8"),
            ("rot13", "utf-8"),
            ("no-such-encoding", "utf-8"),
            ("utf-8", "cp1252"),
            ("us-ascii", "utf-8"),
        ]
    ],
)
def test_an_encoding_is_what_is_declared_then_utf_8_then_a_guess(
    taken: Callable[..., str], raw: bytes, expected: str
) -> None:
    assert taken({"a.xml": raw}).endswith(f"---\n{expected}\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "utf-16le", "utf-16be"])
def test_json_comes_in_any_unicode(taken: Callable[..., str], encoding: str) -> None:
    source = ninjs(body_xhtml=f"<p>{ACCENTS}</p>").encode(encoding)
    assert taken({"a.json": source}).endswith(f"---\n{ACCENTS}\n")


@pytest.mark.parametrize("pad", range(3))
@pytest.mark.parametrize("name", ["a.json", "a.xml"])
def test_a_long_text_of_another_script_is_read(
    taken: Callable[..., str], name: str, pad: int
) -> None:
    """Wherever in it a part of the file ends that somebody looks at first."""
    paragraphs = ["a" * pad + "新聞社の記事です。" * 50] * 60
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    source = json.dumps({**ITEM, "body_xhtml": body}, ensure_ascii=False)
    text = taken({name: nitf(body) if name == "a.xml" else source})
    assert text.endswith("---\n" + "\n\n".join(paragraphs) + "\n")


# Files that are broken, or something else


NO_NINJS = "is JSON, but no ninjs: nothing in it has a uri, a headline or a body"
NO_JSON = "is HTML or XML, not JSON; the address may have answered with a page"
NO_NEWSML = (
    "is not NewsML-G2: its root is 'feed', not one of newsMessage, newsItem, packageItem, "
    "conceptItem, knowledgeItem, planningItem, catalogItem"
)
NO_XML = "is not well-formed XML: "
TWICE = "has 'uri' twice in one object, and they differ; take one out"
TOO_MANY_DIGITS = "is not JSON that can be read: it has a number of too many digits"
BROKEN = {
    "zero bytes": ("a.json", b"", "auto", "is empty"),
    "zero bytes of text": ("a.txt", b"", "auto", "is empty"),
    "white space": ("a.xml", b" \n\t", "auto", "is empty"),
    "NULs": ("a.xml", b"\0" * 100, "auto", "is empty"),
    "no text": (
        "a.txt",
        bytes(range(256)) * 8,
        "auto",
        "is not text in any known encoding; save it as UTF-8",
    ),
    "JSON cut off": (
        "a.json",
        ninjs()[:-30].encode(),
        "auto",
        "is JSON that was cut off; get the file again",
    ),
    "XML cut off": (
        "a.xml",
        nitf()[:-30].encode(),
        "auto",
        f"{NO_XML}unclosed token: line 1, column 224",
    ),
    "NewsML-G2 cut off": (
        "a.xml",
        newsml()[:-30].encode(),
        "auto",
        f"{NO_XML}unclosed token: line 1, column 454",
    ),
    "HTML for JSON": ("a.json", WEBPAGE.encode(), "ninjs", NO_JSON),
    "HTML for XML": (
        "a.xml",
        b"<!doctype html><html><body><p>Not found<br></body></html>",
        "nitf",
        f"{NO_XML}syntax error: line 1, column 0",
    ),
    "JSON for XML": (
        "a.xml",
        ninjs().encode(),
        "newsml-g2",
        f"{NO_XML}not well-formed (invalid token): line 1, column 0",
    ),
    "text for JSON": (
        "a.json",
        b"Not found",
        "ninjs",
        "is not JSON: Expecting value (line 1, column 1)",
    ),
    "XML of something else": ("a.xml", b"<feed><entry/></feed>", "auto", NO_NEWSML),
    "a field twice": ("a.json", b'{"uri":"a","uri":"b","headline":"h"}', "auto", TWICE),
    "NaN": ("a.json", b'{"uri":"a","version":NaN}', "auto", "is not JSON: NaN is no number of it"),
    "a number of 10,000 digits": (
        "a.json",
        b'{"uri":"a","version":' + b"9" * 10_000 + b"}",
        "auto",
        TOO_MANY_DIGITS,
    ),
    "JSON that nests": (
        "a.json",
        b"[" * 100_000,
        "auto",
        "nests more than 100 objects; no item needs that",
    ),
    "JSON that nests, closed": (
        "a.json",
        b'{"uri":' * 1000 + b"1" + b"}" * 1000,
        "auto",
        "nests more than 100 objects; no item needs that",
    ),
    "XML that nests": (
        "a.xml",
        b"<nitf>" * 100_000 + b"</nitf>" * 100_000,
        "auto",
        "nests more than 200 elements; no format needs that",
    ),
    "no gzip": (
        "a.json.gz",
        b"\x1f\x8b\x08junk",
        "auto",
        "is gzip that was cut off; get the file again",
    ),
    "gzip cut off": (
        "a.txt.gz",
        gzip.compress(CAPTURE.encode(), mtime=0)[:-20],
        "auto",
        "is gzip that was cut off; get the file again",
    ),
    "gzip bomb": (
        "a.json.gz",
        gzip.compress(b"a" * 40_000_000, mtime=0),
        "auto",
        "is larger than 32 MiB; divide it",
    ),
    "JSON of nothing": ("a.json", b"[]", "auto", NO_NINJS),
    "null": ("a.json", b"null", "ninjs", NO_NINJS),
}


@pytest.mark.parametrize(("name", "raw", "form", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_with_one_line(
    refused: Callable[..., list[str]], name: str, raw: bytes, form: str, reason: str
) -> None:
    assert refused({name: raw}, form) == [f"{name}: {reason}"]


NO_DATE = "has no date: the date 'versioncreated' was left out: "
ASK = "ask the sender for the right date"
ENDLESS = "has more than 100000 characters; no item needs that"
LONG = "word " * 40_000
FIELDS = {
    "a headline without end": ({"headline": LONG}, f"headline: {ENDLESS}"),
    "a note without end": ({"ednote": LONG}, f"ed_note: {ENDLESS}"),
    "topics without end": (
        {"subject": [{"name": f"Topic {n}"} for n in range(20_000)]},
        "topics: has more than 1000 entries; no item needs that",
    ),
    "a body without end": (
        {"body_xhtml": "<p>It.</p>" * 450_000},
        "has a body of 4500000 characters; no article is so long",
    ),
    "a German date of a far year": (
        {"versioncreated": "30.9.3015"},
        f"{NO_DATE}'30.9.3015' is no date of ISO 8601; ask the sender for it",
    ),
    "year 0": (
        {"versioncreated": "0000-01-01T00:00:00Z"},
        f"{NO_DATE}'0000-01-01T00:00:00Z' is no day of the calendar; ask the sender for it",
    ),
    "month 13": (
        {"versioncreated": "2026-13-01T00:00:00Z"},
        f"{NO_DATE}'2026-13-01T00:00:00Z' is no day of the calendar; ask the sender for it",
    ),
    "an offset of 99 hours": (
        {"versioncreated": "2026-01-01T00:00:00+99:00"},
        f"{NO_DATE}'2026-01-01T00:00:00+99:00' has a time that no clock shows; "
        "ask the sender for it",
    ),
    "no date": (
        {"versioncreated": None},
        "has no date; an article needs one",
    ),
    "an embargo that is no date": (
        {"embargoed": "soon"},
        f"embargoed: 'soon' is no date of ISO 8601; {ASK}",
    ),
    "an embargo of month 13": (
        {"embargoed": "2026-13-01T00:00:00Z"},
        f"embargoed: '2026-13-01T00:00:00Z' is no day of the calendar; {ASK}",
    ),
    "an expiry of a far year": (
        {"expires": "30.9.3015"},
        f"expires: '30.9.3015' is no date of ISO 8601; {ASK}",
    ),
    "no text": ({"body_xhtml": "<script>alert(1)</script>"}, "has no text; an article needs some"),
}


@pytest.mark.parametrize(("fields", "reason"), FIELDS.values(), ids=FIELDS)
def test_an_item_with_a_fault_is_refused_with_one_line(
    refused: Callable[..., list[str]], fields: dict[str, Any], reason: str
) -> None:
    assert refused({"a.json": ninjs(**fields)}) == [f"a.json: urn:item: {reason}"]


def test_of_several_items_the_sound_ones_come(tmp_path: Path) -> None:
    source = f"[{ninjs(versioncreated=None)},{GOOD},17]"
    write_files(tmp_path / "in", {"a.json": source})
    said = bring(tmp_path)
    assert (said.status, said.lines) == (1, [GOOD_LINE, "2 failed, 1 new"])
    assert len(said.errors) == 2


# Large files and deep packages


def test_a_file_of_100_mb_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"zz.json": GOOD})
    for name in ("a.json", "b.xml", "c.html", "d.txt"):
        with (tmp_path / "in" / name).open("wb") as stream:
            stream.write(b"{")
            stream.truncate(100_000_000)
    said = in_a_process(tmp_path, megabytes=1024)
    names = ("a.json", "b.xml", "c.html", "d.txt")
    assert said.errors == [f"failed {name}: is larger than 32 MiB; divide it" for name in names]
    assert (said.status, said.lines) == (1, [GOOD_LINE, "4 failed, 1 new"])


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"[" + b"{}," * 10_000_000 + b"{}]", id="JSON of objects"),
        pytest.param(b"[" + b"1," * 5_000_000 + b"1]", id="JSON of numbers"),
        pytest.param(b"{}\n" * 10_000_000, id="lines of JSON"),
        pytest.param(b"<nitf>" + b"<a/>" * 7_000_000 + b"</nitf>", id="XML of elements"),
        pytest.param(b"<html><p>" + b"<br>" * 7_000_000, id="HTML of elements"),
    ],
)
def test_a_file_that_grows_when_it_is_read_is_refused(
    refused: Callable[..., list[str]], raw: bytes
) -> None:
    with at_most(3):
        assert len(refused({"a": raw})) == 1


def in_a_process(folder: Path, *, megabytes: int, seconds: int = 20) -> Import:
    """Run the command in a process of its own, with no more memory and time than these."""
    arguments = ["import", "in", "--into", "content", "--now", NOW.isoformat()]
    arguments += ["--settings", str(ROOT / "pelicanconf.py")]
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({megabytes << 20}, {megabytes << 20}))\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from newsroom.__main__ import main\n"
        f"sys.exit(main({arguments!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, timeout=seconds, check=False
    )
    return Import(
        done.returncode, done.stdout.decode().splitlines(), done.stderr.decode().splitlines()
    )


def packages(depth: int) -> str:
    """Return packages of NewsML-G2 of which each holds the next, and the last holds a text."""
    made = ""
    for level in range(depth):
        inner = f"urn:package:{level + 1}" if level + 1 < depth else "urn:item"
        made += (
            f'<packageItem guid="urn:package:{level}"><groupSet root="r"><group id="r">'
            f'<itemRef residref="{inner}"/></group></groupSet></packageItem>'
        )
    return made


@pytest.mark.parametrize("depth", [10, 1000])
def test_packages_that_nest_give_one_line_each_and_their_items(tmp_path: Path, depth: int) -> None:
    write_files(tmp_path / "in", {"a.xml": newsml(more=packages(depth)), "zz.json": GOOD})
    said = bring(tmp_path)
    assert said.status == 1
    news = ["new content/articles/2026/04/a-ferry-for-the-island.md", GOOD_LINE]
    assert said.lines == [*news, f"2 new, {len(said.errors)} failed"]
    # All but the last five hold more levels than are followed.
    reason = "nests more than 5 packages; its items are imported one by one"
    assert said.errors == [f"failed a.xml: urn:package:{n}: {reason}" for n in range(depth - 5)]


@pytest.mark.parametrize("depth", [10, 90])
def test_packages_of_ninjs_that_nest_give_their_items(tmp_path: Path, depth: int) -> None:
    held: dict[str, Any] = json.loads(ninjs())
    for level in range(depth):
        held = {"uri": f"urn:{level}", "type": "composite", "associations": {"a": held}}
    write_files(tmp_path / "in", {"a.json": json.dumps(held), "zz.json": GOOD})
    said = bring(tmp_path)
    assert GOOD_LINE in said.lines
    came = "new content/articles/2026/04/a-ferry-for-the-island.md" in said.lines
    assert came or (said.status == 1 and len(said.errors) == 1)


PUNYCODE = b'<?xml version="1.0" encoding="punycode"?>'
SLOW = {
    "DOCTYPE without end": b"<!DOCTYPE " + b"a" * 60_000,
    "declarations of XML": b"<?xml " * 200_000,
    "comments without end": b"<!--" * 200_000,
    "instructions without end": b"<?a " * 200_000,
    "tags without end": b"<p " * 200_000,
    "metas": b"<meta " * 200_000,
    "angle brackets": b"<" * 500_000,
    "punycode": PUNYCODE + b"a" * 400_000 + b"-" + b"b9" * 200_000,
}


@pytest.mark.parametrize("raw", SLOW.values(), ids=SLOW)
def test_what_misleads_a_pattern_costs_no_time(
    refused: Callable[..., list[str]], raw: bytes
) -> None:
    with at_most(3):
        assert len(refused({"a.xml": raw})) == 1


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fail where a block takes more processor time than this."""

    def late(*args: object) -> None:
        raise AssertionError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# Names that lead astray, and texts that run


GUIDS = {
    "up": "../../../../tmp/up",
    "absolute": "/etc/hostname",
    "NUL": "urn:a\0b",
    "newline": "urn:a\nb",
    "spaces": "urn:a  b",
    "surrogate": "urn:a\ud800b",
    "dots": "...",
    "one dot": ".",
    "long": "u" * 10_000,
    "script of Asia": "新聞社:記事/四",
    "script of Asia, long": "新聞社" * 4000,
    "a no-break space": "urn:a\u00a0b",
    "a colon and a hash": "a: #b",
}


@pytest.mark.parametrize("guid", GUIDS.values(), ids=GUIDS)
def test_a_guid_is_a_name_and_no_path(taken: Callable[..., str], guid: str, tmp_path: Path) -> None:
    text = taken({"a.json": ninjs(uri=guid)})
    assert text.endswith("---\nIt crosses the river twice a day.\n")
    articles = [name for name in files_of(tmp_path) if name.startswith("articles/")]
    assert sorted(articles) == [
        "articles/2026/04/a-ferry-for-the-island.md",
        "articles/2026/04/good-neighbour.md",
    ]
    assert len(list((tmp_path / "content" / "sources").iterdir())) == 2
    # Its next version finds it, and so does its kill.
    write_files(tmp_path / "in", {"a.json": ninjs(uri=guid, version="2", headline="Another")})
    path = "content/articles/2026/04/a-ferry-for-the-island.md"
    assert bring(tmp_path, "in").lines == [f"updated {path}", "1 updated"]
    write_files(tmp_path / "in", {"a.json": ninjs(uri=guid, pubstatus="canceled")})
    assert bring(tmp_path, "in").lines == [f"canceled {path}", "1 canceled"]


@pytest.mark.parametrize("guid", GUIDS.values(), ids=GUIDS)
def test_a_kill_that_comes_first_holds(tmp_path: Path, guid: str) -> None:
    write_files(tmp_path / "a", {"a.json": ninjs(uri=guid, pubstatus="canceled")})
    write_files(tmp_path / "b", {"b.json": ninjs(uri=guid)})
    before = outside(tmp_path)
    said = bring(tmp_path, "a")
    assert (said.status, said.errors, len(said.lines)) == (0, [], 2)
    path = "content/articles/2026/04/a-ferry-for-the-island.md"
    assert bring(tmp_path, "b").lines == [f"canceled {path}", "1 canceled"]
    assert bring(tmp_path, "b").lines == [f"unchanged {path}", "1 unchanged"]
    assert outside(tmp_path) == before


@pytest.mark.parametrize(
    ("versions", "highest"),
    [
        (["1", "9" * 5000], 1),
        (["9" * 5000, "8" * 5000], 0),
        (["2", "10", "9"], 1),
        (["1\n", "2 "], 1),
    ],
)
def test_versions_of_any_form_can_be_compared(
    tmp_path: Path, versions: list[str], highest: int
) -> None:
    sources = {
        f"{n}.json": ninjs(version=version, body_xhtml=f"<p>It is version {n}.</p>")
        for n, version in enumerate(versions)
    }
    write_files(tmp_path / "in", sources)
    said = bring(tmp_path)
    assert (said.status, said.errors) == (0, [])
    (path,) = (tmp_path / "content" / "articles").rglob("*.md")
    assert path.read_text(encoding="utf-8").endswith(f"---\nIt is version {highest}.\n")


HEADLINES = {
    "newline": ("A ferry\nfor all", "title: A ferry for all", "a-ferry-for-all"),
    "control characters": ("A fer\x01ry\x7f\x9f", "title: A ferry", "a-ferry"),
    "surrogate": ("A \ud800 ferry", "title: A ferry", "a-ferry"),
    "white space": (" \n\t", "title: It crosses the river twice a day.", "urn-item"),
    "Markdown": ("**A** [ferry](x) `b` # c", "title: '**A** [ferry](x) `b` # c'", "a-ferry-x-b-c"),
    "only signs": ("— … —", "title: — … —", "urn-item"),
    "up": ("../../etc", "title: ../../etc", "etc"),
    "YAML": ("---\ndate: 1999-01-01", "title: '--- date: 1999-01-01'", "date-1999-01-01"),
}


@pytest.mark.parametrize(("headline", "line", "slug"), HEADLINES.values(), ids=HEADLINES)
def test_a_headline_is_text_and_nothing_else(
    taken: Callable[..., str], tmp_path: Path, headline: str, line: str, slug: str
) -> None:
    text = taken({"a.json": ninjs(headline=headline)})
    assert text.splitlines()[1] == line
    assert (tmp_path / "content" / "articles" / "2026" / "04" / f"{slug}.md").is_file()


def test_a_headline_of_20000_characters_makes_a_short_address(
    taken: Callable[..., str], tmp_path: Path
) -> None:
    text = taken({"a.json": ninjs(headline="word " * 4000)})
    assert text.splitlines()[1] == "title: " + " ".join(["word"] * 4000)
    name = "-".join(["word"] * 14)
    assert (tmp_path / "content" / "articles" / "2026" / "04" / f"{name}.md").is_file()


RUNNING = (
    '<p onclick="alert(1)">A <script>alert(1)</script><a href="javascript:alert(1)">boat</a>'
    '<a href=" java&#10;script:alert(1)">, old</a><a href="data:text/html,x"> and slow</a>'
    '<img src="x" onerror="alert(1)"><iframe src="//e.example"></iframe>'
    '<style>p { color: red }</style><svg onload="alert(1)"><script>alert(1)</script></svg>'
    "<object data=x></object><template><p>alert</p></template>, crosses &lt;script&gt;.</p>"
)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.json", ninjs(body_xhtml=RUNNING)),
        ("a.xml", newsml(RUNNING.replace('(1)"><iframe', '(1)"/><iframe').replace("=x>", '="x">'))),
    ],
)  # fmt: skip
def test_nothing_that_runs_comes_in_with_a_body(
    taken: Callable[..., str], name: str, source: str
) -> None:
    body = taken({name: source}).rpartition("---\n")[2]
    assert body == "A boat, old and slow, crosses <script\\>.\n"


# Files that are none, and names that cannot be printed


def test_what_is_no_file_is_refused(tmp_path: Path, good_tree: set[str]) -> None:
    write_files(tmp_path / "in", {"zz.json": GOOD})
    os.mkfifo(tmp_path / "in" / "pipe.json")
    (tmp_path / "in" / "folder.json").mkdir()
    (tmp_path / "secret.txt").write_text(CAPTURE)
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to("/etc")
    said = bring(tmp_path)
    assert said == Import(
        1,
        [GOOD_LINE, "2 failed, 1 new"],
        [
            "failed link.txt: is a symbolic link; name what it leads to",
            "failed pipe.json: is no file",
        ],
    )
    assert files_of(tmp_path) == good_tree


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_source(tmp_path: Path, device: str) -> None:
    write_files(tmp_path / "in", {"zz.json": GOOD})
    said = bring(tmp_path, device, "in")
    name = device.rpartition("/")[2]
    assert said == Import(1, [GOOD_LINE, "1 failed, 1 new"], [f"failed {name}: is no file"])


def test_what_cannot_be_opened_is_refused(tmp_path: Path, good_tree: set[str]) -> None:
    write_files(tmp_path / "in", {"a.json": ninjs(), "below/b.json": ninjs(), "zz.json": GOOD})
    with unreadable("a.json", "below"):
        said = bring(tmp_path)
    assert said.lines[0] == GOOD_LINE
    assert sorted(said.errors) == [
        "failed a.json: cannot be read: Permission denied",
        "failed below: cannot be read: Permission denied",
    ]
    assert files_of(tmp_path) == good_tree


@contextlib.contextmanager
def unreadable(*names: str) -> Iterator[None]:
    """Make files and folders of these names unreadable, for the system's administrator too."""
    open_, scandir = io.open, os.scandir

    def check(path: Any) -> None:
        if isinstance(path, str | Path) and Path(path).name in names:
            raise PermissionError(13, "Permission denied", str(path))

    def opened(path: Any, *args: Any, **options: Any) -> Any:
        check(path)
        return open_(path, *args, **options)

    def scanned(path: Any = ".") -> Any:
        check(path)
        return scandir(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", opened)
        patch.setattr(os, "scandir", scanned)
        yield


@pytest.mark.parametrize("name", [b"a\nnew b.json", b"\xff\xfe.json", b"\x1b[2J.json"])
def test_a_name_of_any_bytes_gives_one_line(tmp_path: Path, name: bytes) -> None:
    write_files(tmp_path / "in", {"zz.json": GOOD})
    Path(os.fsdecode(bytes(tmp_path / "in") + b"/" + name)).write_text("{")
    said = bring(tmp_path)
    assert (said.status, said.lines) == (1, [GOOD_LINE, said.lines[1]])
    assert len(said.errors) == 1
    assert said.errors[0].startswith("failed ")
    assert said.errors[0].endswith(": is JSON that was cut off; get the file again")
    assert said.errors[0].isprintable()


def test_a_name_of_any_bytes_can_be_imported(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in (b"a\n\xff.json", b"b\n\xff.txt"):
        raw = ninjs() if name.endswith(b"json") else CAPTURE.replace("ferry", "boat")
        Path(os.fsdecode(bytes(tmp_path / "in") + b"/" + name)).write_text(raw)
    said = in_a_process(tmp_path, megabytes=4096)
    assert said == Import(
        0,
        [
            "new content/articles/2026/04/a-ferry-for-the-island.md",
            "new content/articles/2026/04/a-boat-for-the-island.md",
            "2 new",
        ],
        [],
    )


# Pictures


def png(width: int = 4, height: int = 4) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def illustrated(href: str, **fields: object) -> str:
    rendition = {"r": {"href": href, "mimetype": "image/png"}}
    picture = {"type": "picture", "headline": "A ferry", "creditline": "XY", "uri": "urn:picture"}
    return ninjs(**fields, associations={"main": {**picture, "renditions": rendition}})


def test_a_picture_beside_its_item_is_taken(taken: Callable[..., str], tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"p.png": png()})
    assert "file: images/" in taken({"a.json": illustrated("p.png")})
    (image,) = (tmp_path / "content" / "images").iterdir()
    assert image.read_bytes() == png()


HREFS = [
    "../out.png", "up/../../out.png", "{folder}/out.png", "file://{folder}/out.png", "..\\out.png",
    "link.png", "below/out.png", "folder.png", "pipe.png", "junk.png", "bomb.png", "text.png",
    "a\0.png", "x" * 5000 + ".png", "\ud800.png", "\n.png", "~/out.png", "%2e%2e/out.png", "", ".",
    "p.svg",
]  # fmt: skip


@pytest.mark.parametrize("href", HREFS, ids=lambda href: ascii(href[:20]))
def test_a_picture_that_cannot_be_shown_stays_where_it_is(
    taken: Callable[..., str], tmp_path: Path, href: str
) -> None:
    bomb = png()[:16] + (100_000).to_bytes(4, "big") * 2 + png()[24:]
    write_files(tmp_path, {"out.png": png()})
    write_files(
        tmp_path / "in",
        {"junk.png": b"junk", "bomb.png": bomb, "text.png": CAPTURE},
    )
    (tmp_path / "in" / "folder.png").mkdir()
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "out.png")
    (tmp_path / "in" / "below").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "in" / "pipe.png")
    text = taken({"a.json": illustrated(href.replace("{folder}", str(tmp_path)))})
    assert "file:" not in text
    assert not list((tmp_path / "content").rglob("*.png"))


def test_a_picture_that_cannot_be_opened_is_left_out(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"a.json": illustrated("p.png"), "p.png": png(), "zz.json": GOOD})
    with unreadable("p.png"):
        said = bring(tmp_path)
    path = "content/articles/2026/04/a-ferry-for-the-island.md"
    assert said == Import(0, [f"new {path}", GOOD_LINE, "2 new"], [])
    assert "file:" not in (tmp_path / path).read_text(encoding="utf-8")


def test_a_large_picture_gives_no_warning(taken: Callable[..., str], tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"p.png": png(9500, 9500)})
    with warnings.catch_warnings(record=True) as warned:
        assert "file: images/" in taken({"a.json": illustrated("p.png")})
    assert list(map(str, warned)) == []


def test_an_item_that_fails_leaves_no_picture(
    refused: Callable[..., list[str]], tmp_path: Path
) -> None:
    write_files(tmp_path / "in", {"p.png": png()})
    reasons = refused({"a.json": illustrated("p.png", body_xhtml="<script>1</script>")})
    assert reasons == ["a.json: urn:item: has no text; an article needs some"]


@pytest.mark.parametrize("created", ["2026-04-02T10:00:00Z", "2026-05-02T10:00:00Z"])
@pytest.mark.parametrize("second", [png(5), b"junk"], ids=["picture", "junk"])
def test_pictures_of_items_of_one_headline_are_kept_apart(
    tmp_path: Path, created: str, second: bytes
) -> None:
    sources = {
        "a/a.json": illustrated("p.png"),
        "a/p.png": png(),
        "b/b.json": illustrated("p.png", uri="urn:other", versioncreated=created),
        "b/p.png": second,
    }
    write_files(tmp_path / "in", sources)
    assert bring(tmp_path).lines[-1] == "2 new"
    images = sorted(path.read_bytes() for path in (tmp_path / "content" / "images").iterdir())
    assert images == sorted({png(), second} - {b"junk"})
    _, problems = read_content(tmp_path / "content", zone=NOW.tzinfo, lang="en")
    assert list(map(str, problems)) == []


def test_a_picture_of_the_site_is_not_overwritten(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"a.json": illustrated("p.png"), "p.png": png()})
    mine = {"a-ferry-for-the-island-1.png": png(7), "a-ferry-for-the-island.png": png(8)}
    write_files(tmp_path / "content" / "images", mine)
    assert bring(tmp_path).status == 0
    for name, data in mine.items():
        assert (tmp_path / "content" / "images" / name).read_bytes() == data


# Where nothing can begin


def test_a_source_that_is_missing_ends_the_import(tmp_path: Path) -> None:
    write_files(tmp_path / "in", {"zz.json": GOOD})
    said = bring(tmp_path, "in", "none.json")
    assert said == Import(1, [], [f"{tmp_path}/none.json: no such file or folder"])
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "a\nb"], ids=["NUL", "long", "newline"])
def test_a_source_of_a_name_that_no_file_has_ends_the_import(tmp_path: Path, name: str) -> None:
    said = bring(tmp_path, name)
    assert (said.status, said.lines, len(said.errors)) == (1, [], 1)


def test_a_target_that_is_a_file_ends_the_import(tmp_path: Path) -> None:
    write_files(tmp_path, {"in/zz.json": GOOD, "content": "mine"})
    before = tree(tmp_path)
    said = bring(tmp_path)
    assert (said.status, said.lines, len(said.errors)) == (1, [], 1)
    assert said.errors[0].startswith(f"{tmp_path}/content: ")
    assert tree(tmp_path) == before


def test_a_target_below_a_file_ends_the_import(tmp_path: Path) -> None:
    write_files(tmp_path, {"in/zz.json": GOOD, "file": "mine"})
    said = bring(tmp_path, into="file/content")
    assert (said.status, said.lines, len(said.errors)) == (1, [], 1)
    assert said.errors[0].startswith(f"{tmp_path}/file")


@pytest.mark.parametrize("kind", ["articles", "sources", "images", "data"])
def test_a_folder_of_the_content_that_is_a_file_gives_a_line(tmp_path: Path, kind: str) -> None:
    files = {"in/a.json": illustrated("p.png"), "in/p.png": png(), f"content/{kind}": "mine"}
    write_files(tmp_path, {**files, "in/b.json": ninjs(uri="urn:kill", pubstatus="canceled")})
    said = bring(tmp_path)
    assert said.status == 1
    assert said.errors
    assert (tmp_path / "content" / kind).read_text() == "mine"


def test_a_registry_that_is_broken_ends_the_import(tmp_path: Path) -> None:
    broken = {"in/zz.json": GOOD, "content/data/agencies.yaml": "agencies: ["}
    write_files(tmp_path, broken)
    before = tree(tmp_path)
    said = bring(tmp_path)
    assert (said.status, said.lines, len(said.errors)) == (1, [], 1)
    assert said.errors[0].startswith("content/data/agencies.yaml:1: ")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("text", ["canceled: [", "- a", "canceled: a", "\x00", "canceled: {a: b}"])
def test_a_list_of_kills_that_is_broken_ends_the_import(tmp_path: Path, text: str) -> None:
    """Were it passed over, what was killed would come back."""
    write_files(tmp_path, {"in/zz.json": GOOD, "content/data/canceled.yaml": text})
    before = tree(tmp_path)
    said = bring(tmp_path)
    assert (said.status, said.lines, len(said.errors)) == (1, [], 1)
    assert said.errors[0].startswith("content/data/canceled.yaml:")
    assert tree(tmp_path) == before


# Whatever comes


RAW = [source.encode() for _, source in SOUND.values()]
JUNK = [
    b"\0", b"<", b">", b'"', b"&", b"&#0;", b"&x;", b"\xff\xfe", b"\xd8\x00", b"{", b"[" * 300,
    b"<p>" * 300, b"<!--", b"<![CDATA[", b"<!DOCTYPE a [", b"<script>", b"../../x", b"\\ud800",
    b"9" * 5000, b"NaN", b"-1", b"0000-00-00T99:99:99+99:99", b"\n\n", b"\x1b", b"null",
    b"\xe2\x80\xa8", b"]", b"\\u0000", b"![@picture1]", b"---\n", b"\x1f\x8b",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sound source with some pieces taken out, doubled, moved or put in."""
    raw = draw(st.sampled_from(RAW))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.sampled_from([0, 1, 3, 20, 200])))
        piece = draw(
            st.one_of(st.sampled_from(JUNK), st.binary(max_size=6), st.just(raw[start:end]))
        )
        raw = raw[:start] + piece * draw(st.sampled_from([0, 1, 1, 1, 2])) + raw[end:]
    return raw


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sources=st.lists(mutated(), min_size=1, max_size=3))
def test_whatever_comes_there_is_a_line_and_no_file_outside(
    tmp_path_factory: pytest.TempPathFactory, sources: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_files(folder / "in", {f"{n}.src": raw for n, raw in enumerate(sources)})
    write_files(folder / "in", {"zz.json": GOOD})
    before = outside(folder)
    said = bring(folder)
    assert GOOD_LINE in said.lines
    assert said.status == (1 if said.errors else 0)
    assert outside(folder) == before
    first = tree(folder / "content")
    _, problems = read_content(folder / "content", zone=NOW.tzinfo, lang="en")
    assert list(map(str, problems)) == []
    again = bring(folder)
    # A broken version of what has come since may be passed over; then its original is kept, too.
    assert set(again.errors) <= set(said.errors)
    then = tree(folder / "content")
    if again.errors != said.errors:
        passed_over = {path for path in then.keys() - first.keys() if path.startswith("sources/")}
        then = {path: raw for path, raw in then.items() if path not in passed_over}
    assert then == first
