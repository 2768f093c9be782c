"""A small company and the sample company as folders of their own, and the command as people type it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from okr_reports.cli.main import main
from okr_reports.samples.empty import write_new_company
from okr_reports.samples.saas60 import write_saas60

AS_OF = "2026-10-05T09:00"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Its one object on standard output."""
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """The command narrows the process's umask; the next test starts with the one before."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A small valid company: two KPIs on ten orders of July to September 2026."""
    folder = tmp_path / "company"
    folder.mkdir()
    write_new_company(folder)
    return folder


@pytest.fixture(scope="session")
def once_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company with its review of September 2026 published. Not to be changed: copied by the next."""
    folder = tmp_path_factory.mktemp("published") / "company"
    folder.mkdir()
    write_new_company(folder)
    main(["run", "kpi-review", "2026-09", "--as-of", AS_OF, "--company", str(folder), "--quiet"])
    return folder


@pytest.fixture
def published_company(once_published: Path, company: Path) -> Path:
    """The small company with its review of September 2026 published, for one test."""
    shutil.copytree(once_published, company, dirs_exist_ok=True)
    return company


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company of sixty people. Tests name a store of their own."""
    folder = tmp_path_factory.mktemp("saas60")
    write_saas60(folder)
    return folder


@pytest.fixture
def okr_reports(company: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on the small company."""

    def say(*typed: str) -> Said:
        exit_code = main([*typed, "--company", str(company)])
        said = capsys.readouterr()
        return Said(exit_code, said.out, said.err)

    return say


@pytest.fixture
def review(okr_reports: Command) -> Command:
    """`okr-reports run kpi-review` as of 5 October 2026."""
    return lambda month, *more: okr_reports("run", "kpi-review", month, "--as-of", AS_OF, *more)


def stored(store: Path) -> dict[str, bytes]:
    """Every file of a store that says something: not those that may be deleted at any time."""
    files = (path for path in store.rglob("*") if path.is_file())
    named = {path.relative_to(store).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if not name.startswith(("work/", "cache/"))}
