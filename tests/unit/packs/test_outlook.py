"""What comes next: candidates in words, recoveries with what was done, targets that history proposes."""

from datetime import date

import polars as pl
import pytest

from okr_reports.packs.documents import Part, Placed
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.outlook import OutlookPage
from okr_reports.tables import KPI_CANDIDATES, TARGET_PROPOSALS
from okr_reports.words import Visibility
from tests.rendering.sample_review import changed, frame, numbered_inputs, sample_inputs, with_notes, with_sheet
from tests.rendering.sample_signals import CHURN, P90, TTF, full_review, with_tables

REOPEN, WIN_RATE = "support/reopen-rate", "sales/win-rate"


def page_of(inputs: ReviewInputs) -> OutlookPage:
    """The company's page of what comes next."""
    return build_kpi_review(inputs).company.outlook


def candidate(**columns: object) -> ReviewInputs:
    """A review of three KPIs in which P90 first response is a candidate like this."""
    row = {"kpi_id": P90, "rank": 1, "why": "weak_quarters", "weak_periods": ["2026-Q2", "2026-Q3"]}
    return with_tables(sample_inputs([P90, REOPEN, CHURN]), candidates=frame(KPI_CANDIDATES, [row | columns]))


@pytest.mark.parametrize(
    ("columns", "goal"),
    [
        ({"from_value": 3.0, "to_op": "<=", "to_value": 2.0}, "P90 first response from 3.0 h to 2.0 h"),
        (
            {"from_value": 3.0, "to_op": "between", "to_low": 1.0, "to_high": 2.0},
            "P90 first response from 3.0 h to 1–2 h",
        ),
        ({"from_value": 3.0}, "P90 first response from 3.0 h to a target still to be set"),
        ({"to_op": "<=", "to_value": 2.0}, "P90 first response to 2.0 h"),
    ],
)
def test_a_candidate_is_worded_as_a_key_result(columns: dict[str, object], goal: str) -> None:
    inputs = candidate(**columns)
    (row,) = page_of(inputs).candidates
    assert row.goal.replace("\u00a0", " ") == goal
    (entry,) = build_kpi_review(inputs).report.candidates
    assert entry.wording.replace("\u00a0", " ") == goal


@pytest.mark.parametrize(
    ("why", "periods", "words"),
    [
        ("weak_quarters", ["2026-Q2", "2026-Q3"], "Weak in 2026-Q2 and 2026-Q3"),
        ("persistent_concern", ["2026-08", "2026-09"], "A concern in Aug and Sept"),
        ("far_outside", ["2026-09"], "Far outside its limits in Sept"),
        ("far_outside", None, "Far outside its limits"),
    ],
)
def test_a_candidate_says_by_which_rule_it_is_one(why: str, periods: list[str] | None, words: str) -> None:
    (row,) = page_of(candidate(why=why, weak_periods=periods)).candidates
    assert row.why == words


@pytest.mark.parametrize(
    ("weight", "said"),
    [(REOPEN, ("", "Reopen rate ≤ 5.0 %")), (None, ("none named", "")), ("elsewhere", ("none named", ""))],
)
def test_a_candidate_names_what_must_not_suffer(weight: str | None, said: tuple[str, str]) -> None:
    (row,) = page_of(candidate(counterweight_id=weight)).candidates
    assert (row.counterweight.strong, row.counterweight.rest.replace("\u00a0", " ")) == said


def test_of_a_confidential_counterweight_only_the_name_is_said() -> None:
    inputs = with_sheet(candidate(counterweight_id=REOPEN), REOPEN, visibility=Visibility.CONFIDENTIAL)
    (row,) = page_of(inputs).candidates
    assert row.counterweight.rest == "Reopen rate"


def test_candidates_stand_by_rank_and_are_a_decision() -> None:
    review = build_kpi_review(full_review(sample_inputs()))
    assert [entry.kpi_id for entry in review.report.candidates] == [P90, TTF]
    texts = {decision.subject: decision.text.replace("\u00a0", " ") for decision in review.company.month.decisions}
    assert texts["Next cycle's goals"] == (
        "Take up as key results, or leave with a reason: P90 first response from 3.0 h to 2.0 h; "
        "Time to fill, median from 44 days to a target still to be set."
    )


def test_the_title_counts_what_comes_next() -> None:
    titles = [page_of(inputs).title for inputs in (full_review(sample_inputs()), sample_inputs([REOPEN]))]
    assert titles == [
        "Two candidates for next cycle's OKRs, two KPIs recovered and one target proposed",
        "No candidates for next cycle's OKRs",
    ]


