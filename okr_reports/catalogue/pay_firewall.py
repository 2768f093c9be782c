"""Refuses keys that would give OKRs weight in ratings or pay: OKRs enter appraisals in words only (rules §8)."""

import re
from collections.abc import Iterator

CODE = "PAY-FIREWALL"
_GOALS = frozenset({"okr", "okrs", "objective", "objectives", "goal", "goals"})
_OKR = frozenset({"okr", "okrs"})
_KEY_RESULT = re.compile(r"key[_\W]*results?", re.IGNORECASE)
_PAY = frozenset({
    "rating", "ratings", "pay", "payout", "bonus", "bonuses", "salary", "salaries", "compensation", "incentive",
    "incentives", "appraisal", "appraisals", "performance", "merit", "raise", "raises", "variable", "increment",
    "increments", "promotion", "promotions", "reward", "rewards", "commission", "weight", "weights", "weightage",
    "share",
})  # fmt: skip


def looks_like_pay(key: str, value: object) -> bool:
    """Whether an unknown key, with what stands under it, ties goals to ratings or pay."""
    words = {word for text in (key, *_texts(value)) for word in _words(text)}
    return bool(words & _GOALS) and bool(words & _PAY)


def names_goals(*texts: str) -> bool:
    """Whether a text speaks of OKRs or key results by those words."""
    return any(word in _OKR for text in texts for word in _words(text))


def ties_to_goals(key: str, value: object) -> bool:
    """Whether an unknown key of a role, with what stands under it, speaks of goals: everything in a role pays."""
    return any(word in _GOALS for text in (key, *_texts(value)) for word in _words(text))


def said_of(key: str) -> tuple[str, str]:
    """What is wrong with such a key, and what to do."""
    what = f"{CODE}: `{key}` would give OKRs weight in ratings or pay"
    return what, "delete it: goals that pay are set low, so OKRs enter appraisals in words only"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from (key, *_texts(entry))


def _words(text: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", _KEY_RESULT.sub(" okr ", text))
    return [word.lower() for word in re.split(r"[^A-Za-z]+", apart)]
