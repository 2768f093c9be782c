"""What rule tests start from."""

from pathlib import Path

import pytest

from tests.rules.appraisal_case import AppraisalCase
from tests.rules.case import Case
from tests.rules.cycle_case import CycleCase
from tests.rules.evidence_case import EvidenceCase
from tests.rules.goal_case import GoalCase


@pytest.fixture
def company(tmp_path: Path) -> Case:
    """A company with data since January 2026, of which nothing is known yet."""
    return Case(tmp_path)


@pytest.fixture
def people(tmp_path: Path) -> AppraisalCase:
    """A company with data since January 2026 and its first half-year, of which nothing is known yet."""
    return AppraisalCase(tmp_path)


@pytest.fixture
def goals() -> GoalCase:
    """A quarter without goals yet, seen when it has ended."""
    return GoalCase()


@pytest.fixture
def cycle() -> CycleCase:
    """The quarter 2026-Q3, seen when it has ended, of which nothing is written yet."""
    return CycleCase()


@pytest.fixture
def evidence() -> EvidenceCase:
    """The half-year 2026-H1 with three employees, of whom nothing is written yet."""
    return EvidenceCase()
