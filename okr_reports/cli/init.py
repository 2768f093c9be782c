"""`okr-reports init DIR`: a new company folder, empty but valid, or the complete sample company."""

import argparse
from pathlib import Path

from okr_reports.cli.answer import Answer
from okr_reports.errors import Problem, UsageError

SAMPLES = ("saas60",)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("init", parents=[common], allow_abbrev=False, help="make a new company folder")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--sample", choices=SAMPLES, help="a complete sample company that runs at once")
    parser.add_argument("--employees", metavar="N", type=int, help="how many people the sample company has (60)")
    parser.set_defaults(command=init)
