"""A country's way of writing, whose words stay its own."""

from functools import lru_cache
from typing import Any

from babel import Locale, localedata


@lru_cache(maxsize=64)
def known_locale(name: str) -> Locale:
    """The locale of this name (`en_IN`), or Babel's `UnknownLocaleError` or `ValueError`.

    Babel's locales share the dictionaries they inherit, and the first to look an alias up writes its own words into
    them: after Yi, Portuguese months would be Yi. Here each locale that is used has dictionaries of its own.
    """
    known = Locale.parse(name)
    data = localedata.load(str(known))
    data.update(_own(data))
    return known


def _own(inherited: Any) -> Any:
    if isinstance(inherited, dict):
        return {key: _own(value) for key, value in inherited.items()}
    return tuple(map(_own, inherited)) if isinstance(inherited, tuple) else inherited
