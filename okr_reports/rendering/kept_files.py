"""Files that are costly to make and say nothing of anybody, kept between runs beside the compiled templates."""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from okr_reports.rendering.kept_templates import kept_templates

_DIGEST_SIZE = sha256().digest_size


def kept_file(name: str, *, make: Callable[[], bytes]) -> bytes:
    """The file of this name as it was made once, else made now; what cannot be kept, or was torn, is made anew."""
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"okr-reports-{name}"
    with suppress(OSError):
        kept = path.read_bytes()
        digest, data = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
        if sha256(data).digest() == digest:
            return data
    data = make()
    unfinished = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        unfinished.write_bytes(sha256(data).digest() + data)
        unfinished.replace(path)
    return data


def _folder() -> Path | None:
    """This user's alone: jinja2 makes it so, and looks whether it is."""
    kept = kept_templates()
    return Path(kept.directory) if isinstance(kept, FileSystemBytecodeCache) else None
