"""The workbook's sheets on what moved: signals, candidates, proposed targets, restated values, alerts."""

from collections.abc import Iterator
from dataclasses import replace

from okr_reports.packs.candidates import candidates_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheet_rows import NAMED, SheetRow, day, names, sheet_of, text, value, verdict, whole
from okr_reports.packs.signals import Signal
from okr_reports.packs.standings import Standing
from okr_reports.packs.withheld import is_withheld, told
from okr_reports.words import Chart

_KPI = (text("KPI", 34), text("Name", 34))
_SIGNALS = (
    *NAMED, text("Period", 10), text("Charted", 14), value("Point"), verdict("Variation", 16), text("Rule", 20),
    text("Since", 10), verdict("Assurance", 20), value("Centre"), value("Lower limit"), value("Upper limit"),
    whole("Points"), text("Limits", 10), text("Why no signal", 20),
)  # fmt: skip
_CANDIDATES = (
    whole("Rank"), *_KPI, text("Why", 20), text("Weak periods", 20), text("From period"), value("From"),
    text("To", 9), value("To value"), value("To low"), value("To high"), text("Counterweight", 34),
)  # fmt: skip
_PROPOSALS = (*_KPI, whole("Values"), value("Median"), text("Target", 9), value("Best quartile"))
_RESTATED = (
    *NAMED, text("Period", 10), value("Old value"), value("New value"), whole("Old n"), whole("New n"),
    text("Published in"), whole("Version"), day("Restated on"), text("Reason", 60),
)  # fmt: skip
_ALERTS = (*_KPI, text("What", 22), text("Period", 10))


def signal_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The five sheets; KPIs of which only the name may be told are in none."""
    tables, known = edition.inputs.tables, told(edition)
    alerts = [row for row in tables.alerts.sort("kpi_id", "kind").iter_rows(named=True) if row["kpi_id"] in known]
    return (
        sheet_of("Signals", _SIGNALS, rows=_signals(edition)),
        sheet_of("Candidates", _CANDIDATES, rows=_candidates(edition)),
        sheet_of("Proposed targets", _PROPOSALS, rows=_proposals(edition)),
        sheet_of("Restated", _RESTATED, rows=_restated(edition)),
        sheet_of(
            "Alerts",
            _ALERTS,
            rows=(
                SheetRow((row["kpi_id"], known[row["kpi_id"]].kpi.name, _words(row["kind"]), row["period_id"]))
                for row in alerts
            ),
        ),
    )


def _signals(edition: Edition) -> Iterator[SheetRow]:
    for standing in edition.standings:
        signal = standing.signal
        if signal is None or is_withheld(standing):
            continue
        last = signal.last
        cells = (
            last.period.key, _words(signal.chart), last.charted, _words(signal.variation), _words(last.rule),
            signal.run[0].period.key if signal.is_special else None, _words(signal.assurance),
            signal.centre, signal.lower, signal.upper, signal.point_count,
            "trial" if signal.is_trial else "set", _words(signal.reason),
        )  # fmt: skip
        yield SheetRow((*names(standing, edition), *cells), _style(standing, signal))


def _style(standing: Standing, signal: Signal) -> NumberStyle:
    """One decimal more than the value has: limits are means. A charted change is not in the KPI's unit."""
    finer = replace(standing.style, decimals=standing.style.decimals + 1)
    return finer if signal.chart is Chart.VALUE else NumberStyle(finer.locale, "", finer.decimals)


def _candidates(edition: Edition) -> Iterator[SheetRow]:
    for rank, candidate in enumerate(candidates_of(edition), start=1):
        kpi, target = candidate.standing.kpi, candidate.target
        cells = (
            rank, kpi.id, kpi.name, _words(candidate.why), ", ".join(candidate.weak_periods), candidate.period,
            candidate.value, str(target.op) if target.op else None, target.value, target.low, target.high,
            candidate.counterweight_id,
        )  # fmt: skip
        yield SheetRow(cells, candidate.standing.style)


def _proposals(edition: Edition) -> Iterator[SheetRow]:
    known = told(edition)
    for row in edition.inputs.tables.proposals.sort("kpi_id").iter_rows(named=True):
        standing = known.get(row["kpi_id"])
        if standing:
            kpi = standing.kpi
            cells = (kpi.id, kpi.name, row["values_count"], row["median"], row["op"], row["best_quartile"])
            yield SheetRow(cells, standing.style)


def _restated(edition: Edition) -> Iterator[SheetRow]:
    known = {(s.kpi.id, s.department if s.is_part else None): s for s in edition.standings if not is_withheld(s)}
    rows = edition.inputs.tables.restated.sort("kpi_id", "entity_id", "period_id").iter_rows(named=True)
    for row in rows:
        entity = row["entity_id"].removeprefix("department/") if row["entity_id"] else None
        standing = known.get((row["kpi_id"], entity))
        if standing:
            cells = (
                row["period_id"], row["old_value"], row["new_value"], row["old_n"], row["new_n"],
                row["published_period_id"], row["version"], row["restated_on"], row["reason"],
            )  # fmt: skip
            yield SheetRow((*names(standing, edition), *cells), standing.style)


def _words(word: object) -> str | None:
    """`Hit or miss` for `hit_or_miss`; nothing for none."""
    return str(word).replace("_", " ").capitalize() if word else None
