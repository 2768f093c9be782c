"""A real service that speaks S3's protocol, on this machine, for as long as the tests need it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import boto3
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


@contextmanager
def s3_service() -> Iterator[str]:
    """The URL of an empty bucket. The environment names the service, so that child processes find it too."""
    # One request at a time: an exclusive write is atomic in S3, and in moto only then.
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "testing")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        boto3.client("s3").create_bucket(Bucket="reports")
        yield "s3://reports"
    server.shutdown()
    thread.join()
    server.server_close()
