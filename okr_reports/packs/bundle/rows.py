"""From table rows to standings: one employee's segments, areas, KPIs and verdicts, in the role's own order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from okr_reports.appraisal_words import Measured, NotJudged, Verdict
from okr_reports.catalogue.roles_model import Kra
from okr_reports.errors import UsageError
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables, KpiFacts
from okr_reports.packs.bundle.standing import KpiStanding, KraStanding, PeriodVerdict, SegmentStanding
from okr_reports.packs.numbers import NumberStyle, choose_style, sharpened
from okr_reports.packs.own_rows import OwnRows
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import MONTHS_IN, FiscalCalendar, Grain, Period
from okr_reports.words import Cadence, Operator

Row = Mapping[str, Any]
_GRAINS = {Cadence.QUARTERLY: Grain.QUARTER, Cadence.HALF_YEARLY: Grain.HALF_YEAR, Cadence.YEARLY: Grain.YEAR}
_BLANK: Row = {
    "measured": None, "judged_grain": None, "met_count": 0, "judged_count": 0, "responsible_count": 0,
    "achievement": None, "attainment": None, "reason": None, "value": None, "n": None, "value_grain": None,
    "is_total": False, "target_op": None,
    "target_value": None, "target_low": None, "target_high": None,
}  # fmt: skip


@dataclass(frozen=True)
class _Found:
    """The rows of one segment by KRA and KPI, and the numbers of the sources."""

    facts: CycleFacts
    kpis: Mapping[tuple[str, str], Row]
    kras: Mapping[str, Row]
    periods: Mapping[tuple[str, str], Sequence[Row]]
    sources: Mapping[str, int]


def sorted_rows(table: OwnRows, *columns: str) -> list[Row]:
    """The rows by these columns, empty ones last."""

    def place(row: Row) -> tuple[tuple[bool, Any], ...]:
        return tuple((row[column] is None, 0 if row[column] is None else row[column]) for column in columns)

    return sorted(table.to_dicts(), key=place)


def segments_of(tables: EmployeeTables, facts: CycleFacts) -> tuple[SegmentStanding, ...]:
    """The employee's segments in order of days."""
    kpis, kras = tables.kpi_achievements.to_dicts(), tables.kra_achievements.to_dicts()
    periods = sorted_rows(tables.kra_periods, "period_id")
    own = {row["segment"]: row for row in tables.segment_achievements.to_dicts()}
    sources = _source_numbers(kpis, tables.segments.column("role_id"), facts)
    segments = []
    for row in sorted_rows(tables.segments, "segment"):
        number = row["segment"]
        found = _Found(
            facts,
            {(kpi["kra_id"], kpi["kpi_id"]): kpi for kpi in kpis if kpi["segment"] == number},
            {kra["kra_id"]: kra for kra in kras if kra["segment"] == number},
            _grouped(period for period in periods if period["segment"] == number),
            sources,
        )
        segments.append(_segment(row, own.get(number, {}), found))
    return tuple(segments)


def _segment(row: Row, own: Row, found: _Found) -> SegmentStanding:
    role = found.facts.roles.get(row["role_id"] or "")
    named: Mapping[str, Kra] = {kra.id or "": kra for kra in (role.kras if role else [])}
    ids = list(dict.fromkeys([*named, *found.kras, *(kra_id for kra_id, _ in found.kpis)]))
    return SegmentStanding(
        number=row["segment"],
        role=role,
        role_id=row["role_id"],
        team_id=row["team_id"],
        department_id=row["department_id"],
        manager_id=row["manager_id"],
        from_on=row["from_on"],
        to_on=row["to_on"],
        working_day_count=row["working_day_count"] or 0,
        leave_day_count=row["leave_day_count"] or 0,
        measured_weight=own.get("measured_weight") or 0.0,
        achievement=own.get("achievement"),
        reason=_reason(own.get("reason")),
        kras=tuple(_kra(id, named.get(id), found) for id in ids),
    )


def _kra(id: str, kra: Kra | None, found: _Found) -> KraStanding:
    row = found.kras.get(id, {})
    weights = {kpi.kpi: kpi for kpi in (kra.kpis if kra else [])}
    kpi_ids = list(dict.fromkeys([*weights, *(kpi_id for kra_id, kpi_id in found.kpis if kra_id == id)]))
    kpis = []
    for kpi_id in kpi_ids:
        written = weights.get(kpi_id)
        blank = {**_BLANK, **({"weight": written.weight, "measured": written.measured} if written else {"weight": 0.0})}
        kpis.append(
            _kpi(kpi_id, found.kpis.get((id, kpi_id), blank), rows=found.periods.get((id, kpi_id), ()), found=found)
        )
    weight = row.get("weight")
    return KraStanding(
        id=id,
        name=kra.name if kra else id,
        weight=weight if weight is not None else kra.weight if kra else 0.0,
        achievement=row.get("achievement"),
        measured_weight=row.get("measured_weight") or 0.0,
        reason=_reason(row.get("reason")),
        kpis=tuple(kpis),
    )


