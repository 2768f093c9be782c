"""Checks of what key results are measured by: a KPI, or an extract and a formula of their own."""

from collections.abc import Iterator

from okr_reports.catalogue.draft import UNKNOWN, Draft
from okr_reports.catalogue.goals_kinds import kind_of
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.places import did_you_mean, name_one_of, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.errors import Problem
from okr_reports.goal_words import KeyResultKind

_OWN_MEASURE = ("extract", "formula", "filter")
_NOT_MEASURED = frozenset({KeyResultKind.MILESTONES, KeyResultKind.BINARY})


def measure_problems(sheet: Sheet[KeyResult], draft: Draft) -> Iterator[Problem]:
    """Unknown KPIs and extracts, two measures, half a measure, and measures of what is not measured."""
    yield from _kpi_problems(sheet, draft)
    key_result, source = sheet.entry, sheet.source
    if kind_of(key_result) in _NOT_MEASURED:
        for key in ("kpi", "extract", "actual"):
            if getattr(key_result, key) is not None:
                what = f"`{key}` measures nothing in a key result of kind {kind_of(key_result)}"
                yield source.at_key(key).problem(what, "delete it, or write `kind: metric` with baseline and target")
    elif key_result.kpi is not None:
        for key in _OWN_MEASURE:
            if getattr(key_result, key) is not None:
                what = f"the key result is measured by the KPI {quoted(key_result.kpi)} and by its own `{key}`"
                yield source.at_key(key).problem(what, "keep one of them")
    else:
        yield from _own_measure_problems(sheet, draft)


def _kpi_problems(sheet: Sheet[KeyResult], draft: Draft) -> Iterator[Problem]:
    for key in ("kpi", "counterweight"):
        id = getattr(sheet.entry, key)
        if id is not None and not draft.has("kpis", id):
            known = [other.id for other in draft.kpis if other.id != UNKNOWN]
            fix = did_you_mean(id, known, otherwise="write the id of a KPI in kpis/")
            yield sheet.source.at(key).problem(f"there is no KPI {quoted(id)}", fix)
    if sheet.entry.counterweight is not None and sheet.entry.counterweight == sheet.entry.kpi:
        what = "the key result names its own KPI as its counterweight"
        yield sheet.source.at("counterweight").problem(what, "name the KPI that shows what it costs")


def _own_measure_problems(sheet: Sheet[KeyResult], draft: Draft) -> Iterator[Problem]:
    key_result, source = sheet.entry, sheet.source
    if key_result.extract is None:
        for key in ("formula", "filter"):
            if getattr(key_result, key) is not None and not source.has("extract"):
                fix = "write `extract: …`, the rows it is computed from"
                yield source.at_key(key).problem(f"the key result has a `{key}` and no extract", fix)
        return
    if not draft.has("extracts", key_result.extract):
        fix = name_one_of(key_result.extract, draft.extracts, if_none="describe it in sources.yaml")
        yield source.at("extract").problem(f"there is no extract {quoted(key_result.extract)}", fix)
    extract = draft.extracts.get(key_result.extract)
    if extract is None or extract.is_mended:
        return
    if extract.entry.period is None:
        fix = f"write `period: {{column: …}}` in {extract.source.at().file_line}"
        what = f"the extract {quoted(key_result.extract)} does not say when a row counts"
        yield source.at("extract").problem(what, fix)
    if not source.has("formula") and extract.entry.value is None and extract.entry.numerator is None:
        fix = "write `formula: …`, or give the extract `value: <column>`"
        yield source.at("extract").problem("the key result has no formula and its extract no ready-made value", fix)
