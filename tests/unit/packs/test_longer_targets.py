"""Targets of longer periods: a monthly KPI's quarter is judged by a target of its own, and the reader sees it."""

from dataclasses import replace

import polars as pl
import pytest

from okr_reports.catalogue.model import Target
from okr_reports.packs.appendix import DefinitionRow
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import KpiReview, build_kpi_review
from tests.rendering.sample_review import sample_inputs, with_sheet

CSAT = "support/csat"


def judged_quarter(health: str, target: float) -> KpiReview:
    """The review of CSAT, whose quarter, at 4.4, was held against this target."""
    inputs = sample_inputs([CSAT])
    is_quarter = pl.col("grain") == "quarter"
    changes = {"health": health, "target_op": ">=", "target_value": target, "target_from": "2026-Q1", "value": 4.4}
    judged = inputs.tables.health.with_columns(
        pl.when(is_quarter).then(pl.lit(value)).otherwise(name).alias(name) for name, value in changes.items()
    )
    return build_kpi_review(replace(inputs, tables=replace(inputs.tables, health=judged)))


def register_row(inputs: ReviewInputs) -> DefinitionRow:
    """The one row of the register of definitions."""
    ((row,),) = (group.rows for group in build_kpi_review(inputs).company.definitions.groups)
    return row


def remark_on(review: KpiReview) -> str:
    """What stands under the KPI's name on its department's page."""
    ((row,),) = (group.rows for table in review.company.departments[0].tables for group in table.groups)
    return row.remark.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("health", "target", "said"),
    [
        ("healthy", 4.4, "2026-Q3 healthy: 4.4 against ≥ 4.4"),
        ("at_risk", 4.42, "2026-Q3 at risk: 4.40 against ≥ 4.42"),
        ("off_target", 5.0, "2026-Q3 off target: 4.4 against ≥ 5.0"),
    ],
)
def test_the_verdict_on_a_quarter_stands_under_the_kpi(health: str, target: float, said: str) -> None:
    assert remark_on(judged_quarter(health, target)).endswith(said)


def test_a_quarter_that_runs_is_not_judged_and_its_target_stands_in_the_register() -> None:
    review = judged_quarter("unknown", 5.0)
    ((row,),) = (group.rows for group in review.company.definitions.groups)
    assert "2026-Q3" not in remark_on(review)
    assert row.more.replace("\u00a0", " ").endswith("2026-Q3: ≥ 5.0")


def test_a_period_with_a_target_of_its_own_has_it_and_its_health_in_the_report() -> None:
    (entry,) = judged_quarter("at_risk", 4.5).report.kpis
    assert entry.quarter.target is not None
    assert (entry.quarter.health, entry.quarter.target.value, entry.quarter.target.from_) == ("at_risk", 4.5, "2026-Q1")
    assert (entry.year.health, entry.year.target) == (None, None)


def test_a_quarters_target_is_no_change_of_the_months() -> None:
    rows = [
        {"from": "2026-01", "op": ">=", "value": 4.2},
        {"from": "2026-Q1", "op": ">=", "value": 4.3, "grain": "quarter"},
    ]
    inputs = with_sheet(sample_inputs([CSAT]), CSAT, targets=[Target.model_validate(row) for row in rows])
    assert "targets so far" not in register_row(inputs).more
