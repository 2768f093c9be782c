"""Published numbers that are other ones now: old → new, the pack that said the old one, and the recorded reason."""

from collections.abc import Iterator, Sequence
from typing import Any

from okr_reports.packs.appendix import RestatedRow
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import shortened
from okr_reports.packs.pages import Says
from okr_reports.packs.standings import Standing
from okr_reports.packs.withheld import is_withheld

LONGEST_NAME, _LONGEST_REASON = 90, 240
_DEPARTMENT = "department/"


def restated_by_standing(standings: Sequence[Standing], edition: Edition) -> Iterator[tuple[Standing, dict[str, Any]]]:
    """Rows of tables.RESTATED about these standings that may be told, newest period first within each."""
    known = {_subject(standing): standing for standing in standings if not is_withheld(standing)}
    rows = edition.inputs.tables.restated.sort("kpi_id", "entity_id", "period_id", descending=[False, False, True])
    for row in rows.iter_rows(named=True):
        standing = known.get((row["kpi_id"], row["entity_id"]))
        if standing is not None:
            yield standing, row


def restated_rows(standings: Sequence[Standing], edition: Edition) -> tuple[RestatedRow, ...]:
    """The table of restated values."""
    return tuple(_row(standing, row, edition) for standing, row in restated_by_standing(standings, edition))


def _subject(standing: Standing) -> tuple[str, str | None]:
    return standing.kpi.id, f"{_DEPARTMENT}{standing.department}" if standing.is_part else None


def _row(standing: Standing, row: dict[str, Any], edition: Edition) -> RestatedRow:
    fiscal = edition.catalogue.fiscal
    part = edition.roster.department(standing.department) if standing.is_part and standing.department else ""
    published = edition.period(fiscal.period(row["published_period_id"])) if row["published_period_id"] else ""
    return RestatedRow(
        name=", ".join(text for text in (shortened(standing.kpi.name, most=LONGEST_NAME), part) if text),
        period=edition.period(fiscal.period(row["period_id"])),
        old=standing.style.figure(row["old_value"]),
        new=standing.style.figure(row["new_value"]),
        published=f"{published}, version {row['version']}" if row["version"] else published,
        why=_why(row, edition),
    )


def _why(row: dict[str, Any], edition: Edition) -> Says:
    if not row["reason"]:
        return Says("No reason recorded")
    about = [edition.roster.person(row["restated_by"]), edition.on(row["restated_on"])]
    said = ", ".join(part for part in about if part)
    return Says(rest=shortened(row["reason"], most=_LONGEST_REASON) + (f" ({said})" if said else ""))
