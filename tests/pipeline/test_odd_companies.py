"""Series and texts that nobody expects, through the whole line: published, and no page is left by anything."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from okr_reports.cli.main import main
from tests.pipeline.conftest import AS_OF
from tests.rendering import pages

MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025, 2026) for month in range(1, 13)][9:45]
LAST = len(MONTHS) - 1
LONG_NAME = "Hours from the first word of a customer to the last one of ours, " * 5
MARKUP = "Prices <script>alert(1)</script> ![up](https://example.com/up.png) <img src=x>"
CROWD = 60
COMPANY = f"""name: Odd
timezone: UTC
currency: EUR
data_from: {MONTHS[0]}
departments: {{odd: Odd, one: One, many: Many}}
"""
EXTRACTS = "extracts:\n  odd:\n    file: data/odd.csv\n    period: {column: day}\n"
# Column of the extract → its value by the month's place, oldest first; empty where there is none.
SERIES = {
    "constant": ["7"] * 36,
    "once": [""] * 35 + ["7"],
    "nothing": [""] * 36,
    "binary": ["0", "1", "1"] * 12,
    "gapped": ["4", "6"] * 6 + [""] * 12 + ["4", "6"] * 6,
    "moved": ["4", "6", "5", "5"] * 7 + ["9"] * 8,
}
SHEET = """- id: {id}
  name: {name}
  department: {department}
  extract: odd
  formula: AVG({column})
  direction: lower
  targets: {targets}
"""
ONE_TARGET = '[{from: 2023-10, op: "<=", value: 5, set_on: 2023-09-20}]'
ROW = '{{from: {key}, op: "<=", value: {value}, set_on: {key}-01, why: Moved}}'
MOVING = f"[{', '.join(ROW.format(key=key, value=5 + place % 4) for place, key in enumerate(MONTHS))}]"


@dataclass(frozen=True)
class Review:
    """What was published, and the exit code."""

    exit_code: int
    folder: Path

    @property
    def report(self) -> dict[str, Any]:
        """report.json."""
        return json.loads((self.folder / "report.json").read_text(encoding="utf-8"))

    def kpi(self, kpi_id: str) -> dict[str, Any]:
        """One KPI of it."""
        return next(kpi for kpi in self.report["kpis"] if kpi["id"] == kpi_id)


def sheets() -> str:
    """The odd series, one KPI of a department by itself, and sixty of another."""
    odd = [
        SHEET.format(id=f"odd/{column}", name=column, department="odd", column=column, targets=ONE_TARGET)
        for column in ("constant", "once", "nothing", "binary", "gapped")
    ]
    long = SHEET.format(id="odd/long", name=LONG_NAME[:300], department="odd", column="gapped", targets=ONE_TARGET)
    moving = SHEET.format(id="odd/moving", name="Moving", department="odd", column="moved", targets=MOVING)
    alone = SHEET.format(id="one/alone", name="Alone", department="one", column="moved", targets=ONE_TARGET)
    crowd = [
        SHEET.format(id=f"many/k{n}", name=f"Kind {n}", department="many", column="moved", targets=ONE_TARGET)
        for n in range(CROWD)
    ]
    return "\n".join([*odd, long, moving, alone, *crowd])


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """The review of September 2026 of a company with all of this."""
    company = tmp_path_factory.mktemp("odd")
    for name in ("kpis", "data", "notes"):
        (company / name).mkdir()
    rows = [f"{key}-15,{','.join(SERIES[name][n] for name in SERIES)}" for n, key in enumerate(MONTHS)]
    notes = [f"2026-09-{1 + n % 28:02},odd/moving,Note {n}" for n in range(1, 400)]
    texts = {
        "company.yaml": COMPANY,
        "sources.yaml": EXTRACTS,
        "kpis/odd.yaml": sheets(),
        "data/odd.csv": "\n".join([f"day,{','.join(SERIES)}", *rows, ""]),
        "events.csv": "\n".join(["on,kpi_id,text", f'2026-09-01,odd/moving,"{MARKUP}"', *notes, ""]),
        "notes/2026-09.md": MARKUP,
    }
    for name, text in texts.items():
        (company / name).write_text(text, encoding="utf-8")
    exit_code = main(["run", "kpi-review", "2026-09", "--as-of", AS_OF, "--company", str(company), "--quiet"])
    return Review(exit_code, company / "store/published/kpi-review/2026-09/v1")


def test_it_is_published_with_pages_that_nothing_leaves(review: Review) -> None:
    files = sorted(review.folder.rglob("*.pdf"))
    assert (review.exit_code, len(files)) == (0, 4)
    assert [pages.outside(file.read_bytes(), margin_mm=14.0) for file in files] == [[]] * 4
    assert [pages.overlapping(file.read_bytes()) for file in files] == [[]] * 4


@pytest.mark.parametrize(
    ("kpi_id", "value", "health", "reason", "signal"),
    [
        ("odd/constant", 7, "off_target", None, "too_few_distinct"),
        ("odd/once", 7, "off_target", None, "too_few_distinct"),
        ("odd/nothing", None, "unknown", "no_data", "not_measured"),
        ("odd/binary", 1, "healthy", None, "too_few_distinct"),
        ("odd/gapped", 6, "off_target", None, "too_few_distinct"),
        ("odd/long", 6, "off_target", None, "too_few_distinct"),
    ],
)
def test_an_odd_series_is_judged_and_makes_no_signal(
    review: Review, kpi_id: str, value: float | None, health: str, reason: str | None, signal: str
) -> None:
    kpi = review.kpi(kpi_id)
    assert (kpi["value"], kpi["health"], kpi["reason"]) == (value, health, reason)
    assert (kpi["signal"]["variation"], kpi["signal"]["reason"]) == (None, signal)


def test_a_gap_of_a_year_is_said_month_by_month(review: Review) -> None:
    gaps = {gap["kpi_id"]: gap["periods"] for gap in review.report["data_quality"]["gaps"]}
    assert gaps["odd/gapped"] == ["2025-09"]
    empty = [entry["period"] for entry in review.kpi("odd/gapped")["history"] if entry["value"] is None]
    assert empty == MONTHS[12:24]


def test_a_target_that_changes_every_month_judges_each_month_by_its_own(review: Review) -> None:
    kpi = review.kpi("odd/moving")
    target = kpi["target"]
    assert (target["from"], target["set_on"], target["value"]) == ("2026-09", "2026-09-01", 5 + LAST % 4)
    assert (kpi["health"], kpi["signal"]["variation"], kpi["signal"]["assurance"]) == ("off_target", "concern", None)
    assert [entry["health"] for entry in kpi["history"]][:4] == ["healthy"] * 4


def test_notes_are_text_and_those_without_room_are_counted(review: Review) -> None:
    html = (review.folder / "report.html").read_text(encoding="utf-8").split("<main")[1]
    assert [part for part in ("<img", "<script", "href=") if part in html] == []
    assert "&lt;img src=x&gt;" in html
    assert "and 397 more in the workbook" in html


def test_departments_of_one_and_of_sixty_have_their_pages(review: Review) -> None:
    assert sorted(file.name for file in (review.folder / "departments").glob("*.pdf")) == [
        "many.pdf", "odd.pdf", "one.pdf",
    ]  # fmt: skip
    printed = pages.text((review.folder / "departments/many.pdf").read_bytes())
    assert [n for n in range(CROWD) if f"Kind {n}" not in printed] == []
