"""Published values that are other ones now, and what changed in the definitions since the last pack."""

from datetime import date

import polars as pl
import pytest

from okr_reports.catalogue.model import Target
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.tables import KPI_REBASES, RESTATED
from tests.rendering.sample_review import frame, numbered_inputs, sample_inputs, with_sheet
from tests.rendering.sample_signals import CHURN, full_review, with_tables

UPTIME, MRR, COVERAGE = "engineering/uptime", "sales/net-new-mrr", "success/health-coverage"


def restated(inputs: ReviewInputs) -> list[tuple[str, ...]]:
    """The rows of the table: KPI, period, old, new, pack, why."""
    rows = build_kpi_review(inputs).company.data_quality.restated
    found = [(r.name, r.period, r.old.text, r.new.text, r.published, r.why.strong + r.why.rest) for r in rows]
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in found]


def changes(inputs: ReviewInputs) -> list[tuple[str, ...]]:
    """What changed in the definitions: KPI, from when, what, why."""
    rows = build_kpi_review(inputs).company.definitions.changes
    found = [(row.name, row.since, row.what, row.why.strong + row.why.rest) for row in rows]
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in found]


def with_targets(*targets: dict[str, object]) -> ReviewInputs:
    """One KPI with these targets."""
    rows = [Target.model_validate(target) for target in targets]
    return with_sheet(sample_inputs([UPTIME]), UPTIME, targets=rows)


def test_a_restated_value_stands_with_the_old_one_the_pack_and_the_reason() -> None:
    assert restated(full_review(sample_inputs())) == [
        ("Net new MRR", "Jul", "₹6.0", "₹6.1", "Aug, version 1", "Invoice booked late (A. Mehta, 22 Sept)"),
        ("Gross revenue churn", "Aug", "2.9", "2.6", "Aug, version 1", "No reason recorded"),
    ]


def test_the_title_of_the_page_counts_them() -> None:
    title = build_kpi_review(full_review(sample_inputs([CHURN]))).company.data_quality.title
    assert title == "Data quality: 1 published value restated"


def test_a_restated_department_is_named() -> None:
    inputs = with_sheet(sample_inputs([CHURN]), CHURN, department_column="region")
    row = {"kpi_id": CHURN, "entity_id": "department/east", "period_id": "2026-08", "old_value": 2.0, "new_value": 2.1}
    both = [row, {**row, "kpi_id": CHURN, "entity_id": "department/north"}, {**row, "entity_id": "team/one"}]
    own = inputs.tables.shown
    part = own.with_columns(entity_id=pl.lit("department/east"))
    parted = with_tables(inputs, shown=pl.concat([own, part]), restated=frame(RESTATED, both))
    assert restated(parted) == [
        ("Gross revenue churn, East", "Aug", "2.0", "2.1", "", "No reason recorded"),
    ]
    (entry,) = build_kpi_review(parted).report.data_quality.restated
    assert (entry.department, entry.from_, entry.to) == ("east", 2.0, 2.1)


def test_twenty_restated_values_are_listed_and_the_others_counted() -> None:
    inputs = numbered_inputs(23, departments=1)
    rows = [{"kpi_id": kpi_id, "period_id": "2026-08", "new_value": 1.0} for kpi_id in inputs.catalogue.kpis]
    page = build_kpi_review(with_tables(inputs, restated=frame(RESTATED, rows))).company.data_quality
    assert (len(page.restated), page.restated_note) == (20, "and 3 more in the workbook")


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            {"why": "filter changed: no owner", "is_formula_change": True},
            [("Health-score coverage", "1 Sept", "Formula changed; limits begin anew", "filter changed: no owner")],
        ),
        (
            {"is_formula_change": False},
            [("Health-score coverage", "1 Sept", "Limits begin anew", "no reason recorded")],
        ),
        ({"from_on": date(2026, 8, 1)}, []),
    ],
)
def test_limits_that_begin_anew_in_the_month_are_a_change(
    columns: dict[str, object], found: list[tuple[str, ...]]
) -> None:
    row = {"kpi_id": COVERAGE, "from_on": date(2026, 9, 1)} | columns
    assert changes(with_tables(sample_inputs([COVERAGE]), rebases=frame(KPI_REBASES, [row]))) == found


