"""Compiled templates, kept between runs as Python keeps compiled modules: compiling them is half of a run's HTML."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from okr_reports.rendering.assets import assets_sha256


class KeptTemplates(FileSystemBytecodeCache):
    """A folder of this user's alone, under the system's for temporary files; what cannot be kept there is not."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one template, unless the disk is full or the folder gone."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept_templates() -> BytecodeCache | None:
    """Templates compiled by this very code; None where Python keeps nothing either, or no folder is safe."""
    if sys.dont_write_bytecode:
        return None
    try:
        # A template's own text is checked by jinja2; what compiles it, by the name.
        with _system_folder():
            return KeptTemplates(pattern=f"okr-reports-{assets_sha256()[:16]}-{version('jinja2')}-%s")
    except (OSError, RuntimeError):
        return None


@contextmanager
def _system_folder() -> Iterator[None]:
    """A worker's temporary files end with it; what is kept outlives it and is found by the next run's workers."""
    own, tempfile.tempdir = tempfile.tempdir, None
    try:
        yield
    finally:
        tempfile.tempdir = own
