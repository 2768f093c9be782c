"""Compiled templates, kept between runs as Python keeps compiled modules: compiling them is half of a run's HTML."""

import sys
from contextlib import suppress
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
        return KeptTemplates(pattern=f"okr-reports-{assets_sha256()[:16]}-{version('jinja2')}-%s")
    except (OSError, RuntimeError):
        return None
