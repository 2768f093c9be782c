"""Stores of every kind: a folder, a real S3 service on this machine, and fsspec's memory."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from okr_reports.store.store import Store, open_store


@pytest.fixture(scope="session")
def s3_bucket() -> Iterator[str]:
    """The URL of an empty bucket, in a service that speaks S3's protocol."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "testing")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        boto3.client("s3").create_bucket(Bucket="reports")
        yield "s3://reports"
    server.stop()


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
