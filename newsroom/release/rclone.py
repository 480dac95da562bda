"""A destination, spoken to through rclone: a folder, an SFTP host, a bucket.

Source: https://rclone.org/docs/ and https://rclone.org/filtering/ (rclone 1.70 and later).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

# Of rclone's own exit status: what was named as the source is not there.
_NO_FOLDER, _NO_FILE = 3, 4
# What `backend features` gives as the precision of times that cannot be kept, in nanoseconds.
_NO_TIMES = 100 * 365 * 24 * 3600 * 10**9

_PARAMETER = re.compile(r""",\s*(\w+)=("(?:[^"]|"")*"|'(?:[^']|'')*'|[^,]*)""")
_SECRET = re.compile(r"pass|secret|token|key|cred|sas|auth", re.IGNORECASE)
_ALWAYS = (
    "--use-json-log",
    "--stats=0",
    "--ask-password=false",
    "--contimeout=20s",
)
# Without the first, rclone takes any SFTP host for the one that was meant; without the second,
# OpenSSH's own order, it asks a host for another key than the one that ssh has made known.
_DEFAULTS = {
    "RCLONE_SFTP_KNOWN_HOSTS_FILE": "~/.ssh/known_hosts",
    "RCLONE_SFTP_HOST_KEY_ALGORITHMS": "ssh-ed25519 ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 "
    "ecdsa-sha2-nistp521 rsa-sha2-512 rsa-sha2-256",
}
_SKIPPED = {"copy": "would upload", "delete": "would delete"}


class RcloneError(Exception):
    """rclone could not do what it was asked; the message is its reason, one line, no secrets."""


