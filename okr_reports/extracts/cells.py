"""Cells read by the contract: each declared column in its type, what cannot be read kept aside and never guessed."""

from dataclasses import dataclass, field

import polars as pl

from okr_reports.catalogue.cleaning import NumberWritten
from okr_reports.extracts.moments import Zones, read_days, read_moments
from okr_reports.extracts.natural import as_text
from okr_reports.extracts.numbers import are_plain_numbers, read_numbers
from okr_reports.words import ColumnType

_CLAIMS = {"true": True, "t": True, "yes": True, "y": True, "1": True} | {
    "false": False, "f": False, "no": False, "n": False, "0": False,
}  # fmt: skip

_FIRST_CELLS = 100


@dataclass(frozen=True)
class Reading:
    """How cells are read: in which time zones, how numbers are written, and which words mean "nothing"."""

    zones: Zones
    number: NumberWritten = field(default_factory=NumberWritten)
    nulls: tuple[str, ...] = ()


def without_nulls(cells: pl.Series, reading: Reading) -> pl.Series:
    """Text cells with the words for "nothing" (as a whole cell, blanks around it ignored) made null."""
    if cells.dtype != pl.String() or not reading.nulls:
        return cells
    return cells.set(cells.str.strip_chars().is_in(list(reading.nulls)).fill_null(False), None)


def read_cells(cells: pl.Series, kind: ColumnType, *, reading: Reading) -> pl.Series:
    """The cells in their declared type; null where one is empty or cannot be read."""
    if kind is ColumnType.TEXT:
        return cells.to_frame().select(as_text(pl.col(cells.name), cells.dtype)).to_series()
    if kind is ColumnType.NUMBER:
        return _numbers(cells, reading)
    if kind is ColumnType.BOOLEAN:
        return _claims(cells)
    return read_days(cells, reading.zones) if kind is ColumnType.DATE else read_moments(cells, reading.zones)


def unreadable(cells: pl.Series, read: pl.Series) -> pl.Series:
    """Where a cell holds something and nothing was read. Blank text is empty, not unreadable."""
    is_lost = cells.is_not_null() & read.is_null()
    is_blank_possible = cells.dtype == pl.String() and is_lost.any()
    return is_lost & (cells.str.strip_chars() != "") if is_blank_possible else is_lost


def natural_cells(cells: pl.Series, reading: Reading) -> pl.Series:
    """A column without a declared type as it is kept: whole numbers, floats, claims, days, moments or text."""
    dtype = cells.dtype
    if isinstance(dtype, pl.Datetime):
        return read_moments(cells, reading.zones)
    if dtype.is_float() or dtype.is_decimal():
        floats = cells.cast(pl.Float64())
        return floats.set(~floats.is_finite(), None)
    if dtype.is_integer():
        whole = cells.cast(pl.Int64(), strict=False)
        return whole if whole.null_count() == cells.null_count() else cells.cast(pl.String())
    return cells if dtype in (pl.Boolean(), pl.Date()) else cells.cast(pl.String())


def inferred_cells(cells: pl.Series, reading: Reading) -> pl.Series:
    """A text column without a declared type: numbers, days or moments when every filled cell is one, else text."""
    first = cells.drop_nulls().head(_FIRST_CELLS)
    if len(cells) > len(first) == _FIRST_CELLS and inferred_cells(first, reading).dtype == pl.String():
        # What the first cells are not, all cells are not; what they are is still asked of every one.
        return cells
    if reading.number.decimal == "." and are_plain_numbers(cells):
        values = read_numbers(cells, reading.number)
        return values if cells.str.contains(".", literal=True).any() else values.cast(pl.Int64())
    if _are_numbers_as_declared(cells, reading.number):
        return read_numbers(cells, reading.number)
    for read in (_whole_days, read_moments):
        found = read(cells, reading.zones)
        if cells.drop_nulls().len() and found.null_count() == cells.null_count():
            return found
    return cells


def _are_numbers_as_declared(cells: pl.Series, number: NumberWritten) -> bool:
    # Only a profile that says how numbers are written lets marked text count as numbers, and never a leading zero.
    if number == NumberWritten() or not cells.drop_nulls().len():
        return False
    if cells.str.contains(r"^[+-]?0\d").any():
        return False
    return read_numbers(cells, number).null_count() == cells.null_count()


def _whole_days(cells: pl.Series, zones: Zones) -> pl.Series:
    is_day = cells.str.strip_chars().str.len_chars() == len("2026-09-30")
    return read_days(cells.set(~is_day, None), zones)


def _numbers(cells: pl.Series, reading: Reading) -> pl.Series:
    if cells.dtype == pl.String():
        return read_numbers(cells, reading.number)
    if cells.dtype.is_numeric() or cells.dtype in (pl.Boolean(), pl.Null()):
        values = cells.cast(pl.Float64())
        return values.set(~values.is_finite(), None)
    return pl.Series(cells.name, [None], dtype=pl.Float64()).new_from_index(0, len(cells))


def _claims(cells: pl.Series) -> pl.Series:
    if cells.dtype == pl.Boolean():
        return cells
    text = cells.to_frame().select(as_text(pl.col(cells.name), cells.dtype)).to_series()
    words = text.str.strip_chars().str.to_lowercase()
    return words.replace_strict(_CLAIMS, default=None, return_dtype=pl.Boolean())
