"""A finding that holds only from a day on: nothing in the core knows what day it is."""

from dataclasses import dataclass
from datetime import date

from okr_reports.findings import Finding


@dataclass(frozen=True)
class DatedFinding:
    """A finding that holds from a day on."""

    from_on: date
    finding: Finding
