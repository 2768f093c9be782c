"""LIMIT-KPIS, OWNER-MANY and KPI-BALANCE: too many, too few, or all of one kind. The numbers are the policy's."""

from collections import Counter
from collections.abc import Iterator

from okr_reports.catalogue.lint.codes import CODES
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.findings import Finding
from okr_reports.words import Perspective

# With fewer sheets, a perspective can be missing by chance.
_ENOUGH = 8


def limit_findings(neighbours: Neighbours) -> Iterator[Finding]:
    """Everything that is counted over the whole folder."""
    yield from _department_findings(neighbours)
    yield from _owner_findings(neighbours)
    yield from _balance_findings(neighbours)


def _department_findings(neighbours: Neighbours) -> Iterator[Finding]:
    limits = neighbours.policy.kpis_per_department
    if limits is None:
        return
    low, high = limits
    source = neighbours.draft.company.source
    for id, sheets in neighbours.by_department.items():
        if low <= len(sheets) <= high:
            continue
        is_listed = source.has("departments", id)
        place = source.at_key("departments", id) if is_listed else sheets[0].sheet.source.at()
        text = f"{_count(len(sheets))}, where the profile '{neighbours.policy.profile}' asks for {low} to {high}"
        fix = "merge or drop those nobody acts on" if len(sheets) > high else "add what this department answers for"
        rewrite = (
            f"{fix}; or set `policy: {{kpis_per_department: [{min(low, len(sheets))}, {max(high, len(sheets))}]}}`"
        )
        yield Finding("LIMIT-KPIS", CODES["LIMIT-KPIS"].severity, id, text, place.file_line, rewrite)


def _count(number: int) -> str:
    return "one KPI" if number == 1 else f"{number or 'no'} KPIs"


def _owner_findings(neighbours: Neighbours) -> Iterator[Finding]:
    limit = neighbours.policy.kpis_per_owner
    owned: dict[str, list[Subject]] = {}
    for subject in neighbours.subjects:
        owner = subject.person
        if owner is not None:
            owned.setdefault(owner, []).append(subject)
    for owner, sheets in owned.items():
        if len(sheets) > limit:
            text = f"{owner} answers for {len(sheets)} KPIs, more than {limit}: nobody can act on so many"
            place = sheets[limit].sheet.source.at("owner").file_line
            rewrite = "give some to those who can move them; or raise `kpis_per_owner` in the policy"
            yield Finding("OWNER-MANY", CODES["OWNER-MANY"].severity, owner, text, place, rewrite)


def _balance_findings(neighbours: Neighbours) -> Iterator[Finding]:
    placed = [subject for subject in neighbours.subjects if subject.kpi.perspective is not None]
    if len(placed) < _ENOUGH or len(placed) * 2 < len(neighbours.subjects):
        return
    counts = Counter(subject.kpi.perspective for subject in placed)
    most, count = counts.most_common(1)[0]
    missing = [perspective for perspective in Perspective if not counts[perspective]]
    if count > neighbours.policy.perspective_share_limit * len(placed):
        text = f"{count} of {len(placed)} KPIs look at {most}"
        said = f", and none at {_listed(missing)}" if missing else ""
        yield placed[0].company_finding("KPI-BALANCE", text + said, rewrite=_add(missing))
    elif missing:
        text = f"none of {len(placed)} KPIs looks at {_listed(missing)}"
        yield placed[0].company_finding("KPI-BALANCE", text, rewrite=_add(missing))


def _listed(perspectives: list[Perspective]) -> str:
    *first, last = perspectives
    return f"{', '.join(first)} or {last}" if first else str(last)


def _add(missing: list[Perspective]) -> str:
    return f"a KPI with `perspective: {missing[0]}`" if missing else "KPIs of the other perspectives"
