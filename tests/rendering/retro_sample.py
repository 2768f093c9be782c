"""The inputs of a retro made by hand: two company objectives and the teams' of an invented company's third quarter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports import goal_reading_tables as reading
from okr_reports import goal_tables as goals
from okr_reports.catalogue.model import Kpi
from okr_reports.findings import Finding
from okr_reports.packs.retro.inputs import RetroInputs, RetroTables
from okr_reports.periods import Cycle
from okr_reports.tables import PEOPLE
from okr_reports.words import Severity
from tests.rendering.retro_sample_tables import further_tables
from tests.rendering.sample_company import catalogue, cells, sheets
from tests.rendering.sample_review import frame, parts

CYCLE = Cycle(date(2026, 7, 1), date(2026, 10, 1), "2026-Q3")
AS_OF = datetime(2026, 10, 1, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
WORDS = {"o": "on_track", "a": "at_risk", "x": "off_track", "-": None, ".": None}
# objective | title | level | department | owner | score | grade | held back
OBJECTIVES = """
leaky-bucket | Stop the leaky bucket | company | | E001 | 0.7077 | green |
upmarket | Earn the right to sell upmarket | company | | E001 | 0.9333 | amber | yes
p-activation | New accounts reach value by themselves | department | product | E005 | 0.6875 | amber |
cs-catch | Catch trouble before the customer does | department | customer-success | E003 | 0.6917 | amber |
sa-enterprise | Win the first enterprise customers | department | sales | E002 | 0.6429 | amber |
en-reliability | Enterprise-grade reliability | department | engineering | E020 | 0.6250 | amber |
hr-hiring | Hire ahead of the upmarket motion | department | hr | E031 | 0.5000 | amber |
"""
# key result | objective | title | kind | ambition | owner | kpi
DEFINED = """
churn | leaky-bucket | Gross revenue churn, a month | metric | aspirational | E003 | success/gross-churn
first-value | leaky-bucket | Time to first value, median | metric | aspirational | E003 | success/time-to-first-value
coverage | leaky-bucket | Health-score coverage of accounts | metric | aspirational | E020 | success/health-coverage
deals | upmarket | Deals above ₹10L closed | count | aspirational | E002 |
soc2 | upmarket | SOC 2 Type I readiness | milestones | committed | E020 |
p1 | upmarket | P1 incidents in the quarter | metric | aspirational | E020 | engineering/p1-incidents
setup | p-activation | Accounts that finish guided set-up alone | metric | aspirational | E005 |
imports | p-activation | Data imports without support | metric | aspirational | E005 |
playbook | cs-catch | Red accounts with a playbook run within 5 days | metric | aspirational | E003 |
save-rate | cs-catch | Save rate of at-risk accounts | metric | aspirational | E003 |
opportunities | sa-enterprise | Enterprise opportunities qualified | count | aspirational | E002 |
questionnaire | sa-enterprise | Security questionnaire turnaround | metric | aspirational | E002 |
drills | en-reliability | Restore drills passed | count | aspirational | E020 |
evidence | en-reliability | Controls with automated evidence | count | aspirational | E020 |
executives | hr-hiring | Enterprise executives hired, 90-day plan set | count | committed | E031 |
security-hire | hr-hiring | Security engineer hired, 90-day plan set | binary | committed | E031 |
"""
# key result | baseline | target | actual | unit | grade | weeks
FIGURES = """
churn | 3.1 | 2.0 | 2.4 | % | amber | oooooooaaaaaa
first-value | 14 | 5 | 8 | d | amber | oooooooooaaoo
coverage | 0 | 100 | 82 | % | green | ooxxxaaoooooo
deals | 1 | 5 | 5 |  | green | ooaaooooooaoo
soc2 |  |  |  |  | not_met | oooaa--aaxxaa
p1 | 9 | 3 | 3 |  | green | ooooooooaooo-
setup | 22 | 60 | 52 | % | green | oooooaaaooooo
imports | 40 | 80 | 63 | % | amber | oooaaaaaaoooo
playbook | 20 | 80 | 61 | % | amber | oooaaoooaaooo
save-rate | 30 | 50 | 44 | % | green | oooooo-oooaoo
opportunities | 6 | 20 | 17 |  | green | ooooooaoooooo
questionnaire | 12 | 4 | 8 | d | amber | aaaoo-oaaxxaa
drills | 0 | 4 | 3 |  | green | ooooooooooooo
evidence | 2 | 16 | 9 |  | amber | ooaa-----aaxx
executives | 0 | 2 | 2 |  | met | ooooooooooooo
security-hire |  |  |  |  | not_met | ooaaxxxxx----
"""
SHARES = {"soc2": 0.8, "security-hire": 0.0}
NOTES = """
churn | E003 | It turned in August, once the calls to accounts at risk began. The quarter was too short.
first-value | E003 | Guided set-up did the work. What is left is waiting for the customer's own approval.
coverage | E020 | Off track in week 3: the pipeline was harder than scoped. We gave up a nice-to-have for it.
deals | E002 | Five signed; the last one on 29 September, once the security questionnaire was answered.
soc2 | E020 | Four access controls need the security engineer we did not manage to hire.
p1 | E020 | Two in July, one in September. On-call drills made the difference.
"""
# key result | proposal | decision | cause | why dropped
DECISIONS = """
churn | carry_forward | carry_forward | priorities |
first-value | carry_forward | retire | outside |
coverage | retire | retire | |
deals | retire | retire | |
soc2 | carry_forward | carry_forward | resources |
p1 | retire | retire | |
setup | retire | retire | |
imports | carry_forward | | |
playbook | carry_forward | carry_forward | resources |
save-rate | retire | retire | |
opportunities | retire | retire | |
questionnaire | carry_forward | drop | wrong_measure | it measured our queue, not the customer's wait
drills | retire | retire | |
evidence | carry_forward | carry_forward | priorities |
executives | close | close | |
security-hire | carry_forward | carry_forward | resources |
"""
PEOPLE_ROWS = """
E001 | Kavya Rao | Chief executive
E002 | Anil Mehta | Head of sales
E003 | Divya Menon | Head of customer success
E005 | Farah Khan | Head of product
E020 | Sana Qureshi | Head of engineering
E031 | Priya Nair | Head of people
"""
FINDINGS = (
    Finding(
        "KR-SEGMENT", Severity.ADVICE, "save-rate", "whose save rate it is remains open",
        rewrite="Save rate of red accounts above ₹2L a year from 44 to 55 %",
    ),
    Finding(
        "KR-TASK", Severity.ADVICE, "drills", "an effort, not an outcome",
        rewrite="P90 time to restore from 3.1 to 2.0 h",
    ),
    Finding("KPI-LEADING", Severity.ADVICE, "engineering/uptime", "name what drives it"),
)  # fmt: skip
DEPARTMENTS = {
    "product": "Product",
    "customer-success": "Customer Success",
    "sales": "Sales",
    "engineering": "Engineering",
    "hr": "HR",
}


def retro_inputs() -> RetroInputs:
    """The retro of 2026-Q3 with every table filled."""
    return RetroInputs(
        catalogue=catalogue(kpis(), departments=DEPARTMENTS),
        tables=retro_tables(),
        cycle=CYCLE,
        as_of=AS_OF,
        version=1,
        is_partial=False,
        generator="okr_reports 0.1.0",
        findings=FINDINGS,
        software={"polars": "2.1.0", "weasyprint": "70.0"},
    )


def kpis() -> dict[str, Kpi]:
    """The 25 KPIs; two that key results stand on name what drives them."""
    found = sheets()
    leading = {
        "success/gross-churn": ["success/time-to-first-value", "success/early-renewals"],
        "engineering/p1-incidents": ["engineering/change-failure"],
    }
    return found | {id: found[id].model_copy(update={"leading": names}) for id, names in leading.items()}


def retro_tables() -> RetroTables:
    """The tables of the cycle."""
    tables = RetroTables(
        objectives=objectives(),
        key_results=key_results(),
        scores=scores(),
        objective_scores=objective_scores(),
        check_ins=check_ins(),
        confidence_weeks=confidence_weeks(),
        discipline=discipline(),
        decisions=decisions(),
        people=people(),
        parts=parts(),
    )
    return replace(tables, **further_tables())


def key_result_rows() -> list[list[str]]:
    """Both tables side by side: id, objective, title, kind, ambition, owner, kpi, baseline … weeks."""
    return [[*defined, *figures[1:]] for defined, figures in zip(cells(DEFINED), cells(FIGURES), strict=True)]


def objectives() -> pl.DataFrame:
    """OBJECTIVES."""
    names = ("objective_id", "title", "level", "department_id", "owner_id")
    rows: list[dict[str, object]] = [
        dict(zip(names, [text or None for text in row], strict=False)) for row in cells(OBJECTIVES)
    ]
    return frame(
        goals.OBJECTIVES,
        [row | {"cycle_id": CYCLE.key, "is_local": False, "position": n} for n, row in enumerate(rows, start=1)],
    )


def key_results() -> pl.DataFrame:
    """KEY_RESULTS."""
    rows = [
        {
            "key_result_id": r[0], "objective_id": r[1], "cycle_id": CYCLE.key, "position": n, "title": r[2],
            "kind": r[3], "ambition": r[4], "baseline": number(r[7]), "target": number(r[8]), "unit": r[10],
            "weight": 1.0, "kpi_id": r[6] or None, "owner_id": r[5], "contributors": [], "state": "active",
        }
        for n, r in enumerate(key_result_rows(), start=1)
    ]  # fmt: skip
    return frame(goals.KEY_RESULTS, rows)


def scores() -> pl.DataFrame:
    """KEY_RESULT_SCORES, by the formula of rules §5."""
    return frame(goals.KEY_RESULT_SCORES, [_score(row) for row in key_result_rows()])


def _score(r: list[str]) -> dict[str, object]:
    low, high, actual = number(r[7]), number(r[8]), number(r[9])
    share = SHARES.get(r[0]) if actual is None or low is None or high is None else (actual - low) / (high - low)
    return {
        "key_result_id": r[0], "objective_id": r[1], "cycle_id": CYCLE.key, "baseline": low, "target": high,
        "actual": actual, "raw_progress": share, "score": share, "grade": r[11], "is_counted": True,
        "is_self_assessed": False, "is_reached": r[11] in ("green", "met"), "is_just_below": False,
    }  # fmt: skip


def objective_scores() -> pl.DataFrame:
    """OBJECTIVE_SCORES."""
    counts = {row[0]: sum(kr[1] == row[0] for kr in key_result_rows()) for row in cells(OBJECTIVES)}
    rows = [
        {
            "objective_id": r[0], "cycle_id": CYCLE.key, "score": number(r[5]), "grade": r[6],
            "scored_count": counts[r[0]], "total_count": counts[r[0]], "late_cancelled_count": 0,
            "is_held_back": bool(r[7]), "is_just_below": False,
        }
        for r in cells(OBJECTIVES)
    ]  # fmt: skip
    return frame(goals.OBJECTIVE_SCORES, rows)


def check_ins() -> pl.DataFrame:
    """CHECK_INS: the last sentence of each."""
    rows = [
        {"check_in_id": n, "key_result_id": r[0], "checked_in_on": date(2026, 9, 28), "author_id": r[1], "note": r[2]}
        for n, r in enumerate(cells(NOTES), start=1)
    ]
    return frame(goals.CHECK_INS, rows)


def confidence_weeks() -> pl.DataFrame:
    """CONFIDENCE_WEEKS: thirteen a key result."""
    monday = date(2026, 6, 29)
    rows = [
        {
            "key_result_id": r[0], "week_on": monday + timedelta(days=7 * n), "week_id": f"2026-W{27 + n}",
            "is_expected": sign != ".", "is_held": sign in "oax", "confidence": WORDS[sign],
        }
        for r in key_result_rows()
        for n, sign in enumerate(r[12])
    ]  # fmt: skip
    return frame(goals.CONFIDENCE_WEEKS, rows)


def discipline() -> pl.DataFrame:
    """CHECK_IN_DISCIPLINE."""
    rows = [
        {
            "key_result_id": r[0], "expected_count": 13, "held_count": 13 - r[12].count("-"),
            "silent_days": 33 if r[12].endswith("----") else 3, "is_silent": r[12].endswith("----"),
            "longest_silence_days": 7 * max(len(run) for run in r[12].translate(str.maketrans("oax", "   ")).split(" "))
            + 7,
        }
        for r in key_result_rows()
    ]  # fmt: skip
    return frame(goals.CHECK_IN_DISCIPLINE, rows)


def decisions() -> pl.DataFrame:
    """DECISIONS."""
    objective = {r[0]: r[1] for r in key_result_rows()}
    rows = [
        {
            "key_result_id": r[0], "objective_id": objective[r[0]], "proposal": r[1], "decision": r[2] or None,
            "outcome": r[2] or r[1], "is_other_than_proposed": bool(r[2]) and r[2] != r[1], "cause": r[3] or None,
            "why_dropped": r[4] or None, "new_baseline": {"churn": 2.4, "evidence": 9.0}.get(r[0]),
            "standard_op": {"first-value": "<=", "coverage": ">="}.get(r[0]),
            "standard_value": {"first-value": 8.0, "coverage": 82.0}.get(r[0]),
        }
        for r in cells(DECISIONS)
    ]  # fmt: skip
    return frame(reading.DECISIONS, rows)


def people() -> pl.DataFrame:
    """Six people since 2024."""
    rows = [
        {"id": r[0], "name": r[1], "role": r[2], "from_on": date(2024, 8, 1), "status": "active"}
        for r in cells(PEOPLE_ROWS)
    ]
    return frame(PEOPLE, rows)


def number(text: str) -> float | None:
    """A cell's number; none for an empty one."""
    return float(text) if text else None


