"""Department ids as file names: whatever a data source calls a department becomes one name that no other one has."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from okr_reports.catalogue.written import is_reserved_name

_ALSO_SAFE = " _-.,&()+'"
_LONGEST, _KEPT = 120, 60


def file_names(identifiers: Iterable[str]) -> Mapping[str, str]:
    """Identifier → file name without its ending; `/` becomes `~`, and an id of the company folder stays as it is.

    Names of departments may also come from data. What could lead elsewhere, or is no file name on some system, is
    written as in a URL (`<` as `%3C`), so no two become the same; nor do they where capitals make no difference.
    """
    names = {identifier: _name(identifier) for identifier in identifiers}
    times = Counter(name.casefold() for name in names.values())
    return {
        identifier: _without_capitals(name) if times[name.casefold()] > 1 else name
        for identifier, name in names.items()
    }


def _name(identifier: str) -> str:
    parts = [_written(sign, is_edge=place in (0, len(identifier) - 1)) for place, sign in enumerate(identifier)]
    if is_reserved_name(identifier) and parts:
        parts[0] = _escaped(identifier[0])
    name = "".join(parts)
    if len(name.encode()) <= _LONGEST:
        return name or "%"
    # `%%` begins no escape, so no shorter name ends like this.
    return f"{''.join(parts[:_KEPT])[:_KEPT]}%%{hashlib.sha256(identifier.encode()).hexdigest()[:16]}"


def _written(sign: str, *, is_edge: bool) -> str:
    if sign == "/":
        return "~"
    is_safe = sign.isalnum() or sign in _ALSO_SAFE
    return sign if is_safe and not (is_edge and sign in " .-") else _escaped(sign)


def _without_capitals(name: str) -> str:
    return "".join(_escaped(sign) if sign.isupper() and sign.casefold() != sign else sign for sign in name)


def _escaped(sign: str) -> str:
    return "".join(f"%{byte:02x}" for byte in sign.encode(errors="surrogatepass"))
