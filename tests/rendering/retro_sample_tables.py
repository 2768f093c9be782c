"""The further tables of the retro by hand: what was changed, who drives what, what earlier cycles show."""

from datetime import date, timedelta

import polars as pl

from okr_reports import goal_reading_tables as reading
from okr_reports import goal_tables as goals
from okr_reports.tables import EVENTS, KPI_HEALTH, QUARANTINED
from tests.rendering.sample_company import cells, sheets
from tests.rendering.sample_review import figures, frame, health_rows, shown

# group | key results | held | expected | longest | whose | silent | active | on | at risk | off | net
TEAMS = """
all | 16 | 194 | 208 | 35 | evidence | 1 | 16 | 11 | 4 | 1 | 0.625
company | 6 | 75 | 78 | 21 | soc2 | 0 | 6 | 4 | 2 | 0 | 0.6667
department/product | 2 | 26 | 26 | 7 | setup | 0 | 2 | 2 | 0 | 0 | 1.0
department/customer-success | 2 | 25 | 26 | 14 | save-rate | 0 | 2 | 2 | 0 | 0 | 1.0
department/sales | 2 | 25 | 26 | 14 | questionnaire | 0 | 2 | 1 | 1 | 0 | 0.5
department/engineering | 2 | 21 | 26 | 35 | evidence | 0 | 2 | 1 | 0 | 1 | 0.0
department/hr | 2 | 22 | 26 | 33 | security-hire | 1 | 2 | 1 | 0 | 1 | 0.0
"""
# key result | objective | field | original | current | on | by
POSTS = """
coverage | leaky-bucket | filter | all accounts | paid accounts | 2026-08-18 | E020
soc2 | upmarket | due_on | 2026-08-31 | 2026-09-30 | 2026-08-30 | E020
p1 | upmarket | target | 2 | 3 |  | 
"""
# key result | cause | reason | with | without | objective with | without
EFFECTS = """
coverage | error | free accounts have no owner who could act | 0.82 | 0.74 | 0.7077 | 0.6810
soc2 | resources | the auditor was available only in September | 0.80 | 0.80 | 0.9333 | 0.9333
p1 |  |  | 1.00 | 0.8571 | 0.9333 | 0.8857
"""
# key result | group | contribution
ALIGNMENT = """
churn | department/customer-success | drives
first-value | department/product | supports
first-value | department/customer-success | supports
coverage | department/engineering | drives
coverage | department/customer-success | supports
deals | department/sales | drives
deals | department/hr | supports
soc2 | department/engineering | drives
soc2 | department/hr | supports
p1 | department/engineering | drives
"""
# gap | subject | others
GAPS = """
undriven | first-value | department/product department/customer-success
claimed_twice | success/health-coverage | department/customer-success department/engineering
orphan | p-activation | department/product
"""
# cycle | scores
POINTS = """
2025-Q3 | 0.20 0.35 0.45 0.50 0.50 0.60 0.70 0.75
2025-Q4 | 0.70 0.85 0.90 0.95 1.00 1.00 1.00 1.00 0.90
2026-Q1 | 0.30 0.40 0.50 0.55 0.55 0.60 0.60 0.65 0.70 0.75 0.70
2026-Q2 | 0.35 0.45 0.50 0.60 0.60 0.65 0.70 0.70 0.75 0.80 0.80 0.95
2026-Q3 | 0.6364 0.6667 0.82 1.00 1.00 0.7895 0.575 0.6833 0.70 0.7857 0.50 0.75 0.50
"""
# key result | counterweight | verdict | sign | from | to
COSTS = """
coverage | | none_named | | |
deals | sales/discount-depth | clean | | 12.1 | 10.8
p1 | engineering/deployments | clean | | 12 | 12
setup | support/p90-first-response | at_a_cost | concern | 2.4 | 3.4
save-rate | sales/discount-depth | clean | | 12.1 | 10.8
opportunities | sales/win-rate | watch | concern | 24.1 | 22.8
drills | engineering/deployments | clean | | 12 | 12
executives | people-finance/retention-90 | not_judged | | 93 | 93
"""
# key result | moved | learned
RETRO = """
churn | Calls to accounts at risk began in week 6 | Start the calls in week 1; keep the list weekly
first-value | Customers' own approval takes three days | Send the approval form with the contract
soc2 | The security engineer was not hired | Contract an auditor for the four access controls
imports | Two of five file formats were done |
playbook | Two of six managers were trained by week 9 | Train the other four by 16 October
evidence | Paused in weeks 5 to 8 for coverage | One sprint in October
security-hire | Offer declined in week 4, no second candidate | Referral channel; agency from 5 October
"""
# key result | confidence | score | grade
MID = """
churn | on_track | 0.6364 | amber
first-value | on_track | 0.6667 | amber
coverage | at_risk | 0.82 | green
deals | on_track | 1.0 | green
soc2 | | 0.8 | not_met
p1 | on_track | 1.0 | green
"""
# key result | a value every fifteen days from 1 July
DATED = """
churn | 3.1 3.0 2.9 2.9 2.7 2.5 2.4
first-value | 14 13 12 11 10 9 8
coverage | 0 2 11 24 47 66 82
deals | 0 1 1 2 3 4 5
p1 | 0 2 2 2 2 3 3
"""


