"""The first definition of each key result: by a `check`, a run, or what an earlier version was made from."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from okr_reports.line.first_seen import register_key_results
from okr_reports.line.retro_definitions import first_definitions, goal_history
from okr_reports.line.retro_request import RetroRequest, cycle_to_review, retro_request
from okr_reports.line.retro_witnesses import gone_findings, witnesses_of
from okr_reports.line.stages import read_sources
from okr_reports.samples.empty import write_new_company
from okr_reports.scoring.original_differences import find_differences
from okr_reports.tables import CHANGES
from tests.unit.line.published_months import Company

GOALS = """\
- id: company/o1
  objective: Ship what was ordered
  level: company
  key_results:
    - {id: company/o1/kr1, title: Late orders from 9 to 3 %, baseline: 9, target: 3, due_on: 2026-09-20}
    - {id: company/o1/kr2, title: Ten customers say so, of: 10, weight: 2}
"""
LOWERED = GOALS.replace("target: 3", "target: 4")
OCTOBER = "2026-10-05T09:00"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A small company with two key results of 2026-Q3; nothing is registered or published."""
    folder = tmp_path / "company"
    folder.mkdir()
    write_new_company(folder)
    company = Company(folder, tmp_path / "store")
    aim(company, GOALS)
    return company


def aim(company: Company, goals: str, *, cycle: str = "2026-Q3") -> None:
    """Write the objectives of a cycle."""
    (company.folder / "okrs" / cycle).mkdir(parents=True, exist_ok=True)
    (company.folder / "okrs" / cycle / "company.yaml").write_text(goals, encoding="utf-8")


def register_on(company: Company, clock: str) -> int:
    """What a `check` at this hour of the clock in UTC does."""
    request = company.request("2026-09", as_of=OCTOBER)
    moment = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo("UTC"))
    return register_key_results(request.catalogue, request.store, seen_at=moment)


def retro(company: Company, cycle: str = "2026-Q3", *, as_of: str = OCTOBER) -> RetroRequest:
    """A run of the retro."""
    asked = company.request("2026-09", as_of=as_of)
    named = cycle_to_review(cycle, catalogue=asked.catalogue, as_of=asked.as_of, is_partial=True)
    return retro_request(named, asked)


def first(company: Company, field: str, **asked: str) -> list[tuple[object, ...]]:
    """Key result, value and day of one field of the first definitions."""
    return definitions(company, **asked).filter(field=field).drop("field").sort("key_result_id").rows()


def definitions(company: Company, **asked: str) -> pl.DataFrame:
    """The first definitions."""
    request = retro(company, **asked)
    return first_definitions(request, witnesses_of(request))


def test_before_anybody_looked_nothing_is_known(company: Company) -> None:
    assert definitions(company).is_empty()


def test_the_first_check_is_the_witness_of_every_later_difference(company: Company) -> None:
    assert register_on(company, "2026-07-06T08:00") == 2
    aim(company, LOWERED)
    assert register_on(company, "2026-09-26T08:00") == 1
    assert first(company, "target") == [
        ("company/o1/kr1", "3", date(2026, 7, 6)),
        ("company/o1/kr2", None, date(2026, 7, 6)),
    ]
    asked = retro(company)
    differences = find_differences(goal_history(asked, witnesses_of(asked), changes=CHANGES.empty()))
    said = differences.select("key_result_id", "field", "original", "current", "first_seen_on", "is_recorded")
    assert said.rows() == [("company/o1/kr1", "target", "3", "4", date(2026, 7, 6), False)]


def test_a_field_that_is_not_given_has_a_row_with_an_empty_value(company: Company) -> None:
    register_on(company, "2026-07-06T08:00")
    fields = definitions(company).filter(key_result_id="company/o1/kr2")
    given = fields.filter(pl.col("value").is_not_null()).select("field", "value").sort("field").rows()
    assert given == [("ambition", "aspirational"), ("of", "10"), ("weight", "2")]
    assert {"kpi", "extract", "formula", "filter", "over", "baseline", "written_on", "due_on", "at"} <= set(
        fields["field"]
    )


