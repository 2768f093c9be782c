"""Numbers of a PDF, written once each. Imported only where the PDF engine is loaded.

A page writes thousands of numbers, most of them again and again, and the engine asks for each what kind it is.
"""

from typing import Any

import pydyf

_MOST_NUMBERS = 20_000
_KNOWN_NAMES = ("isinstance", "bytes", "float", "is_integer", "str", "int", "encode", "rstrip", "Object", "data")
_write: Any = vars(pydyf).get("_to_bytes")


class WrittenNumbers(dict[float, bytes]):
    """Numbers as they were written, as the engine writes them."""

    def __missing__(self, number: float) -> bytes:
        """Write it once."""
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        written = self[number] = _write(number)
        return written


def write_numbers_once() -> bool:
    """From now on, in this process, each number is written once. False, and nothing changes, if the insides differ."""
    if getattr(_write, "__code__", None) is None or _write.__code__.co_names != _KNOWN_NAMES:
        return False
    numbers = WrittenNumbers()

    def written(item: Any) -> bytes:
        kind = type(item)
        if kind is float or kind is int:
            return numbers[item]
        if kind is str:
            return item.encode("ascii")
        return item if kind is bytes else _write(item)

    pydyf.__dict__["_to_bytes"] = written
    return True
