"""One edition of the review: whose month it is, who is who, and how months and numbers are said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Kpi
from okr_reports.packs.dates import moment, month_name, month_only, short_day, short_period
from okr_reports.packs.numbers import NOTHING, Figure, counted
from okr_reports.packs.people import Roster
from okr_reports.packs.standings import Reading, Standing
from okr_reports.periods import Period

# Whoever only prints pages need not load the table engine: a worker makes thousands of them without it.
if TYPE_CHECKING:
    from okr_reports.packs.inputs import ReviewInputs

PARTIAL_MARK = "*"


@dataclass(frozen=True)
class Edition:
    """What every page of one review shares. `standings` in the order of the catalogue."""

    inputs: "ReviewInputs"
    roster: Roster
    standings: tuple[Standing, ...]

    @property
    def catalogue(self) -> Catalogue:
        """What the company wrote."""
        return self.inputs.catalogue

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The snapshot parts (tables.SNAPSHOT_PARTS) of each extract."""
        table = self.inputs.tables.parts.partition_by("extract", as_dict=True, maintain_order=True)
        return {str(extract): rows.to_dicts() for (extract,), rows in table.items()}

    @property
    def locale(self) -> str:
        """The locale of numbers and dates."""
        return self.inputs.catalogue.company.locale

    @property
    def month(self) -> Period:
        """The reported month."""
        return self.inputs.month

    @property
    def previous_month(self) -> Period:
        """The month before."""
        return self.catalogue.fiscal.shifted(self.month, -1)

    @property
    def month_name(self) -> str:
        """`September 2026`."""
        return month_name(self.month.start, locale=self.locale)

    @property
    def as_of_day(self) -> date:
        """The day of `as_of` in the company's time zone."""
        return self.inputs.as_of.astimezone(ZoneInfo(self.catalogue.company.timezone)).date()

    @property
    def as_of(self) -> str:
        """`1 Oct 2026, 06:00 IST`."""
        return moment(self.inputs.as_of, timezone=self.catalogue.company.timezone, locale=self.locale)

    @property
    def partial_note(self) -> str:
        """What the mark beside every number of a month that has not ended means; empty when it has."""
        if not self.inputs.is_partial:
            return ""
        return f"{PARTIAL_MARK} {self.month_name} has not ended: figures up to {self.as_of}."

    @property
    def month_only(self) -> str:
        """`September`."""
        return month_only(self.month.start, locale=self.locale)

    def period(self, period: Period) -> str:
        """A period in a column head or on an axis: `Aug`, `Aug 2025`, `2026-Q2`."""
        return short_period(period, near=self.month.start, locale=self.locale)

    def on(self, day: date | None) -> str:
        """A day near the month: `18 Sep`; empty for none."""
        return short_day(day, near=self.month.start, locale=self.locale) if day else ""

    def count(self, count: int | None) -> str:
        """A count of rows."""
        return counted(count, locale=self.locale)

    def marked(self, figure: Figure, reading: Reading) -> Figure:
        """A figure that comes from this reading, marked when its month has not ended."""
        return replace(figure, mark=PARTIAL_MARK) if self._is_open(reading) and figure.text != NOTHING else figure

    def said(self, standing: Standing, value: float | None) -> str:
        """A value of the shown period in a sentence, marked when its month has not ended."""
        if value is None:
            return "no value"
        return standing.style.said(value) + (PARTIAL_MARK if self._is_open(standing.now) else "")

    def _is_open(self, reading: Reading) -> bool:
        # In the review of an ended month a longer period may be open too: there its column says so.
        return self.inputs.is_partial and reading.is_partial

    def owner(self, kpi: Kpi) -> str:
        """Who answers for a KPI, as it is printed; empty for nobody."""
        return self.roster.owner(kpi, on=self.month.last_day)

    def owner_remark(self, standing: Standing, *, with_department: bool) -> str:
        """`Support · R. Iyer · in working days`: the grey line under a KPI's name."""
        place = self.roster.department(standing.department) if with_department and standing.department else ""
        return " · ".join(part for part in (place, self.owner(standing.kpi), standing.style.remark) if part)
