"""The rows of one extract, with what is needed to value them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import polars as pl

from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.expressions import Compiler
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.spans import Timeline
from okr_reports.scoring.typed import Setting


@dataclass(frozen=True)
class Source:
    """`rows` in canonical order; `period_on` is the day in the company's time zone that finds a row's period.

    `given`: a timeline in place of the one of a monthly review.
    """

    rows: pl.DataFrame
    plan: ValuePlan
    given: Timeline | None = None

    @classmethod
    def of(cls, rows: pl.DataFrame, plan: ValuePlan) -> Self:
        """A source in which columns without any value fit every formula: what type they have is chance."""
        counts = rows.null_count().row(0) if rows.height else (0,) * rows.width
        empty = [name for name, count in zip(rows.columns, counts, strict=True) if count == rows.height]
        typed = rows.with_columns(pl.lit(None, dtype=pl.Null).alias(name) for name in empty if name != ROW_DAY)
        return cls(typed.cast({ROW_DAY: pl.Date}), plan)

    @cached_property
    def timeline(self) -> Timeline:
        """From when on the rows speak, and of which periods."""
        if self.given is not None:
            return self.given
        first = self.rows.select(pl.col(ROW_DAY).min()).item()
        is_complete = self.plan.covers_until is not None
        return Timeline(self.plan.review, self.plan.data_from, first, is_complete)

    @cached_property
    def compiler(self) -> Compiler:
        """Formulas over the rows' columns."""
        return Compiler(self.rows.schema, Setting(self.plan.review.timezone, self.plan.review.calendar))
