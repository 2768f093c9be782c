"""The advice on a cycle's goals that its retro prints: of the lint, and on KPIs that were healthy before it began."""

from okr_reports.catalogue.lint.goal_holds import HealthBefore, healthy_kpi_findings
from okr_reports.catalogue.lint.reported import without_place
from okr_reports.findings import Finding
from okr_reports.line.retro_request import RetroRequest
from okr_reports.scoring.cycle_kpis import CycleKpis
from okr_reports.scoring.health_before import health_before


def advice_on_goals(request: RetroRequest, *, kpis: CycleKpis) -> list[Finding]:
    """What is advised on the goals of the run's cycle, each with what to write instead, without places in files."""
    catalogue, cycle = request.catalogue, request.cycle
    healths = health_before(kpis, plan=request.plan())
    before = {kpi_id: HealthBefore(kpi_id, each) for kpi_id, each in healths.items()}
    of_kpis = healthy_kpi_findings(catalogue, cycle_id=cycle.key, before=before)
    return [without_place(found) for found in (*catalogue.goal_advice.get(cycle.key, ()), *of_kpis)]