def numbered_retro(objectives: int, *, each: int) -> RetroInputs:
    """So many company objectives with so many key results each: the sample's first ones under other names, again."""
    base = retro_tables()
    wanted = [("leaky-bucket", ("churn", "first-value", "coverage"), number) for number in range(objectives)]
    copies = [(f"o{n}", f"o{n}k{k}", of[k % len(of)]) for _, of, n in wanted for k in range(each)]
    renamed = pl.DataFrame(copies, schema=["new_objective", "new_id", "key_result_id"], orient="row")
    names = pl.DataFrame({"new_objective": [f"o{n}" for n in range(objectives)], "objective_id": "leaky-bucket"})
    tables = replace(
        base,
        objectives=_again(base.objectives, names, "objective_id", "new_objective"),
        objective_scores=_again(base.objective_scores, names, "objective_id", "new_objective"),
        **{
            name: _again(getattr(base, name), renamed, "key_result_id", "new_id")
            for name in (
                "key_results", "scores", "check_ins", "confidence_weeks", "discipline", "decisions", "costs",
                "mid_cycle_words", "first_seen",
            )
        },
        notes=base.notes.clear(),
        **{name: _again(getattr(base, name), renamed, "key_result_id", "new_id") for name in ("dated_actuals",)},
        team_discipline=base.team_discipline.clear(), goalposts=base.goalposts.clear(),
        alignment=base.alignment.clear(), alignment_gaps=base.alignment_gaps.clear(),
        baseline_checks=base.baseline_checks.clear(), weak_foundations=base.weak_foundations.clear(),
        calibration=base.calibration.clear(), ledger=base.ledger.clear(), programme=base.programme.clear(),
        judged_differently=base.judged_differently.clear(),
    )  # fmt: skip
    return replace(retro_inputs(), tables=tables, findings=())


def _again(table: pl.DataFrame, names: pl.DataFrame, key: str, new: str) -> pl.DataFrame:
    """The rows of the sample's key results or objectives under their other names."""
    joined = names.join(table, on=key, how="inner", maintain_order="left")
    found = joined.with_columns(pl.col(new).alias(key))
    if new == "new_id" and "objective_id" in table.columns:
        found = found.with_columns(objective_id="new_objective")
    return found.select(table.columns)


def with_changed(inputs: RetroInputs, table: str, id: str, **columns: object) -> RetroInputs:
    """The same retro with these columns of the rows of one key result, objective or group changed."""
    frame_ = getattr(inputs.tables, table)
    key = frame_.columns[0]
    edits = {
        name: pl.when(pl.col(key) == id).then(pl.lit(value, dtype=frame_.schema[name])).otherwise(pl.col(name))
        for name, value in columns.items()
    }
    return replace(inputs, tables=replace(inputs.tables, **{table: frame_.with_columns(**edits)}))


def without(inputs: RetroInputs, *names: str) -> RetroInputs:
    """The same retro with these tables empty."""
    empty = {name: getattr(inputs.tables, name).clear() for name in names}
    return replace(inputs, tables=replace(inputs.tables, **empty))
