"""From sources to content files, and to pages: identity, versions, kills, what editors changed."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest

from newsroom.__main__ import main
from newsroom.build.errors import BuildFailed
from newsroom.ingest.run import import_sources
from tests.conftest import NOW, ROOT, Site, build

AGENCIES = """agencies:
  nwa: {name: Northern Wire, country: SE}
"""

PARAGRAPHS = (
    "The harbour of Eastmouth reopened on Monday.",
    "Ferries had waited for three days.",
    "The storm has left for the north.",
)


def item(**fields: Any) -> dict[str, Any]:
    """An item of an agency in ninjs 1."""
    body = fields.pop("body", PARAGRAPHS)
    return {
        "uri": "urn:newsml:northern.example:harbour",
        "type": "text",
        "version": "1",
        "pubstatus": "usable",
        "language": "en",
        "versioncreated": "2026-04-01T10:00:00Z",
        "firstcreated": "2026-04-01T10:00:00Z",
        "headline": "Harbour reopens after storm",
        "body_html": "".join(f"<p>{text}</p>" for text in body),
        "subject": [{"name": "Shipping", "code": "medtop:20000337"}],
        **fields,
    }


class Newsroom:
    """A content folder, and a folder of sources for it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.content, self.sources = folder / "content", folder / "sources"
        (self.content / "data").mkdir(parents=True)
        (self.content / "data/agencies.yaml").write_text(AGENCIES, encoding="utf-8")
        self.number = 0

    def write(self, source: dict[str, Any] | str, suffix: str = ".json") -> Path:
        self.number += 1
        file = self.sources / f"{self.number:03d}{suffix}"
        file.parent.mkdir(exist_ok=True)
        text = source if isinstance(source, str) else json.dumps(source)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *sources: Path, options: tuple[str, ...] = ()) -> tuple[int, list[str]]:
        """Import, and return the exit status and the lines that were printed, errors first."""
        arguments = ["import", *map(str, sources), "--into", str(self.content), *options]
        settings = ["--settings", str(ROOT / "pelicanconf.py"), "--now", NOW.isoformat()]
        status = main([*arguments, *settings])
        said = self.capsys.readouterr()
        return status, [*said.err.splitlines(), *said.out.splitlines()]

    def take(self, *items: dict[str, Any] | str, suffix: str = ".json") -> list[str]:
        """Import items one after another; return the line for each."""
        lines = []
        for one in items:
            _, said = self.run(self.write(one, suffix))
            lines += said[:-1]
        return lines

    @property
    def path(self) -> Path:
        """The one article that there is."""
        [path] = (self.content / "articles").rglob("*.md")
        return path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_text(self.text.replace(old, new), encoding="utf-8")

    def tree(self) -> dict[str, bytes]:
        files = (path for path in self.content.rglob("*") if path.is_file())
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in files}

    def site(self, *, publish: bool = True, **settings: Any) -> Site:
        return build(self.folder, self.content, publish=publish, **settings)


