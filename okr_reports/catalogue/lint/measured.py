"""What a formula measures, by its form alone: a count, a mean, a share that cannot leave its bounds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from okr_reports.catalogue.formula import read_formula
from okr_reports.catalogue.formula_shape import without_factors
from okr_reports.catalogue.formula_text import FormulaRefused
from okr_reports.catalogue.lint.shares import share_bound
from okr_reports.expressions import Aggregate, Call, Column, Expression, Formula

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Measured:
    """The form of a formula.

    `counted`: the one COUNT or SUM it consists of. `mean_of`: what it takes the plain mean of. `quantile_of`: what it
    takes a percentile of. `share_bound`: the highest value of a provable share. `words`: of its columns.
    """

    formula: Formula
    counted: Aggregate | None
    mean_of: Expression | None
    quantile_of: Expression | None
    share_bound: float | None
    words: frozenset[str]

    @property
    def is_ratio(self) -> bool:
        """One count or sum over another."""
        return self.formula.numerator is not None


@lru_cache(maxsize=4096)
def measured_by(text: str) -> Measured | None:
    """The form of the formula with this text; None when it cannot be read, which is reported elsewhere."""
    try:
        formula = read_formula(text).formula
    except FormulaRefused:
        return None
    core = without_factors(formula.root)
    single = core if isinstance(core, Aggregate) else None
    return Measured(
        formula=formula,
        counted=single if single is not None and single.function in ("count", "sum") else None,
        mean_of=_mean_of(formula, single),
        quantile_of=single.argument if single is not None and single.function == "quantile" else None,
        share_bound=share_bound(formula.root),
        words=frozenset(word for column in formula.columns for word in _WORD.findall(column.name.lower())),
    )


def is_duration(expression: Expression) -> bool:
    """Whether the expression is a time between two moments, by its form."""
    if isinstance(expression, Call):
        return expression.function in ("date_diff", "working_days") or any(map(is_duration, expression.arguments))
    return False


def _mean_of(formula: Formula, single: Aggregate | None) -> Expression | None:
    if single is not None:
        return single.argument if single.function == "avg" else None
    match formula.numerator, formula.denominator:
        case Aggregate("sum", summed, where=rows), Aggregate("count", counted, where=same):
            is_mean = rows == same and counted in (None, summed) and isinstance(summed, Column | Call)
            return summed if is_mean else None
    return None
