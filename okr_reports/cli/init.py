"""`okr-reports init DIR`: a new company folder, small and valid, or the complete sample company."""

import argparse
from pathlib import Path

from okr_reports.cli.answer import Answer
from okr_reports.cli.company import store_url
from okr_reports.errors import Problem, UsageError

SAMPLES = ("saas60",)
SAMPLE_MONTH = "2026-09"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("init", parents=[common], allow_abbrev=False, help="make a new company folder")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--sample", choices=SAMPLES, help="a complete sample company that runs at once")
    parser.add_argument("--employees", metavar="N", type=int, help="how many people the sample company has (60)")
    parser.set_defaults(command=init)


def init(arguments: argparse.Namespace) -> Answer:
    """Make the folder; refuses one that holds anything (exit 2)."""
    folder: Path = arguments.folder
    if arguments.employees is not None and arguments.sample is None:
        raise UsageError(Problem("--employees belongs to a sample company", "add --sample saas60"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(Problem(f"{folder} is there and not empty", "name a new folder"))
    _write(folder, sample=arguments.sample, employees=arguments.employees)
    if arguments.sample:
        _remember_earlier_checks(folder.absolute(), arguments)
    following = f"okr-reports run kpi-review {SAMPLE_MONTH}" if arguments.sample else "okr-reports check"
    lines = [f"made {folder}", f"next: {following} --company {folder}"]
    return Answer(0, {"outcome": "made", "paths": [str(folder)], "findings": []}, lines=lines)


def _remember_earlier_checks(folder: Path, arguments: argparse.Namespace) -> None:
    """In the store of the runs to come: `--store`, else the sample's own; never in one on another machine."""
    from okr_reports.catalogue.load import load_catalogue
    from okr_reports.samples.earlier_checks import register_earlier_checks
    from okr_reports.store.opening import is_folder, open_store

    catalogue = load_catalogue(folder)
    url = store_url(argparse.Namespace(store=arguments.store, company=folder), catalogue.company)
    if is_folder(url):
        register_earlier_checks(catalogue, open_store(url, folder))


def _write(folder: Path, *, sample: str | None, employees: int | None) -> None:
    from okr_reports.samples.empty import write_new_company
    from okr_reports.samples.saas60 import write_saas60

    folder.mkdir(parents=True, exist_ok=True)
    if sample is None:
        write_new_company(folder)
    elif employees is None:
        write_saas60(folder)
    else:
        write_saas60(folder, employees=employees)
