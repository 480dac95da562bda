"""The deploy to an SFTP host and to a bucket, both on loopback."""

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.release.deploy import DeployError
from newsroom.release.manifest import MANIFEST, read_manifest
from newsroom.release.rclone import Destination
from tests.release.conftest import FIRST, SECOND, files_in, make_build, served
from tests.release.test_deploy import told

# OpenSSH's own server: rclone's was seen to hang for good under load.
SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
needs_sshd = pytest.mark.skipif(SSHD is None, reason="needs OpenSSH's sshd: run by CI")
SSHD_CONFIG = """
HostKey {folder}/host-ecdsa
HostKey {folder}/host-ed25519
AuthorizedKeysFile {folder}/user.pub
ListenAddress 127.0.0.1:{port}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
Subsystem sftp internal-sftp
"""
# Said, so that rclone does not try out each command on each connection: that takes seconds.
SHELL = ",shell_type=unix,md5sum_command=md5sum,sha1sum_command=sha1sum"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the hosts serve, in `served/`, and beside it the keys to them."""
    folder = tmp_path_factory.mktemp("hosts")
    (folder / "served" / "bucket").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def sftp(folder: Path) -> Iterator[str]:
    """An SFTP host: its part of a connection string, without the user's key."""
    # As ssh does at a first login, the host is made known by one of its keys.
    for name, kind in (("host-ecdsa", "ecdsa"), ("host-ed25519", "ed25519"), ("user", "ed25519")):
        line = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", str(folder / name)]
        subprocess.run(line, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "sshd_config").write_text(SSHD_CONFIG.format(folder=folder, port=port))
    kind, key, _ = (folder / "host-ed25519.pub").read_text().split(maxsplit=2)
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {kind} {key}\n")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where the server wants to shut itself in
    assert SSHD is not None
    line = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
    with subprocess.Popen(line, stderr=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            assert "listening" in server.stderr.readline()
            user = getpass.getuser()
            known = f"{folder}/known_hosts"
            yield f":sftp,host=127.0.0.1,port={port},user={user},known_hosts_file={known}{SHELL}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def s3(folder: Path) -> Iterator[str]:
    """A bucket's host: its part of a connection string, without the keys."""
    with served("s3", str(folder / "served"), "--auth-key", "access-key,secret-key") as port:
        yield f':s3,provider=Rclone,endpoint="http://127.0.0.1:{port}"'


def check(public: Path, to: str, host: Path) -> None:
    """Deploy two builds, cut a deploy short in between, and heal what was lost."""
    host.mkdir()
    (host / "CNAME").write_text("foreign")
    foreign = {"CNAME": "foreign"}
    make_build(public, FIRST)
    told(public, to)
    assert files_in(host) == files_in(public) | foreign
    make_build(public, SECOND)
    assert told(public, to, dry_run=True)[-1].endswith(
        ": 8 files would be uploaded, 1 would be deleted"
    )
    assert read_manifest((host / "release.json").read_bytes()).files.keys() == FIRST.keys()
    assert told(public, to)[-1].endswith(": 8 files uploaded, 1 deleted")
    assert files_in(host) == files_in(public) | foreign
    assert not (host / "2015/10/dropped").exists()
    make_build(public, SECOND)
    assert told(public, to)[-1].endswith(": 0 files uploaded, 0 deleted")
    # Through the host: rclone's servers do not look for changes behind their back.
    Destination(to, dry_run=False, echo=str).delete([MANIFEST])
    assert told(public, to)[-1].endswith(": 1 files uploaded, 0 deleted")


@needs_sshd
def test_sftp_with_a_key(tmp_path: Path, folder: Path, sftp: str) -> None:
    to = f"{sftp},key_file={folder}/user:{folder}/served/by-key"
    check(tmp_path / "public", to, folder / "served" / "by-key")


@needs_sshd
@pytest.mark.skipif(not shutil.which("ssh-agent"), reason="needs OpenSSH's ssh-agent")
def test_sftp_with_the_agent(
    tmp_path: Path, folder: Path, sftp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent_socket = folder / "agent"
    with subprocess.Popen(
        ["ssh-agent", "-D", "-a", str(agent_socket)], stdout=subprocess.PIPE
    ) as agent:
        try:
            assert agent.stdout is not None
            agent.stdout.readline()
            monkeypatch.setenv("SSH_AUTH_SOCK", str(agent_socket))
            subprocess.run(["ssh-add", "-q", str(folder / "user")], check=True)
            told(make_build(tmp_path / "public", FIRST), f"{sftp}:{folder}/served/by-agent")
        finally:
            agent.terminate()
    assert files_in(folder / "served" / "by-agent") == files_in(tmp_path / "public")


@needs_sshd
def test_sftp_refuses_a_host_that_is_not_the_known_one(
    tmp_path: Path, folder: Path, sftp: str
) -> None:
    known = (folder / "known_hosts").read_text().split()[0]
    (folder / "others").write_text(f"{known} {(folder / 'user.pub').read_text()}")
    impostor = sftp.replace(f"{folder}/known_hosts", f"{folder}/others")
    with pytest.raises(DeployError, match="knownhosts: key mismatch"):
        told(
            make_build(tmp_path / "public", FIRST),
            f"{impostor},key_file={folder}/user:{folder}/served/other",
        )
    assert not (folder / "served" / "other").exists()


def test_bucket(tmp_path: Path, folder: Path, s3: str) -> None:
    to = f"{s3},access_key_id=access-key,secret_access_key=secret-key:bucket/site"
    check(tmp_path / "public", to, folder / "served" / "bucket" / "site")


def test_bucket_with_keys_from_the_environment(
    tmp_path: Path, folder: Path, s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "access-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-key")
    public = make_build(tmp_path / "public", FIRST)
    told(public, f"{s3},env_auth:bucket/by-environment")
    assert files_in(folder / "served" / "bucket" / "by-environment") == files_in(public)


def test_bucket_with_a_wrong_key(tmp_path: Path, s3: str) -> None:
    to = f"{s3},access_key_id=access-key,secret_access_key=wrong-key:bucket/refused"
    with pytest.raises(DeployError) as caught:
        told(make_build(tmp_path / "public", FIRST), to)
    assert "StatusCode: 403" in str(caught.value)
    assert "wrong-key" not in str(caught.value)


@needs_sshd
def test_sftp_trusts_the_hosts_that_the_user_knows_and_no_other(
    tmp_path: Path, folder: Path, sftp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    host = sftp.replace(f",known_hosts_file={folder}/known_hosts", "")
    to = f"{host},key_file={folder}/user:{folder}/served/by-known-host"
    public = make_build(tmp_path / "public", FIRST)
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").touch()
    with pytest.raises(DeployError, match="knownhosts: key is unknown"):
        told(public, to)
    shutil.copy(folder / "known_hosts", tmp_path / ".ssh" / "known_hosts")
    told(public, to)
    assert files_in(folder / "served" / "by-known-host") == files_in(public)
