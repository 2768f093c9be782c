"""The catalogue with key results measured as they were first defined, beside what is measured today (rules §5)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pydantic import ValidationError

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.catalogue.goals_definitions import OF_KPI
from okr_reports.catalogue.goals_model import HoldWritten, KeyResult
from okr_reports.catalogue.model import Kpi
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

    key_results, kpis = {}, dict(catalogue.kpis)
    formulas: dict[str, Formula] = {}
    filters: dict[str, Expression] = {}
    for id, fields in first.items():
        try:
            now = catalogue.key_results[id].entry
            entry = _entry(now, fields)
            # Of another KPI than today's only that it was another one is known.
            kpi = _kpi(catalogue.kpis.get(entry.kpi or ""), fields, of=id) if entry.kpi == now.kpi else None
            if not _is_known(entry, kpi, catalogue):
                continue
            # A key result's own measure is kept under its id, its KPI's under that of the KPI.
            for owner, written in ((id, entry), *([(kpi.id, kpi)] if kpi else [])):
                formulas |= {owner: parse_formula(written.formula)} if written.formula else {}
                filters |= {owner: parse_filter(written.filter)} if written.filter else {}
        except (FormulaRefused, ValidationError, ValueError):
            continue
        kpis |= {kpi.id: kpi} if kpi else {}
        own = entry.model_copy(update={"kpi": kpi.id}) if kpi else entry
        key_results[id] = replace(catalogue.key_results[id], entry=own)
    return replace(
        catalogue, kpis=kpis, key_results=key_results, goal_formulas=formulas, goal_filters=filters,
        formulas={**catalogue.formulas, **formulas}, filters={**catalogue.filters, **filters},
    )  # fmt: skip


def _entry(now: KeyResult, fields: Fields) -> KeyResult:
    """The key result with these fields in place of its own: what it is measured by, and up to when."""
    due, over, at = (fields.get(name) for name in ("due_on", "over", "at"))
    measured_by = {name: fields.get(name) for name in ("kpi", "extract", "formula", "filter")}
    until = date.fromisoformat(due) if due else None
    bound = _bound(at) if at else None
    return now.model_copy(update={**measured_by, "due_on": until, "over": Span(over) if over else None, "at": bound})


def _kpi(now: Kpi | None, fields: Fields, *, of: str) -> Kpi | None:
    """The KPI, for this key result alone, with these fields in place of its sheet's; None where none differs."""
    if now is None or f"kpi_{OF_KPI[0]}" not in fields:
        return None
    first = {name: fields.get(f"kpi_{name}") for name in OF_KPI}
    if first == {name: _spelled(getattr(now, name)) for name in OF_KPI}:
        return None
    return now.model_copy(update={**first, "id": f"{now.id} as of {of}"})


def _spelled(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _bound(text: str) -> HoldWritten:
    """The bound from `op: <=, value: 52` or `between: 5, 7`."""
    parts = _BOUND_KEY.split(text)
    written = dict(zip(parts[1::2], parts[2::2], strict=True))
    ends = written.get("between")
    return HoldWritten.model_validate({**written, "between": ends.split(", ")} if ends is not None else written)


def _is_known(entry: KeyResult, kpi: Kpi | None, catalogue: Catalogue) -> bool:
    is_kpi = entry.kpi is None or entry.kpi in catalogue.kpis
    extracts = [one.extract for one in (entry, kpi) if one is not None and one.extract is not None]
    return is_kpi and all(extract in catalogue.extracts for extract in extracts)
