"""Who is asked about which KPI in which period, and under which name the value that counts is found (rules §8)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.appraisal_words import SEGMENT_GRAIN, Measured
from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions, judged_grain
from okr_reports.scoring.achievement_spans import is_of_rows, may_be_judged_longer
from okr_reports.scoring.achievement_units import Units, person
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.entities import nobody
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.segments import presence_in
from okr_reports.words import Accumulation

COMPANY = "company"
KPI_KEY = ["employee_id", "segment", "kra_id", "kpi_id"]
_SEGMENT = ["employee_id", "segment"]
_FACTS = {
    "kpi_id": pl.String(), "own_grain": pl.String(), "judged_grain": pl.String(), "is_of_rows": pl.Boolean(),
    "is_counted": pl.Boolean(), "is_additive": pl.Boolean(), "is_hidden": pl.Boolean(), "is_trial": pl.Boolean(),
    "is_percent": pl.Boolean(), "has_teams": pl.Boolean(), "has_persons": pl.Boolean(), "may_be_longer": pl.Boolean(),
    "is_last_period": pl.Boolean(), "min_n": pl.Int64(),
}  # fmt: skip


def asked_of(segments: pl.DataFrame, definitions: Definitions) -> pl.DataFrame:
    """A row per segment and KPI of its role (KPI_KEY), with team, weights, `measured` and the facts of the KPI."""
    held = segments.select(
        *_SEGMENT, "role_id", "team_id", "from_on", "to_on",
        segment_working_days="working_day_count", segment_leave_days="leave_day_count",
    )  # fmt: skip
    roles = definitions.role_kpis.select("role_id", "kra_id", "kpi_id", "measured", "kra_weight", "kpi_weight")
    facts = pl.DataFrame([_facts(measure) for measure in definitions.asked], schema=_FACTS)
    return held.join(roles, on="role_id", maintain_order="left_right").join(facts, on="kpi_id", maintain_order="left")


def presence_for(runs: pl.DataFrame, *, measures: Sequence[Measure], plan: AppraisalPlan) -> pl.DataFrame:
    """PRESENCE of segments.whole_runs in all periods by which the KPIs are judged, their own shorter ones included."""
    cadences = {measure.grain for measure in measures}
    grains = sorted({*cadences, *map(judged_grain, cadences), Grain.MONTH, Grain.QUARTER}, key=list(Grain).index)
    return presence_in(runs, plan=plan, grains=grains)


def own_rows(asked: pl.DataFrame, presence: pl.DataFrame, *, units: Units, plan: AppraisalPlan) -> pl.DataFrame:
    """A row per KPI and period of its own cadence that the segment touches. Dates as in calendar_table.

    Of periods shorter than a month only those with a working day in them.
    """
    rows = asked.join(presence, left_on=[*_SEGMENT, "own_grain"], right_on=[*_SEGMENT, "grain"])
    is_faster_kpi = pl.col("own_grain") != pl.col("judged_grain")
    dated = rows.filter(~is_faster_kpi | (pl.col("held_day_count") > 0)).with_columns(grain="own_grain")
    return _found_under(_dated(dated, plan), units)


def longer_rows(
    asked: pl.DataFrame, presence: pl.DataFrame, *, units: Units, plan: AppraisalPlan
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A row per KPI and quarter, and one per KPI over its segment; both are held to the target at their end."""
    quarters = asked.filter(pl.col("own_grain") == Grain.MONTH).join(
        presence.filter(pl.col("grain") == Grain.QUARTER), on=_SEGMENT
    )
    by_quarter = _found_under(_dated(quarters, plan), units)
    working, leave = pl.col("segment_working_days"), pl.col("segment_leave_days")
    over = asked.with_columns(
        grain=pl.lit(SEGMENT_GRAIN),
        period_id=pl.format("{}/{}", "from_on", "to_on"),
        value_period_id=pl.lit(plan.cycle.key),
        value_grain=pl.lit(plan.cycle.grain.value),
        working_day_count=working,
        held_day_count=working,
        leave_day_count=leave,
        start_on="from_on",
        last_on="to_on",
        scale=pl.lit(1.0),
        is_responsible=working > leave,
    )
    return _at_target(by_quarter, plan), _at_target(_found_under(over, units), plan)


def _dated(rows: pl.DataFrame, plan: AppraisalPlan) -> pl.DataFrame:
    days = calendar_table(rows, plan.fiscal).select("grain", "period_id", "start_on", "anchor_on", "last_on")
    dated = rows.join(days, on=["grain", "period_id"], maintain_order="left")
    return dated.with_columns(value_period_id="period_id", value_grain="grain")


def _at_target(rows: pl.DataFrame, plan: AppraisalPlan) -> pl.DataFrame:
    """With `anchor_on` in the last period of the KPI's own cadence: the target of that one is in force."""
    ends = rows.select("own_grain", "last_on").unique()
    anchors = [plan.fiscal.containing(last, Grain(grain)).start for grain, last in ends.rows()]
    known = ends.with_columns(pl.Series("anchor_on", anchors, dtype=pl.Date()))
    return rows.drop("anchor_on", strict=False).join(known, on=["own_grain", "last_on"], maintain_order="left")


def _found_under(rows: pl.DataFrame, units: Units) -> pl.DataFrame:
    """With `value_id`, under which the value is found, and `nobody_id`, what is said where there is none."""
    named = rows.join(units.table.select(*_SEGMENT, "unit"), on=_SEGMENT, how="left", maintain_order="left")
    is_person, is_team = (pl.col("measured") == word for word in (Measured.PERSON, Measured.TEAM))
    of_team = is_team & pl.col("has_teams")
    own = pl.when("is_of_rows").then(person("unit")).otherwise(person("employee_id"))
    team = pl.format("{}/{}", pl.lit(EntityKind.TEAM.value), "team_id")
    value_id = pl.when(is_person).then(pl.when("has_persons").then(own)).when(of_team).then(team)
    none = pl.when(is_person).then(pl.lit(nobody(EntityKind.PERSON)))
    none = none.when(of_team & pl.col("team_id").is_not_null()).then(pl.lit(nobody(EntityKind.TEAM)))
    entity = pl.when(is_person).then(person("employee_id")).when(of_team).then(team)
    return named.with_columns(value_id=value_id.otherwise(pl.lit(COMPANY)), nobody_id=none, entity_id=entity)


def _facts(measure: Measure) -> dict[str, object]:
    is_additive = measure.formula is not None and measure.formula.is_additive
    is_sum = measure.formula is None and measure.accumulation is Accumulation.SUM
    return {
        "kpi_id": measure.kpi_id,
        "own_grain": measure.grain.value,
        "judged_grain": judged_grain(measure.grain).value,
        "is_of_rows": is_of_rows(measure),
        "is_counted": is_additive or is_sum,
        "is_additive": is_additive,
        "is_hidden": measure.is_confidential,
        "is_trial": measure.is_trial,
        "is_percent": measure.is_percent,
        "has_teams": measure.team_column is not None,
        "has_persons": measure.person_column is not None,
        "may_be_longer": may_be_judged_longer(measure),
        "is_last_period": measure.is_stock or measure.window is not None,
        "min_n": measure.min_n,
    }