def test_another_spelling_or_another_order_is_no_new_definition(company: Company) -> None:
    register_on(company, "2026-07-06T08:00")
    aim(company, GOALS.replace("baseline: 9, target: 3", "target: 3.0, baseline: 9.0"))
    assert register_on(company, "2026-07-07T08:00") == 0


def test_the_day_is_that_of_the_company_s_clock(company: Company) -> None:
    text = (company.folder / "company.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("timezone")]
    (company.folder / "company.yaml").write_text("\n".join([*lines, "timezone: Asia/Kolkata\n"]), encoding="utf-8")
    register_on(company, "2026-07-05T19:00")
    assert first(company, "of")[1] == ("company/o1/kr2", "10", date(2026, 7, 6))


def test_a_run_registers_by_its_clock_and_not_by_the_moment_it_looks_from(company: Company) -> None:
    request = company.request("2026-09", as_of=OCTOBER)
    clock = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("UTC"))
    read_sources(replace(request, started_at=clock))
    assert first(company, "target")[0] == ("company/o1/kr1", "3", date(2026, 11, 22))


def test_what_was_published_before_is_a_witness_too(company: Company) -> None:
    company.publish("2026-08", as_of="2026-09-05T09:00")
    remove_registrations(company)
    aim(company, LOWERED)
    register_on(company, "2026-09-26T08:00")
    assert first(company, "target")[0] == ("company/o1/kr1", "3", date(2026, 9, 5))


def test_the_earlier_of_two_witnesses_counts(company: Company) -> None:
    register_on(company, "2026-07-06T08:00")
    aim(company, LOWERED)
    company.publish("2026-08", as_of="2026-09-05T09:00")
    assert first(company, "target")[0] == ("company/o1/kr1", "3", date(2026, 7, 6))


def test_another_cycle_may_use_an_id_again(company: Company) -> None:
    register_on(company, "2026-07-06T08:00")
    (company.folder / "okrs/2026-Q3/company.yaml").unlink()
    aim(company, LOWERED.replace("2026-09-20", "2026-12-20"), cycle="2026-Q4")
    register_on(company, "2026-10-02T08:00")
    assert first(company, "target", cycle="2026-Q4")[0] == ("company/o1/kr1", "4", date(2026, 10, 2))


def test_a_folder_without_goals_writes_nothing(company: Company) -> None:
    (company.folder / "okrs/2026-Q3/company.yaml").unlink()
    assert register_on(company, "2026-07-06T08:00") == 0
    assert not company.store.exists()


WITHOUT_SECOND = GOALS.replace("    - {id: company/o1/kr2, title: Ten customers say so, of: 10, weight: 2}\n", "")


def gone(company: Company) -> list[tuple[str, str]]:
    """Code and subject of what was deleted."""
    asked = retro(company)
    return [(found.code, found.subject_id) for found in gone_findings(asked, witnesses_of(asked))]


def test_a_key_result_that_was_deleted_in_its_cycle_is_a_finding(company: Company) -> None:
    register_on(company, "2026-07-06T08:00")
    aim(company, WITHOUT_SECOND)
    asked = retro(company)
    [found] = gone_findings(asked, witnesses_of(asked))
    assert (found.code, found.subject_id) == ("KEY-RESULT-GONE", "company/o1/kr2")
    assert found.text.startswith("stood in 2026-Q3 on 2026-07-06 and was deleted since")
    aim(company, GOALS)
    assert gone(company) == []


def test_a_key_result_that_only_a_published_version_knows_is_missed_too(company: Company) -> None:
    company.publish("2026-05", as_of="2026-06-05T09:00")
    company.publish("2026-07", as_of="2026-08-05T09:00")
    remove_registrations(company)
    aim(company, WITHOUT_SECOND)
    assert gone(company) == [("KEY-RESULT-GONE", "company/o1/kr2")]


def test_what_was_dropped_before_the_cycle_began_was_a_draft(company: Company) -> None:
    register_on(company, "2026-06-30T08:00")
    aim(company, WITHOUT_SECOND)
    register_on(company, "2026-07-06T08:00")
    assert gone(company) == []


def remove_registrations(company: Company) -> None:
    """As in a store that an earlier version of the program wrote."""
    for path in company.store.glob("definitions/*.json"):
        path.unlink()
