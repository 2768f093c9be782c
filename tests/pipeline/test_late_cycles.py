"""Late data of a published cycle: actuals, check-ins and rows that came afterwards become its next version."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.cli.main import main
from okr_reports.line.late_cycles import cycle_arrivals
from okr_reports.store.history import published_manifest
from okr_reports.store.opening import open_store
from pipelines.definitions import definitions_of
from pipelines.home import dagster_home
from pipelines.jobs import quarter_end_okr_retro
from pipelines.partitions import review_months
from pipelines.resources import CompanyResource
from pipelines.sensors import late_data
from tests.pipeline.okr_company import write_okr_company
from tests.rules.text_tables import read_table

AS_OF, LATER = "2026-10-06T09:00", "2026-10-09T09:00"
MOMENT = datetime.fromisoformat(f"{LATER}+05:30")
# What came after the retro was published, and what the sensor counts of it.
CAME = """
    file           | line                                            | counted
    actuals.csv    | q3/o2/kr2,2026-10-08,7,2026-09-30               | {'actuals': 1}
    actuals.csv    | q3/o2/kr1,2026-10-08,1,2026-09-30               | {}
    actuals.csv    | q3/o2/kr2,2026-10-08,7,2026-10-08               | {}
    check_ins.csv  | q3/o2/kr2,2026-09-29,E002,at_risk,5,Nearly done | {'check_ins': 1}
    check_ins.csv  | q3/o2/kr2,2026-10-08,E002,at_risk,5,Nearly done | {}
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company without September's accounts, its retro of 2026-Q3 published."""
    folder = tmp_path_factory.mktemp("late-cycle") / "company"
    folder.mkdir()
    write_okr_company(folder)
    accounts = folder / "data/accounts.csv"
    whole = accounts.read_text(encoding="utf-8").splitlines(keepends=True)
    accounts.write_text("".join(line for line in whole if "2026-09" not in line), encoding="utf-8")
    assert main(["run", "okr-retro", "2026-Q3", "--as-of", AS_OF, "--company", str(folder), "--quiet"]) == 0
    return folder


@pytest.fixture
def company(published: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(published, tmp_path / "company"))


@pytest.fixture
def instance(company: Path) -> Iterator[dg.DagsterInstance]:
    """The company's own Dagster."""
    with dg.DagsterInstance.from_config(str(dagster_home(company))) as instance:
        yield instance


def add(file: Path, line: str) -> None:
    """Append a line to a CSV file."""
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(line + "\n")


def resource(folder: Path, *, reason: str = "") -> CompanyResource:
    """The company as the sensor and its runs find it."""
    return CompanyResource(folder=str(folder), store=str(folder / "store"), as_of=LATER, reason=reason)


def definitions(folder: Path, *, reason: str = "") -> dg.Definitions:
    """The company's definitions."""
    written = load_catalogue(folder)
    return definitions_of(
        written, resource=resource(folder, reason=reason), months=review_months(written.company, months_ahead=24)
    )


def tick(folder: Path, instance: dg.DagsterInstance) -> tuple[list[dg.RunRequest], str | None]:
    """One evaluation of the sensor: which runs it asks for, or why none."""
    context = dg.build_sensor_context(
        instance=instance, definitions=definitions(folder), resources={"company": resource(folder)}
    )
    told = late_data.evaluate_tick(context)
    return list(told.run_requests or []), told.skip_message


@pytest.mark.parametrize("row", read_table(CAME), ids=lambda row: row["line"])
def test_a_log_s_rows_count_only_where_they_change_the_cycle(row: dict[str, str], company: Path) -> None:
    add(company / row["file"], row["line"])
    catalogue, store = load_catalogue(company), open_store("store", company)
    [arrived] = cycle_arrivals(catalogue, store, as_of=MOMENT)
    assert str(dict(arrived.rows)) == row["counted"]


def test_while_nothing_arrives_the_sensor_says_which_extract_is_late(
    company: Path, instance: dg.DagsterInstance
) -> None:
    assert tick(company, instance) == ([], "still late: 2026-Q3: accounts")


