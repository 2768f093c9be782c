"""Names and texts that are markup, too long, or not printable: shown as typed, and the page stands."""

import pytest

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.rendering.paper import Paper
from tests.rendering import pages
from tests.rendering.printed import html_of, printed
from tests.rendering.sample_review import sample_inputs, with_notes, with_sheet

P90 = "support/p90-first-response"
SCRIPT = "<script>alert('x')</script>"
LONG = "Unpronounceable" * 20


def named(name: str) -> ReviewInputs:
    """One KPI with this name."""
    return with_sheet(sample_inputs([P90]), P90, name=name)


@pytest.mark.parametrize("name", [SCRIPT, '"><img src=x onerror=alert(1)>', "{{ pack }} {% raw %}", "a & b < c"])
def test_a_name_that_is_markup_is_text(name: str) -> None:
    html = html_of(named(name))
    assert name not in html.replace("{{ pack }} {% raw %}", "")
    assert html.count("<script") == 1
    assert SCRIPT not in html


def test_commentary_cannot_bring_markup_or_pictures() -> None:
    html = html_of(
        with_notes(sample_inputs([P90]), f"{SCRIPT} ![x](https://example.com/x.png) [y](javascript:alert(1))")
    )
    assert [part for part in ("<script", "<img", "href=") if part in html.split("<main")[1]] == []


@pytest.mark.parametrize("name", [LONG, "word " * 60, "line\nbreak\ttab"])
def test_a_name_of_any_length_stays_on_its_page(name: str) -> None:
    pdf = printed(named(name), Paper.A4)
    assert pages.outside(pdf, margin_mm=14.0) == []


@pytest.mark.parametrize("sign", ["\u202e", "\x00", "\ud800"])
def test_a_sign_that_no_page_can_show_is_replaced_visibly(sign: str) -> None:
    html = html_of(named(f"before{sign}after"))
    assert (sign in html, "before\ufffdafter" in html) == (False, True)


def test_a_long_unit_a_long_formula_and_a_long_action_stay_in_their_columns() -> None:
    wide = {"unit": "tickets per hundred customers", "formula": f"SUM({'first_response_hours_' * 8})"}
    pdf = printed(with_sheet(sample_inputs([P90]), P90, **wide), Paper.A4)
    assert (pages.outside(pdf, margin_mm=14.0), pages.overlapping(pdf)) == ([], [])
