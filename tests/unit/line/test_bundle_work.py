"""What a worker for bundles loads: little, for there is one per core, and each lives as long as the run."""

import subprocess
import sys

_HEAVY = ("polars", "dagster", "sqlalchemy", "holidays", "sqlglot", "xlsxwriter")
_LOAD = f"import sys, okr_reports.line.bundle_work; print([name for name in {_HEAVY} if name in sys.modules])"


def test_a_worker_loads_no_table_engine_no_database_and_no_scheduler() -> None:
    loaded = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, timeout=120)
    assert loaded.stdout.strip() == "[]"
