"""The tables of appraisal evidence, in flow order: who answers for what and when, what was met, who said what."""

from okr_reports.tables import CLAIM, DATE, NUMBER, TEXT, WHOLE, TableSpec

# --- what a role answers for, from roles/*.yaml. `measured`: appraisal_words.Measured ---
ROLE_KPIS = TableSpec(
    "role_kpis",
    {
        "role_id": TEXT, "kra_id": TEXT, "kra_name": TEXT, "kra_weight": NUMBER, "kra_position": WHOLE,
        "kpi_id": TEXT, "kpi_weight": NUMBER, "kpi_position": WHOLE, "measured": TEXT,
    },
    key=("role_id", "kra_id", "kpi_id"), required=("kra_weight", "kpi_weight", "measured"),
)  # fmt: skip
# --- the logs about people. `cycle_id`: the appraisal cycle, 2026-H1 or 2026. `share`: as written ---
COMPETENCIES = TableSpec(
    "competencies",
    {
        "competency_id": WHOLE, "employee_id": TEXT, "cycle_id": TEXT, "competency": TEXT, "expected": TEXT,
        "demonstrated": TEXT, "comment": TEXT, "rater_id": TEXT, "rated_on": DATE,
    },
    key=("competency_id",), required=("employee_id", "cycle_id"),
)  # fmt: skip
ONE_TO_ONES = TableSpec(
    "one_to_ones",
    {"one_to_one_id": WHOLE, "employee_id": TEXT, "held_on": DATE, "author_id": TEXT, "share": TEXT, "note": TEXT},
    key=("one_to_one_id",), required=("employee_id", "held_on"),
)  # fmt: skip
MANAGER_NOTES = TableSpec(
    "manager_notes",
    {"manager_note_id": WHOLE, "employee_id": TEXT, "noted_on": DATE, "author_id": TEXT, "share": TEXT, "note": TEXT},
    key=("manager_note_id",), required=("employee_id", "noted_on"),
)  # fmt: skip
# `about`: what the employee comments on or wants corrected, in the employee's words. `status`: as written.
EMPLOYEE_COMMENTS = TableSpec(
    "employee_comments",
    {
        "comment_id": WHOLE, "employee_id": TEXT, "cycle_id": TEXT, "commented_on": DATE, "about": TEXT,
        "text": TEXT, "status": TEXT,
    },
    key=("comment_id",), required=("employee_id", "cycle_id"),
)  # fmt: skip

# --- who answered for what, when (scoring/segments.py). A segment: rows of people.csv one after the other with the
# same role and team, cut to the cycle. `segment`: 1, 2, ... by day. `to_on`: its last day ---
SEGMENTS = TableSpec(
    "segments",
    {
        "employee_id": TEXT, "segment": WHOLE, "role_id": TEXT, "team_id": TEXT, "department_id": TEXT,
        "manager_id": TEXT, "from_on": DATE, "to_on": DATE, "working_day_count": WHOLE, "leave_day_count": WHOLE,
    },
    key=("employee_id", "segment"), required=("from_on", "to_on"),
)  # fmt: skip
# A row per segment and period that it touches. `working_day_count`: of the whole period; `held_day_count`: of those,
# in the segment; `leave_day_count`: of the held, on leave. `is_responsible`: held and not on leave on at least half of
# the period's working days. `scale`: the held days without leave, each times its fte, by the period's working days:
# what person-measured counts and sums have their target multiplied by.
PRESENCE = TableSpec(
    "presence",
    {
        "employee_id": TEXT, "segment": WHOLE, "grain": TEXT, "period_id": TEXT, "working_day_count": WHOLE,
        "held_day_count": WHOLE, "leave_day_count": WHOLE, "scale": NUMBER, "is_responsible": CLAIM,
    },
    key=("employee_id", "segment", "grain", "period_id"),
)  # fmt: skip

