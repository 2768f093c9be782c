"""The wheel: it holds all a report needs, and works installed in an empty folder, away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = (
    "okr_reports/rendering/templates/kpi_review.html.j2",
    "okr_reports/rendering/templates/department.html.j2",
    "okr_reports/rendering/templates/report.css",
    "okr_reports/rendering/fonts/InterTab-Regular.ttf",
    "okr_reports/rendering/fonts/InterTab-SemiBold.woff2",
    "okr_reports/rendering/fonts/OFL.txt",
    "okr_reports/samples/saas60_company/company.yaml",
    "okr_reports/samples/saas60_company/queries/tickets.sql",
    "okr_reports/samples/new_company/data/orders.csv",
    "pipelines/definitions.py",
    "pipelines/assets/packs.py",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout, with the pinned build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, cwd=folder)
    return next(folder.glob("okr_reports-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the unpacked wheel and nothing else of ours."""
    folder = tmp_path_factory.mktemp("site")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True)
    return folder


def run_installed(installed: Path, folder: Path, code: str) -> str:
    """What a program says that sees the installed wheel before the checkout, started in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_wheel_holds_templates_fonts_samples_and_pipelines(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in NEEDED if name not in names] == []


def test_the_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    roots = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"okr_reports", "pipelines"}


def test_installed_in_an_empty_folder_a_new_company_gets_its_report(installed: Path, tmp_path: Path) -> None:
    where = run_installed(installed, tmp_path, "import okr_reports; print(okr_reports.__file__)")
    assert Path(where.strip()).is_relative_to(installed)
    command = "from okr_reports.cli.main import main; import sys; sys.exit(main({}))"
    run_installed(installed, tmp_path, command.format(["init", "company"]))
    typed = ["run", "kpi-review", "2026-09", "--company", "company", "--as-of", "2026-10-05T09:00", "--quiet"]
    run_installed(installed, tmp_path, command.format(typed))
    version = tmp_path / "company/store/published/kpi-review/2026-09/v1"
    assert (version / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (version / "departments/sales.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
