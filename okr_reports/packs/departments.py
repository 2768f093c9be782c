"""One page per department: its KPIs in chains, slower ones apart, charts and sentences made by rules."""

from collections.abc import Sequence

from okr_reports.packs.chart_notes import PageNotes
from okr_reports.packs.charts import PageCharts, charted_signals, charts_of, notes_of, wanted_count
from okr_reports.packs.drawn import spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.exceptions import LONGEST_NAME
from okr_reports.packs.grouping import COMPANY_WIDE, StandingGroup, by_cadence, chains
from okr_reports.packs.heads import Heads
from okr_reports.packs.listing import plural, shortened
from okr_reports.packs.month import finding_about, so_far
from okr_reports.packs.pages import STATUSES, DepartmentPage, KpiGroup, KpiRow, KpiTable, Says, SignalCell
from okr_reports.packs.reasons import longer_verdicts, sub_periods_met
from okr_reports.packs.remarks import remarks_on
from okr_reports.packs.room import DOUBT, PAGES, chart_heights, heading_height, height_below, tables_height
from okr_reports.packs.signal_words import assurance_of, variation_cell
from okr_reports.packs.standings import Standing
from okr_reports.packs.titles import as_title, tally
from okr_reports.periods import Grain
from okr_reports.words import Reason

# With so few KPIs a department leaves room for the next one on its page.
SHORT = 3


def department_page(department_id: str | None, standings: Sequence[Standing], *, edition: Edition) -> DepartmentPage:
    """The page of one department; without an id, of the KPIs that belong to none."""
    name = edition.roster.department(department_id) if department_id else COMPANY_WIDE
    monthly = [standing for standing in standings if not standing.is_apart]
    slower = [standing for standing in standings if standing.is_apart]
    named = sorted(monthly, key=lambda standing: -standing.now.missed_count)
    title = as_title(finding_about(monthly, named=named, edition=edition), prefix=name)
    if not monthly:
        title = f"{name}: {plural(len(slower), 'KPI')}, slower than monthly"
    owner = _one_owner(standings, edition)
    tables = tuple(_tables(name, standings, edition, with_owner=not owner))
    filled = heading_height(title) + tables_height(tables)
    charts, is_full = _charts(standings, tables, edition, filled=filled)
    remarks = remarks_on(standings, edition, drawn=[figure.kpi_id for figure in charts.figures])
    has_remarks = not is_full if charts.figures else _fits(remarks, filled, edition)
    return DepartmentPage(
        department_id=department_id,
        name=name,
        title=f"{title}{f' ({so_far(edition)})' if edition.inputs.is_partial else ''}",
        starts_page=len(standings) > SHORT,
        sub=_sub(standings, edition, owner=owner),
        note=edition.partial_note,
        tables=tables,
        charts=charts.figures,
        notes=charts.notes.listed,
        notes_note=charts.notes.note,
        remarks=remarks if has_remarks else (),
        has_one_owner=bool(owner),
    )


def _charts(
    standings: Sequence[Standing], tables: Sequence[KpiTable], edition: Edition, *, filled: float
) -> tuple[PageCharts, bool]:
    """The charts that fit below the tables, which fill so much; none where the page would begin with words alone.

    And whether they take the room of the remarks, which only sum up the tables: so they do for a signal.
    """
    remarks, notes = remarks_on(standings, edition, drawn=()), notes_of(charted_signals(standings), edition)
    page = PAGES[edition.catalogue.company.paper]
    if not _fits(remarks, filled, edition) and not charted_signals(standings):
        return charts_of(standings, edition, heights=()), False
    wanted = wanted_count(standings, edition)
    heights = chart_heights(tables, wanted=wanted, used=filled + height_below(remarks, notes), page=page)
    is_full = not heights and bool(charted_signals(standings))
    if is_full:
        heights = chart_heights(tables, wanted=wanted, used=filled + height_below((), notes), page=page)
    return charts_of(standings, edition, heights=heights), is_full


