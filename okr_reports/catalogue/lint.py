"""Advice on KPI sheets: what a definition lacks before its figures can be relied on (rules §9)."""

from collections.abc import Iterator

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.reading import Sheet
from okr_reports.findings import Finding
from okr_reports.words import Severity, TargetState


def lint_findings(draft: Draft) -> Iterator[Finding]:
    """One finding per sheet and code, in the order of the sheets. Advice only: nothing here stops a run."""
    for sheet in draft.kpis:
        place = sheet.source.at().file_line
        if sheet.entry.owner is None:
            text = (
                f"{place}: nobody answers for '{sheet.entry.name}'. Add `owner: <employee id>` or `owner: {{org: …}}`."
            )
            yield Finding("OWNER-MISSING", Severity.ADVICE, sheet.id, text)
        lacking = list(_lacking(sheet))
        if lacking:
            text = f"{place}: the definition of '{sheet.entry.name}' lacks {', '.join(lacking)}."
            yield Finding("KPI-DEFINITION", Severity.ADVICE, sheet.id, text)


def _lacking(sheet: Sheet[Kpi]) -> Iterator[str]:
    """What the sheet does not say, and how to say it. A formula may be missing only where the value is ready-made."""
    targets = sheet.entry.targets
    if not sheet.source.has("cadence"):
        yield "its cadence (`cadence: monthly`)"
    if not targets:
        yield "a target (`targets: [{from: 2026-01, at_least: 95, set_on: 2025-12-15}]`)"
    elif all(target.state is TargetState.TBD for target in targets):
        yield "a target that is decided (its `state` is tbd)"
    elif any(target.set_on is None and target.state is None for target in targets):
        yield "the day its target was set (`set_on: 2025-12-15`)"
