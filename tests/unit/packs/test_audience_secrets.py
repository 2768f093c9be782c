"""A confidential KPI in a role: that its target was moved is said, and by whom; from what to what is not."""

from datetime import date

import polars as pl

from okr_reports.appraisal_tables import PAY_CHANGES
from okr_reports.packs.audience_inputs import AudiencePlan
from okr_reports.packs.audience_secrets import changes_without_secrets
from okr_reports.periods import FiscalCalendar

DAY = date(2026, 3, 2)
WHO = (DAY, DAY, "M1", "Agreed")
PLAN = AudiencePlan(FiscalCalendar().period("2026-H1"), confidential_kpis=frozenset({"finance/cash"}))


def test_the_target_of_a_confidential_kpi_is_said_to_nobody() -> None:
    rows = [
        ("kpi", "finance/cash", "target from 2026-01", "4", "731", *WHO),
        ("kpi", "finance/cash", "definition", None, "there", *WHO),
        ("kpi", "support/csat", "target from 2026-01", "4", "5", *WHO),
        ("role", "finance/cash", "answers", "40", "60", *WHO),
    ]
    changes = pl.DataFrame(rows, schema=PAY_CHANGES.columns, orient="row")
    said = changes_without_secrets(changes, PLAN)
    assert said.select("old", "new").rows() == [
        ("confidential", "confidential"), (None, "confidential"), ("4", "5"), ("40", "60"),
    ]  # fmt: skip
    assert said.drop("old", "new").equals(changes.drop("old", "new"))
