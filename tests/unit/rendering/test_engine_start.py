"""The start of the PDF engine: no other program, no module it hardly ever calls, no parsing of plain C types."""

import subprocess
import sys

import pytest
from cffi import FFI, CDefError
from weasyprint.text.ffi import ffi

from okr_reports.rendering.native_types import name_types_directly, type_named

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for by other means")
LOAD = """
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_here import make_pdf_here, warm_up_pdf
warm_up_pdf(PdfEngine.WEASYPRINT, paper=Paper.A4)
"""
COUNT_PROGRAMS = f"""
import sys
started = []
sys.addaudithook(lambda event, call: started.append(event) if event in ("subprocess.Popen", "os.system") else None)
{LOAD}
print(started)
"""
NAME_MODULES = f"""
import sys
{LOAD}
make_pdf_here("<html><head><title>t</title></head><body>1</body></html>", paper=Paper.A4, engine=PdfEngine.WEASYPRINT)
print(sorted(name for name in sys.modules if name in ("fontTools.subset", "fontTools.varLib", "fontTools.ttLib")))
"""
CALL_MODULE = """
import sys
from okr_reports.rendering.unneeded_modules import unneeded_modules_unloaded
with unneeded_modules_unloaded():
    from fontTools import subset
print("fontTools.subset" in sys.modules, subset.Options(hinting=False).hinting, "fontTools.subset" in sys.modules)
"""


def said_by(program: str) -> str:
    """What a Python process of its own prints."""
    run = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True, check=True, timeout=120)
    return run.stdout.strip()


@ON_LINUX
def test_loading_the_engine_starts_no_other_program() -> None:
    assert said_by(COUNT_PROGRAMS) == "[]"


def test_a_page_is_printed_without_the_modules_that_harfbuzz_stands_in_for() -> None:
    assert said_by(NAME_MODULES) == "['fontTools.ttLib']"


def test_a_module_left_out_is_loaded_when_one_of_its_functions_is_called() -> None:
    assert said_by(CALL_MODULE) == "False False True"


@pytest.mark.parametrize(
    "cdecl", ["PangoRectangle *", "unsigned int *", "char[4]", "char[]", "hb_tag_t[100]", "hb_codepoint_t[17]"]
)
def test_a_type_named_directly_is_the_one_the_parser_reads(cdecl: str) -> None:
    declarations = vars(ffi)["_parser"]._declarations
    fresh = vars(FFI())["_parser"]
    fresh._declarations = declarations
    assert type_named(cdecl, declarations) == fresh.parse_type(cdecl)


@pytest.mark.parametrize("cdecl", ["FcChar8 **", "struct unheard *", "unheard *", "int", "char[2][3]"])
def test_a_type_that_is_not_plain_is_left_to_the_parser(cdecl: str) -> None:
    assert type_named(cdecl, {}) is None


def test_the_engine_gets_its_types_as_before() -> None:
    assert name_types_directly()
    assert ffi.sizeof(ffi.new("hb_codepoint_t[23]")) == 92
    with pytest.raises(CDefError):
        ffi.new("unheard_of *")
