"""What identifies the way pages look, and what the manifest says about it."""

import re

from okr_reports.rendering.assets import (
    FONTS,
    assets_sha256,
    font_versions,
    fonts_folder,
    registered_assets,
    rendering_fingerprint,
    script_font_files,
    software_versions,
    stylesheet,
    templates_folder,
)
from okr_reports.rendering.paper import Paper


def test_templates_and_stylesheets_are_found() -> None:
    assert (templates_folder() / "document.html.j2").is_file()
    assert "@page" in stylesheet("report.css")


def test_each_font_is_there_for_paper_and_for_browsers_with_its_licence() -> None:
    names = {path.name for path in fonts_folder().iterdir()}
    assert names == {f"{font.stem}.{kind}" for font in FONTS for kind in ("ttf", "woff2")} | {"OFL.txt"}


def test_the_fingerprint_is_the_same_each_time_and_differs_by_engine_and_paper() -> None:
    marks = {rendering_fingerprint(engine, paper) for engine in ("weasyprint", "plutoprint") for paper in Paper}
    assert len(marks) == 4
    assert rendering_fingerprint("weasyprint", Paper.A4) in marks


def test_the_manifest_names_software_and_fonts() -> None:
    assert {"weasyprint", "jinja2", "xlsxwriter"} <= set(software_versions())
    further = {font.family for font in script_font_files()}
    assert set(font_versions()) == {font.stem for font in FONTS} | further
    assert {"Noto Sans Devanagari", "Noto Sans Thai"} <= further


def test_the_hash_of_all_assets_is_a_sha256() -> None:
    assert len(assets_sha256()) == 64


def test_a_pdf_may_load_the_drawn_marks_and_nothing_else() -> None:
    assert {"mark-off.svg", "mark-concern.svg", "mark-hit.svg"} < set(registered_assets())
    assert all(re.fullmatch(r"mark-\w+\.svg", name) for name in registered_assets())
