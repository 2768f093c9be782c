"""Days and moments as a file writes them, 01.09.2026, made the ISO text that everything else reads."""

from dataclasses import replace

import polars as pl

from okr_reports.catalogue.model import Extract
from okr_reports.extracts.file_period import period_column
from okr_reports.extracts.raw import RawRows
from okr_reports.words import ColumnType

_SAYS_WHEN = (ColumnType.DATE, ColumnType.DATETIME)
# A year of two digits where four are declared is no year of the Roman Empire.
_FIRST_YEAR = 1000


def with_iso_dates(raw: RawRows, extract: Extract) -> RawRows:
    """The rows with the cells of date columns that fit one of `clean.dates` as ISO text; all others as they stand."""
    forms = extract.clean.dates if extract.clean else None
    if not forms:
        return raw
    texts = [name for name in _date_columns(extract) if raw.frame.schema.get(name) == pl.String()]
    return replace(raw, frame=raw.frame.with_columns(_as_iso(name, forms) for name in texts))


def how_to_write_dates(extract: Extract) -> str:
    """What to do about dates that cannot be read, by where the rows come from."""
    if extract.connection is not None:
        return "or make dates of them in the query"
    return 'or say under `clean` how the file writes them, like dates: ["%d.%m.%Y"]'


def _date_columns(extract: Extract) -> list[str]:
    period = period_column(extract)
    named = [name for name, kind in extract.columns.items() if kind in _SAYS_WHEN]
    named += [period.column if period else None, extract.recorded_at]
    named += [extract.covers_until.column if extract.covers_until else None]
    return list(dict.fromkeys(name for name in named if name))


def _as_iso(name: str, forms: list[str]) -> pl.Expr:
    cell = pl.col(name)
    return pl.coalesce(*(_read_by(form, cell.str.strip_chars()) for form in forms), cell).alias(name)


def _read_by(form: str, cell: pl.Expr) -> pl.Expr:
    moment = cell.str.to_datetime(form, strict=False, time_unit="us")
    time = " %H:%M:%S" if "%H" in form or "%I" in form else ""
    # A moment with its zone is read as one in UTC.
    iso = moment.dt.to_string(f"%Y-%m-%d{time}{'+00:00' if '%z' in form else ''}")
    return pl.when(moment.dt.year() >= _FIRST_YEAR).then(iso)
