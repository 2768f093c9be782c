"""A process that publishes one small review, and can be made to die at any step. Run by the tests beside it."""

import argparse
import json
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from okr_reports.errors import OkrReportsError
from okr_reports.publishing.publication import Draft, PlannedVersion, Publication
from okr_reports.publishing.publish import publish_draft
from okr_reports.store.catalogues import put_catalogue
from okr_reports.store.manifests import Origin
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

OCTOBER = datetime(2026, 10, 1, 6, tzinfo=UTC)


class MortalStore(Store):
    """A real store whose process is killed before the n-th step that changes anything in it."""

    def __init__(self, store: Store, *, dies_before: int) -> None:
        self._store = store
        self._steps_left = dies_before

    def _step(self) -> None:
        self._steps_left -= 1
        if self._steps_left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def read(self, path: str) -> bytes:
        return self._store.read(path)

    def exists(self, path: str) -> bool:
        return self._store.exists(path)

    def size(self, path: str) -> int:
        return self._store.size(path)

    def create(self, path: str, data: bytes) -> bool:
        self._step()
        return self._store.create(path, data)

    def replace(self, path: str, data: bytes) -> None:
        self._step()
        self._store.replace(path, data)

    def list(self, folder: str = "") -> list[str]:
        return self._store.list(folder)

    def remove(self, path: str) -> None:
        self._step()
        self._store.remove(path)

    def sync(self) -> None:
        self._step()
        self._store.sync()

    def local_path(self, path: str) -> Path | None:
        return self._store.local_path(path)

    def open_to_others(self) -> Sequence[str]:
        return self._store.open_to_others()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        with self._store.alone() as is_alone:
            yield is_alone


def main() -> None:
    """Publish, and print outcome and version; the sentence and exit code of what went wrong otherwise."""
    arguments = parsed_arguments()
    store = open_store(arguments.store, Path.cwd())
    if arguments.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (arguments.largest_file, arguments.largest_file))
    try:
        for value in arguments.values:
            publish_and_tell(store, value)
        if arguments.then_die_before:
            publish_and_tell(MortalStore(store, dies_before=arguments.then_die_before), max(arguments.values) + 1)
    except OkrReportsError as error:
        print(error, flush=True)
        raise SystemExit(error.exit_code) from None


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("values", type=int, nargs="+")
    parser.add_argument("--then-die-before", type=int)
    parser.add_argument("--largest-file", type=int)
    return parser.parse_args()


def publish_and_tell(store: Store, value: int) -> None:
    published = publish_draft(store, draft_of(value), make=lambda planned: made(store, value, planned))
    print(published.outcome, published.version, flush=True)


def draft_of(value: int) -> Draft:
    document = {"schema": "kpi-review/1", "kpis": [{"id": "support/csat", "value": value}]}
    return Draft("kpi-review", "2026-09", {"report.json": document}, "plain", reason=f"csat is {value}")


def made(store: Store, value: int, planned: PlannedVersion) -> Publication:
    draft = draft_of(value)
    report = {**draft.documents["report.json"], "version": planned.number}
    files = {
        "report.json": json.dumps(report).encode(),
        # No two processes make quite the same page: whose files lie where must never be mixed up.
        "report.html": f"<p>{value} by {os.getpid()}</p>".encode() * 1000,
        "departments/support.html": b"<p>support</p>",
    }
    origin = Origin(put_catalogue(store, b"{}"), software={"okr-reports": "0.1.0"}, fonts={}, extracts={})
    return Publication(draft, planned.number, files, origin, as_of=OCTOBER, published_at=OCTOBER)


if __name__ == "__main__":
    main()
