"""Templates as Jinja has compiled them, kept for the next build."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """A file a template, in a folder.

    Jinja knows them by their source. But their code depends also on filters that it has applied to
    constants, and on what an environment is set to: `made_of` stands for all that a build is made
    of beside its templates and its content. Each file begins with a check sum of what it holds and
    of what it is for; one that is broken, or of another site, is not there. What cannot be written
    is compiled anew the next time.
    """

    def __init__(self, folder: Path, made_of: str) -> None:
        self._folder = folder
        self._made_of = made_of

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket; Jinja calls it."""
        with suppress(OSError):
            data = self._file(bucket).read_bytes()
            code = data[hashlib.sha256().digest_size :]
            if data == self._sealed(bucket, code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in a bucket; Jinja calls it."""
        file = self._file(bucket)
        staged = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(self._sealed(bucket, bucket.bytecode_to_string()))
            staged.replace(file)
        except OSError:
            with suppress(OSError):
                staged.unlink()

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key

    def _sealed(self, bucket: Bucket, code: bytes) -> bytes:
        what_for = "\0".join([self._made_of, bucket.key, bucket.checksum])
        return hashlib.sha256(what_for.encode() + b"\0" + code).digest() + code
