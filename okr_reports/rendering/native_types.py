"""C types the PDF engine asks for while it works, named without a C parser. Imported only where the engine is loaded.

The engine names the length of each array in the type, so there is always a new one to parse, and the parser reads all
of its declarations again for each: 5 ms, a hundred times what making the array takes.
"""

import re
from typing import Any

from cffi import model
from weasyprint.text.ffi import ffi

# Its parser's insides have no types.
_model: Any = model
_POINTER_OR_ARRAY = re.compile(r"(\w+(?: \w+)*) ?(?:\*|\[(?P<length>\d*)\])")


def name_types_directly() -> bool:
    """From now on, in this process, pointers to and arrays of known types are not parsed. False if all still are."""
    parser: Any = vars(ffi).get("_parser")
    if not isinstance(getattr(parser, "_declarations", None), dict):
        return False
    parse = parser.parse_type
    parser.parse_type = lambda cdecl: type_named(cdecl, parser._declarations) or parse(cdecl)
    return True


def type_named(cdecl: str, declarations: dict[str, Any]) -> Any:
    """The type as the parser reads it; None where it has to. `declarations`: the parser's, with their qualifiers."""
    found = _POINTER_OR_ARRAY.fullmatch(cdecl)
    item = _item(found[1], declarations) if found else None
    if found is None or item is None:
        return None
    length = found["length"]
    return _model.PointerType(item) if length is None else _model.ArrayType(item, int(length) if length else None)


def _item(name: str, declarations: dict[str, Any]) -> Any:
    if name in _model.PrimitiveType.ALL_PRIMITIVE_TYPES:
        return _model.PrimitiveType(name)
    declared, qualifiers = declarations.get(f"typedef {name}", (None, 0))
    return None if qualifiers else declared
