"""Alerts: what somebody should hear of at once is an event of the run, with the KPIs' ids and nothing else."""

import dagster as dg
import polars as pl

from okr_reports.tables import ALERTS
from pipelines.alerts import observe_alerts


def observations(alerts: pl.DataFrame) -> list[dict[str, object]]:
    """What a run of one asset with these alerts leaves in its events."""

    @dg.asset
    def kpi_health(context: dg.AssetExecutionContext) -> None:
        observe_alerts(context, alerts)

    months = dg.StaticPartitionsDefinition(["2026-09"])
    asset = kpi_health.map_asset_specs(lambda spec: spec.replace_attributes(partitions_def=months))
    with dg.DagsterInstance.ephemeral() as instance:
        assert dg.materialize([asset], instance=instance, partition_key="2026-09").success
        found = instance.fetch_observations(dg.AssetKey("kpi_health"), limit=10).records
    events = [record.asset_observation for record in found]
    return [
        {"month": event.partition, **{kind: value.value for kind, value in event.metadata.items() if "/" not in kind}}
        for event in events
        if event is not None
    ]


def test_alerts_are_one_observation_with_the_ids_by_kind() -> None:
    rows = [
        ("support/csat", "newly_off_target", "2026-09"),
        ("sales/win-rate", "new_concern", "2026-09"),
        ("finance/gross-churn", "newly_off_target", "2026-09"),
    ]
    alerts = ALERTS.check(pl.DataFrame(rows, schema=ALERTS.columns, orient="row"))
    assert observations(alerts) == [
        {
            "month": "2026-09",
            "new_concern": ["sales/win-rate"],
            "newly_off_target": ["finance/gross-churn", "support/csat"],
        }
    ]


def test_a_run_without_alerts_says_nothing() -> None:
    assert observations(ALERTS.empty()) == []
