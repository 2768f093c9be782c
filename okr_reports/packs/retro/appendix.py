"""Behind the retro: the cycle's KPIs beside the key results that touch them, the ledger, other profiles, programme."""

from collections.abc import Iterable

import polars as pl

from okr_reports.goal_words import Grade, LedgerState, ProgrammeMeasure
from okr_reports.packs.dates import short_month_year
from okr_reports.packs.listing import joined_up_to, plural
from okr_reports.packs.numbers import NOTHING, Figure, NumberStyle, choose_style
from okr_reports.packs.pages import STATUSES, Status
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import AppendixPage, JudgedRow, LedgerRow, ProgrammeRow, TouchedKpi
from okr_reports.packs.retro.verdicts import GRADES
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import Grain
from okr_reports.words import Health, Operator, Visibility

_STATES = {
    LedgerState.HELD: "still held",
    LedgerState.NOT_HELD: "no longer held",
    LedgerState.TOO_EARLY: "too early to tell",
    LedgerState.NOT_MEASURED: "not measured",
    LedgerState.NO_STANDARD: "no new standard",
}
_MEASURES = {
    ProgrammeMeasure.OKR_COMPLETION: "OKR completion share",
    ProgrammeMeasure.KPI_COMPLETION: "KPI completion share",
    ProgrammeMeasure.STRATEGIC_TIME: "Share of time on strategy",
    ProgrammeMeasure.ENPS: "eNPS",
    ProgrammeMeasure.DECISION_SPEED: "Decision speed",
    ProgrammeMeasure.GROWTH_AFTER: "Growth in the quarter after",
}
_MOST_KEPT, _MOST_NAMED = 12, 3
_SHARES = (ProgrammeMeasure.OKR_COMPLETION, ProgrammeMeasure.KPI_COMPLETION)


def appendix_page(edition: RetroEdition) -> AppendixPage:
    """Parts without rows are left out by the template. What left nothing to follow stands in the workbook alone."""
    told, kpis = _is_told(edition), _touched(edition)
    return AppendixPage(
        kpis=kpis,
        is_kept=len(kpis) <= _MOST_KEPT,
        ledger=tuple(_ledger(row, edition) for row in edition.tables.ledger.filter(told).iter_rows(named=True)),
        ledger_note=_ledger_note(edition.tables.ledger.filter(~told).height),
        judged=tuple(_judged(row, edition) for row in edition.tables.judged_differently.iter_rows(named=True)),
        programme=tuple(_programme(row, edition) for row in edition.tables.programme.iter_rows(named=True)),
    )


def _touched(edition: RetroEdition) -> tuple[TouchedKpi, ...]:
    """The company's values of KPIs that key results stand on, as the cycle's last month shows them."""
    labels: dict[str, list[str]] = {}
    for key_result in edition.key_results:
        if key_result.kpi_id:
            labels.setdefault(key_result.kpi_id, []).append(key_result.label)
    kpis = edition.catalogue.kpis
    told = [id for id in labels if id in kpis and kpis[id].visibility is not Visibility.CONFIDENTIAL]
    here = pl.col("kpi_id").is_in(told) & pl.col("entity_id").is_null()
    shown = edition.tables.shown.filter(here).select("kpi_id", "grain", "period_id", "health")
    values = edition.tables.health.filter(here).drop("health")
    rows = shown.join(values, on=["kpi_id", "grain", "period_id"], how="left", maintain_order="left")
    return tuple(
        _kpi(row, joined_up_to(labels[row["kpi_id"]], most=_MOST_NAMED), edition) for row in rows.iter_rows(named=True)
    )


def _kpi(row: dict, touched_by: str, edition: RetroEdition) -> TouchedKpi:
    kpi = edition.catalogue.kpis[row["kpi_id"]]
    target = _condition(row, "target_")
    style = _style(kpi.unit or "", [row["value"], *target.edges], edition)
    return TouchedKpi(
        name=kpi.name,
        period=_period(row["period_id"], edition),
        value=style.figure(row["value"]),
        target=target.figure(style),
        status=STATUSES[Health(row["health"])],
        touched_by=touched_by,
    )


def _condition(row: dict, prefix: str) -> TargetInForce:
    op = row[f"{prefix}op"]
    return TargetInForce(
        op=Operator(op) if op else None, value=row[f"{prefix}value"], low=row[f"{prefix}low"],
        high=row[f"{prefix}high"],
    )  # fmt: skip


