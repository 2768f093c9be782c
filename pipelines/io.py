"""Tables between the assets of a run: Parquet in the store's work folder. Dagster's own storage gets none."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import dagster as dg
import polars as pl

from okr_reports.errors import OkrReportsError
from okr_reports.store.store import Store
from okr_reports.store.work import get_work, put_work, work_path
from pipelines.failures import told_to_dagster


class StoreTables(dg.IOManager):
    """Keeps an asset's tables by month, run, asset and table name, so that two runs at once do not mix."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def handle_output(self, context: dg.OutputContext, obj: Mapping[str, pl.DataFrame] | None) -> None:
        """Keep the tables."""
        with told_to_dagster():
            for name, table in (obj or {}).items():
                put_work(self._store, f"{_place(context, context.run_id)}/{name}", table=table)

    def load_input(self, context: dg.InputContext) -> Mapping[str, pl.DataFrame]:
        """The tables that the asset above made in this run or, when only a part is run again, in its last one."""
        with told_to_dagster():
            of_this_run = self._names(_place(context, context.step_context.run_id))
            names = of_this_run or self._names(_place(context, _last_run(context)))
            if not names:
                raise OkrReportsError(f"the tables of {context.asset_key.to_user_string()} are gone: run the whole job")
            return {name.rsplit("/", 1)[1]: get_work(self._store, name) for name in names}

    def _names(self, place: str) -> list[str]:
        return [f"{place}/{PurePosixPath(path).stem}" for path in self._store.list(_folder(place))]


@dg.io_manager(required_resource_keys={"company"})
def store_tables(context: dg.InitResourceContext) -> StoreTables:
    """Tables in the work folder of the company's store."""
    return StoreTables(context.resources.company.open_store())


def forget_tables(store: Store, *, month: str, run_id: str) -> None:
    """Remove a finished run's tables: they hold people, and nobody reads them again."""
    for path in store.list(_folder(f"{month}/{run_id}")):
        store.remove(path)


def _folder(place: str) -> str:
    return work_path(place).removesuffix(".parquet")


def _place(context: dg.InputContext | dg.OutputContext, run_id: str) -> str:
    return f"{context.partition_key}/{run_id}/{context.asset_key.to_user_string()}"


def _last_run(context: dg.InputContext) -> str:
    records = context.instance.fetch_materializations(
        dg.AssetRecordsFilter(asset_key=context.asset_key, asset_partitions=[context.partition_key]), limit=1
    ).records
    return records[0].run_id if records else ""
