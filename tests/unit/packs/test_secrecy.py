"""What must not be seen: confidential values, management's in department packs, few people, names of people."""

import json
from dataclasses import asdict, replace
from datetime import date

import polars as pl
import pytest

from okr_reports.catalogue.model import ReportWritten
from okr_reports.findings import Finding
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import KpiReview, build_kpi_review
from okr_reports.packs.report_json import KpiJson, to_json
from okr_reports.tables import (
    ALERTS,
    EVENTS,
    KPI_CANDIDATES,
    KPI_HEALTH,
    KPI_REBASES,
    KPI_SIGNALS,
    RESTATED,
    TARGET_PROPOSALS,
)
from okr_reports.words import Severity, Visibility
from tests.rendering.sample_company import sheets
from tests.rendering.sample_review import frame, health_rows, inputs_for, sample_inputs, shown, with_sheet
from tests.rendering.sample_signals import full_review, with_signals, with_tables

TTF, RETENTION = "people-finance/time-to-fill", "people-finance/retention-90"
CANARY = 87654.321


def canary_inputs(visibility: Visibility) -> ReviewInputs:
    """A KPI whose every number is the canary, at this visibility, beside a plain one."""
    kpis = {kpi_id: sheets()[kpi_id] for kpi_id in (TTF, RETENTION)}
    values = {TTF: (87654, [CANARY] * 13), RETENTION: (22, [91.0] * 13)}
    return with_sheet(inputs_for(kpis, values), TTF, visibility=visibility)


def everything(review: KpiReview) -> str:
    """All that a review says in any form: JSON, sheets, pages."""
    sheets_text = json.dumps([[list(row) for row in sheet.rows] for sheet in review.sheets], default=str)
    packs = [review.company, *review.departments]
    return to_json(review.report).decode() + sheets_text + "".join(str(asdict(pack)) for pack in packs)


def test_a_confidential_value_is_in_no_report_in_any_form() -> None:
    text = everything(build_kpi_review(canary_inputs(Visibility.CONFIDENTIAL)))
    assert [form for form in ("87654", "87,654", "876") if form in text] == []


def with_canaries(inputs: ReviewInputs) -> ReviewInputs:
    """The same review with the canary in every further table."""
    month = {"kpi_id": TTF, "period_id": "2026-09"}
    levels = {"centre": CANARY, "lower": CANARY, "upper": CANARY, "points": 13, "is_trial": False, "chart": "value"}
    signal = levels | {"grain": "month", "charted": CANARY, "is_last": True, "variation": "concern", "rule": "one_side"}
    proposal = {"kpi_id": TTF, "values_count": 12, "median": CANARY, "best_quartile": CANARY, "op": "<="}
    candidate = {
        "kpi_id": TTF,
        "rank": 1,
        "why": "far_outside",
        "from_value": CANARY,
        "to_op": "<=",
        "to_value": CANARY,
    }
    event = {"event_id": 1, "happened_on": date(2026, 9, 3), "kpi_id": TTF, "text": f"at {CANARY}"}
    rebase = {"kpi_id": TTF, "from_on": date(2026, 9, 1), "why": f"since {CANARY}"}
    advice = Finding("IMPOSSIBLE-TARGET", Severity.ADVICE, TTF, f"the target is {CANARY}")
    return replace(
        with_tables(
            inputs,
            signals=frame(KPI_SIGNALS, [month | signal]),
            proposals=frame(TARGET_PROPOSALS, [proposal]),
            candidates=frame(KPI_CANDIDATES, [candidate]),
            restated=frame(RESTATED, [month | {"old_value": CANARY, "new_value": CANARY + 1}]),
            alerts=frame(ALERTS, [month | {"kind": "new_concern"}]),
            events=frame(EVENTS, [event]),
            rebases=frame(KPI_REBASES, [rebase]),
        ),
        findings=(advice,),
    )


def test_a_confidential_kpi_leaves_nothing_in_any_further_table() -> None:
    review = build_kpi_review(with_canaries(canary_inputs(Visibility.CONFIDENTIAL)))
    assert [form for form in ("87654", "87,654", "876") if form in everything(review)] == []
    assert (review.report.alerts, review.report.candidates, review.report.findings) == ((), (), ())


