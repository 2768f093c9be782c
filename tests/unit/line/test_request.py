"""Which months can be reviewed, seen from which moment (rules §1)."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import UsageError
from okr_reports.line.request import month_to_review, require_known_engine

# month | as of, by the company's clock | partial | what comes of it
MONTHS = """
2026-09 | 2026-10-01T00:00 | no  | ends 2026-10-01
2026-09 | 2026-09-30T23:59 | no  | has not ended
2026-09 | 2026-09-30T23:59 | yes | ends 2026-10-01
2026-09 | 2026-09-01T00:00 | yes | ends 2026-10-01
2026-09 | 2026-08-31T23:59 | yes | has not begun
2026-01 | 2026-10-01T00:00 | no  | ends 2026-02-01
2025-12 | 2026-10-01T00:00 | no  | before the company's data
2026-W36 | 2026-10-01T00:00 | no | is a week
2026    | 2026-10-01T00:00 | no  | there is no period
FY2027  | 2027-10-01T00:00 | no  | is a year
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company with data from January 2026, on India's clock, whose fiscal year starts in April."""
    folder = tmp_path_factory.mktemp("company")
    text = "name: Example\ntimezone: Asia/Kolkata\ndata_from: 2026-01\nfiscal_year_start: 4\n"
    (folder / "company.yaml").write_text(text, encoding="utf-8")
    return folder


def outcome(company: Path, key: str, *, as_of: str, is_partial: bool) -> str:
    """The month's end, or why it cannot be reviewed."""
    moment = datetime.fromisoformat(as_of).replace(tzinfo=ZoneInfo("Asia/Kolkata"))
    try:
        month = month_to_review(key, catalogue=load_catalogue(company), as_of=moment, is_partial=is_partial)
    except UsageError as error:
        return str(error)
    return f"ends {month.end}"


@pytest.mark.parametrize("line", MONTHS.strip().splitlines())
def test_a_month_is_reviewed_when_it_has_ended_or_when_asked_to_while_it_runs(company: Path, line: str) -> None:
    key, as_of, partial, expected = (cell.strip() for cell in line.split("|"))
    assert expected in outcome(company, key, as_of=as_of, is_partial=partial == "yes")


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no PDF engine prince: use weasyprint or plutoprint"):
        require_known_engine("prince")
