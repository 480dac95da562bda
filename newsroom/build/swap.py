"""A finished folder takes the place of an old one in a single rename.

A build works in a hidden folder beside its target, `.NAME.XXXXXXXX`, and holds a lock on it (flock
on the folder itself) for as long as its process lives. So the next build can tell what a killed one
left behind from what another one is still writing. The tree that was live before stays beside its
target as the spare, `.NAME.spare`: newsroom.build.tree makes the next one from it.
"""

import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100  # Linux, fcntl.h: a relative path starts from the working directory
_RENAME_EXCHANGE = 2  # Linux, linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_CANNOT_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def spare_of(target: Path) -> Path:
    """Return where the tree stays that was at `target` before the one there now."""
    return target.absolute().with_name(f".{target.absolute().name}.spare")


def put(whole: Path, target: Path) -> None:
    """Put the folder `whole` at `target`; the tree that was there becomes the spare.

    At no instant is there no target, where the system and the file system can exchange two names;
    elsewhere it is away between two renames. Both paths are on one file system. Where what is no
    folder of ours has the name of the spare, the old tree is removed. Raises NotADirectoryError
    where either is a file or a symbolic link, and OSError where a rename fails: then `target` is
    what it was.

    Source: renameat2(2) of Linux, renamex_np(2) of macOS, rename of POSIX.1-2024.
    """
    old, spare = _swap(whole, target), spare_of(target)
    if old and old != spare:
        try:
            old.rename(spare)
        except OSError:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def building(target: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder that `target` lies in, so that builds beside one another go in turn.

    `waiting` is called before this one waits for another. Where locks do not work nobody waits. A
    target that a killed build had moved away is put back first.
    """
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = _open_folder(target.parent)
    try:
        if _lock(lock) is False:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _sweep(target)
        yield
    finally:
        os.close(lock)


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """Give an empty folder to build in, and remove it in the end with what is still in it.

    The folder is a hidden sibling of `target`, with the mode of any new folder (0o777 less the
    umask); missing parents are made. What killed builds left beside `target` is removed first,
    never what another build is working on, and never the spare. Raises NotADirectoryError where
    `target` is a file or a symbolic link, and ValueError where it has no name (`.`, `..`, `/`).
    """
    if target.name in ("", ".."):
        raise ValueError(f"'{target}' has no name; give the folder to build by its name")
    target = target.absolute()
    if os.path.lexists(target):
        _require_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    made, lock = _make(target)
    try:
        yield made
    finally:
        try:
            shutil.rmtree(made, ignore_errors=True)
        finally:
            os.close(lock)


def _require_folder(path: Path) -> None:
    if not os.path.lexists(path):
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path))
    if path.is_symlink() or not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is not a real folder; move it away", str(path))


def _swap(whole: Path, target: Path) -> Path | None:
    """Put a folder at `target`; return where the one that was there is now, if there was one."""
    whole, target = whole.absolute(), target.absolute()
    _require_folder(whole)
    if not os.path.lexists(target):
        try:
            whole.rename(target)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):  # another build was first
                raise
        else:
            return None
    _require_folder(target)
    if _exchange(whole, target):
        return whole
    old = _beside(target, ".old")
    _replace(whole, target, old)
    return old


def _beside(target: Path, ending: str = "") -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}{ending}")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; False where this cannot be done here."""
    exchange = _system_exchange()
    if exchange is None:
        return False
    if exchange(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    libc = ctypes.CDLL(None, use_errno=True)
    path, number, flags = ctypes.c_char_p, ctypes.c_int, ctypes.c_uint
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        call = libc.renameat2
        call.argtypes, call.restype = (number, path, number, path, flags), number
        return lambda one, other: int(call(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        call = libc.renamex_np
        call.argtypes, call.restype = (path, path, flags), number
        return lambda one, other: int(call(one, other, _RENAME_SWAP))
    return None


def _replace(staged: Path, target: Path, old: Path) -> None:
    # The lock keeps a build that starts between the two renames from putting `old` back.
    lock = _open_folder(target)
    try:
        _lock(lock)
        target.rename(old)
        try:
            staged.rename(target)
        except BaseException:
            old.rename(target)
            raise
    finally:
        os.close(lock)


def _make(target: Path) -> tuple[Path, int]:
    """Make a staging folder; return it with a descriptor whose closing ends the lock on it."""
    while True:
        staged = _beside(target)
        with suppress(FileExistsError):
            staged.mkdir()
        # Another build's sweep may come between mkdir, open and lock: then begin anew.
        try:
            lock = _open_folder(staged)
        except FileNotFoundError:
            continue
        if _lock(lock) is not False and _is_at(lock, staged):
            return staged, lock
        os.close(lock)


def _sweep(target: Path) -> None:
    """Remove what dead builds left; put back a target that one was killed in the middle of."""
    ours = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}(\.old)?")
    for left in sorted(target.parent.iterdir()):
        if not ours.fullmatch(left.name):
            continue
        try:
            lock = _open_folder(left)
        except OSError:
            continue
        try:
            if _lock(lock):
                if left.suffix == ".old" and not os.path.lexists(target):
                    with suppress(OSError):
                        left.rename(target)
                else:
                    shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(lock)


def _open_folder(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _lock(descriptor: int) -> bool | None:
    """Lock a folder: True if done, False if another process has it, None if locks do not work."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # network file systems may refuse
        return None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
