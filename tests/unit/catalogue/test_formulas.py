"""The formula language: what each spelling becomes, and what is refused where (rules §2)."""

from collections.abc import Callable

import pytest

from okr_reports.catalogue.formula import parse_filter, parse_formula
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.expressions import Column, Expression

Shown = Callable[[Expression | None], str]

ALLOWED = """
COUNT(*)                                        | count[*]
COUNT(1)                                        | count[*]
COUNT(a)                                        | count[a]
COUNT(DISTINCT a)                               | count_distinct[a]
COUNT_IF(a > 1)                                 | count[* where >(a, 1)]
countif(a)                                      | count[* where a]
SUM(a)                                          | sum[a]
sum( a )                                        | sum[a]
AVG(a)                                          | avg[a]
MIN(a) + MAX(a)                                 | +(min[a], max[a])
MEDIAN(a)                                       | quantile_0.5[a]
QUANTILE_CONT(a, 0.9)                           | quantile_0.9[a]
QUANTILE(a, 0.9)                                | quantile_0.9[a]
PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY a)  | quantile_0.9[a]
STDDEV(a) + STDDEV_SAMP(a)                      | +(stddev_samp[a], stddev_samp[a])
STDDEV_POP(a)                                   | stddev_pop[a]
VARIANCE(a) + VAR_SAMP(a)                       | +(var_samp[a], var_samp[a])
VAR_POP(a)                                      | var_pop[a]
SUM(a) FILTER (WHERE b = 'x')                   | sum[a where ==(b, 'x')]
COUNT(*) FILTER (WHERE b IN ('x', 'y'))         | count[* where in(b, 'x', 'y')]
COUNT(*) FILTER (WHERE b NOT IN (1, -2))        | count[* where not(in(b, 1, -2))]
COUNT(*) FILTER (WHERE b IS NULL)               | count[* where is_null(b)]
COUNT(*) FILTER (WHERE b IS NOT NULL)           | count[* where not(is_null(b))]
COUNT(*) FILTER (WHERE b IS TRUE)               | count[* where coalesce(b, False)]
COUNT(*) FILTER (WHERE b IS NOT FALSE)          | count[* where not(coalesce(not(b), False))]
COUNT(*) FILTER (WHERE a BETWEEN 1 AND 2)       | count[* where and(>=(a, 1), <=(a, 2))]
COUNT(*) FILTER (WHERE b LIKE 'x%')             | count[* where like(b, 'x%')]
COUNT(*) FILTER (WHERE b NOT ILIKE '%x')        | count[* where not(ilike(b, '%x'))]
COUNT(*) FILTER (WHERE a <> 1 AND NOT b OR a >= 2) | count[* where or(and(!=(a, 1), not(b)), >=(a, 2))]
COUNT(*) FILTER (WHERE d >= DATE '2026-01-31')  | count[* where >=(d, datetime.date(2026, 1, 31))]
COUNT(*) FILTER (WHERE d < TIMESTAMP '2026-01-31 06:30:00') | count[* where <(d, datetime.datetime(2026, 1, 31, 6, 30))]
AVG(CASE WHEN a > 1 THEN 1 ELSE 0 END)          | avg[case(>(a, 1), 1, 0)]
AVG(CASE b WHEN 'x' THEN 1 WHEN 'y' THEN 2 END) | avg[case(==(b, 'x'), 1, ==(b, 'y'), 2, None)]
SUM(IF(b, 1, 0))                                | sum[case(b, 1, 0)]
SUM(a::INT)                                     | sum[round(cast_number(a), 0)]
SUM(CAST(a AS DOUBLE))                          | sum[cast_number(a)]
COUNT(DISTINCT CAST(a AS TEXT))                 | count_distinct[cast_text(a)]
MAX(YEAR(d)) - MIN(EXTRACT(month FROM d))       | -(max[year(d)], min[month(d)])
AVG(DATE_DIFF('hour', opened, closed))          | avg[date_diff('hour', opened, closed)]
AVG(DATEDIFF('day', opened, closed))            | avg[date_diff('day', opened, closed)]
AVG(WORKING_DAYS(opened, closed))               | avg[working_days(opened, closed)]
AVG(LENGTH(TRIM(LOWER(UPPER(b)))))              | avg[length(trim(lower(upper(b))))]
SUM(ABS(FLOOR(a) + CEIL(a) - CEILING(a)))       | sum[abs(-(+(floor(a), ceil(a)), ceil(a)))]
ROUND(AVG(a), 2)                                | round(avg[a], 2)
ROUND(AVG(a))                                   | round(avg[a], 0)
GREATEST(SUM(a), SUM(b), 0)                     | greatest(sum[a], sum[b], 0)
LEAST(SUM(a), 100)                              | least(sum[a], 100)
COALESCE(AVG(a), 0)                             | coalesce(avg[a], 0)
LN(SUM(a)) + LOG10(SUM(a)) + EXP(AVG(a))        | +(+(ln(sum[a]), log10(sum[a])), exp(avg[a]))
SQRT(SUM(a)) + POWER(SUM(a), 2) + SUM(a) ** 2   | +(+(sqrt(sum[a]), power(sum[a], 2)), power(sum[a], 2))
SUM(a) % 7                                      | %(sum[a], 7)
MOD(SUM(a), 7)                                  | %(sum[a], 7)
-SUM(a) * -1.5                                  | *(negate(sum[a]), -1.5)
SUM(agents.hours) + SUM("odd name")             | +(sum[agents.hours], sum[odd name])
SUM(a) -- all of them                           | sum[a]
1e3 * SUM(a)                                    | *(1000.0, sum[a])
"""


