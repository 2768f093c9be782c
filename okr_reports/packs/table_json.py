"""Rows of the further tables as they appear in report.json: nothing of what is confidential or hidden."""

from okr_reports.packs.candidates import Candidate, candidates_of, wording
from okr_reports.packs.edition import Edition
from okr_reports.packs.further_json import (
    AlertJson,
    CandidateJson,
    EventJson,
    GoalJson,
    PublishedJson,
    RebaseJson,
    RestatedJson,
)
from okr_reports.packs.restated import restated_by_standing
from okr_reports.packs.withheld import told
from okr_reports.words import AlertKind


def candidates_json(edition: Edition) -> tuple[CandidateJson, ...]:
    """The candidates, best first."""
    return tuple(_candidate(candidate) for candidate in candidates_of(edition))


def _candidate(candidate: Candidate) -> CandidateJson:
    target = candidate.target
    return CandidateJson(
        kpi_id=candidate.standing.kpi.id,
        why=candidate.why,
        from_=candidate.value,
        to=GoalJson(target.op, target.value, target.low, target.high) if target.op else None,
        counterweight=candidate.counterweight_id,
        from_period=candidate.period,
        weak_periods=candidate.weak_periods,
        wording=wording(candidate),
    )


def restated_json(edition: Edition) -> tuple[RestatedJson, ...]:
    """Published values of the company and of departments that are other ones now."""
    return tuple(
        RestatedJson(
            kpi_id=row["kpi_id"],
            department=standing.department if standing.is_part else None,
            period=row["period_id"],
            from_=row["old_value"],
            to=row["new_value"],
            n_from=row["old_n"],
            n_to=row["new_n"],
            published=PublishedJson(row["published_period_id"], row["version"]),
            restated_on=row["restated_on"],
            reason=row["reason"],
        )
        for standing, row in restated_by_standing(edition.standings, edition)
    )


def alerts_json(edition: Edition) -> tuple[AlertJson, ...]:
    """What somebody must hear at once, of the KPIs that may be told."""
    known = told(edition)
    rows = edition.inputs.tables.alerts.sort("kpi_id", "kind").iter_rows(named=True)
    return tuple(
        AlertJson(row["kpi_id"], AlertKind(row["kind"]), row["period_id"]) for row in rows if row["kpi_id"] in known
    )


def events_json(edition: Edition) -> tuple[EventJson, ...]:
    """What happened, oldest first; nothing about confidential KPIs."""
    known = told(edition)
    rows = edition.inputs.tables.events.sort("happened_on", "event_id").iter_rows(named=True)
    return tuple(
        EventJson(row["happened_on"], row["kpi_id"], row["text"])
        for row in rows
        if row["kpi_id"] is None or row["kpi_id"] in known
    )


def rebases_json(edition: Edition) -> tuple[RebaseJson, ...]:
    """From when on limits begin anew."""
    known = told(edition)
    rows = edition.inputs.tables.rebases.sort("kpi_id", "from_on").iter_rows(named=True)
    return tuple(
        RebaseJson(row["kpi_id"], row["from_on"], row["why"], bool(row["is_formula_change"]))
        for row in rows
        if row["kpi_id"] in known
    )
