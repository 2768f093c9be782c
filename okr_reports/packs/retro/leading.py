"""Leading indicators below a key result's picture: what drives the KPI it stands on, over the last months."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import polars as pl

from okr_reports.packs.numbers import choose_style
from okr_reports.packs.pictures import Spark
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import Leading
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.periods import Grain
from okr_reports.words import Visibility

_MONTHS, _MOST = 13, 2
Values = list[float | None]


class LeadingIndicators:
    """The company's monthly values of KPIs, read once for all pictures."""

    def __init__(self, edition: RetroEdition) -> None:
        self._edition = edition

    def of(self, key_result: KeyResultStanding) -> Iterator[Leading]:
        """At most two, of those that have values and are not confidential."""
        kpis = self._edition.catalogue.kpis
        kpi = kpis.get(key_result.kpi_id or "")
        for leading_id in (kpi.leading if kpi else [])[:_MOST]:
            leading, values = kpis.get(leading_id), self._values.get(leading_id, [])[-_MONTHS:]
            is_open = leading is not None and leading.visibility is not Visibility.CONFIDENTIAL
            if leading is not None and is_open and any(value is not None for value in values):
                yield self._spark(leading.name, leading.unit or "", values)

    @cached_property
    def _values(self) -> Mapping[str, Values]:
        """KPI id → the company's monthly values, oldest first."""
        health = self._edition.tables.health.filter(pl.col("grain") == Grain.MONTH, pl.col("entity_id").is_null())
        rows = health.sort("period_id").group_by("kpi_id", maintain_order=True).agg("value")
        return dict(rows.iter_rows())

    def _spark(self, name: str, unit: str, values: Values) -> Leading:
        known = [value for value in values if value is not None]
        company = self._edition.catalogue.company
        style = choose_style(unit, known, locale=company.locale, currency=company.currency)
        now = style.said(known[-1]) if values[-1] is not None else "no value"
        ends = f"{style.said(known[0])} at the start, {now} at the end"
        lead = (None,) * (_MONTHS - len(values))
        return Leading(name, now, Spark((*lead, *values), None, f"Leading indicator {name}: {ends}."))
