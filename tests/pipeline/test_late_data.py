"""Late data: the sensor asks the late extracts alone, and asks for the next version once they have arrived."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.cli.main import main
from okr_reports.store.history import published_manifest
from okr_reports.store.opening import open_store
from pipelines.definitions import definitions_of
from pipelines.home import dagster_home
from pipelines.jobs import monthly_kpi_review
from pipelines.partitions import review_months
from pipelines.resources import CompanyResource
from pipelines.sensors import late_data
from tests.pipeline.conftest import AS_OF

LATER = "2026-10-12T09:00"


@pytest.fixture(scope="module")
def late_sample(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company without September's pipeline, its review of September published."""
    folder = tmp_path_factory.mktemp("late") / "company"
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("store", ".okr-reports"))
    leave_out(folder / "data/pipeline.csv", "2026-09")
    typed = ["run", "kpi-review", "2026-09", "--as-of", AS_OF, "--company", str(folder), "--quiet"]
    assert main(typed) == 0
    return folder


@pytest.fixture
def company_of_late_data(late_sample: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(late_sample, tmp_path / "late"))


@pytest.fixture
def instance(company_of_late_data: Path) -> Iterator[dg.DagsterInstance]:
    """The company's own Dagster."""
    with dg.DagsterInstance.from_config(str(dagster_home(company_of_late_data))) as instance:
        yield instance


def leave_out(file: Path, word: str) -> None:
    """The file without the lines that hold a word; those lie beside it until they arrive."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.with_suffix(".late").write_text("".join(line for line in lines if word in line), encoding="utf-8")
    file.write_text("".join(line for line in lines if word not in line), encoding="utf-8")


def arrive(file: Path) -> None:
    """What was left out comes in."""
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(file.with_suffix(".late").read_text(encoding="utf-8"))


def resource(folder: Path, *, reason: str = "") -> CompanyResource:
    """The company as the sensor and its runs find it."""
    return CompanyResource(folder=str(folder), store=str(folder / "store"), as_of=LATER, reason=reason)


def tick(folder: Path, instance: dg.DagsterInstance) -> tuple[list[dg.RunRequest], str | None]:
    """One evaluation of the sensor as the daemon makes it: which runs it asks for, or why none."""
    written = load_catalogue(folder)
    months = review_months(written.company, months_ahead=24)
    definitions = definitions_of(written, resource=resource(folder), months=months)
    resources = {"company": resource(folder)}
    context = dg.build_sensor_context(instance=instance, definitions=definitions, resources=resources)
    told = late_data.evaluate_tick(context)
    return list(told.run_requests or []), told.skip_message


def carry_out(asked: dg.RunRequest, folder: Path, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    """The run that was asked for."""
    written = load_catalogue(folder)
    said = asked.run_config["resources"]["company"]["config"]
    months = review_months(written.company, months_ahead=24)
    definitions = definitions_of(written, resource=resource(folder, reason=said["reason"]), months=months)
    job = definitions.resolve_job_def(monthly_kpi_review.name)
    return job.execute_in_process(instance=instance, partition_key=asked.partition_key)


def test_while_nothing_arrives_the_sensor_says_what_is_late(
    company_of_late_data: Path, instance: dg.DagsterInstance
) -> None:
    assert tick(company_of_late_data, instance) == ([], "still late: 2026-09: pipeline")


def test_what_arrived_becomes_the_next_version_with_its_reason_and_then_there_is_silence(
    company_of_late_data: Path, instance: dg.DagsterInstance
) -> None:
    arrive(company_of_late_data / "data/pipeline.csv")
    [asked], _ = tick(company_of_late_data, instance)
    assert (asked.run_key, asked.partition_key) == ("kpi-review/2026-09/v1/pipeline=7", "2026-09")
    assert carry_out(asked, company_of_late_data, instance).success
    store = open_store("store", company_of_late_data)
    manifest = published_manifest(store, report="kpi-review", period="2026-09")
    assert manifest is not None
    assert (manifest.version, manifest.reason) == (2, "late data: pipeline")
    report = json.loads(store.read(manifest.files["report.json"].path))
    assert next(kpi for kpi in report["kpis"] if kpi["id"] == "sales/pipeline-coverage")["value"] == pytest.approx(
        3.4, abs=0.01
    )
    assert tick(company_of_late_data, instance) == ([], "no extract is late")


def test_a_source_that_gives_no_answer_is_named_and_asked_again(
    company_of_late_data: Path, instance: dg.DagsterInstance
) -> None:
    (company_of_late_data / "data/pipeline.csv").write_text("month,rep_id\n", encoding="utf-8")
    assert tick(company_of_late_data, instance) == ([], "still late: 2026-09: pipeline (no answer from pipeline)")


def test_before_anything_is_published_the_sensor_asks_nobody(company: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert tick(company, instance) == ([], "no extract is late")
