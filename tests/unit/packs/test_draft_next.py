"""The next cycle as drafted: what goes on, from where, under which id; every draft loads over its company folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_after
from okr_reports.catalogue.load import load_catalogue
from okr_reports.packs.draft.draft import NextDraft, draft_next
from okr_reports.packs.draft.figures import retitled
from okr_reports.packs.draft.ids import next_ids
from okr_reports.packs.draft.inputs import DraftInputs

COMPANY = "name: Example\nfiscal_year_start: 1\ndepartments: {ops: Operations}\n"
SOURCES = "extracts:\n  rows: {file: rows.csv, period: {column: day}, columns: {x: number}}\n"
KPIS = """\
- {id: ops/late, name: Late, department: ops, owner: E001, formula: AVG(x), extract: rows, direction: lower}
- id: ops/kept
  name: Kept
  owner: [{owner: E002, from: 2026-01-01}, {owner: {org: ops}, from: 2026-09-01}]
  formula: AVG(x)
  extract: rows
  cadence: weekly
  direction: higher
  targets:
    - {from: 2026-01, at_least: 80, set_on: 2025-12-20}
- {id: ops/band, name: Band, formula: AVG(x), extract: rows, direction: range}
"""
GOALS = """\
- id: 2026-q3/o1
  objective: "Trains: on time, every day"
  owner: E001
  level: company
  key_results:
    - {id: 2026-q3/o1/way, title: Late trains from 30 to 10 a day, kpi: ops/late, baseline: 30, target: 10, stretch: 5}
    - {id: 2026-q3/o1/cut, title: Costs down, baseline: 200, change_by: -10%}
    - {id: 2026-q3/o1/count, title: Lines, of: 20}
    - {id: 2026-q3/o1/hold, title: Kept, kpi: ops/kept, at: {at_least: 80}}
    - {id: 2026-q3/o1/steps, title: Plan, milestones: [{title: A, done_on: 2026-07-20}, {title: "B: [b]", weight: 2}]}
    - id: 2026-q3/o1/rungs
      title: Ladder
      ladder: [{at: 0.2, title: A, done_on: 2026-07-20}, {at: 0.6, title: B}, {at: 1, title: C}]
    - {id: 2026-q3/o1/done, title: Hired, kind: binary, due_on: 2026-09-15}
    - {id: 2026-q3/o1/own, title: Felt, manual_score: {value: 0.3, author_id: E001, on: 2026-09-30, why: So}}
- id: other
  objective: Second
  department: ops
  supports: 2026-q3/o1/way
  key_results:
    - {id: other/a, title: A, baseline: 1, target: 2, weight: 0}
    - {id: other/b, title: B, baseline: 1, target: 2, weight: 3, supports: 2026-q3/o1/cut}
"""
NOTHING = "there is nothing to write for 2026-Q4: no folder was made"
UNDECIDED = {"decision": None, "new_baseline": None, "standard": None, "outcome": "carry_forward"}
STANDARD = {"op": ">=", "value": 81.25, "low": None, "high": None, "grain": None, "source": "worse_period"}
CANDIDATE = {
    "kpi_id": "ops/late", "why": "weak_quarters", "weak_periods": ["2026-Q2", "2026-Q3"], "from_value": 12.345678,
    "from_period_id": "2026-Q3", "to_op": "<=", "to_value": 10.0, "to_low": None, "to_high": None,
    "counterweight_id": "ops/kept",
}  # fmt: skip


@dataclass(frozen=True)
class Drafted:
    """A draft, and what the company folder is with it laid over."""

    draft: NextDraft
    catalogue: Catalogue

    def key_result(self, id: str) -> Mapping[str, Any]:
        """The key result as drafted."""
        every = [yaml.safe_load(text) or [] for name, text in self.draft.files.items() if name.startswith("okrs/")]
        return next(one for file in every for objective in file for one in objective["key_results"] if one["id"] == id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small company with two objectives of all kinds."""
    files = {
        "company.yaml": COMPANY,
        "sources.yaml": SOURCES,
        "rows.csv": "day,x\n",
        "kpis/ops.yaml": KPIS,
        "okrs/2026-Q3/all.yaml": GOALS,
    }
    _lay(files, tmp_path)
    return tmp_path


