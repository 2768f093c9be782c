"""The month on a page: the finding, four counts, exceptions, actions, decisions, and what somebody wrote about it."""

from collections import Counter
from collections.abc import Sequence

from okr_reports.packs.action_rows import actions_of
from okr_reports.packs.dates import month_only
from okr_reports.packs.decisions import decisions_of
from okr_reports.packs.edition import PARTIAL_MARK, Edition
from okr_reports.packs.exceptional import exceptional, named
from okr_reports.packs.exceptions import exceptions_of, steady_sentence
from okr_reports.packs.listing import plural
from okr_reports.packs.noise import noise_clause
from okr_reports.packs.pages import STATUSES, Count, MonthPage
from okr_reports.packs.roster import active_count
from okr_reports.packs.standings import Standing
from okr_reports.packs.titles import Named, all_reasons, as_title, finding, tally, title_names
from okr_reports.periods import Grain
from okr_reports.words import Health, Variation

_ORDER = (Health.OFF_TARGET, Health.AT_RISK, Health.HEALTHY, Health.UNKNOWN)


def month_page(edition: Edition, *, department_count: int) -> MonthPage:
    """The first page of the company pack."""
    company = [standing for standing in edition.standings if not standing.is_part]
    exceptions = exceptions_of(edition)
    decisions, decisions_note = decisions_of(edition, company)
    return MonthPage(
        kicker=f"KPI review · {edition.month_name}",
        title=as_title(finding_of(edition, named(exceptional(edition))), prefix=so_far(edition)),
        sub=_sub(edition, department_count),
        note=edition.partial_note,
        counts=counts_of(edition, [standing for standing in company if standing.is_counted]),
        counts_note=_counts_note(company),
        exceptions=exceptions,
        steady="" if exceptions else steady_sentence(edition),
        actions=actions_of(edition, company),
        decisions=decisions,
        decisions_note=decisions_note,
        commentary=edition.catalogue.notes.get(edition.month.key, ""),
    )


def finding_of(edition: Edition, standings: Sequence[Standing]) -> str:
    """The month's finding; `standings` are those that may be named, worst first."""
    if not edition.catalogue.kpis:
        return "no KPI is defined yet"
    counted = [standing for standing in edition.standings if standing.is_counted]
    return finding_about(counted, named=standings, edition=edition)


def finding_about(counted: Sequence[Standing], *, named: Sequence[Standing], edition: Edition) -> str:
    """The finding over some KPIs: off-target ones named, else those at risk, else those with a concern."""
    every = [kpi.name for kpi in edition.catalogue.kpis.values()]
    off = [standing for standing in named if standing.health is Health.OFF_TARGET]
    risky = [standing for standing in named if standing.health is Health.AT_RISK]
    worse = [s for s in named if s.health is Health.HEALTHY and s.variation is Variation.CONCERN]
    subjects = off or risky or worse
    return finding(
        tally(counted),
        Named(
            off_target=title_names(off, all_names=every),
            at_risk=title_names(risky, all_names=every),
            worsening=title_names(worse, all_names=every),
            noise=noise_clause(subjects, names=title_names(subjects, all_names=every)),
        ),
    )


def so_far(edition: Edition) -> str:
    """`September so far` for a month that has not ended."""
    month = month_only(edition.month.start, locale=edition.locale)
    return f"{month} so far" if edition.inputs.is_partial else ""


def counts_of(edition: Edition, counted: Sequence[Standing]) -> tuple[Count, ...]:
    """The four counts, each with the month before's."""
    now = Counter(standing.health for standing in counted)
    before = Counter(standing.previous.health for standing in counted)
    month = month_only(edition.previous_month.start, locale=edition.locale)
    has_before = any(before[health] for health in _ORDER)
    mark = PARTIAL_MARK if edition.inputs.is_partial else ""
    return tuple(
        Count(STATUSES[health], f"{now[health]}{mark}", f"was {before[health]} in {month}" if has_before else "")
        for health in _ORDER
    )


def _sub(edition: Edition, department_count: int) -> str:
    company, fiscal = edition.catalogue.company, edition.catalogue.fiscal
    quarter = fiscal.containing(edition.month.start, Grain.QUARTER)
    people = active_count(edition.inputs.tables.people, on=edition.month.last_day)
    sizes = [
        plural(people, "person", nouns="people") if people else "",
        plural(department_count, "department") if department_count else "",
        plural(len(edition.catalogue.kpis), "KPI"),
    ]
    parts = [
        company.name,
        f"period {edition.month.key} in {quarter.key}",
        ", ".join(size for size in sizes if size),
        f"data as of {edition.as_of}",
    ]
    return " · ".join(parts)


def _counts_note(company: Sequence[Standing]) -> str:
    """Why the unknown ones are, and where the KPIs stand that the counts leave out."""
    counts = tally([standing for standing in company if standing.is_counted])
    apart = sum(standing.is_apart for standing in company)
    parts = [
        f"Unknown: {all_reasons(counts)}." if len(counts.unjudged) > 1 else "",
        f"{plural(apart, 'slower KPI stands', nouns='slower KPIs stand')} apart on the departments' pages."
        if apart
        else "",
    ]
    return " ".join(part for part in parts if part)
