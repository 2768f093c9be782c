"""Under which keys a type of the JSON contracts is written."""

from dataclasses import fields
from functools import cache


@cache
def keys_of(kind: type) -> tuple[tuple[str, str], ...]:
    """Key and attribute of each field of a dataclass: `from_` is `from`; own fields before inherited ones."""
    own = kind.__annotations__
    names = [*own, *(field.name for field in fields(kind) if field.name not in own)]
    return tuple((name.rstrip("_"), name) for name in names)
