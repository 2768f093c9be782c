"""Which appraisal cycles can be laid out, seen from which moment (rules §1)."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import UsageError
from okr_reports.line.appraisal_request import cycle_to_appraise
from okr_reports.line.request import last_month_of

# company appraises by | cycle | as of, by the company's clock | partial | what comes of it
CYCLES = """
half_year | FY2026-H2 | 2026-04-01T00:00 | no  | reads 2026-03
half_year | FY2026-H2 | 2026-11-21T09:00 | no  | reads 2026-03
half_year | FY2026-H2 | 2026-03-31T23:59 | no  | has not ended: its last day is 2026-03-31
half_year | FY2026-H2 | 2026-02-10T00:00 | yes | reads 2026-02
half_year | FY2027-H2 | 2026-03-31T00:00 | yes | has not begun
half_year | FY2025-H2 | 2026-11-21T00:00 | no  | before the company's data
half_year | FY2026    | 2026-11-21T00:00 | no  | made for a half-year, and FY2026 is a year; write one like FY2027-H2
half_year | 2026-03   | 2026-11-21T00:00 | no  | made for a half-year, and 2026-03 is a month
half_year | 2026-H1   | 2026-11-21T00:00 | no  | there is no period
year      | FY2026    | 2026-11-21T00:00 | no  | reads 2026-03
year      | FY2026-H2 | 2026-11-21T00:00 | no  | made for a year, and FY2026-H2 is a half-year
"""


def company(folder: Path, appraises_by: str) -> Path:
    """A company with data from October 2025, on India's clock, whose fiscal year starts in April."""
    text = "name: Example\ntimezone: Asia/Kolkata\ndata_from: 2025-10\nfiscal_year_start: 4\n"
    (folder / "company.yaml").write_text(f"{text}appraisal_cycle: {appraises_by}\n", encoding="utf-8")
    return folder


def outcome(folder: Path, key: str, *, as_of: str, is_partial: bool) -> str:
    """The last month that is read, or why there is no such cycle."""
    catalogue, moment = load_catalogue(folder), datetime.fromisoformat(as_of).replace(tzinfo=ZoneInfo("Asia/Kolkata"))
    try:
        cycle = cycle_to_appraise(key, catalogue=catalogue, as_of=moment, is_partial=is_partial)
    except UsageError as error:
        return str(error)
    return f"reads {last_month_of(cycle, catalogue=catalogue, as_of=moment).key}"


@pytest.mark.parametrize("line", CYCLES.strip().splitlines())
def test_a_cycle_is_laid_out_when_it_has_ended_or_when_asked_to_while_it_runs(tmp_path: Path, line: str) -> None:
    appraises_by, key, as_of, partial, expected = (cell.strip() for cell in line.split("|"))
    folder = company(tmp_path, appraises_by)
    said = outcome(folder, key, as_of=as_of, is_partial=partial == "yes").replace(": write", "; write")
    assert expected in said
