"""A company folder for each test, and a real PostgreSQL for all of them."""

from pathlib import Path

import pytest

from tests.unit.extracts.company_folder import CompanyFolder
from tests.unit.extracts.postgresql import postgresql

__all__ = ["postgresql"]


@pytest.fixture
def company(tmp_path: Path) -> CompanyFolder:
    """An empty company in Kolkata, fiscal year from April."""
    folder = CompanyFolder(tmp_path / "company")
    folder.write("company.yaml", "name: Example\ntimezone: Asia/Kolkata\nfiscal_year_start: 4\ndata_from: 2026-04\n")
    return folder