OLD = {"from": "2026-01", "set_on": "2026-01-09", "op": ">=", "value": 99.9}


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ([], []),
        ([OLD], []),
        (
            [OLD, {"from": "2026-09", "set_on": "2026-09-03", "op": ">=", "value": 99.95, "why": "two probes"}],
            [("2026-09", "Target ≥ 99.95 %, was ≥ 99.90 %", "two probes (set on 3 Sept)")],
        ),
        (
            [OLD, {"from": "2026-09", "set_on": "2026-09-03", "between": [99.0, 100.0]}],
            [("2026-09", "Target 99–100 %, was ≥ 99.90 %", "no reason recorded (set on 3 Sept)")],
        ),
        (
            [{"from": "2026-09", "set_on": "2026-09-03", "op": ">=", "value": 99.95}],
            [("2026-09", "Target ≥ 99.95 %, was no target", "first target (set on 3 Sept)")],
        ),
        ([{"from": "2026-09", "op": ">=", "value": 99.95}], []),
        (
            [{"from": "2026-01", "state": "tbd"}, {"from": "2026-09", "op": ">=", "value": 99.95}],
            [("2026-09", "Target ≥ 99.95 %, was a target still to be set", "no reason recorded")],
        ),
        (
            [OLD, {"from": "2026-09", "set_on": "2026-09-03", "state": {"qualitative": "up"}}],
            [("2026-09", "Target in words, was ≥ 99.90 %", "no reason recorded (set on 3 Sept)")],
        ),
        (
            [OLD, {"from": "2026-09", "set_on": "2026-09-03", "change": {"from": "previous", "by": "-5%"}}],
            [("2026-09", "Target a relative one, was ≥ 99.90 %", "no reason recorded (set on 3 Sept)")],
        ),
        (
            [OLD, {"from": "2026-Q3", "set_on": "2026-09-03", "op": ">=", "value": 99.8, "grain": "quarter"}],
            [("2026-Q3", "Target ≥ 99.80 % by the quarter, was no target", "first target (set on 3 Sept)")],
        ),
        (
            [
                OLD,
                {"from": "2026-Q1", "op": ">=", "value": 99.8, "grain": "quarter"},
                {"from": "2026-09", "set_on": "2026-09-03", "op": ">=", "value": 99.95},
            ],
            [("2026-09", "Target ≥ 99.95 %, was ≥ 99.90 %", "no reason recorded (set on 3 Sept)")],
        ),
    ],
)
def test_a_target_set_since_the_last_pack_is_a_change(
    targets: list[dict[str, object]], said: list[tuple[str, ...]]
) -> None:
    assert [row[1:] for row in changes(with_targets(*targets))] == said


def test_twenty_changes_are_listed_and_the_others_counted() -> None:
    inputs = numbered_inputs(23, departments=1)
    rows = [{"kpi_id": kpi_id, "from_on": date(2026, 9, 1)} for kpi_id in inputs.catalogue.kpis]
    page = build_kpi_review(with_tables(inputs, rebases=frame(KPI_REBASES, rows))).company.definitions
    assert (len(page.changes), page.changes_note) == (20, "and 3 more")


def test_a_target_that_changes_every_month_is_one_row_of_the_register() -> None:
    monthly = [{"from": f"2026-{month:02}", "set_on": f"2026-{month:02}-02", "op": ">=", "value": 90.0 + month / 10}
               for month in range(1, 10)]  # fmt: skip
    inputs = with_targets(*monthly)
    ((row,),) = (group.rows for group in build_kpi_review(inputs).company.definitions.groups)
    assert "9 targets so far" in row.more
    assert [since for _, since, _, _ in changes(inputs)] == ["2026-09"]
