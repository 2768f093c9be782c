"""Who answers for what, and the checklist of what each KPI lacks."""

from datetime import date

import polars as pl
import pytest

from okr_reports.catalogue.model import ReportWritten
from okr_reports.packs.checklist import checklists
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review, edition_of
from okr_reports.packs.outlook import ResponsibilityPage
from okr_reports.words import Direction, KpiKind, Visibility
from tests.rendering.sample_review import changed, numbered_inputs, sample_inputs, with_sheet
from tests.rendering.sample_signals import with_tables

P90, REOPEN, TICKETS, TTF, UPTIME, CSAT = (
    "support/p90-first-response",
    "support/reopen-rate",
    "support/tickets-per-100",
    "people-finance/time-to-fill",
    "engineering/uptime",
    "support/csat",
)


def page_of(inputs: ReviewInputs) -> ResponsibilityPage:
    """The company's page of who answers for what."""
    return build_kpi_review(inputs).company.responsibility


def words(inputs: ReviewInputs, kpi_id: str) -> dict[str, str]:
    """The checklist of one KPI."""
    return next(vars(checks) for standing, checks in checklists(edition_of(inputs)) if standing.kpi.id == kpi_id)


def test_each_owner_has_a_row_and_what_nobody_owns_comes_last() -> None:
    inputs = with_sheet(sample_inputs([TTF, UPTIME, P90, REOPEN]), REOPEN, owner=None)
    rows = [
        (row.who.replace("\u00a0", " "), row.remark, row.kpis, row.missed, row.actions.strong, row.actions.rest)
        for row in page_of(inputs).responsible
    ]
    assert rows == [
        ("R. Iyer", "Support", "P90 first response", "P90 first response", "", "1 open"),
        ("S. Qureshi", "Engineering", "Uptime", "–", "", "–"),
        ("P. Nair", "People and Finance", "Time to fill, median", "Time to fill, median", "1 missing", ""),
        ("Nobody", "Support", "Reopen rate", "–", "", "–"),
    ]
    assert page_of(inputs).title == "Who answers for what: 3 owners of 4 KPIs"


def test_lacking_actions_are_bold_before_the_others() -> None:
    inputs = with_sheet(sample_inputs([TTF, P90]), TTF, owner="E012")
    (row,) = page_of(inputs).responsible
    assert (row.actions.strong, row.actions.rest) == ("1 missing", ", 1 open")


@pytest.mark.parametrize(
    ("naming", "who"),
    [
        ("person", ["R. Iyer", "P. Nair"]),
        ("role", ["Head of support", "Head of people"]),
        ("none", ["Support", "People and Finance"]),
    ],
)
def test_owners_are_named_as_the_company_decided(naming: str, who: list[str]) -> None:
    reports = {"kpi-review": ReportWritten.model_validate({"names": naming})}
    rows = page_of(sample_inputs([P90, TTF], reports=reports)).responsible
    assert [row.who.replace("\u00a0", " ") for row in rows] == who


def test_without_names_or_departments_the_company_answers() -> None:
    reports = {"kpi-review": ReportWritten.model_validate({"names": "none"})}
    (row,) = page_of(with_sheet(sample_inputs([P90], reports=reports), P90, department=None)).responsible
    assert (row.who, row.remark) == ("Company-wide", "")


@pytest.mark.parametrize(
    ("fields", "point", "word"),
    [
        ({}, "definition", "yes"),
        ({"formula": None}, "definition", "no"),
        ({"formula": None, "description": "as counted by hand"}, "definition", "yes"),
        ({"owner": None}, "owner", "no"),
        ({}, "target", "yes"),
        ({"direction": Direction.NONE}, "target", "–"),
        ({"visibility": Visibility.CONFIDENTIAL}, "target", "–"),
        ({"visibility": Visibility.CONFIDENTIAL}, "fresh", "–"),
        ({"counterweight": None}, "counterweight", "no"),
        ({"counterweight": None, "kind": KpiKind.LEADING}, "counterweight", "–"),
        ({"leading": []}, "leading", "no"),
        ({"leading": [], "kind": KpiKind.LEADING}, "leading", "–"),
    ],
)
def test_what_a_sheet_lacks_is_said(fields: dict[str, object], point: str, word: str) -> None:
    assert words(with_sheet(sample_inputs([CSAT, REOPEN]), CSAT, **fields), CSAT)[point] == word


