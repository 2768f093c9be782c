"""Variable faces in a PDF, fixed at a weight by HarfBuzz. Imported only where the PDF engine is loaded.

A PDF holds faces of one weight. The engine has another library make them, which takes a tenth of a document's time.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

_KNOWN_NAMES = {"subset", "tables", "variations", "weight", "file_content", "instantiateVariableFont", "save"}
_DECLARED = """
    hb_bool_t hb_subset_input_pin_axis_to_default (hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis);
    hb_bool_t hb_subset_input_pin_axis_location (hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis, float value);
"""
_AXES = ("wght", "wdth")
# The engine's insides have no types.
_face: Any = Font
_clean: Any = Font.clean
_shapes: Any = harfbuzz
_cuts: Any = harfbuzz_subset


def fix_variable_faces() -> bool:
    """From now on, in this process, HarfBuzz fixes faces. False if it is too old, or the engine's insides differ."""
    # Axes can be fixed since its version 6.
    is_able = bool(_cuts) and _shapes.hb_version_atleast(6, 0, 0) and set(_clean.__code__.co_names) >= _KNOWN_NAMES
    if is_able:
        _face.clean = _fix_and_clean
    return is_able


def _fix_and_clean(font: Any, to_unicode: Collection[int], hinting: bool) -> None:
    """What the engine's `Font.clean` does: the font keeps these glyphs. Other axes than ours are left to the engine."""
    face = _fixed(font, to_unicode) if "fvar" in font.tables and to_unicode else None
    if face is not None:
        font.hb_face, font.tables = face, [table for table in font.tables if table != "fvar"]
    _clean(font, to_unicode, hinting)


def _fixed(font: Any, glyphs: Collection[int]) -> Any:
    """The face with these glyphs under their numbers, at the font's place on its axes; None if an axis is left."""
    _declare()
    order = ffi.gc(_cuts.hb_subset_input_create_or_fail(), _cuts.hb_subset_input_destroy)
    kept = ffi.new("hb_codepoint_t[]", sorted(glyphs))
    _shapes.hb_set_add_sorted_array(_cuts.hb_subset_input_glyph_set(order), kept, len(kept))
    # The engine takes the outline of a missing sign out where none is missing.
    flags = _cuts.HB_SUBSET_FLAGS_RETAIN_GIDS | _cuts.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    _cuts.hb_subset_input_set_flags(order, flags)
    places = {"wght": font.weight, **font.variations}
    for axis in _AXES:
        tag = _tag(axis)
        _cuts.hb_subset_input_pin_axis_to_default(order, font.hb_face, tag)
        if axis in places:
            _cuts.hb_subset_input_pin_axis_location(order, font.hb_face, tag, places[axis])
    made = _cuts.hb_subset_or_fail(font.hb_face, order)
    face = None if made == ffi.NULL else ffi.gc(made, _shapes.hb_face_destroy)
    return None if face is None or _has_axes(face) else face


def _has_axes(face: Any) -> bool:
    table = ffi.gc(_shapes.hb_face_reference_table(face, _tag("fvar")), _shapes.hb_blob_destroy)
    return _shapes.hb_blob_get_length(table) > 0


def _tag(name: str) -> Any:
    return _shapes.hb_tag_from_string(name.encode(), -1)


@cache
def _declare() -> None:
    """Once per process, and only where a variable face is used: parsing takes a while."""
    ffi.cdef(_DECLARED)
