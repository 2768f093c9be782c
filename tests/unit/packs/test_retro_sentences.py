"""What the retro says by rules: its titles, the arithmetic of scores, and what stands where nothing is known."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports import goal_tables as goals
from okr_reports.packs.pages import Status
from okr_reports.packs.retro.calibration import calibration_page
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.retro import build_okr_retro, edition_of
from tests.rendering.retro_sample import numbered_retro, retro_inputs, with_changed, without
from tests.rendering.sample_review import frame

RETRO = retro_inputs()
EVERYTHING = (
    "objectives", "objective_scores", "key_results", "scores", "discipline", "team_discipline", "goalposts",
    "baseline_checks", "confidence_weeks", "mid_cycle_words", "calibration", "alignment", "alignment_gaps", "costs",
    "decisions", "dated_actuals", "weak_foundations",
)  # fmt: skip


def title(inputs: RetroInputs) -> str:
    """The finding."""
    return build_okr_retro(inputs).company.company.title


def only_company(inputs: RetroInputs, *ids: str) -> RetroInputs:
    """The same retro with these objectives alone."""
    objectives = inputs.tables.objectives.filter(pl.col("objective_id").is_in(ids))
    return replace(inputs, tables=replace(inputs.tables, objectives=objectives))


def test_the_title_names_what_was_reached_and_what_is_held_back() -> None:
    assert title(RETRO) == (
        "One of two company objectives was reached, O1 at 0.71; O2 at 0.93 is held back by SOC 2 Type I readiness, "
        "committed and missed"
    )


def test_a_missed_promise_is_named_where_nothing_is_held_back() -> None:
    changed = with_changed(RETRO, "objective_scores", "upmarket", is_held_back=False, grade="green")
    assert title(changed) == (
        "Both company objectives were reached, O1 at 0.71 and O2 at 0.93; SOC 2 Type I readiness, committed, was missed"
    )


def test_many_missed_promises_are_counted() -> None:
    committed = RETRO.tables.key_results.with_columns(ambition=pl.lit("committed"))
    missed = RETRO.tables.scores.with_columns(is_reached=pl.lit(value=False))
    tables = replace(RETRO.tables, key_results=committed, scores=missed)
    changed = with_changed(replace(RETRO, tables=tables), "objective_scores", "upmarket", is_held_back=False)
    assert title(changed).endswith("; six committed key results were missed")


def test_none_reached_names_all_scores() -> None:
    changed = with_changed(RETRO, "objective_scores", "leaky-bucket", grade="amber", score=0.5)
    assert title(changed).startswith("None of two company objectives was reached, O1 at 0.50 and O2 at 0.93")


def test_the_only_objective_is_said_to_be_the_only_one() -> None:
    alone = only_company(RETRO, "leaky-bucket")
    assert title(alone) == "The only company objective was reached, at 0.71"
    missed = with_changed(alone, "objective_scores", "leaky-bucket", grade="red", score=0.2)
    assert title(missed) == "The only company objective was not reached, at 0.20"


def test_objectives_without_a_grade_are_counted_apart() -> None:
    changed = with_changed(RETRO, "objective_scores", "upmarket", grade=None, score=None, reason="none_scored")
    assert title(changed).endswith("; one without a grade")
    neither = with_changed(changed, "objective_scores", "leaky-bucket", grade=None, score=None)
    assert title(neither) == "None of the company objectives could be graded"


def test_without_company_objectives_the_teams_are_the_finding() -> None:
    teams = only_company(RETRO, "hr-hiring")
    assert title(teams).startswith("The only objective was not reached, at 0.50")
    page = build_okr_retro(teams).company
    assert page.company.empty == "The company has no objective of its own in 2026-Q3."
    assert page.teams is not None
    assert page.teams.title == "Team OKRs: the only one not reached"


def test_a_cycle_without_anything_says_so() -> None:
    pack = build_okr_retro(without(RETRO, *EVERYTHING)).company
    assert pack.company.title == "No objective was written for 2026-Q3"
    assert pack.company.counts[2].says == "none expected"
    pages = (pack.trajectories, pack.calibration, pack.discipline, pack.alignment, pack.teams, pack.learning)
    assert pages == (None,) * 6


def test_a_cycle_that_has_not_ended_is_marked_and_forecast() -> None:
    rows = [{"key_result_id": "churn", "value": 2.2, "low": 2.0, "high": 2.6, "points": 6}]
    as_of = datetime(2026, 8, 20, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
    tables = replace(RETRO.tables, forecasts=frame(goals.FORECASTS, rows))
    pack = build_okr_retro(replace(RETRO, tables=tables, is_partial=True, as_of=as_of)).company
    assert pack.company.title == (
        "2026-Q3 so far: one of two company objectives is reached, O1 at 0.71; O2 at 0.93 is held back by "
        "SOC 2 Type I readiness, committed and not met yet"
    )
    assert pack.company.objectives[1].rows[1].grade == Status("Not yet", "risk")
    assert pack.company.mid_cycle is None
    assert pack.learning is not None
    assert (pack.learning.title, pack.learning.rows) == ("What was reached so far, and what carries it", ())
    assert pack.company.note.startswith("2026-Q3 has not ended")
    assert pack.trajectories is not None
    forecasts = [part.forecast for part in pack.trajectories.parts]
    assert forecasts[0] == "Forecast 2.2\u00a0%, 80 % range 2.0\u00a0% to 2.6\u00a0%."
    assert forecasts[1] == "No forecast: too few points."


def caption(inputs: RetroInputs, place: int = 0) -> str:
    """What stands under an objective's title."""
    return build_okr_retro(inputs).company.company.objectives[place].caption