# --- kra_achievement (scoring/achievement*.py). One row per KPI and period an employee was responsible for, or held
# only partly. `entity_id`: whose value it is. target_*: as judged, scaled where `target_scale` is given.
# `reason`: why it is not judged (appraisal_words.NotJudged). `published_*`: the verdict of the published pack, where
# the month was restated since; `is_met`: by what is known now; `is_judged`: by the verdict that counts. Rows are of
# the length by which the KPI is judged (KPI_ACHIEVEMENTS.judged_grain); a segment's period_id names its days ---
KRA_PERIODS = TableSpec(
    "kra_periods",
    {
        "employee_id": TEXT, "segment": WHOLE, "kra_id": TEXT, "kpi_id": TEXT, "grain": TEXT, "period_id": TEXT,
        "measured": TEXT, "entity_id": TEXT, "value": NUMBER, "n": WHOLE, "target_op": TEXT, "target_value": NUMBER,
        "target_low": NUMBER, "target_high": NUMBER, "target_set_on": DATE, "target_scale": NUMBER,
        "is_responsible": CLAIM, "is_judged": CLAIM, "is_met": CLAIM, "reason": TEXT,
        "published_value": NUMBER, "published_is_met": CLAIM,
    },
    key=("employee_id", "segment", "kra_id", "kpi_id", "period_id"),
)  # fmt: skip
# `judged_grain`: month (the KPI's own), quarter or segment, whichever n allowed. `value`, `n`: over the length that
# `value_grain` names: `segment`; or, of stocks and rolling windows, the grain of the last period. `is_total`: the value
# is what all periods add up to, not to be held against `target_*`, which are of the last judged period alone.
# `attainment`: on request. `reason`: why there is no achievement (few_periods: words only, weight redistributed).
KPI_ACHIEVEMENTS = TableSpec(
    "kpi_achievements",
    {
        "employee_id": TEXT, "segment": WHOLE, "kra_id": TEXT, "kpi_id": TEXT, "measured": TEXT, "weight": NUMBER,
        "judged_grain": TEXT, "met_count": WHOLE, "judged_count": WHOLE, "responsible_count": WHOLE,
        "achievement": NUMBER, "attainment": NUMBER, "reason": TEXT, "value": NUMBER, "n": WHOLE,
        "value_grain": TEXT, "is_total": CLAIM, "target_op": TEXT, "target_value": NUMBER, "target_low": NUMBER,
        "target_high": NUMBER,
    },
    key=("employee_id", "segment", "kra_id", "kpi_id"),
)  # fmt: skip
# `measured_weight`: of the KRA's 100, on KPIs with an achievement.
KRA_ACHIEVEMENTS = TableSpec(
    "kra_achievements",
    {
        "employee_id": TEXT, "segment": WHOLE, "kra_id": TEXT, "weight": NUMBER, "measured_weight": NUMBER,
        "achievement": NUMBER, "reason": TEXT,
    },
    key=("employee_id", "segment", "kra_id"),
)  # fmt: skip
SEGMENT_ACHIEVEMENTS = TableSpec(
    "segment_achievements",
    {"employee_id": TEXT, "segment": WHOLE, "measured_weight": NUMBER, "achievement": NUMBER, "reason": TEXT},
    key=("employee_id", "segment"),
)
# `person_weight_share`: of all weight, on KPIs measured for the person alone. `achievement_before_changes`: by what
# stood when the cycle first ran, where something that pays was changed since (else empty).
EMPLOYEE_ACHIEVEMENTS = TableSpec(
    "employee_achievements",
    {
        "employee_id": TEXT, "measured_weight": NUMBER, "achievement": NUMBER, "reason": TEXT,
        "person_weight_share": NUMBER, "is_changed": CLAIM, "achievement_before_changes": NUMBER,
        "reason_before_changes": TEXT,
    },
    key=("employee_id",),
)  # fmt: skip
# What pays and was changed after the cycle's first run: `subject` role, kpi, linkage or policy; who, when and why
# come from changes.csv where somebody wrote them down.
PAY_CHANGES = TableSpec(
    "pay_changes",
    {
        "subject": TEXT, "subject_id": TEXT, "field": TEXT, "old": TEXT, "new": TEXT, "first_seen_on": DATE,
        "changed_on": DATE, "changed_by": TEXT, "reason": TEXT,
    },
    key=("subject", "subject_id", "field"),
)  # fmt: skip

# --- what goes into a bundle in words (scoring/okr_words.py, packs/audience.py). No column holds an OKR number: no
# value, score, grade, colour, confidence, decision or rank, and no key result's title. `is_about_team`: the row named
# no employee. Order: cycle, objective id, day ---
OKR_WORDS = TableSpec(
    "okr_words",
    {
        "employee_id": TEXT, "position": WHOLE, "cycle_id": TEXT, "objective_id": TEXT, "objective_title": TEXT,
        "said_on": DATE, "author_id": TEXT, "is_about_team": CLAIM, "took_on": TEXT, "moved": TEXT, "learned": TEXT,
        "collaboration": TEXT,
    },
    key=("employee_id", "position"),
)  # fmt: skip
# What was recorded over the cycle. `source`: check_in, one_to_one, manager_note, competency, comment, retro_note.
# `objective_id`: of a check-in and a retro note.
EVIDENCE = TableSpec(
    "evidence",
    {
        "employee_id": TEXT, "position": WHOLE, "recorded_on": DATE, "source": TEXT, "author_id": TEXT,
        "is_about_team": CLAIM, "text": TEXT, "objective_id": TEXT,
    },
    key=("employee_id", "position"),
)  # fmt: skip
# How many notes stayed out because nobody said `share: yes`. `unknown_share_count`: of those, how many said neither.
KEPT_OUT = TableSpec(
    "kept_out",
    {"employee_id": TEXT, "source": TEXT, "note_count": WHOLE, "unknown_share_count": WHOLE},
    key=("employee_id", "source"),
)
