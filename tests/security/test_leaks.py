"""Nothing of one employee stands in another's files, in no layer; and the search finds it when it does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from okr_reports.line.pages import page_options
from okr_reports.packs.appraisals.hr_overview import hr_overview
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.managers_index import managers_indexes
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.audience import audience_of, cut_by_employee
from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.packs.own_rows import OwnRows
from okr_reports.packs.report_json import to_json
from okr_reports.rendering.bundle import render_bundle
from okr_reports.rendering.html import RenderedDocument, render_document
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering.bundle_sample import facts, with_values
from tests.security.leaks import leaks_in
from tests.security.planted_company import CANARIES, MANAGERS, SCORES, own_of, planted_plan, planted_tables

FACTS = facts()
OTHERS = CANARIES.word("E3", "note yes")
END, DESCRIPTION = "</main>", '<meta name="description" content="'
SHAPE = '<path d="M0 0h9v9z"/></svg>'
# Mistake → what stands there, what is written in its place, in which layer it must be found.
MISTAKES = {
    "hidden text": (END, f'<p style="font-size:.1pt">{OTHERS}</p>{END}', "page text"),
    "white text": (END, f'<p style="color:#fff">{OTHERS}</p>{END}', "page text"),
    "description": (DESCRIPTION, f"{DESCRIPTION}{OTHERS} ", "metadata"),
    "alternative text": (END, f'<svg role="img" width="9" height="9"><title>{OTHERS}</title>{SHAPE}{END}', "object"),
    "bookmark": (END, f'<h2 data-bookmark="{OTHERS}">Notes</h2>{END}', "object"),
}
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def cuts() -> Mapping[str, EmployeeTables]:
    """Each employee's tables, as the audience cuts them."""
    return {cut.employee_id: cut for cut in cut_by_employee(planted_tables(), plan=planted_plan())}


@pytest.fixture(scope="module")
def pages(cuts: Mapping[str, EmployeeTables]) -> Mapping[str, RenderedDocument]:
    """Each employee's page."""
    return {id: render_bundle(build_bundle(cut, FACTS)) for id, cut in cuts.items()}


@pytest.fixture(scope="module")
def pdfs(cuts: Mapping[str, EmployeeTables], pages: Mapping[str, RenderedDocument]) -> Mapping[str, bytes]:
    """The PDFs of two employees' bundles, and of E1's with each mistake planted; all made at once."""
    first = pages["E1"].pdf_source
    mixed = render_bundle(build_bundle(with_others_evidence(cuts), FACTS)).pdf_source
    planted = {name: first.replace(old, new, 1) for name, (old, new, _) in MISTAKES.items()}
    return printed({"E1": first, "E3": pages["E3"].pdf_source, "wrong list": mixed, **planted})


@pytest.fixture(scope="module")
def files(cuts: Mapping[str, EmployeeTables], pages: Mapping[str, RenderedDocument], pdfs: Files) -> Files:
    """Every bundle's data and page, and two PDFs."""
    data = {f"{id}/bundle.json": to_json(build_bundle(cut, FACTS).report) for id, cut in cuts.items()}
    html = {f"{id}/bundle.html": page.html.encode() for id, page in pages.items()}
    return {**data, **html, "E1/bundle.pdf": pdfs["E1"], "E3/bundle.pdf": pdfs["E3"]}


def with_others_evidence(cuts: Mapping[str, EmployeeTables]) -> EmployeeTables:
    """E1's tables with E3's evidence among them."""
    own, others = cuts["E1"].evidence, cuts["E3"].evidence
    others = with_values(others, "position", range(101, 101 + len(others)))
    return replace(cuts["E1"], evidence=OwnRows(own.columns, [*own.rows, *others.rows]))


def printed(sources: Mapping[str, str]) -> Mapping[str, bytes]:
    """The PDFs of these pages."""
    results = make_pdfs([PdfDocument(name, source) for name, source in sources.items()], limits=PdfLimits(workers=2))
    return {result.name: result.pdf or b"" for result in results}


def allowed(name: str) -> set[tuple[str, str]]:
    """What a file of the folder of one employee may hold."""
    return own_of(name.split("/", maxsplit=1)[0])


def layers_with_leaks(files: Files) -> set[str]:
    return {leak.layer.split(" › ")[-1] for leak in leaks_in(files, CANARIES, allowed=allowed)}


