"""Checks of check_ins.csv, actuals.csv and retro_notes.csv: key results that exist, known words, days of the cycle."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import Problem
from okr_reports.extracts.record_checks import instead, unknown_problems
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.findings import Finding
from okr_reports.goal_words import Cause, Confidence, Decision
from okr_reports.words import Severity

OUTSIDE_CYCLE = "LOG-OUTSIDE-CYCLE"


def check_in_problems(check_ins: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Key results that do not exist, words that are no confidence, values that are no finite number."""
    yield from _key_result_problems(check_ins, file, catalogue=catalogue)
    yield from unknown_problems(check_ins, file, column="confidence", known={word.value for word in Confidence})
    yield from _infinite_problems(check_ins, file, column="value")


def actual_problems(actuals: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Key results that do not exist, actuals that are no finite number, days measured for after the row was written."""
    yield from _key_result_problems(actuals, file, catalogue=catalogue)
    yield from _infinite_problems(actuals, file, column="actual")
    for line, on, for_on in actuals.of("dated_on", "for_on"):
        if on is not None and for_on is not None and for_on > on:
            yield file.problem("`for` lies after `on`", "write the day it was measured for, not one to come", line=line)


def retro_note_problems(notes: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Ids that name no objective or key result, cycles that are not theirs, words that are no decision or cause."""
    goals = {**catalogue.objectives, **catalogue.key_results}
    for line, id, cycle in notes.of("subject_id", "cycle_id"):
        if id is not None and id not in goals:
            what = f"there is no objective or key result {id!r}"
            yield file.problem(what, instead(id, goals.keys()), line=line)
        elif id is not None and cycle is not None and cycle != goals[id].cycle.key:
            yield file.problem(f"{id} does not belong to cycle {cycle!r}", f"write {goals[id].cycle.key}", line=line)
    yield from unknown_problems(notes, file, column="decision", known={word.value for word in Decision})
    yield from unknown_problems(notes, file, column="cause", known={word.value for word in Cause})


def outside_cycles(name: str, rows: FileRows, *, file: RecordFile, catalogue: Catalogue) -> Iterator[Finding]:
    """Rows that no cycle counts: check-ins dated outside their key result's cycle, actuals neither in it nor for it.

    An actual may be written up to the policy's `late_days` after the cycle for a day within it (rules §5). `rows`: of
    a run those that it sees.
    """
    if name not in ("check_ins", "actuals"):
        return
    is_actual = name == "actuals"
    days = ("dated_on", "for_on") if is_actual else ("checked_in_on", "checked_in_on")
    late = timedelta(days=catalogue.policy.goals.late_days if is_actual else 0)
    for line, id, on, for_on in rows.of("key_result_id", *days):
        if on is None or id not in catalogue.key_results:
            continue
        cycle = catalogue.key_results[id].cycle
        measured_on: date = for_on or on
        place = f"{file.name}:{line}"
        said = ""
        if not cycle.start <= measured_on <= cycle.last_day:
            said = f"{measured_on} lies outside cycle {cycle.key}"
        elif on > cycle.last_day + late:
            said = f"written on {on}, too late for cycle {cycle.key},"
        if said:
            text = f"{place}: {said} and does not count"
            yield Finding(OUTSIDE_CYCLE, Severity.WARNING, id, text, place=place)


def _key_result_problems(rows: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    for line, id in rows.of("key_result_id"):
        if id is not None and id not in catalogue.key_results:
            fix = instead(id, catalogue.key_results.keys()) if catalogue.key_results else "write it under okrs/<cycle>/"
            yield file.problem(f"there is no key result {id!r}", fix, line=line)


def _infinite_problems(rows: FileRows, file: RecordFile, *, column: str) -> Iterator[Problem]:
    for line, number in rows.of(column):
        if number is not None and not math.isfinite(number):
            yield file.problem(f"{column} is no finite number", "write a number, or leave the cell empty", line=line)
