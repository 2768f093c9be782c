"""A movement in words: special cause or noise, since when, by which rule; and which mark its pictures end with."""

from dataclasses import replace

import polars as pl
import pytest

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review, edition_of
from okr_reports.packs.pages import ExceptionRow
from okr_reports.packs.pictures import EndMark
from okr_reports.packs.signal_words import within_limits
from tests.rendering.sample_review import MONTH, changed, sample_inputs
from tests.rendering.sample_signals import signal_rows, with_signal, with_tables
from tests.rules.text_tables import read_table

TTF, CHURN, UPTIME, CSAT = (
    "people-finance/time-to-fill",
    "success/gross-churn",
    "engineering/uptime",
    "support/csat",
)
# The points of an off-target KPI with limits 2.0 to 3.0 around 2.5, oldest first, and what its last one is.
WORDS = """
charted         | variation    | rule           | reason           | trial | says
2.4 3.4         | concern      | outside_limits |                  |       | Concern, new: above limits
2.4 1.4         | concern      | outside_limits |                  | yes   | Concern, new: below limits (trial limits)
2.2 2.3 2.4 2.6 | neutral_high | trend          |                  |       | Higher than usual, new: 4 rising in a row
2.6 2.2 2.1     | neutral_low  | trend          |                  |       | Lower than usual, new: 3 falling in a row
2.4 2.9 2.9     | concern      | two_of_three   |                  |       | Concern, new: 2 of 3 near the limit
2.4 2.6 2.7     | improvement  | one_side       |                  |       | Improvement, new: 2 in a row above average
2.6 2.4 2.3     | improvement  | one_side       |                  |       | Improvement, new: 2 in a row below average
2.4 2.6         | concern      |                |                  |       | Concern, new: more than noise
2.4 2.6         | common_cause |                |                  |       | Noise: within 2 to 3 days
2.4 2.6         | common_cause |                |                  | yes   | Noise (trial limits)
2.4 2.6         |              |                | too_few_distinct |       | Too few different values
2.4 -           |              |                | not_measured     |       | Not measured
2.4 2.6         |              |                |                  |       | Too few points
"""


def row_of(inputs: ReviewInputs) -> ExceptionRow:
    """The one row of the exceptions table."""
    table = build_kpi_review(inputs).company.month.exceptions
    assert table is not None
    (row,) = table.rows
    return row


def points(text: str | None) -> list[float | None]:
    """Numbers, `-` for none."""
    return [None if cell == "-" else float(cell) for cell in (text or "").split()]


@pytest.mark.parametrize("row", read_table(WORDS), ids=lambda row: row["says"])
def test_a_movement_is_said_with_its_rule(row: dict[str, str | None]) -> None:
    last = {name: row[name] for name in ("variation", "rule", "reason")}
    inputs = with_signal(sample_inputs([TTF]), TTF, points(row["charted"]), **last)
    trial = inputs.tables.signals.with_columns(is_trial=pl.lit(row["trial"] is not None))
    found = row_of(with_tables(inputs, signals=trial))
    assert (found.says.strong + found.says.rest).replace("\u00a0", " ") == row["says"]
    assert found.look == (row["variation"] or "").removesuffix("_cause")


def test_a_run_says_since_when_it_lasts() -> None:
    signals = signal_rows(TTF, [2.4, 2.4, 3.3, 3.4, 3.5], rule="outside_limits")
    lasting = signals.with_columns(
        variation=pl.when(pl.col("charted") > 3).then(pl.lit("concern")).otherwise(pl.lit("common_cause"))
    )
    says = row_of(with_tables(sample_inputs([TTF]), signals=lasting)).says
    assert (says.strong, says.rest) == ("Concern", " since Jul: above limits")


@pytest.mark.parametrize(
    ("variation", "mark"),
    [
        ("concern", EndMark.CONCERN),
        ("improvement", EndMark.IMPROVEMENT),
        ("neutral_high", EndMark.NEUTRAL),
        ("neutral_low", EndMark.NEUTRAL),
        ("common_cause", EndMark.DOT),
        (None, EndMark.DOT),
    ],
)
def test_the_last_points_mark_is_that_of_the_movement(variation: str | None, mark: EndMark) -> None:
    spark = row_of(with_signal(sample_inputs([TTF]), TTF, [2.4, 3.4], variation=variation)).spark
    assert spark is not None
    assert spark.end is mark


