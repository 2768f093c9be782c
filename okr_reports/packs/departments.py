"""One page per department: its KPIs in chains, slower ones apart, charts and sentences made by rules."""

from collections.abc import Sequence

from okr_reports.packs.drawn import spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.grouping import COMPANY_WIDE, StandingGroup, chains
from okr_reports.packs.listing import plural
from okr_reports.packs.month import finding_about, so_far
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import STATUSES, DepartmentPage, KpiGroup, KpiRow, KpiTable
from okr_reports.packs.reasons import sub_periods_met
from okr_reports.packs.remarks import remarks_on
from okr_reports.packs.standings import Standing
from okr_reports.packs.titles import as_title, tally
from okr_reports.packs.trends import trends_of
from okr_reports.periods import Grain
from okr_reports.words import Reason

# With so few KPIs a department leaves room for the next one on its page.
SHORT = 3


def department_page(department_id: str | None, standings: Sequence[Standing], edition: Edition) -> DepartmentPage:
    """The page of one department; without an id, of the KPIs that belong to none."""
    name = edition.roster.department(department_id) if department_id else COMPANY_WIDE
    monthly = [standing for standing in standings if not standing.is_apart]
    slower = [standing for standing in standings if standing.is_apart]
    named = sorted(monthly, key=lambda standing: -standing.now.missed_count)
    title = as_title(finding_about(monthly, named=named, edition=edition), prefix=name)
    if not monthly:
        title = f"{name}: {plural(len(slower), 'KPI')}, slower than monthly"
    tables = tuple(_tables(name, monthly, slower, edition))
    charts = trends_of(standings, edition, group_count=sum(len(table.groups) for table in tables))
    return DepartmentPage(
        department_id=department_id,
        name=name,
        title=f"{title}{f' ({so_far(edition)})' if edition.inputs.is_partial else ''}",
        starts_page=len(standings) > SHORT,
        sub=_sub(standings, edition),
        note=edition.partial_note,
        tables=tables,
        charts=charts,
        remarks=remarks_on(standings, edition, drawn=[figure.kpi_id for figure in charts]),
    )


def _sub(standings: Sequence[Standing], edition: Edition) -> str:
    counts = tally([standing for standing in standings if not standing.is_apart])
    apart = sum(standing.is_apart for standing in standings)
    parts = [
        f"{counts.healthy} healthy" if counts.healthy else "",
        f"{counts.at_risk} at risk" if counts.at_risk else "",
        f"{counts.off_target} off target" if counts.off_target else "",
        f"{counts.unknown} unknown" if counts.unknown else "",
    ]
    verdicts = ", ".join(part for part in parts if part)
    slower = f"{apart} slower, apart" if apart else ""
    about = f"period {edition.month.key} · changes on {edition.period(edition.previous_month)} and a year before"
    return " · ".join(part for part in (plural(len(standings), "KPI"), verdicts, slower, about) if part)


def _tables(name: str, monthly: Sequence[Standing], slower: Sequence[Standing], edition: Edition) -> list[KpiTable]:
    tables = [_table(monthly, edition, title="", label=f"{name} KPIs")] if monthly else []
    if slower:
        title = "Slower than monthly: the last period that has ended"
        tables.append(_table(slower, edition, title=title, label=f"{name}, slower KPIs"))
    return tables


def _table(standings: Sequence[Standing], edition: Edition, *, title: str, label: str) -> KpiTable:
    is_monthly = all(standing.now.period.grain is Grain.MONTH for standing in standings)
    fiscal, month = edition.catalogue.fiscal, edition.month
    now, before, last_year, quarter = (
        edition.period(period)
        for period in (
            month,
            edition.previous_month,
            fiscal.same_last_year(month),
            fiscal.containing(month.start, Grain.QUARTER),
        )
    )
    return KpiTable(
        title=title,
        label=label,
        now_head=(now,) if is_monthly else ("Last",),
        previous_head=_change_head(before) if is_monthly else ("Δ period", "before"),
        last_year_head=_change_head(last_year) if is_monthly else ("Δ year", "before"),
        quarter_head=tuple(quarter.split("-")),
        year_head=("Year", "to date"),
        now_label=now if is_monthly else "Last",
        previous_label=f"Change on {before}" if is_monthly else "Change on the period before",
        last_year_label=f"On {last_year}" if is_monthly else "On the year before",
        quarter_label=quarter,
        groups=tuple(_group(group, edition) for group in chains(standings, edition)),
    )


def _change_head(period: str) -> tuple[str, ...]:
    """`Δ Aug`, and a year below its month."""
    month, _, year = period.rpartition(" ")
    return (f"Δ {month}", year) if month else (f"Δ {period}",)


def _group(group: StandingGroup, edition: Edition) -> KpiGroup:
    rows = [_row(standing, edition, role=group.roles.get(standing.kpi.id, "")) for standing in group.standings]
    return KpiGroup(group.title, tuple(rows))


def _row(standing: Standing, edition: Edition, *, role: str) -> KpiRow:
    style = standing.style
    return KpiRow(
        name=standing.kpi.name,
        remark=_remark(standing, edition, role),
        status=STATUSES[standing.health],
        now=edition.current(style.figure(standing.now.value)),
        n=edition.count(standing.now.n),
        previous=edition.current(style.change(standing.previous.by, standing.previous.unit)),
        last_year=edition.current(style.change(standing.last_year.by, standing.last_year.unit)),
        target=standing.now.target.figure(style),
        spark=spark_of(standing),
        quarter=_longer(standing, Grain.QUARTER, edition),
        year_to_date=_longer(standing, Grain.YEAR_TO_DATE, edition),
    )


def _longer(standing: Standing, grain: Grain, edition: Edition) -> Figure:
    reading = standing.longer.get(grain)
    return edition.current(standing.style.figure(reading.value if reading else None))


def _remark(standing: Standing, edition: Edition, role: str) -> str:
    is_month = standing.now.period.grain is Grain.MONTH
    period = "" if is_month else edition.period(standing.now.period)
    owner = edition.owner_remark(standing, with_department=False)
    reason = _short_reason(standing)
    return " · ".join(part for part in (role, owner, period, sub_periods_met(standing), reason) if part)


def _short_reason(standing: Standing) -> str:
    words = {Reason.TRIAL: "on trial", Reason.CONFIDENTIAL: "confidential", Reason.UNDEFINED: "undefined"}
    return words.get(standing.reason, "") if standing.reason else ""
