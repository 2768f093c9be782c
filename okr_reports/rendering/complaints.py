"""What an engine complained about, in sentences that may stand among the findings."""

from collections.abc import Iterable, Sequence

_MOST_SIGNS = 12


def missing_signs(codes: Iterable[int]) -> list[str]:
    """One sentence naming the signs that no installed font has; nothing when all are there."""
    missing = sorted(set(codes))
    if not missing:
        return []
    names = ", ".join(f"U+{code:04X}" for code in missing[:_MOST_SIGNS])
    more = f" and {len(missing) - _MOST_SIGNS} more" if len(missing) > _MOST_SIGNS else ""
    return [f"missing glyph {names}{more}: the shipped fonts do not have it"]


def refusals(denied: Sequence[str]) -> list[str]:
    """A sentence for each address that was asked for and refused."""
    return [f"refused to load {address}" for address in dict.fromkeys(denied)]
