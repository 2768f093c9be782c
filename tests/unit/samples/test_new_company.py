"""The folder that `init DIR` writes without a sample: valid as it stands."""

from pathlib import Path

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.samples.empty import write_new_company


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new company folder."""
    write_new_company(tmp_path / "company")
    return tmp_path / "company"


def test_a_new_company_is_valid_and_nothing_is_found(folder: Path) -> None:
    catalogue = load_catalogue(folder)
    assert list(catalogue.kpis) == ["sales/revenue", "sales/delivery-days"]
    assert catalogue.findings == ()


def test_a_new_company_explains_itself_in_comments(folder: Path) -> None:
    for name in ("company.yaml", "sources.yaml", "kpis/sales.yaml"):
        assert "# " in (folder / name).read_text(encoding="utf-8")
