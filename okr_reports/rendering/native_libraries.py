"""How a PDF engine finds the native libraries it draws with."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries_by_file_name() -> Iterator[None]:
    """While an engine is imported on Linux, its libraries are found by their file names alone, in the loader's places.

    WeasyPrint tries other systems' names first, and Python asks ldconfig, a compiler and a linker for each that it does
    not find: over fifty programs started, a third of the import.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nowhere(name: str) -> None:
    """What a search says that found nothing: the next name is tried."""
