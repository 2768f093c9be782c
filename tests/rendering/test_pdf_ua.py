"""PDFs that screen readers can read: valid PDF/UA-1, as veraPDF judges it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from okr_reports.line.pages import render_documents
from okr_reports.line.retro_pages import render_retro_documents
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering.printed import inputs_of, pdf_of
from tests.rendering.retro_sample import retro_inputs
from tests.rendering.verapdf import is_installed

SIZES = (0, 3, 25, 120)


def without_tags(pdf: bytes) -> bytes:
    """The same pages without their structure."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    del writer.root_object["/StructTreeRoot"]
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def retro_pdf() -> bytes:
    """The OKR retro of the sample by hand."""
    page = render_retro_documents(build_okr_retro(retro_inputs()).company, paper=Paper.A4)["report"]
    (result,) = make_pdfs([PdfDocument("retro", page.pdf_source)], limits=PdfLimits())
    assert result.pdf is not None
    return result.pdf


def department_pdf() -> bytes:
    """One department's document of the sample company."""
    documents = render_documents(build_kpi_review(inputs_of(25)), paper=Paper.A4)
    name = next(name for name in documents if name != "report")
    (result,) = make_pdfs([PdfDocument(name, documents[name].pdf_source)], limits=PdfLimits())
    assert result.pdf is not None
    return result.pdf


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What veraPDF says of all of them: it starts slowly, so it is asked once."""
    if shutil.which("java") is None or not is_installed():
        pytest.skip("no Java with JAXB: `make test` says how to install it")
    folder = tmp_path_factory.mktemp("pdf")
    made = {f"{size}.pdf": pdf_of(size, Paper.A4) for size in SIZES}
    made |= {"letter.pdf": pdf_of(3, Paper.LETTER), "department.pdf": department_pdf()}
    made["retro.pdf"] = retro_pdf()
    made |= {"untagged.pdf": without_tags(made["3.pdf"])}
    for name, pdf in made.items():
        (folder / name).write_bytes(pdf)
    paths = [str(folder / name) for name in made]
    command = [sys.executable, "-m", "tests.rendering.verapdf", *paths]
    root = Path(__file__).parents[2]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, timeout=600)
    return json.loads(answer.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", [*(f"{size}.pdf" for size in SIZES), "letter.pdf", "department.pdf", "retro.pdf"])
def test_a_report_breaks_no_rule_of_pdf_ua(judged: Mapping[str, list[str]], name: str) -> None:
    assert judged[name] == []


def test_a_pdf_without_tags_is_told(judged: Mapping[str, list[str]]) -> None:
    assert any("7.1" in rule for rule in judged["untagged.pdf"])
