"""Alerts as events of a run: KPIs that somebody should hear of at once. Who is told, and how, is decided elsewhere."""

import dagster as dg
import polars as pl


def observe_alerts(context: dg.AssetExecutionContext, alerts: pl.DataFrame) -> None:
    """Leave one observation of the asset with the ids of the KPIs by kind of alert (tables.ALERTS); none for none."""
    if not alerts.height:
        return
    by_kind = alerts.sort("kind", "kpi_id").group_by("kind", maintain_order=True).agg("kpi_id").iter_rows()
    metadata = {kind: dg.MetadataValue.json(kpi_ids) for kind, kpi_ids in by_kind}
    context.log_event(
        dg.AssetObservation(asset_key=context.asset_key, partition=context.partition_key, metadata=metadata)
    )
