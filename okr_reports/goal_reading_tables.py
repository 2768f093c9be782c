"""The tables of a cycle as it is read beside others (rules §7): costs, decisions, calibration, alignment, programme."""

import polars as pl

from okr_reports.tables import CLAIM, DATE, NUMBER, TEXT, WHOLE, TableSpec

# A row for each reached key result.
COSTS = TableSpec(
    "costs",
    {
        "key_result_id": TEXT, "counterweight_id": TEXT, "verdict": TEXT, "sign": TEXT, "points": WHOLE,
        "from_period_id": TEXT, "from_value": NUMBER, "to_period_id": TEXT, "to_value": NUMBER,
    },
    key=("key_result_id",), required=("verdict",),
)  # fmt: skip
WEAK_FOUNDATIONS = TableSpec(
    "weak_foundations",
    {"objective_id": TEXT, "kpi_id": TEXT, "part": TEXT},
    key=("objective_id", "kpi_id"), required=("part",),
)  # fmt: skip
# What becomes of each key result: what the program proposes and what its owners decided, which wins (`outcome`).
# `standard_*`: of the KPI it would retire into; `standard_grain` empty: for a period of the KPI's cadence.
DECISIONS = TableSpec(
    "decisions",
    {
        "key_result_id": TEXT, "objective_id": TEXT, "proposal": TEXT, "proposal_why": TEXT, "decision": TEXT,
        "decided_on": DATE, "decided_by": TEXT, "outcome": TEXT, "is_other_than_proposed": CLAIM, "cause": TEXT,
        "why_dropped": TEXT, "new_baseline": NUMBER, "standard_op": TEXT, "standard_value": NUMBER,
        "standard_low": NUMBER, "standard_high": NUMBER, "standard_grain": TEXT, "standard_source": TEXT,
    },
    key=("key_result_id",), required=("objective_id",),
)  # fmt: skip
# Targets of KPIs that were adopted from a key result (`from_key_result`), as their sheets say.
STANDARDS = TableSpec(
    "standards",
    {
        "key_result_id": TEXT, "kpi_id": TEXT, "grain": TEXT, "from_on": DATE, "set_on": DATE, "op": TEXT,
        "value": NUMBER, "low": NUMBER, "high": NUMBER,
    },
    key=("key_result_id", "kpi_id", "from_on"),
)  # fmt: skip
# Each key result on a KPI, cycle by cycle. `degraded_since`: the first period of the run of misses that led to it;
# `checked_on`: the day two quarters after its cycle; `held_value`: of the last period measured by then.
LEDGER = TableSpec(
    "ledger",
    {
        "key_result_id": TEXT, "cycle_id": TEXT, "kpi_id": TEXT, "degraded_since": TEXT, "degraded_health": TEXT,
        "baseline": NUMBER, "target": NUMBER, "actual": NUMBER, "score": NUMBER, "is_reached": CLAIM, "outcome": TEXT,
        "standard_op": TEXT, "standard_value": NUMBER, "standard_low": NUMBER, "standard_high": NUMBER,
        "standard_set_on": DATE, "checked_on": DATE, "held_period_id": TEXT, "held_value": NUMBER, "state": TEXT,
    },
    key=("key_result_id",), required=("cycle_id", "kpi_id", "state"),
)  # fmt: skip
# One aspirational metric, change or count key result each; `score`: of a cancelled one that day's.
CALIBRATION_POINTS = TableSpec(
    "calibration_points",
    {"key_result_id": TEXT, "cycle_id": TEXT, "group_id": TEXT, "score": NUMBER, "is_cancelled": CLAIM},
    key=("key_result_id",), required=("cycle_id", "score"),
)  # fmt: skip
# Per group (`all` first) and cycle.
CALIBRATION_CYCLES = TableSpec(
    "calibration_cycles",
    {"group_id": TEXT, "cycle_id": TEXT, "n": WHOLE, "mean": NUMBER, "safe_share": NUMBER},
    key=("group_id", "cycle_id"), required=("n",),
)  # fmt: skip
# `low`, `high`: 95 % interval of the mean, within 0 to 1; all empty with too few key results.
CALIBRATION = TableSpec(
    "calibration",
    {
        "group_id": TEXT, "n": WHOLE, "cycle_count": WHOLE, "mean": NUMBER, "low": NUMBER, "high": NUMBER,
        "zone_low": NUMBER, "zone_high": NUMBER, "verdict": TEXT, "is_perhaps_too_safe": CLAIM,
        "is_perhaps_out_of_reach": CLAIM, "is_early": CLAIM,
    },
    key=("group_id",), required=("n", "verdict"),
)  # fmt: skip
# What was said by the middle of the cycle beside what came of it; `confidence` empty: nothing that was not outdated.
MID_CYCLE_WORDS = TableSpec(
    "mid_cycle_words",
    {"key_result_id": TEXT, "said_on": DATE, "confidence": TEXT, "score": NUMBER, "grade": TEXT, "is_reached": CLAIM},
    key=("key_result_id",),
)
# How each group takes part in each key result of the company: `contribution` drives or supports.
ALIGNMENT = TableSpec(
    "alignment",
    {"key_result_id": TEXT, "group_id": TEXT, "contribution": TEXT},
    key=("key_result_id", "group_id"), required=("contribution",),
)  # fmt: skip
# `subject_id`: an objective, key result, KPI, team/<id> or person/<id>; `others`: the groups or ids it meets there.
ALIGNMENT_GAPS = TableSpec(
    "alignment_gaps",
    {"gap": TEXT, "subject_id": TEXT, "others": pl.List(pl.String())},
    key=("gap", "subject_id"),
)  # fmt: skip
# `kpi_id`, `period_id`: of a tagged KPI; empty for the two that the program computes itself.
PROGRAMME = TableSpec(
    "programme",
    {
        "measure": TEXT, "kpi_id": TEXT, "cycle_id": TEXT, "grain": TEXT, "period_id": TEXT, "value": NUMBER,
        "n": WHOLE, "reason": TEXT,
    },
    key=("measure", "kpi_id"), required=("cycle_id",),
)  # fmt: skip
