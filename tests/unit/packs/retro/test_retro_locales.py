"""A retro in any locale: it never stops for one, and what no face can print is a finding."""

from dataclasses import replace

import pytest

from okr_reports.line.retro_pages import render_retro_documents
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.rendering.glyphs import glyph_findings, missing_signs_of
from okr_reports.rendering.paper import Paper
from tests.rendering.retro_sample import retro_inputs


def retro_in(locale: str, *, currency: str = "INR") -> RetroInputs:
    """The sample's retro in this locale."""
    inputs = retro_inputs()
    company = inputs.catalogue.company.model_copy(update={"locale": locale, "currency": currency})
    return replace(inputs, catalogue=replace(inputs.catalogue, company=company))


def findings_in(locale: str) -> list[str]:
    """The codes of what is found before it is printed."""
    pages = render_retro_documents(build_okr_retro(retro_in(locale)).company, paper=Paper.A4)
    missing = missing_signs_of(page.pdf_source for page in pages.values())
    return [finding.code for finding in glyph_findings(missing, (), locale=locale)]


@pytest.mark.parametrize(
    ("locale", "months", "score"),
    [
        ("en_IN", "July 2026 to September 2026", "0.64"),
        ("de_DE", "Juli 2026 to September 2026", "0,64"),
        ("th_TH", "กรกฎาคม 2026 to กันยายน 2026", "0.64"),
        ("hi_IN", "जुलाई 2026 to सितंबर 2026", "0.64"),
        ("ar", "يوليو 2026 to سبتمبر 2026", "0.64"),
    ],
)
def test_months_and_scores_are_written_as_the_locale_does(locale: str, months: str, score: str) -> None:
    page = build_okr_retro(retro_in(locale)).company.company
    assert page.kicker == f"OKR retrospective · {months}"
    assert page.objectives[0].rows[0].score.text == score


@pytest.mark.parametrize("locale", ["aa", "ii", "vai", "nus", "und"])
def test_a_locale_that_is_hardly_translated_stops_nothing(locale: str) -> None:
    page = build_okr_retro(retro_in(locale)).company.company
    assert page.kicker.startswith("OKR retrospective · ")
    assert page.objectives[0].rows[0].actual.text


def test_a_script_without_a_face_is_a_finding() -> None:
    assert findings_in("ar") == ["MISSING-GLYPH"]


@pytest.mark.parametrize("locale", ["en_IN", "de_DE", "th_TH", "hi_IN"])
def test_a_script_with_a_face_is_none(locale: str) -> None:
    assert findings_in(locale) == []
