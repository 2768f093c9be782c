"""The views of a cycle of five invented people: a manager's index and HR's overview, as the run writes them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import polars as pl

from okr_reports.line.appraisal_views import made_views
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.audience import audience_of
from tests.rendering.bundle_sample import facts
from tests.security.planted_company import planted_plan, planted_tables

# Markup, an apostrophe and an umlaut, right to left, Devanagari; the last one without a name.
NAMES = {"E1": "<b>Ann</b> O'Néill", "E2": "משה כהן", "E3": "प्रिया शर्मा", "M1": "Jürgen Müller-Lüdenscheidt"}
KINDS = {"a manager's index": "managers/M1/index.html", "HR's overview": "hr/overview.html"}


@cache
def view_inputs() -> ViewInputs:
    """Everybody's evidence; one bundle withheld, one failed."""
    planted = planted_tables()
    name = pl.col("id").replace_strict(NAMES, default=None, return_dtype=pl.String())
    tables = replace(planted, people=planted.people.with_columns(name=name))
    plan = replace(
        planted_plan(),
        competencies={"support-agent": ("Ownership", "Clear writing")},
        roles_with_kras=frozenset({"support-agent"}),
        kpi_owners={"support/csat": "M1"},
    )
    published = {id: _published(id) for id in ("E1", "M1", "M2")}
    others = {
        "E2": BundleOutcome("E2", BundleState.WITHHELD, "the id cannot be the name of a file", None, None),
        "E3": BundleOutcome("E3", BundleState.FAILED, "took longer than 60 seconds", None, None),
    }
    return ViewInputs(tables, plan, facts(), {**published, **others}, audience_of(tables, plan))


@cache
def views() -> Mapping[str, str]:
    """File name → HTML."""
    return {name: made.decode() for name, made in made_views(view_inputs()) if name.endswith(".html")}


def html_of(kind: str) -> str:
    """The page of one of KINDS."""
    return views()[KINDS[kind]]


def _published(id: str) -> BundleOutcome:
    place = f"employees/{id}/bundle"
    return BundleOutcome(id, BundleState.PUBLISHED, None, f"{place}.html", f"{place}.pdf")
