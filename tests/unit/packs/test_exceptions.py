"""Which KPIs stand on the first page, in which order, and what is said of each."""

from dataclasses import replace

import pytest

from okr_reports.catalogue.model import Asserted
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.pages import ExceptionRow
from okr_reports.words import Health, Visibility
from tests.rendering.sample_review import changed, sample_inputs, with_sheet
from tests.rules.text_tables import read_table

TTF, P90, CHURN, UPTIME = (
    "people-finance/time-to-fill",
    "support/p90-first-response",
    "success/gross-churn",
    "engineering/uptime",
)
# shown: columns of tables.KPI_SHOWN and KPI_HEALTH that are changed for September, "name value"
REASONS = """
health     | reason        | state       | n  | min_n | says
unknown    | no_data       |             |    |       | No data: last value in Sept
unknown    | no_target     |             |    |       | No target is set
unknown    | no_target     | tbd         |    |       | No target: still to be decided
unknown    | not_due       |             |    |       | Not due yet: its target has a later date
unknown    | small_n       |             | 12 | 30    | Too few rows: n 12 is below 30
unknown    | small_n       |             | 3  | 0     | Too few rows: fewer than may be shown
unknown    | small_n       |             |    | 30    | Too few rows
unknown    | undefined     |             |    |       | Undefined: division by zero
unknown    | not_derivable |             |    |       | Not derivable: too little history
unknown    | failed        |             |    |       | Failed: see data quality
off_target |               |             |    |       | 5 months missed, since May
at_risk    |               |             |    |       | 5 months missed, since May
"""


def rows_of(inputs: ReviewInputs) -> tuple[ExceptionRow, ...]:
    """The rows of the exceptions table."""
    table = build_kpi_review(inputs).company.month.exceptions
    return table.rows if table else ()


def said(row: ExceptionRow) -> str:
    """The reason in one line."""
    return (row.says.strong + row.says.rest).replace("\u00a0", " ")


@pytest.mark.parametrize("row", read_table(REASONS), ids=lambda row: f"{row['health']} {row['reason']} {row['state']}")
def test_each_exception_says_why_it_is_one(row: dict[str, str | None]) -> None:
    inputs = with_sheet(sample_inputs([TTF]), TTF, min_n=int(row["min_n"] or 0))
    shown = changed(inputs, "shown", TTF, health=row["health"], reason=row["reason"])
    judged = changed(shown, "health", TTF, target_state=row["state"], n=int(row["n"]) if row["n"] else None)
    assert [said(found) for found in rows_of(judged)] == [row["says"]]


@pytest.mark.parametrize(
    ("before", "words"),
    [("healthy", "First month missed"), ("unknown", "This month missed"), (None, "This month missed")],
)
def test_a_first_miss_is_called_so_only_after_a_healthy_month(before: str | None, words: str) -> None:
    first = changed(sample_inputs([TTF]), "health", TTF, missed_count=1)
    assert [said(row) for row in rows_of(changed(first, "shown", TTF, previous_health=before))] == [words]


def test_the_worst_come_first_and_of_those_the_longest_missed() -> None:
    found = [(row.status.word, row.name) for row in rows_of(sample_inputs())]
    assert found == [
        ("Off target", "P90 first response"),
        ("Off target", "Time to fill, median"),
        ("Off target", "Renewals reviewed early"),
        ("At risk", "First-contact resolution"),
        ("At risk", "Net revenue retention"),
        ("At risk", "Sales cycle, median"),
        ("Healthy", "Gross revenue churn"),
        ("Healthy", "Health-score coverage"),
        ("Unknown", "eNPS"),
        ("Healthy", "Tickets per 100 customers"),
        ("Healthy", "Reopen rate"),
    ]


def test_a_kpi_that_recovered_says_what_it_was() -> None:
    assert [(row.note, said(row)) for row in rows_of(sample_inputs([CHURN]))] == [("was at risk", "Recovered")]


def test_a_healthy_and_steady_month_has_no_table() -> None:
    page = build_kpi_review(sample_inputs([UPTIME])).company.month
    assert page.exceptions is None
    assert (
        page.steady
        == "Nothing needs a look: every KPI meets its target, none has recovered or moved beyond its noise this month, "
        "none lacks data."
    )


@pytest.mark.parametrize(
    ("reason", "state", "caption"),
    [
        ("trial", None, "1 is on trial"),
        ("no_target", "none", "1 is without a target on purpose"),
        ("no_target", "qualitative", "1 is without a target on purpose"),
    ],
)
def test_what_nobody_is_to_judge_is_counted_and_not_listed(reason: str, state: str | None, caption: str) -> None:
    inputs = changed(sample_inputs([TTF, UPTIME]), "shown", UPTIME, health="unknown", reason=reason)
    page = build_kpi_review(changed(inputs, "health", UPTIME, target_state=state)).company.month
    assert page.exceptions is not None
    assert [row.name for row in page.exceptions.rows] == ["Time to fill, median"]
    assert page.exceptions.caption == (
        f"Only KPIs off target, at risk, with a signal, newly recovered, unknown or stale; {caption}."
    )


def test_a_weekly_kpi_shows_its_week_and_how_many_were_met() -> None:
    inputs = sample_inputs([TTF])
    months = inputs.tables.health.filter(inputs.tables.health["grain"] == "month")
    week = months.tail(1).with_columns(grain=months["grain"].tail(1).replace("month", "week"))
    weekly = replace(
        inputs,
        tables=replace(
            inputs.tables, health=week.with_columns(period_id=week["period_id"].replace("2026-09", "2026-W39"))
        ),
    )
    columns = {"grain": "week", "period_id": "2026-W39", "met_count": 3, "judged_count": 4, "health": "at_risk"}
    (row,) = rows_of(changed(weekly, "shown", TTF, **columns))
    assert (row.name.replace("\u2011", "-"), row.note) == ("Time to fill, median (2026-W39)", "3 of 4 weeks met")


def test_an_asserted_health_that_differs_is_a_decision() -> None:
    asserted = [Asserted(period="2026-09", health=Health.HEALTHY, by="E031")]
    page = build_kpi_review(with_sheet(sample_inputs([TTF]), TTF, asserted=asserted)).company.month
    texts = [decision.text for decision in page.decisions]
    assert "Settle what holds: computed off target, asserted healthy." in texts


def test_a_confidential_kpi_is_no_exception() -> None:
    inputs = with_sheet(sample_inputs([TTF, P90]), TTF, visibility=Visibility.CONFIDENTIAL)
    assert [row.name for row in rows_of(inputs)] == ["P90 first response"]