def _fits(remarks: Sequence[Says], filled: float, edition: Edition) -> bool:
    """Whether the remarks stand on the page where the tables end, so that no page holds them alone.

    They sum up what the tables say.
    """
    page = PAGES[edition.catalogue.company.paper]
    return filled % page + height_below(remarks, PageNotes()) + DOUBT < page


def _one_owner(standings: Sequence[Standing], edition: Edition) -> str:
    """Who answers for every KPI of a page of its own: said once, so that rows take one line less; empty for several."""
    owners = {edition.owner(standing.kpi) for standing in standings}
    return owners.pop() if len(standings) > SHORT and len(owners) == 1 else ""


def _sub(standings: Sequence[Standing], edition: Edition, *, owner: str) -> str:
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
    year = " and a year before" if _has_last_year(standings) else ""
    about = f"period {edition.month.key} · changes on {edition.period(edition.previous_month)}{year}"
    owned = f"owner of all: {owner}" if owner else ""
    return " · ".join(part for part in (plural(len(standings), "KPI"), verdicts, slower, owned, about) if part)


def _tables(name: str, standings: Sequence[Standing], edition: Edition, *, with_owner: bool) -> list[KpiTable]:
    """The monthly KPIs in chains, then those on another cadence by what their shown period is."""
    monthly = [standing for standing in standings if standing.now.period.grain is Grain.MONTH]
    others = [standing for standing in standings if standing.now.period.grain is not Grain.MONTH]
    tables = []
    if monthly:
        groups = tuple(_group(group, edition, with_owner=with_owner) for group in chains(monthly, edition))
        tables.append(KpiTable("", f"{name} KPIs", Heads.of_month(edition), groups, _has_last_year(monthly)))
    if others:
        title = "On another cadence: the last period that has ended"
        groups = tuple(_group(group, edition, with_owner=with_owner) for group in by_cadence(others))
        label, heads = f"{name}, on another cadence", Heads.of_any(edition)
        tables.append(KpiTable(title if monthly else "", label, heads, groups, _has_last_year(others)))
    return tables


def _has_last_year(standings: Sequence[Standing]) -> bool:
    return any(standing.last_year.by is not None for standing in standings)


def _group(group: StandingGroup, edition: Edition, *, with_owner: bool) -> KpiGroup:
    return KpiGroup(group.title, tuple(_row(s, edition, group=group, with_owner=with_owner) for s in group.standings))


def _row(standing: Standing, edition: Edition, *, group: StandingGroup, with_owner: bool) -> KpiRow:
    style = standing.style
    return KpiRow(
        name=shortened(standing.kpi.name, most=LONGEST_NAME),
        remark=_remark(standing, edition, role=group.roles.get(standing.kpi.id, ""), with_owner=with_owner),
        status=STATUSES[standing.health],
        now=edition.marked(style.figure(standing.now.value), standing.now),
        n=edition.count(standing.now.n),
        previous=edition.marked(style.change(standing.previous.by, standing.previous.unit), standing.now),
        last_year=edition.marked(style.change(standing.last_year.by, standing.last_year.unit), standing.now),
        target=standing.now.target.figure(style),
        spark=spark_of(standing),
        signal=_signal(standing, edition),
    )


def _signal(standing: Standing, edition: Edition) -> SignalCell:
    variation, note = variation_cell(standing, edition)
    is_trial = standing.signal is not None and standing.signal.is_trial and variation is not None
    return SignalCell(variation, note, assurance_of(standing), is_trial)


def _remark(standing: Standing, edition: Edition, *, role: str, with_owner: bool) -> str:
    is_month = standing.now.period.grain is Grain.MONTH
    period = "" if is_month else edition.period(standing.now.period)
    owner = edition.owner_remark(standing, with_department=False) if with_owner else standing.style.remark
    reason = _short_reason(standing)
    words = (role, owner, period, sub_periods_met(standing), reason, *longer_verdicts(standing, edition))
    return " · ".join(part for part in words if part)


def _short_reason(standing: Standing) -> str:
    words = {Reason.TRIAL: "on trial", Reason.CONFIDENTIAL: "confidential", Reason.UNDEFINED: "undefined"}
    if standing.reason:
        return words.get(standing.reason, "")
    return "in norm" if standing.now.is_in_norm else ""