def _kpi(kpi_id: str, row: Row, *, rows: Sequence[Row], found: _Found) -> KpiStanding:
    facts = found.facts.kpis.get(kpi_id)
    grain = _grain_of(row["judged_grain"], facts)
    verdicts = tuple(_verdict(period, found.facts) for period in _of_grain(rows, row["judged_grain"], grain))
    standing = KpiStanding(
        id=kpi_id,
        name=facts.name if facts else kpi_id,
        facts=facts,
        weight=row["weight"] or 0.0,
        measured=Measured(row["measured"]) if row["measured"] else None,
        judged_grain=grain,
        met=row["met_count"] or 0,
        judged=row["judged_count"] or 0,
        responsible=row["responsible_count"] or 0,
        achievement=row["achievement"],
        attainment=row["attainment"],
        reason=_reason(row["reason"]),
        value=row["value"],
        n=row["n"],
        value_grain=row["value_grain"],
        is_total=bool(row["is_total"]),
        target=_target(row),
        style=NumberStyle(found.facts.company.locale),
        periods=verdicts,
        shown=_shown(verdicts, grain, found.facts),
        source=found.sources[kpi_id],
    )
    return replace(standing, style=_style(standing, found.facts))


def _verdict(row: Row, facts: CycleFacts) -> PeriodVerdict:
    by_pack = facts.policy.verdict == Verdict.AS_PUBLISHED and row["published_is_met"] is not None
    return PeriodVerdict(
        key=row["period_id"],
        period=_period(row["period_id"], facts.fiscal),
        value=row["value"],
        n=row["n"],
        target=_target(row),
        scale=row["target_scale"],
        is_responsible=bool(row["is_responsible"]),
        is_judged=bool(row["is_judged"]),
        is_met=row["is_met"],
        counts_met=row["published_is_met"] if by_pack else row["is_met"],
        reason=_reason(row["reason"]),
        published_value=row["published_value"],
        published_is_met=row["published_is_met"],
    )


def _target(row: Row) -> TargetInForce:
    op = Operator(row["target_op"]) if row["target_op"] else None
    return TargetInForce(
        op=op,
        value=row["target_value"],
        low=row["target_low"],
        high=row["target_high"],
        set_on=row.get("target_set_on"),
    )


def _style(standing: KpiStanding, facts: CycleFacts) -> NumberStyle:
    """By the author's decimals, else by the values; sharper where value and target would print alike but differ."""
    sizes = [verdict.value for verdict in standing.periods] + [standing.value]
    known = [size for size in sizes if size is not None] or list(standing.target.edges)
    unit = standing.facts.unit if standing.facts else ""
    style = choose_style(unit, known, locale=facts.company.locale, currency=facts.company.currency)
    if standing.facts and standing.facts.decimals is not None:
        return replace(style, decimals=standing.facts.decimals)
    return sharpened(style, standing.value, edges=standing.target.edges)


def _grain_of(judged: str | None, facts: KpiFacts | None) -> Grain | None:
    """The length of the judged periods; None for the segment as a whole."""
    if judged in set(Grain):
        return Grain(judged)
    return None if judged else _GRAINS.get(facts.cadence, Grain.MONTH) if facts else Grain.MONTH


def _of_grain(rows: Sequence[Row], judged: str | None, grain: Grain | None) -> Sequence[Row]:
    """The rows of the length the KPI is judged by; all where none is marked so."""
    wanted = judged or grain
    chosen = [row for row in rows if row["grain"] == wanted]
    return chosen or rows


def _shown(verdicts: Sequence[PeriodVerdict], grain: Grain | None, facts: CycleFacts) -> tuple[Period, ...]:
    """Every period of the cycle at the length of the verdicts; none where the segment is judged as a whole."""
    own = {verdict.period.grain for verdict in verdicts if verdict.period}
    length = own.pop() if len(own) == 1 else grain
    if length is None or length not in MONTHS_IN or (verdicts and not all(verdict.period for verdict in verdicts)):
        return ()
    return tuple(facts.fiscal.within(facts.cycle, length))


@lru_cache(maxsize=256)
def _period(key: str, fiscal: FiscalCalendar) -> Period | None:
    try:
        return fiscal.period(key)
    except UsageError:
        return None


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["kra_id"], row["kpi_id"]), []).append(row)
    return found


def _source_numbers(kpis: Sequence[Row], role_ids: Sequence[str | None], facts: CycleFacts) -> dict[str, int]:
    """KPI id → [n], in the order in which the KPIs are printed first."""
    roles = [role for id in role_ids if (role := facts.roles.get(id or ""))]
    written = [kpi.kpi for role in roles for kra in role.kras for kpi in kra.kpis]
    ordered = dict.fromkeys([*written, *(row["kpi_id"] for row in kpis)])
    return {kpi_id: number for number, kpi_id in enumerate(ordered, 1)}


def _reason(word: str | None) -> NotJudged | None:
    if word is None:
        return None
    return NotJudged(word) if word in set(NotJudged) else NotJudged.UNKNOWN
