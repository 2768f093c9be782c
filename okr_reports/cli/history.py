"""`okr-reports history`: what was published, when, and why."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from okr_reports.cli.answer import Answer
from okr_reports.cli.company import open_company_store

if TYPE_CHECKING:
    from okr_reports.publishing.history import HistoryRow


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("history", parents=[common], allow_abbrev=False, help="what was published, and why")
    parser.set_defaults(command=show_history)


def show_history(arguments: argparse.Namespace) -> Answer:
    """All publications, newest first; a log that was changed is a VerificationError (exit 8)."""
    from okr_reports.publishing.history import history

    rows = history(open_company_store(arguments))
    lines = [_line(row) for row in rows] or ["nothing has been published yet"]
    return Answer(0, {"outcome": "shown", "publications": [asdict(row) for row in rows]}, lines=lines)


def _line(row: "HistoryRow") -> str:
    # One line a publication, whatever was typed as its reason.
    why = " ".join((row.reason or "first version").split())
    return f"{row.published_at:%Y-%m-%d %H:%M %Z} {row.report} {row.period} v{row.version} ({why}) head {row.head}"
