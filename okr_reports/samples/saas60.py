"""The sample company `saas60`: a software company of sixty people, invented, and the same bytes each time."""

from collections.abc import Callable
from pathlib import Path

from okr_reports.samples import engineering, people_finance, sales, success, support
from okr_reports.samples.appraisal_logs import write_appraisal_logs
from okr_reports.samples.files import Warehouse, add_to_csv, start_csv, write_parquet, write_workbook
from okr_reports.samples.folder import copy_company
from okr_reports.samples.people import write_people
from okr_reports.samples.roster import BLOCK, Roster, make_roster
from okr_reports.samples.scene import Events, Row, Scene, scenes

COLUMNS = support.COLUMNS | sales.COLUMNS | success.COLUMNS | engineering.COLUMNS | people_finance.COLUMNS
IN_WAREHOUSE = (
    "billing_months", "deals", "onboarding", "account_health", "tickets", "incidents", "deployments", "payslips",
    "survey_answers",
)  # fmt: skip
IN_CSV = ("csat_replies", "pipeline", "renewal_reviews", "requisitions", "joiners", "cash")
DEPARTMENTS: tuple[Callable[[Scene], Events], ...] = (
    success.success_events, sales.sales_events, support.support_events, engineering.engineering_events,
    people_finance.people_finance_events,
)  # fmt: skip


def write_saas60(folder: Path, *, employees: int = BLOCK) -> None:
    """Write the whole company folder: definitions, people with what they wrote about each other, and 26 months of rows
    under `data/`.

    People, rows, and the targets that are amounts grow with `employees`; raises UsageError below 20.
    """
    roster = make_roster(employees)
    copy_company("saas60_company", folder, scale=employees / BLOCK)
    write_people(folder / "people.csv", roster)
    write_appraisal_logs(folder, roster)
    data = folder / "data"
    data.mkdir(exist_ok=True)
    _write_lists(data, roster)
    _write_events(data, roster, employees=employees)


def _write_lists(data: Path, roster: Roster) -> None:
    """Who answers tickets and who sells: the extracts that others are joined with."""
    start_csv(data / "agents.csv", support.AGENT_COLUMNS)
    add_to_csv(data / "agents.csv", support.agents(roster))
    start_csv(data / "reps.csv", sales.REP_COLUMNS)
    add_to_csv(data / "reps.csv", sales.reps(roster))


def _write_events(data: Path, roster: Roster, *, employees: int) -> None:
    """Month by month, so that a company of any size needs the memory of one month."""
    warehouse = Warehouse(data / "warehouse.sqlite")
    for table in IN_WAREHOUSE:
        warehouse.create(table, COLUMNS[table])
    for name in IN_CSV:
        start_csv(data / f"{name}.csv", COLUMNS[name])
    probes: list[Row] = []
    closes: list[Row] = []
    for scene in scenes(roster, employees=employees):
        events = _events(scene)
        for table in IN_WAREHOUSE:
            warehouse.add(table, events[table], columns=COLUMNS[table])
        for name in IN_CSV:
            add_to_csv(data / f"{name}.csv", events[name])
        probes += events["uptime_probe"]
        closes += events["month_close"]
    warehouse.index("billing_by_customer", on="billing_months (customer_id, month)")
    warehouse.finish()
    write_parquet(data / "uptime_probe.parquet", probes, columns=COLUMNS["uptime_probe"])
    write_workbook(data / "month_close.xlsx", closes, columns=COLUMNS["month_close"])


def _events(scene: Scene) -> Events:
    """Everything that happened in the month, in all departments."""
    return {table: rows for department in DEPARTMENTS for table, rows in department(scene).items()}
