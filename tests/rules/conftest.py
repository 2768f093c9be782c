"""What rule tests start from."""

from pathlib import Path

import pytest

from tests.rules.case import Case


@pytest.fixture
def company(tmp_path: Path) -> Case:
    """A company with data since January 2026, of which nothing is known yet."""
    return Case(tmp_path)
