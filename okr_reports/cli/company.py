"""Which company, which store, which moment: what every command asks of its options."""

import os
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okr_reports.errors import Problem, UsageError

if TYPE_CHECKING:
    from okr_reports.catalogue.model import Company
    from okr_reports.store.store import Store

COMPANY_VARIABLE = "OKR_REPORTS_COMPANY"
STORE_VARIABLE = "OKR_REPORTS_STORE"


def company_folder(arguments: Namespace) -> Path:
    """The folder of company.yaml: `--company`, else OKR_REPORTS_COMPANY, else the current folder."""
    return Path(arguments.company or os.environ.get(COMPANY_VARIABLE) or ".").absolute()


def store_url(arguments: Namespace, company: "Company") -> str:
    """Where versions are kept, absolute: a typed path starts at the current folder, company.yaml's at its own."""
    if arguments.store:
        return _absolute(arguments.store, Path.cwd())
    return _absolute(company.store, company_folder(arguments))


def open_company_store(arguments: Namespace) -> "Store":
    """The store alone, for commands that only look at versions; a broken definition does not keep them from it."""
    from okr_reports.catalogue.load import load_catalogue
    from okr_reports.store.opening import open_store

    folder = company_folder(arguments)
    if arguments.store:
        return open_store(_absolute(arguments.store, Path.cwd()), folder)
    return open_store(store_url(arguments, load_catalogue(folder).company), folder)


def moment(typed: str | None, timezone: ZoneInfo) -> datetime:
    """`--as-of` as an aware moment, without a zone in the company's; the clock's when not typed (only here)."""
    if typed is None:
        return datetime.now(timezone)
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        raise UsageError(Problem(f"--as-of {typed!r} is no date and time", "write 2026-10-05T09:00")) from None
    return read if read.tzinfo else read.replace(tzinfo=timezone)


def _absolute(url: str, base: Path) -> str:
    return url if "://" in url else str(base / url)