def test_what_arrived_becomes_the_cycle_s_next_version_with_its_reason_and_then_there_is_silence(
    company: Path, instance: dg.DagsterInstance
) -> None:
    add(company / "data/accounts.csv", "2026-09-10,2.3,100,28")
    add(company / "actuals.csv", "q3/o2/kr2,2026-10-08,7,2026-09-30")
    [asked], _ = tick(company, instance)
    assert (asked.run_key, asked.job_name) == (
        "okr-retro/2026-Q3/v1/accounts=1,actuals=1", "quarter_end_okr_retro",
    )  # fmt: skip
    reason = asked.run_config["resources"]["company"]["config"]["reason"]
    job = definitions(company, reason=reason).resolve_job_def(quarter_end_okr_retro.name)
    assert job.execute_in_process(instance=instance, partition_key=asked.partition_key).success
    store = open_store("store", company)
    manifest = published_manifest(store, report="okr-retro", period="2026-Q3")
    assert manifest is not None
    assert (manifest.version, manifest.reason) == (2, "late data: accounts, actuals")
    objectives = json.loads(store.read(manifest.files["report.json"].path))["objectives"]
    assert objectives[1]["key_results"][1]["actual"] == 7
    assert tick(company, instance) == ([], "no extract is late")


def test_logs_that_cannot_be_read_are_named_and_the_extracts_asked_all_the_same(
    company: Path, instance: dg.DagsterInstance
) -> None:
    (company / "actuals.csv").write_text("key_result_id,actual\nq3/o2/kr2,7\n", encoding="utf-8")
    assert tick(company, instance) == ([], "still late: 2026-Q3: accounts (no answer from the logs)")


def test_a_cycle_that_had_not_ended_is_not_asked_for(company: Path) -> None:
    typed = ["run", "okr-retro", "2026-Q2", "--as-of", "2026-06-20", "--partial"]
    assert main([*typed, "--company", str(company), "--quiet"]) == 0
    catalogue, store = load_catalogue(company), open_store("store", company)
    assert [one.late.key for one in cycle_arrivals(catalogue, store, as_of=MOMENT)] == ["2026-Q3"]


def test_a_cycle_that_ends_within_a_month_waits_for_its_own_last_day(tmp_path: Path) -> None:
    write_cycle_that_ends_in_september(tmp_path)
    typed = ["--as-of", "2026-09-20T09:00", "--company", str(tmp_path), "--quiet"]
    assert main(["run", "okr-retro", "late-summer", *typed]) == 0
    add(tmp_path / "data/accounts.csv", "2026-09-08,1,100,20,2026-09-09")
    assert arrived_at(tmp_path) == {}
    add(tmp_path / "data/accounts.csv", "2026-09-10,1,100,20,2026-09-10")
    assert arrived_at(tmp_path) == {"accounts": 3}


def write_cycle_that_ends_in_september(folder: Path) -> None:
    """The small company with a cycle up to 10 September, and accounts that say up to when they are whole."""
    write_okr_company(folder)
    (folder / "okrs/2026-Q2").rename(folder / "okrs/spring")
    (folder / "okrs/2026-Q3").rename(folder / "okrs/late-summer")
    spring, summer = (
        "{id: spring, from: 2026-04-01, to: 2026-06-30}",
        "{id: late-summer, from: 2026-07-01, to: 2026-09-10}",
    )
    add(folder / "company.yaml", f"okr_cycle: [{spring}, {summer}]")
    (folder / "retro_notes.csv").unlink()
    sources = (folder / "sources.yaml").read_text(encoding="utf-8")
    named = sources.replace("period: {column: day}", "period: {column: day}\n    covers_until: {column: whole_until}")
    (folder / "sources.yaml").write_text(named, encoding="utf-8")
    rows = "2026-07-10,3,100,20,2026-09-08\n2026-09-02,3,100,20,2026-09-08\n"
    (folder / "data/accounts.csv").write_text(f"day,lost,total,size,whole_until\n{rows}", encoding="utf-8")


def arrived_at(folder: Path) -> dict[str, int]:
    """Extract → rows of its month, by 9 October."""
    catalogue, store = load_catalogue(folder), open_store("store", folder)
    [arrived] = cycle_arrivals(catalogue, store, as_of=MOMENT)
    return dict(arrived.rows)
