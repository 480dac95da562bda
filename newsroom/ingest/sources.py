"""Sources on the disk: which files there are, and what they hold."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.ingest.item import IngestError

# The largest source that is read (bytes): a package with a hundred long items is far below.
MAX_SIZE = 32 * 1024 * 1024

# What lies beside wire items and is none: pictures are taken by the items that name them.
_NOT_SOURCES = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff", ".mp4", ".mov", ".mp3",
    ".pdf", ".css", ".js", ".xsd", ".dtd", ".md5", ".sha256",
}  # fmt: skip
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Source:
    """A file to import: where it lies, and the name to tell it by; `fault` is why it cannot be."""

    path: Path
    name: str
    fault: str | None = None


def list_sources(paths: Sequence[Path]) -> Iterator[Source]:
    """List files, and all files below folders, in order; hidden files are passed over."""
    for path in paths:
        if not path.is_dir():
            yield Source(path, path.name)
            continue
        closed: list[OSError] = []
        for here, folders, names in os.walk(path, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(here, name)
                hidden = name.startswith(".") or name.endswith("~")
                if not hidden and file.suffix.lower() not in _NOT_SOURCES:
                    fault = (
                        "is a symbolic link; name what it leads to" if file.is_symlink() else None
                    )
                    yield Source(file, file.relative_to(path).as_posix(), fault)
        for error in closed:
            folder = Path(error.filename)
            shown = folder.name if folder == path else folder.relative_to(path).as_posix()
            yield Source(folder, shown, f"cannot be read: {error.strerror}")


def read_bytes(source: Source) -> bytes:
    """Return what a source holds, unpacked if it is compressed by gzip (RFC 1952).

    Raises IngestError where it cannot be read, or is larger than MAX_SIZE.
    """
    if source.fault:
        raise IngestError(source.fault)
    try:
        if not stat.S_ISREG(source.path.stat().st_mode):
            raise IngestError("is no file")
        with source.path.open("rb") as stream:
            # One byte more than may be: enough to know, and no more in memory.
            raw = stream.read(MAX_SIZE + 1)
        if raw.startswith(_GZIP):
            with gzip.open(io.BytesIO(raw)) as unpacked:
                raw = unpacked.read(MAX_SIZE + 1)
    except EOFError:
        raise IngestError("is gzip that was cut off; get the file again") from None
    except (OSError, zlib.error) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise IngestError(f"cannot be read: {reason}") from None
    if len(raw) > MAX_SIZE:
        raise IngestError(f"is larger than {MAX_SIZE // 2**20} MiB; divide it")
    return raw
