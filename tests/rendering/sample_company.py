"""An invented company for the pages: 25 KPIs of five departments with thirteen months each, written as text."""

from datetime import date
from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Company, Connection, CoversUntil, Extract, Join, Kpi, PeriodColumn
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import Policy

# id | name | owner | unit | target | at risk | kind | min_n
SHEETS = """
sales/net-new-mrr | Net new MRR | E002 | INR | >= 600000 |  | lagging | 0
sales/pipeline-coverage | Pipeline coverage | E002 | x | >= 3 |  | leading | 0
sales/win-rate | Win rate | E002 | % | >= 22 |  | lagging | 30
sales/sales-cycle | Sales cycle, median | E002 | d | <= 45 |  | leading | 0
sales/discount-depth | Discount depth | E002 | % | <= 12 |  | lagging | 0
success/gross-churn | Gross revenue churn | E003 | % | <= 2.5 |  | lagging | 0
success/nrr | Net revenue retention | E003 | % | >= 102 | 100 | lagging | 0
success/time-to-first-value | Time to first value | E003 | d | <= 10 |  | lagging | 20
success/health-coverage | Health-score coverage | E003 | % | >= 80 |  | leading | 0
success/early-renewals | Renewals reviewed early | E003 | % | >= 90 |  | leading | 30
support/p90-first-response | P90 first response | E012 | h | <= 2 | 2.4 | lagging | 30
support/tickets-per-100 | Tickets per 100 customers | E012 |  | <= 35 |  | leading | 0
support/reopen-rate | Reopen rate | E012 | % | <= 5 |  | lagging | 30
support/csat | CSAT, 1 to 5 | E012 |  | >= 4.2 |  | lagging | 30
support/first-contact | First-contact resolution | E012 | % | >= 70 |  | leading | 30
engineering/uptime | Uptime | E020 | % | >= 99.9 | 99.8 | lagging | 0
engineering/p1-incidents | P1 incidents | E020 | count | <= 1 |  | lagging | 0
engineering/change-failure | Change-failure rate | E020 | % | <= 15 |  | lagging | 0
engineering/deployments | Deployments per week | E020 | count | >= 10 |  | leading | 0
engineering/time-to-restore | P90 time to restore | E020 | h | <= 4 |  | lagging | 0
people-finance/time-to-fill | Time to fill, median | E031 | d | <= 35 |  | lagging | 0
people-finance/retention-90 | 90-day retention | E031 | % | >= 90 |  | lagging | 0
people-finance/enps | eNPS | E031 |  | >= 30 |  | lagging | 5
people-finance/payroll-accuracy | Payroll accuracy | E031 | % | >= 99.5 | 99 | lagging | 0
people-finance/month-close | Month close | E031 | wd | <= 6 |  | leading | 0
"""
# id | n | thirteen values, oldest first
VALUES = """
sales/net-new-mrr | 41 | 512300 534100 545800 498000 561200 590400 574000 602500 611900 598700 609000 621500 634800
sales/pipeline-coverage | 188 | 2.7 2.9 3.1 3.0 3.2 3.3 3.1 3.2 3.4 3.3 3.2 3.4 3.5
sales/win-rate | 116 | 21.4 20.8 22.5 22.1 23.0 21.9 22.8 23.4 22.6 23.1 23.8 23.5 24.1
sales/sales-cycle | 63 | 44 47 45 46 43 48 45 44 47 46 43 45 47
sales/discount-depth | 41 | 10.2 11.1 10.8 11.5 10.9 11.9 11.2 10.4 11.0 11.7 11.3 10.8 11.1
success/gross-churn | 3884 | 2.6 2.7 2.8 2.7 2.9 2.9 3.0 2.9 3.0 3.1 2.9 2.6 2.4
success/nrr | 3512 | 102.6 102.9 102.4 102.8 102.3 102.7 102.5 102.9 102.2 102.6 102.4 101.9 101.3
success/time-to-first-value | 34 | 13 14 13 15 14 13 14 15 14 14 12 10 8
success/health-coverage | 412 | - - - - - - - - - - 11 47 82
success/early-renewals | 96 | 91 92 90 93 91 90 92 94 91 90 92 91 87
support/p90-first-response | 1204 | 1.7 1.9 1.8 2.0 1.9 1.8 1.9 2.1 2.2 2.4 2.7 2.9 3.4
support/tickets-per-100 | 3884 | 36 35 34 35 33 36 34 33 32 33 32 33 31
support/reopen-rate | 1204 | 4.6 4.2 4.8 4.4 4.1 4.5 4.3 4.7 4.2 4.4 4.1 4.0 4.1
support/csat | 312 | 4.2 4.3 4.1 4.3 4.4 4.2 4.3 4.4 4.3 4.2 4.4 4.3 4.3
support/first-contact | 1190 | 72.4 71.1 73.2 70.3 72.0 71.2 70.1 72.3 71.4 70.2 69.3 69.1 68.2
engineering/uptime | 43200 | 99.95 99.93 99.97 99.91 99.96 99.94 99.92 99.98 99.95 99.93 99.96 99.94 99.95
engineering/p1-incidents | 0 | 1 0 2 1 0 1 0 1 0 0 1 1 0
engineering/change-failure | 52 | 14.2 13.1 15.8 14.6 12.9 13.7 14.9 13.3 12.6 14.1 13.8 13.0 12.4
engineering/deployments | 52 | 9 10 11 10 12 11 12 10 13 12 11 12 12
engineering/time-to-restore | 14 | 3.2 3.8 4.1 3.5 2.9 3.6 3.3 3.0 3.4 3.1 2.8 3.2 2.9
people-finance/time-to-fill | 11 | 33 34 32 35 33 34 36 35 38 39 41 44 46
people-finance/retention-90 | 22 | 91 92 90 91 93 92 91 94 92 93 91 92 95
people-finance/enps | 48 | 28 29 31 30 32 31 33 32 31 30 31 30 -
people-finance/payroll-accuracy | 61 | 99.6 99.8 99.5 99.7 100 99.9 99.6 99.8 99.7 99.9 100 99.8 99.9
people-finance/month-close | 1 | 7 6 6 7 6 6 5 6 6 5 6 6 5
"""
CHAINS = """
sales/net-new-mrr | sales/pipeline-coverage sales/sales-cycle | sales/discount-depth
success/nrr | success/early-renewals success/health-coverage |
support/p90-first-response | support/tickets-per-100 | support/reopen-rate
support/csat | support/first-contact | support/reopen-rate
engineering/uptime | engineering/deployments | engineering/change-failure
people-finance/time-to-fill | | people-finance/retention-90
"""
FORMULAS = """
sales/net-new-mrr | crm_opportunities | SUM(new_mrr + expansion_mrr - churned_mrr)
support/p90-first-response | tickets | QUANTILE_CONT(first_response_hours, 0.9)
support/reopen-rate | tickets | SUM(is_reopened) * 100 / COUNT(*)
support/csat | csat_replies | AVG(score)
engineering/p1-incidents | incidents | COUNT(*)
people-finance/enps | enps_survey | (SUM(is_promoter) - SUM(is_detractor)) * 100 / COUNT(*)
"""
EXTRACT_OF = {
    "sales": "crm_opportunities",
    "success": "billing_months",
    "support": "tickets",
    "engineering": "deployments",
    "people-finance": "requisitions",
}
DEPARTMENTS = {
    "sales": "Sales",
    "success": "Customer Success",
    "support": "Support",
    "engineering": "Engineering",
    "people-finance": "People and Finance",
}


