"""What a sheet is held against: the other sheets of the folder, the company, and the numbers people chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.expressions import Expression
from okr_reports.policy import Policy
from okr_reports.words import KpiKind


@dataclass(frozen=True)
class Neighbours:
    """All the sheets of a folder, in the order of its files."""

    draft: Draft
    policy: Policy
    subjects: tuple[Subject, ...]

    @cached_property
    def counterweights(self) -> frozenset[str]:
        """The ids that somebody names as a counterweight."""
        return frozenset(s.kpi.counterweight for s in self.subjects if s.kpi.counterweight is not None)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The ids that lead another KPI."""
        return frozenset(id for subject in self.subjects for id in subject.kpi.leading)

    @cached_property
    def has_leading(self) -> bool:
        """Whether anything in the folder looks ahead."""
        return bool(self.leading) or any(subject.kpi.kind is KpiKind.LEADING for subject in self.subjects)

    @cached_property
    def percentiles(self) -> frozenset[tuple[str, Expression]]:
        """Extract and expression of which some sheet takes a percentile."""
        each = ((s.kpi.extract, s.measured.quantile_of) for s in self.subjects if s.measured)
        return frozenset((extract, expression) for extract, expression in each if expression is not None)

    @cached_property
    def by_department(self) -> Mapping[str, list[Subject]]:
        """Department id → its sheets; a sheet with `department_column` serves every department of the company."""
        named: dict[str, list[Subject]] = {id: [] for id in self.draft.company.entry.departments or {}}
        for subject in self.subjects:
            if subject.kpi.department is not None:
                named.setdefault(subject.kpi.department, []).append(subject)
            elif subject.kpi.department_column is not None:
                for sheets in named.values():
                    sheets.append(subject)
        return named