def test_a_score_is_shown_with_its_sum() -> None:
    assert caption(RETRO) == (
        "Aspirational · owner K.\u00a0Rao · (0.636 + 0.667 + 0.820) ÷ 3 = 0.708, printed 0.71 · 3 of 3 scored · green"
    )


def test_weights_stand_in_the_sum() -> None:
    assert "(2 × 0.636 + 1 × 0.667 + 1 × 0.820) ÷ 4" in caption(with_changed(RETRO, "key_results", "churn", weight=2.0))


def test_the_sum_of_one_is_its_score() -> None:
    alone = with_changed(with_changed(RETRO, "scores", "churn", score=None), "scores", "coverage", score=None)
    assert " · 0.667 = 0.708" in caption(alone)


def test_many_terms_are_only_counted() -> None:
    assert "weighted mean of 9 = " in caption(numbered_retro(1, each=9))


def test_an_objective_without_a_score_says_why() -> None:
    changed = with_changed(RETRO, "objective_scores", "leaky-bucket", score=None, grade=None, reason="none_scored")
    assert caption(changed).endswith("no score · 3 of 3 scored · none scored")
    assert caption(with_changed(changed, "objective_scores", "leaky-bucket", reason=None)).endswith("· no grade")


def test_late_cancellations_print_the_second_score() -> None:
    late = with_changed(
        RETRO, "objective_scores", "leaky-bucket", late_cancelled_count=2, score_with_late_cancelled=0.5
    )
    assert "0.50 with the 2 that ended late, at the value of that day" in caption(late)
    one = with_changed(late, "objective_scores", "leaky-bucket", late_cancelled_count=1)
    assert "0.50 with the one that ended late" in caption(one)


def test_a_team_objective_says_its_second_score_and_what_decided_its_grade() -> None:
    late = with_changed(
        RETRO, "objective_scores", "en-reliability", late_cancelled_count=1, score_with_late_cancelled=0.5
    )
    teams = build_okr_retro(with_changed(late, "objective_scores", "en-reliability", is_held_back=True)).company.teams
    assert teams is not None
    assert teams.parts[3].title == (
        "Engineering: Enterprise-grade reliability · 0.63, 2 of 2 scored · "
        "0.50 with the one that ended late, at the value of that day · amber: a committed key result was missed"
    )


def test_promises_alone_make_an_objective_committed() -> None:
    hiring = only_company(RETRO, "hr-hiring")
    company = with_changed(hiring, "objectives", "hr-hiring", level="company")
    assert caption(company).startswith("Committed · ")


def test_an_objective_without_key_results_has_no_ambition() -> None:
    assert caption(without(RETRO, "key_results")).startswith("owner K.\u00a0Rao")


def test_a_score_just_below_its_edge_says_so() -> None:
    assert caption(with_changed(RETRO, "objective_scores", "leaky-bucket", is_just_below=True)).endswith(
        "green, just below the next grade"
    )


def test_sentences_move_to_the_trajectories_when_the_page_is_full() -> None:
    pack = build_okr_retro(numbered_retro(5, each=4)).company
    assert [row.words for part in pack.company.objectives for row in part.rows] == [""] * 20
    assert pack.trajectories is not None
    assert pack.trajectories.parts[0].words.startswith("“It turned in August")


def test_the_only_trajectory_is_the_only_one() -> None:
    pack = build_okr_retro(numbered_retro(1, each=1)).company
    assert pack.trajectories is not None
    assert pack.trajectories.title == "The only one moved, none reached its target"


