"""Refuses keys that would give OKRs weight in ratings or pay: OKRs enter appraisals in words only (rules §8)."""

import re
import unicodedata
from collections.abc import Iterator

CODE = "PAY-FIREWALL"
_OKR = frozenset({"okr", "okrs"})
# `kr` only where a key is unknown anyway: in a text it may be money.
_GOALS = _OKR | {"objective", "objectives", "goal", "goals", "kr", "krs"}
_KEY_RESULT = re.compile(r"key[_\W]*results?", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"(?<![^\W_])o[\W_]k[\W_]rs?(?![^\W_])", re.IGNORECASE)
# Run together with the next word, in capitals wherever it stands. Okra is sold too.
_RUN_TOGETHER = re.compile(r"OKR(?:[sS](?![a-z]))?(?!(?i:as?(?![a-z])))|(?<![a-z])okr(?=[a-z])(?!as?(?![a-z]))")
_WAGES = frozenset({
    "rating", "ratings", "pay", "payout", "payroll", "bonus", "bonuses", "salary", "salaries", "compensation",
    "remuneration", "wage", "wages", "incentive", "incentives", "appraisal", "appraisals", "evaluation", "evaluations",
    "merit", "increment", "increments", "hike", "hikes", "promotion", "promotions", "reward", "rewards", "commission",
})  # fmt: skip
_PAY = _WAGES | {"performance", "raise", "raises", "variable", "weight", "weights", "weightage", "share"}


def looks_like_pay(key: str, value: object) -> bool:
    """Whether an unknown key, with what stands under it, ties goals to ratings or pay."""
    words = {word for text in (key, *_texts(value)) for word in _words(text)}
    return bool(words & _GOALS) and bool(words & _PAY)


def pays(key: str, _value: object) -> bool:
    """Whether an unknown key of a goal speaks of ratings or pay by itself: a goal's texts may be about either."""
    return any(word in _WAGES for word in _words(key))


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
    """In small letters; every way to write OKR or key result is `okr`: OKRWeight, okrweight, O.K.R., key results."""
    plain = _SPELLED_OUT.sub(" okr ", _KEY_RESULT.sub(" okr ", unicodedata.normalize("NFKC", text)))
    humped = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", _RUN_TOGETHER.sub(" okr ", plain))
    return [word.lower() for word in re.split(r"[^A-Za-z]+", humped)]
