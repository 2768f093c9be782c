"""The catalogue with key results measured as they were first defined, beside what is measured today (rules §5)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.catalogue.goals_model import HoldWritten, KeyResult
from okr_reports.expressions import Expression, Formula
from okr_reports.goal_words import Span

Fields = Mapping[str, str | None]
_BOUND_KEY = re.compile(r"(?:^|, )(op|value|at_least|at_most|between): ")


def as_first_defined(catalogue: Catalogue, first: Mapping[str, Fields]) -> Catalogue:
    """The catalogue in which these key results are measured by these fields; those that no longer can be are left out.

    `first`: key result id → field as its sheet names it → value as text (`goal_definitions`). A KPI or extract that is
    gone, or a formula that is no longer allowed, measures nothing.
    """
    # Imported here: sqlglot takes longer to load than all the rest, and few goals were ever measured otherwise.
    from okr_reports.catalogue.formula import parse_filter, parse_formula

    key_results = {}
    formulas: dict[str, Formula] = {}
    filters: dict[str, Expression] = {}
    for id, fields in first.items():
        try:
            entry = _entry(catalogue.key_results[id].entry, fields)
            if not _is_known(entry, catalogue):
                continue
            formulas |= {id: parse_formula(entry.formula)} if entry.formula else {}
            filters |= {id: parse_filter(entry.filter)} if entry.filter else {}
        except (FormulaRefused, ValidationError, ValueError):
            continue
        key_results[id] = replace(catalogue.key_results[id], entry=entry)
    return replace(catalogue, key_results=key_results, goal_formulas=formulas, goal_filters=filters)


def _entry(now: KeyResult, fields: Fields) -> KeyResult:
    """The key result with these fields in place of its own: what it is measured by, and up to when."""
    due, over, at = (fields.get(name) for name in ("due_on", "over", "at"))
    measured_by = {name: fields.get(name) for name in ("kpi", "extract", "formula", "filter")}
    until = date.fromisoformat(due) if due else None
    bound = _bound(at) if at else None
    return now.model_copy(update={**measured_by, "due_on": until, "over": Span(over) if over else None, "at": bound})


def _bound(text: str) -> HoldWritten:
    """The bound from `op: <=, value: 52` or `between: 5, 7`."""
    parts = _BOUND_KEY.split(text)
    written = dict(zip(parts[1::2], parts[2::2], strict=True))
    ends = written.get("between")
    return HoldWritten.model_validate({**written, "between": ends.split(", ")} if ends is not None else written)


def _is_known(entry: KeyResult, catalogue: Catalogue) -> bool:
    is_kpi = entry.kpi is None or entry.kpi in catalogue.kpis
    return is_kpi and (entry.extract is None or entry.extract in catalogue.extracts)
