"""The advice on goals in a cycle's retro: what the lint says of it, and goals on KPIs that were healthy before."""

from pathlib import Path

import pytest

from okr_reports.findings import Finding
from okr_reports.line.retro_reading import look_ahead
from okr_reports.line.retro_stages import read_cycle, score_goals
from okr_reports.line.stages import findings_of
from okr_reports.words import Severity
from tests.pipeline.okr_company import write_okr_company
from tests.unit.line.test_retro_originals import asked

KPIS = "kpis/success.yaml"
HEALTHY = (
    "'Gross churn from 3 % to 2 %' is about 'Gross churn', which met its target in all 3 judged periods before "
    "2026-Q3. Write instead: leave it a KPI; or raise its target, and say in the objective what the new level is for"
)


def advice(folder: Path) -> list[Finding]:
    """What the stage of the decisions advises."""
    request = asked(folder)
    tables = read_cycle(request)
    tables = {**tables, **score_goals(request, tables)}
    found = findings_of(look_ahead(request, tables)["findings"])
    return [finding for finding in found if finding.severity is Severity.ADVICE]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small company with goals."""
    write_okr_company(tmp_path)
    return tmp_path


def test_the_retro_holds_the_advice_on_its_own_cycle_without_places(folder: Path) -> None:
    found = advice(folder)
    assert ("KR-TASK", "q3/o1/kr2") in [(each.code, each.subject_id) for each in found]
    assert {each.place for each in found} == {None}
    assert [each.subject_id for each in found if each.subject_id.startswith("q2")] == []


def test_a_goal_on_a_kpi_that_was_healthy_before_the_cycle_is_named(folder: Path) -> None:
    sheet = (folder / KPIS).read_text(encoding="utf-8")
    (folder / KPIS).write_text(sheet.replace('op: "<=", value: 2.0', 'op: "<=", value: 3.0'), encoding="utf-8")
    assert [each.text for each in advice(folder) if each.code == "KR-HEALTHY-KPI"] == [HEALTHY]


def test_a_goal_on_a_kpi_that_missed_before_the_cycle_is_not(folder: Path) -> None:
    assert [each for each in advice(folder) if each.code == "KR-HEALTHY-KPI"] == []


def test_nothing_is_said_of_a_confidential_kpi(folder: Path) -> None:
    sheet = (folder / KPIS).read_text(encoding="utf-8").replace('op: "<=", value: 2.0', 'op: "<=", value: 3.0')
    secret = sheet.replace("  name: Gross churn\n", "  name: Gross churn\n  visibility: confidential\n")
    (folder / KPIS).write_text(secret, encoding="utf-8")
    assert [each for each in advice(folder) if each.code == "KR-HEALTHY-KPI"] == []
