"""A cleaning profile: how a messy file becomes rows, and what it says about them."""

import pytest

from okr_reports.errors import ContractError
from tests.unit.extracts.company_folder import CompanyFolder, found, set_aside

PAYROLL = """
extracts:
  payroll:
    file: "data/payroll *.csv"
    columns: {headcount: number, salary: number}
    clean:
      encoding: [utf-8, cp1252]
      header: {match: "Organisation name", rows: 2}
      columns: {headcount: "payroll staff.*headcount", salary: "salar(y|ies)"}
      number: {thousands: ",", currency: "£", zero: ["NIL", "£-"]}
      nulls: ["", "..", "N/A"]
      period_from: "file name %b-%Y"
      only: [headcount, salary, Organisation name]
"""
MESSY = """\
Workforce return;;;;
;;;;
Organisation name;Payroll staff;;Salaries;Remarks
;Headcount;FTE;£;
North;1,200;1;£5,000;secret
South;NIL;2;£-;secret
East;..;3;(£70);secret
West;about 5;4;£1;secret
"""


def test_a_messy_file_is_read_by_its_profile(company: CompanyFolder) -> None:
    company.sources(PAYROLL)
    company.write("data/payroll Sep-2026.csv", MESSY.encode("cp1252"))
    read = company.read("2026-09")
    rows = company.rows(read, "payroll").sort("Organisation name", descending=True)
    assert rows.select("Organisation name", "headcount", "salary", "period").rows() == [
        ("West", None, 1.0, "2026-09"),
        ("South", 0.0, 0.0, "2026-09"),
        ("North", 1200.0, 5000.0, "2026-09"),
        ("East", None, -70.0, "2026-09"),
    ]
    assert set_aside(read) == [("data/payroll Sep-2026.csv", 8, "headcount", "about 5")]


def test_columns_outside_the_allow_list_are_never_kept(company: CompanyFolder) -> None:
    company.sources(PAYROLL)
    company.write("data/payroll Sep-2026.csv", MESSY)
    rows = company.rows(company.read("2026-09"), "payroll")
    assert set(rows.columns) == {"Organisation name", "headcount", "salary", "period", "period_on"}


def test_cells_of_columns_that_are_kept_out_are_not_shown_in_broken_rows_either(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.csv, clean: {only: [id]}}\n")
    company.write("t.csv", "id,remark\n1,secret,more\n2,fine\n")
    assert set_aside(company.read()) == [("t.csv", 2, "", "not shown")]


@pytest.mark.parametrize(
    ("file", "clean", "said"),
    [
        ("t.csv", "{columns: {staff: nothing}}", "the pattern of column staff matches none of id, amount a, amount b"),
        ("t.csv", "{columns: {amount: amount}}", "the pattern of column amount matches amount a, amount b"),
        ("t.csv", "{period_from: 'file name %b-%Y'}", "t.csv holds no period like '%b-%Y'"),
        ("t.csv", "{header: {match: Region}}", "t.csv has no row with 'Region' to be its header"),
    ],
)
def test_a_file_that_does_not_fit_its_profile_says_where(
    company: CompanyFolder, file: str, clean: str, said: str
) -> None:
    company.sources(f"extracts:\n  t: {{file: {file}, clean: {clean}}}\n")
    company.write(file, "id,amount a,amount b\n1,2,3\n")
    with pytest.raises(ContractError) as error:
        company.read()
    assert said in str(error.value)


def test_a_period_given_in_the_profile_is_every_rows(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.csv, clean: {period: 2026-08}}\n")
    company.write("t.csv", "a\n1\n2\n")
    assert company.read().parts["period_id"].to_list() == ["2026-08"]


REPEATED = """
extracts:
  t:
    file: t.csv
    period: {column: month}
    columns: {value: number}
    recorded_at: loaded
    clean: {duplicates: POLICY}
"""
REPEATED_ROWS = """\
month,team,value,loaded
2026-09,a,2,2026-10-02
2026-09,a,1,2026-10-01
2026-09,b,3,2026-10-01
2026-09,b,3,2026-10-01
"""


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("latest", [("a", 2.0), ("b", 3.0)]), ("drop_equal", [("a", 1.0), ("a", 2.0), ("b", 3.0)])],
)
def test_rows_that_stand_twice_are_settled_and_said(
    company: CompanyFolder, policy: str, kept: list[tuple[str, float]]
) -> None:
    company.sources(REPEATED.replace("POLICY", policy))
    company.write("t.csv", REPEATED_ROWS)
    read = company.read()
    assert company.rows(read, "t").select("team", "value").sort("team", "value").rows() == kept
    assert found(read) == ["DUPLICATES-DROPPED"]


def test_rows_that_stand_twice_may_be_refused(company: CompanyFolder) -> None:
    company.sources(REPEATED.replace("POLICY", "error"))
    company.write("t.csv", REPEATED_ROWS)
    with pytest.raises(ContractError, match="2 rows too many"):
        company.read()


def test_totals_that_do_not_add_up_and_jumps_are_said(company: CompanyFolder) -> None:
    company.sources("""
        extracts:
          t:
            file: t.csv
            period: {column: month}
            columns: {a: number, b: number, total: number}
            clean: {checks: {sum: [a, b, total], max_change: 0.5}}
        """)
    company.write("t.csv", "month,a,b,total\n2026-08,0.1,0.2,0.3\n2026-09,0.1,0.2,0.4\n2026-10,0.1,0.2,0.9\n")
    texts = [finding.text for finding in company.read().findings]
    assert texts == [
        "in 2 rows of extract t a + b is not total",
        "total of extract t differs by more than 50% from the month before in 2026-10",
    ]