@pytest.mark.parametrize("row", ALLOWED.strip().splitlines())
def test_every_spelling_becomes_one_tree(row: str, shown: Shown) -> None:
    text, expected = (cell.strip() for cell in row.rsplit(" | ", 1))
    assert shown(parse_formula(text).root) == expected


REFUSED = """
a + 1                                   | 1  | the column `a` stands outside an aggregate
SUM(a) + b                              | 10 | the column `b` stands outside an aggregate
SUM(a) FILTER (WHERE SUM(b) > 1)        | 26 | an aggregate stands inside an aggregate
SUM(AVG(a))                             | 9  | an aggregate stands inside an aggregate
5                                       | 1  | a KPI's formula must aggregate its rows
SUM(a) > 5                              | 1  | a KPI's value is a number, not true or false
SUM(a) OVER (PARTITION BY b)            | 1  | OVER (a window) is not allowed
(SELECT 1)                              | 9  | a query inside a formula is not allowed
SUM((SELECT MAX(a) FROM read_csv('x'))) | 17 | a query inside a formula is not allowed
SUM(a) * (SELECT COUNT(*) FROM 'x.csv') | 18 | a query inside a formula is not allowed
COUNT(*) FILTER (WHERE a IN (SELECT b FROM c)) | 37 | a query inside a formula is not allowed
COUNT(*) FILTER (WHERE EXISTS (SELECT 1)) | 39 | a query inside a formula is not allowed
SUM(a) FROM read_csv('x')               | 8  | FROM is not allowed here
SUM(a) WHERE b                          | 8  | WHERE is not allowed here
SELECT SUM(a)                           | 1  | SELECT is not allowed here
SUM(a); DROP TABLE x                    | 9  | the expression cannot be read at 'DROP'
SUM(a); 2                               | 7  | a `;` ends the expression
SUM(a), SUM(b)                          | 7  | the expression cannot be read at ','
SUM(a) AS total                         | 1  | a name (AS …) is not allowed
SUM(*)                                  | 5  | `*` is not allowed here
*                                       | 1  | `*` is not allowed here
COUNT()                                 | 1  | COUNT without a column
COUNT(DISTINCT a, b)                    | 1  | COUNT(DISTINCT …) takes one column
SUM(DISTINCT a)                         | 14 | DISTINCT is only allowed in COUNT(DISTINCT column)
MAX(a, b)                               | 8  | MAX takes no such argument
SUM(a ORDER BY b)                       | 5  | ORDER BY is not allowed here
QUANTILE_CONT(a)                        | 15 | a quantile needs its share as a number
QUANTILE_CONT(a, 90)                    | 18 | a quantile's share lies between 0 and 1, not 90
QUANTILE_CONT(a, b)                     | 18 | a quantile needs its share as a number
QUANTILE_CONT(a, [0.1, 0.9])            | 19 | a quantile needs its share as a number
QUANTILE_DISC(a, 0.9)                   | 1  | PERCENTILE_DISC is not allowed
PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY a) | 1 | PERCENTILE_DISC is not allowed
SUMM(a)                                 | 1  | SUMM is not allowed in a formula
SUM(nofunction(a))                      | 5  | NOFUNCTION is not allowed in a formula
MEAN(a)                                 | 1  | MEAN is not allowed in a formula
COUNT(*) FILTER (WHERE a BETWEEN SYMMETRIC 2 AND 1) | 24 | BETWEEN takes no such argument
SUM(a IGNORE NULLS)                     | 1  | IGNORE NULLS is not allowed
SUM(TRIM(BOTH 'x' FROM b))              | 15 | TRIM takes no such argument
LIST(a)                                 | 1  | LIST is not allowed in a formula
STRING_AGG(b)                           | 1  | STRING_AGG is not allowed in a formula
read_csv('/etc/passwd')                 | 1  | READ_CSV is not allowed in a formula
SUM(pl.read_csv('x'))                   | 5  | a name with dots is not allowed here
SUM(a.b.c)                              | 5  | a column has at most one name before it
SUM(COLUMNS('a.*'))                     | 5  | COLUMNS is not allowed in a formula
SUM($1)                                 | 1  | a parameter is not allowed
SUM(:period_start)                      | 1  | a parameter is not allowed
SUM(?)                                  | 1  | a parameter is not allowed
SUM(a) // 2                             | 1  | `//` is not allowed
LOG(SUM(a))                             | 1  | LOG means different things in different databases
COUNT(*) FILTER (WHERE d > NOW())       | 28 | the clock is not allowed
COUNT(*) FILTER (WHERE d > CURRENT_DATE) | 24 | the clock is not allowed
COUNT(*) FILTER (WHERE d > DATE '2026-02-30') | 33 | '2026-02-30' is no date
COUNT(*) FILTER (WHERE d - INTERVAL 1 DAY > a) | 24 | INTERVAL is not allowed
COUNT(*) FILTER (WHERE b LIKE a)        | 24 | LIKE takes a pattern in quotes
COUNT(*) FILTER (WHERE b IN (a, 1))     | 24 | IN takes a list of values
SUM(CAST(a AS BLOB))                    | 10 | this type is not allowed
SUM(CAST(a AS DECIMAL(10, 2)))          | 10 | this type is not allowed
SUM(EXTRACT(dow FROM d))                | 22 | EXTRACT(dow …) is not allowed
AVG(WORKING_DAYS(d))                    | 5  | WORKING_DAYS takes two dates
AVG(DATE_DIFF('moon', a, d))            | 5  | DATE_DIFF needs its unit
SUM(a || b)                             | 5  | `||` is not allowed
SUM({'a': 1})                           | 11 | STRUCT is not allowed in a formula
SUM([1, 2])                             | 6  | ARRAY is not allowed in a formula
SUM(a -> a + 1)                         | 5  | LAMBDA is not allowed in a formula
SUM(1e999)                              | 5  | this number is too large
IF a THEN SUM(b)                        | 1  | IF needs brackets
SUM(a                                   | 5  | a bracket is not closed near 'a'
SUM(a))                                 | 7  | the expression cannot be read at ')'
SUM(a) +                                | 8  | the expression cannot be read at '+'
SUM('a                                  | 1  | a quote or comment is not closed
-- nothing                              | 1  | there is no expression here
"""


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_what_is_not_in_the_language_is_refused_where_it_stands(row: str) -> None:
    text, column, expected = (cell.strip() for cell in row.rsplit(" | ", 2))
    with pytest.raises(FormulaRefused) as refusal:
        parse_formula(text)
    assert (refusal.value.offset + 1, refusal.value.what) == (int(column), expected)
    assert refusal.value.fix


