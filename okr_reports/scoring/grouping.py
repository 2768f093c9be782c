"""Rows in groups by interval and entity: the same figures to the last bit, run after run."""

from collections.abc import Mapping, Sequence

import polars as pl

from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.slices import INTERVAL

# No column of an extract can be called so.
ROWS = "okr:rows"
_GROUP = "okr:group"


def grouped_rows(
    rows: pl.DataFrame, figures: Mapping[str, pl.Expr], *, where: pl.Expr | None, column: str | None
) -> pl.LazyFrame:
    """INTERVAL, `column` (none: the company), ROWS, the count of rows, and the figures of every group that has rows.

    `rows`: one of slices.sliced. To be collected by the engine "in-memory".
    """
    chosen = rows.lazy() if where is None else rows.lazy().filter(where)
    is_one = bool(rows.height) and rows[INTERVAL][0] == rows[INTERVAL][-1]
    told = [pl.len().alias(ROWS), *(figure.alias(name) for name, figure in figures.items())]
    if column is None and is_one:
        # All rows are one group, and Polars is faster without grouping them.
        return chosen.select(pl.col(INTERVAL).first(), *told).filter(pl.col(ROWS) > 0)
    # Groups with a head are summed row after row; else each core sums a share, and which one ends first is chance.
    first = pl.col(INTERVAL).head(1).first()
    names = [INTERVAL, *([] if column is None else [column]), ROWS, *figures]
    if column is None:
        return chosen.group_by(INTERVAL).agg(first.alias(_GROUP), *told).select(names)
    if is_one:
        return chosen.group_by(column).agg(first, *told).select(names)
    kind = rows.schema[column]
    if not isinstance(kind, pl.Enum):
        return chosen.group_by(INTERVAL, column).agg(pl.col(ROW_DAY).head(1).first().alias(_GROUP), *told).select(names)
    # One number is a faster key than two columns.
    number = pl.col(INTERVAL).cast(pl.Int64) * len(kind.categories) + pl.col(column).to_physical()
    return chosen.group_by(number.alias(_GROUP)).agg(first, pl.col(column).first(), *told).select(names)


def added_up(
    grouped: pl.DataFrame, names: Sequence[str], *, made_of: Mapping[int, Sequence[int]], column: str | None
) -> pl.DataFrame:
    """INTERVAL, `column`, ROWS and the sums of these columns of the intervals that are `made_of` those in `grouped`."""
    pairs = [(piece, number) for number, pieces in made_of.items() for piece in pieces]
    pieces = pl.DataFrame(pairs, schema={INTERVAL: pl.Int32(), _GROUP: pl.Int32()}, orient="row")
    ordered = grouped.sort(INTERVAL).join(pieces, on=INTERVAL, maintain_order="left")
    keys = [_GROUP, *([] if column is None else [column])]
    # As above: groups with a head are summed in their order.
    summed = ordered.group_by(keys).agg(pl.col(INTERVAL).head(1).first(), pl.col(ROWS, *names).sum())
    return summed.drop(INTERVAL).rename({_GROUP: INTERVAL})
