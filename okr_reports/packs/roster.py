"""Who is who, and who works here, on one day: read from the table of people."""

from datetime import date

import polars as pl

from okr_reports.catalogue.model import Company
from okr_reports.packs.people import Report, Roster, short_name


def roster_on(people: pl.DataFrame, *, on: date, company: Company, report: Report = "kpi-review") -> Roster:
    """The people of the day, by the rows (tables.PEOPLE) in force then, or each person's latest row before."""
    naming = company.report(report).names
    known = people.filter(pl.col("from_on").is_null() | (pl.col("from_on") <= on)).sort("from_on", nulls_last=False)
    column = "role" if naming == "role" else "name"
    latest = known.group_by("id", maintain_order=True).last()
    names = dict(zip(latest["id"], latest[column], strict=True))
    printed = {
        person: (name or "") if naming == "role" else short_name(name or person) for person, name in names.items()
    }
    return Roster(printed, company.departments or {}, naming)


def active_count(people: pl.DataFrame, *, on: date) -> int:
    """How many people work here on this day."""
    started = pl.col("from_on").is_null() | (pl.col("from_on") <= on)
    still = pl.col("to_on").is_null() | (pl.col("to_on") >= on)
    return people.filter(started & still)["id"].n_unique()
