"""The bad input that goals may hold, as the command line answers it: located, in one sentence, with what to write."""

from pathlib import Path

import pytest

from okr_reports.cli.main import main
from tests.pipeline.okr_company import write_okr_company

GOALS, METRIC = "okrs/2026-Q3/company.yaml", "baseline: 2, target: 8"
PERCENT = "a change in percent of the baseline 0 has no meaning"
# What is wrong | file | as it stands | as it is spoiled | what is said
SPOILED = [
    ("no baseline", GOALS, METRIC, "target: 8", "24:7: the key result has no baseline, and none is guessed"),
    ("equal ends", GOALS, METRIC, "baseline: 8, target: 8", "24:75: baseline and target are both 8"),
    ("unknown KPI", GOALS, "kpi: success/discount,", "kpi: success/no,", "16:59: there is no KPI 'success/no'"),
    ("circle", GOALS, "level: company\n", "level: company\n  supports: q3/o2\n", "5:13: goals support each other in a"),
    ("doubled id", GOALS, "- id: q3/o2\n", "- id: q3/o1\n", "17:7: the id 'q3/o1' is taken by 'q3/o1'"),
    ("no number", GOALS, METRIC, f"{METRIC}, actual: .nan", "24:86: `actual` is '.nan': write a number"),
    ("infinite", GOALS, METRIC, f"{METRIC}, actual: .inf", "24:86: `actual` is '.inf': write a number"),
    ("no reason", GOALS, METRIC, f"{METRIC}, state: {{is: cancelled, on: 2026-08-14}}", "24:85: the key result is"),
    ("blank reason", GOALS, METRIC, f"{METRIC}, state: {{is: cancelled, on: 2026-08-14, why: ' '}}",
     "24:122: the text holds nothing but spaces: write a text"),
    ("no day", GOALS, METRIC, f"{METRIC}, state: cancelled", "24:85: the key result is cancelled without a date"),
    ("percent of 0", GOALS, METRIC, "baseline: 0, change_by: -10%", f"24:78: {PERCENT}"),
    ("score of 1.3", GOALS, METRIC, f"{METRIC}, manual_score: {{value: 1.3, author_id: E001, on: 2026-09-30, why: x}}",
     "24:100: `value` is '1.3': write a number of at most 1"),
    ("unknown goal", "check_ins.csv", "q3/o2/kr2,2026-07", "q3/zz,2026-07", "4: there is no key result 'q3/zz'"),
    ("no number in the log", "actuals.csv", "2026-08-31,4,", "2026-08-31,nan,", "2: actual is no number"),
    ("infinite in the log", "actuals.csv", "2026-08-31,4,", "2026-08-31,inf,", "2: actual is no number"),
]  # fmt: skip


def spoil(folder: Path, file: str, before: str, after: str) -> None:
    """Write the small company with this text in place of that."""
    write_okr_company(folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "says"), [case[1:] for case in SPOILED], ids=[case[0] for case in SPOILED]
)
def test_it_is_said_where_it_stands(
    file: str, before: str, after: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tmp_path, file, before, after)
    assert main(["check", "--company", str(tmp_path), "--quiet"]) == 3
    assert f"{file}:{says}" in capsys.readouterr().err


def test_a_run_says_the_same_and_publishes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(tmp_path, GOALS, METRIC, "target: 8")
    run = ["run", "okr-retro", "2026-Q3", "--as-of", "2026-10-06T09:00", "--quiet"]
    assert main([*run, "--company", str(tmp_path)]) == 3
    assert "24:7: the key result has no baseline" in capsys.readouterr().err
    assert not (tmp_path / "store/published").exists()


def test_weights_that_are_all_zero_are_said_at_their_objective(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tmp_path, GOALS, "of: 4}", "of: 4, weight: 0}")
    spoiled = (tmp_path / GOALS).read_text(encoding="utf-8").replace(METRIC, f"{METRIC}, weight: 0")
    (tmp_path / GOALS).write_text(spoiled, encoding="utf-8")
    assert main(["check", "--company", str(tmp_path), "--quiet"]) == 3
    assert f"{GOALS}:22:3: all key results of the objective have weight 0" in capsys.readouterr().err


def test_a_check_in_outside_its_cycle_is_a_finding_and_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tmp_path, "check_ins.csv", "q3/o2/kr2,2026-07-15", "q3/o2/kr2,2026-05-15")
    assert main(["check", "--company", str(tmp_path), "--quiet"]) == 0
    said = capsys.readouterr()
    assert "check_ins.csv:4: 2026-05-15 lies outside cycle 2026-Q3 and does not count" in said.out + said.err
