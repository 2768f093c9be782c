"""Key results that were deferred and do not say when."""

from datetime import date

import polars as pl

from okr_reports.goal_tables import KEY_RESULTS
from okr_reports.scoring.key_results_states import endings_without_day


def test_a_deferral_without_a_day_counts_as_late_and_its_owner_is_told_so() -> None:
    rows = [
        {"key_result_id": "later", "state": "deferred"},
        {"key_result_id": "dated", "state": "deferred", "state_on": date(2026, 8, 1)},
        {"key_result_id": "stands", "state": "active"},
    ]
    table = pl.DataFrame(rows, schema=dict(KEY_RESULTS.columns))
    assert [(found.code, found.subject_id) for found in endings_without_day(table)] == [("ENDED-WITHOUT-DAY", "later")]
