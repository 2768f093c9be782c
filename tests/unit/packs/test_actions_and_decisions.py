"""The actions table and the decisions that follow from misses, targets and owners."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.pages import Decision
from okr_reports.tables import KPI_ACTIONS
from okr_reports.words import Visibility
from tests.rendering.sample_review import changed, frame, inputs_for, numbered_inputs, sample_inputs, with_sheet

TTF, P90 = "people-finance/time-to-fill", "support/p90-first-response"


def actions(inputs: ReviewInputs) -> list[tuple[str, str, str, str]]:
    """Group, owner, text and state of each row."""
    table = build_kpi_review(inputs).company.month.actions
    rows = table.rows if table else ()
    return [
        (row.group, row.owner, row.text, (row.state.strong + row.state.rest).replace("\u00a0", " ")) for row in rows
    ]


def decisions(inputs: ReviewInputs) -> list[tuple[str, str]]:
    """Subject and text of each decision."""
    return [(found.subject, found.text.replace("\u00a0", " ")) for found in decided(inputs)]


def decided(inputs: ReviewInputs) -> tuple[Decision, ...]:
    """The decisions of the first page."""
    return build_kpi_review(inputs).company.month.decisions


def test_last_months_actions_come_first_then_new_ones_then_those_that_lack() -> None:
    found = actions(sample_inputs())
    assert [(group.replace("\u00a0", " "), text, state) for group, _, text, state in found] == [
        ("Before", "Renewal calls to the ten largest accounts at risk", "done 18 Sept"),
        ("", "Second shift cover", "late since 15 Sept"),
        ("", "Alert when a set-up step fails", "done 24 Sept"),
        ("September", "On-call agent replies first, within the shift", "new"),
        ("", "Standard answers for the legal review", "new"),
        ("Missing", "None yet", "new miss"),
        ("", "None yet", "new miss"),
        ("", "No action recorded", "needed now"),
        ("", "No action recorded", "needed now"),
    ]


def test_more_than_three_actions_that_an_owner_lacks_share_a_row_that_names_every_kpi() -> None:
    inputs = numbered_inputs(24, departments=1)
    lacking: list[dict[str, object]] = [{"kpi_id": kpi_id, "state": "missing"} for kpi_id in inputs.catalogue.kpis]
    three, all_of_them = (
        replace(inputs, tables=replace(inputs.tables, kpi_actions=frame(KPI_ACTIONS, lacking[:count])))
        for count in (3, 24)
    )
    assert [text for _, _, text, _ in actions(three)] == ["No action recorded"] * 3
    table = build_kpi_review(all_of_them).company.month.actions
    assert table is not None
    assert [row.text for row in table.rows] == ["No action recorded"] * 2
    assert [row.about.partition(":")[0] for row in table.rows] == [" for 20 KPIs", " for 4 KPIs"]
    assert table.rows[1].about.endswith(
        ": Measure number 021, Measure number 022, Measure number 023 and Measure number 024"
    )


def test_an_action_done_after_its_day_says_late() -> None:
    inputs = sample_inputs([P90])
    log = inputs.tables.actions.with_columns(done_on=pl.col("done_on").fill_null(date(2026, 9, 29)))
    late = replace(inputs, tables=replace(inputs.tables, actions=log))
    assert actions(late)[0][3] == "done 29 Sept, late"


def test_an_old_action_that_is_not_due_yet_is_open() -> None:
    early = replace(sample_inputs([P90]), as_of=datetime(2026, 9, 14, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata")))
    assert actions(early) == [("Before", "R.\u00a0Iyer", "Second shift cover", "open")]


def test_actions_for_confidential_kpis_are_not_printed() -> None:
    assert actions(with_sheet(sample_inputs([P90]), P90, visibility=Visibility.CONFIDENTIAL)) == []


def test_a_second_miss_without_an_action_asks_for_one_or_for_another_standard() -> None:
    assert decisions(sample_inputs([TTF])) == [
        (
            "Time to fill, median",
            "Name an action and its owner, or accept 46 days as the standard. "
            "Off target for 5 months, no action so far.",
        )
    ]


def test_without_a_value_there_is_no_standard_to_accept() -> None:
    missing = changed(sample_inputs([TTF]), "health", TTF, value=None)
    assert decisions(missing)[0][1].startswith("Name an action and its owner. Off target")


def test_an_overdue_action_needs_a_new_date() -> None:
    overdue = changed(
        sample_inputs([P90]), "kpi_actions", P90, state="overdue", action_id=3, overdue_since=date(2026, 9, 15)
    )
    assert decisions(overdue) == [
        ("P90 first response", "Give the action “Second shift cover” a new date, or replace it. Overdue since 15 Sept.")
    ]


def test_a_month_whose_short_name_ends_in_a_point_ends_the_sentence_once() -> None:
    late = {"state": "overdue", "action_id": 3, "overdue_since": date(2026, 9, 15)}
    ((_, text),) = decisions(changed(sample_inputs([P90], locale="de_DE"), "kpi_actions", P90, **late))
    assert text.endswith("Overdue since 15. Sept.")


def test_missing_targets_and_owners_are_one_decision_each() -> None:
    inputs = with_sheet(sample_inputs([TTF]), TTF, owner=None)
    untargeted = changed(
        changed(inputs, "shown", TTF, health="unknown", reason="no_target"), "kpi_actions", TTF, state="done"
    )
    assert decisions(untargeted) == [
        ("Targets", "Set a target for time to fill, median, or say that none is meant."),
        ("Owners", "Name one accountable owner for time to fill, median."),
    ]


def test_six_single_decisions_are_printed_and_the_others_counted() -> None:
    inputs = numbered_inputs(9, departments=1)
    ids = list(inputs.catalogue.kpis)
    matched = pl.DataFrame({"kpi_id": ids, "state": ["missing"] * 9}).join(
        inputs.tables.kpi_actions.drop("state"), on="kpi_id", how="left"
    )
    page = build_kpi_review(replace(inputs, tables=replace(inputs.tables, kpi_actions=matched))).company.month
    assert (len(page.decisions), page.decisions_note) == (6, "3 further KPIs need a decision: see the actions.")


def test_nothing_to_decide_leaves_the_section_out() -> None:
    calm = inputs_for({}, {})
    assert decided(calm) == ()
