"""How wide words are set: never less than the font's own widths."""

import pytest

from okr_reports.rendering.drawings.geometry import fitted, text_width
from okr_reports.rendering.drawings.letters import sign_width
from tests.unit.rendering.drawn_boxes import width_in_font


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
@pytest.mark.parametrize("sign", [*map(chr, range(32, 127)), *"äÖßéñçŁ₹€฿≤≥–…−ΔÅ\u00a0\u2007\u2009"])
def test_no_sign_is_wider_in_the_font_than_we_take_it_for(sign: str, weight: str) -> None:
    assert sign_width(sign) >= width_in_font(sign, weight=weight)


def test_a_usual_label_is_not_taken_for_much_wider_than_it_is() -> None:
    text = "upper limit 2.7 h"
    assert text_width(text, 1.0) < 1.1 * width_in_font(text, weight="SemiBold")


def test_signs_the_font_lacks_are_wide_and_marks_on_letters_have_no_width() -> None:
    assert sign_width("漢") > 1
    assert sign_width("\u0e31") == 0


def test_a_text_is_cut_visibly_where_its_room_ends() -> None:
    assert fitted("September 3.4 h", 9.0, room=100) == "September 3.4 h"
    assert fitted("September 3.4 h", 9.0, room=40) == "Septe…"
    assert text_width(fitted("W" * 300, 9.0, room=40), 9.0) <= 40
