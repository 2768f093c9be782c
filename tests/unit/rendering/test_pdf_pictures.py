"""Pictures and streams: the same PDF when values are read once, a little larger when packed at the usual level."""

import sys
import zlib
from functools import lru_cache
from types import ModuleType

import pydyf
import pytest
from weasyprint import CSS
from weasyprint.svg import utils
from weasyprint.text.fonts import FontConfiguration

from okr_reports.rendering.fetcher import ClosedFetcher
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_packing import pack_at_usual_level
from okr_reports.rendering.pdf_page import read_page
from okr_reports.rendering.pdf_pictures import read_values_once
from okr_reports.rendering.stylesheets import pdf_stylesheet

SHAPES = "".join(
    f'<path fill="#1b1f24" fill-opacity=".5" stroke="red" stroke-width="1.5" stroke-dasharray="3 2" d="M{x} 2L{x} 9Z"/>'
    f'<rect x="10%" y="1em" width="2pt" height="3" transform="translate({x} 2)"/><text x="{x}" y="9">12</text>'
    for x in (4, 8, 8, 8.5)
)
PICTURE = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 74 16" width="74"><title>t</title>{SHAPES}</svg>'
PAGE = f'<html lang="en-IN"><head><title>t</title></head><body><h1>A heading</h1>{PICTURE}{PICTURE}</body></html>'
READERS = ("size", "normalize", "parse_url")
READ_ONCE = lru_cache(str)


def modules_of_pictures() -> list[ModuleType]:
    """Each of them has its own names for the functions that read values."""
    return [module for name, module in sys.modules.items() if name.startswith("weasyprint.svg")]


@pytest.fixture(autouse=True)
def engine_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own functions, before and again after each test."""
    own = {name: getattr(vars(utils)[name], "__wrapped__", vars(utils)[name]) for name in READERS}
    for module in modules_of_pictures():
        for name in own.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, own[name])
    monkeypatch.setattr(pydyf, "zlib", zlib)


def pdf() -> bytes:
    """The page as PDF."""
    fonts = FontConfiguration()
    style = CSS(string=pdf_stylesheet(Paper.A4), font_config=fonts)
    document = read_page(PAGE, url_fetcher=ClosedFetcher("okr-asset", {}))
    return document.render(font_config=fonts, stylesheets=[style]).write_pdf(pdf_variant="pdf/ua-1") or b""


def test_a_page_is_the_same_to_the_byte_when_values_of_pictures_are_read_once() -> None:
    before = pdf()
    assert read_values_once()
    assert pdf() == before
    assert pdf() == before


def test_all_of_the_engine_s_modules_read_values_once() -> None:
    assert read_values_once()
    left = [module for module in modules_of_pictures() for name in READERS if not remembers(module, name)]
    assert left == []


def remembers(module: ModuleType, name: str) -> bool:
    """Whether a module has no such function, or one that remembers."""
    return hasattr(vars(module).get(name, READ_ONCE), "cache_info")


def test_an_engine_that_reads_values_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utils, "normalize", lambda string, also: string + also)
    before = utils.size
    assert not read_values_once()
    assert utils.size is before


def test_streams_are_packed_at_the_usual_level() -> None:
    lines = [f"{number} 0 m {number * 7919 % 1000} 5 l S".encode() for number in range(2000)]
    text = b"\n".join(lines)
    assert pack_at_usual_level()
    data = pydyf.Stream(lines, compress=True).data
    assert zlib.compress(text, 6) in data
    assert zlib.decompress(data.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]) == text


def test_an_engine_that_packs_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pydyf.Stream, "data", property(lambda stream: b""))
    assert not pack_at_usual_level()
    assert vars(pydyf)["zlib"] is zlib
