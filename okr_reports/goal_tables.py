"""The tables of goals, in flow order: what the company wants, what was said of it, and how far it came."""

import polars as pl

from okr_reports.tables import CLAIM, DATE, NUMBER, TEXT, WHOLE, TableSpec

# --- what the company wants, from okrs/<cycle>/*.yaml. `cycle_id`: 2026-Q3, 2026-H1, or a listed cycle's own id ---
OBJECTIVES = TableSpec(
    "objectives",
    {
        "objective_id": TEXT, "cycle_id": TEXT, "title": TEXT, "level": TEXT, "owner_id": TEXT, "team_id": TEXT,
        "department_id": TEXT, "supports_id": TEXT, "is_local": CLAIM, "position": WHOLE,
    },
    key=("objective_id",), required=("cycle_id", "title", "level"),
)  # fmt: skip
# One row per key result. `kind`: words.KeyResultKind. `baseline`, `target` in the author's unit; of a change they are
# resolved (change_share: relative, change_points: added). `hold_*`: the bound to keep within. `of`: m of a count.
# `state`: active, deferred, cancelled, blocked; `state_on` its day. `window`: cycle or last. `source`: kpi, formula,
# actuals or written, where the author names one. `contributors`: employee ids.
KEY_RESULTS = TableSpec(
    "key_results",
    {
        "key_result_id": TEXT, "objective_id": TEXT, "cycle_id": TEXT, "position": WHOLE, "title": TEXT, "kind": TEXT,
        "ambition": TEXT, "baseline": NUMBER, "target": NUMBER, "change_share": NUMBER, "change_points": NUMBER,
        "hold_op": TEXT, "hold_value": NUMBER, "hold_low": NUMBER, "hold_high": NUMBER, "unit": TEXT, "weight": NUMBER,
        "kpi_id": TEXT, "window": TEXT, "min_n": WHOLE, "stretch": NUMBER, "written_actual": NUMBER,
        "owner_id": TEXT, "contributors": pl.List(pl.String()), "supports_id": TEXT, "counterweight_id": TEXT,
        "written_on": DATE, "due_on": DATE, "done_on": DATE, "state": TEXT, "state_on": DATE, "state_why": TEXT,
        "deferred_to": TEXT, "manual_score": NUMBER, "manual_author_id": TEXT, "manual_on": DATE, "manual_why": TEXT,
    },
    key=("key_result_id",), required=("objective_id", "cycle_id", "kind", "ambition", "weight", "state"),
)  # fmt: skip
# Steps of milestones (`weight`) and rungs of a ladder (`rung`, 0 to 1).
MILESTONES = TableSpec(
    "milestones",
    {"key_result_id": TEXT, "position": WHOLE, "title": TEXT, "weight": NUMBER, "rung": NUMBER, "done_on": DATE},
    key=("key_result_id", "position"),
)
TRAJECTORIES = TableSpec(
    "trajectories", {"key_result_id": TEXT, "planned_on": DATE, "value": NUMBER}, key=("key_result_id", "planned_on")
)
# --- logs of a cycle (extracts/records.py) ---
CHECK_INS = TableSpec(
    "check_ins",
    {
        "check_in_id": WHOLE, "key_result_id": TEXT, "checked_in_on": DATE, "author_id": TEXT, "confidence": TEXT,
        "value": NUMBER, "note": TEXT,
    },
    key=("check_in_id",), required=("key_result_id", "checked_in_on"),
)  # fmt: skip
# `dated_on`: when written; `for_on`: the day it is measured for, else empty.
ACTUALS = TableSpec(
    "actuals",
    {"actual_id": WHOLE, "key_result_id": TEXT, "dated_on": DATE, "for_on": DATE, "actual": NUMBER},
    key=("actual_id",), required=("key_result_id", "dated_on"),
)  # fmt: skip
RETRO_NOTES = TableSpec(
    "retro_notes",
    {
        "note_id": WHOLE, "subject_id": TEXT, "cycle_id": TEXT, "noted_on": DATE, "author_id": TEXT,
        "employee_id": TEXT, "decision": TEXT, "cause": TEXT, "took_on": TEXT, "moved": TEXT, "learned": TEXT,
        "collaboration": TEXT,
    },
    key=("note_id",), required=("subject_id", "cycle_id"),
)  # fmt: skip