def test_a_recovery_says_what_was_done_and_by_whom() -> None:
    (row,) = page_of(sample_inputs([CHURN])).recovered
    assert row.done.rest.replace("\u00a0", " ") == (
        "Renewal calls to the ten largest accounts at risk (D. Menon, 18 Sept)"
    )


def test_an_old_action_did_not_bring_a_recovery_about() -> None:
    inputs = sample_inputs([CHURN])
    old = inputs.tables.actions.with_columns(done_on=pl.lit(date(2025, 9, 1)))
    (row,) = page_of(with_tables(inputs, actions=old)).recovered
    assert row.done.rest == "No finished action on record"


def test_eight_recoveries_are_listed_and_the_others_counted() -> None:
    inputs = numbered_inputs(10, departments=1)
    shown = inputs.tables.shown.with_columns(health=pl.lit("healthy"), previous_health=pl.lit("off_target"))
    page = page_of(with_tables(inputs, shown=shown))
    assert (len(page.recovered), page.recovered_note) == (8, "and 2 more on the departments' pages")


@pytest.mark.parametrize(
    ("columns", "levels", "register"),
    [
        ({"op": ">="}, ("≥ 22.7", "≥ 23.4"), True),
        ({"op": None, "best_quartile": None}, ("22.7", "–"), False),
    ],
)
def test_a_proposed_target_stands_on_the_page_in_the_register_and_in_the_json(
    columns: dict[str, object], levels: tuple[str, str], *, register: bool
) -> None:
    row = {"kpi_id": WIN_RATE, "values_count": 12, "median": 22.7, "best_quartile": 23.4} | columns
    inputs = with_tables(sample_inputs([WIN_RATE]), proposals=frame(TARGET_PROPOSALS, [row]))
    review = build_kpi_review(inputs)
    (printed,) = page_of(inputs).proposals
    assert (printed.median.text.replace("\u00a0", " "), printed.best_quartile.text.replace("\u00a0", " ")) == levels
    ((definition,),) = (group.rows for group in review.company.definitions.groups)
    said = "proposed target ≥ 22.7 % (median of 12 values)"
    assert (said in definition.more.replace("\u00a0", " ")) is register
    (entry,) = review.report.kpis
    assert entry.proposed_target is not None
    assert (entry.proposed_target.median, entry.proposed_target.values) == (22.7, 12)


def test_a_kpi_without_a_target_points_to_its_proposal() -> None:
    inputs = changed(sample_inputs([WIN_RATE]), "shown", WIN_RATE, health="unknown", reason="no_target")
    page = build_kpi_review(with_tables(inputs, proposals=full_review(inputs).tables.proposals)).company.month
    assert [decision.text for decision in page.decisions] == [
        "Set a target for win rate, or say that none is meant. "
        "Proposals from their history stand beside the candidates."
    ]


def parts(placed: tuple[Placed, ...]) -> list[str]:
    """Their names, those that begin a page in capitals."""
    return [str(one.part).upper() if one.starts_page else str(one.part) for one in placed]


def test_a_company_without_kpis_has_no_such_page() -> None:
    company = build_kpi_review(sample_inputs([])).company
    assert (company.ahead, parts(company.behind)) == ((), ["data_quality", "reading", "provenance"])


@pytest.mark.parametrize(
    ("lines", "ahead", "first_behind"),
    [
        (4, ["responsibility"], "OUTLOOK"),
        (8, ["reading"], "OUTLOOK"),
        (16, ["outlook"], "RESPONSIBILITY"),
        (30, [], "OUTLOOK"),
    ],
)
def test_parts_that_fit_fill_the_page_which_the_month_leaves_open(
    lines: int, ahead: list[str], first_behind: str
) -> None:
    company = build_kpi_review(with_notes(sample_inputs(), "A line.\n\n" * lines)).company
    assert (parts(company.ahead), parts(company.behind)[0]) == (ahead, first_behind)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_part_is_said_twice_or_left_out(paper: str) -> None:
    company = build_kpi_review(full_review(sample_inputs(paper=paper))).company
    assert sorted(one.part for one in (*company.ahead, *company.behind)) == sorted(Part)


def test_a_short_month_stays_alone_unless_it_leaves_most_of_its_page() -> None:
    few = numbered_inputs(5, departments=1)
    assert parts(build_kpi_review(few).company.ahead) == ["outlook", "responsibility"]
    longer = with_notes(few, "A line.\n\n" * 12)
    assert parts(build_kpi_review(longer).company.ahead) == []


def test_nothing_stands_between_the_month_and_a_department_that_shares_its_page() -> None:
    assert build_kpi_review(numbered_inputs(3, departments=1)).company.ahead == ()
