"""Five people of one appraisal cycle, a canary in every field of each: what their bundles and indexes are made from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from okr_reports import appraisal_tables as appraisal
from okr_reports.goal_tables import CHECK_INS, KEY_RESULTS, OBJECTIVES, RETRO_NOTES
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.periods import FiscalCalendar
from okr_reports.scoring.okr_words import check_in_evidence, okr_words, retro_note_evidence, said_of_goals
from okr_reports.tables import PEOPLE, SNAPSHOT_PARTS, TableSpec
from tests.security.leaks import Canaries

CYCLE = FiscalCalendar().period("2026-H1")
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
MANAGERS = {"E1": "M1", "E2": "M1", "E3": "M2", "M1": "M2", "M2": None}
TEAM, COMPANY = "the team of E1 and E2", "the company"
# Of these nothing may reach any bundle.
SECRET = (
    "email", "one_to_one no", "one_to_one unclear", "note no", "note unclear", "key result", "decision", "cause",
    "kept score",
)  # fmt: skip
OF_GOALS = ("took_on", "moved", "learned", "collaboration", "check_in", "objective")
SHOWN = (
    "name", "one_to_one yes", "note yes", "competency", "rated", "comment", "about", *OF_GOALS,
)  # fmt: skip
CANARIES = Canaries((*MANAGERS, TEAM, COMPANY), (*SHOWN, *SECRET))
# A score per person that occurs nowhere else, in every column of the goals that holds a number.
SCORES = {id: 0.73901 + place / 10_000_000 for place, id in enumerate(MANAGERS)}
KPIS = ("support/csat", "support/first-contact", "support/reopen-rate")


def planted_tables() -> AppraisalTables:
    """The tables of everybody, as the stages before hand them to the audience."""
    people, words = list(MANAGERS), said_of_goals(*_goals(), check_ins=_check_ins(), retro_notes=_retro_notes())
    return AppraisalTables(
        people=_rows(PEOPLE, (_person(id) for id in people)),
        segments=_rows(appraisal.SEGMENTS, (_segment(id) for id in people)),
        presence=_rows(appraisal.PRESENCE, (_presence(id, month) for id in people for month in MONTHS)),
        kra_periods=_rows(
            appraisal.KRA_PERIODS, (_period(id, kpi, month) for id in people for kpi in KPIS for month in MONTHS)
        ),
        kpi_achievements=_rows(appraisal.KPI_ACHIEVEMENTS, (_kpi(id, kpi) for id in people for kpi in KPIS)),
        kra_achievements=_rows(appraisal.KRA_ACHIEVEMENTS, (_kra(id) for id in people)),
        segment_achievements=_rows(
            appraisal.SEGMENT_ACHIEVEMENTS, ({**_whole(id), "measured_weight": 100.0} for id in people)
        ),
        employee_achievements=_rows(
            appraisal.EMPLOYEE_ACHIEVEMENTS,
            ({"employee_id": id, "measured_weight": 100.0, "is_changed": False} for id in people),
        ),
        pay_changes=appraisal.PAY_CHANGES.empty(),
        competencies=_log(appraisal.COMPETENCIES, (_competency(id) for id in people)),
        one_to_ones=_log(appraisal.ONE_TO_ONES, (row for id in people for row in _notes(id, "one_to_one", "held_on"))),
        manager_notes=_log(appraisal.MANAGER_NOTES, (row for id in people for row in _notes(id, "note", "noted_on"))),
        employee_comments=_log(appraisal.EMPLOYEE_COMMENTS, (_comment(id) for id in people)),
        okr_words=okr_words(words),
        okr_evidence=pl.concat([check_in_evidence(words), retro_note_evidence(words)]),
        sources=_rows(SNAPSHOT_PARTS, ({"extract": "tickets", "period_id": m, "sha256": "0" * 64, "row_count": 9}
                                       for m in MONTHS)),
    )  # fmt: skip


def planted_plan() -> AudiencePlan:
    """What the audience knows of the company."""
    return AudiencePlan(cycle=CYCLE, kpi_extracts=dict.fromkeys(KPIS, ("tickets",)))


def own_of(employee_id: str) -> set[tuple[str, str]]:
    """The canaries that an employee's bundle may hold: the own ones, the team's, and names of the authors."""
    own = {(employee_id, field) for field in SHOWN}
    team = {(TEAM, field) for field in OF_GOALS} if employee_id in ("E1", "E2") else set()
    # Who has no manager was written about by E1.
    author = MANAGERS[employee_id] or "E1"
    return own | team | {(name, "name") for name in {author, "E1" if team else author}}


def _goals() -> tuple[pl.DataFrame, pl.DataFrame]:
    """One objective of the team's, one of each person's."""
    objectives = [
        {"objective_id": f"o/{place}", "cycle_id": "2026-Q1", "title": f"Objective {_word(owner, 'objective')}",
         "level": "team", "owner_id": owner if owner in MANAGERS else None}
        for place, owner in enumerate((TEAM, *MANAGERS))
    ]  # fmt: skip
    key_results = [
        {"key_result_id": f"o/{place}/kr", "objective_id": f"o/{place}", "cycle_id": "2026-Q1", "kind": "metric",
         "title": f"Key result {_word(owner, 'key result')}", "ambition": "aspirational", "weight": 1.0,
         "state": "active", "owner_id": owner if owner in MANAGERS else "E1",
         "contributors": ["E2"] if owner == TEAM else [], **_scores(owner)}
        for place, owner in enumerate((TEAM, *MANAGERS))
    ]  # fmt: skip
    return _rows(OBJECTIVES, objectives), _rows(KEY_RESULTS, key_results)


def _scores(owner: str) -> Mapping[str, float]:
    score = SCORES.get(owner, 0.7390199)
    return dict.fromkeys(("baseline", "target", "written_actual", "manual_score", "stretch", "hold_value"), score)


def _check_ins() -> pl.DataFrame:
    return _log(
        CHECK_INS,
        (
            {"key_result_id": f"o/{place}/kr", "checked_in_on": date(2026, 2, 9), "confidence": "off_track",
             "author_id": owner if owner in MANAGERS else "E1", "value": SCORES.get(owner, 0.7390199),
             "note": f"Checked {_word(owner, 'check_in')}"}
            for place, owner in enumerate((TEAM, *MANAGERS))
        ),
    )  # fmt: skip


def _retro_notes() -> pl.DataFrame:
    return _log(
        RETRO_NOTES,
        (
            {"subject_id": f"o/{place}/kr", "cycle_id": "2026-Q1", "noted_on": date(2026, 4, 2),
             "author_id": MANAGERS.get(owner) or "E1", "employee_id": owner if owner in MANAGERS else None,
             "decision": _word(owner, "decision"), "cause": _word(owner, "cause"),
             **{field: f"Said {_word(owner, field)}" for field in ("took_on", "moved", "learned", "collaboration")}}
            for place, owner in enumerate((TEAM, *MANAGERS))
        ),
    )  # fmt: skip


def _person(id: str) -> Mapping[str, object]:
    name, email = _word(id, "name"), _word(id, "email")
    return {
        "id": id, "name": f"Anna {name}", "email": f"{email}@example.com", "role": "support-agent",
        "manager_id": MANAGERS[id], "from_on": date(2025, 1, 1), "status": "active", "fte": 1.0,
    }  # fmt: skip


def _whole(id: str) -> Mapping[str, object]:
    return {"employee_id": id, "segment": 1}


def _segment(id: str) -> Mapping[str, object]:
    return {
        **_whole(id), "role_id": "support-agent", "team_id": "tier2", "department_id": "support",
        "manager_id": MANAGERS[id], "from_on": CYCLE.start, "to_on": CYCLE.last_day, "working_day_count": 123,
        "leave_day_count": 0,
    }  # fmt: skip


def _presence(id: str, month: str) -> Mapping[str, object]:
    return {
        **_whole(id), "grain": "month", "period_id": month, "working_day_count": 20, "held_day_count": 20,
        "leave_day_count": 0, "scale": 1.0, "is_responsible": True,
    }  # fmt: skip


def _period(id: str, kpi: str, month: str) -> Mapping[str, object]:
    return {
        **_whole(id), "kra_id": "answers", "kpi_id": kpi, "grain": "month", "period_id": month, "measured": "person",
        "entity_id": f"person/{id}", "value": 4.0, "n": 40, "target_op": ">=", "target_value": 3.0,
        "is_responsible": True, "is_judged": True, "is_met": True,
    }  # fmt: skip


def _kpi(id: str, kpi: str) -> Mapping[str, object]:
    return {
        **_whole(id), "kra_id": "answers", "kpi_id": kpi, "measured": "person", "weight": 33.0, "judged_grain": "month",
        "met_count": 6, "judged_count": 6, "responsible_count": 6, "achievement": 1.0, "value": 4.0, "n": 240,
        "target_op": ">=", "target_value": 3.0,
    }  # fmt: skip


def _kra(id: str) -> Mapping[str, object]:
    return {**_whole(id), "kra_id": "answers", "weight": 60.0, "measured_weight": 100.0, "achievement": 1.0}


def _competency(id: str) -> Mapping[str, object]:
    return {
        "employee_id": id, "cycle_id": CYCLE.key, "competency": "Ownership", "expected": "proficient",
        "demonstrated": f"advanced {_word(id, 'rated')}", "comment": f"Saw {_word(id, 'competency')}",
        "rater_id": MANAGERS[id], "rated_on": date(2026, 6, 20),
    }  # fmt: skip


def _notes(id: str, kind: str, day: str) -> Sequence[Mapping[str, object]]:
    shares = {"yes": "yes", "no": "no", "unclear": "Y"}
    return [
        {"employee_id": id, day: date(2026, 3, 5), "author_id": MANAGERS[id], "share": share,
         "note": f"Noted {_word(id, f'{kind} {word}')}"}
        for word, share in shares.items()
    ]  # fmt: skip


def _comment(id: str) -> Mapping[str, object]:
    return {
        "employee_id": id, "cycle_id": CYCLE.key, "commented_on": date(2026, 6, 28), "status": "open",
        "about": f"My {_word(id, 'about')}", "text": f"Wrong {_word(id, 'comment')}",
    }  # fmt: skip


def _word(owner: str, field: str) -> str:
    return CANARIES.word(owner, field)


def _log(spec: TableSpec, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Numbered in the order of the log."""
    number = spec.key[0]
    return _rows(spec, ({number: place, **row} for place, row in enumerate(rows, start=1)))


def _rows(spec: TableSpec, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    filled = [{**dict.fromkeys(spec.columns), **row} for row in rows]
    return spec.check(pl.DataFrame(filled, schema=spec.columns))
