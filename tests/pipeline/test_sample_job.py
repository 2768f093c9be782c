"""The scheduled job, once, on the sample company: what it publishes, and that Dagster learns nothing of people."""

import csv
import json
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from tests.pipeline.conftest import AS_OF


@pytest.fixture(scope="module")
def store(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's store after a run of September 2026."""
    folder = tmp_path_factory.mktemp("sample-store") / "store"
    typed = ["run", "kpi-review", "2026-09", "--as-of", AS_OF, "--company", str(sample), "--store", str(folder)]
    assert main([*typed, "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def names(sample: Path) -> list[str]:
    """Every name and address in people.csv, long enough to be no chance."""
    with (sample / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row[column] for row in rows for column in ("name", "email") if len(row[column]) > 4]


def test_the_review_holds_every_kpi_and_department(store: Path) -> None:
    version = store / "published/kpi-review/2026-09/v1"
    report = json.loads((version / "report.json").read_text(encoding="utf-8"))
    assert len(report["kpis"]) >= 25
    assert {kpi["department"] for kpi in report["kpis"]} == {
        "sales", "customer-success", "support", "engineering", "people-finance",
    }  # fmt: skip
    assert len(list((version / "departments").glob("*.pdf"))) == 5


def test_support_sees_the_median_beside_the_slow_end(store: Path) -> None:
    html = (store / "published/kpi-review/2026-09/v1/departments/support.html").read_text(encoding="utf-8")
    said = html.replace("\u00a0", " ")
    assert "P90 first response went from 1.7 h to 3.4 h; Median first response stayed at 0.8 h</h2>" in said


def test_dagster_keeps_no_name_and_no_address(store: Path, sample: Path, names: list[str]) -> None:
    assert store.exists()
    home = sample / ".okr-reports"
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert len(kept) > 100_000
    # Dagster writes JSON, in which letters beyond ASCII may stand as \\u escapes.
    forms = {form for name in names for form in (name.encode(), json.dumps(name)[1:-1].encode())}
    assert len(forms) > 100
    assert [form for form in forms if form in kept] == []


def test_the_home_of_dagster_is_for_its_owner_alone(store: Path, sample: Path) -> None:
    assert store.exists()
    home = sample / ".okr-reports"
    assert [str(path) for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_dagster_sends_nothing_home(store: Path, sample: Path) -> None:
    assert store.exists()
    assert "telemetry:\n  enabled: false" in (sample / ".okr-reports/dagster.yaml").read_text(encoding="utf-8")
