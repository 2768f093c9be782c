"""What is missing in a bundle, and whose job it is."""

from collections.abc import Iterator

from okr_reports.appraisal_words import NotJudged
from okr_reports.packs.bundle.evidence import gap_months
from okr_reports.packs.bundle.pages import MissingRow
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.words_parts import unrated
from okr_reports.packs.dates import month_only
from okr_reports.packs.listing import joined, joined_up_to, plural, shortened

_MOST_NAMED, _LONGEST_NAME = 3, 60
_HR = "HR"


def missing_of(record: Record) -> tuple[MissingRow, ...]:
    """What nobody recorded, most basic first."""
    return (*_place(record), *_role(record), *_manager(record), *_policy(record), *_kpis(record), *_words(record))


def _place(record: Record) -> Iterator[MissingRow]:
    if not record.people:
        yield MissingRow(f"People's records have no row of {record.id}", _HR)
    elif not record.spans:
        yield MissingRow("People's records have no row that touches this cycle", _HR)


def _role(record: Record) -> Iterator[MissingRow]:
    if record.spans and not record.segments:
        yield MissingRow("No role in people's records", _HR)
    for segment in record.segments:
        span = record.between(segment.from_on, segment.to_on)
        if segment.role_id is None:
            yield MissingRow(f"No role in people's records, {span}", _HR)
        elif segment.role is None:
            yield MissingRow(f"The role {shortened(segment.role_id, most=_LONGEST_NAME)} has no description", _HR)
        elif not segment.kras:
            yield MissingRow(f"The role {segment.role.name} has no area of responsibility", _HR)


def _manager(record: Record) -> Iterator[MissingRow]:
    if record.segments and not record.manager_id:
        yield MissingRow("No manager in people's records, so no reviewer", _HR)


def _policy(record: Record) -> Iterator[MissingRow]:
    linkage = record.facts.linkage
    if linkage is None:
        yield MissingRow("No linkage policy: nobody wrote down how appraisals use this evidence", _HR)
    elif _is_late(record):
        yield MissingRow(
            "The linkage policy was written or, by this store, first seen after the cycle's first day", _HR
        )


def _is_late(record: Record) -> bool:
    linkage = record.facts.linkage
    days = [linkage.written_on, linkage.first_seen_on] if linkage else []
    return any(day > record.cycle.start for day in days if day)


def _kpis(record: Record) -> Iterator[MissingRow]:
    reasons = {
        "No data": (NotJudged.NO_DATA, NotJudged.UNDEFINED),
        "No numeric target": (NotJudged.NO_TARGET, NotJudged.NOT_NUMERIC, NotJudged.BACK_DATED),
        "Could not be computed": (NotJudged.FAILED,),
    }
    silent = {kpi.id: kpi for kpi in record.kpis if not kpi.judged}
    if any(_main_reason(kpi.reason, kpi.periods) is NotJudged.NO_TEAM for kpi in silent.values()):
        yield MissingRow("No team in people's records, so no value of the team's KPIs", _HR)
    for words, wanted in reasons.items():
        names = [kpi.name for kpi in silent.values() if _main_reason(kpi.reason, kpi.periods) in wanted]
        if names:
            said = joined_up_to([shortened(name, most=_LONGEST_NAME) for name in names], most=_MOST_NAMED)
            yield MissingRow(f"{words}: {said}", "the KPI's owner" if len(names) == 1 else "the KPIs' owners")


def _main_reason(reason: NotJudged | None, periods: tuple) -> NotJudged | None:
    """Why nothing was judged: what the periods say most recently says more than that they were few."""
    own = [verdict.reason for verdict in periods if verdict.reason and verdict.reason is not NotJudged.ON_LEAVE]
    return own[-1] if own else reason


def _words(record: Record) -> Iterator[MissingRow]:
    reviewer = record.person(record.manager_id) or "the reviewer"
    gaps = [month_only(month.start, locale=record.locale) for month in gap_months(record)]
    if gaps:
        whose = f"{record.called} and {reviewer}" if record.segments else reviewer
        is_whole = len(gaps) == len(record.months)
        yield MissingRow("No evidence in the whole cycle" if is_whole else f"No evidence for {joined(gaps)}", whose)
    open_ones = unrated(record)
    if open_ones:
        said = joined_up_to([shortened(name, most=_LONGEST_NAME) for name in open_ones], most=_MOST_NAMED)
        yield MissingRow(
            f"{plural(len(open_ones), 'competency', nouns='competencies')} without a word: {said}", reviewer
        )
