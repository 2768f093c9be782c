"""How findings are said to a person."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okr_reports.cli.answer import Answer, findings_json, grouped_lines, write
from okr_reports.findings import Finding
from okr_reports.words import Severity

MEAN = Finding("KPI-AVERAGE", Severity.ADVICE, "a/b", "a mean", "kpis/a.yaml:5", "`QUANTILE_CONT(x, 0.9)`")
STALE = [
    Finding("STALE-TARGET", Severity.ADVICE, id, "old", f"kpis/a.yaml:{line}", "set it anew")
    for id, line in (("a/b", 7), ("a/c", 19))
]
FAR = Finding("IMPOSSIBLE-TARGET", Severity.WARNING, "a/c", "too far", "kpis/a.yaml:20", "`at_least: 95`")
FOLDER = Finding("NOT-READ-YET", Severity.ADVICE, "okrs", "okrs/ is not read yet")


def test_findings_are_said_by_weight_then_by_code_each_with_its_place_and_what_to_write_instead() -> None:
    assert grouped_lines([FOLDER, STALE[0], MEAN, STALE[1], FAR]) == [
        "kpis/a.yaml:20: warning: IMPOSSIBLE-TARGET a/c: too far",
        "    write instead: `at_least: 95`",
        "",
        "advice: NOT-READ-YET okrs: okrs/ is not read yet",
        "",
        "kpis/a.yaml:7: advice: STALE-TARGET a/b: old",
        "kpis/a.yaml:19: advice: STALE-TARGET a/c: old",
        "    write instead: set it anew",
        "",
        "kpis/a.yaml:5: advice: KPI-AVERAGE a/b: a mean",
        "    write instead: `QUANTILE_CONT(x, 0.9)`",
    ]


def test_without_findings_there_is_nothing_to_say() -> None:
    assert grouped_lines([]) == []


def test_in_json_a_finding_has_its_place_and_what_to_write_instead() -> None:
    assert findings_json([MEAN]) == [
        {
            "code": "KPI-AVERAGE", "severity": "advice", "subject_id": "a/b", "text": "a mean",
            "place": "kpis/a.yaml:5", "rewrite": "`QUANTILE_CONT(x, 0.9)`",
        }
    ]  # fmt: skip


def test_in_json_moments_and_days_are_written_by_iso_8601(capsys: pytest.CaptureFixture[str]) -> None:
    body = {"published_at": datetime(2026, 10, 5, 6, 0, tzinfo=UTC), "due_on": date(2026, 10, 7), "path": Path("a/b")}
    write(Answer(0, body), is_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "published_at": "2026-10-05T06:00:00+00:00", "due_on": "2026-10-07", "path": "a/b", "exit_code": 0,
    }  # fmt: skip
