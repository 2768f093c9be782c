"""Work: the tables of a running job, by name. They may be deleted when no job runs."""

import polars as pl

from okr_reports.store.parts import parquet_bytes, read_parquet
from okr_reports.store.store import Store


def put_work(store: Store, name: str, *, table: pl.DataFrame) -> str:
    """Keep a table under a name such as `kpi_values/2026-09`, in place of an earlier one. Returns its path."""
    path = work_path(name)
    store.replace(path, parquet_bytes(table))
    return path


def get_work(store: Store, name: str) -> pl.DataFrame:
    """The table of that name, rows in their order; NotInStore when no job has made it."""
    return read_parquet(store, work_path(name))


def work_path(name: str) -> str:
    """Where the table of that name lies in the store."""
    return f"work/tables/{name}.parquet"