class Destination:
    """Where a deploy goes: `to` is any remote path of rclone.

    With `dry_run` nothing there is changed. `echo` gets a line for each file that is, or would be,
    uploaded or deleted. Every method raises RcloneError.
    """

    def __init__(self, to: str, *, dry_run: bool, echo: Callable[[str], None]) -> None:
        self._to = to
        self._dry_run = dry_run
        self._echo = echo
        self._program = find_rclone()
        self.name = _without_secrets(to)

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; None where there is no such file."""
        with tempfile.TemporaryDirectory() as folder:
            # The first call of a deploy: where nobody answers, it says so soon.
            command = ["copy", "--retries=1", "--low-level-retries=2", self._to, folder]
            self._run(command, [path], also_fine=(_NO_FOLDER, _NO_FILE))
            file = Path(folder, path)
            return file.read_bytes() if file.exists() else None

    def write(self, path: str, content: bytes) -> None:
        """Write a file, without a word of it."""
        if self._dry_run:
            return
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, path).write_bytes(content)
            self._run(["copy", "--ignore-times", folder, self._to], [path])

    def upload(self, folder: Path, paths: Collection[str], *how: str) -> int:
        """Upload these files of a folder and return how many were; `how` are options of rclone."""
        if not paths:
            return 0
        options = ["--copy-links", "--no-update-modtime", "--no-update-dir-modtime", *how]
        return self._change(["copy", *options, str(folder.resolve()), self._to], paths)

    def delete(self, paths: Collection[str]) -> int:
        """Delete these files and return how many there were."""
        return self._change(["delete", self._to], paths) if paths else 0

    def delete_empty(self, folders: Collection[str]) -> None:
        """Delete these folders where they are empty; other ones stay."""
        if not folders or self._dry_run:
            return
        rules = [f"+ /{_escaped(folder)}/**" for folder in folders]
        with _listed([*rules, "- **"]) as listing:
            self._run(["rmdirs", "--leave-root", "--filter-from", listing.name, self._to])

    def partial_uploads(self) -> list[tuple[str, str]]:
        """List what killed uploads left half done: each such path, and that of the file itself."""
        lines = self._run(["lsf", "--recursive", "--files-only", "--include=*.partial", self._to])
        named = (re.fullmatch(r"(.+)\.[0-9a-f]{8}\.partial", line) for line in lines)
        return [(match[0], match[1]) for match in named if match]

    def keeps_times(self) -> bool:
        """Say whether files there keep the time of their last change."""
        features = json.loads("\n".join(self._run(["backend", "features", self._to])))
        return int(features["Precision"]) < _NO_TIMES

    def _change(self, command: Sequence[str], paths: Iterable[str]) -> int:
        """Run what uploads or deletes these files, tell of each, and return how many it were."""
        told = 0

        def tell(entry: dict[str, str]) -> None:
            nonlocal told
            if done := _done(entry):
                told += 1
                self._echo(f"{done} {entry['object']}")

        options = ["--log-level=INFO", *(["--dry-run"] if self._dry_run else [])]
        self._run([*command, *options], paths, tell=tell)
        return told

    def _run(
        self,
        command: Sequence[str],
        paths: Iterable[str] = (),
        *,
        tell: Callable[[dict[str, str]], None] = lambda entry: None,
        also_fine: Collection[int] = (),
    ) -> list[str]:
        """Run rclone, on these paths if there are any, and return the lines of its answer.

        `tell` gets each entry of its log; `also_fine` are exit statuses that are no failure.
        """
        with _listed(paths) as listing, tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
            chosen = ["--files-from-raw", listing.name] if paths else []
            with subprocess.Popen(  # noqa: S603 (a list, no shell; no `to` begins with -)
                [self._program, *command, *chosen, *_ALWAYS],
                env={**_DEFAULTS, **os.environ},
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            ) as process:
                try:
                    reason = _last_line(process.stderr or (), tell)
                except BaseException:
                    process.terminate()  # rclone then removes what it has half done
                    process.wait()
                    raise
            status = process.returncode
            if status and status not in also_fine:
                raise RcloneError(self._hidden(reason) or f"rclone ended with status {status}")
            answer.seek(0)
            return answer.read().splitlines()

    def _hidden(self, text: str) -> str:
        """Take out of a text what `to` keeps secret."""
        for form in (self._to, json.dumps(self._to, ensure_ascii=False)[1:-1]):
            text = text.replace(form, self.name)
        for key, value in _PARAMETER.findall(self._to):
            if _SECRET.search(key) and not key.endswith("_file"):
                for piece in re.split(r"[:\"']+", value):
                    text = text.replace(piece, "…") if piece else text
        return text


def find_rclone() -> str:
    """Return the path of rclone: beside this Python first, then on the PATH."""
    beside = Path(sys.executable).parent / "rclone"
    found = shutil.which(beside) or shutil.which("rclone")
    if found is None:
        raise RcloneError("rclone is missing; `make deploy` installs it")
    return found


def _last_line(log: Iterable[str], tell: Callable[[dict[str, str]], None]) -> str:
    """Read rclone's log to its end: tell of each entry, return the message of the last one."""
    message = ""
    for line in log:
        try:
            entry = json.loads(line)
            message = entry["msg"]
        except (ValueError, TypeError, KeyError):
            message = line.strip() or message  # wrong usage is not logged but said
        else:
            tell(entry)
    return re.sub(r'^Failed to (create file system for ".*?"|\w+): ', "", " ".join(message.split()))


def _listed(lines: Iterable[str]) -> "tempfile._TemporaryFileWrapper[str]":
    """Return a temporary file of these lines, to be closed when rclone has read it."""
    file = tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n")  # noqa: SIM115
    file.writelines(f"{line}\n" for line in lines)
    file.flush()
    return file


def _done(entry: dict[str, str]) -> str | None:
    """Say what a line of rclone's log tells of a file: uploaded, deleted, or nothing."""
    if "skipped" in entry:
        return _SKIPPED.get(entry["skipped"])
    if entry["msg"].startswith(("Copied", "Multi-thread Copied")):
        return "uploaded"
    return "deleted" if entry["msg"] == "Deleted" else None


def _escaped(path: str) -> str:
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def _without_secrets(to: str) -> str:
    """Return `to` as it may be shown: without the parameters of a connection string."""
    name, comma, rest = to.partition(",")
    if not comma or "/" in name:
        return to
    path = rest.rpartition(":")[2]
    return f"{name},…" + ("" if re.search("[,='\"]", path) else f":{path}")
