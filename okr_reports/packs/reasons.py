"""Why a KPI is an exception, in a few words: since when it misses, why it is not judged, what it recovered from."""

from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import capitalised, joined_up_to, plural
from okr_reports.packs.numbers import NO_BREAK, sharpened
from okr_reports.packs.pages import STATUSES, Says
from okr_reports.packs.standings import Reading, Standing
from okr_reports.periods import Grain
from okr_reports.words import Health, Reason, TargetState

CALLED = {
    Grain.DAY: "day",
    Grain.WEEK: "week",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.HALF_YEAR: "half-year",
    Grain.YEAR: "year",
}
_NO_TARGET = {
    TargetState.NONE: "none is meant",
    TargetState.TBD: "still to be decided",
    TargetState.ELSEWHERE: "kept elsewhere",
    TargetState.QUALITATIVE: "said in words",
    TargetState.CONFIDENTIAL: "confidential",
}

_SHORT = {
    Reason.NO_DATA: "no data",
    Reason.NO_TARGET: "no target",
    Reason.NOT_DUE: "not due",
    Reason.SMALL_N: "too few rows",
    Reason.UNDEFINED: "undefined",
    Reason.CONFIDENTIAL: "confidential",
    Reason.NOT_DERIVABLE: "no history",
    Reason.FAILED: "failed",
    Reason.TRIAL: "on trial",
}


def reason_of(standing: Standing, edition: Edition) -> Says:
    """Why a KPI that is unknown, or misses its target, is an exception."""
    if standing.health is Health.UNKNOWN:
        return _unknown(standing, edition)
    return _missed(standing, edition)


def noun_of(standing: Standing) -> str:
    """`month`: what a period of this KPI is called."""
    return CALLED[standing.now.period.grain]


def missed_for(standing: Standing) -> str:
    """`3 months`: how long the present run of missed periods is."""
    return plural(max(standing.now.missed_count, 1), noun_of(standing))


def sub_periods_met(standing: Standing) -> str:
    """`3 of 4 weeks met`; empty for a KPI that is not faster than monthly."""
    if standing.judged_count is None or standing.now.period.grain not in (Grain.DAY, Grain.WEEK):
        return ""
    return f"{standing.met_count or 0} of {plural(standing.judged_count, noun_of(standing))} met"


def longer_verdicts(standing: Standing, edition: Edition) -> list[str]:
    """`2026-Q3 at risk: 305 against ≥ 320`, of each longer period that a target of its own judged (rules §3)."""
    return [
        f"{edition.period(reading.period)} {_against_target(reading, standing)}"
        for reading in standing.longer.values()
        if reading.target.op is not None and reading.value is not None and reading.health is not Health.UNKNOWN
    ]


def judged_note(standing: Standing) -> str:
    """A few words below the verdict: how long it is missed, why there is none, what it was before; else empty."""
    weeks = sub_periods_met(standing)
    if standing.health is Health.UNKNOWN:
        return _SHORT[standing.reason] if standing.reason else ""
    if weeks:
        return weeks
    if standing.is_new_recovery and standing.previous.health:
        return f"was {STATUSES[standing.previous.health].word.lower()}"
    if standing.health is Health.HEALTHY:
        return ""
    return f"for {missed_for(standing)}" if standing.now.missed_count > 1 else f"first {noun_of(standing)}"


def parts_off_target(standing: Standing, edition: Edition) -> list[str]:
    """The departments in which this company-wide KPI is off target."""
    return [
        edition.roster.department(part.department or "")
        for part in edition.standings
        if part.is_part and part.kpi.id == standing.kpi.id and part.health is Health.OFF_TARGET
    ]


def where_off_target(standing: Standing, edition: Edition) -> str:
    """`off target in Newark and LaGuardia`; empty when in no department."""
    missed = parts_off_target(standing, edition)
    every = sum(part.is_part and part.kpi.id == standing.kpi.id for part in edition.standings)
    if len(missed) == every > 1:
        return f"off target in all {every} departments"
    return f"off target in {joined_up_to(missed, most=2)}" if missed else ""


def _against_target(reading: Reading, standing: Standing) -> str:
    style = sharpened(standing.style, reading.value, edges=reading.target.edges)
    word = STATUSES[reading.health].word.lower()
    return f"{word}: {style.said(reading.value or 0.0)} against {reading.target.said(style)}"


def _missed(standing: Standing, edition: Edition) -> Says:
    now, found = standing.now, where_off_target(standing, edition)
    where = f"; {found}" if found else ""
    weeks = sub_periods_met(standing)
    if weeks:
        return Says(rest=capitalised(weeks) + where)
    if now.missed_count <= 1 or now.missed_since is None:
        first = "First" if standing.previous.health is Health.HEALTHY else "This"
        return Says(rest=f"{first} {noun_of(standing)} missed{where}")
    return Says(f"{capitalised(missed_for(standing))} missed", f", since {edition.period(now.missed_since)}{where}")


def _unknown(standing: Standing, edition: Edition) -> Says:
    reason = standing.reason or Reason.NO_DATA
    state = standing.now.target.state
    words = {
        Reason.NO_TARGET: ("No target", f": {_NO_TARGET[state]}" if state else " is set"),
        Reason.NOT_DUE: ("Not due", " yet: its target has a later date"),
        Reason.SMALL_N: ("Too few rows", _few_rows(standing)),
        Reason.UNDEFINED: ("Undefined", ": division by zero"),
        Reason.CONFIDENTIAL: ("Confidential", ": not in this report"),
        Reason.NOT_DERIVABLE: ("Not derivable", ": too little history"),
        Reason.FAILED: ("Failed", ": see data quality"),
        Reason.TRIAL: ("On trial", ": shown, not judged"),
        Reason.NO_DATA: ("No data", _no_rows(standing, edition)),
    }
    return Says(*words[reason])


def _few_rows(standing: Standing) -> str:
    if standing.now.n is None:
        return ""
    return (
        f": n{NO_BREAK}{standing.now.n} is below {standing.kpi.min_n}"
        if standing.kpi.min_n
        else ": fewer than may be shown"
    )


def _no_rows(standing: Standing, edition: Edition) -> str:
    """What is known about the missing rows: how long there has been none."""
    last = next((reading for reading in reversed(standing.history) if reading.value is not None), None)
    return f": last value in {edition.period(last.period)}" if last else f": {standing.kpi.extract} has no rows yet"
