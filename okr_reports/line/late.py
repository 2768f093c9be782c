"""Late data: which extracts did not cover a published month or a cycle's last, and which of them do by now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.spans import GRAIN_OF, SHORTER_THAN_MONTHS
from okr_reports.errors import OkrReportsError
from okr_reports.extracts.read import ReadRequest, read_extracts
from okr_reports.line.request import KPI_REVIEW
from okr_reports.periods import Period
from okr_reports.store.history import published_json, published_manifest, published_periods
from okr_reports.store.manifests import Manifest
from okr_reports.store.rehearsal import Rehearsal
from okr_reports.store.store import Store

# Older periods are history: what arrives for them shows in the next pack as restated.
LAST_PERIODS = 2


@dataclass(frozen=True)
class LatePeriod:
    """A published month or cycle (`key`), the number of its latest version, and the extracts that were late in it.

    `month`: what the extracts are asked for: the month itself, of a cycle its last. `end`: the day they must reach,
    the first that no longer counts; a cycle may end within a month.
    """

    report: str
    key: str
    month: Period
    version: int
    extracts: tuple[str, ...]
    end: date


@dataclass(frozen=True)
class Arrivals:
    """What has arrived: extract → its rows of the month, log → its rows. `unanswered`: sources that cannot tell."""

    late: LatePeriod
    rows: Mapping[str, int]
    unanswered: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why the period is published again."""
        return f"late data: {', '.join(self.rows)}"


def late_months(catalogue: Catalogue, store: Store) -> list[LatePeriod]:
    """The last published months in which an extract that was expected did not reach the month's end.

    An extract is late when its `covers_until` ends before the month does, or when it has no row of the month and
    does not prove that none was to come. One whose KPIs have no period ending in the month is not expected.
    """
    found = []
    for key in sorted(published_periods(store, KPI_REVIEW))[-LAST_PERIODS:]:
        manifest = published_manifest(store, report=KPI_REVIEW, period=key)
        if manifest is not None:
            late = tuple(_late(catalogue, manifest, published_json(store, manifest)))
            month = catalogue.fiscal.period(key)
            found += [LatePeriod(KPI_REVIEW, key, month, manifest.version, late, month.end)] if late else []
    return found


def arrivals(late: LatePeriod, *, catalogue: Catalogue, store: Store, as_of: datetime) -> Arrivals:
    """Ask the late extracts alone, and keep nothing of what they answer but counts. `as_of`: aware."""
    rows: dict[str, int] = {}
    unanswered: list[str] = []
    for extract_id in late.extracts:
        asking = _Asking(extract_id, catalogue, late)
        try:
            parts = asking.parts(store, as_of)
        except OkrReportsError:
            unanswered.append(extract_id)
            continue
        if asking.is_covered_by(parts):
            rows[extract_id] = _rows_in(parts, late.month)
    return Arrivals(late, rows, tuple(unanswered))


def _late(catalogue: Catalogue, manifest: Manifest, report: Mapping[str, Any]) -> Iterator[str]:
    month = catalogue.fiscal.period(manifest.period)
    for read in [] if report["partial"] else report["data_quality"]["extracts"]:
        extract_id = read["extract"]
        is_wanted = is_expected(extract_id, catalogue=catalogue, month=month)
        if is_wanted and not was_whole(read, catalogue=catalogue, manifest=manifest):
            yield extract_id


def is_expected(extract_id: str, *, catalogue: Catalogue, month: Period) -> bool:
    """Whether a KPI on the extract has a period that ends in the month. Rows without a period are never late."""
    extract = catalogue.extracts.get(extract_id)
    if extract is None or extract.period is None:
        return False
    users = [id for id, other in catalogue.extracts.items() if extract_id in {join.extract for join in other.join}]
    grains = {GRAIN_OF[kpi.cadence] for kpi in catalogue.kpis.values() if kpi.extract in (extract_id, *users)}
    ends = (catalogue.fiscal.containing(month.last_day, grain).end for grain in grains - {*SHORTER_THAN_MONTHS})
    return not grains.isdisjoint(SHORTER_THAN_MONTHS) or month.end in ends


def was_whole(read: Mapping[str, Any], *, catalogue: Catalogue, manifest: Manifest) -> bool:
    """Whether nothing of the month was missing. `read`: what the report says of the extract, its rows those of it."""
    if not read["is_complete"] or read["rows"] > 0:
        return bool(read["is_complete"])
    # No row of the month, and nothing says that any is missing: proved only by `covers_until` of other rows.
    parts = manifest.origin.extracts.get(read["extract"], {})
    says_until = catalogue.extracts[read["extract"]].covers_until is not None
    return says_until and any(part.rows for part in parts.values())


@dataclass(frozen=True)
class _Asking:
    """One late extract, asked for one month."""

    extract_id: str
    catalogue: Catalogue
    late: LatePeriod

    def parts(self, store: Store, as_of: datetime) -> pl.DataFrame:
        """What the extract answers now; the parts stay in memory."""
        alone = self.catalogue.extracts[self.extract_id].model_copy(update={"join": []})
        asked = ReadRequest(self.late.month, as_of, as_of, months=(self.late.month,))
        catalogue = replace(self.catalogue, extracts={self.extract_id: alone})
        return read_extracts(catalogue, Rehearsal(store), request=asked).parts

    def is_covered_by(self, parts: pl.DataFrame) -> bool:
        if self.catalogue.extracts[self.extract_id].covers_until is None:
            return _rows_in(parts, self.late.month) > 0
        end = datetime.combine(self.late.end, time(), ZoneInfo(self.catalogue.company.timezone))
        reached = parts["covers_until"].max()
        return isinstance(reached, datetime) and reached >= end


def _rows_in(parts: pl.DataFrame, month: Period) -> int:
    return int(parts.filter(period_id=month.key)["row_count"].sum())
