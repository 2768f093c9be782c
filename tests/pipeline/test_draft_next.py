"""`run okr-retro PERIOD --draft-next DIR`: files that, laid over the company folder, make the next cycle run."""

import json
import shutil
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from okr_reports.samples.saas60 import write_saas60
from tests.pipeline.okr_company import write_okr_company

AS_OF = "2026-10-06T09:00"
SMALL = ["kpis/success.yaml", "okrs/2026-Q4/company.yaml"]


@pytest.fixture(scope="module")
def goals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company with its retro published and the next cycle drafted beside it. Not to be changed."""
    folder = tmp_path_factory.mktemp("okr") / "company"
    write_okr_company(folder)
    notes = folder / "retro_notes.csv"
    retired = "q3/o1/kr3,2026-Q3,2026-10-03,E001,,retire,,,,Keep it,\n"
    notes.write_text(notes.read_text(encoding="utf-8") + retired, encoding="utf-8")
    assert draft(folder, folder.parent / "next") == 0
    return folder


def draft(folder: Path, into: Path, *typed: str) -> int:
    """The exit code of a run that drafts."""
    options = ["--as-of", AS_OF, "--company", str(folder), "--quiet", "--draft-next", str(into)]
    return main(["run", "okr-retro", "2026-Q3", *options, *typed])


def overlaid(folder: Path, into: Path, target: Path) -> Path:
    """A copy of the company folder with the draft laid over it."""
    shutil.copytree(folder, target)
    shutil.copytree(into, target, dirs_exist_ok=True)
    return target


def files_in(folder: Path) -> list[str]:
    """Every file of a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_draft_has_the_tree_of_a_company_folder(goals: Path) -> None:
    assert files_in(goals.parent / "next") == SMALL


def test_the_draft_reads_well(goals: Path) -> None:
    assert (
        (goals.parent / "next" / SMALL[1]).read_text(encoding="utf-8")
        == """\
# Drafted from the OKR retro of 2026-Q3: confirm every line, then delete these comments.

- id: 2026-Q4/q3/o1
  objective: Stop the leaky bucket
  owner: E001
  level: company
  key_results:
    # carried forward from q3/o1/kr1, as E001 decided on 2026-10-02
    # the baseline is the final value of 2026-Q3; confirm the target
    - id: 2026-Q4/q3/o1/kr1
      title: Gross churn from 2.3 % to 2 %
      kpi: success/churn
      baseline: 2.3
      target: 2
      counterweight: success/discount
      written_on: 2026-10-06
    # carried forward from q3/o1/kr2, PROPOSED, not decided
    # what was not done; confirm the steps
    - id: 2026-Q4/q3/o1/kr2
      title: Reports shipped
      milestones:
        - {title: Second}
      written_on: 2026-10-06

- id: 2026-Q4/q3/o2
  objective: Sell to larger customers
  owner: E002
  department: sales
  supports: 2026-Q4/q3/o1
  key_results:
    # carried forward from q3/o2/kr1, PROPOSED, not decided
    # the baseline is the final value of 2026-Q3; confirm the target
    - id: 2026-Q4/q3/o2/kr1
      title: Large deals
      extract: accounts
      formula: COUNT(*)
      filter: size >= 40
      baseline: 2
      of: 4
      written_on: 2026-10-06
    # carried forward from q3/o2/kr2, PROPOSED, not decided
    # the baseline is the final value of 2026-Q3; confirm the target
    - id: 2026-Q4/q3/o2/kr2
      title: References from 5 to 8
      baseline: 5
      target: 8
      written_on: 2026-10-06
"""
    )


def test_a_sheet_is_copied_with_its_new_standard_and_nothing_else(goals: Path) -> None:
    before = (goals / SMALL[0]).read_text(encoding="utf-8").splitlines()
    after = (goals.parent / "next" / SMALL[0]).read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in after if line not in before] == [
        "- {from: 2026-10, at_most: 35, set_on: 2026-10-03, from_key_result: q3/o1/kr3, why: Reached in 2026-Q3}"
        "  # the standard of q3/o1/kr3, as E001 decided on 2026-10-03"
    ]
    assert [line for line in before if line not in after] == []


