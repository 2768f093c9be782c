"""The retro of cycles with nearly nothing in them: what there is one of, none of, or what was taken out."""

from dataclasses import replace
from datetime import date

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_tables import BASELINE_CHECKS
from okr_reports.packs.retro.goalposts import change_said
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.retro import build_okr_retro, edition_of
from okr_reports.periods import Cycle
from okr_reports.words import Severity
from tests.rendering.retro_sample import with_changed, without
from tests.rendering.sample_review import frame
from tests.unit.packs.test_retro_sentences import RETRO, only_company, title


def test_what_there_is_only_one_of_is_not_called_all_of_them() -> None:
    alone = only_company(RETRO, "leaky-bucket")
    key_results = alone.tables.key_results.filter(key_result_id="churn")
    tables = replace(
        alone.tables,
        key_results=key_results,
        team_discipline=alone.tables.team_discipline.with_columns(key_result_count=pl.lit(1, pl.Int64)),
        first_seen=alone.tables.first_seen.filter(key_result_id="churn"),
    )
    pack = build_okr_retro(replace(alone, tables=tables)).company
    assert "1 company objective, 1 key result, all scored" in pack.company.sub
    assert pack.discipline is not None
    assert pack.discipline.rows[-1].name == "The only key result"
    assert pack.discipline.first_seen.rest.startswith(" The only key result on the cycle's first day or before")


def test_an_objective_without_key_results_is_not_said_to_be_all_scored() -> None:
    pack = build_okr_retro(without(only_company(RETRO, "leaky-bucket"), "key_results", "scores")).company
    assert "1 company objective, no key results ·" in pack.company.sub
    assert pack.alignment is not None
    assert pack.alignment.title == "Alignment: the company has no key result to drive"


def test_the_only_objective_that_has_no_grade_is_not_one_of_several() -> None:
    alone = only_company(RETRO, "leaky-bucket")
    ungraded = with_changed(alone, "objective_scores", "leaky-bucket", grade=None, score=None, reason="none_scored")
    assert title(ungraded) == "The only company objective could not be graded"


def test_a_deleted_key_result_stands_in_the_title_of_the_discipline() -> None:
    found = Finding("KEY-RESULT-GONE", Severity.WARNING, "churn2", "stood in 2026-Q3 and was deleted since")
    pack = build_okr_retro(replace(RETRO, findings=(*RETRO.findings, found))).company
    assert pack.discipline is not None
    assert pack.discipline.title.endswith(", one key result deleted")


def test_peoples_own_goals_are_not_said_to_be_none() -> None:
    personal = with_changed(only_company(RETRO, "hr-hiring"), "objectives", "hr-hiring", level="person")
    assert title(personal) == "No objective of the company or a team was written for 2026-Q3"


def test_nothing_is_compared_with_words_that_nobody_said() -> None:
    page = build_okr_retro(only_company(RETRO, "leaky-bucket"))
    assert page.company.company.mid_cycle is not None
    words = RETRO.tables.mid_cycle_words.with_columns(confidence=pl.lit(None, pl.String()))
    silent = replace(RETRO, tables=replace(RETRO.tables, mid_cycle_words=words))
    assert build_okr_retro(only_company(silent, "leaky-bucket")).company.company.mid_cycle is None


def test_a_cycle_of_six_weeks_is_named_by_its_days() -> None:
    cycle = Cycle(date(2026, 6, 15), date(2026, 7, 27), "2026-C4")
    page = build_okr_retro(replace(only_company(RETRO, "leaky-bucket"), cycle=cycle)).company.company
    assert page.kicker == "OKR retrospective · 15\u00a0Jun\u00a02026 to 26\u00a0Jul\u00a02026"


def test_of_changed_milestones_only_those_are_named_that_are_not_in_both() -> None:
    row = {"field": "milestones", "original": "Audit: 2; Policies: 1", "current": "Policies: 1; Rota: 1"}
    edition = edition_of(RETRO)
    assert change_said(row, edition) == "milestones: without “Audit: 2”; with “Rota: 1”"
    assert change_said({**row, "current": None}, edition) == "milestones: without “Audit: 2” and “Policies: 1”"


def test_moved_goalposts_have_the_digits_that_were_written_and_the_marks_of_the_locale() -> None:
    row = {"field": "target", "original": "5000000", "current": "1250000.5"}
    assert change_said(row, edition_of(RETRO)) == "target 50,00,000 → 12,50,000.5"
    assert change_said({**row, "original": "-5e+15", "current": None}, edition_of(RETRO)).endswith("→ not given")
    assert change_said({**row, "field": "filter"}, edition_of(RETRO)) == "filter 5000000 → 1250000.5"


def test_a_baseline_is_printed_as_it_was_written_and_told_from_what_was_measured() -> None:
    changed = with_changed(RETRO, "scores", "churn", baseline=100.2, target=90.0, actual=95.0)
    page = build_okr_retro(changed).company
    assert page.company.objectives[0].rows[0].baseline.text == "100.2"
    rows = [{"key_result_id": "churn", "baseline": 100.2, "measured_baseline": 100.23, "score": 0.5}]
    doubted = replace(changed, tables=replace(changed.tables, baseline_checks=frame(BASELINE_CHECKS, rows)))
    discipline = build_okr_retro(doubted).company.discipline
    assert discipline is not None
    row = discipline.baselines[0]
    assert (row.printed.text, row.measured.text) == ("100.20", "100.23")


def given_up(**scored: object) -> RetroInputs:
    """The promise of the second objective was given up late."""
    late = with_changed(RETRO, "scores", "soc2", is_late_cancelled=True, is_counted=False, score=None, **scored)
    return with_changed(late, "objective_scores", "upmarket", late_cancelled_count=1, score_with_late_cancelled=0.9)


def test_an_objective_that_a_promise_given_up_late_holds_back_names_it() -> None:
    assert title(given_up(score_at_cancel=0.8)).endswith(
        "O2 at 0.93 is held back by SOC 2 Type I readiness, committed and given up late"
    )


def test_what_ended_late_without_a_value_is_in_no_second_figure() -> None:
    caption = build_okr_retro(given_up(score_at_cancel=None)).company.company.objectives[1].caption
    assert "the one that ended late had no value that day" in caption
    two = with_changed(given_up(score_at_cancel=None), "scores", "p1", is_late_cancelled=True, score_at_cancel=0.5)
    both = with_changed(two, "objective_scores", "upmarket", late_cancelled_count=2)
    caption = build_okr_retro(both).company.company.objectives[1].caption
    assert "0.90 with the 1 of 2 that ended late, at the value of that day" in caption