# What each key result's definition said when a `check` or run first saw it, a row per fingerprinted field; the same
# table of today's definitions stands beside it (`first_seen_on` empty). `field` as the sheet names it: kpi, extract,
# formula, filter, over, baseline, target, change_by, weight, due_on, ...; `value`: as text. A field that is not given
# has a row with an empty value: one without a row was not looked at then, and is no difference.
DEFINITIONS = TableSpec(
    "definitions",
    {"key_result_id": TEXT, "field": TEXT, "value": TEXT, "first_seen_on": DATE},
    key=("key_result_id", "field"),
)

# The day on which a `check` or run first saw each key result of the cycle, however it was defined then.
FIRST_SEEN = TableSpec("first_seen", {"key_result_id": TEXT, "first_seen_on": DATE}, key=("key_result_id",))

# --- scores of a cycle (scoring). What a key result's measure says: one row each. `at_cancel`: the value on the day it
# was cancelled. `held`, `held_of`: sub-periods within the bound, of those measured. `is_late`: recorded after the
# cycle's last day, within late_days. `measured_baseline`: of the last full window before written_on. ---
KEY_RESULT_ACTUALS = TableSpec(
    "key_result_actuals",
    {
        "key_result_id": TEXT, "actual": NUMBER, "n": WHOLE, "reason": TEXT, "source": TEXT, "window_from": DATE,
        "window_to": DATE, "is_late": CLAIM, "held": WHOLE, "held_of": WHOLE, "at_cancel": NUMBER,
        "measured_baseline": NUMBER,
    },
    key=("key_result_id",),
)  # fmt: skip
# `baseline`, `target`: as scored, those of a change resolved. `reason`: why there is no score or, beside one, why it
# has no colour (NoScore). Of one that ended before the cycle did (`is_counted` no), `actual` and `raw_progress` are
# those of that day and `score_at_cancel` is the score as if they were final. `is_met`: of committed ones.
# `is_reached`: a committed one met, another at or above the norm. `is_stretch_reached`: of those with a stretch value.
# `is_just_below`: prints as the edge of the next grade, but is below it.
KEY_RESULT_SCORES = TableSpec(
    "key_result_scores",
    {
        "key_result_id": TEXT, "objective_id": TEXT, "cycle_id": TEXT, "baseline": NUMBER, "target": NUMBER,
        "actual": NUMBER, "raw_progress": NUMBER, "score": NUMBER, "grade": TEXT, "reason": TEXT, "is_counted": CLAIM,
        "is_late_cancelled": CLAIM, "score_at_cancel": NUMBER, "is_worse_than_start": CLAIM,
        "is_self_assessed": CLAIM, "is_met": CLAIM, "is_reached": CLAIM, "is_stretch_reached": CLAIM,
        "is_just_below": CLAIM,
    },
    key=("key_result_id",), required=("objective_id", "cycle_id"),
)  # fmt: skip
# `total_count`: the key results that did not end early; `scored_weight_share`: of their weight. `grade` is decided by
# the lower score where policy late_cancel says so. `is_held_back`: an unmet committed one keeps it under the norm.
OBJECTIVE_SCORES = TableSpec(
    "objective_scores",
    {
        "objective_id": TEXT, "cycle_id": TEXT, "score": NUMBER, "score_with_late_cancelled": NUMBER,
        "scored_count": WHOLE, "total_count": WHOLE, "late_cancelled_count": WHOLE, "scored_weight_share": NUMBER,
        "worst_status": TEXT, "grade": TEXT, "reason": TEXT, "is_held_back": CLAIM, "is_just_below": CLAIM,
    },
    key=("objective_id",), required=("cycle_id",),
)  # fmt: skip
# Key results or objectives that two profiles judge differently.
JUDGED_DIFFERENTLY = TableSpec(
    "judged_differently",
    {
        "subject_id": TEXT, "score": NUMBER, "first_profile": TEXT, "first_grade": TEXT, "second_profile": TEXT,
        "second_grade": TEXT,
    },
    key=("subject_id",), required=("first_grade", "second_grade"),
)  # fmt: skip
# One row per key result and field that differs from its first definition (rules §5). `original`, `current`: as text.
# The scores without: as if this field alone had stayed; source, formula, filter, window and due date change what is
# measured and go back together. `is_recorded`: somebody recorded how it came to the current value, and why.
GOALPOSTS = TableSpec(
    "goalposts",
    {
        "key_result_id": TEXT, "objective_id": TEXT, "field": TEXT, "original": TEXT, "current": TEXT,
        "first_seen_on": DATE, "changed_on": DATE, "changed_by": TEXT, "cause": TEXT, "reason": TEXT,
        "is_recorded": CLAIM, "score": NUMBER, "score_without": NUMBER, "reason_without": TEXT, "grade": TEXT,
        "grade_without": TEXT, "objective_score": NUMBER, "objective_score_without": NUMBER,
        "objective_grade": TEXT, "objective_grade_without": TEXT,
    },
    key=("key_result_id", "field"), required=("objective_id",),
)  # fmt: skip
# Each key result as it was first defined, and the score it would have: only those that differ today.
ORIGINALS = TableSpec(
    "originals",
    {
        "key_result_id": TEXT, "objective_id": TEXT, "baseline": NUMBER, "target": NUMBER, "weight": NUMBER,
        "due_on": DATE, "score": NUMBER, "grade": TEXT, "reason": TEXT,
    },
    key=("key_result_id",), required=("objective_id",),
)  # fmt: skip
# Printed baselines that the measured value of the last full window before `written_on` contradicts.
BASELINE_CHECKS = TableSpec(
    "baseline_checks",
    {
        "key_result_id": TEXT, "baseline": NUMBER, "measured_baseline": NUMBER, "score": NUMBER,
        "score_from_measured": NUMBER, "reason_from_measured": TEXT,
    },
    key=("key_result_id",), required=("baseline", "measured_baseline"),
)  # fmt: skip
# Per key result: weeks in which a check-in was expected and in which one was held; the latest word; the silence.
CHECK_IN_DISCIPLINE = TableSpec(
    "check_in_discipline",
    {
        "key_result_id": TEXT, "expected_count": WHOLE, "held_count": WHOLE, "last_on": DATE, "last_confidence": TEXT,
        "silent_days": WHOLE, "longest_silence_days": WHOLE, "is_silent": CLAIM,
    },
    key=("key_result_id",),
)  # fmt: skip
FORECASTS = TableSpec(
    "forecasts",
    {"key_result_id": TEXT, "value": NUMBER, "low": NUMBER, "high": NUMBER, "points": WHOLE, "reason": TEXT},
    key=("key_result_id",),
)
# `group_id`: all, company, department/<id>, team/<id> or person/<id>, as the objective says. Counts of confidence and
# `net_confidence` are of the key results that still stand.
TEAM_DISCIPLINE = TableSpec(
    "team_discipline",
    {
        "group_id": TEXT, "key_result_count": WHOLE, "held_count": WHOLE, "expected_count": WHOLE,
        "held_share": NUMBER, "longest_silence_days": WHOLE, "longest_silent_id": TEXT, "silent_count": WHOLE,
        "active_count": WHOLE, "on_track_count": WHOLE, "at_risk_count": WHOLE, "off_track_count": WHOLE,
        "net_confidence": NUMBER,
    },
    key=("group_id",),
)  # fmt: skip
# One row per key result and week (or fortnight) of the cycle so far; `confidence`: the interval's last word.
CONFIDENCE_WEEKS = TableSpec(
    "confidence_weeks",
    {
        "key_result_id": TEXT,
        "week_on": DATE,
        "week_id": TEXT,
        "is_expected": CLAIM,
        "is_held": CLAIM,
        "confidence": TEXT,
    },
    key=("key_result_id", "week_on"),
)
# What was measured of a key result on a day of the cycle, in its own unit, oldest first.
DATED_ACTUALS = TableSpec(
    "dated_actuals",
    {"key_result_id": TEXT, "dated_on": DATE, "actual": NUMBER},
    key=("key_result_id", "dated_on"), required=("actual",),
)  # fmt: skip