def test_a_recovery_says_whether_it_is_more_than_noise() -> None:
    special = with_signal(sample_inputs([CHURN]), CHURN, [2.6, 1.4], variation="improvement", rule="outside_limits")
    noise = with_signal(sample_inputs([CHURN]), CHURN, [2.6, 2.4], variation="common_cause")
    assert [row_of(inputs).says.rest.replace("\u00a0", " ") for inputs in (special, noise)] == [
        ": improvement, new: below limits",
        ". Noise: within 2.0 to 3.0 %",
    ]


def test_a_healthy_kpi_with_a_signal_is_an_exception() -> None:
    row = row_of(with_signal(sample_inputs([UPTIME]), UPTIME, [99.9, 99.1], variation="concern", rule="one_side"))
    assert (row.status.word, row.note, row.look) == ("Healthy", "", "concern")


def of_department(table: pl.DataFrame, department: str) -> pl.DataFrame:
    """The same rows as the department's own."""
    return table.with_columns(entity_id=pl.lit(f"department/{department}"))


@pytest.mark.parametrize(
    ("departments", "said"),
    [(["east"], "Off target in East"), (["east", "west"], "Off target in all 2 departments")],
)
def test_a_movement_and_the_parts_off_target_are_both_said(departments: list[str], said: str) -> None:
    inputs = with_signal(sample_inputs([TTF]), TTF, [2.4, 2.5], variation="common_cause")
    health, own = inputs.tables.health, inputs.tables.shown
    parted = with_tables(
        inputs,
        health=pl.concat([health, *(of_department(health, department) for department in departments)]),
        shown=pl.concat([own, *(of_department(own, department) for department in departments)]),
    )
    row = row_of(parted)
    assert (row.says.rest.endswith("days"), row.below) == (True, said)


def test_a_kpi_judged_before_and_not_now_says_why() -> None:
    inputs = changed(sample_inputs([TTF]), "shown", TTF, health="unknown", reason="undefined")
    row = row_of(with_signal(inputs, TTF, [2.4, None], reason="not_measured"))
    assert (row.note, row.says.strong, row.look) == ("undefined", "Undefined", "")


@pytest.mark.parametrize(
    ("chart", "unit", "said"),
    [
        ("change", "%", "change on the period before within −4 to 6 %"),
        ("year_on_year", "pt", "change on the year before within −4 to 6 pt"),
        ("change", "d", "change on the period before within −4 to 6 days"),
    ],
)
def test_limits_of_changes_are_said_in_their_own_unit(chart: str, unit: str, said: str) -> None:
    signals = signal_rows(TTF, [None, 4.0], variation="common_cause", lower=-4.0, upper=6.0)
    charted = signals.with_columns(chart=pl.lit(chart), charted_unit=pl.lit(unit))
    (standing,) = edition_of(with_tables(sample_inputs([TTF]), signals=charted)).standings
    assert within_limits(standing).replace("\u00a0", " ") == said


def test_without_limits_nothing_is_said_of_them() -> None:
    inputs = with_signal(sample_inputs([TTF]), TTF, [2.4], lower=None, variation="common_cause")
    (standing,) = edition_of(inputs).standings
    assert within_limits(standing) == "within its limits"
    assert within_limits(replace(standing, signal=None)) == "within its limits"


def test_a_departments_table_has_the_movement_and_the_assurance() -> None:
    inputs = with_signal(
        sample_inputs([CSAT]), CSAT, [4.1, 4.9], variation="improvement", rule="one_side", assurance="hit_or_miss"
    )
    (page,) = build_kpi_review(inputs).company.departments
    cell = page.tables[0].groups[0].rows[0].signal
    assert cell.variation is not None
    assert cell.assurance is not None
    assert (cell.variation.word, cell.note, cell.assurance.word) == ("Improvement", ", new", "Hit or miss")


def test_a_departments_table_says_why_there_is_no_verdict() -> None:
    inputs = with_signal(sample_inputs([CSAT]), CSAT, [4.1, 4.1], reason="too_few_distinct")
    (page,) = build_kpi_review(inputs).company.departments
    cell = page.tables[0].groups[0].rows[0].signal
    assert (cell.variation, cell.note, cell.assurance) == (None, "Too few different values", None)


def test_rows_without_a_marked_last_one_end_with_the_latest() -> None:
    rows = signal_rows(TTF, [2.4, 2.5]).with_columns(is_last=pl.lit(value=False))
    (standing,) = edition_of(with_tables(sample_inputs([TTF]), signals=rows)).standings
    assert standing.signal is not None
    assert (standing.signal.last.period, standing.signal.is_rising) == (MONTH, True)
