"""Variable faces in a PDF: HarfBuzz fixes them at the weight asked for, as the engine's other library would."""

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from pypdf import PdfReader
from weasyprint.pdf.fonts import Font

from okr_reports.rendering import pdf_faces
from okr_reports.rendering.assets import script_font_files
from okr_reports.rendering.pdf_faces import fix_variable_faces

PRINT = """
import sys
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_here import make_pdf_here, warm_up_pdf
warm_up_pdf(PdfEngine.WEASYPRINT, paper=Paper.A4)
page = "<html lang='hi'><head><title>t</title></head><body><p>\u0935</p><p><b>\u0935</b></p></body></html>"
made = make_pdf_here(page, paper=Paper.A4, engine=PdfEngine.WEASYPRINT)
assert not made.warnings and "fontTools.varLib.instancer" not in sys.modules
sys.stdout.buffer.write(made.pdf)
"""
LETTER, NUMBER = "\u0935", 84


@cache
def printed_faces() -> Sequence[Any]:
    """The faces in a PDF with the same letter twice: at the weights 400 and 600."""
    made = subprocess.run((sys.executable, "-c", PRINT), capture_output=True, check=True, timeout=120)
    page: Any = PdfReader(BytesIO(made.stdout)).pages[0]
    fonts = page["/Resources"]["/Font"]
    inside = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values()]
    faces: list[Any] = [TTFont(BytesIO(described["/FontFile2"].get_data())) for described in inside]
    return sorted(faces, key=lambda face: face["OS/2"].usWeightClass)


def outline(face: Any) -> list[tuple[int, int]]:
    """The points of the letter."""
    return list(face["glyf"][face.getGlyphName(NUMBER)].coordinates)


def devanagari(weight: int) -> Any:
    """The face at this weight, made by the other library."""
    paths = {font.script: path for font, path in script_font_files().items()}
    return instantiateVariableFont(TTFont(paths["Deva"]), {"wght": weight}, static=True)


def test_a_variable_face_is_in_the_pdf_at_the_weights_asked_for() -> None:
    assert ["fvar" in face for face in printed_faces()] == [False, False]
    regular, bold = printed_faces()
    assert outline(regular) != outline(bold)


@pytest.mark.parametrize(("place", "weight"), [(0, 400), (1, 600)])
def test_letters_have_the_outline_that_the_other_library_gives_them(place: int, weight: int) -> None:
    other = devanagari(weight)
    assert other.getBestCmap()[ord(LETTER)] == other.getGlyphName(NUMBER)
    pairs = zip(outline(printed_faces()[place]), outline(other), strict=True)
    assert max(abs(ours[axis] - theirs[axis]) for ours, theirs in pairs for axis in (0, 1)) <= 1


def test_an_engine_that_makes_faces_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Font.clean
    monkeypatch.setattr(pdf_faces, "_clean", lambda font, to_unicode, hinting: None)
    assert not fix_variable_faces()
    assert Font.clean is before
