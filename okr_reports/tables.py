"""All tables between stages, in flow order: their columns, keys, and what may be empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from okr_reports.errors import OkrReportsError


@dataclass(frozen=True)
class TableSpec:
    """Name, columns with types, key. Columns outside `key` may be empty unless listed in `required`."""

    name: str
    columns: Mapping[str, pl.DataType]
    key: tuple[str, ...]
    required: tuple[str, ...] = field(default=())

    def check(self, table: pl.DataFrame) -> pl.DataFrame:
        """The table with exactly these columns, in order; raises on a missing column, a wrong type, a double key."""
        missing = [name for name in self.columns if name not in table.columns]
        if missing:
            raise OkrReportsError(f"table {self.name} has no column {', '.join(missing)}")
        ordered = self._in_order(table)
        if self._has_double_key(ordered):
            raise OkrReportsError(f"table {self.name} has two rows with the same {', '.join(self.key)}")
        for name in self.required:
            if ordered[name].has_nulls():
                raise OkrReportsError(f"table {self.name} has an empty {name}")
        return ordered

    def _in_order(self, table: pl.DataFrame) -> pl.DataFrame:
        # Most tables are small and come as they should be: what need not be done is not handed to Polars.
        types = table.schema
        if [*types.items()] == [*self.columns.items()]:
            return table
        return table.select(
            name if types[name] == kind else pl.col(name).cast(kind) for name, kind in self.columns.items()
        )

    def _has_double_key(self, ordered: pl.DataFrame) -> bool:
        if len(self.key) == 1:
            return ordered[self.key[0]].n_unique() < ordered.height
        return ordered.select(self.key).is_duplicated().any()

    def empty(self) -> pl.DataFrame:
        """The table without rows."""
        return pl.DataFrame(schema=self.columns)


TEXT, NUMBER, WHOLE, DATE, CLAIM = pl.String(), pl.Float64(), pl.Int64(), pl.Date(), pl.Boolean()
MOMENT = pl.Datetime("us", "UTC")

# --- what a reader must see of any stage (findings.Finding) ---
FINDINGS = TableSpec(
    "findings",
    {"code": TEXT, "severity": TEXT, "subject_id": TEXT, "text": TEXT},
    key=("code", "subject_id", "text"), required=("code", "severity"),
)  # fmt: skip

# --- the logs people keep (extracts/records.py) ---
PEOPLE = TableSpec(
    "people",
    {
        "id": TEXT, "name": TEXT, "email": TEXT, "role": TEXT, "team": TEXT, "department": TEXT,
        "manager_id": TEXT, "from_on": DATE, "to_on": DATE, "status": TEXT, "fte": NUMBER,
    },
    key=("id", "from_on"), required=("id",),
)  # fmt: skip
ACTIONS = TableSpec(
    "actions",
    {
        "action_id": WHOLE, "kpi_id": TEXT, "raised_on": DATE, "text": TEXT, "owner_id": TEXT, "due_on": DATE,
        "done_on": DATE,
    },
    key=("action_id",), required=("kpi_id", "raised_on"),
)  # fmt: skip
EVENTS = TableSpec(
    "events", {"event_id": WHOLE, "happened_on": DATE, "kpi_id": TEXT, "text": TEXT},
    key=("event_id",), required=("happened_on", "text"),
)  # fmt: skip
# What changed in a definition (changes.csv): `changed_id` a KPI or key result, `field` as its sheet names it.
CHANGES = TableSpec(
    "changes",
    {
        "change_id": WHOLE, "changed_id": TEXT, "field": TEXT, "changed_on": DATE, "changed_by": TEXT, "old": TEXT,
        "new": TEXT, "cause": TEXT, "reason": TEXT,
    },
    key=("change_id",), required=("changed_id", "changed_on"),
)  # fmt: skip
# Why a published value changed later, as somebody recorded it (restatements.csv).
RESTATEMENTS = TableSpec(
    "restatements",
    {"kpi_id": TEXT, "period_id": TEXT, "restated_on": DATE, "restated_by": TEXT, "reason": TEXT},
    key=("kpi_id", "period_id", "restated_on"), required=("kpi_id", "period_id"),
)  # fmt: skip

# --- what was measured (extracts) ---
SNAPSHOT_PARTS = TableSpec(
    "metric_extracts",
    {
        "extract": TEXT, "period_id": TEXT, "sha256": TEXT, "row_count": WHOLE, "rejected_count": WHOLE,
        "read_at": MOMENT, "covers_until": MOMENT,
    },
    key=("extract", "period_id"), required=("sha256", "row_count"),
)  # fmt: skip
QUARANTINED = TableSpec(
    "quarantined",
    {"extract": TEXT, "file": TEXT, "row": WHOLE, "column": TEXT, "raw": TEXT},
    key=("extract", "file", "row", "column"),
)

# --- scores (scoring). entity_id: empty = the company, else department/<id>, team/<id>, person/<id>.
# grain: the period's length (periods.Grain), or year_to_date with the last month's key as period_id.
# is_partial: the period has not ended. is_history: one of the periods of the KPI's own cadence that a report shows
# (up to 36, the last one included); the others are longer periods, or older ones that targets look back at.
# people_count: how many different people a value of a KPI about people is about, where a column names them.
# detail: why a KPI failed, in words. In KPI_HEALTH `reason` says why a value is not judged, `value_reason` what
# KPI_VALUES says of the value itself (why there is none, or small_n). ---
_SUBJECT = {"kpi_id": TEXT, "entity_id": TEXT, "grain": TEXT, "period_id": TEXT}
_SUBJECT_KEY = ("kpi_id", "entity_id", "grain", "period_id")
KPI_VALUES = TableSpec(
    "kpi_values",
    _SUBJECT
    | {
        "value": NUMBER, "n": WHOLE, "numerator": NUMBER, "denominator": NUMBER, "reason": TEXT,
        "is_partial": CLAIM, "is_history": CLAIM, "people_count": WHOLE, "detail": TEXT,
    },
    key=_SUBJECT_KEY,
)  # fmt: skip
KPI_HEALTH = TableSpec(
    "kpi_health",
    {
        **KPI_VALUES.columns, "value_reason": TEXT,
        "target_op": TEXT, "target_value": NUMBER, "target_low": NUMBER, "target_high": NUMBER,
        "target_at_risk": NUMBER, "target_at_risk_low": NUMBER, "target_at_risk_high": NUMBER, "target_from": TEXT,
        "target_set_on": DATE, "target_state": TEXT, "target_sentence": TEXT, "target_why": TEXT,
        "is_back_dated": CLAIM, "health": TEXT, "is_met": CLAIM, "is_in_norm": CLAIM,
        "missed_since": TEXT, "missed_count": WHOLE,
    },
    key=_SUBJECT_KEY, required=("health",),
)  # fmt: skip
# One row per KPI and entity of a monthly pack: which of its periods the pack shows, and how the month is judged.
KPI_SHOWN = TableSpec(
    "kpi_shown",
    {
        "kpi_id": TEXT, "entity_id": TEXT, "grain": TEXT, "period_id": TEXT, "is_apart": CLAIM, "is_judged": CLAIM,
        "health": TEXT, "reason": TEXT, "met_count": WHOLE, "judged_count": WHOLE,
        "previous_period_id": TEXT, "previous_value": NUMBER, "previous_n": WHOLE, "previous_reason": TEXT,
        "previous_health": TEXT, "previous_by": NUMBER, "previous_unit": TEXT,
        "last_year_period_id": TEXT, "last_year_value": NUMBER, "last_year_n": WHOLE, "last_year_reason": TEXT,
        "last_year_by": NUMBER, "last_year_unit": TEXT,
    },
    key=("kpi_id", "entity_id"), required=("health",),
)  # fmt: skip
KPI_ACTIONS = TableSpec(
    "kpi_actions",
    {"kpi_id": TEXT, "state": TEXT, "action_id": WHOLE, "expected_by": DATE, "overdue_since": DATE},
    key=("kpi_id",), required=("state",),
)  # fmt: skip
# From when on a KPI's points are one series: a re-base on its sheet, or a change of its formula (rules §4).
KPI_REBASES = TableSpec(
    "kpi_rebases",
    {"kpi_id": TEXT, "from_on": DATE, "why": TEXT, "is_formula_change": CLAIM},
    key=("kpi_id", "from_on"), required=("from_on",),
)  # fmt: skip
# One row per point of the KPI's own cadence since its last re-base, the shown one last (there also when not measured:
# then `reason` says so). `charted`: the value, or its change (`chart`), in `charted_unit`. `rule` and `variation` judge
# that point, every point of a run marked; `variation_so_far`: what it said when it was the last, by today's limits.
# `centre`, `lower`, `upper` are empty where no limits can be made; `assurance`, `reason` stand on the last row only.
KPI_SIGNALS = TableSpec(
    "kpi_signals",
    _SUBJECT
    | {
        "chart": TEXT, "charted": NUMBER, "charted_unit": TEXT, "centre": NUMBER, "lower": NUMBER, "upper": NUMBER,
        "points": WHOLE, "is_trial": CLAIM, "is_last": CLAIM, "rule": TEXT, "variation": TEXT,
        "variation_so_far": TEXT, "assurance": TEXT, "reason": TEXT,
    },
    key=_SUBJECT_KEY,
)  # fmt: skip
# At most five KPIs that should become next cycle's goals, `rank` 1 first (rules §7). `why`: weak_quarters,
# persistent_concern or far_outside; `weak_periods`: the two quarters, the two periods, or the one, oldest first.
KPI_CANDIDATES = TableSpec(
    "kpi_candidates",
    {
        "kpi_id": TEXT, "rank": WHOLE, "why": TEXT, "weak_periods": pl.List(pl.String()), "from_value": NUMBER,
        "from_period_id": TEXT, "to_op": TEXT, "to_value": NUMBER, "to_low": NUMBER, "to_high": NUMBER,
        "counterweight_id": TEXT,
    },
    key=("kpi_id",), required=("rank", "why"),
)  # fmt: skip
# What the last twelve values of a KPI without a target propose as one (rules §9). `op` and `best_quartile` are empty
# for a KPI of which nobody said which way is better.
TARGET_PROPOSALS = TableSpec(
    "target_proposals",
    {"kpi_id": TEXT, "values_count": WHOLE, "median": NUMBER, "best_quartile": NUMBER, "op": TEXT},
    key=("kpi_id",),
)
# What a scheduled run tells somebody at once: `kind` newly_off_target or new_concern.
ALERTS = TableSpec("alerts", {"kpi_id": TEXT, "kind": TEXT, "period_id": TEXT}, key=("kpi_id", "kind"))
# Values that differ from the published pack's: `version` and `published_period_id` name that pack.
RESTATED = TableSpec(
    "restated",
    {
        "kpi_id": TEXT, "entity_id": TEXT, "period_id": TEXT, "old_value": NUMBER, "new_value": NUMBER, "old_n": WHOLE,
        "new_n": WHOLE, "published_period_id": TEXT, "version": WHOLE, "restated_on": DATE, "restated_by": TEXT,
        "reason": TEXT,
    },
    key=("kpi_id", "entity_id", "period_id"),
)  # fmt: skip
