"""Bundles that screen readers can read: valid PDF/UA-1, as veraPDF judges it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from okr_reports.rendering.paper import Paper
from tests.rendering.test_bundle_pages import ORDINARY, pdf_of
from tests.rendering.verapdf import is_installed


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What veraPDF says of all of them: it starts slowly, so it is asked once."""
    if shutil.which("java") is None or not is_installed():
        pytest.skip("no Java with JAXB: `make test` says how to install it")
    folder = tmp_path_factory.mktemp("bundles")
    for name in ORDINARY:
        (folder / f"{name}.pdf").write_bytes(pdf_of(name, Paper.A4))
    command = [sys.executable, "-m", "tests.rendering.verapdf", *(str(folder / f"{name}.pdf") for name in ORDINARY)]
    root = Path(__file__).parents[2]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, timeout=600)
    return json.loads(answer.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", ORDINARY)
def test_a_bundle_breaks_no_rule_of_pdf_ua(judged: Mapping[str, list[str]], name: str) -> None:
    assert judged[f"{name}.pdf"] == []
