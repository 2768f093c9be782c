"""How densely a PDF's streams are packed. Imported only where the PDF engine is loaded.

The engine packs as densely as can be: three times the work of the usual level for 3 % of the size.
"""

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf

_LEVEL = 6
_KNOWN_NAMES = {"compress", "zlib", "compressobj", "flush"}


def pack_at_usual_level() -> bool:
    """From now on, in this process, streams are packed at the usual level. False if the engine's insides differ."""
    pack: Any = getattr(vars(pydyf.Stream).get("data"), "fget", None)
    if pack is None or not set(pack.__code__.co_names) >= _KNOWN_NAMES:
        return False
    packer = SimpleNamespace(**vars(zlib))
    packer.compressobj = lambda level: zlib.compressobj(level=min(level, _LEVEL))
    pydyf.__dict__["zlib"] = packer
    return True
