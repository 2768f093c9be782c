"""Target proposals: what its own history proposes for a KPI without a target."""

from tests.rules.case import Case

LONG = "data_from: 2020-01"
TWELVE = "99 99 1 2 3 4 5 6 7 8 9 10 11 12"


def test_the_last_12_values_propose_their_median_and_best_quartile(company: Case) -> None:
    company.of(LONG).defines("formula: AVG(x)").measured_monthly(TWELVE).proposes("""
        kpi | values_count | median | best_quartile | op
        k   | 12           | 6.5    | 9.25          | >=
    """)
    company.of(LONG).defines("formula: AVG(x)\ndirection: lower").measured_monthly(TWELVE).proposes("""
        kpi | values_count | median | best_quartile | op
        k   | 12           | 6.5    | 3.75          | <=
    """)


def test_without_a_direction_nobody_knows_which_quartile_is_the_best(company: Case) -> None:
    company.of(LONG).defines("formula: AVG(x)\ndirection: none").measured_monthly(TWELVE).proposes("""
        kpi | values_count | median | best_quartile | op
        k   | 12           | 6.5    |               |
    """)
    company.of(LONG).defines("formula: AVG(x)\ndirection: range").measured_monthly(TWELVE).proposes("""
        kpi | values_count | median | best_quartile | op
        k   | 12           | 6.5    |               |
    """)


def test_months_without_a_value_or_with_too_few_rows_do_not_count_and_four_values_are_the_least(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)")
    kpi.measured_monthly("1 2 - 3 - 6").proposes("""
        kpi | values_count | median | best_quartile
        k   | 4            | 2.5    | 3.75
    """)
    kpi.measured_monthly("1 2 3").proposes("kpi | median")
    company.of(LONG).defines("formula: AVG(x)\nmin_n: 2").measured_monthly("1 2 3 4").proposes("kpi | median")


def test_values_before_a_rebase_do_not_count(company: Case) -> None:
    company.of(LONG).defines("formula: AVG(x)").measured_monthly("90 91 1 2 3 4").rebases("""
        kpi_id | from_on
        k      | 2026-06-01
    """).proposes("""
        kpi | values_count | median
        k   | 4            | 2.5
    """)


def test_only_a_kpi_of_which_no_number_is_asked_gets_a_proposal(company: Case) -> None:
    company.of(LONG).defines(_sheet("number", "{from: 2020-01, at_least: 5}")).defines(
        _sheet("relative", "{from: 2020-01, change: {from: previous, by: +5%}}")
    ).defines(_sheet("coming", "{from: 2027-01, at_least: 5}")).defines(
        _sheet("longer", "{from: 2020-01, at_least: 5, grain: year}")
    ).defines(_sheet("elsewhere", "{from: 2020-01, state: elsewhere}")).defines(
        _sheet("confidential", "{from: 2020-01, state: confidential}")
    ).defines(_sheet("tbd", "{from: 2020-01, state: tbd}")).defines(
        _sheet("words", "{from: 2020-01, state: {qualitative: calm}}")
    ).defines(_sheet("given-up", "{from: 2020-01, at_least: 5}, {from: 2026-01, state: none}")).measured_monthly(
        "1 2 3 4"
    ).proposes("""
        kpi      | median
        given-up | 2.5
        tbd      | 2.5
        words    | 2.5
    """)


def _sheet(kpi_id: str, targets: str) -> str:
    return f"id: {kpi_id}\nformula: AVG(x)\ntargets: [{targets}]"
