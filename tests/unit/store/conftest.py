"""Stores of every kind: a folder, a real S3 service on this machine, and fsspec's memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from okr_reports.store.opening import open_store
from okr_reports.store.store import Store
from tests.faults.s3_service import s3_service


@pytest.fixture(scope="session")
def s3_bucket() -> Iterator[str]:
    """The URL of an empty bucket in a service that speaks S3's protocol."""
    with s3_service() as url:
        yield url


@pytest.fixture
def folder_store(tmp_path: Path) -> Store:
    """A store in a folder."""
    return open_store("store", tmp_path)


@pytest.fixture(params=["folder", "s3", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of each kind."""
    if request.param == "s3":
        return open_store(f"{request.getfixturevalue('s3_bucket')}/{tmp_path.name}", tmp_path)
    return open_store(f"memory://{tmp_path.name}" if request.param == "memory" else "store", tmp_path)


@pytest.fixture(scope="session")
def store_of_all(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store for all the examples of a property."""
    return open_store("store", tmp_path_factory.mktemp("properties"))
