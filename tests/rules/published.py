"""A month held against what was published before: earlier packs as text, what changed since, and who said why."""

from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from okr_reports.catalogue.kept_definitions import SERIES_FIELDS
from okr_reports.catalogue.measures import measures_of
from okr_reports.scoring.rebases import DefinitionHistory, PackDefinitions, Rebase, kpi_rebases, unexplained_changes
from okr_reports.scoring.restated import (
    PUBLISHED_VALUES,
    PresentValues,
    PublishedPack,
    restated_values,
    unexplained_restatements,
)
from okr_reports.tables import CHANGES, RESTATEMENTS, TableSpec
from tests.rules.case import Case
from tests.rules.text_tables import read_table, require_agreement

_LIMIT = 5


@dataclass(frozen=True)
class Published:
    """A case and what was published before it; each step gives a new one."""

    case: Case
    before: PublishedPack | None = None
    own: tuple[PublishedPack, ...] = ()
    reasons: str = "kpi_id | period_id | restated_on"
    people: tuple[str, ...] = ()

    def pack(self, values: str, *, month: str, seen_on: str, redefined: str = "") -> "Published":
        """An earlier month's pack: kpi (k), of (the company), period, value, n."""
        pack = PublishedPack(month, 1, date.fromisoformat(seen_on), _values(values), frozenset(redefined.split()))
        return replace(self, before=pack)

    def version(self, values: str, *, seen_on: str) -> "Published":
        """The next version of the reviewed month's own pack."""
        seen = date.fromisoformat(seen_on)
        return replace(self, own=(PublishedPack(self.case.month, len(self.own) + 1, seen, _values(values)), *self.own))

    def explains(self, reasons: str) -> "Published":
        """Lines of restatements.csv under the table's names."""
        return replace(self, reasons=reasons)

    def is_about_people(self, *kpi_ids: str) -> "Published":
        """KPIs that may show nothing about fewer than five."""
        return replace(self, people=kpi_ids)

    @property
    def restated(self) -> pl.DataFrame:
        """tables.RESTATED."""
        now = PresentValues(
            self.case.health, measures_of(self.case.catalogue), _typed(self.reasons, RESTATEMENTS),
            dict.fromkeys(self.people, _LIMIT),
        )  # fmt: skip
        return restated_values(now, before=self.before, own=self.own, plan=self.case.plan)

    @property
    def findings(self) -> list[str]:
        """What is said of restated values that nobody explained."""
        return [f"{one.subject_id}: {one.text}" for one in unexplained_restatements(self.restated)]

    def restates(self, expected: str) -> None:
        """These values are restated and no others, in this order."""
        require_agreement(read_table(expected), self.restated.iter_rows(named=True))


@dataclass(frozen=True)
class Definitions:
    """A case whose KPI k was defined otherwise in earlier packs."""

    case: Case
    packs: tuple[PackDefinitions, ...] = field(default=())
    changes: str = "changed_id | field | changed_on"

    def defined(self, formulas: str) -> "Definitions":
        """Pack by pack the month, the day it was seen on, and k's formula and filter; the present pack last."""
        packs = [
            PackDefinitions(
                self.case.catalogue.fiscal.period(str(row["month"])), date.fromisoformat(str(row["seen_on"])),
                {"k": {"formula": row["formula"], "filter": row.get("filter")}},
            )
            for row in read_table(formulas)
        ]  # fmt: skip
        return replace(self, packs=tuple(packs))

    def records(self, changes: str) -> "Definitions":
        """Lines of changes.csv under the table's names."""
        return replace(self, changes=changes)

    @property
    def table(self) -> pl.DataFrame:
        """tables.KPI_REBASES."""
        catalogue = self.case.catalogue
        stated = [
            Rebase(kpi.id, catalogue.fiscal.period(one.from_).start, one.why)
            for kpi in catalogue.kpis.values()
            for one in kpi.rebase
        ]
        history = DefinitionHistory(stated, _typed(self.changes, CHANGES), SERIES_FIELDS, self.packs)
        return kpi_rebases(history, measures_of(catalogue), plan=self.case.plan)

    @property
    def findings(self) -> list[str]:
        """What is said of changes that nobody explained."""
        found = unexplained_changes(self.table, measures_of(self.case.catalogue), plan=self.case.plan)
        return [f"{one.subject_id}: {one.text}" for one in found]

    def begins_anew(self, expected: str) -> None:
        """k's points are a new series from these days on, and from no others."""
        require_agreement(read_table(expected), self.table.iter_rows(named=True))


def _values(text: str) -> pl.DataFrame:
    names = {"kpi": "kpi_id", "of": "entity_id", "period": "period_id"}
    rows = [{"kpi_id": "k", **{names.get(key, key): cell for key, cell in row.items()}} for row in read_table(text)]
    table = pl.DataFrame(rows, schema=dict.fromkeys(PUBLISHED_VALUES, pl.String()))
    return table.cast(PUBLISHED_VALUES)  # pyright: ignore[reportArgumentType]


def _typed(text: str, spec: TableSpec) -> pl.DataFrame:
    table = pl.DataFrame(read_table(text), schema=dict.fromkeys(spec.columns, pl.String()))
    numbered = table.with_columns(pl.int_range(pl.len()).alias(name) for name in spec.key if name == "change_id")
    days = [name for name, dtype in spec.columns.items() if dtype == pl.Date()]
    return spec.check(numbered.with_columns(pl.col(days).str.to_date()))
