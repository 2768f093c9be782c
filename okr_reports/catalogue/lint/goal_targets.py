"""IMPOSSIBLE-TARGET of key results: targets that no value can reach, and bounds that every value keeps."""

import re
from collections.abc import Iterator
from math import inf

from okr_reports.catalogue.goals_kinds import bound_of
from okr_reports.catalogue.lint.bounds import NPS, SCALE, SHARE, SIGNED, UNBOUNDED, Bounds, bounds_of, span_said
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject
from okr_reports.catalogue.lint.subject import TIME_UNITS
from okr_reports.findings import Finding
from okr_reports.measures import Bound
from okr_reports.words import Direction, Operator

_AMONG = re.compile(
    r"\b(?:of|among) (?:all |the )?(?:patients|customers|orders|parcels|pupils|staff|cases|tickets|invoices)\b"
)


def goal_target_findings(subject: KeyResultSubject) -> Iterator[Finding]:
    """A target, stretch or bound beyond what the KPI's formula, the unit or the title allows."""
    bounds = _bounds(subject)
    if bounds.low == -inf and bounds.high == inf:
        return
    span = span_said(bounds)
    wanted = (("target", subject.figures[1] if subject.figures else None), ("stretch", subject.entry.stretch))
    for key, value in wanted:
        if value is not None and not bounds.low <= value <= bounds.high:
            text = f"{bounds.what} lies {span}: {value:g} cannot be reached"
            at = (key,) if subject.sheet.source.has(key) else ()
            yield subject.finding("IMPOSSIBLE-TARGET", text, rewrite=f"`{key}` {span}", at=at)
    bound = bound_of(subject.entry)
    verdict = _verdict(bound, bounds) if bound is not None else None
    if verdict is not None:
        text = f"{bounds.what} lies {span}: {verdict}"
        yield subject.finding(
            "IMPOSSIBLE-TARGET", text, rewrite=f"a bound {span} that can be kept and broken", at=("at",)
        )


def _bounds(subject: KeyResultSubject) -> Bounds:
    if subject.kpi is not None:
        return bounds_of(subject.kpi)
    title, unit = subject.title, subject.unit
    if not title.is_english:
        return Bounds()
    is_share = unit == "%" and (SHARE.search(title.lower) or _AMONG.search(title.lower))
    if is_share and not UNBOUNDED.search(title.lower):
        return Bounds(0.0, 100.0, "a share")
    if not NPS.isdisjoint(title.tokens) and unit in ("", "points", "pt"):
        return Bounds(-100.0, 100.0, "a net promoter score")
    if not unit and (scale := SCALE.search(title.lower)) and title.from_to is None:
        return Bounds(float(scale[1]), float(scale[2]), "a score on this scale")
    is_time = unit.lower() in TIME_UNITS and SIGNED.isdisjoint(title.tokens)
    return Bounds(0.0, inf, "a time") if is_time else Bounds()


def _verdict(bound: Bound, bounds: Bounds) -> str | None:
    if bound.op is Operator.BETWEEN:
        low, high = bound.low or 0.0, bound.high or 0.0
        return f"no value lies between {low:g} and {high:g}" if low > bounds.high or high < bounds.low else None
    value = bound.value or 0.0
    if bound.op is Operator.EQUAL:
        return None if bounds.low <= value <= bounds.high else f"no value is {value:g}"
    upward = Direction.HIGHER if bound.op in (Operator.AT_LEAST, Operator.ABOVE) else Direction.LOWER
    beyond, within = (bounds.high, bounds.low) if upward is Direction.HIGHER else (bounds.low, bounds.high)
    sign = 1 if upward is Direction.HIGHER else -1
    is_strict = bound.op in (Operator.ABOVE, Operator.BELOW)
    if (value - beyond) * sign > 0 or (is_strict and value == beyond):
        return f"no value keeps `{bound.op} {value:g}`"
    if (value - within) * sign < 0 or (not is_strict and value == within):
        return f"every value keeps `{bound.op} {value:g}`"
    return None