@pytest.fixture
def newsroom(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    return Newsroom(tmp_path, capsys)


NEW = "new content/articles/2026/04/harbour-reopens-after-storm.md"
NEWER = "content/sources/urn-newsml-northern-example-harbour-e616b54be06f/.newer.md"
UPDATED = NEW.replace("new ", "updated ")
UNCHANGED = NEW.replace("new ", "unchanged ")
CANCELED = NEW.replace("new ", "canceled ")
HELD = NEW.replace("new ", "held ")


def test_an_item_becomes_a_content_file(newsroom: Newsroom) -> None:
    source = item(
        byline="By Ann Lee",
        slugline="HARBOUR-STORM",
        ednote="Adds the third paragraph",
        copyrightholder="Northern Wire",
        usageterms="No archive",
        located="Eastmouth",
    )
    assert newsroom.run(newsroom.write(source)) == (0, [NEW, "1 new"])
    text = re.sub(r"text: [0-9a-f]{16}\n", "text: DIGEST\n", newsroom.text)
    assert text == (
        """---
title: Harbour reopens after storm
lang: en
date: 2026-04-01T10:00:00+00:00
category: News
tags:
- Shipping
authors:
- Ann Lee
located: Eastmouth
usage_terms: No archive
copyright_holder: Northern Wire
ed_note: Adds the third paragraph
guid: urn:newsml:northern.example:harbour
version: 1
version_created: 2026-04-01T10:00:00+00:00
slugline: HARBOUR-STORM
imported:
  text: DIGEST
---
The harbour of Eastmouth reopened on Monday.

Ferries had waited for three days.

The storm has left for the north.
"""
    )


def test_what_was_imported_is_published(newsroom: Newsroom) -> None:
    newsroom.take(item(ednote="Call the desk on 555 0100", byline="By Ann Lee"))
    site = newsroom.site()
    page = site.page("2026/04/harbour-reopens-after-storm")
    assert [p.get_text() for p in page.select(".article-body > p")] == [*PARAGRAPHS]
    everything = b"".join((site.output / name).read_bytes() for name in sorted(site.files()))
    assert b"555 0100" not in everything
    assert not [name for name in site.files() if "sources" in name]


def test_the_same_again_is_unchanged(newsroom: Newsroom) -> None:
    source = newsroom.write(item())
    newsroom.run(source)
    before = newsroom.tree()
    assert newsroom.run(source) == (0, [UNCHANGED, "1 unchanged"])
    assert newsroom.tree() == before


def test_the_same_version_with_another_text_is_unchanged(newsroom: Newsroom) -> None:
    newsroom.take(item())
    before = newsroom.text
    assert newsroom.take(item(headline="Harbour closes")) == [UNCHANGED]
    assert newsroom.text == before


@pytest.mark.parametrize("order", [(1, 9, 10), (10, 9, 1), (9, 10, 1), (10, 1, 9)])
def test_the_highest_version_wins_whatever_the_order(
    newsroom: Newsroom, order: tuple[int, ...]
) -> None:
    newsroom.take(*(item(version=str(n), body=[f"This is version {n}."]) for n in order))
    assert "This is version 10.\n" in newsroom.text
    assert "version: 10" in newsroom.text
    originals = list((newsroom.content / "sources").rglob("*.json"))
    assert len(originals) == 3


def test_in_one_run_too_and_the_file_is_the_same(newsroom: Newsroom) -> None:
    sources = [newsroom.write(item(version=str(n), body=[f"Version {n}."])) for n in (2, 3, 1)]
    assert newsroom.run(*sources)[1] == [NEW, UPDATED, UNCHANGED, "1 new, 1 updated, 1 unchanged"]
    assert newsroom.text.endswith("---\nVersion 3.\n")


def test_the_address_stays_whatever_changes(newsroom: Newsroom) -> None:
    later = {"headline": "Ferries sail", "firstcreated": "2026-05-03T10:00:00Z"}
    assert newsroom.take(item(), item(version="2", **later)) == [NEW, UPDATED]
    assert "title: Ferries sail\n" in newsroom.text
    assert "\ndate: 2026-04-01T10:00:00+00:00\n" in newsroom.text


def test_an_article_that_was_moved_is_found_by_its_guid(newsroom: Newsroom) -> None:
    newsroom.take(item())
    newsroom.path.rename(newsroom.path.with_name("harbour.md"))
    assert newsroom.take(item(version="2")) == ["updated content/articles/2026/04/harbour.md"]


def test_two_items_with_one_headline_get_two_addresses(newsroom: Newsroom) -> None:
    said = newsroom.take(item(), item(uri="urn:newsml:northern.example:other"))
    assert said == [NEW, NEW.replace(".md", "-2.md")]


class TestWithoutVersion:
    @staticmethod
    def item(**fields: Any) -> dict[str, Any]:
        return {name: value for name, value in item(**fields).items() if name != "version"}

    def test_a_later_one_wins(self, newsroom: Newsroom) -> None:
        later = self.item(versioncreated="2026-04-01T11:00:00Z", headline="Harbour open")
        assert newsroom.take(self.item(), later) == [NEW, UPDATED]
        assert "title: Harbour open\n" in newsroom.text

    def test_an_earlier_one_does_not(self, newsroom: Newsroom) -> None:
        later = self.item(versioncreated="2026-04-01T11:00:00Z")
        assert newsroom.take(later, self.item(headline="Harbour open")) == [NEW, UNCHANGED]
        assert "title: Harbour reopens after storm\n" in newsroom.text

    def test_of_one_time_the_last_one_wins_once(self, newsroom: Newsroom) -> None:
        files = [newsroom.write(self.item(headline=text)) for text in ("One", "Two")]
        assert newsroom.run(*files)[1][-1] == "1 new, 1 updated"
        before = newsroom.tree()
        assert newsroom.run(*files)[1][-1] == "2 unchanged"
        assert newsroom.tree() == before


class TestKill:
    def kill(self, **fields: Any) -> dict[str, Any]:
        notice = {"headline": "KILL: Harbour", "body": ["Do not use the harbour story."]}
        return item(**{"version": "2", "pubstatus": "canceled", **notice, **fields})

    @pytest.mark.parametrize("status", ["canceled", "cancelled", "stat:canceled"])
    def test_leaves_a_tombstone(self, newsroom: Newsroom, status: str) -> None:
        assert newsroom.take(item(), self.kill(pubstatus=status)) == [NEW, CANCELED]
        assert "\npub_status: canceled\n" in newsroom.text
        assert "Do not use" not in newsroom.text
        page = newsroom.site().text("2026/04/harbour-reopens-after-storm")
        assert "Harbour reopens after storm" in page
        assert not [text for text in PARAGRAPHS if text in page]

    def test_before_its_article_holds(self, newsroom: Newsroom) -> None:
        guid = "urn:newsml:northern.example:harbour"
        said = newsroom.take(self.kill(), self.kill(), item(), item(version="3"))
        waiting = f"canceled {guid} (not imported yet)"
        assert said == [waiting, f"unchanged {guid}", CANCELED, UNCHANGED]
        assert "pub_status: canceled\n" in newsroom.text

    def test_holds_for_versions_to_come(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(), self.kill(), item(version="3"))[2] == UNCHANGED
        assert "version: 1" in newsroom.text

    def test_again_is_unchanged(self, newsroom: Newsroom) -> None:
        newsroom.take(item(), self.kill())
        before = newsroom.tree()
        assert newsroom.take(self.kill(), item()) == [UNCHANGED, UNCHANGED]
        assert newsroom.tree() == before

    def test_holds_for_what_an_editor_has_changed(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("Ferries had", '"Nobody said these five words," he said. Ferries had')
        assert newsroom.take(self.kill()) == [CANCELED]
        assert "Nobody said" in newsroom.text

    def test_nobody_publishes_it_by_hand(self, newsroom: Newsroom) -> None:
        newsroom.take(item(), self.kill())
        newsroom.edit("pub_status: canceled\n", "")
        newsroom.site(publish=False)
        with pytest.raises(BuildFailed) as stopped:
            newsroom.site()
        assert stopped.value.lines == (
            "content/articles/2026/04/harbour-reopens-after-storm.md:8: guid: the source has "
            "canceled 'urn:newsml:northern.example:harbour'; write pub_status: canceled [R002]",
        )

    def test_of_nitf_names_its_victim(self, newsroom: Newsroom) -> None:
        def nitf(head: str, headline: str, guid: str) -> str:
            return (
                f'<nitf><head><docdata management-status="usable"><doc-id id-string="{guid}"/>'
                f'{head}<date.issue norm="20260401T100000Z"/></docdata></head><body><body.head>'
                f"<hedline><hl1>{headline}</hl1></hedline></body.head>"
                "<body.content><p>Words of it.</p></body.content></body></nitf>"
            )

        victim = nitf("", "Harbour reopens after storm", "n1")
        kill = nitf('<ed-msg info="x"/>', "KILL", "n2").replace(
            '"usable"', '"canceled" management-doc-idref="n1"'
        )
        assert newsroom.take(victim, kill, suffix=".xml") == [NEW, CANCELED]
        assert "KILL" not in newsroom.text


class TestBeforeItsTime:
    def test_withheld_is_held_and_not_published(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(pubstatus="withheld")) == [HELD]
        assert "\npub_status: withheld\n" in newsroom.text
        assert not [name for name in newsroom.site().files() if "harbour" in name]

    def test_released_later(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(pubstatus="withheld"), item(version="2")) == [HELD, UPDATED]
        assert "pub_status" not in newsroom.text
        assert "2026/04/harbour-reopens-after-storm/index.html" in newsroom.site().files()

    def test_an_embargo_holds_until_its_end(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(embargoed="2026-05-01T14:30:00+02:00")) == [HELD]
        assert "\nembargoed: 2026-05-01T14:30:00+02:00\n" in newsroom.text
        name = "2026/04/harbour-reopens-after-storm/index.html"
        before = newsroom.site(NOW=NOW.replace(hour=12, minute=29))
        assert not [file for file in before.files() if "harbour" in file]
        assert name in newsroom.site(NOW=NOW.replace(hour=12, minute=30)).files()

    def test_one_that_is_over_is_news(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(embargoed="2026-04-30T14:30:00Z")) == [NEW]

    def test_one_that_cannot_be_read_fails(self, newsroom: Newsroom) -> None:
        [said] = newsroom.take(item(embargoed="30.9.3015"))
        assert said.startswith("failed 001.json: urn:newsml:northern.example:harbour: embargoed: ")
        assert not list(newsroom.content.rglob("*.md"))


class TestChanges:
    def test_a_correction_is_for_the_editor_to_word(self, newsroom: Newsroom) -> None:
        later = item(
            version="2",
            versioncreated="2026-04-02T09:00:00Z",
            signal=[{"code": "sig:correction"}],
            body=["The harbour of Westmouth reopened on Monday."],
        )
        assert newsroom.take(item(), later) == [NEW, UPDATED]
        assert (
            "corrections:\n"
            "- date: 2026-04-02T09:00:00+00:00\n"
            "  text: Say here what was wrong, and what is right.\n" in newsroom.text
        )
        assert "\nreview:\n- 'the source has corrected this: word the correction" in newsroom.text
        with pytest.raises(BuildFailed, match="R001"):
            newsroom.site()

    def test_the_editor_s_wording_stays(self, newsroom: Newsroom) -> None:
        correction = {"signal": [{"code": "sig:correction"}], "versioncreated": "2026-04-02T09:00Z"}
        newsroom.take(item(), item(version="2", **correction))
        newsroom.edit("Say here what was wrong, and what is right.", "It is Westmouth.")
        newsroom.edit(re.search(r"review:\n(- .*\n)+", newsroom.text)[0], "")
        after = item(version="3", body=[*PARAGRAPHS, "More."], **correction)
        assert newsroom.take(after) == [UPDATED]
        assert "  text: It is Westmouth.\n" in newsroom.text
        assert "Say here" not in newsroom.text
        assert "review:" not in newsroom.text
        assert newsroom.text.endswith("\n\nMore.\n")

    def test_an_update_has_its_date(self, newsroom: Newsroom) -> None:
        later = {"signal": [{"code": "sig:update"}], "versioncreated": "2026-04-02T09:00:00Z"}
        newsroom.take(item(), item(version="2", **later))
        assert "\nmodified: 2026-04-02T09:00:00+00:00\n" in newsroom.text
        assert "corrections" not in newsroom.text

    def test_a_correction_outlives_the_next_version(self, newsroom: Newsroom) -> None:
        correction = {"signal": [{"code": "sig:correction"}], "versioncreated": "2026-04-02T09:00Z"}
        newsroom.take(item(), item(version="2", **correction))
        newsroom.take(item(version="3", versioncreated="2026-04-03T09:00Z", body=["New."]))
        assert "  text: Say here what was wrong, and what is right.\n" in newsroom.text
        assert "word the correction" in newsroom.text
        assert newsroom.text.endswith("---\nNew.\n")

    def test_a_silent_version_has_none(self, newsroom: Newsroom) -> None:
        newsroom.take(item(), item(version="2", versioncreated="2026-04-02T09:00:00Z"))
        assert "modified" not in newsroom.text


class TestEditor:
    def test_changes_survive_an_update(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("category: News", "category: World")
        newsroom.edit(PARAGRAPHS[0], "The harbour of Eastmouth opened again on Monday.")
        later = item(version="2", headline="Harbour open", body=[*PARAGRAPHS[:2], "Calm weather."])
        assert newsroom.take(later) == [UPDATED]
        assert "title: Harbour open\n" in newsroom.text
        assert "category: World\n" in newsroom.text
        assert newsroom.text.partition("---\n")[2].partition("---\n")[2] == (
            "The harbour of Eastmouth opened again on Monday.\n\n"
            "Ferries had waited for three days.\n\nCalm weather.\n"
        )

    def test_and_the_next_one(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("category: News", "category: World")
        newsroom.take(item(version="2", headline="Harbour open"))
        assert newsroom.take(item(version="3", headline="Harbour busy")) == [UPDATED]
        assert "title: Harbour busy\n" in newsroom.text
        assert "category: World\n" in newsroom.text

    @pytest.mark.parametrize(
        ("old", "new", "later", "fault"),
        [
            (PARAGRAPHS[1], "Ferries wait.", {"body": ["One.", "Two.", "Three."]}, "body"),
            ("Harbour reopens", "Port reopens", {"headline": "Harbour open"}, "title"),
        ],
    )
    def test_a_clash_is_reported_and_nothing_is_lost(
        self, newsroom: Newsroom, old: str, new: str, later: dict[str, Any], fault: str
    ) -> None:
        newsroom.take(item())
        newsroom.edit(old, new)
        before = newsroom.tree()
        source = newsroom.write(item(version="2", **later))
        assert newsroom.run(source) == (
            1,
            [
                "failed 002.json: urn:newsml:northern.example:harbour: "
                "content/articles/2026/04/harbour-reopens-after-storm.md was edited here, and the "
                f"source changed {fault} too; {NEWER} is what the source says now: take over "
                "version 2 by hand, then set version:",
                "1 failed",
            ],
        )
        after = newsroom.tree()
        assert "title: Harbour" in after.pop(NEWER.removeprefix("content/")).decode()
        assert after == before
        newsroom.edit("\nversion: 1", "\nversion: 2")
        assert newsroom.run(source) == (0, [UNCHANGED, "1 unchanged"])

    def test_without_the_base_it_says_so(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("category: News", "category: World")
        [written] = (newsroom.content / "sources").rglob(".*.md")
        written.unlink()
        [said] = newsroom.take(item(version="2"))
        assert said.endswith(
            "was edited here, and the version that was imported is not kept on this machine; "
            f"{NEWER} is what the source says now: take over version 2 by hand, then set version:"
        )

    def test_an_untouched_file_needs_no_base(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        [written] = (newsroom.content / "sources").rglob(".*.md")
        written.unlink()
        assert newsroom.take(item(version="2", body=["New."])) == [UPDATED]

    def test_a_file_with_the_line_ends_of_windows_is_known(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.path.write_bytes(newsroom.path.read_bytes().replace(b"\n", b"\r\n"))
        assert newsroom.take(item(version="2", headline="Harbour open")) == [UPDATED]
        assert "title: Harbour open\n" in newsroom.text

    def test_a_file_that_cannot_be_read_is_left(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("category: News", "category: [News")
        before = newsroom.tree()
        [said] = newsroom.take(item(version="2"))
        assert said.endswith(
            "content/articles/2026/04/harbour-reopens-after-storm.md cannot be read; "
            "mend it first: make check"
        )
        assert newsroom.tree() == before

    def test_paragraphs_side_by_side_can_be_changed_by_one_each(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit(PARAGRAPHS[2], "The storm has gone.")
        later = item(version="2", body=[PARAGRAPHS[0], "Ferries sail again.", PARAGRAPHS[2]])
        assert newsroom.take(later) == [UPDATED]
        assert newsroom.text.endswith(
            f"---\n{PARAGRAPHS[0]}\n\nFerries sail again.\n\nThe storm has gone.\n"
        )

    @pytest.mark.parametrize(
        "later",
        [{"pubstatus": "withheld"}, {"embargoed": "2026-06-01T10:00:00Z"}],
    )
    def test_what_must_not_be_published_is_not_whatever_clashes(
        self, newsroom: Newsroom, later: dict[str, str]
    ) -> None:
        newsroom.take(item())
        newsroom.edit(PARAGRAPHS[1], "Ferries wait.")
        changed = [PARAGRAPHS[0], "Ferries sank.", PARAGRAPHS[2]]
        [said] = newsroom.take(item(version="2", body=changed, **later))
        assert said.startswith("failed ")
        assert said.endswith("; until then it is withheld")
        assert "\npub_status: withheld\n" in newsroom.text
        assert "Ferries wait." in newsroom.text
        assert not [name for name in newsroom.site().files() if "harbour" in name]

    def test_an_embargo_that_is_over_withholds_nothing(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit(PARAGRAPHS[1], "Ferries wait.")
        changed = [PARAGRAPHS[0], "Ferries sank.", PARAGRAPHS[2]]
        over = "2026-04-02T10:00:00Z"
        [said] = newsroom.take(item(version="2", body=changed, embargoed=over))
        assert said.startswith("failed ")
        assert "withheld" not in said
        assert "pub_status" not in newsroom.text

    def test_a_broken_file_of_what_is_withheld_is_a_line(self, newsroom: Newsroom) -> None:
        newsroom.take(item())
        newsroom.edit("category: News", "category: [News")
        [said] = newsroom.take(item(version="2", pubstatus="withheld"))
        assert said.endswith("cannot be read; mend it first: make check")

    def test_an_older_version_withholds_nothing(self, newsroom: Newsroom) -> None:
        newsroom.take(item(version="2"))
        assert newsroom.take(item(pubstatus="withheld", body=[])) == [UNCHANGED]
        assert "pub_status" not in newsroom.text


class TestReview:
    def test_a_block_quote_without_a_speaker_is_a_point(self, newsroom: Newsroom) -> None:
        quote = "<blockquote><p>“We saw the water rise all night long.”</p></blockquote>"
        assert newsroom.take({**item(), "body_html": f"<p>Rain.</p>{quote}"}) == [NEW]
        assert "review:" in newsroom.text
        newsroom.site(publish=False)

    def test_what_looks_like_a_marker_in_a_headline_is_a_point(self, newsroom: Newsroom) -> None:
        assert newsroom.take(item(headline="Mail [@harbour] now"))[0].startswith("new ")
        assert "F008" in newsroom.text
        page = newsroom.site(publish=False).page("2026/04/mail-harbour-now")
        assert page.find("h1").get_text() == "Mail [@harbour] now"

    def quoting(self, **fields: Any) -> dict[str, Any]:
        return item(body=["Rain fell. “Nobody has ever seen such water here.”"], **fields)

    def test_points_stop_publishing_and_show_in_the_preview(self, newsroom: Newsroom) -> None:
        newsroom.take(self.quoting())
        point = "Q001: who said 'Nobody has ever seen such water here.'? No speaker was found"
        assert point.replace("'", "''") in newsroom.text
        with pytest.raises(BuildFailed, match=re.escape(point)):
            newsroom.site()
        page = newsroom.site(publish=False).page("2026/04/harbour-reopens-after-storm")
        assert point in page.get_text()

    def test_what_was_decided_stays_so(self, newsroom: Newsroom) -> None:
        newsroom.take(self.quoting())
        newsroom.edit("here.”", "here,” [@lee] said Lee.")
        newsroom.edit(
            re.search(r"review:\n(- .*\n)+", newsroom.text)[0],
            "speakers:\n  lee: {name: Ann Lee}\n",
        )
        assert newsroom.take(self.quoting(version="2", headline="Rain")) == [UPDATED]
        assert "review:" not in newsroom.text
        assert "[@lee]" in newsroom.text

    def test_what_needs_nobody_is_published(self, newsroom: Newsroom) -> None:
        newsroom.take(item(body=["“We have never seen such water here,” said Mayor Ann Lee."]))
        assert "review:" not in newsroom.text
        assert "“We have never seen such water here,” [@lee] said Mayor Ann Lee." in newsroom.text
        page = newsroom.site().page("2026/04/harbour-reopens-after-storm")
        assert page.find(attrs={"data-speaker": True})["data-speaker"] == "lee"


@pytest.mark.parametrize(
    ("last", "staff"),
    [
        (["Contact the newsroom: +46 8 555 0100"], True),
        (["((ann.lee@northern.example; +46 8 555 0100))"], True),
        (["Reporting: ann.lee@northern.example", "al/bm (Northern Wire)"], True),
        (["al/bm (Northern Wire)", "Editor: ann.lee@northern.example"], True),
        (["Residents can reach the council on +46 8 555 0100."], False),
        (["Write to help@council.example for help.", *["More."] * 4], False),
    ],
)
def test_contacts_are_taken_out_or_asked_about(
    newsroom: Newsroom, last: list[str], staff: bool
) -> None:
    newsroom.take(item(body=[*PARAGRAPHS, *last]))
    body = newsroom.text.partition("\n---\n")[2]
    assert ("555 0100" in body or "@" in body) is not staff
    assert ("a contact stands in the text; is it for readers?" in newsroom.text) is not staff
    assert ("ed_note:" in newsroom.text) is staff
    assert ("\nattribution: al/bm (Northern Wire)\n" in newsroom.text) is ("al/bm" in str(last))


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Mo Reed", ["Mo Reed"]),
        ("By Mo Reed", ["Mo Reed"]),
        ("Ola Nordmann and Kari Moe", ["Ola Nordmann", "Kari Moe"]),
        ("Paul Sand and Ida d'Oro", ["Paul Sand", "Ida d'Oro"]),
        ("山田花子", ["山田花子"]),
    ],
)
def test_who_wrote_it(newsroom: Newsroom, byline: str, authors: list[str]) -> None:
    newsroom.take(item(byline=byline))
    assert f"\nauthors:\n{''.join(f'- {name}{chr(10)}' for name in authors)}" in newsroom.text
    assert "review:" not in newsroom.text


@pytest.mark.parametrize("byline", ["our desk in Eastmouth", "Staff Writer", "Northern News"])
def test_a_byline_that_names_nobody_is_asked_about(newsroom: Newsroom, byline: str) -> None:
    newsroom.take(item(byline=byline))
    assert f"who wrote this? The byline of the source is '{byline}'" in newsroom.text


def test_a_line_that_cannot_be_read_stays_the_attribution(newsroom: Newsroom) -> None:
    (newsroom.content / "data/agencies.yaml").unlink()
    capture = (
        "1. Skip to content\n\nHarbour reopens\n\nApril 1, 2026\n\n"
        + "\n\n".join(f"{text} It was a long and windy week for all." for text in PARAGRAPHS)
        + "\n\nal/bm (AFP, AP)\n"
    )
    newsroom.take(capture, suffix=".txt")
    assert "\nattribution: al/bm (AFP, AP)\n" in newsroom.text
    assert "review:" not in newsroom.text


def test_an_entry_of_a_list_is_no_attribution_line(newsroom: Newsroom) -> None:
    places = "<p>Offices:</p><ul><li>Paris</li><li>London</li><li>AP</li></ul>"
    newsroom.take({**item(), "body_html": places})
    assert "attribution:" not in newsroom.text
    assert newsroom.text.endswith("- Paris\n- London\n- AP\n")


def test_contacts_of_staff_are_kept_for_the_newsroom(newsroom: Newsroom) -> None:
    body = [*PARAGRAPHS, "Contact the newsroom: +46 8 555 0100, desk@northern.example"]
    newsroom.take(item(body=body))
    assert newsroom.text.endswith(f"---\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}\n")
    assert "ed_note: 'Contact the newsroom: +46 8 555 0100, desk@northern" in newsroom.text


def test_the_attribution_line_leaves_the_body(newsroom: Newsroom) -> None:
    newsroom.take(item(body=[*PARAGRAPHS, "al/bm (Northern Wire)"]))
    assert "\nattribution: al/bm (Northern Wire)\n" in newsroom.text
    assert newsroom.text.endswith(f"\n\n{PARAGRAPHS[2]}\n")
    page = newsroom.site().page("2026/04/harbour-reopens-after-storm")
    assert "al/bm (Northern Wire)" in page.get_text()


def test_names_are_spelt_as_the_site_has_them(newsroom: Newsroom) -> None:
    newsroom.take(item(), item(uri="n:2", subject=[{"name": "SHIPPING"}, {"name": "U.S."}]))
    newsroom.take(item(uri="n:3", subject=[{"name": "US"}, {"name": "us"}]))
    texts = [path.read_text(encoding="utf-8") for path in newsroom.content.rglob("*.md")]
    found = {text for text in texts for text in re.findall(r"tags:\n((?:- .*\n)+)", text)}
    assert found == {"- Shipping\n", "- Shipping\n- U.S.\n", "- U.S.\n"}
    newsroom.site()


def test_originals_are_kept_and_hidden_from_git(newsroom: Newsroom) -> None:
    source = newsroom.write(item(uri="urn:x:../../escape"))
    newsroom.run(source)
    [kept] = (newsroom.content / "sources").glob("*/*.json")
    assert kept.read_bytes() == source.read_bytes()
    assert re.fullmatch(r"urn-x-escape-[0-9a-f]{12}", kept.parent.name)
    assert "/content/sources/\n" in (ROOT / ".gitignore").read_text(encoding="utf-8")


class TestPictures:
    PICTURE: ClassVar = {
        "uri": "urn:p1",
        "type": "picture",
        "headline": "Harbour",
        "description_text": "A ferry leaves the harbour.",
        "byline": "Bo Dahl",
        "copyrightholder": "Northern Wire",
        "versioncreated": "2026-04-01T10:00:00Z",
        "renditions": {"main": {"href": "ferry.png", "mimetype": "image/png"}},
    }

    def png(self, newsroom: Newsroom) -> None:
        from PIL import Image

        newsroom.sources.mkdir(exist_ok=True)
        Image.new("RGB", (40, 20), "navy").save(newsroom.sources / "ferry.png")

    def test_one_of_an_article_is_shown_with_its_credit(self, newsroom: Newsroom) -> None:
        self.png(newsroom)
        newsroom.take(item(associations={"featuremedia": self.PICTURE}))
        [image] = (newsroom.content / "images").iterdir()
        assert f"  file: images/{image.name}\n" in newsroom.text
        page = newsroom.site().page("2026/04/harbour-reopens-after-storm")
        assert page.find("img")["alt"] == "A ferry leaves the harbour."
        assert "Bo Dahl" in page.find("figure").get_text()

    def test_its_caption_stands_below_it(self, newsroom: Newsroom) -> None:
        self.png(newsroom)
        newsroom.take(item(associations={"featuremedia": self.PICTURE}))
        figure = newsroom.site().page("2026/04/harbour-reopens-after-storm").find("figure")
        assert "A ferry leaves the harbour." in figure.get_text()

    @pytest.mark.parametrize("before", [True, False])
    def test_a_kill_takes_it_out(self, newsroom: Newsroom, before: bool) -> None:
        self.png(newsroom)
        kill = {"uri": "urn:p1", "type": "picture", "pubstatus": "canceled", "headline": "Kill"}
        article = item(associations={"featuremedia": self.PICTURE})
        said = newsroom.take(*((kill, article) if before else (article, kill)))
        assert "new content/articles/2026/04/harbour-reopens-after-storm.md" in said
        if not before:
            assert said[1] == CANCELED + " (a picture of it)"
            assert newsroom.take(kill) == ["unchanged urn:p1"]
        assert not list((newsroom.content / "images").glob("*"))
        assert not newsroom.site().page("2026/04/harbour-reopens-after-storm").find("img")

    def test_one_alone_becomes_an_article(self, newsroom: Newsroom) -> None:
        self.png(newsroom)
        assert newsroom.take(self.PICTURE) == ["new content/articles/2026/04/harbour.md"]
        assert newsroom.text.endswith("---\nA ferry leaves the harbour.\n")

    def test_one_that_an_article_shows_does_not(self, newsroom: Newsroom) -> None:
        files = [
            newsroom.write(self.PICTURE),
            newsroom.write(item(associations={"featuremedia": self.PICTURE})),
        ]
        assert newsroom.run(*files)[1] == [NEW, "1 new"]

    def test_a_picture_outside_the_folder_is_not_taken(self, newsroom: Newsroom) -> None:
        self.png(newsroom)
        (newsroom.folder / "ferry.png").write_bytes(b"secret")
        (newsroom.sources / "link.png").symlink_to(newsroom.folder / "ferry.png")
        for number, href in enumerate(("../ferry.png", "/etc/passwd", "link.png", "none.png")):
            picture = {**self.PICTURE, "renditions": {"main": {"href": href}}}
            newsroom.take(item(uri=f"n:{number}", associations={"featuremedia": picture}))
        assert not (newsroom.content / "images").exists()

    def test_nothing_stays_of_an_item_that_fails(self, newsroom: Newsroom) -> None:
        self.png(newsroom)
        source = item(associations={"featuremedia": self.PICTURE}, embargoed="never")
        assert newsroom.run(newsroom.write(source))[0] == 1
        assert not [path for path in newsroom.content.rglob("*") if path.suffix == ".png"]


def test_a_dry_run_says_the_same_and_writes_nothing(newsroom: Newsroom) -> None:
    for source in (
        item(),
        item(version="2"),
        item(),
        item(uri="n:2"),
        item(uri="n:3", type="video"),
    ):
        newsroom.write(source)
    newsroom.write(item(uri="n:2", version="9", pubstatus="canceled"))
    before = newsroom.tree()
    said = newsroom.run(newsroom.sources, options=("--dry-run",))
    assert newsroom.tree() == before
    assert newsroom.run(newsroom.sources) == said
    assert said[1][-1] == "2 new, 1 updated, 1 unchanged, 1 failed, 1 canceled"


def test_an_import_without_registries_works(newsroom: Newsroom) -> None:
    (newsroom.content / "data/agencies.yaml").unlink()
    assert newsroom.take(item(body=[*PARAGRAPHS, "al/bm (AFP)"])) == [NEW]


def test_registries_with_problems_stop_it(newsroom: Newsroom) -> None:
    (newsroom.content / "data/agencies.yaml").write_text("agencies: [", encoding="utf-8")
    assert newsroom.run(newsroom.write(item()))[0] == 1
    assert not (newsroom.content / "articles").exists()


def test_a_source_that_holds_the_content_folder(newsroom: Newsroom) -> None:
    newsroom.write(item())
    said = f"{newsroom.folder}: holds the content folder; name a folder of sources"
    assert newsroom.run(newsroom.folder) == (1, [said])


def test_no_source(newsroom: Newsroom) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", ""])
    assert stopped.value.code == 2


def test_originals_can_be_imported_again(newsroom: Newsroom) -> None:
    newsroom.take(item(), item(version="2"))
    before = newsroom.text
    newsroom.path.unlink()
    assert newsroom.run(newsroom.content / "sources")[0] == 0
    assert newsroom.text == before


def test_a_source_that_is_not_there(newsroom: Newsroom) -> None:
    gone = newsroom.folder / "gone.json"
    assert newsroom.run(gone) == (1, [f"{gone}: no such file or folder"])


def test_many_sources_come_in_their_order(newsroom: Newsroom) -> None:
    # Enough for several processes; the second version of each comes before its first.
    names = [f"n:{number}" for number in range(25)]
    for name in names:
        newsroom.write(item(uri=name, version="2", headline=f"Second {name}"))
        newsroom.write(item(uri=name, headline=f"First {name}"))
    told: list[tuple[int, int]] = []
    outcomes = import_sources(
        [newsroom.sources],
        newsroom.content,
        form="auto",
        dry_run=False,
        now=NOW,
        zone=dt.UTC,
        lang="en",
        progress=lambda done, of: told.append((done, of)),
    )
    assert [outcome.status for outcome in outcomes] == ["new", "unchanged"] * 25
    assert told == [(number, 50) for number in range(1, 51)]
    files = {path.stem for path in newsroom.content.rglob("*.md") if path.parent.name == "04"}
    assert files == {f"second-n-{number}" for number in range(25)}


def test_a_format_can_be_given(newsroom: Newsroom) -> None:
    source = newsroom.write(item())
    status, said = newsroom.run(source, options=("--format", "nitf"))
    assert (status, said[-1]) == (1, "1 failed")
    assert newsroom.run(source, options=("--format", "ninjs"))[0] == 0


def test_a_place_that_cannot_be_written_fails_alone(newsroom: Newsroom) -> None:
    (newsroom.content / "articles/2026").mkdir(parents=True)
    (newsroom.content / "articles/2026/03").touch()
    march = {"firstcreated": "2026-03-01T10:00:00Z", "versioncreated": "2026-03-01T10:00:00Z"}
    files = [newsroom.write(item(uri="n:3", **march)), newsroom.write(item())]
    status, said = newsroom.run(*files)
    assert (status, said[-2:]) == (1, [NEW, "1 failed, 1 new"])
    assert said[0].startswith("failed 001.json: n:3: ")


def test_links_of_a_text_reader_are_no_json(newsroom: Newsroom) -> None:
    text = "\n\n".join(f"{text} It was a long and windy week for all." for text in PARAGRAPHS)
    capture = f"[1]Home [2]News\n\nHarbour reopens\n\nApril 1, 2026\n\n{text}\n"
    assert newsroom.take(capture, suffix=".txt") == [
        "new content/articles/2026/04/harbour-reopens.md"
    ]


def test_compressed_sources_are_read(newsroom: Newsroom) -> None:
    import gzip

    newsroom.sources.mkdir()
    file = newsroom.sources / "item.json.gz"
    file.write_bytes(gzip.compress(json.dumps(item()).encode()))
    assert newsroom.run(file)[1] == [NEW, "1 new"]