def test_laid_over_the_folder_it_is_valid_and_the_next_cycle_runs(goals: Path, tmp_path: Path) -> None:
    company = overlaid(goals, goals.parent / "next", tmp_path / "over")
    assert main(["check", "--company", str(company), "--quiet"]) == 0
    later = ["--partial", "--as-of", "2026-11-16T09:00", "--company", str(company), "--quiet"]
    assert main(["run", "okr-retro", "2026-Q4", *later]) == 0
    report = company / "store/published/okr-retro/2026-Q4/v1/report.json"
    assert [one["id"] for one in json.loads(report.read_bytes())["objectives"]] == ["2026-Q4/q3/o1", "2026-Q4/q3/o2"]


def test_the_sample_companys_next_quarter_is_valid(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    write_saas60(sample)
    assert draft(sample, tmp_path / "next") == 0
    company = overlaid(sample, tmp_path / "next", tmp_path / "over")
    assert main(["check", "--company", str(company), "--quiet"]) == 0


def test_a_published_retro_can_be_drafted_from_again(
    goals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draft(goals, tmp_path / "again", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["outcome"], said["draft"]) == (
        "unchanged", {"folder": str(tmp_path / "again"), "files": [SMALL[1], SMALL[0]], "notices": []},
    )  # fmt: skip
    for name in SMALL:
        assert (tmp_path / "again" / name).read_bytes() == (goals.parent / "next" / name).read_bytes()


def test_a_dry_run_writes_nothing_and_says_what_it_would(
    goals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draft(goals, tmp_path / "dry", "--dry-run") == 0
    assert f"drafted {tmp_path / 'dry' / SMALL[0]}" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_goes_on_no_folder_is_made_and_the_run_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "company"
    write_okr_company(folder)
    dropped = "".join(f"{id},2026-Q3,2026-10-03,E001,,drop,,,,,\n" for id in ("q3/o1", "q3/o2"))
    header = (folder / "retro_notes.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "retro_notes.csv").write_text(f"{header}\n{dropped}", encoding="utf-8")
    sheet = folder / "kpis/success.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("value: 2.0", "value: 9.0"), encoding="utf-8")
    assert draft(folder, tmp_path / "next", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)["draft"]
    assert said["notices"] == ["there is nothing to write for 2026-Q4: no folder was made"]
    assert (said["files"], (tmp_path / "next").exists()) == ([], False)


def test_a_folder_that_holds_files_is_refused_by_their_names_before_anything_is_made(
    goals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text("", encoding="utf-8")
    assert draft(goals, tmp_path) == 2
    assert "mine.yaml: nothing is written over" in capsys.readouterr().err
    assert files_in(tmp_path) == ["mine.yaml"]


@pytest.mark.parametrize(
    ("into", "says"),
    [
        ("okrs/next", "lies in the company's okrs/"),
        ("company.yaml", "is a file"),
        ("people.csv/next", "people.csv is a file"),
    ],
)
def test_a_place_that_cannot_take_it_is_refused(
    goals: Path, capsys: pytest.CaptureFixture[str], into: str, says: str
) -> None:
    assert draft(goals, goals / into) == 2
    assert says in capsys.readouterr().err


def test_nothing_is_drafted_from_figures_that_are_not_final(
    goals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = ["--partial", "--as-of", "2026-09-20T09:00", "--company", str(goals), "--quiet"]
    assert main(["run", "okr-retro", "2026-Q3", *early, "--draft-next", str(tmp_path / "next")]) == 2
    assert "2026-Q3 has not ended" in capsys.readouterr().err


def test_only_a_retro_drafts_a_cycle(goals: Path, tmp_path: Path) -> None:
    into = ["--company", str(goals), "--quiet", "--draft-next", str(tmp_path / "next")]
    assert main(["run", "kpi-review", "2026-09", *into]) == 2


def test_a_list_of_cycles_must_name_the_next_one(
    goals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company = tmp_path / "company"
    shutil.copytree(goals, company)
    listed = (
        "okr_cycle: [{id: 2026-Q2, from: 2026-04-01, to: 2026-06-30}, {id: 2026-Q3, from: 2026-07-01, to: 2026-09-30}]"
    )
    text = (company / "company.yaml").read_text(encoding="utf-8")
    (company / "company.yaml").write_text(f"{text}{listed.replace('-Q', '-C')}\n", encoding="utf-8")
    for quarter in (2, 3):
        (company / f"okrs/2026-Q{quarter}").rename(company / f"okrs/2026-C{quarter}")
    (company / "retro_notes.csv").unlink()
    typed = ["--as-of", AS_OF, "--company", str(company), "--quiet", "--draft-next", str(tmp_path / "next")]
    assert main(["run", "okr-retro", "2026-C3", *typed]) == 2
    assert "no cycle follows 2026-C3: list the next one" in capsys.readouterr().err
