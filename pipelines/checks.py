"""What must hold of a table before the next stage may use it, and what somebody should look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import dagster as dg
import polars as pl

from okr_reports.appraisal_tables import KPI_ACHIEVEMENTS
from okr_reports.goal_tables import KEY_RESULT_SCORES
from okr_reports.tables import KPI_HEALTH, KPI_VALUES, QUARANTINED, SNAPSHOT_PARTS
from okr_reports.words import Health

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class TableCheck:
    """A claim about an asset's tables. `count_wrong` counts the rows that break it; a blocking one stops the run."""

    asset: str
    name: str
    description: str
    count_wrong: Callable[[Tables], int]
    is_blocking: bool = True

    @property
    def spec(self) -> dg.AssetCheckSpec:
        """The check as it is declared on its asset."""
        return dg.AssetCheckSpec(self.name, asset=self.asset, description=self.description, blocking=self.is_blocking)

    def result(self, tables: Tables) -> dg.AssetCheckResult:
        """How it came out, as a count: Dagster keeps it."""
        wrong = self.count_wrong(tables)
        severity = dg.AssetCheckSeverity.ERROR if self.is_blocking else dg.AssetCheckSeverity.WARN
        return dg.AssetCheckResult(passed=wrong == 0, check_name=self.name, severity=severity, metadata={"rows": wrong})


def _repeated_parts(tables: Tables) -> int:
    return int(tables[SNAPSHOT_PARTS.name].select(SNAPSHOT_PARTS.key).is_duplicated().sum())


def _unreadable_cells(tables: Tables) -> int:
    return tables[QUARANTINED.name].height


def _repeated_values(tables: Tables) -> int:
    return int(tables[KPI_VALUES.name].select(KPI_VALUES.key).is_duplicated().sum())


def _values_not_finite(tables: Tables) -> int:
    return tables[KPI_VALUES.name].filter(~pl.col("value").is_finite()).height


def _judged_without_target(tables: Tables) -> int:
    is_judged = pl.col("health") != Health.UNKNOWN
    return tables[KPI_HEALTH.name].filter(is_judged & pl.col("target_op").is_null()).height


def _scores_outside(tables: Tables) -> int:
    return tables[KEY_RESULT_SCORES.name].filter(~pl.col("score").is_between(0, 1)).height


def _scores_without_reason(tables: Tables) -> int:
    return tables[KEY_RESULT_SCORES.name].filter(pl.col("score").is_null(), pl.col("reason").is_null()).height


def _achievements_outside(tables: Tables) -> int:
    return tables[KPI_ACHIEVEMENTS.name].filter(~pl.col("achievement").is_between(0, 1)).height


def _met_without_judgement(tables: Tables) -> int:
    counted = pl.col("met_count") > pl.col("judged_count")
    return tables[KPI_ACHIEVEMENTS.name].filter(counted | (pl.col("judged_count") > pl.col("responsible_count"))).height


def _on_parts(asset: str) -> tuple[TableCheck, TableCheck]:
    return (
        TableCheck(asset, "one_part_per_month", "Each extract has one part per month.", _repeated_parts),
        TableCheck(
            asset, "every_cell_was_read", "No cell of a source was unreadable.", _unreadable_cells, is_blocking=False
        ),
    )


ON_EXTRACTS, ON_CYCLE, ON_EVIDENCE = map(_on_parts, ("metric_extracts", "cycle_extracts", "appraisal_extracts"))
ON_ACHIEVEMENT = (
    TableCheck("kra_achievement", "achievements_are_shares", "Achievements lie from 0 to 1.", _achievements_outside),
    TableCheck(
        "kra_achievement", "met_of_judged", "No more periods were met than judged, nor judged than held.",
        _met_without_judgement,
    ),
)  # fmt: skip
ON_KEY_RESULTS = (
    TableCheck("key_result_scores", "scores_are_shares", "Every score lies from 0 to 1.", _scores_outside),
    TableCheck("key_result_scores", "no_score_has_a_reason", "What has no score says why.", _scores_without_reason),
)
ON_VALUES = (
    TableCheck("kpi_values", "one_value_per_period", "A KPI has one value per period.", _repeated_values),
    TableCheck("kpi_values", "values_are_finite", "No value is infinite or not a number.", _values_not_finite),
)
ON_HEALTH = (
    TableCheck("kpi_health", "judged_against_a_target", "What is judged has a target.", _judged_without_target),
)


def results(checks: tuple[TableCheck, ...], tables: Tables) -> list[dg.AssetCheckResult]:
    """How all checks of an asset came out."""
    return [check.result(tables) for check in checks]


def specs(checks: tuple[TableCheck, ...]) -> list[dg.AssetCheckSpec]:
    """The checks as declared on their asset."""
    return [check.spec for check in checks]
