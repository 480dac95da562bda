"""The manifest of a release."""

import json
from pathlib import Path

import pytest

from newsroom.release.manifest import Manifest, ManifestError, read_manifest, scan, write_manifest

# SHA-256 of nothing and of "abc": FIPS 180-4, as NIST's example values give them.
OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_lists_every_file_but_itself(tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / "2015" / "10").mkdir(parents=True)
    (tmp_path / "2015" / "10" / "ü.html").write_text("abc")
    (tmp_path / ".well-known" / "empty").write_text("")
    (tmp_path / "release.json").write_text("of an earlier build")
    write_manifest(tmp_path)
    text = (tmp_path / "release.json").read_bytes()
    assert text.decode() == (
        '{\n "files": {\n'
        f'  ".well-known/empty": "{OF_NOTHING}",\n'
        f'  "2015/10/ü.html": "{OF_ABC}"\n'
        " }\n}\n"
    )
    assert read_manifest(text) == Manifest(
        files={".well-known/empty": OF_NOTHING, "2015/10/ü.html": OF_ABC}
    )


def test_same_files_give_same_bytes(tmp_path: Path) -> None:
    for folder, names in (("one", "abcdef"), ("other", "fedcba")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text(name)
        write_manifest(tmp_path / folder)
    one, other = (tmp_path / folder / "release.json" for folder in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_pending_paths_survive_a_round_trip() -> None:
    manifest = Manifest(files={"a": OF_ABC}, pending=frozenset({"c", "b"}))
    assert read_manifest(manifest.to_json()) == manifest
    assert json.loads(manifest.to_json())["pending"] == ["b", "c"]


@pytest.mark.parametrize("path", ["index.html", "a/b.html", "..a/b..", ".htaccess", "a b", "a\\b"])
def test_takes_paths_within_the_folder(path: str) -> None:
    assert read_manifest(json.dumps({"files": {path: OF_ABC}})).files == {path: OF_ABC}


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "..", "../a", "a/../../b", "a//b", "a/", "./a", "release.json"],
)
def test_refuses_paths_out_of_the_folder(path: str) -> None:
    for manifest in ({"files": {path: OF_ABC}}, {"files": {}, "pending": [path]}):
        with pytest.raises(ManifestError, match=r"^.+$"):
            read_manifest(json.dumps(manifest))


@pytest.mark.parametrize("path", ["a\nb", "a\r", "\x7f", "␊", "‛"])
def test_refuses_paths_that_rclone_finds_no_file_by(path: str) -> None:
    for manifest in ({"files": {path: OF_ABC}}, {"files": {}, "pending": [path]}):
        with pytest.raises(ManifestError, match="not every host can name"):
            read_manifest(json.dumps(manifest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!doctype html>",
        b"\xff\xfe",
        "[]",
        "{}",
        '{"files": []}',
        '{"files": {"a": 1}}',
        '{"files": {"a": "0"}}',
        f'{{"files": {{"a": "{OF_ABC}"}}, "version": 2}}',
        f'{{"files": {{"a": "{OF_ABC}"}}',
    ],
)
def test_refuses_what_is_no_manifest_in_one_line(text: str | bytes) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(text)
    assert len(str(caught.value).splitlines()) == 1


def test_refuses_a_file_that_not_every_host_can_name(tmp_path: Path) -> None:
    (tmp_path / "a\nb").write_text("")
    with pytest.raises(ManifestError, match="rename the file"):
        write_manifest(tmp_path)


def test_sees_what_was_changed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc")
    write_manifest(tmp_path)
    written = read_manifest((tmp_path / "release.json").read_bytes())
    assert scan(tmp_path) == written
    (tmp_path / "a").write_text("abd")
    assert scan(tmp_path) != written
