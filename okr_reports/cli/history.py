"""`okr-reports history`: what was published, when, and why."""

import argparse

from okr_reports.cli.answer import Answer
from okr_reports.cli.company import open_company_store


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("history", parents=[common], allow_abbrev=False, help="what was published, and why")
    parser.set_defaults(command=history)
