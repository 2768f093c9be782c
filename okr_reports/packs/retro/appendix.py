"""Behind the retro: the cycle's KPIs beside the key results that touch them, the ledger, other profiles, programme."""

import polars as pl

from okr_reports.goal_words import Grade, LedgerState, ProgrammeMeasure
from okr_reports.packs.numbers import NOTHING, Figure, choose_style
from okr_reports.packs.pages import STATUSES, Status
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import AppendixPage, JudgedRow, LedgerRow, ProgrammeRow, TouchedKpi
from okr_reports.packs.retro.verdicts import GRADES
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Health, Operator

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
_SHARES = (ProgrammeMeasure.OKR_COMPLETION, ProgrammeMeasure.KPI_COMPLETION)


def appendix_page(edition: RetroEdition) -> AppendixPage:
    """Parts without rows are left out by the template."""
    return AppendixPage(
        kpis=_touched(edition),
        ledger=tuple(_ledger(row, edition) for row in edition.tables.ledger.iter_rows(named=True)),
        judged=tuple(_judged(row, edition) for row in edition.tables.judged_differently.iter_rows(named=True)),
        programme=tuple(_programme(row, edition) for row in edition.tables.programme.iter_rows(named=True)),
    )


def _touched(edition: RetroEdition) -> tuple[TouchedKpi, ...]:
    """The company's values of KPIs that key results stand on, as the cycle's last month shows them."""
    labels: dict[str, list[str]] = {}
    for key_result in edition.key_results:
        if key_result.kpi_id:
            labels.setdefault(key_result.kpi_id, []).append(key_result.label)
    here = pl.col("kpi_id").is_in(list(labels)) & pl.col("entity_id").is_null()
    shown = edition.tables.shown.filter(here).select("kpi_id", "grain", "period_id", "health")
    values = edition.tables.health.filter(here).drop("health")
    rows = shown.join(values, on=["kpi_id", "grain", "period_id"], how="left", maintain_order="left")
    return tuple(_kpi(row, ", ".join(labels[row["kpi_id"]]), edition) for row in rows.iter_rows(named=True))


def _kpi(row: dict, touched_by: str, edition: RetroEdition) -> TouchedKpi:
    kpi, company = edition.catalogue.kpis[row["kpi_id"]], edition.catalogue.company
    target = _condition(row, "target_")
    sizes = [size for size in (row["value"], *target.edges) if size is not None]
    style = choose_style(kpi.unit or "", sizes, locale=company.locale, currency=company.currency)
    return TouchedKpi(
        name=kpi.name,
        period=row["period_id"],
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


def _ledger(row: dict, edition: RetroEdition) -> LedgerRow:
    kpi, company = edition.catalogue.kpis.get(row["kpi_id"]), edition.catalogue.company
    standard = _condition(row, "standard_")
    numbers = (row["baseline"], row["target"], row["actual"], row["held_value"], *standard.edges)
    sizes = [number for number in numbers if number is not None]
    unit = (kpi.unit if kpi else "") or ""
    style = choose_style(unit, sizes, locale=company.locale, currency=company.currency)
    start, end, actual = (style.figure(row[name]).text for name in ("baseline", "target", "actual"))
    held = f" ({style.said(row['held_value'])} in {row['held_period_id']})" if row["held_value"] is not None else ""
    return LedgerRow(
        name=f"{kpi.name if kpi else row['kpi_id']}",
        cycle=row["cycle_id"],
        degraded=f"since {row['degraded_since']}" if row["degraded_since"] else NOTHING,
        result=f"{start} → {end}: {actual}, {edition.score(row['score'])}",
        standard=standard.said(style) or NOTHING,
        held=_STATES[LedgerState(row["state"])] + held,
    )


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
        period=row["period_id"] or row["cycle_id"],
        value=_programme_value(row, measure, edition),
        n=NOTHING if row["n"] is None else str(row["n"]),
    )


def _programme_value(row: dict, measure: ProgrammeMeasure, edition: RetroEdition) -> Figure:
    value, kpi = row["value"], edition.catalogue.kpis.get(row["kpi_id"] or "")
    if value is None:
        return Figure(NOTHING)
    if measure in _SHARES and kpi is None:
        return Figure(edition.score(value, decimals=2), value=value)
    company = edition.catalogue.company
    unit = (kpi.unit if kpi else "") or ""
    return choose_style(unit, [value], locale=company.locale, currency=company.currency).figure(value)
