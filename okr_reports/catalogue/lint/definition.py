"""OWNER-MISSING and KPI-DEFINITION: what a sheet leaves out. An absent formula or source is an error already."""

from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.findings import Finding
from okr_reports.words import TargetState


def definition_findings(subject: Subject, _: Neighbours) -> Iterator[Finding]:
    """Whoever should answer for it, and the parts of a definition that are not written."""
    if subject.kpi.owner is None:
        text = f"nobody answers for {subject.quoted_name}"
        yield subject.finding("OWNER-MISSING", text, rewrite="`owner: <employee id>` or `owner: {org: <department>}`")
    lacking = list(_lacking(subject))
    if lacking:
        text = f"the definition of {subject.quoted_name} lacks {', '.join(what for what, _ in lacking)}"
        rewrite = "; ".join(fix for _, fix in lacking)
        yield subject.finding("KPI-DEFINITION", text, rewrite=rewrite)


def _lacking(subject: Subject) -> Iterator[tuple[str, str]]:
    targets, target = subject.kpi.targets, subject.target
    if "cadence" not in subject.kpi.model_fields_set:
        yield "its cadence", f"`cadence: {subject.kpi.cadence}`"
    if not targets:
        yield "a target", "`targets: [{from: 2026-01, at_least: 95, set_on: 2025-12-15}]`"
    elif target is not None and target.state is TargetState.TBD:
        yield "a target that is decided (its `state` is tbd)", "`at_least: …` or `at_most: …` in place of `state: tbd`"
    elif any(row.set_on is None and row.state is None for row in targets):
        yield "the day its target was set", "`set_on: 2025-12-15`"
