"""Faces for further scripts inside a page for browsers: only the signs the page uses, so that the file stays small."""

from base64 import b64encode
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from okr_reports.rendering.assets import FONTS, ScriptFont, fonts_folder, script_font_files

_WEIGHTS = (400, 600)
_ASCII = frozenset(range(128))
_JOINERS = frozenset({0x200C, 0x200D})


@cache
def shipped_signs() -> frozenset[int]:
    """The code points that every face we ship has."""
    return frozenset.intersection(*(_signs(fonts_folder() / f"{font.stem}.ttf") for font in FONTS))


@cache
def script_signs() -> dict[ScriptFont, frozenset[int]]:
    """The code points of each further face that is installed, without those of the shipped ones."""
    return {font: _signs(path) - shipped_signs() for font, path in script_font_files().items()}


def script_face_rules(page: str) -> str:
    """The style by which a browser shows the page's further scripts; empty when it has none or no face is installed."""
    foreign = frozenset(map(ord, set(page))) - _ASCII - shipped_signs()
    used = {font: foreign & signs for font, signs in script_signs().items() if foreign & signs - _JOINERS}
    if not used:
        return ""
    faces = "".join(_face(font, frozenset(signs | foreign & _JOINERS)) for font, signs in used.items())
    names = ",".join(f'"{font.family}"' for font in used)
    stacks = f'--text-face:"Inter Tab",{names},sans-serif;--display-face:"Inter Tab Display",{names},sans-serif'
    return f"{faces}:root{{{stacks}}}svg text{{font-family:var(--text-face)}}"


@lru_cache(maxsize=64)
def _face(font: ScriptFont, signs: frozenset[int]) -> str:
    source = b64encode(_subset(script_font_files()[font], signs)).decode()
    lightest, heaviest = _WEIGHTS
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{lightest} {heaviest};font-style:normal;'
        f'font-display:block;src:url(data:font/woff2;base64,{source}) format("woff2")}}'
    )


def _subset(path: Path, signs: frozenset[int]) -> bytes:
    """The face with these signs and what they join into, from regular to semi-bold, as WOFF2; equal bytes each time."""
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    face = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True, name_IDs=[1, 2], recalc_timestamp=False))
    subsetter.populate(unicodes=signs)
    subsetter.subset(face)
    narrowed = instantiateVariableFont(face, {"wght": _WEIGHTS, **({"wdth": None} if _has_width(face) else {})})
    narrowed.flavor = "woff2"
    target = BytesIO()
    narrowed.save(target, reorderTables=True)
    return target.getvalue()


def _has_width(face: TTFont) -> bool:
    return any(axis.axisTag == "wdth" for axis in face["fvar"].axes)


def _signs(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as face:
        return frozenset(face.getBestCmap() or ())
