"""`okr-reports verify`: every published file against its manifest and the log, and files that nothing names."""

import argparse
from dataclasses import asdict

from okr_reports.cli.answer import Answer
from okr_reports.cli.company import open_company_store
from okr_reports.errors import VerificationError


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("verify", parents=[common], allow_abbrev=False, help="check every published file")
    parser.add_argument("--read-data", action="store_true", help="read the snapshots too, not only the reports")
    parser.add_argument("--head", metavar="HASH", help="a head printed earlier, which the log must still hold")
    parser.set_defaults(command=verify_store)


def verify_store(arguments: argparse.Namespace) -> Answer:
    """Exit 0 when everything is as it was published, 8 when not; files that nothing names are only listed."""
    from okr_reports.publishing.verify import verify

    report = verify(open_company_store(arguments), read_data=arguments.read_data, head=arguments.head)
    strays = [f"nothing names {path}" for path in report.strays]
    body = {
        "outcome": "refused" if report.problems else "verified", "counts": report.counts, "strays": report.strays,
        "problems": [asdict(problem) for problem in report.problems],
    }  # fmt: skip
    if report.problems:
        return Answer(VerificationError.exit_code, body, notes=[*map(str, report.problems), *strays])
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.counts.items())
    return Answer(0, body, lines=[f"everything is as it was published: {counts}"], notes=strays)
