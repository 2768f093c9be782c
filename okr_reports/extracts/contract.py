"""The contract of an extract held against its rows: columns that must be there, types, and cells set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from okr_reports.catalogue.model import Extract
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.cells import Reading, inferred_cells, natural_cells, read_cells, unreadable, without_nulls
from okr_reports.extracts.file_period import period_column
from okr_reports.extracts.natural import as_text
from okr_reports.extracts.raw import FILE, RAW_LENGTH, ROW, UNREADABLE, RawRows
from okr_reports.extracts.written_dates import how_to_write_dates
from okr_reports.words import ColumnType

_SHOWN_COLUMNS = 30


@dataclass(frozen=True)
class CheckedRows:
    """Rows in the contract's types, still with `__file` and `__row`, and the cells that could not be read."""

    frame: pl.DataFrame
    unreadable: pl.DataFrame


def check_rows(raw: RawRows, *, extract_id: str, extract: Extract, reading: Reading) -> CheckedRows:
    """Read every column by the contract.

    Raises ContractError for declared columns that are absent and for columns of which no filled cell can be read.
    """
    require_columns(raw.columns, extract_id=extract_id, extract=extract)
    types = declared_types(extract)
    columns, lost, problems = [raw.frame[FILE], raw.frame[ROW]], [raw.unreadable], []
    for name in raw.columns:
        cells = without_nulls(raw.frame[name], reading)
        read = _read_column(cells, types.get(name), reading=reading, is_text=raw.is_text)
        is_lost = unreadable(cells, read)
        if is_lost.any() and not read.count():
            problems.append(_all_lost(extract_id, name, extract))
        lost.append(set_aside(raw.frame, cells, is_lost=is_lost))
        columns.append(read)
    if problems:
        raise ContractError(*problems)
    return CheckedRows(pl.DataFrame(columns), pl.concat(lost))


def set_aside(rows: pl.DataFrame, cells: pl.Series, *, is_lost: pl.Series) -> pl.DataFrame:
    """The lost cells of one column with file, row and what stood there; columns of UNREADABLE."""
    if not is_lost.any():
        return pl.DataFrame(schema=UNREADABLE)
    raw = as_text(pl.col(cells.name), cells.dtype).str.slice(0, RAW_LENGTH)
    marked = pl.DataFrame([rows[FILE], rows[ROW], cells]).filter(is_lost)
    return marked.select(
        file=pl.col(FILE).cast(pl.String),
        row=pl.col(ROW).cast(pl.Int64),
        column=pl.lit(cells.name),
        raw=raw,
    )


def declared_types(extract: Extract) -> dict[str, ColumnType]:
    """The declared columns with their types; ready-made values and their n are numbers without saying so."""
    ready_made = [extract.value, extract.numerator, extract.denominator, extract.n]
    return {name: ColumnType.NUMBER for name in ready_made if name} | extract.columns


def needed_columns(extract: Extract) -> list[str]:
    """Every column the extract's own definition names, in the order in which it names them."""
    period = period_column(extract)
    named = [*extract.columns, *((period.column, period.year, period.month) if period else ())]
    named += [extract.recorded_at, extract.covers_until.column if extract.covers_until else None]
    named += [*declared_types(extract), *(key for join in extract.join for key in join.keys)]
    return list(dict.fromkeys(name for name in named if name))


def require_columns(present: Sequence[str], *, extract_id: str, extract: Extract) -> None:
    """Raise ContractError naming every column the definition names and the source does not have."""
    absent = [name for name in needed_columns(extract) if name not in present]
    if absent:
        shown = ", ".join(present[:_SHOWN_COLUMNS]) + (", …" if len(present) > _SHOWN_COLUMNS else "")
        raise ContractError(
            *(
                Problem(f"extract {extract_id} has no column {name}{_alike(name, present)}", fix=f"it has {shown}")
                for name in absent
            )
        )


def _alike(name: str, present: Sequence[str]) -> str:
    folded = {column.casefold(): column for column in reversed(present)}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    return f" (did you mean {folded[close[0]]}?)" if close else ""


def _read_column(cells: pl.Series, kind: ColumnType | None, *, reading: Reading, is_text: bool) -> pl.Series:
    if kind is not None:
        return read_cells(cells, kind, reading=reading)
    if is_text and cells.dtype == pl.String():
        return inferred_cells(cells, reading)
    return natural_cells(cells, reading)


def _all_lost(extract_id: str, name: str, extract: Extract) -> Problem:
    kind = declared_types(extract)[name]
    fix = f"give the type the source has under `columns`, or make the source deliver a {kind}"
    if kind in (ColumnType.DATE, ColumnType.DATETIME):
        fix = f"{fix} like 2026-09-30, {how_to_write_dates(extract)}"
    return Problem(f"extract {extract_id}: no cell of column {name} can be read as a {kind}", fix=fix)
