"""The same rows give the same bits, run after run: a published number never moves by itself."""

import math
from datetime import date

import polars as pl

from okr_reports.scoring.targets import with_resolved_targets

MONTHS, KPIS = 60, 40


def test_a_target_relative_to_twelve_months_is_the_same_in_every_run() -> None:
    twelfths = _values().with_columns(base=pl.lit(None, dtype=pl.String), average_count=pl.lit(12))
    runs = {tuple(with_resolved_targets(twelfths)["target_value"]) for _ in range(40)}
    assert len(runs) == 1


def _values() -> pl.DataFrame:
    months = [date(2020 + place // 12, place % 12 + 1, 1) for place in range(MONTHS)]
    rows = [
        {
            "kpi_id": f"kpi-{kpi}",
            "entity_id": None,
            "grain": "month",
            "anchor_on": month,
            "period_id": f"{month:%Y-%m}",
            "previous_id": f"{months[place - 1]:%Y-%m}" if place else None,
            "last_year_id": None,
            "value": 100 + math.sin(kpi * 7 + place) / 3,
            "target_value": None,
            "by_share": None,
            "by_points": None,
            "times": 0.95,
        }
        for kpi in range(KPIS)
        for place, month in enumerate(months)
    ]
    types = dict.fromkeys(("target_value", "by_share", "by_points"), pl.Float64())
    texts = dict.fromkeys(("entity_id", "last_year_id"), pl.String())
    return pl.DataFrame(rows, schema_overrides={**types, **texts})
