"""Faces for further scripts inside a page for browsers: only the signs the page uses, so that the file stays small."""

from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from fontTools.ttLib import TTFont

from okr_reports.rendering.assets import FONTS, ScriptFont, fonts_folder, script_font_files
from okr_reports.rendering.face_subset import WEIGHTS, subset_apart, subset_of
from okr_reports.rendering.kept_files import kept_file
from okr_reports.rendering.printable import beyond_ascii

_JOINERS = frozenset({0x200C, 0x200D})
# Signs of one script stand together in Unicode, mostly in 128 places.
_BLOCK = 128


@cache
def shipped_signs() -> frozenset[int]:
    """The code points that every face we ship has."""
    return frozenset.intersection(*(_signs(fonts_folder() / f"{font.stem}.ttf") for font in FONTS))


@cache
def script_signs() -> dict[ScriptFont, frozenset[int]]:
    """The code points of each further face that is installed, without those of the shipped ones."""
    return {font: _signs(path) - shipped_signs() for font, path in script_font_files().items()}


def script_face_rules(page: str, *, is_one_of_many: bool = False) -> str:
    """The style by which a browser shows the page's further scripts; empty when it has none or no face is installed.

    `is_one_of_many`: with all signs of the blocks that the page uses, so that thousands of pages share one face.
    """
    foreign = frozenset(map(ord, beyond_ascii(page))) - shipped_signs()
    used = {font: foreign & signs for font, signs in script_signs().items() if (foreign & signs) - _JOINERS}
    if not used:
        return ""
    if is_one_of_many:
        used = {font: _blocks_of(signs - _JOINERS, script_signs()[font]) for font, signs in used.items()}
        foreign |= _JOINERS
    faces = "".join(
        _face(font, frozenset(signs | foreign & _JOINERS), is_one_of_many=is_one_of_many)
        for font, signs in used.items()
    )
    names = ",".join(f'"{font.family}"' for font in used)
    stacks = f'--text-face:"Inter Tab",{names},sans-serif;--display-face:"Inter Tab Display",{names},sans-serif'
    return f"{faces}:root{{{stacks}}}svg text{{font-family:var(--text-face)}}"


def _blocks_of(used: frozenset[int], signs: frozenset[int]) -> frozenset[int]:
    """All signs of a face that stand in a block of Unicode with one of these."""
    blocks = {sign // _BLOCK for sign in used}
    return frozenset(sign for sign in signs if sign // _BLOCK in blocks)


@lru_cache(maxsize=64)
def _face(font: ScriptFont, signs: frozenset[int], *, is_one_of_many: bool) -> str:
    path = script_font_files()[font]
    # A worker for many pages stays small: the face is made once, and what made it would stay in memory.
    make = subset_apart if is_one_of_many else subset_of
    subset = kept_file(_name_of(path, signs), make=lambda: make(path, signs))
    source = b64encode(subset).decode()
    lightest, heaviest = WEIGHTS
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{lightest} {heaviest};font-style:normal;'
        f'font-display:block;src:url(data:font/woff2;base64,{source}) format("woff2")}}'
    )


def _name_of(path: Path, signs: frozenset[int]) -> str:
    """A name for a subset that no other face, sign or version of the library has."""
    made_of = (sha256(path.read_bytes()).hexdigest(), version("fonttools"), sorted(signs), WEIGHTS)
    return f"face-{sha256(repr(made_of).encode()).hexdigest()}.woff2"


def _signs(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as face:
        return frozenset(face.getBestCmap() or ())
