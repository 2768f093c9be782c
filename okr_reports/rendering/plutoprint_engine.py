"""The fast PDF engine, of the extra `fast`: the same pages, untagged. Imported only where the engine is loaded."""

from collections.abc import Callable
from io import BytesIO

import plutoprint

from okr_reports.rendering.assets import SCHEME, registered_assets
from okr_reports.rendering.complaints import missing_signs, refusals
from okr_reports.rendering.glyphs import missing_signs_of
from okr_reports.rendering.made_pdf import MadePdf
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.plutoprint_source import adapted, created
from okr_reports.rendering.printable import printable
from okr_reports.rendering.stylesheets import plutoprint_stylesheet

_LONGEST_ADDRESS = 100
_SIZES = {Paper.A4: plutoprint.PAGE_SIZE_A4, Paper.LETTER: plutoprint.PAGE_SIZE_LETTER}
_DATES = (plutoprint.PDF_METADATA_CREATION_DATE, plutoprint.PDF_METADATA_MODIFICATION_DATE)


def plutoprint_on(paper: Paper) -> Callable[[str], MadePdf]:
    """The engine for this paper."""
    style = plutoprint_stylesheet(paper)

    def make(source: str) -> MadePdf:
        page = printable(source)
        book = plutoprint.Book(_SIZES[paper])
        book.custom_resource_fetcher = fetcher = _ClosedFetcher()
        book.load_html(adapted(page), user_style=style, base_url=f"{SCHEME}:")
        # After the page is read, which sets them to now.
        for date in _DATES:
            book.set_metadata(date, created(page))
        target = BytesIO()
        book.write_to_pdf_stream(target)
        warnings = [*refusals(fetcher.denied), *missing_signs(missing_signs_of([page]))]
        return MadePdf(target.getvalue(), book.get_page_count(), tuple(warnings))

    return make


class _ClosedFetcher(plutoprint.ResourceFetcher):
    """Serves registered assets under a made-up scheme, no file and no network. `denied` lists what was refused."""

    def __init__(self) -> None:
        super().__init__()
        self.denied: list[str] = []

    def fetch_url(self, url: str) -> plutoprint.ResourceData:
        scheme, _, name = url.partition(":")
        asset = registered_assets().get(name) if scheme == SCHEME else None
        if asset is None:
            self.denied.append(printable(url[:_LONGEST_ADDRESS]))
            raise PermissionError("only the program's own assets may be loaded")
        media_type, body = asset
        return plutoprint.ResourceData(body, media_type, "utf-8")
