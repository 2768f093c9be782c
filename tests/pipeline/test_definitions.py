"""Dagster's view of a company: the graph, the job, the schedule, the sensor and the partitions, pinned as text."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from okr_reports.catalogue.model import Company
from okr_reports.cli.ui import what_to_load
from pipelines.definitions import company_definitions
from pipelines.partitions import appraisal_cycles, review_months
from tests.pipeline.okr_company import write_okr_company

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "workspace.yaml"
GRAPH = """
alignment <- cycle_extracts
appraisal_bundles <- appraisal_extracts kra_achievement
appraisal_extracts <-
calibration <- key_result_scores
catalogue <-
check_in_discipline <- cycle_extracts key_result_scores
cycle_extracts <-
decisions <- cycle_extracts key_result_scores objective_scores
key_result_scores <- cycle_extracts
kpi_health <- kpi_values metric_extracts
kpi_review_pack <- kpi_health metric_extracts
kpi_values <- metric_extracts
kra_achievement <- appraisal_extracts
metric_extracts <- catalogue
objective_scores <- cycle_extracts key_result_scores
okr_retro_pack <- alignment calibration check_in_discipline cycle_extracts decisions key_result_scores objective_scores
"""
GROUPS = """
extracts appraisal_extracts catalogue cycle_extracts metric_extracts
packs appraisal_bundles kpi_review_pack okr_retro_pack
scoring alignment calibration check_in_discipline decisions key_result_scores kpi_health kpi_values kra_achievement \
objective_scores
"""
CHECKS = """
appraisal_extracts every_cell_was_read wants a look
appraisal_extracts one_part_per_month stops the run
cycle_extracts every_cell_was_read wants a look
cycle_extracts one_part_per_month stops the run
key_result_scores no_score_has_a_reason stops the run
key_result_scores scores_are_shares stops the run
kpi_health judged_against_a_target stops the run
kpi_values one_value_per_period stops the run
kpi_values values_are_finite stops the run
kra_achievement achievements_are_shares stops the run
kra_achievement met_of_judged stops the run
metric_extracts every_cell_was_read wants a look
metric_extracts one_part_per_month stops the run
"""


@pytest.fixture
def definitions(company: Path, monkeypatch: pytest.MonkeyPatch) -> dg.Definitions:
    """What Dagster loads for the small company."""
    monkeypatch.setenv("OKR_REPORTS_COMPANY", str(company))
    return company_definitions()


def lines(table: str) -> list[str]:
    """The lines of a text table."""
    return [line.strip() for line in table.strip().splitlines()]


def test_the_definitions_load(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_the_graph_is_the_line(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    keys = graph.get_all_asset_keys()
    above = {key: sorted(parent.to_user_string() for parent in graph.get(key).parent_keys) for key in keys}
    found = [f"{key.to_user_string()} <- {' '.join(parents)}".strip() for key, parents in sorted(above.items())]
    assert found == lines(GRAPH)


def test_groups_are_named_like_the_folders_of_the_stages(definitions: dg.Definitions) -> None:
    specs = definitions.resolve_all_asset_specs()
    names = {group: sorted(spec.key.to_user_string() for spec in specs if spec.group_name == group) for group in
             sorted({spec.group_name or "" for spec in specs})}  # fmt: skip
    assert [f"{group} {' '.join(assets)}" for group, assets in names.items()] == lines(GROUPS)


def test_checks_stop_the_run_where_the_next_stage_would_be_wrong(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    specs = [graph.get_check_spec(key) for key in graph.asset_check_keys]
    told = {True: "stops the run", False: "wants a look"}
    assert sorted(f"{spec.asset_key.to_user_string()} {spec.name} {told[spec.blocking]}" for spec in specs) == lines(
        CHECKS
    )


def test_every_asset_says_what_it_is(definitions: dg.Definitions) -> None:
    assert [spec.key for spec in definitions.resolve_all_asset_specs() if not spec.description] == []


def test_the_job_makes_all_assets_of_one_month(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("monthly_kpi_review")
    assert sorted(key.to_user_string() for key in job.asset_layer.selected_asset_keys) == [
        "catalogue", "kpi_health", "kpi_review_pack", "kpi_values", "metric_extracts",
    ]  # fmt: skip
    assert isinstance(job.partitions_def, dg.MonthlyPartitionsDefinition)


def test_the_retro_s_job_makes_all_assets_of_one_cycle(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("quarter_end_okr_retro")
    assert sorted(key.to_user_string() for key in job.asset_layer.selected_asset_keys) == [
        "alignment", "calibration", "check_in_discipline", "cycle_extracts", "decisions", "key_result_scores",
        "objective_scores", "okr_retro_pack",
    ]  # fmt: skip
    assert isinstance(job.partitions_def, dg.StaticPartitionsDefinition)


def test_the_job_of_the_appraisal_evidence_fans_out_inside_one_asset(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("appraisal_evidence")
    assert sorted(key.to_user_string() for key in job.asset_layer.selected_asset_keys) == [
        "appraisal_bundles", "appraisal_extracts", "kra_achievement",
    ]  # fmt: skip
    assert isinstance(job.partitions_def, dg.StaticPartitionsDefinition)


def test_nobody_s_evidence_is_printed_on_schedule_until_somebody_turns_it_on(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("after_appraisal_cycle_end")
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert (schedule.job_name, schedule.default_status) == ("appraisal_evidence", dg.DefaultScheduleStatus.STOPPED)


def test_the_retro_s_schedule_asks_an_hour_after_the_review_s(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("after_cycle_end")
    assert (schedule.job_name, schedule.cron_schedule) == ("quarter_end_okr_retro", "0 7 * * *")


def test_the_schedule_starts_the_job_daily_at_the_company_s_hour(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("after_month_end")
    assert (schedule.job_name, schedule.cron_schedule, schedule.execution_timezone) == (
        "monthly_kpi_review", "0 6 * * *", "UTC",
    )  # fmt: skip


def test_the_sensor_looks_for_late_data_every_hour(definitions: dg.Definitions) -> None:
    [sensor] = definitions.sensors or []
    assert isinstance(sensor, dg.SensorDefinition)
    assert (sensor.name, sensor.minimum_interval_seconds) == ("late_data", 3600)
    assert [target.job_name for target in sensor.targets] == ["monthly_kpi_review", "quarter_end_okr_retro"]


def test_months_run_from_the_first_with_data_to_the_running_one_on_the_company_s_clock() -> None:
    months = review_months(Company(name="Example", data_from="2026-01", timezone="Asia/Kolkata"))
    before, after = datetime(2026, 3, 31, 18, 29, tzinfo=UTC), datetime(2026, 3, 31, 18, 31, tzinfo=UTC)
    assert months.get_partition_keys(before) == ["2026-01", "2026-02", "2026-03"]
    assert months.get_partition_keys(after)[-1] == "2026-04"


APPRAISED = """
half_year  1  2025-08  2026-09-01  2025-H2 2026-H1 2026-H2
half_year  4  2025-08  2026-09-01  FY2026-H1 FY2026-H2 FY2027-H1
year       1  2025-08  2026-09-01  2025 2026
year       4  2026-02  2026-04-01  FY2026 FY2027
"""


@pytest.mark.parametrize("line", lines(APPRAISED))
def test_appraisal_cycles_run_from_the_first_data_to_the_running_one(line: str) -> None:
    appraises_by, fiscal_start, data_from, last, *keys = line.split()
    company = Company.model_validate({
        "name": "Example", "appraisal_cycle": appraises_by, "fiscal_year_start": int(fiscal_start),
        "data_from": data_from,
    })  # fmt: skip
    assert appraisal_cycles(company, last=date.fromisoformat(last)).get_partition_keys() == keys


def test_cycles_are_those_with_objectives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_okr_company(tmp_path)
    monkeypatch.setenv("OKR_REPORTS_COMPANY", str(tmp_path))
    partitions = company_definitions().resolve_job_def("quarter_end_okr_retro").partitions_def
    assert partitions is not None
    assert partitions.get_partition_keys() == ["2026-Q2", "2026-Q3"]


def test_workspace_yaml_leads_dagster_to_the_company(company: Path) -> None:
    environment = {**os.environ, "OKR_REPORTS_COMPANY": str(company), "DAGSTER_DISABLE_TELEMETRY": "1"}
    command = [sys.executable, "-m", "dagster", "definitions", "validate", "-w", str(WORKSPACE)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "okr-reports" in done.stdout + done.stderr


def test_the_ui_command_loads_what_workspace_yaml_names() -> None:
    assert what_to_load() == ["-w", str(WORKSPACE)]
    assert "module_name: pipelines.definitions" in WORKSPACE.read_text(encoding="utf-8")