def _lay(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def drafted(
    folder: Path, said: Mapping[str, Mapping[str, Any]], candidates: tuple[Mapping[str, Any], ...] = ()
) -> Drafted:
    """The draft of 2026-Q4 after a retro that said this of the key results named, and nothing of all others."""
    catalogue = load_catalogue(folder)
    rows = [{"id": id, "kpi": catalogue.key_results[id].entry.kpi, **UNDECIDED, **said[id]} for id in said]
    ahead: dict[str, object] = {word: [] for word in ("carry_forward", "retire", "close", "drop")}
    decided = [
        {"key_result_id": id, "decided_by": "E009", "decided_on": "2026-10-02"} for id in said if "decision" in said[id]
    ]
    report = {
        "objectives": [{"key_results": rows}],
        "next_cycle": {**ahead, "close": decided, "candidates": list(candidates)},
    }
    cycle = catalogue.cycles["2026-Q3"]
    following = cycle_after(cycle, catalogue.company)
    assert following is not None
    sheets = {"kpis/ops.yaml": (folder / "kpis/ops.yaml").read_text(encoding="utf-8")}
    draft = draft_next(DraftInputs(catalogue, report, cycle, following, date(2026, 10, 6), sheets))
    _lay(draft.files, folder)
    return Drafted(draft, load_catalogue(folder))


def test_a_carried_key_result_begins_at_its_final_actual_and_keeps_its_target(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 20.123456}}).key_result("2026-q4/o1/way")
    assert found == {
        "id": "2026-q4/o1/way", "title": "Late trains from 20.12 to 10 a day", "kpi": "ops/late", "baseline": 20.12,
        "target": 10, "stretch": 5, "written_on": date(2026, 10, 6),
    }  # fmt: skip


def test_a_reached_target_gives_way_to_the_stretch_value(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 8.0}}).key_result("2026-q4/o1/way")
    assert (found["baseline"], found["target"], "stretch" in found) == (8, 5, False)


def test_without_a_way_left_the_target_must_be_decided_first(folder: Path) -> None:
    both = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 4.0}, "2026-q3/o1/done": {}})
    assert list(both.catalogue.cycles) == ["2026-Q3", "2026-Q4"]
    assert [id for id in both.catalogue.key_results if id.startswith("2026-q4")] == ["2026-q4/o1/done"]
    assert "decide a new target" in both.draft.files["okrs/2026-Q4/all.yaml"]


def test_what_was_done_after_the_cycle_does_not_go_on_as_if_it_were_not(folder: Path) -> None:
    goals = GOALS.replace("kind: binary, due_on: 2026-09-15", "kind: binary, done_on: 2026-10-02")
    _lay({"okrs/2026-Q3/all.yaml": goals}, folder)
    late = drafted(folder, {"2026-q3/o1/done": {}})
    assert "2026-q4/o1/done" not in late.catalogue.key_results
    assert "it was done on 2026-10-02: close it" in late.draft.files["okrs/2026-Q4/all.yaml"]


def test_an_objective_with_nothing_but_open_decisions_is_a_comment(folder: Path) -> None:
    alone = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 4.0}}).draft.files["okrs/2026-Q4/all.yaml"]
    assert {line[:1] for line in alone.splitlines()} == {"#", "", "["}


def test_a_rounded_baseline_that_would_meet_its_target_is_written_in_full(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 10.00001}}).key_result("2026-q4/o1/way")
    assert found["baseline"] == 10.00001


def test_an_unmeasured_key_result_keeps_its_old_baseline_and_says_so(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/way": {}})
    assert found.key_result("2026-q4/o1/way")["baseline"] == 30
    assert "not measured in 2026-Q3" in found.draft.files["okrs/2026-Q4/all.yaml"]


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("cut", {"new_baseline": 190.0}, {"kind": "metric", "baseline": 190, "target": 180}),
        ("cut", {}, {"kind": "metric", "baseline": 200, "target": 180}),
        ("count", {"new_baseline": 12.0}, {"baseline": 12, "of": 20}),
        ("hold", {}, {"at": {"at_least": 80}}),
        ("steps", {}, {"milestones": [{"title": "B: [b]", "weight": 2}]}),
        ("rungs", {}, {"ladder": [{"at": 0.5, "title": "B"}, {"at": 1, "title": "C"}]}),
        ("done", {}, {"kind": "binary"}),
        ("own", {}, {"kind": "manual"}),
    ],
)
def test_every_kind_goes_on_with_what_is_left_of_it(
    folder: Path, name: str, row: Mapping[str, Any], expected: Mapping[str, Any]
) -> None:
    found = drafted(folder, {f"2026-q3/o1/{name}": row}).key_result(f"2026-q4/o1/{name}")
    left = {key: value for key, value in found.items() if key not in ("id", "title", "kpi", "written_on")}
    assert left == expected