def test_a_bundle_holds_nothing_of_others_and_nothing_that_nobody_shares(files: Files) -> None:
    assert leaks_in(files, CANARIES, allowed=allowed) == []


def test_a_bundle_holds_what_it_should_so_the_search_would_see_it(files: Files) -> None:
    found = {(leak.owner, leak.field) for leak in leaks_in(files, CANARIES, allowed=lambda _: ())}
    expected = {canary for id in MANAGERS for canary in own_of(id)}
    assert expected - found == set()
    in_pdf = {"E1/bundle.pdf": files["E1/bundle.pdf"]}
    seen = {(leak.owner, leak.field) for leak in leaks_in(in_pdf, CANARIES, allowed=lambda _: ())}
    assert own_of("E1") - seen == set()


def test_no_file_holds_an_okr_score(files: Files) -> None:
    texts = [data.decode("latin-1") for name, data in files.items() if not name.endswith(".pdf")]
    pdfs = [page.extract_text() for name, data in files.items() if name.endswith(".pdf")
            for page in PdfReader(BytesIO(data)).pages]  # fmt: skip
    assert not any("7390" in text for text in (*texts, *pdfs)), SCORES


def test_a_managers_index_names_only_the_direct_reports_and_hr_sees_no_text() -> None:
    tables, plan = planted_tables(), planted_plan()
    published = {id: BundleOutcome(id, BundleState.PUBLISHED, None, f"employees/{id}/bundle.html") for id in MANAGERS}
    inputs = ViewInputs(tables, plan, FACTS, published, audience_of(tables, plan))
    views = [*managers_indexes(inputs), hr_overview(inputs)]
    templates = ["managers_index.html.j2", "managers_index.html.j2", "hr_overview.html.j2"]
    options = [page_options(view.furniture, Paper.A4) for view in views if view.furniture]
    pages = [
        render_document(template, pack=view, options=option).html.encode()
        for template, view, option in zip(templates, views, options, strict=True)
    ]
    names = ("M1", "M2", "hr")
    seen = {
        "M1": {("M1", "name"), ("E1", "name"), ("E2", "name")},
        "M2": {("M2", "name"), ("M1", "name"), ("E3", "name")},
        "hr": {(id, "name") for id in MANAGERS},
    }
    assert leaks_in(dict(zip(names, pages, strict=True)), CANARIES, allowed=seen.__getitem__) == []


def test_the_wrong_list_is_found(cuts: Mapping[str, EmployeeTables], pdfs: Files) -> None:
    bundle = build_bundle(with_others_evidence(cuts), FACTS)
    assert "page text" in layers_with_leaks({"E1/bundle.pdf": pdfs["wrong list"]})
    assert "markup text" in layers_with_leaks({"E1/bundle.html": render_bundle(bundle).html.encode()})
    assert "JSON text" in layers_with_leaks({"E1/bundle.json": to_json(bundle.report)})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_found(pdfs: Files, mistake: str) -> None:
    layers = layers_with_leaks({"E1/bundle.pdf": pdfs[mistake]})
    assert any(layer.startswith(MISTAKES[mistake][2]) for layer in layers), layers


@pytest.mark.parametrize("inner", ["E3/bundle.json", "E3/bundle.pdf"])
def test_a_wrong_attachment_is_found(files: Files, inner: str) -> None:
    writer = PdfWriter(BytesIO(files["E1/bundle.pdf"]))
    writer.add_attachment("evidence.bin", files[inner])
    target = BytesIO()
    writer.write(target)
    leaks = leaks_in({"E1/bundle.pdf": target.getvalue()}, CANARIES, allowed=allowed)
    assert any(leak.layer.startswith("attachment") for leak in leaks)


def test_a_name_in_a_file_name_is_found() -> None:
    assert layers_with_leaks({f"E1/{CANARIES.word('E1', 'email')}.html": b""}) == {"file name"}


@pytest.mark.parametrize(
    "hide",
    [
        lambda word: word.encode("utf-16-le"),
        lambda word: " ".join(word).encode(),
        lambda word: word.lower().encode(),
        lambda word: b'{"text": "' + "".join(f"\\u{ord(sign):04x}" for sign in word).encode() + b'"}',
        lambda word: b"<p>" + "".join(f"&#{ord(sign)};" for sign in word).encode() + b"</p>",
    ],
)
def test_a_canary_is_found_however_it_is_written(hide: Callable[[str], bytes]) -> None:
    assert layers_with_leaks({"E1/x": hide(OTHERS)}) != set()