def test_a_counterweight_needs_none_of_its_own() -> None:
    found = words(sample_inputs([CSAT, REOPEN]), REOPEN)
    assert (found["counterweight"], found["leading"]) == ("–", "–")


@pytest.mark.parametrize(
    ("columns", "point", "word"),
    [
        ({"target_set_on": None}, "date_set", "no"),
        ({"target_op": None, "target_value": None}, "target", "no"),
        ({"target_op": None, "target_value": None, "target_state": "qualitative"}, "target", "yes"),
        ({"target_op": None, "target_value": None}, "date_set", "–"),
        ({"value": None}, "fresh", "no"),
    ],
)
def test_what_a_month_lacks_is_said(columns: dict[str, object], point: str, word: str) -> None:
    assert words(changed(sample_inputs([UPTIME]), "health", UPTIME, **columns), UPTIME)[point] == word


def test_data_that_stop_early_are_not_fresh() -> None:
    assert [words(sample_inputs([P90, UPTIME]), kpi_id)["fresh"] for kpi_id in (P90, UPTIME)] == ["no", "yes"]


@pytest.mark.parametrize(
    ("state", "word"), [("open", "yes"), ("done", "yes"), ("overdue", "late"), ("due", "due"), ("missing", "no")]
)
def test_a_missed_target_needs_an_action(state: str, word: str) -> None:
    assert words(changed(sample_inputs([TTF]), "kpi_actions", TTF, state=state), TTF)["action"] == word


def test_an_off_target_kpi_that_nobody_matched_lacks_one() -> None:
    inputs = sample_inputs([TTF, UPTIME])
    bare = with_tables(inputs, kpi_actions=inputs.tables.kpi_actions.clear())
    assert [words(bare, kpi_id)["action"] for kpi_id in (TTF, UPTIME)] == ["no", "–"]


def test_kpis_that_lack_nothing_are_only_counted() -> None:
    page = page_of(sample_inputs([CSAT, "support/first-contact", REOPEN]))
    assert [row.name for row in page.checklist] == ["Reopen rate", "First-contact resolution"]
    assert page.checklist_title == "KPI checklist: 1 of 3 KPIs has everything"
    assert page.complete.endswith("1 KPI that lacks nothing is left out.")


def test_a_complete_catalogue_says_so() -> None:
    page = page_of(with_sheet(sample_inputs([UPTIME]), UPTIME, kind=KpiKind.LEADING, leading=[], counterweight=None))
    assert (page.checklist, page.checklist_title) == ((), "KPI checklist: every KPI has everything")


def test_a_page_of_rows_is_printed_those_that_lack_most() -> None:
    inputs = numbered_inputs(45, departments=1)
    lacking = with_sheet(inputs, "d0/kpi-045", owner=None, formula=None)
    page = page_of(lacking)
    assert (len(page.checklist), page.checklist[-1].name) == (36, "Measure number 045")
    assert page.checklist_note == "and 9 more in the workbook"


def test_the_checklist_is_in_the_json() -> None:
    (entry,) = build_kpi_review(with_sheet(sample_inputs([UPTIME]), UPTIME, owner=None)).report.kpis
    assert (entry.checklist.owner, entry.checklist.target) == ("no", "yes")


def test_a_partial_month_is_not_stale() -> None:
    inputs = sample_inputs([P90], is_partial=True)
    until = inputs.tables.parts.with_columns(covers_until=pl.lit(date(2026, 9, 13)).cast(pl.Datetime("us", "UTC")))
    assert words(with_tables(inputs, parts=until), P90)["fresh"] == "yes"
