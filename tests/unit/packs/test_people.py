"""Who is who on a day, and how owners appear."""

from datetime import date

import polars as pl
import pytest

from okr_reports.catalogue.model import DatedOwner, Kpi, OrgOwner
from okr_reports.packs.people import owner_key, owner_on, short_name
from okr_reports.packs.roster import active_count, roster_on
from okr_reports.tables import PEOPLE
from tests.rendering.sample_company import company, sheets
from tests.rendering.sample_review import frame

DAY = date(2026, 9, 30)


def people() -> pl.DataFrame:
    """One who stayed and was promoted, one who left, one who comes later."""
    rows = [
        {"id": "E1", "name": "Ravi Iyer", "role": "Agent", "from_on": date(2024, 1, 1), "to_on": date(2026, 3, 31)},
        {"id": "E1", "name": "Ravi Iyer", "role": "Lead", "from_on": date(2026, 4, 1)},
        {"id": "E2", "name": "Anna Maria Roth", "from_on": date(2024, 1, 1), "to_on": date(2026, 8, 31)},
        {"id": "E3", "name": "Wei", "from_on": date(2026, 10, 1)},
        {"id": "E4", "from_on": None},
    ]
    return frame(PEOPLE, rows)


def kpi(owner: object) -> Kpi:
    """A KPI with this owner."""
    return sheets()["support/csat"].model_copy(update={"owner": owner})


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Ravi Iyer", "R.\u00a0Iyer"),
        ("Anna Maria Roth", "A.\u00a0Maria\u00a0Roth"),
        ("émile Zola", "É.\u00a0Zola"),
        ("Madonna", "Madonna"),
        ("王 小明", "王 小明"),
        ("राम कुमार", "राम कुमार"),
    ],
)
def test_latin_names_of_two_words_are_shortened(name: str, printed: str) -> None:
    assert short_name(name) == printed


def test_a_person_is_who_they_were_on_the_day() -> None:
    roster = roster_on(people(), on=DAY, company=company(reports={"kpi-review": {"names": "role"}}))
    assert [roster.person(id) for id in ("E1", "E2", "E3", "E9", None)] == ["Lead", "", "", "", ""]


def test_an_unknown_person_is_named_by_the_id() -> None:
    roster = roster_on(people(), on=DAY, company=company())
    assert [roster.person(id) for id in ("E1", "E2", "E4", "E9")] == [
        "R.\u00a0Iyer",
        "A.\u00a0Maria\u00a0Roth",
        "E4",
        "E9",
    ]


def test_people_are_counted_who_work_here_on_the_day() -> None:
    assert active_count(people(), on=DAY) == 2


def test_of_dated_owners_the_latest_that_has_begun_answers() -> None:
    rows = [("E1", date(2024, 1, 1)), ("E2", date(2026, 9, 1)), ("E3", date(2026, 10, 1))]
    dated = kpi([DatedOwner.model_validate({"owner": owner, "from": start}) for owner, start in rows])
    assert (owner_on(dated, on=DAY), owner_on(dated, on=date(2023, 1, 1))) == ("E2", None)


def test_a_department_may_own_a_kpi() -> None:
    owned = kpi(OrgOwner(org="people-finance"))
    roster = roster_on(people(), on=DAY, company=company())
    assert roster.owner(owned, on=DAY) == "People and Finance"
    assert owner_key(owner_on(owned, on=DAY)) == "org:people-finance"


@pytest.mark.parametrize(("identifier", "name"), [("customer-care", "Customer care"), ("JFK", "JFK"), ("a_b", "A b")])
def test_a_department_without_a_declared_name_is_made_readable(identifier: str, name: str) -> None:
    assert roster_on(people(), on=DAY, company=company()).department(identifier) == name
