"""Snapshot parts: rows as they were read, one Parquet file per extract and period, named by its own hash."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

import polars as pl
from polars import selectors

from okr_reports.errors import StoreError
from okr_reports.store.store import Store


def put_part(store: Store, frame: pl.DataFrame) -> str:
    """Keep the rows and return the SHA-256 of their file. The same rows, in any order, give the same file."""
    data = part_bytes(frame)
    digest = sha256(data).hexdigest()
    store.write_once(part_path(digest), data)
    return digest


def get_part(store: Store, digest: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The rows of a part in canonical order; StoreError when it is gone or no Parquet. `columns`: only these."""
    path = part_path(digest)
    if not store.exists(path):
        raise StoreError(f"{path} is not in the store: run the report again to read its rows anew")
    try:
        return pl.read_parquet(store.local_path(path) or BytesIO(store.read(path)), columns=columns if columns is None else list(columns))
    except pl.exceptions.ComputeError as error:
        raise StoreError(f"{path} is damaged: delete it, and run the report again to read its rows anew") from error


def part_path(digest: str) -> str:
    """Where the part with this SHA-256 lies in the store."""
    return f"snapshots/{digest}.parquet"


def part_bytes(frame: pl.DataFrame) -> bytes:
    """The rows as one canonical Parquet file: rows sorted by all columns, one row group, fixed compression."""
    # Zero and minus zero sort as equals but differ in bytes.
    plain_zeros = frame.with_columns(pl.when(FLOATS != 0).then(FLOATS).when(FLOATS == 0).then(0.0))
    rows = plain_zeros.sort(frame.columns, nulls_last=True) if frame.width else frame
    buffer = BytesIO()
    rows.rechunk().write_parquet(
        buffer, compression="zstd", compression_level=3, statistics=True, row_group_size=max(rows.height, 1)
    )
    return buffer.getvalue()
