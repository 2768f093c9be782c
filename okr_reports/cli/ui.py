"""`okr-reports ui`: Dagster's web interface on this company, reachable from this machine only."""

import argparse
import os
import sys
from pathlib import Path

from okr_reports.cli.answer import Answer, say
from okr_reports.cli.company import COMPANY_VARIABLE, STORE_VARIABLE, company_folder, store_url

HOST = "127.0.0.1"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("ui", parents=[common], allow_abbrev=False, help="open Dagster's web interface")
    parser.add_argument("--port", metavar="N", type=int, default=3000, help="the port on this machine (3000)")
    parser.set_defaults(command=ui)


def ui(arguments: argparse.Namespace) -> Answer:
    """Become Dagster's process, with this company's home; ends with it. Raises CatalogueError first."""
    from okr_reports.catalogue.load import load_catalogue
    from pipelines.home import dagster_home

    catalogue = load_catalogue(company_folder(arguments))
    environment = {
        **os.environ,
        COMPANY_VARIABLE: str(catalogue.folder),
        STORE_VARIABLE: store_url(arguments, catalogue.company),
        "DAGSTER_HOME": str(dagster_home(catalogue.folder)),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        # Dagster advises its own users another command; here that is this one.
        "PYTHONWARNINGS": "ignore:Function `dev_command` is superseded",
    }
    if not arguments.is_quiet:
        say(f"opening http://{HOST}:{arguments.port} for {catalogue.company.name}; Ctrl-C ends it")
    command = [sys.executable, "-m", "dagster", "dev", "--host", HOST, "--port", str(arguments.port), *what_to_load()]
    os.execve(sys.executable, command, environment)


def what_to_load() -> list[str]:
    """The checkout's workspace.yaml, or, installed without a checkout, the module that it names."""
    import pipelines

    workspace = Path(str(pipelines.__file__)).parents[1] / "workspace.yaml"
    return ["-w", str(workspace)] if workspace.exists() else ["-m", "pipelines.definitions"]
