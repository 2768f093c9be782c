"""Checks of the logs against each other and the catalogue: ids that exist, dates in order, one role at a time."""

from collections.abc import Iterator, Set
from datetime import date
from difflib import get_close_matches

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.kpis import owner_ids
from okr_reports.catalogue.written import ID_PART, LONGEST_ID
from okr_reports.errors import Problem
from okr_reports.extracts.record_files import LINE, RecordFile

_STATUSES = ("active", "on_leave")
_OPEN_END = date.max
_FEW = 3


def people_problems(people: pl.DataFrame, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything wrong with people.csv: columns of tables.PEOPLE with `line`."""
    yield from _id_problems(people, file)
    yield from _date_problems(people, file)
    company = catalogue.company
    known = {"manager_id": set(people["id"].drop_nulls()), "status": set(_STATUSES)}
    if company.departments is not None:
        known["department"] = set(company.departments)
    if company.teams is not None:
        known["team"] = set(company.teams)
    for column, ids in known.items():
        yield from unknown_problems(people, file, column=column, known=ids)
    for line in people.filter(~pl.col("fte").is_between(0, 1, closed="right"))[LINE]:
        yield file.problem("fte is not above 0 and at most 1", "write the share of a full post, like 0.8", line=line)


def action_problems(
    actions: pl.DataFrame, file: RecordFile, *, catalogue: Catalogue, people: Set[str] | None
) -> Iterator[Problem]:
    """Ids in actions.csv that name no KPI or, where there is a people table, no person."""
    yield from unknown_problems(actions, file, column="kpi_id", known=set(catalogue.kpis))
    if people is not None:
        yield from unknown_problems(actions, file, column="owner_id", known=people)


def owner_problems(catalogue: Catalogue, people: Set[str]) -> Iterator[Problem]:
    """KPI owners whom the people table does not know, at the sheet that names them first."""
    for owner, place in owner_ids(catalogue).items():
        if owner not in people:
            file, _, line = place.rpartition(":")
            fix = "name a person of people.csv, or {org: department}"
            yield Problem(f"the owner {owner!r} is not in the people table", fix=fix, file=file, line=int(line))


def unknown_problems(rows: pl.DataFrame, file: RecordFile, *, column: str, known: Set[str]) -> Iterator[Problem]:
    """One problem per cell whose word or id is not among the known ones."""
    strange = rows.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(sorted(known)))
    for line, word in strange.select(LINE, column).iter_rows():
        yield file.problem(f"there is no {column.removesuffix('_id')} {word!r}", _instead(word, known), line=line)


def _instead(word: str, known: Set[str]) -> str:
    if len(known) <= _FEW:
        return f"write {' or '.join(sorted(known))}"
    close = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {close[0]!r}?" if close else "write one that exists"


def _id_problems(people: pl.DataFrame, file: RecordFile) -> Iterator[Problem]:
    first = people.drop_nulls("id").unique("id", keep="first", maintain_order=True).select("id", LINE)
    is_valid = pl.col("id").str.contains(rf"^{ID_PART}$") & (pl.col("id").str.len_chars() <= LONGEST_ID)
    for id, line in first.filter(~is_valid).iter_rows():
        fix = f"use at most {LONGEST_ID} letters A-Z, digits, `-`, `_` and `.` between them"
        yield file.problem(f"{id!r} is no valid employee id", fix, line=line)
    folded = first.with_columns(folded=pl.col("id").str.to_lowercase())
    twice = folded.filter(pl.col("folded").is_duplicated() & ~pl.col("folded").is_first_distinct())
    for id, line in twice.select("id", LINE).iter_rows():
        yield file.problem(f"the id {id!r} differs from another one only in capitals", "use one spelling", line=line)


def _date_problems(people: pl.DataFrame, file: RecordFile) -> Iterator[Problem]:
    dated = people.drop_nulls(["id", "from_on"])
    for line in dated.filter(pl.col("to_on") < pl.col("from_on"))[LINE]:
        yield file.problem("`to` lies before `from`", "correct one of them; `to` is the last day", line=line)
    end = pl.col("to_on").fill_null(_OPEN_END).shift(1).over("id", order_by="from_on")
    earlier = pl.col(LINE).shift(1).over("id", order_by="from_on")
    lines = dated.with_columns(earlier=earlier, end=end).filter(pl.col("from_on") <= pl.col("end"))
    for id, line, other in lines.select("id", LINE, "earlier").sort(LINE).iter_rows():
        fix = "end the earlier row the day before this one begins"
        yield file.problem(f"{id} already has a role on this day, by line {other}", fix, line=line)
