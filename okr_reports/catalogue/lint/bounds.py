"""The natural bounds of a KPI, and KPI-CEILING and IMPOSSIBLE-TARGET: targets at them and beyond them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import DOWNWARD, UPWARD, Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.catalogue.model import Target
from okr_reports.expressions import Call
from okr_reports.findings import Finding
from okr_reports.words import Operator

# A share from here on is beside its bound, as part of the whole.
_BESIDE = 0.99
# Shares by their name, where the formula does not prove it. A growth or an attainment may pass 100 %.
SHARE = re.compile(
    r"\b(?:uptime|availability|accuracy|punctuality|compliance|completeness|share|on[- ]time|first[- ]pass|"
    r"pass rate|response rate|fill rate|attendance|read rate|survival)\b"
)
UNBOUNDED = re.compile(
    r"\b(?:growth|change|increase|attainment|of (?:plan|target|budget)|versus|vs|index|utili[sz]ation)\b"
)
_UP = re.compile(r"\b(?:uptime|availability)\b")
NPS = frozenset({"nps", "enps"})
SCALE = re.compile(r"\b([01])\s*(?:to|-|–)\s*(5|7|10|100)\b")
SIGNED = word_set("delay early variance deviation slack margin difference gap change net balance lateness drift growth")
# Where none is the only aim that anybody could defend.
_HARM = word_set(
    "fatal fatality fatalities death deaths accident accidents injury injuries harm never breach breaches spill"
    " spills violation violations fraud bribery collision collisions suicide suicides drowning runway-incursions"
    " incursions wrong-site amputations infection infections casualties corruption discrimination harassment leak"
    " leaks"
)


@dataclass(frozen=True)
class Bounds:
    """Between which values the KPI can lie, both included; infinite where nothing is known. `what`: of what kind."""

    low: float = -inf
    high: float = inf
    what: str = ""


def bounds_of(subject: Subject) -> Bounds:
    """What the formula proves, else what unit and name say; never guessed from a name that is not English."""
    measured, unit = subject.measured, subject.kpi.unit.strip()
    if measured is not None and measured.share_bound is not None:
        return Bounds(0.0, measured.share_bound, "a share")
    if unit == "%" and SHARE.search(subject.name) and not UNBOUNDED.search(subject.name) and subject.is_english:
        return Bounds(0.0, 100.0, "a share")
    if not NPS.isdisjoint(subject.words) and unit in ("", "points", "pt"):
        return Bounds(-100.0, 100.0, "a net promoter score")
    if measured is not None and measured.counted is not None:
        return Bounds(0.0, inf, "a count") if measured.counted.function == "count" else Bounds()
    if not unit and subject.is_english and (scale := SCALE.search(subject.name)):
        return Bounds(float(scale[1]), float(scale[2]), "a score on this scale")
    if subject.is_time and subject.kpi.scale != "interval" and subject.words.isdisjoint(SIGNED):
        return Bounds(0.0, inf, "a time")
    return Bounds()


def bound_findings(subject: Subject, _: Neighbours) -> Iterator[Finding]:
    """One finding at most: a target beyond the natural bounds, or at one of them."""
    target = subject.target
    if target is None or (target.value is None and target.between is None):
        return
    bounds = bounds_of(subject)
    if bounds.low == -inf and bounds.high == inf:
        return
    found = _impossible(subject, target, bounds) or _ceiling(subject, target, bounds)
    if found is not None:
        yield found


def _impossible(subject: Subject, target: Target, bounds: Bounds) -> Finding | None:
    low, high = target.between or (target.value, target.value)
    if low is None or high is None:
        return None
    verdict = _verdict(target, bounds)
    if verdict is None:
        return None
    text = f"{bounds.what} lies {span_said(bounds)}: {verdict}"
    at = ("targets", subject.target_number)
    return subject.finding("IMPOSSIBLE-TARGET", text, rewrite=_possible(subject, target, bounds), at=at)


def _verdict(target: Target, bounds: Bounds) -> str | None:
    if target.between is not None:
        low, high = target.between
        if low > bounds.high or high < bounds.low:
            return f"no value lies between {low:g} and {high:g}"
        is_beyond = low < bounds.low or high > bounds.high
        return f"the range {low:g} to {high:g} reaches beyond it" if is_beyond else None
    value, operator = target.value or 0.0, target.op
    never_met = {
        Operator.AT_LEAST: value > bounds.high, Operator.ABOVE: value >= bounds.high,
        Operator.AT_MOST: value < bounds.low, Operator.BELOW: value <= bounds.low,
        Operator.EQUAL: not bounds.low <= value <= bounds.high,
    }  # fmt: skip
    if operator is not None and never_met.get(operator, False):
        return f"no value meets `{operator} {value:g}`"
    never_missed = {
        Operator.AT_LEAST: value <= bounds.low, Operator.ABOVE: value < bounds.low,
        Operator.AT_MOST: value >= bounds.high, Operator.BELOW: value > bounds.high,
    }  # fmt: skip
    return (
        f"every value meets `{operator} {value:g}`"
        if operator is not None and never_missed.get(operator, False)
        else None
    )


def _possible(subject: Subject, target: Target, bounds: Bounds) -> str:
    if bounds.high == 1.0 and max(target.between or (target.value or 0.0,)) > 1 and subject.kpi.formula:
        root = subject.measured.formula.root if subject.measured else None
        is_sum = isinstance(root, Call) and root.function in ("+", "-")
        formula = " ".join(subject.kpi.formula.split())
        return (
            f"`formula: {f'({formula})' if is_sum else formula} * 100`: it gives 0 to 1, the target counts in percent"
        )
    if target.between is not None:
        low, high = max(target.between[0], bounds.low), min(target.between[1], bounds.high)
        return f"`between: [{low:g}, {high:g}]`" if low <= high else "a range inside the natural bounds"
    if bounds.high == inf:
        return "`at_most: <a number above 0>`" if target.op in DOWNWARD else "a number that can be missed"
    key = "at_most" if target.op in DOWNWARD else "at_least"
    return f"a bound that can be met and missed, such as `{key}: {_inside(bounds, key):g}`"


def _inside(bounds: Bounds, key: str) -> float:
    reach = bounds.high - bounds.low
    return bounds.high - 0.05 * reach if key == "at_least" else bounds.low + 0.05 * reach


def span_said(bounds: Bounds) -> str:
    """Between which values it lies, in words."""
    return f"between {bounds.low:g} and {bounds.high:g}" if bounds.high < inf else f"at {bounds.low:g} or above"


def _ceiling(subject: Subject, target: Target, bounds: Bounds) -> Finding | None:
    value, at = target.value, ("targets", subject.target_number)
    if value is None:
        return None
    is_share = bounds.what == "a share"
    if is_share and target.op in (*UPWARD, Operator.EQUAL) and value >= _BESIDE * bounds.high:
        if value < bounds.high and target.at_risk is not None:
            return None
        text = f"{value:g} of {bounds.high:g} can only be missed: one case decides, and nothing shows progress"
        return subject.finding("KPI-CEILING", text, rewrite=_below_ceiling(subject, value, bounds), at=at)
    is_floor = bounds.low == 0 and value == 0 and target.op in (Operator.AT_MOST, Operator.EQUAL)
    if not is_floor or not subject.is_english or not subject.words.isdisjoint(_HARM) or subject.is_time:
        return None
    text = "a target of 0 can only be missed: one case decides, and nothing shows progress"
    rewrite = "the number you would act on, such as `at_most: 2`, with `at_risk`; or measure what comes before it"
    return subject.finding("KPI-CEILING", text, rewrite=rewrite, at=at)


def _below_ceiling(subject: Subject, value: float, bounds: Bounds) -> str:
    if _UP.search(subject.name) and value < bounds.high:
        minutes = 43_200 * (1 - value / bounds.high)
        return f"measure minutes down, `at_most: {minutes:.0f}` a month; or give the target an `at_risk` of its own"
    if value < bounds.high:
        return f"count what was missed (`at_most: {bounds.high - value:.3g}` of {bounds.high:g}), or add `at_risk`"
    return f"count what was missed, or `at_least: {0.98 * bounds.high:g}` with `at_risk: {0.95 * bounds.high:g}`"