def cells(text: str) -> list[list[str]]:
    """The lines of a text table, cells stripped."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def company(**changes: object) -> Company:
    """The company, with these fields changed."""
    fields = {
        "name": "Example Ltd",
        "currency": "INR",
        "locale": "en_IN",
        "timezone": "Asia/Kolkata",
        "departments": DEPARTMENTS,
        "holidays": "IN",
    }
    return Company.model_validate(fields | changes)


def sheets() -> dict[str, Kpi]:
    """The definition sheets of the 25 KPIs."""
    chains = {row[0]: (row[1].split(), row[2] or None) for row in cells(CHAINS)}
    formulas = {row[0]: (row[1], row[2]) for row in cells(FORMULAS)}
    return {row[0]: _sheet(row, chains, formulas) for row in cells(SHEETS)}


def _sheet(row: list[str], chains: dict, formulas: dict) -> Kpi:
    kpi_id, name, owner, unit, target, at_risk, kind, min_n = row[:8]
    op, value = target.split()
    leading, counterweight = chains.get(kpi_id, ([], None))
    department = kpi_id.split("/")[0]
    extract, formula = formulas.get(
        kpi_id, (EXTRACT_OF[department], f"MEDIAN({kpi_id.split('/')[1].replace('-', '_')})")
    )
    written = {"from": "2026-01", "set_on": date(2026, 1, 9), "op": op, "value": float(value)}
    if at_risk:
        written["at_risk"] = float(at_risk)
    return Kpi.model_validate(
        {
            "id": kpi_id,
            "name": name,
            "department": department,
            "owner": owner,
            "unit": unit,
            "direction": "higher" if ">" in op else "lower",
            "kind": kind,
            "min_n": int(min_n),
            "extract": extract,
            "formula": formula,
            "leading": leading,
            "counterweight": counterweight,
            "targets": [written],
        }
    )


def extracts() -> dict[str, Extract]:
    """The extracts behind the KPIs; agents are joined to tickets and have no period."""
    names = [*EXTRACT_OF.values(), "csat_replies", "incidents", "enps_survey"]
    dated = {name: Extract(file=f"data/{name}.csv", period=PeriodColumn(column="closed_at")) for name in names}
    joined = Extract(
        connection="warehouse",
        sql="SELECT * FROM tickets",
        period=PeriodColumn(column="resolved_at"),
        join=[Join(extract="agents", on="agent_id")],
        covers_until=CoversUntil(column="loaded_at"),
    )
    return dated | {"tickets": joined, "agents": Extract(file="data/agents.csv")}


def catalogue(kpis: dict[str, Kpi], **changes: object) -> Catalogue:
    """The catalogue with these sheets; `changes` are fields of company.yaml."""
    return Catalogue(
        folder=Path("company"),
        company=company(**changes),
        policy=Policy(),
        fiscal=FiscalCalendar(company(**changes).fiscal_year_start),
        connections={"warehouse": Connection(url="${WAREHOUSE_URL}")},
        extracts=extracts(),
        tables={},
        kpis=kpis,
        formulas={},
        filters={},
        queries={},
        notes={},
        places={},
        findings=(),
        canonical_json=b"{}",
        sha256="4be190d2" * 8,
    )


def numbered_sheets(count: int, *, departments: int) -> dict[str, Kpi]:
    """So many KPIs spread over so many departments, every third one leading."""
    return {sheet.id: sheet for sheet in (_numbered(number, departments) for number in range(1, count + 1))}


def _numbered(number: int, departments: int) -> Kpi:
    return Kpi.model_validate(
        {
            "id": f"d{number % departments}/kpi-{number:03}",
            "name": f"Measure number {number:03}",
            "department": f"d{number % departments}",
            "owner": "E012",
            "unit": "%",
            "direction": "higher",
            "kind": "leading" if number % 3 == 0 else "lagging",
            "extract": "tickets",
            "formula": f"SUM(hits_{number}) * 100 / COUNT(*)",
            "targets": [{"from": "2026-01", "set_on": date(2026, 1, 9), "op": ">=", "value": 60.0}],
        }
    )
