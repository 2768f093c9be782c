"""What may be typed: commands and options (docs: "The command okr-reports"). Unclear words are refused, not guessed."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from okr_reports.cli import check, doctor, history, init, run, ui, verify
from okr_reports.errors import Problem, UsageError

COMMANDS = (init, check, run, history, verify, ui, doctor)


class _Parser(argparse.ArgumentParser):
    """argparse, but a mistake is a UsageError: with `--format json` it too is answered as an object."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(Problem(message, f"see {self.prog} --help"))


class _Version(argparse.Action):
    """`--version`, looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        parser.exit(message=f"okr-reports {version('okr-reports')}\n")


def read_options(typed: Sequence[str]) -> argparse.Namespace:
    """What was typed; `command` holds the function to call. Raises UsageError."""
    common = _common()
    parser = _Parser(
        prog="okr-reports", parents=[common], allow_abbrev=False,
        description="KPI reviews from a company's own data, as HTML, PDF, workbook and JSON.",
    )  # fmt: skip
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands, common)
    defaults = {"company": None, "store": None, "format": "text", "is_quiet": False}
    return parser.parse_args(typed, argparse.Namespace(**defaults))


def wants_json(typed: Sequence[str]) -> bool:
    """Whether the answer is to be JSON, known also when the rest could not be understood."""
    pairs = zip(typed, [*typed, ""][1:], strict=True)
    return any(word == "--format=json" or (word, following) == ("--format", "json") for word, following in pairs)


def _common() -> argparse.ArgumentParser:
    """Options of every command, accepted before and after its name: hence without defaults of their own."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    group = common.add_argument_group("options of every command")
    group.add_argument(
        "--company", metavar="DIR", help="the company folder (else OKR_REPORTS_COMPANY, else the current folder)"
    )
    group.add_argument("--store", metavar="URL", help="where versions are kept (else `store` of company.yaml)")
    group.add_argument("--format", choices=("text", "json"), help="how to answer on standard output")
    group.add_argument("--quiet", dest="is_quiet", action="store_true", help="no progress lines")
    return common
