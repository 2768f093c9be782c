"""The company's KPIs as the retro reads them: judged in the cycle's last month, with what their sheets say of goals."""

from collections.abc import Iterator, Mapping

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.catalogue.model import Kpi
from okr_reports.goal_reading_tables import STANDARDS
from okr_reports.line.request import RunRequest
from okr_reports.line.stages import review_plan
from okr_reports.scoring import health, shown
from okr_reports.scoring.cycle_kpis import CycleKpis
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.people_counts import without_few_people
from okr_reports.scoring.signals import judge_signals
from okr_reports.tables import KPI_HEALTH, KPI_REBASES, KPI_SHOWN, KPI_SIGNALS, KPI_VALUES

Tables = Mapping[str, pl.DataFrame]


def judge_kpis(request: RunRequest, tables: Tables) -> Tables:
    """kpi_health, kpi_shown and kpi_signals of the month, from kpi_values and kpi_rebases."""
    measures, plan = measures_of(request.catalogue), review_plan(request)
    shown_values = without_few_people(tables[KPI_VALUES.name], measures, least=plan.policy.suppress_people_below)
    judged = health.judge_values(shown_values, measures, plan=plan)
    month = shown.show_month(judged, measures, plan=plan)
    moved = judge_signals(JudgedMonth(judged, month, tables[KPI_REBASES.name], measures, plan))
    return {KPI_HEALTH.name: judged, KPI_SHOWN.name: month, KPI_SIGNALS.name: moved}


def cycle_kpis(catalogue: Catalogue, tables: Tables) -> CycleKpis:
    """The judged KPIs with their sheets' leading indicators and tags."""
    return CycleKpis(
        health=tables[KPI_HEALTH.name],
        shown=tables[KPI_SHOWN.name],
        signals=tables[KPI_SIGNALS.name],
        measures=measures_of(catalogue),
        fiscal=catalogue.fiscal,
        leading={kpi.id: kpi.leading for kpi in catalogue.kpis.values()},
        tags={kpi.id: kpi.tags for kpi in catalogue.kpis.values()},
    )


def standards_of(catalogue: Catalogue) -> pl.DataFrame:
    """STANDARDS: the targets of KPIs that say which key result they were adopted from."""
    rows = [row for kpi in catalogue.kpis.values() for row in _standards(kpi, catalogue)]
    return STANDARDS.check(pl.DataFrame(rows, schema=STANDARDS.columns))


def _standards(kpi: Kpi, catalogue: Catalogue) -> Iterator[Mapping[str, object]]:
    for target in kpi.targets:
        if target.from_key_result is not None:
            low, high = target.between or (None, None)
            yield {
                "key_result_id": target.from_key_result, "kpi_id": kpi.id, "grain": target.grain,
                "from_on": catalogue.fiscal.period(target.from_).start, "set_on": target.set_on,
                "op": "between" if target.between else target.op, "value": target.value, "low": low, "high": high,
            }  # fmt: skip
