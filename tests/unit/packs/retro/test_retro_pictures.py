"""What is drawn of a key result by its kind, what hangs on it, and since when it is known to stand so."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from okr_reports import goal_tables as goals
from okr_reports.catalogue.model import Kpi
from okr_reports.goal_words import KeyResultKind
from okr_reports.packs.goal_pictures import Trajectory
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.pages import DisciplinePage, TrajectoriesPage
from okr_reports.packs.retro.retro import build_okr_retro, edition_of
from okr_reports.packs.retro.trajectory_pictures import PictureMaker
from okr_reports.words import Visibility
from tests.rendering.retro_sample import kpis, retro_inputs, with_changed, without
from tests.rendering.sample_company import catalogue
from tests.rendering.sample_review import frame

RETRO = retro_inputs()


def picture(inputs: RetroInputs, label: str) -> Trajectory | None:
    """The picture of the key result with this short name."""
    edition = edition_of(inputs)
    return PictureMaker(edition).picture(next(kr for kr in edition.key_results if kr.label == label))


def trajectories(inputs: RetroInputs) -> TrajectoriesPage:
    """The page of what moved."""
    page = build_okr_retro(inputs).company.trajectories
    assert page is not None
    return page


def discipline(inputs: RetroInputs) -> DisciplinePage:
    """The page of how the cycle was kept."""
    page = build_okr_retro(inputs).company.discipline
    assert page is not None
    return page


def with_kind(kind: KeyResultKind, **columns: object) -> RetroInputs:
    """The sample's churn as another kind of key result."""
    return with_changed(RETRO, "key_results", "churn", kind=kind.value, **columns)


def test_steps_are_a_stair_of_their_weights_and_what_is_open_is_named() -> None:
    drawn = picture(RETRO, "O2 KR2")
    assert drawn is not None
    assert [value.value for value in drawn.actual] == [0, 0, 20, 20, 40, 40, 60, 60, 80, 80]
    assert drawn.actual_label == "done 80\u00a0%"
    assert trajectories(RETRO).parts[4].remark == "Still open: Step 5."


def test_a_step_done_after_the_last_day_is_not_done() -> None:
    late = RETRO.tables.milestones.with_columns(done_on=pl.lit(date(2026, 10, 1)))
    drawn = picture(replace(RETRO, tables=replace(RETRO.tables, milestones=late)), "O2 KR2")
    assert drawn is not None
    assert drawn.actual_label == "done 0\u00a0%"


def test_a_ladder_stands_at_its_highest_rung() -> None:
    ladder = RETRO.tables.milestones.with_columns(weight=pl.lit(None, pl.Float64), rung=pl.col("position") / 5)
    drawn = picture(replace(RETRO, tables=replace(RETRO.tables, milestones=ladder)), "O2 KR2")
    assert drawn is not None
    assert drawn.actual[-1].value == pytest.approx(80)


def test_what_is_done_or_not_is_one_step() -> None:
    done = picture(with_kind(KeyResultKind.BINARY, done_on=date(2026, 8, 12)), "O1 KR1")
    still_open = picture(with_kind(KeyResultKind.BINARY), "O1 KR1")
    assert done is not None
    assert still_open is not None
    assert (done.actual_label, still_open.actual_label) == ("done", "open")
    assert [value.value for value in done.actual] == [0, 0, 100, 100]


def test_a_bound_is_drawn_with_what_was_measured_and_how_often_it_held() -> None:
    held = with_kind(KeyResultKind.HOLD, hold_op="<=", hold_value=3.0)
    actuals = frame(goals.KEY_RESULT_ACTUALS, [{"key_result_id": "churn", "held": 5, "held_of": 7}])
    drawn = picture(replace(held, tables=replace(held.tables, actuals=actuals)), "O1 KR1")
    assert drawn is not None
    assert [(level.at, level.label) for level in drawn.levels] == [(3.0, "≤\u00a03.0\u00a0%")]
    assert (drawn.actual_label, drawn.plan) == ("held 5 of 7", ())


