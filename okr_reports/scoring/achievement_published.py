"""What packs said of a month when they first spoke of it: the verdict beside that of a month restated since (§8)."""

from collections.abc import Iterable

import polars as pl

from okr_reports.periods import FiscalCalendar
from okr_reports.scoring.restated import PUBLISHED_VALUES, PublishedPack

_SUBJECT = ["kpi_id", "entity_id", "period_id"]


def first_published(packs: Iterable[PublishedPack], *, fiscal: FiscalCalendar) -> pl.DataFrame:
    """PUBLISHED_VALUES: of each KPI and period what the earliest pack said that saw its end.

    KPIs that are computed otherwise since are left out: their values are no other facts, but other figures.
    """
    found = [pl.DataFrame(schema=PUBLISHED_VALUES)]
    for pack in sorted(packs, key=lambda pack: (pack.seen_on, pack.period_id, pack.version)):
        keys = pack.values["period_id"].unique()
        ended = [key for key in keys if fiscal.period(key).end <= pack.seen_on]
        is_known = pl.col("period_id").is_in(ended) & ~pl.col("kpi_id").is_in(list(pack.redefined))
        found.append(pack.values.filter(is_known).select(PUBLISHED_VALUES.keys()))
    return pl.concat(found).unique(_SUBJECT, keep="first", maintain_order=True)
