"""In a git work tree the first commit is the witness of how a key result was defined (rules §5)."""

import os
import shutil
import stat
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.first_seen import register_key_results
from okr_reports.line.git_witness import git_witnesses
from okr_reports.line.retro_definitions import first_definitions
from okr_reports.line.retro_request import RetroRequest, cycle_to_review, retro_request
from okr_reports.line.retro_witnesses import witness_findings, witnesses_of
from okr_reports.samples.empty import write_new_company
from okr_reports.tables import CHANGES
from tests.unit.line.published_months import Company

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GOALS = """\
- id: company/o1
  objective: Ship what was ordered
  level: company
  key_results:
    - {id: company/o1/kr1, title: Late orders from 9 to 3 %, baseline: 9, target: 3, due_on: 2026-09-20}
"""
LOWERED = GOALS.replace("target: 3", "target: 4")
SECOND = "    - {id: company/o1/kr2, title: Ten customers say so, of: 10}\n"
OCTOBER = "2026-10-05T09:00"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company folder inside a work tree without commits."""
    folder = tmp_path / "tree" / "company"
    folder.mkdir(parents=True)
    write_new_company(folder)
    git(tmp_path / "tree", "init", "--quiet", "--initial-branch=main")
    return Company(folder, tmp_path / "store")


def git(folder: Path, *words: str, on: str = "2026-07-01") -> None:
    """One command of git on this day."""
    moment = f"{on}T20:00:00+00:00"
    who = {f"GIT_{role}_{part}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    home = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=folder, env={**home, **who, **when}, check=True, capture_output=True)


def write(company: Company, goals: str, *, file: str = "company.yaml") -> None:
    """A file of the cycle's goals."""
    path = company.folder / "okrs" / "2026-Q3" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(goals, encoding="utf-8")


def commit(company: Company, goals: str, *, on: str, file: str = "company.yaml") -> None:
    """Write the goals and commit the whole folder on this day."""
    write(company, goals, file=file)
    git(company.folder, "add", "--all")
    git(company.folder, "commit", "--quiet", "--message", "goals", on=on)


def witnessed(company: Company) -> list[tuple[str, str | None, date]]:
    """Id, target and day of each witness in git."""
    found = git_witnesses(load_catalogue(company.folder), cycle_id="2026-Q3")
    return [(one.definition.id, one.definition.fields["target"], one.seen_at.date()) for one in found]


def first_targets(company: Company) -> list[tuple[str, str | None, date | None]]:
    """Key result, target and day by the earliest witness of all."""
    request = retro(company)
    return (
        first_definitions(request, witnesses_of(request))
        .filter(field="target")
        .drop("field")
        .sort("key_result_id")
        .rows()
    )


def retro(company: Company) -> RetroRequest:
    """A run of the retro of the cycle."""
    asked = company.request("2026-09", as_of=OCTOBER)
    cycle = cycle_to_review("2026-Q3", catalogue=asked.catalogue, as_of=asked.as_of, is_partial=False)
    return retro_request(cycle, asked)


def register_on(company: Company, day: date) -> None:
    """What a `check` on this day does."""
    request = company.request("2026-09", as_of=OCTOBER)
    register_key_results(request.catalogue, request.store, seen_at=datetime(day.year, day.month, day.day, tzinfo=UTC))


def test_in_a_git_work_tree_the_first_commit_is_the_witness(company: Company) -> None:
    commit(company, GOALS, on="2026-07-03")
    commit(company, LOWERED + SECOND, on="2026-08-10")
    commit(company, LOWERED + SECOND.replace("of: 10", "of: 5"), on="2026-09-10")
    assert witnessed(company) == [
        ("2026-Q3/company/o1/kr1", "3", date(2026, 7, 3)),
        ("2026-Q3/company/o1/kr2", None, date(2026, 8, 10)),
    ]


def test_the_earliest_of_all_witnesses_counts(company: Company) -> None:
    commit(company, GOALS, on="2026-07-03")
    write(company, LOWERED)
    register_on(company, date(2026, 7, 20))
    assert first_targets(company) == [("company/o1/kr1", "3", date(2026, 7, 3))]
    register_on(company, date(2026, 7, 2))
    assert first_targets(company) == [("company/o1/kr1", "3", date(2026, 7, 3))]


def test_a_registration_before_the_first_commit_is_the_witness(company: Company) -> None:
    write(company, GOALS)
    register_on(company, date(2026, 7, 2))
    commit(company, LOWERED, on="2026-07-03")
    assert first_targets(company) == [("company/o1/kr1", "3", date(2026, 7, 2))]


def test_a_history_that_was_written_anew_with_an_earlier_date_is_a_finding(company: Company) -> None:
    write(company, GOALS)
    register_on(company, date(2026, 7, 2))
    commit(company, LOWERED, on="2026-06-20")
    [found] = witness_findings(retro(company), witnesses_of(retro(company)), changes=CHANGES.empty())
    assert (found.code, found.subject_id) == ("WITNESS-DIFFERS", "company/o1/kr1")
    assert found.text.startswith("target was 3 when it was registered on 2026-07-02, and is 4 as in a commit")


