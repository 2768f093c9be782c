"""What the parts of pictures say, read once each. Imported only where the PDF engine is loaded.

A page's pictures say the same few sizes and addresses (mostly none) thousands of times.
"""

import inspect
import sys
from functools import lru_cache
from typing import Any

from weasyprint.svg import utils

_MOST_VALUES = 4_000
# What they answer follows from what they are given, and nothing changes it (a colour would be changed).
_KNOWN_PARAMETERS = {
    "size": ["string", "font_size", "percentage_reference"],
    "normalize": ["string"],
    "parse_url": ["url"],
}


def read_values_once() -> bool:
    """From now on, in this process, each value is read once. False, and nothing changes, if the insides differ."""
    readers: dict[str, Any] = {name: vars(utils).get(name) for name in _KNOWN_PARAMETERS}
    for name, reader in readers.items():
        if not inspect.isfunction(reader) or list(inspect.signature(reader).parameters) != _KNOWN_PARAMETERS[name]:
            return False
    # Each module of the engine has its own name for the function.
    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint.svg")]
    for name, reader in readers.items():
        remembering = lru_cache(_MOST_VALUES)(reader)
        for module in modules:
            if vars(module).get(name) is reader:
                vars(module)[name] = remembering
    return True
