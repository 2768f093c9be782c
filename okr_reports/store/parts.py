"""Snapshot parts: rows as they were read, one Parquet file per extract and period, named by its own hash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

import polars as pl
from polars import selectors

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.store import Store

# Whatever changes here gives every part another name.
_FORM = {"compression": "zstd", "compression_level": 3, "statistics": True, "row_group_size": 1_000_000}


def put_part(store: Store, frame: pl.DataFrame) -> str:
    """Keep the rows and return the SHA-256 of their file. The same rows, in any order, give the same file."""
    return _put_bytes(store, parquet_bytes(canonical_rows(frame)))


def put_parts_by(store: Store, frame: pl.DataFrame, *, by: str) -> Mapping[str, str]:
    """One part for each text in column `by`, which is in none of them: text to SHA-256.

    The parts are those that `put_part` makes of these rows, in half the time: many small tables are slow to sort and
    to encode one by one.
    """
    ordered = canonical_rows(frame.select(by, pl.exclude(by)))
    tables = ordered.partition_by(by, maintain_order=True, include_key=False, as_dict=True)
    files = zip(tables, _parquet_files(tables.values()), strict=True)
    return {text: _put_bytes(store, data) for (text,), data in files}


def get_part(store: Store, digest: str, *, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The rows of a part in canonical order. `columns`: only these. StoreError when the part is gone or damaged."""
    return read_parquet(store, part_path(digest), columns=columns)


def get_parts(store: Store, digests: Sequence[str], *, columns: Sequence[str]) -> pl.DataFrame:
    """The rows of parts with the same columns, in this order, of these columns only. Raises as `get_part`."""
    sources = [_source(store, part_path(digest)) for digest in digests]
    local = [source for source in sources if isinstance(source, Path)]
    try:
        if len(local) == len(sources):
            return pl.read_parquet(local, columns=list(columns))
        # Polars reads paths or buffers; a rehearsal has some parts on disk and some only in memory.
        buffers: list[IO[bytes]] = [BytesIO(s.read_bytes()) if isinstance(s, Path) else s for s in sources]
        return pl.read_parquet(buffers, columns=list(columns))
    except pl.exceptions.ComputeError:
        # One by one, so that the damaged one is named.
        return pl.concat(get_part(store, digest, columns=columns) for digest in digests)


def part_schema(store: Store, digest: str) -> Mapping[str, pl.DataType]:
    """The columns of a part and their types, without its rows. Raises as `get_part`."""
    path = part_path(digest)
    with _told_of_damage(path):
        return pl.read_parquet_schema(_source(store, path))


def part_path(digest: str) -> str:
    """Where the part with this SHA-256 lies in the store."""
    return f"snapshots/{digest}.parquet"


def canonical_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows sorted by all columns."""
    # Zero and minus zero sort as equals but differ in bytes: all zeros become plain ones.
    if not frame.width:
        return frame
    return frame.with_columns(selectors.float().replace(0.0, 0.0)).sort(frame.columns, nulls_last=True)


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """The table as one Parquet file that depends on nothing but its columns and rows."""
    return _parquet_files([frame])[0]


def read_parquet(store: Store, path: str, *, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The table in a Parquet file of the store; NotInStore when it is gone, StoreError when it is damaged."""
    with _told_of_damage(path):
        return pl.read_parquet(_source(store, path), columns=None if columns is None else list(columns))


def _parquet_files(tables: Iterable[pl.DataFrame]) -> list[bytes]:
    buffers, writes = [], []
    for table in tables:
        buffers.append(BytesIO())
        writes.append(table.rechunk().lazy().sink_parquet(buffers[-1], lazy=True, **_FORM))
    pl.collect_all(writes)
    return [buffer.getvalue() for buffer in buffers]


def _put_bytes(store: Store, data: bytes) -> str:
    digest = sha256(data).hexdigest()
    store.write_once(part_path(digest), data)
    return digest


def _source(store: Store, path: str) -> Path | BytesIO:
    if not store.exists(path):
        raise NotInStore(f"{path} is not in the store: run the report again to make it anew")
    return store.local_path(path) or BytesIO(store.read(path))


@contextmanager
def _told_of_damage(path: str) -> Iterator[None]:
    try:
        yield
    except pl.exceptions.ComputeError as error:
        raise StoreError(f"{path} is damaged: delete it, and run the report again to make it anew") from error
