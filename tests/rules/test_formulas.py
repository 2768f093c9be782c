"""Formulas: SQL's meaning of the empty and the undefined, exact where databases differ."""

from tests.rules.case import Case

ROWS = """
    on         | x  | y | flag | word  | closed     | opened
    2026-09-01 | 1  | 0 | yes  | Alpha | 2026-09-04 | 2026-09-01
    2026-09-02 | 2  | 2 | no   | beta  | 2026-09-07 | 2026-09-04
    2026-09-03 | 3  |   |      |       |            | 2026-09-03
    2026-09-04 | 10 | 4 | yes  | beta  | 2026-09-04 | 2026-09-04
"""


def test_aggregates_pass_over_empty_cells(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula                    | value
        COUNT(*)                   | 4
        COUNT(y)                   | 3
        COUNT(DISTINCT word)       | 2
        SUM(y)                     | 6
        AVG(y)                     | 2
        MIN(y)                     | 0
        MAX(y)                     | 4
        SUM(1)                     | 4
        AVG(flag)                  | 0.6666666666666666
        STDDEV(y)                  | 2
        VAR_POP(y)                 | 2.6666666666666665
    """)


def test_percentiles_interpolate_linearly(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula                  | value
        QUANTILE_CONT(x, 0.9)    | 7.9
        QUANTILE_CONT(x, 0.5)    | 2.5
        QUANTILE_CONT(x, 0)      | 1
        QUANTILE_CONT(x, 1)      | 10
        MEDIAN(y)                | 2
    """)


def test_division_is_of_real_numbers_and_a_ratio_of_sums(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula                                         | value
        SUM(x) / COUNT(*)                               | 4
        COUNT(*) / COUNT(y)                             | 1.3333333333333333
        SUM(CASE WHEN x > 1 THEN 1 ELSE 0 END) * 100 / COUNT(*) | 75
        COUNT(*) FILTER (WHERE flag) * 100.0 / COUNT(*) | 50
        SUM(x) FILTER (WHERE word = 'beta') / SUM(x)    | 0.75
    """)


def test_0_by_0_and_any_division_by_0_are_undefined_not_infinite(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula                                   | value | reason
        SUM(x - x) / SUM(x - x)                   |       | undefined
        SUM(x) / SUM(x - x)                       |       | undefined
        SUM(x) / NULLIF(SUM(x - x), 0)            |       | undefined
        AVG(x / y)                                |       | undefined
        MAX(x / y)                                |       | undefined
        MIN(x / y)                                |       | undefined
        MEDIAN(x / y)                             |       | undefined
        LN(SUM(x - x))                            |       | undefined
        SUM(x / NULLIF(y, 0))                     | 3.5   |
        COUNT(*) FILTER (WHERE x / y > 0.7)       | 2     |
        COUNT(x / y)                              | 2     |
        SUM(y) FILTER (WHERE x > 100) / SUM(x)    | 0     |
        AVG(y) FILTER (WHERE x > 100)             |       | no_data
        SUM(x) / SUM(y) FILTER (WHERE y IS NULL)  |       | no_data
    """)


def test_what_is_unknown_is_neither_true_nor_false(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula                                                  | value
        COUNT(*) FILTER (WHERE flag)                             | 2
        COUNT(*) FILTER (WHERE y)                                | 2
        COUNT(*) FILTER (WHERE NOT flag)                         | 1
        COUNT(*) FILTER (WHERE flag IS NULL)                     | 1
        COUNT(*) FILTER (WHERE flag IS NOT NULL)                 | 3
        COUNT(*) FILTER (WHERE flag OR x = 3)                    | 3
        COUNT(*) FILTER (WHERE flag AND y > 0)                   | 1
        COUNT(*) FILTER (WHERE y <> 2)                           | 2
        COUNT(*) FILTER (WHERE word IN ('beta', 'gamma'))        | 2
        COUNT(*) FILTER (WHERE word NOT IN ('beta'))             | 1
        COUNT(*) FILTER (WHERE word LIKE 'b%a')                  | 2
        COUNT(*) FILTER (WHERE word LIKE 'a%')                   | 0
        COUNT(*) FILTER (WHERE word ILIKE 'a____')               | 1
        COUNT(*) FILTER (WHERE x BETWEEN 2 AND 3)                | 2
        SUM(COALESCE(y, 100))                                    | 106
        SUM(CASE WHEN flag THEN 1 WHEN x = 3 THEN 5 END)         | 7
    """)


def test_a_filter_leaves_out_rows_for_which_it_is_false_or_unknown(company: Case) -> None:
    company.measured(ROWS).computes("""
        formula  | filter         | value | n
        COUNT(*) | flag           | 2     | 2
        AVG(x)   | NOT flag       | 2     | 1
        SUM(x)   | word = 'beta'  | 12    | 2
        SUM(x)   | y > 0 OR x = 3 | 15    | 3
    """)


def test_days_and_working_days_between_dates(company: Case) -> None:
    company.of("holidays: US").measured(ROWS).computes("""
        formula                                       | value
        SUM(closed - opened)                          | 6
        AVG(working_days(opened, closed))             | 1.3333333333333333
        SUM(working_days(opened, DATE '2026-09-09'))  | 12
        SUM(DATEDIFF('day', opened, closed))          | 6
        COUNT(*) FILTER (WHERE closed > '2026-09-04') | 1
        COUNT(*) FILTER (WHERE closed <= opened + 1)  | 1
        MAX(EXTRACT(DAY FROM closed))                 | 7
    """)


def test_arithmetic_and_rounding_are_exact_where_databases_differ(company: Case) -> None:
    company.measured("""
        on         | x   | big
        2026-09-01 | 2.5 | 9223372036854775807
        2026-09-01 | 3.5 | 9223372036854775807
    """).computes("""
        formula              | value
        SUM(big)             | 18446744073709551614
        SUM(big * 2)         | 36893488147419103228
        SUM(ROUND(x))        | 7
        SUM(x % 2)           | 2
        SUM(-x % 2)          | -2
        SUM(ABS(-x))         | 6
        SUM(FLOOR(x))        | 5
        SUM(CEIL(-x))        | -5
        SUM(POWER(x, 2))     | 18.5
        SUM(GREATEST(x, 3))  | 6.5
        SUM(LEAST(x, 3))     | 5.5
        1.0 / 3 * COUNT(*)   | 0.6666666666666666
    """)


def test_texts_are_read_as_numbers_only_when_asked(company: Case) -> None:
    company.measured("""
        on         | code
        2026-09-01 | 007
        2026-09-02 | n/a
        2026-09-03 | 12.5
    """).computes("""
        formula                                     | value | reason
        SUM(CAST(code AS DOUBLE))                   | 19.5  |
        COUNT(*) FILTER (WHERE code = '007')        | 1     |
        MAX(LENGTH(code))                           | 4     |
        COUNT(*) FILTER (WHERE UPPER(code) = 'N/A') | 1     |
        SUM(code)                                   |       | failed
        COUNT(*) FILTER (WHERE code = 7)            |       | failed
    """)