def test_the_longer_periods_of_a_confidential_kpi_say_that_they_are_withheld() -> None:
    (entry,) = build_kpi_review(with_sheet(sample_inputs([TTF]), TTF, visibility=Visibility.CONFIDENTIAL)).report.kpis
    assert (entry.quarter.value, entry.quarter.reason, entry.year_to_date.reason) == (
        None, "confidential", "confidential",
    )  # fmt: skip


def test_a_kpi_for_management_is_not_even_named_in_a_departments_pack() -> None:
    inputs = with_canaries(canary_inputs(Visibility.MANAGEMENT))
    (department,) = build_kpi_review(with_sheet(inputs, RETENTION, counterweight=TTF)).departments
    assert [word for word in ("Time to fill", "87,654", "87654") if word in str(asdict(department))] == []


def test_limits_that_would_tell_a_hidden_value_about_few_people_are_not_shown() -> None:
    inputs = with_signals(with_sheet(sample_inputs([RETENTION]), RETENTION, about="people"))
    (seen,) = build_kpi_review(inputs).report.kpis
    few = inputs.tables.health.with_columns(n=pl.when(pl.col("period_id") == "2026-03").then(3).otherwise("n"))
    extra = full_review(inputs).tables
    candidates = extra.candidates.with_columns(kpi_id=pl.lit(RETENTION)).head(1)
    hidden = build_kpi_review(with_tables(inputs, health=few, candidates=candidates)).report
    assert seen.signal is not None
    assert (hidden.kpis[0].signal, hidden.candidates) == (None, ())


def test_the_canary_is_seen_when_it_is_not_confidential() -> None:
    assert "87,654" in everything(build_kpi_review(canary_inputs(Visibility.COMPANY)))


def test_a_kpi_for_management_is_in_the_companys_pack_and_in_no_departments() -> None:
    review = build_kpi_review(canary_inputs(Visibility.MANAGEMENT))
    (department,) = review.departments
    assert "Time to fill" in str(asdict(review.company))
    assert "Time to fill" not in str(asdict(department))


def test_a_department_with_nothing_to_see_has_no_pack() -> None:
    review = build_kpi_review(with_sheet(sample_inputs([TTF]), TTF, visibility=Visibility.MANAGEMENT))
    assert review.departments == ()


@pytest.mark.parametrize(("n", "values"), [(4, [None]), (5, [91.0])])
def test_figures_about_fewer_than_five_people_are_not_shown(n: int, values: list[float | None]) -> None:
    kpi = sheets()[RETENTION].model_copy(update={"about": "people"})
    review = build_kpi_review(inputs_for({RETENTION: kpi}, {RETENTION: (n, [91.0] * 13)}))
    (entry,) = review.report.kpis
    assert [entry.value] == values
    assert {point.value for point in entry.history} <= {*values}


@pytest.mark.parametrize(("people", "values"), [(4, [None]), (5, [91.0])])
def test_where_rows_name_their_people_different_ones_are_counted(people: int, values: list[float | None]) -> None:
    kpi = sheets()[RETENTION].model_copy(update={"about": "people"})
    inputs = inputs_for({RETENTION: kpi}, {RETENTION: (400, [91.0] * 13)})
    counted = inputs.tables.health.with_columns(people_count=pl.lit(people, pl.Int64()))
    (entry,) = build_kpi_review(replace(inputs, tables=replace(inputs.tables, health=counted))).report.kpis
    assert [entry.value] == values
    assert {entry.previous.value, *(point.value for point in entry.history)} <= {*values}


def test_earlier_months_about_few_people_are_left_out_too() -> None:
    kpi = sheets()[RETENTION].model_copy(update={"about": "people"})
    inputs = inputs_for({RETENTION: kpi}, {RETENTION: (22, [91.0] * 13)})
    few = pl.when(pl.col("period_id") == "2026-08").then(3).otherwise(pl.col("n")).alias("n")
    shown = inputs.tables.shown.with_columns(previous_n=pl.lit(3, dtype=pl.Int64))
    tables = replace(inputs.tables, health=inputs.tables.health.with_columns(few), shown=shown)
    (entry,) = build_kpi_review(replace(inputs, tables=tables)).report.kpis
    assert (entry.previous.value, entry.previous.reason, entry.history[-2].value) == (None, "small_n", None)
    assert entry.value == 91.0


