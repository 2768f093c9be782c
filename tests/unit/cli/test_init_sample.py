"""`init --sample` makes a company whose goals were looked at when their cycles began, as at a company at work."""

import json
from datetime import date
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from okr_reports.store.first_seen import witnesses
from okr_reports.store.opening import open_store
from tests.unit.cli.test_check_registers import check

SALES = "2026-Q3/2026-q3/sales/o1/kr2"


def _seen(store: Path) -> list[tuple[str, date, str | None]]:
    """Id, day and target of everything that was registered."""
    found = witnesses(open_store(str(store), store))
    return [(one.definition.id, one.seen_at.date(), one.definition.fields.get("target")) for one in found]


def test_the_samples_own_store_knows_the_target_before_it_was_changed_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "company"), "--sample", "saas60", "--employees", "20"]) == 0
    seen = _seen(tmp_path / "company/store")
    assert (SALES, date(2026, 7, 1), "4") in seen
    assert ("linkage", date(2025, 12, 15), None) in seen
    assert len(seen) == 47


def test_what_was_seen_before_lies_in_the_store_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "elsewhere"
    typed = ["init", str(tmp_path / "company"), "--sample", "saas60", "--employees", "20", "--store", str(store)]
    assert main([*typed, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "made"
    assert not (tmp_path / "company/store").exists()
    # A check finds the two goals that were changed since; all others stand as they stood.
    assert check(tmp_path / "company", capsys, "--store", str(store))[0] == 2


def test_a_company_of_ones_own_begins_with_nothing_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "company"), "--store", str(tmp_path / "elsewhere")]) == 0
    assert not (tmp_path / "elsewhere").exists()
