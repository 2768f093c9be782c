"""Everything that makes the PDF engine load something from elsewhere is refused and said: files, network, data."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs

SECRET = "canary-5e1f"
ADDRESS = "ADDRESS"
# Each with ADDRESS where a file, a page of the network or a data URI is named.
CONSTRUCTS = {
    "image": '<p><img src="ADDRESS" alt="x"></p>',
    "image set": '<p><img srcset="ADDRESS 1x" src="ADDRESS" alt="x"></p>',
    "style element": "<style>p{background-image:url(ADDRESS)}</style><p>x</p>",
    "style attribute": '<p style="background-image:url(ADDRESS)">x</p>',
    "import": "<style>@import url(ADDRESS);</style><p>x</p>",
    "font": "<style>@font-face{font-family:F;src:url(ADDRESS)}p{font-family:F}</style><p>x</p>",
    "list mark": '<ul style="list-style-image:url(ADDRESS)"><li>x</li></ul>',
    "border image": '<p style="border:9px solid;border-image:url(ADDRESS) 1">x</p>',
    "content": "<style>p::before{content:url(ADDRESS)}</style><p>x</p>",
    "page background": "<style>@page{background-image:url(ADDRESS)}</style><p>x</p>",
    "stylesheet": '<link rel="stylesheet" href="ADDRESS"><p>x</p>',
    "attachment of the document": '<link rel="attachment" href="ADDRESS"><p>x</p>',
    "attachment of a link": '<p><a rel="attachment" href="ADDRESS">x</a></p>',
    "object": '<object data="ADDRESS" type="image/png">x</object>',
    "embed": '<embed src="ADDRESS" type="image/png">',
    "image in a picture": '<svg width="9" height="9"><image href="ADDRESS" width="9" height="9"/></svg>',
}
# What the engine never loads: nothing to refuse, and nothing shown.
SILENT = {
    "style in a picture": '<svg width="9" height="9"><style>@import url("ADDRESS");</style><rect width="9"/></svg>',
    "use in a picture": '<svg width="9" height="9"><use href="ADDRESS#a"/></svg>',
    "frame": '<iframe src="ADDRESS"></iframe>',
    "video": '<video src="ADDRESS" poster="ADDRESS"></video>',
    "script": '<script src="ADDRESS"></script>',
    "base": '<base href="ADDRESS"><p>x</p>',
    "refresh": '<meta http-equiv="refresh" content="0;url=ADDRESS"><p>x</p>',
    "form": '<form action="ADDRESS"><input type="image" src="ADDRESS"></form>',
}
# What PlutoPrint reads over: it has no attachments, no objects, and no pictures in borders.
UNKNOWN_TO_PLUTOPRINT = ("attachment of the document", "attachment of a link", "object", "embed", "border image")
KINDS = ("file", "network", "data", "asset")
ASKED = [
    *((PdfEngine.WEASYPRINT, construct, kind) for construct in CONSTRUCTS for kind in KINDS),
    # A data URI holds what it names: PlutoPrint reads it and asks nobody.
    *(
        (PdfEngine.PLUTOPRINT, construct, kind)
        for construct in CONSTRUCTS
        for kind in ("file", "network", "asset")
        if construct not in UNKNOWN_TO_PLUTOPRINT
    ),
]


def page(body: str, address: str) -> str:
    """A page that names this address."""
    content = body.replace(ADDRESS, address)
    return f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>{content}</body></html>'


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A file of this machine, a page of the network that nobody serves, and a picture inside the address."""
    secret = tmp_path_factory.mktemp("secret") / "people.csv"
    secret.write_text(SECRET)
    return {
        "file": secret.as_uri(),
        "network": "http://127.0.0.1:9/x.png",
        "data": "data:text/plain,canary-5e1f",
        "asset": "okr-asset:../people.csv",
    }


@pytest.fixture(scope="module")
def results(addresses: Mapping[str, str]) -> Mapping[tuple[PdfEngine, str, str], PdfResult]:
    """Every construct with every address, made into PDFs by both engines."""
    cases = {
        (construct, kind): page(body, address)
        for construct, body in (CONSTRUCTS | SILENT).items()
        for kind, address in addresses.items()
    }
    documents = [PdfDocument(" ".join(case), source) for case, source in cases.items()]
    return {
        (engine, *case): result
        for engine in PdfEngine
        for case, result in zip(cases, make_pdfs(documents, limits=PdfLimits(), engine=engine), strict=True)
    }


@pytest.mark.parametrize(("engine", "construct", "kind"), ASKED)
def test_what_the_engine_would_load_is_refused_and_said(
    results: Mapping[tuple[PdfEngine, str, str], PdfResult],
    addresses: Mapping[str, str],
    engine: PdfEngine,
    construct: str,
    kind: str,
) -> None:
    result = results[engine, construct, kind]
    assert result.error is None
    assert f"refused to load {addresses[kind]}" in result.warnings


@pytest.mark.parametrize("engine", PdfEngine)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("construct", CONSTRUCTS | SILENT)
def test_nothing_of_it_reaches_the_pdf(
    results: Mapping[tuple[PdfEngine, str, str], PdfResult], engine: PdfEngine, construct: str, kind: str
) -> None:
    pdf = results[engine, construct, kind].pdf
    assert pdf is not None
    assert SECRET.encode() not in pdf
    assert b"EmbeddedFile" not in pdf
    assert b"/JavaScript" not in pdf


@pytest.mark.parametrize("engine", PdfEngine)
def test_a_relative_address_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: PdfEngine) -> None:
    (tmp_path / "people.csv").write_text(SECRET)
    monkeypatch.chdir(tmp_path)
    body = '<p><img src="people.csv" alt="x"></p><object data="people.csv">x</object>'
    (result,) = make_pdfs([PdfDocument("x", page(body, ""))], limits=PdfLimits(), engine=engine)
    assert result.error is None
    assert SECRET.encode() not in (result.pdf or b"")


def test_a_relative_address_is_said_by_the_engine_that_would_load_it() -> None:
    (result,) = make_pdfs([PdfDocument("x", page(CONSTRUCTS["image"], "people.csv"))], limits=PdfLimits())
    assert result.warnings != ()


def test_a_page_with_a_colour_profile_from_elsewhere_is_not_made(addresses: Mapping[str, str]) -> None:
    style = "<style>@color-profile --p{src:url(ADDRESS)}p{color:color(--p 0 0 0)}</style><p>x</p>"
    (result,) = make_pdfs([PdfDocument("x", page(style, addresses["file"]))], limits=PdfLimits())
    assert (result.error or "").startswith("x: the PDF engine failed with URLFetchingError in ")