def further_tables() -> dict[str, pl.DataFrame]:
    """Field of RetroTables → table."""
    return {
        "team_discipline": team_discipline(),
        "goalposts": goalposts(),
        "alignment": _plain(reading.ALIGNMENT, ALIGNMENT, ("key_result_id", "group_id", "contribution")),
        "alignment_gaps": gaps(),
        "costs": costs(),
        "dated_actuals": dated_actuals(),
        "health": kpi_health(),
        "shown": shown(kpi_health(), list(sheets())),
        "ledger": ledger(),
        "judged_differently": judged_differently(),
        "programme": programme(),
        "notes": notes(),
        "mid_cycle_words": mid_cycle_words(),
        "baseline_checks": baseline_checks(),
        "milestones": milestones(),
        "events": events(),
        "first_seen": first_seen(),
        "quarantined": quarantined(),
        "weak_foundations": frame(
            reading.WEAK_FOUNDATIONS,
            [{"objective_id": "leaky-bucket", "kpi_id": "support/p90-first-response", "part": "counterweight"}],
        ),
        **calibration(),
    }


def team_discipline() -> pl.DataFrame:
    """TEAM_DISCIPLINE."""
    rows = [
        {
            "group_id": r[0], "key_result_count": int(r[1]), "held_count": int(r[2]), "expected_count": int(r[3]),
            "held_share": int(r[2]) / int(r[3]), "longest_silence_days": int(r[4]), "longest_silent_id": r[5],
            "silent_count": int(r[6]), "active_count": int(r[7]), "on_track_count": int(r[8]),
            "at_risk_count": int(r[9]), "off_track_count": int(r[10]), "net_confidence": float(r[11]),
        }
        for r in cells(TEAMS)
    ]  # fmt: skip
    return frame(goals.TEAM_DISCIPLINE, rows)


def goalposts() -> pl.DataFrame:
    """GOALPOSTS."""
    rows = [
        {
            "key_result_id": r[0], "objective_id": r[1], "field": r[2], "original": r[3], "current": r[4],
            "changed_on": date.fromisoformat(r[5]) if r[5] else None, "changed_by": r[6] or None,
            "cause": r[7] or None, "reason": r[8] or None, "is_recorded": bool(r[8]), "score": float(r[9]),
            "score_without": float(r[10]), "objective_score": float(r[11]), "objective_score_without": float(r[12]),
            "objective_grade": "green" if r[1] == "leaky-bucket" else "amber", "objective_grade_without": "amber",
        }
        for r in [[*post, *effect[1:]] for post, effect in zip(cells(POSTS), cells(EFFECTS), strict=True)]
    ]  # fmt: skip
    return frame(goals.GOALPOSTS, rows)


