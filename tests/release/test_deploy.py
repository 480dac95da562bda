"""The deploy to a folder, with the real rclone."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.release.deploy import DeployError, deploy
from newsroom.release.manifest import Manifest, write_manifest
from tests.release.conftest import FIRST, SECOND, files_in, make_build


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return make_build(tmp_path / "public", FIRST)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    return tmp_path / "host"


def told(folder: Path, to: Path | str, *, dry_run: bool = False) -> list[str]:
    """Deploy, and return what was told."""
    lines: list[str] = []
    deploy(folder, str(to), dry_run=dry_run, echo=lines.append)
    return lines


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of everything in a folder."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [folder, *folder.rglob("*")]
    }


def test_first_deploy_makes_a_copy(public: Path, host: Path) -> None:
    lines = told(public, host)
    assert files_in(host) == files_in(public)
    assert lines[-1] == f"{host}: 10 files uploaded, 0 deleted"


def test_second_deploy_does_what_changed_and_no_more(public: Path, host: Path) -> None:
    told(public, host)
    make_build(public, SECOND)
    lines = told(public, host)
    assert files_in(host) == files_in(public)
    assert sorted(lines[:-1]) == sorted(
        [
            "uploaded images/found.jpg",
            "uploaded 2015/11/found/index.html",
            "uploaded 2015/10/crash/index.html",
            "uploaded index.html",
            "uploaded sitemap.xml",
            "uploaded feeds/all.atom.xml",
            "uploaded sections/world/index.html",
            "deleted 2015/10/dropped/index.html",
            "uploaded release.json",
        ]
    )
    assert lines[-1] == f"{host}: 8 files uploaded, 1 deleted"
    assert not (host / "2015/10/dropped").exists()


def test_what_leads_to_pages_comes_after_them_and_deletions_last(public: Path, host: Path) -> None:
    told(public, host)
    make_build(public, SECOND)
    stages = {
        "uploaded images/found.jpg": 0,
        "uploaded 2015/11/found/index.html": 1,
        "uploaded 2015/10/crash/index.html": 1,
        "uploaded index.html": 2,
        "uploaded sitemap.xml": 2,
        "uploaded feeds/all.atom.xml": 2,
        "uploaded sections/world/index.html": 2,
        "deleted 2015/10/dropped/index.html": 3,
        "uploaded release.json": 4,
    }
    order = [stages[line] for line in told(public, host)[:-1]]
    assert order == sorted(stages.values())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2015/10", "2015/10/index.html"),
        ("2015/10/index.html", "2015/10"),
        ("images/Crash.jpg", "images/crash.jpg"),
        ("Images/crash.jpg", "images/crash.jpg"),
        ("IMAGES", "images/crash.jpg"),
    ],
)
def test_what_stands_in_the_way_of_a_new_file_is_deleted_first(
    public: Path, host: Path, before: str, after: str
) -> None:
    make_build(public, {"index.html": "front", before: "before"})
    told(public, host)
    make_build(public, {"index.html": "front", after: "after"})
    assert told(public, host)[:-2] == [f"deleted {before}", f"uploaded {after}"]
    assert files_in(host) == files_in(public)


def test_a_file_was_there_when_it_was_told(public: Path, host: Path) -> None:
    """The lines tell the true order: at the first of a stage, all of the earlier ones is there."""
    told(public, host)
    make_build(public, SECOND)
    seen: dict[str, dict[str, str]] = {}
    deploy(public, str(host), dry_run=False, echo=lambda line: seen.update({line: files_in(host)}))
    page = seen["uploaded 2015/11/found/index.html"]
    assert page["images/found.jpg"] == "picture"
    assert page["index.html"] == "front 1"
    front = seen["uploaded index.html"]
    assert (front["2015/11/found/index.html"], front["2015/10/crash/index.html"]) == (
        "found",
        "CRASH",
    )
    assert front["2015/10/dropped/index.html"] == "dropped"
    gone = seen["deleted 2015/10/dropped/index.html"]
    assert {path: gone[path] for path in SECOND} == SECOND
    assert "pending" in json.loads(gone["release.json"])


def test_same_build_again_does_nothing(public: Path, host: Path) -> None:
    told(public, host)
    before = state(host)
    make_build(public, FIRST)  # other times, same bytes
    assert told(public, host) == [f"{host}: 0 files uploaded, 0 deleted"]
    assert state(host) == before


def test_same_bytes_are_not_uploaded_again_without_a_manifest(public: Path, host: Path) -> None:
    told(public, host)
    (host / "release.json").unlink()
    (host / "2015/10/crash/index.html").write_text("Crash")  # as many bytes, others
    make_build(public, FIRST)
    assert told(public, host)[:-1] == [
        "uploaded 2015/10/crash/index.html",
        "uploaded release.json",
    ]
    assert files_in(host) == files_in(public)


def test_a_change_is_seen_even_with_size_and_time_the_same(public: Path, host: Path) -> None:
    told(public, host)
    page = public / "2015/10/crash/index.html"
    times = page.stat()
    page.write_text("CRASH")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    write_manifest(public)
    told(public, host)
    assert files_in(host) == files_in(public)


def test_heals_what_the_destination_lost(public: Path, host: Path) -> None:
    told(public, host)
    (host / "2015/10/crash/index.html").unlink()
    (host / "images/crash.jpg").write_text("pict")
    lines = told(public, host)
    assert sorted(lines[:-1]) == ["uploaded 2015/10/crash/index.html", "uploaded images/crash.jpg"]
    assert files_in(host) == files_in(public)


def test_foreign_files_stay(public: Path, host: Path) -> None:
    foreign = {
        ".well-known/security.txt": "us",
        "CNAME": "news.example.org",
        "2015/10/dropped/notes.txt": "notes",
        "old.0123abcd.partial": "half",
    }
    for path, text in foreign.items():
        (host / path).parent.mkdir(parents=True, exist_ok=True)
        (host / path).write_text(text)
    (host / "empty").mkdir()
    told(public, host)
    make_build(public, SECOND)
    told(public, host)
    assert files_in(host) == {**files_in(public), **foreign}
    assert (host / "empty").is_dir()


def test_deletes_nothing_without_a_manifest_of_its_own(public: Path, host: Path) -> None:
    told(public, host)
    (host / "release.json").unlink()
    make_build(public, SECOND)
    told(public, host)
    assert (host / "2015/10/dropped/index.html").read_text() == "dropped"


@pytest.mark.parametrize("text", ["", "{}", "<html>", '{"files": {"../a": "0"}}'])
def test_stops_at_a_foreign_manifest(public: Path, host: Path, text: str) -> None:
    host.mkdir()
    (host / "release.json").write_text(text)
    with pytest.raises(DeployError, match=r"its release\.json is not from a deploy .* delete it"):
        told(public, host)
    assert files_in(host) == {"release.json": text}


def test_never_leaves_the_destination(public: Path, host: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    host.mkdir()
    (host / "release.json").write_text(json.dumps({"files": {"../precious": "0" * 64}}))
    with pytest.raises(DeployError, match="no path within the folder"):
        told(public, host)
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize("files", [FIRST, SECOND])
def test_dry_run_tells_the_same_and_changes_nothing(
    public: Path, host: Path, files: dict[str, str]
) -> None:
    if files is SECOND:
        told(public, host)
        make_build(public, SECOND)
        (host / "images/crash.jpg").unlink()
    before = state(host.parent)
    would = told(public, host, dry_run=True)
    assert state(host.parent) == before
    done = told(public, host)
    assert sorted(
        line.replace("would upload", "uploaded").replace("would delete", "deleted")
        for line in would[:-1]
    ) == sorted(done[:-1])
    assert would[-1] == done[-1].replace("uploaded", "would be uploaded").replace(
        "deleted", "would be deleted"
    )


@pytest.mark.parametrize("cut", [1, 3, 8])
def test_a_deploy_that_was_cut_short_ends_right(public: Path, host: Path, cut: int) -> None:
    """The second build is cut short; a third one, that drops what it had new, is right again."""
    told(public, host)
    make_build(public, SECOND)
    with pytest.raises(KeyboardInterrupt):
        deploy(public, str(host), dry_run=False, echo=_interrupt_after(cut))
    make_build(public, {**FIRST, "index.html": "front 3"})
    told(public, host)
    assert files_in(host) == files_in(public)
    assert not (host / "2015/11").exists()


def test_a_first_deploy_that_was_cut_short_goes_on(public: Path, host: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        deploy(public, str(host), dry_run=False, echo=_interrupt_after(4))
    lines = told(public, host)
    assert "uploaded images/crash.jpg" not in lines
    assert files_in(host) == files_in(public)


def test_what_a_killed_upload_left_is_removed(public: Path, host: Path) -> None:
    told(public, host)
    pending = Manifest(files={}, pending=frozenset(FIRST))
    (host / "release.json").write_text(pending.to_json())
    (host / "images/crash.jpg.0123abcd.partial").write_text("pic")
    (host / "images/foreign.jpg.0123abcd.partial").write_text("pic")
    told(public, host)
    partial = {"images/foreign.jpg.0123abcd.partial": "pic"}
    assert files_in(host) == {**files_in(public), **partial}


def test_odd_file_names(public: Path, host: Path) -> None:
    names = ["[a] {b} * ? \\ c.txt", "#lead", "; semi", " before", "after ", "ünï", "u\u0308", "-x"]
    names += [
        "a:b",
        "{{x}}",
        "**",
        "？",
        "a／b",
        "\ufefflead",
        "x.rclonelink",
        "$(x)",
        "'\"`",
        "...",
    ]
    odd = {f"{name}/{name}": name for name in names} | {f"images/{name}": name for name in names}
    make_build(public, {**FIRST, **odd})
    told(public, host)
    assert files_in(host) == files_in(public)
    make_build(public, FIRST)
    told(public, host)
    assert files_in(host) == files_in(public)
    assert sorted(path.name for path in host.iterdir() if path.is_dir()) == [
        "2015",
        "feeds",
        "images",
        "sections",
    ]


def test_a_remote_of_the_users_configuration(public: Path, host: Path, rclone_config: Path) -> None:
    rclone_config.write_text(f"[web]\ntype = alias\nremote = {host}\n")
    assert told(public, "web:site")[-1] == "web:site: 10 files uploaded, 0 deleted"
    assert files_in(host / "site") == files_in(public)


def test_a_folder_by_a_relative_path(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    told(Path("public"), "host")
    told(Path("public"), "~/www")
    told(Path("public"), "public.old/a:b")
    for folder in ("host", "home/www", "public.old/a:b"):
        assert files_in(tmp_path / folder) == files_in(public)


@pytest.mark.parametrize("to", ["public", "public/", "public/below", ".", "..", "/", "link/public"])
def test_refuses_a_destination_that_overlaps(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    before = state(public)
    with pytest.raises(DeployError, match="lie within each other"):
        told(Path("public"), to)
    assert state(public) == before


@pytest.mark.parametrize(
    ("to", "remedy"),
    [("", "make deploy TO="), ("  ", "make deploy TO="), ("-P", "./-P"), ("--config=x:", "option")],
)
def test_refuses_what_is_no_destination(public: Path, to: str, remedy: str) -> None:
    with pytest.raises(DeployError, match=remedy):
        told(public, to)


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda folder: folder.rename(folder.with_name("away")),
            "holds no build; run make publish",
        ),
        (lambda folder: [*map(Path.unlink, folder.glob("*.*"))], "has no release.json; run make"),
        (_without("release.json"), "has no release.json; run make publish first"),
        (_without("index.html"), "has no index.html; run make publish first"),
        (
            _without("images/crash.jpg"),
            "was changed after it was built: images/crash.jpg; run make",
        ),
        (
            lambda folder: (folder / "robots.txt").write_text("ROBOTS"),
            "built: robots.txt; run make",
        ),
        (
            lambda folder: (folder / "new").write_text(""),
            "after it was built: new; run make publish",
        ),
        (lambda folder: (folder / "release.json").write_text("{}"), "run make publish again"),
        (
            lambda folder: (folder / "a\nb").write_text(""),
            "rename the file; run make publish again",
        ),
    ],
)
def test_refuses_what_is_no_finished_build(
    public: Path, host: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(public)
    with pytest.raises(DeployError) as caught:
        told(public, host)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert not host.exists()


def test_refuses_an_empty_folder(tmp_path: Path, host: Path) -> None:
    (tmp_path / "public").mkdir()
    with pytest.raises(DeployError, match="holds no build; run make publish first"):
        told(tmp_path / "public", host)


def test_lists_what_was_changed(public: Path, host: Path) -> None:
    for path in FIRST:
        (public / path).write_text("changed")
    (public / "added").write_text("")
    (public / "added too").write_text("")
    with pytest.raises(DeployError) as caught:
        told(public, host)
    listed = sorted([*FIRST, "added", "added too"])[:10]
    assert f"built: {', '.join(listed)}, …; run" in str(caught.value)


def test_rclones_own_reason_in_one_line(public: Path, host: Path) -> None:
    host.write_text("a file")
    with pytest.raises(DeployError) as caught:
        told(public, host)
    assert str(caught.value) == (
        f"{host}: is a file not a directory; mend that and run make deploy again"
    )
    with pytest.raises(DeployError, match=r"^nosuch:x: didn't find section in config file"):
        told(public, "nosuch:x")


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        (":sftp,host=127.0.0.1,port=1,user=u,pass=hunter2:www", ":sftp,…:www: "),
        (":sftp,host=127.0.0.1,port=1,user=u,pass='hun''hunter2:x':www", ":sftp,…:www: "),
        (':sftp,host=127.0.0.1,port=1,pass="hun""hunter2,x":', ":sftp,…:: "),
        (":s3,provider=Other,secret_access_key=hunter2,endpoint=http://127.0.0.1:1:b", ":s3,…"),
        (":s3,endpoint=http://127.0.0.1:1,provider=Other,secret_access_key=hunter2:b", ":s3,…:b: "),
        ("nosuch,token=hunter2:x", "nosuch,…:x: "),
        (":nosuch,pass=hunter2:x", ":nosuch,…:x: "),
        (":sftp,pass=hunter2", ":sftp,…"),
    ],
)
def test_secrets_are_never_shown(public: Path, to: str, shown: str) -> None:
    lines: list[str] = []
    with pytest.raises(DeployError) as caught:
        deploy(public, to, dry_run=False, echo=lines.append)
    assert str(caught.value).startswith(shown)
    assert "hunter2" not in str(caught.value)
    assert lines == []


def test_says_how_to_get_rclone(
    public: Path, host: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeployError, match="rclone is missing; `make deploy` installs it"):
        told(public, host)


def _interrupt_after(count: int) -> Callable[[str], None]:
    left = count

    def echo(line: str) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt

    return echo
