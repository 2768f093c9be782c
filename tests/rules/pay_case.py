"""What pays, as it was first seen and as it stands, and what the program says has changed."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from okr_reports.scoring.pay import PAY_DEFINITIONS, find_pay_changes, pay_findings
from okr_reports.tables import CHANGES
from tests.rules.text_tables import read_frame, read_table, require_agreement

_FIRST_RUN = date(2026, 1, 12)
_NAMES = {"id": "changed_id", "on": "changed_on", "by": "changed_by"}


@dataclass(frozen=True)
class PayCase:
    """An appraisal cycle whose first run was on 12 January 2026."""

    first: str = ""
    now: str = ""
    log: str = "id | field | on | by | reason"

    def first_said(self, definitions: str) -> "PayCase":
        """What the first run saw; `seen` is another day when a later run saw it first."""
        return replace(self, first=definitions)

    def now_says(self, definitions: str) -> "PayCase":
        """What stands today."""
        return replace(self, now=definitions)

    def changes(self, log: str) -> "PayCase":
        """Lines of changes.csv."""
        return replace(self, log=log)

    @property
    def found(self) -> pl.DataFrame:
        """pay_changes."""
        return find_pay_changes(_definitions(self.first), _definitions(self.now), changes=_log(self.log))

    def moved(self, expected: str) -> None:
        """What changed, with who, when and why."""
        require_agreement(read_table(expected), self.found.iter_rows(named=True))

    def warns_of(self, *subject_ids: str) -> None:
        """These changes have no recorded reason."""
        assert tuple(finding.subject_id for finding in pay_findings(self.found)) == subject_ids


def _definitions(text: str) -> pl.DataFrame:
    rows = [
        (row["subject"], row["id"], row["field"], row["value"], date.fromisoformat(row.get("seen") or str(_FIRST_RUN)))
        for row in read_table(text)
    ]
    return PAY_DEFINITIONS.check(pl.DataFrame(rows, schema=PAY_DEFINITIONS.columns, orient="row"))


def _log(text: str) -> pl.DataFrame:
    written = read_frame(text).rename(_NAMES).with_row_index("change_id")
    return CHANGES.check(
        written.with_columns(pl.lit(None).alias(name) for name in CHANGES.columns if name not in written.columns)
    )
