"""How complete and clean the data are: extracts, missing values, unreadable cells, gaps in the catalogue, findings."""

from collections.abc import Callable, Sequence

import polars as pl

from okr_reports.findings import Finding
from okr_reports.packs.appendix import CheckRow, DataQualityPage, NoticeRow, QuarantinedRow
from okr_reports.packs.decisions import asserted_health
from okr_reports.packs.edition import Edition
from okr_reports.packs.extract_rows import (
    ExtractMonth,
    extract_months,
    extract_row,
    is_reference,
    snapshots_note,
    totals,
)
from okr_reports.packs.gaps import grid_of, grid_title
from okr_reports.packs.listing import capitalised, in_words, joined_up_to, plural, shortened
from okr_reports.packs.people import owner_on
from okr_reports.packs.restated import restated_rows
from okr_reports.packs.standings import Standing
from okr_reports.words import ActionState, Direction, KpiKind, Reason, Severity, TargetState

MOST_QUARANTINED = 20
MOST_RESTATED = 20
MOST_NOTICES = 40
MOST_NAMED = 3
# What the table of checks names KPI by KPI is no notice as well.
_STALE_TARGET = "STALE-TARGET"
_LONGEST_RAW = 60
_LONGEST_NAME = 60


def data_quality_page(standings: Sequence[Standing], edition: Edition, *, is_whole: bool) -> DataQualityPage:
    """The page over these KPIs. `is_whole`: also what concerns the company and no KPI of theirs."""
    months = extract_months(edition, standings)
    extracts = {month.extract for month in months}
    quarantined, more = _quarantined(edition, extracts)
    notices, unsaid = _notices(edition, None if is_whole else {standing.kpi.id for standing in standings} | extracts)
    restated = restated_rows(standings, edition)
    kpi_count = len({standing.kpi.id for standing in standings})
    checks, passed = _checks(standings, edition)
    return DataQualityPage(
        title=_title(months, edition, restated_count=len(restated)),
        sub="A cell that cannot be read is left empty and listed with file, row and column; it is never guessed. "
        "No data is never counted as zero.",
        extracts=tuple(extract_row(month, edition, standings=standings) for month in months),
        total=totals(months, edition, kpi_count=kpi_count) if len(months) > 1 else None,
        extracts_note=snapshots_note(months, edition),
        grid_title=grid_title(standings, edition),
        grid=grid_of(standings, edition),
        grid_caption="Square: value. Dash: not due, or before the first value. Ring: due and missing.",
        checks=checks,
        checks_note=f"None found: {joined_up_to(passed, most=len(passed))}." if passed else "",
        quarantined=quarantined,
        quarantined_note=f"and {edition.count(more)} more" if more else "",
        restated=restated[:MOST_RESTATED],
        restated_note=f"and {len(restated) - MOST_RESTATED} more in the workbook"
        if len(restated) > MOST_RESTATED
        else "",
        notices=notices,
        notices_note=unsaid,
    )


def _title(months: Sequence[ExtractMonth], edition: Edition, *, restated_count: int) -> str:
    dated = [month for month in months if not is_reference(month, edition)]
    empty = sum(not month.rows and not month.is_proved for month in dated)
    late = sum(not month.is_complete and month.rows > 0 for month in dated)
    rejected, rows = sum(month.rejected for month in months), sum(month.rows for month in dated)
    parts = [
        f"{in_words(empty)} {'extract' if empty == 1 else 'extracts'} without rows" if empty else "",
        f"{in_words(late)} incomplete" if late else "",
        f"{_unreadable(rejected, edition)} in {edition.count(rows)} rows" if rejected else "",
        f"{plural(restated_count, 'published value')} restated" if restated_count else "",
    ]
    said = [part for part in parts if part]
    if not months:
        return "Data quality: no extract is used yet"
    return f"Data quality: {', '.join(said)}" if said else f"Data quality: {_read(rows, edition)}"


