"""The stylesheets put together, the shapes of the words of health, and the colours."""

import re
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from okr_reports.rendering.assets import FONTS, SCHEME, Font, font_file, registered_assets
from okr_reports.rendering.marks import ASCENT, EXTENT, mark_svg
from okr_reports.rendering.palette import DARK, LIGHT
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.stylesheets import browser_stylesheet, column_rules, pdf_stylesheet

BOTH = [Paper.A4, Paper.LETTER]


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("paper", BOTH)
def test_the_style_of_the_pdf_has_no_variables_left(paper: Paper) -> None:
    assert "var(" not in pdf_stylesheet(paper)


@pytest.mark.parametrize("paper", BOTH)
def test_the_style_of_the_pdf_names_only_assets_that_exist(paper: Paper) -> None:
    named = re.findall(r"url\(([^)]*)\)", pdf_stylesheet(paper))
    assert named
    assert {name.removeprefix(f"{SCHEME}:") for name in named} <= set(registered_assets())


@pytest.mark.parametrize("paper", BOTH)
def test_every_brace_is_closed(paper: Paper) -> None:
    for style in (browser_stylesheet(paper), pdf_stylesheet(paper)):
        assert style.count("{") == style.count("}")


def test_every_variable_a_browser_meets_is_defined() -> None:
    style = browser_stylesheet(Paper.A4)
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) <= set(re.findall(r"(--[\w-]+):", style))


def test_the_browsers_style_asks_for_nothing_from_outside() -> None:
    assert {address[:5] for address in re.findall(r'url\("?([^")]*)', browser_stylesheet(Paper.A4))} == {"data:"}


def test_browsers_print_the_shapes_as_content_not_as_background() -> None:
    assert "background-image" not in browser_stylesheet(Paper.A4)
    assert browser_stylesheet(Paper.A4).count('.st.off::before{content:url("data:image/svg+xml,') == 3


def test_the_shapes_add_nothing_to_what_is_read_aloud() -> None:
    assert '") / ""}' in browser_stylesheet(Paper.A4)


def test_dark_colours_are_for_screens_only() -> None:
    style = browser_stylesheet(Paper.A4)
    before_dark = style[: style.index(DARK["paper"])]
    assert before_dark.rstrip("{").rfind("@media screen and (prefers-color-scheme:dark)") > 0


@pytest.mark.parametrize("status", ["off", "risk", "ok", "unk"])
def test_each_status_has_its_own_shape_without_colour(status: str) -> None:
    plain = dict.fromkeys(LIGHT, "black")
    others = {mark_svg(other, colours=plain, size="7pt") for other in {"off", "risk", "ok", "unk"} - {status}}
    assert mark_svg(status, colours=plain, size="7pt") not in others


MOVEMENTS = ["concern", "improvement", "neutral_high", "neutral_low", "common", "meets", "hit", "misses"]


def test_each_movement_and_each_assurance_has_its_own_shape_without_colour() -> None:
    plain = dict.fromkeys(LIGHT, "black")
    names = ["off", "risk", "ok", "unk", *MOVEMENTS]
    assert len({mark_svg(name, colours=plain, size="7pt") for name in names}) == len(names)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_a_movements_shape_prints_without_background_graphics_and_is_an_artifact_in_the_pdf(name: str) -> None:
    assert f'span.sg.{name}::before{{content:url("data:image/svg+xml,' in browser_stylesheet(Paper.A4)
    assert f"span.sg.{name}{{background:url({SCHEME}:mark-{name}.svg) no-repeat" in pdf_stylesheet(Paper.A4)


def test_a_key_of_a_chart_is_twice_as_wide_as_high() -> None:
    assert "width='14pt' height='7pt' viewBox='0 0 28 14'" in mark_svg("limits", colours=LIGHT, size="7pt")


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "mute", "concern", "improvement", "off", "ok"])
def test_text_can_be_read_on_its_paper(colours: dict[str, str], name: str) -> None:
    assert contrast(colours[name], colours["paper"]) >= 4.5
    assert contrast(colours[name], colours["panel"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_amber_is_strong_enough_for_a_shape(colours: dict[str, str]) -> None:
    assert contrast(colours["risk"], colours["paper"]) >= 3


def test_light_and_dark_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_widths_come_only_from_columns_not_from_text() -> None:
    assert column_rules('<col class="w7-5"><p>&lt;col class="w99"&gt;</p>') == ".w7-5{width:7.5mm}"


@pytest.mark.parametrize("font", FONTS)
def test_the_shapes_stand_on_the_base_line_of_our_faces(font: Font) -> None:
    face: Any = TTFont(BytesIO(font_file(font.stem, "ttf")))
    rise, fall, em = face["hhea"].ascent, -face["hhea"].descent, face["head"].unitsPerEm
    assert (rise / em, round((rise + fall) / em, 5)) == (ASCENT, EXTENT)