@pytest.mark.parametrize(
    ("sizes", "seen"),
    [
        ({"east": 3, "north": 9, "west": 40}, {"west"}),
        ({"east": 3, "north": 4, "west": 40}, {"west"}),
        ({"east": 9, "north": 12, "west": 40}, {"east", "north", "west"}),
        ({"east": 3}, set()),
    ],
)
def test_a_small_department_cannot_be_told_from_the_total(sizes: dict[str, int], seen: set[str]) -> None:
    kpi = sheets()[RETENTION].model_copy(update={"about": "people", "department_column": "department"})
    inputs = inputs_for({RETENTION: kpi}, {RETENTION: (52, [91.0] * 13)})
    rows = [row for name, n in sizes.items() for row in health_rows(kpi, n, [91.0] * 13, f"department/{name}")]
    health = pl.concat([inputs.tables.health, frame(KPI_HEALTH, rows)])
    parted = replace(inputs, tables=replace(inputs.tables, health=health, shown=shown(health, [RETENTION])))
    (entry,) = build_kpi_review(parted).report.kpis
    assert (entry.value, {part.department for part in entry.departments if part.value is not None}) == (91.0, seen)


def parted(sizes: dict[str, int | None], *, in_august: dict[str, int]) -> KpiJson:
    """Retention by department, about people: `sizes` people each in September, `in_august` others the month before."""
    kpi = sheets()[RETENTION].model_copy(update={"about": "people", "department_column": "department"})
    inputs = inputs_for({RETENTION: kpi}, {RETENTION: (52, [91.0] * 13)})
    rows = [row for name, n in sizes.items() for row in health_rows(kpi, n or 0, [91.0] * 13, f"department/{name}")]
    unknown = [f"department/{name}" for name, n in sizes.items() if n is None]
    health = pl.concat([inputs.tables.health, frame(KPI_HEALTH, rows)]).with_columns(
        n=pl.when(pl.col("period_id") == "2026-08")
        .then(pl.col("entity_id").replace_strict({f"department/{k}": n for k, n in in_august.items()}, default=None))
        .when(~pl.col("entity_id").is_in(unknown).fill_null(False))
        .then("n")
    )
    health = health.with_columns(pl.when(pl.col("entity_id").is_null()).then(52).otherwise("n").alias("n"))
    tables = replace(inputs.tables, health=health, shown=shown(health, [RETENTION]))
    (entry,) = build_kpi_review(replace(inputs, tables=tables)).report.kpis
    return entry


def test_a_small_department_of_an_earlier_month_cannot_be_told_from_that_months_total() -> None:
    august = {"east": 3, "north": 9, "west": 40}
    entry = parted({"east": 9, "north": 12, "west": 31}, in_august=august)
    values = {part.department: (part.history[-2].value, part.previous.value) for part in entry.departments}
    assert values == {"east": (None, None), "north": (None, None), "west": (91.0, 91.0)}
    assert {part.value for part in entry.departments} == {91.0}


def test_departments_that_are_together_too_small_take_the_next_smallest_with_them() -> None:
    sizes: dict[str, int | None] = {"east": 1, "north": 2, "south": 9, "west": 40}
    entry = parted(sizes, in_august=dict.fromkeys(sizes, 40))
    assert [part.department for part in entry.departments if part.value is not None] == ["west"]


def test_a_department_of_which_nobody_knows_how_many_is_not_shown() -> None:
    entry = parted({"east": None, "west": 40, "north": 30}, in_august={"east": 9, "west": 9, "north": 9})
    assert [part.department for part in entry.departments if part.value is not None] == ["west"]


def test_a_quarter_does_not_tell_what_one_of_its_months_hides() -> None:
    entry = parted({"east": 9, "north": 12, "west": 31}, in_august={"east": 3, "north": 9, "west": 40})
    quarters = {part.department: part.quarter.value for part in entry.departments}
    assert (quarters["east"], entry.quarter.value) == (None, 91.0)
    assert sorted(name for name, value in quarters.items() if value is not None) == ["west"]


@pytest.mark.parametrize(("naming", "owner"), [("person", "P.\u00a0Nair"), ("role", "Head of people"), ("none", "–")])
def test_people_are_named_as_the_company_decided(naming: str, owner: str) -> None:
    reports = {"kpi-review": ReportWritten.model_validate({"names": naming})}
    page = build_kpi_review(sample_inputs([TTF], reports=reports)).company.month
    assert page.actions is not None
    assert [row.owner for row in page.actions.rows] == [owner]
