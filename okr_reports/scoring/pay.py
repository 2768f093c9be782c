"""What pays and was changed after the cycle's first run: who changed what, when and why (rules §8)."""

import polars as pl

from okr_reports.appraisal_tables import PAY_CHANGES
from okr_reports.appraisal_words import PaySubject
from okr_reports.findings import Finding
from okr_reports.scoring.numbers import is_equal
from okr_reports.tables import DATE, TEXT, TableSpec
from okr_reports.words import Severity

# One row per field of a role, a KPI of one, the linkage policy or the policy. `value`: empty where nothing is given.
# `first_seen_on`: of those first seen, the day of the earliest run of the cycle that met the subject.
PAY_DEFINITIONS = TableSpec(
    "pay_definitions",
    {"subject": TEXT, "subject_id": TEXT, "field": TEXT, "value": TEXT, "first_seen_on": DATE},
    key=("subject", "subject_id", "field"),
)
PAY_CHANGED = "PAY-CHANGED"
# What stands in `field` when the whole subject came or went.
WHOLE = "definition"
_SUBJECT = ["subject", "subject_id"]
_FIELD = [*_SUBJECT, "field"]
_THERE = "there"
_POLICIES = (PaySubject.LINKAGE, PaySubject.POLICY)
_OF_A_ROLE = ["kras", "kpis", "weight", "weights", "measured"]


def find_pay_changes(first: pl.DataFrame, now: pl.DataFrame, *, changes: pl.DataFrame) -> pl.DataFrame:
    """PAY_CHANGES between two PAY_DEFINITIONS. A subject that came after the cycle's first run, or went, is one row.

    There was a policy always: one that was registered late was kept by no earlier version of this program.
    `changes`: CHANGES. Its last row for that field, or for all targets, weights or KPIs of the subject, says who, when
    and why; no row from before the subject was first seen does.
    """
    begun_on = first["first_seen_on"].min()
    met = first.group_by(_SUBJECT).agg(pl.col("first_seen_on").min())
    late = met.filter(pl.col("first_seen_on") > pl.lit(begun_on, DATE), pl.col("subject") != PaySubject.POLICY)
    known = first.join(late, on=_SUBJECT, how="anti")
    parted = [_lone(known, now, is_new=False), _lone(now, known, is_new=True)]
    both = known.join(now, on=_SUBJECT, how="semi"), now.join(known, on=_SUBJECT, how="semi")
    found = pl.concat([*parted, _differences(*both)])
    seen = found.join(met, on=_SUBJECT, how="left").with_columns(
        pl.col("first_seen_on").fill_null(pl.lit(begun_on, DATE))
    )
    return PAY_CHANGES.check(_explained(seen, changes).sort(_FIELD))


def pay_findings(pay_changes: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each change of PAY_CHANGES without a recorded reason."""
    silent = pay_changes.filter(pl.col("reason").is_null() | (pl.col("reason").str.strip_chars() == ""))
    return tuple(
        Finding(
            PAY_CHANGED,
            Severity.WARNING,
            PaySubject(subject).key_in_company if subject in _POLICIES else subject_id,
            f"{field} of the {subject} was changed after the cycle's first run without a recorded reason: "
            "add a row with one to changes.csv",
        )
        for subject, subject_id, field in silent.select(_FIELD).rows()
    )


def _lone(these: pl.DataFrame, those: pl.DataFrame, *, is_new: bool) -> pl.DataFrame:
    """A row for each subject of `these` that `those` lack."""
    lone = these.join(those, on=_SUBJECT, how="anti").select(_SUBJECT).unique()
    old, new = (None, _THERE) if is_new else (_THERE, None)
    return lone.with_columns(field=pl.lit(WHOLE), old=pl.lit(old, TEXT), new=pl.lit(new, TEXT))


def _differences(first: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """The fields that say something else; numbers are compared as numbers, and nothing written is like no field."""
    pairs = first.select(*_FIELD, old="value").join(
        now.select(*_FIELD, new="value"), on=_FIELD, how="full", coalesce=True
    )
    as_numbers = is_equal(*(pl.col(name).cast(pl.Float64(), strict=False) for name in ("old", "new")))
    is_same = pl.coalesce(as_numbers, pl.col("old").eq_missing(pl.col("new")))
    return pairs.filter(~is_same).select(*_FIELD, "old", "new")


def _explained(found: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """With who, when and why, as changes.csv says of the subject's field."""
    said = changes.select("change_id", "changed_on", "changed_by", "reason", subject_id="changed_id", said_of="field")
    said = said.with_columns(pl.col("subject_id").replace({one.key_in_company: one.value for one in _POLICIES}))
    pairs = found.join(said, on="subject_id").filter(pl.col("changed_on") >= pl.col("first_seen_on"))
    last = pairs.filter(_is_said()).sort("changed_on", "change_id").unique(_FIELD, keep="last", maintain_order=True)
    return found.join(last.select(*_FIELD, "changed_on", "changed_by", "reason"), on=_FIELD, how="left")


def _is_said() -> pl.Expr:
    """Whether a row of the log speaks of the field: by its name, by the sheet's word for it, or of all there is."""
    said, field = pl.col("said_of"), pl.col("field")
    is_target = field.str.starts_with("target ") & (said == "targets")
    is_of_role = (pl.col("subject") == PaySubject.ROLE) & said.is_in(_OF_A_ROLE)
    return said.is_null() | (said == field) | (said == WHOLE) | is_target | is_of_role
