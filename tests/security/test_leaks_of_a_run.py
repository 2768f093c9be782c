"""`okr-reports run appraisals`: nothing of one employee in another's files, nothing of anybody in logs or storage."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.security.leaks import files_under, leaks_in
from tests.security.planted_company import CANARIES, MANAGERS, own_of
from tests.security.planted_folder import GOAL_NUMBERS, MEASURED, write_planted_company

_RUN = "import sys; from okr_reports.cli.main import main; sys.exit(main())"
_SEPARATORS = re.compile(r"(?<=\d)[.,'\u2019\u202f\u00a0 ](?=\d{3})")


@dataclass(frozen=True)
class Run:
    """The company folder after the runs, and everything that was printed. `of_retro`: what the retro left cached."""

    folder: Path
    printed: str
    exit_codes: tuple[int, ...]
    of_retro: frozenset[str]

    @property
    def version(self) -> Path:
        """The published version."""
        return self.folder / "store" / "published" / "appraisals" / "2026-H1" / "v1"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The retro, so that scores exist, and then the bundles. Not to be changed."""
    folder = tmp_path_factory.mktemp("planted")
    write_planted_company(folder)
    retro = run_command(folder, "okr-retro", "2026-Q1")
    of_retro = frozenset(files_under(folder / "store" / "cache"))
    bundles = run_command(folder, "appraisals", "2026-H1")
    printed = "".join(result.stdout + result.stderr for result in (retro, bundles))
    return Run(folder, printed, (retro.returncode, bundles.returncode), of_retro)


def run_command(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A run as a scheduler starts it, with all that it prints."""
    typed = ["run", *command, "--as-of", "2026-07-08T09:00", "--company", str(folder)]
    return subprocess.run([sys.executable, "-c", _RUN, *typed], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def files(run: Run) -> Mapping[str, bytes]:
    """Every file of the published version."""
    return files_under(run.version)


def words_of(name: str, data: bytes) -> str:
    """What a reader reads in a file, figures without the marks between their digits."""
    if name.endswith(".pdf"):
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    else:
        text = re.sub(r"<style>.*?</style>|\"[0-9a-f]{64}\"", "", data.decode(errors="ignore"), flags=re.DOTALL)
    return _SEPARATORS.sub("", text)


def allowed(name: str) -> set[tuple[str, str]]:
    """What a file of the version may hold: an employee's own, a manager's direct reports by name, everybody for HR."""
    kind, _, rest = name.partition("/")
    if kind == "employees":
        return own_of(rest.split("/")[0])
    listed = {"managers": {rest.split("/")[0]} | {id for id, by in MANAGERS.items() if by == rest.split("/")[0]}}
    return {(id, "name") for id in listed.get(kind, set(MANAGERS) if kind == "hr" else set())}


def test_every_bundle_and_index_is_published(run: Run, files: Mapping[str, bytes]) -> None:
    assert run.exit_codes == (0, 0), run.printed
    bundles = {f"employees/{id}/bundle.{kind}" for id in MANAGERS for kind in ("json", "html", "pdf")}
    views = {"managers/M1/index.html", "managers/M2/index.html", "hr/overview.html", "hr/overview.xlsx"}
    assert set(files) == {*bundles, *views, "manifest.json"}


def test_nothing_of_one_employee_stands_in_anothers_files(files: Mapping[str, bytes]) -> None:
    assert leaks_in(files, CANARIES, allowed=allowed) == []


def test_each_bundle_holds_what_it_should(files: Mapping[str, bytes]) -> None:
    for id in MANAGERS:
        page = {"page": files[f"employees/{id}/bundle.html"]}
        found = {(leak.owner, leak.field) for leak in leaks_in(page, CANARIES, allowed=lambda _: ())}
        assert own_of(id) - found == set(), id


def test_no_figure_of_one_employee_stands_in_anothers_bundle(files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        numbers = {id for id, number in MEASURED.items() if number in words_of(name, data)}
        assert numbers <= ({name.split("/")[1]} if name.startswith("employees/") else set()), name


def test_no_number_of_an_okr_stands_in_any_file(files: Mapping[str, bytes]) -> None:
    found = {name: number for name, data in files.items() for number in GOAL_NUMBERS if number in words_of(name, data)}
    assert found == {}


def test_logs_and_dagsters_storage_hold_nothing_of_anybody(run: Run) -> None:
    home = files_under(run.folder / ".okr-reports")
    assert home != {}
    assert leaks_in({"printed": run.printed.encode(), **home}, CANARIES, allowed=lambda _: ()) == []


def test_what_is_cached_of_a_bundle_holds_one_employee_alone(run: Run) -> None:
    cached = files_under(run.folder / "store" / "cache")
    of_bundles = {name: data for name, data in cached.items() if name not in run.of_retro}
    found = {
        name: {(leak.owner, leak.field) for leak in leaks_in({name: data}, CANARIES, allowed=lambda _: ())}
        for name, data in of_bundles.items()
    }
    # Three files of each employee, and which they are, which says nothing of anybody.
    assert sorted(map(bool, found.values())) == [False] * len(MANAGERS) + [True] * 3 * len(MANAGERS)
    assert [name for name, fields in found.items() if not any(fields <= own_of(id) for id in MANAGERS)] == []


def test_the_log_and_manifests_hold_nothing_of_anybody(run: Run) -> None:
    kept = files_under(run.folder / "store" / "log")
    manifest = (run.version / "manifest.json").read_bytes()
    assert leaks_in({**kept, "manifest.json": manifest}, CANARIES, allowed=lambda _: ()) == []
    assert json.loads(manifest)["report"] == "appraisals"
