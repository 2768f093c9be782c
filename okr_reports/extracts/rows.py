"""The rows of an extract, loaded from its snapshot parts with its joins applied."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Join
from okr_reports.extracts.joins import join_rows
from okr_reports.extracts.raw import PERIOD_ON
from okr_reports.store.parts import get_parts, part_schema
from okr_reports.store.store import Store


@dataclass(frozen=True)
class KeptExtracts:
    """The parts of one run (tables.SNAPSHOT_PARTS), the store they lie in, and the catalogue they were read by."""

    store: Store
    parts: pl.DataFrame
    catalogue: Catalogue


def load_rows(
    kept: KeptExtracts, extract_id: str, *, months: Sequence[str] | None = None, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """All rows of the extract with `period_on` and its joins: `extract.column`, and plain names where unambiguous.

    `months`: only parts of these month keys; None: every part, also the one without a period. `columns`: only
    these names (plain or `extract.column`) as far as they are there, and `period_on`. Rows are ordered by month,
    then as in their part. Raises ContractError when a joined key is not unique or of another type.
    """
    joins = kept.catalogue.extracts[extract_id].join
    needed = None if columns is None else _needed(columns, joins)
    rows = _stored_rows(kept, extract_id, months=months, columns=needed)
    for join in joins:
        right = _stored_rows(kept, join.extract, months=None, columns=needed)
        if columns is not None and not _is_asked(join, right, columns={*columns} - {*rows.columns}):
            continue
        rows = join_rows(rows, right, join=join, extract_id=extract_id)
    rows = _with_plain_names(rows, [join.extract for join in joins])
    if columns is None:
        return rows
    wanted = {*columns, PERIOD_ON}
    return rows.select(name for name in rows.columns if name in wanted)


def _needed(columns: Sequence[str], joins: Sequence[Join]) -> set[str]:
    """The columns to load from any of the extracts: asked for by plain or qualified name, and the joins' keys."""
    qualified = {name.removeprefix(f"{join.extract}.") for join in joins for name in columns}
    return {*columns, *qualified, *(key for join in joins for key in join.keys), PERIOD_ON}


def _is_asked(join: Join, right: pl.DataFrame, *, columns: AbstractSet[str]) -> bool:
    """Whether any of these columns comes from the joined extract. Its key was checked when it was read."""
    return any(name in columns or f"{join.extract}.{name}" in columns for name in right.columns if name != PERIOD_ON)


def _stored_rows(
    kept: KeptExtracts, extract_id: str, *, months: Sequence[str] | None, columns: AbstractSet[str] | None
) -> pl.DataFrame:
    parts = kept.parts.filter(pl.col("extract") == extract_id).sort("period_id")
    if not parts.height:
        return pl.DataFrame(schema={PERIOD_ON: pl.Date()})
    wanted = parts if months is None else parts.filter(pl.col("period_id").is_in(list(months)))
    # All parts of a run have the columns of any of them.
    schema = part_schema(kept.store, parts["sha256"][0])
    chosen = {name: kind for name, kind in schema.items() if columns is None or name in columns}
    if not wanted.height:
        return pl.DataFrame(schema=chosen)
    return get_parts(kept.store, wanted["sha256"].to_list(), columns=list(chosen))


def _with_plain_names(rows: pl.DataFrame, joined: Sequence[str]) -> pl.DataFrame:
    """Add `column` for every `extract.column` that is the only one of its name."""
    qualified = [(name, name.removeprefix(f"{extract}.")) for extract in joined for name in _of(rows, extract)]
    plain = [short for _, short in qualified]
    return rows.with_columns(
        pl.col(name).alias(short)
        for name, short in qualified
        if plain.count(short) == 1 and short not in rows.columns and short != PERIOD_ON
    )


def _of(rows: pl.DataFrame, extract: str) -> list[str]:
    return [name for name in rows.columns if name.startswith(f"{extract}.")]
