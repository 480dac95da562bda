"""The deploy: a finished build goes to its host, in an order that no reader notices.

First what pages are made of, then pages, then what leads readers to them; what is gone is deleted
last (but first where it stands in the way), and the manifest closes the deploy. Only what an
earlier deploy's manifest lists is ever deleted. Before the first upload, the manifest at the
destination is replaced by one that calls all that may change `pending`; so a deploy that was cut
short leaves no doubt behind that the next one cannot settle. To have all files compared anew,
delete `release.json` at the destination.
"""

import os
import re
from collections.abc import Callable, Iterable, Set
from pathlib import Path, PurePosixPath

from newsroom.release.manifest import MANIFEST, Manifest, ManifestError, read_manifest, scan
from newsroom.release.rclone import Destination, RcloneError

# What leads readers to pages: the front page, lists, feeds, sitemaps.
_LEADS = re.compile(
    r"index\.html|robots\.txt|sitemap[^/]*|(feeds|page|sections|topics|archive)/.*"
    r"|\d{4}/(\d\d/)?(page/\d+/)?index\.html",
    re.DOTALL,
)
_STAGES = 3
_SHOWN = 10


class DeployError(Exception):
    """Why a build cannot be deployed, or was not deployed to the end, and what to do: one line."""


def deploy(folder: Path, to: str, *, dry_run: bool, echo: Callable[[str], None]) -> None:
    """Upload a finished build, and delete what an earlier deploy put there and this build has not.

    `folder` holds the build with its `release.json`. `to` is any remote path of rclone: a folder,
    `remote:path` of the user's rclone configuration, or a connection string. With `dry_run` nothing
    is changed. `echo` gets a line for each file and one at the end. Raises DeployError where
    something is wrong; a deploy that was cut short ends right when it is run again.

    Source: https://rclone.org/docs/#syntax-of-remote-paths
    """
    if not to.strip():
        raise DeployError("where to is not said; give it as in make deploy TO=user-site:www")
    if to.startswith("-"):
        raise DeployError(f"'{to}' looks like an option; write ./{to} for a folder of that name")
    new = _finished(folder)
    try:
        destination = Destination(_apart(folder, to), dry_run=dry_run, echo=echo)
    except RcloneError as error:
        raise DeployError(str(error)) from error
    try:
        uploaded, deleted = _carry_out(folder, new, destination)
    except RcloneError as error:
        raise DeployError(
            f"{destination.name}: {error}; mend that and run make deploy again"
        ) from error
    would = "would be " if dry_run else ""
    echo(f"{destination.name}: {uploaded} files {would}uploaded, {deleted} {would}deleted")


def _carry_out(folder: Path, new: Manifest, destination: Destination) -> tuple[int, int]:
    """Do the deploy; return how many files were uploaded and deleted."""
    old = _deployed(destination)
    was = old or Manifest(files={})
    kept = {path for path, digest in new.files.items() if was.files.get(path) == digest}
    rest = new.files.keys() - kept
    gone = (was.files.keys() | was.pending) - new.files.keys()
    if rest or gone:
        on_its_way = Manifest(
            files={path: new.files[path] for path in kept}, pending=frozenset(rest | gone)
        )
        destination.write(MANIFEST, on_its_way.to_json().encode())
    in_the_way = _in_the_way(gone, new.files.keys())
    deleted = destination.delete(in_the_way)
    destination.delete_empty(_folders(in_the_way) - _folders(new.files))
    gone -= in_the_way
    # What an earlier deploy finished lies there with the right bytes, unless it was lost.
    uploaded = destination.upload(folder, kept, "--size-only", "--fast-list")
    how = _comparison(old, destination) if rest else ()
    for stage in range(_STAGES):
        uploaded += destination.upload(folder, {p for p in rest if _stage(p) == stage}, *how)
    if was.pending:
        ours = new.files.keys() | was.files.keys() | was.pending
        gone |= {left for left, path in destination.partial_uploads() if path in ours}
    deleted += destination.delete(gone)
    destination.delete_empty(_folders(gone) - _folders(new.files))
    if old != new:
        uploaded += destination.upload(folder, [MANIFEST], "--ignore-times")
    return uploaded, deleted


def _comparison(old: Manifest | None, destination: Destination) -> tuple[str, ...]:
    """Choose how rclone finds out whether a file is already there.

    After a finished deploy the manifest knows: it is not. Else size and time are compared, and
    hashes where the times differ; but where a host keeps no times, rclone would compare sizes only.
    """
    if (old and not old.pending) or not destination.keeps_times():
        return ("--ignore-times",)
    return ("--fast-list",)


def _in_the_way(gone: Set[str], new: Set[str]) -> set[str]:
    """Return what must go first: a file where a folder is to be, or the other way round.

    Also a file whose name differs from a new one by its case alone: on some hosts these are one.
    """
    names = {path.casefold() for path in new}
    folders = _folders(names)
    return {
        path
        for path in gone
        if path.casefold() in names | folders or _folders({path.casefold()}) & names
    }


def _stage(path: str) -> int:
    if _LEADS.fullmatch(path):
        return 2
    return 1 if path.endswith(".html") else 0


def _folders(paths: Iterable[str]) -> set[str]:
    return {str(above) for path in paths for above in PurePosixPath(path).parents} - {"."}


def _deployed(destination: Destination) -> Manifest | None:
    """Return the manifest that an earlier deploy left, or None."""
    text = destination.read(MANIFEST)
    if text is None:
        return None
    try:
        return read_manifest(text)
    except ManifestError as error:
        raise DeployError(
            f"{destination.name}: its {MANIFEST} is not from a deploy ({error}); "
            "if it is yours to lose, delete it there and run make deploy again"
        ) from error


def _finished(folder: Path) -> Manifest:
    """Return the manifest of a build, after a look that the build is what it says."""
    if not folder.is_dir() or not any(folder.iterdir()):
        raise DeployError(f"{folder} holds no build; run make publish first")
    for name in (MANIFEST, "index.html"):
        if not (folder / name).is_file():
            raise DeployError(f"{folder} has no {name}; run make publish first")
    try:
        manifest, now = read_manifest((folder / MANIFEST).read_bytes()), scan(folder)
    except (ManifestError, OSError) as error:
        raise DeployError(f"{folder}: {error}; run make publish again") from error
    if manifest.pending or manifest != now:
        changed = sorted({path for path, _ in manifest.files.items() ^ now.files.items()})
        more = ["…"] if len(changed) > _SHOWN else []
        raise DeployError(
            f"{folder} was changed after it was built: {', '.join(changed[:_SHOWN] + more)}; "
            "run make publish again"
        )
    return manifest


def _apart(folder: Path, to: str) -> str:
    """Return `to`, made absolute where it is a folder here. Raises where the two overlap."""
    if ":" in to.partition("/")[0]:
        return to
    here, there = folder.resolve(), Path(os.path.expanduser(to)).resolve()  # noqa: PTH111
    if here == there or here in there.parents or there in here.parents:
        raise DeployError(f"{to} and {folder} lie within each other; name a folder elsewhere")
    return str(there)