def gaps() -> pl.DataFrame:
    """ALIGNMENT_GAPS."""
    rows = [{"gap": r[0], "subject_id": r[1], "others": r[2].split()} for r in cells(GAPS)]
    return frame(reading.ALIGNMENT_GAPS, rows)


def calibration() -> dict[str, pl.DataFrame]:
    """Points, cycles and the verdict."""
    scores = {r[0]: [float(text) for text in r[1].split()] for r in cells(POINTS)}
    points = [
        {"key_result_id": f"{cycle}-{n}", "cycle_id": cycle, "group_id": "company", "score": s, "is_cancelled": False}
        for cycle, row in scores.items()
        for n, s in enumerate(row)
    ]
    cycles = [
        {"group_id": "all", "cycle_id": cycle, "n": len(row), "mean": sum(row) / len(row), "safe_share": 0.0}
        for cycle, row in scores.items()
    ]
    verdict = {"zone_low": 0.6, "zone_high": 0.7, "cycle_count": 5}
    rows: list[dict[str, object]] = [
        {"group_id": "all", "n": 53, "mean": 0.6838, "low": 0.63, "high": 0.74, "verdict": "not_distinguishable"},
        {"group_id": "department/customer-success", "n": 9, "mean": None, "verdict": "too_few"},
        {"group_id": "department/engineering", "n": 14, "mean": 0.48, "low": 0.39, "high": 0.57, "verdict": "lower"},
    ]
    return {
        "calibration_points": frame(reading.CALIBRATION_POINTS, points),
        "calibration_cycles": frame(reading.CALIBRATION_CYCLES, cycles),
        "calibration": frame(reading.CALIBRATION, [row | verdict for row in rows]),
    }


def costs() -> pl.DataFrame:
    """COSTS."""
    rows = [
        {
            "key_result_id": r[0], "counterweight_id": r[1] or None, "verdict": r[2], "sign": r[3] or None,
            "points": 13, "from_value": float(r[4]) if r[4] else None, "to_value": float(r[5]) if r[5] else None,
        }
        for r in cells(COSTS)
    ]  # fmt: skip
    return frame(reading.COSTS, rows)


def notes() -> pl.DataFrame:
    """RETRO_NOTES: one of them about a person, which no page may show."""
    rows: list[dict[str, object]] = [
        {"note_id": n, "subject_id": r[0], "cycle_id": "2026-Q3", "moved": r[1] or None, "learned": r[2] or None}
        for n, r in enumerate(cells(RETRO), start=1)
    ]
    about_a_person: dict[str, object] = {
        "note_id": 99, "subject_id": "imports", "cycle_id": "2026-Q3", "employee_id": "E005", "moved": "ABOUT A PERSON",
    }  # fmt: skip
    return frame(goals.RETRO_NOTES, [*rows, about_a_person])


def mid_cycle_words() -> pl.DataFrame:
    """MID_CYCLE_WORDS."""
    rows = [
        {"key_result_id": r[0], "confidence": r[1] or None, "score": float(r[2]), "grade": r[3]} for r in cells(MID)
    ]
    return frame(reading.MID_CYCLE_WORDS, rows)


def baseline_checks() -> pl.DataFrame:
    """BASELINE_CHECKS: the printed days to answer a questionnaire were not those measured."""
    row = {
        "key_result_id": "questionnaire", "baseline": 12.0, "measured_baseline": 10.0, "score": 0.5,
        "score_from_measured": 0.3333,
    }  # fmt: skip
    return frame(goals.BASELINE_CHECKS, [row])


def milestones() -> pl.DataFrame:
    """MILESTONES of the readiness."""
    done = (date(2026, 7, 17), date(2026, 8, 14), date(2026, 9, 11), date(2026, 9, 24), None)
    rows = [
        {"key_result_id": "soc2", "position": n, "title": f"Step {n}", "weight": 1.0, "done_on": on}
        for n, on in enumerate(done, start=1)
    ]
    return frame(goals.MILESTONES, rows)