def test_a_history_that_agrees_or_a_change_that_is_recorded_is_no_finding(company: Company) -> None:
    commit(company, GOALS, on="2026-06-20")
    register_on(company, date(2026, 7, 2))
    assert list(witness_findings(retro(company), witnesses_of(retro(company)), changes=CHANGES.empty())) == []
    write(company, LOWERED)
    assert list(witness_findings(retro(company), witnesses_of(retro(company)), changes=CHANGES.empty())) == []
    git(company.folder, "commit", "--amend", "--all", "--message", "goals", on="2026-06-20")
    told = pl.DataFrame({"changed_id": ["company/o1/kr1"], "field": ["target"]})
    assert list(witness_findings(retro(company), witnesses_of(retro(company)), changes=told)) == []


def test_goals_that_moved_to_another_file_keep_their_first_commit(company: Company) -> None:
    commit(company, GOALS, on="2026-07-03")
    (company.folder / "okrs/2026-Q3/company.yaml").unlink()
    commit(company, LOWERED, on="2026-08-03", file="größere Ziele.yaml")
    assert witnessed(company) == [("2026-Q3/company/o1/kr1", "3", date(2026, 7, 3))]


def test_a_commit_on_a_branch_counts_from_its_day_and_one_made_by_a_merge_from_the_merge_s(company: Company) -> None:
    commit(company, GOALS, on="2026-07-01")
    git(company.folder, "checkout", "--quiet", "-b", "draft")
    commit(company, GOALS + SECOND, on="2026-07-05")
    git(company.folder, "checkout", "--quiet", "main")
    commit(company, GOALS.replace("id: company/o1", "id: company/o2"), on="2026-07-06", file="second.yaml")
    git(company.folder, "merge", "--no-commit", "--quiet", "draft")
    merged = GOALS.replace("id: company/o1", "id: company/o2") + SECOND.replace("o1/kr2", "o2/kr2")
    commit(company, merged, on="2026-07-09", file="second.yaml")
    assert [(id.removeprefix("2026-Q3/company/"), day.day) for id, _, day in witnessed(company)] == [
        ("o1/kr1", 1), ("o1/kr2", 5), ("o2/kr1", 6), ("o2/kr2", 9),
    ]  # fmt: skip


def test_a_commit_that_cannot_be_read_is_no_witness_of_what_was_meant(company: Company) -> None:
    commit(company, GOALS.replace("target: 3", "target: soon"), on="2026-07-01")
    commit(company, "- [" + GOALS, on="2026-07-02")
    commit(company, GOALS, on="2026-07-03")
    assert witnessed(company) == [("2026-Q3/company/o1/kr1", "3", date(2026, 7, 3))]


def test_what_is_not_committed_has_no_witness_in_git(company: Company) -> None:
    write(company, GOALS)
    assert witnessed(company) == []


def test_outside_a_work_tree_git_is_not_asked_further(company: Company) -> None:
    commit(company, GOALS, on="2026-07-03")
    shutil.rmtree(company.folder.parent / ".git")
    assert witnessed(company) == []


def test_a_clone_whose_history_is_cut_off_is_no_witness(company: Company, tmp_path: Path) -> None:
    commit(company, GOALS, on="2026-07-03")
    commit(company, LOWERED, on="2026-08-03")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/tree", "shallow")
    assert witnessed(Company(tmp_path / "shallow/company", tmp_path / "store")) == []


def test_without_git_there_is_no_witness_and_no_error(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(company, GOALS, on="2026-07-03")
    monkeypatch.setenv("PATH", str(company.folder))
    assert witnessed(company) == []


def test_git_that_hangs_is_given_up(company: Company, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit(company, GOALS, on="2026-07-03")
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("okr_reports.line.git_witness.SECONDS", 0.2)
    assert witnessed(company) == []


def test_no_program_that_the_repository_names_is_started(company: Company, tmp_path: Path) -> None:
    commit(company, GOALS, on="2026-07-03")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(stat.S_IRWXU)
    for setting in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external", "diff.x.textconv"):
        git(company.folder, "config", setting, str(trap))
    git(company.folder, "config", "log.showSignature", "true")
    (company.folder / ".gitattributes").write_text("*.yaml diff=x\n", encoding="utf-8")
    assert witnessed(company) == [("2026-Q3/company/o1/kr1", "3", date(2026, 7, 3))]
    assert not (tmp_path / "sprung").exists()


def test_only_the_first_two_hundred_commits_of_a_cycle_are_looked_at(company: Company) -> None:
    commit(company, GOALS, on="2026-07-01")
    lines = [
        f"commit refs/heads/many\ncommitter x <x@example.org> {1783000000 + n} +0000\ndata 1\nx"
        f"M 100644 inline company/okrs/2026-Q3/notes-{n}.yaml\ndata 2\n[]\n"
        for n in range(200)
    ]
    first = "reset refs/heads/many\nfrom refs/heads/main^0\n"
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"], cwd=company.folder, input="\n".join([first, *lines]), text=True,
        check=True,
    )  # fmt: skip
    git(company.folder, "reset", "--quiet", "--hard", "many")
    commit(company, GOALS + SECOND, on="2026-09-01")
    assert witnessed(company) == [("2026-Q3/company/o1/kr1", "3", date(2026, 7, 1))]