def test_some_that_did_not_move_are_not_said_to_have_moved() -> None:
    pack = build_okr_retro(with_changed(RETRO, "scores", "churn", raw_progress=-0.1)).company
    assert pack.trajectories is not None
    assert pack.trajectories.title == "Five of six moved, two reached their target"


def test_a_leading_indicator_without_values_is_left_out() -> None:
    pack = build_okr_retro(without(RETRO, "health", "shown")).company
    assert pack.trajectories is not None
    assert [part.leading for part in pack.trajectories.parts] == [()] * 6


def test_the_plan_follows_its_written_steps() -> None:
    rows = [{"key_result_id": "churn", "planned_on": date(2026, 8, 1), "value": 2.9}]
    tables = replace(RETRO.tables, trajectories=frame(goals.TRAJECTORIES, rows))
    pack = build_okr_retro(replace(RETRO, tables=tables)).company
    assert pack.trajectories is not None
    assert [point.value for point in pack.trajectories.parts[0].picture.plan] == [3.1, 2.9, 2.0]


def test_every_key_result_with_a_driver_is_the_alignments_finding() -> None:
    page = build_okr_retro(without(RETRO, "alignment_gaps")).company.alignment
    assert page is not None
    assert page.title == "Alignment: every company key result has a driver"
    assert page.gaps == ()


def test_calibration_without_scores_still_sets_words_against_results() -> None:
    """Where they have no room on the company's page."""
    page = calibration_page(edition_of(without(RETRO, "calibration")), has_words=True)
    assert page is not None
    assert page.title == "Calibration: no stretch goal has a score yet"
    assert [row.score for row in page.mid_cycle] == ["0.64", "0.67", "0.82", "1.00", "0.80", "1.00"]
    assert page.plot is None
    assert page.lede == ""


def test_what_calibration_asks_is_asked_without_a_motive() -> None:
    flags = {"is_perhaps_too_safe": True, "is_perhaps_out_of_reach": False, "is_early": True}
    page = build_okr_retro(with_changed(RETRO, "calibration", "all", **flags)).company.calibration
    assert page is not None
    assert page.lede == (
        "Most scores were 0.95 or more in each of two cycles: may targets be too safe? In the first two cycles 0.38 to "
        "0.54 is usual."
    )


def test_nobody_confident_is_no_agreement() -> None:
    unsure = RETRO.tables.mid_cycle_words.with_columns(confidence=pl.lit("at_risk"))
    page = build_okr_retro(replace(RETRO, tables=replace(RETRO.tables, mid_cycle_words=unsure))).company.calibration
    assert page is not None
    assert page.mid_cycle_says == ""


def test_changes_with_reasons_are_only_counted() -> None:
    recorded = RETRO.tables.goalposts.with_columns(is_recorded=pl.lit(value=True))
    page = build_okr_retro(replace(RETRO, tables=replace(RETRO.tables, goalposts=recorded))).company.discipline
    assert page is not None
    assert page.title == "Discipline: 93 % of check-ins held, 3 goalposts moved, all with a reason"
    assert page.finding == "Without the change of O1 KR3 O1 would score 0.68, amber instead of green."


def test_a_team_without_check_ins_has_dashes() -> None:
    quiet = with_changed(
        RETRO, "team_discipline", "department/hr", longest_silence_days=0, net_confidence=None, held_share=None
    )
    page = build_okr_retro(quiet).company.discipline
    assert page is not None
    row = next(row for row in page.rows if row.name == "HR")
    assert (row.longest, row.confidence, row.share.text) == ("–", "–", "–")


def test_nothing_missed_is_said() -> None:
    page = build_okr_retro(
        replace(
            RETRO, tables=replace(RETRO.tables, scores=RETRO.tables.scores.with_columns(is_reached=pl.lit(value=True)))
        )
    ).company.learning
    assert page is not None
    assert page.title == "Learning: nothing that was scored was missed"
    assert page.rows == ()


def test_misses_without_a_cause_are_said_to_have_none() -> None:
    page = build_okr_retro(without(RETRO, "decisions")).company.learning
    assert page is not None
    assert page.title == "Learning: eight misses, none with a cause on record"


def test_teams_that_reached_their_objectives_are_named() -> None:
    page = build_okr_retro(with_changed(RETRO, "objective_scores", "cs-catch", grade="green")).company.teams
    assert page is not None
    assert page.title == "Team OKRs: one of five reached: Customer Success"