LONG = [
    ("+".join(["SUM(a)"] * 5000), "this is longer than 10,000 characters"),
    ("SUM(" + "(" * 3000 + "a" + ")" * 3000 + ")", "this is nested too deep"),
    ("+".join(["SUM(a)"] * 1000), "this is nested too deep"),
    ("SUM(a) + '" + "x" * 200_000 + "'", "this is longer than 10,000 characters"),
]


@pytest.mark.parametrize(("text", "expected"), LONG, ids=[row[1] for row in LONG])
def test_endless_formulas_are_refused(text: str, expected: str) -> None:
    with pytest.raises(FormulaRefused) as refusal:
        parse_formula(text)
    assert refusal.value.what in (expected, "a bracket is not closed near '('")


SHAPES = """
SUM(a)                                    | additive | -        | -
COUNT(*) - SUM(a)                         | additive | -        | -
SUM(a) / 1000                             | additive | -        | -
100 * COUNT(DISTINCT a)                   | additive | -        | -
COALESCE(SUM(a), 0)                       | additive | -        | -
ROUND(SUM(a) * 2, 1)                      | additive | -        | -
SUM(a) + 5                                |          | -        | -
AVG(a)                                    |          | -        | -
MAX(a) - MIN(a)                           |          | -        | -
SUM(a) / COUNT(*)                         |          | sum[a]   | count[*]
SUM(a) * 100 / COUNT(*)                   |          | sum[a]   | count[*]
100 * SUM(a) / SUM(b)                     |          | sum[a]   | sum[b]
SUM(a) / SUM(b) * 100                     |          | sum[a]   | sum[b]
SUM(a) / (SUM(b) / 1000)                  |          | sum[a]   | sum[b]
ROUND(100.0 * SUM(a) / NULLIF(COUNT(*), 0), 1) |     | sum[a]   | count[*]
COUNT(*) FILTER (WHERE b) * 100.0 / COUNT(*) |       | count[* where b] | count[*]
SUM(a) / AVG(b)                           |          | -        | -
1 - SUM(a) / COUNT(*)                     |          | -        | -
"""


