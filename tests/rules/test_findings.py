"""Findings: what a reader must see beside the numbers."""

from okr_reports.scoring.assertions import AssertedHealth, disagreements
from okr_reports.scoring.findings import score_findings
from okr_reports.words import Health
from tests.rules.case import Case

ROWS = """
    on         | x
    2026-07-10 | 90
    2026-08-10 | 90
    2026-09-10 | 90
"""


def _texts(case: Case) -> list[str]:
    return [
        f"{finding.code} {finding.severity} {finding.subject_id}: {finding.text}"
        for finding in score_findings(case.health)
    ]


def test_a_target_set_after_the_end_of_periods_that_it_judges_is_a_finding(company: Case) -> None:
    case = company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 80, set_on: 2026-09-01}
    """)
    assert _texts(case.measured(ROWS)) == [
        "BACKDATED-TARGET warning k: the target from 2026-07, set on 2026-09-01, "
        "judges 2026-07 to 2026-08 (2 periods), which had already ended"
    ]


def test_a_target_set_in_time_is_none(company: Case) -> None:
    case = company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 80, set_on: 2026-07-31}
    """)
    assert _texts(case.measured(ROWS)) == []


def test_a_kpi_that_failed_is_a_finding_even_when_it_is_confidential(company: Case) -> None:
    case = company.of("data_from: 2026-08").defines("""
        formula: AVG(typo)
        visibility: confidential
    """)
    assert _texts(case.measured(ROWS)) == [
        "KPI-FAILED error k: not computed for 2026-08 to 2026-09 (2 periods): the extract has no column typo",
    ]


def test_an_asserted_health_is_kept_beside_the_computed_one_and_a_disagreement_shown(company: Case) -> None:
    case = company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 100}
    """).measured(ROWS)
    asserted = [AssertedHealth("k", "2026-08", Health.HEALTHY), AssertedHealth("k", "2026-09", Health.OFF_TARGET)]
    assert disagreements(case.health, asserted).rows() == [("k", "2026-08", "healthy", "off_target")]


def test_a_value_doubled_before_data_begins_is_none(company: Case) -> None:
    case = company.of("data_from: 2026-09").reads("value: x").defines("accumulation: sum")
    doubled = case.measured("""
        on         | x
        2026-08-01 | 1
        2026-08-01 | 1
        2026-09-01 | 1
    """)
    assert _texts(doubled) == []
