"""Thai and Devanagari on every page: set with the faces that extras install; signs of other scripts are findings."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from okr_reports.findings import Finding
from okr_reports.line.pages import Press, make_pages, render_documents
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.report_json import plain
from okr_reports.rendering.glyphs import PlacedText, glyph_findings, missing_signs_of, named_signs, placed_texts
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.script_faces import script_face_rules
from okr_reports.store.opening import open_store
from tests.rendering import pages
from tests.rendering.printed import html_of, printed
from tests.rendering.sample_review import sample_inputs, with_sheet

UPTIME, P90 = "engineering/uptime", "support/p90-first-response"
THAI, HINDI, BENGALI = "ความพึงพอใจของลูกค้า", "ग्राहक संतुष्टि", "গ্রাহক সন্তুষ্টি"


def inputs_in(locale: str, currency: str, name: str) -> ReviewInputs:
    """A small review in this locale; the uptime KPI has this name."""
    return with_sheet(sample_inputs([UPTIME, P90], locale=locale, currency=currency), UPTIME, name=name)


def found_in(inputs: ReviewInputs) -> Sequence[Finding]:
    """What is found before the review is printed."""
    review = build_kpi_review(inputs)
    sources = [document.pdf_source for document in render_documents(review, paper=Paper.A4).values()]
    return glyph_findings(missing_signs_of(sources), placed_texts(plain(review.report)), locale=review.report.locale)


@pytest.mark.parametrize(
    ("locale", "currency", "name", "month", "face"),
    [
        ("th_TH", "THB", THAI, "กันยายน 2026", "Noto-Sans-Thai"),
        ("hi_IN", "INR", HINDI, "सितंबर 2026", "Noto-Sans-Devanagari"),
    ],
)
def test_a_review_in_another_script_is_printed_with_its_face(
    locale: str, currency: str, name: str, month: str, face: str
) -> None:
    pdf = printed(inputs_in(locale, currency, name), Paper.A4)
    assert {name for name, is_inside in pages.fonts(pdf).items() if not is_inside} == set()
    assert any(font.startswith(face) for font in pages.fonts(pdf))
    # A sign above a letter may be read before its neighbour: which letters there are can be told, not their order.
    assert letters(name + month) <= letters(pages.text(pdf))


def letters(text: str) -> set[str]:
    """The letters of a text, without the signs that stand above and below them."""
    return {sign for sign in text if unicodedata.category(sign) == "Lo"}


@pytest.mark.parametrize(("name", "family"), [(THAI, "Noto Sans Thai"), (HINDI, "Noto Sans Devanagari")])
def test_a_page_for_browsers_brings_the_face_it_needs(name: str, family: str) -> None:
    html = html_of(inputs_in("en_IN", "INR", name))
    assert f'@font-face{{font-family:"{family}"' in html
    assert f'--text-face:"Inter Tab","{family}"' in html


def test_a_page_in_latin_letters_brings_no_further_face() -> None:
    assert "Noto Sans" not in script_face_rules("Café ₹ € R$ ฿ ≤ ≥ Δ − 7 sept. 2026")


def test_the_same_signs_give_the_same_face() -> None:
    assert script_face_rules(THAI) == script_face_rules("".join(reversed(THAI)))


def test_signs_that_an_extra_brings_are_no_finding() -> None:
    assert found_in(inputs_in("th_TH", "THB", THAI)) == ()


def test_a_missing_glyph_is_one_finding_that_names_code_points_and_place_and_not_the_text() -> None:
    (finding,) = found_in(inputs_in("en_IN", "INR", BENGALI))
    assert (finding.code, finding.subject_id) == ("MISSING-GLYPH", "report")
    assert ord("গ") in named_signs(finding.text) <= frozenset(map(ord, BENGALI))
    assert "(Bengali)" in finding.text
    assert "name of engineering/uptime" in finding.text
    assert not set(BENGALI) & set(finding.text) - {" "}


def test_a_missing_glyph_is_said_once_and_again_when_the_pdf_comes_from_the_cache(tmp_path: Path) -> None:
    press = Press(Paper.A4, open_store("store", tmp_path), "as it is")
    review = build_kpi_review(inputs_in("en_IN", "INR", BENGALI))
    first = make_pages(review, press=press)
    assert [finding.code for finding in first.findings] == ["MISSING-GLYPH"]
    assert len(press.store.list("cache")) == len([name for name in first.files if name.endswith(".pdf")])
    assert make_pages(review, press=press).findings == first.findings


def test_each_script_has_its_own_finding() -> None:
    inputs = with_sheet(inputs_in("en_IN", "INR", BENGALI), P90, name="応答時間")
    scripts = [finding.text.split("(")[1].split(")")[0] for finding in found_in(inputs)]
    assert sorted(scripts) == ["Bengali", "Han"]


@pytest.mark.parametrize(
    "page",
    [
        "plain", "a\u00adb\u200bc", "e\u0301 is put together", "<title>応答</title><p>seen</p>",
        "<p title='応答'>seen</p>", "a\n\tb\u2028c", "✓\ufe0f".replace("✓", "→"),
    ],
)  # fmt: skip
def test_what_nobody_sees_is_not_missing(page: str) -> None:
    assert missing_signs_of([page]) == frozenset()


@pytest.mark.parametrize(
    ("sign", "way"),
    [("ก", "install okr-reports[thai]"), ("क", "install okr-reports[devanagari]"), ("応", "no extra")],
)
def test_a_finding_says_the_way_out(sign: str, way: str) -> None:
    (finding,) = glyph_findings(frozenset({ord(sign)}), [PlacedText("title", "", sign)], locale="en_US")
    assert "title" in finding.text
    assert way in finding.text


def test_a_finding_names_three_kpis_and_counts_the_others() -> None:
    texts = [PlacedText("name", f"sales/k{number}", "応") for number in range(5)]
    (finding,) = glyph_findings(frozenset({ord("応")}), texts, locale="en_US")
    assert "name of sales/k0, sales/k1, sales/k2 and 2 more" in finding.text


def test_the_words_of_the_locale_itself_are_named() -> None:
    (finding,) = glyph_findings(frozenset({ord("ก")}), [], locale="th_TH")
    assert "months of the locale th_TH" in finding.text


def test_text_that_the_report_does_not_hold_is_called_so() -> None:
    (finding,) = glyph_findings(frozenset({ord("ก")}), [], locale="en_US")
    assert "notes or people's names" in finding.text


def test_a_note_in_another_script_is_found() -> None:
    inputs = sample_inputs([UPTIME])
    noted = replace(inputs, catalogue=replace(inputs.catalogue, notes={"2026-09": "応答"}))
    (finding,) = found_in(noted)
    assert "notes" in finding.text
