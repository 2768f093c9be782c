"""The sample company, written once for all tests of this folder."""

from pathlib import Path

import pytest

from okr_reports.samples.saas60 import write_saas60
from tests.unit.samples.by_hand import Figures, figures


@pytest.fixture(scope="session")
def saas60(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sixty-person company."""
    folder = tmp_path_factory.mktemp("saas60")
    write_saas60(folder)
    return folder


@pytest.fixture(scope="session")
def twice_as_large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the same company with 120 people."""
    folder = tmp_path_factory.mktemp("saas120")
    write_saas60(folder, employees=120)
    return folder


@pytest.fixture(scope="session")
def by_hand(saas60: Path) -> dict[str, Figures]:
    """Its figures, worked out without the engine."""
    return figures(saas60)