def test_what_supports_a_goal_that_goes_on_supports_it_in_the_next_cycle(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/way": {"new_baseline": 20.0}, "other/b": {"new_baseline": 1.5}})
    assert found.catalogue.objectives["2026-q4/other"].entry.supports == "2026-q4/o1/way"
    assert found.catalogue.key_results["2026-q4/other/b"].entry.supports is None
    assert "it supported 2026-q3/o1/cut, which does not go on" in found.draft.files["okrs/2026-Q4/all.yaml"]


def test_weights_are_left_out_where_only_those_of_zero_remain(folder: Path) -> None:
    assert "weight" not in drafted(folder, {"other/a": {"new_baseline": 1.5}}).key_result("2026-q4/other/a")


def test_a_proposal_is_marked_and_a_decision_names_who_and_when(folder: Path) -> None:
    decision = {"decision": "carry_forward"}
    text = drafted(folder, {"2026-q3/o1/done": {}, "2026-q3/o1/own": decision}).draft.files["okrs/2026-Q4/all.yaml"]
    assert "# carried forward from 2026-q3/o1/done, PROPOSED, not decided\n" in text
    assert "# carried forward from 2026-q3/o1/own, as E009 decided on 2026-10-02\n" in text


def test_a_decided_standard_becomes_a_target_from_the_next_cycle_on(folder: Path) -> None:
    row = {"outcome": "retire", "decision": "retire", "standard": STANDARD}
    target = drafted(folder, {"2026-q3/o1/hold": row}).catalogue.kpis["ops/kept"].targets[-1]
    assert (target.from_, target.value, target.set_on) == ("2026-10", 81.25, date(2026, 10, 2))
    assert (target.from_key_result, target.why) == ("2026-q3/o1/hold", "Reached in 2026-Q3")


def test_a_standard_that_nobody_decided_is_a_comment_only(folder: Path) -> None:
    found = drafted(folder, {"2026-q3/o1/hold": {"outcome": "retire", "standard": STANDARD}})
    assert len(found.catalogue.kpis["ops/kept"].targets) == 1
    assert "at_least: 81.25" in found.draft.files["kpis/ops.yaml"]


@pytest.mark.parametrize(
    ("kpi", "standard", "notice"),
    [
        ("ops/kept", {"op": "<="}, "q: no target was added to ops/kept: `<=` contradicts its `direction: higher`"),
        ("ops/band", {"op": ">="}, "q: no target was added to ops/band: `>=` contradicts its `direction: range`"),
        (None, {}, "q has no KPI to retire into: write a sheet for it under kpis/"),
    ],
)
def test_a_standard_that_fits_nowhere_is_said_and_not_written(
    folder: Path, kpi: str | None, standard: Mapping[str, Any], notice: str
) -> None:
    row = {"outcome": "retire", "decision": "retire", "kpi": kpi, "standard": {**STANDARD, **standard}}
    draft = drafted(folder, {"2026-q3/o1/hold": row}).draft
    assert draft.notices == (notice.replace("q", "2026-q3/o1/hold", 1), NOTHING)
    assert draft.files == {}


def test_a_standard_that_stands_already_is_not_added_again(folder: Path) -> None:
    row = {"outcome": "retire", "decision": "retire", "standard": STANDARD}
    first = drafted(folder, {"2026-q3/o1/hold": row})
    assert drafted(folder, {"2026-q3/o1/hold": row}).draft.files == {}
    assert list(first.draft.files) == ["kpis/ops.yaml"]


def test_a_range_or_an_exact_standard_keeps_its_form(folder: Path) -> None:
    between = {**STANDARD, "op": "between", "value": None, "low": 3.0, "high": 7.0, "grain": "quarter"}
    row = {"outcome": "retire", "decision": "retire", "kpi": "ops/band", "standard": between}
    target = drafted(folder, {"2026-q3/o1/hold": row}).catalogue.kpis["ops/band"].targets[-1]
    assert (target.between, target.grain) == ((3.0, 7.0), "quarter")


def test_what_has_neither_score_nor_decision_is_said(folder: Path) -> None:
    draft = drafted(folder, {"2026-q3/o1/way": {"outcome": None}, "2026-q3/o1/hold": {"outcome": "retire"}}).draft
    assert [notice.split(" ", 1)[0] for notice in draft.notices[:-1]] == ["2026-q3/o1/way", "2026-q3/o1/hold"]
    assert (draft.notices[-1], draft.files) == (NOTHING, {})


def test_a_candidate_is_an_objective_to_be_worded_with_from_to_and_counterweight(folder: Path) -> None:
    found = drafted(folder, {}, (CANDIDATE,))
    assert found.key_result("2026-q4/ops/late/kr1") == {
        "id": "2026-q4/ops/late/kr1", "title": "Late from 12.35 to 10", "kpi": "ops/late", "over": "cycle",
        "baseline": 12.35, "target": 10, "counterweight": "ops/kept", "written_on": date(2026, 10, 6),
    }  # fmt: skip
    objective = found.catalogue.objectives["2026-q4/ops/late"].entry
    assert (objective.owner, objective.department) == ("E001", "ops")


@pytest.mark.parametrize(
    "change",
    [{"to_op": None, "to_value": None}, {"to_value": 20.0}, {"from_value": None},
     {"to_op": "between", "to_low": 10.0, "to_high": 20.0}],
)  # fmt: skip
def test_a_candidate_whose_target_is_open_is_a_comment(folder: Path, change: Mapping[str, Any]) -> None:
    text = drafted(folder, {}, ({**CANDIDATE, **change},)).draft.files["okrs/2026-Q4/candidates.yaml"]
    assert {line[:1] for line in text.splitlines()} == {"#", "", "["}


def test_a_candidate_goes_to_the_nearer_end_of_a_range_and_to_the_owner_of_that_day(folder: Path) -> None:
    band = {
        **CANDIDATE,
        "kpi_id": "ops/kept",
        "to_op": "between",
        "to_low": 20.0,
        "to_high": 30.0,
        "counterweight_id": None,
    }
    found = drafted(folder, {}, (band,))
    assert found.key_result("2026-q4/ops/kept/kr1")["target"] == 20
    assert "owner: {org: ops}" in found.draft.files["okrs/2026-Q4/candidates.yaml"]


def test_nothing_that_the_next_cycle_holds_already_is_replaced(folder: Path) -> None:
    mine = "- {id: 2026-q4/o1, objective: Mine, level: company, key_results: [{id: x, title: X, kind: binary}]}\n"
    _lay({"okrs/2026-Q4/all.yaml": mine}, folder)
    found = drafted(folder, {"2026-q3/o1/done": {}})
    assert list(found.draft.files) == ["okrs/2026-Q4/all-draft.yaml"]
    assert "2026-q4/o1-2" in found.catalogue.objectives


def test_the_same_retro_gives_the_same_draft(folder: Path) -> None:
    said = {"2026-q3/o1/way": {"new_baseline": 20.0}, "2026-q3/o1/hold": {"outcome": "retire", "standard": STANDARD}}
    first = drafted(folder, said, (CANDIDATE,)).draft
    for name in first.files:
        (folder / name).unlink()
    _lay({"kpis/ops.yaml": KPIS}, folder)
    assert drafted(folder, said, (CANDIDATE,)).draft == first


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("2026-Q3/o1", "2026-Q4/o1"), ("company/2026-q3/o1", "company/2026-q4/o1"), ("o1", "2026-Q4/o1"),
        ("x2026-Q3/o1", "2026-Q4/x2026-Q3/o1"), ("2026-Q3/taken", "2026-Q4/taken-2"),
        ("a" * 60, f"2026-Q4/{'a' * 56}"), (f"{'a' * 30}/{'b' * 30}", f"2026-Q4/{'b' * 30}"),
    ],
)  # fmt: skip
def test_an_id_names_the_next_cycle_and_nothing_else(id: str, expected: str) -> None:
    taken = ["2026-q4/TAKEN", "a" * 60]
    assert next_ids([id], cycles=("2026-Q3", "2026-Q4"), taken=taken) == {id: expected}


@pytest.mark.parametrize(
    ("title", "before", "expected"),
    [
        ("Churn from 3.1 % to 2 %", 3.1, "Churn from 2.4 % to 2 %"),
        ("From ₹1,200 to ₹2,000", 1200.0, "From ₹2.4 to ₹2,000"),
        ("Churn from 3 % to 2 %", 3.1, "Churn from 3 % to 2 %"),
        ("Churn", 3.1, "Churn"),
        ("Away from 3.1", None, "Away from 3.1"),
    ],
)
def test_a_title_names_the_new_beginning_where_it_named_the_old(
    title: str, before: float | None, expected: str
) -> None:
    assert retitled(title, before=before, after=2.4) == expected