def _read(rows: int, edition: Edition) -> str:
    """`all 8,075 rows were read`."""
    return "the one row was read" if rows == 1 else f"all {edition.count(rows)} rows were read"


def _unreadable(count: int, edition: Edition) -> str:
    """`7 unreadable cells`."""
    return f"{edition.count(count)} unreadable {'cell' if count == 1 else 'cells'}"


def _quarantined(edition: Edition, extracts: set[str]) -> tuple[tuple[QuarantinedRow, ...], int]:
    table = edition.inputs.tables.quarantined.filter(pl.col("extract").is_in(list(extracts)))
    ordered = table.sort("extract", "file", "row", "column", nulls_last=True)
    rows = [
        QuarantinedRow(
            extract=row["extract"],
            place=_place(row["file"], row["row"]),
            column=row["column"] or "",
            raw=shortened(row["raw"] or "", most=_LONGEST_RAW),
        )
        for row in ordered.head(MOST_QUARANTINED).iter_rows(named=True)
    ]
    return tuple(rows), max(ordered.height - MOST_QUARANTINED, 0)


def _place(file: str | None, row: int | None) -> str:
    return " · ".join(part for part in (file, f"row {row}" if row is not None else None) if part)


def _notices(edition: Edition, subjects: set[str] | None) -> tuple[tuple[NoticeRow, ...], str]:
    """Warnings and errors one by one; advice is only counted here, `check` prints it."""
    about = [f for f in edition.inputs.findings if subjects is None or f.subject_id in subjects]
    mine = [finding for finding in about if finding.code != _STALE_TARGET]
    weighty = [finding for finding in mine if finding.severity is not Severity.ADVICE]
    advice = len(mine) - len(weighty)
    more = len(weighty) - MOST_NOTICES
    parts = [
        f"{plural(more, 'more finding')}." if more > 0 else "",
        f"{plural(advice, 'piece of advice', nouns='pieces of advice')} on definitions: see okr-reports check."
        if advice
        else "",
    ]
    return tuple(_notice(finding) for finding in weighty[:MOST_NOTICES]), " ".join(part for part in parts if part)


def _notice(finding: Finding) -> NoticeRow:
    return NoticeRow(finding.code, finding.subject_id, capitalised(finding.text))


def _checks(standings: Sequence[Standing], edition: Edition) -> tuple[tuple[CheckRow, ...], list[str]]:
    """What was found, and the checks that found nothing."""
    day, review = edition.month.last_day, edition.catalogue.policy.target_review_months
    stale = {finding.subject_id for finding in edition.inputs.findings if finding.code == _STALE_TARGET}
    rules: dict[str, Callable[[Standing], bool]] = {
        "KPI without an owner": lambda s: owner_on(s.kpi, on=day) is None,
        "KPI without a target": _lacks_target,
        "Missed without an action": lambda s: s.action is not None and s.action.state is ActionState.MISSING,
        "Outcome without a leading KPI": lambda s: s.kpi.kind is KpiKind.LAGGING and not s.kpi.leading,
        f"Target not reviewed for {plural(review, 'month')}": lambda s: s.kpi.id in stale,
        "Target set after its period's end": lambda s: s.now.target.is_back_dated,
        "Asserted health that disagrees": lambda s: (asserted_health(s) or s.health) is not s.health,
    }
    company = [standing for standing in standings if not standing.is_part]
    found = {check: [s for s in company if is_found(s)] for check, is_found in rules.items()}
    passed = [check for check, wanting in found.items() if not wanting]
    return tuple(_check(check, wanting) for check, wanting in found.items() if wanting), passed


def _lacks_target(standing: Standing) -> bool:
    is_open = standing.now.target.state in (None, TargetState.TBD)
    return standing.kpi.direction is not Direction.NONE and standing.reason is Reason.NO_TARGET and is_open


def _check(check: str, found: Sequence[Standing]) -> CheckRow:
    names = [shortened(standing.kpi.name, most=_LONGEST_NAME) for standing in found]
    return CheckRow(check, str(len(names)), joined_up_to(names, most=MOST_NAMED))