def test_a_range_has_both_its_bounds() -> None:
    drawn = picture(with_kind(KeyResultKind.HOLD, hold_op="between", hold_low=2.0, hold_high=3.0), "O1 KR1")
    assert drawn is not None
    assert [level.label for level in drawn.levels] == ["≥ 2.0\u00a0%", "≤ 3.0\u00a0%"]


def test_what_only_its_author_judges_is_not_drawn() -> None:
    assert picture(with_kind(KeyResultKind.MANUAL), "O1 KR1") is None


def test_what_is_counted_up_begins_at_nothing_and_a_limit_has_no_plan() -> None:
    drawn = picture(with_changed(RETRO, "key_results", "p1", window="cycle"), "O2 KR3")
    assert drawn is not None
    assert (drawn.actual[0].value, drawn.plan) == (0.0, ())


def test_without_dated_values_the_actual_stands_alone() -> None:
    drawn = picture(without(RETRO, "dated_actuals"), "O1 KR1")
    assert drawn is not None
    assert [(value.on, value.value) for value in drawn.actual] == [(date(2026, 9, 30), 2.4)]


def test_values_of_check_ins_are_rings() -> None:
    said = RETRO.tables.check_ins.with_columns(value=pl.lit(2.9))
    drawn = picture(replace(RETRO, tables=replace(RETRO.tables, check_ins=said)), "O1 KR1")
    assert drawn is not None
    assert {value.value for value in drawn.said} == {2.9}


def test_events_and_changes_are_numbered_notes_on_the_pictures_they_are_about() -> None:
    page = trajectories(RETRO)
    assert [(note.number, note.text) for note in page.notes] == [
        (1, "Calls began"),
        (2, "O1 KR3 changed: filter all accounts → paid accounts"),
        (3, "O2 KR2 changed: due 31 Aug → 30 Sept"),
        (4, "New price list"),
    ]
    numbers = [[number for _, number in part.picture.notes] for part in page.parts]
    assert numbers == [[1, 4], [4], [2, 4], [4], [3, 4], [4]]


def test_a_confidential_leading_indicator_is_not_shown() -> None:
    secret = {"visibility": Visibility.CONFIDENTIAL}
    hidden: dict[str, Kpi] = {id: kpi.model_copy(update=secret) for id, kpi in kpis().items()}
    page = trajectories(replace(RETRO, catalogue=catalogue(hidden, departments={})))
    assert [part.leading for part in page.parts] == [()] * 6


def test_what_was_first_seen_late_is_told_by_its_day() -> None:
    said = discipline(RETRO).first_seen
    assert (said.strong, said.rest) == (
        "First seen late.",
        " 1 of 3 key results on the cycle's first day or before; O2 KR1 on day 88 of 92; O2 KR3 only after the cycle "
        "had ended. How they stood before that day nobody can tell.",
    )


def test_what_was_stopped_stands_with_its_reason_and_whether_it_was_late() -> None:
    stopped = with_changed(
        RETRO, "key_results", "imports", state="cancelled", state_on=date(2026, 9, 4), state_why="Engineers moved"
    )
    late = with_changed(stopped, "scores", "imports", is_late_cancelled=True, score_at_cancel=0.14)
    [row] = discipline(late).ended
    assert (row.name, row.ended, row.why.rest, row.score, row.counts) == (
        "PR1 KR2 Data imports without support", "cancelled on 4\u00a0Sept", "Engineers moved", "0.14", "late",
    )  # fmt: skip


def test_what_was_stopped_without_a_reason_says_so() -> None:
    [row] = discipline(with_changed(RETRO, "key_results", "imports", state="deferred", deferred_to="2026-Q4")).ended
    assert (row.ended, row.why.strong, row.score) == ("deferred to 2026-Q4", "No reason recorded", "–")