def events() -> pl.DataFrame:
    """EVENTS: one about a KPI that a key result stands on, one about another, one about the whole company."""
    rows: list[dict[str, object]] = [
        {"event_id": 1, "happened_on": date(2026, 8, 3), "kpi_id": "success/gross-churn", "text": "Calls began"},
        {"event_id": 2, "happened_on": date(2026, 8, 9), "kpi_id": "sales/win-rate", "text": "NOT OF THIS PAGE"},
        {"event_id": 3, "happened_on": date(2026, 9, 1), "text": "New price list"},
        {"event_id": 4, "happened_on": date(2026, 6, 30), "text": "BEFORE THE CYCLE"},
    ]
    return frame(EVENTS, rows)


def first_seen() -> pl.DataFrame:
    """FIRST_SEEN: two of them too late to tell."""
    days = {"churn": date(2026, 6, 28), "deals": date(2026, 9, 26), "p1": date(2026, 10, 2)}
    return frame(goals.FIRST_SEEN, [{"key_result_id": id, "first_seen_on": on} for id, on in days.items()])


def quarantined() -> pl.DataFrame:
    """QUARANTINED: a cell of an extract behind a key result."""
    row = {"extract": "billing_months", "file": "churn.csv", "row": 7, "column": "lost", "raw": "n/a"}
    return frame(QUARANTINED, [row])


def _plain(spec, text: str, names: tuple[str, ...]) -> pl.DataFrame:
    return frame(spec, [dict(zip(names, row, strict=True)) for row in cells(text)])


def dated_actuals() -> pl.DataFrame:
    """DATED_ACTUALS: a value a fortnight or a month."""
    rows = [
        {"key_result_id": r[0], "dated_on": date(2026, 7, 1) + timedelta(days=15 * n), "actual": float(text)}
        for r in cells(DATED)
        for n, text in enumerate(r[1].split())
    ]
    return frame(goals.DATED_ACTUALS, rows)


def kpi_health() -> pl.DataFrame:
    """KPI_HEALTH of the 25 KPIs over thirteen months."""
    known = figures()
    rows = [row for kpi in sheets().values() for row in health_rows(kpi, *known[kpi.id])]
    return frame(KPI_HEALTH, rows)


def ledger() -> pl.DataFrame:
    """LEDGER: one that held, one of this cycle."""
    standard = {"standard_op": "<=", "standard_value": 45.0}
    rows = [
        {
            "key_result_id": "2025-cycle", "cycle_id": "2025-Q4", "kpi_id": "sales/sales-cycle",
            "degraded_since": "2025-08", "baseline": 52.0, "target": 44.0, "actual": 45.0, "score": 0.875,
            "state": "held", "held_period_id": "2026-06", "held_value": 43.0,
        }
        | standard,
        {
            "key_result_id": "churn", "cycle_id": "2026-Q3", "kpi_id": "success/gross-churn", "baseline": 3.1,
            "target": 2.0, "actual": 2.4, "score": 0.6364, "state": "no_standard",
        },
    ]  # fmt: skip
    return frame(reading.LEDGER, rows)


def judged_differently() -> pl.DataFrame:
    """JUDGED_DIFFERENTLY."""
    row = {
        "subject_id": "first-value", "score": 0.6667, "first_profile": "cozyhr", "first_grade": "amber",
        "second_profile": "twrt", "second_grade": "success",
    }  # fmt: skip
    return frame(goals.JUDGED_DIFFERENTLY, [row])


def programme() -> pl.DataFrame:
    """PROGRAMME: one the program computes, one of a tagged KPI, one without a value."""
    rows = [
        {"measure": "okr-completion", "value": 0.72, "n": 13},
        {"measure": "enps", "kpi_id": "people-finance/enps", "period_id": "2026-08", "value": 30.0, "n": 48},
        {"measure": "growth-after", "kpi_id": "sales/net-new-mrr", "reason": "no_data"},
    ]
    return frame(reading.PROGRAMME, [row | {"cycle_id": "2026-Q3"} for row in rows])