def _is_told(edition: RetroEdition) -> pl.Expr:
    """What can be followed: a fall before the cycle, or a new standard after it."""
    followed = (pl.col("state") != LedgerState.NO_STANDARD) | pl.col("degraded_since").is_not_null()
    secret = [kpi.id for kpi in edition.catalogue.kpis.values() if kpi.visibility is Visibility.CONFIDENTIAL]
    return followed & ~pl.col("kpi_id").is_in(secret)


def _ledger_note(count: int) -> str:
    others = plural(count, "key result")
    return f"{others} that followed no fall and set no standard: see the workbook." if count else ""


def _ledger(row: dict, edition: RetroEdition) -> LedgerRow:
    kpi = edition.catalogue.kpis.get(row["kpi_id"])
    standard, held = _condition(row, "standard_"), row["held_value"]
    style = _style((kpi.unit if kpi else "") or "", [held, *standard.edges], edition)
    later = f" ({style.said(held)} in {_period(row['held_period_id'], edition)})" if held is not None else ""
    degraded = row["degraded_since"]
    return LedgerRow(
        name=f"{kpi.name if kpi else row['kpi_id']}",
        cycle=row["cycle_id"],
        degraded=f"since {_period(degraded, edition)}" if degraded else NOTHING,
        result=f"{_goal_and_result(row, edition)}, {edition.score(row['score'])}",
        standard=standard.said(style) or NOTHING,
        held=_state(row, edition) + later,
    )


def _state(row: dict, edition: RetroEdition) -> str:
    """Of this cycle nobody can have set a standard yet."""
    is_present = row["cycle_id"] == edition.inputs.cycle.key and row["state"] == LedgerState.NO_STANDARD
    return _STATES[LedgerState.TOO_EARLY if is_present else LedgerState(row["state"])]


def _goal_and_result(row: dict, edition: RetroEdition) -> str:
    """`15 → 10: 13 d`, in the unit of the key result; of one to hold its last value alone."""
    placed = edition.catalogue.key_results.get(row["key_result_id"])
    kpi = edition.catalogue.kpis.get(row["kpi_id"])
    written = placed.entry.unit if placed else None
    unit = written if written is not None else (kpi.unit if kpi else None)
    ends = [row["baseline"], row["target"]]
    style = _style(unit or "", [*ends, row["actual"]], edition)
    actual = NOTHING if row["actual"] is None else style.said(row["actual"])
    if None in ends:
        return f"to hold: {actual}"
    start, end = (style.digits(number) + style.after for number in ends)
    return f"{start} → {end}: {actual}"


def _style(unit: str, numbers: Iterable[float | None], edition: RetroEdition) -> NumberStyle:
    company = edition.catalogue.company
    sizes = [number for number in numbers if number is not None]
    return choose_style(unit, sizes, locale=company.locale, currency=company.currency)


def _period(key: str, edition: RetroEdition) -> str:
    """A month by its name with the year, others by their key."""
    period = edition.catalogue.fiscal.period(key)
    return short_month_year(period.start, locale=edition.locale) if period.grain is Grain.MONTH else key


def _judged(row: dict, edition: RetroEdition) -> JudgedRow:
    return JudgedRow(
        name=edition.named(row["subject_id"]),
        score=edition.score(row["score"], decimals=3),
        first=_by(row["first_profile"], row["first_grade"]),
        second=_by(row["second_profile"], row["second_grade"]),
    )


def _by(profile: str | None, grade: str) -> Status:
    verdict = GRADES[Grade(grade)]
    return Status(f"{verdict.word} by {profile}" if profile else verdict.word, verdict.mark)


def _programme(row: dict, edition: RetroEdition) -> ProgrammeRow:
    measure = ProgrammeMeasure(row["measure"])
    kpi = edition.catalogue.kpis.get(row["kpi_id"] or "")
    return ProgrammeRow(
        name=_MEASURES[measure] + (f": {kpi.name}" if kpi and kpi.name != _MEASURES[measure] else ""),
        period=_period(row["period_id"], edition) if row["period_id"] else row["cycle_id"],
        value=_programme_value(row, measure, edition),
        n=NOTHING if row["n"] is None else str(row["n"]),
    )


def _programme_value(row: dict, measure: ProgrammeMeasure, edition: RetroEdition) -> Figure:
    value, kpi = row["value"], edition.catalogue.kpis.get(row["kpi_id"] or "")
    if value is None:
        return Figure(NOTHING)
    if measure in _SHARES and kpi is None:
        return Figure(edition.score(value, decimals=2), value=value)
    return _style((kpi.unit if kpi else "") or "", [value], edition).figure(value)
