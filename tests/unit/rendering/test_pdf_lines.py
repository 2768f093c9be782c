"""Lines that are set once: the same PDF as without, and nothing is touched in an engine that works otherwise."""

import pytest
from weasyprint import CSS
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from okr_reports.rendering import pdf_lines
from okr_reports.rendering.fetcher import ClosedFetcher
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_lines import Recent, properties_read, use_lines_again
from okr_reports.rendering.pdf_page import read_page
from okr_reports.rendering.stylesheets import pdf_stylesheet

SENTENCE = "Tickets from enterprise accounts that are answered within one working hour of their arrival. "
PAGE = f"""<html lang="en-IN"><head><title>t</title></head><body>
<h1>A heading that is letter-spaced and goes on for more than one line, for it is a whole finding in itself</h1>
<p class="kicker">KPI review</p><p class="a">{SENTENCE}</p><p class="a">{SENTENCE}</p><p>{SENTENCE * 5}</p>
<p class="b">{SENTENCE}</p><p class="c">{SENTENCE * 3}</p><p class="d">{SENTENCE}</p><p dir="rtl">{SENTENCE}</p>
<p><a href="#x">On track</a> <b>On track</b> <i>On track</i> On track \u0e01 On\u00adtrack</p>
<pre>one line
  and another \t with a tab</pre>
<ul><li>On track</li><li>{SENTENCE * 2}</li></ul>
<table><tr><th>On track</th><td class="n">5<span class="u">%</span></td><td>{SENTENCE}</td></tr></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 74 16" width="74"><text x="1" y="9">On track</text></svg>
</body></html>"""
ODD = """.a{width:40mm} .b{float:left;word-spacing:2pt} .c{text-align:justify;hyphens:auto} .d{width:20mm}
h1{text-decoration:underline} i{letter-spacing:1pt}"""


@pytest.fixture(autouse=True)
def engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own functions, again after each test."""
    for module in (inline, preferred):
        monkeypatch.setattr(module, "split_first_line", line_break.split_first_line)
    monkeypatch.setattr(inline, "strut", line_break.strut)
    monkeypatch.setattr(line_break.Layout, "deactivate", line_break.Layout.deactivate)
    monkeypatch.setattr(line_break.Layout, "reactivate", line_break.Layout.reactivate)


@pytest.fixture(scope="module")
def fonts() -> FontConfiguration:
    """One set of fonts for all pages, as in a worker."""
    return FontConfiguration()


def pdf(fonts: FontConfiguration) -> bytes:
    """The page as PDF."""
    style = CSS(string=pdf_stylesheet(Paper.A4) + ODD, font_config=fonts)
    page = read_page(PAGE, url_fetcher=ClosedFetcher("okr-asset", {}))
    return page.render(font_config=fonts, stylesheets=[style]).write_pdf(pdf_variant="pdf/ua-1") or b""


def test_a_page_is_the_same_to_the_byte_the_first_time_and_again(fonts: FontConfiguration) -> None:
    before = pdf(fonts)
    assert use_lines_again()
    assert [pdf(fonts) == before, pdf(fonts) == before] == [True, True]


def test_a_page_is_the_same_when_room_for_lines_runs_out(
    fonts: FontConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pdf(fonts)
    monkeypatch.setattr(pdf_lines, "_MOST_LINES", 3)
    assert use_lines_again()
    assert pdf(fonts) == before


def test_only_lines_asked_for_lately_stay_in_memory() -> None:
    line = (None, 1, None, 1.0, 1.0, 1.0)
    lines: Recent[tuple[str, str]] = Recent(2)
    for text in ("always", "once", "twice", "always", "thrice", "and again"):
        if lines.get((text, "plain")) is None:
            lines.keep((text, "plain"), line)
    assert [lines.get((text, "plain")) is not None for text in ("always", "once", "and again")] == [True, False, True]


def test_a_line_in_the_same_look_is_set_once(fonts: FontConfiguration, monkeypatch: pytest.MonkeyPatch) -> None:
    assert use_lines_again()
    pdf(fonts)
    made: list[str] = []
    setup = line_break.Layout.setup
    monkeypatch.setattr(line_break.Layout, "setup", lambda *call: made.append("one more") or setup(*call))
    pdf(fonts)
    # What is left: paragraphs longer than a line that returns, the justified, the preformatted, letters of pictures.
    assert len(made) < 60


def test_all_that_a_line_depends_on_is_found_in_the_engine() -> None:
    expected = {"font_family", "font_size", "font_kerning", "hyphens", "lang", "letter_spacing", "overflow_wrap"}
    assert expected <= properties_read()
    assert "color" not in properties_read()


def test_an_engine_that_sets_lines_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_break.Layout, "deactivate", lambda layout: None)
    assert not use_lines_again()
    assert inline.split_first_line is line_break.split_first_line


def test_an_engine_with_other_parameters_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (line_break, inline, preferred):
        monkeypatch.setattr(module, "split_first_line", lambda text, style: None)
    assert not use_lines_again()


@pytest.mark.parametrize("paper", list(Paper))
def test_our_styles_never_cut_a_line_off(paper: Paper) -> None:
    words = ("ellipsis", "line-clamp", "max-lines")
    assert [word for word in words if word in pdf_stylesheet(paper)] == []
