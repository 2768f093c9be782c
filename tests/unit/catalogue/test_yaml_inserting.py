"""Target rows put into sheets that somebody wrote: all else stays as it was, or nothing is changed."""

from collections.abc import Mapping
from datetime import date

import pytest

from okr_reports.catalogue.yaml_inserting import with_remark, with_target
from okr_reports.catalogue.yaml_text import compose
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.catalogue.yaml_writing import comment, entry_lines, on_one_line, rounded

ROW: Mapping[str, object] = {"from": "2026-10", "at_most": 2.5, "set_on": date(2026, 9, 30), "why": "so: \"it\" # 'is'"}
WRITTEN = "{from: 2026-10, at_most: 2.5, set_on: 2026-09-30, why: 'so: \"it\" # ''is'''}"
SHEET = """\
# The sheet of somebody who likes comments.
- id: block   # first
  targets:   # by the board
    - {from: 2025-01, op: "<=", value: 3}  # as before
    - from: 2026-07
      why: >-
        A long
        reason

  # the neighbours
  leading: [x]

- id: brackets
  targets: [{from: 2025-01, at_most: 3}, ]
- {id: "é😀", unit: h}
- id: nothing
  targets:
- id: left
  targets:
  - from: 2025-01
- id: none # no targets yet
  unit: "%" # per cent
# the end
- id: shared
  targets: &t [{from: 2025-01}]
- id: sharing
  targets: *t
- id: empty
  targets: []"""


@pytest.mark.parametrize(
    ("kpi_id", "line"),
    [
        ("block", f"    - {WRITTEN}  # why so"),
        ("brackets", f"  targets: [{{from: 2025-01, at_most: 3}}, {WRITTEN}, ]"),
        ("é😀", f'- {{id: "é😀", unit: h, targets: [{WRITTEN}]}}'),
        ("nothing", f"  targets: [{WRITTEN}]"),
        ("left", f"  - {WRITTEN}  # why so"),
        ("none", f"    - {WRITTEN}  # why so"),
        ("empty", f"  targets: [{WRITTEN}]"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_row_is_added_and_every_other_line_stays(kpi_id: str, line: str, ending: str) -> None:
    before = SHEET.replace("\n", ending)
    after = with_target(before, kpi_id=kpi_id, row=ROW, remark="why so")
    assert after is not None
    assert line in after.split(ending)
    kept = [old for old in before.split(ending) if f"{old}{ending}" in f"{after}{ending}"]
    assert len(before.split(ending)) - len(kept) <= 1


@pytest.mark.parametrize("kpi_id", ["shared", "sharing", "unknown"])
def test_targets_shared_by_two_kpis_are_left_alone(kpi_id: str) -> None:
    assert with_target(SHEET, kpi_id=kpi_id, row=ROW, remark="") is None


def test_what_is_no_list_of_sheets_is_left_alone() -> None:
    assert with_target("a: [", kpi_id="a", row=ROW, remark="") is None
    assert with_remark("a: b", kpi_id="a", remark="x") is None


def test_a_remark_stands_below_the_sheet_it_is_about() -> None:
    after = with_remark(SHEET, kpi_id="block", remark="not\ndecided")
    assert after is not None
    assert "  leading: [x]\n  # not decided\n" in after


@pytest.mark.parametrize(
    "title", ["no", "007", "a: b", "- x", "# y", "'", '"', "₹ > 10L", "null", "", " x ", "a\nb", "{"]
)
def test_whatever_is_written_is_read_again_as_it_was(title: str) -> None:
    for text in (
        "\n".join(entry_lines({"id": "a", "of": [{"title": title}]}, indent=2)),
        f"- {on_one_line({'t': title})}",
    ):
        root, problems = compose(text, "x")
        assert root is not None
        read = str(Located("x", root, text).plain()[0])
        assert (problems, repr(title) in read) == ([], True)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(2.945300000000001, None, 2.945), (2.9453, 1, 2.9), (61.53846, None, 61.54), (4012345.4, None, 4012345.0),
     (0.0012345, None, 0.001235), (0.0, None, 0.0), (-0.04, 1, 0.0), (2.5, 0, 3.0)],
)  # fmt: skip
def test_a_measured_figure_is_written_as_people_write_it(value: float, decimals: int | None, shown: float) -> None:
    assert str(rounded(value, decimals=decimals)) == str(shown)


def test_a_comment_is_one_line() -> None:
    assert comment("a\n b", indent=2) == "  # a b"