@pytest.mark.parametrize("row", SHAPES.strip().splitlines())
def test_counts_sums_and_ratios_are_told_apart(row: str, shown: Shown) -> None:
    text, additive, numerator, denominator = (cell.strip() for cell in row.split(" | "))
    formula = parse_formula(text)
    found = (formula.is_additive, shown(formula.numerator), shown(formula.denominator))
    assert found == (additive == "additive", numerator, denominator)


def test_a_formula_knows_its_columns() -> None:
    formula = parse_formula("SUM(a) / COUNT(x.b) FILTER (WHERE a > 1)")
    assert formula.columns == {Column("a"), Column("b", "x")}


FILTERS = """
metric = 'nps'            | ==(metric, 'nps')
met                       | met
NOT met                   | not(met)
a > 1 AND b IS NOT NULL   | and(>(a, 1), not(is_null(b)))
a IN (1, 2)               | in(a, 1, 2)
COALESCE(a > 1, FALSE)    | coalesce(>(a, 1), False)
"""


@pytest.mark.parametrize("row", FILTERS.strip().splitlines())
def test_a_filter_is_a_condition_on_rows(row: str, shown: Shown) -> None:
    text, expected = (cell.strip() for cell in row.split(" | "))
    assert shown(parse_filter(text)) == expected


REFUSED_FILTERS = """
SUM(a) > 1                | 5 | a filter looks at one row at a time: it cannot aggregate
a + 1                     | 1 | a filter must be true or false for a row
'yes'                     | 1 | a filter must be true or false for a row
a IN (SELECT b FROM c)    | 14 | a query inside a formula is not allowed
a > 1 ORDER BY b          | 7 | ORDER BY is not allowed here
"""


@pytest.mark.parametrize("row", REFUSED_FILTERS.strip().splitlines())
def test_a_filter_that_is_no_condition_is_refused(row: str) -> None:
    text, column, expected = (cell.strip() for cell in row.split(" | "))
    with pytest.raises(FormulaRefused) as refusal:
        parse_filter(text)
    assert (refusal.value.offset + 1, refusal.value.what) == (int(column), expected)
