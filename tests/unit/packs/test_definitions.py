"""The register of definitions: what is printed of a sheet."""

from dataclasses import replace
from datetime import date

import pytest

from okr_reports.catalogue.model import Extract, Target
from okr_reports.packs.appendix import DefinitionRow
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.words import Accumulation, Cadence, Visibility
from tests.rendering.sample_review import changed, sample_inputs, with_sheet

P90, CSAT = "support/p90-first-response", "support/csat"


def row_of(inputs: ReviewInputs) -> DefinitionRow:
    """The one row of the register."""
    ((row,),) = (group.rows for group in build_kpi_review(inputs).company.definitions.groups)
    return row


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"filter": "queue = 'a'\n AND x > 1"}, "where queue = 'a' AND x > 1"),
        ({"cadence": Cadence.HALF_YEARLY}, "half-yearly"),
        ({"window": "12 months"}, "over 12 months"),
        ({"stock": True}, "stock"),
        ({"accumulation": Accumulation.SUM}, "longer periods: sum"),
        ({"status": "trial"}, "on trial"),
        ({"visibility": Visibility.MANAGEMENT}, "management only"),
        ({"unit": "tickets"}, "in tickets"),
    ],
)
def test_what_narrows_a_kpi_is_said_under_its_formula(fields: dict[str, object], said: str) -> None:
    parts = row_of(with_sheet(sample_inputs([CSAT]), CSAT, counterweight=None, **fields)).more.replace("\u00a0", " ")
    assert set(parts.split(" · ")) == {"judged from n 30", said}


@pytest.mark.parametrize(
    ("extract", "formula"),
    [
        (Extract(value="score"), "score, as delivered"),
        (Extract(numerator="hits", denominator="tries"), "hits ÷ tries, as delivered"),
        (Extract(), "value, as delivered"),
    ],
)
def test_a_ready_made_value_says_which_columns_it_is_read_from(extract: Extract, formula: str) -> None:
    inputs = with_sheet(sample_inputs([CSAT]), CSAT, formula=None)
    catalogue = replace(inputs.catalogue, extracts={"csat_replies": extract})
    assert row_of(replace(inputs, catalogue=catalogue)).formula == formula


def test_a_target_that_changed_says_since_when_and_why() -> None:
    targets = [Target.model_validate({"from": key, "op": ">=", "value": 4.2}) for key in ("2025-01", "2026-07")]
    inputs = changed(with_sheet(sample_inputs([CSAT]), CSAT, targets=targets), "health", CSAT, target_from="2026-07")
    explained = changed(inputs, "health", CSAT, target_why="Two agents more")
    assert row_of(explained).more.endswith("2 targets so far, this one from 2026-07 (Two agents more)")
    assert row_of(inputs).more.endswith("2 targets so far, this one from 2026-07")


def test_a_confidential_kpi_shows_its_formula_and_no_target() -> None:
    row = row_of(with_sheet(sample_inputs([CSAT]), CSAT, visibility=Visibility.CONFIDENTIAL))
    assert (row.formula, row.target.text, row.set_on) == ("AVG(score)", "–", "–")


def test_owners_stand_in_the_heading_where_they_are_one_and_else_beside_each_kpi() -> None:
    inputs = sample_inputs([P90, CSAT])
    (together,) = build_kpi_review(inputs).company.definitions.groups
    (apart,) = build_kpi_review(with_sheet(inputs, CSAT, owner="E020")).company.definitions.groups
    assert together.title == "Support · R.\u00a0Iyer"
    assert [row.remark for row in together.rows] == ["lagging", "lagging"]
    assert (apart.title, [row.remark for row in apart.rows]) == (
        "Support",
        ["lagging · R.\u00a0Iyer", "lagging · S.\u00a0Qureshi"],
    )


def test_the_day_a_target_was_set_has_its_year() -> None:
    stated = changed(sample_inputs([CSAT]), "health", CSAT, target_set_on=date(2026, 1, 9))
    assert row_of(stated).set_on == "9\u00a0Jan\u00a02026"
