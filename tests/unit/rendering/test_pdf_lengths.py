"""Lengths and numbers that are worked out once: the same PDF as without, and nothing done in an engine unlike ours."""

import pydyf
import pytest
from weasyprint import CSS
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table
from weasyprint.text.fonts import FontConfiguration

from okr_reports.rendering import pdf_numbers
from okr_reports.rendering.fetcher import ClosedFetcher
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_lengths import use_lengths_again
from okr_reports.rendering.pdf_numbers import WrittenNumbers, write_numbers_once
from okr_reports.rendering.pdf_page import read_page
from okr_reports.rendering.stylesheets import pdf_stylesheet

CALLERS = (absolute, block, column, float, grid, inline, page, table)
PAGE = """<html lang="en-IN"><head><title>t</title></head><body><h1>A heading</h1>
<p class="a">On track</p><p class="a">On track</p><p class="b">At risk</p><p class="c">Off target</p>
<div class="g"><p>One</p><p>Two</p></div><div class="f"><p>Three</p><p>Four</p></div>
<table class="s"><tr><th>On track</th><td>5</td></tr><tr><td>6</td><td class="t">7</td></tr></table>
<table><tr><th>On track</th><td>5</td></tr></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 74 16" width="74"><path d="M1 2.5L3.25 4"/></svg></body></html>"""
ODD = """.a{width:50%;padding:2mm;box-sizing:border-box} .b{float:left;width:30mm;margin:-1mm}
.c{width:calc(50% - 2mm);min-height:4mm} .g{display:grid;grid-template-columns:1fr 2fr} .f{display:flex;gap:2mm}
.s{border-collapse:collapse} .s td{border:1mm solid;padding:1mm;box-sizing:border-box;width:20mm} .t{border:0}"""


@pytest.fixture(autouse=True)
def engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own functions, again after each test."""
    for module in CALLERS:
        monkeypatch.setattr(module, "resolve_percentages", percent.resolve_percentages)
    monkeypatch.setattr(pydyf, "_to_bytes", vars(pydyf)["_to_bytes"])


def pdf() -> bytes:
    """The page as PDF."""
    fonts = FontConfiguration()
    style = CSS(string=pdf_stylesheet(Paper.A4) + ODD, font_config=fonts)
    document = read_page(PAGE, url_fetcher=ClosedFetcher("okr-asset", {}))
    return document.render(font_config=fonts, stylesheets=[style]).write_pdf(pdf_variant="pdf/ua-1") or b""


def test_a_page_is_the_same_to_the_byte_when_lengths_are_worked_out_once() -> None:
    before = pdf()
    assert use_lengths_again()
    assert pdf() == before


def test_a_page_is_the_same_to_the_byte_when_numbers_are_written_once() -> None:
    before = pdf()
    assert write_numbers_once()
    assert pdf() == before


def test_a_style_s_lengths_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert use_lengths_again()
    worked_out: list[str] = []
    one = percent.resolve_one_percentage
    monkeypatch.setattr(percent, "resolve_one_percentage", lambda *call: worked_out.append(call[1]) or one(*call))
    pdf()
    with_ours = len(worked_out)
    for module in CALLERS:
        monkeypatch.setattr(module, "resolve_percentages", percent.resolve_percentages)
    pdf()
    assert with_ours < (len(worked_out) - with_ours) / 2


def print_it(box: object) -> None:
    """What the engine does not do."""
    print(box)


def test_an_engine_that_works_out_lengths_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(percent, "resolve_one_percentage", print_it)
    before = block.resolve_percentages
    assert not use_lengths_again()
    assert block.resolve_percentages is before


def test_room_for_numbers_runs_out_and_they_are_written_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_numbers, "_MOST_NUMBERS", 2)
    numbers = WrittenNumbers()
    written = [numbers[number] for number in (1.0, 0.5, -0.0, 1e-9, 0.125, 1.0)]
    assert written == [b"1", b"0.5", b"0", b"0.", b"0.125", b"1"]


def test_an_engine_that_writes_numbers_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_numbers, "_write", lambda item: repr(item).encode())
    assert not write_numbers_once()
