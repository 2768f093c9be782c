"""What a worker does for one employee: the pack, its pages, its PDF. It sees that employee's rows and no store."""

from collections.abc import Mapping
from dataclasses import dataclass

from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.packs.bundle.lines import bundle_bytes
from okr_reports.rendering.bundle import render_bundle, warm_up_bundle
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_here import make_pdf_here, warm_up_pdf

BUNDLE_JSON, BUNDLE_HTML, BUNDLE_PDF = "bundle.json", "bundle.html", "bundle.pdf"
BUNDLE_FILES = (BUNDLE_JSON, BUNDLE_HTML, BUNDLE_PDF)


@dataclass(frozen=True)
class BundleFiles:
    """File name → bytes, and what the renderer complained of."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class BundleWork:
    """Sent to each worker once: what all bundles share."""

    facts: CycleFacts

    @property
    def paper(self) -> Paper:
        """The company's."""
        return Paper(self.facts.company.paper)

    def warm_up(self) -> None:
        """Load templates, locale and engine before the first employee's turn."""
        warm_up_bundle(self.facts)
        warm_up_pdf(PdfEngine(self.facts.engine), paper=self.paper)

    def __call__(self, tables: EmployeeTables) -> BundleFiles:
        """One employee's three files."""
        bundle = build_bundle(tables, self.facts)
        rendered = render_bundle(bundle)
        made = make_pdf_here(rendered.pdf_source, paper=self.paper, engine=PdfEngine(self.facts.engine))
        files = {
            BUNDLE_JSON: bundle_bytes(bundle.report),
            BUNDLE_HTML: rendered.html.encode(),
            BUNDLE_PDF: made.pdf,
        }
        return BundleFiles(files, made.warnings)
