"""Targets written as text (`At or above 95%`), read only where there is one meaning."""

import math
import re
from dataclasses import dataclass

from okr_reports.catalogue.places import quoted
from okr_reports.words import Operator

_PHRASES = {
    Operator.AT_LEAST: ("at least", "at or above", "at or over", "no less than", "not less than", "no fewer than",
                        "not below", "greater than or equal to", "minimum", "minimum of", "min", "min.",
                        "≥", ">=", "=>"),
    Operator.AT_MOST: ("at most", "at or below", "at or under", "no more than", "not more than", "not above",
                       "not over", "up to", "within", "less than or equal to", "maximum", "maximum of", "max", "max.",
                       "≤", "<=", "=<"),
    Operator.ABOVE: ("greater than", "more than", "higher than", "above", "over", ">"),
    Operator.BELOW: ("less than", "fewer than", "lower than", "below", "under", "<"),
    Operator.EQUAL: ("exactly", "equal to", "equals", "=", "=="),
}  # fmt: skip
_ENDINGS = {
    Operator.AT_LEAST: ("or more", "or above", "or higher", "or over", "and above", "and more"),
    Operator.AT_MOST: ("or less", "or fewer", "or below", "or lower", "or under", "and below"),
}
_BEFORE = sorted(
    ((phrase, operator) for operator, phrases in _PHRASES.items() for phrase in phrases),
    key=lambda entry: -len(entry[0]),
)
_BEHIND = [(phrase, operator) for operator, phrases in _ENDINGS.items() for phrase in phrases]
_SAME_UNIT = [{"%", "percent", "per cent", "pct"}, {"h", "hour", "hours", "hr", "hrs"}, {"d", "day", "days"},
              {"min", "minute", "minutes", "mins"}, {"s", "sec", "second", "seconds"}]  # fmt: skip
_AMOUNT = re.compile(r"([^\d\s.,+\-−]{0,5})\s*([-−+]?\d{1,15}(?:\.\d{1,15})?)\s*([^\d.,+\-−]{0,20})")
_RANGE = re.compile(r"(?:between )?([^ ]+|[^ ]+ [^ ]+) (?:and|to) (.+)")
_FORMS = "write `at_least: 95`, `at_most: 2.0` or `between: [5, 7]`"


class TextRefused(ValueError):
    """A target's text that has no single meaning: `what` is wrong with it, and how to `fix` it."""

    def __init__(self, what: str, fix: str = _FORMS) -> None:
        self.what, self.fix = what, fix
        super().__init__(what)


@dataclass(frozen=True)
class TextTarget:
    """An operator with a value, or a range (`BETWEEN` with `low` and `high`)."""

    op: Operator
    value: float | None = None
    low: float | None = None
    high: float | None = None


def read_target_text(text: str, unit: str) -> TextTarget:
    """The meaning of the text for a KPI of this unit; raises TextRefused unless there is exactly one."""
    plain = " ".join(text.lower().split()).rstrip(".")
    if not re.search(r"\d", plain):
        raise TextRefused(f"{quoted(text)} holds no number", "write `state: tbd`, or a number with its direction")
    operator, rest = _split(plain)
    if operator is not None:
        return TextTarget(operator, _amount(rest, text, unit=unit))
    if between := _RANGE.fullmatch(plain):
        low, high = (_amount(side, text, unit=unit) for side in between.groups())
        return TextTarget(Operator.BETWEEN, low=low, high=high)
    if bare := _AMOUNT.fullmatch(plain):
        fix = f"write 'at least {bare[2]}' or 'at most {bare[2]}'"
        raise TextRefused(f"{quoted(text)} does not say in which direction", fix)
    raise TextRefused(f"{quoted(text)} cannot be read safely")


def read_change(by: str) -> tuple[str, float]:
    """`-15%` as ("share", -0.15), `-5pt` as ("points", -5.0); raises TextRefused."""
    pattern = r"([+\-−])\s*(\d{1,9}(?:\.\d{1,9})?)\s*(%|pt|pts|pp|points?|percentage points?)"
    match = re.fullmatch(pattern, by.strip().lower())
    if match is None:
        fix = "write -15% or +15% (relative), or -5pt or +5pt (points)"
        raise TextRefused(f"{quoted(by)} is no change", fix)
    amount = float(match[2]) * (1 if match[1] == "+" else -1)
    return ("share", amount / 100) if match[3] == "%" else ("points", amount)


def _split(plain: str) -> tuple[Operator | None, str]:
    """The operator before or behind the amount, and the amount."""
    for phrase, operator in _BEFORE:
        rest = plain.removeprefix(phrase)
        if rest != plain and not (phrase[-1].isalpha() and rest[:1].isalpha()):
            return operator, rest.strip()
    for phrase, operator in _BEHIND:
        if plain.endswith(f" {phrase}"):
            return operator, plain.removesuffix(phrase).strip()
    return None, plain


def _amount(written: str, text: str, *, unit: str) -> float:
    match = _AMOUNT.fullmatch(written)
    if match is None or not math.isfinite(number := float(match[2].replace("−", "-"))):
        raise TextRefused(f"{quoted(text)} cannot be read safely")
    found = (match[1] + match[3]).strip()
    if found and not _is_unit(found, unit.strip().lower()):
        known = f"the KPI's unit is '{unit}'" if unit else "the KPI has no unit"
        raise TextRefused(f"{quoted(text)} is in {quoted(found)}, {known}")
    return number


def _is_unit(written: str, unit: str) -> bool:
    return written == unit or any(written in same and unit in same for same in _SAME_UNIT)
