"""The period of a whole file: given in its profile, or read from the file's name."""

import re
from datetime import datetime
from pathlib import Path

import polars as pl

from okr_reports.catalogue.model import Extract, PeriodColumn
from okr_reports.errors import ContractError

PERIOD = "period"
_FROM_NAME = "file name "
_SHAPES = {
    "%Y": r"\d{4}",
    "%y": r"\d{2}",
    "%m": r"\d{1,2}",
    "%d": r"\d{1,2}",
    "%b": r"[^\W\d_]{3}",
    "%B": r"[^\W\d_]+",
}


def period_column(extract: Extract) -> PeriodColumn | None:
    """Where an extract's rows say when: its `period`, or the column its profile fills."""
    if extract.period is None and extract.clean and (extract.clean.period or extract.clean.period_from):
        return PeriodColumn(column=PERIOD)
    return extract.period


def with_period(rows: pl.DataFrame, path: Path, *, extract: Extract) -> pl.DataFrame:
    """The rows with the period their profile gives them, as a key, in the period column."""
    if extract.clean is None or not (extract.clean.period or extract.clean.period_from):
        return rows
    key = extract.clean.period or period_in_name(path, str(extract.clean.period_from))
    name = extract.period.column if extract.period and extract.period.column else PERIOD
    return rows.with_columns(pl.lit(key).alias(name))


def period_in_name(path: Path, pattern: str) -> str:
    """The month key (with %d the day) that a file's name holds, by `file name %b-%Y` and the like."""
    form = pattern.removeprefix(_FROM_NAME).strip()
    parts = re.split(r"(%[A-Za-z])", form)
    shape = "".join(_SHAPES.get(part, re.escape(part)) for part in parts)
    for match in re.finditer(shape, path.stem):
        try:
            found = datetime.strptime(match[0], form)  # noqa: DTZ007 - a label, not a moment
        except ValueError:
            continue
        return f"{found:%Y-%m-%d}" if "%d" in form else f"{found:%Y-%m}"
    raise ContractError(f"{path.name} holds no period like {form!r}: rename the file or correct `period_from`")
